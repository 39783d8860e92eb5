"""values/prices.py: whether the words around an amount make it a price or a sum."""

import pytest

from amounts import place
from newsx.values.prices import is_price

PRICES = [
    "The retailer was up at once, adding [215p], or 2.2%.",
    "Marlow gained [38p] to 1,402p.",
    "Marlow gained 38p to [1,402p].",
    "Marlow added 7¾p to [274p].",
    "Marlow jumped 5.9% to a record [$794].",
    "Marlow rose 9.7%, or $15.20, to [$171].",
    "Marlow jumped 7.2%, or 75p, to [£11].",
    "Marlow fell 2.3% in Toronto to [C$19].",
    "Marlow fell 2.3 per cent on the NSE to [Rs 1,412].",
    "It was more than double the [14 cents] analysts had expected.",
    "They rose to more than double the [$33] offer price.",
    "Lenders sold at a loss, for [98 cents] on the dollar.",
    "The bonds went for [14 pence] in the pound.",
    "They went as low as [212p] that day.",
    "It charges [$35] for a bag.",
    "Texas Intermediate fell to [$67.38].",
    "They lifted the target to a Street-high [$200].",
    "Price targets: Marlow $270 → [$290].",
    "Price targets: Marlow [$270] → $290.",
    "Target: [$200].",
    "We own Marlow (MRL, [$502]).",
    "They trimmed the objective to [$400].",
    "They trimmed the objective to $400 from [$410].",
    "The national median sales price rose 2.1% to [$415,200].",
    "The console is $749, up [$50].",
    "They see it averaging [$56] in spring.",
    "The median went up 2.1% from a year earlier to [$415,200].",
    "Holders get [$210] in cash for each share.",
    "On a per-share basis, it had a profit of [$1].",
    "Maple Freight gained C$2.10, or 1.9 per cent, to end at the bell at [C$110.20].",
    "The miner's stock went to [C$14.20] on the TSX.",
    "Cobb went as far as [$71] on the New York Stock Exchange.",
    "The note went for [$98] in Frankfurt trading.",
    "Solana fell to [$131].",
    "Spot platinum rose 1.3% to [$1,578].",
    "The bank puts Marlow at 310p, up from [280p].",
    "They have platinum topping [$2,000] by spring.",
    "It cut its sales outlook, sending the stock 7% lower to [€41.20].",
    "It won an order worth £2bn, and Marlow gained 3%, or 9p, to [£4].",
    "Marlow rose to [310 crowns].",
    "In Oslo, Fjord Oil has slipped back to [164 crowns].",
    "The shares that a teacher in a far-off town once framed have gone on to double in the years since the flood, "
    "touching $180 in March before sliding back to [$120].",
    "Fares under [$80] do not pay.",
    "Tickets for [$120] are on offer.",
    "A bed goes for [£80] a night.",
    "Wheat fell [4-1/4 cents] on hopes of rain.",
    "The shares fell to [$5] on Monday.",
    "Lunch costs only [$5].",
    "They now trade at about [$50].",
    "Oil is back at [$70] a barrel.",
    "The [$155] level held.",
    "An intraday “high of [$50]” was seen.",
    "An intraday (high of [$50]) was seen.",
    "Alpha rose $1.12 to [$56].",
    "Alpha rose by 12 cents to [$56].",
    "Alpha rose $8.55, or 13%, to [$73].",
    "Alpha dropped [$1.12] overnight.",
    "The fund that a group of teachers in a small northern town once began with saw its stock move past [$5.50].",
    "The dollar bought [148.72 yen].",
    "Gold moved past [$2,000].",
]


@pytest.mark.parametrize("marked", PRICES)
def test_price(marked: str) -> None:
    assert is_price(*place(marked))


SUMS = [
    "He lost [$400] in a day.",
    "They gave $90, up from [$60].",
    "The tax bill rose, and revenue gained 3% to [£40].",
    "Pay rose to [£900].",
    "It rose to [£900].",
    "Donations fell to [£900].",
    "She got $180 in March before giving back to [$120] people.",
    "Revenue fell to [$3.41].",
    "The cake sale rose to [$67].",
    "The grant went to $400 from [$410].",
    "It was traded at par, a [$184,900] purchase.",
    "Kids get an average of [$5] a week.",
    "They met (at noon, [$5] in hand).",
    "It added [$40] to each bill.",
    "The council raised [£500] at a sale of cakes.",
    "The dollar analysts met for [$40] lunches.",
    "He gave [14 pence] to the man in the coat.",
    "It raised [$500] on the internet.",
    "She put [$900] on the table.",
    "He spent [$40] on platinum polish.",
    "It paid a fine of [$5,000].",
    "The stock exchange set a fine of [$5.50].",
    "He gets [$20] a month.",
    "The stock plan gives him [$20.50] a month.",
    "A record [$50] was given.",
    "A premium [$50] ticket was given away.",
    "The bill came to [$56].",
    "She found [$5] in the street.",
    "The stock was listed in May by a man who has now got [$500].",
    "Alpha owed $1.12 to [$56] lenders.",
]


@pytest.mark.parametrize("marked", SUMS)
def test_sum(marked: str) -> None:
    assert not is_price(*place(marked))
