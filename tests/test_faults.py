"""Faults, each through the real command: what was promised is written, nothing twice or half, one line says so."""

import fcntl
import json
import os
import pty
import resource
import shutil
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "newsx"]
STORY = "Alibaba rose 5% on Monday."
LINE = json.dumps({"text": f"{STORY} " * 40}) + "\n"
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc, or sets limits as Linux has them")


def environment(**changed):
    """Ours, but for what is changed; None takes a variable out."""
    told = {**os.environ, **changed}
    return {name: value for name, value in told.items() if value is not None}


def run(*args, **options):
    ran = subprocess.run([*COMMAND, *map(str, args)], capture_output=True, timeout=120, **options)
    assert b"Traceback" not in ran.stderr, ran.stderr.decode()
    return ran


@contextmanager
def started(*args, **options):
    """The command at work, with pipes; whatever happens, it ends."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, **options
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def workers_of(process, count=2):
    """The processes that a process has started, as soon as there are so many."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
        if len(pids := [int(pid) for pid in found.stdout.split()]) >= count:
            return pids
        time.sleep(0.05)
    raise AssertionError("no workers")


def ended(pids, patience=10):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        states = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] for pid in pids if alive(pid)]
        if all(state == "Z" for state in states):
            return True
        time.sleep(0.05)
    return False


def alive(pid):
    return Path(f"/proc/{pid}/stat").exists()


@pytest.fixture
def many(tmp_path):
    """A file of 600 records: enough for two processes to be at work when something happens."""
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": n, "text": f"{STORY} {n}. " * 60}) + "\n" for n in range(600)))
    return path


def whole(out):
    """Standard output as records; a half line is no JSON."""
    assert out.endswith(b"\n")
    return [json.loads(line) for line in out.splitlines()]


# -- processes that die


@LINUX
def test_a_worker_that_is_killed_costs_nothing(many):
    with started("extract", many, "-f", "docs", "-j", "2") as process:
        first = process.stdout.readline()
        os.kill(workers_of(process)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert err == b""
    assert [record["id"] for record in whole(first + out)] == [str(n) for n in range(600)]


@LINUX
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_told_to_end_it_leaves_nothing_behind(many, how, code):
    """No half of a file, no process, no word; and the file that was there before is as it was."""
    (many.parent / "out.jsonl").write_text("as before")
    with started("extract", many, "-j", "2", "-o", "out.jsonl", cwd=many.parent) as process:
        workers = workers_of(process)
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert (out, err.replace(b"\nAborted.\n", b"").strip()) == (b"", b"")
    assert sorted(path.name for path in many.parent.iterdir()) == ["many.jsonl", "out.jsonl"]
    assert (many.parent / "out.jsonl").read_text() == "as before"
    assert ended(workers)


@LINUX
def test_a_reader_that_goes_away_ends_all_processes(many):
    with started("extract", many, "-j", "2") as process:
        assert json.loads(process.stdout.readline())["text"] == "Alibaba"
        workers = workers_of(process)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
    assert ended(workers)


# -- disks and places to write


@LINUX
def test_a_disk_that_fills_up(many):
    """Half of a file is none: the old one stays, and nothing lies beside it."""
    (many.parent / "out.jsonl").write_text("as before")

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ran = run("extract", many, "-j", "1", "-o", "out.jsonl", cwd=many.parent, preexec_fn=small)
    assert ran.returncode == 2
    assert ran.stderr.decode().endswith("out.jsonl: cannot be written: file too large.\n")
    assert ran.stderr.count(b"\n") == 1
    assert sorted(path.name for path in many.parent.iterdir()) == ["many.jsonl", "out.jsonl"]
    assert (many.parent / "out.jsonl").read_text() == "as before"


@pytest.mark.skipif(not ROOT or shutil.which("mount") is None, reason="only root may mount a small disk")
def test_a_small_disk(many):
    disk = many.parent / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("may not mount")
    try:
        ran = run("extract", many, "-o", disk / "out.jsonl")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    assert ran.stderr.decode().endswith("out.jsonl: cannot be written: no space left on device.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("told", ["schema", "--help", "--version", "show -t Alibaba", "lookup BABA"])
def test_words_for_a_device_that_is_full(told):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*COMMAND, *told.split()], stdout=full, stderr=subprocess.PIPE, timeout=60)
    said = b"newsx: standard output: cannot be written: no space left on device.\n"
    assert (ran.returncode, ran.stderr) == (2, said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_that_is_full():
    ran = run("extract", "-t", STORY, "-o", "/dev/full")
    assert (ran.returncode, ran.stderr) == (
        2,
        b"newsx: /dev/full: cannot be written: no space left on device.\n",
    )


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_standard_streams_that_are_closed(tmp_path, closed):
    """As cron and daemons may have it."""
    (tmp_path / "a.txt").write_text(STORY)
    line = " ".join([*COMMAND, "extract", "a.txt", ["<&-", ">&-", "2>&-"][closed]])
    ran = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    assert b"Traceback" not in ran.stderr
    if closed == 1:
        assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    else:
        assert (ran.returncode, len(whole(ran.stdout)), ran.stderr) == (0, 2, b"")


@pytest.mark.parametrize("command", [("extract", "-t", STORY, "-o"), ("companies", "add", "Quellmont", "--to")])
def test_a_place_whose_name_is_too_long(command):
    ran = run(*command, "b" * 300)
    assert (ran.returncode, ran.stdout, ran.stderr.count(b"\n")) == (2, b"", 1)
    assert ran.stderr.endswith(b": file name too long.\n") or b"cannot be written: file name too long" in ran.stderr


def test_the_reader_of_a_named_pipe_goes_away(many):
    os.mkfifo(many.parent / "pipe")
    with started("extract", many, "-j", "1", "-o", many.parent / "pipe") as process:
        with (many.parent / "pipe").open("rb") as pipe:
            assert pipe.read(1) == b"{"
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@LINUX
def test_too_few_open_files(many):
    """More is asked for than there is, of two processes, too: one line."""
    ran = run("extract", many, "-j", "2", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12)))
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    assert ran.stderr.endswith(b"too many open files.\n")


