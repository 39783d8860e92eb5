"""A universe as it lies in a file, so that what took seconds to read and to join is there at once the next time.

The file is a cache in the user's own cache directory. It says of which lists, and of which version of the code, it was
made; when any of them has changed, when it cannot be read, or not be written, everything works as without it.
A large list is not read as a whole: names lie in parts, by how they begin, and a part is read when it is asked for.
"""

import contextlib
import hashlib
import marshal
import mmap
import os
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Rows = int | tuple[int, ...]  # most names are one company's: an int saves 40,000 tuples at every start
Stamp = tuple[str | tuple[int, int], ...]  # the version, and what tells whether a file has changed

SIGN = "\x1f"  # between the cells of a row
WHOLE = 60_000  # keys: up to here a table is read as a whole, which is fast to ask
HEAD = 3  # characters by which a larger one is parted
PREFIX = "companies-"  # of the files
KEPT = 8  # files: the oldest of more than these go
LENGTH = 8  # bytes that say how long the table of contents is
SUM = 4  # bytes of the checksum of all that follows: marshal believes what it reads, and a turned bit is no error to it


class Tables(NamedTuple):
    """What a universe is made of.

    rows: a company each, its cells with SIGN in between. named, symbols, ids: the rows that go by it.
    ambiguous: names that need evidence. numbered: pairs of words in names, one of them a number.
    small: names with small letters where others have a capital.
    folded: as named, in folded form; empty where nobody has worked it out, since few ask for it.
    """

    rows: Sequence[str]
    named: Mapping[str, Rows]
    symbols: Mapping[str, Rows]
    ids: Mapping[str, int]
    ambiguous: frozenset[str]
    numbered: frozenset[str]
    small: frozenset[str]
    folded: Mapping[str, Rows] = {}


def load(name: str, stamp: Stamp) -> Tables | None:
    """The tables kept under a name, None when there are none or when they were made of something else."""
    try:
        path = _directory() / _file(name)
        with open(path, "rb", opener=_at_once) as file:
            about = os.fstat(file.fileno())
            if hasattr(os, "geteuid") and (about.st_uid not in (os.geteuid(), 0) or about.st_mode & 0o022):
                return None  # marshal believes what it reads, so nobody else may have written it
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if zlib.crc32(data[SUM:]) != int.from_bytes(data[:SUM], "big"):
            return None
        data = data[SUM:]
        start = LENGTH + int.from_bytes(data[:LENGTH], "big")
        made_of, size, contents = marshal.loads(data[LENGTH:start])
        if made_of != stamp or size != len(data) - start:
            return None
        return Tables(*(_read(kind, data[start + at : start + end]) for kind, at, end in contents))
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return None


