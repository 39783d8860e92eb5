"""The promise to whoever reads the records: those of seeds/ are today what they were, to the byte."""

from pathlib import Path

from newsx import articles
from newsx.pipeline import each
from newsx.settings import Settings
from newsx.writers import docs

ROOT = Path(__file__).parent.parent


def test_the_records_of_the_sample_articles(monkeypatch):
    """A change is a decision: ``make records``, look at the difference, say so in CHANGELOG.md."""
    monkeypatch.chdir(ROOT)
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").glob("*.txt"))
    now = list(each(articles.read(paths), docs.line, Settings(changes=True)))
    stored = (ROOT / "tests" / "records.jsonl").read_bytes().splitlines(keepends=True)
    assert [line.decode() for line in now] == [line.decode() for line in stored]
    assert len(paths) == len(stored) >= 5
