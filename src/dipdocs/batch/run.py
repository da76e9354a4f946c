"""A run: form and table become documents and a register; safe to stop and to begin again."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from dipdocs.batch import executors, pdf, register
from dipdocs.batch.form import Form, load
from dipdocs.batch.journal import DONE, FAILED, WAITING, Journal, Task
from dipdocs.batch.making import Job, Made, kept, work
from dipdocs.batch.numbers import sequence
from dipdocs.batch.outputs import Output, output
from dipdocs.batch.planning import Naming, compare, naming, plan, refuse_lacking
from dipdocs.batch.stores import Folder
from dipdocs.batch.tables import Table, open_table
from dipdocs.errors import Finding, InputError, RenderError
from dipdocs.layout import load as load_layout

NAME = "{{ key }}.docx"
"""The template of file names, if no other is given."""
CHUNK, PDF_CHUNK = 16, 50
"""Rows that a worker is given at once; with PDF, that LibreOffice is started for."""
IN_FLIGHT = 3
"""Handfuls of rows that wait for each worker: memory does not grow with the table."""
COMMIT_SECONDS = 0.25
MOST_FAILURES = 20
"""Failures that a report names."""

Rows = str | os.PathLike[str] | IO[bytes] | Iterable[Mapping[str, Any]] | Table
Progress = Callable[[int, int, int], None]
"""Told after each handful: rows settled, rows in all, rows failed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that failed: its place in the table, its key, and what is wrong, fields named."""

    row: int
    key: str
    error: str


@dataclass(slots=True)
class Report:
    """What a run came to. `kept` rows stood already, `waiting` ones were not made."""

    out: str
    register: str | None
    rows: int = 0
    done: int = 0
    failed: int = 0
    waiting: int = 0
    kept: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    interrupted: bool = False
    failures: list[Failure] = field(default_factory=list)
    text: str | None = field(default=None, repr=False)
    """The first document's text, of a dry run."""

    @property
    def exit_code(self) -> int:
        """0 when all asked for is made, 1 when rows failed, 130 when interrupted."""
        return 130 if self.interrupted else int(self.failed > 0)


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes on, beside form, rows and place."""

    layout: str | None
    template: bytes | None
    typography: bool
    pdf: bool
    jobs: int | None
    on: str | None
    executor: Executor | None
    resume: bool
    fail_fast: bool
    dry_run: bool
    only: int | None
    progress: Progress | None


def run(
    form: Form | str | os.PathLike[str],
    rows: Rows,
    out: str | os.PathLike[str],
    *,
    name: str = NAME,
    key: str | None = None,
    number_from: str | None = None,
    layout: str | None = None,
    template: str | os.PathLike[str] | None = None,
    typography: bool = True,
    pdf: bool = False,
    jobs: int | None = None,
    on: str | None = None,
    executor: Executor | None = None,
    resume: bool = False,
    fail_fast: bool = False,
    dry_run: bool = False,
    only: int | None = None,
    records: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make a document of each row of a table, and a register of them.

    `rows` is a table's file, a stream of CSV or JSON Lines, mappings, or what
    `batch.tables.open_table` gives; `out` a folder, a .zip or a URL. Before anything is written
    the whole table is read: names, keys and declared types are checked. A row that is wrong is
    recorded as failed and the others go on, unless `fail_fast`. `executor` is any of
    concurrent.futures: threads and processes of this machine write themselves, from others the
    documents come back and are written here. `on` is ``dask://host:port``.

    Raises InputError where nothing can be begun and RenderError where nothing more can be written;
    `resume` then goes on.
    """
    own = form if isinstance(form, Form) else load(form)
    if isinstance(rows, Table):
        table = rows
    else:
        table = open_table(Path(rows) if isinstance(rows, str | os.PathLike) else rows)
    options = Options(
        layout,
        None if template is None else _bytes(Path(template)),
        typography,
        pdf,
        jobs,
        on,
        executor,
        resume,
        fail_fast,
        dry_run,
        only,
        progress,
    )
    _refuse_options(options)
    numbers = None if number_from is None else sequence(number_from)
    rule = naming(name, key, numbers, pdf=pdf)
    refuse_lacking(own, table, rule)
    place = output(os.fspath(out), None if records is None else Path(records))
    if dry_run:
        return _dry(own, table, rule, place, options)
    settings = {
        "form": own.digest,
        "name": name,
        "key": key or "",
        "number-from": number_from or "",
        "layout": layout or "",
        "template": hashlib.sha256(options.template or b"").hexdigest(),
        "typography": str(typography),
        "pdf": str(pdf),
    }
    return _wet(own, table, rule, place, options, settings)


