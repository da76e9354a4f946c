"""Where the work is done: processes of this machine, a Dask cluster, or any executor given."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext

from dipdocs.batch import making
from dipdocs.errors import Finding, InputError


def is_local(executor: Executor) -> bool:
    """Whether an executor's workers see this machine's folders."""
    return isinstance(executor, ProcessPoolExecutor | ThreadPoolExecutor)


def workers_of(executor: Executor, jobs: int | None) -> int:
    """How many workers an executor has, as far as it tells."""
    return jobs or int(getattr(executor, "_max_workers", None) or 0) or 32


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context(*, fork: bool) -> BaseContext:
    """How processes are started. A fork is quick, and safe only where no other thread runs."""
    if fork and sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


@contextmanager
def pool(jobs: int, token: str, job: bytes, *, fork: bool) -> Iterator[Executor]:
    """Processes of this machine, each made ready with the job."""
    executor = ProcessPoolExecutor(
        jobs,
        mp_context=_context(fork=fork),
        initializer=making.begin,
        initargs=(token, job, os.getpid()),
    )
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster: ``dask://host:port`` names its scheduler."""
    scheme, _, place = address.partition("://")
    if scheme != "dask" or not place:
        raise InputError(
            Finding(
                f"{address!r} is no place to work on",
                rule="on",
                expected="dask://host:port, the address of a Dask scheduler",
            )
        )
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            Finding(
                "to work on a Dask cluster, distributed is needed",
                rule="on",
                fix="pip install 'dipdocs[dask]'",
            )
        ) from None
    try:
        client = Client(f"tcp://{place}", timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError(
            Finding(f"no scheduler answers at {place}: {error}", rule="on", found=address)
        ) from None
    with client:
        # The same rows may be made again after a worker was lost: the outcome is the same.
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
