"""The command line: ties one file a command together."""

import errno
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from newsx.cli.changes import changes
from newsx.cli.check import check
from newsx.cli.companies import companies
from newsx.cli.extract import extract
from newsx.cli.lookup import lookup
from newsx.cli.reading import as_given
from newsx.cli.schema import schema
from newsx.cli.show import show
from newsx.cli.spark import spark
from newsx.cli.summary import summary
from newsx.errors import NewsxError

FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT)  # what printing may meet

app = typer.Typer(name="newsx", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
app.command()(extract)
app.command()(show)
app.command()(changes)
app.command()(summary)
app.command()(check)
app.command()(schema)
app.command()(spark)
app.command()(lookup)
app.add_typer(companies)


def show_version(wanted: bool) -> None:
    if wanted:
        from newsx import __version__

        print(f"newsx {__version__}")
        raise typer.Exit


@app.callback()
def newsx(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Financial news in, data out: tickers, percentages, prices, sums of money and companies."""


def main(args: Sequence[str] | None = None) -> None:
    """The command ``newsx``. A NewsxError becomes a line on standard error and its own exit code."""
    from newsx.cli.output import say

    if sys.stdout is None:  # closed by whoever started us: writing to it is then an error that is said
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        app(args, prog_name="newsx")
    except NewsxError as error:
        say(as_given(str(error)))
        sys.exit(error.exit_code)
    except MemoryError:
        say("not enough memory. Give it more, or fewer --jobs, or smaller articles.")
        sys.exit(NewsxError.exit_code)
    except OSError as error:  # of what no reader and no writer asked for: too many open files, no more processes
        if isinstance(error, FileNotFoundError) and error.filename is None:
            say("the working folder is gone. Change to one that is there.")
        elif error.errno in FULL and error.filename is None:  # files are written by what says their names
            say(f"standard output: cannot be written: {(error.strerror or str(error)).lower()}.")
        else:
            say(f"{f'{error.filename}: ' if error.filename else ''}{(error.strerror or str(error)).lower()}.")
        sys.exit(NewsxError.exit_code)


def _end(number: int, frame: object) -> NoReturn:
    """Told to end: as an exception, so that half-written files and workers go first."""
    sys.exit(128 + number)
