"""Companies by name: candidates (runs of capitalised words), evidence for and against, verdict. text -> candidates.

runs.py finds runs of capitalised words, pieces.py takes them apart, with listed.py for the names that the universe has;
cues.py reads what stands around a name, evidence.py has the weights, judge.py puts all of it together over the article.
words.py holds the lists.
"""

from collections.abc import Iterable, Iterator

from newsx.rules.candidate import Candidate
from newsx.rules.company import words
from newsx.rules.company.cues import Cues
from newsx.rules.company.judge import Article, Judged
from newsx.rules.company.pieces import Pieces
from newsx.universe import Universe

__all__ = ["CompanyRule", "Judged"]


class CompanyRule:
    """Company mentions; the universe gives the link."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe
        lists = words.load()
        self.pieces = Pieces(universe, lists)
        self.cues = Cues(lists)

    def find(self, text: str, organisations: Iterable[tuple[int, int]] = ()) -> Iterator[Candidate]:
        """Company mentions in reading order. Linear in the length of text.

        organisations: (start, end) of what a trained model holds for organisations, one more kind of evidence.
        """
        for mention in Article(text, self.pieces, self.cues, organisations).mentions:
            if mention.stands:
                id, weight, evidence = mention.name.verdict()
                rule = "company.listed" if id else "company.evidence"
                yield Candidate(mention.start, mention.end, "COMPANY", rule, weight, id, evidence)

    def explain(self, text: str, organisations: Iterable[tuple[int, int]] = ()) -> Iterator[Judged]:
        """Every name that was judged, also those turned down, with the evidence on each, in reading order."""
        for mention in Article(text, self.pieces, self.cues, organisations).mentions:
            yield mention.judged()

    def values(self, text: str, found: Candidate) -> dict[str, object]:
        """The values of one mention that was chosen, by field of Entity."""
        company = self.universe.get(found.id)
        if company is None:
            return {}
        return {
            "name": company.name,
            "ticker": company.ticker or None,
            "exchange": company.mic or None,
            "id": company.id,
        }
