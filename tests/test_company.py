"""The company rule: what it marks, what it leaves alone, which company is meant, and why."""

import re
import tomllib
from importlib.resources import files

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import in_proportion
from newsx.pipeline import entities
from newsx.rules.company import CompanyRule
from newsx.rules.company.evidence import STANDS, WEIGHTS
from newsx.rules.company.words import Words
from newsx.universe import Company, Universe

OWN = [
    Company("XNYS:ZORB", "Zorbex Industries Corporation", "ZORB", "XNYS", aliases=("Zorbex Industries", "Zorbex")),
    Company("XNAS:HARB", "Harbour Inc.", "HARB", "XNAS", ambiguous=("Harbour",)),
    Company("XNAS:LADR", "Ladder Inc.", "LADR", "XNAS", ambiguous=("Ladder",)),
    Company("XNAS:TOWR", "Tower Inc.", "TOWR", "XNAS", ambiguous=("Tower",), rank=7),
    Company("XNAS:KETL", "Kettle Inc.", "KETL", "XNAS", ambiguous=("Kettle",), source="own"),
    Company("XNAS:NGRA", "Nigerian Foods Inc.", "NGRA", "XNAS", ambiguous=("Nigerian",)),
    Company("XNAS:NRB", "Nairobi Inc.", "NRB", "XNAS", ambiguous=("Nairobi",)),
    Company("XNAS:ELMW", "Elmwood Foods Inc.", "ELMW", "XNAS", aliases=("Elmwood Foods",), ambiguous=("Elmwood",)),
]


@pytest.fixture(scope="module")
def rule() -> CompanyRule:
    return CompanyRule(Universe.load())


@pytest.fixture(scope="module")
def small() -> CompanyRule:
    """Knows a few companies, so that a test does not hang on who is listed today."""
    return CompanyRule(Universe(OWN))


def surfaces(rule: CompanyRule, text: str) -> list[str]:
    return [text[c.start : c.end] for c in rule.find(text)]


