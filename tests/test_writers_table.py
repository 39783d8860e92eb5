"""The table: what a person sees, in any width, whatever the article tries."""

from decimal import Decimal as D
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsx.records import Document, Entity
from newsx.writers import table
from newsx.writers.terminal import visible

TEXT = "Alibaba Group (NYSE:BABA) rose about 5% to $181.34 a share.\nIt will spend 380 billion yuan on AI this year."


def entity(surface, label, text=TEXT, **values):
    start = text.index(surface)
    return Entity(start, start + len(surface), surface, label, rule="x", **values)


ENTITIES = (
    entity(
        "Alibaba Group", "COMPANY", name="Alibaba Group Holding Limited", ticker="BABA", exchange="XNYS", id="XNYS:BABA"
    ),
    entity("NYSE:BABA", "TICKER", symbol="BABA", exchange="NYSE", mic="XNYS", company="Alibaba Group Holding Limited"),
    entity("5%", "PERCENT", value=D(5), unit="percent", change=D(5), bound="about"),
    entity("$181.34", "PRICE", amount=D("181.34"), currency="USD", per="share"),
    entity("380 billion yuan", "MONEY", amount=D("380E9"), currency="CNY"),
)
STORY = Document("seeds/story.txt", ENTITIES, text=TEXT)


def shown(*documents, width=80, colour=False):
    return b"".join(table.write(documents, width=width, colour=colour)).decode()


def test_in_80_columns():
    assert shown(STORY) == (
        "seeds/story.txt  5 entities\n"
        "COMPANY  Alibaba Group     BABA · XNYS         Alibaba Group Holding Limited\n"
        "TICKER   NYSE:BABA         BABA · XNYS         Alibaba Group Holding Limited\n"
        "PERCENT  5%                about +5 %          …A) rose about 5% to $181.34 a s…\n"
        "PRICE    $181.34           USD 181.34 / share  …about 5% to $181.34 a share. It…\n"
        "MONEY    380 billion yuan  CNY 380 bn          … spend 380 billion yuan on AI t…\n"
    )


def test_in_120_columns_there_is_room_for_who_and_where():
    assert shown(STORY, width=120).splitlines()[1] == (
        "COMPANY  Alibaba Group     BABA · XNYS         Alibaba Group Holding Limited  "
        "Alibaba Group (NYSE:BABA) rose about 5% t…"
    )


def test_in_40_columns_only_what_it_is_and_what_it_is_worth():
    assert shown(STORY, width=40).splitlines()[1:3] == [
        "COMPANY  Alibaba Gr…  BABA · XNYS",
        "TICKER   NYSE:BABA    BABA · XNYS",
    ]


def test_several_articles_and_the_sum():
    assert shown(Document("a", ENTITIES[:1], text=TEXT), Document("b")).splitlines() == [
        "a  1 entity",
        "COMPANY  Alibaba Group  BABA · XNYS  Alibaba Group Holding Limited",
        "",
        "b  nothing found",
        "",
        "2 articles, 1 entity",
    ]


def test_no_article():
    assert shown() == "\n0 articles, 0 entities\n"


HOSTILE = [
    ("plain", "Acme rose 5% today"),
    ("wide", "阿里巴巴集团控股有限公司在香港上市 " * 3 + "Acme 的股价上涨 5% 至 新高。" + "很好" * 30),
    ("emoji", "🚀🚀🚀 Acme 👩‍👩‍👧 rose 5% 🚀🚀" * 2),
    ("combining", "A\u0301cme\u0301 Acme rose 5% e\u0301" * 3),
    ("escapes", "\x1b[2J\x1b]0;title\x07 Acme \x1b[31m rose 5%\x9b1m \x7f"),
    ("right to left", "\u202egniK Acme \u2066 rose 5% שלום \u2069"),
    ("markup", "[bold]Acme[/] rose 5% [link=x]:rocket:"),
    ("line ends", "Acme\r\n\r\nrose\t5%\u2028today\x85now\x0b\x0c"),
    ("long", "A" * 500 + " Acme rose 5% " + "B" * 500),
]


