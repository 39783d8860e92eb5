"""Articles from wherever Spark can read, what stands in them to wherever it can write."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from newsx.articles import Reading
from newsx.errors import InputError, NewsxError, OutputError, SettingsError
from newsx.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KINDS = {"text": ("txt",), "jsonl": ("jsonl", "ndjson", "json"), "parquet": ("parquet",)}  # and their suffixes
REJECTS = ".rejects"  # behind the name of the output: where the bad rows go
MOST = 1_000  # files of the input that are looked at to know what it is


class JobError(NewsxError):
    """A job that Spark gave up, or could not begin."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has done: articles read, entities by label, rows that could not be read."""

    articles: int
    entities: Mapping[str, int] = field(default_factory=dict)
    bad: int = 0


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
    """Finds the entities in an archive.

    source: a path, folder, glob or URL. input: text (a file is an article, its path the id), jsonl, parquet, or auto:
    by suffix. text, id: where a record or row has them. keep: fields that are carried along.
    target: a folder of parquet or jsonl files, an entity a row (nested: an article a row), a file a task. Rows that
    could not be read go, with their ``error``, to the folder ``target`` + ".rejects".
    raises: InputError when there is nothing to read, OutputError when target is there and overwrite is not said,
    SettingsError for columns and files of settings that make no sense, JobError when Spark gives up.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    settings = settings or Settings()
    if settings.companies or settings.rules:
        from newsx import pipeline

        pipeline.load(replace(settings, model=""))  # a slip in them is told now, not by a worker
    try:
        place = _place(session, source)
        _check_room(session, place, target, overwrite)
        names = _files(session, source, MOST if input == "auto" else 1)
        if not names:
            raise InputError(f"{source}: nothing there to read. Check the path.")
        kind = _kind(source, names) if input == "auto" else input
        mapped = _mapped(session, source, kind, place, input == "auto", text, id, keep, settings)
        return _written(mapped, str(_system(session, target)[1].toString()), keep, nested, format)
    except (PySparkException, Py4JError) as error:
        raise JobError(f"the Spark job failed: {said(error)}") from None


def _written(mapped: "DataFrame", target: str, keep: Sequence[str], nested: bool, format: str) -> Summary:
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    from newsx.spark.frame import flat

    mapped = mapped.persist(StorageLevel.DISK_ONLY)  # read once, asked four times
    try:
        good = mapped.where("error is null").drop("error")
        rows = good if nested else flat(good, keep)
        getattr(rows.write.mode("overwrite"), "json" if format == "jsonl" else format)(target)
        counts = mapped.agg(f.count("*"), f.count("error")).first()
        assert counts is not None
        labels = good.select(f.explode("entities.label").alias("label")).groupBy("label").count().collect()
        system, rejects = _system(mapped.sparkSession, target + REJECTS)
        if counts[1]:
            mapped.where("error is not null").drop("entities").write.mode("overwrite").json(target + REJECTS)
        else:
            system.delete(rejects, True)  # those of the run before
        return Summary(counts[0] - counts[1], {row[0]: row[1] for row in sorted(labels)}, counts[1])
    finally:
        mapped.unpersist()


def _mapped(
    session: "SparkSession",
    source: str,
    kind: str,
    place: "_Place",
    only: bool,
    text: str,
    id: str,
    keep: Sequence[str],
    settings: Settings,
) -> "DataFrame":
    """Articles of any kind, nested. only: leave out files with other suffixes, which may lie in the same folder."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f
    from pyspark.sql.types import StringType, StructField, StructType

    from newsx.spark.frame import OURS, extract, luggage, schema
    from newsx.spark.mapper import BLOCK, FILE, LINE, line_mapper

    reader, path = session.read, str(_system(session, source)[1].toString())
    if only:
        suffixes = ("".join(f"[{c}{c.upper()}]" for c in suffix) for suffix in KINDS[kind])
        reader = reader.option("pathGlobFilter", f"*.{{{','.join(s + end for s in suffixes for end in ('', '.gz'))}}}")
    if kind != "parquet":
        reader = reader.option("recursiveFileLookup", True)
    try:
        if kind == "parquet":
            return extract(reader.parquet(path), text, id, keep, settings, nested=True)
        if kind == "text":
            if keep:
                raise ValueError("text files have no fields to keep.")
            files = reader.format("binaryFile").load(path)
            return extract(files, "content", "path", (), settings, nested=True, name=place.name)
        clash = sorted({column for column in keep if column in OURS or column in (text, id)})
        if clash:
            raise ValueError(f"the field {', '.join(clash)} cannot be kept: the result has one of that name.")
        lines = reader.option("lineSep", "\n").text(path)
        lines = lines.select(
            lines.value.cast("binary").alias(LINE),  # what is not UTF-8 is no reason to lose a batch
            f.col("_metadata.file_path").alias(FILE),
            f.col("_metadata.file_block_start").alias(BLOCK),
        )
        read, before = Reading("jsonl", text, id), session.sparkContext.broadcast(_lines_before(lines))
        return lines.mapInArrow(
            luggage(session, settings, lambda here: line_mapper(here, read, keep, place.name, before.value)),
            schema(StructType([StructField(column, StringType()) for column in ("id", *keep)])),
        )
    except (AnalysisException, Py4JJavaError) as error:
        raise InputError(f"{source}: cannot be read as {kind}: {said(error)}") from None
    except ValueError as error:
        raise SettingsError(f"{source}: {error}") from None