MARKS = [
    # the largest firms that are called by a word, where nothing else is said of them
    ("Nobody can say why Meta is hoarding engineers, and Alphabet seems to know.", ["Meta", "Alphabet"]),
    ("Apple appealed. Oracle will spend more. Visa must pay. Amazon was fined.", ["Apple", "Oracle", "Visa", "Amazon"]),
    # firms that are called by a word, inside a sentence, where the word has no capital
    ("The order is the largest for Gap in years, and values Boots at $4 billion.", ["Gap", "Boots"]),
    ("Traders dumped Peloton after the call; State Street did not.", ["Peloton", "State Street"]),
    ("Emirates ordered twenty jets. Boots will close shops, and Staples needs cash.", ["Emirates", "Boots", "Staples"]),
    ("Ford said on Tuesday it would recall vans.", ["Ford"]),
    ("Circle, issuer of a stablecoin, fell. Mistral, backed by a pension fund, hires.", ["Circle", "Mistral"]),
    ("Frontline, Ola Quellsen’s tanker firm, cut its payout.", ["Frontline"]),
    ("They spoke of Vantoria, a Telenor unit.", ["Vantoria", "Telenor"]),
    ("Next shares rose 1.2%, and Diageo, Burberry and Next led the fallers.", ["Next", "Diageo", "Burberry", "Next"]),
    (
        "Next ticked up 110p to 14,230p. Fox’s revenue rose, and Rogers and Walmart raised prices.",
        ["Next", "Fox", "Rogers", "Walmart"],
    ),
    ("The bid values Deere at $4 billion.", ["Deere"]),
    ("Odds were set by the CME Group VantoWatch tool.", ["CME Group"]),
    # names that people bear, too, where nobody of the name is in the article
    (
        "A deal with Weir fell through, Cummins and Coles disappointed, and Santos is to cut jobs.",
        ["Weir", "Cummins", "Coles", "Santos"],
    ),
    ("Visa came in and Baxter got out. Workers at Amazon’s Coventry depot voted.", ["Visa", "Baxter", "Amazon"]),
    ("Rivals rallied: Antofagasta by 9%, and Future slumped 11pc.", ["Antofagasta", "Future"]),
    ("The proxy adviser Quellis and the meatpacker Minerva disagreed.", ["Quellis", "Minerva"]),
    # capitals that a list has otherwise, and an article before the name in one place
    ("Gamestop, Paypal and Spicejet fell.", ["Gamestop", "Paypal", "Spicejet"]),
    ("Even Meta might. Nobody likes the Amazon flywheel more than Amazon.", ["Meta", "Amazon", "Amazon"]),
    # a firm and the town it is from, what is due on Tuesday
    (
        "Elmos of Dortmund, Cadence of Houston and Vantoria Fusion of Munich agreed.",
        ["Elmos", "Cadence", "Vantoria Fusion"],
    ),
    ("Tuesday: Kingfisher half-year results. Thursday: Vantoria third-quarter sales.", ["Kingfisher", "Vantoria"]),
    ("Ares put money into it. Swatch bearers rose.", ["Ares", "Swatch"]),
    ("Kansas City’s Vantoria Bank agreed. Kaspi.kz pays no dividend.", ["Vantoria Bank", "Kaspi.kz"]),
    ("Vantoria’s boss left and Quellis’s payout fell.", ["Vantoria", "Quellis"]),
    # words that begin a sentence are the firm only where they act
    (
        "Shares in Next rose. Next week it reports. Next is wary; Three people agreed, and Three said it would, too.",
        ["Next", "Next", "Three"],
    ),
    ("Apple briefly topped its record. Visa quietly left.", ["Apple", "Visa"]),
    ("Total rose 2%. Total dividends fell. Delta shares were up 1%.", ["Total", "Delta"]),
    ("Emirates hired in the United Arab Emirates.", ["Emirates"]),
    # press releases
    ("Bob Okoye, Founder & CEO of Vantoria, agreed.", ["Vantoria"]),
    ("Ann Lee, vice president of marketing at Vantoria Fuel, spoke.", ["Vantoria Fuel"]),
    ("About Vantoria: Vantoria helps small banks.", ["Vantoria", "Vantoria"]),
    ("Vantoria is a leading provider of software for banks.", ["Vantoria"]),
    ("Union Vantoria Resources acquired the mine.", ["Union Vantoria Resources"]),
    # a nationality, once its firm has been named in full, where it does what firms do
    (
        "American Airlines grew. American said it would hire; American’s shares rose, and American voters cheered.",
        ["American Airlines", "American", "American"],
    ),
    (
        "Norwegian Cruise Line grew. Norwegian has ordered ships. Norwegian gas fell.",
        ["Norwegian Cruise Line", "Norwegian"],
    ),
    (
        "He joined from Vantoria Bank. Magna and Lear depend on Stellantis.",
        ["Vantoria Bank", "Magna", "Lear", "Stellantis"],
    ),
    # full stops and commas inside a name
    ("RWE and E.ON slipped. Shares in E.ON SE fell, and so did J.Jill.", ["RWE", "E.ON", "E.ON SE", "J.Jill"]),
    ("E.l.f. Beauty raised prices.", ["E.l.f. Beauty"]),
    ("He left Wachtell, Lipton, Rosen & Katz in May.", ["Wachtell, Lipton, Rosen & Katz"]),
    ("Weil, Gotshal & Manges and Paul, Weiss advised it.", ["Weil, Gotshal & Manges", "Paul, Weiss"]),
    # the word of two that says who it is
    ("Siemens Healthineers fell. Later Healthineers recovered.", ["Siemens Healthineers", "Healthineers"]),
    # what only firms do
    ("Zoom raised its full-year forecast. Gap swung to a loss.", ["Zoom", "Gap"]),
    ("Lucid lost $978 million. Chewy beat analysts' estimates.", ["Lucid", "Chewy"]),
    ("Quellobank has confidentially filed for an initial public offering.", ["Quellobank"]),
    ("The group is to buy Vantoria for $3 billion.", ["Vantoria"]),
    ("They cut their price target on Puma.", ["Puma"]),
    # lists of risers and fallers
    ("Fallers: Antofagasta -2.5%, Prudential -1.1%.", ["Antofagasta", "Prudential"]),
    ("Miners were weak, with Antofagasta down 52.5p at 2,080p.", ["Antofagasta"]),
    ("Ford said it would recall cars. Merck, known as Quell abroad, agreed.", ["Ford", "Merck"]),
    ("They ordered ships at Hengli Heavy Industries.", ["Hengli Heavy Industries"]),
    ("The spin-off raised $200 million from Greenquells.", ["Greenquells"]),
    ("Analysts polled by Vantoria were wrong.", ["Vantoria"]),
    # what counts for listed names
    ("Continental plans to cut 3,000 jobs. Mars agreed to buy a rival.", ["Continental", "Mars"]),
    ("Gap is in talks with lenders. Kingfisher ended 3% higher. Zoom did not respond.", ["Gap", "Kingfisher", "Zoom"]),
    ("Apple on Thursday said so. Shell on Monday reported a profit.", ["Apple", "Shell"]),
    # a land's firm, what is bought or sold, and where
    ("Prices weighed on Brazil's Vale. At Target, sales fell.", ["Vale", "Target"]),
    ("Its Vonaquell takeover failed.", ["Vonaquell"]),
    # investors, slugs, namesakes of words that are quoted
    ("The round was led by Iconiqua, with participation from Greenquell.", ["Iconiqua", "Greenquell"]),
    ("A $40 million Series B led by Redquell.", ["Redquell"]),
    ("EXCLUSIVE-Unilever to sell a brand. UPDATE 1-Kering shares fall.", ["Unilever", "Kering"]),
    ("House prices rose, according to Nationwide. Ford yields 4.2%.", ["Nationwide", "Ford"]),
    ("Vantoria is a leading provider of software. Quellbi was a bank.", ["Vantoria", "Quellbi"]),
    (
        "Hapag-Lloyd, MSC and CMA CGM rose. A consortium of Silver Lake and others met.",
        ["Hapag-Lloyd", "MSC", "CMA CGM", "Silver Lake"],
    ),
    # numbers and small letters in a name
    (
        "Phillips 66 rose. Shares of Hut 8, Snap-on and Forever 21 fell.",
        ["Phillips 66", "Hut 8", "Snap-on", "Forever 21"],
    ),
    # an ordinary word that goes on with another
    ("Shares in Yellow Cake rose.", ["Yellow Cake"]),
    # listed names, with and without their legal form
    ("Microsoft and Nestlé both fell.", ["Microsoft", "Nestlé"]),
    (
        "Toyota Motor Corp. will build it with Panasonic Holdings Corp. in Osaka.",
        ["Toyota Motor Corp.", "Panasonic Holdings Corp."],
    ),
    ("Jessica Okoye of Ford and Vantoria’s John Smith met.", ["Ford", "Vantoria"]),
    ("Chipmaker TSMC, Apple's main supplier, sat beside Novo Nordisk A/S.", ["TSMC", "Apple", "Novo Nordisk A/S"]),
    ("Wedbush's Rafi Malikov met Microsoft's Zuneville.", ["Wedbush", "Microsoft"]),
    ("Shares of Grupo Bimbo SAB de CV rose.", ["Grupo Bimbo SAB de CV"]),
    ("Apple iPhones sold well.", ["Apple"]),
    (
        "Banca Monte dei Paschi di Siena SpA and Bausch + Lomb rose.",
        ["Banca Monte dei Paschi di Siena SpA", "Bausch + Lomb"],
    ),
    ("Nokia and Toyota are old. He owns Apple (AAPL).", ["Nokia", "Toyota", "Apple"]),
    ("# Nvidia is first", ["Nvidia"]),
    ("The order went to Johnson Controls, Inc. last week.", ["Johnson Controls, Inc."]),
    ("AT&T, eBay, JD.com and T-Mobile reported the same day.", ["AT&T", "eBay", "JD.com", "T-Mobile"]),
    ("3M cut its outlook.", ["3M"]),
    ("McDonald’s sales and Moody's ratings were unchanged.", ["McDonald’s", "Moody's"]),
    ("He spent a decade at JPMorgan Chase & Co. and Bank of America.", ["JPMorgan Chase & Co.", "Bank of America"]),
    # news agencies, papers, banks, fund houses are companies
    ("TOKYO (Reuters) - Exports rose, the Financial Times said.", ["Reuters", "Financial Times"]),
    (
        "Goldman Sachs Group Inc. and BlackRock declined to comment to Bloomberg.",
        ["Goldman Sachs Group Inc.", "BlackRock", "Bloomberg"],
    ),
    # in front of the name stands what is none of it
    ("Yesterday Nvidia gained.", ["Nvidia"]),
    ("Shares of Siemens and Philips rose.", ["Siemens", "Philips"]),
    ("Chinese carmaker BYD opened a plant.", ["BYD"]),
    ("Analysts at Morgan Stanley disagree.", ["Morgan Stanley"]),
    ("Former Volkswagen boss Herbert Diess joined the board.", ["Volkswagen"]),
    ("Alphabet’s Google opened an office in Nairobi.", ["Alphabet", "Google"]),
    # and behind it: products, nouns, a headline
    ("The Nvidia H20 goes on sale again.", ["Nvidia"]),
    ("Samsung Galaxy phones sold well.", ["Samsung"]),
    ("Netflix Shares Slump After Weak Outlook For The Quarter", ["Netflix"]),
    ("Netflix Partners With Broadcaster On Live Sports", ["Netflix"]),
    ("GOLDMAN SACHS LIFTS TARGET", ["GOLDMAN SACHS"]),
    # unknown names, by what they say themselves
    ("Quellmont Ltd. moved its office.", ["Quellmont Ltd."]),
    ("The plant belongs to Brandauer Werke GmbH & Co. KG of Ulm.", ["Brandauer Werke GmbH & Co. KG"]),
    ("Money from Kestrelhaven Capital Partners helped.", ["Kestrelhaven Capital Partners"]),
    ("Ridgefield National Bank cut its rates.", ["Ridgefield National Bank"]),
    ("Hollow Rivet Bank cut its rates. Troubled Vantoria Bank did not.", ["Hollow Rivet Bank", "Vantoria Bank"]),
    (
        "Northern Trout Lithium Corp. (TSXV: NTL) closed it. Northern Trout grew.",
        ["Northern Trout Lithium Corp.", "Northern Trout"],
    ),
    ("Air Tamboura flies to Lagos.", ["Air Tamboura"]),
    # by what stands around them
    ("Shares of Vantoria fell a tenth.", ["Vantoria"]),
    ("Vantoria's revenue doubled.", ["Vantoria"]),
    ("Vantoria shares rose.", ["Vantoria"]),
    ("An analyst at Vantoria said so.", ["Vantoria"]),
    ("The chief executive of Vantoria resigned.", ["Vantoria"]),
    ("The software maker Vantoria opened an office.", ["Vantoria"]),
    ("Vantoria, a maker of pumps, hired fifty people.", ["Vantoria"]),
    ("Vantoria’s (NASDAQ:VNTR) boss hired fifty people.", ["Vantoria"]),
    ("Vantoria (NYSE: VNTR) hired fifty people.", ["Vantoria"]),
    ("Paris-based Vantoria hired fifty people.", ["Vantoria"]),
    ("The factory is a subsidiary of Vantoria.", ["Vantoria"]),
    ("Two lenders, including Vantoria, offered loans.", ["Vantoria"]),
    ("She wrote for the Vantoria newspaper.", ["Vantoria"]),
    ("NAIROBI (Vantoria News) - Exports rose.", ["Vantoria News"]),
    ("It competes with Microsoft, Oracle Corp. and Vantoria.", ["Microsoft", "Oracle Corp.", "Vantoria"]),
    # ordinary words, people and places that are companies where something says so
    ("Apple shares closed higher.", ["Apple"]),
    ("The cashier at the store said Target's sales were poor.", ["Target"]),
    ("Ford Motor Co. recalled trucks; Ford said nobody was hurt.", ["Ford Motor Co.", "Ford"]),
    ("Shares in Shell and BP rose.", ["Shell", "BP"]),
    # words in small letters
    ("Shares of SK hynix Inc. rose.", ["SK hynix Inc."]),
    ("SK hynix and its rival Samsung Electronics fell.", ["SK hynix", "Samsung Electronics"]),
    ("Its rival Pick n Pay cut prices at Jack in the Box.", ["Pick n Pay", "Jack in the Box"]),
    ("The offer for Seven & i was raised.", ["Seven & i"]),
    ("Tesco plc and Hanbury Foods plc’s owner met.", ["Tesco plc", "Hanbury Foods plc"]),
    ("Quellmont ltd. owns Brandauer nv now.", ["Quellmont ltd.", "Brandauer nv"]),
    # a verb is enough for the largest
    ("Apple is to open a store in Mumbai.", ["Apple"]),
    ("Visa plans to cut its fees.", ["Visa"]),
    ("Meta to cut jobs in Dublin", ["Meta"]),
    ("Ford recalls 200,000 trucks", ["Ford"]),
    ("Target said fewer people came.", ["Target"]),
    ("Gap said on Monday that it would close shops.", ["Gap"]),
    ("Zurich declined to comment.", ["Zurich"]),
    ("Only Southwest, which flies from Dallas, was on time.", ["Southwest"]),
    ("Puma, its cross-town rival, hired her.", ["Puma"]),
    ("Target led the index, climbing 4.2%.", ["Target"]),
    ("Stellantis lost 5.7% and Ford 2.6%.", ["Stellantis", "Ford"]),
    ("Ford (F): cut to neutral.", ["Ford"]),
    ("Retailer Magazine Luiza jumped.", ["Magazine Luiza"]),
    # once said in full, short forms follow
    (
        "Kestrelhaven Capital Partners was fined. Kestrelhaven will appeal.",
        ["Kestrelhaven Capital Partners", "Kestrelhaven"],
    ),
    ("Ostrava Kovo Holdings (OKH) was fined. The board of OKH met.", ["Ostrava Kovo Holdings", "OKH", "OKH"]),
    # an article is a word of its own, right before the name
    ("In Pisa Gap opened twelve shops, in Japan Orange cuts prices.", ["Gap", "Orange"]),
    ("Rents rose.\nA week later Gap opened twelve shops.", ["Gap"]),
    ("A crowd came\n(Gap opened twelve shops).", ["Gap"]),
    # words that are firms, one beside the other
    ("Occidental and Diamondback pump oil.", ["Occidental", "Diamondback"]),
    ("Cars cost more to insure at Progressive and Travelers.", ["Progressive", "Travelers"]),
    # a part of a country beside a company is none, nor is a class of its shares
    (
        "Vantoria GmbH, Britain's biggest maker of pumps, and Bavaria's Zorbex Corp. met.",
        ["Vantoria GmbH", "Zorbex Corp."],
    ),
    ("Microsoft Class B shares fell.", ["Microsoft"]),
    # markets have verbs of their own
    ("Perhaps Vantoria slipped 1.1% and Quellby rebounded 2%.", ["Vantoria", "Quellby"]),
    # and it speaks against no name that is one beyond doubt
    ("Rents fell.\nA Starbucks opened, and “A Vantoria GmbH opened” was news.", ["Starbucks", "Vantoria GmbH"]),
]

