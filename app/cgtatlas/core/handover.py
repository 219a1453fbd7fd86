"""One window for one folder of data: a second start hands its words to the first and ends.

The first holds a lock that the system takes back when it ends, however it ends, and listens at a local
address of this user (a socket file, on Windows a named pipe): nothing leaves the computer.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zlib
from pathlib import Path
from typing import IO

from cgtatlas.core.errors import Refused

PATIENCE = 30.0  # seconds that a first start may need until it listens: a checkout makes its library
LONGEST = 64_000  # bytes of a message
_AGAIN = 0.05  # seconds between two attempts
_ANSWER = 5.0  # seconds to wait for the answer
_LONGEST_NAME = 100  # bytes of the name of a socket file
DONE = b"ok\n"


class Claim:
    """The right to be the window of a folder; given back by :meth:`release` or by the end of the process."""

    def __init__(self, file: IO[bytes] | None) -> None:
        self._file = file

    def release(self) -> None:
        """Let another start become the window."""
        if self._file is not None:
            self._file.close()
            self._file = None


def addresses(data_dir: Path) -> list[str]:
    """Where the window of a folder of data may listen, the first choice first.

    There are several because a start from another terminal may have another environment.
    """
    where = os.path.normcase(data_dir.absolute().resolve())
    name = f"cgt-atlas-{_short(where.encode('utf-8', 'surrogatepass'))}"
    if sys.platform == "win32":
        return [rf"\\.\pipe\{name}"]
    wanted = (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.getuid()}", os.environ.get("TMPDIR"), "/tmp")
    folders = dict.fromkeys(folder for folder in wanted if folder and Path(folder).is_dir())
    files = [str(Path(folder) / f"{name}-{os.getuid()}") for folder in folders]
    return [file for file in files if len(os.fsencode(file)) <= _LONGEST_NAME]


def _short(folder: bytes) -> str:
    """Tells the folders of one computer apart. A true digest would map 3 MB of OpenSSL into every window."""
    return f"{zlib.crc32(folder):08x}{zlib.crc32(folder[::-1]):08x}"


def first(data_dir: Path, message: dict[str, str], patience: float = PATIENCE) -> Claim | None:
    """The claim to be the window of a folder; None when another window has it and took the message.

    Raises Refused("window_busy") when another has it and does not answer.
    """
    end = time.monotonic() + patience
    while True:
        claim = _claim(data_dir)
        if claim is not None:
            return claim
        if any(_send(where, message) for where in addresses(data_dir)):
            return None
        if time.monotonic() > end:
            raise Refused("window_busy", path=str(data_dir))
        time.sleep(_AGAIN)


def read_message(line: bytes) -> dict[str, str] | None:
    """A message as it came in; None when it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return {str(key): word for key, word in value.items() if isinstance(word, str)}


def _claim(data_dir: Path) -> Claim | None:
    """A claim; None when another process holds it. Where nothing can be written, everyone is alone."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        file = (data_dir / "window.lock").open("ab")
    except OSError:
        return Claim(None)
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return Claim(file)


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _send(where: str, message: dict[str, str]) -> bool:
    """Give a message to whoever listens at an address; False when nobody took it."""
    line = json.dumps(message).encode("ascii") + b"\n"
    try:
        if sys.platform == "win32":
            with Path(where).open("r+b", buffering=0) as pipe:
                pipe.write(line)
                return pipe.read(len(DONE)) == DONE
        return _send_to_socket(where, line)
    except OSError:
        return False


def _send_to_socket(where: str, line: bytes) -> bool:
    import socket

    if Path(where).stat().st_uid != os.getuid():
        return False  # somebody else's
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_ANSWER)
        client.connect(where)
        client.sendall(line)
        return client.recv(len(DONE)) == DONE
