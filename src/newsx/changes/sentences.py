"""An article as sentences, a sentence as words with a kind (see words.py). Linear in the length of text."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from newsx.changes.words import (
    BEGINNERS,
    CURRENCIES,
    INDEX,
    MEASURES,
    MONTH,
    NO_ADVERBS,
    OF_LOSSES,
    OF_THE_ECONOMY,
    PHRASES,
    TERM,
    TOKEN,
    VERB_OR_NOUN,
    WORDS,
)
from newsx.records import Entity

LONGEST = 2_000  # characters that are read as one sentence at most; keeps the time linear
END = re.compile(r"[.!?](?=[\s\"”’')\]])|\n")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Sen|Gov|Rep|Prof|Jr|Sr|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|approx"
    r"|est|Inc|Corp|Ltd|Co|[ap]\.m|U\.S|U\.K))$"
)
OPENS = re.compile(r"[\"”’')\]]*\s+[\"“‘'(]?(?:[^\W\d_]|[\d$€£¥•-])")
SMALL = re.compile(r"\s+[a-z](?![A-Z])")  # a sentence may begin with iPhone
STARTER = re.compile(
    r"[\"”’')\]]*\s+[\"“‘'(]?(?:The|That|This|These|It|Its|In|On|At|But|And|A|An|He|She|They|We|However|Meanwhile"
    r"|Shares|Revenue|Sales|For|After|With|As|Analysts|Investors)\b"
)
GENERIC = frozenset(("Composite", "Index", "Average"))  # with capitalised words before them
MARKS = {";": ";", "(": "(", "[": "(", ")": ")", "]": ")"}
DAY_OR_YEAR = re.compile(r"[ ](?:(?:[12]?\d|3[01])(?![\w%]|[.,]\d)|(?:19|20)\d\d\b)")  # behind May, never behind may
MONTHS = re.compile(MONTH)
MODAL = re.compile(r"[ ](?:[A-Z]|(?:be|not|have|also|still|yet|well|soon|never)\b)")  # headlines: "Oil May Fall 3%"
BEFORE_MAY = re.compile(r"in|of|on|to|from|by|since|until|till|through|for|last|this|next|early|late|mid|ended")
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
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or what it is cut into when it is a page long: lists and tables without a full stop."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    if end > start + 1:
        yield start, end


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
    add = tokens.append
    for m in TOKEN.finditer(text, start, end):
        at = m.start()
        if at < start:  # inside a term of several words
            continue
        group, found = m.lastgroup, m[0]
        if group == "word":
            word = found.lower()
            if word in BEGINNERS and (term := TERM.match(text, at, end)):
                start = term.end()
                add(_term(term))
                continue
            if (measure := MEASURES.get(word, "")) and (found_kind := _measured(word, measure, tokens)):
                add(Token("S", at, m.end(), word, 0, found_kind))
            elif word == "may" and _is_month(text, at, m.end(), tokens):
                add(Token("w", at, m.end(), word))
            elif (entry := WORDS.get(word)) is not None:
                add(Token(entry.kind, at, m.end(), word, entry.sign))
            elif word[-2:] == "ly" and word not in NO_ADVERBS and found.islower():
                add(Token("y", at, m.end(), word))
            elif word[-3:] in ("n't", "n’t"):
                add(Token("N", at, m.end(), word))
            elif found in GENERIC and (name := _capitalised(text, tokens)) is not None:
                add(Token("S", name, m.end(), word, 0, "index"))
            else:
                add(Token("w", at, m.end(), word))
        elif group == "number":
            number = Decimal(found.replace(",", "").replace("−", "-").replace("–", "-"))
            date = (len(found) == 4 and 1900 <= number <= 2100) or _is_day(text, found, m, tokens)
            add(Token("w" if date else "9", at, m.end(), found, number=None if date else number))
        elif group == "mark":
            add(Token(MARKS.get(found, ","), at, m.end(), found))
        else:
            add(Token("s" if group else "w", at, m.end(), found))


def _is_month(text: str, start: int, end: int, tokens: list[Token]) -> bool:
    """Whether it is May, not may: a day or a year says so, "in" or "’s" before it, or a capital that stands alone."""
    if DAY_OR_YEAR.match(text, end):
        return True
    if text[start] == "m":
        return False
    before = tokens[-1] if tokens else None
    if before is None or before.kind == "s" or BEFORE_MAY.fullmatch(before.word):
        return True
    return text[start:end] == "May" and not MODAL.match(text, end)


def _is_day(text: str, found: str, m: re.Match[str], tokens: list[Token]) -> bool:
    """Whether a number is the day of a month: "from its May 21 high", "since 21 May"; no level."""
    if not found.isdigit() or len(found) > 2:
        return False
    before = tokens[-1] if tokens else None
    month = before is not None and before.kind == "w" and MONTHS.fullmatch(text, before.start, before.end) is not None
    return month or MONTHS.match(text, m.end() + 1) is not None


def _term(m: re.Match[str]) -> Token:
    group, word = m.lastgroup or "", m[0].lower()
    if group == "index":
        return Token("S", m.start(), m.end(), word, 0, "index")
    if group == "words":
        return Token(WORDS[word].kind, m.start(), m.end(), word, WORDS[word].sign)
    return Token("S", m.start(), m.end(), word, 0, PHRASES[int(group.removeprefix("phrase"))])


def _measured(word: str, measure: str, tokens: list[Token]) -> str:
    """What a word that may be a measure measures here; "" for "a share", "500 euro"."""
    before = tokens[-1] if tokens else None
    previous = before.word if before else ""
    if word == "share" and previous in UNIT:
        return ""
    if word in CURRENCIES and before and (before.kind in "$9%" or previous in UNIT):
        return ""
    return "other" if word == "sales" and previous in OF_THE_ECONOMY else measure


def _capitalised(text: str, tokens: list[Token]) -> int | None:
    """Takes the capitalised words before "Composite" or "Average" back; where they begin."""
    at = None
    while tokens and tokens[-1].kind in "wS" and text[tokens[-1].start].isupper():
        at = tokens.pop().start
    return at


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
