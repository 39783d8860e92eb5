"""What stands right before and right behind a name, as evidence. text and position -> names of weights."""

import re
from collections.abc import Iterator

from newsx.rules.company.doings import ACTS, AS_FIRMS, AUXILIARIES, EARNS, FIRMS_VERBS, MODALS, MOVES, STARTS, UP
from newsx.rules.company.words import Words

# What stands behind: possessive, what separates, and up to three words
BEHIND = re.compile(
    r"""(?P<possessive>['’]s?(?!\w))?
        (?P<between>[ ]?\(|,?[ ]|-)?
        (?:(?P<one>\w[\w-]*+)(?:[ ](?P<two>[\w-]++))?(?:[ ](?P<three>\w[\w-]*+))?)?""",
    re.VERBOSE,
)
TICKER = re.compile(
    r"""(?:['’]s?)?\s?\((?:[A-Za-z]{2,10}(?:[ ][A-Z]+)?\s?:\s?[A-Z0-9.]{1,8}\b    # (NYSE: X)
        | [A-Z0-9]{1,6}\.[A-Z]{1,3}\b | [A-Z]{1,5}(?:[.-][A-Z])?-[TXNQ]\b         # (X.L), (X-T)
        | [Tt]icker | \$[A-Z]{1,5}\b)""",  # ($X)
    re.VERBOSE,
)
UNITS = frozenset(["unit", "subsidiary", "division", "affiliate", "arm"])  # X, a Y unit
OF_X = [*UNITS, "franchise", "newspaper", "daily", "magazine", "tabloid"]
OF_X += ["acquisition", "takeover", "buyout"]  # its X acquisition
DATA = frozenset(["data", "survey", "poll", "estimates", "figures", "report", "research"])
FOR_A_SUM = re.compile(
    r"(?:['’]s)? (?:for|in) (?:\w{2,10} ){0,3}"
    r"(?:[A-Z]{0,3}[$€£¥₹]\d|\d[\d.,]{0,12} (?:million|billion|crore|euros))"
)
RATED = frozenset(["target", "targets", "rating", "ratings", "coverage", "bullish", "bearish"])  # a price target on X
# fallers: X -2.5%; with X down 52.5p, or X 88p lower
LIST_OF_MOVES = re.compile(
    r"[ ](?:[+−–-](?=\d)|(?:up|down|ahead|off|by)[ ](?:by[ ]|another[ ])?[$€£]?(?=\d))[\d.,]+"
    r"(?:[ ]?%|p\b|pc\b|[ ](?:per[ ]?cent|pence|cents|points)\b)?"
)
MOVE_BEGINS = frozenset([" +", " -", " −", " –", " u", " d", " a", " o", " b"])
SHARE = re.compile(r" \d[\d.]*+ ?(?:%|per ?cent)")
LISTS = (", ", " and ", " while ")  # Acme fell 3% and X 2%
COPYRIGHT = frozenset(["©", "(c)", "copyright"])
EXAMPLES = frozenset(["including", "like", "as"])  # companies including X, firms like X, lenders such as X
PREPOSITIONS = frozenset(["of", "in", "with", "for", "at", "on", "from", "to"]) | COPYRIGHT | EXAMPLES
DATELINE = re.compile(r"\)\s?[-–—]")
ARTICLES = frozenset(["a", "an", "the", "its", "which", "whose", "one", "another"])
ROUND = re.compile(r"\b(?:round|funding|financing|fundraising|investment|Series [A-H])\b")
RAISED = re.compile(r"\brais(?:ed|es|ing|e) [^.;]{0,30}[$€£][\d.]+[^.;$€£]{0,30} from \Z")
TOLD_BY = frozenset(["polled", "surveyed", "compiled", "collected"])
ADVISERS = frozenset(["proxy", "data", "index", "credit", "ratings", "research"])  # the proxy adviser X
LOBBY = frozenset(["lobby", "trade", "industry", "advocacy", "campaign", "consumer", "pressure", "rights", "research"])
# X is a leading provider of
IS_A = re.compile(
    r" \w+ an?(?: [\w-]{1,20}){0,5}? (?P<noun>[\w-]{1,20})"
    r"(?=[,.;:]| (?:of|that|which|with|in|for|to|and|whose|based|serving|dedicated|focused|known|listed)\b)"
)
ABOUT = re.compile(r":?\s{1,3}(?:The )?(?=[A-Z])")  # About X, and a line about it that begins with its name
RESULTS = re.compile(  # Tuesday: X half-year results
    r" (?:half-year|full-year|interim|annual|quarterly|preliminary|final|(?:first|second|third|fourth)-(?:quarter|half)"
    r"|Q[1-4]|H[12]) (?:results?|earnings|profits?|figures|numbers|trading|sales|update)\b"
)
# Shares in the Fairport, New York, company: a town, whatever it is called
TOWN_OF = re.compile(
    r", (?:[A-Z][\w.]+ ?){1,2}, (?:[\w-]+ )?(?:company|firm|group|bank|concern|maker|retailer|insurer)\b"
)
OF_ITSELF = re.compile(r" \w+ (?:(?:on |late |early )?\w{3,6}day |last \w+ |this \w+ )?(?:that )?its? ")
DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
# X, known as Y, said; X, backed by Y, said
KNOWN_AS = frozenset(["known", "formerly", "previously", "headquartered", "listed", "owned"])
KNOWN_AS |= {"backed", "controlled", "founded", "run", "led"}
MAKERS = frozenset(["maker", "manufacturer", "provider", "supplier", "issuer", "parent", "distributor"])  # X, maker of
SITES = frozenset(["mine", "refinery", "project", "field", "oilfield", "gasfield", "block", "smelter", "deposit"])
SITES |= {"plant", "pipeline", "terminal", "port", "airport", "basin"}  # a stake in the X mine
# X, Jane Doe's tanker firm
OWNED_BY = re.compile(
    r", (?:[A-Z][\w.-]{0,30} ){0,3}?[A-Z][\w.-]{0,30}['’]s? (?P<what>(?:[\w-]{1,20} ){0,2}[\w-]{1,20})"
)
PLACED = ("in", "near", "across", "throughout", "around", "inside", "outside")

