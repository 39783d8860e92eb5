"""What tools/docs.py makes as a whole is what it would make now: pages from the help and the schema, pictures."""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from newsx import records
from newsx.cli.app import app

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made(docs):
    return docs.made()


COMMANDS = sorted(get_command(app).commands)


def test_every_command_has_its_page_and_no_page_is_left_over(made):
    pages = {path.name for path in (ROOT / "docs/commands").glob("*.md")}
    assert pages == {Path(name).name for name in made if name.startswith("docs/commands/")}
    assert {f"{name}.md" for name in COMMANDS} <= pages


@pytest.mark.parametrize(
    "name", ["docs/fields.md", "docs/commands/README.md", *(f"docs/commands/{c}.md" for c in COMMANDS)]
)
def test_pages_say_what_the_help_and_the_schema_say(made, name):
    assert (ROOT / name).read_text() == made[name], "make docs writes it anew"


def test_pages_of_subcommands_say_what_the_help_says(made):
    for name in (n for n in made if n.startswith("docs/commands/companies-")):
        assert (ROOT / name).read_text() == made[name], "make docs writes it anew"


def letters(picture):
    """What is to be read in an SVG of rich, line by line; how it is drawn depends on the version of rich."""
    lines = {}
    for y, text in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>([^<]*)</text>', picture):
        lines[float(y)] = lines.get(float(y), "") + html.unescape(text).replace("\xa0", " ")
    return [lines[y].rstrip() for y in sorted(lines)]


@pytest.mark.parametrize("name", ["docs/pictures/show.svg", "docs/pictures/table.svg"])
def test_pictures_show_what_comes_out(made, name):
    drawn = (ROOT / name).read_text()
    assert letters(drawn) == letters(made[name]), "make docs draws it anew"
    assert any("Alibaba" in line for line in letters(drawn))
    assert not re.search(r"url\(.?http|@import|<script|href=", drawn)


def test_every_field_is_on_the_page_of_fields(made):
    shown = set(re.findall(r"^\| `(\w+)` \|", made["docs/fields.md"], re.MULTILINE))
    assert {*records.FIELDS, *records.CHANGE_FIELDS} - {"label"} <= shown


def helps():
    for name, command in get_command(app).commands.items():
        yield name, command.help
        for part, below in getattr(command, "commands", {}).items():
            yield f"{name} {part}", below.help


@pytest.mark.parametrize(("name", "text"), list(helps()), ids=[name for name, _ in helps()])
def test_every_help_has_an_example_of_the_command_and_its_exit_codes(name, text):
    assert f"newsx {name.split()[0]}" in text
    assert "Exit codes: 0" in text
    assert "\b\n" in text


@pytest.mark.parametrize(
    ("shell", "typed", "offered"),
    [
        ("bash", "newsx sh", "show"),
        ("zsh", "newsx extract --form", "--format"),
        ("fish", "newsx extract --format pro", "prodigy"),
    ],
)
def test_the_shell_completes(shell, typed, offered):
    told = {"_NEWSX_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        told |= {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    else:
        told |= {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    program = "import sys; sys.argv = ['newsx']; from newsx.cli.app import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    assert offered in ran.stdout, ran.stderr