# -- files that change under the reader


@pytest.fixture
def waits(tmp_path):
    """A named pipe: whoever reads it waits until somebody writes to it."""
    path = tmp_path / "waits"
    os.mkfifo(path)
    return path


def test_a_file_that_vanishes_before_its_turn(tmp_path, waits):
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text(STORY)
    with started("extract", "waits", "b.txt", "c.txt", "-f", "docs", cwd=tmp_path) as process:
        with waits.open("wb") as pipe:  # opens when the command does
            (tmp_path / "b.txt").unlink()
            pipe.write(STORY.encode())
        out, err = process.communicate(timeout=60)
    assert [record["id"] for record in whole(out)] == ["waits", "c.txt"]
    assert err == b"newsx: b.txt: no such file or folder. Check the path.\n"
    assert process.returncode == 3


def test_a_file_that_loses_its_end_while_read(many):
    """What was read before stays, the half line is said with its number, and that is all."""
    with started("extract", many, "-f", "docs", "-j", "1") as process:
        first = process.stdout.readline()  # and now it waits for us: what it writes fills the pipe
        size = many.stat().st_size
        os.truncate(many, size - 500)
        out, err = process.communicate(timeout=120)
    records = whole(first + out)
    assert [record["id"] for record in records] == [str(n) for n in range(599)]
    assert (process.returncode, err.count(b"\n")) == (3, 1)
    assert b"many.jsonl:600: not JSON (unterminated string" in err


def test_a_file_that_grows_while_read(many):
    """Whole lines that come behind are read, too."""
    with started("extract", many, "-f", "docs", "-j", "1") as process:
        first = process.stdout.readline()
        with many.open("a") as file:
            file.write(LINE)
        out, err = process.communicate(timeout=120)
    records = whole(first + out)
    assert [record["id"] for record in records[:600]] == [str(n) for n in range(600)]
    assert len(records) in (600, 601)
    assert (process.returncode, err) == (0, b"")


# -- people and places without rights


def humble(args):
    """The command without the rights of root, who may read everything."""
    if not ROOT:
        return args
    if shutil.which("setpriv") is None:
        pytest.skip("root reads everything")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all", *args]


def test_a_folder_that_may_not_be_read(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / "news" / name).mkdir(parents=True)
        (tmp_path / "news" / name / "story.txt").write_text(STORY)
    (tmp_path / "news" / "c" / "story.txt").chmod(0)
    (tmp_path / "news" / "b").chmod(0)
    try:
        ran = subprocess.run(
            humble([*COMMAND, "extract", "news", "-f", "docs"]), cwd=tmp_path, capture_output=True, timeout=60
        )
    finally:
        (tmp_path / "news" / "b").chmod(0o755)
    assert [record["id"] for record in whole(ran.stdout)] == ["news/a/story.txt"]
    assert ran.stderr.decode().splitlines() == [
        "newsx: news/b: cannot be read: permission denied.",
        "newsx: news/c/story.txt: cannot be read: permission denied.",
    ]
    assert ran.returncode == 3


