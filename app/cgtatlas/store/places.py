"""What kind of place a file lies in: a local folder, or one that other machines or programs touch too."""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING

from cgtatlas.core.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

_NETWORK = frozenset(
    [
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "davfs"),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse"),
    ]
)
_SYNCED = re.compile(
    "onedrive|dropbox|google ?drive|nutstore|坚果云|icloud|mobile documents|nextcloud|syncthing|百度网盘",
    re.IGNORECASE,
)


def regular_file(path: Path) -> bool:
    """Is there a file? Raises Refused("not_a_file") for a folder, pipe, device or dangling link.

    Asked before anything is opened: opening a pipe would wait for ever. Raises Refused("not_a_folder") when
    a file stands where one of its folders should be.
    """
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        folder_of(path)
        if path.is_symlink():
            raise Refused("not_a_file", path=str(path)) from None
        return False
    except PermissionError:
        raise Refused("no_access", path=str(path)) from None
    except OSError:
        raise Refused("not_a_file", path=str(path)) from None
    if not stat.S_ISREG(kind):
        raise Refused("not_a_file", path=str(path))
    return True


def folder_of(path: Path) -> Path:
    """The folder of a file, which may be missing. Raises Refused("not_a_folder") for a file in its place."""
    for folder in path.absolute().parents:
        if folder.is_dir():
            break
        if os.path.lexists(folder) and not folder.is_symlink():
            raise Refused("not_a_folder", path=str(folder))
    return path.parent


def size(path: Path) -> int:
    """Bytes of a file; 0 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def beside(path: Path, suffix: str) -> Path:
    """SQLite's companion of a file: ``reader.db-wal`` for ``-wal``."""
    return path.with_name(path.name + suffix)


def is_shared(path: Path, mounts: str | None = None) -> bool:
    """Does the file lie on a network drive or in a folder that a program synchronises?

    ``mounts`` is the text of /proc/self/mountinfo; read when not given.
    """
    folder = path.absolute().parent
    if any(_SYNCED.search(part) for part in folder.parts) or str(folder).startswith("\\\\"):
        return True
    if mounts is None:
        mounts = _mountinfo()
    best, kind = "", ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = fields[4].replace("\\040", " ")
        inside = str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, right.split(" ")[0]
    return kind in _NETWORK


def _mountinfo() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    from pathlib import Path

    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
