"""What firms do, in the words right behind their names."""

import re

from newsx.values.sentence import words

AUXILIARIES = frozenset(
    ["has", "had", "have", "will", "would", "could", "may", "also", "now", "is", "was", "recently", "then", "later"]
)
MODALS = AUXILIARIES | {"can", "cannot", "could", "did", "does", "may", "might", "must", "should", "still"}
NUMBER = r"(?:by |about |around |nearly |almost |some |as much as |more than |over )?\d[\d.]*+ ?(?:%|per ?cent)"
STARTS = frozenset(["to", "in", "declined"])  # of what _does() knows, besides AUXILIARIES
MOVES = re.compile(rf" \w+ {NUMBER}")
EARNS = re.compile(r" \w+ [A-Z]{0,3}[$€£¥]\d")
# X was the top riser, up 5%
UP = re.compile(
    r" (?:is|was|\w{1,20}ed) [^.;:\n]{0,60}?, (?:up|down|(?:add|climb|dropp|eas|fall|gain|jump|los|plung"
    rf"|rally|ris|shedd|sink|slid|slipp|soar|surg|tumbl)ing) {NUMBER}"
)
# raised its dividend, filed for bankruptcy, swung to a loss; beat estimates, which a drug does, too
AS_FIRMS = re.compile(
    r""" [ ](?:(?:has|had|have|will|would|also|is|was|to|still)[ ])?(?:\w{2,20}ly[ ])? (?:
      (?:rais|lift|boost|hik|trim|slash|narrow|lower|maintain|reaffirm|reiterat|suspend|scrap|restor|doubl|cut|withdr)\w{0,4}
        [ ]its[ ](?:[\w-]{1,20}[ ]){0,3}
        (?:dividend|payout|forecasts?|guidance|outlook|targets?|estimates?|loss|workforce|buyback|prices)
    | fil(?:ed|es|ing)[ ]for[ ](?:bankruptcy|administration|insolvency|creditor|Chapter|an?[ ](?:[\w.-]{1,20}[ ]){0,2}
        (?:IPO|initial|listing|flotation|public))
    | (?P<beat>(?:beat|miss|topp|tops|exceed|surpass|trail)(?:s|es|ed|ing)?[ ](?:[\w-]{1,20}['’]?[ ]){0,3}
        (?:estimates?|expectations|forecasts?|consensus|views))
    | (?:swung|swings|swinging)[ ](?:back[ ])?(?:to[ ]an?|into)
    | (?:post|report|book|expect|forecast|see)(?:s|ed)?[ ](?:[\w-]{1,20}[ ]){0,3}
        (?:profits?|loss|losses|revenues?|earnings|EPS|sales|turnover|net[ ]income|margins?)
    )(?!\w)""",
    re.VERBOSE,
)
# what it may begin with, besides AUXILIARIES
FIRMS_VERBS = words(
    """
    beat beats boosted boosts cut cuts doubled doubles exceeded exceeds expected expects filed files forecast forecasts
    hiked hikes lifted lifts lowered lowers maintained maintains missed misses narrowed narrows posted posts raised
    raises reaffirmed reaffirms reiterated reiterates reported reports restored scrapped scraps sees slashed slashes
    surpassed surpasses suspended suspends swung swings topped tops trailed trimmed trims withdrew booked books
    """
)
