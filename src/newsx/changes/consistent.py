"""Whether a move's level before, level after and size agree, as far as they were rounded."""

import re
from decimal import Decimal

from newsx.changes.sentences import Token

DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def consistent(
    before: Token | None,
    after: Token | None,
    amount: Token | None,
    change: Decimal | None,
    from_: Decimal | None,
    to: Decimal | None,
) -> bool | None:
    """True or False when all three are there, else None.

    before, after, amount: as written, for how many digits they carry. change, from_, to: their values.
    Each number stands for all that round to it: $4.7bn is 4.65 to 4.75. "About" allows a tenth more either way,
    "over", "under" and "up to" only bound one side.
    """
    if before is None or after is None or amount is None or change is None or from_ is None or to is None:
        return None
    df, dt, dc = _half(before, from_), _half(after, to), _half(amount, change)
    if amount.kind == "$" or (amount.entity is not None and amount.entity.unit in ("pp", "bp")):
        scale = 100 if amount.entity is not None and amount.entity.unit == "bp" else 1
        low, high = (to - from_ - df - dt) * scale, (to - from_ + df + dt) * scale
    else:
        base = abs(from_)
        if base - df <= 0:
            return None
        moved = [(t - f) / abs(f) * 100 for t in (to - dt, to + dt) for f in (from_ - df, from_ + df)]
        low, high = min(moved), max(moved)
    bound = amount.entity.bound if amount.entity is not None else None
    if bound == "about":
        dc += abs(change) / 10
    if bound in ("over", "under", "up_to"):
        size_low, size_high = (low, high) if change > 0 else (-high, -low)
        return size_high + dc >= abs(change) if bound == "over" else size_low - dc <= abs(change)
    return low <= change + dc and high >= change - dc


def _half(token: Token, value: Decimal) -> Decimal:
    """Half a unit of the last digit written, in the unit of value."""
    text = token.entity.text if token.entity is not None else token.word
    m = DIGITS.search(text)
    if m is None:
        return Decimal(0)
    written = Decimal(m[0].replace(",", ""))
    scale = abs(value) / written if written else Decimal(1)
    return scale * Decimal(10) ** -len(m[1] or "") / 2
