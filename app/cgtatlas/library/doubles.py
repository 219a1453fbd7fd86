"""Documents of two libraries that go by one id but have different texts, told apart.

Ids are chosen by those who make a library, so two people may choose the same one, or one library may hold
a newer text of a document. Shown under one id, the words found in the one would be lit in the other.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cgtatlas.library.reader import Library

#: Where the id of a document stands.
_PLACES = {"document": "id", **dict.fromkeys(("block", "passage", "fact", "mention"), "document")}


def tell_apart(library: Library, earlier: Sequence[Library]) -> None:
    """Give the documents of ``library`` whose id means another text in an ``earlier`` one an id of their own.

    It is made of the old id and the fingerprint of the text, so it is the same at every opening, and the same
    text in a third library gets the same one. The file is not written to: views in this connection's own
    memory stand before its tables.
    """
    renamed = {}
    for (id_,) in library.connection.execute("SELECT id FROM document").fetchall():
        text = library.text(id_) if any(one.holds(id_) for one in earlier) else ""
        if any(one.holds(id_) and one.text(id_) != text for one in earlier):
            mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            renamed[id_] = f"{id_}--{mark}"
    if renamed:
        _rename(library, renamed)


def _rename(library: Library, renamed: dict[str, str]) -> None:
    connection = library.connection
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL UNIQUE)")
    connection.executemany("INSERT INTO renamed VALUES (?, ?)", renamed.items())
    for table, column in _PLACES.items():
        names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        listed = ", ".join(f'"{name}"' for name in names)
        anew = ", ".join("new" if name == column else f'"{name}"' for name in names)
        # two parts, each with a condition that the table's own index answers
        connection.execute(
            f"CREATE TEMP VIEW {table} ({listed}) AS"
            f" SELECT {listed} FROM main.{table} WHERE {column} NOT IN (SELECT old FROM temp.renamed)"
            f" UNION ALL SELECT {anew} FROM temp.renamed CROSS JOIN main.{table} ON {column} = old"
        )
    connection.commit()
