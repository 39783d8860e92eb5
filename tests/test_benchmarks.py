"""What the bench rests on: a corpus that is always the same and does not flatter, and a check that notices losses."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # benchmarks is no part of the package

from benchmarks import run  # noqa: E402
from benchmarks.corpus import articles  # noqa: E402

SIZE = 200_000


@pytest.fixture(scope="module")
def texts():
    return list(articles(SIZE))


def test_the_same_seed_gives_the_same_corpus(texts):
    digest = hashlib.sha256("\x00".join(texts).encode()).hexdigest()
    code = f"""
import hashlib
from benchmarks.corpus import articles
print(hashlib.sha256("\\x00".join(articles({SIZE})).encode()).hexdigest())
"""
    for seed in ("1", "2"):  # the order of sets must not matter
        other = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout.strip() == digest


def test_another_seed_gives_another_corpus(texts):
    assert not set(texts) & set(articles(SIZE, seed=2))


def test_it_is_news_and_holds_no_article_twice(texts, pipeline):
    from newsx.records import Article

    assert SIZE <= sum(map(len, texts)) < SIZE * 1.1 and len(set(texts)) == len(texts)
    assert not any(sign in text for text in texts for sign in "\x01\x02")
    labels = {e.label for text in texts[:20] for e in pipeline.document(Article("a", text)).entities}
    assert labels == {"COMPANY", "TICKER", "PERCENT", "PRICE", "MONEY"}


def test_caches_are_not_flattered():
    """News of this size has some 15,000 different words; text that is repeated would have a few hundred."""
    words = {word for text in articles(1_000_000) for word in text.split()}
    assert len(words) > 15_000


BEFORE = {
    "start": [
        ["import spacy", {"ms": 700.0, "of import spacy": 1.0}],
        ["--help", {"ms": 70.0, "of import spacy": 0.1}],
    ],
    "tokenizer": [["warm", {"x over blank": 12.0}]],
    "throughput": [
        ["newsx: five labels", {"MB/s": 5.0, "x newsx is faster": 1.0}],
        ["reticker 3.1.6: ticker strings", {"MB/s": 20.0, "x newsx is faster": 0.25}],
    ],
}


def changed(part, what, **figures):
    """BEFORE with other figures in one row."""
    now = {p: [(w, dict(f)) for w, f in rows] for p, rows in json.loads(json.dumps(BEFORE)).items()}
    dict(now[part])[what].update(figures)
    return now


CHECKS = [  # what is measured now, what is said to be lost
    ("nothing has changed", changed("tokenizer", "warm"), []),
    ("more of an x is better", changed("tokenizer", "warm", **{"x over blank": 99.0}), []),
    ("a quarter less may be noise", changed("tokenizer", "warm", **{"x over blank": 9.1}), []),
    (
        "more than a quarter less is none",
        changed("tokenizer", "warm", **{"x over blank": 8.9}),
        ["tokenizer: warm: x over blank was 12, is 8.9"],
    ),
    ("less of a share is better", changed("start", "--help", **{"of import spacy": 0.01}), []),
    ("a third more may be noise", changed("start", "--help", **{"of import spacy": 0.13}), []),
    (
        "more than a third more is none",
        changed("start", "--help", **{"of import spacy": 0.14}),
        ["start: --help: of import spacy was 0.1, is 0.14"],
    ),
    ("a slow machine is no loss", changed("start", "--help", ms=7000.0), []),
    ("one part alone", {"tokenizer": [("warm", {"x over blank": 12.0})]}, []),
    (
        "what is no longer measured",
        {"tokenizer": [("cold", {"x over blank": 12.0})]},
        ["tokenizer: warm: x over blank was 12, is not measured any more"],
    ),
    ("a peer that is not installed", {"throughput": [("newsx: five labels", {"x newsx is faster": 1.0})]}, []),
]


@pytest.mark.parametrize(("now", "said"), [row[1:] for row in CHECKS], ids=[row[0] for row in CHECKS])
def test_check(now, said):
    assert list(run.lost(now, BEFORE)) == said


@pytest.mark.parametrize(("ratio", "code"), [(12.0, 0), (5.0, 1)])
def test_the_command_says_no_with_its_exit_code(monkeypatch, tmp_path, capsys, ratio, code):
    stored = tmp_path / "results.json"
    stored.write_text(json.dumps(BEFORE))
    monkeypatch.setattr(run, "RESULTS", stored)
    monkeypatch.setattr(run, "measure", lambda only, folder: changed("tokenizer", "warm", **{"x over blank": ratio}))
    monkeypatch.setattr(sys, "argv", ["run", "--check"])
    assert run.main() == code
    assert ("is 5" in capsys.readouterr().out) == bool(code)


def test_nothing_to_compare_with(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(sys, "argv", ["run", "--check"])
    with pytest.raises(SystemExit) as end:
        run.main()
    assert end.value.code == 2 and "--write" in capsys.readouterr().err


def test_what_is_written_can_be_read_and_compared(monkeypatch, tmp_path):
    made_up = changed("start", "--help")
    made_up["scale"] = [("1 MB", {"s": 1.5}), ("companies", {"x throughput": 0.97})]  # two tables in one part
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(run, "REPORT", tmp_path / "performance.md")
    monkeypatch.setattr(run, "measure", lambda only, folder: made_up)
    monkeypatch.setattr(sys, "argv", ["run", "--write"])
    assert run.main() == 0
    assert list(run.lost(made_up, json.loads((tmp_path / "results.json").read_text()))) == []
    page = (tmp_path / "performance.md").read_text()
    assert "| --help | 70 | 0.1 |" in page and "| companies | 0.97 |" in page and "different ones" in page


@pytest.mark.parametrize("part", run.PARTS)
def test_every_part_says_what_it_measures(part):
    assert run.DESCRIBED[part].endswith(".")