LEAVES_ALONE = [
    ("people", "Michael Dell met Jane Street-Porter and Mr Ford in the lobby."),
    ("a person, then the surname", "Sarah Wells spoke first. Wells was brief."),
    ("a title", "Governor Jerome Powell and Chancellor Rachel Reeves agreed."),
    ("roles behind", "Oduya Barasinde, an economist in Nairobi, disagrees."),
    ("an age", "Oduya Barasinde, 43, disagrees."),
    ("places", "They drove from Boston to Kansas City, then to Nairobi and New Delhi."),
    ("a place of two words", "South Korea's economy grew; New Zealand shares fell. Hong Kong said no."),
    (
        "politics and sport",
        "The Dodgers won the World Series. Senator Elizabeth Warren and House Speaker Mike Johnson met.",
    ),
    ("governments", "The Ministry of Finance asked Congress and the White House for help."),
    ("central banks", "The Federal Reserve, the Bank of England and the European Central Bank waited."),
    (
        "a central bank of a country",
        "Croatian National Bank governor Boris Vujcic spoke; the Central Bank of Kenya did not.",
    ),
    ("regulators and courts", "The SEC sued in the Supreme Court; the Competition and Markets Authority watched."),
    (
        "parties, unions, universities",
        "The Labour Party, the United Auto Workers Union and Stanford University objected.",
    ),
    ("their acronyms", "The Uganda Tea Association (UTA) met. UTA wants more."),
    ("indices", "The Nikkei, the S&P 500, the Dow Jones Industrial Average and the FTSE 100 rose."),
    (
        "an index called after a company",
        "The Bloomberg Dollar Spot Index, the Morningstar index and the Dow Jones Industrials fell.",
    ),
    ("an index, in small letters", "The Dow Jones industrial average and Morningstar 600 index fell."),
    ("letters spelled out in small ones", "Its goods moved southwards (GMS); the industrial battery makers (IBM) too."),
    ("exchanges as venues", "It is listed on the New York Stock Exchange and on Nasdaq."),
    ("months and days", "On Monday, March 3, and again in December."),
    ("acronyms of the trade", "The CEO said GDP, CPI and the IPO of AI chips matter to the EU and the UK."),
    ("products", "The iPhone, the Qwen3-Max model and a ride in a Prius."),
    ("a product after a possessive", "The firm's Vantoria Kettle is red."),
    ("ordinary words", "Apple pie is sweet. The target was missed. Gap years are popular. He lost his visa."),
    ("a word that begins a sentence", "Target practice was loud. Snap decisions hurt. Block the road."),
    (
        "large firms called by words",
        "Oracle bones were found. Visa applications rose. The Amazon burned. Ford the river.",
    ),
    ("the same, as words inside a sentence", "She ate an Apple on the Amazon. The tax Strategy and the Delta met."),
    ("firms that are called by a word, in other company", "They met at Central, wore an Express badge and saw Mars."),
    (
        "the same, at the beginning",
        "Gap years are long. Slack water came. Boots on the ground. Puma tracks were found.",
    ),
    ("the same, one of their kind", "She drove a Jaguar across the Frontier and read the Observer."),
    ("the same, in a longer name", "The Slack Bay Ferry and Gap Creek Lodge closed; Box Hill Road did too."),
    (
        "what comes next",
        "Next week they meet. Next came the rain. The Next Big Thing. Next Monday is a holiday. Next of kin.",
    ),
    ("fields of law", "Antitrust lawyers and Patent lawyers agreed."),
    (
        "nationalities",
        "American said no more. American consumers and a Norwegian said so; American’s farmers grew corn.",
    ),
    ("people called like firms", "Kaja Fox and Tom Hess wed. Fox danced, Hess sang, and Ms Sears and Dr Hays watched."),
    ("agencies and indices", "Stats SA and Ofwat agreed. Indexes rose 0.3%."),
    ("a giant mine", "It stopped work at its giant Grasvik mine."),
    (
        "nationalities of two words",
        "A unit of South African investors met; South Korean chief Kim and Sri Lankan shares.",
    ),
    ("what it is about", "About Vantoria they said little. About time: Time is short."),
    (
        "what is of a place",
        "The Duke of Sussex, the Mayor of London, the Port of Rotterdam and the City of London; Lord Hay of Leeds.",
    ),
    ("the town of a firm", "Shares in the Fairport, New York, company rose, and those of the Elko, Nevada, miner."),
    ("people", "People have told him so. People said no."),
    ("lotteries", "The Lottery was won. The Texas Lottery and Newsagents Association met."),
    ("people called after a place", "The Oracle of Omaha, Warren Buffett, and the Spirit of St. Louis."),
    ("symbols of funds", "TLT gained 0.5% and HYG lost 2%."),
    ("the same, in a title", "Bricks, Vans and a Lake View: Where the Money Went\nNobody knew."),
    ("coins", "Solana lost 7%, Cardano rose 2% and Polygon was flat."),
    ("mines and fields", "It sold a stake in the Kwinara mine and its interest in the Pilgoora project."),
    ("towns that begin like a firm", "The Rio de Janeiro-based club and the San Diego zoo agreed."),
    ("initials of people", "The note was signed J.Smith and A.Quellsen."),
    ("the same, before a participle", "Total fixed costs rose. Southern exposed walls crack."),
    ("regions in a report", "Greater China declined 9%, the Americas rose 3%, the Nordics and DACH fell."),
    ("the same of men", "Vantorsen plans to sell his house. Quellsen is in talks. Doxers did not respond."),
    ("exchanges that begin like a paper", "The National Stock Exchange and the National Retail Federation met."),
    ("unions and lobbies", "The United Auto Workers, the Teamsters and Quellways, a lobby group, met."),
    ("what is said to be no firm", "Vantoria is a leading expert in taxes. Quellsen was a friend of the bank."),
    ("who handled it", "The round of talks was handled by Vantorsen, and the funding controlled by Quellsen."),
    ("who led something else", "The march was led by Vantoria. It got help from Quellsen."),
    ("services with a plus", "They watch Disney+ and Apple TV+, and some Walmart+."),
    (
        "banks of a land and of the Fed",
        "The National Bank of Poland and the Federal Reserve Bank of San Francisco met.",
    ),
    ("the end of a name", "They like Blue Bottle Coffee."),
    ("a drug that beats estimates", "Vantolix topped expectations and missed forecasts."),
    ("a person's money", "Vantorsen lost $3 million, and Quellsen earned $5 million."),
    ("a place that is bought", "They want to buy Uganda for $3 billion."),
    ("a sector", "Semiconductor shares rose. Pharmaceutical stocks and Cybersecurity shares fell."),
    ("what a maker makes", "They spoke to the maker of Tylofen and Listerol."),
    ("data", "Benchmark data came late."),
    ("a nationality before a noun", "The Australian dollar fell, analysts said. The Australian economy grew 3%."),
    ("a name's words in small letters", "Jack in the box is a toy. They made them in the USA."),
    ("a Bloomberg code", "They hold IBM US Equity and 7203 JT Equity."),
    ("a headline of ordinary words", "Why Investors Still Fear The Bond Market In Autumn"),
    ("a headline in capitals", "STOCKS FALL AS BANKS WARN OF LOWER PROFITS"),
    ("laws, awards, wars", "The Dodd-Frank Act, the Nobel Prize and World War Two."),
    ("demonyms", "The Chinese, the Germans and American investors bought."),
    ("a site in a footer", "More stories like this are available on bloomberg.com"),
    ("a handle, a name in code", 'Thanks to @VantoSoft; <div id="VantoSoft">'),
    ("a symbol", "(NYSE: ZTS) and $ZTS and (VNTR.L)"),
    ("one thing of its kind", "A Gap opened between the two yields."),
    ("one of its kind, on a line of its own", "Rents kept pace until May.\nA Gap opened then, and An Orange fell."),
    ("one of its kind, in quotes", '"A Gap opened in June," she said. ‘A Target cuts both ways.’'),
    ("one of its kind, in quotes of a book", "“An Orange fell on Newton, not an apple,” he said."),
    ("one of its kind, in brackets", "Wages fell (a Gap opened in June) and rents [A Target cuts both ways] rose."),
    ("one of its kind, behind a dash", "Rents ran ahead of wages—a Gap opened in June—until the autumn."),
    ("a town, whoever is called after it", "Shares of the Cincinnati-based grocer and of a Cleveland-born one fell."),
    ("parts of countries and of the world", "Scotland, Gujarat, the West Bank, the Ruhr and New South Wales voted."),
    ("a field", "Output in the Permian Basin, in Bakken and in the North Sea fell."),
    ("classes of shares", "Its Class B shares rose, Series A stock fell and Tier 1 capital grew."),
    ("surnames and towns that are firms, too", "Ford, Jackson and Wells scored. They flew to Cleveland and Columbia."),
    ("nobody's word", "Management said so. Union said no. Wells said he was sorry."),
    ("words of the trade", "Diluted earnings rose. Annualised profits fell. Shareholder lawsuits were settled."),
    ("nothing", ""),
]


