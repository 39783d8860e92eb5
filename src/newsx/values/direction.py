"""Which way an amount moves: "rose 5%", "5% higher", "a loss of 3%", "fell by $86 million". text -> +1, -1 or None."""

import re

from newsx.values import bounds, sentence
from newsx.values.sentence import words

# verbs and adverbs right before the amount: rose 5%, up 5%, trading higher by 5%
UP = words(
    """
    rose rise rises rising risen gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping
    surge surges surged surging soar soars soared soaring advance advances advanced advancing increase increases
    increased increasing grow grows grew grown growing rally rallies rallied rallying leap leaps leapt leaped spike
    spikes spiked rebound rebounds rebounded recover recovered recovers add adds added adding up higher expand
    expands expanded expanding strengthen strengthened appreciated accelerated swelled widened widens skyrocketed
    rocketed popped leapt ahead ballooned outperformed firmed bounced vaulted improved improve zoom zooms zoomed
    zooming
    """
)
DOWN = words(
    """
    fell fall falls falling fallen drop drops dropped dropping decline declines declined declining slip slips
    slipped slipping slide slides slid sliding slump slumps slumped slumping plunge plunges plunged plunging tumble
    tumbles tumbled tumbling sink sinks sank sunk sinking lose loses lost losing shed sheds shedding decrease
    decreases decreased decreasing down lower dip dips dipped dipping retreat retreats retreated retreating ease
    eases eased easing shrink shrinks shrank shrunk shrinking narrow narrows narrowed narrowing contracted
    contracting weaken weakened depreciated devalued crash crashed crashes collapse collapsed plummet plummets plummeted
    plummeting skid skidded tanked slowed dwindled receded nosedived cratered underperformed softened swooned
    stumbled dived dove off
    """
)
# verbs that have an object ("raised its dividend by 5%", "cut 10% of its staff"): not with the amount right behind them
UP_BY = words(
    """
    raise raises raised raising lift lifts lifted lifting boost boosts boosted boosting hike hikes hiked hiking beat
    beats beating topped topping exceeded exceeding surpassed outpaced upped upping bumped bumping
    """
)
DOWN_BY = words(
    """
    cut cuts cutting reduce reduces reduced reducing slash slashes slashed slashing trim trims trimmed trimming
    lowered lowering miss misses missed missing pared curb curbed docked
    """
)
# nouns: "a gain of 5%", "a 5% gain"
UP_NOUN = words(
    """
    bump gain gains rise increase increases jump surge rally advance climb growth rebound improvement uptick hike hikes
    leap spike upside expansion uplift boost raise pop appreciation recovery upswing bounce lift pickup
    """
)
DOWN_NOUN = words(
    """
    loss losses drop fall decline declines decrease slump plunge slide tumble dip retreat reduction reductions cut
    cuts contraction downturn shortfall drawdown selloff sell-off correction depreciation crash pullback setback
    slowdown collapse shrinkage dive
    """
)
# adjectives behind the amount: 5% higher
UP_BEHIND = words(
    """
    wider higher more up better stronger firmer dearer
    """
)
DOWN_BEHIND = words(
    """
    narrower lower less down fewer weaker worse cheaper softer
    """
)

