"""A run: form and table become documents and a register; safe to stop and to begin again."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from dipdocs.batch import executors, register
from dipdocs.batch.beginning import MOST_FAILURES, begin
from dipdocs.batch.form import Form, load
from dipdocs.batch.journal import DONE, FAILED, WAITING, Journal
from dipdocs.batch.making import Job
from dipdocs.batch.naming import Naming, naming, refuse_lacking
from dipdocs.batch.numbers import sequence
from dipdocs.batch.outputs import Output, output
from dipdocs.batch.pdf import program
from dipdocs.batch.planning import plan
from dipdocs.batch.report import Failure, Options, Progress, Report
from dipdocs.batch.running import Running
from dipdocs.batch.table import Table
from dipdocs.batch.tables import open_table
from dipdocs.batch.tasks import Tasks
from dipdocs.errors import Finding, InputError, RenderError
from dipdocs.layout import load as load_layout
from dipdocs.layout.own import read as read_template

NAME = "{{ key }}.docx"
"""The template of file names, if no other is given."""

Rows = str | os.PathLike[str] | IO[bytes] | Iterable[Mapping[str, Any]] | Table


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
    _refuse_options(layout, jobs, only)
    if executor is not None and on is not None:
        raise InputError(Finding("an executor is given, and `on` names another", rule="on"))
    numbers = None if number_from is None else sequence(number_from)
    rule = naming(name, key, numbers, pdf=pdf)
    refuse_lacking(own, table, rule)
    place = output(os.fspath(out), None if records is None else Path(records))
    word = None if template is None else read_template(Path(template))
    if pdf and executor is None and on is None and program() is None:
        raise InputError(Finding("LibreOffice (soffice) is not installed", rule="pdf"))
    settings = {
        "form": own.digest,
        "name": name,
        "key": key or "",
        "number-from": number_from or "",
        "layout": layout or "",
        "template": hashlib.sha256(word.data if word else b"").hexdigest(),
        "typography": str(typography),
        "pdf": str(pdf),
    }
    with executors.cluster(on) if on is not None else nullcontext(executor) as given:
        options = Options(
            layout,
            word,
            typography,
            pdf,
            jobs,
            given,
            resume,
            fail_fast,
            dry_run,
            only,
            progress,
        )
        if dry_run:
            return _dry(own, table, rule, place, options)
        return _wet(own, table, rule, place, options, settings)


def _refuse_options(layout: str | None, jobs: int | None, only: int | None) -> None:
    if layout is not None:
        load_layout(layout)
    for name, value in (("jobs", jobs), ("only", only)):
        if value is not None and value < 1:
            raise InputError(Finding(f"{name} is 1 or more", rule=name, found=str(value)))


def _dry(form: Form, table: Table, rule: Naming, place: Output, options: Options) -> Report:
    """Check every row and compose every document; nothing is written."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dipdocs-batch-") as folder:
        journal, tasks = Journal(Path(folder) / register.JOURNAL), Tasks(Path(folder))
        try:
            plan(journal, tasks, table, form, rule, None)
            journal.commit()
            job = Job(form, None, options.layout, options.template, options.typography, dry=True)
            report = Report(place.name, None, dry_run=True)
            Running(journal, tasks, place, options, job, report).run()
            return _ended(report, journal, started)
        finally:
            tasks.close()
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
    report = Report(place.name, str(place.register))
    journal, tasks, report.kept = begin(form, table, rule, place, options, settings)
    job = Job(form, place.store, options.layout, options.template, options.typography, options.pdf)
    try:
        try:
            Running(journal, tasks, place, options, job, report).run()
        except BaseException as error:
            # What stopped the run is what the user must know, not what it then keeps from writing.
            with suppress(RenderError):
                _recorded(journal, place, report, started)
            if isinstance(error, RenderError):
                raise RenderError(_to_be_resumed(error.findings, report)) from None
            raise
        _recorded(journal, place, report, started)
        if not report.interrupted:
            place.finish(journal.files(), whole=not report.waiting and not report.failed)
    finally:
        tasks.close()
        journal.close()
    return report


def _recorded(journal: Journal, place: Output, report: Report, started: float) -> None:
    journal.commit()
    _ended(report, journal, started)
    register.export(journal, place.register)


def _to_be_resumed(findings: Iterable[Finding], report: Report) -> list[Finding]:
    made = f"{report.done} of {report.rows} rows are made"
    return [
        finding
        if finding.fix
        else replace(finding, fix=f"when that is mended, go on by --resume: {made}")
        for finding in findings
    ]


def _ended(report: Report, journal: Journal, started: float) -> Report:
    counts = journal.counts()
    report.done, report.failed, report.waiting = (counts[s] for s in (DONE, FAILED, WAITING))
    report.rows = sum(counts.values())
    report.failures = [Failure(*found) for found in journal.failures(MOST_FAILURES)]
    report.seconds = round(time.monotonic() - started, 3)
    return report
