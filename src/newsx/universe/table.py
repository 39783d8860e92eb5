"""Company tables (CSV): the shipped one, the hand-kept ones and those of users, read and written the same way."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO

from newsx.errors import SettingsError
from newsx.universe import venues

COLUMNS = (
    "name",
    "ticker",
    "mic",
    "isin",
    "country",
    "aliases",
    "ambiguous",
    "former",
    "listings",
    "kind",
    "rank",
    "source",
)

COUNTRIES = (  # ISO 3166-1 alpha-2, and Kosovo's code, which it leaves to users
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY"
    " BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK"
    " FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR"
    " IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK"
    " ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM"
    " PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF"
    " TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "
)
BY_HAND = ("", "own")  # sources of rows that somebody has written; in public lists namesakes are two companies
LONGEST = 1000  # characters of a name; whatever is longer is no name


@dataclass(frozen=True, slots=True)
class Company:
    """One row of the universe.

    id: stable key, ``MIC:TICKER`` of the primary listing ("XNYS:BABA"), else a slug of the name ("openai").
    name: canonical name. ticker, mic: primary listing, "" when not listed; mic is ISO 10383.
    isin: ISO 6166, of the primary listing. country: ISO 3166 alpha-2 of the head office. Both "" when not known.
    aliases: short names and acronyms, believed wherever they stand in capitals.
    ambiguous: names that are also ordinary words, people or places: they need evidence in the text.
    former: earlier names, with the year in which they ended where known ("Facebook (2021)").
    listings: every listing as (ticker, MIC), the primary one first.
    kind: company, bank, fund, spac, broker, media, agency, unit, index ...
    rank: place by market value among US listings (1 is the largest), 0 when not known.
    """

    id: str
    name: str
    ticker: str = ""
    mic: str = ""
    isin: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    listings: tuple[tuple[str, str], ...] = ()
    kind: str = "company"
    source: str = ""
    former: tuple[str, ...] = ()
    rank: int = 0


def id_of(name: str, ticker: str, mic: str) -> str:
    """``MIC:TICKER``, the ticker alone when its venue is not known, or a slug of the name.

    >>> id_of("Alibaba", "BABA", "XNYS"), id_of("Hugging Face", "", "")
    ('XNYS:BABA', 'hugging-face')
    """
    if ticker:
        return f"{mic}:{ticker}" if mic else ticker
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def split(cell: str) -> tuple[str, ...]:
    """ "a|b" -> ("a", "b"), blanks dropped."""
    return tuple(part for part in map(str.strip, cell.split("|")) if part) if cell else ()


def company(row: list[str]) -> Company:
    """A row with the cells of COLUMNS -> Company."""
    name, ticker, mic, isin, country, aliases, ambiguous, former, others, kind, rank, source = row
    listings = {(ticker, mic): None} if ticker else {}
    for part in split(others):
        symbol, _, venue = part.partition(":")
        listings[symbol, venue] = None
    return Company(
        id_of(name, ticker, mic),
        name,
        ticker,
        mic,
        isin,
        country,
        split(aliases),
        split(ambiguous),
        tuple(listings),
        kind or "company",
        source,
        split(former),
        int(rank or 0),
    )


def row(c: Company) -> list[str]:
    """Company -> the cells of COLUMNS; the primary listing is not written twice."""
    others = [f"{symbol}:{mic}".rstrip(":") for symbol, mic in c.listings if (symbol, mic) != (c.ticker, c.mic)]
    lists = ("|".join(cell) for cell in (c.aliases, c.ambiguous, c.former, others))
    return [c.name, c.ticker, c.mic, c.isin, c.country, *lists, c.kind, str(c.rank or ""), c.source]


def write(companies: Iterable[Company], to: IO[str]) -> None:
    """The companies as CSV with a header, in the order given."""
    out = csv.writer(to, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows(map(row, companies))


def extended(path: Path, new: Iterable[Company]) -> str:
    """The text of a list with new rows at its end: old lines and columns stay, columns that are missing are added."""
    old: list[list[str]] = []
    if path.exists():
        read(path)  # whatever is wrong with it is said now
        old = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    header = old[0] if old else [c for c in COLUMNS if c != "rank"]
    cells = [dict(zip(COLUMNS, row(c), strict=True)) for c in new]
    known = [name.strip().lower() for name in header]
    public = any(r["source"] not in BY_HAND for r in cells)  # to be told from what stands there by hand
    spared = (*known, "kind", "rank", *(() if public else ("source",)))
    needed = [c for c in COLUMNS if c not in spared and any(r[c] for r in cells)]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header + needed)
    writer.writerows([*r, *("" for _ in needed)] if r else r for r in old[1:])
    writer.writerows([r.get(c, "") for c in (*known, *needed)] for r in cells)
    return out.getvalue()


def read(path: Path) -> list[list[str]]:
    """Rows of a company table in the order of COLUMNS, whatever columns the file has, in whatever order.

    Only "name" must be there. raises: SettingsError with file, line, what was found and what to do.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(_rows(path, lines))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such file. Name a CSV of companies, with a column name.") from None
    except OSError as e:
        raise SettingsError(f"{path}: {(e.strerror or str(e)).lower()}. Name a CSV that can be read.") from None
    except UnicodeDecodeError as e:
        raise SettingsError(f"{path}: not UTF-8 at byte {e.start}. Save it as UTF-8.") from None


