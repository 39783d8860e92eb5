"""newsx extract: news in, entities out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Input(StrEnum):
    auto = "auto"
    text = "text"
    lines = "lines"
    jsonl = "jsonl"


class Format(StrEnum):
    jsonl = "jsonl"
    docs = "docs"
    table = "table"
    csv = "csv"


def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", "-t", metavar="TEXT", help="A text of your own, for a quick look.")
    ] = None,
    input: Annotated[
        Input,
        typer.Option("--input", "-i", help="An article a file (text), a line (lines) or a JSON record (jsonl)."),
    ] = Input.auto,
    text_field: Annotated[str, typer.Option(metavar="NAME", help="Where a JSON record has its text.")] = "text",
    id_field: Annotated[str, typer.Option(metavar="NAME", help="Where a JSON record has its id.")] = "id",
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="An entity a line (jsonl), an article a line (docs), a table, or CSV.",
            show_default="table on a terminal, else jsonl",
        ),
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label",
            "-l",
            metavar="LABEL",
            help="Only these: COMPANY, TICKER, PERCENT, PRICE, MONEY.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, which is there when all of it is."),
    ] = None,
    companies: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A list of your own companies (CSV); it wins.", show_default=False),
    ] = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Patterns for spaCy's EntityRuler (JSONL).", show_default=False),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="A trained spaCy pipeline that runs first.")] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Settings.", show_default="the nearest newsx.toml or pyproject.toml with [tool.newsx]"
        ),
    ] = None,
    changes: Annotated[bool, typer.Option("--changes", help="With --format docs: what moved as well.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Add to each record the evidence for it.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes; 0 for as many as pay, up to the cores.")
    ] = 0,
    plain_csv: Annotated[
        bool, typer.Option("--plain-csv", help="Leave CSV cells alone that a spreadsheet takes for formulas.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no warnings, only errors.")] = False,
) -> None:
    """Find tickers, percentages, prices, sums of money and companies in news.

    A folder is read recursively: its .txt and .jsonl files, and either of them with .gz. Records go to standard output,
    words for people to standard error.

    \b
    newsx extract news/ -o entities.jsonl
    newsx extract -l TICKER --text 'BABA stock rose 5%'
    tail -F feed.jsonl | newsx extract --input jsonl -f docs -

    Exit codes: 0 done, 2 usage or settings, 3 some input could not be read (the rest was done).
    """
    import gc

    gc.disable()  # what is imported and built now stays to the end; to search it for garbage is a fifth of the start

    from collections.abc import Iterator, Sequence
    from contextlib import nullcontext
    from itertools import chain

    from newsx import articles, settings
    from newsx.cli import progress
    from newsx.cli.output import say, write
    from newsx.errors import InputError, InputWarning, SettingsError
    from newsx.records import Article

    given = {
        "companies": [str(path) for path in companies] if companies else None,
        "rules": [str(path) for path in rules] if rules else None,
        "labels": label,
        "model": model,
        "explain": explain or None,
        "changes": changes or None,
    }
    chosen = settings.load(config, {k: v for k, v in given.items() if v is not None})
    if not paths and text is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise SettingsError(
                "nothing to read. Give files or folders, - or a pipe for standard input, or --text; "
                "newsx extract --help says more."
            )
        paths = [articles.STDIN]
    from newsx import pipeline  # brings in spaCy: nothing that can fail before needs to wait for it

    unread = 0

    def problem(error: InputError) -> None:
        nonlocal unread
        if strict:
            raise InputError(str(error))
        warning = isinstance(error, InputWarning)
        unread += not warning
        if not (warning and quiet):
            say(error)

    def lost(batch: Sequence[Article]) -> None:
        problem(InputError(f"{batch[0].id} to {batch[-1].id}: lost, the process at work on them died twice."))

    def stories() -> Iterator[Article]:
        gc.freeze()  # whoever asks for the first article has built all there is to build
        gc.enable()
        if text is not None:
            yield Article("text", articles.clean(text))
        reading = articles.Reading(input.value, text_field, id_field)
        watched = progress.bar(paths or ()) if progress.wanted(quiet, output is not None) else nullcontext()
        with watched as seen:
            yield from articles.read(paths or (), reading, problem, seen)

    form = format or _format_of(output)
    chunks: Iterator[bytes]
    if form is Format.table:
        from newsx.writers import table

        chunks = table.write(pipeline.stream(stories(), chosen, jobs=jobs, lost=lost))
    elif form is Format.csv:
        from newsx.writers import csv

        rows = csv.plain_rows if plain_csv else csv.rows
        chunks = chain([csv.HEADER], pipeline.each(stories(), rows, chosen, jobs=jobs, lost=lost))
    else:
        from newsx.writers import docs, jsonl

        line = docs.line if form is Format.docs else jsonl.lines
        chunks = pipeline.each(stories(), line, chosen, jobs=jobs, lost=lost)
    write(chunks, output, at_once=not all(Path(path).is_file() or Path(path).is_dir() for path in paths or ()))
    if unread:
        raise typer.Exit(InputError.exit_code)


def _format_of(output: Path | None) -> Format:
    if output is not None:
        return Format.csv if output.suffix.lower() == ".csv" else Format.jsonl
    return Format.table if sys.stdout.isatty() else Format.jsonl
