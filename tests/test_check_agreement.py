"""newsx check against expectations, gold and an earlier run."""

import json
import shutil
from typing import Any

import pytest

from planted import SEEDS
from test_check import heads, kinds, lines

TEXT = "Apple (NASDAQ:AAPL) rose 5% to $181.34. Rival Lagoon fell 3% to €12 and raised $2 billion."


def entity(surface: str, label: str, **values: Any) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface, "label": label, **values, "rule": "r"}


APPLE = entity("Apple", "COMPANY", name="Apple Inc.", ticker="AAPL", exchange="XNAS", id="XNAS:AAPL")
AAPL = entity("NASDAQ:AAPL", "TICKER", symbol="AAPL", exchange="NASDAQ", mic="XNAS", company="Apple Inc.")
FIVE = entity("5%", "PERCENT", value=5, unit="percent", change=5)
PRICE = entity("$181.34", "PRICE", amount=181.34, currency="USD")
LAGOON = entity("Lagoon", "COMPANY")
THREE = entity("3%", "PERCENT", value=3, unit="percent", change=-3)
EURO = entity("€12", "PRICE", amount=12, currency="EUR")
MONEY = entity("$2 billion", "MONEY", amount=2e9, currency="USD")
ALL = [APPLE, AAPL, FIVE, PRICE, LAGOON, THREE, EURO, MONEY]


def docs(*entities: dict[str, Any], id: str = "a.txt") -> bytes:
    return lines([{"id": id, "entities": list(entities or ALL)}])


# ------------------------------------------------------------------ expectations

# [[expect]], what is said of ALL; "" when it is met
EXPECTED = [
    ('label = "PERCENT"\nat_least = 2', ""),
    ('label = "PERCENT"\nat_least = 3', "a.txt:1:1: error: 2 PERCENT, at least 3 expected"),
    ('label = "PERCENT"\nat_most = 1', "a.txt:1:59: error: 2 PERCENT, at most 1 expected"),
    ('label = "percent"\nexactly = 2', ""),
    ('label = "MONEY"\nexactly = 2', "a.txt:1:1: error: 1 MONEY, exactly 2 expected"),
    ("exactly = 8", ""),
    ('label = ["PRICE", "MONEY"]\nexactly = 3', ""),
    ('symbol = "AAPL"\npresent = true', ""),
    ('symbol = "MSFT"\npresent = true', "a.txt:1:1: error: no entities of MSFT"),
    ('company = "Apple Inc."\npresent = true', ""),
    ('company = "Baidu, Inc."\npresent = true', 'a.txt:1:1: error: no entities of "Baidu, Inc."'),
    (
        'company = "Apple Inc."\nlabel = "COMPANY"\npresent = false',
        'a.txt:1:1: error: 1 COMPANY of "Apple Inc.", none expected',
    ),
    ("pattern = '(?i)^lagoon'\npresent = false", 'a.txt:1:47: error: 1 entities that fit "(?i)^lagoon", none expected'),
    ("pattern = '^agoon'\npresent = false", ""),
    ('label = "PERCENT"\nbetween = [-100, 100]', ""),
    ('label = "PERCENT"\nbetween = [4, 100]', "a.txt:1:59: error: value is 3, expected 4 to 100"),
    ('label = "PRICE"\nsymbol = "AAPL"\nbetween = [150, 200]', ""),
    ('label = "PRICE"\nsymbol = "AAPL"\nbetween = [1, 20]', "a.txt:1:32: error: amount is 181.34, expected 1 to 20"),
    ('label = "PRICE"\ncompany = "Lagoon"\nbetween = [10, 20]', ""),
    ('currencies = ["USD", "EUR"]', ""),
    ('currencies = ["usd"]', "a.txt:1:65: error: currency is EUR, expected USD"),
    ("linked_at_least = 0.5", ""),
    ("linked_at_least = 0.9", "a.txt:1:1: error: 1 of 2 companies linked (50%), at least 90% expected"),
    ("unknown_at_most = 0", ""),
    (
        'label = "PERCENT"\nat_least = 3\nscope = "all"',
        "e.toml:1:1: error: 2 PERCENT, at least 3 expected in all articles",
    ),
    (
        'linked_at_least = 0.9\nscope = "all"',
        "e.toml:1:1: error: 1 of 2 companies linked (50%), at least 90% expected in all articles",
    ),
    ('at_least = 9\narticles = "b*"', 'e.toml:1:1: warning: no article fits "b*"'),
    ('at_least = 9\narticles = "*.txt"', "a.txt:1:1: error: 8 entities, at least 9 expected"),
    ('at_least = 9\nseverity = "warning"', "a.txt:1:1: warning: 8 entities, at least 9 expected"),
    ('at_least = 9\nname = "nine of them"', "a.txt:1:1: error: 8 entities, at least 9 expected (nine of them)"),
]