_MOVES = dict.fromkeys(UP, 1) | dict.fromkeys(DOWN, -1)
_MOVES_BY = _MOVES | dict.fromkeys(UP_BY, 1) | dict.fromkeys(DOWN_BY, -1)
_NOUNS = dict.fromkeys(UP_NOUN, 1) | dict.fromkeys(DOWN_NOUN, -1)
# falls of 2%: only before "of", else they are verbs
_NOUNS_OF = _NOUNS | dict.fromkeys(words("rises jumps surges rallies advances climbs rebounds leaps spikes"), 1)
_NOUNS_OF |= dict.fromkeys(words("drops falls slumps plunges slides tumbles dips retreats"), -1)
_BEHIND = _NOUNS | dict.fromkeys(UP_BEHIND, 1) | dict.fromkeys(DOWN_BEHIND, -1)
# verbs that take the amount behind their object: raised its dividend 5%
_MOVES_OBJECT = dict.fromkeys(UP_BY, 1) | dict.fromkeys(DOWN_BY, -1) | {"increased": 1, "decreased": -1, "increase": 1}
_MOVES_OBJECT |= {"grow": 1, "grows": 1, "grew": 1, "grown": 1, "growing": 1}
# of a sum of money these name a result or a purpose, not a move: a loss of $3 million, added $5 million
_RESULTS = words(
    """
    more less
    add added adding adds advance advanced advances boost cut cuts gain gained gains lose loses losing loss losses
    lost off raise recover recovered recovers shed expansion recovery pickup
    """
)
# may stand between the verb and the amount
_FILLERS = words(
    """
    a additional an another as by even further hefty its just mere modest more much nearly only record sharp solid
    some steep still than the their well whopping
    """
)
# may stand between the amount and the noun: a 5% year-on-year drop, a 25 basis point rate cut
_ADJECTIVES = words(
    """
    estimated expected projected tariff fee fare toll budget volume traffic capacity spending duty levy
    annual annualised annualized average comparable compound daily dividend earnings further interest intraday job
    like-for-like m/m month-on-month monthly net one-day organic output overall overnight pay price production
    profit q/q quarter-on-quarter quarterly rate revenue sales sequential share sharp staff steep stock surprise tax
    total two-day volume wage weekly workforce y/y year-on-year year-over-year year-to-date yearly yoy ytd on-year
    on-quarter on-month y-o-y q-o-q m-o-m qoq mom
    """
)
# gave up 5%, made up 5% of sales, freed up $2 billion
_MADE_UP = words(
    """
    make makes made making take takes took taken taking free frees freed freeing build builds built building buy
    buys bought buying snaps snapped snapping rack racks racked racking tie ties tied tying cough coughs coughed
    coughing stump stumps stumped pony ponies ponied mop mops mopped mopping soak soaks soaked soaking gobble
    gobbles gobbled hoover hoovers hoovered save saves saved saving use uses used using swallow swallows
    swallowed scoop scoops scooped line lines lined lining pick picks picked picking put puts putting open opens
    opened opening dig digs dug drum drums drummed chalk chalks chalked set sets setting sew sewn
    """
)
_WITH_UP = dict.fromkeys(words("give gives gave giving given"), -1) | dict.fromkeys(_MADE_UP)
# laid off 100 people, 6% of all
_OFF = words("lay lays laid laying pay pays paid paying sell sells sold selling write writes wrote writing spun spin")
# pulled back 2%, bounced back 2%
_BACK = dict.fromkeys(words("bounce bounces bounced bouncing claw claws clawed clawing came storm stormed"), 1)
_BACK |= dict.fromkeys(words("pull pulls pulled pulling fell drop dropped slid slipped gave give gives giving"), -1)
_BACK |= dict.fromkeys(words("cut cuts cutting scale scaled scales scaling dial dialed dialled trim trimmed"), -1)
# a $5m growth plan is one that costs so much
_PLANS = words("plan plans programme program project fund budget strategy package drive scheme initiative capital loan")
# what has a number for a name: S&P 500
_NUMBERED = words("s&p p ftse russell nasdaq stoxx nikkei asx s&p/asx csi cac dax ibex topix msci hscei smi tsx nifty")
_COUNTS = words(
    """
    eight eleven five four half nine one quarter seven six ten three twelve two
    """
)
_OTHER_MATTERS = words(
    """
    after as before following in on while with
    """
)
_OBJECT_ENDS = words(
    """
    about and as at between by estimates expectations for forecasts from in is of on stake than that to was were
    which who with
    """
)
# words right before the amount that make the words before them matter, and words behind it
_TELL = _FILLERS | {"up", "back", "of", "between", "on", "or", "and", "by"}
_TELL_BEHIND = frozenset(_BEHIND) | _ADJECTIVES
_ARTICLES = (" a", "an", " A", "An", "\na", "(a")
# the dividend was lifted 5%, has been cut 5%: it is the subject that moves
_BE = words("was were is are be been being got gets get")
# fell below 5% tells a level, not a move
_LEVELS = words("above below under beneath beyond near nearer north short south")
_LEFT, _RIGHT = 100, 48
_FAR = 120  # in which an amount that shares its verb stands

