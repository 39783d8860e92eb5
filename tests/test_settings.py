"""Settings: found upward, read with care; every slip is one line that names the file."""

import os
import sys
from pathlib import Path

import pytest

from newsx import extract, settings
from newsx.errors import SettingsError
from newsx.settings import Settings


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_without_a_file(here):
    assert settings.find() is None
    assert settings.load() == Settings()


def test_everything_that_can_be_set(here):
    (here / "lists").mkdir()
    (here / "lists/own.csv").write_text("name\n")
    (here / "rules.jsonl").write_text("")
    (here / "newsx.toml").write_text(
        """
        companies = ["lists/own.csv"]
        rules = ["rules.jsonl"]
        ignore = ["Reuters", "ET"]
        labels = ["ticker", "PRODUCT"]
        dollar = "aud"
        model = "en_core_web_sm"
        explain = true
        """
    )
    assert settings.load() == Settings(
        companies=(here / "lists/own.csv",),
        rules=(here / "rules.jsonl",),
        ignore=("Reuters", "ET"),
        labels=("TICKER", "PRODUCT"),
        dollar="AUD",
        model="en_core_web_sm",
        explain=True,
    )


def test_the_nearest_file_upward_counts(here, monkeypatch):
    deep = here / "a/b/c"
    deep.mkdir(parents=True)
    (here / "newsx.toml").write_text('dollar = "CAD"')
    (here / "a/pyproject.toml").write_text('[tool.newsx]\ndollar = "SGD"')
    (here / "a/b/pyproject.toml").write_text("[tool.other]\nx = 1")  # not ours: look on
    monkeypatch.chdir(deep)
    assert settings.find() == here / "a/pyproject.toml"
    assert settings.load().dollar == "SGD"
    (here / "a/newsx.toml").write_text('dollar = "HKD"')  # in one folder, newsx.toml comes first
    assert settings.load().dollar == "HKD"


def test_a_file_that_is_named(here):
    (here / "newsx.toml").write_text('dollar = "CAD"')
    (here / "other.toml").write_text('dollar = "SGD"')
    (here / "sub").mkdir()
    (here / "sub/pyproject.toml").write_text('[tool.newsx]\ndollar = "NZD"')
    assert settings.load(Path("other.toml")).dollar == "SGD"
    assert settings.load(Path("sub/pyproject.toml")).dollar == "NZD"


def test_paths_are_relative_to_the_file(here):
    (here / "sub").mkdir()
    (here / "sub/own.csv").write_text("name\n")
    (here / "sub/newsx.toml").write_text('companies = ["own.csv"]')
    assert settings.load(Path("sub/newsx.toml")).companies == (Path("sub/own.csv"),)


def test_options_add_files_and_win_otherwise(here):
    for name in ("a.csv", "b.csv"):
        (here / name).write_text("name\n")
    (here / "newsx.toml").write_text('companies = ["a.csv"]\nlabels = ["MONEY"]\ndollar = "CAD"')
    found = settings.load(options={"companies": ["b.csv"], "labels": ["percent"]})
    assert [path.name for path in found.companies] == ["a.csv", "b.csv"]
    assert (found.labels, found.dollar) == (("PERCENT",), "CAD")


