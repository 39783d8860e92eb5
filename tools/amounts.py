"""Make docs/amounts.md from the table that the tests hold: tests/amounts.toml.

python tools/amounts.py            # write it
python tools/amounts.py --check    # exit 1 when it is not what would be written
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "amounts.toml"
TARGET = ROOT / "docs" / "amounts.md"

HEAD = """\
# How newsx reads amounts

Every line is a row of the tests (`tests/amounts.toml`); `tools/amounts.py` makes this page from them.

- A percentage is given in percent, whatever it is written in: 25 basis points are 0.25. `change` is signed, and only
  there when the sentence says which way.
- A sum is given in full units and in exact decimals, its currency as ISO 4217. `assumed` says that a sign which
  several currencies share (`$`, `¥`, `kr`) was not made clear by the article; `dollar` in the settings says what a bare
  dollar then is.
- `low..high` is a range: one written unit, one range. Two written units are two amounts.
"""


def cell(text: str) -> str:
    return text.replace("|", "\\\\|")


def render() -> str:
    """The page, from the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    page = [HEAD]
    for form in table["form"]:
        page.append(f"\n## {form['title']}\n\n| sentence | found | read as |\n|---|---|---|\n")
        for text, *finds in form["rows"]:
            for i, find in enumerate(finds):
                span, _, worth = find.partition(" = ")
                page.append(f"| {cell(text) if not i else ''} | `{cell(span)}` | {worth} |\n")
    for part in table["alone"]:
        page.append(f"\n## {part['title']}\n\n| sentence | why |\n|---|---|\n")
        page += [f"| {cell(text)} | {why} |\n" for why, text in part["rows"]]
    return "".join(page)


def main() -> int:
    page = render()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != page:
            print("docs/amounts.md is not what tools/amounts.py makes of tests/amounts.toml", file=sys.stderr)
            return 1
        return 0
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
