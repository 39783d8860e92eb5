"""Make src/newsx/data/currencies.csv: ISO 4217 (iso4217), English names (CLDR, by babel) and our own news words.

python tools/currencies.py            # needs: pip install iso4217 babel
python tools/currencies.py --check    # exit 1 when the file is not what would be written
"""

import csv
import io
import sys
import tomllib
from pathlib import Path

from babel import Locale
from iso4217 import Currency

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "newsx" / "data" / "currencies.csv"
COLUMNS = ("code", "name", "digits", "status", "signs", "letters", "names", "words", "minor", "places")
NO_MONEY = {"XXX", "XTS", "XBA", "XBB", "XBC", "XBD", "XUA", "XSU", "XAD"} | {"BOV", "CHE", "CHW", "CLF", "COU", "MXV"}
NO_MONEY |= {"USN", "UYI", "UYW", "XAU", "XAG", "XPT", "XPD", "XDR", "VED"}  # metals, funds, units of account


INVARIANT = {
    "yen",
    "yuan",
    "renminbi",
    "won",
    "baht",
    "pence",
    "fen",
    "sen",
    "lei",
    "reais",
    "quid",
    "kuai",
    "paise",
    "öre",
}
INVARIANT |= {
    "øre",
    "usd",
    "eur",
    "gbp",
    "rmb",
    "cad",
    "fils",
    "kronor",
    "kroner",
    "kronur",
    "korun",
    "koruny",
    "agorot",
}
INVARIANT |= {"rappen", "satang", "leva", "lire", "zlotych", "nuevo sol", "pound sterling"}


def plural(word: str) -> str:
    """The regular plural, for words that have one."""
    return word if word.endswith("s") or word in INVARIANT else word + "s"


def unique(forms: list[str]) -> str:
    return "|".join(dict.fromkeys(forms))


def rows() -> list[dict[str, str]]:
    """One row a currency, by code."""
    own = tomllib.loads((HERE / "currencies.toml").read_text(encoding="utf-8"))
    english = Locale("en")
    plurals = english._data["currency_names_plural"]
    iso = {c.code.upper(): c for c in Currency}
    current = {code: "current" for code in iso if code not in NO_MONEY}
    wanted = current | dict.fromkeys(own["past"]["codes"], "past") | dict.fromkeys(own["crypto"], "crypto")
    table = []
    for code, status in sorted(wanted.items()):
        ours = own.get(code, {})
        symbol = english.currency_symbols.get(code, "")
        signs = ours.get("signs", []) + (
            [symbol] if len(symbol) > 1 and not symbol.isalnum() and " " not in symbol else []
        )
        cldr = plurals.get(code, {})
        names = [n.replace(" & ", " and ") for n in (cldr.get("one"), cldr.get("other")) if n and " " in n]
        names += [form for n in ours.get("names", []) for form in (n, plural(n))]
        words = [form for w in ours.get("words", []) for form in (w, plural(w))]
        minor = [form for w in ours.get("minor", []) for form in ((w, plural(w)) if len(w) > 2 else (w,))]
        digits = iso[code].exponent if code in iso else 8 if status == "crypto" else 2
        table.append(
            {
                "code": code,
                "name": own["crypto"].get(code) or english.currencies.get(code) or iso[code].currency_name,
                "digits": str(digits),
                "status": status + ("-weak" if code in own["code"]["weak"] else ""),
                "signs": unique([s for s in signs if not s.isalpha()]),
                "letters": unique(ours.get("letters", [])),
                "names": unique([n.lower() for n in names]),
                "words": unique([w.lower() for w in words]),
                "minor": unique(minor),
                "places": unique(ours.get("places", [])),
            }
        )
    return table


def render() -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue()


def shared() -> str:
    own = tomllib.loads((HERE / "currencies.toml").read_text(encoding="utf-8"))
    lines = [f"{written},{code}\n" for written, code in sorted(own["shared"].items())]
    return "written,default\n" + "".join(lines)


def main() -> int:
    files = {TARGET: render(), TARGET.with_name("currencies_shared.csv"): shared()}
    if "--check" in sys.argv:
        stale = [path.name for path, text in files.items() if path.read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"{name} is not what tools/currencies.py makes", file=sys.stderr)
        return bool(stale)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
