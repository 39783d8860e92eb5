"""What firms do, in the words right behind their names."""

import re

from newsx.values.sentence import words

AUXILIARIES = frozenset(
    ["has", "had", "have", "will", "would", "could", "may", "also", "now", "is", "was", "recently", "then", "later"]
)
MODALS = AUXILIARIES | {"can", "cannot", "could", "did", "does", "may", "might", "must", "should", "still"}
# what one does or did, and what is no noun as well: Apple awaits, Visa came; but Apple products
ACTS = words(
    """
    acquires agrees allows appears argues asks attracts avoids awaits became becomes began begins believes belongs
    bought brings built buys came chose comes competes consists continues creates denies depends did dominates drew
    earns employs enjoys enters expects explains faces fails feels finds follows fought found gave gets gives goes got
    grew grows had held hires holds hopes insists intends invests joins keeps kept knew knows lacks laid launches leads
    led left lets looks loses lost made maintains makes manages manufactures means met needs obtains opens operates
    owns paid pays plans prefers prepares produces provides pursues put puts raises ran reaches receives refuses relies
    remains represents requires resumes retains rose runs said saw says seeks seems sells sends sent serves sits
    sold spends spent spins spoke stands starts stays stood stops struggles struck supplies takes tells tends thinks
    thought took tries turns wants warns went wins withdraws withdrew woke won works wrote
    """
)
NUMBER = (
    r"(?:by |about |around |nearly |almost |some |as much as |more than |over )?\d[\d.,]*+ ?"
    r"(?:%|per ?cent|p\b|pc\b|pence\b)"
)
STARTS = frozenset(["to", "in", "declined"])  # of what _does() knows, besides AUXILIARIES
MOVES = re.compile(rf" \w+ (?:(?:up|down|back|ahead|higher|lower) )?{NUMBER}")
EARNS = re.compile(r" \w+ [A-Z]{0,3}[$€£¥]\d")
# X was the top riser, up 5%
UP = re.compile(
    r" (?:is|was|\w{1,20}ed) [^.;:\n]{0,60}?, (?:up|down|(?:add|climb|dropp|eas|fall|gain|jump|los|plung"
    rf"|rally|ris|shedd|sink|slid|slipp|soar|surg|tumbl)ing) {NUMBER}"
)
# raised its dividend, filed for bankruptcy, swung to a loss; what others do, too, and counts for listed names: a drug
# beats estimates, a man plans to sell
AS_FIRMS = re.compile(
    r""" [ ](?:(?:has|had|have|will|would|also|is|was|to|still)[ ])?(?:\w{2,20}ly[ ])? (?:
      (?:rais|lift|boost|hik|trim|slash|narrow|lower|maintain|reaffirm|reiterat|suspend|scrap|restor|doubl|cut|withdr)\w{0,4}
        [ ]its[ ](?:[\w-]{1,20}[ ]){0,3}
        (?:dividend|payout|forecasts?|guidance|outlook|targets?|estimates?|loss|workforce|buyback|prices)
    | fil(?:ed|es|ing)[ ]for[ ](?:bankruptcy|administration|insolvency|creditor|Chapter|an?[ ](?:[\w.-]{1,20}[ ]){0,2}
        (?:IPO|initial|listing|flotation|public))
    | (?P<listed>(?:plan|aim|agree|want|hope|seek|intend)(?:s|d|ed)?[ ]to[ ](?:\w+ly[ ])?(?:buy|sell|acquire|cut|close
        |open|raise|merge|launch|invest|hire|spin|list|expand|build|shed|lay|issue|refinance|restructure|file|appeal|pay|double)
      | (?:is|was|are|were)[ ](?:(?:now|also|reportedly|currently)[ ])?(?:in[ ](?:\w+[ ])?talks|laying[ ]off|fined|sued
        |ordered[ ]to|valued[ ]at|listed[ ]on|(?:up|down)[ ](?:by[ ])?\d[\d.,]*+)
      | did[ ]not[ ](?:immediately[ ])?(?:respond|comment|return)
      | (?:ended|closed|finished|put[ ]on)[ ](?:up[ ]|down[ ])?\d[\d.,]*+
      | (?:beat|miss|topp|tops|exceed|surpass|trail)(?:s|es|ed|ing)?[ ](?:[\w-]{1,20}['’]?[ ]){0,3}
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
    agreed agrees aims beat beats booked books boosted boosts closed cut cuts did doubled doubles ended exceeded
    exceeds expected expects filed files finished forecast forecasts hiked hikes hopes intends lifted lifts
    lowered lowers maintained maintains missed misses narrowed narrows plans posted posts put raised raises
    reaffirmed reaffirms reiterated reiterates reported reports restored scrapped scraps seeks sees slashed
    slashes surpassed surpasses suspended suspends swings swung topped tops trailed trimmed trims wants withdrew
    """
)
