"""How a command comes by its articles: the options for it, and the articles that they lead to."""

import gc
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from enum import StrEnum
from os import fstat, stat_result
from os.path import samestat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsx.errors import InputError, InputWarning, SettingsError
from newsx.records import Article
from newsx.settings import Settings

if TYPE_CHECKING:
    from newsx.articles import Reading


class Input(StrEnum):
    auto = "auto"
    text = "text"
    lines = "lines"
    jsonl = "jsonl"


def file(option: str) -> Callable[[str], Path]:
    """What reads the value of an option that names a file. An empty one would be the working folder to a Path."""

    def read(value: str) -> Path:
        if not value:
            from newsx.articles import NO_PATH

            raise SettingsError(f"{option}: {NO_PATH}.")
        return Path(value)

    return read


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False),
]
OneText = Annotated[
    str | None, typer.Option("--text", "-t", metavar="TEXT", help="A text of your own, for a quick look.")
]
Kind = Annotated[
    Input, typer.Option("--input", "-i", help="An article a file (text), a line (lines) or a JSON record (jsonl).")
]
TextField = Annotated[str, typer.Option(metavar="NAME", help="Where a JSON record has its text.")]
IdField = Annotated[str, typer.Option(metavar="NAME", help="Where a JSON record has its id.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        parser=file("--output"),
        metavar="FILE",
        help="Write to this file, which is there when all of it is.",
    ),
]
Companies = Annotated[
    list[Path] | None,
    typer.Option(
        parser=file("--companies"),
        metavar="FILE",
        help="A list of your own companies (CSV); it wins.",
        show_default=False,
    ),
]
Label = Annotated[
    list[str] | None,
    typer.Option(
        "--label",
        "-l",
        metavar="LABEL",
        help="Only these: COMPANY, TICKER, PERCENT, PRICE, MONEY; and SECURITY_ID, on request only.",
        show_default=False,
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        parser=file("--rules"), metavar="FILE", help="Patterns for spaCy's EntityRuler (JSONL).", show_default=False
    ),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="A trained spaCy pipeline that runs first.")]
Config = Annotated[
    Path | None,
    typer.Option(
        parser=file("--config"),
        metavar="FILE",
        help="Settings.",
        show_default="the nearest newsx.toml or pyproject.toml with [tool.newsx]",
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", metavar="N", min=0, help="Processes, at most 16 a core; 0 for as many as pay, up to the cores."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no warnings, only errors.")]

OTHERS = (  # suffixes of what no command writes, or not the one that asks
    *(".htm", ".html", ".xml", ".pdf", ".docx", ".spacy", ".csv", ".tsv", ".xls", ".xlsx", ".ods"),
    *(".parquet", ".db", ".sqlite"),
)
PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip")
PAGES = (".html", ".htm")
OF_PIPES = "newsx-pipe-"  # how the folders begin in which copies of pipes are
SAID = 20  # lines of a file that cannot be read and are told one by one; then the 100th, the 1,000th ...
LINE_OF = re.compile(r":\d+: .*", re.DOTALL)


class Stories:
    """The articles that a command was given, read as they are asked for.

    output: the file that it is to write. raises: SettingsError when there is nothing to read, or when the output would
    take the place of an article.
    """

    def __init__(
        self,
        paths: Sequence[str] | None,
        text: str | None,
        input: Input,
        text_field: str,
        id_field: str,
        *,
        strict: bool,
        quiet: bool,
        output: Path | None,
        command: str,
    ) -> None:
        from newsx import articles

        fields = {"--text-field": text_field != "text", "--id-field": id_field != "id"}
        if input in (Input.text, Input.lines) and (idle := [name for name, given in fields.items() if given]):
            raise SettingsError(
                f"{idle[0]} is for JSON records, and --input {input.value} has none. Leave one of them out."
            )
        if not paths and text is None:
            if sys.stdin is None or sys.stdin.isatty():
                raise SettingsError(
                    "nothing to read. Give files or folders, - or a pipe for standard input, or --text; "
                    f"newsx {command} --help says more."
                )
            paths = [articles.STDIN]
        self.paths = list(paths or ())
        self.text = text
        self.reading = articles.Reading(input.value, text_field, id_field)
        self.strict, self.quiet, self.to_file = strict, quiet, output is not None
        spare(output, self.paths, self.reading)
        self.unread: Counter[str] = Counter()  # inputs that could not be read, by the file they are in
        self.at_once = not all(articles.lies(path) for path in self.paths)

    def __iter__(self) -> Iterator[Article]:
        from newsx import articles
        from newsx.cli import progress

        gc.freeze()  # whoever asks for the first article has built all there is to build
        gc.enable()
        if self.text is not None:
            yield Article("text", articles.clean(self.text))
        with progress.bar(self.paths) if progress.wanted(self.quiet, self.to_file) else nullcontext() as seen:
            yield from articles.read(self.paths, self.reading, self.problem, seen)

    def problem(self, error: InputError) -> None:
        """Says what could not be read, and goes on unless that is not wanted."""
        from newsx.cli.output import say

        if self.strict:
            raise InputError(str(error))
        if isinstance(error, InputWarning):
            if not self.quiet:
                say(error)
            return
        file = LINE_OF.sub("", str(error))
        self.unread[file] += 1
        if _worth_saying(self.unread[file]):
            say(error)

    def lost(self, batch: Sequence[Article]) -> None:
        """Says which articles were lost with their process."""
        self.problem(InputError(f"{batch[0].id} to {batch[-1].id}: lost, the process at work on them died twice."))

    def done(self) -> None:
        """The exit code of a command that has read all it could."""
        from newsx.cli.output import say

        for file, count in self.unread.items():
            if count > SAID:
                say(f"{file}: {count:,} lines cannot be read; most of them were not told one by one.")
        if self.unread:
            raise typer.Exit(InputError.exit_code)


