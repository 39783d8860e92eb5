"""Where the articles are that records were made from, and line and column of a character in them."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsx import articles
from newsx.checks.aside import Aside
from newsx.checks.findings import Excerpt, Place
from newsx.errors import InputError
from newsx.records import Article

ROUND = 60  # characters of the line before and behind a span that an excerpt shows
NUMBERED = re.compile(r"(?P<path>.+):(?P<line>\d+)\Z", re.DOTALL)
HELD = 4  # articles that are kept in memory: records may come back to them line by line
TABLE, ASKED = "articles", "asked"  # what is put aside: articles passed over, and where those asked for were


class Found(NamedTuple):
    """An article. file: where it is; line: of the article in it, 0 when the file is the article."""

    text: str
    file: str
    line: int


class Sources:
    """The articles under some folders and in some files, found by the id that records give them.

    A file that is one article is opened when it is asked for. Files with an article a line are read once, in order, as
    records mostly come in the order of their articles; those passed over are put aside on disk.
    paths: folders and files that were named; without any, only what is in the working folder is looked at.
    """

    def __init__(self, paths: Iterable[str | Path], aside: Aside) -> None:
        self.named = tuple(Path(p) for p in paths)
        self.aside = aside
        self.unread: list[InputError] = []  # what could not be read, or perhaps not as it was meant
        self._lines: Iterator[Article] | None = None
        self._home = Path().resolve()
        self._roots = (self._home, *(path.resolve() for path in self.named))
        self._held: dict[str, Found] = {}
        self._open: tuple[str, Iterator[Article], int] | None = None

    def find(self, id: str) -> Found | None:
        """The article with this id, None when it is not there."""
        if (held := self._held.get(id)) is not None:
            return held
        path = self._path(id)
        if path is not None:
            found = self._whole(path)
            if found is not None:
                if len(self._held) >= HELD:
                    del self._held[next(iter(self._held))]
                self._held[id] = found
            return found
        if (m := NUMBERED.match(id)) and (path := self._path(m["path"])) is not None:
            return self._numbered(path, int(m["line"]))
        return self._by_id(id) if self.named else None

    def rest(self) -> Iterator[tuple[str, Place]]:
        """Ids of the articles in the named files and folders that nobody asked for, and where they are."""
        for path in self._files():
            if _kind(path) == "text" and self.aside.get(ASKED, str(path.resolve())) is None:
                yield path.as_posix(), Place(path.as_posix())
        for article in self._stream():
            self._put(article)
        for id, packed in self.aside.items(TABLE):
            where = _where(packed)
            if self.aside.get(ASKED, where) is None:
                file, _, line = where.rpartition(":")
                yield id, Place(file, int(line))

    def _path(self, id: str) -> Path | None:
        """The file that an id names: below the working folder, or below one that was named, and nowhere else."""
        if not id or len(id) > 4000 or "\0" in id:
            return None
        for base in (self._home, *self.named, *(folder.parent for folder in self.named)):
            try:  # as text: Python 3.12 keeps the parts of every Path for ever, and most ids are no paths
                name = os.path.realpath(os.path.join(base, id))  # noqa: PTH118
                if not os.path.isfile(name):  # noqa: PTH113
                    continue
            except (OSError, ValueError):
                continue
            path, given = Path(name), Path(id)
            if any(path.is_relative_to(root) for root in self._roots):
                return given if base == self._home and not given.is_absolute() else _short(path, self._home)
        return None

    def _whole(self, path: Path) -> Found | None:
        if _kind(path) == "jsonl":
            return None
        try:
            read = list(articles.read([path.as_posix()], articles.Reading("text"), _quiet))
        except InputError:
            return None
        self._asked(str(path.resolve()))
        return Found(read[0].text, path.as_posix(), 0) if read else None

    def _numbered(self, path: Path, line: int) -> Found | None:
        """The article in a line of a file; asked for in order, the file is read once."""
        name = path.as_posix()
        if self._open is None or self._open[0] != name or self._open[2] >= line:
            kind = "jsonl" if _kind(path) == "jsonl" else "lines"
            self._open = (name, articles.read([name], articles.Reading(kind, both=True), _quiet), 0)
        _, stream, at = self._open
        while at < line:
            article = next(stream, None)
            if article is None:
                self._open = None
                return None
            at = int(articles.apart(article.id)[0].rpartition(":")[2])
            self._open = (name, stream, at)
            if at == line:
                self._asked(f"{name}:{line}")
                return Found(article.text, name, line)
        return None

    def _by_id(self, id: str) -> Found | None:
        kept = self.aside.take(TABLE, id)
        if kept is not None:
            where, _, text = kept.decode("utf-8", "surrogatepass").partition("\0")
            return _found(text, where)
        for article in self._stream():
            where, own = articles.apart(article.id)
            if own == id:
                return _found(article.text, where)
            self._put(article)
        return None

    def _stream(self) -> Iterator[Article]:
        """The articles that stand in lines of JSON."""
        if self._lines is None:
            reading = articles.Reading("jsonl", both=True)
            files = (path for path in self._files() if _kind(path) == "jsonl")
            sources = (articles.Source(path.as_posix(), in_folder=True) for path in files)
            self._lines = (a for source in sources for a in articles.read_source(source, reading, self._problem))
        return self._lines

    def _put(self, article: Article) -> None:
        where, own = articles.apart(article.id)
        self.aside.put(TABLE, own, f"{where}\0{article.text}".encode("utf-8", "surrogatepass"))

    def _asked(self, where: str) -> None:
        if self.named:
            self.aside.put(ASKED, where, b"")

    def _files(self) -> Iterator[Path]:
        for source in articles.sources((path.as_posix() for path in self.named), _quiet):
            yield Path(source.path)

    def _problem(self, error: InputError) -> None:
        self.unread.append(error)


class Lines:
    """Lines and columns of one text."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, file: str, start: int, end: int) -> Place:
        """Line and column of a span."""
        line, column = self._at(start)
        end_line, end_column = self._at(max(start, end))
        return Place(file, line, column, end_line, end_column)

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The line around a span, at most so much of it that a person takes it in."""
        text = self.text
        line = bisect_right(self.starts, start) - 1
        begin = self.starts[line]
        stop = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(text)
        last = min(end, max(stop, start))
        before = text[max(begin, start - ROUND) : start]
        after = text[last : min(stop, last + ROUND)]
        cut, more = begin < start - ROUND, last + ROUND < stop
        span = text[start:last]
        span = span if len(span) <= 2 * ROUND else span[: 2 * ROUND - 1] + "…"
        return Excerpt(("…" if cut else "") + before, span, after + ("…" if more else ""))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1


def _kind(path: Path) -> str:
    return articles.SUFFIXES.get(Path(path.name.removesuffix(".gz")).suffix.lower(), "")


def _found(text: str, where: str) -> Found:
    file, _, line = where.rpartition(":")
    return Found(text, file, int(line))


def _where(packed: bytes) -> str:
    return packed.partition(b"\0")[0].decode("utf-8", "surrogatepass")


def _short(path: Path, home: Path) -> Path:
    return path.relative_to(home) if path.is_relative_to(home) else path


def _quiet(problem: InputError) -> None:
    """What is wrong with an article is not what the records are checked for."""
