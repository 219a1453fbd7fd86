from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import BuildError
from cgtatlas.library.compile import compile_library
from cgtatlas.library.reader import APPLICATION_ID, FORMAT, Library

if TYPE_CHECKING:
    from collections.abc import Callable

KYMRIAH = "therapies/kymriah.md"


def _problems(sources: Path, out: Path) -> list[str]:
    with pytest.raises(BuildError) as caught:
        compile_library(sources, out)
    assert not out.exists()
    return [str(problem) for problem in caught.value.problems]


def _edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def _line_of(path: Path, needle: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if needle in line)


def test_two_builds_have_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.db", tmp_path / "elsewhere" / "b.db"
    compile_library(sources, first)
    compile_library(sources, second)
    assert first.read_bytes() == second.read_bytes()


def test_file_says_what_it_is(library_path: Path) -> None:
    with closing(sqlite3.connect(library_path)) as connection, connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_fingerprint_changes_with_the_sources(sources: Path, tmp_path: Path) -> None:
    first = compile_library(sources, tmp_path / "a.db").fingerprint
    _edit(sources / KYMRIAH, lambda text: text.replace("## English\n\n", "## English\n\nOnce more: "))
    assert compile_library(sources, tmp_path / "b.db").fingerprint != first


def test_texts_are_the_originals_and_tile_their_files(library: Library) -> None:
    documents = library.documents()
    folder = Path(__file__).parents[2] / "resources" / "library" / "documents"
    assert len(documents) == 8
    by_file: dict[str, list[tuple[int, str]]] = {}
    for document in documents:
        text = library.text(document.id)
        assert hashlib.sha256(text.encode()).hexdigest() == document.sha256
        by_file.setdefault(document.origin, []).append((document.origin_start, text))
    for origin, parts in by_file.items():
        whole = (folder / origin).read_bytes().decode("utf-8")
        assert "".join(text for _, text in sorted(parts)) == whole
    assert len(by_file) == 5


def test_quote_with_one_letter_changed(sources: Path, tmp_path: Path) -> None:
    path = sources / KYMRIAH
    quote = re.search(r'quote = "([^"]+)"', path.read_text(encoding="utf-8"))
    assert quote is not None
    changed = quote[1][:-1] + "X"
    _edit(path, lambda text: text.replace(quote[1], changed, 1))
    problems = _problems(sources, tmp_path / "out.db")
    assert len(problems) == 1
    assert problems[0].startswith(f"{KYMRIAH}:")
    assert "letter by letter" in problems[0]
    line = int(problems[0].split(":")[1])
    assert "cite" in path.read_text(encoding="utf-8").split("\n")[line - 1]


def test_original_with_one_letter_changed(sources: Path, tmp_path: Path) -> None:
    original = next((sources / "documents").glob("003_*.txt"))
    _edit(original, lambda text: text.replace("Kymriah", "Kymriax", 1))
    problems = _problems(sources, tmp_path / "out.db")
    assert any(p.startswith("documents/immune-cell-therapy-2022.toml:") for p in problems)


def test_unknown_ids_and_words(sources: Path, tmp_path: Path) -> None:
    path = sources / KYMRIAH
    _edit(
        path,
        lambda t: t.replace('class = "product"', 'class = "produkt"').replace(
            'to = "us-fda"', 'to = "fda9"', 1
        ),
    )
    problems = _problems(sources, tmp_path / "out.db")
    assert f"{KYMRIAH}:{_line_of(path, 'produkt')}: 'produkt' is not a class of vocabulary.toml" in problems
    assert any(p.startswith(f"{KYMRIAH}:") and "'fda9'" in p for p in problems)


def test_name_claimed_twice_whatever_its_spelling(sources: Path, tmp_path: Path) -> None:
    path = sources / "therapies" / "yescarta.md"
    _edit(
        path,
        lambda t: t.replace("[[names]]", '[[names]]\ntext = "ＣＴＬ－019"\nrole = "code"\n\n[[names]]', 1),
    )
    problems = _problems(sources, tmp_path / "out.db")
    assert (
        f"therapies/yescarta.md:{_line_of(path, 'ＣＴＬ')}: the name 'ＣＴＬ－019' is claimed by kymriah too"
        in problems
    )


def test_circle_in_the_tree(sources: Path, tmp_path: Path) -> None:
    car_t = sources / "therapies" / "car-t.md"
    _edit(car_t, lambda t: re.sub(r"parents = \[[^\]]*\]", 'parents = ["cd19-car-t"]', t, count=1))
    problems = _problems(sources, tmp_path / "out.db")
    assert any("circle" in p and "car-t" in p and "cd19-car-t" in p for p in problems)


def test_every_problem_is_named_at_once(sources: Path, tmp_path: Path) -> None:
    (sources / "therapies" / "broken.md").write_text("+++\nkind = therapy\n+++\n", encoding="utf-8")
    (sources / "companies" / "Bad Name.md").write_text("+++\n+++\n", encoding="utf-8")
    _edit(sources / "vocabulary.toml", lambda t: t.replace("[unit]", "[unit"))
    problems = _problems(sources, tmp_path / "out.db")
    assert any(p.startswith("therapies/broken.md:2: not valid TOML") for p in problems)
    assert any(p.startswith("companies/Bad Name.md:1:") for p in problems)
    assert any(p.startswith("vocabulary.toml:") for p in problems)


def test_failed_build_leaves_the_old_library(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "library.db"
    compile_library(sources, out)
    before = out.read_bytes()
    (sources / "vocabulary.toml").write_text("[", encoding="utf-8")
    with pytest.raises(BuildError):
        compile_library(sources, out)
    assert out.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("library.db")] == ["library.db"]
