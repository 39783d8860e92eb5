"""Files, folders, standard input -> Articles, exactly as read; what cannot be read is said, and the rest done."""

import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import orjson

from newsx.errors import InputError, InputWarning, SettingsError
from newsx.records import Article

STDIN = "-"
NO_PATH = "an empty path. Perhaps a variable of the shell is not set"
BITS_64 = range(-(2**63), 2**64)  # the whole numbers that orjson has
KINDS = ("auto", "text", "lines", "jsonl")
SUFFIXES = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}  # and any of them with .gz behind it
OWN_DOCUMENT = {"id", "entities", "changes", "meta"}  # the fields of our own results, which are no articles
OWN_RECORDS = ({"doc", "start", "end", "label", "rule"}, {"doc", "start", "end", "measure", "direction", "rule"})
DEEPEST = 200  # levels of lists and objects in a record: what every JSON reader and writer can do
ONCE = " (said once a file)"
MARKS = {  # byte order marks; that of UTF-16 is the beginning of one of UTF-32
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}

Problem = Callable[[InputError], None]
Seen = Callable[[int], None]


class Source(NamedTuple):
    """One file to read, or "-" for standard input. in_folder: nobody named it, it lay in a folder."""

    path: str
    in_folder: bool = False

    @property
    def name(self) -> str:
        """What people and records call it; a file name that is not UTF-8 is made so."""
        return "stdin" if self.path == STDIN else clean(self.path)


@dataclass(frozen=True, slots=True)
class Reading:
    """How input is read.

    input: "text", one article a file; "lines", one article a line; "jsonl", one record a line; or "auto": by
    suffix, and what has none of ours (standard input, too) is jsonl when it begins like a JSON object, else text.
    text_field, id_field: where a record has its text and its id. Its other fields become the article's meta.
    both: whether the id of an article in a line is to be ``file:line``, a NUL, and its own id ("" for none).
    """

    input: str = "auto"
    text_field: str = "text"
    id_field: str = "id"
    both: bool = False


def stop(problem: InputError) -> None:
    """The strict way with a problem: raise it."""
    raise problem


def read(
    paths: Iterable[str | Path], reading: Reading | None = None, problem: Problem = stop, seen: Seen | None = None
) -> Iterator[Article]:
    """The articles in these files and folders, in order, each as soon as it is read.

    paths: files, folders (read recursively, sorted by name), "-" for standard input.
    problem: called with an InputError for everything that cannot be read and an InputWarning for what may not be
    as it was meant; by default both are raised. seen: called with the number of bytes read since the last call.
    raises: SettingsError for one path that is in no list.
    """
    for source in sources(paths, problem):
        yield from read_source(source, reading, problem, seen)


def listed(paths: Iterable[str | Path]) -> list[str]:
    """The paths as texts. raises: SettingsError for one path that is in no list: a text would be read by letters."""
    if isinstance(paths, str | bytes | Path):
        raise SettingsError(f"paths should be a list of paths, found {paths!r}. Put it into a list: [{paths!r}].")
    return [str(path) for path in paths]


def sources(paths: Iterable[str | Path], problem: Problem = stop) -> Iterator[Source]:
    """The files to read, in order; a folder stands for the articles in it and in its folders, sorted by name."""
    for path in listed(paths):
        if path == STDIN:
            yield Source(STDIN)
        elif not path:
            problem(InputError(f'"": {NO_PATH}.'))
        elif lies(path) != "folder":
            yield Source(Path(path).as_posix())
        else:
            empty = True
            for file in _walk(Path(path), problem):
                empty = False
                yield Source(file.as_posix(), in_folder=True)
            if empty:
                problem(
                    InputError(
                        f"{clean(path)}: no articles in this folder. Articles are files that end in .txt or .jsonl, "
                        "or in either with .gz; name other files one by one."
                    )
                )


