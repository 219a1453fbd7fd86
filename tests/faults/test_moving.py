"""A program that is killed while a new library moves the notes: each is whole, the rest is moved later."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cgtatlas
from cgtatlas.store.anchors import make_anchor
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    import pytest

HERE = Path(__file__).parent
APP = str(Path(cgtatlas.__file__).parent.parent)
_SPEC = importlib.util.spec_from_file_location("moving", HERE / "moving.py")
assert _SPEC is not None
assert _SPEC.loader is not None
moving = importlib.util.module_from_spec(_SPEC)


def test_killed_while_notes_are_moved_none_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["moving.py", APP])
    _SPEC.loader.exec_module(moving)  # type: ignore[union-attr]
    store = Store(path)
    for number in range(moving.DOCUMENTS):
        sha256, text = moving.version(str(number), 0)
        start = text.index(f"引文{number}在此")
        anchor = make_anchor(str(number), sha256, text, start, start + 4 + len(str(number)))
        store.add_annotation(anchor, body=f"批注{number}", tags=("甲",))
    kept = "SELECT id, body, created, modified, revision FROM annotation ORDER BY id"
    before = store._file.read(kept)
    store.close()
    halfway, trials = 0, 5
    for trial in range(trials):
        child = subprocess.Popen(
            [sys.executable, str(HERE / "moving.py"), APP, str(path)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(random.Random(trial).uniform(0, 0.08))
        child.kill()
        child.wait()
        child.stdout.close()
        store = Store(path)
        assert store.check() == []
        assert store._file.read(kept) == before
        versions = {one.anchor.sha256 for one in store.annotations()}
        halfway += len(versions) > 1
        for one in store.annotations():
            assert one.anchor.exact == f"引文{one.anchor.document}在此"
        store.relocate(lambda id, number=trial: moving.version(id, number))  # type: ignore[misc]
        for one in store.annotations():
            sha256, text = moving.version(one.anchor.document, trial)
            assert one.anchor.sha256 == sha256
            assert text[one.anchor.start : one.anchor.end] == one.anchor.exact
        store.close()
    print(f"{trials} kills, {halfway} of them with some notes moved and others not, 0 lost")
    assert halfway
