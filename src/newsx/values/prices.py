"""Whether money without a magnitude is a price or a sum: the words of its sentence decide. text -> bool."""

import re

from newsx.values import units

# right before the amount, behind any bound: "closed at", "a price target of", "a high of"
_RIGHT_BEFORE = re.compile(
    r"""(?:
      \b(?: at | (?:price|target|targets|high|low|level|levels|strike|trough|peak|bottom|top|floor|cap|record|close|par
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
_SENTENCE = re.compile(
    r"""\b(?: shares? | stocks? | trad(?:e|es|ed|ing) | futures | crude | brent | wti | oil | gold | silver | copper | bullion
        | bitcoin | ether(?:eum)? | euro | sterling | pound | yen | franc | loonie | dollar[ ](?:was|rose|fell|bought|at) | price[sd]?
        | eps | per-share | closed | opened | ounce | barrel | target | ADRs? | ADSs? | units | contract | ticket[s]? )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# what is a sum even in such a sentence
_SUM = re.compile(
    r"""\b(?: revenues? | sales | profits? | income | dividends?[ ]totall?ing | fund(?:s|ing)? | raise[sd]? | worth | fined? | salary
        | bonus | invest(?:ed|ment|s)? | debts? | loans? | budget | tax(?:es)? | deductions? | grant | donat(?:ed|ion) | assets | deposits?
        | withdraw(?:al|als)? | reward | payments? | pay | paid | pays | spend(?:s|ing)? | spent | earn(?:s|ed)?[ ]a | compensation )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_MOVES_TO = re.compile(
    r"(?:\bto|\bfrom|\babove|\bbelow|\bnear|\baround|\bover|\bunder|\bwas|\bwere|\bis|\bbetween|\band|\bof)(?:[ ]\w+){0,2}[ ]?\Z"
)
_BY_HOW_MUCH_TO = re.compile(r"(?:%|percent|per cent|pc|cents),? to[ ]\Z")  # rose $8.55, or 13%, to
_LEFT = 140


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
    floor = max(0, start - _LEFT)
    floor = max(floor, text.rfind(". ", floor, start) + 1, text.rfind("\n", floor, start) + 1)
    if unit is None and _RIGHT_BEFORE.search(text, max(floor, start - 48), start) is not None:
        return _SUM.search(text, floor, start) is None or _SENTENCE.search(text, floor, start) is not None
    if "." in text[start:end] and _BY_HOW_MUCH_TO.search(text, max(floor, start - 12), start) is not None:
        return _SUM.search(text, floor, start) is None
    if _SENTENCE.search(text, floor, start) is None or unit is not None:
        return False
    nearest_sum = None
    for nearest_sum in _SUM.finditer(text, floor, start):
        pass
    if nearest_sum is not None and start - nearest_sum.end() < 60:
        return False
    return _MOVES_TO.search(text, max(floor, start - 24), start) is not None or "." in text[start:end]