@pytest.mark.parametrize("width", [40, 59, 60, 80, 109, 110, 200])
@pytest.mark.parametrize(("why", "text"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_every_line_fits_and_nothing_is_obeyed(why, text, width):
    found = (
        entity("Acme", "COMPANY", text, name=text[:60], ticker="\x1b[31mA", exchange="XNYS"),
        entity("5%", "PERCENT", text, value=D("5"), unit="percent"),
        Entity(0, len(text), text, "COMPANY", rule="x"),
    )
    lines = shown(Document(text, found, text=text), width=width).split("\n")
    assert len(lines) == 5
    for line in lines:
        assert cell_len(line) <= width
        assert line.replace("\u200d", "").isprintable()  # a part of emoji


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(min_size=1, max_size=80),
    ends=st.tuples(st.integers(0, 79), st.integers(1, 80)),
    width=st.integers(40, 130),
)
def test_any_text_fits(text, ends, width):
    start = min(ends[0], len(text) - 1)
    end = max(min(ends[1], len(text)), start + 1)
    found = Entity(start, end, text[start:end], "COMPANY", rule="x")
    for line in shown(Document("a", (found,), text=text), width=width).split("\n"):
        assert cell_len(line) <= width
        assert not [c for c in line if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"]


def test_colour_and_none():
    assert "\x1b[36mCOMPANY" in shown(STORY, colour=True)
    assert "\x1b" not in shown(STORY, colour=False)


def test_no_color_is_heard(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert b"\x1b[36m" in b"".join(table.write([STORY], width=80))
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[36m" not in b"".join(table.write([STORY], width=80))


# what an entity is worth, as people read it
VALUES = [
    ("+5 %", Entity(0, 1, "5%", "PERCENT", value=D(5), unit="percent", change=D(5))),
    ("−5 %", Entity(0, 1, "5%", "PERCENT", value=D(5), unit="percent", change=D(-5))),
    ("−5 %", Entity(0, 1, "-5%", "PERCENT", value=D(-5), unit="percent", change=D(-5))),
    ("5 %", Entity(0, 1, "5%", "PERCENT", value=D("5.0"), unit="percent")),
    ("0 %", Entity(0, 1, "0%", "PERCENT", value=D(0), unit="percent")),
    ("up to 2–3 %", Entity(0, 1, "2-3%", "PERCENT", low=D(2), high=D(3), unit="percent", bound="up_to")),
    ("−1 to 1 %", Entity(0, 1, "-1-1%", "PERCENT", low=D(-1), high=D(1), unit="percent")),
    ("25 bp", Entity(0, 1, "25bps", "PERCENT", value=D("0.25"), unit="bp")),
    ("4.5 pp", Entity(0, 1, "4.5 points", "PERCENT", value=D("4.5"), unit="pp")),
    ("USD 3.2 bn", Entity(0, 1, "$3.2bn", "MONEY", amount=D("3.2E9"), currency="USD")),
    (f"USD {10**40:,}", Entity(0, 1, "$1…", "MONEY", amount=D(f"{10**40}"), currency="USD")),
    ("over USD 4 tn", Entity(0, 1, "$4tn", "MONEY", amount=D("4E12"), currency="USD", bound="over")),
    ("USD 10–12 bn", Entity(0, 1, "$10-12bn", "MONEY", low=D("10E9"), high=D("12E9"), currency="USD")),
    ("USD 0.9–1.1 bn", Entity(0, 1, "x", "MONEY", low=D("900E6"), high=D("1100E6"), currency="USD")),
    ("EUR 1.235 m", Entity(0, 1, "x", "MONEY", amount=D("1234567"), currency="EUR")),
    ("EUR 12,500", Entity(0, 1, "x", "MONEY", amount=D("12500.00"), currency="EUR")),
    ("GBP 1.55 / share", Entity(0, 1, "155p", "PRICE", amount=D("1.55"), currency="GBP", per="share")),
    ("USD −1.2 m", Entity(0, 1, "$(1.2) million", "MONEY", amount=D("-1.2E6"), currency="USD")),
    ("3 bn", Entity(0, 1, "3bn", "MONEY", amount=D("3E9"))),
    ("BABA · XNYS", Entity(0, 1, "x", "COMPANY", ticker="BABA", exchange="XNYS")),
    ("BABA · NYSE", Entity(0, 1, "x", "TICKER", symbol="BABA", exchange="NYSE")),
    ("", Entity(0, 1, "x", "COMPANY", name="Acme")),
    ("ISIN", Entity(0, 1, "x", "SECURITY_ID", scheme="ISIN", symbol="US01609W1027")),
    ("", Entity(0, 1, "x", "PRODUCT")),
]


@pytest.mark.parametrize(("normal", "entity"), VALUES, ids=[row[0] or "none" for row in VALUES])
def test_value(normal, entity):
    assert table.value(entity) == normal


VISIBLE = [
    ("Acme’s £5 “quoted”", "Acme’s £5 “quoted”"),
    ("a\nb\r\n\tc  d", "a b c d"),
    ("\x1b[31mred\x07", "␛[31mred␇"),
    ("\x7f\x9b", "␡\\u009b"),
    ("a\u202eb\u2066", "a\\u202eb\\u2066"),
    ("soft\u00adhyphen, zero\u200bwidth\ufeff", "softhyphen, zerowidth"),
    ("👩\u200d👩", "👩\u200d👩"),
    ("שלום", "שלום"),
    ("\ud800", "\\ud800"),
]


@pytest.mark.parametrize(("text", "seen"), VISIBLE, ids=range(len(VISIBLE)))
def test_visible(text, seen):
    assert visible(text) == seen
