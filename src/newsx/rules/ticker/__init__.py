"""Tickers of every style -> candidates; marked.py has those that say so themselves, bare.py weighs the others."""

from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.rules.ticker import bare, capitals, marked
from newsx.universe import Company, Universe, venues
from newsx.universe.securities import securities
from newsx.values import symbols

WEIGHTS = {"ticker.pair": 0.9, "ticker.code": 0.95, "ticker.class": 0.98}
EARLIER = 5000  # how far before a bare symbol a venue counts that it was written with
BACK = 200  # how far before a member of a list its venue is looked for


class TickerRule:
    """Tickers; the universe says which company a symbol stands for."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def find(self, text: str) -> Iterator[Candidate]:
        """Tickers, the marked ones first. Linear in the length of text."""
        runs = capitals.find(text)
        marks = marked.find(text, self.universe, runs)
        home: dict[str, str] = {}  # symbol -> the venue it was written with: the same company later, when bare
        for m in marks:
            home.setdefault(m.symbol, m.mic)
            id = self._id(m.symbol, m.mic, text)
            yield Candidate(m.start, m.end, "TICKER", m.rule, WEIGHTS.get(m.rule, 1.0), id)
        taken = {i for m in marks for i in range(m.start, m.end)}
        for b in bare.find(text, self.universe, runs, home, taken):
            id = self._id(b.symbol, home.get(b.symbol, ""), text)
            yield Candidate(b.start, b.end, "TICKER", "ticker.bare", b.weight, id, b.evidence)

    def values(self, text: str, found: Candidate) -> dict[str, object]:
        """The values of one ticker that was chosen, by field of Entity."""
        written = symbols.written(text[found.start : found.end])
        if found.rule == "ticker.venue" and written.style != "venue":
            venue = _venue_of_list(text, found.start)
            written = symbols.Written(symbols.canonical(written.symbol, venue), venue, "venue")
        company = self.universe.get(found.id) if found.id else None
        return {
            "symbol": written.symbol,
            "exchange": written.exchange or None,
            "mic": _mic(written)
            or _written_before(text, found, written)
            or self._home(written.symbol, company)
            or None,
            "company": company.name if company else None,
            "id": found.id or None,
        }

    def _id(self, symbol: str, mic: str, text: str) -> str:
        """The company's id; "" when no list knows it, or when it may be one of several."""
        company = self.universe.symbol(symbol, mic)
        if company and mic:
            return company.id
        company = company or self.universe.symbol(symbol)
        if company is None:
            return ""
        if not mic and any(s == symbol and m in marked.US_VENUES for s, m in _listings(company)):
            return company.id
        return company.id if marked.names(company, text) else ""

    def _home(self, symbol: str, company: Company | None) -> str:
        """Where a symbol without a venue trades: in the US when it does."""
        security = securities().get(symbol)
        if security and (security.kind != "former" or company is None):
            return security.mic
        mics = [m for s, m in _listings(company) if s.replace("-", ".") == symbol] if company else []
        return next((m for m in mics if m in marked.US_VENUES), mics[0] if mics else "")


def _listings(company: Company) -> tuple[tuple[str, str], ...]:
    return ((company.ticker, company.mic), *company.listings)


def _mic(written: symbols.Written) -> str:
    if written.style == "suffix":
        return venues.mic_of_suffix(written.exchange)
    if written.style == "dash":
        return marked.CANADIAN_VENUES[written.exchange]
    if written.style == "code":
        return venues.mic_of_bloomberg(written.exchange, written.symbol)
    return venues.mic_of(marked.JOINT.split(written.exchange)[0]) if written.style else ""


def _written_before(text: str, found: Candidate, written: symbols.Written) -> str:
    """The MIC of the venue with which a bare symbol was written earlier: BHP after (ASX: BHP)."""
    if found.rule != "ticker.bare":
        return ""
    before = max(0, found.start - EARLIER)
    colon = max(
        text.rfind(f":{written.symbol}", before, found.start), text.rfind(f": {written.symbol}", before, found.start)
    )
    return venues.mic_of(marked.venue_before(text[max(0, colon - 60) : colon])) if colon >= 0 else ""


def _venue_of_list(text: str, start: int) -> str:
    """The venue that stands before the list in which a symbol stands, as written."""
    left = text[max(0, start - BACK) : start]
    while ":" in left:
        left = left[: left.rindex(":")]
        if venue := marked.venue_before(left):
            return venue
        if unknown := marked.UNKNOWN_VENUE.search(left):
            return unknown["venue"]
    return ""
