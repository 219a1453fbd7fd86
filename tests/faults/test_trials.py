"""A few trials of each fault command; the full numbers are run by the commands themselves (see README.md)."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

HERE = Path(__file__).parent


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Imports one of the commands beside this file."""
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module


@pytest.fixture
def shimmed(command: Callable[[str], ModuleType]) -> None:
    why = command("shimmed").why_not()
    if why:
        pytest.skip(why)


@pytest.mark.usefixtures("shimmed")
def test_the_power_may_be_cut_at_any_moment(command: Callable[[str], ModuleType], tmp_path: Path) -> None:
    result = command("powercut").run(8, 12, tmp_path)
    print(result)
    assert result.cuts == 80
    assert result.syncs > 12  # every acknowledged step was synced
    assert (result.lost, result.problems, result.refused) == ([], [], {})


@pytest.mark.usefixtures("shimmed")
def test_the_simulator_sees_what_a_careless_store_loses(
    command: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    powercut, shimmed = command("powercut"), command("shimmed")
    careless = (
        (HERE / "work.py")
        .read_text(encoding="utf-8")
        .replace('say("A", op="open")', 'store._file.read("PRAGMA synchronous = OFF"); say("A", op="open")')
    )
    (tmp_path / "work.py").write_text(careless, encoding="utf-8")
    (tmp_path / "shim.c").write_bytes((HERE / "shim.c").read_bytes())
    monkeypatch.setattr(shimmed, "HERE", tmp_path)
    result = powercut.run(8, 12, tmp_path)
    assert result.bad


@pytest.mark.usefixtures("shimmed")
def test_a_disk_that_fails_is_never_believed(command: Callable[[str], ModuleType], tmp_path: Path) -> None:
    result = command("iofault").run(1, 8, tmp_path, kinds=("write", "sync"))
    print(result)
    assert result.trials == 8
    assert result.reported
    assert (result.died, result.lost, result.problems) == ([], [], [])


def test_a_disk_that_is_full_refuses_and_loses_nothing(
    command: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    try:
        result = command("iofault").full_disk(1, tmp_path, steps=120)
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("no file system can be mounted here")
    print(result)
    assert result.acknowledged > 0
    assert result.reported["disk_full"] > 0
    assert (result.died, result.lost, result.problems) == ([], [], [])


def test_several_programs_overwrite_nothing(command: Callable[[str], ModuleType], tmp_path: Path) -> None:
    result = command("races").run(3, 60, tmp_path / "reader.db", shared=2)
    print(result)
    assert result.steps == 180
    assert result.conflicts > 0  # they did race
    assert (result.missing, result.overwritten, result.problems) == ([], [], [])


def test_backups_over_weeks_and_damaged_files_brought_back(
    command: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    result = command("drill").run(12, 4, tmp_path)
    print(result)
    assert (result.days, result.restores) == (12, 4)
    assert result.kept_ages[:4] == [0, 0, 1, 1]  # all of today and yesterday
    assert result.kept < result.backups_made
    assert (result.rotated_while_damaged, result.bad_copies, result.unequal) == ([], [], [])


@pytest.mark.skipif(sys.platform == "win32", reason="processes end otherwise there")
def test_killed_while_typing_little_is_lost(
    command: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing_kill = command("typing_kill")
    monkeypatch.setattr(typing_kill, "LIMIT", 4.0)  # a second, where nothing else runs
    result = typing_kill.run(1, tmp_path)
    print(result)
    assert result.keys > 0
    assert result.problems == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_states_in_processes_of_their_own(command: Callable[[str], ModuleType], tmp_path: Path) -> None:
    damage = command("damage")
    some = ("untouched", "a pipe", "log of a diverged copy", "newer schema", "second page zeroed")
    seen, trials, bad = damage.run(2, tmp_path, states={name: damage.STATES[name] for name in some})
    print(seen)
    assert trials == 7
    assert bad == []
    assert seen["untouched: opened whole"] == 1
    assert seen["newer schema: refused too_new"] == 1
    assert seen["log of a diverged copy: refused corrupt"] == 1
