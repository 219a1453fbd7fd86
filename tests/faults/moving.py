"""A child process that follows a library from version to version: ``python moving.py APP_FOLDER FILE``.

Prints a line when it begins a round, and never ends by itself; killed by the test.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from cgtatlas.store.store import Store

DOCUMENTS = 12
FILLER = "".join(chr(0x5000 + n) for n in range(400))


def version(document: str, number: int) -> tuple[str, str]:
    """The fingerprint and text of one version of a document."""
    text = f"第{number}版。" * (number % 5) + FILLER[:200] + f"引文{document}在此" + FILLER[200:]
    return hashlib.sha256(text.encode()).hexdigest(), text


if __name__ == "__main__":
    store = Store(Path(sys.argv[2]))
    for round_ in itertools.count(1):
        print(round_, flush=True)
        store.relocate(lambda id, number=round_: version(id, number))  # type: ignore[misc]
