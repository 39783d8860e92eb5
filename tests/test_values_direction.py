"""values/direction.py, bounds.py, sentence.py and units.py: what the words around an amount say."""

import pytest

from amounts import place
from newsx.values.bounds import around, before
from newsx.values.direction import direction, is_move, is_signed_move
from newsx.values.sentence import start_of
from newsx.values.units import per

DIRECTIONS = [
    ("Sales rose [5%].", 1),
    ("Sales rose by as much as [5%].", 1),
    ("Shares rose significantly by [8.1%] on Tuesday.", 1),
    ("Shares are up another [5%].", 1),
    ("The year-to-date Alpha gain of just over [107%].", 1),
    ("A [5%] gain.", 1),
    ("Prices were [5%] higher.", 1),
    ("It posted growth between [3%] and 7%.", 1),
    ("It posted growth between 3% and [7%].", 1),
    ("It grows by 9% to [11%] a month.", 1),
    ("It lifted its full-year profit [4 per cent] to $10 billion.", 1),
    ("It raised its forecast for the year to March by [4%].", 1),
    ("The index gained 23 points, or [0.1%], to 17,781.", 1),
    ("The index gained 23 points ([0.1%]).", 1),
    ("The index closed 23 points, or [0.1%], higher.", 1),
    ("Retail sales rose 0.4% in March and [3.5%] from a year earlier.", 1),
    ("Alpha gained 5 per cent, Bank of Beta 4 per cent and Gamma & Delta [3 per cent].", 1),
    ("The bank grew sales [17%].", 1),
    ("Sales will grow 19% to [20%].", 1),
    ("It sees growth of 4.8% to [5.1%].", 1),
    ("Alpha gained 1.6 per cent in London, and Beta [2.2 per cent].", 1),
    ("A [50 per cent] tariff increase took effect.", 1),
    ("Alpha closed ahead [2.6%].", 1),
    ("The index closed [0.1%], or 23 points, higher at 17,781.", 1),
    ("Alpha (ALP) jumped 7%, Beta Corp (BETA) [5%].", 1),
    ("Alpha (ALP) jumped 7%, Beta Corp (BTA.L) 5% and Gamma (G) [3%].", 1),
    ("Sales fell [5%].", -1),
    ("The peso was devalued by more than [50%].", -1),
    ("Arabica settled 3 cents, or [0.8%], lower at $3.92.", -1),
    ("Sales were down about [5%].", -1),
    ("A [2.5 percent] quarterly decline.", -1),
    ("The stock gave up over [6 per cent].", -1),
    ("It cut its workforce by [10%].", -1),
    ("It raised a levy by [5%].", 1),
    ("The spread narrowed [5%].", -1),
    ("Alpha fell 2%, and Beta Corp [3%].", -1),
    ("In İstanbul İş, İnfo and İdeal fell about [3%].", -1),
    ("Alpha gained 3% and Beta Corp [25 bps].", 1),
    ("Alpha's margin gained 3% and Beta Corp's [2 percentage points].", 1),
    ("Alpha's margin gained 3% and Beta Corp's [2 pp].", 1),
    ("Rents rose by 9 percent to [11 percent].", 1),
    ("Rents rose by 9 per cent to [11 per cent].", 1),
    ("Rents rose by 9pc to [11pc].", 1),
    ("The index gained 23 points, and [0.1%], by noon.", 1),
    ("The index gained 23 points over two full days, or [0.1%].", 1),
    ("The index gained 23 points over two full days ([0.1%]).", 1),
    ("Rising Alpha shares fell 23 pence, or [0.1%].", -1),
    ("The index gave up 23 points, or [0.1%].", -1),
    ("The measures taken added 23 points, or [0.1%].", 1),
    ("The measures taken added just [5%].", 1),
    ("Up 23 points, or [0.1%].", 1),
    ("Up another [5%].", 1),
    ("Gave up [5%] in May.", -1),
    ("Shares rose $2, [5%], on Monday.", 1),
    ("The [5%]-drop was a shock.", -1),
    ("A drop of under [2%].", -1),
    ("A gain of near [5%].", 1),
    ("Gains of over [5%] were seen.", 1),
    ("Sales fell by a total of [5%].", -1),
    ("Sales fell by an average of [5%].", -1),
    ("Its sales fell an average of [5%].", -1),
    ("It raised pay by an average of [5%].", 1),
    ("Rose a cumulative [5%] in May.", 1),
    ("Output rose by an unexpected [5%].", 1),
    ("The S&P fell by a cumulative [5%].", -1),
    ("The price of oil fell by a cumulative [5%].", -1),
    ("The index (up [5%]) was strong.", 1),
    ("Shares rose abruptly [8%].", 1),
    ("Shares fell badly [5%].", -1),
    ("It raised group B fees by [5%].", 1),
    ("There was growth in sales by [5%].", 1),
    ("The stock puts on [5%] a week.", 1),
    ("The stock is putting on [5%].", 1),
    ("The payout was lifted [6%] to 4.4p.", 1),
    ("The fee had then been quietly reduced [12%] by the board.", -1),
    ("Its target got cut [4 per cent] in the note.", -1),
    ("He was beaten [5%] of the time.", None),
    ("The bar was raised [5%] of the way.", None),
    ("The bank had lifted [5%] holders out of trouble.", None),
    ("It told of a [38 per cent] year-on-year (YoY) rise in net profit.", 1),
    ("A [12%] on-year fall in exports hurt.", -1),
    ("Lending made a [9%] (q-o-q) jump.", 1),
    ("Its stock zoomed [7%] on the news.", 1),
    ("Marlow Power zooms [7%].", 1),
    ("The coin is [61%] off its March high.", -1),
    ("Copper is [8%] off the lows of the week.", 1),
    ("Tin was [15%] off last year's all-time peak.", -1),
    ("The fund raised its holding in the S&P 500 tracker by [30%].", 1),
    ("It cut its wager on the FTSE 100 by [5%].", -1),
    ("The shop takes [20%] off its high street shoes.", None),
    ("Get [20%] off the price of high heels.", None),
    ("It raised 3 funds for the poor by [5%] of a vote.", None),
    ("A [5%] (net) stake was sold.", None),
    ("Turnover fell 10% on a reported basis and [5%] organically.", -1),
    ("Revenue grew 8% at reported rates and [11%] at constant currency.", 1),
    ("Orders rose 7% in the quarter, but [2%] excluding ships.", 1),
    ("Takings were up 4% like-for-like ([6%] including new shops).", 1),
    ("Output rose 2.1% in the 12 months to June and [0.3%] from May.", 1),
    ("Sales fell 3% in Asia, 4% in Europe and [5%] in America.", -1),
    ("Rents fell 0.5% month on month, the bureau said, and by [2.2%] since last spring.", -1),
    ("Shop sales grew 2% in the north and [6%] overseas.", 1),
    ("Rents fell 3% in May, and [40%] in a poll said they were dear.", None),
    ("Profit rose 9% before tax and by as much as [14%] after it.", 1),
    ("Alpha fell 2%, and Beta Corp more than [3%].", -1),
    ("Bonuses were docked [10%] for the spill.", -1),
    ("Alpha gained 3%, and Beta Corp, the maker of small boats, [2.5%].", 1),
    ("Alpha gained 3%, and Beta Corp, the maker of boats, sold [2.5%] of itself.", None),
    ("Rates rose in May, and [20%] in a survey hoped for a cut.", None),
    ("Output fell 5% in May and [12%] of the workers left.", None),
    ("Profit was 5% of sales in May and [4%] in June.", None),
    ("Rents rose 3% last year while the jobless rate was flat at [4%] in May.", None),
    ("Unemployment fell 0.2% to [4%].", None),
    ("It is laying off about 100 people, [6%] of its staff.", None),
    ("The stock trades [35%] below its high.", None),
    ("It lined up [$2.8bn] in debt.", None),
    ("Its fee rose by $5 to [$45] a month.", None),
    ("It rose 0.4% in March and [3.5%] of the staff left.", None),
    ("Revenue fell just short of [$10 billion].", None),
    ("Revenue fell short of the [$10 billion] that was hoped for.", None),
    ("Its margin is [5%], lower than hoped.", None),
    ("It holds [5%], or 2 million shares, higher than its rivals hold.", None),
    ("Alpha jumped 7% to a rate (of Beta) of [5%].", None),
    ("Sales rose to [5%].", None),
    ("Sales climbed by 12% to [$2.5 million].", None),
    ("Sales climbed by 12 percent to [$2.5 million].", None),
    ("Sales climbed by 12 per cent to [$2.5 million].", None),
    ("Chips made up 23 units, or [5%], of sales.", None),
    ("Prices rose all week, and [5%] of shops closed.", None),
    ("Sales rose to $23, or [5%] of the total.", None),
    ("Sales fell from $23, or [5%].", None),
    ("Prices rose, 23 shops, or [5%], closed.", None),
    ("Prices rose (23 shops, or [5%], closed).", None),
    ("The fund raised its Alpha Corp [5%] stake again.", None),
    ("The reform cut pensioners [10%] of their income.", None),
    ("It raised a fund for Beta Corp [5%] notes.", None),
    ("It raised its outlook, sales having beaten it by [5%].", None),
    ("It raised its outlook (sales having beaten it by [5%]).", None),
    ("A cumulative [5%] was spent on fees.", None),
    ("Of [5%] nothing is known.", None),
    ("It spends much on [5%] of its users.", None),
    ("The rate is [5%].", None),
    ("Sales rose. [5%] of them were abroad.", None),
    ("It cut [10%] of its staff.", None),
    ("It bought [10%] of the firm.", None),
    ("Chips make up [5%] of sales.", None),
    ("Bidders snapped up [5%] of the stock.", None),
    ("The lender ended [0.9%] firmer.", 1),
    ("Its rival ended [1.1%] softer.", -1),
    ("The stock ended up [5%].", 1),
    ("Copper producers pulled back [2.5%].", -1),
    ("The three fell 2%, 3% and [4.5%].", -1),
    ("They rose 2 per cent, 3 per cent, 4 per cent, and [6 per cent].", 1),
    ("Alpha fell 2.2% to 6,701 roubles and Beta Oil [1.8%].", -1),
    ("Rates of 2%, 3% and [4.5%] were named.", None),
    ("The rand bounced back [1.2%] on Friday.", 1),
    ("He got back [5%].", None),
    ("The index returned [13%].", None),
    ("It yields [5%] while prices fell.", None),
    ("Down from [5%].", None),
]


