"""What a check says: one Finding a fault, with its kind, its place and what to do; and the count of them all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

SEVERITIES = ("error", "warning", "note")


class Kind(NamedTuple):
    """A kind of fault. title: what it is, in a few words; help: what to do; severity: unless settings say otherwise."""

    title: str
    help: str
    severity: str = "error"


# What can be wrong, in the order in which it is looked for.
KINDS: dict[str, Kind] = {
    # reading
    "unreadable": Kind("Cannot be read", "Check the path, the rights and the compression."),
    "encoding": Kind("Not UTF-8", "Records are UTF-8, as JSON is."),
    "empty": Kind("No record in it", "If no records are right here, say --ignore empty."),
    "json": Kind("Not JSON", "Put each record on a line of its own, as one JSON object."),
    "truncated": Kind("Ends in the middle of a record", "Write it again; what wrote it was stopped."),
    "too-long": Kind("Line too long", "Put one record on a line."),
    "record": Kind("Not a record", "Give records of newsx extract, Prodigy or Label Studio."),
    "version": Kind("Another version of the records", "Extract again with this version, or check with that one."),
    # schema
    "missing-field": Kind("Field missing", "newsx schema prints what a record needs."),
    "unknown-field": Kind("Field unknown", "newsx schema prints the fields of each label."),
    "type": Kind("Wrong type", "newsx schema prints the type of each field."),
    "field-value": Kind("Value that the field does not take", "newsx schema prints what each field takes."),
    "label": Kind("Label unknown", "Labels are those of docs/labels.md, those in settings and those of own rules."),
    "no-value": Kind("Nothing says what it is worth", "A number needs its value, a ticker its symbol."),
    # places
    "span": Kind("Impossible span", "start is before end, both count characters from 0."),
    "outside": Kind("Outside the text", "Offsets count Unicode characters of the article as it was read."),
    "surface": Kind(
        "Text differs from the article", "text is article[start:end]; bytes or UTF-16 units are no offsets."
    ),
    "edge": Kind("Blank at the edge of a span", "A span begins and ends with what is meant."),
    "overlap": Kind("Spans overlap", "No two entities share a character."),
    "order": Kind("Not in reading order", "Entities stand in the order of their start.", "warning"),
    "duplicate": Kind("Entity stands there twice", "Each mention is one record."),
    "duplicate-id": Kind("Article stands there twice", "Each article is one record."),
    "missing-article": Kind("Article without a record", "Every article has a record, also one without entities."),
    "source": Kind("Article not found", "Name the folder or file with the articles with --source."),
    # values
    "value": Kind("Value differs from the text", "newsx reads the text again and compares."),
    "unit": Kind("Unit differs from the text", "percent, pp or bp, as written."),
    "currency": Kind("Currency differs from the text", "newsx reads the text again and compares."),
    "currency-code": Kind("No such currency", "Codes are those of ISO 4217."),
    "range": Kind("Range upside down", "low is below high."),
    "change": Kind("Change differs from the value", "change is the value with a sign."),
    "symbol": Kind("Symbol differs from the text", "newsx reads the text again and compares."),
    "identifier": Kind("Identifier is not valid", "Its check digit or its form does not hold."),
    # links
    "mic": Kind("No such venue", "Codes are the MICs of ISO 10383."),
    "venue": Kind("Venue differs from the text", "The MIC is that of the venue as written."),
    "id": Kind("Id unknown", "Ids are those of the companies that newsx knows and of your own lists."),
    "link": Kind("Fields of different companies", "name, ticker, exchange and id belong to one company."),
    "name": Kind("Text names another company", "newsx lookup says who goes by a name."),
    "pair": Kind("Ticker of another company", "The ticker in brackets belongs to the company before it."),
    "symbol-unknown": Kind("Symbol unknown", "No list has it; newsx companies add puts it on yours.", "warning"),
    # moves
    "direction": Kind("Direction and levels differ", "up goes to a higher level, down to a lower one.", "warning"),
    # agreement
    "expectation": Kind("Expectation not met", "See the [[expect]] in the settings."),
    "missed": Kind("In gold, not found", "newsx extract --explain says what was weighed."),
    "false": Kind("Found, not in gold", "newsx extract --explain says why it was found."),
    "differs": Kind("Value or link differs from gold", "One of the two is wrong."),
    "f1": Kind("Agreement with gold too low", "See what was missed and what was false."),
    "gold": Kind("Gold of another text", "Gold goes with the text that it was made from."),
    "appeared": Kind("Not in the baseline", "Keep the new run as baseline when it is right."),
    "disappeared": Kind("Only in the baseline", "Keep the new run as baseline when it is right."),
    "changed": Kind("Differs from the baseline", "Keep the new run as baseline when it is right."),
    "drift": Kind("Too much differs from the baseline", "Keep the new run as baseline when it is right."),
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of the article around a span, without line ends. span: what is meant; before and after may be cut."""

    before: str
    span: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file. Lines and columns count from 1, columns in Unicode characters; end_column is behind the last."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    kind: a key of KINDS. place: in the article when it is known and a file of its own, else in the file of records.
    doc: id of the article. record: ``file:line`` of the record. label, start, end: of the entity.
    name: of the expectation that was not met.
    """

    kind: str
    message: str
    place: Place
    severity: str = ""
    doc: str = ""
    record: str = ""
    label: str = ""
    start: int | None = None
    end: int | None = None
    excerpt: Excerpt | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """The kind in a few words."""
        return self.name or KINDS[self.kind].title


@dataclass
class Stats:
    """What was looked at, and what came of it.

    unreadable: findings of this kind. left_out: findings beyond the limit of the report. tables: those of gold and
    baseline, for the reports.
    """

    files: int = 0
    articles: int = 0
    entities: int = 0
    unreadable: int = 0
    left_out: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    tables: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return not self.severities["error"]

    @property
    def exit_code(self) -> int:
        """0 valid, 1 not, 3 when something could not be read."""
        return 3 if self.unreadable else 0 if self.valid else 1

    def record(self) -> dict[str, Any]:
        """For reports."""
        return {
            "files": self.files,
            "articles": self.articles,
            "entities": self.entities,
            **{f"{severity}s": self.severities[severity] for severity in SEVERITIES},
            "kinds": dict(sorted(self.kinds.items())),
            **self.tables,
        }


def counted(
    findings: Iterable[Finding],
    stats: Stats,
    ignore: Iterable[str] = (),
    warn: Iterable[str] = (),
    limit: int = 0,
    severities: Iterable[str] = SEVERITIES,
) -> Iterator[Finding]:
    """The findings with their severity, all counted, the first ``limit`` of some severities passed on (0: all).

    ignore, warn: kinds that do not count, and kinds that are warnings instead of errors.
    """
    ignored, warned, wanted = frozenset(ignore), frozenset(warn), frozenset(severities)
    passed = 0
    for found in findings:
        if found.kind in ignored:
            continue
        severity = found.severity or KINDS[found.kind].severity
        if severity == "error" and found.kind in warned:
            severity = "warning"
        stats.severities[severity] += 1
        stats.kinds[found.kind] += 1
        stats.unreadable += found.kind == "unreadable"
        if severity not in wanted:
            continue
        if limit and passed >= limit:
            stats.left_out += 1
            continue
        passed += 1
        yield found if found.severity == severity else replace(found, severity=severity)
