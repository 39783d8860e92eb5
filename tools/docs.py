"""Makes the pages true again: runs the commands that they show, and writes down what came out.

A page shows a command in a block of ``console``: a line that begins with "$ ", its output below. The commands of a page
run one after the other, in a folder where ``seeds`` are. docs/commands, docs/fields.md and docs/pictures are made from
the help texts, the schema and the articles. Run by ``make docs``; the tests hold all of it against what comes out.

    python tools/docs.py README.md docs/recipes.md
"""

import inspect
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text
from typer.main import get_command

from newsx import Article, Document, Pipeline, Settings, records
from newsx.cli.app import app
from newsx.writers import show, table

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(ROOT / name for name in ("README.md", "docs/tutorial.md", "docs/recipes.md", "docs/changes.md"))
PICTURED = "seeds/alibaba-cloud-spending.txt"
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


def made() -> dict[str, str]:
    """Files that are made as a whole: path below the project -> content."""
    return {
        "docs/fields.md": fields_page(),
        **{f"docs/commands/{name.replace(' ', '-')}.md": command_page(name) for name in commands()},
        "docs/commands/README.md": commands_page(),
        "docs/pictures/table.svg": picture("table", f"newsx extract {PICTURED}", _table()),
        "docs/pictures/show.svg": picture("show", f"newsx show {PICTURED}", _article()),
    }


def fields_page() -> str:
    """Every field that the schema has, by label."""
    defs = records.schema()["$defs"]
    parts = [
        "# The fields of a record",
        "Made from `newsx schema`, which any validator of JSON Schema takes. A field that does not apply is left out.",
        "Offsets count Unicode code points of the text exactly as it was read: `text[start:end]`.",
    ]
    for name, title in (*((label, label) for label in records.LABEL_FIELDS), ("change", "A move (`newsx changes`)")):
        rows = ["| field | type | says |", "|---|---|---|"]
        for field, kind in defs[name]["properties"].items():
            if "const" not in kind:
                rows.append(f"| `{field}` | {_type(kind)} | {kind['description']} |")
        parts += [f"## {title}", "\n".join(rows)]
    parts += ["## An article (`--format docs`)", "\n".join(_of_document(defs["document"]["properties"]))]
    return "\n\n".join(parts) + "\n"


def _of_document(properties: dict[str, Any]) -> list[str]:
    says = {
        "id": "the article: its path, path:line, or the id that its record has",
        "entities": "records as above, without `doc`",
        "changes": "moves as above, without `doc`; only with `--changes`",
        "meta": properties["meta"]["description"],
    }
    return ["| field | type | says |", "|---|---|---|"] + [
        f"| `{n}` | {_type(properties[n])} | {says[n]} |" for n in says
    ]


def _type(kind: dict[str, Any]) -> str:
    if "enum" in kind:
        return " \\| ".join(map(str, kind["enum"]))
    name = kind.get("type", "string")
    return name if isinstance(name, str) else " \\| ".join(name)


def commands() -> dict[str, Any]:
    """The commands by their names, those of a group behind it: "companies search"."""
    root = get_command(app)
    context = root.make_context("newsx", ["schema"], resilient_parsing=True)
    found = {}
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        found[name] = command
        for part in getattr(command, "commands", ()):
            found[f"{name} {part}"] = command.commands[part]
    return found


def command_page(name: str) -> str:
    """The help of a command as a page."""
    command = commands()[name]
    context = command.context_class(command, info_name=f"newsx {name}")
    usage = command.collect_usage_pieces(context)
    parts = [f"# newsx {name}", "    " + " ".join((f"newsx {name}", *usage))]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            lines = [line.strip() for line in paragraph.splitlines()[1:]]
            parts += ["## Examples", "\n".join(f"    {line}" for line in lines if line != "Examples:")]
        elif paragraph.startswith("Exit codes:"):
            codes = paragraph.removeprefix("Exit codes:").replace("\n", " ").strip(" .")
            parts += ["## Exit codes", "\n".join(f"- {code}" for code in re.split(r",\s+(?=\d)", codes))]
        else:
            parts.append(paragraph)
    arguments, options = [], []
    for param in command.get_params(context):
        if record := param.get_help_record(context):
            name, says = map(_cell, record)
            if param.param_type_name == "argument":
                arguments.append(f"| `{name.partition(' <')[0]}` | {says} |")
            else:
                options.append(f"| `{name}` | {says} |")
    if arguments:
        parts += ["## Arguments", "\n".join(["| argument | says |", "|---|---|", *arguments])]
    parts += ["## Options", "\n".join(["| option | says |", "|---|---|", *options])]
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """All commands, and what is the same for all of them."""
    rows = []
    for name, command in commands().items():
        first = inspect.cleandoc(command.help or "").split("\n\n")[0]
        rows.append(f"| [`newsx {name}`]({name.replace(' ', '-')}.md) | {_cell(first)} |")
    return COMMANDS.format(rows="\n".join(rows))


COMMANDS = """\
# The commands

| command | what it does |
|---|---|
{rows}

Each page is the command's `--help`. Records go to standard output, words for people to standard error.

## Exit codes

0 done; 1 the answer is no; 2 a slip in usage or settings; 3 some input could not be read, and the rest was done.

## Completion

bash, zsh, fish and PowerShell complete commands, options and their values after

    newsx --install-completion

in a new shell. `newsx --show-completion` prints what that installs.
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _document(changes: bool) -> Document:
    text = (ROOT / PICTURED).read_text(encoding="utf-8")
    return Pipeline(Settings(changes=changes)).document(Article(PICTURED, text))


def _table() -> str:
    return b"".join(table.write([_document(False)], width=100, colour=True)).decode()


def _article() -> str:
    """The first screen of it."""
    lines = b"".join(show.write([_document(True)], width=100, colour=True)).decode().splitlines()
    return "\n".join((*lines[:22], "…"))


def picture(id: str, title: str, written: str) -> str:
    """What a terminal shows, as SVG, by rich; its fonts are those of the reader, nothing is fetched."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(written), soft_wrap=True)
    frame = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title=title, code_format=frame, unique_id=id).replace("\xa0", "&#160;")


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
    for name, content in made().items() if not names else ():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(content)
    for path in map(Path, names) if names else PAGES:
        text, missing = page(path.read_text())
        path.write_text(text)
        print(path, f"(no {', '.join(sorted(missing))} here)" if missing else "")


if __name__ == "__main__":
    main(sys.argv[1:])