def read_source(
    source: Source, reading: Reading | None = None, problem: Problem = stop, seen: Seen | None = None
) -> Iterator[Article]:
    """The articles in one file, each as soon as it is read. See ``read``."""
    reading = reading or Reading()
    kind = ""
    try:
        with _open(source) as raw:
            # Whatever its name, gzip is known by its first two bytes.
            file = cast(BinaryIO, gzip.GzipFile(fileobj=raw) if _peek(raw).startswith(b"\x1f\x8b") else raw)
            kind = reading.input if reading.input != "auto" else kind_of(source.path, file)
            if kind == "text":
                found = _text(source.name, file, problem)
            elif kind == "lines":
                found = _lines(source.name, file, problem)
            else:
                found = _records(source, file, reading, problem)
            if seen is None or not raw.seekable():
                yield from found
            else:
                done = 0
                for article in found:
                    seen(raw.tell() - done)
                    done = raw.tell()
                    yield article
    except InputError as error:
        problem(error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        said = str(error).lower() or "unexpected end"
        rest = "not read" if kind in ("", "text") else "the lines before the break were read"
        problem(InputError(f"{source.name}: broken gzip ({said}), {rest}."))
    except FileNotFoundError:
        hint = "No file fits this pattern." if re.search(r"[*?\[]", source.path) else "Check the path."
        problem(InputError(f"{source.name}: no such file or folder. {hint}"))
    except OSError as error:
        problem(InputError(f"{source.name}: cannot be read: {(error.strerror or str(error)).lower()}."))


def kind_of(path: str, file: BinaryIO) -> str:
    """What ``auto`` takes a file for: "text" or "jsonl"."""
    suffixes = [s for s in Path(path).suffixes if s != ".gz"]
    known = SUFFIXES.get(suffixes[-1].lower()) if suffixes and path != STDIN else None
    return known or ("jsonl" if re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', _peek(file)) else "text")


def parse(line: bytes, where: str, reading: Reading) -> Article:
    """The article in a line of JSON. where: its id if it has none.

    raises: InputError, which does not say where.
    """
    return _article(_record(line)[0], line, where, reading)


def decode(data: bytes) -> tuple[str, str]:
    """The text, without byte order mark and with every line end as it stands, and what was wrong with it ("": nothing).

    UTF-8, and UTF-16 or UTF-32 with a byte order mark (UTF-16 also without); all else is taken for cp1252.
    raises: InputError when it is no text at all.
    """
    mark = next(filter(data.startswith, MARKS), b"")
    data = data.removeprefix(mark)
    encoding = MARKS[mark] if mark else _utf16_by_zeros(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            return data.decode(
                encoding, "replace"
            ), f"broken {encoding.upper()} at byte {error.start}, read all the same"
        if data.startswith(b"%PDF-"):
            raise InputError("a PDF, not text. Turn it into text first, with pdftotext for example.") from None
        if b"\0" in data:
            raise InputError("binary data, not text.") from None
        return data.decode("cp1252", "replace"), f"not UTF-8 (byte {error.start}), read as Windows-1252"
    zeros = text.count("\0")
    return text, f"{zeros} NUL character{'s' * (zeros > 1)} in it, kept as read" if zeros else ""


def lies(path: str) -> str:
    """What lies there: "file", "folder", or "" for anything else and for what cannot be looked at."""
    try:
        return "" if not path else "file" if Path(path).is_file() else "folder" if Path(path).is_dir() else ""
    except OSError:  # a name that is too long, a folder that is closed: said when it is opened
        return ""


def clean(text: str) -> str:
    """The text with a replacement character for every lone surrogate, which no UTF-8 output can hold."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def _walk(folder: Path, problem: Problem) -> Iterator[Path]:
    waiting = [folder]  # a stack, not recursion: folders can be nested deeper than Python likes
    while waiting:
        path = waiting.pop()
        if path == folder or (path.is_dir() and not path.is_symlink()):
            try:
                inside = sorted(path.iterdir(), key=lambda p: p.name, reverse=True)
            except OSError as error:
                problem(InputError(f"{clean(path.as_posix())}: cannot be read: {(error.strerror or '').lower()}."))
            else:
                waiting += [p for p in inside if not p.name.startswith(".")]
        elif Path(path.name.removesuffix(".gz")).suffix.lower() in SUFFIXES and (path.is_file() or not path.exists()):
            yield path  # a link that leads nowhere is said, a pipe would keep us waiting


class _Stdin:
    """Standard input as a context that leaves it open."""

    def __enter__(self) -> BinaryIO:
        if sys.stdin is None:
            raise InputError("stdin: closed, nothing to read.")
        return sys.stdin.buffer

    def __exit__(self, *exc: object) -> None:
        pass


def _open(source: Source) -> Any:
    return _Stdin() if source.path == STDIN else Path(source.path).open("rb")


def _peek(file: BinaryIO) -> bytes:
    return bytes(file.peek(64)[:64])  # type: ignore[attr-defined]


def _utf16_by_zeros(data: bytes) -> str:
    """UTF-16 without a byte order mark gives itself away: every other byte of plain English is zero."""
    head = data[:4096]
    if b"\0" in head and len(head) % 2 == 0:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) == 0:
            return "utf-16-be" if even else "utf-16-le"
    return ""


def _text(name: str, file: BinaryIO, problem: Problem) -> Iterator[Article]:
    data = file.read()
    try:
        text, wrong = decode(data)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    if not text:
        wrong = "empty, so there is nothing in it"
    if wrong:
        problem(InputWarning(f"{name}: {wrong}."))
    yield Article(name, text)


def _numbered(name: str, file: BinaryIO, problem: Problem) -> Iterator[tuple[str, bytes]]:
    """Lines that are not blank, in UTF-8 as far as can be, without their end; each with its name:number."""
    lines: Iterable[bytes] = file
    head = _peek(file)
    empty = True
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _utf16_by_zeros(head):
        text, wrong = decode(file.read())  # rare enough to be read at once
        if wrong:
            problem(InputWarning(f"{name}: {wrong}."))
        lines = [line.encode("utf-8", "surrogatepass") for line in text.split("\n")]
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if line and not line.isspace():
            empty = False
            yield f"{name}:{number}", line
    if empty:
        problem(InputWarning(f"{name}: empty, so there is nothing in it."))


def _lines(name: str, file: BinaryIO, problem: Problem) -> Iterator[Article]:
    warned = False
    for where, line in _numbered(name, file, problem):
        try:
            text, wrong = decode(line)
        except InputError as error:
            problem(InputError(f"{where}: {error}"))
            continue
        if wrong and not warned:
            warned = True
            problem(InputWarning(f"{where}: {wrong}{ONCE}."))
        yield Article(where, text)


def _records(source: Source, file: BinaryIO, reading: Reading, problem: Problem) -> Iterator[Article]:
    first, warned = True, False
    for where, line in _numbered(source.name, file, problem):
        if first and line.strip() in (b"[", b"{", b"[{"):
            raise InputError(
                f"{where}: one JSON value over several lines. Put each record on a line of its own, "
                "with jq -c . for example (.[] for a list)."
            )
        try:
            record, wrong = _record(line)
            if first and source.in_folder and _is_own(record, reading):
                return
            first = False
            article = _article(record, line, where, reading)
        except InputError as error:
            first = False
            problem(InputError(f"{where}: {error}"))
            continue
        if wrong and not warned:
            warned = True
            problem(InputWarning(f"{where}: {wrong}{ONCE}."))
        yield article


def _is_own(record: dict[str, Any], reading: Reading) -> bool:
    """Whether a record is a result of newsx, as may lie beside the articles that it came from."""
    if any(record.keys() >= fields for fields in OWN_RECORDS):  # an entity has a text, too: as long as its place
        text, start, end = record.get("text", ""), record["start"], record["end"]
        return type(text) is str and type(start) is type(end) is int and (not text or len(text) == end - start)
    return reading.text_field not in record and "entities" in record and record.keys() <= OWN_DOCUMENT


def _record(line: bytes) -> tuple[dict[str, Any], str]:
    wrong = ""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        # What orjson refuses may still be read: cp1252, NaN, half of a surrogate pair.
        text, wrong = decode(line)
        try:
            record = _clean_all(json.loads(text, parse_int=_integer))
        except (ValueError, RecursionError) as error:
            said = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too large"
            raise InputError(
                f"not JSON ({said.lower()}): found {_short(text)}. Each line must be one JSON object with a text."
            ) from None
    if line.count(b"{") + line.count(b"[") > DEEPEST and _depth(record) > DEEPEST:
        raise InputError(f"nested more than {DEEPEST} levels deep.")
    if not isinstance(record, dict):
        raise InputError(f"{_kind(record)}, not a JSON object: found {_short(line.decode('utf-8', 'replace'))}.")
    return record, wrong


def _article(record: dict[str, Any], line: bytes, where: str, reading: Reading) -> Article:
    name = reading.text_field
    if name not in record:
        if not record:
            raise InputError(f'no "{name}" here, the record is empty.')
        there = ", ".join(name if len(name) <= 40 else f"{name[:39]}…" for name in sorted(record)[:12])
        texts = [k for k, v in record.items() if isinstance(v, str) and " " in v and k != reading.id_field]
        longest = max(texts, key=lambda k: len(record[k]), default="")
        hint = f", or say --text-field {longest}" if 0 < len(longest) <= 40 else ""
        raise InputError(f'no "{name}" here, only {there}. Put the story under "{name}"{hint}.')
    text = record.pop(name)
    if not isinstance(text, str):
        raise InputError(f'"{name}" is {_kind(text)}, not a string.')
    own = _own_id(record.pop(reading.id_field, None), line, reading.id_field)
    inner = record.pop("meta", None)
    if isinstance(inner, dict):
        record = inner | record  # meta of the record itself is not put into another meta
    elif inner is not None:
        record["meta"] = inner
    return Article(f"{where}\0{own}" if reading.both else own or where, text, record)


def apart(id: str) -> tuple[str, str]:
    """``file:line`` of an article that was read with both, and the id that records give it."""
    where, _, own = id.partition("\0")
    return where, own or where


def _own_id(known: Any, line: bytes, name: str) -> str:
    """The id that a record gives itself, a number with its digits as written; "" when it gives none."""
    if known is None or isinstance(known, str):
        return known or ""
    if isinstance(known, float):
        if not isfinite(known):
            return ""
        # More than 64 bits, or 1.10: to read it again is dear, but such ids are rare.
        record = json.loads(decode(line)[0], parse_int=str, parse_float=str)
        if isinstance(written := record.get(name), str):
            return written
    return orjson.dumps(known).decode()


def _integer(written: str) -> int | float:
    """As orjson reads it: what 64 bits do not hold is a float."""
    return int(written) if len(written) <= 20 and int(written) in BITS_64 else float(written)


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        inside = (v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list))
        level = [v for values in inside for v in values]
    return depth


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")


def _short(text: str) -> str:
    text = text.strip()
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean_all(v) for v in value]
    if isinstance(value, dict):
        return {clean(k): _clean_all(v) for k, v in value.items()}
    return value
