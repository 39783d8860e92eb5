"""docs/amounts.md is made of the table that the tests hold."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_page_is_what_the_table_makes() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "amounts.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