_PERCENT = "(?:[ ]?%|[ ]per[ ]?cent|pc)"
# "advanced 1.5% and Saudi Telecom 0.7%": the amount and the name that stand before, and nothing else but a level
_SAME_AGAIN = re.compile(
    rf"""(?P<amount>\d[\d.,]*{_PERCENT}) (?:[ ]in[ ][A-Z]\w+)? (?:[ ](?:to|at)[ ][^\s;]{{1,12}}(?:[ ][a-z]{{2,9}})?)?,?
    (?:[ ](?:and|while|with))? [ ](?:the[ ])?
    (?: (?:[A-Z][\w&.’'-]*[ ](?:(?:of|&|de)[ ])?){{1,5}} (?:\([A-Z][\w.:]{{0,11}}\)[ ])?
      | (?:[A-Z][\w&.’'-]*[ ]){{0,4}}[A-Z][\w&.’'-]*,[ ](?:the|an?|its|which|whose|once)[ ][^,.;:\d\n]{{3,60}},[ ]
    ) (?:by[ ])?\Z""",
    re.VERBOSE,
)
# "rivals rallied: Acme 9%, ...": the first of them
_ENUMERATED = re.compile(r"\b(?P<verb>[a-z]+):[ ](?:[A-Z][\w&.’'-]*[ ]){1,5}\Z")
# growing at 2% a year, at an annual rate of 2%; put the annual rise at 2%
_AT_A_RATE = re.compile(
    r"""\b(?P<verb>gr(?:ow(?:s|n|ing)?|ew)|expand(?:s|ed|ing)?|r(?:ise|isen|ises|ising|ose)|increas(?:e|es|ed|ing)
      |shr(?:ink|inks|inking|ank|unk)|contract(?:s|ed|ing)|declin(?:e|es|ed|ing)|f(?:all|alls|allen|alling|ell))
    (?:[ ][a-z]+ly)?[ ]at[ ](?P<rate>(?:an?|the|its|their)[ ](?:[a-z-]+[ ]){0,4}(?:rate|pace|clip)[ ]of[ ])?\Z
    | \b(?:put|puts|putting|saw|sees?|estimate[sd]?|peg(?:s|ged)|calculate[sd]?)[ ](?:the|its|their|last|this|that)
      (?:[ ][\w’'-]+){0,4}?[ ](?P<noun>[a-z]+)(?:[ ]in(?:[ ][a-z-]+){1,3}?)?[ ]at[ ]\Z""",
    re.VERBOSE,
)
_A_YEAR = re.compile(r"[ ](?:an?|per|each|every)[ -](?:year|month|quarter|annum)\b|[ ]annually\b")
_GROWS = ("g", "e", "sh", "c")  # what grows does so at a rate; what rises at 5% may do so at any price
# "fell 2%, 3% and 4%": the first of a list
_LISTED = re.compile(rf"(?P<amount>\d[\d.]*{_PERCENT})(?:,[ ]\d[\d.]*{_PERCENT}){{1,8}},?[ ]and[ ]\Z")
# "growth of 4.8% to 5.1%", "will grow 19% to 20%": a level would stand behind "fell", not behind "fall"
_TO_COME = re.compile(
    rf"""\b(?:(?:growth|increases?|rises?|gains?|declines?|drops?|falls?)[ ]of|grow|rise|increase|climb|gain|fall|drop
    |decline|decrease|shrink|slip)[ ](?P<amount>\d[\d.]*{_PERCENT})[ ]to[ ]\Z""",
    re.VERBOSE,
)
# "closed 12 points, or 0.3%, higher": behind either of the two
_APART = re.compile(
    r"(?P<other>,[ ]or[ ][^\s,;][^,;]{0,24})?,[ ](?P<word>higher|lower|up|down|firmer|weaker)(?!\w|[ ]than)"
)
# two spans of time or two ways of counting, one move: rose 0.4% in March and 3.5% from a year earlier, down 10% as
# reported and 5% on a comparable basis
BASIS = (
    r"(?:as|at|on|in|from|over|during|for|before|after|excluding|including|without|adjusted|compared|versus|against"
    r"|year|month|quarter|week|like|organically|overall|nominally|underlying|overseas|abroad|elsewhere|worldwide"
    r"|globally|online|domestically|nationwide)\b"
)
_ONE_BASIS = re.compile(
    rf"""(?P<amount>\d(?<![\d.]\d)[\d.]*{_PERCENT})[ ]{BASIS} (?: [^\d.;:()\n] | \d(?![\d.,]*{_PERCENT}) ){{2,70}}
    (?: (?:and|but|or)[ ](?:by[ ])? | ,[ ] | \( )\Z""",
    re.VERBOSE,
)
_AND, _AND_THEN = (" and", " but"), (" and ", " or ", " but ", " (")
_OTHER_BASIS = re.compile(rf"[ ](?!in[ ](?:an?|the)[ ](?:\w+[ ])?(?:poll|survey|study)\b){BASIS}")
# 72% off its June high, 8% off the lows of the day
OFF_ITS_HIGH = re.compile(
    r"""[ ]off[ ] (?:its|their|the|an?|last|this|that|his|her|[A-Z][\w.]*[’'′]s)[ ]
    (?:(?!(?:the|of|and|or|on|for)\b)[\w.’'-]+[ ]){0,4}?
    (?: (?P<low> lows?|troughs?|bottoms?|nadir ) | highs?|peaks?|tops? )
    (?= [,.;:)] | \s*\Z | [ ](?: [\d$(A-Z]
        | (?: of|in|on|set|hit|reached|for|at|from|and|this|last|since|but|after|as|while|made|touched|an?|the )\b ) )
    """,
    re.VERBOSE,
)
# "by 9% to 11%", "between 3% and 7%": the first end of two
_FIRST_END = re.compile(
    rf"(?:\b(?P<by>by)|\bbetween)[ ](?P<amount>[$€£]?\d[\d.,]*{_PERCENT}?)[ ](?:to|and)[ ]\Z",
    re.VERBOSE,
)