def test_a_place_that_may_not_be_written(tmp_path):
    (tmp_path / "there").mkdir(mode=0o555)
    ran = subprocess.run(
        humble([*COMMAND, "extract", "-t", STORY, "-o", "there/out.jsonl"]),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr.count(b"\n"), list((tmp_path / "there").iterdir())) == (2, 1, [])
    assert ran.stderr.endswith(b"there/out.jsonl: cannot be written: permission denied.\n")


HOMES = {
    "none": {"HOME": None, "XDG_CACHE_HOME": None, "USER": None, "LOGNAME": None},
    "nowhere": {"HOME": "/nonexistent/home", "XDG_CACHE_HOME": None},
    "that is read-only": {"HOME": "/proc", "XDG_CACHE_HOME": None},
    "with a cache that is a file": {"XDG_CACHE_HOME": "/dev/null"},
}


@pytest.mark.parametrize("home", HOMES)
def test_a_home(tmp_path, home):
    (tmp_path / "own.csv").write_text("name,ticker\nQuellmont Industries,QLM\n")
    ran = run(
        "extract",
        "--companies",
        "own.csv",
        "-t",
        "Quellmont Industries rose 5%.",
        cwd=tmp_path,
        env=environment(**HOMES[home]),
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [record["label"] for record in whole(ran.stdout)] == ["COMPANY", "PERCENT"]


def test_a_cache_that_is_damaged(tmp_path):
    """It is made anew, without a word; test_compiled.py has more ways to damage it."""
    (tmp_path / "own.csv").write_text("name,ticker\nQuellmont Industries,QLM\n")
    args = ("extract", "--companies", "own.csv", "-t", "Quellmont Industries rose 5%.")
    settings = {"cwd": tmp_path, "env": environment(XDG_CACHE_HOME=str(tmp_path / "cache"))}
    before = run(*args, **settings)
    for damage in (b"garbage", None):
        for file in (tmp_path / "cache").rglob("companies-*"):
            file.write_bytes(file.read_bytes()[:-10] if damage is None else damage)
        after = run(*args, **settings)
        assert (after.returncode, after.stdout, after.stderr) == (0, before.stdout, b"")


# -- terminals and languages


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (0, 0), (2, 20)])
def test_a_terminal_of_any_size(rows, columns):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    seen = bytearray()

    def look():
        try:
            while chunk := os.read(ours, 4096):
                seen.extend(chunk)
        except OSError:
            pass  # closed on the other side

    looking = threading.Thread(target=look)
    looking.start()
    ran = subprocess.run(
        [*COMMAND, "extract", "-t", STORY],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=environment(COLUMNS=None, LINES=None, TERM="xterm"),
        timeout=60,
    )
    os.close(theirs)
    looking.join(10)
    os.close(ours)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Alibaba" in seen


LANGUAGES = {
    "C": {"LC_ALL": "C"},
    "ASCII and nothing else": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "that is not there": {"LC_ALL": "tlh_QO.UTF-8"},
    "Latin-1 asked of Python": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language(tmp_path, language):
    """Records are UTF-8 wherever it runs, and a name that cannot be shown is no reason to fail."""
    (tmp_path / "ñews.txt").write_text("L’Oréal rose 5% to €410.", "utf-8")
    ran = run("extract", "ñews.txt", "göne.txt", cwd=tmp_path, env=environment(**LANGUAGES[language]))
    assert ran.returncode == 3
    assert [record["text"] for record in whole(ran.stdout)] == ["L’Oréal", "5%", "€410"]
    assert ran.stderr.count(b"\n") == 1
    assert b"no such file" in ran.stderr


# -- input that is wrong all over


def test_a_file_that_is_no_jsonl_says_so_and_does_not_flood(tmp_path):
    (tmp_path / "wrong.jsonl").write_text("a line of text\n" * 5_000 + LINE)
    ran = run("extract", "wrong.jsonl", "-f", "docs", cwd=tmp_path)
    said = ran.stderr.decode().splitlines()
    assert ran.returncode == 3
    assert [record["id"] for record in whole(ran.stdout)] == ["wrong.jsonl:5001"]
    assert said[0].startswith("newsx: wrong.jsonl:1: not JSON")
    assert [line.split(":")[2] for line in said[18:22]] == ["19", "20", "100", "1000"]
    assert said[22] == "newsx: wrong.jsonl: 5,000 lines cannot be read; most of them were not told one by one."
    assert len(said) == 23