@pytest.mark.parametrize(("marked", "way"), DIRECTIONS)
def test_direction(marked: str, way: int | None) -> None:
    assert direction(*place(marked)) == way


RESULTS = [
    ("Costs fell by [$86 million].", -1),
    ("Profit rose [$5 million].", 1),
    ("The budget was cut [$5 million] to $40 million.", -1),
    ("At the gala was a man who raised [$5 million].", None),
    ("It approved a [$5 million]-expansion of the port.", None),
    ("It approved a [$5 million] growth plan.", None),
    ("It approved a [$5 million] expansion of the port.", None),
    ("The receiver spoke of a [$5 million] recovery.", None),
    ("It approved a [$5 million] increase in pay.", 1),
    ("It had a loss of [$5 million].", None),
    ("The bank lost [$5 million].", None),
    ("It added [$5 million] to the fund.", None),
    ("It lost between [$3] and $5 million.", None),
    ("The sale freed up [$5 million].", None),
    ("The project tied up [$5 million] of capital.", None),
    ("It raised [$5 million].", None),
    ("It had a loss of over [$5 million].", None),
    ("It had a loss between $3 and [$5 million].", None),
    ("It raised an average of [$5 million] a year.", None),
    ("The sale raised the firm another [$5 million].", None),
    ("It raised its budget by [$5 million].", 1),
    ("It raised its budget further by [$5 million].", 1),
    ("It raised its budget by an average of [$5 million].", 1),
    ("It raised its budget further by an average of [$5 million].", 1),
    ("It raised its budget by a cumulative [$5 million].", 1),
]


