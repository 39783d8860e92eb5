"""Memory over a stream without end: ``make soak``. Writes docs/soak.md, and fails when memory grows.

Articles that were never there before (benchmarks/corpus.py) go through newsx.each in one process, as in
``newsx extract --format docs -``; the size of the process is looked at as it goes.
"""

import argparse
import platform
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402

from newsx.pipeline import LIFE, ZONE, each  # noqa: E402
from newsx.records import Article  # noqa: E402
from newsx.settings import Settings  # noqa: E402
from newsx.writers import docs  # noqa: E402

LOOKS = 40
ALLOWED = 60  # MB that the second half may add


def resident() -> float:
    """MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def articles(number: int) -> Iterator[Article]:
    """So many different articles, the paragraphs of the corpus: about 500 characters each, with a word of its own."""
    draw = random.Random(0)
    made = 0
    for seed in count(1):
        for text in corpus.articles(20_000_000, seed):
            for paragraph in text.split("\n\n"):
                if paragraph.strip():
                    yield Article(str(made), f"{paragraph} Ref{draw.getrandbits(48):x}x.")
                    made += 1
                    if made == number:
                        return


def soak(number: int) -> list[tuple[int, float, float, float]]:
    """(articles, million characters, MB held, seconds) as it goes."""
    curve = []
    read = 0

    def counted() -> Iterator[Article]:
        nonlocal read
        for article in articles(number):
            read += len(article.text)
            yield article

    since = time.monotonic()
    for n, _ in enumerate(each(counted(), docs.line, Settings(changes=True)), 1):
        if n % max(1, number // LOOKS) == 0 or n == number:
            curve.append((n, read / 1e6, resident(), time.monotonic() - since))
            print(f"{n:>10,} articles {read / 1e6:8.0f} MB read {curve[-1][2]:6.0f} MB held", flush=True)
    return curve


def page(curve: list[tuple[int, float, float, float]]) -> str:
    articles, size, _, seconds = curve[-1]
    most = max(held for _, _, held, _ in curve)
    rows = "\n".join(
        f"| {n:,} | {read:,.0f} | {held:.0f} | {'█' * round(40 * held / most)} |" for n, read, held, _ in curve
    )
    half, last = curve[len(curve) // 2 - 1], curve[-1]
    return f"""# Memory over a long stream

`make soak` sends articles that were never there before (`benchmarks/corpus.py`: other companies, people, figures and
words each time) through one process, moves and all, and looks at its memory as it goes. This is the last run:
{articles:,} articles, {size:,.0f} million characters, {seconds / 60:.0f} minutes with the making of the articles, on
{date.today():%d %B %Y}, Python {platform.python_version()}, {platform.system()}.

From {half[0]:,} to {articles:,} articles memory went from {half[2]:.0f} to {last[2]:.0f} MB, {most:.0f} MB at most.
What spaCy stores for the words of the articles is dropped every {ZONE / 1e6:.0f} million characters,
its tables of words every {LIFE / 1e6:.0f} million: a saw, no slope.

| articles | million characters read | MB held | |
|--:|--:|--:|:--|
{rows}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "soak.md")
    told = parser.parse_args()
    curve = soak(told.articles)
    told.output.write_text(page(curve), "utf-8")
    middle = len(curve) // 2
    before, after = (max(held for _, _, held, _ in half) for half in (curve[:middle], curve[middle:]))
    if after > before + ALLOWED:
        sys.exit(f"memory grows: {before:.0f} MB at most in the first half, {after:.0f} MB in the second")


if __name__ == "__main__":
    main()
