"""A progress bar on standard error: only for people, and only when there is more than a moment's work."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

PATIENCE = 1.0  # seconds before there is anything to see
PACE = 0.1  # seconds between two looks


def wanted(quiet: bool, to_file: bool) -> bool:
    """Whether somebody looks at standard error, and it is not where the records appear."""
    here = sys.stderr is not None and sys.stderr.isatty()
    return here and not quiet and (to_file or not sys.stdout.isatty())


@contextmanager
def bar(paths: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """Gives a function to be told the bytes read with each article."""
    shown: Any = None
    task: Any = None
    articles = done = 0
    looked = monotonic() + PATIENCE - PACE

    def seen(size: int) -> None:
        nonlocal shown, task, articles, done, looked
        articles += 1
        done += size
        if monotonic() - looked < PACE:
            return
        looked = monotonic()
        if shown is None:
            shown = _progress()
            task = shown.add_task("", total=_size(paths))
            shown.start()
        shown.update(task, completed=done, description=f"{articles:,} articles", refresh=True)

    try:
        yield seen
    finally:
        if shown is not None:
            shown.stop()


def _progress() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    # No refreshing thread: worker processes are forked while the bar is shown.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
    )


def _size(paths: Sequence[str]) -> int | None:
    """Bytes to read, None when nobody knows beforehand."""
    from newsx import articles

    if not all(articles.lies(path) for path in paths):
        return None
    found = articles.sources(paths, problem=lambda _: None)
    return sum(Path(source.path).stat().st_size for source in found if Path(source.path).is_file())
