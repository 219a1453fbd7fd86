"""The starter and the system's packages: the missing are installed where allowed, else named in one line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from starter import system
from starter.say import Failed

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A Linux without Qt's libraries; call it with the package tools that are there."""
    monkeypatch.delenv("CGT_ATLAS_NO_SYSTEM_CHECK", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "loads", lambda soname: soname not in ("libGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(system, "administrator", lambda: None)

    def tools(*names: str) -> None:
        monkeypatch.setattr(system.shutil, "which", lambda name: name if name in names else None)

    return tools


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libgl1 libxcb-cursor0"),
        ("pacman", "sudo pacman -S --needed libglvnd xcb-util-cursor"),
        ("dnf", "sudo dnf install 'libGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("none", "libGL.so.1 libxcb-cursor.so.0"),
    ],
)
def test_without_rights_the_line_to_run_is_printed(
    tool: str, line: str, bare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    bare(tool)
    with pytest.raises(SystemExit) as ended:
        system.provide({"program", "qt", "x11"})
    said = capsys.readouterr().err
    assert ended.value.code == 3
    assert "libGL.so.1, libxcb-cursor.so.0" in said
    assert said.splitlines()[-1].strip() == line


def test_with_rights_the_missing_packages_are_installed_unasked(
    bare: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare("apt-get", "Xvfb", "xdotool", "dbus-daemon")
    monkeypatch.setattr(Path, "exists", lambda path: True)
    commands: list[list[str]] = []

    def run(command: list[str]) -> None:
        commands.append(command)
        if "install" in command:
            monkeypatch.setattr(system, "loads", lambda soname: True)

    monkeypatch.setattr(system, "administrator", lambda: ["sudo", "-n"])
    monkeypatch.setattr(system, "run", run)
    system.provide({"program", "tests", "qt", "x11"})
    assert [command[:2] for command in commands] == [["sudo", "-n"]] * 2
    assert commands[0][-1] == "update"
    assert commands[1][-2:] == ["libgl1", "libxcb-cursor0"]
    assert "DEBIAN_FRONTEND=noninteractive" in commands[1]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("E: Failed to fetch x  Temporary failure resolving 'a.example'", "servers cannot be reached"),
        ("E: Unable to locate package libgl1", "Unable to locate package libgl1"),
    ],
)
def test_what_apt_get_could_not_do_is_told(
    output: str,
    said: str,
    bare: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bare("apt-get")

    def run(command: list[str]) -> None:
        if "install" in command:
            raise Failed(output)

    monkeypatch.setattr(system, "administrator", list)
    monkeypatch.setattr(system, "run", run)
    with pytest.raises(SystemExit) as ended:
        system.provide({"program", "qt"})
    assert ended.value.code == 3
    assert said in capsys.readouterr().err


def test_missing_test_programs_do_not_stop_the_tests(
    bare: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare("apt-get")
    monkeypatch.setattr(system, "loads", lambda soname: True)
    monkeypatch.setattr(system, "DEBIAN_ACCESSIBILITY", ())
    system.provide({"program", "tests", "qt", "x11"})
    assert "Without Xvfb, xdotool the tests with a real window are skipped" in capsys.readouterr().err
    system.provide({"program", "qt", "x11"})
    assert capsys.readouterr().err == ""  # who only wants the program hears nothing of it


def test_what_listens_as_a_screen_reader_does_is_wished_for_too(
    bare: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare("apt-get", "Xvfb", "xdotool", "dbus-daemon")
    monkeypatch.setattr(Path, "exists", lambda path: "pyatspi" not in str(path))
    assert [part.debian for part in system.missing({"tests"})[1]] == ["python3-pyatspi"]
    assert system.missing({"program"})[1] == []


@pytest.mark.parametrize("absent", ["ensurepip", "venv"])
def test_debians_python_without_venv_is_told_which_package(
    absent: str,
    bare: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bare("apt-get")
    monkeypatch.setattr(system, "find_spec", lambda name: None if name == absent else object())
    with pytest.raises(SystemExit):
        system.provide({"program"})
    assert capsys.readouterr().err.splitlines()[-1].endswith("-venv")


def test_the_check_of_the_system_can_be_switched_off(
    bare: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare("apt-get")
    monkeypatch.setenv("CGT_ATLAS_NO_SYSTEM_CHECK", "1")
    system.provide({"program", "qt", "x11"})
    assert capsys.readouterr().err == ""
