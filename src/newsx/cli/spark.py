"""newsx spark: the same extraction on a cluster."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Input(StrEnum):
    auto = "auto"
    text = "text"
    jsonl = "jsonl"
    parquet = "parquet"


class Format(StrEnum):
    parquet = "parquet"
    jsonl = "jsonl"


def spark(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A path, folder, glob or URL that Spark can read.")],
    target: Annotated[str, typer.Argument(metavar="OUTPUT", help="A folder that Spark can write.")],
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Spark's master.", show_default="spark-submit's own, or local[*]")
    ] = None,
    input: Annotated[
        Input, typer.Option("--input", "-i", help="An article a file (text), a JSON record a line, or Parquet rows.")
    ] = Input.auto,
    text_field: Annotated[str, typer.Option(metavar="NAME", help="Column with the text.")] = "text",
    id_field: Annotated[str, typer.Option(metavar="NAME", help="Column with the id.")] = "id",
    keep: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Column to carry along.", show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.parquet,
    nested: Annotated[bool, typer.Option("--nested", help="One row an article, not one an entity.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is at OUTPUT.")] = False,
    companies: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A list of your own companies (CSV); it wins.", show_default=False),
    ] = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Patterns for spaCy's EntityRuler (JSONL).", show_default=False),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Settings.", show_default="the nearest newsx.toml or pyproject.toml with [tool.newsx]"
        ),
    ] = None,
) -> None:
    """Find entities in an archive of news, on Spark.

    Needs the extra newsx[spark] and Java 17 or newer. Rows that cannot be read go to OUTPUT.rejects with the reason.

    Exit codes: 0 done, 2 usage or settings, 3 some rows could not be read (the rest was done).
    """
    from newsx import settings
    from newsx.cli.output import say
    from newsx.errors import InputError
    from newsx.spark_session import session

    given = {
        "companies": [str(path) for path in companies] if companies else None,
        "rules": [str(path) for path in rules] if rules else None,
    }
    chosen = settings.load(config, {k: v for k, v in given.items() if v is not None})
    with session(master) as here:
        from newsx.spark import REJECTS, run

        done = run(
            here,
            source,
            target,
            input=input.value,
            text=text_field,
            id=id_field,
            keep=keep or (),
            settings=chosen,
            nested=nested,
            format=format.value,
            overwrite=overwrite,
        )
    counts = ", ".join(f"{count:,} {label}" for label, count in sorted(done.entities.items())) or "no entities"
    say(f"{done.articles:,} articles; {counts}; {done.bad:,} bad rows.")
    if done.bad:
        say(f"the bad rows are in {target}{REJECTS}, each with its error.")
        raise typer.Exit(InputError.exit_code)
