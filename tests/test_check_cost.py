"""What a check costs: less than extracting did, and the same memory for more records."""

import tracemalloc
from time import process_time

import pytest

import gold
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
