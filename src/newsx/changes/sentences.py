"""An article as sentences, a sentence as words with a kind (see words.py). Linear in the length of text."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from newsx.changes.words import (
    CURRENCIES,
    INDEX,
    MEASURES,
    OF_LOSSES,
    OF_THE_ECONOMY,
    PHRASES,
    TOKEN,
    VERB_OR_NOUN,
    WORDS,
    Word,
)
from newsx.records import Entity

END = re.compile(r"[.!?](?=[\s\"”’')\]])|\n")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Sen|Gov|Rep|Prof|Jr|Sr|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|approx|est|Inc|Corp|Ltd|Co|[ap]\.m|U\.S|U\.K))$"
)
OPENS = re.compile(r"[\"”’')\]]*\s+[\"“‘'(]?(?:[^\W\d_]|[\d$€£¥•-])")
SMALL = re.compile(r"\s+[a-z](?![A-Z])")  # a sentence may begin with iPhone
STARTER = re.compile(
    r"[\"”’')\]]*\s+[\"“‘'(]?(?:The|That|This|These|It|Its|In|On|At|But|And|A|An|He|She|They|We|However|Meanwhile|Shares|Revenue"
    r"|Sales|For|After|With|As|Analysts|Investors)\b"
)
NO_ADVERB = frozenset("quarterly monthly weekly yearly daily hourly family supply assembly reply apply fly".split())
UNIT = frozenset(("a", "an", "per", "each", "to", "million", "billion", "trillion", "in"))  # "in dollar terms"
INDEX_NAME = re.compile(rf"(?:{INDEX})(?!\w)", re.VERBOSE)


class Token(NamedTuple):
    """One word, number or entity of a sentence. start, end: offsets into the article."""

    kind: str
    start: int
    end: int
    word: str  # lower case
    sign: int = 0
    measure: str = ""
    entity: Entity | None = None
    number: Decimal | None = None


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends."""
    start = 0
    for m in END.finditer(text):
        end = m.end()
        if m[0] == ".":
            if ABBREVIATION.search(text, max(start, end - 8), end - 1):
                if not STARTER.match(text, end):
                    continue
            elif not OPENS.match(text, end) or SMALL.match(text, end):
                continue
        if end > start + 1:
            yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def read(text: str, start: int, end: int, entities: Sequence[Entity]) -> list[Token]:
    """The words of text[start:end]; entities: those that lie in it, in reading order."""
    tokens: list[Token] = []
    at = start
    for e in entities:
        if e.start < at:  # part of an index's name
            continue
        _words(text, at, e.start, tokens)
        at = e.end
        if e.label in ("COMPANY", "TICKER"):
            index = INDEX_NAME.match(text, e.start, end)
            if index and (index.end() > e.end or text[max(0, e.start - 4) : e.start].lower() == "the "):
                at = index.end()
                tokens.append(Token("S", e.start, at, index[0].lower(), measure="index"))
            else:
                tokens.append(Token("C", e.start, e.end, e.text.lower(), entity=e))
        elif e.label == "PERCENT":
            tokens.append(Token("%", e.start, e.end, e.text, entity=e))
        else:
            tokens.append(Token("$", e.start, e.end, e.text, entity=e))
    _words(text, at, end, tokens)
    return _settle(_without_brackets(tokens))


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for m in TOKEN.finditer(text, start, end):
        group, found = m.lastgroup or "", m[0]
        word = found.lower().replace("’", "'")
        token = Token("w", m.start(), m.end(), word)
        if group == "word":
            if word.endswith("ly") and found.islower() and word not in NO_ADVERB and word not in WORDS:
                token = token._replace(kind="y")
            elif (measure := MEASURES.get(word)) is not None:
                before = tokens[-1] if tokens else None
                previous = before.word if before else ""
                if (word == "share" and previous in UNIT) or (
                    word in CURRENCIES and before and (before.kind in "$9%" or previous in UNIT)
                ):
                    pass  # "a share", "500 euro"
                elif word == "sales" and previous in OF_THE_ECONOMY:
                    token = token._replace(kind="S", measure="other")
                else:
                    token = token._replace(kind="S", measure=measure)
            elif (entry := WORDS.get(word)) is not None:
                token = _known(token, entry)
            elif word.endswith("n't"):
                token = token._replace(kind="N")
        elif group == "number":
            number = Decimal(found.replace(",", "").replace("−", "-").replace("–", "-"))
            if not (len(found) == 4 and 1900 <= number <= 2100):
                token = token._replace(kind="9", number=number)
        elif group == "index":
            token = token._replace(kind="S", measure="index")
        elif group == "words":
            token = _known(token, WORDS[word])
        elif group == "possessive":
            token = token._replace(kind="s")
        elif group == "mark":
            token = token._replace(kind={";": ";", "(": "(", "[": "(", ")": ")", "]": ")"}.get(found, ","))
        else:
            token = token._replace(kind="S", measure=PHRASES[int(group.removeprefix("phrase"))])
        tokens.append(token)


def _known(token: Token, entry: Word) -> Token:
    return token._replace(kind=entry.kind, sign=entry.sign)


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Without what stands in brackets, a ticker as a rule; brackets that hold an amount become commas."""
    kept: list[Token] = []
    opened = -1
    for token in tokens:
        if token.kind == "(":
            opened = len(kept)
            kept.append(token._replace(kind=","))
        elif token.kind == ")":
            if opened >= 0 and all(t.kind not in "%$" for t in kept[opened:]):
                del kept[opened:]
            else:
                kept.append(token._replace(kind=","))
            opened = -1
        else:
            kept.append(token)
    return kept


def _settle(tokens: list[Token]) -> list[Token]:
    """Verb or noun: "shares gain 5%", "a 5% gain"; move or measure: "loss narrowed", "a 5% loss"."""
    kinds = "".join(t.kind for t in tokens)
    for i, token in enumerate(tokens):
        after = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if token.measure == "loss" or (token.word in ("loss", "losses") and after in OF_LOSSES):
            tokens[i] = token._replace(kind="S", measure="profit", sign=-1)
        elif token.kind == "9" and after in ("points", "point") and kinds[:i].rstrip("qybd")[-1:] in ("u", "h", "m"):
            tokens[i] = token._replace(kind="P")  # "fell 120 points"
        elif token.word == "since" and i + 1 < len(tokens) and tokens[i + 1].kind in "wdiy9":
            tokens[i] = token._replace(kind="i")  # "has lost 12% since January": the clause goes on
        elif token.word == "forecast" and i and kinds[i - 1] in "VH":
            tokens[i] = token._replace(kind="H", measure="")  # "is forecast to"
        elif token.kind == "m" and token.word in VERB_OR_NOUN:
            before = kinds[:i].rstrip("y")[-1:]
            after = kinds[i + 1 : i + 2]
            if before in "tHN" and before:
                verb = True
            elif after == "o" or before in "%$d":
                verb = False
            else:
                verb = before in ("S", "C", "&", ",", "V", ")", "w", "|", "") and bool(
                    re.match(r"[yqbdh]*[%$]|[dwyis]*t[yqd]*[%$9]|[dwysC]*S", kinds[i + 1 : i + 14])
                )
            if verb:
                tokens[i] = token._replace(kind="u")
    return tokens
