"""``python3 app``: what it sets up, when it does nothing, and what it says when it cannot."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from starter import environment, state, system
from starter.say import Failed

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = """
[build-system]
requires = ["builder>=1"]
[project]
dependencies = ["runs>=1; python_version < '3.12'"]
[project.optional-dependencies]
dev = ["tests>=1"]
"""
# Stands for the environment's Python: says how it was called, and ends with a status of its own.
FAKE_PYTHON = """#!/bin/sh
echo "$PWD|$QT_QPA_PLATFORM"
for word in "$@"; do echo "$word"; done
exit 7
"""
NO_NETWORK = "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'"

posix = pytest.mark.skipif(os.name == "nt", reason="uses a shell script as the environment's Python")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout in a folder with a space in its name; the starter's paths point into it."""
    root = tmp_path / "a folder"
    shutil.copytree(
        ROOT / "app" / "starter", root / "app" / "starter", ignore=shutil.ignore_patterns("__pycache__")
    )
    (root / "app" / "cgtatlas" / "core").mkdir(parents=True)
    for name in (
        "__main__.py",
        "cgtatlas/__init__.py",
        "cgtatlas/core/__init__.py",
        "cgtatlas/core/display.py",
    ):
        shutil.copy(ROOT / "app" / name, root / "app" / name)
    (root / ".ci").mkdir()
    (root / ".ci" / "constraints.txt").write_text("runs==1\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    for name in ("VENV", "PYTHON", "PROGRAM", "STAMP", "CONSTRAINTS"):
        monkeypatch.setattr(state, name, str(root / Path(getattr(state, name)).relative_to(ROOT)))
    monkeypatch.setattr(state, "ROOT", str(root))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CGT_ATLAS_NO_SYSTEM_CHECK"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def ready(project: Path) -> Path:
    """The same after a finished set-up for tests and windows."""
    for path in (Path(state.PYTHON), Path(state.PROGRAM)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE_PYTHON, encoding="utf-8")
        path.chmod(0o755)
    state.write_stamp({"program", "tests", "qt", "x11", "wayland"})
    return project


@pytest.fixture
def steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands the set-up would run; making the environment leaves the two files that count."""
    seen: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        seen.append(command)
        if "venv" in command:
            for path in (Path(state.PYTHON), Path(state.PROGRAM)):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(system, "run", run)
    monkeypatch.setattr(system, "missing", lambda wanted: ([], []))
    monkeypatch.setattr(environment, "healthy", lambda: Path(state.PYTHON).exists())
    return seen


def start(project: Path, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, str(project / "app"), *words],
        cwd=folder or project.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# --- handing over


@posix
def test_words_folder_and_exit_status_reach_the_program(ready: Path, tmp_path: Path) -> None:
    result = start(ready, "search", "细胞治疗", "--limit", "3", folder=tmp_path)
    assert result.stdout.splitlines() == [f"{tmp_path}|", state.PROGRAM, "search", "细胞治疗", "--limit", "3"]
    assert result.stderr == ""  # nothing changed, so nothing is said
    assert result.returncode == 7


@posix
def test_test_runs_pytest_in_the_project_without_a_display(ready: Path, tmp_path: Path) -> None:
    result = start(ready, "test", "tests/search", "-k", "a or b", folder=tmp_path)
    where, *words = result.stdout.splitlines()
    assert where == f"{ready}|offscreen"
    assert words == ["-P", "-m", "pytest", "tests/search", "-k", "a or b"]
    assert result.returncode == 7


# --- when there is something to do


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "pyproject.toml").write_text(PYPROJECT + "# more\n", encoding="utf-8"),
        lambda root: (root / ".ci" / "constraints.txt").write_text("runs==2\n", encoding="utf-8"),
        lambda root: Path(state.PROGRAM).unlink(),
        lambda root: Path(state.PYTHON).unlink(),
        lambda root: Path(state.STAMP).write_text("program", encoding="utf-8"),
    ],
)
def test_what_changed_or_broke_is_noticed(ready: Path, change: Callable[[Path], object]) -> None:
    assert "program" in state.done()
    change(ready)
    assert state.done() == set()


def test_another_python_or_folder_is_noticed(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "3.99.0 (another)")
        assert state.done() == set()
    assert "program" in state.done()
    moved = ready.rename(ready.with_name("moved"))
    for name in ("VENV", "PYTHON", "PROGRAM", "STAMP", "CONSTRAINTS"):
        monkeypatch.setattr(state, name, getattr(state, name).replace(str(ready), str(moved)))
    monkeypatch.setattr(state, "ROOT", str(moved))
    assert state.done() == set()  # the scripts in .venv still name the old folder


@pytest.mark.parametrize(
    ("words", "display", "expected"),
    [
        (["search", "细胞"], ":0", {"program"}),
        (["--help"], ":0", {"program"}),
        ([], "", {"program"}),  # no display: the program answers in the terminal and needs no Mesa
        ([], ":0", {"program", "qt", "x11"}),
        (["--open", "cgt:entry/kymriah"], ":0", {"program", "qt", "x11"}),
        (["screenshot", "--out", "a.png"], "", {"program", "qt"}),
        (["test", "-q"], "", {"program", "tests", "qt", "x11"}),
    ],
)
def test_only_what_the_words_need_is_asked_of_the_system(
    words: list[str], display: str, expected: set[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert state.needs(words) == expected


# --- the set-up


def test_first_start_installs_the_tested_versions_and_the_second_does_nothing(steps: list[list[str]]) -> None:
    environment.set_up_alone({"program"})
    made, fetched, linked = steps
    assert made[-1] == state.VENV
    assert fetched[:2] == [state.PYTHON, "-m"]
    assert fetched[fetched.index("-c") + 1] == state.CONSTRAINTS
    assert {"builder>=1", "runs>=1; python_version < '3.12'"} <= set(fetched)
    assert "tests>=1" not in fetched
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(linked)
    steps.clear()
    environment.set_up_alone({"program"})
    assert steps == []


def test_tests_are_added_to_the_environment_that_is_there(steps: list[list[str]]) -> None:
    environment.set_up_alone({"program"})
    steps.clear()
    environment.set_up_alone({"program", "tests", "qt", "x11"})
    assert "tests>=1" in steps[0]
    assert not any("venv" in command for command in steps)
    assert state.done() == {"program", "tests", "qt", "x11"}


def test_system_libraries_alone_need_no_pip(steps: list[list[str]]) -> None:
    environment.set_up_alone({"program", "tests"})
    steps.clear()
    environment.set_up_alone({"program", "tests", "qt"})
    assert steps == []
    assert state.done() == {"program", "tests", "qt"}


def test_an_environment_that_cannot_be_updated_is_made_anew(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.set_up_alone({"program"})
    leftover = Path(state.VENV) / "leftover"
    leftover.touch()
    Path(state.STAMP).unlink()
    calls = []

    def install(tests: bool) -> None:
        calls.append(tests)
        if leftover.exists():
            raise Failed("something in the environment is broken")

    monkeypatch.setattr(environment, "install", install)
    environment.set_up_alone({"program"})
    assert len(calls) == 2
    assert not leftover.exists()
    assert state.done() == {"program"}


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (NO_NETWORK, "servers cannot be reached"),
        ("ERROR: No matching distribution found for PySide6-Essentials<6.12", "glibc 2.34"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("therapies/kymriah.md:7: the quote is not verbatim", "therapies/kymriah.md:7"),
    ],
)
def test_what_fails_ends_in_a_sentence_and_leaves_no_stamp(
    output: str,
    said: str,
    steps: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def install(tests: bool) -> None:
        raise Failed(output)

    monkeypatch.setattr(environment, "install", install)
    with pytest.raises(SystemExit) as ended:
        environment.set_up_alone({"program"})
    assert ended.value.code == 3
    assert said in capsys.readouterr().err
    assert state.done() == set()


@pytest.mark.parametrize("output", [NO_NETWORK, "[Errno 13] Permission denied", "[Errno 28] No space left"])
def test_an_environment_is_kept_when_a_new_one_would_not_help(
    output: str, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.set_up_alone({"program"})
    (Path(state.VENV) / "mine").touch()
    Path(state.STAMP).unlink()

    def install(tests: bool) -> None:
        raise Failed(output)

    monkeypatch.setattr(environment, "install", install)
    with pytest.raises(SystemExit):
        environment.set_up_alone({"program"})
    assert (Path(state.VENV) / "mine").exists()


def test_a_folder_that_cannot_be_written_is_named(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make() -> None:
        raise PermissionError(13, "Permission denied", state.VENV)

    monkeypatch.setattr(environment, "make", make)
    with pytest.raises(SystemExit) as ended:
        environment.set_up_alone({"program"})
    assert ended.value.code == 3
    assert state.VENV in capsys.readouterr().err


def test_chinese_readers_are_told_in_chinese(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    environment.set_up_alone({"program"})
    assert "获取所需软件包" in capsys.readouterr().err


def test_a_real_environment_is_made_and_a_broken_one_recognised(project: Path) -> None:
    assert not environment.healthy()
    Path(state.VENV).write_text("not a folder", encoding="utf-8")
    environment.make()
    assert environment.healthy()
    for found in Path(state.VENV).rglob("site-packages/pip/_internal/cli/main.py"):
        found.unlink()
    assert not environment.healthy()


def test_a_step_that_fails_tells_its_last_lines() -> None:
    with pytest.raises(Failed, match="the reason"):
        environment.run([sys.executable, "-c", "print('the reason'); raise SystemExit(1)"])


def test_large_downloads_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    environment.show_download(
        "  Downloading https://a.example/x/pyside6_essentials-6.11.3-cp39-abi3-any.whl (80.3 MB)"
    )
    environment.show_download("  Downloading click-8.5.1-py3-none-any.whl (98 kB)")
    environment.show_download("Collecting click")
    assert capsys.readouterr().err == "  downloading pyside6_essentials (80.3 MB)\n"


# --- what it is written in


def test_an_old_python_understands_the_first_two_files() -> None:
    for name in ("__main__.py", "starter/state.py", "starter/__init__.py"):
        ast.parse((ROOT / "app" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_starter_needs_nothing_but_the_standard_library() -> None:
    files = [
        ROOT / "app" / "__main__.py",
        *(ROOT / "app" / "starter").glob("*.py"),
        Path(system.display.__file__),
    ]
    names = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
    foreign = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert foreign == {"starter", "starter.say", "starter.steps", "cgtatlas.core"}
