"""A DataFrame of articles -> a DataFrame of what stands in them."""

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsx.settings import Settings
from newsx.spark.mapper import ADDED, FIELDS, Mapper, mapper

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

OURS = {"id", "doc", "error", "entities", *FIELDS}  # columns of the result, flat or nested


def extract(
    df: "DataFrame",
    text: str = "text",
    id: str = "id",
    keep: Sequence[str] = (),
    settings: Settings | None = None,
    nested: bool = False,
    name: Callable[[str], str] = str,
) -> "DataFrame":
    """The entities in a DataFrame of articles.

    text: column with the article, string or binary (a file as it stands). id: column with its id, of any type that can
    be cast to string; name: makes of it what the article is called. keep: columns that are carried along as they are.
    nested: one row an article with the columns ``id``, keep ..., ``entities`` (array of ENTITY) and ``error``;
    otherwise one row an entity with ``doc``, keep ... and the fields of ENTITY. Rows without a text have no entities:
    ask for nested rows to see them and their ``error``.
    settings: files that they name are read here and travel to the workers; ``explain`` and ``changes`` do nothing here.
    raises: ValueError for a column that is not there, not text, or called as one of ours.
    """
    types = {field.name: field.dataType.simpleString() for field in df.schema.fields}
    missing = [column for column in (text, id, *keep) if column not in types]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} here, only {', '.join(types)}.")
    if types[text] not in ("string", "binary"):
        raise ValueError(f"the column {text} is {types[text]}, not string or binary.")
    clash = sorted({column for column in keep if column in OURS or column in (text, id)})
    if clash:
        raise ValueError(
            f"the column {', '.join(clash)} cannot be kept: the result has one of that name. Rename yours."
        )
    if dotted := [column for column in keep if "." in column]:
        raise ValueError(f"the column {', '.join(dotted)} cannot be kept with a dot in its name. Rename it.")
    ids, texts, kept = _column(df, id).cast("string"), _column(df, text), [_column(df, column) for column in keep]
    mapped = df.select(ids.alias("id"), texts.alias("text"), *kept).mapInArrow(
        luggage(df.sparkSession, settings, lambda here: mapper(here, name=name)),
        schema(df.select(ids.alias("id"), *kept).schema),
    )
    return mapped if nested else flat(mapped, keep)


def flat(nested: "DataFrame", keep: Sequence[str] = ()) -> "DataFrame":
    """One row an entity from one row an article."""
    from pyspark.sql import functions as f

    kept = [_column(nested, column) for column in keep]
    rows = nested.select(f.col("id").alias("doc"), *kept, f.explode("entities").alias("_"))
    return rows.select("doc", *(_column(rows, column) for column in keep), *(f.col(f"_.{name}") for name in FIELDS))


def schema(kept: "StructType") -> "StructType":
    """The columns kept, and those that a mapper adds, as a Spark schema."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    return StructType([*kept.fields, *from_arrow_schema(pa.schema(ADDED)).fields])


def luggage(session: "SparkSession", settings: Settings | None, make: Callable[[Settings], Mapper]) -> Mapper:
    """``make(settings)`` on each worker, with the files that the settings name: they are broadcast, since a worker sees
    no file of the driver's. Spark Connect has no broadcasts; there they travel with the function."""
    chosen = replace(settings or Settings(), explain=False, changes=False)  # their results have no column
    files = {path: path.read_bytes() for path in (*chosen.companies, *chosen.rules)}
    context = getattr(session, "sparkContext", None)
    if not files:
        return lambda batches: make(chosen)(batches)
    if context is None:
        return lambda batches: make(_unpacked(chosen, files))(batches)
    sent = context.broadcast(files)
    return lambda batches: make(_unpacked(chosen, sent.value))(batches)


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


def _column(df: "DataFrame", name: str) -> Any:
    return df[f"`{name}`"]  # dots and blanks in a name are nothing special
