"""newsx companies: show, search, add to and update the lists of companies."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsx.cli import reading
from newsx.cli.lookup import Format

if TYPE_CHECKING:
    from newsx.universe import Universe
    from newsx.universe.table import Company

SCREEN = 40  # rows of a table when nobody said how many

Own = Annotated[
    list[Path] | None,
    typer.Option(
        "--companies",
        parser=reading.file("--companies"),
        metavar="FILE",
        help="A list of your own (CSV); it wins.",
        show_default=False,
    ),
]
As = Annotated[Format | None, typer.Option("--format", "-f", show_default="table on a terminal, else jsonl")]
To = Annotated[
    Path | None,
    typer.Option(
        "--to",
        parser=reading.file("--to"),
        metavar="FILE",
        help="The list (CSV) to write; made when it is not there.",
        show_default="the first in settings",
    ),
]

companies = typer.Typer(
    name="companies",
    rich_markup_mode=None,
    invoke_without_command=True,
)


def load(own: Sequence[Path] | None, config: Path | None) -> "Universe":
    """The shipped companies with the lists in the settings and those given."""
    from newsx.universe import Universe

    return Universe.load(*reading.settings_of(config, companies=list(own or ())).companies)


def show(found: Sequence["Company"], form: str | None) -> None:
    """The companies on standard output."""
    from newsx.cli.output import write
    from newsx.writers import companies as writer

    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        from shutil import get_terminal_size

        write(writer.text(found, get_terminal_size().columns if sys.stdout.isatty() else 200))
    else:
        write(writer.csv(found) if form == "csv" else writer.jsonl(found))


@companies.callback()
def show_all(
    context: typer.Context,
    country: Annotated[str, typer.Option(metavar="CODE", help="Only those of a country (US, CN).")] = "",
    venue: Annotated[str, typer.Option(metavar="NAME", help="Only those listed there (NYSE, XHKG).")] = "",
    kind: Annotated[str, typer.Option(help="Only company, bank, fund, media ...")] = "",
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", min=0, help="At most this many; 0 for all.")
    ] = None,
    format: As = None,
    own: Own = None,
    config: reading.Config = None,
) -> None:
    """Show the companies newsx knows, or search them, add to a list of yours, take in public lists.

    By name; on a terminal only the first screen, unless --limit says otherwise.

    \b
    Examples:
      newsx companies --country DE --venue XETRA
      newsx companies search deere
      newsx companies add 'Kestrelhaven plc' --ticker KES --venue LSE --to mine.csv
      newsx companies update --from sec --to mine.csv

    Exit codes: 0 shown, 1 there is none, 2 usage or settings.
    """
    from newsx.cli.output import say
    from newsx.errors import SettingsError
    from newsx.universe import venues

    if context.invoked_subcommand is not None:
        for option in context.command.params:
            if (source := context.get_parameter_source(option.name or "")) and source.name == "COMMANDLINE":
                raise SettingsError(
                    f"{option.opts[0]} before {context.invoked_subcommand} is not for it. What is stands behind it; "
                    f"newsx companies {context.invoked_subcommand} --help says more."
                )
        return

    mic = venues.mic_of(venue)
    if venue and not mic:
        raise SettingsError(f'--venue "{venue}": no such venue is known. Write its usual name or MIC (NYSE, XHKG).')
    known = [*load(own, config).companies.values()]
    wanted = [
        c
        for c in known
        if (not country or c.country == country.upper())
        and (not mic or any(m == mic for _, m in c.listings))
        and (not kind or c.kind == kind)
    ]
    if limit is None:
        limit = SCREEN if format in (None, Format.table) and sys.stdout.isatty() else 0
    show(wanted[: limit or None], format and format.value)
    if limit and len(wanted) > limit:
        say(f"{len(wanted) - limit:,} more. newsx companies search finds one; --limit 0 shows all.")
    if not wanted:
        say(_nobody(known, country, venue, kind))
        raise typer.Exit(1)


def _nobody(known: Sequence["Company"], country: str, venue: str, kind: str) -> str:
    """Why no company is shown."""
    for option, value, there in (
        ("--country", country.upper(), {c.country for c in known}),
        ("--kind", kind, {c.kind for c in known}),
    ):
        if value and value not in there:
            return _unknown(option, value, there)
    asked = {"--country": country, "--venue": venue, "--kind": kind}
    return f"no company is all of this: {', '.join(f'{name} {value}' for name, value in asked.items() if value)}."


def _unknown(option: str, value: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    if option == "--country":
        return f'{option} "{value}": no company has it. Write the two letters of ISO 3166 (US, CN).'
    there = sorted(filter(None, known))
    near = get_close_matches(value, there, 1, 0.6)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(there)}."
    return f'{option} "{value}": no company has it. {hint}'


@companies.command()
def search(
    text: Annotated[list[str], typer.Argument(help="A name, part of a name, a symbol or an ISIN.")],
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most this many.")] = 20,
    format: As = None,
    own: Own = None,
    config: reading.Config = None,
) -> None:
    """Show all companies whose names hold the words, or come near them.

    \b
    Examples:
      newsx companies search deere
      newsx companies search US5324571083

    Exit codes: 0 found, 1 nothing found, 2 usage or settings.
    """
    from newsx.cli.output import say
    from newsx.universe import search as searching

    found = searching.search(load(own, config), " ".join(text), limit)
    if not found:
        say(f'no company is called "{" ".join(text)}", or nearly so.')
        raise typer.Exit(1)
    show([match.company for match in found], format and format.value)


@companies.command()
def add(
    name: Annotated[str, typer.Argument(help="The company's full name.")],
    ticker: Annotated[str, typer.Option(metavar="SYMBOL", help="Symbol of its primary listing.")] = "",
    venue: Annotated[str, typer.Option(metavar="NAME", help="Where that is (NYSE, HKEX, XHKG).")] = "",
    isin: Annotated[str, typer.Option()] = "",
    country: Annotated[str, typer.Option(metavar="CODE", help="Two letters (US, CN).")] = "",
    alias: Annotated[
        list[str] | None, typer.Option("--alias", "-a", metavar="NAME", help="Another name.", show_default=False)
    ] = None,
    ambiguous: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name that is a word, person or place as well.", show_default=False),
    ] = None,
    kind: Annotated[str, typer.Option(help="company, bank, fund, media ...")] = "company",
    to: To = None,
    config: reading.Config = None,
) -> None:
    """Add a company to a list of your own; where that list is used, it wins over the shipped one.

    \b
    Examples:
      newsx companies add 'Kestrelhaven plc' --ticker KES --venue LSE --country GB --to mine.csv
      newsx companies add 'Alphabet Inc.' --ticker GOOGL --venue NASDAQ -a Google --to mine.csv

    Exit codes: 0 added, 2 usage or settings.
    """
    from newsx.cli.output import say
    from newsx.errors import SettingsError
    from newsx.universe import Universe, table, venues

    mic = venues.mic_of(venue)
    if venue and not mic:
        raise SettingsError(f'--venue "{venue}": no such venue is known. Write its usual name or MIC (NYSE, XHKG).')
    company = table.Company(
        table.id_of(name, ticker, mic),
        name,
        ticker,
        mic,
        isin,
        country,
        tuple(alias or ()),
        tuple(ambiguous or ()),
        ((ticker, mic),) if ticker else (),
        kind,
        "own",
    )
    path = _list(to, config)
    table.check(company, "newsx companies add")
    there = [*map(table.company, table.read(path))] if path.exists() else []
    kinds = {c.kind for c in (*Universe.load().companies.values(), *there)} if kind != "company" else {kind}
    if kind not in kinds:
        raise SettingsError(_unknown("--kind", kind, kinds))
    if any(c.id == company.id or c.name == name for c in there):
        raise SettingsError(f"{path}: {name} is there already. Change its line with an editor.")
    known = Universe.load().symbol(ticker, mic) if mic else None
    _write(path, [company])
    say(f"{name} added to {path}." + (f" It takes the place of {known.name} ({known.id})." if known else ""))


@companies.command()
def update(
    source: Annotated[
        list[str], typer.Option("--from", metavar="SOURCE", help="sec, nasdaq, or a file or address with such a list.")
    ],
    to: To = None,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long to wait for the server.")] = 30.0,
    agent: Annotated[
        str, typer.Option(metavar="TEXT", help="Who asks; the SEC wants a name and an address.")
    ] = "newsx",
    sha256: Annotated[str, typer.Option(metavar="HEX", help="Take the list only when this is its checksum.")] = "",
    config: reading.Config = None,
) -> None:
    """Take new and renamed US companies from a public list into a list of your own.

    The only command of newsx that uses the network, and only when the source is sec, nasdaq or an address. Reads the
    SEC's company_tickers.json and company_tickers_exchange.json, Nasdaq's nasdaqlisted.txt and otherlisted.txt.

    \b
    Examples:
      newsx companies update --from sec --agent 'Jane Roe jane@example.com' --to mine.csv
      newsx companies update --from company_tickers.json --to mine.csv

    Exit codes: 0 done, 2 usage or settings, 3 a list could not be read (nothing was changed).
    """
    import hashlib

    from newsx.cli.output import say
    from newsx.errors import SettingsError
    from newsx.universe import Universe, public_lists

    path = _list(to, config)
    places = [place for s in source for place in public_lists.ADDRESSES.get(s, (s,))]
    if sha256 and len(places) > 1:
        raise SettingsError("--sha256 is for one list. Give one file or address with --from.")
    public = []
    for place in places:
        data = public_lists.fetch(place, timeout, agent, sha256)
        public += public_lists.read(data, place)
        say(f"{place}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    new, renamed = public_lists.news(Universe.load(*([path] if path.exists() else [])), public)
    if new or renamed:
        _write(path, sorted((*new, *renamed), key=lambda c: c.name.lower()))
    say(f"{len(new):,} new and {len(renamed):,} renamed companies" + (f" added to {path}." if new or renamed else "."))


def _list(to: Path | None, config: Path | None) -> Path:
    """The list to write: the one given, else the first in the settings."""
    from newsx import settings
    from newsx.errors import SettingsError

    if to is not None:
        return to
    own = settings.load(config).companies
    if not own:
        raise SettingsError("no list of yours to write to. Say --to companies.csv, or name one in newsx.toml.")
    return own[0]


def _write(path: Path, new: Iterable["Company"]) -> None:
    from newsx.cli.output import write
    from newsx.universe import table

    write([table.extended(path, new).encode("utf-8", "replace")], path)  # of a public list, which has anything
