"""What a price is for: "$70 a barrel", "80p per share", "$5.2-a-tonne". text -> unit, in the singular."""

import re

# unit -> the phrasings that mean it
PRICED: dict[str, tuple[str, ...]] = {
    "share": ("share", "shr", "common share", "ordinary share", "diluted share", "basic share", "sh"),
    "ADS": ("ADS", "ads", "American depositary share", "American Depositary Share", "ADR"),
    "unit": ("unit", "common unit"),
    "barrel": ("barrel", "bbl", "bl", "b/d"),
    "ounce": ("ounce", "oz", "troy ounce", "fine ounce"),
    "tonne": (
        *("tonne", "metric ton", "metric tonne", "mt", "t", "dmt", "wmt", "dmtu", "dry tonne", "wet tonne"),
        *("dry metric tonne", "wet metric tonne", "dry metric ton", "wet metric ton"),
    ),
    "ton": ("ton", "short ton", "long ton", "net ton"),
    "pound": ("pound", "lb"),
    "kilogram": ("kilogram", "kilogramme", "kilo", "kg"),
    "gram": ("gram", "gramme"),
    "bushel": ("bushel", "bu"),
    "gallon": ("gallon", "gal"),
    "litre": ("litre", "liter", "l"),
    "mmBtu": ("mmBtu", "MMBtu", "mmbtu", "MMBTU", "mBtu", "million British thermal units"),
    "therm": ("therm",),
    "MWh": ("megawatt hour", "megawatt-hour", "megawatthour", "MWh", "megawatt"),
    "kWh": ("kilowatt hour", "kilowatt-hour", "kWh"),
    "cubic metre": ("cubic metre", "cubic meter", "1,000 cubic metres", "1,000 cubic meters"),
    "square foot": ("square foot", "sq ft", "sq. ft.", "square feet"),
    "square metre": ("square metre", "square meter", "sqm"),
    "acre": ("acre",),
    "hectare": ("hectare",),
    "mile": ("mile",),
    "kilometre": ("kilometre", "kilometer", "km"),
    "token": (
        *("token", "million tokens", "1 million tokens", "1M tokens", "million input tokens", "million output tokens"),
    ),
    "container": ("container", "40-foot container", "20-foot container", "TEU", "FEU", "teu", "feu"),
    "coin": ("coin",),
    "person": ("person", "head", "capita", "adult", "passenger"),
    "ticket": ("ticket",),
    "seat": ("seat",),
    "room": ("room",),
    "night": ("night",),  # what a room costs: no wage is paid by the night
    "click": ("click",),
    "user": ("user", "subscriber", "customer", "member", "employee"),
    "vehicle": ("vehicle", "car"),
    "piece": ("piece", "pop", "copy", "item"),
    "tablet": ("tablet", "pill", "dose", "vial"),
    "bottle": ("bottle",),
    "case": ("case",),
    "bag": ("bag",),
    "pack": ("pack", "packet"),
    "contract": ("contract",),
    "gigabyte": ("gigabyte", "GB"),
    "box": ("box",),
    "plate": ("plate",),
}
TIMES: dict[str, tuple[str, ...]] = {
    "second": ("second",),
    "minute": ("minute",),
    "hour": ("hour", "hr"),
    "day": ("day",),
    "week": ("week", "wk"),
    "month": ("month", "mo", "mth"),
    "quarter": ("quarter",),
    "year": ("year", "yr", "annum"),
}
_UNIT = {form: unit for table in (PRICED, TIMES) for unit, forms in table.items() for form in forms}

