"""The whole of a check: records, or articles from which they are extracted -> findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsx import articles
from newsx.articles import STDIN, Source, lies
from newsx.checks import reading
from newsx.checks.aside import Aside
from newsx.checks.baseline import Baseline
from newsx.checks.earlier import TABLE
from newsx.checks.expectations import Expected
from newsx.checks.findings import KINDS, Finding, Place, Stats
from newsx.checks.gold import Gold
from newsx.checks.reading import Doc
from newsx.checks.records import Records, finding
from newsx.checks.schema import nearest, short
from newsx.checks.sources import Sources
from newsx.errors import InputError, InputWarning, SettingsError
from newsx.records import Article
from newsx.settings import Settings
from newsx.universe import Universe

Seen = Callable[[int], None]


def check(
    paths: Iterable[str | Path],
    settings: Settings | None = None,
    stats: Stats | None = None,
    *,
    jobs: int = 1,
    seen: Seen | None = None,
) -> Iterator[Finding]:
    """What is wrong with these records, each finding as soon as it is known.

    paths: files of records; articles, or folders of them, from which they are extracted; folders with records, which
    are checked and not extracted again; "-" for records on standard input. Without paths those of ``settings.check``,
    or else the articles that gold names.
    settings: what to hold them against: ``check`` and ``expect``, and the user's own companies and labels.
    stats: counts what was looked at. seen: told of the bytes read since the last call.
    raises: SettingsError for settings that make no sense, and for one path that is in no list.
    """
    settings = settings or Settings()
    stats = stats or Stats()
    wanted = settings.check
    for kind in (*wanted.ignore, *wanted.warn):
        if kind not in KINDS:
            raise SettingsError(f'no kind of finding is called "{kind}". {nearest(kind, tuple(KINDS))}')
    with Aside() as aside:
        yield from _Run(settings, stats, aside, jobs, seen).findings(
            articles.listed(paths) or articles.listed(wanted.paths)
        )


class _Run:
    def __init__(self, settings: Settings, stats: Stats, aside: Aside, jobs: int, seen: Seen | None) -> None:
        check = settings.check
        self.settings, self.stats, self.aside, self.jobs, self.seen = settings, stats, aside, jobs, seen
        self.waiting: list[Finding] = []  # what could not be read since the last article
        self.records = Records(Universe.load(*settings.companies), aside, settings.labels)
        self.gold = Gold(check.gold, check.min_f1) if check.gold else None
        self.baseline = Baseline(check.baseline, aside, check.tolerance) if check.baseline else None
        self.expected = [Expected(one) for one in settings.expect]
        self.sources = Sources(check.source, aside)
        self.whole = False  # whether there were records that say which articles have no entity
        self.loose = False  # whether there were others, a line an entity

    def findings(self, paths: list[str]) -> Iterator[Finding]:
        docs = self._docs(paths) if paths else self._of_gold()
        for doc in docs:
            yield from self._waiting()
            if isinstance(doc, Finding):
                yield doc
                continue
            self.stats.entities += len(doc.entities)
            if doc.form != "extracted":
                yield from self._find_text(doc)
            yield from self.records.check(doc)
            self.stats.articles = self.records.articles
            if self.gold is not None:
                yield from self.gold.see(doc)
            if self.baseline is not None:
                yield from self.baseline.see(doc)
            for one in self.expected:
                yield from one.see(doc)
        yield from self._waiting()
        if self.whole and not self.loose:
            yield from self._missing()
        if self.gold is not None:
            yield from self.gold.faults
            yield from self.gold.end()
            if self.gold.docs:
                self.stats.tables["gold"] = self.gold.table()
        if self.baseline is not None:
            yield from self.baseline.end()
            if self.baseline.readable:
                self.stats.tables["baseline"] = self.baseline.table()
        for one in self.expected:
            yield from one.end()

    def _docs(self, paths: list[str]) -> Iterator[Doc | Finding]:
        """The records of every path, read or extracted."""
        for path in paths:
            files = self._record_files(path)
            if files is None:
                yield from self._extracted([path])
                continue
            for file in files:
                self.stats.files += 1
                for doc in reading.read(Source(file), self.seen):
                    if isinstance(doc, Doc):
                        self.whole |= doc.form == "docs"
                        self.loose |= doc.form == "entities"
                    yield doc

    def _record_files(self, path: str) -> Iterable[str] | None:
        """The files of records that a path stands for; None when it stands for articles."""
        if path == STDIN:
            return [path]
        there = lies(path)
        if there != "folder":
            return [path] if reading.is_records(path) or not there else None
        check = self.settings.check
        ours = {p.resolve() for p in (check.gold, check.baseline) if p is not None}
        names = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
        inside = (p for p in sorted(Path(path).rglob("*")) if p.name.lower().endswith(names) and p.is_file())
        shown = (p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
        files = [p for p in shown if p.resolve() not in ours]
        return [p.as_posix() for p in files if reading.is_records(p.as_posix())] or None

    def _of_gold(self) -> Iterator[Doc | Finding]:
        """What is found in the articles that gold names."""
        if self.gold is None:
            raise SettingsError(
                "nothing to check. Give files of records, articles, or --gold; newsx check --help says more."
            )
        folder = Path(self.gold.path).parent
        sources = Sources((*self.settings.check.source, folder), self.aside)
        found = []
        for doc in self.gold.docs.values():
            article = sources.find(doc.id) if doc.text is None else None
            if article is not None:
                found.append((Article(doc.id, article.text), article.file, article.line))
            elif doc.text is not None:
                found.append((Article(doc.id, doc.text), "", 0))
            else:
                yield finding("source", "gold is for an article that is not there", doc)
        places = {article.id: (file, line) for article, file, line in found}
        for doc in self._extract([article for article, *_ in found]):
            file, line = places[doc.id]
            doc.article, doc.at_lines, doc.article_line = file, not line, line or 1
            doc.file = file or self.gold.path
            doc.line = line or (1 if file else self.gold.docs[doc.id].line)
            yield doc

    def _extracted(self, paths: list[str]) -> Iterator[Doc]:
        """What is found in articles that were named."""
        for source in articles.sources(paths, self._problem):
            self.stats.files += 1
            found = articles.read_source(source, articles.Reading(both=True), self._problem, self.seen)
            for doc in self._extract(found):
                where, doc.id = articles.apart(doc.id)
                file, _, line = where.rpartition(":")
                whole = file != source.name or not line.isdigit()
                doc.article = doc.file = where if whole else file
                doc.at_lines, doc.article_line = whole, 1 if whole else int(line)
                doc.line = doc.article_line
                yield doc

    def _extract(self, found: Iterable[Article]) -> Iterator[Doc]:
        from newsx import pipeline  # the only part of a check that needs spaCy
        from newsx.writers.docs import change_record
        from newsx.writers.jsonl import entity_record

        settings = replace(self.settings, explain=False)
        for d in pipeline.stream(found, settings, jobs=self.jobs):
            entities: list[Any] = [entity_record(e) for e in d.entities]
            moves: list[Any] = [change_record(c) for c in d.changes]
            yield Doc(d.id, entities, d.id, [1] * len(entities), "extracted", 1, moves, d.text, meta=d.meta)

    def _find_text(self, doc: Doc) -> Iterator[Finding]:
        """Looks for the article of records that do not have it in them."""
        if doc.text is not None:
            return
        found = self.sources.find(doc.id)
        if found is not None:
            doc.text, doc.article = found.text, found.file
            doc.at_lines, doc.article_line = not found.line, found.line or 1
        elif self.settings.check.source:
            yield finding("source", "no article with this id in --source", doc)

    def _missing(self) -> Iterator[Finding]:
        """Articles that no record is about, where records say also which articles have no entity."""
        if not self.settings.check.source:
            return
        for id, place in self.sources.rest():
            if self.aside.get(TABLE, id) is None:
                which = "this article" if id == place.file else short(id)
                yield Finding("missing-article", f"no record is about {which}", place, doc=id)
        yield from map(_unread, self.sources.unread)

    def _problem(self, error: InputError) -> None:
        self.waiting.append(_unread(error))

    def _waiting(self) -> Iterator[Finding]:
        while self.waiting:
            yield self.waiting.pop(0)


def _unread(error: InputError) -> Finding:
    """What is wrong with an article that was read, or could not be."""
    where, _, said = str(error).partition(": ")
    file, _, line = where.rpartition(":")
    place = Place(file, int(line)) if file and line.isdecimal() else Place(where)
    if isinstance(error, InputWarning):
        return Finding("encoding", said or str(error), place, "warning")
    return Finding("unreadable", said or str(error), place)