def _worth_saying(count: int) -> bool:
    return count <= SAID or str(count).strip("0") == "1"


def spare(output: Path | None, paths: Sequence[str | Path], reading: "Reading | None" = None) -> None:
    """Looks whether the output is one of the files that are read, by whatever name.

    reading: of articles. A result of newsx in a folder of articles is none of them, and may be written anew.
    raises: SettingsError when it is.
    """
    from newsx import articles

    try:
        there = output.stat() if output is not None and output.is_file() else None
    except OSError:
        return  # said when it is written
    if output is None or there is None:
        return
    for path in map(str, paths):
        for source in articles.sources([path], _quiet):
            if not _is(source.path, there):
                continue
            articles_in = articles.read_source(source, reading, _quiet) if source.in_folder else iter((None,))
            if any(True for _ in articles_in):
                raise SettingsError(
                    f"{output}: is read and cannot be written as well"
                    f"{'' if source.path == str(output) else f': it is {source.name}'}. Name another file."
                )


def _is(path: str, file: stat_result) -> bool:
    try:
        if path == "-":
            return sys.stdin is not None and samestat(fstat(sys.stdin.fileno()), file)
        return samestat(Path(path).stat(), file)
    except (OSError, ValueError):
        return False


def _quiet(problem: InputError) -> None:
    """It is said when it is read."""


def whole(item: object) -> object:
    """The item; for a pipe, as a shell makes of ``<(...)``, a file with what came through, gone when the command ends.

    A list and rules are read more than once, by several parts and by several processes.
    """
    if not isinstance(item, Path) or not item.is_fifo():
        return item
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix=OF_PIPES))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / item.absolute().relative_to(item.absolute().anchor)
    try:
        copy.parent.mkdir(parents=True)
        copy.write_bytes(item.read_bytes())
    except OSError as error:
        raise SettingsError(f"{item}: cannot be read: {(error.strerror or str(error)).lower()}.") from None
    return copy


def as_given(said: str) -> str:
    """What is said of the copy of a pipe as of the pipe itself."""
    if OF_PIPES not in said:
        return said
    from tempfile import gettempdir

    return re.sub(rf"{re.escape(gettempdir())}/{OF_PIPES}\w{{8}}(?=/)", "", said)


def fits(output: Path | None, written: str, told: bool = False) -> None:
    """Looks whether the name of a file promises another format than those that it tells the command to write.

    told: whether the command was told the format, so that only a name of something packed is wrong.
    raises: SettingsError when it does.
    """
    suffix = output.suffix.lower() if output is not None else ""
    if suffix in PACKED or (suffix in OTHERS and not told):
        way = "and pack that" if suffix in PACKED else "or say which with -f"
        raise SettingsError(f"{output}: {suffix} is not what is written here. Name it {written}, {way}.")


def is_page(output: Path | None) -> bool:
    """Whether the name of a file is that of a page for a browser."""
    return output is not None and output.suffix.lower() in PAGES


def is_device(output: Path) -> bool:
    """Whether it is written, and not replaced: a device or a named pipe."""
    try:
        return output.exists() and not output.is_file() and not output.is_dir()
    except OSError:
        return False


def only_for_csv(plain: bool, format: StrEnum) -> None:
    """raises: SettingsError for cells of CSV where none are written."""
    if plain and format.value != "csv":
        raise SettingsError(f"--plain-csv is for CSV, and this is {format.value}. Say -f csv, or leave it out.")


def settings_of(config: Path | None, **told: object) -> Settings:
    """The settings of the project, and what the command was told by name of the setting; None and False say nothing."""
    from newsx import settings

    given = {
        name: [str(whole(item)) for item in value] if isinstance(value, list) else value
        for name, value in told.items()
        if value is not None and value is not False
    }
    return settings.load(config, given)
