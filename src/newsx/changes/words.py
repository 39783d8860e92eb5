"""The words that say a move: what kind of word each is, which way it points, which measure it names.

A kind is one letter, so that a sentence becomes a short string and its grammar a regular expression over it:

    C company or ticker   % percentage      $ price or sum      9 bare number     P points of an index
    S measure (shares, revenue, S&P 500)    u verb of moving    m noun of moving  h up, down, higher
    e unchanged           z swung, turned   V was, traded       r reached, hit    k takes, brings
    H could, expects      N not, never      t to   f from   b by   o of   a at    i in, on, for
    v versus   T than     q about, over     y sharply, just     d the, its        s 's         & and
    , comma or bracket    | after, while, said: another clause begins             ; end of one
    w any other word

The words stand in data/moves.toml.
"""

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple


class Word(NamedTuple):
    """What is known of a word: its kind, and for words that move which way, 1 or -1."""

    kind: str
    sign: int = 0


def _each(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


_TABLE = tomllib.loads(files("newsx").joinpath("data/moves.toml").read_text(encoding="utf-8"))
_UP, _DOWN, _VERBS, _MEASURES = _TABLE["up"], _TABLE["down"], _TABLE["verbs"], _TABLE["measures"]

_BEGINNERS = _each(_TABLE["phrases"].pop("begin_with"))
NO_ADVERBS = frozenset(_each(_TABLE["kinds"].pop("not_y")))
WORDS: dict[str, Word] = {}
for _kind, _words in _TABLE["kinds"].items():
    WORDS.update(dict.fromkeys(_each(_words), Word(_kind)))
for _way, _sign in ((_UP, 1), (_DOWN, -1)):
    for _form, _kind in (("verb_or_noun", "m"), ("noun", "m"), ("adverb", "h")):
        WORDS.update(dict.fromkeys(_each(_way[_form]), Word(_kind, _sign)))
    for _form in ("intransitive", "either", "transitive", "participle"):
        WORDS.update(dict.fromkeys(_each(_way[_form]), Word("u", _sign)))

VERB_OR_NOUN = frozenset(_each(_UP["verb_or_noun"]) + _each(_DOWN["verb_or_noun"]))
PARTICIPLES = frozenset(_each(_UP["participle"]) + _each(_DOWN["participle"]))
TRANSITIVE = frozenset(_each(_UP["transitive"]) + _each(_DOWN["transitive"]) + _each(_VERBS["transitive"]))
EITHER = frozenset(_each(_UP["either"]) + _each(_DOWN["either"]) + _each(_VERBS["either"]))
OF_BUSINESS = frozenset(_each(_VERBS["of_business"]))
OF_SHARES = frozenset(_each(_VERBS["of_shares"]))
CAUSES = frozenset(_each(_VERBS["causes"]))
PHRASAL = frozenset(_each(_VERBS["phrasal"]))
OF_LOSSES = frozenset(_each(_VERBS["of_losses"]))
CURRENCIES = frozenset(_each(_MEASURES.pop("currencies")))
OF_THE_ECONOMY = frozenset(_each(_MEASURES.pop("of_the_economy")))
MEASURES = {word: measure for measure, words in _MEASURES.items() for word in _each(words)}
PHRASES = tuple(_TABLE["phrases"])  # the measure of each group "phrase0", "phrase1" ... in TOKEN


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


INDEX = (
    rf"(?:{_any_of(_TABLE['indices']['names'])})(?:[ ][Ii]ndex)?"
    rf"|(?<=[Tt]he[ ])(?:{_any_of(_TABLE['indices']['after_the'])})(?![ ]Inc|[-.])"
    r"|(?:[A-Z][\w&]*+[ ]){1,3}(?:Composite|[Ii]ndex|Average)(?:[ ][Ii]ndex)?"
    r"|MSCI(?:[ ][A-Z][\w-]*+){1,4}(?:[ ][Ii]ndex)?"
)
TOKEN = re.compile(
    r"""
      (?P<word> [^\W\d]\w*+(?>(?:[.&/-]{1,2}+\w++|[’'′](?!s\b)\w++)*) )
    | (?P<number> [-+−–]?\d++(?>(?:,\d\d\d)*)(?>(?:\.\d+)?)(?!\w|-[A-Za-z]) )
    | (?P<mark> [,;:()\[\]–—] | -(?: (?<!\S-)-?(?!\S) | (?<=\)[ ]-)(?=[A-Z]) ) )  # LONDON - Shares, (AP) -Shares
    | (?P<possessive> [’'′](?:s\b)? )
    | \d\w*+(?>(?:[.&/-]{1,2}+\w++)*)  # 52-week
    """,
    re.VERBOSE,
)
# Several words that are one token: tried only where a word begins that one of them begins with.
LONG = tuple(word for word in WORDS if " " in word)
TERM = re.compile(
    rf"(?:(?P<index>{INDEX})|(?i:(?P<words>{_any_of(list(LONG))})"
    + "".join(f"|(?P<phrase{i}>{p.replace(' ', '[ ]')})" for i, p in enumerate(_TABLE["phrases"].values()))
    + r"))(?!\w)",
    re.VERBOSE,
)
_FIRST = [name.split()[0] for name in (*LONG, *_TABLE["indices"]["names"], *_TABLE["indices"]["after_the"], "MSCI")]
BEGINNERS = frozenset(word.lower().split("-")[0] for word in _FIRST) | frozenset(_BEGINNERS)

# Ratings of brokers and of rating agencies.
RATING = (
    r"(?:(?:(?:strong[ ]|conviction[ ])?(?:buy|sell)|hold|neutral|overweight|underweight|equal[ -]?weight"
    r"|accumulate|add|reduce|(?:sector[ ]|market[ ])?(?:out|under|in[ -]line[ ])?perform(?:er)?"
    r"|positive|negative|in[ -]line)(?!\w))"
)
CREDIT = (
    r"(?:(?:AAA|AA[+-]?|A[+-]|BBB[+-]?|BB[+-]?|B[+-]|CCC[+-]?|Aaa|Aa[123]|A[123]|Baa[123]|Ba[123]|B[123]|Caa[123]|junk)"
    r"(?![\w+-]))"
)

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SPAN = r"(?:day|week|month|year|quarter|session)"
_SESSION = (
    r"(?:early|late|extended|after-hours|pre-?market|midday|morning|afternoon|aftermarket|overnight"
    r"|U\.S\.|[A-Z][a-zA-Z]+)"
)
WHEN = re.compile(
    rf"""\b(?:
      (?:(?:[Ee]arly|[Ll]ate)[ ])?(?:[Oo]n[ ])?(?:early[ ]|late[ ])?{_DAY}(?:[ ](?:morning|afternoon|evening))?
    | [Tt]oday | [Yy]esterday | [Tt]his[ ]morning | [Oo]vernight
    | (?:[Ii]n|[Dd]uring)[ ](?:{_SESSION}[ ]){{1,4}}(?:trad(?:ing|e)|dealings|session)
    | (?:[Ii]n[ ])?(?:[Pp]re-?market|after-hours|after[ ]hours)(?:[ ]trad(?:ing|e))?
    | by[ ]midday | at[ ]the[ ](?:open|close)
    | [Oo]n[ ]{MONTH}[ ]\d{{1,2}}
    )(?!\w)""",
    re.VERBOSE,
)
PERIOD = re.compile(
    rf"""\b(?:
      year[- ]to[- ]date | YTD | (?:so[ ]far[ ])?this[ ](?:year|month|week|quarter)
    | (?i:over|in|during|for|within)[ ]the[ ](?:past|last|previous|prior)(?:[ ][\w-]+){{0,2}}?[ ]{_SPAN}s?
    | (?i:in|for|during)[ ]the[ ](?:[\w-]+[ ]){{0,2}}?(?:months?|weeks?|year|quarter|half)[ ](?:ended|ending|to|through)
      [ ](?:in[ ])?{MONTH}(?:[ ]\d{{1,2}}\b(?!%),?)?(?:[ ]\d{{4}})?
    | (?:year|month|quarter)[- ](?:on|over)[- ](?:year|month|quarter) | YoY | Y/Y | QoQ
    | (?:from[ ])?(?:a|the)[ ](?:year|month|quarter)[ ](?:earlier|ago|before) | (?:from|in)[ ]the[ ]prior[ ]{_SPAN}
    | (?i:in|for|during)[ ]the[ ](?:(?:first|second|third|fourth|latest|fiscal|December|March|June|September|holiday)
      [ ]){{0,2}}(?:quarter|half|week|month|year)
    | (?:first|second|third|fourth)-(?:quarter|half) | half-year | full-year
    | (?:[Ii]n|for|since)[ ](?:fiscal[ ])?20\d\d
    | since[ ](?:early[ ]|late[ ]|mid-)?{MONTH}(?:[ ]\d{{1,2}}\b)?(?:[ ]\d{{4}})?
    | since[ ](?:its|the|their)[ ][\w-]+(?:[ ](?:of|in)[ ](?:{MONTH}(?:[ ]\d{{4}})?|20\d\d))?
    | [Ll]ast[ ]{_SPAN} | in[ ](?:\w+[ ])?(?:months|weeks|days)
    | [Qq]uarterly | [Mm]onthly | [Ww]eekly | [Ii]n[ ]{MONTH}
    )(?!\w)""",
    re.VERBOSE,
)
EXTREME = re.compile(  # "its highest since 2021": no period of the move
    r"\b(?:highest|lowest|best|worst|biggest|largest|high|low|peak|most|level"
    rf"|(?:first|last)(?![ -](?:half|{_SPAN})))\b[^.;,]{{0,30}}$"
)
