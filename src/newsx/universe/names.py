"""What a company may be called: legal name -> short names, and the form in which two spellings are the same."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

# Legal forms that end a name, by the letters alone: dots, commas and case do not count. From cleanco's terms
# (by country) and the forms that exchanges and the SEC write.
LEGAL = frozenset(
    re.findall(
        r"\w+",
        """
    inc incorporated corp corporation co company companies ltd limited ltda plc llc llp lllp lp ulc pllc pbc
    ag kgaa kg gmbh se sa sas sarl sca scs spa srl nv bv cv ab asa as aps oyj oy hf ehf
    kk gk yk bhd sdn berhad tbk pte pty pvt pcl jsc pjsc cjsc ojsc oao pao ooo zao ad dd doo nyrt zrt rt kft
    sae saog saoc psc qpsc qsc kscp ksc bsc sab sapi sapib sgps saa eirl gp nl tap
    """,
    )
)
# Forms of several words, or that look like words: matched whole at the end of a name.
LEGAL_PHRASE = re.compile(
    r"""[ ,]+(?:
        (?:&|and)[ ]co(?:mpany|mpanies|s)?\.?(?:,?[ ](?:inc|ltd|llc|lp|kg|kgaa|plc)\.?)?
      | s\.?[ ]?a\.?[ ]?b?\.?(?:[ ]p\.?[ ]?i\.?)?[ ]de[ ]c\.?[ ]?v\.?
      | s[ ]p[ ]a | s[ ]a | n[ ]v | p[ ]l[ ]c | l[ ]p | l[ ]l[ ]c | a[ ]s | a[ ]g | a/s | a\.?ş\.? | b[ ]v | s[ ]e
      | sp\.?[ ]z[ ]?\.?o\.?[ ]?o\.? | de[ ]c\.?v\.? | limited[ ]partnership | co\.?,?[ ]ltd\.?
      | (?:public[ ])?limited[ ]company | public[ ]company | (?:public[ ])?joint[ -]stock[ ]company
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
LEGAL_FRONT = re.compile(r"^(?:PT|PJSC|JSC|OAO|PAO|AB|AO|A/S|Koninklijke DSM)[ ](?=\w)")
# Words that a house adds to its name and news leaves out.
GENERIC = frozenset({"holding", "holdings", "group", "grp"})
CUT = re.compile(r"[^\w&+]+")
SIGNS = {ord(c): " " for c in map(chr, range(128)) if not c.isalnum() and c not in "_+"} | {
    ord("'"): None,
    ord("’"): None,
}
# What the last word of a form of several words may be, dots aside; to try them all takes its time.
PHRASE_ENDS = frozenset(
    re.findall(r"\S+", "co company companies cos inc ltd lp llc kg kgaa plc cv a v c p g s e o oo a/s aş partnership")
)


def plain(text: str) -> str:
    """Without accents: "Nestlé" -> "Nestle"."""
    if text.isascii():
        return text
    text = text.translate(
        {0xF8: "o", 0xD8: "O", 0xDF: "ss", 0x142: "l", 0x141: "L", 0x131: "i", 0xE6: "ae", 0xC6: "Ae"}
    )
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fold(name: str) -> str:
    """The form in which two spellings of one name are the same.

    >>> fold("Nestlé"), fold("J.P. Morgan"), fold("Procter and Gamble"), fold("The Coca-Cola")
    ('nestle', 'jpmorgan', 'proctergamble', 'cocacola')
    """
    text = (name if name.isascii() else plain(name)).lower().translate(SIGNS)
    words = (text if text.isascii() else CUT.sub(" ", text)).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return "".join([w for w in words if w != "and"] if "and" in words else words) or "".join(words)


def key(name: str) -> str:
    """fold() of the name without its legal form: the same for "TENCENT HOLDINGS LTD" and "Tencent Holdings Limited"."""
    return fold(without_legal(name))


def without_legal(name: str) -> str:
    """The name without its legal form, or as it stands when nothing else would be left.

    >>> without_legal("Alibaba Group Holding Ltd."), without_legal("JPMorgan Chase & Co."), without_legal("Tesla, Inc.")
    ('Alibaba Group Holding', 'JPMorgan Chase', 'Tesla')
    """
    short = LEGAL_FRONT.sub("", name.strip())
    while True:
        cut = short
        if short.rpartition(" ")[2].replace(".", "").lower() in PHRASE_ENDS or short.endswith((".", "ş")):
            cut = LEGAL_PHRASE.sub("", short).rstrip(" ,")
        head, _, last = cut.rpartition(" ")
        if (
            head
            and last.replace(".", "").rstrip(",").lower() in LEGAL
            and not head.endswith((" of", " the", " &", " and"))
        ):
            cut = head.rstrip(" ,")
        if cut == short or not cut or fold(cut) in ("", "the"):
            return short
        short = cut


def short_names(name: str) -> list[str]:
    """Shorter and other ways to write the name, the longest first; the name itself is not among them.

    >>> short_names("Alibaba Group Holding Limited")
    ['Alibaba Group Holding', 'Alibaba Group', 'Alibaba']
    >>> short_names("The Procter & Gamble Company")  # doctest: +NORMALIZE_WHITESPACE
    ['Procter & Gamble Company', 'The Procter & Gamble', 'Procter & Gamble',
     'Procter and Gamble Company', 'The Procter and Gamble', 'Procter and Gamble']
    """
    forms = [name]
    if name.startswith("The "):
        forms.append(name[4:])
    short = without_legal(name)
    while short not in forms[2 if name.startswith("The ") else 1 :]:
        forms.append(short)
        if short.startswith("The "):
            forms.append(short[4:])
        head, _, last = short.rpartition(" ")
        if last.lower() not in GENERIC or not head or head in ("The", "A") or head.endswith((" of", " &", " and")):
            break
        short = head.rstrip(" ,")
    for form in list(forms[1:]):
        forms.extend(_spellings(form))
    seen = {name}
    return [f for f in forms if len(f) > 1 and not (f in seen or seen.add(f))]  # type: ignore[func-returns-value]


def _spellings(form: str) -> Iterator[str]:
    if " & " in form:
        yield form.replace(" & ", " and ")
    if (bare := plain(form)) != form:
        yield bare
    if m := re.match(r"(?:[A-Z]\.[ ]?){2,}(?=[A-Z ])", form):  # J.P. Morgan, J. P. Morgan, JP Morgan, JPMorgan
        letters, rest = re.sub(r"[. ]", "", m[0]), form[m.end() :].lstrip()
        yield f"{letters} {rest}"
        yield ".".join(letters) + ". " + rest
    if m := re.match(r"(.{3,})\.com$", form):
        yield m[1]


# How registers shout, and how a company writes it: only for names that come in capitals.
WRITTEN = {
    "inc": "Inc.", "incorporated": "Incorporated", "corp": "Corporation", "corporation": "Corporation",
    "co": "Company", "cos": "Companies", "ltd": "Limited", "limited": "Limited", "plc": "plc", "llc": "LLC",
    "lp": "L.P.", "sa": "S.A.", "nv": "N.V.", "ag": "AG", "se": "SE", "spa": "S.p.A.", "asa": "ASA", "ab": "AB",
    "gmbh": "GmbH", "kgaa": "KGaA", "oyj": "Oyj", "bv": "B.V.", "as": "A/S", "kk": "K.K.", "tbk": "Tbk",
    "sab": "S.A.B.", "cv": "C.V.",
}  # fmt: skip
SMALL = frozenset(re.findall(r"\w+", "of and the for de du des del la le in on at to y e und von der di da do dos van"))
REGISTER_TAIL = re.compile(
    r"[ ,]*(?:[/\\][ ]*(?:[A-Z]{2,4}|NEW|ADR|ADS|WI|THE)?[ ]*[/\\]?|[ ]\((?:ADR|ADS|THE)\))$", re.IGNORECASE
)
SPELT = re.compile(r"\b(?:P L C|L L C|S A B|[SN] [AV]|L P|A G|S E|A S|B V|K K|C V|N A)$")
ROMAN = re.compile(r"(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIV|XV|XX)$")


def casing(names: Iterable[str]) -> dict[str, str]:
    """How names in mixed case write a word: {"nvidia": "NVIDIA", "motor": "Motor"}; the commonest way wins."""
    counts: dict[str, dict[str, int]] = {}
    for name in names:
        if _shouts(name):
            continue
        for word in re.findall(r"[^\W_]+(?:['’&][^\W_]+)*", name):
            ways = counts.setdefault(word.lower(), {})
            ways[word] = ways.get(word, 0) + 1
    return {word: max(sorted(ways), key=ways.__getitem__) for word, ways in counts.items()}


def tidy(name: str, known: Mapping[str, str]) -> str:
    """A name as public registers have it -> as the company writes it, as far as can be told.

    >>> tidy("ALIBABA GROUP HOLDING LTD", {})
    'Alibaba Group Holding Limited'
    >>> tidy("AMAZON COM INC", {}), tidy("FORD MOTOR CO", {}), tidy("BAE SYSTEMS PLC /FI/", {"bae": "BAE"})
    ('Amazon.com, Inc.', 'Ford Motor Company', 'BAE Systems plc')

    known: as casing() gives it.
    """
    name = " ".join(REGISTER_TAIL.sub("", name).replace("’", "'").split())
    if not _shouts(name):
        return name
    name = SPELT.sub(lambda m: m[0].replace(" ", ""), name)
    name = re.sub(r"\b([A-Z]) ([A-Z])(?= [A-Z]{2})", r"\1.\2.", name)  # J M SMUCKER
    words = name.split(" ")
    out = []
    for i, word in enumerate(words):
        bare = CUT.sub("", word).lower()
        if i and bare in WRITTEN and all(CUT.sub("", w).lower() in LEGAL | {"de"} for w in words[i:]):
            out.append(WRITTEN[bare])
        elif i and bare in SMALL and i < len(words) - 1:
            out.append(word.lower())
        else:
            out.append("-".join(_cased(part, known) for part in word.split("-")))
    text = " ".join(out).rstrip(",")
    text = re.sub(r"(?i) com(?=$|,? Inc| Corp| Ltd| Limited| Comp)", ".com", text)
    text = re.sub(r",? (?:Company|Corporation),? Limited$", " Co., Ltd.", text)
    return re.sub(r"(?<!,) Inc\.$", ", Inc.", text)


def _shouts(name: str) -> bool:
    short = without_legal(name)
    words: list[str] = re.findall(r"[^\W\d_]{4,}", short) or re.findall(r"[^\W\d_]{2,}", short) or [name]
    return sum(map(str.isupper, words)) * 2 > len(words)


def _cased(word: str, known: Mapping[str, str]) -> str:
    bare = word.strip(".,()!")
    low = bare.lower()
    if not bare:
        return word
    if "." in bare or "&" in bare or any(c.isdigit() for c in bare) or ROMAN.match(bare):
        new = known.get(low, bare)
    elif low in known:
        new = known[low]
    elif len(bare) > 1 and (len(bare) <= 3 or not re.search("[aeiouy]", low)):
        new = bare  # an acronym, as far as anybody can tell
    elif low.startswith("mc") and len(low) > 4:
        new = "Mc" + low[2:].capitalize()
    else:
        new = low.capitalize()
    return word.replace(bare, new)
