"""What many tests need: the pipeline, built once, and the command, run in this process."""

import gc
import importlib.util
import io
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsx.cli.app import main
from newsx.pipeline import Pipeline


def pytest_configure():
    """Signals as on a terminal: where the tests run in the background they are ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    """The user's own cache stays as it is."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def pipeline():
    """All rules as shipped."""
    return Pipeline()


@pytest.fixture(scope="session")
def docs():
    """tools/docs.py, which makes the pages."""
    spec = importlib.util.spec_from_file_location("docs", Path(__file__).parent.parent / "tools/docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Ran:
    """What a command did. code: exit code; out: standard output, raw; err: lines of standard error."""

    code: int
    out: bytes
    err: list[str]

    @property
    def records(self):
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def surfaces(self):
        """(label, text) of standard output as JSON Lines of entities."""
        return [(record["label"], record["text"]) for record in self.records]


@pytest.fixture
def newsx(monkeypatch, capsysbinary, tmp_path):
    """``newsx("extract", "a.txt", stdin=b"...")`` in an empty working folder, as a shell would run it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*args, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        capsysbinary.readouterr()
        try:
            main([str(arg) for arg in args])
            code = 0
        except SystemExit as end:
            code = end.code or 0
        finally:
            gc.unfreeze()  # the command froze what it built, for a process that ends with it
            gc.enable()
        out, err = capsysbinary.readouterr()
        return Ran(code, out, err.decode().splitlines())

    return run
