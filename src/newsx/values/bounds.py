"""Words around an amount that bound it: "about", "more than", "up to", "or so". text -> bound."""

import re

# bound -> the phrasings before the amount that mean it
BEFORE: dict[str, tuple[str, ...]] = {
    "about": (
        "about", "around", "roughly", "approximately", "approx", "approx.", "nearly", "almost", "close to", "some",
        "circa", "ca.", "an estimated", "estimated", "somewhere near", "near", "nearer", "virtually", "~", "≈", "c.",
        "in the region of", "on the order of", "in the order of", "or so", "somewhere around",
    ),
    "over": (
        "over", "more than", "greater than", "above", "at least", "exceed", "exceeds", "exceeded", "exceeding",
        "north of", "in excess of", "upward of", "upwards of", "no less than", "not less than", "a minimum of",
        "minimum of", "higher than", "better than", "beyond", "surpassed", "surpassing", "surpass", "topping", ">", "≥",
    ),
    "under": (
        "under", "less than", "below", "at most", "fewer than", "lower than", "south of", "shy of", "short of",
        "no more than", "not more than", "a maximum of", "maximum of", "<", "≤",
    ),
    "up_to": ("up to", "as much as", "as high as", "as many as"),
}  # fmt: skip
# and those behind it
BEHIND: dict[str, tuple[str, ...]] = {
    "about": (" or so", "-odd", " or thereabouts", "-ish"),
    "over": (" or more", "-plus", " plus", "+", " or higher", " or above", " and above", " at least", " and up"),
    "under": (" or less", " or lower", " or below", " at most"),
}

WINDOW = 28  # the longest phrase and a filler
_FORMS = {form: bound for bound, forms in BEFORE.items() for form in forms}
_BEFORE = re.compile(
    r"(?<!\w)(?P<bound>" + "|".join(re.escape(f) for f in sorted(_FORMS, key=len, reverse=True)) + r")"
    r"(?:\s+(?:an?|just|only|another|the))?\s*\Z",
    re.IGNORECASE,
)
_AFTER = {form: bound for bound, forms in BEHIND.items() for form in forms}
_BEHIND = re.compile("|".join(re.escape(f) for f in sorted(_AFTER, key=len, reverse=True)))


def bound(text: str, start: int, end: int) -> str | None:
    """about, over, under or up_to, when the words right before or behind text[start:end] say so.

    >>> text = "Sales of more than $4 trillion, or about 5%."
    >>> bound(text, text.index("$"), text.index(",")), bound(text, text.index("5"), len(text) - 1)
    ('over', 'about')
    """
    if (m := _BEFORE.search(text, max(0, start - WINDOW), start)) is not None:
        return _FORMS[m["bound"].lower()]
    if (m := _BEHIND.match(text, end)) is not None and not text[m.end() : m.end() + 1].isalnum():
        return _AFTER[m[0]]
    return None


def before(text: str, start: int) -> int:
    """Where the words end that stand before the bound: start itself when there is none."""
    while (m := _BEFORE.search(text, max(0, start - WINDOW), start)) is not None and m.start() < start:
        start = m.start()
        while start and text[start - 1] == " ":
            start -= 1
    return start