NOT_YET = [
    ("small letters throughout", "Shares of adidas rose.", ["adidas"]),
    (
        "commas inside a name that no list has",
        "He left Vantor, Quell, Ostrow & Pim in May.",
        ["Vantor, Quell, Ostrow & Pim"],
    ),
    ("an exchange that is a firm, too", "The group sold its data arm to Nasdaq for $2 billion.", ["Nasdaq"]),
    (
        "a nationality that is an airline, too",
        "American Airlines grew. They flew with American to Dallas.",
        ["American Airlines", "American"],
    ),
    ("a person called like a company", "He met Charles Schwab, a carpenter from Ohio.", []),
    ("a name of ordinary words that nothing speaks for", "She wrote it for Weekly Compass in May.", ["Weekly Compass"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, want, marks=pytest.mark.xfail(reason=why)) for why, text, want in NOT_YET]
)
def test_not_yet(rule, text, expected):
    assert surfaces(rule, text) == expected


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(rule, text, expected):
    assert surfaces(rule, text) == expected


@pytest.mark.parametrize(("why", "text"), LEAVES_ALONE)
def test_leaves_alone(rule, why, text):
    assert surfaces(rule, text) == []


def test_one_company_one_identity(rule):
    text = (
        "Alibaba Group Holding Ltd. rose. Shares of Alibaba gained 3%. Alibaba Group said so, and "
        "ALIBABA GROUP HOLDING LIMITED confirmed it."
    )
    found = list(rule.find(text))
    assert len(found) == 4
    assert {c.id for c in found} == {"XNYS:BABA"}


