"""Whether a text talks as people do in a forum, or reports as news does: in a post people write bare symbols."""

from newsx.universe.securities import words

HEARD = 1500  # characters by which a text is judged
SHORT = 800  # characters: hardly any article is shorter

SIGNS = ("&#x200B;", "redd.it", "reddit.com", "🚀", "![img]", "diamond hands", "paper hands", "gain porn", "loss porn")
PEOPLE = {"i", "i'm", "im", "i’m", "i've", "ive", "i’ve", "me", "my", "you", "your", "u", "we", "yall"}
REPORTS = {"said", "says", "told", "according", "reuters", "spokesman", "spokeswoman", "spokesperson"}


def of(text: str) -> str:
    """ "post", "perhaps a post" or "" for news, by the beginning of the text.

    Slang and the signs of a forum speak for a post, so do "I" and "you" and being short; reported speech against it.
    """
    head = text[:HEARD]
    said = head.lower().replace(",", " ").replace(".", " ").replace("!", " ").replace("?", " ").split()
    count = len(said) or 1
    slang = len(words("slang.txt").intersection(said)) + sum(s in head for s in SIGNS)
    people = 40 * sum(map(PEOPLE.__contains__, said)) / count
    reports = 100 * sum(map(REPORTS.__contains__, said)) / count
    score = slang + min(2.0, people) + (0.5 if len(text) < SHORT else 0.0) - 2 * min(2.0, reports)
    return "post" if score >= 1.5 else "perhaps a post" if score > 0.5 else ""