_BEHIND = re.compile(
    r"""
    (?: [ \u00a0-]? (?: (?P<each> apiece | each ) \b
               | (?>(?: (?:in|of)[ ] )?) (?: (?:adjusted|diluted|basic|core|underlying|annual|(?:non-)?GAAP)[ ] ){0,3}
                 (?: (?: earnings | profit | loss | dividends? | income )[ ]per[ ](?:(?:diluted|basic)[ ])?
                     (?P<result> share )\b
                   | (?P<eps> EPS )\b )
               | / [ ]? (?P<slash> NAMES ) (?![\w-])
               | (?>(?: in[ ]cash[ ] )?) per [ -] (?: [a-z]+ [ -] | (?: [A-Z][\w&.’']* [ ] ){1,3} )??
                 (?P<per> NAMES ) s?+ (?![\w])
               | (?>(?: in[ ]cash[ ] )?) for[ ](?:each|every)[ ](?:[A-Z][\w&.’']*[ ]){0,3}(?P<for>NAMES)(?!\w)
               | per [ -] (?! cent | annum | se\b | cap ) (?P<other> [a-z]{3,} ) \b )
      | [ \u00a0-] (?>(?: in[ ]cash[ ] )?) an? [ -] (?P<a> NAMES )
        (?! \w | [ ](?: (?: ago|earlier|later )\b | before (?: [.,;)] | \s*\Z ) ) ) )
    """.replace("NAMES", "|".join(re.escape(f) for f in sorted(_UNIT, key=len, reverse=True)).replace("\\ ", "[ ]")),
    re.VERBOSE,
)
# the other end of a range, over which the unit is looked for: $9.55 to $9.80 per share
_OTHER_END = re.compile(
    r"[ ]?(?:to|and|or|-|–)[ ]?[A-Z]{0,3}[$£€¥]?\d[\d.,]*(?<![.,])(?:[ ](?:cents|pence|euros)|p)?\b"
)
_BEFORE = re.compile(
    r"(?i:\b(?:(?:EPS|earnings per share|per[- ](?P<unit>share|barrel|ounce|tonne|ton|unit|bushel))\b"
    r"(?:[ ]+(?:price|profit|earnings|loss|dividend|payout|bid|offer"
    r"|target|estimate|forecast|basis|net|adjusted)){0,3}?[ ]+(?:of|at|was|is|were|to|by|above|below)"
    r"|EPS(?:[ ][$€£]?\d[\d.]*,?[ ](?:vs\.?|est\.?|versus|against|from))?)[ ]+)\Z"
)
# EPS rose to $1.27 from; on a per-share basis it had a profit of; net income per share was $2, and adjusted it was: the
# rest of the sentence is about a share
_RESULT_PER_SHARE = (
    r"(?:[Ee]arnings|[Ii]ncome|[Pp]rofit|[Ll]oss|FFO|[Ff]unds from operations|[Nn]et|NAV|[Aa]sset [Vv]alue)"
    r" [Pp]er (?:(?:diluted|basic|ordinary|common) )?[Ss]hare"
)
_BY_SHARE = re.compile(
    rf"""\b(?:EPS|{_RESULT_PER_SHARE.replace(" ", "[ ]")}|[Pp]er-share[ ]basis)(?!\w)
    (?: (?:[^.;!?\n]|\.(?=\d)){{0,64}}
      | (?:[^.!?\n]|\.(?=\d)){{0,80}} \b(?:it|that|this|[Tt]he[ ](?:figure|number|measure))[ ]
        (?:was|is|came[ ]to|would[ ]have[ ]been|stood[ ]at|rose[ ]to|fell[ ]to)[ ] )\Z""",
    re.VERBOSE,
)
# no magnitude is for one share: EPS of $0.20 and revenue of $5.1 billion
_BIG = re.compile(r"(?:illions?|housand|lakh|crore|[\d ](?:[mbtMBT]n?|M[Mm]|B[Nn]|B?LN|MLN))\b")


def per(text: str, start: int, end: int) -> str | None:
    """What text[start:end] is the price of, in the singular, or a time ("month"); None when nothing says so.

    >>> per("It rose to $70.20 a barrel.", 11, 17)
    'barrel'
    """
    m = _BEHIND.match(text, end)
    if m is None and (other := _OTHER_END.match(text, end)) is not None:
        m = _BEHIND.match(text, other.end())
    if m is not None:
        if m["each"]:
            return "piece"
        if m["result"] or m["eps"]:
            return "share"
        written = m["slash"] or m["per"] or m["for"] or m["a"]
        return _UNIT[written] if written else m["other"]
    before = text[max(0, start - 110) : start]
    if ("er" not in before and "EPS" not in before) or _BIG.search(text, start, end) is not None:
        return None
    if (m := _BEFORE.search(before, max(0, len(before) - 48))) is not None:
        return (m["unit"] or "share").lower()
    return "share" if ("EPS" in before or "hare" in before) and _BY_SHARE.search(before) is not None else None


def is_time(unit: str | None) -> bool:
    """Whether a unit is a stretch of time: $20 a month may be a price or a sum."""
    return unit in TIMES
