"""A folder of news at a glance: the counts, how they add up, and the three ways to write them."""

import json
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from growth import in_proportion
from newsx.records import Change, Document, Entity
from newsx.summary import KEPT, Company, Pair, Sums, Tally, Ticker, biggest, of, summary, tally
from newsx.writers import summary as writer


def company(text, name=None, ticker=None):
    return Entity(0, len(text), text, "COMPANY", name=name, ticker=ticker)


def symbol(text, company=None, mic=None):
    return Entity(0, len(text), text, "TICKER", symbol=text, company=company, mic=mic)


def money(amount, currency, low=None, high=None):
    return Entity(0, 1, "$", "MONEY", amount=amount and Decimal(amount), currency=currency, low=low, high=high)


def moved(change, name="Acme plc", measure="share price", unit="percent"):
    return Change(0, 1, measure, "up" if change > 0 else "down", name=name, change=Decimal(change), unit=unit)


ACME = company("Acme", "Acme plc", "ACM")
BOLT = company("Bolt Works")  # no list knows it
NEWS = [
    Document("a", (ACME, ACME, company("Acme Group", "Acme plc", "ACM"), BOLT, money(5, "USD"), money(7, "USD"))),
    Document("b", (ACME, symbol("ACM", "Acme plc", "XLON"), symbol("ZZZ"), money(9, "EUR")), (moved(5), moved(-8))),
    Document("c", (BOLT, BOLT, BOLT, BOLT, BOLT, money(6, "USD")), (moved(7, "Bolt Works"),)),
    Document("d"),
]


def test_companies_are_counted_by_canonical_name_tickers_included():
    assert summary(NEWS).companies == (Company("Bolt Works", None, 6, 2), Company("Acme plc", "ACM", 5, 2))


# what one article calls companies that no list knows; what they count as, with mentions
UNLISTED = [
    (["Acme Widgets Inc", "Acme Widgets", "Acme", "Acme"], {"Acme Widgets": 4}),
    (["Acme", "Acme Widgets Inc."], {"Acme Widgets Inc.": 2}),
    (["Halvorsen ASA", "Halvorsen"], {"Halvorsen": 2}),
    (["HALVORSEN ASA", "Halvorsen", "HALVORSEN"], {"Halvorsen": 3}),
    (["Acme Widgets Inc", "Acme Foods Ltd", "Acme"], {"Acme Widgets Inc": 1, "Acme Foods Ltd": 1, "Acme": 1}),
    (["Acme Widgets Inc", "Acme Foods Ltd", "Acme Foods"], {"Acme Widgets Inc": 1, "Acme Foods": 2}),
    (["Widgets", "Acme Widgets"], {"Widgets": 1, "Acme Widgets": 1}),
    (["Acme", "Acmeworks Inc"], {"Acme": 1, "Acmeworks Inc": 1}),
    (
        ["Acme Widgets of Ohio", "Acme Widgets", "Acme Widgets of Utah", "Acme"],
        {"Acme Widgets of Ohio": 1, "Acme Widgets": 1, "Acme Widgets of Utah": 1, "Acme": 1},
    ),
    (["Inc", "Inc"], {"Inc": 2}),
]


@pytest.mark.parametrize(("written", "counted"), UNLISTED, ids=lambda row: " ".join(row) if type(row) is list else "")
def test_short_forms_of_a_company_that_no_list_knows(written, counted):
    found = tally(Document("a", tuple(map(company, written))))
    assert found.mentions == counted
    assert found.named_in == dict.fromkeys(found.mentions, 1)


def test_short_forms_are_those_of_one_article():
    other = Document("b", (company("Acme"), company("Acme Foods plc")))
    found = summary([Document("a", (company("Acme Widgets Inc"), company("Acme"))), other]).companies
    assert found == (Company("Acme Foods plc", None, 2, 1), Company("Acme Widgets Inc", None, 2, 1))


def test_very_many_companies_of_one_article():
    def counted(text):
        tally(Document("a", tuple(map(company, text.splitlines()))))

    assert in_proportion(counted, "".join(f"Acme N{n // 3} Widgets{n} Inc\nAcme N{n}\n" for n in range(20_000)))


def test_tickers():
    assert summary(NEWS).tickers == (Ticker("ACM", "XLON", "Acme plc", 1, 1), Ticker("ZZZ", None, None, 1, 1))


def test_moves_by_size_whichever_way():
    found = summary(NEWS).moves
    assert [(m.doc, m.change.change) for m in found] == [("b", -8), ("c", 7), ("b", 5)]


def test_a_move_told_twice_in_an_article_counts_once():
    document = Document("a", (), (moved(5), moved(5), moved(5, measure="revenue"), moved(500, unit="bp")))
    assert [m.change.measure for m in summary([document]).moves] == ["share price", "revenue"]
    assert summary([document]).changes == 4


def test_sums_by_currency():
    assert summary(NEWS).sums == (
        Sums("USD", 3, Decimal(18), Decimal(7), "a"),
        Sums("EUR", 1, Decimal(9), Decimal(9), "b"),
    )


def test_a_range_counts_with_its_upper_end_and_a_sum_without_currency_not_at_all():
    document = Document("a", (money(None, "USD", Decimal(1), Decimal(3)), money(4, None), money(None, "USD")))
    assert summary([document]).sums == (Sums("USD", 1, Decimal(3), Decimal(3), "a"),)


def test_who_is_named_with_whom():
    assert summary(NEWS).pairs == (Pair("Acme plc", "Bolt Works", 1),)


def test_counts():
    found = summary(NEWS)
    assert (found.articles, found.entities, found.changes) == (4, 16, 3)


