"""README and pages tell the truth: what they show is what comes out, and what they name is there."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.main import get_command

from newsx import settings
from newsx.cli.app import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs/recipes.md", ROOT / "docs/tutorial.md"]
RUN = [*PAGES, ROOT / "docs/changes.md", ROOT / "docs/ci.md"]
ALL_PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def name(page):
    return page.name


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def outcome(docs):
    """Each page as it should be, and the tools that it lacks here; pages do not wait for each other."""
    with ThreadPoolExecutor() as pool:
        return dict(zip(RUN, pool.map(lambda page: docs.page(page.read_text()), RUN), strict=True))


@pytest.mark.parametrize("page", RUN, ids=name)
def test_commands_print_what_the_page_says(outcome, page):
    written = page.read_text()
    made, missing = outcome[page]
    assert "$ newsx " in written
    assert made == written, f"python tools/docs.py {page} writes down what comes out now; read the difference first"
    if missing:
        pytest.skip(f"the rest is as the page says; {', '.join(sorted(missing))} is not here")


@pytest.mark.parametrize("code", [code for page in RUN for code in blocks(page, "python")])
def test_python_runs(code, monkeypatch):
    if "import pandas" in code:
        pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README", "exec"), {})


def test_settings_are_those_that_there_are(tmp_path):
    (toml,) = blocks(PAGES[0], "toml")
    (tmp_path / "newsx.toml").write_text(toml)
    (tmp_path / "my-companies.csv").touch()
    (tmp_path / "patterns.jsonl").touch()
    shown = set(re.findall(r"^(\w+) =", toml, re.MULTILINE))
    of_check = {"check", "expect"}  # tables of their own, in docs/ci.md
    assert shown == set(settings.Settings.__dataclass_fields__) - of_check
    settings.load(tmp_path / "newsx.toml")


def test_the_two_commands_stand_at_the_top_and_in_the_makefile():
    top = PAGES[0].read_text().split("```")[0]
    assert re.findall(r"^    make (\w+)", top, re.MULTILINE) == ["run", "test"]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {"run", "test"} <= set(targets)


def test_all_commands_are_listed():
    listed = re.findall(r"^\| `newsx (\w+)`", PAGES[0].read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(get_command(app).commands)


@pytest.mark.parametrize("page", ALL_PAGES, ids=name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_options_named_are_options(newsx, page):
    known = set(re.findall(r"--[a-z-]+", newsx("extract", "--help").out.decode() + newsx("--help").out.decode()))
    for line in page.read_text().splitlines():
        commands = re.findall(r"newsx (?:extract|schema)[^|;`]*", line)
        named = {option for command in commands for option in re.findall(r"(?<!\S)--[a-z-]+", command)}
        assert named <= known, line
