"""What a check costs: less than extracting did, and the same memory for more records."""

import tracemalloc
from pathlib import Path
from time import process_time

import pytest

import gold
from growth import in_proportion
from newsx.checks.check import check
from newsx.checks.findings import Stats
from newsx.records import Article
from newsx.settings import Check, Settings
from newsx.writers import docs, jsonl
from test_check import APPLE, FIVE, lines

TIMES = 15  # how often the sample articles are read


@pytest.mark.parametrize("write", [docs.line, jsonl.lines], ids=["docs", "entities"])
def test_to_check_costs_less_than_to_extract(pipeline, tmp_path, write):
    """Time of the processor, both warmed up; with the articles at hand, so that offsets are checked as well."""
    stories = [(f"{n}-{story.name}.txt", story.text) for n in range(TIMES) for story in gold.seeds()]
    (tmp_path / "news").mkdir()
    for name, text in stories:
        (tmp_path / "news" / name).write_text(text, encoding="utf-8", newline="")
    settings = Settings(check=Check(source=(tmp_path / "news",)))

    def extracted() -> bytes:
        return b"".join(write(pipeline.document(Article(name, text))) for name, text in stories)

    def checked() -> Stats:
        stats = Stats()
        assert [*check([tmp_path / "r.jsonl"], settings, stats)] == []
        return stats

    (tmp_path / "r.jsonl").write_bytes(extracted())
    assert checked().entities > 100 * TIMES
    cost = {}
    for name, work in (("extract", extracted), ("check", checked)):
        start = process_time()
        work()
        cost[name] = process_time() - start
    assert cost["check"] < cost["extract"] * 0.8, cost  # a fourth to a third of it


def test_more_records_take_no_more_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("newsx.checks.aside.IN_MEMORY", 20_000)
    peaks = []
    for count in (400, 400, 2_000):  # the first warms up
        file = tmp_path / f"{count}.jsonl"
        file.write_bytes(lines({"id": f"{n}", "entities": [APPLE, FIVE]} for n in range(count)))
        tracemalloc.start()
        assert [*check([file])] == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.2, peaks


def test_an_article_is_found_twice_however_many_lie_between(tmp_path, monkeypatch):
    monkeypatch.setattr("newsx.checks.aside.IN_MEMORY", 20_000)
    records = [{"id": f"{n}", "entities": []} for n in range(3_000)]
    (tmp_path / "r.jsonl").write_bytes(lines([*records, records[7]]))
    (found,) = check([tmp_path / "r.jsonl"])
    assert (found.kind, found.place.line, found.message) == (
        "duplicate-id",
        3_001,
        f'"7" stands in {tmp_path / "r.jsonl"}:8 already',
    )


def test_an_article_of_very_many_entities_is_one(tmp_path):
    """More than were once held at a time; the last of them stands there twice."""
    names = [entity("a", n) for n in range(100_001)]
    (tmp_path / "r.jsonl").write_bytes(lines([*names, names[-1]]))
    stats = Stats()
    assert [(f.kind, f.place.line) for f in check([tmp_path / "r.jsonl"], stats=stats)] == [("duplicate", 100_002)]
    assert (stats.articles, stats.entities) == (1, 100_002)


def test_an_article_that_comes_back_is_one_and_no_place_is_taken_twice(tmp_path):
    """Five returns; each of the last two articles' lines meets one from another visit."""
    turns = [entity(id, n) for n in (0, 7, 2, 9, 4) for id in ("a", "b")]
    over = {**entity("a", 2), "end": entity("a", 2)["end"] + 1, "text": "N0000002 "}
    (tmp_path / "r.jsonl").write_bytes(lines([*turns, over, turns[3], entity("a", 3)]))
    stats = Stats()
    found = [(f.kind, f.place.line, f.doc) for f in check([tmp_path / "r.jsonl"], stats=stats)]
    assert [one for one in found if one[0] != "edge"] == [("overlap", 11, "a"), ("duplicate", 12, "b")]
    assert stats.articles == 2


def entity(id: str, n: int) -> dict[str, object]:
    """A name that stands nowhere else in the article, with a sentence to itself."""
    return {"doc": id, "start": 90 * n, "end": 90 * n + 8, "text": f"N{n:07}", "label": "COMPANY", "rule": "rules.n"}


LONG = 16_000  # entities
ARTICLE = "".join(f"{f'N{n:07} said that it had nothing to say':<90}" for n in range(LONG))
GROWING = [
    ("one article", [entity("a", n) for n in range(LONG)], ""),
    ("two articles that take turns", [entity("ab"[n % 2], n) for n in range(LONG)], ""),
    ("nothing is where it should be", [{**entity("a", n), "start": 90 * n + 1} for n in range(LONG)], ""),
    ("nothing is what it was", [entity("a", n) for n in range(LONG)], "PERSON"),
]


@pytest.mark.parametrize(("why", "records", "label"), GROWING, ids=[row[0] for row in GROWING])
def test_time_grows_with_the_entities_of_an_article(tmp_path, monkeypatch, why, records, label):
    """label: that of all entities in the baseline."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for name in ("a", "b"):
        Path("news", name).write_text(ARTICLE, encoding="utf-8")
    wanted = Settings(check=Check(source=(Path("news"),), baseline=Path("old.jsonl") if label else None))

    def checked(text: str) -> None:
        Path("r.jsonl").write_text(text, encoding="utf-8")
        Path("old.jsonl").write_text(text.replace("COMPANY", label), encoding="utf-8")
        for _ in check(["r.jsonl"], wanted):
            pass

    assert in_proportion(checked, lines(records).decode())