def test_nothing():
    assert summary([]) == of(Tally())
    assert summary([]).companies == ()


@pytest.mark.parametrize(("top", "rows"), [(1, 1), (2, 2), (0, 2)])
def test_top(top, rows):
    assert len(summary(NEWS, top).companies) == rows


def test_tallies_add_up_in_any_grouping():
    parts = [tally(document) for document in NEWS]
    left, right = Tally(), Tally()
    for part in parts[:2]:
        left.add(part)
    for part in parts[2:]:
        right.add(part)
    left.add(right)
    assert of(left) == summary(NEWS)


def test_only_the_biggest_moves_are_kept():
    total = Tally()
    for i in range(3 * KEPT):
        total.add(tally(Document(str(i), (), (moved(i + 1),))))
    assert len(total.moves) <= 2 * KEPT
    assert [m.change.change for m in of(total, 2).moves] == [3 * KEPT, 3 * KEPT - 1]
    assert [m.doc for m in biggest(total.moves, 1)] == [str(3 * KEPT - 1)]


# -- how it is written


def test_lines():
    records = [json.loads(line) for line in writer.lines(summary(NEWS, 1))]
    assert records[:2] == [
        {"list": "counts", "articles": 4, "entities": 16, "changes": 3},
        {"list": "companies", "rank": 1, "name": "Bolt Works", "mentions": 6, "articles": 2},
    ]
    assert {"list": "sums", "rank": 1, "currency": "USD", "count": 3, "total": 18, "largest": 7, "doc": "a"} in records
    assert [r["list"] for r in records] == ["counts", "companies", "tickers", "moves", "sums", "pairs"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_table(width):
    lines = writer.table(summary(NEWS), width=width, colour=False).decode().splitlines()
    assert lines[0] == "4 articles, 16 entities, 3 moves"
    assert all(len(line) <= width for line in lines)
    assert lines[lines.index("Companies") + 2].split()[-2:] == ["2", "6"]
    assert lines[lines.index("Sums of money by currency") + 2].split() == ["USD", "3", "18", "7", "a"]


def test_a_table_obeys_no_terminal_codes():
    document = Document("\x1b[31m.txt", (company("\x1b[31mAcme [bold]"),), (moved(5, "\x1b[2J"),))
    out = writer.table(summary([document]), width=100, colour=False)
    assert b"\x1b" not in out
    assert b"Acme [bold]" in out


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_page():
    page = Page(writer.page(summary(NEWS)))
    words = "".join(page.words)
    for said in ("4 articles, 16 entities, 3 moves", "Bolt Works", "Acme plc", "Named together", "▼ −8 %"):
        assert said in words
    bars = [attrs["class"] for tag, attrs in page.tags if tag == "rect"]
    assert bars.count("down") == 1
    assert bars.count("up") == 2


def test_page_needs_nothing_from_elsewhere():
    out = writer.page(summary(NEWS)).decode()
    for word in ("http:", "https:", "//", "src=", "<script", "@import", "url("):
        assert word not in out


def test_page_escapes_what_it_shows():
    evil = '<script>alert("x")</script>&\x1b[31m'
    document = Document(evil, (company(evil), symbol("<b>")), (moved(5, evil),))
    page = Page(writer.page(summary([document])))
    assert "script" not in [tag for tag, _ in page.tags]
    assert '<script>alert("x")</script>&' in "".join(page.words)
    assert "\x1b" not in "".join(page.words)


def test_one_move_far_ahead_does_not_hide_the_others():
    document = Document("a", (), tuple(moved(n, str(n)) for n in (1, 2, 3, 100_000)))
    widths = [float(a["width"]) for tag, a in Page(writer.page(summary([document]))).tags if tag == "rect"]
    assert max(widths) == 100
    assert min(widths) > 5


# -- the command

STORY = "Nestlé shares fell 2.4% on Thursday after it bought a rival for $3 billion. Unilever rose 1%.\n"


def test_the_command(newsx, tmp_path):
    (tmp_path / "news").mkdir()
    for name in "ab":
        (tmp_path / "news" / f"{name}.txt").write_text(STORY, encoding="utf-8")
    ran = newsx("summary", "news", "--top", "1")
    assert (ran.code, ran.err) == (0, [])
    rows = {record["list"]: record for record in ran.records}
    assert rows["counts"] == {"list": "counts", "articles": 2, "entities": 10, "changes": 4}
    assert rows["companies"]["articles"] == 2
    assert (rows["moves"]["name"], rows["moves"]["change"]) == ("Nestlé S.A.", -2.4)
    assert (rows["sums"]["currency"], rows["sums"]["total"]) == ("USD", 6_000_000_000)
    assert {rows["pairs"]["one"], rows["pairs"]["other"]} == {"Nestlé S.A.", "Unilever PLC"}
    assert newsx("summary", "news", "--top", "1", "--jobs", "2").out == ran.out


def test_a_page_by_the_name_of_the_file(newsx, tmp_path):
    assert newsx("summary", "-t", STORY, "-o", "page.html").out == b""
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert newsx("summary", "-t", STORY, "-f", "html").out.startswith(b"<!doctype html>")
    assert newsx("summary", "-t", STORY, "-f", "table").out.startswith(b"1 article, 5 entities, 2 moves\n")


def test_input_that_cannot_be_read(newsx):
    ran = newsx("summary", "nowhere")
    assert ran.code == 3
    assert ran.err == ["newsx: nowhere: no such file or folder. Check the path."]
    assert ran.records == [{"list": "counts", "articles": 0, "entities": 0, "changes": 0}]
