"""A child process that edits shared notes and adds its own: ``python race.py APP FILE NAME STEPS``.

Prints one JSON object: the ids it added, the marks it appended with an acknowledgement, its conflicts,
the saves it was told to have failed, and the seconds of each step.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from cgtatlas.core.errors import Conflict, NotSaved
from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store


def main(path: Path, name: str, steps: int) -> None:
    """Read a note, think, save it longer by one mark; now and then add one."""
    store = Store(path)
    chosen = random.Random(name)
    shared = [note.id for note in store.annotations("shared")]
    added, marks, times, conflicts, refused = [], [], [], 0, 0
    for number in range(steps):
        note = store.annotation(chosen.choice(shared))
        time.sleep(chosen.random() * 0.004)  # the reader thinks
        mark, begin = f"|{name}.{number}", time.perf_counter()
        try:
            if chosen.random() < 0.3:
                made = store.add_annotation(Anchor(name, "a" * 64, 0, 2, "引文"), body=str(number))[0]
                added.append(made.id)
            else:
                store.edit_annotation(note.id, revision=note.revision, body=note.body + mark)
                marks.append((note.id, mark))
        except Conflict:
            conflicts += 1
        except NotSaved:
            refused += 1
        times.append(time.perf_counter() - begin)
    store.close()
    said = {"added": added, "marks": marks, "conflicts": conflicts, "refused": refused, "times": times}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
