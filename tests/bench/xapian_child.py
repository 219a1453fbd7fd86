"""Xapian as a process of its own: passages, then queries on standard input, milliseconds on standard output.

It runs under another Python than the program, so it uses nothing of it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def fill(xapian: Any, path: str) -> None:
    """Index lines of [id, tokens] up to "end"."""
    database = xapian.WritableDatabase(path + ".drawn", xapian.DB_CREATE_OR_OVERWRITE)
    for line in sys.stdin:
        row = json.loads(line)
        if row == "end":
            break
        document = xapian.Document()
        for place, token in enumerate(row[1].split(" ")):
            if len(token.encode()) < 200:
                document.add_posting(token, place)
        database.replace_document(row[0], document)
    database.commit()
    database.compact(path)
    database.close()


def query(xapian: Any, parts: list[tuple[list[str], bool]]) -> Any:
    """All of several phrases; the last word of one may go on."""
    found = []
    for tokens, star in parts:
        if star:
            found.append(xapian.Query(xapian.Query.OP_WILDCARD, tokens[-1], 0, 0))
            tokens = tokens[:-1]
        if len(tokens) == 1:
            found.append(xapian.Query(tokens[0]))
        elif tokens:
            found.append(xapian.Query(xapian.Query.OP_PHRASE, tokens, len(tokens)))
    return xapian.Query(xapian.Query.OP_AND, found)


def main() -> None:
    """Say whether there is an index, make it, then answer."""
    import xapian

    path = sys.argv[1]
    fresh = not Path(path).exists()
    print(json.dumps("empty" if fresh else "ready"), flush=True)
    if fresh:
        fill(xapian, path)
        print(json.dumps("ready"), flush=True)
    database = xapian.Database(path)
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.thread_time()
        enquire = xapian.Enquire(database)
        enquire.set_query(query(xapian, asked["parts"]))
        for match in enquire.get_mset(0, asked["top"]):
            _ = match.docid
        print((time.thread_time() - began) * 1e3, flush=True)


if __name__ == "__main__":
    main()