def test_two_firms_of_one_word_stay_two(rule):
    text = "Merck & Co fell 2%. Merck KGaA rose 1%. Visa fell 2%. Visa Ventures bought a stake."
    found = {text[c.start : c.end]: c.id for c in rule.find(text)}
    assert found["Merck & Co"] == "XNYS:MRK" and found["Merck KGaA"] == "XETR:MRK"
    assert found["Visa"] == "XNYS:V" and found["Visa Ventures"] == ""


def test_values_name_the_primary_listing(small):
    text = "Zorbex rose."
    (found,) = small.find(text)
    assert small.values(text, found) == {
        "name": "Zorbex Industries Corporation",
        "ticker": "ZORB",
        "exchange": "XNYS",
        "id": "XNYS:ZORB",
    }


LINKS = [
    # (text, mention, id of the company; "" when no list knows who it is)
    ("Zorbex Industries Corp. rose.", "Zorbex Industries Corp.", "XNYS:ZORB"),
    ("ZORBEX INDUSTRIES rose.", "ZORBEX INDUSTRIES", "XNYS:ZORB"),
    ("ZorBex Industries rose.", "ZorBex Industries", "XNYS:ZORB"),  # lists of exchanges have no capitals inside
    ("Zorbex Leasing Partners Ltd rose.", "Zorbex Leasing Partners Ltd", ""),  # more than the name that is known
    ("Shares of Zorbex India fell.", "Zorbex India", ""),
    ("Harbour Inc. rose.", "Harbour Inc.", "XNAS:HARB"),
    ("Harbour Corp. rose.", "Harbour Corp.", "XNAS:HARB"),
    ("Harbour Pty Ltd rose.", "Harbour Pty Ltd", ""),  # an ordinary word and another legal form: somebody else
    ("Shares of Harbour rose.", "Harbour", "XNAS:HARB"),
    ("Harbour Pty Ltd rose. Shares of Harbour fell.", "Harbour", ""),  # the full name said who it is
    ("Harbour Marine Holdings rose. Shares of Harbour fell.", "Harbour", ""),
    ("Elmwood Capital Partners rose. Elmwood's shares fell.", "Elmwood", ""),
    ("Elmwood Foods rose. Elmwood's shares fell.", "Elmwood", "XNAS:ELMW"),
    ("Shares of Quellmont rose.", "Quellmont", ""),
    ("Vantoria Quell Holdings (VQH) rose. Shares of VQH fell.", "VQH", ""),
    ("Hollow Rivet Bank (HARB) rose. Shares of HARB fell.", "HARB", ""),
]


