"""The part of the program that comes from the operating system: what is missing, and how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from cgtatlas.core import display
from starter.say import Failed, say, stop, stop_if_unreachable
from starter.steps import run


class Part(NamedTuple):
    """A library or a program of the system, and the packages that hold it."""

    name: str
    debian: str
    arch: str


#: Arch's package for each library of Qt. Fedora and openSUSE find a package by the library's own name.
ARCH = {
    "libGL.so.1": "libglvnd",
    "libEGL.so.1": "libglvnd",
    "libglib-2.0.so.0": "glib2",
    "libgthread-2.0.so.0": "glib2",
    "libdbus-1.so.3": "dbus",
    "libfontconfig.so.1": "fontconfig",
    "libX11.so.6": "libx11",
    "libX11-xcb.so.1": "libx11",
    "libxkbcommon.so.0": "libxkbcommon",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11",
    "libxcb-cursor.so.0": "xcb-util-cursor",
    "libxcb-icccm.so.4": "xcb-util-wm",
    "libxcb-image.so.0": "xcb-util-image",
    "libxcb-keysyms.so.1": "xcb-util-keysyms",
    "libxcb-render-util.so.0": "xcb-util-renderutil",
    "libwayland-client.so.0": "wayland",
    "libwayland-cursor.so.0": "wayland",
}
#: The groups of libraries named by ``state.needs``.
LIBRARIES = {
    group: tuple(Part(name, debian, ARCH.get(name, "libxcb")) for name, debian in table.items())
    for group, table in (
        ("qt", display.QT_LIBRARIES),
        ("x11", display.X11_LIBRARIES),
        ("wayland", display.WAYLAND_LIBRARIES),
    )
}
#: With these the end-to-end tests drive a real window; without them they skip and say so.
TEST_PROGRAMS = (Part("Xvfb", "xvfb", "xorg-server-xvfb"), Part("xdotool", "xdotool", "xdotool"))
#: With these they also listen as a screen reader does. Other systems keep them in other places.
DEBIAN_ACCESSIBILITY = (
    Part("dbus-daemon", "dbus", "dbus"),
    Part("/usr/libexec/at-spi-bus-launcher", "at-spi2-core", "at-spi2-core"),
    Part("/usr/lib/python3/dist-packages/pyatspi", "python3-pyatspi", "python-atspi"),
)


def loads(soname: str) -> bool:
    """Can this system library be loaded?"""
    import ctypes

    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def venv_package() -> str:
    """Debian's package that lets this very interpreter make environments."""
    own = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    usual = Path("/usr/bin/python3").resolve().name
    return "python3-venv" if usual == own else f"{own}-venv"


def missing(wanted: set[str]) -> tuple[list[Part], list[Part]]:
    """What must be there for ``wanted``, and what the tests would like to have."""
    must = [part for group in sorted(wanted & LIBRARIES.keys()) for part in LIBRARIES[group]]
    must = [part for part in must if not loads(part.name)]
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        must.append(Part("ensurepip", venv_package(), "python"))
    wished = TEST_PROGRAMS + (DEBIAN_ACCESSIBILITY if shutil.which("apt-get") else ())
    like = [part for part in wished if "tests" in wanted and not there(part.name)]
    return must, like


def there(name: str) -> bool:
    """Is this program or file of the system there?"""
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None


def line_to_run(parts: list[Part]) -> str:
    """The command with which an administrator installs these parts; else their bare names."""
    if shutil.which("apt-get"):
        return " ".join(
            ["sudo apt-get install -y --no-install-recommends", *sorted({part.debian for part in parts})]
        )
    if shutil.which("pacman"):
        return " ".join(["sudo pacman -S --needed", *sorted({part.arch for part in parts})])
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            names = [f"'{part.name}()(64bit)'" if ".so." in part.name else part.name for part in parts]
            return " ".join([f"sudo {tool} install", *names])
    return " ".join(part.name for part in parts)


def administrator() -> list[str] | None:
    """Words before a command that make it run as root without a question; None where that cannot be."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        silent = subprocess.run(
            ["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if silent.returncode == 0:
            return ["sudo", "-n"]
    return None


def apt_install(before: list[str], parts: list[Part]) -> bool:
    """Install Debian packages; False, with what apt-get said, when that did not work."""
    packages = sorted({part.debian for part in parts})
    say(
        f"用 apt-get 安装系统软件包：{' '.join(packages)}",
        f"Installing system packages with apt-get: {' '.join(packages)}",
    )
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    try:
        run([*apt, "update"])
    except Failed:
        # one broken source must not stop the others; the next command tells what is not to be had
        say("apt-get update 没有完全成功", "apt-get update did not fully succeed")
    try:
        run([*apt, "install", "-y", "--no-install-recommends", *packages])
    except Failed as failed:
        stop_if_unreachable(str(failed))
        last = "\n".join(str(failed).splitlines()[-8:])
        say(f"apt-get 没有成功：\n{last}", f"apt-get did not succeed:\n{last}")
        return False
    return True


def provide(wanted: set[str]) -> None:
    """See that the system's part is there: install it where that is allowed, else say what to run."""
    if not sys.platform.startswith("linux") or os.environ.get("CGT_ATLAS_NO_SYSTEM_CHECK"):
        return
    must, like = missing(wanted)
    before = administrator() if (must or like) and shutil.which("apt-get") else None
    if before is not None and apt_install(before, must + like):
        must, like = missing(wanted)
    if must:
        names, line = ", ".join(part.name for part in must), line_to_run(must + like)
        stop(
            f"系统缺少 {names}。请运行下面一行，然后再试一次：\n  {line}",
            f"The system lacks {names}. Run this line, then try again:\n  {line}",
        )
    if like:
        names, line = ", ".join(part.name for part in like), line_to_run(like)
        say(
            f"没有 {names}，真实窗口的测试会跳过。安装：{line}",
            f"Without {names} the tests with a real window are skipped. To install: {line}",
        )
