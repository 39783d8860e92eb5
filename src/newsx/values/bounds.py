"""Words around an amount that bound it: "about", "more than", "up to", "or so". text -> bound."""

import re

from newsx.values.sentence import words

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
        "minimum of", "higher than", "better than", "beyond", "surpassed", "surpassing", "surpass", "topping",
        "topped", "tops", "to top", "could top", "would top", "will top", "may top", ">", "≥",
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

_FORMS = {form: bound for bound, forms in BEFORE.items() for form in forms}
_MARKS = {form: bound for form, bound in _FORMS.items() if not form[0].isalpha()}
_LONGEST = max(len(form.split()) for form in _FORMS)
_WINDOW = 36  # characters in which the longest phrase and a filler stand
_FILLERS = frozenset(("a", "an", "just", "only", "another", "the"))
_ARTICLES = frozenset(("a", "an", "the", "another"))
_OF_PLACE = frozenset(("over", "above", "under", "below", "beyond", "near"))  # a row over a $50 million loan
# gone up to $8 billion from $3 billion; hand over $7.4 billion
_GONE = words(
    """
    go goes going gone went shot moved moves ramped jumped climbed climbs climbing pushed pushes edged edges edging
    ticked ticks ticking crept creeps creeping inched inches inching nudged nudges nudging drifted rose rises rising
    """
)
_HANDED = words(
    "hand hands handed handing turn turns turned turning sign signs signed signing give gave carry carried roll rolled"
)
_LAST_WORDS = frozenset(form.split()[-1] for form in _FORMS) | {"(" + form.split()[-1] for form in _FORMS}
_ENDS = _LAST_WORDS | _FILLERS
_AFTER = {form: bound for bound, forms in BEHIND.items() for form in forms}
# topping the $2 billion forecast, more than the 5% expected: that sum is known to the digit. The $3 trillion mark and
# "the $3 trillion in loans" are bounds.
_KNOWN = re.compile(
    r"""(?:[ -]an?[ -](?:share|barrel|ounce|tonne|ton))? [ ](?!(?:
      mark|level|milestone|threshold|barrier|line|range|handle|plus|worth|total|in|of|on|at|by|for|from|to|and|or|as|a
      |an|per|with|while|when|after|before|since|but|if|this|last|next|now )\b) [A-Za-z]""",
    re.VERBOSE,
)
_BEHIND = re.compile("|".join(re.escape(f) for f in sorted(_AFTER, key=len, reverse=True)))


def before(text: str, start: int) -> int:
    """Where the words end that stand before the bound: start itself when there is none."""
    while (at := _before(text, start)[1]) != start:
        start = _word_end(text, at)
    return start


def around(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The bound of text[start:end] by the words right before or behind it, None without one, and what ``before`` says.

    >>> text = "Sales of more than $4 trillion, or about 5%."
    >>> around(text, text.index("$"), text.index(","))[0], around(text, text.index("5"), len(text) - 1)[0]
    ('over', 'about')
    """
    said, at = _before(text, start)
    if said is not None:
        known = said in ("over", "under") and text[start - 5 : start] == " the " and _KNOWN.match(text, end)
        return None if known else said, before(text, _word_end(text, at))
    if text[end : end + 1] in (" ", "-", "+") and (m := _BEHIND.match(text, end)) is not None:
        return _AFTER[m[0]] if not text[m.end() : m.end() + 1].isalnum() else None, start
    return None, start


def _word_end(text: str, at: int) -> int:
    while at and text[at - 1] == " ":
        at -= 1
    return at


def _before(text: str, start: int) -> tuple[str | None, int]:
    """The bound right before a place, and where its words begin."""
    mark = text[start - 1 : start] if start else ""
    if mark in _MARKS:
        return _MARKS[mark], start - 1
    window = max(0, start - _WINDOW)
    if mark == " ":  # most words before an amount end no phrase: they are looked at no further
        at = text.rfind(" ", window, start - 1)
        if at >= 0 and (word := text[at + 1 : start - 1]).isalnum() and word.lower() not in _ENDS:
            return None, start
    elif not mark.isalnum() and not mark.isspace() and mark != ".":
        return None, start
    said = text[window:start].replace("İ", "I").lower()  # the one letter that becomes two
    words = said.split()
    if window and words and not said[0].isspace() and not text[window - 1].isspace():
        del words[0]  # cut by the window
    filler = words[-1] if words and words[-1] not in _FORMS and words[-1] in _FILLERS else ""
    if filler:
        words.pop()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if words[-1] not in _LAST_WORDS:
            break
        bound = _FORMS.get(" ".join(words[-count:]).lstrip('(“"'))
        if bound is None or (count == 1 and filler in _ARTICLES and words[-1] in _OF_PLACE):
            continue
        if filler == "the" and words[-2:-1] in (["short"], ["shy"]):
            continue  # short of the $3 billion it made
        if words[-1] == "over" and count == 1 and len(words) > 1 and words[-2] in _HANDED:
            return None, start  # will hand over $7.4 billion
        if words[-1] == "to" and bound == "up_to" and len(words) > count and words[-count - 1] in _GONE:
            return None, start  # gone up to $8 billion from $3 billion
        at = len(said)
        for word in [*words[-count:], filler][::-1]:
            at = said.rfind(word, 0, at)
        return bound, window + at
    return None, start
