"""Whether money without a magnitude is a price or a sum: the words of its sentence decide. text -> bool."""

import re

from newsx.values import bounds, direction, sentence, units
from newsx.values.sentence import words

# right before the amount: these nouns and a preposition (a high of, the target is), these verbs with one or without
_LEVELS = words(
    """
    price prices target targets high low level levels strike trough peak bottom top floor cap record close par
    objective resistance support bid mark range quote quotation fix fixing premium fare tariff fares tickets seats
    premiums bids
    """
)
_QUOTED = words(
    """
    eps pt priced quoted trading traded trades trade selling sold sells sell valued hands fetch fetched fetching
    averages averaged averaging charge charges charged charging
    fetches cost costs costing retail retails retailing starts starting buying bid offered listed stay stays stayed
    hold holds held breaks broke remains remained
    """
)
_PREPOSITIONS = words("of at to from near above below is was were stands around between for in on over under")
_FILLERS = words(
    "a an the its just only as low high street-high street-low little all-time record around about nearly almost "
    "initially now still currently"
)
# behind it: "$320 puts", "the $155 level", "$181.99 premarket"
_RIGHT_BEHIND = re.compile(
    r"""[ -](?: (?:strike|puts?|calls?|level|mark|barrier|threshold|resistance|support|price|target|handle|premarket
        |pre-market
        |after[ ]hours|after-hours|in[ ](?:early|late|premarket|pre-market|afternoon|morning|after-hours|extended)
        |to[ ]the[ ](?:dollar|euro|pound|greenback)|against[ ]the|versus[ ]the|in[ ](?:[a-z]+[ ]){1,3}trading
        |(?:[a-z-]+[ ]){1,2}price|on[ ]the[ ](?:dollar|euro)|in[ ]the[ ]pound
        |(?:that[ ]|which[ ])?(?:analysts|economists|forecasters|Wall[ ]Street)
        |on[ ]the[ ](?:(?-i:[A-Z]{3,5})|Nasdaq|(?:\w+[ ]){1,3}exchange))\b )""",
    re.VERBOSE | re.IGNORECASE,
)
# somewhere before it in the sentence: what has a price
_IN_MARKET = words(
    """
    adr adrs ads adss aluminium aluminum barrel bitcoin bnb brent bullion cardano closed cocoa contract copper
    crude cryptocurrency dogecoin dollar eps ether ethereum euro franc futures gold greenback krona
    lira litecoin loonie nickel oil opened ounce palladium peso platinum pound price priced prices pt
    renminbi rouble ruble rupee share shares silver solana soyabeans soybeans sterling stock stocks target
    ticket tickets token tokens trade traded trades trading units wheat wti xrp yen yuan zinc zloty
    """
)
# what is a sum even in such a sentence
_IS_SUM = words(
    """
    transaction transactions total totalling
    assets bonus budget compensation debt debts deduction deductions deposit deposits donated donation fine fined
    fund funding funds grant income invest invested investment investments loan loans paid pay payment payments pays
    profit profits revenue revenues reward salaries salary sales spend spending spends spent tax taxes withdraw
    withdrawal withdrawals worth
    """
)
# behind it: what is paid for as a whole
_SUM_BEHIND = re.compile(
    r"[ -](?:[a-z-]+[ ])?(?:purchase|deal|contract|loan|fine|penalty|settlement|grant|fund|bonus|salary|investment"
    r"|donation|gift|bill|debt|award|prize|lawsuit|judgment|deposit)(?!\w)"
)
# Price targets: AAPL $270 → $290 (a broker); Target: $200; (MSFT, $502)
_TO = "[ ]?(?:➝|→|->|–>|=>)[ ]?"
_ARROW = re.compile(rf"{_TO}[A-Z]{{0,3}}[$€£¥₹]\d")
_QUOTE = re.compile(
    rf"(?:[(][A-Z]{{1,5}}(?:[.][A-Z]{{1,2}})?[,;:]?[ ]|\d{_TO}"
    r"|\b(?:[Tt]arget|[Ss]top|[Vv]alue|[Ee]ntry|PT|TP|[Pp]rice|[Bb]id|[Aa]sk):[ ])\Z"
)
_UP_FROM_THAT = re.compile(r"\d,?[ ](?:up|down)(?:[ ](?:about|around|some|from))?[ ]\Z")  # costs $749.99, up $50
_NO_SUM = re.compile(r"\b(?:sales?(?= prices?\b)|profit(?= warning))")  # what only sounds like one
_ONE = r"(?P<first>[A-Z]{0,3}[$€£¥₹][\d.,]*\d|\d[\d.,]*(?:p|[ ](?:cents?|pence)))"
# to $400 from $410; at 104p, up from 92p; 71 cents, against 65 cents: both or none
_FROM = re.compile(
    rf"{_ONE}(?:[ ](?:yesterday|today|(?:last|this)[ ](?:year|week|month|night)))?,?"
    r"[ ](?:(?:(?:up|down)[ ])?from|(?:as[ ])?(?:compared[ ](?:with|to)|against|versus|vs\.?))[ ]\Z"
)
_COMPARED = (" from ", " against ", " versus ", " vs ", " vs. ", "compared with ", "compared to ")
# touching $192 in February before cooling off to $130: both or none
_THEN_TO = re.compile(
    rf"""{_ONE} (?:[ ](?:in|on|at|last|this|earlier)[ ][A-Za-z]{{2,12}}(?:[ ][\w]{{2,12}})?)?,?
    [ ](?:before|and[ ]then|then|and[ ]later)[ ]\w+(?:[ ](?:off|back|down|up|again))?[ ]to[ ]\Z""",
    re.VERBOSE,
)
_LETTERS = re.compile(r"[A-Za-z]+")
_MOVES_TO = re.compile(
    r"(?:\b(?:to|from|above|below|near|around|over|under|was|were|is|between|and|of|reached|hit|hits|hitting|touched"
    r"|touching|past|crossed|top|tops|topped|topping|exceed|exceeds|exceeded|exceeding|surpass|surpassed|surpassing"
    r"|vs|versus)|,)(?:[ ]\w+){0,2}[ ]?\Z"
)
# rose $1.12 to: the amount before says that what follows is a price
_MOVED_TO = re.compile(
    r"\b(?P<verb>\w+)(?:[ ]by)?[ ][A-Z]{0,3}[$€£¥₹]?[ ]?\d[\d.,½¼¾⅛⅜⅝⅞/-]*"
    r"(?:[ ]?(?:p|pence|cents|cents[ ]US|paise|c|yen|euros|won|rupees|yuan|francs|kronor|kroner))?,?[ ]to[ ]\Z"
)
# rose $8.55, or 13%, to; jumped 75p (2%) to a record; fell 2% in Toronto to
_BY_HOW_MUCH_TO = re.compile(
    r"""(?:%|percent|per[ ]cent|pc|cents|\d(?:p|[ ]pence|[ ]yen|[ ]points?)|or[ ][$€£¥₹]\d[\d.,]*)\)?,?
    (?:[ ](?:higher|lower|up|down))? (?:[ ](?:from|on|over)[ ](?:an?|the)[ ][\w-]+(?:[ ](?:earlier|before|ago))?)?
    (?:[ ](?:in|on)[ ](?:the[ ])?[A-Z]\w+(?:[ ][A-Z]\w+)?
      |[ ](?:so[ ]far[ ])?(?:this|last|since[ ]last)[ ](?:year|quarter|month|week|session)
      |[ ]since[ ](?:[A-Z]\w+|(?:its|the)[ ][\w-]+) | [ ](?:overnight|today|yesterday) )?,?
    [ ]to(?:[ ](?:an?|its|the|\w+-\w+|record|new|fresh|high|low|peak|of))*[ ]\Z""",
    re.VERBOSE,
)
# sending shares 8.9% lower to, and Torm gained 2.2% to: what was said of sums is over
_NEW_CLAUSE = re.compile(
    r",[ ](?:and|but|while|as|sending|pushing|leaving|taking|driving|lifting|dragging|knocking)[ ]"
)
# Volvo rose to 280 crowns: what has a name and moves to a level
_NAME_TO = re.compile(
    r"(?<![\w.’'-])(?P<name>[A-Z][\w&’'-]*+)(?:[ ]then)?(?:[ ]ha[sd])?[ ](?P<verb>[a-z]+)(?:[ ]back)?[ ]to[ ]\Z"
)
_NO_NAMES = _IS_SUM | words(
    "aid bills costs damages donations exports fees gdp he imports it losses pledges she takings they turnover wages"
)
_FELL_TO = re.compile(r"\b(?P<verb>\w+)(?:[ ]back)?[ ]to[ ]\Z")  # fell to $67.38
# 215p, 98 cents: a move in hundredths is a price's, and so is one with a percentage or a level behind it
_HUNDREDTHS = re.compile(r"(?:[\d½¼¾⅛⅜⅝⅞]p|[ ](?:cents?(?:[ ]US)?|pence|paise))\Z")
_MOVE_BEHIND = re.compile(r",?[ ](?:or[ ]|\()?(?:[\d.]+[ ]?(?:%|per[ ]?cent|pc)|(?:to|at)[ ][A-Z]{0,3}[$€£¥₹]?[ ]?\d)")
# What analysts expect to the cent is for one share, and so are earnings to the cent; a whole firm has none so small.
_WHO = (
    r"(?:[Aa]nalysts?|[Ee]conomists|Wall[ ]Street|[Tt]he[ ]Street|[Cc]onsensus|FactSet|LSEG|Refinitiv|Zacks|Bloomberg"
    r"|Visible[ ]Alpha|Capital[ ]IQ)"
)
_ABOUT_A_SHARE = re.compile(
    rf"""(?:
      \b(?:[Ee]stimates?|[Cc]onsensus|[Ff]orecasts?|[Ee]xpectations?|[Pp]rojections?|[Pp]redictions?)
        (?:[ ](?:among|by|from|of|on)[ ](?:analysts|economists|Wall[ ]Street|the[ ]Street|[A-Z]\w+))?
        [ ](?:of|for|was|were|is|had[ ]been|at|stood[ ]at)
      | \b{_WHO}\b (?:[^.;!?\n]|\.(?=\d)){{0,48}}?
        \b(?:expect(?:ed|ing|s)?|look(?:ed|ing)[ ]for|predict(?:ed|ing)?|estimat(?:ed|e|ing)|project(?:ed|ing)?
          |forecast(?:ed|ing)?|anticipat(?:ed|ing)|call(?:ed|ing)[ ]for|pencill?ed[ ]in|modell?(?:ed|ing)
          |hop(?:ed|ing)[ ]for|pegged|wanted|after)
        (?:[ ](?:it[ ]to[ ]earn|earnings|profits?|adjusted|a|an|EPS|income|loss|net)){{0,4}}(?:[ ](?:of|at))?
      | \b(?i:(?:adjusted|diluted|core|underlying|net|quarterly|operating|headline)[ ](?:net[ ])?
          (?:profit|income|loss|earnings) | (?<![a-z][ ])earnings)
        (?:[ ](?:of|was|were|came[ ](?:to|in[ ]at)|amounted[ ]to|totall?ed|at)|[ ][a-z]+[ ]to)
      | \b(?:[Ee]xcluding|[Aa]djusted[ ]for|[Bb]efore|[Ss]tripping[ ]out|[Ll]eaving[ ]out)[ ][^.;\d\n]{{3,32}},
        (?:[ ][\w’']+){{1,4}}[ ](?:earned|lost|made)
      | \b(?i:beat|beats|beating|topped|topping|tops|exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|miss|missed|misses|missing
          |trail(?:s|ed|ing))
        (?>(?:[ ](?:analysts?[’']?|the|average|consensus|Wall[ ]Street(?:[’']s)?|its|their|profit|earnings))*)
        [ ](?:forecasts?|estimates?|expectations?|consensus|projections?|predictions?|views?)[ ]by
      | (?:[mbtr]illion(?:[ ][a-z]{{2,8}})?|\d[ ]?(?:bn|m|b|crore))(?:[ ]\([^()]{{1,24}}\))?,[ ]or
    )[ ]\Z""",
    re.VERBOSE,
)
_EXPECTED_BEHIND = re.compile(r"[ ](?:consensus|estimate|expected|forecast|projected|predicted|anticipated)\b")
_TO_THE_CENT = re.compile(r"[^\d]{0,6}\d?\d\.\d\d(?!\d)|\d?\d(?:\.\d+)?(?:[ ](?:cents?|pence)|p)\Z")
# a price for one unit earlier in the sentence: what is of like size behind it is another (wells need $60 to make money)
_FOR_ONE = re.compile(
    r"""(?P<first>[$€£¥₹][\d.,]*\d|\d[\d.,]*(?:p|[ ](?:cents?|pence)))
    [ ](?:an?|per)[ ](?:share|barrel|ounce|tonne|(?:metric[ ])?ton|bushel|pound|gallon|kilo|MWh|megawatt[ ]hour)\b""",
    re.VERBOSE,
)
# A dividend is one share's when it is small: a final dividend of 12 cents, lifted its interim payout to 4p, the 4p
# interim, what shareholders get. A dividend bill, dividend income, $5,000 in dividends are sums.
_WHICH = "interim|final|special|quarterly|annual|full-year|half-year|year-end|maiden|total|ordinary|regular"
_DIVIDEND = re.compile(
    rf"""(?: \b(?:[Dd]ividend|(?:{_WHICH})[ ](?:payout|payment|distribution)|(?P<bare>payout|distribution))
      (?>(?:[ ](?:for|the|this|last|first|second|third|fourth|quarter|half|full|year|will|would|be|was|is|has|had|been
        |again|back|stays?|stayed|held|holding|remains?|remained|unchanged|steady|flat|kept|set|raised|lifted|increased
        |hiked|rose|rises|cut|halved|reduced|trimmed|slashed|fell|falls|up|down|per|share))*) (?<!\b[Ff]or)
      (?: [ ](?:of|to|at|from) | (?<=[ ]was) | (?<=[ ]is) | (?<=[ ]be) )
      | \b(?:(?:[Ss]hare|[Ss]tock|[Uu]nit)holders|(?<!\w)[Hh]olders)(?>(?:[ ](?:will|would|can|now|also|then|each))*)
        [ ](?:get|got|receive|received|pocket|pocketed|collect|collected)(?:[ ](?:just|only|another))? )[ ]\Z""",
    re.VERBOSE,
)
_DIVIDEND_BEHIND = re.compile(
    rf"""[ -](?:(?:{_WHICH})[ -]){{0,2}}
    (?:(?:dividend|payout|distribution)(?![ ](?:bill|cheque|check|pot|fund|budget|plan))(?!\w)
      |(?:interim|final)(?= [.,;:)] | \s*\Z | [ ](?:and|or|on|in|for|to|is|was|will|from|with|next|last)\b ))""",
    re.VERBOSE,
)
_OF_ONE_SHARE = re.compile(
    r"""\D{0,6} (?: \d{1,2}(?![\d,.]*\d) | \d{1,3}\.\d+
      | \d{0,4}(?:\.\d+)?[½¼¾⅛⅜⅝⅞]?(?:[ -]\d/\d)? (?: p | [ -](?:cents?|pence|paise|yen|won|rupees|kobo)) )\Z
    | (?:¥|₹|₩|Rs\.?)[ ]?\d{1,3}(?:\.\d+)?\Z | \d{1,2}(?:\.\d+)?[ ][a-zA-Z ]+\Z""",
    re.VERBOSE,
)
# A broker's note: lifts Marlow to £32 from £28, starts Marlow at "sell", with 220p in mind.
_BROKER = re.compile(
    r"""\b(?:[Ll]ift(?:s|ed|ing)?|[Rr]ais(?:es?|ed|ing)|[Cc]ut(?:s|ting)?|[Tt]rim(?:s|med|ming)?|[Ll]ower(?:s|ed|ing)?
      |[Mm]ov(?:es?|ed|ing)|[Tt]akes?|[Tt]ook|[Nn]udge[sd]?|[Bb]ump(?:s|ed)|[Uu]ps|[Uu]pped|[Bb]oost(?:s|ed)|[Hh]ike[sd]
      |[Ss]lashe[sd]|[Pp]ushe[sd]|[Rr]educe[sd])
    [ ](?:[A-Z][\w&.’'-]*+[ ](?:(?:of|de|and|&)[ ])?){1,4}to[ ]\Z""",
    re.VERBOSE,
)
_UNDER_A_THOUSAND = re.compile(r"\D{0,4}\d{1,3}(?:\.\d+)?(?:p|[ ](?:pence|cents))?\Z|\d{1,2},?\d{3}p\Z")
_RATED = re.compile(
    r"""[“"‘'](?:(?:strong|conviction)[ ])?(?:buy|sell|hold|neutral|add|reduce|accumulate|overweight|underweight
    |(?:out|under|(?:market|sector)[ -])perform(?:er)?|equal[- ]weight)[,.]?[”"’']""",
    re.VERBOSE,
)
_IN_MIND = re.compile(r"[ ]in[ ]mind\b")
# touched $19.87, a record; hit $40, its highest since May
_TOUCHED = re.compile(r"\b(?:touch(?:es|ed|ing)?|hit|hits|hitting|reach(?:es|ed|ing))[ ]\Z")
_A_RECORD = re.compile(
    r",[ ](?:an?|its|their|the)[ ](?:[\w-]+[ ]){0,2}?"
    r"(?:record|highs?|lows?|highest|lowest|peak|trough)\b(?![ ][a-z]*ly)"
)
# it is expected to average $56
_TO_AVERAGE = re.compile(r"\b(?:to|will|would|could|should|may|might)[ ]average[ ]\Z")
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’)]?\s|\n")
_LIKE = 2  # times as much, or as little
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AS_FAR = (" as low as ", " as high as ")
_EXACT = re.compile(r"[./½¼¾⅛⅜⅝⅞]")  # to the cent or to the quarter of one, as prices are
_LEFT = 140
NEAR = 60  # characters in which a word like "fine" makes an amount a sum


