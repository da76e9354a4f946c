"""The second pass: rows go to workers by the handful, what became of them into the journal."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace

from dipdocs.batch import executors
from dipdocs.batch.journal import FAILED, WAITING, Journal, Outcome
from dipdocs.batch.making import Job, Made, kept, work
from dipdocs.batch.outputs import Output
from dipdocs.batch.report import Options, Report
from dipdocs.batch.stores import Folder
from dipdocs.batch.tasks import Tasks
from dipdocs.errors import DipdocsError, Finding, RenderError

CHUNK, PDF_CHUNK = 32, 50
"""Rows that a worker is given at once; with PDF, that LibreOffice is started for."""
IN_FLIGHT = 3
"""Handfuls of rows that wait for each worker: memory does not grow with the table."""
COMMIT_SECONDS = 0.25
"""How often what was recorded is made safe: more than this is not made again after a kill."""


class Running:
    """The second pass: rows go to workers, what became of them into the journal."""

    def __init__(
        self,
        journal: Journal,
        tasks: Tasks,
        place: Output,
        options: Options,
        job: Job,
        report: Report,
    ) -> None:
        self.journal = journal
        self.tasks = tasks
        self.place = place
        self.options = options
        self.job = job
        self.report = report
        counts = journal.counts()
        self.total = sum(counts.values())
        self.settled = self.total - counts[WAITING]
        self.failed = counts[FAILED]
        self.stop: Finding | None = None
        self._shown = self.total + 1
        """The row whose text a dry run shows: the first that is sound."""
        self._committed = time.monotonic()

    def run(self) -> None:
        """Make all that waits; RenderError where nothing more can be written."""
        waiting = self.tasks.count
        if self.options.only is not None:
            waiting = min(waiting, self.options.only)
        if not waiting:
            return
        jobs = self.options.jobs or executors.cores()
        size = PDF_CHUNK if self.job.pdf else CHUNK
        size = max(1, min(size, -(-waiting // (2 * jobs))))
        jobs = min(jobs, -(-waiting // size))
        handfuls = self.tasks.handfuls(waiting, size)
        try:
            with self._executor(jobs) as (executor, token, job):
                flights = IN_FLIGHT * executors.workers_of(
                    executor, self.options.jobs if self.options.executor else None
                )
                self._fly(executor, token, job, handfuls, flights)
        except BrokenExecutor:
            self.stop = Finding(
                "a worker process was ended from outside (was memory short?)",
                rule="worker",
                fix="go on by --resume, with fewer --jobs",
            )
        if self.stop is not None:
            raise RenderError(self.stop)

    @contextmanager
    def _executor(self, jobs: int) -> Iterator[tuple[Executor, str, bytes | None]]:
        """The executor, the job's token, and the job where each handful must bring it along."""
        given = self.options.executor
        if given is None:
            token, job = self._packed(local=True)
            fork = isinstance(self.place.store, Folder)
            with executors.pool(jobs, token, job, fork=fork) as executor:
                yield executor, token, None
            return
        yield given, *self._packed(local=executors.is_local(given))

    def _packed(self, *, local: bool) -> tuple[str, bytes]:
        """The job as it travels. Workers that cannot write to the place send documents back."""
        store = self.job.store
        if store is not None and (not store.shared or (not local and isinstance(store, Folder))):
            store = None
        data = pickle.dumps(replace(self.job, store=store))
        return hashlib.sha256(data).hexdigest(), data

    def _fly(
        self,
        executor: Executor,
        token: str,
        job: bytes | None,
        handfuls: Iterator[list[bytes]],
        flights: int,
    ) -> None:
        flying: set[Future[list[Made]]] = set()
        try:
            ended = False
            while not ended or flying:
                while not ended and len(flying) < flights:
                    tasks = next(handfuls, None)
                    if tasks is None:
                        ended = True
                        break
                    with self._told():
                        flying.add(executor.submit(work, token, job, tasks))
                landed, flying = wait(flying, return_when=FIRST_COMPLETED)
                for future in landed:
                    self._land(self._result(future))
                if self.stop is not None or (self.options.fail_fast and self.failed):
                    ended = True
                    flying = {future for future in flying if not future.cancel()}
        except KeyboardInterrupt:
            self.report.interrupted = True
            self._drain(flying)
        except BaseException:
            left = [future for future in flying if not future.cancel()]
            if executors.is_local(executor):
                wait(left)  # else they would write here when the run has ended
            raise

    def _result(self, future: Future[list[Made]]) -> list[Made]:
        with self._told():
            return future.result()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What an executor that was given cannot do is told: rows' own errors do not come here."""
        try:
            yield
        except (BrokenExecutor, DipdocsError):
            raise
        except Exception as error:
            if self.options.executor is None:
                raise
            words = f"the workers fail: {type(error).__name__}: {error}".rstrip(": ")
            raise RenderError(Finding(words, rule="worker")) from error

    def _drain(self, flying: set[Future[list[Made]]]) -> None:
        """After Ctrl-C: what is being made is finished and recorded, the rest is left."""
        for future in {future for future in flying if not future.cancel()}:
            self._land(self._result(future))

    def _land(self, handful: list[Made]) -> None:
        outcomes: list[Outcome] = []
        for landed in handful:
            made = landed
            if self.job.store is not None and (made.data is not None or made.pdf is not None):
                made = kept(made, self.place.store)
            if made.stop is not None:
                self.stop = made.stop
                continue
            outcomes.append(made.outcome)
            self.failed += made.outcome.state == FAILED
            if made.text is not None and made.outcome.row < self._shown:
                self.report.text, self._shown = made.text, made.outcome.row
        self.journal.begin()
        self.journal.record(outcomes)
        self.settled += len(outcomes)
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self.journal.commit()
            self._committed = time.monotonic()
        if self.options.progress is not None:
            self.options.progress(self.settled, self.total, self.failed)
