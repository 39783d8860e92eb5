"""newsx against what a user would take instead: ratios measured in one run, interleaved.

python -m benchmarks.run [--folder DIR] [--only PART] [--write] [--check]

--folder  measure throughput on the .txt files there, too
--only    throughput, tokenizer, rules, jobs, start, memory or scale
--write   write docs/performance.md and benchmarks/results.json
--check   compare with benchmarks/results.json; exit 1 on a ratio that has lost more than a quarter
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks.corpus import SYLLABLES, articles
from benchmarks.peers import PEERS, peers

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results.json"
REPORT = ROOT / "docs" / "performance.md"
LOSS = 0.25  # of a ratio, that --check lets pass
NEWSX = [sys.executable, "-m", "newsx"]

Row = tuple[str, dict[str, float]]  # what was measured; figure -> value. Figures that start with "x" are ratios.


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(command: Sequence[str], cache: str | None = None) -> float:
    """As a user has it: with byte code, and with a cache, which is to be in a folder of the bench's own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if cache:
        environment["XDG_CACHE_HOME"] = cache
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def interleaved(works: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Each measured once a round, so that a slow minute of the machine falls on all of them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return taken


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    return median(a / b for a, b in zip(of, to, strict=True))


def throughput(texts: list[str], rounds: int = 7) -> Iterator[Row]:
    """One process, warm, text in memory to JSONL bytes, every rule and the whole universe on; CPU time."""
    import spacy

    from newsx.pipeline import Pipeline
    from newsx.records import Article
    from newsx.writers.jsonl import lines

    pipeline = Pipeline()
    blank = spacy.blank("en")

    def newsx(text: str) -> bytes:
        return lines(pipeline.document(Article("a", text)))

    readers = [("newsx", "five labels, spans, values, links, JSONL", 2000, newsx)]
    readers += [("spaCy blank tokenizer", "tokens", 2000, blank.make_doc), *peers()]

    def reading(read: Callable[[str], object], kilobytes: int) -> Callable[[], float]:
        part: list[str] = []
        for text in texts:
            part.append(text)
            if sum(map(len, part)) >= kilobytes * 1000:
                break
        size = sum(map(len, part)) / 1e6
        for text in part if kilobytes > 100 else part[:1]:
            read(text)  # warm
        return lambda: cpu(lambda: [read(text) for text in part]) / size

    works = {name: reading(read, kilobytes) for name, _, kilobytes, read in readers}
    taken = interleaved(works, rounds)
    for name, finds, _, _ in readers:
        yield (
            f"{name}: {finds}",
            {"MB/s": 1 / median(taken[name]), "x newsx is faster": ratio(taken[name], taken["newsx"])},
        )


TOKENIZE = """
import sys, time, gc, spacy
from pathlib import Path
texts = Path(sys.argv[1]).read_text().split("\\x00")
config = {"nlp": {"tokenizer": {"@tokenizers": "newsx.tokenizer.v1"}}} if sys.argv[2] == "newsx" else {}
nlp = spacy.blank("en", config=config)
for _ in range(2):
    start = time.process_time()
    for text in texts:
        nlp.make_doc(text)
    print(time.process_time() - start)
"""


def tokenizer(texts: list[str], rounds: int = 5) -> Iterator[Row]:
    """1 MB, each time in a new process: the first pass has a cold vocabulary, the second is warm; CPU time."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\x00".join(texts[:400]))
        file.flush()

        def passes(which: str) -> list[float]:
            run = [sys.executable, "-c", TOKENIZE, file.name, which]
            return [float(x) for x in subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()]

        pairs = [(passes("blank"), passes("newsx")) for _ in range(rounds)]
    for n, what in enumerate(("cold vocabulary", "warm")):
        yield f"tokenizer, {what}", {"x over blank": median(b[n] / o[n] for b, o in pairs)}


def rules(texts: list[str], rounds: int = 5) -> Iterator[Row]:
    """What each part of the pipeline costs, warm; CPU time."""
    from newsx import components
    from newsx.pipeline import Pipeline, _records
    from newsx.records import Article, Document
    from newsx.writers.jsonl import lines

    pipeline = Pipeline()
    part = texts[:800]
    size = sum(map(len, part)) / 1e6
    for text in part:
        pipeline.document(Article("a", text))
    taken: dict[str, list[float]] = {}
    clock = time.process_time
    for _ in range(rounds):
        spent = dict.fromkeys(("tokenizer", *pipeline.nlp.pipe_names, "records", "JSONL"), 0.0)
        for text in part:
            start = clock()
            doc = pipeline.nlp.make_doc(text)
            doc.user_data[components.SOURCE] = text
            spent["tokenizer"] += (now := clock()) - start
            for name, component in pipeline.nlp.pipeline:
                component(doc)
                spent[name] += (then := clock()) - now
                now = then
            entities = _records(text, components.settled(doc), pipeline.settings)
            spent["records"] += (then := clock()) - now
            lines(Document("a", entities))
            spent["JSONL"] += clock() - then
        for name, seconds in spent.items():
            taken.setdefault(name, []).append(seconds / size * 1000)
    for name, times in taken.items():
        yield name, {"ms/MB": median(times)}


def jobs(texts: list[str], rounds: int = 5) -> Iterator[Row]:
    """A folder of articles through the command line, JSONL out; wall time."""
    with tempfile.TemporaryDirectory() as folder:
        for n, text in enumerate(texts):
            (Path(folder) / f"{n:05}.txt").write_text(text)
        run = [*NEWSX, "extract", folder, "--format", "jsonl", "--quiet"]
        taken = interleaved({n: lambda n=n: wall([*run, "--jobs", n]) for n in ("1", "2")}, rounds)
    size = sum(map(len, texts)) / 1e6
    for n, times in taken.items():
        figures = {"MB": size, "files": len(texts), "MB/s": size / median(times)}
        yield f"newsx extract --jobs {n}, start-up included", {**figures, "x over one": ratio(taken["1"], times)}


def start(texts: list[str], rounds: int = 9) -> Iterator[Row]:
    """From cold; wall time."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(texts[0])
        file.flush()
        commands = {
            "python -c 'import spacy'": [sys.executable, "-c", "import spacy"],
            "newsx extract, one article": [*NEWSX, "extract", file.name, "--format", "jsonl"],
            "newsx --help": [*NEWSX, "--help"],
            "newsx --version": [*NEWSX, "--version"],
            "newsx lookup BABA": [*NEWSX, "lookup", "BABA"],
            "newsx schema": [*NEWSX, "schema"],
        }
        works = {name: lambda c=command: wall(c) for name, command in commands.items()}
        interleaved(works, 1)
        taken = interleaved(works, rounds)
    spacy = next(iter(taken.values()))
    for name, times in taken.items():
        yield name, {"ms": 1000 * median(times), "of import spacy": ratio(times, spacy)}


STREAM = """
import json, os, sys
from pathlib import Path
from newsx.pipeline import Pipeline
from newsx.records import Article
from newsx.writers.jsonl import lines
pipeline = Pipeline()
read, marks = 0, [float(mark) for mark in sys.argv[2:]]
with Path(sys.argv[1]).open() as file:
    for line in file:
        text = json.loads(line)
        lines(pipeline.document(Article("a", text)))
        read += len(text)
        if marks and read >= marks[0]:
            del marks[0]
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            print(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
"""


def memory(megabytes: int = 50) -> Iterator[Row]:
    """Resident memory of a process of its own while a stream of new text goes through."""
    shares = (0.25, 0.5, 0.75, 0.99)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for text in articles(megabytes * 1_000_000, seed=7):
            file.write(json.dumps(text) + "\n")
        file.flush()
        run = [sys.executable, "-c", STREAM, file.name, *(str(share * megabytes * 1e6) for share in shares)]
        said = subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()
    marks = [float(resident) for resident in said]
    for share, now in zip(shares, marks, strict=True):
        yield f"after {share * megabytes:.0f} MB of text", {"RSS MB": now, "MB since 25 %": now - marks[0]}


def scale(texts: list[str], rounds: int = 3) -> Iterator[Row]:
    """How time grows with the input, and with the list of companies."""
    with tempfile.TemporaryDirectory() as folder:
        for size in (1, 10, 100):
            with (Path(folder) / f"{size}.jsonl").open("w") as file:
                for n, text in enumerate(articles(size * 1_000_000, seed=3)):
                    file.write(json.dumps({"id": str(n), "text": text}) + "\n")
            seconds = wall([*NEWSX, "extract", f"{folder}/{size}.jsonl", "--format", "jsonl", "--quiet", "--jobs", "1"])
            yield f"{size} MB, one process, start-up included", {"s": seconds, "s/MB": seconds / size}
        one = Path(folder) / "one.txt"
        one.write_text(texts[0])
        lists: dict[str, list[str]] = {"shipped companies alone": []}
        for count in (1_000, 100_000):
            own = Path(folder) / f"own{count}.csv"
            own.write_text("name,ticker\n" + "".join(_companies(count)))
            lists[f"with {count:,} companies of one's own"] = ["--companies", str(own)]
        extract = [*NEWSX, "extract", "--format", "jsonl", "--quiet", "--jobs", "1"]
        first, starts, runs = {}, {}, {}
        for name, options in lists.items():
            first[name] = wall([*extract, str(one), *options], folder)
            starts[name] = lambda o=options: wall([*extract, str(one), *o], folder)
            runs[name] = lambda o=options: wall([*extract, f"{folder}/10.jsonl", *o], folder)
        starts["import"] = lambda: wall([sys.executable, "-c", "import spacy"])
        started = interleaved(starts, 3 * rounds)
        ran = interleaved(runs, rounds)
    spacy, (base, *_) = started.pop("import"), lists
    for name in lists:
        more = median((a - b) / c for a, b, c in zip(started[name], started[base], spacy, strict=True))
        figures = {"s, first start with the list": first[name], "import spacy more, later starts": more}
        yield name, {**figures, "x throughput": ratio(ran[base], ran[name])}


def _companies(count: int) -> Iterator[str]:
    """Rows of a list: names as different from one another as real ones, every other one with a symbol."""
    draw = random.Random(count)
    for n in range(count):
        name = " ".join("".join(draw.choices(SYLLABLES, k=draw.randint(2, 3))).capitalize() for _ in range(2))
        yield f"{name} {n % 97} plc,{f'Z{n:05X}' if n % 2 else ''}\n"


PARTS = ("throughput", "tokenizer", "rules", "jobs", "start", "memory", "scale")


def held(texts: list[str]) -> str:
    """How much there is in texts: what is repeated, or has nothing to find in it, is read faster."""
    import re

    from newsx.pipeline import Pipeline
    from newsx.records import Article

    pipeline = Pipeline()
    found = sum(len(pipeline.document(Article("a", text)).entities) for text in texts)
    said = [token for text in texts for token in re.findall(r"\w+|[^\w\s]", text)]
    return f"{len(said):,} tokens, {len(set(said)):,} different ones, and {found:,} entities"


def measure(only: str | None, folder: Path | None) -> dict[str, list[Row]]:
    texts = list(articles(4_000_000))
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "throughput": lambda: throughput(texts),
        "tokenizer": lambda: tokenizer(texts),
        "rules": lambda: rules(texts),
        "jobs": lambda: jobs([*texts, *articles(12_000_000, seed=2)]),
        "start": lambda: start(texts),
        "memory": memory,
        "scale": lambda: scale(texts),
    }
    assert tuple(parts) == PARTS
    if folder:
        own = [path.read_text(errors="replace") for path in sorted(folder.rglob("*.txt"))]
        parts[f"throughput on {folder}"] = lambda: throughput(own)
    results: dict[str, list[Row]] = {}
    for name, part in parts.items():
        if only in (None, name):
            print(f"\n{name}: {DESCRIBED[name.partition(' ')[0]]}", flush=True)
            for row in part():
                results.setdefault(name, []).append(row)
                print(f"  {row[0]:75}", *(f"{value:10.3g} {figure}" for figure, value in row[1].items()), flush=True)
    return results