@pytest.mark.parametrize(("toml", "says"), EXPECTED, ids=[row[0].replace("\n", ", ") for row in EXPECTED])
def test_expectations(newsx, tmp_path, toml, says):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "e.toml").write_text(f"[[expect]]\n{toml}\n", encoding="utf-8")
    ran = newsx("check", "-", "--expect", "e.toml", stdin=docs())
    assert heads(ran) == ([f"{says} [expectation]"] if says else [])
    assert ran.code == int(": error: " in says)


def test_expectations_of_many_articles(newsx, tmp_path):
    """What holds for all is counted over all; what holds for each is said of each."""
    (tmp_path / "newsx.toml").write_text(
        '[[expect]]\nlabel = "MONEY"\nat_least = 3\nscope = "all"\n\n[[expect]]\nlabel = "TICKER"\nat_least = 1\n'
    )
    (tmp_path / "r.jsonl").write_bytes(docs(id="a") + docs(FIVE, id="b") + docs(id="c"))
    assert heads(newsx("check", "r.jsonl")) == [
        "r.jsonl:2:1: error: 0 TICKER, at least 1 expected [expectation]",
        "newsx.toml:1:1: error: 2 MONEY, at least 3 expected in all articles [expectation]",
    ]


def test_pyproject_has_expectations_too(newsx, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.newsx]\n[[tool.newsx.expect]]\nat_least = 1\nscope = "all"\n')
    ran = newsx("check", "-", stdin=lines([{"id": "a", "entities": []}]))
    assert heads(ran) == ["pyproject.toml:2:1: error: 0 entities, at least 1 expected in all articles [expectation]"]


# ------------------------------------------------------------------ gold


