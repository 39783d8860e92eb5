"""The same pipeline on a Spark cluster: a DataFrame of articles in, what stands in them out. Extra ``newsx[spark]``."""

import atexit
import gzip
import hashlib
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsx import articles
from newsx.errors import InputError, OutputError, SettingsError
from newsx.records import Article, Entity
from newsx.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from newsx.pipeline import Pipeline

# 38 digits, 9 of them behind the point: room for 10**29 in any currency and for a hundredth of a basis point. What
# does not fit is a bad row, never a rounded number.
DECIMAL = pa.decimal128(38, 9)

_TYPES = {
    **dict.fromkeys(("start", "end"), pa.int64()),
    **dict.fromkeys(("value", "amount", "low", "high", "change"), DECIMAL),
    "assumed": pa.bool_(),
}
_FIELDS = tuple(f.name for f in fields(Entity) if f.name != "evidence")

ENTITY = pa.struct([(name, _TYPES.get(name, pa.string())) for name in _FIELDS])
"""One entity: the fields of ``newsx.Entity``; offsets in code points, numbers as decimal(38,9), null where none."""

ARTICLE_FIELDS = [("entities", pa.list_(ENTITY)), ("error", pa.string())]
"""What is added to an article's row: its entities, and why there are none (null when all went well)."""

Batches = Iterator[pa.RecordBatch]


