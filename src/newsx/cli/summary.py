"""newsx summary: a folder of news at a glance."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from newsx.cli import reading


class Format(StrEnum):
    table = "table"
    jsonl = "jsonl"
    html = "html"


def summary(
    paths: reading.Paths = None,
    text: reading.OneText = None,
    input: reading.Kind = reading.Input.auto,
    text_field: reading.TextField = "text",
    id_field: reading.IdField = "id",
    top: Annotated[int, typer.Option("--top", "-n", metavar="N", min=0, help="Rows of each list, 0 for all.")] = 10,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Tables, a row a line (jsonl), or one page with charts (html).",
            show_default="table on a terminal, else jsonl; html for a file *.html",
        ),
    ] = None,
    output: reading.Output = None,
    companies: reading.Companies = None,
    config: reading.Config = None,
    jobs: reading.Jobs = 0,
    strict: reading.Strict = False,
    quiet: reading.Quiet = False,
) -> None:
    """Sum up a folder of news: companies, tickers, biggest moves, sums of money, who is named with whom.

    Companies are counted by their canonical name, however they are written, tickers included.

    \b
    Examples:
      newsx summary news/
      newsx summary news/ --top 30 -o morning.html
      newsx summary archive.jsonl -f jsonl | jq 'select(.list == "companies")'

    Exit codes: 0 done, 2 usage or settings, 3 some input could not be read (the rest was done).
    """
    import gc

    gc.disable()  # what is imported and built now stays to the end

    from collections.abc import Iterable

    from newsx import pipeline
    from newsx import summary as counting
    from newsx.cli.output import write
    from newsx.writers import summary as writer

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
        command="summary",
    )
    page = reading.is_page(output)
    reading.fits(output, "*.jsonl or *.html", told=format is not None or page)
    if format is None:
        on_terminal = output is None and sys.stdout.isatty()
        format = Format.html if page else Format.table if on_terminal else Format.jsonl
    total = counting.Tally()
    for one in pipeline.each(stories, counting.tally, chosen, jobs=jobs, lost=stories.lost):
        total.add(one)
    result = counting.of(total, top)
    chunks: Iterable[bytes]
    if format is Format.jsonl:
        chunks = writer.lines(result)
    else:
        chunks = [writer.table(result) if format is Format.table else writer.page(result)]
    write(chunks, output)
    stories.done()
