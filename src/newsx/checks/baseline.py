"""Whether a run agrees with an earlier one: what appeared, disappeared, changed its value or its link."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import orjson

from newsx.articles import Source
from newsx.checks import reading
from newsx.checks.aside import Aside
from newsx.checks.compare import Entity, Match, matches, sound
from newsx.checks.findings import Finding, Place
from newsx.checks.reading import Doc
from newsx.checks.records import finding
from newsx.checks.schema import short

ALL = "ALL"
WORST = 10  # articles in the table
TABLE = "baseline"
COUNTS = ("old", "new", "same", "appeared", "disappeared", "changed")


class Baseline:
    """An earlier run, read beside the new one: both in the same order cost no memory, else articles wait on disk.

    tolerance: share of the old entities that may differ, by label or ALL; with it, differences are notes and more than
    that is the error.
    """

    def __init__(self, path: Path, aside: Aside, tolerance: Sequence[tuple[str, float]] = ()) -> None:
        self.path = path.as_posix()
        self.aside = aside
        self.tolerance = tuple(tolerance)
        self.faults: list[Finding] = []
        docs = self._docs()
        first = [*islice(docs, 1)]
        self.readable = bool(first) or all(fault.kind == "empty" for fault in self.faults)  # whether it can be compared
        self._old = chain(first, docs)
        self.labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.articles: Counter[str] = Counter()
        self._worst: Counter[str] = Counter()
        self._whole = False  # whether the baseline says which articles have no entity

    def see(self, doc: Doc) -> Iterator[Finding]:
        """Compares one article."""
        if not self.readable:
            yield from self._said()
            return
        old = self._find(doc.id)
        self.articles["new"] += 1
        if old is None:
            if doc.form != "entities" and (doc.entities or self._whole):
                yield finding("appeared", "the article is not in the baseline", doc, severity=self._severity)
            old = []
        else:
            self.articles["both"] += 1
        for match in matches(old, sound(doc.entities)):
            kind, said = self._count(doc.id, match)
            if kind:
                yield finding(kind, said, doc, doc.number(match.new), match.new or match.old, self._severity)
        yield from self._said()

    def end(self) -> Iterator[Finding]:
        """What only the baseline has, and whether too much differs."""
        for doc in self._old:
            self._keep(doc)
        for id, packed in self.aside.items(TABLE):
            line, whole, entities = orjson.loads(packed)
            self.articles["gone"] += 1
            here = Doc(id, entities, self.path, [line] * len(entities), "docs", line)
            if whole:
                yield finding("disappeared", "the article is not in the new run", here, severity=self._severity)
            for entity in entities:
                kind, said = self._count(id, Match(entity, None))
                yield finding(kind, said, here, None, entity, self._severity)
        yield from self._said()
        for label, most in self.tolerance:
            counts = sum(self.labels.values(), Counter()) if label == ALL else self.labels[label]
            differ = counts["appeared"] + counts["disappeared"] + counts["changed"]
            share = differ / max(counts["old"], 1)
            if share > most:
                what = "entities" if label == ALL else f"{label} entities"
                said = f"{differ:,} of {counts['old']:,} {what} differ ({share:.2%}), more than {most:.2%}"
                yield Finding("drift", said, Place(self.path), label="" if label == ALL else label)

    def table(self) -> Mapping[str, Any]:
        """Counts per label and the articles that differ most, for the reports."""
        rows = {label: self.labels[label] for label in sorted(self.labels)}
        rows[ALL] = sum(self.labels.values(), Counter())
        return {
            "file": self.path,
            "articles": {name: self.articles[name] for name in ("both", "new", "gone")},
            "labels": {label: {name: row[name] for name in COUNTS} for label, row in rows.items()},
            "worst": [{"doc": id, "differ": n} for id, n in self._worst.most_common(WORST)],
        }

    @property
    def _severity(self) -> str:
        return "note" if self.tolerance else "error"

    def _docs(self) -> Iterator[Doc]:
        for doc in reading.read(Source(self.path)):
            if isinstance(doc, Finding):
                self.faults.append(doc)
            else:
                yield doc

    def _find(self, id: str) -> list[Entity] | None:
        kept = self.aside.take(TABLE, id)
        if kept is not None:
            entities: list[Entity] = orjson.loads(kept)[2]
            return entities
        for doc in self._old:
            self._whole |= doc.form != "entities"
            if doc.id == id:
                return sound(doc.entities)
            self._keep(doc)
        return None

    def _keep(self, doc: Doc) -> None:
        entities = sound(doc.entities)
        self.aside.put(TABLE, doc.id, orjson.dumps([doc.line, doc.form != "entities", entities]))

    def _said(self) -> Iterator[Finding]:
        while self.faults:
            yield self.faults.pop(0)

    def _count(self, id: str, match: Match) -> tuple[str, str]:
        row = self.labels[match.label]
        row["old"] += match.old is not None
        row["new"] += match.new is not None
        if match.old is None:
            kind, said = "appeared", ""
        elif match.new is None:
            kind, said = "disappeared", ""
        elif match.differs:
            kind, said = "changed", ": " + "; ".join(match.differs)
        else:
            row["same"] += 1
            return "", ""
        row[kind] += 1
        self._note(id)
        one = match.old or match.new or {}
        verb = {"appeared": " appeared", "disappeared": " disappeared", "changed": ""}[kind]
        return kind, f"{one.get('label')} {short(one.get('text', ''))}{verb}{said}"

    def _note(self, id: str) -> None:
        self._worst[id] += 1
        if len(self._worst) > 100 * WORST:  # an article's differences come together, so the least can go
            self._worst = Counter(dict(self._worst.most_common(10 * WORST)))