def test_the_sample_articles(newsx, tmp_path):
    """The project's own articles meet their expectations, and what is found in them agrees with their gold."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    ran = newsx("check", "--config", "seeds/newsx.toml", "-f", "json")
    report = json.loads(ran.out)
    assert [e for e in report["errors"] if e["severity"] != "note"] == []
    assert (ran.code, report["valid"], report["stats"]["articles"]) == (0, True, 5)
    assert report["stats"]["gold"]["labels"]["COMPANY"]["exact"]["f1"] > 0.97


def gold_run(newsx, tmp_path, found, *options):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_bytes(docs(*({k: v for k, v in e.items() if k != "rule"} for e in ALL)))
    (tmp_path / "r.jsonl").write_bytes(docs(*found))
    return newsx("check", "r.jsonl", "--gold", "gold.jsonl", *options)


# what was found instead of ALL, heads
AGREES = [
    ("all of it", ALL, []),
    ("one missed", ALL[:-1], ['a.txt:1:80: error: MONEY "$2 billion" is not found [missed]']),
    (
        "one too many",
        [*ALL[:5], entity("fell", "COMPANY"), *ALL[5:]],
        ['a.txt:1:54: error: COMPANY "fell" is not in gold [false]'],
    ),
    (
        "a link gone",
        [{k: v for k, v in APPLE.items() if k not in ("id", "ticker", "exchange", "name")}, *ALL[1:]],
        [
            'a.txt:1:1: error: COMPANY "Apple": name "Apple Inc." in gold, found none; '
            'ticker "AAPL" in gold, found none; exchange "XNAS" in gold, found none; '
            'id "XNAS:AAPL" in gold, found none [differs]'
        ],
    ),
    (
        "a sign",
        [*ALL[:5], {**THREE, "change": 3}, *ALL[6:]],
        ['a.txt:1:59: error: PERCENT "3%": change -3 in gold, found 3 [differs]'],
    ),
    (
        "a span",
        [*ALL[:4], entity("Rival Lagoon", "COMPANY"), *ALL[5:]],
        ['a.txt:1:41: error: COMPANY "Lagoon": span "Lagoon" at 46 in gold, found "Rival Lagoon" at 40 [differs]'],
    ),
    (
        "a label",
        [*ALL[:-1], {**MONEY, "label": "PRICE"}],
        ['a.txt:1:80: error: MONEY "$2 billion": label MONEY in gold, found PRICE [differs]'],
    ),
]


@pytest.mark.parametrize(("why", "found", "says"), AGREES, ids=[row[0] for row in AGREES])
def test_agreement_with_gold(newsx, tmp_path, why, found, says):
    ran = gold_run(newsx, tmp_path, found)
    assert heads(ran) == says
    assert ran.code == int(bool(says))


def test_figures_against_gold(newsx, tmp_path):
    """Gold has two companies; found are one of them, the other with too long a span, and one that is none."""
    found = [APPLE, *ALL[1:4], entity("Rival Lagoon", "COMPANY"), entity("fell", "COMPANY"), THREE, EURO, MONEY]
    table = json.loads(gold_run(newsx, tmp_path, found, "-f", "json").out)["stats"]["gold"]
    assert table["labels"]["COMPANY"] == {
        "gold": 2,
        "found": 3,
        "exact": {"p": 0.3333, "r": 0.5, "f1": 0.4},
        "overlap": {"p": 0.6667, "r": 1.0, "f1": 0.8},
        "value": {"p": 0.6667, "r": 1.0, "f1": 0.8},
    }
    assert table["labels"]["ALL"]["exact"] == {"p": 0.7778, "r": 0.875, "f1": 0.8235}
    assert table["worst"] == [{"doc": "a.txt", "missed": 0, "false": 1, "differs": 1}]


MIN_F1 = [
    (["--min-f1", "0.93"], 0, []),
    (["--min-f1", "0.94"], 1, ["gold.jsonl:1:1: error: F1 of all labels is 0.9333, less than 0.94 [f1]"]),
    (["--min-f1", "MONEY=0.5"], 1, ["gold.jsonl:1:1: error: F1 of MONEY is 0.0000, less than 0.5 [f1]"]),
    (["--min-f1", "0.5", "--min-f1", "COMPANY=1"], 0, []),
]


@pytest.mark.parametrize(("options", "code", "says"), MIN_F1)
def test_agreement_that_is_enough(newsx, tmp_path, options, code, says):
    """With a measure, what differs is a note, and only falling short of the measure is an error."""
    ran = gold_run(newsx, tmp_path, ALL[:-1], *options)
    assert heads(ran) == ['a.txt:1:80: note: MONEY "$2 billion" is not found [missed]', *says]
    assert ran.code == code


def test_a_label_that_gold_lacks(newsx, tmp_path):
    ran = gold_run(newsx, tmp_path, ALL, "--min-f1", "COMPNY=0.9")
    assert (ran.code, ran.err) == (2, ['newsx: min-f1: gold has no label "COMPNY". Did you mean "COMPANY"?'])


def test_gold_alone_is_extracted_and_compared(newsx, tmp_path):
    """Without anything else to check, the articles are those that gold names, worst first."""
    (tmp_path / "a.txt").write_text("Microsoft rose 5%.")
    (tmp_path / "b.txt").write_text("Sales rose 4% and 5%, then 6%.")
    percent = {"text": "5%", "label": "PERCENT"}
    records = [
        {"id": "a.txt", "entities": [{"start": 15, "end": 17, **percent}]},
        {"id": "b.txt", "entities": [{"start": 18, "end": 20, **percent}]},
    ]
    (tmp_path / "gold.jsonl").write_bytes(lines(records))
    ran = newsx("check", "--gold", "gold.jsonl")
    assert [head.split(" [")[0] for head in heads(ran)] == [
        'b.txt:1:12: error: PERCENT "4%" is not in gold',
        'b.txt:1:28: error: PERCENT "6%" is not in gold',
        'a.txt:1:1: error: COMPANY "Microsoft" is not in gold',
    ]


def test_gold_of_another_text(newsx, tmp_path):
    (tmp_path / "a.txt").write_text("Something else altogether, and longer than that.")
    (tmp_path / "gold.jsonl").write_bytes(docs(APPLE, FIVE))
    ran = newsx("check", "--gold", "gold.jsonl")
    assert heads(ran) == [
        'gold.jsonl:1:1: error: 2 of 2 spans have another text: "Apple" is "Somet" in the article [gold]'
    ]
    assert ran.code == 1


def test_gold_of_articles_that_are_not_there(newsx, tmp_path):
    (tmp_path / "gold.jsonl").write_bytes(docs(APPLE))
    assert kinds(newsx("check", "--gold", "gold.jsonl"))[:1] == ["source"]
    (tmp_path / "r.jsonl").write_bytes(docs(APPLE, id="b.txt"))
    ran = newsx("check", "r.jsonl", "--gold", "gold.jsonl")
    assert heads(ran) == ["gold.jsonl:1:1: error: none of its articles was checked; they are a.txt [gold]"]


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", "empty"), (b'{"id":', "truncated"), (b"[1]\n", "record"), (b"\xff\n", "encoding")]
)
def test_gold_that_is_none(newsx, tmp_path, data, kind):
    (tmp_path / "gold.jsonl").write_bytes(data)
    (tmp_path / "r.jsonl").write_bytes(docs())
    ran = newsx("check", "r.jsonl", "--gold", "gold.jsonl")
    assert (ran.code, kinds(ran)) == (1, [kind])


def test_gold_that_is_not_there(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(docs())
    ran = newsx("check", "r.jsonl", "--gold", "gone.jsonl")
    assert (ran.code, heads(ran)) == (3, ["gone.jsonl:1:1: error: no such file or folder [unreadable]"])


# ------------------------------------------------------------------ an earlier run


def two_runs(newsx, tmp_path, old: bytes, new: bytes, *options):
    (tmp_path / "old.jsonl").write_bytes(old)
    (tmp_path / "new.jsonl").write_bytes(new)
    return newsx("check", "new.jsonl", "--baseline", "old.jsonl", *options)


def flat(*entities: dict[str, Any], id: str = "a.txt") -> bytes:
    return lines({"doc": id, **e} for e in entities)


# old, new, heads
RUNS = [
    ("the same", docs(), docs(), []),
    ("the same, an entity a line", flat(*ALL), docs(), []),
    (
        "the same in another order",
        docs(id="a") + docs(id="b") + docs(id="c"),
        docs(id="c") + docs(id="a") + docs(id="b"),
        [],
    ),
    ("gone", docs(*ALL[1:]), docs(*ALL[2:]), ['new.jsonl:1:1: error: TICKER "NASDAQ:AAPL" disappeared [disappeared]']),
    ("new", docs(*ALL[1:]), docs(), ['new.jsonl:1:1: error: COMPANY "Apple" appeared [appeared]']),
    (
        "another value",
        docs(),
        docs(*ALL[:7], {**MONEY, "currency": "AUD"}),
        ['new.jsonl:1:1: error: MONEY "$2 billion": currency "USD", now "AUD" [changed]'],
    ),
    (
        "another link",
        flat(*ALL),
        flat(*ALL[:4], {**LAGOON, "name": "Lagoon"}, *ALL[5:]),
        ['new.jsonl:5:1: error: COMPANY "Lagoon": name none, now "Lagoon" [changed]'],
    ),
    (
        "an article gone",
        docs(id="a") + docs(FIVE, id="b"),
        docs(id="a"),
        [
            "old.jsonl:2:1: error: the article is not in the new run [disappeared]",
            'old.jsonl:2:1: error: PERCENT "5%" disappeared [disappeared]',
        ],
    ),
    (
        "an article new",
        docs(id="a"),
        docs(id="a") + docs(FIVE, id="b"),
        [
            "new.jsonl:2:1: error: the article is not in the baseline [appeared]",
            'new.jsonl:2:1: error: PERCENT "5%" appeared [appeared]',
        ],
    ),
    ("how JSON writes a number", docs(MONEY), docs({**MONEY, "amount": 2000000000}), []),
    (
        "the rule and its evidence may change",
        docs(LAGOON),
        docs({**LAGOON, "rule": "other", "evidence": [["x", 1]]}),
        [],
    ),
]


@pytest.mark.parametrize(("why", "old", "new", "says"), RUNS, ids=[row[0] for row in RUNS])
def test_two_runs(newsx, tmp_path, why, old, new, says):
    ran = two_runs(newsx, tmp_path, old, new)
    assert heads(ran) == says
    assert ran.code == int(bool(says))


@pytest.mark.parametrize("options", [[], ["--tolerance", "0.01"]], ids=["strict", "tolerant"])
def test_with_a_baseline_that_cannot_be_read_nothing_is_compared(newsx, tmp_path, options):
    ran = two_runs(newsx, tmp_path, b'{"id": "a"', docs(), *options)
    assert (ran.code, kinds(ran)) == (1, ["truncated"])
    (tmp_path / "old.jsonl").unlink()
    ran = newsx("check", "new.jsonl", "--baseline", "old.jsonl", *options)
    assert (ran.code, heads(ran)) == (3, ["old.jsonl:1:1: error: no such file or folder [unreadable]"])


def test_with_a_baseline_of_which_a_part_can_be_read_the_rest_is_compared(newsx, tmp_path):
    ran = two_runs(newsx, tmp_path, docs(FIVE) + b"{]\n", docs(FIVE, PRICE))
    assert (ran.code, sorted(kinds(ran))) == (1, ["appeared", "json"])


def test_a_baseline_too_large_for_memory(newsx, tmp_path, monkeypatch):
    monkeypatch.setattr("newsx.checks.aside.IN_MEMORY", 500)
    ids = [f"a{n}" for n in range(60)]
    old = b"".join(docs(FIVE, id=id) for id in ids)
    new = b"".join(docs({**FIVE, "bound": "over"} if id == "a7" else FIVE, id=id) for id in reversed(ids))
    ran = two_runs(newsx, tmp_path, old, new)
    assert heads(ran) == ['new.jsonl:53:1: error: PERCENT "5%": bound none, now "over" [changed]']


TOLERANCES = [
    (["--tolerance", "0.125"], 0, []),
    (["--tolerance", "0.12"], 1, ["old.jsonl:1:1: error: 1 of 8 entities differ (12.50%), more than 12.00% [drift]"]),
    (
        ["--tolerance", "0.5", "--tolerance", "MONEY=0.5"],
        1,
        ["old.jsonl:1:1: error: 1 of 1 MONEY entities differ (100.00%), more than 50.00% [drift]"],
    ),
    (["--tolerance", "PRICE=0"], 0, []),
]


@pytest.mark.parametrize(("options", "code", "says"), TOLERANCES)
def test_tolerance(newsx, tmp_path, options, code, says):
    ran = two_runs(newsx, tmp_path, docs(), docs(*ALL[:-1]), *options)
    assert heads(ran) == ['new.jsonl:1:1: note: MONEY "$2 billion" disappeared [disappeared]', *says]
    assert ran.code == code


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_names_and_numbers_that_no_report_can_hold(newsx, tmp_path, form):
    """Half of a surrogate pair, what steers a terminal, more than 64 bits."""
    label = {**flat_record(), "label": "X\x1b[31m"}
    (tmp_path / "old\x1b.jsonl").write_text(json.dumps(label) + "\n")
    listed = [{**label, "doc": "\ud800"}, {**label, "start": 10**30, "end": 2**70}]
    (tmp_path / "new.jsonl").write_text(json.dumps(listed, indent=1))
    ran = newsx("check", "new.jsonl", "--baseline", "old\x1b.jsonl", "-f", form)
    assert ran.code == 1
    assert b"\x1b" not in ran.out


def flat_record() -> dict[str, Any]:
    return {"doc": "a.txt", "start": 0, "end": 1, "text": "x", "label": "X", "rule": "rules.x"}


def test_table_of_two_runs(newsx, tmp_path):
    ran = two_runs(newsx, tmp_path, docs(), docs(*ALL[:-1], {**MONEY, "amount": 2e9, "bound": "over"}))
    assert ran.out.decode().splitlines()[-11:] == [
        "baseline  old  new  same  appeared  disappeared  changed",
        "COMPANY     2    2     2         0            0        0",
        "MONEY       1    1     0         0            0        1",
        "PERCENT     2    2     2         0            0        0",
        "PRICE       2    2     2         0            0        0",
        "TICKER      1    1     1         0            0        0",
        "ALL         8    8     7         0            0        1",
        "against old.jsonl",
        "  a.txt: 1 differ",
        "",
        "1 error in 8 entities in 1 article.",
    ]