def direction(
    text: str, start: int, end: int, *, result: bool = False, depth: int = 3, left: int | None = None
) -> int | None:
    """+1 or -1 when the words around text[start:end] say that it is a move, and which way; None for a level.

    result: the amount is a sum of money, for which "a loss of", "gain of" and "lost" name a result, not a move.
    depth: how many amounts back a list may be followed: "gained 3%, Acme 2% and Bolt 1%".
    left: what ``bounds.before`` says, for those who have asked it.

    >>> text = "Profit rose 5% to $3 million, a margin 2% lower than hoped."
    >>> direction(text, 12, 14), direction(text, 18, 28), direction(text, 39, 41)
    (1, None, -1)
    """
    not_moves = _RESULTS if result else frozenset[str]()
    left = bounds.before(text, start) if left is None else left
    said = _said_before(text, start, end, left, not_moves) or _said_behind(text, start, end, not_moves)
    if said is not None or not depth or start < 2:
        return said
    begin = left + 1 if left < start and text[left] == " " else left  # of the bound: and by as much as 5%
    if begin < 2:
        return None
    at = text.rfind(" ", max(0, begin - _LEFT), begin - 1)
    joined = text[at + 1 : begin] in ("to ", "and ") and (text[at - 1].isdigit() or text[at - 1] in "%tc.,")
    if text[at + 1].isupper() and ":" in text[max(0, begin - 48) : begin] and not result:
        named = _ENUMERATED.search(text, max(0, begin - _FAR), begin)
        if named is not None and named["verb"] in _MOVES and _is_percent(text[start:end]):
            return _MOVES[named["verb"]]
    for pattern, likely in (
        (
            _SAME_AGAIN,
            text[at + 1].isupper() or text[at:begin] == " by "
            if text[begin - 2].isalpha()
            else text[begin - 2 : begin] in (") ", ", "),
        ),
        (_FIRST_END, joined),
        (_LISTED, joined),
        (_TO_COME, joined),
        (_ONE_BASIS, _has_a_basis(text, at, begin, end)),
    ):
        if likely and (m := pattern.search(text, max(0, begin - _FAR), begin)) is not None:
            if _is_percent(m["amount"]) != _is_percent(text[start:end]):
                return None  # climbed by 12pc to £2.5bn
            if pattern is _FIRST_END and m["by"] and not _is_percent(m["amount"]):
                return None  # rose by $5 to $45
            return direction(text, m.start("amount"), m.end("amount"), result=result, depth=depth - 1)
    return None