NAMESAKES = [
    # a firm beside a part of it
    ("Amazon Web Services grew. The income of Amazon rose.", "Amazon", "XNAS:AMZN"),
    # of companies that share a name, the one from where the others are
    ("Infosys, Wipro and SBI rose.", "SBI", "XNSE:SBIN"),
    ("Toyota, Sony and SBI rose.", "SBI", "XTKS:8473"),
    ("Tesco, Barclays and Prudential rose.", "Prudential", "XLON:PRU"),
    ("National Bank analysts prefer Dollarama and Loblaw.", "National Bank", "XTSE:NA"),
    ("Orlen, PKO Bank Polski and Allegro rose.", "Allegro", "XWAR:ALE"),
    ("Kroger, MetLife and Prudential rose.", "Prudential", "XNYS:PRU"),
]


@pytest.mark.parametrize(("text", "mention", "id"), NAMESAKES)
def test_of_namesakes_the_countryman_is_meant(rule, text, mention, id):
    assert [c.id for c in rule.find(text) if text[c.start : c.end] == mention] == [id]


@pytest.mark.parametrize(("text", "mention", "id"), LINKS)
def test_no_link_is_guessed(small, text, mention, id):
    found = [c for c in small.find(text) if text[c.start : c.end] == mention]
    assert [c.id for c in found[-1:]] == [id]
    assert small.values(text, found[-1]).get("id", "") == id