def _lines_before(lines: "DataFrame") -> dict[tuple[str, int], int]:
    """How many lines of its file stand before each part that is read by itself; what to name a line by."""
    from newsx.spark.mapper import BLOCK, FILE

    before: dict[tuple[str, int], int] = {}
    count, last = 0, ""
    for file, block, size in sorted(tuple(row) for row in lines.groupBy(FILE, BLOCK).count().collect()):
        count = count if file == last else 0
        before[file, block] = count
        count, last = count + size, file
    return before


class _Place(NamedTuple):
    """A path as it was given, up to its first wildcard, and as Spark writes it."""

    given: str
    full: str

    def name(self, path: str) -> str:
        """What ``newsx extract`` calls the file; Spark's own name where the source was a URL."""
        if not self.given or not path.startswith(self.full):
            return path
        return (PurePosixPath(self.given) / path[len(self.full) :].lstrip("/")).as_posix()


def _place(session: "SparkSession", source: str) -> _Place:
    parts = PurePosixPath(source).parts
    fixed = next((n for n, part in enumerate(parts) if re.search(r"[*?\[{\\]", part)), len(parts))
    given = PurePosixPath(*parts[:fixed]).as_posix()
    if re.match(r"\w[\w+.-]*:", source):
        return _Place("", _full(session, re.split(r"[*?\[{\\]", source)[0]))
    return _Place(given, _full(session, given))


def _full(session: "SparkSession", path: str) -> str:
    system, place = _system(session, path)
    return str(system.makeQualified(place).toString())


def _check_room(session: "SparkSession", place: _Place, target: str, overwrite: bool) -> None:
    """raises: OutputError when what is there may not go, and in any case when the input would go with it."""
    out = _full(session, target)
    if place.full == out or place.full.startswith(out.rstrip("/") + "/"):
        raise OutputError(f"{target}: is or holds the input. Name another place.")
    for folder in (target, target + REJECTS):
        if not overwrite and _files(session, folder, 1):
            raise OutputError(f"{folder}: is there already. Name another place, or say --overwrite.")


def _kind(source: str, names: Sequence[str]) -> str:
    """What the files there are, by suffix."""
    found: dict[str, str] = {}
    for name in names:
        suffix = name.lower().removesuffix(".gz").rpartition(".")[2]
        found |= {kind: name for kind, suffixes in KINDS.items() if suffix in suffixes}
    if not found:
        raise InputError(f"{source}: found {names[0]}, which is neither .txt, .jsonl nor .parquet. Say --input.")
    if len(found) > 1:
        both = " and ".join(found.values())
        raise InputError(f"{source}: holds {both}. Name one kind, with a glob such as '*.txt', or say --input.")
    return next(iter(found))


def _files(session: "SparkSession", source: str, most: int) -> list[str]:
    """Names of the first files at a path, in a folder or under a glob, whatever file system they are in."""
    system, path = _system(session, source)
    names: list[str] = []
    waiting = list(system.globStatus(path) or ())
    while waiting and len(names) < most:
        status = waiting.pop()
        name = status.getPath().getName()
        if name.startswith(("_", ".")):
            continue
        if status.isDirectory():
            waiting += system.listStatus(status.getPath())
        else:
            names.append(name)
    return names


def _system(session: "SparkSession", path: str) -> tuple[Any, Any]:
    """The file system of a path, and the path. A relative one starts where this process is, which Java may not be."""
    jvm: Any = session.sparkContext._jvm
    place = jvm.org.apache.hadoop.fs.Path(path)
    system = place.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    here = Path.cwd().as_posix()
    if system.getUri().getScheme() == "file" and system.getWorkingDirectory().toUri().getPath() != here:
        place = jvm.org.apache.hadoop.fs.Path(jvm.org.apache.hadoop.fs.Path(here), place)
    return system, place


def said(error: Exception) -> str:
    """What Spark's error comes to, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    file = re.search(r"reading file:? (\S+?)\.?(?:\s|$)", str(error))
    where = f"{unquote(file[1])}: " if file else ""
    for line in reversed(lines):
        if found := re.match(r"(?:Caused by: |: )?(?:[\w.$]+\.)?(\w*(?:Error|Exception)): (.*\S)", line):
            own = "No module named 'newsx" in line
            return f"{where}{found[2]} ({found[1]})" + " Install newsx on every worker." * own
    return where + (lines[0] if lines else type(error).__name__)
