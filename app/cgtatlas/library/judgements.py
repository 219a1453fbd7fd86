"""What people decided about the facts: ``disagreements``, ``dismissed`` and ``derived`` beside the entries.

The compiler refuses a decision about a fact that does not exist; :func:`open_questions` tells what the
lint found and nobody decided.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from cgtatlas.library.derived import read_derivations
from cgtatlas.library.lint import Material, find, read_dismissals, undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cgtatlas.library.reader import Library
    from cgtatlas.library.sources import Problems, SourceFile, Sources, Table


def check_judgements(sources: Sources, facts: set[str], problems: Problems) -> list[tuple[str, ...]]:
    """The recorded disagreements as rows; unknown facts, pairs recorded twice and the like are problems."""
    for file in sources.judgements:
        try:
            ids = _facts_of(file)
        except (ValueError, TypeError, AttributeError) as error:
            problems.add(file.path, 1, str(error))
            continue
        for id in sorted(set(ids) - facts):
            problems.add(file.path, file.line_of(f'"{id}"'), f"no fact has the id {id!r}")
    return sorted(
        row for file in sources.disagreements for row in _disagreements(file, sources, facts, problems)
    )


def _facts_of(file: SourceFile) -> list[str]:
    decisions = read_derivations(file.table) if file.id == "derived" else read_dismissals(file.table)
    return [id for decision in decisions for id in decision.facts]


def _disagreements(
    file: SourceFile, sources: Sources, facts: set[str], problems: Problems
) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, ...]] = set()
    for table in file.table.get("disagreement", []):
        pair = tuple(sorted((str(table.get("a", "")), str(table.get("b", "")))))
        notes = (str(table.get("note_zh", "")), str(table.get("note_en", "")))
        for id in pair:
            if id not in facts:
                problems.add(file.path, file.line_of(f'"{id}"'), f"no fact has the id {id!r}")
        wrong = _wrong(table, pair, notes, sources)
        if pair in seen:
            wrong = f"the pair {pair[0]}, {pair[1]} is recorded twice"
        if wrong:
            problems.add(file.path, file.line_of(f'"{pair[0]}"'), wrong)
        seen.add(pair)
        yield (*pair, str(table.get("reason")), *notes)


def _wrong(table: Table, pair: tuple[str, ...], notes: tuple[str, str], sources: Sources) -> str:
    if table.get("reason") not in sources.vocabulary.get("reason", {}):
        return f"{table.get('reason')!r} is not a reason of vocabulary.toml"
    if pair[0] == pair[1]:
        return f"{pair[0]} cannot disagree with itself"
    return "" if all(notes) else f"{pair[0]}: note_zh and note_en are both needed"


def material(library: Library, derived: Mapping[str, object]) -> Material:
    """Everything the lint looks at, from a compiled library and the table of ``derived.toml``."""
    rows = library.connection.execute(
        "SELECT fact, type, object FROM relation WHERE fact <> '' ORDER BY 1, 2, 3"
    )
    parents: dict[str, set[str]] = {}
    for subject, above in library.connection.execute(
        "SELECT subject, object FROM relation WHERE type = 'is_a'"
    ):
        parents.setdefault(subject, set()).add(above)
    return Material(
        facts=library.facts(),
        published={document.id: document.published for document in library.documents()},
        kinds={id: _all_above(id, parents) for id in parents},
        targets={fact: (type_, entry) for fact, type_, entry in rows},
        entry_kinds={row.id: row.kind for row in library.entries()},
        derivations=read_derivations(derived),
    )


def _all_above(id: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


def open_questions(library: Library, folder: Path) -> tuple[int, list[str]]:
    """How many findings the lint has on a library, and which of them the files in ``folder`` leave open."""
    derived, dismissed = (_table(folder / f"{name}.toml") for name in ("derived", "dismissed"))
    found = find(material(library, derived))
    pairs = [(conflict.a, conflict.b) for conflict in library.conflicts()]
    return len(found), list(undecided(found, pairs, read_dismissals(dismissed)))


def _table(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