# Evidence that counts for some names only, and what it is for them: for the well known, for the listed
OF_SOME = {
    "X acts": "listed X acts",
    "X earns": "listed X earns",
    "X says of itself": "listed X says of itself",
    "X up N%": "listed X up N%",
    "at X": "at listed X",
    "Land's X": "Land's listed X",
}
LISTED_TOO = {"X says": "listed X says", "according to X": "according to listed X"}
VERBS = frozenset(["X does", "X says", "X moves", *OF_SOME])
ENDS = frozenset(["", ".", ";", ":", "!", "?", "\n", "\r", "\t"])  # behind which nothing is said of X any more
ONE = ("a ", "A ", "n ")
ONE_OF_MANY = re.compile(r"""(?<![^\s"'“‘„«(\[—–])[Aa][Nn]? \Z""")  # a Gap, wherever a word may begin


class Cues:
    """Evidence by position. Looks a few words to both sides and no further: linear however long the text."""

    def __init__(self, words: Words) -> None:
        w = self.words = words
        self.before_of = (
            dict.fromkeys(w.units, "unit of X")
            | dict.fromkeys(w.officers | w.roles, "officer of X")
            | dict.fromkeys(w.stakes, "shares of X")
        )
        self.before_at = dict.fromkeys(w.roles | w.officers, "officer of X") | dict.fromkeys(w.analysts, "analyst at X")
        self.before = (
            dict.fromkeys(w.roles, "role before")
            | dict.fromkeys(w.kinds, "the carmaker X")
            | dict.fromkeys(w.bought, "bought X")
            | {
                **dict.fromkeys(("the", "a", "an"), "the X"),
                "by": "by X",
                "said": "said X",
                "says": "said X",
                "per": "according to X",
                "via": "according to X",
            }
            | dict.fromkeys(PLACED, "in X")
        )
        self.owned = dict.fromkeys(w.belongings, "X's business") | dict.fromkeys(w.officers, "X's officer")
        self.owned |= dict.fromkeys(w.shares, "X's shares")
        # "X senior equity analyst", "X joint venture partner": the noun may stand a word or two later
        self.behind_later = dict.fromkeys(
            ("analyst", "analysts", "economist", "economists", "strategist"), "X's officer"
        )
        self.doing = frozenset(form for verb in w.verbs for form in _forms(verb))  # X will open, X is opening
        self.behind = (
            dict.fromkeys(("index", "indices", "indexes", "industrials", "composite"), "X index")
            | dict.fromkeys(DATA, "X data")
            | dict.fromkeys(OF_X, "X unit")
            | dict.fromkeys(w.verbs, "X does")
            | dict.fromkeys(w.says, "X says")
            | dict.fromkeys(w.officers, "X's officer")
            | dict.fromkeys(w.shares, "X shares")
        )

    def around(self, text: str, start: int, end: int) -> list[str]:
        """The evidence around text[start:end]."""
        found: list[str] = []
        self._left(text, start, end, found)
        if found and found[-1] == "bought X" and FOR_A_SUM.match(text, end):
            found.append("bought X for")
        after = text[end : end + 2]
        if (
            found
            and found[-1] in ("shares of X", "the carmaker X")
            and text[end + 1 : end + 12].partition(" ")[0].strip(".,;") in SITES
        ):
            found.pop()
        if after[:1] not in ENDS:
            self._right(text, end, found)
            if after in MOVE_BEGINS and LIST_OF_MOVES.match(text, end) is not None:
                found.append("X up N%")
            elif after[1:].isdigit() and SHARE.match(text, end) and text.endswith(LISTS, 0, start):
                found.append("X N%")
            if not VERBS.isdisjoint(found):
                if "X acts" in found and "the X" in found:
                    found.remove("X acts")  # the Amazon burned
                if text[start - 2 : start] in ONE and ONE_OF_MANY.search(text, max(0, start - 3), start):
                    found = [cue for cue in found if cue not in VERBS] + ["a X"]
        return found

    def _left(self, text: str, start: int, end: int, found: list[str]) -> None:
        if not start or text[start - 1] not in " \u00a0":
            if start and text[start - 1] == "(" and _spelled_out(text, start, end):
                found.append("short for words")
            return
        left = text[start - 48 if start > 48 else 0 : start].rsplit(None, 3)
        if not left:
            return
        one = left[-1].lower()
        two = left[-2].lower() if len(left) > 1 else ""
        if one == "the" and two in ("of", "at", "in", "by"):
            one, two = two, left[-3].lower() if len(left) > 2 else ""
        cue: str | None
        if one in PREPOSITIONS:
            cue = self._behind_a_preposition(one, two, left)
            if one == "from" and cue is None and RAISED.search(text, max(0, start - 90), start) is not None:
                cue = "round led by X"
        elif one == "about" and left[-1] == "About" and _again(text, start, end):
            cue = "copyright of X"
        elif one in self.before:
            cue = self.before[one]
            if cue == "role before" and two in ADVISERS:
                cue = "the carmaker X"
            if cue == "the carmaker X" and left[-1][0].isupper() and left[-2:-1] and left[-2][-1].isalnum():
                return  # the CME Group FedWatch tool
            if one == "by" and two in ("led", "co-led") and ROUND.search(text, max(0, start - 90), start) is not None:
                cue = "round led by X"
            elif one == "by" and two in TOLD_BY:
                cue = "X data"
            elif one == "by" and two in self.words.done_by:
                cue = "bought X"
        elif one.isdigit():
            cue = "copyright of X" if two in COPYRIGHT else None
        elif one[-2:] in ("'s", "’s") and left[-1][:-2] in self.words.countries:
            cue = "Land's X"
        elif one.endswith(("-based", "-listed", "-owned", "-backed", "-headquartered")):
            cue = "the carmaker X"
        else:
            return
        if cue:
            found.append(cue)

    def _behind_a_preposition(self, one: str, two: str, left: list[str]) -> str | None:
        if one in ("of", "in", "with", "for"):
            cue = self.before_of.get(two)
            if one == "in" and cue != "shares of X":
                return "in X"
            if one == "with" and two in self.words.analysts:
                return "analyst at X"
            return cue if one in ("of", "in") or cue == "unit of X" else None
        if one == "at":
            if len(left) > 3 and left[-3] == "of" and left[0].rpartition(" ")[2].lower() in self.words.officers:
                return "officer of X"  # vice president of marketing at X
            return self.before_at.get(two) or ("at X" if left[-1] == "At" else None)
        if one == "on":
            return "shares of X" if two in RATED else None
        if one == "from":
            if two in ("joined", "hired", "moved", "poached"):
                return "at X"
            return "X data" if two in DATA else "round led by X" if two in ("participation", "backing") else None
        if one == "to":
            return "according to X" if two == "according" else None
        if one in COPYRIGHT:
            return "copyright of X"
        return "the carmaker X" if self._firms(left) else self.before.get(one)

    def _does(self, one: str, two: str, three: str | None) -> str | None:
        """What the words behind a name say when a firm will do something: is to open, will cut, to cut, in talks."""
        if (one, two, three) == ("declined", "to", "comment"):
            return "X declines to comment"
        verb = three if two == "to" and one in ("is", "was") else two if one == "to" or one in AUXILIARIES else None
        return "X does" if verb in self.doing or (one == "in" and two == "talks") else None

    def _firms(self, left: list[str]) -> bool:
        """Whether "including", "like" or "such as" at the end of left gives examples of firms."""
        return any(word.rstrip(",").lower() in self.words.kinds for word in left[-3:-1])

    def _right(self, text: str, end: int, found: list[str]) -> None:
        if text[end : end + 1] == ")":
            if DATELINE.match(text, end):
                found.append("dateline")
            return
        m = BEHIND.match(text, end)
        if m is None:  # it matches nothing, too, so this cannot be
            return
        possessive, between, one, two, three = m.groups()
        if between and between[-1] == "(" and TICKER.match(text, end):
            found.append("ticker behind")
            return
        if not one:
            return
        one = one.lower()
        if possessive:
            cue = self.owned.get(one) or (two and self.owned.get(two.lower()))
            if cue:
                found.append(cue)
        elif between == " ":
            if RESULTS.match(text, end):
                found.append("X's business")
                return
            if two and (one == "industrial" or one.isdigit()) and two.lower() in ("average", "index"):
                one = "index"  # Dow Jones industrial average, Acme 500 index
            if m["one"] in self.words.products:
                found.append("product behind")
            what = IS_A.match(text, end) if two in ("a", "an") and one in ("is", "was") else None
            if what is not None and (what["noun"].lower() in self.words.kinds or what["noun"].lower() in MAKERS):
                found.append("X, the carmaker")
            if one == "on" and three and two in DAYS:
                one = three.lower()  # X on Thursday said
            helps = one in AUXILIARIES
            cue = self._does(one, two, three) if two and (helps or one in STARTS) else None
            if cue is None:
                if helps and two:
                    one = two.lower()
                cue = self.behind.get(one) or (
                    self.behind_later.get((three or two or "").lower()) if one.isalpha() else None
                )
            if cue == "X unit" and not m["one"].islower():
                cue = None  # Magazine Luiza
            if (helps or one.endswith("ed")) and cue in (None, "X does") and UP.match(text, end):
                found.append("X, up N%")
            if cue == "X says" and two and (two in ("it", "its") or OF_ITSELF.match(text, end)):
                found.append("X says of itself")
            if cue:
                found.append("X moves" if cue == "X does" and MOVES.match(text, end) else cue)
                if cue == "X does" and EARNS.match(text, end) is not None:
                    found.append("X earns")
            if (helps or one in FIRMS_VERBS) and (firm := AS_FIRMS.match(text, end)) is not None:
                found.append("X earns" if firm["listed"] else "X does as firms do")
            elif cue is None and (helps or _acts(two.lower() if two and one.endswith("ly") else one)):
                found.append("X acts")
        elif between == "-":
            if one in ("based", "headquartered", "born"):
                found.append("X-based")
            elif one in ("owned", "backed", "branded", "made", "led", "operated", "compiled", "listed", "run"):
                found.append("X-owned")
        elif between == ", ":
            words = self.words
            if m["one"][0].isupper() and TOWN_OF.match(text, end):
                found.append("X-based")
                return
            if one in ARTICLES:
                before = ""
                for word in text[m.start("two") : end + 80].partition(",")[0].lower().split()[:6] if two else ():
                    noun = word.rstrip(".;:")
                    a_firm = noun in words.kinds or noun in UNITS
                    if a_firm or noun in words.roles:
                        lobby = noun == "group" and before in LOBBY
                        found.append("X, the carmaker" if a_firm and not lobby else "role behind")
                        break
                    before = noun
                else:
                    if one in ("which", "whose"):
                        found.append("X, which")
                        if two in words.verbs:
                            found.append("X does")
            elif one in KNOWN_AS:
                found.append("X, which")
            elif one in MAKERS and two == "of":
                found.append("X, the carmaker")
            elif m["one"][0].isupper() and (owner := OWNED_BY.match(text, end)) is not None:
                if not words.kinds.isdisjoint(owner["what"].lower().split()):
                    found.append("X, the carmaker")
            elif one in words.roles or one == "who" or (one.isdigit() and len(one) == 2):
                found.append("role behind")


def _again(text: str, start: int, end: int) -> bool:
    """Whether a name stands once more behind a heading that consists of it."""
    m = ABOUT.match(text, end)
    return m is not None and text.startswith(text[start:end], m.end())


def _acts(word: str) -> bool:
    """Whether it tells what somebody does or did; behind an adverb, too: briefly topped."""
    return word in MODALS or word in ACTS or word.endswith("ed")


def _forms(verb: str) -> Iterator[str]:
    """The plain form of a verb and its -ing, of opens and begins, and of launches and plans; none of what has no -s."""
    if verb.endswith("s"):
        for plain in (verb[:-1], verb[:-2]) if verb.endswith("es") else (verb[:-1],):
            yield from (plain, f"{plain}ing", f"{plain.removesuffix('e')}ing", f"{plain}{plain[-1]}ing")


def _spelled_out(text: str, start: int, end: int) -> bool:
    """Whether the capitals in brackets are the initials of the small words before: net interest margin (NIM)."""
    letters = text[start:end]
    words = text[max(0, start - 100) : start - 1].split()[-len(letters) :]
    return letters.isupper() and "".join(w[0] for w in words).upper() == letters and all(w.islower() for w in words)
