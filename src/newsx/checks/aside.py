"""What a check has to remember of millions of articles: on disk, in a file that is gone at the end."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from newsx.errors import OutputError

IN_MEMORY = 32_000_000  # bytes that stay in memory; most runs need no file
A_ROW = 200  # bytes that a row takes beside what is in it


class Aside:
    """A dictionary of any size, bytes by text, each in a table of its own. Use it in a ``with``."""

    def __init__(self) -> None:
        self._memory: dict[tuple[str, str], bytes] = {}
        self._size = 0
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> "Aside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._db is not None:
            self._db.close()
        self._memory.clear()

    def put(self, table: str, key: str, value: bytes) -> None:
        """Keeps a value; a later one takes its place."""
        if self._db is None:
            self._memory[table, key] = value
            self._size += A_ROW + len(key) + len(value)
            if self._size > IN_MEMORY:
                with _plainly():
                    self._to_disk()
        else:
            with _plainly():
                self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (table, _text(key), value))

    def get(self, table: str, key: str) -> bytes | None:
        """The value, None when there is none."""
        if self._db is None:
            return self._memory.get((table, key))
        row = self._db.execute("SELECT value FROM kept WHERE place = ? AND key = ?", (table, _text(key))).fetchone()
        return None if row is None else bytes(row[0])

    def take(self, table: str, key: str) -> bytes | None:
        """The value, which is then no longer there."""
        value = self.get(table, key)
        if value is not None:
            if self._db is None:
                del self._memory[table, key]
                self._size -= A_ROW + len(key) + len(value)
            else:
                self._db.execute("DELETE FROM kept WHERE place = ? AND key = ?", (table, _text(key)))
        return value

    def items(self, table: str) -> Iterator[tuple[str, bytes]]:
        """All that is kept in a table, by key."""
        if self._db is None:
            yield from sorted((key, value) for (place, key), value in self._memory.items() if place == table)
        else:
            rows = self._db.execute("SELECT key, value FROM kept WHERE place = ? ORDER BY key", (table,))
            yield from ((str(key), bytes(value)) for key, value in rows)

    def _to_disk(self) -> None:
        # Without a name it is a file of SQLite's own in the folder for such, which no crash leaves behind.
        self._db = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            with suppress(sqlite3.Error):
                self._db.execute(f"PRAGMA {pragma}")
        # Keys of one file mostly come in order, and then a tree sorted by them grows at its end.
        self._db.execute("CREATE TABLE kept (place TEXT, key TEXT, value BLOB, PRIMARY KEY (place, key)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        rows = sorted(self._memory.items())
        self._db.executemany("INSERT INTO kept VALUES (?, ?, ?)", ((p, _text(k), v) for (p, k), v in rows))
        self._memory.clear()


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        where = os.environ.get("SQLITE_TMPDIR") or os.environ.get("TMPDIR") or "/tmp"
        raise OutputError(
            f"{where}: no room for what a check has to remember: {error}. TMPDIR names another folder."
        ) from None


def _text(key: str) -> str:
    return key.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not key.isascii() else key