EVIDENCE = [
    # (name of the evidence, text, the name it speaks about): one row each, so that none is dead
    ("one unknown word", "He met Vantoria.", "Vantoria"),
    ("several unknown words", "He met Vantoria Quell.", "Vantoria Quell"),
    ("an acronym", "He met VQX.", "VQX"),
    ("listed", "He met Zorbex.", "Zorbex"),
    ("listed, ambiguous", "He met Harbour.", "Harbour"),
    ("legal suffix", "He met Vantoria GmbH.", "Vantoria GmbH"),
    ("ends like a company", "He met Vantoria Airlines.", "Vantoria Airlines"),
    ("ends like a firm or a field", "He met Vantoria Services.", "Vantoria Services"),
    ("sounds like a company", "He met Vantosoft.", "Vantosoft"),
    ("dateline", "NAIROBI (Vantoria) - Exports rose.", "Vantoria"),
    ("copyright of X", "Copyright © 2026 Vantoria. All rights reserved.", "Vantoria"),
    ("begins like a company", "He met Banco Vantoria.", "Banco Vantoria"),
    ("web name", "He met Vantoria.com.", "Vantoria.com"),
    ("website of a company", "He met Zorbex.com.", "Zorbex.com"),
    ("product behind", "He met Harbour iPhone.", "Harbour"),
    ("inner capital", "He met QuellWorks.", "QuellWorks"),
    ("ampersand", "He met Vantoria & Quell.", "Vantoria & Quell"),
    ("ordinary words", "He met Bottle.", "Bottle"),
    ("surname", "He met Hernandez.", "Hernandez"),
    ("ends in a surname", "He met Vantoria Hernandez.", "Vantoria Hernandez"),
    ("nationality", "Nigerian said it would grow.", "Nigerian"),
    ("of a place", "He met Vantoria of Nairobi.", "Vantoria"),
    ("given name", "He met Jessica.", "Jessica"),
    ("place", "They like Nairobi.", "Nairobi"),
    ("begins a sentence", "Ladder met him.", "Ladder"),
    ("only in a headline", "How Vantoria Could Change The Way We Shop", "Vantoria"),
    ("product", "He met VQ7.", "VQ7"),
    ("title before", "He met Mr Vantoria.", "Vantoria"),
    ("given name first", "He met Jessica Vantoria.", "Jessica Vantoria"),
    ("institution", "He met the Ministry of Works.", "Ministry of Works"),
    ("symbol", "He met ZORB.", "ZORB"),
    ("ticker behind", "Vantoria (LON: VNT) grew.", "Vantoria"),
    ("shares of X", "A stake in Vantoria was sold.", "Vantoria"),
    ("X shares", "They sold Vantoria stock.", "Vantoria"),
    ("X's shares", "They sold Vantoria’s shares.", "Vantoria"),
    ("X's business", "They like Vantoria's profits.", "Vantoria"),
    ("X's company", "They like Vantoria's Zorbex.", "Vantoria"),
    ("officer of X", "The chairman of Vantoria left.", "Vantoria"),
    ("X's officer", "They met Vantoria chief Ann Lee.", "Vantoria"),
    ("analyst at X", "A strategist at Vantoria left.", "Vantoria"),
    ("unit of X", "It is a unit of Vantoria.", "Vantoria"),
    ("bought X", "They acquired Vantoria.", "Vantoria"),
    ("the carmaker X", "They like the carmaker Vantoria.", "Vantoria"),
    ("X, the carmaker", "They like Vantoria, the carmaker.", "Vantoria"),
    ("X-owned", "They like Vantoria-owned shops.", "Vantoria"),
    ("X-based", "They like Vantoria-based shops.", "Vantoria"),
    ("X does", "Perhaps Vantoria acquired it.", "Vantoria"),
    ("well known", "He met Tower.", "Tower"),
    ("well known, inside a sentence", "Nobody knows why Tower hoards sand.", "Tower"),
    ("listed, inside a sentence", "Nobody knows why Kettle hoards tea.", "Kettle"),
    ("listed X acts", "Tower complained.", "Tower"),
    ("listed X acts", "Kettle awaits rain.", "Kettle"),
    ("listed X earns", "Harbour lost $3 million.", "Harbour"),
    ("according to listed X", "It grew, according to Harbour.", "Harbour"),
    ("round led by X", "The round was led by Vantoria.", "Vantoria"),
    ("listed X says of itself", "Perhaps Harbour said it would.", "Harbour"),
    ("listed X up N%", "They saw Harbour down 3%.", "Harbour"),
    ("at listed X", "At Harbour, sales fell.", "Harbour"),
    ("Land's listed X", "They met Brazil's Harbour.", "Harbour"),
    ("X does as firms do", "Ladder has quietly filed for bankruptcy.", "Ladder"),
    ("bought X for", "It is to buy Vantoria for about $3 million.", "Vantoria"),
    ("X declines to comment", "Perhaps Vantoria declined to comment.", "Vantoria"),
    ("X, which", "He met Harbour, which grew.", "Harbour"),
    ("X, up N%", "Perhaps Vantoria led the index, up 3%.", "Vantoria"),
    ("X N%", "Zorbex fell 3% and Vantoria 2%.", "Vantoria"),
    ("X unit", "It is a Vantoria subsidiary.", "Vantoria"),
    ("X data", "They like Vantoria data.", "Vantoria"),
    ("X says", "Perhaps Vantoria said so.", "Vantoria"),
    ("listed X says", "Perhaps Harbour said so.", "Harbour"),
    ("by X", "It came by Vantoria.", "Vantoria"),
    ("according to X", "It grew, according to Vantoria.", "Vantoria"),
    ("beside a company", "They like Zorbex and Vantoria.", "Vantoria"),
    ("short for a company", "Vantoria Quell Ltd grew. Vantoria fell.", "Vantoria"),
    ("in X", "They live in Vantoria.", "Vantoria"),
    ("the X", "They like the Vantoria.", "Vantoria"),
    ("a X", "Later a Vantoria opened.", "Vantoria"),
    ("said X", "It grew, said Vantoria.", "Vantoria"),
    ("X moves", "Perhaps Vantoria added nearly 9% then.", "Vantoria"),
    ("person of X", "They met Jessica Okoye of Vantoria.", "Vantoria"),
    ("short for words", "They like fair tea trading (FTT).", "FTT"),
    ("X index", "The Vantoria index fell.", "Vantoria"),
    ("after a possessive", "They like Zorbex's Vantoria.", "Vantoria"),
    ("role before", "They met analyst Vantoria.", "Vantoria"),
    ("role behind", "They met Vantoria, a lawyer.", "Vantoria"),
    ("surname of a person", "Jessica Vantoria left. Vantoria cried.", "Vantoria"),
    ("short for an institution", "The Vantoria Chess Association (VCA) met. The VCA ate.", "VCA"),
]


@pytest.mark.parametrize(("what", "text", "name"), EVIDENCE)
def test_evidence(small, what, text, name):
    seen = [dict(j.evidence) for j in small.explain(text) if text[j.start : j.end] == name]
    assert any(evidence.get(what) == WEIGHTS[what] for evidence in seen), seen


