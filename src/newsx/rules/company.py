"""Companies by name: candidates (runs of capitalised words), evidence for and against, choice. text -> candidates."""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.universe import Universe

RUN = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


class CompanyRule:
    """Company mentions; the universe gives the link."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def find(self, text: str) -> Iterator[Candidate]:
        """Company mentions in reading order. Linear in the length of text."""
        for m in RUN.finditer(text):
            for company in self.universe.named(m[0]):
                yield Candidate(m.start(), m.end(), "COMPANY", "company.listed", id=company.id)
                break

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
