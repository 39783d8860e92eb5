"""newsx changes: news in, what moved out."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from newsx.cli import reading


class Format(StrEnum):
    jsonl = "jsonl"
    table = "table"
    csv = "csv"


def changes(
    paths: reading.Paths = None,
    text: reading.OneText = None,
    input: reading.Kind = reading.Input.auto,
    text_field: reading.TextField = "text",
    id_field: reading.IdField = "id",
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="A move a line (jsonl), a table, or CSV.",
            show_default="table on a terminal, else jsonl",
        ),
    ] = None,
    output: reading.Output = None,
    companies: reading.Companies = None,
    config: reading.Config = None,
    jobs: reading.Jobs = 0,
    plain_csv: Annotated[
        bool, typer.Option("--plain-csv", help="Leave CSV cells alone that a spreadsheet takes for formulas.")
    ] = False,
    strict: reading.Strict = False,
    quiet: reading.Quiet = False,
) -> None:
    """Tell who moved, which way, by how much, to what level and when.

    Share prices, indices, revenue, profit, margins, estimates, price targets, ratings, rates and commodities, as far as
    the news says that they moved; not what could, may or is expected to.

    \b
    Examples:
      newsx changes story.txt
      newsx changes news/ -o moves.csv
      newsx changes news/ -f jsonl | jq 'select(.measure == "target")'

    Exit codes: 0 done, 2 usage or settings, 3 some input could not be read (the rest was done).
    """
    import gc

    gc.disable()  # what is imported and built now stays to the end

    from collections.abc import Iterator
    from itertools import chain

    from newsx import pipeline
    from newsx.cli.output import write
    from newsx.writers import changes as writer

    csv_file = output is not None and output.suffix.lower() == ".csv"
    reading.fits(output, "*.jsonl or *.csv", told=format is not None or csv_file)
    if format is None:
        on_terminal = output is None and sys.stdout.isatty()
        format = Format.csv if csv_file else Format.table if on_terminal else Format.jsonl
    reading.only_for_csv(plain_csv, format)
    chosen = reading.settings_of(config, companies=companies, changes=True)
    reading.spare(output, [*chosen.companies, *chosen.rules])
    stories = reading.Stories(
        paths,
        text,
        input,
        text_field,
        id_field,
        strict=strict,
        quiet=quiet,
        output=output,
        command="changes",
    )
    chunks: Iterator[bytes]
    if format is Format.table:
        chunks = writer.table(pipeline.stream(stories, chosen, jobs=jobs, lost=stories.lost))
    elif format is Format.csv:
        rows = writer.plain_rows if plain_csv else writer.rows
        chunks = chain([writer.HEADER], pipeline.each(stories, rows, chosen, jobs=jobs, lost=stories.lost))
    else:
        chunks = pipeline.each(stories, writer.lines, chosen, jobs=jobs, lost=stories.lost)
    write(chunks, output, at_once=stories.at_once)
    stories.done()
