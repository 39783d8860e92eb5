"""What holds for every text whatsoever, and the pieces that hostile texts are made of.

The tests draw texts by hypothesis, ``make fuzz`` lets coverage guide it; both ask ``holds``.
"""

import csv
import io
import json
from decimal import Decimal

from newsx.records import LABEL_FIELDS, WORTH, Article, Document
from newsx.values import currencies, percents, sums
from newsx.writers import changes as moves
from newsx.writers import csv as rows
from newsx.writers import docs, jsonl

# Pieces as news has them, cut where rules look for something, and what no news has.
FRAGMENTS = (
    *(
        "Alibaba",
        "Alibaba Group Holding Ltd.",
        "Apple",
        "Bank of America",
        "BABA",
        "AAPL",
        "BRK.B",
        "9988.HK",
        "F",
        "IT",
    ),
    *(
        "NYSE:BABA",
        "(NASDAQ: AAPL)",
        "$TSLA",
        "$",
        "US$",
        "HK$",
        "A$",
        "€",
        "£",
        "¥",
        "Rs.",
        "EUR",
        "USD",
        "CHF",
        "p",
        "c",
    ),
    *(
        "5%",
        "-3.2%",
        "+7%",
        "2-3%",
        "25bps",
        "25 basis points",
        "per cent",
        "percent",
        "percentage point",
        "pp",
        "%",
        "bp",
    ),
    *(
        "1",
        "42",
        "3.2",
        "1,200.5",
        "1.000.000,00",
        "1e9",
        "007",
        "٣",
        "५",
        "½",
        "⅔",
        "²",
        "0",
        "00",
        "9" * 40,
        "0." + "0" * 30,
    ),
    *(
        "million",
        "billion",
        "bn",
        "m",
        "k",
        "tn",
        "trillion",
        "crore",
        "lakh",
        "thousand",
        "dozen",
        "half a",
        "a",
        "an",
    ),
    *(
        "dollars",
        "cents",
        "yuan",
        "pence",
        "euros",
        "won",
        "one",
        "two",
        "twenty-five",
        "hundred",
        "and",
        "to",
        "or",
        "of",
    ),
    *("from", "between", "by", "at", "in", "rose", "fell", "gained", "lost", "down", "up", "cut", "raised", "upgraded"),
    *(
        "shares",
        "stock",
        "revenue",
        "price target",
        "buy",
        "hold",
        "a share",
        "per barrel",
        "more than",
        "about",
        "up to",
    ),
    *(
        "Inc.",
        "Corp",
        "plc",
        "& Co",
        "AG",
        "S.A.",
        "The",
        "CEO",
        "Mr.",
        "U.S.",
        "Q3",
        "2026",
        "said",
        "the company",
        "its",
    ),
    *(
        "’s",
        "'s",
        "“",
        "”",
        '"',
        "'",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "{",
        "}",
        "&",
        "=",
        "@",
        "#",
        "/",
        "\\",
        "|",
        "~",
        "^",
    ),
    *(".", ",", ";", ":", "-", "–", "—", "−", "‑", "…", "!", "?", "*", "_", "+", "•", "°", "™", "®"),
    *(
        " ",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\v",
        "\f",
        "\x1c",
        "\x85",
        "\u00a0",
        "\u2009",
        "\u202f",
    ),
    *(
        "\0",
        "\x1b[31m",
        "\x7f",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\uffff",
    ),
    *(
        "é",
        "e\u0301",
        "İ",
        "ß",
        "ﬁ",
        "ǅ",
        "ς",
        "中",
        "元",
        "円",
        "％",
        "＄",
        "５",
        "עב",
        "عرب",
        "😀",
        "👨‍👩‍👧",
        "🇨🇳",
        "𝟓",
        "\U0010ffff",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "<script>",
        "</td>",
        "]]>",
        "'; --",
        "%s",
        "%n",
        "{0}",
        "${x}",
        "$(id)",
        "http://a.b/c?d=5%20e",
    ),
)
SURROGATES = ("\ud800", "\udfff", "\ud83d", "\udcff")  # halves of pairs, as broken JSON has them

CURRENCIES = currencies.Currencies.load()


def holds(document: Document, text: str) -> None:
    """Asserts what is promised of any document of this text.

    text: as it was given; halves of surrogate pairs, which no output can hold, count as replacement characters.
    """
    text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert document.text == text
    reach = 0
    for e in document.entities:
        assert reach <= e.start < e.end <= len(text), e
        assert text[e.start : e.end] == e.text, e
        assert e.text == e.text.strip(), e
        assert e.rule, e
        reach = e.end
        given = {name for name in jsonl.ENTITY_FIELDS if getattr(e, name) is not None}
        assert given <= {"start", "end", "text", "label", "rule", "evidence", *LABEL_FIELDS[e.label]}, e
        assert any(given.issuperset(fields) for fields in WORTH.get(e.label, ((),))), e
        for name in ("value", "amount", "low", "high", "change"):
            number = getattr(e, name)
            assert number is None or (isinstance(number, Decimal) and number.is_finite()), e
        if e.high is not None:
            assert e.low is not None, e
            assert abs(e.low) != abs(e.high), e
    for change in document.changes:
        assert 0 <= change.start < change.end <= len(text), change
        assert change.change is None or change.change.is_finite(), change
    written(document)


def reads_back(document: Document) -> None:
    """Asserts that a find on its own is worth what it was worth in its text, but for what the text said."""
    for e in document.entities:
        if e.label == "PERCENT" and e.high is None:
            worth = percents.read(e.text)
            assert worth is not None, e
            assert (worth.low, worth.unit) == (e.value, e.unit), e
        elif e.label in ("PRICE", "MONEY") and e.high is None:
            total = sums.read(e.text, CURRENCIES)
            assert total is not None, e
            assert total.low == e.amount, e


def written(document: Document) -> None:
    """Asserts that every writer can write it, and what JSON and CSV say is what it says."""
    records = [json.loads(line, parse_float=Decimal) for line in jsonl.lines(document).split(b"\n") if line]
    assert [(r["start"], r["end"], r["text"]) for r in records] == [(e.start, e.end, e.text) for e in document.entities]
    for record, e in zip(records, document.entities, strict=True):
        for name in ("value", "amount", "low", "high", "change"):
            number = getattr(e, name)
            assert number is None if name not in record else record[name] == number, (record, e)
    whole = json.loads(docs.line(document))
    assert len(whole["entities"]) == len(document.entities)
    assert len(whole.get("changes", ())) == len(document.changes)
    plain = io.StringIO(rows.plain_rows(document).decode(), newline="")
    assert [row[3] for row in csv.reader(plain)] == [e.text for e in document.entities]
    for row in csv.reader(io.StringIO(rows.rows(document).decode(), newline="")):
        assert not row[3].startswith(("=", "+", "-", "@", "\t", "\r", "\n")), row
    moves.lines(document)
    moves.rows(document)


def checked(pipeline: object, text: str) -> Document:
    """The document of a text, of which everything holds."""
    document: Document = pipeline.document(Article("a", text))  # type: ignore[attr-defined]
    holds(document, text)
    return document
