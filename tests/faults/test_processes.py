"""Processes that are killed, that race, and that run out of disk: nothing acknowledged is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cgtatlas
from cgtatlas.core.model import Anchor
from cgtatlas.store.store import Store

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
APP = str(Path(cgtatlas.__file__).parent.parent)


@pytest.fixture(scope="module")
def kill9() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kill9", HERE / "kill9.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kill9"] = module
    spec.loader.exec_module(module)
    return module


def test_killed_at_any_moment_nothing_acknowledged_is_lost(kill9: ModuleType, path: Path) -> None:
    result = kill9.run(12, path)
    print(result)
    assert (result.lost, result.problems) == ([], [])
    assert result.trials == 12
    assert result.acknowledged > 12
    assert result.killed_while_writing > 0


def test_the_comparison_sees_what_is_lost(kill9: ModuleType) -> None:
    lines = ['A {"op": "add", "id": "1", "text": "a"}\n', 'B {"op": "edit", "id": "1", "text": "b"}\n']
    sure, unknown, count = kill9.replay(lines, {})
    assert (sure, count) == ({"1": "a"}, 1)
    assert kill9.differences({"1": "a"}, sure, unknown) == []
    assert kill9.differences({"1": "b"}, sure, unknown) == []
    assert kill9.differences({}, sure, unknown)
    assert kill9.differences({"1": "c"}, sure, unknown)
    assert kill9.differences({"1": "a", "2": "x"}, sure, unknown)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes there")
@pytest.mark.parametrize("limit", [400_000, 700_000])
def test_out_of_disk_nothing_is_acknowledged_falsely(kill9: ModuleType, path: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "work.py"), APP, str(path), "5", "150"],
        env={**os.environ, "CGT_FILE_LIMIT": str(limit)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    lines = done.stdout.splitlines(keepends=True)
    refused = [json.loads(line[2:])["code"] for line in lines if line.startswith("E")]
    assert refused
    assert set(refused) <= {"io_error", "disk_full"}
    sure, unknown, acknowledged = kill9.replay(lines, {})
    assert acknowledged > 0
    store = Store(path)
    found = {note.id: note.body for note in store.annotations()}
    assert kill9.differences(found, sure, unknown) == []
    assert store.check() == []
    store.add_annotation(Anchor("doc", "a" * 64, 0, 2, "引文"), body="空间恢复后")
    store.close()
