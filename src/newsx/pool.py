"""Batches of work over several processes: results in the order of the batches, a bounded number under way."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")

A_CORE = 16  # workers at most for each core: they compute, so more than one hardly helps, and thousands end a machine
PATIENCE = 1.0  # seconds for a worker to end when told to, and for the executor to take note that its workers are gone
UNDER_WAY = 3  # batches a worker: one at work, one waiting, one whose result waits for its turn


def cores() -> int:
    """Cores that this process may use, which in a container is less than what the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered(
    batches: Iterable[Batch],
    work: Callable[[Batch], Result],
    jobs: int,
    lost: Callable[[Batch], Result],
    method: str | None = None,
) -> Iterator[Result]:
    """``work(batch)`` for every batch, by ``jobs`` processes (at most A_CORE a core), in the order of the batches.

    work: forked into the workers as it is, or pickled once a worker where processes are spawned.
    lost: gives the result of a batch whose worker died twice (killed, out of memory); called in this process.
    method: fork or spawn; fork where the platform has it, since a forked worker is ready at once.
    Batches are read only as fast as results are taken. Ending early, also by Ctrl-C, ends the workers.
    """
    if method is None:
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    jobs = min(jobs, A_CORE * cores())
    source = iter(batches)
    under_way: deque[tuple[Batch, Future[Any]]] = deque()
    crew = _Crew(work, jobs, method)
    try:
        while True:
            for batch in islice(source, jobs * UNDER_WAY - len(under_way)):
                under_way.append((batch, crew.submit(batch)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                # Nobody says which batch killed its worker. The oldest is done again alone, and blamed if that
                # kills, too; the others start afresh in a new crew.
                crew.stop()
                result = _alone(batch, work, lost, method)
                crew = _Crew(work, jobs, method)
                under_way = deque((b, f if _has_result(f) else crew.submit(b)) for b, f in under_way)
            yield result
    finally:
        crew.stop()


def _alone(batch: Batch, work: Callable[[Batch], Result], lost: Callable[[Batch], Result], method: str) -> Result:
    crew = _Crew(work, 1, method)
    try:
        result: Result = crew.submit(batch).result()
        return result
    except BrokenProcessPool:
        return lost(batch)
    finally:
        crew.stop()


def _has_result(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


class _Crew:
    """Workers that share one task. They leave Ctrl-C to this process, and end when it does."""

    def __init__(self, work: Callable[[Any], Any], jobs: int, method: str) -> None:
        self.executor = ProcessPoolExecutor(
            jobs, multiprocessing.get_context(method), initializer=_enter, initargs=(work,)
        )

    def submit(self, batch: Any) -> Future[Any]:
        try:
            return self.executor.submit(_run, batch)
        except BrokenProcessPool as died:  # a worker died since; whoever waits for this batch is told
            future: Future[Any] = Future()
            future.set_exception(died)
            return future

    def stop(self) -> None:
        workers = list((getattr(self.executor, "_processes", None) or {}).values())
        keeper = getattr(self.executor, "_executor_manager_thread", None)
        ours = (
            getattr(getattr(self.executor, "_result_queue", None), "_writer", None),
            getattr(getattr(self.executor, "_call_queue", None), "_reader", None),
        )
        self.executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(PATIENCE)
            if worker.is_alive():  # it was just being forked, and what it had of ours took the signal
                worker.kill()
                worker.join()
        # A worker may have ended amid a result, or before it took a batch. As long as this process holds its ends of
        # the pipes open, its own threads wait for the rest without end, and Python for the threads.
        for end in ours:
            if keeper is None or end is None or not keeper.is_alive():
                return
            with suppress(OSError):
                end.close()
            keeper.join(PATIENCE)


_work: Callable[[Any], Any]  # in a worker: what it does with a batch; set once, when the worker starts


def _enter(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # what the parent does about them is not for us to do
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _run(batch: Any) -> Any:
    return _work(batch)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
