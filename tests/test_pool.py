"""The process pool: order, bounds, deaths, endings."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from newsx import pool
from newsx.pool import UNDER_WAY, cores, ordered


class Double:
    """Doubles; what it is told to die of is done to its own process, not to ours."""

    def __init__(self, deadly=(), deadly_once=None):
        self.deadly, self.deadly_once, self.home = deadly, deadly_once, os.getpid()

    def __call__(self, number):
        assert os.getpid() != self.home
        if number in self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.deadly_once and number == 3 and not self.deadly_once.exists():
            self.deadly_once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.002 * (number % 3))  # so that workers overtake each other
        return 2 * number


def lost(number):
    return f"lost {number}"


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_results_keep_the_order_of_the_batches(method, jobs):
    assert list(ordered(range(30), Double(), jobs, lost, method)) == [2 * n for n in range(30)]


def test_nothing_in_nothing_out():
    assert list(ordered([], Double(), 2, lost)) == []


def test_reads_no_further_ahead_than_its_bound():
    read = []
    results = ordered((read.append(n) or n for n in range(1000)), Double(), 2, lost)
    for _ in range(5):
        next(results)
    assert len(read) <= 5 + 2 * UNDER_WAY
    results.close()


def test_a_million_workers_are_not_started(monkeypatch):
    monkeypatch.setattr(pool, "cores", lambda: 1)
    monkeypatch.setattr(pool, "A_CORE", 3)
    results = ordered(iter(range(100)), os_pid, 1_000_000, lost)
    assert next(results)
    assert len(multiprocessing.active_children()) == 3
    results.close()


def os_pid(_):
    return os.getpid()


def test_a_worker_that_dies_once_costs_nothing(tmp_path):
    results = list(ordered(range(20), Double(deadly_once=tmp_path / "died"), 2, lost))
    assert (tmp_path / "died").exists()
    assert results == [2 * n for n in range(20)]


def test_a_batch_that_kills_twice_is_named_and_the_rest_is_done():
    results = list(ordered(range(12), Double(deadly={0, 7, 11}), 2, lost))
    assert results == [f"lost {n}" if n in {0, 7, 11} else 2 * n for n in range(12)]


def test_an_error_in_the_work_is_raised_here():
    def work(number):
        raise ValueError(f"no {number}")

    with pytest.raises(ValueError, match="no 0"):
        list(ordered(range(3), work, 2, lost))


def test_a_worker_that_does_not_hear_is_ended_all_the_same():
    def work(number):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise ValueError(f"no {number}")

    with pytest.raises(ValueError, match="no 0"):
        list(ordered(range(3), work, 2, lost))
    assert not multiprocessing.active_children()


def test_ending_early_leaves_no_worker():
    results = ordered(range(1000), Double(), 2, lost)
    next(results)
    workers = [process.pid for process in multiprocessing.active_children()]
    results.close()
    assert len(workers) == 2
    assert not any(alive(pid) for pid in workers)


SLEEPER = textwrap.dedent("""
    import os, sys, time
    from newsx.pool import ordered

    def work(batch):
        os.write(1, b"%d\\n" % os.getpid())
        time.sleep(60)

    try:
        list(ordered(range(9), work, 2, lambda batch: None))
    except KeyboardInterrupt:
        sys.exit(130)
""")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(how):
    process = subprocess.Popen([sys.executable, "-c", SLEEPER], stdout=subprocess.PIPE, text=True)
    workers = [int(process.stdout.readline()) for _ in range(2)]
    process.send_signal(how)
    assert process.wait(10) == (130 if how == signal.SIGINT else -signal.SIGKILL)
    deadline = time.monotonic() + 5
    while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in workers)


def alive(pid):
    try:  # a zombie that nobody has collected yet has ended, too
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_cores_are_those_of_the_process():
    assert 1 <= cores() <= os.cpu_count()


LARGE = """
from newsx.pool import ordered

def large(number):
    return bytes(60_000_000)

results = ordered(range(50), large, 2, print, "fork")
next(results)
results.close()
print("closed")
"""


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_ending_early_amid_a_large_result():
    """The worker that is at it ends, and nobody waits for the rest of what it said."""
    ran = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"closed\n", b"")