@pytest.mark.parametrize(("marked", "way"), RESULTS)
def test_direction_of_a_sum(marked: str, way: int | None) -> None:
    text, start, end = place(marked)
    assert direction(text, start, end, result=True) == way


DEPTHS = [
    ("Alpha gained 5%, Beta Ltd [4%].", 0, None),
    ("Alpha gained 5%, Beta Ltd [4%].", 1, 1),
    ("Alpha gained 5%, Beta Ltd 4%, Gamma Ltd [3%].", 1, None),
    ("Alpha gained 5%, Beta Ltd 4%, Gamma Ltd [3%].", 2, 1),
    ("Alpha gained 5%, Beta Ltd 4%, Gamma Ltd 3%, Delta Ltd [2%].", 2, None),
    ("Alpha gained 5%, Beta Ltd 4%, Gamma Ltd 3%, Delta Ltd [2%].", 3, 1),
]


@pytest.mark.parametrize(("marked", "depth", "way"), DEPTHS)
def test_how_many_amounts_back_a_list_is_followed(marked: str, depth: int, way: int | None) -> None:
    assert direction(*place(marked), depth=depth) == way


def test_verbs_that_move() -> None:
    assert all(map(is_move, ("rose", "Fell", "GAINED")))
    assert not any(map(is_move, ("raised", "table", "")))


