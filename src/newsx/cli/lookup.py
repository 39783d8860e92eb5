"""newsx lookup: which company is meant by a name or a symbol."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from newsx.cli import reading


class Format(StrEnum):
    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def lookup(
    query: Annotated[list[str], typer.Argument(help="A name, alias, symbol (BABA, 9988.HK, NYSE:BABA) or ISIN.")],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", show_default="table on a terminal, else jsonl")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most this many companies.")] = 10,
    companies: reading.Companies = None,
    config: reading.Config = None,
) -> None:
    """Show the company that a name, an alias, a symbol or an ISIN stands for.

    When nothing is called exactly so, companies whose names begin so or come near are shown.

    \b
    Examples:
      newsx lookup BABA
      newsx lookup 9988.HK
      newsx lookup Hapag Lloyd --format jsonl

    Exit codes: 0 found, 1 nothing found, 2 usage or settings.
    """
    from newsx.cli.companies import load, show
    from newsx.cli.output import say
    from newsx.universe import search

    text = " ".join(query)
    found = search.lookup(load(companies, config), text, limit)
    if not found:
        say(f'no company is called "{text}", or nearly so. newsx companies add puts it on a list of yours.')
        raise typer.Exit(1)
    if found[0].how in ("words", "fuzzy"):
        say(f'no company is called "{text}"; what comes near:')
    show([match.company for match in found], format.value if format else ("table" if sys.stdout.isatty() else "jsonl"))
