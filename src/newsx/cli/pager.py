"""Long output on a terminal goes through a pager, as that of git does: $NEWSX_PAGER, $PAGER or less."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

OF_LESS = "FRX"  # ends when all fits on the screen, colours, leaves the text on the screen


def command() -> list[str]:
    """The pager to be used; nothing when there is no terminal, or nothing to use."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return []
    wanted = os.environ.get("NEWSX_PAGER", os.environ.get("PAGER", "less"))
    try:
        words = shlex.split(wanted)
    except ValueError:
        return []
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


def page(chunks: Iterable[bytes], words: list[str]) -> None:
    """The chunks through the pager, each as soon as it is there. Whoever leaves the pager has seen enough."""
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, env={"LESS": OF_LESS, "LESSCHARSET": "utf-8", **os.environ}
    ) as run:
        assert run.stdin is not None
        try:
            for chunk in chunks:
                run.stdin.write(chunk)
                run.stdin.flush()
        except (BrokenPipeError, KeyboardInterrupt):  # the pager has heard Ctrl-C, too, and keeps the terminal
            pass
        with suppress(BrokenPipeError):
            run.stdin.close()
        while run.returncode is None:
            with suppress(KeyboardInterrupt):
                run.wait()