def test_every_weight_has_its_row():
    assert {what for what, _, _ in EVIDENCE} | {"model"} == WEIGHTS.keys()


def test_names_with_numbers_cost_the_same_however_many():
    """They are looked up, and not written into the pattern that finds runs, which a list of 100,000 would choke."""
    many = [Company(f"q{n}", f"Quell{n % 50}or Vantoria {n}") for n in range(3000)]
    few, large = CompanyRule(Universe(OWN)), CompanyRule(Universe([*OWN, *many]))
    assert large.pieces.runs.pattern == few.pieces.runs.pattern
    assert surfaces(large, "Shares of Quell7or Vantoria 57 rose.") == ["Quell7or Vantoria 57"]


def test_the_verdict_is_the_sum(rule):
    text = "Shares of Vantoria fell, said Mary Okafor of Lindqvist Fund Managers. The Fed and Qwen did not."
    judged = list(rule.explain(text))
    assert [text[j.start : j.end] for j in judged if j.stands] == ["Vantoria", "Lindqvist Fund Managers"]
    for j in judged:
        assert j.sum == pytest.approx(sum(weight for _, weight in j.evidence))
        assert j.stands == (j.sum >= STANDS)


def test_candidates_carry_their_evidence(small):
    (found,) = small.find("Shares of Vantoria were few.")
    assert found.rule == "company.evidence"
    assert dict(found.evidence) == {"one unknown word": -2.0, "shares of X": 3.5}
    (found,) = small.find("Zorbex fell.")
    assert found.rule == "company.listed"


SAME_ARTICLE = [
    # what is said in one place counts in the other
    ("The pump maker Vantoria grew. He likes Vantoria.", ["Vantoria", "Vantoria"]),
    ("Vantoria met him. He likes Vantoria.", []),
    ("Jessica Harbour left. Shares of her rose. Harbour slept.", []),
    ("He likes Harbour. A new Harbour shop opened.", []),
    ("He likes Harbour. Harbour's shares rose.", ["Harbour", "Harbour"]),
    ("Vantoria Shares Jump\n\nShares of Vantoria jumped.", ["Vantoria", "Vantoria"]),
    ("The Uganda Tea Association (UTA) met. UTA said so.", []),
]


@pytest.mark.parametrize(("text", "expected"), SAME_ARTICLE)
def test_evidence_counts_for_the_article(small, text, expected):
    assert surfaces(small, text) == expected


def test_a_model_is_evidence(small):
    text = "He likes vantoria, Quellmont and the Fed."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("vantoria", "Quellmont", "Fed")]
    assert surfaces(small, text) == []
    assert [text[c.start : c.end] for c in small.find(text, spans)] == ["vantoria", "Quellmont"]


def test_a_model_in_the_pipeline():
    """The ORG spans of an earlier component, here a ruler, reach the rule; alone they make nobody a company."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in ("Quellmont", "Fed")])
    nlp.add_pipe("newsx_company", config={"organisations": ["ORG"]})
    nlp.add_pipe("newsx_choice", config={"found_before": {"ORG": ""}})
    doc = nlp("He likes Quellmont and the Fed.")
    assert [(e.text, e.label, e.rule) for e in entities(doc)] == [("Quellmont", "COMPANY", "company.evidence")]


def test_a_trained_pipeline(tmp_path, newsx):
    """--model with a tiny entity recogniser, trained here to take the word behind "likes" for an organisation."""
    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("ner")
    recogniser.add_label("ORG")
    names = ("Quellmont", "Brandauer", "Tamboura", "Ostrava", "Kestrelhaven", "Vantoria")
    examples = [
        spacy.training.Example.from_dict(nlp.make_doc(f"He likes {n} now ."), {"entities": [(9, 9 + len(n), "ORG")]})
        for n in names
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "tiny")
    text = "He likes Quellmont now ."
    assert [e.text for e in nlp(text).ents] == ["Quellmont"]  # it has learnt that much
    assert newsx("extract", "-", stdin=text.encode()).records == []
    ran = newsx("extract", "--model", tmp_path / "tiny", "-", stdin=text.encode())
    assert ran.surfaces == [("COMPANY", "Quellmont")]


WORST = [
    "Aaa Bbb Ccc ",
    "AAA BBB ",
    "Bank of the West and ",
    "A.B. ",
    "Acme (Acme) ",
    "aB",
    "Ab&",
    "Ab-",
    "J. ",
    "Ab's ",
    "3M ",
]


@pytest.mark.parametrize("piece", WORST)
def test_linear(small, piece):
    assert in_proportion(lambda text: [*small.find(text)], piece * (200_000 // len(piece)))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABCabc .,'’&-()\n$19é Inc.Ltd", max_size=120))
def test_any_text(small, text):
    """Offsets lie in the text, in reading order, none overlapping; what stands is what explain says stands."""
    found = list(small.find(text))
    reach = 0
    for c in found:
        assert reach <= c.start < c.end <= len(text)
        reach = c.end
    assert [(c.start, c.end) for c in found] == [(j.start, j.end) for j in small.explain(text) if j.stands]


FOLDER = files("newsx").joinpath("data/words")


@pytest.mark.parametrize("name", Words.__dataclass_fields__)
def test_word_lists_are_sorted_and_sourced(name):
    entries = FOLDER.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert entries == sorted(set(entries))
    assert all(entry == entry.strip() and entry for entry in entries)
    sources = tomllib.loads(FOLDER.joinpath("words.toml").read_text(encoding="utf-8"))
    assert name in sources or re.search(rf"\b{name}\b", sources["hand"]["what"])


def test_no_word_list_is_left_over():
    listed = {path.name.removesuffix(".txt") for path in FOLDER.iterdir() if path.name.endswith(".txt")}
    assert listed == set(Words.__dataclass_fields__)
