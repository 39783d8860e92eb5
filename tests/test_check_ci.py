"""newsx in CI: the page about it, the hook for pre-commit and the action for GitHub do what they say."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from newsx import settings
from newsx.checks.findings import KINDS
from newsx.cli.app import app
from test_check import APPLE, DOC, SARIF, lines

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_has_every_kind():
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \| (.*?) \| (.*?) \|$", PAGE.partition("What can be found:")[2], re.MULTILINE
    )
    said = {
        name: kind.title + (f" ({kind.severity})" if kind.severity != "error" else "") for name, kind in KINDS.items()
    }
    assert {name: (title, help) for name, title, help in rows} == {
        name: (said[name], kind.help) for name, kind in KINDS.items()
    }


def test_the_page_has_every_key_of_an_expectation():
    rows = re.findall(r"^\| (`.*?) \|", PAGE.partition("What can be found:")[0], re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == set(settings.EXPECT_READERS) - {
        "name",
        "scope",
    }
    assert {"name = ", "scope = "} <= set(re.findall(r"^\w+ = ", PAGE, re.MULTILINE))


def test_settings_of_the_page_are_settings():
    (toml,) = blocks("toml")
    assert settings.of(tomllib.loads(toml)).check.min_f1 == (("ALL", 0.95), ("COMPANY", 0.9))


def test_the_workflow_of_the_page_uses_the_action():
    workflow, hooks = map(yaml.safe_load, blocks("yaml"))
    step = workflow["jobs"]["check"]["steps"][-1]
    assert step["uses"].startswith("OWNER/newsx")
    assert set(step["with"]) <= set(ACTION["inputs"])
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks["repos"][0]["hooks"][0]["id"] == hook["id"]


def test_the_hook_calls_a_command_that_there_is():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert program == "newsx"
    assert command in get_command(app).commands
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert re.search(hook["files"], "data/records.jsonl")
    assert not re.search(hook["files"], "news/monday.txt")


@pytest.fixture
def step(tmp_path):
    """The last step of the action, run by bash as GitHub's runner does, in a folder with records."""
    (tmp_path / "good.jsonl").write_bytes(lines([DOC]))
    (tmp_path / "bad.jsonl").write_bytes(lines([{"id": "a", "entities": [{**APPLE, "end": 9}]}]))
    last = ACTION["runs"]["steps"][-1]

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
        env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        for name, value in last["env"].items():
            env[name] = given[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]]
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", last["run"]]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    return run


def test_the_action_passes_and_fails(step):
    assert step(paths="good.jsonl").returncode == 0
    ran = step(paths="good.jsonl bad.jsonl", args="--warn order --ignore duplicate-id")
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=bad.jsonl,line=1,col=1,title=Text differs from the article [surface]::")


def test_the_action_writes_sarif_as_well(step, tmp_path):
    assert step(paths="bad.jsonl", sarif="out.sarif").returncode == 1
    log = json.loads((tmp_path / "out.sarif").read_text())
    SARIF.validate(log)
    assert len(log["runs"][0]["results"]) == 1


def test_inputs_of_the_action_are_no_commands(step, tmp_path):
    step(paths="$(touch one) `touch two` ; touch three", args="| touch four", sarif="x; touch five")
    assert not {"one", "two", "three", "four", "five"} & {path.name for path in tmp_path.iterdir()}
