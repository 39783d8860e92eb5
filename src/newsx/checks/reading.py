"""Files of records -> the articles in them: entities a line, docs a line, Prodigy's spans, Label Studio's predictions.

A file is read a line at a time and never as a whole, except a JSON list over several lines, as Label Studio exports it.
What is held is one article's records.
"""

import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from newsx.articles import NO_PATH, STDIN, Source, lies
from newsx.checks.findings import Finding, Place
from newsx.checks.schema import kind as _kind
from newsx.checks.schema import unknown
from newsx.checks.sources import Lines
from newsx.errors import InputError
from newsx.records import SCHEMA_ID

LONGEST = 64 * 1024 * 1024  # bytes of a line; a longer one is no record but a whole file in one piece
DOCUMENT = ("id", "entities", "changes", "meta", "text")  # the fields of an article's record
JSON = (".jsonl", ".ndjson", ".json")
TABLES = (".csv", ".tsv", ".parquet", ".html", ".spacy", ".xlsx")  # in which records are written, but not read again
CSV = b"doc,start,end,"  # how our own begins
VERSION = re.compile(r"urn:newsx:records:(\d+)\Z")
OURS = SCHEMA_ID.rpartition(":")[2]

Record = tuple[int, dict[str, Any]]  # its line, and what stands in it


@dataclass(slots=True)
class Doc:
    """One article's records.

    lines: the line of each entity in ``file``. text: the article, when the record or --source has it; article: where
    that is, "" when only the record has it. at_lines: whether lines and columns of the article are those of its file;
    else ``line`` is the line of the article in its file.
    form: entities or docs (ours), prodigy, labelstudio, or extracted. again: whether it may have the id of one before,
    as another version of the same task has, or a task that has none of its own.
    """

    id: str
    entities: list[Any]
    file: str
    lines: list[int]
    form: str
    line: int = 1
    changes: list[Any] = field(default_factory=list)
    text: str | None = None
    article: str = ""
    at_lines: bool = True
    article_line: int = 1
    again: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)
    _layout: Lines | None = None
    _numbers: dict[int, int] | None = None

    @property
    def layout(self) -> Lines | None:
        """Lines and columns of the article, None when nobody has its text."""
        if self._layout is None and self.text is not None:
            self._layout = Lines(self.text)
        return self._layout

    def number(self, entity: Any) -> int | None:
        """Which of the entities it is, None when it is none of them."""
        if self._numbers is None:
            self._numbers = {id(e): n for n, e in enumerate(self.entities)}
        return self._numbers.get(id(entity))

    def record(self, number: int | None = None) -> Place:
        """Where the record of the article, or of one of its entities, stands."""
        return Place(self.file, self.line if number is None or number >= len(self.lines) else self.lines[number])


def is_records(path: str) -> bool:
    """Whether a file is to be read as records, not as articles: told by its suffix, and by its first line."""
    suffix = Path(path.removesuffix(".gz")).suffix.lower()
    if path == STDIN or suffix in TABLES or lies(path) != "file":
        return True  # a table is said to be no JSON; a pipe can be read only once
    if suffix == ".txt":
        return False
    try:
        with _opened(path) as file:
            line = file.readline(LONGEST)
    except (OSError, EOFError, zlib.error):
        return True  # what is wrong is said when it is read
    if suffix not in JSON and not line.lstrip().startswith((b"{", b"[")):
        return False
    try:
        first = orjson.loads(line)
    except orjson.JSONDecodeError:
        return True
    return not isinstance(first, dict) or form_of(first) != "" or "text" not in first


def form_of(record: dict[str, Any]) -> str:
    """entities, docs, changes, prodigy or labelstudio; "" when it is none of them."""
    if "entities" in record:
        return "docs"
    if "spans" in record:
        return "prodigy"
    if "predictions" in record or "annotations" in record:
        return "labelstudio"
    if "measure" in record and "direction" in record:
        return "changes"
    if len(record.keys() & {"doc", "start", "end", "label", "rule"}) > 2:
        return "entities"
    return ""


