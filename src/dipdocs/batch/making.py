"""Making documents of rows: what a worker does. It knows the job; rows come to it in handfuls."""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import pickle
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from dipdocs.api import layout_of
from dipdocs.batch.addressees import addressee
from dipdocs.batch.form import Form
from dipdocs.batch.journal import DONE, FAILED, Outcome
from dipdocs.batch.row import Row, typed
from dipdocs.batch.stores import Store
from dipdocs.batch.tasks import Task, opened
from dipdocs.compose.composition import Composition
from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError, Finding
from dipdocs.layout import Layout
from dipdocs.layout.own import OwnTemplate
from dipdocs.model import Document
from dipdocs.writers import write
from dipdocs.writers.text import write as write_text


@dataclass(frozen=True, slots=True)
class Job:
    """What all rows of a run share. With `store` None documents come back as bytes."""

    form: Form
    store: Store | None
    layout: str | None = None
    template: OwnTemplate | None = None
    typography: bool = True
    pdf: bool = False
    dry: bool = False
    """Whether documents are composed only, and nothing is written."""


class Made(NamedTuple):
    """What a worker gives for a row. `stop` tells that no further document can be written."""

    outcome: Outcome
    data: bytes | None = None
    pdf: bytes | None = None
    text: str | None = None
    stop: Finding | None = None


def now() -> str:
    """The time, as the register shows it: UTC, whole seconds."""
    return _second(int(time.time()))


@lru_cache(maxsize=4)
def _second(since: int) -> str:
    return datetime.fromtimestamp(since, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def told(findings: Sequence[Finding], most: int = 3) -> str:
    """Findings in one line: field, what is wrong, what is expected."""
    lines = []
    for finding in findings[:most]:
        place = finding.field or finding.place
        line = f"{place}: {finding.message}" if place else finding.message
        if finding.rule == "expression" and finding.found and finding.found not in line:
            line += f": {finding.found}"
        if finding.expected and finding.expected not in finding.message:
            line += f" (expected {finding.expected})"
        lines.append(" ".join(line.split()))
    if len(findings) > most:
        lines.append(f"and {len(findings) - most} more")
    # A key of JSON may hold half a character, which no file can.
    return "; ".join(lines).encode(errors="backslashreplace").decode()


# -- workers --------------------------------------------------------------------------------------

_jobs: dict[str, Job] = {}


def begin(token: str, job: bytes, parent: int) -> None:
    """Make a process of our own pool ready: it leaves Ctrl-C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _jobs.clear()
    _jobs[token] = pickle.loads(job)
    # What stands now stands to the end; documents leave little that only the collector finds.
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)


def _end_with(parent: int) -> None:
    """End the process when its parent has: after kill -9 nobody would tell it."""
    while os.getppid() == parent:
        time.sleep(0.25)
    os._exit(1)


def work(token: str, job: bytes | None, tasks: Sequence[bytes]) -> list[Made]:
    """Make the documents of some rows. `job` comes along where the worker may not have it yet."""
    own = _jobs.get(token)
    if own is None:  # threads may come here at once, of different runs too
        if job is None:
            raise RuntimeError("the worker was not made ready")
        own = pickle.loads(job)
        _jobs.clear()
        _jobs[token] = own
    made: list[Made] = []
    shown = not own.dry
    for task in tasks:
        made.append(_made(own, opened(task), show=not shown))
        shown = shown or made[-1].text is not None
    return _with_pdf(own, made) if own.pdf and not own.dry else made


def _made(job: Job, task: Task, *, show: bool) -> Made:
    """What becomes of a row; of a dry run with its text, if that is asked for."""
    try:
        document = document_of(job.form, task)
        layout = _layout(job, document)
        composition = _composed(job, document, layout)
        outcome = Outcome(
            task.row, DONE, now(), addressee(document, composition.language), composition.language
        )
        if job.dry:
            return Made(outcome, text=write_text(composition) if show else None)
        data = _written(task.name, composition, layout)
    except DipdocsError as error:
        return Made(Outcome(task.row, FAILED, now(), error=told(error.findings)))
    except Exception as error:  # one row's defect must not end the run of all
        words = f"a defect of dipdocs: {type(error).__name__}: {str(error)[:300]}"
        return Made(Outcome(task.row, FAILED, now(), error=words))
    outcome = outcome._replace(file=task.name, sha256=hashlib.sha256(data).hexdigest())
    return kept(Made(outcome, data), job.store, keep_data=job.pdf)


def kept(made: Made, store: Store | None, *, keep_data: bool = False) -> Made:
    """What was made, saved in the store if there is one; `stop` is set where that fails."""
    if store is None or made.outcome.state != DONE:
        return made
    try:
        for name, data in ((made.outcome.file, made.data), (made.outcome.pdf, made.pdf)):
            if name is not None and data is not None:
                store.save(name, data)
    except DipdocsError as error:
        return made._replace(data=None, pdf=None, stop=error.findings[0])
    return made if keep_data else made._replace(data=None, pdf=None)


def document_of(form: Form, task: Task) -> Document:
    """The document of a task's row."""
    cells = marshal.loads(task.cells)
    return form.document(Row(typed(cells, form.declared)), task.number)


_first = threading.RLock()
"""Held while a layout or its template is first made ready: threads would each do it at once."""
_ready: set[tuple[str, str, str]] = set()


def _written(name: str, composition: Composition, layout: Layout) -> bytes:
    format = PurePath(name).suffix.removeprefix(".").lower()
    place = (format, layout.name, composition.language)
    if place in _ready:
        return write(format, composition, layout)
    with _first:
        data = write(format, composition, layout)
        _ready.add(place)
    return data


def _layout(job: Job, document: Document) -> Layout:
    if _ready:
        layout = layout_of(document, job.layout, job.template)
    else:
        with _first:
            layout = layout_of(document, job.layout, job.template)
    return layout if job.template is None else _read_once(layout)


_own: dict[str, Layout] = {}


def _read_once(layout: Layout) -> Layout:
    """The layout with the user's Word template, which is read once."""
    known = _own.get(layout.name)
    if known is None or known != layout:
        known = _own[layout.name] = layout
    return known


def _composed(job: Job, document: Document, layout: Layout) -> Composition:
    return compose(
        document, face=layout.face, typography=job.typography, job_prefix=layout.job_prefix
    )


def pdf_name(file: str) -> str:
    """The name of the PDF beside a document."""
    return str(PurePath(file).with_suffix(".pdf"))


def _with_pdf(job: Job, made: list[Made]) -> list[Made]:
    """The same with a PDF beside each document, converted together."""
    from dipdocs.batch.pdf import convert

    ready = {m.outcome.file: m.data for m in made if m.outcome.file and m.data and not m.stop}
    converted = convert(ready)
    result = []
    for each in made:
        file = each.outcome.file
        if file is None or file not in ready:
            result.append(each)
            continue
        pdf = converted[file]
        if isinstance(pdf, str):
            failed = Outcome(each.outcome.row, FAILED, now(), error=pdf)
            result.append(Made(failed))
            continue
        outcome = each.outcome._replace(
            pdf=pdf_name(file), pdf_sha256=hashlib.sha256(pdf).hexdigest()
        )
        if job.store is None:
            result.append(each._replace(outcome=outcome, pdf=pdf))
        else:
            result.append(kept(Made(outcome, None, pdf), job.store))  # the document is saved
    return result
