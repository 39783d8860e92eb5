"""Whether a text talks as people do in a forum, or reports as news does: in a post people write bare symbols."""

from newsx.universe.securities import words

HEARD = 1200  # characters by which a text is judged
SHORT = 800  # characters: hardly any article is shorter

SIGNS = ("&#x200b;", "redd.it", "reddit.com", "🚀", "![img]", "diamond hands", "paper hands", "gain porn", "loss porn")
PEOPLE = frozenset(("i", "i'm", "im", "i’m", "i've", "ive", "me", "my", "you", "your", "we"))
ONESELF = frozenset(("i", "i'm", "im", "i’m", "i've", "ive", "me", "my"))
REPORTS = frozenset(("said", "says", "told", "according", "(reuters)", "spokesman", "spokeswoman", "spokesperson"))


def of(text: str) -> str:
    """ "post", "perhaps a post" or "" for news, by the beginning of the text.

    Slang and the signs of a forum speak for a post, so do "I" and "you" and being short; reported speech against it.
    Jargon that news has too ("bulls", "calls") counts beside slang or an "I".
    """
    head = text[:HEARD].lower().replace("& i ", "& ")  # Seven & i, who is nobody's "I"
    said = head.replace(",", " ").replace(".", " ").replace("!", " ").replace("?", " ").split()
    different = frozenset(said)
    slang = len(different & words("slang.txt")) + sum([sign in head for sign in SIGNS])
    if not slang and different.isdisjoint(PEOPLE):
        return ""  # as most news: nobody counts what else it says
    jargon = len(different & words("jargon.txt"))
    if not slang and not different & ONESELF:
        jargon = 0
    people = sum([said.count(word) for word in PEOPLE & different])
    reports = sum([said.count(word) for word in REPORTS & different])
    count = len(said) or 1
    score = (
        slang + jargon + min(2.0, 40 * people / count) + (len(text) < SHORT) / 2 - 2 * min(2.0, 100 * reports / count)
    )
    return "post" if score >= 1.5 else "perhaps a post" if score > 0.5 else ""
