"""newsx check: are records sound, as expected, and what they were?"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from newsx.cli import reading


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    junit = "junit"


SUFFIXES = {Format.text: "txt", Format.json: "json", Format.github: "txt", Format.sarif: "sarif", Format.junit: "xml"}


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files of records, or articles and folders of them to extract from; - for records on standard input.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", "-s", metavar="DIR", help="Where the articles are (a folder, a file of articles)."),
    ] = None,
    expect: Annotated[
        list[Path] | None,
        typer.Option(
            parser=reading.file("--expect"), metavar="FILE", help="Expectations (TOML), beside those in settings."
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            parser=reading.file("--gold"),
            metavar="FILE",
            help="Gold to agree with; without PATH, its own articles are read.",
        ),
    ] = None,
    min_f1: Annotated[
        list[str] | None,
        typer.Option(metavar="[LABEL=]F1", help="Agreement with gold that is enough: 0.95, or COMPANY=0.9."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            parser=reading.file("--baseline"), metavar="FILE", help="Records of an earlier run to agree with."
        ),
    ] = None,
    tolerance: Annotated[
        list[str] | None,
        typer.Option(metavar="[LABEL=]SHARE", help="Share that may differ from the baseline: 0.01, or PRICE=0."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="A kind of finding that does not count.")
    ] = None,
    warn: Annotated[list[str] | None, typer.Option(metavar="KIND", help="A kind that is only a warning.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to report.")] = Format.text,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="Findings in the report, 0 for all; all count.")
    ] = 1000,
    output: reading.Output = None,
    companies: reading.Companies = None,
    config: reading.Config = None,
    jobs: reading.Jobs = 0,
    quiet: reading.Quiet = False,
) -> None:
    """Check records: sound, as expected, in agreement with gold and with an earlier run.

    Reads what newsx extract writes (jsonl and docs), Prodigy's spans and Label Studio's predictions. The report goes to
    standard output.

    \b
    newsx check entities.jsonl --source news/
    newsx check --gold gold.jsonl --min-f1 0.95 --min-f1 COMPANY=0.9
    newsx check new.jsonl --baseline old.jsonl --tolerance 0.01

    Exit codes: 0 no errors, 1 errors found, 2 usage or settings, 3 some input could not be read (the rest was checked).
    """
    import gc
    from contextlib import nullcontext
    from importlib import import_module
    from shutil import get_terminal_size

    gc.disable()  # what is imported and built now stays to the end

    from newsx import settings as reader
    from newsx.checks.check import check as run
    from newsx.checks.findings import SEVERITIES, Stats, counted
    from newsx.cli import progress
    from newsx.cli.output import write
    from newsx.errors import SettingsError

    reading.fits(output, f"*.{SUFFIXES[format]}", told=True)
    chosen = reading.settings_of(config, companies=companies)
    chosen = reader.with_check(
        chosen,
        [one for file in expect or () for one in reader.expectations(file)],
        {
            "source": source or (),
            "gold": gold and str(gold),
            "baseline": baseline and str(baseline),
            "min_f1": reader.shares("--min-f1", min_f1 or ()),
            "tolerance": reader.shares("--tolerance", tolerance or ()),
            "ignore": ignore or (),
            "warn": warn or (),
        },
    )
    if min_f1 and chosen.check.gold is None:
        raise SettingsError("--min-f1 is for agreement with gold, and there is none. Name it with --gold.")
    if tolerance and chosen.check.baseline is None:
        raise SettingsError("--tolerance is for an earlier run, and there is none. Name it with --baseline.")
    if not paths and not chosen.check.paths and chosen.check.gold is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise SettingsError(
                "nothing to check. Give files of records, articles, - or a pipe for records, or --gold; "
                "newsx check --help says more."
            )
        paths = ["-"]
    held = chosen.check
    read = [*(paths or held.paths), *held.source, held.gold, held.baseline, *(expect or ()), *chosen.companies]
    reading.spare(output, [path for path in read if path is not None])
    stats = Stats()
    writer = import_module(f"newsx.checks.reports.{format.value}")
    on_terminal = output is None and sys.stdout.isatty()
    options: dict[str, Any] = {}
    if format is Format.text and on_terminal:
        options = {"colour": not _no_colour(), "columns": get_terminal_size().columns}
    named = [str(path) for path in paths or chosen.check.paths]
    watched = progress.bar(named) if named and progress.wanted(quiet, not on_terminal) else nullcontext()
    with watched as seen:
        found = run(named, chosen, stats, jobs=jobs, seen=seen)
        gc.freeze()
        gc.enable()
        severities = SEVERITIES[:1] if quiet else SEVERITIES
        findings = counted(found, stats, chosen.check.ignore, chosen.check.warn, limit, severities)
        write(writer.write(findings, stats, **options), output)
    if stats.exit_code:
        raise typer.Exit(stats.exit_code)


def _no_colour() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
