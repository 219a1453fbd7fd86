"""A child process that works on a reader's file and announces every step on standard output.

``python work.py APP_FOLDER FILE SEED STEPS [SAID]``: a line ``B {...}`` when a step begins, ``A {...}``
when it is acknowledged, ``E {...}`` when it is refused; into the file SAID when it is given. Exit status
3 when the reader's file was refused. Killed, starved of disk or left to end by the tests.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store

SAID = os.open(sys.argv[5], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644) if len(sys.argv) > 5 else 1


def say(kind: str, **data: object) -> None:
    """One line, written at once."""
    os.write(SAID, f"{kind} {json.dumps(data, ensure_ascii=False)}\n".encode())


def step(store: Store, chosen: random.Random, name: str, revisions: dict[str, int]) -> None:
    """Add, edit or delete one note."""
    text = f"批注{name} CD19 " + "嵌合抗原受体" * chosen.choice([1, 5, 200, 1500])
    kind = chosen.choices(["add", "edit", "delete"], [6, 3, 1])[0] if revisions else "add"
    if kind == "add":
        id = f"{chosen.getrandbits(128):032x}"
        say("B", op=kind, id=id, text=text)
        store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body=text, id=id)
        revisions[id] = 1
    else:
        id = chosen.choice(sorted(revisions))
        say("B", op=kind, id=id, text=text)
        if kind == "edit":
            revisions[id] = store.edit_annotation(id, revision=revisions[id], body=text)[0].revision
        else:
            store.delete_annotation(id)
            del revisions[id]
    say("A", op=kind, id=id, text=text)


def main(path: Path, seed: int, steps: int) -> None:
    """Do so many steps, or as many as one is let."""
    if "CGT_FILE_LIMIT" in os.environ:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = int(os.environ["CGT_FILE_LIMIT"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        store = Store(path)
    except AtlasError as error:
        say("E", code=error.code)
        sys.exit(3)
    say("A", op="open")
    revisions = {note.id: note.revision for note in store.annotations()}
    chosen = random.Random(seed)
    for number in range(steps):
        try:
            step(store, chosen, f"{seed}-{number}", revisions)
        except AtlasError as error:
            say("E", code=error.code)
            revisions = {note.id: note.revision for note in store.annotations()}
    store.close()
    say("A", op="close")


if __name__ == "__main__":
    main(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
