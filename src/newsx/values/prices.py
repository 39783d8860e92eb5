"""Whether money without a magnitude is a price or a sum: the words of its sentence decide. text -> bool."""

import re

from newsx.values import bounds, direction, sentence, units

# right before the amount, behind any bound: "closed at", "a price target of", "a high of"
_RIGHT_BEFORE = re.compile(
    r"""(?:
      \b(?: at | eps | pt | (?:stays?|stayed|holds?|held|breaks?|broke|remains?|remained)[ ](?:above|below|under|over|near|at)
        | (?:price|target|targets|high|low|level|levels|strike|trough|peak|bottom|top|floor|cap|record|close|par
          |resistance|support|bid|mark|range|valuation|quote|quotation|fix|fixing|premium|fare|tariff)
          (?:[ ](?:price|target|level|low|high|bid))?
          (?:[ ](?:of|at|to|from|near|above|below|is|was|were|stands|around|between)){1,2}(?:[ ](?:initially|now|still|currently))?
        | (?:priced|quoted|trading|traded|trades|selling|sold|sells|sell|valued|changing[ ]hands|changed[ ]hands|fetch|fetched|fetching
          |fetches|cost|costs|costing|retail|retails|retailing|starts|starting|buying|bid|offered|listed)
          (?:[ ](?:at|for|around|near|above|below|between|from|in|on|over|under)){0,2}
      )
      (?:[ ](?:an?|the|its|just|only|as|low|high|little|all-time|record|around|about|over|under|above|below|nearly|almost)){0,4}[ ]?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# behind it: "$320 puts", "the $155 level", "$181.99 premarket"
_RIGHT_BEHIND = re.compile(
    r"""[ -](?: (?:strike|puts?|calls?|level|mark|barrier|threshold|resistance|support|price|target|handle|premarket|pre-market
        |after[ ]hours|after-hours|in[ ](?:early|late|premarket|pre-market|afternoon|morning|after-hours|extended)
        |to[ ]the[ ](?:dollar|euro|pound|greenback)|against[ ]the|versus[ ]the|per)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
# somewhere before it in the sentence: what has a price
_IN_MARKET = frozenset(
    (
        "share",
        "shares",
        "stock",
        "stocks",
        "trade",
        "trades",
        "traded",
        "trading",
        "futures",
        "crude",
        "brent",
        "wti",
        "oil",
    )
    + (
        "gold",
        "silver",
        "copper",
        "bullion",
        "bitcoin",
        "ether",
        "ethereum",
        "euro",
        "sterling",
        "pound",
        "yen",
        "franc",
    )
    + (
        "loonie",
        "price",
        "prices",
        "priced",
        "eps",
        "pt",
        "closed",
        "opened",
        "ounce",
        "barrel",
        "target",
        "adr",
        "adrs",
    )
    + (
        "ads",
        "adss",
        "units",
        "contract",
        "ticket",
        "tickets",
        "dollar",
        "greenback",
        "yuan",
        "renminbi",
        "rupee",
        "peso",
    )
    + ("rouble", "ruble", "lira", "krona", "zloty")
)
# what is a sum even in such a sentence
_IS_SUM = frozenset(
    (
        "revenue",
        "revenues",
        "sales",
        "profit",
        "profits",
        "income",
        "fund",
        "funds",
        "funding",
        "worth",
        "fine",
        "fined",
    )
    + (
        "salary",
        "bonus",
        "invest",
        "invested",
        "investment",
        "investments",
        "debt",
        "debts",
        "loan",
        "loans",
        "budget",
        "tax",
    )
    + ("taxes", "deduction", "deductions", "grant", "donated", "donation", "assets", "deposit", "deposits", "withdraw")
    + (
        "withdrawal",
        "withdrawals",
        "reward",
        "payment",
        "payments",
        "pay",
        "paid",
        "pays",
        "spend",
        "spends",
        "spending",
    )
    + ("spent", "compensation")
)
_LETTERS = re.compile(r"[A-Za-z]+")
_MOVES_TO = re.compile(
    r"(?:\b(?:to|from|above|below|near|around|over|under|was|were|is|between|and|of|reached|hit|hits|hitting|touched|touching|past"
    r"|crossed|topped|vs|versus)|,)(?:[ ]\w+){0,2}[ ]?\Z"
)
# rose $1.12 to: the amount before says that what follows is a price
_MOVED_TO = re.compile(
    rf"\b(?P<verb>\w+)(?:[ ]by)?[ ][A-Z]{{0,3}}[$€£¥₹]?[ ]?\d[\d.,]*(?:[ ]?(?:p|pence|cents|c|yen|euros|won|rupees|yuan|francs))?,?[ ]to[ ]\Z"
)
_BY_HOW_MUCH_TO = re.compile(r"(?:%|percent|per cent|pc|cents),? to[ ]\Z")  # rose $8.55, or 13%, to
_LEFT = 140
NEAR = 60  # characters in which a word like "fine" makes an amount a sum


def is_price(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], money without a magnitude, is a price or a level and not a sum.

    >>> is_price("The shares fell to $5 on Monday.", 19, 21), is_price("It paid a fine of $5,000.", 18, 24)
    (True, False)
    """
    unit = units.per(text, start, end)
    if unit is not None and not units.is_time(unit):
        return True
    if _RIGHT_BEHIND.match(text, end) is not None:
        return True
    floor = sentence.start_of(text, start, _LEFT)
    left = max(floor, bounds.before(text, start))
    if left < start:
        left += 1  # the blank before the bound
    words = _LETTERS.findall(text[floor:left].lower())
    near_sum = not _IS_SUM.isdisjoint(words) and not _IS_SUM.isdisjoint(
        _LETTERS.findall(text[max(floor, left - NEAR) : left].lower())
    )
    in_market = not _IN_MARKET.isdisjoint(words)
    if unit is None and any(_RIGHT_BEFORE.search(text, max(floor, at - 48), at) for at in {left, start}):
        return in_market or not near_sum
    if unit is not None or near_sum:
        return False
    if (m := _MOVED_TO.search(text, max(floor, left - 48), left)) is not None and direction.is_move(m["verb"]):
        return True
    if "." in text[start:end] and _BY_HOW_MUCH_TO.search(text, max(floor, left - 12), left) is not None:
        return True
    if ("." in text[start:end] or in_market) and direction.direction(text, start, end) is not None:
        return True
    if not in_market:
        return False
    return _MOVES_TO.search(text, max(floor, left - 24), left) is not None or "." in text[start:end]
