"""The article in the terminal: marks where they belong, in any width, whatever the text tries."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsx.records import Document, Entity, TurnedDown
from newsx.writers import show
from newsx.writers.terminal import visible_lines
from story import ENTITIES, MOVE, TEXT

STORY = Document("story.txt", ENTITIES, (MOVE,), text=TEXT)


def shown(*documents, width=80, colour=False):
    return b"".join(show.write(documents, width=width, colour=colour)).decode()


def test_without_colours_hits_stand_in_brackets():
    assert shown(STORY) == (
        "story.txt\n"
        "COMPANY 3  TICKER 1  PERCENT 2  PRICE 1  MONEY 1\n"
        "\n"
        "▼ −4 %          Nokia                     share price  → 3.9 EUR\n"
        "\n"
        "[Nokia]¹ ([HEL:NOKIA]¹) fell [4%] to [€3.90].\n"
        "\n"
        "[Nokia]¹ will buy [Tarnbrook] for [$2bn], or [10%] of its cash.\n"
        "\n"
        "1 Nokia Oyj  NOKIA · XHEL\n"
    )


def test_with_colours_each_label_has_its_own():
    text = shown(STORY, colour=True)
    found = {surface: colour for colour, surface in re.findall(r"\x1b\[1;(\d+)m([^\x1b]+)\x1b\[0m", text)}
    colours = [found[s] for s in ("HEL:NOKIA", "4%", "€3.90", "Tarnbrook", "$2bn")]
    assert len(set(colours)) == 5
    assert found["Nokia"] == found["Tarnbrook"]
    assert "[Nokia]" not in text


def test_no_color_is_heeded(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(STORY, colour=True)
    assert "[Tarnbrook]" in text
    assert not re.search(r"\x1b\[[\d;]*3[0-7]m", text)


@pytest.mark.parametrize("width", [20, 33, 57, 80, 300])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_terminal_nor_than_one_reads(width, colour):
    long = TEXT + " The rest of the story goes on and on, as stories do on the last page. 株価は上がった。" * 9
    text = re.sub(
        r"\x1b\[[\d;]*m", "", shown(Document("a/" * 60, ENTITIES, (MOVE,), text=long), width=width, colour=colour)
    )
    assert max(map(cell_len, text.splitlines())) <= min(width, show.COLUMN)


def test_an_article_without_hits_still_shows():
    assert shown(Document("a", text="Rain is\n\nexpected.\n")) == "a\nnothing found\n\nRain is\n\nexpected.\n"
    assert shown(Document("a")) == "a\nnothing found\n\n"


def test_a_paragraph_a_line_is_set_apart():
    text = "Head\n" + "A long paragraph. " * 10 + "\nAnother."
    assert shown(Document("a", text=text)).splitlines()[3:5] == ["Head", ""]
    assert shown(Document("a", text="one\ntwo")).splitlines()[3:] == ["one", "two"]


def test_several_articles_are_set_apart():
    assert shown(Document("a", text="x"), Document("b", text="y"), width=20).splitlines()[4:7] == ["", "─" * 20, ""]


def test_why_and_why_not():
    found = Entity(0, 5, "Nokia", "COMPANY", rule="company.listed", evidence=(("listed", 9.0), ("X does", 1.5)))
    again = Entity(36, 41, "Nokia", "COMPANY", rule="company.listed", evidence=found.evidence)
    not_so = TurnedDown(
        55, 64, "Tarnbrook", "COMPANY", "company.evidence", "adds up to −2", (("one unknown word", -2.0),)
    )
    written = shown(Document("a", (found, again), text=TEXT, turned_down=(not_so,)))
    assert written[written.index("Found") :] == (
        "Found\n"
        "COMPANY  Nokia ×2  company.listed\n"
        "         listed +9, X does +1.5\n"
        "\n"
        "Turned down\n"
        "COMPANY  Tarnbrook  adds up to −2\n"
        "         one unknown word −2\n"
    )


HOSTILE = [
    ("colours", "\x1b[31mNokia\x1b[0m", "␛[31m[Nokia]␛[0m"),
    ("the window's title", "\x1b]0;gone\x07Nokia", "␛]0;gone␇[Nokia]"),
    ("C1 controls", "\x9b2JNokia", "\\u009b2J[Nokia]"),
    ("back to the line's beginning", "Nokia\rJohn", "[Nokia]␍John"),
    ("letters rubbed out", "Nok\x08\x08ia Nokia", "Nok␈␈ia [Nokia]"),
    ("letters from right to left", "\u202eNokia\u202c", "\\u202e[Nokia]\\u202c"),
    ("isolates", "\u2067Nokia\u2069", "\\u2067[Nokia]\\u2069"),
    ("zero-width blanks", "a\u200b\u200b \ufeffNokia\u200b.", "a [Nokia]."),
    ("Hebrew before it", "נוקיה Nokia עלתה", "נוקיה [Nokia] עלתה"),
    ("a flag and a family", "🇫🇮👨‍👩‍👧 Nokia", "🇫🇮👨‍👩‍👧 [Nokia]"),
    ("rich's markup", "[red]Nokia[/red]", "[red][Nokia][/red]"),
    ("half a pair", "\ud83dNokia", "\\ud83d[Nokia]"),
]


@pytest.mark.parametrize(("why", "text", "expected"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_text_is_shown_and_not_obeyed(why, text, expected):
    found = Entity(text.rindex("Nokia"), text.rindex("Nokia") + 5, "Nokia", "COMPANY", rule="x")
    assert shown(Document("a", (found,), text=text)).split("\n\n")[1].strip() == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 9), st.integers(20, 90))
def test_whatever_stands_there_only_our_own_escapes_reach_the_terminal(text, start, length, width):
    surface = text[start : start + length]
    found = (Entity(start, start + len(surface), surface, "MONEY", rule="x"),) if surface else ()
    written = shown(Document(text, found, text=text), width=width, colour=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    assert not re.search(r"\x1b(?!\[[\d;]*m)", written)


@given(st.text(max_size=40))
def test_lines_stay_lines(text):
    assert visible_lines(text).count("\n") == text.count("\n")
