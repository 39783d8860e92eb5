"""newsx extract: news in, entities out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsx.cli import reading


class Format(StrEnum):
    jsonl = "jsonl"
    docs = "docs"
    table = "table"
    csv = "csv"
    spacy = "spacy"
    prodigy = "prodigy"
    labelstudio = "labelstudio"


def extract(
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
            help="An entity a line (jsonl), an article a line (docs), a table, CSV, a DocBin for spaCy, or tasks for "
            "Prodigy or Label Studio.",
            show_default="table on a terminal, else jsonl; csv and spacy for files called so",
        ),
    ] = None,
    label: reading.Label = None,
    output: reading.Output = None,
    companies: reading.Companies = None,
    rules: reading.Rules = None,
    model: reading.Model = None,
    config: reading.Config = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add to each record the evidence for it.")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="With --format docs: what moved as well.")] = False,
    jobs: reading.Jobs = 0,
    plain_csv: Annotated[
        bool, typer.Option("--plain-csv", help="Leave CSV cells alone that a spreadsheet takes for formulas.")
    ] = False,
    strict: reading.Strict = False,
    quiet: reading.Quiet = False,
) -> None:
    """Find tickers, percentages, prices, sums of money and companies in news.

    A folder is read recursively: its .txt and .jsonl files, and either of them with .gz. Records go to standard output,
    words for people to standard error.

    Input is streamed: the first record leaves before the last article is read. Offsets count Unicode code points of
    the text exactly as it was read.

    \b
    Examples:
      newsx extract news/ -o entities.jsonl
      newsx extract -l TICKER --text 'BABA stock rose 5%'
      tail -F feed.jsonl | newsx extract --input jsonl -f docs -
      newsx extract archive.jsonl.gz --jobs 4 -o entities.csv
      newsx extract news/ -o news.spacy
      newsx extract news/ -f labelstudio -o tasks.json

    Exit codes: 0 done, 2 usage or settings, 3 some input could not be read (the rest was done).
    """
    import gc

    gc.disable()  # what is imported and built now stays to the end; to search it for garbage is a fifth of the start

    from collections.abc import Iterator
    from itertools import chain

    from newsx.cli.output import write
    from newsx.errors import SettingsError

    reading.fits(output, "*.jsonl, *.csv or *.spacy", told=format is not None or _by_name(output) is not None)
    form = format or _by_name(output) or _by_place(output, explain)
    if explain and form in (Format.table, Format.csv, Format.prodigy):
        raise SettingsError(
            f"--explain is for records, and {form.value} has no place for evidence. Say -f jsonl or -f docs."
        )
    if changes and form is not Format.docs:
        raise SettingsError(f"--changes is for whole articles, and {form.value} has entities only. Say -f docs.")
    reading.only_for_csv(plain_csv, form)
    if form is Format.spacy and output is None and sys.stdout.isatty():
        raise SettingsError("a DocBin is no text for a terminal. Write it to a file: -o news.spacy.")
    weighed = explain or form is Format.labelstudio  # it shows how certain a hit is
    chosen = reading.settings_of(
        config, companies=companies, rules=rules, labels=label, model=model, explain=weighed, changes=changes
    )
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
        command="extract",
    )
    from newsx import pipeline  # brings in spaCy: what can fail before does not wait for it

    chunks: Iterator[bytes]
    if form is Format.table:
        from newsx.writers import table

        chunks = table.write(pipeline.stream(stories, chosen, jobs=jobs, lost=stories.lost))
    elif form is Format.csv:
        from newsx.writers import csv

        rows = csv.plain_rows if plain_csv else csv.rows
        chunks = chain([csv.HEADER], pipeline.each(stories, rows, chosen, jobs=jobs, lost=stories.lost))
    elif form is Format.spacy:
        from newsx.writers import spacy

        chunks = spacy.write(pipeline.stream(stories, chosen, jobs=jobs, lost=stories.lost))
    elif form is Format.labelstudio:
        from newsx.writers import labelstudio

        chunks = labelstudio.array(pipeline.each(stories, labelstudio.task, chosen, jobs=jobs, lost=stories.lost))
    elif form is Format.prodigy:
        from newsx.writers import prodigy

        chunks = pipeline.each(stories, prodigy.line, chosen, jobs=jobs, lost=stories.lost)
    else:
        from newsx.writers import docs, jsonl

        line = docs.line if form is Format.docs else jsonl.lines
        chunks = pipeline.each(stories, line, chosen, jobs=jobs, lost=stories.lost)
    write(chunks, output, at_once=stories.at_once)
    stories.done()


def _by_name(output: Path | None) -> Format | None:
    return {".csv": Format.csv, ".spacy": Format.spacy}.get(output.suffix.lower()) if output is not None else None


def _by_place(output: Path | None, explain: bool) -> Format:
    return Format.table if output is None and sys.stdout.isatty() and not explain else Format.jsonl