def _has_a_basis(text: str, at: int, start: int, end: int) -> bool:
    """Whether a second amount may share the verb of the first: text[at:start] is the word before it."""
    word = text[at:start]
    if word == " by ":
        return text[at - 4 : at] in _AND or text[at - 3 : at] == " or"
    return (word in _AND_THEN or text[start - 2 : start] == ", ") and _OTHER_BASIS.match(text, end) is not None


def _is_percent(amount: str) -> bool:
    return amount.endswith(("%", "percent", "per cent", "pc", "points", "bps", "pp"))


def _said_before(text: str, start: int, end: int, left: int, not_moves: frozenset[str]) -> int | None:
    if left < start and text[left:start].split()[0].lower() in _LEVELS and text[:left][-3:] != " of":
        return None  # fell below $49, fell just short of $10 billion
    if (
        not not_moves
        and text[left - 4 : left] in (" at ", " of ")
        and (at := text.rfind(" at ", max(0, left - 48), left)) > 0
    ):
        rate = _AT_A_RATE.search(text, max(0, at - 56), left)
        if rate is not None and rate["noun"]:
            return _NOUNS.get(rate["noun"])
        if rate is not None and (rate["rate"] or rate["verb"].startswith(_GROWS) or _A_YEAR.match(text, end)):
            return _MOVES.get(rate["verb"])
    if text[left - 4 : left] == " of ":  # the noun before it settles the matter
        noun = text[text.rfind(" ", max(0, left - _LEFT), left - 4) + 1 : left - 4].lower()
        if noun.isalpha() and noun not in ("average", "total"):
            return _NOUNS_OF.get(noun) if noun not in not_moves else None
    if word := _word_before(text, left):
        if word in _MOVES:
            return _MOVES[word] if word not in not_moves else None
        if word in _MOVES_BY and _passive(text, left, word) and text[end : end + 4] != " of ":
            return _MOVES_BY[word]
        if not_moves or word in _OBJECT_ENDS:
            return None
    before = text[sentence.start_of(text, left, _LEFT) : left].lower().replace("(", " ( ").replace(", ", " , ").split()
    by = False
    while before and (before[-1] in _FILLERS or (before[-1].endswith("ly") and len(before[-1]) > 4)):
        by |= before.pop() == "by"
    if len(before) > 2 and before[-2] in ("a", "an") and before[-1].isalpha():  # by a cumulative 5%
        del before[-2:]
        if before[-1] == "by":
            by = True
            before.pop()
    if not before:
        return None
    word = before[-1]
    while before[-1:] == ["of"] and before[-2:-1] in (["average"], ["total"]):  # by an average of 5%
        del before[-2:]
        while before and before[-1] in _FILLERS:
            by |= before.pop() == "by"
        if not before:
            return None
        word = before[-1]
    if word in ("of", "between"):  # a gain of 5%, growth between 3% and 5%
        noun = before[-2] if len(before) > 1 else ""
        if word == "between" and noun in _MOVES:
            return _MOVES[noun] if noun not in not_moves else None
        return _NOUNS_OF.get(noun) if noun not in not_moves else None
    if word == "back" and not not_moves:
        return _BACK.get(before[-2]) if len(before) > 1 else None
    if word == "on" and before[-2:-1] in (["put"], ["puts"], ["putting"]):
        return 1
    if word in _MOVES:
        if word == "up" and len(before) > 1 and before[-2] in _WITH_UP:
            return _WITH_UP[before[-2]]
        return None if word in not_moves and not by else _MOVES[word]
    if by:  # raised its dividend by 5%, an increase by 5%
        near = before[-13:-1] if word == "," else before[-12:]  # rose in sympathy, by 2%
        for i in range(len(near) - 1, -1, -1):
            word = near[i].rstrip(":")  # rivals rallied: Acme by 9%
            if word in (",", "(", "") or (
                word[0].isdigit() and not (word.isdigit() and i and near[i - 1] in _NUMBERED)
            ):
                return None
            if word in _MOVES_BY or word in _NOUNS:
                return _MOVES_BY.get(word) or _NOUNS.get(word)
        return None
    if word in ("or", "and", ",", "("):  # rose $2, or 5%; gained 23 points (0.1%)
        return _move_before_an_amount(before, not_moves)
    return None if not_moves else _move_of_an_object(text, end, before)


