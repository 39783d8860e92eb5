"""Whether what is found agrees with gold: precision, recall and F1 per label, and the differences."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsx.articles import Source
from newsx.checks import reading
from newsx.checks.compare import Match, matches, sound
from newsx.checks.findings import Finding, Place
from newsx.checks.reading import Doc
from newsx.checks.records import finding
from newsx.checks.schema import nearest, short
from newsx.errors import SettingsError

ALL = "ALL"
WORST = 10  # articles in the table


@dataclass
class Score:
    """Counts of one label. exact: same span; overlap: one shared character is enough; value: and all it is worth."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap: int = 0
    value: int = 0

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1, from 0 to 1, in each of the three ways."""
        ways = ("exact", "overlap", "value")
        return {"gold": self.gold, "found": self.found, **{w: self._prf(getattr(self, w)) for w in ways}}

    def f1(self) -> float:
        """F1 of exact spans; 1 where there is nothing to find and nothing was found."""
        return 2 * self.exact / (self.gold + self.found) if self.gold + self.found else 1.0

    def _prf(self, right: int) -> dict[str, float]:
        p = right / self.found if self.found else 1.0
        r = right / self.gold if self.gold else 1.0
        f1 = 2 * right / (self.gold + self.found) if self.gold + self.found else 1.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4)}


class Gold:
    """A file of gold, held against the articles as they come.

    least: F1 by label or ALL; with it, differences are notes and a label below is the error.
    """

    def __init__(self, path: Path, least: Sequence[tuple[str, float]] = ()) -> None:
        self.path = path.as_posix()
        self.faults: list[Finding] = []
        self.docs: dict[str, Doc] = {}
        for doc in reading.read(Source(self.path)):
            if isinstance(doc, Finding):
                self.faults.append(doc)
            elif doc.id in self.docs:
                self.docs[doc.id].entities += doc.entities
                self.docs[doc.id].lines += doc.lines
            else:
                self.docs[doc.id] = doc
        self.least = tuple(least)
        self.scores: defaultdict[str, Score] = defaultdict(Score)
        self.compared = 0
        self.seen: set[str] = set()
        self.worst: list[tuple[int, str, dict[str, int], list[Finding]]] = []
        labels = {e["label"] for d in self.docs.values() for e in sound(d.entities)}
        for label, _ in self.least:
            if label != ALL and label not in labels:
                raise SettingsError(f'min-f1: gold has no label "{label}". {nearest(label, (ALL, *sorted(labels)))}')

    def see(self, doc: Doc) -> Iterator[Finding]:
        """Compares one article. What differs is kept, because the worst article comes first."""
        gold = self.docs.get(doc.id)
        if gold is None:
            return
        self.seen.add(doc.id)
        if doc.text is None:
            doc.text = gold.text
        text = doc.text
        wanted, found = sound(gold.entities), sound(doc.entities)
        other = [e for e in wanted if text is not None and "text" in e and text[e["start"] : e["end"]] != e["text"]]
        if other:
            e = other[0]
            here = short((text or "")[e["start"] : e["end"]])
            said = f"{len(other)} of {len(wanted)} spans have another text: {short(e['text'])} is {here} in the article"
            yield Finding("gold", said, gold.record(), doc=doc.id)
            return
        self.compared += 1
        findings = []
        counts = {"missed": 0, "false": 0, "differs": 0}
        for match in matches(wanted, found, partial=True):
            self._count(match)
            kind, said = _difference(match)
            if kind:
                counts[kind] += 1
                entity = match.new or match.old
                severity = "note" if self.least else "error"
                findings.append(finding(kind, said, doc, None, entity, severity))
        if findings:
            self.worst.append((len(findings), doc.id, counts, sorted(findings, key=lambda f: f.start or 0)))

    def end(self) -> Iterator[Finding]:
        """The differences, worst article first, and the labels whose F1 is too low."""
        self.worst.sort(key=lambda w: (-w[0], w[1]))
        for *_, findings in self.worst:
            yield from findings
        if not self.compared:
            if self.docs and not self.seen:
                ids = ", ".join(list(self.docs)[:3]) + (" …" if len(self.docs) > 3 else "")
                yield Finding("gold", f"none of its articles was checked; they are {ids}", Place(self.path))
            return
        for label, least in self.least:
            score = self._total() if label == ALL else self.scores[label]
            if score.f1() < least:
                what = "all labels" if label == ALL else label
                said = f"F1 of {what} is {score.f1():.4f}, less than {least:g}"
                yield Finding("f1", said, Place(self.path), label="" if label == ALL else label)

    def table(self) -> Mapping[str, Any]:
        """Figures per label and the worst articles, for the reports."""
        labels = {label: self.scores[label].figures() for label in sorted(self.scores)}
        return {
            "file": self.path,
            "articles": self.compared,
            "of": len(self.docs),
            "labels": {**labels, ALL: self._total().figures()},
            "worst": [{"doc": id, **counts} for _, id, counts, _ in self.worst[:WORST]],
        }

    def _total(self) -> Score:
        every = self.scores.values()
        names = ("gold", "found", "exact", "overlap", "value")
        return Score(*(sum(getattr(score, name) for score in every) for name in names))

    def _count(self, match: Match) -> None:
        old, new = match.old, match.new
        if old is not None:
            self.scores[old["label"]].gold += 1
        if new is not None:
            self.scores[new["label"]].found += 1
        if old is not None and new is not None and old["label"] == new["label"]:
            score = self.scores[old["label"]]
            score.exact += match.exact
            score.overlap += 1
            score.value += not [d for d in match.differs if not d.startswith("span ")]


def _difference(match: Match) -> tuple[str, str]:
    old, new = match.old, match.new
    if new is None and old is not None:
        return "missed", f"{old['label']} {short(old.get('text', ''))} is not found"
    if old is None and new is not None:
        return "false", f"{new['label']} {short(new.get('text', ''))} is not in gold"
    if not match.differs or old is None:
        return "", ""
    said = "; ".join(d.replace(", now ", " in gold, found ") for d in match.differs)
    return "differs", f"{old['label']} {short(old.get('text', ''))}: {said}"