def is_price(text: str, start: int, end: int, *, back: bool = True) -> bool:
    """Whether text[start:end], money without a magnitude, is a price or a level and not a sum.

    back: whether the amount before may be asked, too: what it went to $5 from.

    >>> is_price("The shares fell to $5 on Monday.", 19, 21), is_price("It paid a fine of $5,000.", 18, 24)
    (True, False)
    """
    unit = units.per(text, start, end)
    if unit is not None and (unit == "hour" or not units.is_time(unit)):  # what one hour of work is paid
        return True
    if _RIGHT_BEHIND.match(text, end) is not None:
        return True
    if _ARROW.match(text, end) is not None or _QUOTE.search(text, max(0, start - 12), start) is not None:
        return True
    if unit is None and _SUM_BEHIND.match(text, end) is not None:
        return False
    floor = sentence.start_of(text, start, _LEFT)
    before = bounds.before(text, start)
    left = max(floor, before)
    if left < start:
        left += 1  # the blank before the bound
    said = _LETTERS.findall(text[floor:left].lower())
    near_sum = not _IS_SUM.isdisjoint(said) and not _IS_SUM.isdisjoint(
        _LETTERS.findall(_NO_SUM.sub("", text[max(floor, left - NEAR) : left].lower()))
    )
    in_market = not _IN_MARKET.isdisjoint(said)
    quoted = _quoted(text[floor:left]) or (left < start and _quoted(text[floor:start]))
    if quoted and (in_market or not near_sum):
        return True
    if unit is None and (
        _is_of_a_share(text, start, end, floor, left)
        or _is_a_dividend(text, start, end, floor, left)
        or _is_of_a_broker(text, start, end, floor, left)
        or _is_like_another(text, start, end)
    ):
        return True
    if quoted:
        return False
    if near_sum and unit is None and text.endswith(" to ", floor, left):  # an order of $1bn, and Torm gained 2% to $141
        clause = max((m.start() for m in _NEW_CLAUSE.finditer(text, max(floor, left - NEAR), left)), default=0)
        if clause and _BY_HOW_MUCH_TO.search(text, clause, left) is not None:
            near_sum = not _IS_SUM.isdisjoint(_LETTERS.findall(text[clause:left].lower()))
    if unit is not None or near_sum:
        return False
    if text.endswith(_AS_FAR, floor, start):
        return True
    if back and text.endswith(_COMPARED, floor, left):
        first = _FROM.search(text, max(floor, left - 40), left)
        if first is not None:
            return is_price(text, first.start(), first.end("first"), back=False)
    exact = _EXACT.search(text, start, end) is not None
    level = exact or in_market or _A_RECORD.match(text, end) is not None
    if level and _TOUCHED.search(text, max(floor, left - 12), left) is not None:
        return True
    if (at := text.rfind(" to ", max(floor, left - 32), left)) >= 0:
        if at == left - 4:
            moved = _MOVED_TO.search(text, max(floor, left - 48), left)
            if moved is None and exact:
                moved = _FELL_TO.search(text, max(floor, left - 24), left)
            if moved is None and (named := _NAME_TO.search(text, max(floor, left - 56), left)) is not None:
                moved = named if named["name"].lower() not in _NO_NAMES else None
            if moved is not None and direction.is_move(moved["verb"]):
                return True
            then = _THEN_TO.search(text, max(floor, left - 64), left) if back else None
            if then is not None and is_price(text, then.start(), then.end("first"), back=False):
                return True
        if _BY_HOW_MUCH_TO.search(text, max(floor, left - 60), left) is not None:
            return True
    may_move = (
        exact
        or in_market
        or _HUNDREDTHS.search(text, start, end) is not None
        or _MOVE_BEHIND.match(text, end) is not None
        or _UP_FROM_THAT.search(text, max(floor, start - 16), start) is not None
    )
    if may_move and direction.direction(text, start, end, left=before) is not None:
        return True
    if not in_market:
        return False
    if exact:
        return True
    return any(_MOVES_TO.search(text, max(floor, at - 24), at) is not None for at in {left, start})


