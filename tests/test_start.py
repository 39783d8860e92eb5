"""Starting: what a command does not need is not loaded, and help is there at once."""

import json
import resource
import subprocess
import sys
from importlib import import_module

import pytest


def modules_after(code):
    """Names of the modules that are loaded after this code."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stderr.splitlines()[-1]))


def command(*args):
    return f"""
from newsx.cli.app import main
try:
    main({list(args)!r})
except SystemExit:
    pass
"""


HEAVY = {"spacy", "numpy", "thinc", "rich.table"}
LIGHT = [
    ("import newsx", "import newsx; newsx.__version__"),
    ("records", "import newsx; newsx.Entity, newsx.Document, newsx.Settings, newsx.NewsxError"),
    ("reading", "import newsx; newsx.read"),
    ("--version", command("--version")),
    ("--help", command("--help")),
    ("extract --help", command("extract", "--help")),
    ("schema", command("schema")),
    ("check", command("check", "seeds/gold.jsonl", "-s", "seeds", "-f", "sarif")),
    ("a slip in the settings", command("extract", "--config", "gone.toml", "-t", "x")),
]


@pytest.mark.parametrize(("why", "code"), LIGHT, ids=[row[0] for row in LIGHT])
def test_does_not_load_spacy(why, code):
    assert not HEAVY & modules_after(code)


def test_import_newsx_loads_next_to_nothing():
    assert not {"typer", "orjson", "rich", "newsx.records"} & modules_after("import newsx")


def seconds(code):
    """Of a processor, that a new process takes: what else runs on the machine has little part in it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_is_there_long_before_spacy_would_be():
    """The fastest of three runs each; one that is fast will do."""
    spacy = min(seconds("import spacy") for _ in range(3))
    for args in (["--help"], ["extract", "--help"], ["--version"]):
        code = command(*args)
        assert any(seconds(code) < spacy * 0.6 for _ in range(3)), args  # a quarter on a machine of one's own


def test_ctrl_c_before_the_command_line_is_there(monkeypatch):
    """What is imported takes most of the start."""

    class Slow:
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "newsx.cli.app", Slow())
    with pytest.raises(SystemExit) as ended:
        import_module("newsx.__main__").main()
    assert ended.value.code == 130
