"""Takes the words of later starts: a link to open, a query, or only the wish to see the window."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from cgtatlas.core.handover import DONE, LONGEST, read_message

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

_PATIENCE = 1.0  # seconds for a message to arrive whole


class Listening(QObject):
    """``asked`` carries each message. A local address of this user only; no network.

    Where there are socket files they are used without Qt's network module, which needs libraries that a
    small system does not have.
    """

    asked = Signal(dict)

    def __init__(
        self,
        addresses: Sequence[str],
        parent: QObject | None = None,
        *,
        pipes: bool = sys.platform == "win32",
    ) -> None:
        super().__init__(parent)
        self._where = ""
        self._socket: socket.socket | None = None
        self._server: Any = None
        self._bell: QSocketNotifier | None = None
        listen = self._listen_to_pipe if pipes else self._listen_to_socket
        for self._where in addresses:
            listen()
            if self.listening:
                break

    @property
    def listening(self) -> bool:
        """Can later starts be heard?"""
        return self._socket is not None or self._server is not None

    def close(self) -> None:
        """Stop listening."""
        if self._bell is not None:
            self._bell.setEnabled(False)
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            Path(self._where).unlink(missing_ok=True)
        if self._server is not None:
            self._server.close()
            self._server = None

    # socket files

    def _listen_to_socket(self) -> None:
        import socket

        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)  # for this user only
        try:
            Path(self._where).unlink(missing_ok=True)  # left by one that was killed: we hold the claim
            made.bind(self._where)
            made.listen(8)
        except OSError:  # the next address; without one a later start says that this window does not answer
            made.close()
            return
        finally:
            os.umask(before)
        self._socket = made
        self._bell = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._called)

    def _called(self) -> None:
        if self._socket is None:
            return
        caller, _ = self._socket.accept()
        with caller:
            try:
                line = _read_line(caller)
                message = read_message(line)
                if message is not None:
                    caller.sendall(DONE)
            except OSError:  # the caller went away
                return
        if message is not None:
            self.asked.emit(message)

    # named pipes

    def _listen_to_pipe(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._where)
        if server.listen(self._where):
            self._server = server
            server.newConnection.connect(self._called_by_pipe)

    def _called_by_pipe(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.waitForReadyRead(round(_PATIENCE * 1000))
        message = read_message(bytes(caller.read(LONGEST).data()))
        if message is not None:
            caller.write(DONE)
            caller.flush()
        caller.disconnectFromServer()
        caller.disconnected.connect(caller.deleteLater)
        if message is not None:
            self.asked.emit(message)


def _read_line(caller: socket.socket) -> bytes:
    """What a caller says up to the end of its line, at most LONGEST bytes."""
    end = time.monotonic() + _PATIENCE
    line = b""
    while not line.endswith(b"\n") and len(line) < LONGEST and time.monotonic() < end:
        caller.settimeout(max(end - time.monotonic(), 0.01))
        part = caller.recv(4096)
        if not part:
            break
        line += part
    return line