def _is_like_another(text: str, start: int, end: int) -> bool:
    """Whether a price for one unit stands before an amount in its sentence, and the two are of like size."""
    *_, last = (None, *_FOR_ONE.finditer(text, max(0, start - _LEFT), start))
    if last is None:
        return False
    same = _TO_AVERAGE.search(text, max(0, start - 16), start) is not None  # it is to average $56: whose price was told
    if not same and _SENTENCE_ENDS.search(text, last.end(), start) is not None:
        return False
    if not _IS_SUM.isdisjoint(_LETTERS.findall(text[last.end() : start].lower())):
        return False
    one, other = _in_full(last["first"]), _in_full(text[start:end])
    return one is not None and other is not None and one <= other * _LIKE and other <= one * _LIKE


def _in_full(amount: str) -> float | None:
    """What a short amount is worth in its main unit, near enough to compare; None for one in words."""
    digits = _DIGITS.search(amount)
    if digits is None:
        return None
    return float(digits[0].replace(",", "")) / (100 if _HUNDREDTHS.search(amount) else 1)


def _is_of_a_share(text: str, start: int, end: int, floor: int, left: int) -> bool:
    """Whether an amount is what one share earns, or is expected to: topping estimates of $1.01."""
    if _TO_THE_CENT.match(text, start, end) is None:
        return False
    if _EXPECTED_BEHIND.match(text, end) is not None:
        return True
    return _ABOUT_A_SHARE.search(text, max(floor, left - 96), left) is not None


