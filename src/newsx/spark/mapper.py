"""RecordBatches of articles -> RecordBatches of what stands in them: what runs on the workers. Needs pyarrow alone."""

import gc
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson
import pyarrow as pa

from newsx import articles
from newsx.errors import InputError
from newsx.records import Article, Entity
from newsx.settings import Settings

if TYPE_CHECKING:
    from newsx.pipeline import Pipeline

DECIMAL = pa.decimal128(38, 9)
"""Room for amounts below 10**29 in any currency, and for a billionth. What does not fit exactly is a bad row, never a
rounded number."""

_TYPES = {
    **dict.fromkeys(("start", "end"), pa.int64()),
    **dict.fromkeys(("value", "amount", "low", "high", "change"), DECIMAL),
    "assumed": pa.bool_(),
}
FIELDS = tuple(name for name in Entity._fields if name != "evidence")
NUMBERS = tuple(name for name in FIELDS if _TYPES.get(name) == DECIMAL)

ENTITY = pa.struct([(name, _TYPES.get(name, pa.string())) for name in FIELDS])
"""One entity: the fields of ``newsx.Entity``; offsets in code points, numbers as decimal(38,9), null where none."""

ADDED = (pa.field("entities", pa.list_(ENTITY)), pa.field("error", pa.string()))
"""What an article's row gets: its entities, and why there are none (null when all went well)."""

LINE, FILE, BLOCK = "line", "file", "block"  # columns that line_mapper reads

Batches = Iterator[pa.RecordBatch]
Mapper = Callable[[Batches], Batches]


def mapper(settings: Settings, text: str = "text", id: str = "id", name: Callable[[str], str] = str) -> Mapper:
    """Batches with the columns id, text and others -> row for row the columns "id", the others, and ADDED.

    text: strings, or bytes as they stand in a file. name: what the id becomes.
    """

    def map_batches(batches: Batches) -> Batches:
        pipeline = _pipeline(settings)
        for batch in batches:
            ids = [value if value is None else name(str(value)) for value in _values(batch.column(id))]
            others = [other for other in batch.schema.names if other not in (text, id)]
            yield pa.record_batch(
                [
                    pa.array([*map(_string, ids)], pa.string()),
                    *map(batch.column, others),
                    *_found(pipeline, zip(ids, _values(batch.column(text)), strict=True)),
                ],
                schema=pa.schema([("id", pa.string()), *map(batch.schema.field, others), *ADDED]),
            )

    return map_batches


def line_mapper(
    settings: Settings,
    reading: articles.Reading,
    keep: Sequence[str] = (),
    name: Callable[[str], str] = str,
    before: Mapping[tuple[str, int], int] | None = None,
) -> Mapper:
    """Batches of lines of JSON with the columns LINE (bytes), FILE (URL) and BLOCK (where the part of the file that
    the line is in begins) -> a row a record that is not blank: the columns "id", keep (strings), and ADDED.

    Read as ``newsx extract`` reads them; a record without an id is called file:number.
    name: makes of a path what the file is called. before: by file and block, how many lines stand before the block.
    """
    schema = pa.schema([*((column, pa.string()) for column in ("id", *keep)), *ADDED])

    def map_batches(batches: Batches) -> Batches:
        pipeline = _pipeline(settings)
        here, number, file_name = None, 0, ""
        for batch in batches:
            ids: list[str] = []
            texts: list[object] = []
            kept: list[list[str | None]] = [[] for _ in keep]
            for line, *part in zip(*(batch.column(column).to_pylist() for column in (LINE, FILE, BLOCK)), strict=True):
                if part != here:
                    here = part
                    number = before.get((part[0], part[1]), 0) if before else 0
                    file_name = articles.clean(name(unquote(part[0])))
                number += 1
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                line = line.removesuffix(b"\r")
                if not line or line.isspace():
                    continue
                where = f"{file_name}:{number}"
                article = _read(line, where, reading)
                ids.append(article.id if isinstance(article, Article) else where)
                texts.append(article.text if isinstance(article, Article) else article)
                for column, field in zip(kept, keep, strict=True):
                    column.append(_plain(article.meta.get(field)) if isinstance(article, Article) else None)
            found = _found(pipeline, zip(ids, texts, strict=True))
            yield pa.record_batch([*(pa.array(column, pa.string()) for column in (ids, *kept)), *found], schema=schema)

    return map_batches


def _read(line: bytes, where: str, reading: articles.Reading) -> Article | InputError:
    try:
        return articles.parse(line, where, reading)
    except InputError as error:
        return error


def _plain(value: object) -> str | None:
    """A field of a record as text: strings as they are, all else as JSON."""
    return value if value is None or isinstance(value, str) else orjson.dumps(value).decode()


def _values(column: pa.Array) -> list[Any]:
    """Python values; strings that are not UTF-8, which a data lake may hold, as bytes."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return column.cast(pa.binary()).to_pylist()  # type: ignore[no-any-return]


def _string(value: Any) -> str | None:
    return value if value is None else articles.clean(value)


def _found(pipeline: "Pipeline", rows: Iterable[tuple[Any, object]]) -> tuple[pa.Array, pa.Array]:
    """The columns ADDED for rows of id and text."""
    found: list[Entity] = []
    ends, errors = [0], []
    for id, text in rows:
        entities, error = _row(pipeline, str(id), text)
        found += entities
        ends.append(len(found))
        errors.append(error)
    columns = [pa.array([*map(attrgetter(f.name), found)], f.type) for f in ENTITY]
    entities = pa.StructArray.from_arrays(columns, fields=list(ENTITY))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), entities), pa.array(errors, pa.string())


def _row(pipeline: "Pipeline", id: str, text: object) -> tuple[Sequence[Entity], str | None]:
    """The entities of one article, or why there are none. A bad article costs itself, never its task."""
    try:
        if isinstance(text, InputError):
            raise text
        if isinstance(text, bytes):
            text, _ = articles.decode(gzip.decompress(text) if text.startswith(b"\x1f\x8b") else text)
        if not isinstance(text, str):
            raise InputError("no text here, the row has null.")
        return [_fitted(entity) for entity in pipeline.document(Article(id, text)).entities], None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return (), f"broken gzip ({str(error).lower()}), not read."
    except InputError as error:
        return (), str(error)
    except Exception as error:  # whatever it is: the row is set aside with it, and the run says so
        return (), f"{type(error).__name__}: {error}"


def _fitted(entity: Entity) -> Entity:
    """The entity with numbers that DECIMAL takes.

    raises: InputError when one has no exact place there.
    """
    odd = [name for name in NUMBERS if (value := getattr(entity, name)) is not None and not _fits(value)]
    squeezed: dict[str, Any] = {name: _squeezed(getattr(entity, name)) for name in odd}
    return entity._replace(**squeezed) if squeezed else entity


def _fits(value: Decimal) -> bool:
    """Whether Arrow takes it as it is written."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -DECIMAL.scale <= exponent <= 0 and value.adjusted() < 29


def _squeezed(value: Decimal) -> Decimal:
    if value.is_finite() and value.adjusted() < 29:
        squeezed = value.quantize(Decimal(1).scaleb(-DECIMAL.scale), context=Context(prec=100))
        if squeezed == value:
            return squeezed
    raise InputError(f"{value} does not fit decimal({DECIMAL.precision},{DECIMAL.scale}).")


@cache
def _pipeline(settings: Settings) -> "Pipeline":
    """Built once a Python worker, which Spark uses for task after task."""
    from newsx.pipeline import Pipeline

    pipeline = Pipeline(settings)
    gc.freeze()  # what was built stays to the end: nothing to search for garbage
    return pipeline
