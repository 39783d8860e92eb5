"""Makes the pages true again: runs the commands that they show, and writes down what came out.

A page shows a command in a block of ``console``: a line that begins with "$ ", its output below. The commands of a page
run one after the other, in a folder where ``seeds`` are. Run by ``make docs``; the tests hold the pages against it.

    python tools/docs.py README.md docs/recipes.md
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from newsx import records

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs/recipes.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FIELDS = re.compile(r"(?<=<!-- fields -->\n).*?(?=<!-- end -->)", re.DOTALL)
TOOLS = ("jq", "mlr", "duckdb", "python")  # what the commands may call, beside newsx and what every system has


def page(text: str) -> tuple[str, set[str]]:
    """The page as it should be, and the tools that are not there, whose commands keep the output they had."""
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seeds").symlink_to(ROOT / "seeds")

        def run(block: re.Match[str]) -> str:
            parts = re.split(r"^\$ ", block[0], flags=re.MULTILINE)[1:]
            return "".join(_shown(part, Path(folder), missing) for part in parts)

        text = BLOCK.sub(run, text)
    return FIELDS.sub(lambda _: fields(), text), missing


def fields() -> str:
    """The fields of a record as a table."""
    lines = ["| field | of | says |", "|---|---|---|"]
    for name, (_, says) in records.FIELDS.items():
        labels = [label for label, names in records.LABEL_FIELDS.items() if name in names]
        lines.append(f"| `{name}` | {', '.join(labels) or 'all'} | {says} |")
    return "\n".join(lines) + "\n"


def _shown(part: str, folder: Path, missing: set[str]) -> str:
    lines = part.splitlines(keepends=True)
    command = lines.pop(0)
    while command.count("'") % 2:  # a quotation goes on
        command += lines.pop(0)
    gone = {tool for tool in TOOLS if re.search(rf"(^|\| *){tool} ", command) and not shutil.which(tool, path=PATH)}
    if "import pandas" in command and not gone and _run("python -c 'import pandas'", folder).returncode:
        gone = {"pandas"}
    if gone:
        missing |= gone
        return f"$ {part}"
    ran = _run(command, folder)
    return f"$ {command}{ran.stdout}" + ("\n" if part.endswith("\n\n") else "")


PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def _run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PATH": PATH, "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def main(names: list[str]) -> None:
    for path in map(Path, names) if names else PAGES:
        text, missing = page(path.read_text())
        path.write_text(text)
        print(path, f"(no {', '.join(sorted(missing))} here)" if missing else "")


if __name__ == "__main__":
    main(sys.argv[1:])
