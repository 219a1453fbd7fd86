"""A sample of ``reanchor.py``: no annotation goes to a wrong place, and nearly all go to the right one."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

_SPEC = importlib.util.spec_from_file_location("reanchor", Path(__file__).with_name("reanchor.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
reanchor = importlib.util.module_from_spec(_SPEC)
sys.modules["reanchor"] = reanchor
_SPEC.loader.exec_module(reanchor)


def _run(edits: tuple[Any, ...], share: float) -> Counter[str]:
    total: Counter[str] = Counter()
    for edit in edits:
        result = reanchor.run(edit, share, 3)
        print(edit.__name__, dict(result))
        total += result
    return total


def test_deleted_words_go_nowhere() -> None:
    result = _run(reanchor.GONE, 0.03)
    assert result["trials"] > 100
    assert result["wrong"] == 0


def test_words_that_stand_are_found_after_edits_around_them() -> None:
    result = _run(reanchor.UNCHANGED, 0.025)
    assert result["wrong"] == 0
    assert result["right"] + result["changed"] >= 0.85 * result["trials"] > 150  # 0.9 of all, see reanchor.py
    assert result["lost"] <= 0.01 * result["trials"]


def test_changed_words_are_marked_or_the_first_in_the_review_list() -> None:
    result = _run(reanchor.CHANGED, 0.05)
    assert result["wrong"] == 0
    assert result["changed"] + result["right"] + result["first"] >= 0.95 * result["trials"] > 100