def _rows(path: Path, lines: Iterable[str]) -> Iterator[list[str]]:
    reader = csv.reader(lines, strict=True)
    met: dict[str, tuple[int, str, str]] = {}  # by name: line, ticker, mic
    bearers: dict[tuple[str, str], tuple[int, str]] = {}  # by ticker and mic: line, name
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        places = _places(path, header)
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(header):
                hint = (
                    'Put names that hold a comma into quotes ("Tesla, Inc.").'
                    if len(cells) > len(header)
                    else "Add commas for those that are empty."
                )
                raise SettingsError(
                    f"{path}:{reader.line_num}: {len(cells)} cell{'s' * (len(cells) > 1)} where the header has "
                    f"{len(header)}. {hint}"
                )
            full = [cells[place].strip() if place is not None else "" for place in places]
            _check(path, reader.line_num, full)
            full[1] = full[1].rstrip(".")  # London writes BA. for BAE, and data vendors BA.L
            if full[2] or full[8]:
                full[2] = _main(full[2])
                full[8] = "|".join(
                    f"{s.rstrip('.')}:{_main(m)}".rstrip(":") for s, _, m in (p.partition(":") for p in split(full[8]))
                )
            if full[1] and full[11] in BY_HAND:
                line, ticker, mic = met.setdefault(full[0], (reader.line_num, full[1], full[2]))
                if ticker != full[1] or (mic and full[2] and mic != full[2]):
                    one, other = f"{full[1]}:{full[2]}".rstrip(":"), f"{ticker}:{mic}".rstrip(":")
                    raise SettingsError(
                        f"{path}:{reader.line_num}: {full[0]} is {one}, and {other} in line {line}. "
                        "Keep one of the lines; other symbols go to listings as SYMBOL:MIC."
                    )
                line, name = bearers.setdefault((full[1], full[2]), (reader.line_num, full[0]))
                if name != full[0]:
                    raise SettingsError(
                        f"{path}:{reader.line_num}: {f'{full[1]}:{full[2]}'.rstrip(':')} is {full[0]}, and {name} in "
                        f"line {line}. Keep one of the lines; other names of a company go to aliases."
                    )
            yield full
    except csv.Error as e:
        raise SettingsError(f"{path}:{reader.line_num}: {e}. Check the quotes of this line.") from None


