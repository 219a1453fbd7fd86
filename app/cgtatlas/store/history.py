"""Where the reader was, and what the reader chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, overload

from cgtatlas.core import settings
from cgtatlas.core.changes import Changes
from cgtatlas.store.writer import clean, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from cgtatlas.core.settings import Setting, Value
    from cgtatlas.store.writer import ReaderFile

T = TypeVar("T", bool, int, str)

#: Visits that are kept.
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Visit:
    """A place the reader was at, by its address, with the title it had and the time (ISO 8601, UTC)."""

    target: str
    title: str
    at: str
    id: int = 0


class Choices:
    """The part of the store that keeps settings."""

    _file: ReaderFile

    @overload
    def get_setting(self, setting: Setting[T]) -> T: ...
    @overload
    def get_setting(self, setting: str) -> Value: ...
    def get_setting(self, setting: Setting[T] | str) -> Value:
        """The reader's choice, or the default when there is none or what is stored is not allowed.

        Raises KeyError for a key that is not in core/settings.py.
        """
        found = settings.SETTINGS[setting] if isinstance(setting, str) else setting
        rows = self._file.read("SELECT value FROM setting WHERE key = ?", (found.key,))
        return found.decode(rows[0][0]) if rows else found.default

    def set_setting(self, setting: Setting[T] | str, value: Value) -> Changes:
        """Keep a choice. Raises Refused("bad_setting") for a value not allowed, NotSaved, KeyError."""
        found = settings.SETTINGS[setting] if isinstance(setting, str) else setting
        stored = found.encode(value)
        self._file.write(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?)", (found.key, stored)
            )
        )
        return Changes(settings=True)


class History(Choices):
    """The part of the store that keeps visits."""

    def remember(self, target: str, title: str) -> Changes:
        """Note a visit, unless the reader wants none kept; the same place again only moves its time.

        Raises NotSaved.
        """
        return self.remember_all([(target, title)])

    def remember_all(self, visits: Iterable[tuple[str, str]]) -> Changes:
        """Note visits, oldest first, in one go: a write waits for the disk. Raises NotSaved."""
        noted = [(clean(target), clean(title)) for target, title in visits]
        if not noted or not self.get_setting(settings.KEEP_HISTORY):
            return Changes()

        def work(connection: sqlite3.Connection) -> None:
            for target, title in noted:
                _note(connection, target, title)

        self._file.write(work, counts=False)
        return Changes(history=True)

    def history(self, limit: int = 50) -> list[Visit]:
        """The last places, newest first, each place once."""
        rows = self._file.read(
            "SELECT target, title, at FROM visit WHERE id IN (SELECT max(id) FROM visit GROUP BY target)"
            " ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [Visit(*row) for row in rows]

    def visits(self) -> list[Visit]:
        """Every visit that is kept, newest first."""
        rows = self._file.read("SELECT target, title, at, id FROM visit ORDER BY id DESC")
        return [Visit(*row) for row in rows]

    def forget_visits(self, ids: Iterable[int]) -> Changes:
        """Delete some visits for good. Raises NotSaved."""
        chosen = [(id,) for id in ids]
        self._file.write(
            lambda connection: connection.executemany("DELETE FROM visit WHERE id = ?", chosen), counts=False
        )
        return Changes(history=True)

    def forget_history(self) -> Changes:
        """Delete all visits and recent searches for good. Raises NotSaved."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM visit")
            connection.execute("DELETE FROM recent_search")

        self._file.write(work)
        return Changes(history=True, searches=True)


def _note(connection: sqlite3.Connection, target: str, title: str) -> None:
    last = connection.execute("SELECT id, target FROM visit ORDER BY id DESC LIMIT 1").fetchone()
    if last is not None and last[1] == target:
        connection.execute("UPDATE visit SET title = ?, at = ? WHERE id = ?", (title, now(), last[0]))
        return
    added = connection.execute(
        "INSERT INTO visit (target, title, at) VALUES (?, ?, ?)", (target, title, now())
    )
    connection.execute("DELETE FROM visit WHERE id <= ?", ((added.lastrowid or 0) - KEPT,))