def read(source: Source, seen: Callable[[int], None] | None = None) -> Iterator[Doc | Finding]:
    """The articles of one file, in order, each as soon as its records are read.

    Whatever is no record is a finding in its place. seen: told of the number of bytes read since the last call.
    """
    if not source.path:
        yield Finding("unreadable", NO_PATH, Place('""'))
        return
    try:
        with _opened(source.path) as file:
            if other := _other_form(source.path, bytes(file.peek(64)[:64])):  # type: ignore[attr-defined]
                raise InputError(f"{other}, which cannot be checked; give it what -f jsonl or -f docs writes")
            yield from _grouped(_parsed(source.name, file, seen), source.name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        said = str(error).lower() or "unexpected end"
        yield Finding(
            "unreadable", f"broken gzip ({said}); the lines before the break were checked", Place(source.name)
        )
    except FileNotFoundError:
        yield Finding("unreadable", "no such file or folder", Place(source.name))
    except OSError as error:
        yield Finding("unreadable", (error.strerror or str(error)).lower(), Place(source.name))
    except InputError as error:
        yield Finding("unreadable", str(error), Place(source.name))


def _other_form(path: str, head: bytes) -> str:
    """What a file is that holds no JSON, told by its suffix or by our own header; "" when it may hold some."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = Path(path.removesuffix(".gz")).suffix.lower()
    if head.startswith(CSV) or (suffix in TABLES and head and not head.startswith((b"{", b"["))):
        return "CSV" if head.startswith(CSV) else suffix[1:].upper()
    return ""


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        if sys.stdin is None:
            raise InputError("closed, nothing to read")
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if file.peek(2)[:2] == b"\x1f\x8b" else file


def _parsed(name: str, file: BinaryIO, seen: Callable[[int], None] | None) -> Iterator[Record | Finding]:
    """(line, record) of every line that is one."""
    number = 0
    anything = in_list = False
    while line := file.readline(LONGEST + 1):
        number += 1
        if seen is not None:
            seen(len(line))
        if len(line) > LONGEST:
            size = len(line)
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
                size += len(line)
            anything = True
            said = f"{size:,} bytes on one line, more than {LONGEST:,}"
            yield Finding("too-long", said, Place(name, number))
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        if not anything and line.strip() == b"[":
            anything = in_list = True
            continue
        if (not anything and line.strip() == b"{") or line.lstrip().startswith((b"[{", b"[ {")):
            anything = True
            yield from _list(name, line + file.read(), number)
            return
        anything = True
        if in_list and line.strip() == b"]":
            in_list = False
            continue
        try:
            record = orjson.loads(line.rstrip().removesuffix(b",") if in_list else line)
        except orjson.JSONDecodeError as error:
            if in_list:  # a record over several lines, as most programs write them
                yield from _list(name, line + file.read(), number, inside=True)
                return
            yield _broken(name, number, line, error, last=not line.endswith(b"\n"))
            continue
        if isinstance(record, dict):
            yield number, record
        else:
            yield Finding("record", f"{_kind(record)}, not a JSON object", Place(name, number))
    if in_list:
        yield Finding("truncated", "the list has no end", Place(name, number))
    elif not anything:
        yield Finding("empty", "the file is empty" if not number else "only blank lines", Place(name, max(number, 1)))


def _broken(name: str, number: int, line: bytes, error: orjson.JSONDecodeError, last: bool) -> Finding:
    try:
        text = line.decode()
    except UnicodeDecodeError as wrong:
        column = len(line[: wrong.start].decode()) + 1
        return Finding("encoding", f"not UTF-8 at byte {wrong.start:,} of the line", Place(name, number, column))
    column = min(error.colno, len(text.rstrip("\r\n")) + 1)
    if (
        last
        and text.lstrip().startswith("{")
        and error.pos >= len(text.rstrip()) - 1
        and not text.rstrip().endswith("}")
    ):
        said = f"the record breaks off behind {_short(text.rstrip()[-24:])}"
        return Finding("truncated", said, Place(name, number, column))
    said = error.msg.partition(": line")[0]
    return Finding(
        "json", f"{said}, found {_short(text[max(0, error.pos - 8) : error.pos + 24])}", Place(name, number, column)
    )


def _list(name: str, data: bytes, first: int, *, inside: bool = False) -> Iterator[Record | Finding]:
    """The records of one JSON value over several lines: a list, as Label Studio exports it, or one object.

    inside: the list has begun before the data.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        line = first + data.count(b"\n", 0, wrong.start)
        yield Finding("encoding", f"not UTF-8 at byte {wrong.start:,}", Place(name, line))
        return
    decode = json.JSONDecoder(parse_constant=_no_number).raw_decode
    blank = re.compile(r"[\s,]*")
    at = blank.match(text).end()  # type: ignore[union-attr]
    inside = inside or text[at : at + 1] == "["
    if text[at : at + 1] == "[":
        at = blank.match(text, at + 1).end()  # type: ignore[union-attr]
    line, counted = first, 0
    while at < len(text) and text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        try:
            record, at = decode(text, at)
        except json.JSONDecodeError as error:
            where = Place(name, first - 1 + error.lineno, error.colno)
            cut = error.pos >= len(text.rstrip()) - 1
            yield Finding("truncated" if cut else "json", error.msg.lower(), where)
            return
        except (ValueError, RecursionError) as error:
            deep = isinstance(error, RecursionError)
            yield Finding("json", "nested too deeply" if deep else str(error), Place(name, line))
            return
        if isinstance(record, dict):
            yield line, record
        else:
            yield Finding("record", f"{_kind(record)}, not a JSON object", Place(name, line))
        at = blank.match(text, at).end()  # type: ignore[union-attr]
    if inside and text[at : at + 1] != "]":
        yield Finding("truncated", "the list has no end", Place(name, first + text.count("\n")))


def _no_number(written: str) -> Any:
    raise ValueError(f"{written} is no number of JSON")


def _grouped(records: Iterator[Record | Finding], name: str) -> Iterator[Doc | Finding]:
    """Lines of entities that follow each other and have the same ``doc`` are one article."""
    group: Doc | None = None
    for item in records:
        if isinstance(item, Finding):
            yield item
            continue
        number, record = item
        version = _version(record)
        if version and version != OURS:
            said = f"a record of version {version}, and this newsx reads version {OURS}"
            yield Finding("version", said, Place(name, number))
            continue
        form = form_of(record)
        if form in ("entities", "changes"):
            id = record.get("doc")
            if not isinstance(id, str):
                what = (
                    f"doc is {_kind(id)}, not a string" if "doc" in record else 'no "doc" here, the id of the article'
                )
                yield Finding("type" if "doc" in record else "missing-field", what, Place(name, number))
                continue
            if group is None or group.id != id:
                if group is not None:
                    yield group
                group = Doc(id, [], name, [], "entities", number)
            if form == "entities":
                group.entities.append(record)
                group.lines.append(number)
            else:
                group.changes.append(record)
            continue
        if group is not None:
            yield group
            group = None
        if form == "docs":
            yield from _docs(name, number, record)
        elif form == "prodigy":
            yield from _prodigy(name, number, record)
        elif form == "labelstudio":
            yield from _label_studio(name, number, record)
        else:
            there = ", ".join(sorted(record)[:8]) or "nothing"
            what = "an article without entities" if "text" in record else "neither entities nor spans"
            yield Finding("record", f"{what}: found {there}", Place(name, number))
    if group is not None:
        yield group


def _docs(name: str, number: int, record: dict[str, Any]) -> Iterator[Doc | Finding]:
    id, entities = record.get("id"), record["entities"]
    changes, text = record.get("changes", []), record.get("text")
    place = Place(name, number)
    if not isinstance(id, str):
        missing = "id" not in record
        yield Finding(
            "missing-field" if missing else "type",
            'no "id" here' if missing else f"id is {_kind(id)}, not a string",
            place,
        )
        id = f"{name}:{number}"
    for key, value in (("entities", entities), ("changes", changes)):
        if not isinstance(value, list):
            yield Finding("type", f"{key} is {_kind(value)}, not a list", place, doc=id)
            return
    if "meta" in record and not isinstance(record["meta"], dict):
        yield Finding("type", f"meta is {_kind(record['meta'])}, not an object", place, doc=id)
    for key in record:
        if key not in DOCUMENT and key != "$schema":
            yield Finding("unknown-field", unknown(key, DOCUMENT), place, doc=id)
    text = text if isinstance(text, str) else None
    yield Doc(id, entities, name, [number] * len(entities), "docs", number, changes, text)


def _prodigy(name: str, number: int, record: dict[str, Any]) -> Iterator[Doc | Finding]:
    text, spans = record.get("text"), record["spans"]
    meta = record.get("meta")
    id = record.get("id") or (meta.get("id") or meta.get("doc") if isinstance(meta, dict) else None)
    id = str(id or f"{name}:{number}")
    place = Place(name, number)
    if not isinstance(text, str):
        missing = "text" not in record
        said = 'no "text" beside the spans' if missing else f"text is {_kind(text)}, not a string"
        yield Finding("missing-field" if missing else "type", said, place, doc=id)
        return
    if not isinstance(spans, list):
        yield Finding("type", f"spans is {_kind(spans)}, not a list", place, doc=id)
        return
    yield Doc(id, spans, name, [number] * len(spans), "prodigy", number, [], text)


def _label_studio(name: str, number: int, record: dict[str, Any]) -> Iterator[Doc | Finding]:
    data = record.get("data")
    id = record.get("id") if isinstance(record.get("id"), str) else None
    meta = data.get("id") if isinstance(data, dict) else None
    again = not (id or meta)
    id = str(id or meta or f"{name}:{number}")
    place = Place(name, number)
    texts = [v for k, v in data.items() if k == "text" and isinstance(v, str)] if isinstance(data, dict) else []
    if not texts:
        yield Finding("missing-field", "no data.text", place, doc=id)
        return
    for lists in (record.get("predictions"), record.get("annotations")):
        for version in lists if isinstance(lists, list) else ():
            result = version.get("result") if isinstance(version, dict) else None
            if not isinstance(result, list):
                yield Finding("missing-field", "a prediction without its list of results", place, doc=id)
                continue
            entities = [
                _of_label_studio(one)
                for one in result
                if not isinstance(one, dict) or one.get("type", "labels") == "labels"
            ]
            lines = [number] * len(entities)
            yield Doc(id, entities, name, lines, "labelstudio", number, [], texts[0], again=again)
            again = True


def _of_label_studio(one: Any) -> Any:
    value = one.get("value") if isinstance(one, dict) else None
    if not isinstance(value, dict):
        return one
    labels = value.get("labels")
    label = labels[0] if isinstance(labels, list) and labels else None
    entity = {name: value[name] for name in ("start", "end", "text") if name in value}
    return entity | ({} if label is None else {"label": label})


def _version(record: dict[str, Any]) -> str:
    """The version of the records that a record says it has, "" when it says nothing."""
    said = record.get("$schema", record.get("schema"))
    m = VERSION.match(said) if isinstance(said, str) else None
    return m[1] if m else ""


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
