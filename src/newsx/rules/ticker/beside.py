"""What stands beside one mention of a symbol: "shares of F", "10 TSLA calls", "Microsoft (MSFT)", "PDD Holdings"."""

import re
from collections.abc import Collection, Iterator

from newsx.universe.securities import words

HEAD = 48  # characters looked at on either side

# What is cheap to ask first: how the patterns of what follows begin, and how those of companies before end.
GAPS = tuple(" '’-:($+")
JOINTS = (", ", " and ", " or ", " & ")

SHARES_OF = re.compile(
    r"\b(?:shares of|shares in|stock of|calls on|puts on|shares of common stock of) \Z", re.IGNORECASE
)
ITS_SHARES = re.compile(
    r"\b(?:shares?|stocks?|calls?|puts?|options?|positions?|stakes?|shorts?|contracts?|leaps?|spreads?|price|chart|ticker"
    r"|symbol|holders?|bagholders?|bag ?holding|dd|earnings|squeeze|ath|bull(?:ish)?|bear(?:ish)?)"
    r"(?: (?:of|in|on|for|into|at|is|was|symbol|:))+(?: the| my| your)? ?\Z"
    r"|\b(?:ticker|symbol|stock)s?:? ?\Z",
    re.IGNORECASE,
)
BOUGHT = re.compile(
    r"\b(?:buy|buys|bought|buying|sell|sells|sold|selling|long|short|shorting|shorted|hold|holds|holding|held|own|owns"
    r"|owned|traded?|trading|load(?:ed|ing)?(?: up)?(?: on)?|yolo(?:ed|ing|d)?(?: into| on)?|all[- ]in(?: on| with)?"
    r"|bullish(?: on)?|bearish(?: on)?|invest(?:ed|ing)?(?: in| into)|dump(?:ed|ing)|grab(?:bed)?|pick(?:ed)?(?: up)"
    r"|add(?:ed|ing)|scoop(?:ed|ing)|play(?:ed|ing|s)?(?: on| in)?|watch(?:ing)?|calls|puts|into|bet(?:s|ting)? on"
    r"|bet against|like|love|about|think(?:ing)? of)"
    r"(?>(?: (?:some|more|my|a|few|the|of|shares|calls|puts|on|in|for|up|back|into|weekly|\$?\d[\d.,k]*))*) ?\Z",
    re.IGNORECASE,
)
SHARES = re.compile(
    r"(?:['’]s)?[ -](?>(?:\$?\d[\d.]*[cp]?(?:alls?|uts?)?,? ){0,2})"
    r"(?:(?:weekly|monthly|otm|itm|atm|deep|long|short|jan|feb|mar|apr|may"
    r"|jun|jul|aug|sep|sept|oct|nov|dec"
    r"|leap|common|class [a-c]|ordinary|stock|\d+/\d+(?:/\d+)?|\d+dte|0dte|fd|strike) ){0,4}"
    r"(?:stocks?|shares?|calls?|puts?|options?|leaps?|contracts?|bulls?|bears?|holders?|shareholders?|stockholders?"
    r"|bagholders?|gang|earnings|shorts?|positions?|chart|ticker|spreads?|squeeze|gamma|float|price|bags|dip|fds?|strike"
    r"|yolo|to the moon|\$?\d+(?:\.\d+)?[cp]\b)(?!\w)",
    re.IGNORECASE,
)
QUOTE = re.compile(
    r"(?: (?>(?:is |was |are |has |been |currently |now |closed |opened |trading |trades |traded |sitting )*)"
    r"(?:at|@|to|hit|hits|above|below|under|over|near|around|for|from|up|down|by) \$?\d"
    r"|:? ?\(?[$+-]\d|:? ?[+-]?\d+(?:\.\d+)?%| \$?\d+(?:\.\d+)?[cp]\b)",
    re.IGNORECASE,
)
SHARE_PRICE = re.compile(
    r"(?:['’]s)? (?:stock|shares?|ADRs?|ADSs?)(?: [a-z]+){1,4} (?:at|to|above|below|near) (?:[A-Z]{1,2})?[$€£¥]?\d"
)
MOVES = re.compile(
    r" (?:is|was|will|has|had|gonna|going|goes|went|just|can|could|should|would|looks?|looking|hits?|up|down|closed"
    r"|opened|trad(?:es|ed|ing)|gain(?:s|ed)|los(?:es|t)|add(?:s|ed)|climb(?:s|ed)|slid|slip(?:s|ped)|sank|eased|shed"
    r"|advanced|dropped|drops?|fell|falls?|rose|rises?|pumped|pumping|dumped|dumping|moon(?:ed|ing|s)?"
    r"|rip(?:s|ped|ping)?|tank(?:s|ed|ing)?|drill(?:s|ed|ing)?|ran|gap(?:s|ped)?|rall(?:y|ies|ied)|crash(?:ed|es|ing)?"
    r"|jump(?:s|ed)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|reports?|reported|beats?|missed|green|red|today|tomorrow"
    r"|bounced?|bottom(?:ed)?|breaks?|broke|popped|pops|mooning|loosing|losing|flying|bleeding|turns?|needs?|keeps?|gets?)(?!\w)",
    re.IGNORECASE,
)
ROW = re.compile(r"\**(?:,? (?:and|or|&|vs\.?) |, ?|/| / | & | \+ |\s*\n[\s*•–-]*| )[*\s]*\Z")
SHOUTED_BEFORE = re.compile(r"(?:\b[A-Z]{3,} ){2}\Z|\b[A-Z]{4,} \Z")
SHOUTED_AFTER = re.compile(r" [A-Z]{4,}\b(?! ?[,|])|(?: [A-Z]{2,}\b){2}")
COMPANY_BEFORE = re.compile(r"[A-Z][\w.&’'-]*[a-z](?:, |,? and |,? or | & )\Z")
COMPANY_AFTER = re.compile(r"(?:, |,? and |,? or | & )[A-Z][\w.]*[a-z]")
NAME_BEFORE = re.compile(
    r"(?:[A-Z][\w.&’'-]*|of|the|and)(?:[ ,]+(?:[A-Z][\w.&’'-]*|of|the|and|&|[a-z]+\.com)){0,6}[ ,\xa0]*\Z"
)
GOES_ON = re.compile(
    r" (?:Holdings?|Group|Inc|Corp|Co|Company|Ltd|Limited|PLC|plc|LLC|AG|SE|Bank|Capital|Partners|Technolog(?:y|ies)"
    r"|Entertainment|Motors?|Energy|Financial|Networks?|Systems|Resources|Pharma(?:ceuticals)?|Industries|International|Global"
    r"|Aerospace"
    r"|Vernova|Billiton|Airlines|Media|Research|Securities|Insurance|Petroleum|Therapeutics|Semiconductor|Solutions)(?!\w)"
    r"| & [A-Z](?:[a-z]|\b)"
)