def _word_before(text: str, left: int) -> str:
    """The word right before an amount, in small letters, when it alone settles the matter, as it mostly does; or ""."""
    end = left - 1 if text[left - 1 : left] == " " else left
    at = text.rfind(" ", max(0, end - _LEFT), end)
    word = text[at + 1 : end]
    if at < 4 or not word.isalpha() or word.endswith("ly") or text[at - 2 : at] in _ARTICLES:
        return ""
    word = word.lower()
    return word if word not in _TELL else ""


def _passive(text: str, left: int, verb: str) -> bool:
    """Whether a form of "be" stands before the verb that ends at left: was lifted 5%, had then been cut 5%."""
    said = text[max(0, left - len(verb) - 24) : left - len(verb) - 1].lower().split()
    while said and (said[-1].endswith("ly") or said[-1] in ("then", "again", "also", "later", "now")):
        said.pop()
    return bool(said) and said[-1] in _BE


def _move_of_an_object(text: str, end: int, before: list[str]) -> int | None:
    """Raised its dividend 5%, cut the rate 25 basis points: verb, object, amount, and not a share of something."""
    if text[end : end + 4] == " of " or text[end : end + 6] == " stake":
        return None
    for i, word in enumerate(reversed(before[-6:])):
        if word in _OBJECT_ENDS or not word[0].isalpha():
            return None
        if i and word in _MOVES_OBJECT:
            return _MOVES_OBJECT[word]
    return None


def _move_before_an_amount(before: list[str], not_moves: frozenset[str]) -> int | None:
    """The move that an earlier amount belongs to, when only that amount stands between: rose $2 a share, or."""
    while before and before[-1] in ("or", "and", ",", "("):
        del before[-1]
    if before[-1:] in (["value"], ["capitalization"], ["capitalisation"]) and not not_moves:
        while before and before[-1] not in ("in", "of"):  # lost $5 billion in market value, or 2%
            del before[-1]
        del before[-1:]
    for i in range(2, min(7, len(before)) + 1):
        word = before[-i]
        if word in _MOVES and word not in not_moves:
            amount = before[1 - i :]
            if not _OTHER_MATTERS.isdisjoint(amount):
                return None
            verb = before[-i - 1] if len(before) > i else ""
            if word == "off" and verb in _OFF:
                return None
            if word == "up" and verb in _WITH_UP:
                return _WITH_UP[verb]
            return _MOVES[word] if any(w in _COUNTS or any(c.isnumeric() for c in w) for w in amount[:2]) else None
        if word in (",", "(", "to", "from"):
            return None
    return None


def _said_behind(text: str, start: int, end: int, not_moves: frozenset[str]) -> int | None:
    if text[end : end + 1] == ",":
        if (m := _APART.match(text, end)) is not None and (m["other"] or text[start - 4 : start] == " or "):
            return _BEHIND.get(m["word"], _MOVES.get(m["word"]))
        return None
    if text[end : end + 1] not in (" ", "-"):
        return None
    if text.startswith(" off ", end) and (m := OFF_ITS_HIGH.match(text, end)) is not None:
        return 1 if m["low"] else -1
    blank = text.find(" ", end + 1, end + _RIGHT)
    first = text[end + 1 : blank]
    if blank > 0 and first.isalpha() and first.lower() not in _TELL_BEHIND:
        return None
    rest = text[end + 1 : end + _RIGHT].lower()
    said = rest.split()[:5]
    for i, word in enumerate(said[:4]):
        plain = word.rstrip(',.;:)”"')
        if plain in _BEHIND:
            named = not_moves and plain == word and said[i + 1 : i + 2] and said[i + 1].rstrip(",.;:") in _PLANS
            return None if plain in not_moves or named else _BEHIND[plain]
        if word.strip("()") not in _ADJECTIVES:
            return None
    return None


def is_move(word: str) -> bool:
    """Whether a word is a verb that moves: rose, fell, gained."""
    return word.lower() in _MOVES


_NO_MOVE = re.compile(
    r"(?:\b(?:at|to|of|from|is|was|were|near|around|between|and|or|rate|rates|yield|yields|yielded|yielding)|[–-])\s\Z"
)


def is_signed_move(text: str, start: int) -> bool:
    """Whether a written sign is a move (Acme -5.2%, FTSE +0.2%) and not part of a level (a rate of -0.25 percent)."""
    return _NO_MOVE.search(text, max(0, start - 12), start) is None
