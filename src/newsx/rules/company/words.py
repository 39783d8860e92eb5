"""The word lists of the company rule, as sets. Where each is from stands in data/words/words.toml."""

from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """One field a file of data/words, one entry a line there.

    As a paper prints them: given, surnames, places, countries, demonyms, calendar, titles and honorifics (before a
    person's name), institutions (head words: Ministry, Court), institution_names, markets (exchanges and indices),
    acronyms, products, first and last (words that begin and end a company's name: Air, Banco; Bank, Airlines),
    last_weak (those of last that end much else too: Services), legal (Inc, GmbH).
    In lower case: common (ordinary vocabulary), roles (what a person is), kinds (what a firm is), sectors
    (Semiconductor shares), belongings (what a firm has: X's profits), shares, officers, verbs (what firms do), says;
    stakes, units, analysts (of X, at X), done_by (owned by X), bought (acquired X).
    capitals: names that have a capital for other reasons, too: Central, Express, Mars.
    firms: people's and places' names that mean the firm where no person of the name is in the article: Cummins, Hermes.
    breaks: words that no name begins or ends with or holds; they part what stands on both sides.
    """

    given: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]
    calendar: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    institutions: frozenset[str]
    institution_names: frozenset[str]
    markets: frozenset[str]
    acronyms: frozenset[str]
    products: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    last_weak: frozenset[str]
    legal: frozenset[str]
    common: frozenset[str]
    roles: frozenset[str]
    kinds: frozenset[str]
    sectors: frozenset[str]
    belongings: frozenset[str]
    shares: frozenset[str]
    officers: frozenset[str]
    verbs: frozenset[str]
    says: frozenset[str]
    breaks: frozenset[str]
    stakes: frozenset[str]
    units: frozenset[str]
    analysts: frozenset[str]
    done_by: frozenset[str]
    bought: frozenset[str]
    capitals: frozenset[str]
    firms: frozenset[str]

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Institutions, exchanges and indices by name."""
        return self.institution_names | self.markets

    @cached_property
    def everyday(self) -> frozenset[str]:
        """What is no name by itself when it has a capital, in lower case."""
        return self.common | self.kinds | self.sectors | self.belongings

    @cached_property
    def beside(self) -> frozenset[str]:
        return self.demonyms | self.titles | self.calendar | self.acronyms

    @cached_property
    def never(self) -> frozenset[str]:
        """Words that mean no company when they stand alone, whoever goes by them."""
        return self.beside | self.breaks | self.last | self.legal

    @cached_property
    def generic(self) -> frozenset[str]:
        return self.demonyms | self.last | self.institutions

    def ordinary(self, word: str) -> bool:
        """Whether it is a word of everyday language, capital or not: Stock, The, Carmaker."""
        if word in self.breaks:
            return True
        if word in self.last or (len(word) > 1 and word.isupper()):
            return False
        return (small := word.lower()) in self.common or small in self.kinds

    def ends_firm(self, word: str) -> bool:
        """Whether a name that ends with it is likely a firm's: Airlines, Ltd."""
        return word in self.last or word in self.legal

    def apart(self, word: str) -> bool:
        """Whether a capitalised word beside a name is none of it: Chinese, President, June, CEO, Berlin, James."""
        return word in self.beside or word in self.places or word in self.given

    def says_nothing(self, word: str) -> bool:
        """Whether no name can be shortened to it: National, American, London, James, Bank."""
        return word.lower() in self.common or word in self.generic or word in self.places or word in self.given


@cache
def load() -> Words:
    """The lists, read once."""
    folder = files("newsx").joinpath("data/words")
    return Words(
        *(frozenset(folder.joinpath(f"{f.name}.txt").read_text(encoding="utf-8").splitlines()) for f in fields(Words))
    )
