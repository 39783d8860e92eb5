"""What speaks for and against a company, and how much: one table, like log-odds. What sums up to STANDS is one."""

# Where a name starts from, before anything speaks for it
PRIOR = {
    "one unknown word": -2.0,
    "several unknown words": -1.5,
    "an acronym": -2.5,
}

# What the name itself says
NAME = {
    "listed": 9.0,  # in the universe, and no ordinary word, person or place goes by it
    "listed, ambiguous": 1.5,
    "well known": 0.5,  # and among the largest; their names begin sentences
    "well known, inside a sentence": 0.9,  # where an ordinary word has no capital: why Meta is hoarding talent
    "listed, inside a sentence": 1.0,
    "legal suffix": 6.0,
    "ends like a company": 4.0,
    "ends like a firm or a field": 2.0,  # Services, Markets, Systems
    "sounds like a company": 1.5,  # Ubisoft, Mediatech
    "begins like a company": 2.0,
    "web name": 2.0,
    "inner capital": 1.5,
    "of a place": 2.0,  # Elmos of Dortmund
    "ampersand": 2.0,
    "ordinary words": -2.0,
    "surname": -1.0,
    "ends in a surname": -1.5,
    "website of a company": -4.0,
    "given name": -2.0,
    "place": -1.0,
    "nationality": -4.0,  # American, unless American Airlines stands in the article
    "begins a sentence": -1.0,
    "only in a headline": -2.0,
    "product": -4.0,
    "title before": -7.0,
    "given name first": -5.0,
    "symbol": -6.0,
    "institution": -7.0,
}

# What stands around it, anywhere in the article; each kind counts once. X is the name.
CONTEXT = {
    "ticker behind": 5.0,  # X (NYSE: SYM)
    "dateline": 4.0,  # LONDON (X) -
    "copyright of X": 3.5,  # © 2026 X
    "shares of X": 3.5,
    "X shares": 3.5,
    "X's shares": 3.5,
    "X's business": 2.5,  # X's profits
    "X's company": 1.5,  # X's Listed Name
    "officer of X": 3.0,  # chief executive of X
    "X's officer": 2.5,  # X CEO
    "analyst at X": 3.5,
    "unit of X": 2.5,  # takeover of X
    "bought X": 1.5,  # acquired X, owned by X, fined X
    "bought X for": 1.9,  # $3 million; but so may a place be
    "the carmaker X": 2.5,  # the carmaker X, firms such as X, Paris-based X
    "X, the carmaker": 3.0,
    "X-owned": 2.0,
    "X-based": -7.0,  # a place, whoever is called after it
    "X does": 1.5,  # X reported, X is to open
    "listed X acts": 1.4,  # Apple appealed, Visa must: no apple and no visa does
    "listed X up N%": 3.0,  # with X down 3%
    "at listed X": 1.5,  # At X, sales fell
    "Land's listed X": 1.5,  # Brazil's X
    "listed X says of itself": 2.5,  # Ford said it would; a man says that he would
    "listed X earns": 2.0,  # Lucid lost $978 million; but so may a person of whom no list knows
    "X does as firms do": 2.5,  # X raised its dividend, filed for bankruptcy, beat estimates
    "X declines to comment": 2.0,
    "X, which": 1.0,
    "X, up N%": 2.0,  # X led the index, up 3%
    "X N%": 1.5,  # Acme fell 3% and X 2%
    "X unit": 3.0,  # the X subsidiary, the X newspaper
    "X data": 2.5,  # X data show, figures from X
    "product behind": 2.0,  # X iPhones
    "X moves": 3.0,  # X rose 3%
    "person of X": 2.5,  # Jane Doe of X, X's Jane Doe
    "X says": 1.0,
    "listed X says": 1.5,  # Gap said on Monday: a gap says nothing
    "by X": 0.7,
    "round led by X": 3.0,
    "according to X": 0.7,
    "according to listed X": 1.0,
    "beside a company": 2.5,  # Listed, Listed and X
    "short for a company": 5.0,  # X Holdings Ltd ... X; Xenon Holdings (XH)
    "model": 3.0,  # a trained pipeline holds it for an organisation
    "in X": -1.0,
    "the X": -0.5,
    "a X": -3.0,  # A gap opened: a thing of its kind does, not a firm
    "said X": -1.0,
    "X index": -2.0,
    "short for words": -14.0,  # net interest margin (NIM)
    "after a possessive": -2.0,  # Listed's X
    "role before": -4.0,  # analyst X
    "role behind": -4.0,  # X, a lawyer
    "surname of a person": -10.0,  # Jane X ... X
    "short for an institution": -6.0,  # Xenon Tea Association (XTA)
}

WEIGHTS = PRIOR | NAME | CONTEXT
STANDS = 0.5  # a tie does not