# why, newsx.toml, what is said
SLIPS = [
    ("nested without end", "ignore = " + "[" * 5000, "newsx.toml: nested too deeply."),
    ("a number without end", f"dollar = {'9' * 5000}", "newsx.toml: a number of more than 4,300 digits."),
    ("an empty path", '[check]\nsource = [""]', 'newsx.toml: check: source should name a file, found "".'),
    ("a NUL in a path", 'companies = ["a\\u0000"]', "newsx.toml: companies should name a file, found a NUL in it."),
    (
        "nobody's home",
        '[check]\ngold = "~nobody-here/a"',
        'newsx.toml: check: gold names "~nobody-here/a", and nobody knows where that home is.',
    ),
    (
        "a path that is too long",
        f'rules = ["{"a" * 300}"]',
        f"newsx.toml: rules names {'a' * 300}, which cannot be read: file name too long.",
    ),
    (
        "a bound that is too large",
        f"[[expect]]\nbetween = [0, {10**400}]",
        "newsx.toml: expect 1: between should be a list of two numbers, found one that is too large.",
    ),
    (
        "a pattern that is too large",
        f"[[expect]]\npattern = 'a{{{10**30}}}'",
        "newsx.toml: expect 1: pattern should be a regular expression, found one that is too large: "
        "the repetition number is too large.",
    ),
    ("misspelt", 'lables = ["TICKER"]', 'newsx.toml: no setting is called "lables". Did you mean "labels"?'),
    (
        "far from any",
        "colour = true",
        'newsx.toml: no setting is called "colour". '
        "There are: companies, rules, ignore, labels, dollar, model, explain, changes, check, expect.",
    ),
    ("a table of no use", "[dollars]", 'newsx.toml: no setting is called "dollars". Did you mean "dollar"?'),
    (
        "a string for a list",
        'labels = "TICKER"',
        "newsx.toml: labels should be a list of strings, found a string.",
    ),
    (
        "a number in a list",
        'ignore = ["A", 1]',
        "newsx.toml: ignore should be a list of strings, found a number in it.",
    ),
    ("a number for a string", "model = 3", "newsx.toml: model should be a string, found a number."),
    ("a model of no name", 'model = ""', 'newsx.toml: model should name a spaCy pipeline, found "".'),
    ("a date", "model = 2026-01-01", "newsx.toml: model should be a string, found a date."),
    ("a string for a flag", 'explain = "yes"', "newsx.toml: explain should be true or false, found a string."),
    (
        "no currency",
        'dollar = "US dollar"',
        'newsx.toml: dollar should be an ISO 4217 code such as USD or AUD, found "US dollar".',
    ),
    (
        "a code of nobody",
        'dollar = "foo"',
        'newsx.toml: dollar should be an ISO 4217 code such as USD or AUD, found "foo".',
    ),
    (
        "a code of nobody, of many",
        '[[expect]]\ncurrencies = ["EUR", "US"]',
        'newsx.toml: expect 1: currencies should be an ISO 4217 code such as USD or AUD, found "US".',
    ),
    (
        "no currency at all",
        'dollar = "XXX"',
        'newsx.toml: dollar should be an ISO 4217 code such as USD or AUD, found "XXX".',
    ),
    ("no such label", 'labels = ["TICKERS"]', 'newsx.toml: no label is called "TICKERS". Did you mean "TICKER"?'),
    (
        "nothing like a label",
        'labels = ["xyz"]',
        'newsx.toml: no label is called "XYZ". There are: COMPANY, TICKER, PERCENT, PRICE, MONEY, SECURITY_ID.',
    ),
    ("a device for a list", 'companies = ["/dev/null"]', "newsx.toml: companies names /dev/null, which is no file."),
    (
        "a list that is not there",
        'companies = ["gone.csv"]',
        "newsx.toml: companies names gone.csv, which is not there.",
    ),
    ("a folder", 'rules = ["."]', "newsx.toml: rules names ., which is a folder."),
    (
        "check: misspelt",
        "[check]\ngolden = 'a'",
        'newsx.toml: check: no setting is called "golden". Did you mean "gold"?',
    ),
    (
        "expect: misspelt",
        "[[expect]]\nat_least = 1\n[[expect]]\natleast = 1",
        'newsx.toml: expect 2: no setting is called "atleast". Did you mean "at_least"?',
    ),
    (
        "expect: nothing",
        "[[expect]]\nlabel = 'MONEY'",
        "newsx.toml: expect 1: expects nothing. Add present, at_least, at_most, exactly, between, currencies, "
        "linked_at_least or unknown_at_most.",
    ),
    (
        "expect: one table",
        "[expect]\nat_least = 1",
        "newsx.toml: expect should be tables, each with [[expect]] above it, found a table.",
    ),
    (
        "expect: negative",
        "[[expect]]\nat_most = -1",
        "newsx.toml: expect 1: at_most should be a whole number from 0 up, found -1.",
    ),
    (
        "expect: band",
        "[[expect]]\nbetween = [5, -5]",
        "newsx.toml: expect 1: between should have the lower number first, found [5, -5].",
    ),
    (
        "expect: pattern",
        "[[expect]]\npresent = true\npattern = '('",
        'newsx.toml: expect 1: pattern should be a regular expression, found "(": '
        "missing ), unterminated subpattern at position 0.",
    ),
    (
        "expect: currency",
        "[[expect]]\ncurrencies = ['dollar']",
        'newsx.toml: expect 1: currencies should be an ISO 4217 code such as USD or AUD, found "dollar".',
    ),
    (
        "expect: severity",
        "[[expect]]\nat_least = 1\nseverity = 'fatal'",
        'newsx.toml: expect 1: severity should be "error" or "warning", found "fatal".',
    ),
    ("check: share", "[check]\nmin_f1 = 95", "newsx.toml: check: min_f1 should be a share from 0 to 1, found 95."),
    ("no TOML", "labels = [", "newsx.toml: not TOML: Invalid value (at end of document)."),
]