def save(name: str, stamp: Stamp, tables: Tables) -> None:
    """Keeps the tables under a name, unless that cannot be done."""
    contents, blobs, at = [], [], 0
    for field, table in zip(tables._fields, tables, strict=True):
        kind, blob = _packed(table, 0 if field == "folded" else WHOLE)
        contents.append((kind, at, at + len(blob)))
        blobs.append(blob)
        at += len(blob)
    head = _dumps((stamp, at, contents))
    parts = [len(head).to_bytes(LENGTH, "big"), head, *blobs]
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    with contextlib.suppress(OSError, RuntimeError):
        directory = _directory()
        directory.mkdir(parents=True, exist_ok=True)
        opened, path = tempfile.mkstemp(prefix=PREFIX, dir=directory)
        try:
            with os.fdopen(opened, "wb") as file:
                file.writelines([checksum.to_bytes(SUM, "big"), *parts])
            Path(path).replace(directory / _file(name))  # whoever reads the old one goes on doing so
        except BaseException:
            Path(path).unlink()
            raise
        for old in sorted(directory.glob(f"{PREFIX}*"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink()


def _directory() -> Path:
    """Where this system keeps what may be deleted. raises: RuntimeError when the user has no home."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "newsx"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "newsx"
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "newsx" / "Cache"
    return Path.home() / ".cache" / "newsx"


def _file(name: str) -> str:
    """One file for each set of lists and each Python, whose marshal may differ."""
    key = hashlib.sha1(name.encode("utf-8", "surrogateescape"), usedforsecurity=False)  # paths need not be UTF-8
    return f"{PREFIX}{key.hexdigest()}.{sys.implementation.cache_tag}"


def _at_once(path: str, flags: int) -> int:
    """Opens a file without waiting, as a named pipe in its place would make us."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _dumps(value: Any) -> bytes:
    return marshal.dumps(value)


def _packed(table: Any, whole: int) -> tuple[str, bytes]:
    if isinstance(table, Mapping):
        return ("whole", _dumps(table)) if len(table) <= whole else ("parts", _parts(table))
    return ("rows", _rows(table)) if isinstance(table, Sequence) else ("names", _dumps(sorted(table)))


def _read(kind: str, data: memoryview) -> Any:
    if kind == "rows":
        return RowsInFile(data)
    if kind == "parts":
        return NamesInFile(data)
    return marshal.loads(data) if kind == "whole" else frozenset(marshal.loads(data))


def _rows(rows: Sequence[str]) -> bytes:
    """How many rows, where each ends, and the rows."""
    ends, blobs, at = array("Q"), [], 0
    for row in rows:
        blob = row.encode()
        blobs.append(blob)
        at += len(blob)
        ends.append(at)
    return b"".join([len(ends).to_bytes(LENGTH, "little"), ends.tobytes(), *blobs])


class RowsInFile(Sequence[str]):
    """Rows that are read when somebody asks for them."""

    def __init__(self, data: memoryview) -> None:
        start = LENGTH + 8 * int.from_bytes(data[:LENGTH], "little")
        self._ends = array("Q", data[LENGTH:start].tobytes())
        self._text = data[start:]

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[n] for n in range(*i.indices(len(self)))]
        return str(self._text[self._ends[i - 1] if i > 0 else 0 : self._ends[i]], "utf-8")


def _parts(table: Mapping[str, Any]) -> bytes:
    """Where each part lies, and the parts."""
    parts: dict[str, dict[str, Any]] = {}
    for key, value in table.items():
        parts.setdefault(key[:HEAD], {})[key] = value
    places, blobs, at = {}, [], 0
    for head, part in parts.items():
        blob = _dumps(part)
        blobs.append(blob)
        places[head] = at, at + len(blob)
        at += len(blob)
    index = _dumps((len(table), places))
    return b"".join([len(index).to_bytes(LENGTH, "big"), index, *blobs])


class NamesInFile(Mapping[str, Any]):
    """A dict in parts, each of which is read when a key is asked for that begins like those in it."""

    def __init__(self, data: memoryview) -> None:
        start = LENGTH + int.from_bytes(data[:LENGTH], "big")
        self._length: int
        self._length, self._parts = marshal.loads(data[LENGTH:start])
        self._data = data[start:]

    def _part(self, head: str) -> dict[str, Any]:
        at, end = self._parts[head]
        part: dict[str, Any] = marshal.loads(self._data[at:end])
        self._parts[head] = part
        return part

    def __contains__(self, key: Any) -> bool:
        part = self._parts.get(key[:HEAD])
        if part is None:
            return False
        if type(part) is tuple:
            part = self._part(key[:HEAD])
        return key in part

    def __getitem__(self, key: str) -> Any:
        part = self._parts.get(key[:HEAD])
        if part is None:
            raise KeyError(key)
        if type(part) is tuple:
            part = self._part(key[:HEAD])
        return part[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        part = self._parts.get(key[:HEAD])
        if part is None:
            return default
        if type(part) is tuple:
            part = self._part(key[:HEAD])
        return part.get(key, default)

    def __iter__(self) -> Iterator[str]:
        for head in list(self._parts):
            part = self._parts[head]
            yield from self._part(head) if type(part) is tuple else part

    def __len__(self) -> int:
        return self._length