def _is_a_dividend(text: str, start: int, end: int, floor: int, left: int) -> bool:
    """Whether an amount is what is paid on one share, though nothing says "a share": a final dividend of 12 cents."""
    if _OF_ONE_SHARE.match(text, start, end) is None:
        return False
    if _DIVIDEND_BEHIND.match(text, end) is not None:
        return True
    if not text[left - 2 : left - 1].islower():
        return False
    said = _DIVIDEND.search(text, max(floor, left - 88), left)
    if said is None or not said["bare"]:
        return said is not None
    return _HUNDREDTHS.search(text, start, end) is not None  # an insurer's payout of $50 is none


def _is_of_a_broker(text: str, start: int, end: int, floor: int, left: int) -> bool:
    """Whether an amount is what a broker says that a share is worth, though it says no target."""
    if _UNDER_A_THOUSAND.match(text, start, end) is None:
        return False
    if text.endswith(" to ", floor, left):
        return _BROKER.search(text, max(floor, left - 64), left) is not None
    return _IN_MIND.match(text, end) is not None and _RATED.search(text, floor, start) is not None


def _quoted(before: str) -> bool:
    """Whether the words right before an amount say that it is a quote: "closed at", "a price target of", "costs"."""
    said = before[-56:].lower().split()
    while said and said[-1] in _FILLERS and said[-1] not in _PREPOSITIONS:
        said.pop()
    prepositions = 0
    while said and said[-1] in _PREPOSITIONS and prepositions < 2:
        if said.pop() == "at":
            return True
        prepositions += 1
    word = said[-1].lstrip('(“"') if said else ""
    return word in _QUOTED or (prepositions > 0 and word in _LEVELS)