SIGNED = [
    ("Acme [-5.2%]", True),
    ("FTSE [+0.2%], Dax -0.1%", True),
    ("a rate of [-0.25 percent]", False),
    ("of [-0.25 percent]", False),
    ("bonds yielding [-0.25%]", False),
    ("from [-0.5] to -0.25 percent", False),
]


@pytest.mark.parametrize(("marked", "move"), SIGNED)
def test_whether_a_sign_is_a_move(marked: str, move: bool) -> None:
    text, start, _ = place(marked)
    assert is_signed_move(text, start) is move


BOUNDS = [
    ("The yield edged up to [6.88%].", None),
    ("The shares crept up to [$45].", None),
    ("It pays up to [$45].", "up_to"),
    ("It fell short of the [$45] it had made.", None),
    ("It fell short of [$45].", "under"),
    ("It will hand over [$45].", None),
    ("It handed out over [$45].", "over"),
    ("Sales topped [$3 trillion].", "over"),
    ("Sales could top [$3 trillion].", "over"),
    ("Profit beat hopes, topping the [$3bn] mean forecast.", None),
    ("Sales topped the [$3bn] analysts had pencilled in.", None),
    ("It exceeded the [$2.10]-a-share consensus.", None),
    ("It makes less than the [4%] its rival reports.", None),
    ("It beat hopes, exceeding the [5%] seen by banks.", None),
    ("Its value topped the [$3 trillion] mark.", "over"),
    ("Its value topped the [$3 trillion].", "over"),
    ("It exceeded the [$2 billion] in loans.", "over"),
    ("Sales exceeded a [$2 billion] forecast.", "over"),
    ("about [5%]", "about"),
    ("an estimated [5%]", "about"),
    ("[5%] or so", "about"),
    ("~[5%]", "about"),
    ("well over [5%]", "over"),
    ("in excess of [5%]", "over"),
    ("no less than [5%]", "over"),
    ("[5%]-plus", "over"),
    ("[5%]+", "over"),
    ("[5%] or more", "over"),
    ("less than [5%]", "under"),
    ("no more than [5%]", "under"),
    ("just shy of a [5%]", "under"),
    ("as much as [5%]", "up_to"),
    ("up to a [5%]", "up_to"),
    ("(about [5%])", "about"),
    ("ca.[5%]", "about"),
    (f"x over{32 * ' '}[5%]", "over"),
    (f"a rover{32 * ' '}[5%]", None),
    ("[5%] plusy things", None),
    ("the rover [5%]", None),
    ("moreover [5%]", None),
    ("[5%] plusher", None),
    ("a [5%]", None),
    ("[5%]", None),
]


@pytest.mark.parametrize(("marked", "said"), BOUNDS)
def test_bound(marked: str, said: str | None) -> None:
    assert around(*place(marked))[0] == said


BEFORE = [
    ("Sales of ~[5%]", "Sales of"),
    ("Sales (~[5%])", "Sales ("),
    ("Sales rose as much as [5%]", "Sales rose"),
    ("Over there it was over [5%]", "Over there it was"),
    ("It took no more than a [5%]", "It took"),
    ("Of at least about [5%]", "Of"),
    ("Sales of [5%]", "Sales of "),
]


