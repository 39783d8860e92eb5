"""What every command does with what it has to say: bytes to standard output or a file, words to standard error."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from newsx.errors import OutputError

BLOCK = 65_536  # bytes that are worth a system call
PATIENCE = 0.2  # seconds that a finished record may wait for others


def say(message: object) -> None:
    """One line on standard error, whatever stands in it."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(message))
    # Another program may have closed it; then there is nobody to tell.
    if sys.stderr is not None:
        sys.stderr.write(f"newsx: {line}\n")
        sys.stderr.flush()


def write(chunks: Iterable[bytes], path: Path | None = None, at_once: bool = False) -> None:
    """The chunks, to a file or to standard output; when its reader goes away, the program ends quietly.

    at_once: do not collect chunks into blocks, because the next one may take its time.
    """
    if path is not None:
        try:
            with aside(path) as file:
                for chunk in chunks:
                    with _plainly(str(path)):
                        file.write(chunk)
        except BrokenPipeError:  # of a named pipe
            sys.exit(0)
        return
    try:
        _to_stdout(chunks, 0 if at_once else BLOCK)
    except BrokenPipeError:
        _hush()
        sys.exit(0)
    except OutputError:
        _hush()
        raise


@contextmanager
def aside(path: Path) -> Iterator[BinaryIO]:
    """A file that is there when all of it is: written beside its place, and moved there at the end.

    raises: OutputError when there is no such folder, or it cannot be written.
    """
    with _plainly(str(path)):
        path = Path(os.path.realpath(path))  # a link stays one
        special = path.exists() and not path.is_file()  # a device or a named pipe is written, not replaced
    part = path if special else path.with_name(f".{path.name}.{os.getpid()}.part")
    with _plainly(str(path)):
        file = part.open("wb")
    try:
        try:
            yield file
        finally:
            with _plainly(str(path)):
                file.close()
        if not special:
            part.replace(path)
    except BaseException:
        if not special:
            part.unlink(missing_ok=True)
        raise


def _to_stdout(chunks: Iterable[bytes], block: int) -> None:
    out = sys.stdout.buffer
    waiting: list[bytes] = []
    size, since = 0, monotonic()
    try:
        for chunk in chunks:
            if not chunk:
                continue
            waiting.append(chunk)
            size += len(chunk)
            if size >= block or monotonic() - since > PATIENCE:
                _flush(out, waiting)
                size, since = 0, monotonic()
    finally:
        _flush(out, waiting)


def _flush(out: BinaryIO, waiting: list[bytes]) -> None:
    if waiting:
        data = memoryview(b"".join(waiting))
        waiting.clear()
        with _plainly("standard output"):
            while len(data):  # an unbuffered standard output may take less than all
                data = data[out.write(data) :]
            out.flush()


@contextmanager
def _plainly(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: cannot be written: {(error.strerror or str(error)).lower()}.") from None


def _hush() -> None:
    """Python flushes standard output at the end, and would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
