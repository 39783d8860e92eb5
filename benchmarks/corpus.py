"""News without end: articles made from the sentences of our own stories with other names, figures and words, by a seed.

Caches must not flatter: every company, person and figure is drawn anew, and longer words give way to made-up ones
whose frequencies follow the law of Zipf and Mandelbrot. Nor must density mislead: a story is not all names and
figures, so most sentences are of plain.txt. Both are set by 157 newspaper articles, which have 7,900 different tokens
in their first 250,000 characters, 11,100 in 470,000, and 5,200 finds a million.
"""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parent.parent
SYLLABLES = [c + v + e for c in (*"bdfglmnprstv", "st", "tr", "ch") for v in "aeiou" for e in ("", "n", "r", "l")]
VOCABULARY = 200_000
FLAT, STEEP = 1000, 1.5  # of the made-up words' frequencies: 1 / (rank + FLAT) ** STEEP
PLAIN = 0.6  # share of the sentences in which nothing is found
SPOKEN = 0.4  # share of the articles that have people talk: don't, it's
SWAP = 0.4  # share of the words of five letters and more that give way, but for those that make a figure an amount
UNITS = frozenset(
    ["million", "billion", "trillion", "thousand", "crore", "percent", "points", "dollars", "euros", "cents"]
)


def articles(size: int, seed: int = 1) -> Iterator[str]:
    """Articles of about 2.5 kB, until ``size`` characters are reached."""
    draw = random.Random(seed)
    words, weights = _vocabulary()
    names = _names()
    telling, every = _sentences(), (Path(__file__).parent / "plain.txt").read_text().splitlines()
    silent = [sentence for sentence in every if "'" not in sentence]
    made = 0
    while made < size:
        plain = every if draw.random() < SPOKEN else silent
        sentences = [draw.choice(plain if draw.random() < PLAIN else telling) for _ in range(draw.randint(14, 26))]
        article = _article(draw, sentences, names, words, weights)
        made += len(article)
        yield article


def _article(
    draw: random.Random, sentences: list[str], names: list[str], words: list[str], weights: list[float]
) -> str:
    cast = [draw.choice(names) if draw.random() < 0.6 else _invented(draw) for _ in range(6)]
    people = [_invented(draw) for _ in range(3)]
    fresh = iter(draw.choices(words, cum_weights=weights, k=800))
    text = []
    for n, sentence in enumerate(sentences):
        sentence = re.sub("\x01", lambda _: draw.choice(cast), sentence)
        sentence = re.sub("\x02", lambda _: draw.choice(people), sentence)
        sentence = re.sub(r"[1-9]", lambda _: str(draw.randint(1, 9)), sentence)
        sentence = re.sub(
            r"\b[a-z]{5,}\b", lambda m: m[0] if m[0] in UNITS or draw.random() >= SWAP else next(fresh, m[0]), sentence
        )
        text.append(sentence + ("\n\n" if n % 4 == 3 else " "))
    return "".join(text)


def _vocabulary() -> tuple[list[str], list[float]]:
    draw = random.Random(0)
    words = sorted({"".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(VOCABULARY)})
    draw.shuffle(words)
    return words, list(accumulate((rank + FLAT) ** -STEEP for rank in range(len(words))))


def _names() -> list[str]:
    from newsx.universe import Universe

    return sorted({short for c in Universe.load().companies.values() for short in (c.name, *c.aliases[:2])})


def _invented(draw: random.Random) -> str:
    return " ".join("".join(draw.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))


def _sentences() -> list[str]:
    """The seeds and the stories of the tests, a sentence each; \\x01 is a company, \\x02 a name of two words."""
    stories = []
    for line in (ROOT / "seeds" / "gold.jsonl").read_text().splitlines():
        gold = json.loads(line)
        companies = {e["text"] for e in gold["entities"] if e["label"] == "COMPANY"}
        stories.append(((ROOT / gold["id"]).read_text(), companies))
    for cases in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        for case in tomllib.loads(cases.read_text()).values():
            stories.append((case["text"], {find[0] for find in case["finds"] if find[1] == "COMPANY"}))
    found = []
    for text, companies in stories:
        for company in sorted(companies, key=lambda c: (-len(c), c)):
            text = re.sub(rf"\b{re.escape(company)}(?!\w)", "\x01", text)
        for sentence in re.split(r"(?<=[.!?”])\s+|\n+", text):
            if len(sentence) > 30:
                found.append(re.sub(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+\b", "\x02", sentence))
    return found
