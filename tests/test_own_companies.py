"""The hand-kept companies in data/own: columns, order, symbols, and names that are safe to look for."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

OWN = Path(str(files("newsx") / "data" / "own"))
ABOUT = tomllib.loads((OWN / "own.toml").read_text(encoding="utf-8"))
TABLES = sorted(OWN.glob("*.csv"))
COLUMNS = ["name", "ticker", "mic", "isin", "country", "aliases", "ambiguous", "former", "listings", "kind", "source"]
NAMED = ("aliases", "ambiguous", "former", "listings")


def words(*lines: str) -> set[str]:
    return set(" ".join(lines).split())


with (OWN.parent / "venues.csv").open(encoding="utf-8", newline="") as venues:
    MICS = {row["mic"] for row in csv.DictReader(venues)}

# Words, places and names that stand capitalised in any story: as safe names they would mark half of it.
COMMON = words(
    "Apple Amazon Alphabet Target Meta Visa Ford Shell Oracle Block Snap Square Strategy Gap Next Orange Total Sea",
    "Grab Mini Smart Seat Time Times People Fortune Variety Sun Mirror Express Metro Guardian Economist Independent",
    "Chase Telegraph Wells Morgan Lincoln Nationwide Progressive Principal Delta United American Southwest Frontier",
    "Spirit Sky Three Coach Tapestry Crown Star Post Mail News World Globe Standard Daily Journal Herald Tribune",
    "Observer Sharp Canon Continental Eternal Reliance Mars Citadel Vanguard Fidelity Renaissance Bridgewater",
    "Apollo Carnival Sprint Hermes Swatch Boots Coke Kraft Fox Paramount Dow Colgate Caterpillar Zoom Snowflake",
    "Unity Chime Ally Discover Travelers Hartford Prudential Legal General Investor Ball Best Buy Carrier Otis",
    "Crane Emerson Dover Eaton Sealed Air Campbell Church Dollar Tree Ross Columbia Guess Lands End Limited Bath",
    "Body Works Papa Domino Shake Shack Jack Cracker Barrel Box Sonic Wing Stop Compass Root Lemonade Upstart",
    "Affirm Toast Bill Elastic Cloud Bank Group Capital Holdings Partners Energy Power Gas Oil Steel Motor Electric",
    "Rail Water Foods Drugs Insurance Pharma Media Digital China Japan India Korea Taiwan Singapore Hong Kong",
    "London Paris Berlin Tokyo Beijing Shanghai Washington Chicago March April May June July August Monday Friday",
    "January John James Robert Michael William David Richard Thomas Western Eastern Northern Southern Central",
    "National International Global First Federal State Public Service Pioneer Match Slack Stripe Notion Signal Ring",
    "Nest Vice Quartz Slate Salon Bumble Hinge Wish Shift Ample Arrival Budget Enterprise Thrifty Virgin Qatar",
    "Swiss Ping Grid Severn Trent Kingfisher Pets Home Just Eat Wise Starling Genesis Phoenix Legend Titan Trident",
    "Vertex Waters Union Allied Alliance Arena Aspect Atlas Aurora Beacon Beyond Bridge Cable Canada Australia",
    "America Europe Africa Asia Britain France Germany Russia Mexico Brazil Copper Gold Silver Iron Diamond Crystal",
    "Pearl Ruby Emerald Fusion Harvest Horizon Icon Insight Journey Keystone Landmark Liberty Freedom Independence",
    "Lotus Magna Marathon Mercury Saturn Jupiter Neptune Nature Noble Nova Omega Alpha Beta Sigma Gamma Optimum",
    "Origin Pacific Atlantic Premier Prime Pulse Quest Ranger Regal Regency Republic Rocket Royal Sage Saga Sierra",
    "Summit Sunrise Sunset Swift Swan Trinity Triumph Universal Vantage Venture Victory Vision Vista Zenith Zip Ace",
    "Arch Aon Arc Ark Avenue Banner Bolt Brother Casino Century Cherry Citizen Cosmos Cruise Discovery Domain",
    "Dynasty Echo Edge Element Equity Evolution Falcon Focus Forward Garden Gemini Giant Halo Harmony Hero",
)

VENUES = {
    "nyse",
    "nasdaq",
    "amex exchange",
    "new york stock exchange",
    "london stock exchange",
    "hong kong stock exchange",
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


ROWS = [row for path in TABLES for row in table(path)]


def names(row: dict[str, str]) -> set[str]:
    """What the row claims as safe to look for."""
    return {row["name"], *split(row["aliases"])} - set(split(row["ambiguous"]))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_columns_and_order(path):
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS
    written = [row["name"] for row in table(path)]
    assert written == sorted(written, key=str.casefold)
    assert path.stem in ABOUT["files"]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_cells_are_filled_and_clean(path):
    for row in table(path):
        assert None not in row and None not in row.values(), row
        assert row["name"] and row["kind"] in ABOUT["kinds"] and row["source"], row
        assert re.fullmatch("[A-Z]{2}", row["country"]), row
        assert bool(row["ticker"]) == bool(row["mic"]) == bool(row["listings"]), row
        for column, cell in row.items():
            assert cell == " ".join(cell.split()), (column, row)
            if column in NAMED:
                parts = split(cell)
                assert all(part and part == part.strip() for part in parts), (column, row)
                assert len(set(parts)) == len(parts), (column, row)
        assert not set(split(row["aliases"])) & {row["name"], *split(row["ambiguous"])}, row
        assert all(re.fullmatch(r".+ \((19|20)\d\d\)", former) for former in split(row["former"])), row


def test_names_are_unique():
    twice = [name for name, n in Counter(row["name"].casefold() for row in ROWS).items() if n > 1]
    assert not twice


def test_listings_are_unique_and_primary_first():
    seen = defaultdict(list)
    for row in ROWS:
        listings = split(row["listings"])
        assert not listings or listings[0] == f"{row['ticker']}:{row['mic']}", row
        for listing in listings:
            seen[listing].append(row["name"])
    assert not {listing: by for listing, by in seen.items() if len(by) > 1}


def test_venues_are_known():
    unknown = {
        listing
        for row in ROWS
        for listing in split(row["listings"])
        if not re.fullmatch(r"[A-Z0-9&.-]+:[A-Z0-9]{4}", listing) or listing.split(":")[1] not in MICS
    }
    assert not unknown


@pytest.mark.parametrize(
    ("mic", "form"),
    [
        ("XHKG", r"\d{4,5}"),
        ("XSHG", r"[69]\d{5}"),
        ("XSHE", r"[023]\d{5}"),
        ("XTKS", r"\d[0-9A-Z]\d[0-9A-Z]"),
        ("XKRX", r"\d{6}"),
        ("XTAI", r"\d{4}"),
        ("XKLS", r"\d{4}[A-Z]*"),
        ("XIDX", r"[A-Z]{4}"),
        ("XSAU", r"\d{4}"),
        ("XASX", r"[A-Z0-9]{3}"),
        ("XNYS", r"[A-Z]{1,5}(\.[A-Z])?"),
        ("XNAS", r"[A-Z]{1,5}"),
    ],
)
def test_symbols_look_like_their_venue(mic, form):
    listed = [
        listing.split(":")[0] for row in ROWS for listing in split(row["listings"]) if listing.endswith(f":{mic}")
    ]
    assert not [symbol for symbol in listed if not re.fullmatch(form, symbol)]


def test_isin_check_digits():
    def holds(isin: str) -> bool:
        digits = "".join(str(int(c, 36)) for c in isin)
        odd_even = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
        return (
            bool(re.fullmatch("[A-Z]{2}[A-Z0-9]{9}[0-9]", isin)) and sum(n // 10 + n % 10 for n in odd_even) % 10 == 0
        )

    assert holds("US0378331005") and not holds("US0378331006")  # the check itself can fail
    assert not [row["name"] for row in ROWS if row["isin"] and not holds(row["isin"])]


def test_a_safe_name_leads_to_one_company():
    leads = defaultdict(set)
    for row in ROWS:
        for name in names(row):
            leads[name.casefold()].add(row["name"])
    assert not {name: to for name, to in leads.items() if len(to) > 1}


def test_a_former_name_is_no_other_company():
    safe = {name: row["name"] for row in ROWS for name in names(row)}
    former = [(old.rpartition(" (")[0], row["name"]) for row in ROWS for old in split(row["former"])]
    assert not {(old, now, safe[old]) for old, now in former if safe.get(old, now) != now}


def test_no_common_word_is_safe():
    assert not {(name, row["name"]) for row in ROWS for name in names(row) if name in COMMON}


def test_no_safe_name_is_too_short_or_lower_case():
    short = {(name, row["name"]) for row in ROWS for name in names(row) if len(name) < 2 or name.isdigit()}
    assert not short


def test_a_venue_is_no_company():
    assert not {row["name"] for row in ROWS for name in names(row) if name.casefold() in VENUES}


@pytest.mark.parametrize(
    ("name", "ticker", "mic"),
    [
        ("Alibaba Group Holding Limited", "BABA", "XNYS"),
        ("Tencent Holdings Limited", "0700", "XHKG"),
        ("Volkswagen AG", "VOW3", "XETR"),
        ("General Motors Company", "GM", "XNYS"),
        ("OpenAI", "", ""),
        ("Lehman Brothers Holdings Inc.", "", ""),
    ],
)
def test_well_known_rows(name, ticker, mic):
    (row,) = [row for row in ROWS if row["name"] == name]
    assert (row["ticker"], row["mic"]) == (ticker, mic)