def _places(path: Path, header: list[str]) -> list[int | None]:
    for cell in header:
        if cell and cell not in COLUMNS:
            if other := next((name for sign, name in ((";", "semicolons"), ("\t", "tabs")) if sign in cell), ""):
                raise SettingsError(f"{path}:1: cells that {other} separate. Save it with commas between them.")
            import difflib

            near = difflib.get_close_matches(cell, COLUMNS, 1, 0.6)
            hint = f'Did you mean "{near[0]}"?' if near else f"Columns are {', '.join(COLUMNS)}."
            raise SettingsError(f'{path}:1: no column "{cell}". {hint}')
        if cell and header.count(cell) > 1:
            raise SettingsError(f'{path}:1: column "{cell}" stands there twice. Keep one.')
    if "name" not in header:
        raise SettingsError(
            f'{path}:1: no column "name", only {", ".join(header) or "nothing"}. Write a header: name,ticker'
        )
    return [header.index(c) if c in header else None for c in COLUMNS]


def check(c: Company, where: str) -> None:
    """raises: SettingsError that begins with where, when a list could not hold the company."""
    for found, hint in _mistakes(*row(c)):
        raise SettingsError(f"{where}: {found}. {hint}")
    for cell in row(c):
        try:
            cell.encode()
        except UnicodeEncodeError:
            raise SettingsError(f"{where}: {cell!a} is not UTF-8. Write it in UTF-8.") from None


def _check(path: Path, line: int, cells: list[str]) -> None:
    for found, hint in _mistakes(*cells):
        raise SettingsError(f"{path}:{line}: {found}. {hint}")


def _mistakes(
    name: str, ticker: str, mic: str, isin: str, country: str,
    _aliases: str, _ambiguous: str, _former: str, listings: str, _kind: str, rank: str, _source: str,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """What is wrong with the cells of a row, and what to do."""
    cells = (name, ticker, mic, isin, country, _aliases, _ambiguous, _former, listings, _kind, rank, _source)
    if odd := next((cell for cell in cells if "\0" in cell), ""):
        yield f"a NUL in {odd[:40]!a}", "Remove it."
    if not name.strip():
        yield "no name", "Give the company a name, or remove the line."
    if len(name) > LONGEST:
        yield f"a name of {len(name):,} characters", f"Write at most {LONGEST:,}."
    if " " in ticker or "|" in ticker:
        yield f'ticker "{ticker}"', "Write one symbol; others go to listings as SYMBOL:MIC."
    if mic and not ticker:
        yield f'mic "{mic}" without a ticker', "Add the ticker, or leave mic empty."
    if mic and not _is_mic(mic):
        meant = venues.mic_of(mic) or "that of a venue that newsx knows (ISO 10383: XNYS, XNAS, XHKG)"
        yield f'mic "{mic}"', f"Write {meant}, or leave it empty."
    if isin and not is_isin(isin):
        yield f'isin "{isin}"', "Its check digit does not hold, or it is not 12 letters and digits."
    if country and (len(country) != 2 or f" {country} " not in COUNTRIES):
        yield f'country "{country}"', "Write the two capital letters of ISO 3166 (US, CN)."
    if rank and not (rank.isdecimal() and len(rank) < 10):
        yield f'rank "{rank[:20]}"', "Write a whole number, or leave it empty."
    for part in split(listings):
        symbol, colon, venue = part.partition(":")
        if not symbol or (colon and not _is_mic(venue)):
            yield f'listing "{part}"', "Write SYMBOL:MIC (9988:XHKG), several with | between."


def _main(mic: str) -> str:
    """The MIC under which newsx knows the venue: segments (XNGS, MTAA) are read as their exchange."""
    venue = venues.get(mic)
    return venue.mic if venue else mic


def _is_mic(mic: str) -> bool:
    return venues.get(mic) is not None


def is_isin(isin: str) -> bool:
    """Form and check digit of ISO 6166."""
    if not (len(isin) == 12 and isin.isascii() and isin.isalnum() and isin[:2].isalpha() and isin[11].isdigit()):
        return False
    digits = "".join(str(int(c, 36)) for c in isin.upper())
    total = sum(int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits)))
    return total % 10 == 0