@pytest.mark.parametrize(("why", "toml", "says"), SLIPS, ids=[row[0] for row in SLIPS])
def test_slips(here, why, toml, says):
    (here / "newsx.toml").write_text(toml)
    with pytest.raises(SettingsError) as slip:
        settings.load(Path("newsx.toml"))
    assert str(slip.value) == says


def test_a_slip_in_the_file_that_was_found_names_all_of_its_path(here):
    (here / "newsx.toml").write_text("x = 1")
    with pytest.raises(SettingsError, match=f"^{here}/newsx.toml: no setting"):
        settings.load()


def test_a_slip_in_an_option_names_no_file(here):
    with pytest.raises(SettingsError) as slip:
        settings.load(options={"companies": ["gone.csv"]})
    assert str(slip.value) == "companies names gone.csv, which is not there."


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are UTF-8 here")
def test_a_list_whose_name_is_not_utf8(here):
    name = os.fsdecode(b"\xff.csv")
    (here / name).write_text("name\n")
    with pytest.raises(SettingsError, match="whose name is not UTF-8; rename it"):
        settings.load(options={"companies": [name]})


def test_files_that_cannot_be_read(here):
    (here / "latin.toml").write_bytes(b'model = "\xe9"')
    for name, says in [
        ("gone.toml", "gone.toml: cannot be read: no such file or directory."),
        ("latin.toml", "latin.toml: not UTF-8 at byte 9."),
        (".", ".: cannot be read: is a directory."),
    ]:
        with pytest.raises(SettingsError) as slip:
            settings.load(Path(name))
        assert str(slip.value) == says


def test_tool_newsx_that_is_no_table(here):
    (here / "pyproject.toml").write_text("[tool]\nnewsx = 1")
    with pytest.raises(SettingsError, match=r"tool\.newsx should be a table, found a number\.$"):
        settings.load()


def test_from_plain_values():
    assert settings.of({"labels": ["money"], "dollar": "CAD"}) == Settings(labels=("MONEY",), dollar="CAD")
    with pytest.raises(SettingsError, match=r'^no setting is called "label"\. Did you mean "labels"'):
        settings.of({"label": ["money"]})


TYPES = [  # what somebody writes in Python, what is said
    ({"companies": "own.csv"}, "companies should be a list of paths, found a string."),
    ({"companies": Path("own.csv")}, "companies should be a list of paths, found a PosixPath."),
    ({"rules": [5]}, "rules should be a list of paths, found a number in it."),
    ({"rules": None}, "rules should be a list of paths, found a NoneType."),
    ({"labels": "TICKER"}, "labels should be a list of strings, found a string."),
    ({"ignore": [5]}, "ignore should be a list of strings, found a number in it."),
    ({"dollar": 5}, "dollar should be a string, found a number."),
    ({"dollar": "foo"}, 'dollar should be an ISO 4217 code such as USD or AUD, found "foo".'),
    ({"model": ["a"]}, "model should be a string, found a list."),
    ({"explain": "yes"}, "explain should be true or false, found a string."),
    ({"changes": 1}, "changes should be true or false, found a number."),
]


@pytest.mark.parametrize(("given", "says"), TYPES, ids=[f"{k}={v}" for row in TYPES for k, v in row[0].items()])
def test_types_in_python(given, says):
    with pytest.raises(SettingsError) as error:
        Settings(**given)
    assert str(error.value) == says


def test_lists_and_names_of_files_in_python():
    found = Settings(companies=["own.csv"], rules=["a.jsonl", Path("b.jsonl")], labels=["ticker"], dollar="cad")
    assert (found.companies, found.rules) == ((Path("own.csv"),), (Path("a.jsonl"), Path("b.jsonl")))
    assert (found.labels, found.dollar) == (("TICKER",), "CAD")
    assert hash(found) == hash(settings.replace(found))


def test_labels_that_nothing_finds_in_python():
    with pytest.raises(SettingsError) as error:
        extract("Alibaba rose 5%.", Settings(labels=["TICKERS"]))
    assert str(error.value) == 'no label is called "TICKERS". Did you mean "TICKER"?'


@pytest.mark.parametrize(("text", "found"), [(None, "NoneType"), (b"BABA rose 5%.", "bytes"), (["BABA"], "list")])
def test_a_text_that_is_none(text, found):
    with pytest.raises(TypeError) as error:
        extract(text)
    assert str(error.value) == f"the text of an article should be a str, found {found}."


def test_every_setting_has_a_reader():
    assert list(settings.READERS) == list(Settings.__dataclass_fields__)