def _refuse_options(options: Options) -> None:
    if options.layout is not None:
        load_layout(options.layout)
    if options.pdf and options.executor is None and options.on is None and pdf.program() is None:
        raise InputError(Finding("LibreOffice (soffice) is not installed", rule="pdf"))
    for name, value in (("jobs", options.jobs), ("only", options.only)):
        if value is not None and value < 1:
            raise InputError(Finding(f"{name} is 1 or more", rule=name, found=str(value)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            Finding(f"cannot be read: {error.strerror}", rule="template", file=str(path))
        ) from None


def _dry(form: Form, table: Table, rule: Naming, place: Output, options: Options) -> Report:
    """Check every row and compose every document; nothing is written."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dipdocs-batch-") as folder:
        journal = Journal(Path(folder) / register.JOURNAL)
        try:
            plan(journal, table, form, rule, None)
            journal.commit()
            job = Job(form, None, options.layout, options.template, options.typography, dry=True)
            report = Report(place.name, None, dry_run=True)
            _Running(journal, place, options, job, report).run()
            return _ended(report, journal, started)
        finally:
            journal.close()


def _wet(
    form: Form,
    table: Table,
    rule: Naming,
    place: Output,
    options: Options,
    settings: dict[str, str],
) -> Report:
    started = time.monotonic()
    if not options.resume:
        place.refuse_used()
    place.prepare(resume=options.resume)
    journal = Journal(place.journal)
    report = Report(place.name, str(place.register))
    begun = journal.settings
    try:
        if begun:
            _refuse_changed(begun, settings, place)
            report.kept = compare(journal, table, form, rule, place)
        else:
            plan(journal, table, form, rule, place)
            if options.fail_fast and (failures := journal.failures(MOST_FAILURES)):
                raise InputError(
                    [Finding(f"row {row}: {e}", rule="row", file=table.name) for row, _, e in failures]
                )
            journal.settle(settings)
        journal.commit()
    except BaseException:
        # Nothing was written yet: a run that cannot begin leaves no trace.
        _undo(journal, place, begun=bool(begun))
        raise
    job = Job(form, place.store, options.layout, options.template, options.typography, options.pdf)
    try:
        try:
            _Running(journal, place, options, job, report).run()
        finally:
            journal.commit()
            register.export(journal, place.register)
            _ended(report, journal, started)
        if not report.interrupted:
            place.finish(journal.files(), whole=not report.waiting and not report.failed)
    finally:
        journal.close()
    return report


def _undo(journal: Journal, place: Output, *, begun: bool) -> None:
    if begun:
        journal.discard()
        return
    journal.abandon()
    for folder in (place.records / "documents", place.records):
        try:
            folder.rmdir()  # only if it is empty
        except OSError:
            return


def _refuse_changed(begun: Mapping[str, str], settings: Mapping[str, str], place: Output) -> None:
    changed = [name for name, value in settings.items() if begun.get(name) != value]
    if changed:
        raise InputError(
            Finding(
                f"since the run began, this has changed: {', '.join(changed)}",
                rule="resume",
                file=place.name,
                fix="go on with what it was begun with, or begin anew in another place",
            )
        )


def _ended(report: Report, journal: Journal, started: float) -> Report:
    counts = journal.counts()
    report.done, report.failed, report.waiting = (counts[s] for s in (DONE, FAILED, WAITING))
    report.rows = sum(counts.values())
    report.failures = [Failure(*found) for found in journal.failures(MOST_FAILURES)]
    report.seconds = round(time.monotonic() - started, 3)
    return report


class _Running:
    """The second pass: rows go to workers, what became of them into the journal."""

    def __init__(
        self, journal: Journal, place: Output, options: Options, job: Job, report: Report
    ) -> None:
        self.journal = journal
        self.place = place
        self.options = options
        self.job = job
        self.report = report
        counts = journal.counts()
        self.total = sum(counts.values())
        self.settled = self.total - counts[WAITING]
        self.failed = counts[FAILED]
        self.stop: Finding | None = None
        self._committed = time.monotonic()

    def run(self) -> None:
        """Make all that waits; RenderError where nothing more can be written."""
        waiting = self.total - self.settled
        if self.options.only is not None:
            waiting = min(waiting, self.options.only)
        if not waiting:
            return
        jobs = self.options.jobs or executors.cores()
        size = PDF_CHUNK if self.job.pdf else CHUNK
        size = max(1, min(size, -(-waiting // (2 * jobs))))
        jobs = min(jobs, -(-waiting // size))
        handfuls = self._handfuls(waiting, size)
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

    def _executor(
        self, jobs: int
    ) -> AbstractContextManager[tuple[Executor, str, bytes | None]]:
        """The executor, the job's token, and the job where each handful must bring it along."""
        given = self.options.executor
        if given is None and self.options.on is not None:
            return _with(executors.cluster(self.options.on), self._packed(local=False))
        if given is not None:
            return _with(nullcontext(given), self._packed(local=executors.is_local(given)))
        token, data = self._packed(local=True)
        fork = isinstance(self.place.store, Folder)
        return _with(executors.pool(jobs, token, data, fork=fork), (token, None))

    def _packed(self, *, local: bool) -> tuple[str, bytes]:
        """The job as it travels. Workers that cannot write to the place send documents back."""
        store = self.job.store
        if store is not None and (not store.shared or (not local and isinstance(store, Folder))):
            store = None
        data = pickle.dumps(replace(self.job, store=store))
        return hashlib.sha256(data).hexdigest(), data

    def _handfuls(self, most: int, size: int) -> Iterator[list[Task]]:
        after = 0
        while most > 0 and (tasks := self.journal.waiting(after, min(most, 32 * size))):
            after = tasks[-1].row
            most -= len(tasks)
            for start in range(0, len(tasks), size):
                yield tasks[start : start + size]

    def _fly(
        self,
        executor: Executor,
        token: str,
        job: bytes | None,
        handfuls: Iterator[list[Task]],
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
                    flying.add(executor.submit(work, token, job, tasks))
                landed, flying = wait(flying, return_when=FIRST_COMPLETED)
                for future in landed:
                    self._land(future.result())
                if self.stop is not None or (self.options.fail_fast and self.failed):
                    ended = True
                    flying = {future for future in flying if not future.cancel()}
        except KeyboardInterrupt:
            self.report.interrupted = True
            self._drain(flying)

    def _drain(self, flying: set[Future[list[Made]]]) -> None:
        """After Ctrl-C: what is being made is finished and recorded, the rest is left."""
        for future in {future for future in flying if not future.cancel()}:
            self._land(future.result())

    def _land(self, handful: list[Made]) -> None:
        self.journal.begin()
        for made in handful:
            if self.job.store is not None and (made.data is not None or made.pdf is not None):
                made = kept(made, self.place.store)
            if made.stop is not None:
                self.stop = made.stop
                continue
            self.journal.record(made.outcome)
            self.settled += 1
            self.failed += made.outcome.state == FAILED
            if made.text is not None:
                self.report.text = made.text
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self.journal.commit()
            self._committed = time.monotonic()
        if self.options.progress is not None:
            self.options.progress(self.settled, self.total, self.failed)


class _with(AbstractContextManager[tuple[Executor, str, bytes | None]]):  # noqa: N801
    """An executor's context, with the job's token and the job beside it."""

    def __init__(
        self, inner: AbstractContextManager[Executor], packed: tuple[str, bytes | None]
    ) -> None:
        self._inner, self._packed = inner, packed

    def __enter__(self) -> tuple[Executor, str, bytes | None]:
        return (self._inner.__enter__(), *self._packed)

    def __exit__(self, *error: Any) -> None:  # noqa: ANN401
        self._inner.__exit__(*error)