@pytest.mark.parametrize(("marked", "words"), BEFORE)
def test_before_the_bound(marked: str, words: str) -> None:
    text, start, _ = place(marked)
    assert text[: before(text, start)] == words


SENTENCES = [
    ("Sales fell. Profit was |5%", 100, "Profit was "),
    ("Sales fell; “Profit was |5%. It said", 100, " “Profit was "),
    ("Sales fell\nProfit was |5%. It said", 100, "Profit was "),
    ("Alpha Inc. Profit of Mr. Lee was |5%", 100, "Alpha Inc. Profit of Mr. Lee was "),
    ("One. Two. Three. Four |5%", 12, "Four "),
    ("Sales fell. Profit was |5%", 7, "it was "),
]


@pytest.mark.parametrize(("marked", "reach", "words"), SENTENCES)
def test_where_the_sentence_begins(marked: str, reach: int, words: str) -> None:
    text, at = marked.replace("|", ""), marked.index("|")
    assert text[start_of(text, at, reach) : at] == words


UNITS = [
    ("EPS of $2.35 to [$2.40] is seen.", "share"),
    ("Diluted EPS: [$1.27].", "share"),
    ("EPS of about [$7].", "share"),
    ("Adjusted EPS rose to $1.27 from [$1.05].", "share"),
    ("On a per-share basis, the company said it had a profit of [$1.29].", "share"),
    ("Rates rose to [$3,270] per 40-foot container.", "container"),
    ("It costs [$0.60] per million input tokens.", "token"),
    ("It pays [$47.50] for each Marlow share.", "share"),
    ("EPS was not given. It sold for [$5].", None),
    ("Earnings per ton rose to [$5].", None),
    ("Ore went at [$94] a wet metric tonne.", "tonne"),
    ("Ore went at [$94]/dmt.", "tonne"),
    ("A bed goes for [£80] a night.", "night"),
    ("Brokers pay [$3] or $4 a click.", "click"),
    ("Net income per share rose to [$2.10] in spring.", "share"),
    ("Loss per diluted share came to [12 cents].", "share"),
    ("Net income per share was $0.70; on an adjusted basis it was [$1.20].", "share"),
    ("Diluted Net Income Per Share was $0.68, down 16%; on an adjusted basis it was [$1.05].", "share"),
    ("FFO per share was $4; leaving out the sale, the figure was [$3.85].", "share"),
    ("EPS rose to $1.20 on revenue of [$5 billion].", None),
    ("EPS of 20 cents came with revenue of [$5.1B].", None),
    ("Net income per share was $0.70. On the pier it was [$1.20].", None),
    ("It aims for [$3.10] in adjusted earnings per share.", "share"),
    ("It sees [$3.10] of non-GAAP EPS.", "share"),
    ("It sees [$3.10]\u00a0per share.", "share"),
    ("It put [$3] in dividends per account.", None),
    ("[$70] a barrel", "barrel"),
    ("[$70]-a-share", "share"),
    ("[80p] per share", "share"),
    ("[80p] per ordinary share", "share"),
    ("[$139.86] per Quellmont Financial share", "share"),
    ("[$5]/bbl", "barrel"),
    ("[$1,000] an ounce", "ounce"),
    ("[$500] a metric ton", "tonne"),
    ("[$20] per MWh", "MWh"),
    ("[$3] per million tokens", "token"),
    ("[$3] a month", "month"),
    ("[$3] apiece", "piece"),
    ("[$3] per widget", "widget"),
    ("EPS of [$3]", "share"),
    ("Earnings per share of [$3]", "share"),
    ("The per-barrel price of [$70]", "barrel"),
    ("[$9.55] to $9.80 per share", "share"),
    ("[$3] a time of need", None),
    ("[$3] per cent", None),
    ("[$3]", None),
    ("a [$3] share", None),
]


@pytest.mark.parametrize(("marked", "unit"), UNITS)
def test_per(marked: str, unit: str | None) -> None:
    assert per(*place(marked)) == unit