def extract(
    df: "DataFrame",
    text: str = "text",
    id: str = "id",
    keep: Sequence[str] = (),
    settings: Settings | None = None,
    nested: bool = False,
) -> "DataFrame":
    """The entities in a DataFrame of articles.

    text, id: columns with the article and its id (any type that has a string form).
    keep: columns that are carried along as they are.
    nested: one row an article with the columns id, keep ..., ``entities`` (array of struct) and ``error``;
    otherwise one row an entity with id as ``doc``, keep ... and the fields of ENTITY. Rows that could not be read
    (null text, not a string) have no entities: ask for nested rows to see them with their ``error``.
    raises: ValueError for a column that is not there or names the same as one of ours.
    """
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_schema

    missing = [name for name in (text, id, *keep) if name not in df.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} here, only {', '.join(df.columns)}.")
    taken = {"doc", "entities", "error", *_FIELDS} - {"id"}
    clash = [name for name in keep if name in taken or name in (id, "id")]
    if clash:
        raise ValueError(f"keep={clash}: a column of the result has that name. Rename yours first.")
    if any(f.name == id and f.dataType.simpleString() != "string" for f in df.schema.fields):
        df = df.withColumn(id, f.col(f"`{id}`").cast("string"))
    broken = [BROKEN] if BROKEN in df.columns else []
    kept = df.select(id, *keep, *broken).schema
    mapped = df.select(id, text, *keep, *broken).mapInArrow(
        _broadcast_mapper(df, settings or Settings(), text, id), _with_article_fields(kept, from_arrow_schema)
    )
    if nested:
        return mapped
    return flat(mapped, id, keep)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has done: articles read, entities by label, rows that could not be read."""

    articles: int
    entities: Mapping[str, int] = field(default_factory=dict)
    bad: int = 0


INPUTS = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".parquet": "parquet"}


def run(
    session: "SparkSession",
    source: str,
    target: str,
    *,
    input: str = "auto",
    text: str = "text",
    id: str = "id",
    keep: Sequence[str] = (),
    settings: Settings | None = None,
    nested: bool = False,
    format: str = "parquet",
    overwrite: bool = False,
) -> Summary:
    """Articles from wherever Spark can read, what stands in them to wherever it can write.

    source: a path, folder, glob or URL. input: text (a file is an article, its path the id), jsonl, parquet, or auto:
    by suffix. target: a folder of parquet or jsonl files, an entity a row (nested: an article a row). Rows that could
    not be read go, with their ``error``, to the folder ``target`` + ".rejects".
    raises: InputError when there is nothing to read, OutputError when target is there and overwrite is not said,
    SettingsError for columns that are not there.
    """
    from pyspark import StorageLevel
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    kind = _kind(session, source) if input == "auto" else input
    for folder in (target, target + REJECTS):
        if not overwrite and _files(session, folder):
            raise OutputError(f"{folder}: is there already. Name another place, or say --overwrite.")
    try:
        df = _read(session, source, kind, text, id, keep)
    except AnalysisException as error:
        raise InputError(f"{source}: cannot be read as {kind}: {str(error).splitlines()[0]}") from None
    try:
        mapped = extract(df, "text" if kind == "text" else text, id, keep, settings, nested=True)
    except ValueError as error:
        raise SettingsError(f"{source}: {error}") from None
    if BROKEN in mapped.columns:
        why = f.concat(f.lit("not a JSON record: "), f.substring(BROKEN, 1, 80))
        mapped = mapped.withColumn("error", f.coalesce(f.when(f.col(BROKEN).isNotNull(), why), "error")).drop(BROKEN)
    mapped = mapped.persist(StorageLevel.DISK_ONLY)
    try:
        mode = "overwrite" if overwrite else "error"
        good = mapped.where("error is null")
        out = good.drop("error") if nested else flat(good, id, keep)
        getattr(out.write.mode(mode), "json" if format == "jsonl" else format)(target)
        counts = mapped.agg(f.count("*"), f.count("error")).first()
        assert counts is not None
        labels = good.select(f.explode("entities.label").alias("label")).groupBy("label").count().collect()
        if counts[1]:
            mapped.where("error is not null").drop("entities").write.mode(mode).json(target + REJECTS)
        return Summary(counts[0], {row["label"]: row["count"] for row in sorted(labels)}, counts[1])
    finally:
        mapped.unpersist()


REJECTS = ".rejects"
BROKEN = "_newsx_broken"  # column of a JSON line that is none


def flat(nested: "DataFrame", id: str = "id", keep: Sequence[str] = ()) -> "DataFrame":
    """One row an entity from one row an article."""
    from pyspark.sql import functions as f

    rows = nested.select(f.col(f"`{id}`").alias("doc"), *keep, f.explode("entities").alias("_"))
    return rows.select("doc", *keep, *(f.col(f"_.{name}") for name in _FIELDS))


def _read(session: "SparkSession", source: str, kind: str, text: str, id: str, keep: Sequence[str]) -> "DataFrame":
    from pyspark.sql import functions as f
    from pyspark.sql.types import StringType, StructType

    if kind == "parquet":
        return session.read.parquet(source)
    if kind == "jsonl":
        schema = StructType()
        for name in dict.fromkeys((id, text, *keep, BROKEN)):
            schema.add(name, StringType())
        return session.read.json(source, schema, mode="PERMISSIVE", columnNameOfCorruptRecord=BROKEN)
    files = session.read.option("recursiveFileLookup", True).format("binaryFile").load(source)
    return files.select(f.col("path").alias(id), f.col("content").alias("text"))


def _kind(session: "SparkSession", source: str) -> str:
    found = _files(session, source)
    if not found:
        raise InputError(f"{source}: nothing there to read. Check the path.")
    for name in found:
        for suffix, kind in INPUTS.items():
            if name.lower().removesuffix(".gz").endswith(suffix):
                return kind
    raise InputError(f"{source}: found {found[0]}, which is neither .txt, .jsonl nor .parquet. Say --input.")


def _files(session: "SparkSession", source: str, most: int = 100) -> list[str]:
    """Names of the files at a path, in a folder or under a glob, whatever file system Spark keeps them in."""
    jvm: Any = session._jvm
    path = jvm.org.apache.hadoop.fs.Path(source)
    system = path.getFileSystem(session._jsc.hadoopConfiguration())
    names: list[str] = []
    waiting = list(system.globStatus(path) or ())
    while waiting and len(names) < most:
        status = waiting.pop(0)
        name = status.getPath().getName()
        if name.startswith(("_", ".")):
            continue
        if status.isDirectory():
            waiting += system.listStatus(status.getPath())
        else:
            names.append(name)
    return names


def mapper(settings: Settings, text: str = "text", id: str = "id") -> Callable[[Batches], Batches]:
    """What runs on the workers: RecordBatches with the columns id, text and others -> the same with ARTICLE_FIELDS
    in the place of text, row for row. A plain function, so that pyarrow alone can test it."""

    def map_batches(batches: Batches) -> Batches:
        pipeline = _pipeline(settings)  # once a Python worker, which Spark uses again
        for batch in batches:
            yield _mapped(pipeline, batch, text, id)

    return map_batches


def _mapped(pipeline: "Pipeline", batch: pa.RecordBatch, text: str, id: str) -> pa.RecordBatch:
    entities: list[list[dict[str, Any]]] = []
    errors: list[str | None] = []
    texts, ids = batch.column(text).to_pylist(), batch.column(id).to_pylist()
    for article_id, article in zip(ids, texts, strict=True):
        found, error = _row(pipeline, article_id, article)
        entities.append(found)
        errors.append(error)
    others = [name for name in batch.schema.names if name != text]
    return pa.record_batch(
        [*(batch.column(n) for n in others), pa.array(entities, ARTICLE_FIELDS[0][1]), pa.array(errors, pa.string())],
        names=[*others, *(name for name, _ in ARTICLE_FIELDS)],
    )


def _row(pipeline: "Pipeline", id: Any, text: Any) -> tuple[list[dict[str, Any]], str | None]:
    """The entities of one article, or why there are none. One bad article never costs the task."""
    try:
        if isinstance(text, bytes):  # a file as it is
            text, _ = articles.decode(gzip.decompress(text) if text.startswith(b"\x1f\x8b") else text)
        if not isinstance(text, str):
            found = "null" if text is None else f"of type {type(text).__name__}"
            return [], f"the text is {found}, not a string"
        document = pipeline.document(Article(str(id), text))
        return [{name: _fit(getattr(e, name)) for name in _FIELDS} for e in document.entities], None
    except (InputError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        return [], str(error)
    except Exception as error:  # of whatever kind: the row is set aside with it, and the run says so
        return [], f"{type(error).__name__}: {error}"


def _fit(value: Any) -> Any:
    """A value as Arrow takes it: Decimals to nine places, which is exact or an error."""
    if not isinstance(value, Decimal):
        return value
    places = value.quantize(Decimal(1).scaleb(-DECIMAL.scale), context=_context())
    if places != value or len(places.as_tuple().digits) > DECIMAL.precision:
        raise InvalidOperation(f"{value} does not fit decimal({DECIMAL.precision},{DECIMAL.scale})")
    return places


@cache
def _context() -> Any:
    from decimal import Context

    return Context(prec=100)


@cache
def _pipeline(settings: Settings) -> "Pipeline":
    from newsx.pipeline import Pipeline

    return Pipeline(settings)


def _broadcast_mapper(df: "DataFrame", settings: Settings, text: str, id: str) -> Callable[[Batches], Batches]:
    """The mapper with the user's own lists in its luggage, since a worker sees no file of the driver's."""
    files = {path: Path(path).read_bytes() for path in (*settings.companies, *settings.rules)}
    luggage = df.sparkSession.sparkContext.broadcast(files) if files else None

    def map_batches(batches: Batches) -> Batches:
        here = settings if luggage is None else _unpacked(settings, luggage.value)
        return mapper(here, text, id)(batches)

    return map_batches


def _unpacked(settings: Settings, files: Mapping[Path, bytes]) -> Settings:
    """The settings with paths to files of this worker's own, the same ones each time."""

    def place(path: Path) -> Path:
        here = _folder() / f"{hashlib.sha256(files[path]).hexdigest()[:16]}{path.suffix}"
        if not here.exists():
            here.write_bytes(files[path])
        return here

    return replace(settings, companies=tuple(map(place, settings.companies)), rules=tuple(map(place, settings.rules)))


@cache
def _folder() -> Path:
    """A folder of this worker's own, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="newsx-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _with_article_fields(kept: Any, from_arrow_schema: Callable[[pa.Schema], Any]) -> Any:
    """The columns kept, and those of ARTICLE_FIELDS, as a Spark schema."""
    schema = kept.__class__(list(kept.fields))
    for added in from_arrow_schema(pa.schema(ARTICLE_FIELDS)).fields:
        schema.add(added)
    return schema
