"""Decisions about what the lint finds: recorded, dismissed, declared; refused or told when they are wrong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cgtatlas.core.errors import BuildError
from cgtatlas.core.paths import shipped
from cgtatlas.library import check as checks
from cgtatlas.library.compile import compile_library
from cgtatlas.library.judgements import material, open_questions
from cgtatlas.library.lint import Candidate, Dismissal, find, read_dismissals, undecided
from cgtatlas.library.reader import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_bundled_library_leaves_nothing_undecided(library: Library) -> None:
    count, questions = open_questions(library, shipped("resources/library"))
    assert questions == []
    assert count > 300


def test_the_bundled_library_feeds_every_part_of_the_lint(library: Library) -> None:
    derived = {"sum": [{"total": 3, "parts": ["car-t/phase-1"]}]}
    known = material(library, derived)
    assert len(known.facts) > 1000
    assert known.published["atmp-definition-2025"] == "2025-06-11"
    assert "cell-gene-therapy" in known.kinds["kymriah"]
    assert known.targets["ciltacabtagene-autoleucel/developer-legend"] == ("developed_by", "legend-biotech")
    assert known.entry_kinds["fosun-kite"] == "company"
    assert ("derived", ("car-t/phase-1",)) in [(c.rule, c.facts) for c in find(known)]


PAIR = Candidate("same-property", ("e/a", "e/b"), "")


def test_a_finding_is_decided_by_recording_or_by_dismissing_it() -> None:
    assert list(undecided([PAIR], [], [])) == ["neither recorded nor dismissed: same-property: e/a | e/b: "]
    assert list(undecided([PAIR], [("e/b", "e/a")], [])) == []
    assert list(undecided([PAIR], [("e/a", "e/c")], [])) != []
    assert list(undecided([PAIR], [], [Dismissal("same-property", (("e/a", "e/b"),), "why")])) == []
    assert len(list(undecided([PAIR], [], [Dismissal("twin", (("e/a", "e/b"),), "why")]))) == 3


def test_things_kept_apart_still_agree_among_themselves() -> None:
    apart = Dismissal("same-property", (("e/a",), ("e/b", "e/c")), "why")
    within = Candidate("same-property", ("e/b", "e/c"), "")
    other = Candidate("same-property", ("e/a", "e/c"), "")
    assert list(undecided([PAIR, other], [], [apart])) == []
    assert list(undecided([PAIR, other, within], [], [apart])) == [
        f"neither recorded nor dismissed: {within}"
    ]


def test_a_dismissal_that_matches_nothing_any_more_is_told() -> None:
    stale = Dismissal("same-property", (("e/a",), ("e/b",), ("e/z",)), "why")
    assert list(undecided([PAIR], [], [stale])) == [
        "dismissed.toml: e/z needs no dismissal from same-property any more"
    ]
    recorded = list(undecided([PAIR], [PAIR.facts], [Dismissal("same-property", (PAIR.facts,), "why")]))
    assert len(recorded) == 2


@pytest.mark.parametrize(
    "item",
    [
        {"rule": "no-such-rule", "facts": ["e/a"], "reason": "why"},
        {"rule": "date", "facts": ["e/a"], "reason": " "},
        {"rule": "date", "facts": [], "reason": "why"},
        {"rule": "date", "fact": ["e/a"], "reason": "why"},
    ],
)
def test_malformed_dismissals(item: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="dismissed"):
        read_dismissals({"dismissed": [item]})


def _spoil(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("dismissed.toml", '"zhangjiang/share-china"', '"zhangjiang/share-x"', "no fact has the id"),
        ("dismissed.toml", 'rule = "member"', 'rule = "membr"', "a [[dismissed]] needs rule"),
        ("derived.toml", '"abecma/row"', '"abecma/rwo"', "no fact has the id"),
        ("derived.toml", "\ncomplete = false", "\ncomplet = false", "unknown key complet"),
        ("disagreements.toml", '"car-t/cost-low"', '"car-t/cost-lo"', "no fact has the id"),
        ("disagreements.toml", '"car-t/cost-low"', '"car-t/cost-high"', "cannot disagree with itself"),
        ("disagreements.toml", '"other-date"', '"other-dat"', "is not a reason"),
    ],
)
def test_the_build_refuses_decisions_about_nothing(
    sources: Path, tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    _spoil(sources / file, lambda text: text.replace(old, new, 1))
    with pytest.raises(BuildError) as caught:
        compile_library(sources, tmp_path / "out.db")
    assert [str(p) for p in caught.value.problems if str(p).startswith(f"{file}:") and problem in str(p)]


def test_the_build_refuses_a_pair_recorded_twice(sources: Path, tmp_path: Path) -> None:
    twice = '\n[[disagreement]]\na = "car-t/cost-high"\nb = "car-t/cost-low"\nreason = "other-date"\n'
    _spoil(sources / "disagreements.toml", lambda text: f'{text}{twice}note_zh = "a"\nnote_en = "b"\n')
    with pytest.raises(BuildError) as caught:
        compile_library(sources, tmp_path / "out.db")
    assert any("recorded twice" in str(problem) for problem in caught.value.problems)


# what a changed library or a lost decision does to the check


@pytest.fixture
def checkout(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, of which ``cgt-atlas check`` looks at the library."""
    root = tmp_path / "checkout"
    (root / "db").mkdir(parents=True)
    (root / "resources").mkdir()
    shutil.move(sources, root / "resources" / "library")
    monkeypatch.setattr(checks, "shipped", lambda name: root / name)
    monkeypatch.setattr(checks, "in_checkout", lambda: True)
    return root


def _lint(root: Path) -> tuple[int, tuple[str, ...]]:
    compile_library(root / "resources" / "library", root / "db" / "library.db")
    library = Library(root / "db" / "library.db")
    (result,) = [result for result in checks.check(library) if result.rule == "lint"]
    library.close()
    return result.checked, result.problems


def test_check_runs_the_lint_and_passes(checkout: Path) -> None:
    checked, problems = _lint(checkout)
    assert checked > 300
    assert problems == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("disagreements.toml", '"china/cell-share-2025"', '"china/quality"', "neither recorded"),
        ("dismissed.toml", '["zhangjiang/share-china"]', '["china/share-x"]', None),
        ("therapies/car-t.md", "number = 148", "number = 149", "does not stand in its quote"),
        ("others/france.md", "number = 2.4", "number = 2.5", "6/252 = 2.38%, stated 2.5"),
        (
            "others/fosun-kite-base-opening-2019.md",
            'as_of = "2019-12-18"',
            'as_of = "2019-12-32"',
            "there is no",
        ),
        (
            "companies/jw-therapeutics.md",
            'as_of = "2016-04"',
            'as_of = "2016-05"',
            "but the quote says 2016-04",
        ),
    ],
)
def test_check_tells_what_is_undecided(
    checkout: Path, file: str, old: str, new: str, told: str | None
) -> None:
    _spoil(checkout / "resources" / "library" / file, lambda text: text.replace(old, new, 1))
    if told is None:
        with pytest.raises(BuildError):
            _lint(checkout)
        return
    _, problems = _lint(checkout)
    assert any(told in problem for problem in problems), problems


def test_a_library_without_its_sources_is_not_linted(library: Library) -> None:
    (result,) = [result for result in checks.check(library) if result.rule == "lint"]
    assert (result.checked, result.problems) == (1, ())