def report(results: dict[str, list[Row]]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("newsx", "spacy", "orjson"))
    lines = [
        "# How fast newsx is",
        "",
        f"Measured on {date.today()} by `make bench`: {machine}, Python {platform.python_version()}, {packages}.",
        "Absolute figures are this machine's; the ratios, each taken within one run and interleaved, are what counts.",
        f"The text is made from `seeds/` by a seeded generator: 4 MB of it hold {held(list(articles(4_000_000)))}.",
    ]
    for name, rows in results.items():
        lines += ["", f"## {name.capitalize()}", "", DESCRIBED[name.partition(" ")[0]]]
        for figures, same in groupby(rows, key=lambda row: list(row[1])):
            lines += ["", "| | " + " | ".join(figures) + " |", "|---|" + "--:|" * len(figures)]
            lines += [f"| {what} | " + " | ".join(f"{row[f]:.3g}" for f in figures) + " |" for what, row in same]
    return "\n".join(lines) + "\n"


def lost(results: dict[str, list[Row]], before: dict[str, list[Row]]) -> Iterator[str]:
    """Stored ratios that are worse now by more than LOSS, or that a part which was measured no longer has.

    More is better of "x ...", less of "of ...". A peer that is not installed, or another version of it, is no loss.
    """
    for part, rows in before.items():
        if part not in results:
            continue
        now = dict(results[part])
        for what, figures in rows:
            for figure, old in figures.items():
                if not figure.startswith(("x ", "of ")):
                    continue
                new = now.get(what, {}).get(figure)
                if new is None:
                    if not what.startswith(tuple(peer for peer, *_ in PEERS)):
                        yield f"{part}: {what}: {figure} was {old:.3g}, is not measured any more"
                elif (old / new if figure.startswith("x ") else new / old) > 1 / (1 - LOSS):
                    yield f"{part}: {what}: {figure} was {old:.3g}, is {new:.3g}"


DESCRIBED = {name: " ".join((globals()[name].__doc__ or "").split()) for name in PARTS}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--folder", type=Path)
    options.add_argument("--only", choices=PARTS)
    options.add_argument("--write", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    if given.write and (given.only or given.folder):
        options.error("--write is for all parts, and for the corpus that everybody has")
    if given.check and not RESULTS.exists():
        options.error(f"nothing to compare with: {RESULTS.name} is made by --write")
    before = json.loads(RESULTS.read_text()) if given.check else {}
    results = measure(given.only, given.folder)
    if given.write:
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
        REPORT.write_text(report(results))
    if given.check:
        losses = list(lost(results, before))
        print("", *(losses or ["No ratio has lost more than a quarter."]), sep="\n")
        return 1 if losses else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
