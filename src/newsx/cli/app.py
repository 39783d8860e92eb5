"""The command line: ties one file a command together."""

import typer

from newsx.cli.extract import extract

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(extract)


@app.callback()
def newsx() -> None:
    """Financial news in, data out."""


def main() -> None:
    app()