def of(text: str, start: int, end: int, company: Collection[str]) -> Iterator[str]:
    """Names of what speaks for and against one mention of a symbol.

    company: names of the company that the symbol stands for, to know it when it stands before the brackets.
    """
    left, right = text[max(0, start - HEAD) : start], text[end : end + HEAD]
    last = left.rsplit(None, 1)[-1].lower() if left.strip() else ""
    if last in words("trade.txt") or last[-1:].isdigit():
        if SHARES_OF.search(left):
            yield "shares of"
        elif ITS_SHARES.search(left):
            yield "talk of its shares"
        elif BOUGHT.search(left):
            yield "bought"
    if right.startswith(GAPS):
        if SHARE_PRICE.match(right):
            yield "share price"
        elif SHARES.match(right):
            yield "shares"
        elif QUOTE.match(right):
            yield "quote"
        elif MOVES.match(right):
            yield "moves"
    if left.rstrip()[-1:] == "(" and right.lstrip()[:1] == ")":
        yield _in_brackets(text, text.rindex("(", 0, start), text[start:end], company)
    elif left[-1:] == "[" and right[:2] == "](":
        yield "linked"
    if left.endswith(("'s ", "’s ")):
        yield "of its house"
    if right[:1] == "-":
        yield "prefix"
    if right[:2] == "s ":
        yield "plural"
    if left.endswith((" the ", " a ", " an ", "The ", " The ")):
        yield "article"
    if GOES_ON.match(right):
        yield "name goes on"
    if (left.endswith(JOINTS) and COMPANY_BEFORE.search(left)) or COMPANY_AFTER.match(right):
        yield "among companies"
    again = f" {text[start:end]} "  # a chant: GME GME GME
    chant = f" {left}".endswith(again) or f"{right} ".startswith(again)
    if not chant and ((left[-2:-1].isupper() and SHOUTED_BEFORE.search(left)) or SHOUTED_AFTER.match(right)):
        yield "shouted"


def is_share(text: str, start: int, end: int) -> bool:
    """Whether a company's short name may stand for its share here: quoted, or in brackets. Cheap, asked first."""
    return SHARE_PRICE.match(text, end) is not None or text[start - 1 : start] == "("


def _in_brackets(text: str, bracket: int, symbol: str, company: Collection[str]) -> str:
    left = text[max(0, bracket - 80) : bracket]
    if (name := NAME_BEFORE.search(left)) and any(n.lower() in name[0].lower() for n in company):
        return "behind its name"
    initials = iter("".join(w[0] for w in re.findall(r"[A-Za-z]+", left)[-8:]).upper())
    return "spelt out" if all(letter in initials for letter in symbol) else "in brackets"
