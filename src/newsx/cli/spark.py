"""newsx spark: the same extraction on a cluster."""

from enum import StrEnum
from typing import Annotated

import typer

from newsx.cli import reading


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
    text_field: reading.TextField = "text",
    id_field: reading.IdField = "id",
    keep: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Field or column to carry along.", show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.parquet,
    nested: Annotated[bool, typer.Option("--nested", help="One row an article, not one an entity.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is at OUTPUT.")] = False,
    label: Annotated[
        list[str] | None,
        typer.Option("--label", "-l", metavar="LABEL", help="Only these.", show_default=False),
    ] = None,
    companies: reading.Companies = None,
    rules: reading.Rules = None,
    config: reading.Config = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Let Spark speak, too, on standard error.")] = False,
) -> None:
    """Find entities in an archive of news, on Spark.

    Needs the extra newsx[spark] and Java 17 or newer. Files of your own travel to the workers; newsx has to be there.
    Rows that cannot be read go to OUTPUT.rejects, each with its error.

    \b
    newsx spark 'news/2026-*.jsonl' entities
    newsx spark s3a://lake/news s3a://lake/entities --master spark://host:7077

    Exit codes: 0 done, 2 usage, settings or a job that failed, 3 some rows could not be read (the rest was done).
    """
    from newsx.articles import NO_PATH
    from newsx.cli.output import say
    from newsx.errors import InputError, SettingsError
    from newsx.spark.session import session

    for name, path in (("INPUT", source), ("OUTPUT", target)):
        if not path:
            raise SettingsError(f"{name}: {NO_PATH}.")
    chosen = reading.settings_of(config, companies=companies, rules=rules, labels=label)
    with session(master, verbose) as here:
        from newsx.spark.job import REJECTS, run

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
    counts = ", ".join(f"{count:,} {label}" for label, count in done.entities.items()) or "no entities"
    say(f"{done.articles:,} articles: {counts}; {done.bad:,} bad rows.")
    if done.bad:
        say(f"the bad rows are in {target}{REJECTS}, each with its error.")
        raise typer.Exit(InputError.exit_code)
