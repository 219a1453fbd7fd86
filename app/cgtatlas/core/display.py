"""Can a window be shown here? Asked before Qt is: Qt ends the whole program when it cannot.

Standard library only, and free of the rest of the package: the starter uses it before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

#: Shared libraries Qt needs on Linux, with the Debian package of each.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
#: What it needs besides for an X display.
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
#: And for a Wayland display.
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def missing_libraries(table: dict[str, str]) -> list[str]:
    """Packages of the libraries that cannot be loaded, in the order of the table."""
    missing = []
    for library, package in table.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def window_problem() -> tuple[str, dict[str, object]] | None:
    """Why no window can be shown, as the code and data of a sentence; None when one can."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform in ("offscreen", "minimal", "vnc"):
        missing = missing_libraries(QT_LIBRARIES)
    else:
        wayland = _wayland_answers() and platform != "xcb"
        if not wayland and not _x_answers():
            return "no_display", {}
        missing = missing_libraries({**QT_LIBRARIES, **(WAYLAND_LIBRARIES if wayland else X11_LIBRARIES)})
    if missing:
        return "missing_libraries", {"packages": " ".join(missing)}
    return None


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / name if folder else Path(name)).exists()


def _x_answers() -> bool:
    """Is there an X server? A local one is asked; another host's is left to Qt."""
    display = os.environ.get("DISPLAY", "")
    local = _LOCAL_X.fullmatch(display)
    if not local:
        return bool(display)
    address = f"/tmp/.X11-unix/X{local[1]}"
    return any(_connects(kind + address) for kind in ("\0", ""))


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(2)
        try:
            client.connect(address)
        except OSError:
            return False
        return True
