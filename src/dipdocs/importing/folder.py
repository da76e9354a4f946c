"""A folder of documents becomes a folder of data, with a report of each."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dipdocs.api import save
from dipdocs.batch.executors import cores
from dipdocs.errors import DipdocsError, Finding, InputError
from dipdocs.importing.imported import import_file
from dipdocs.importing.reading import KNOWN, printable
from dipdocs.importing.rows import Row, csv_of, empty_row, told
from dipdocs.importing.saving import save_all
from dipdocs.importing.timing import time_limit

REPORT = "report.csv"
LONGEST = 120
"""Seconds that one file may take."""

Progress = Callable[[int, int, int], None]
"""Told how many are settled, of how many, and how many failed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file of a folder: what is read, and where its data goes."""

    source: Path
    name: str
    """The source as the report names it, from the folder."""
    out: Path
    target: str
    """The data's file, from `out`."""
    language: str | None = None
    verify: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What became of a folder: a row for each file, in the order of names."""

    rows: tuple[Row, ...]
    path: Path

    @property
    def failed(self) -> int:
        """How many files could not be read or written, or differ when rendered."""
        return sum(bool(row["error"]) for row in self.rows)


def import_folder(
    folder: Path,
    out: Path,
    *,
    language: str | None = None,
    verify: bool = False,
    force: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> FolderReport:
    """Read back every document in a folder and below, into `out`; `out/report.csv` tells of each.

    Links that lead out of the folder are not followed. A file that fails is reported and the
    others go on. Raises `InputError` where nothing can be begun.
    """
    if not folder.is_dir():
        raise InputError(Finding("there is no such folder", rule="file", file=str(folder)))
    report = out / REPORT
    if report.exists() and not force:
        raise InputError(
            Finding(
                "it exists already",
                rule="output",
                file=str(report),
                fix="name another folder with -o, or write over it with --force",
            )
        )
    found = list(_found(folder, out))
    if not found:
        raise InputError(
            Finding(
                "it holds no document that can be read back",
                rule="file",
                file=str(folder),
                expected=f"files that end in {', '.join(KNOWN)}",
            )
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"no folder can be made: {error.strerror}"
        raise InputError(Finding(message, rule="output", file=str(out))) from None
    targets = _targets([name for name, _ in found])
    work = [
        Job(folder / name, name, out, targets[name], language, verify, force)
        for name, inside in found
        if inside
    ]
    rows = {
        name: {**empty_row(name), "error": "a link that leads out of the folder: not followed"}
        for name, inside in found
        if not inside
    }
    told = progress or (lambda settled, total, failed: None)
    try:
        for row in _made(work, jobs or cores()):
            rows[row["file"]] = row
            told(len(rows), len(found), sum(bool(row["error"]) for row in rows.values()))
    finally:
        # Who stops the run has a report of what was done.
        done = (rows[name] for name, _ in found if name in rows)
        settled = tuple({key: printable(value) for key, value in row.items()} for row in done)
        save(csv_of(settled), report)
    return FolderReport(settled, report)


def _found(folder: Path, out: Path) -> Iterator[tuple[str, bool]]:
    """Documents by their path from the folder, and whether they lie in it."""
    real, own = folder.resolve(), out.resolve()
    names = []
    for place, folders, files in os.walk(folder):
        below = Path(place)
        folders[:] = [name for name in folders if (below / name).resolve() != own]
        names += [
            (below / name).relative_to(folder).as_posix()
            for name in files
            if Path(name).suffix.lower() in KNOWN and not name.startswith((".", "~$"))
        ]
    for name in sorted(names):
        try:
            inside = (folder / name).resolve().is_relative_to(real)
        except (OSError, RuntimeError):
            inside = False
        yield name, inside


def _targets(names: list[str]) -> dict[str, str]:
    """The data's file for each source: its name as .yaml, after its suffix where two agree."""
    stems: dict[str, int] = {}
    for name in names:
        stem = str(PurePosixPath(name).with_suffix("")).casefold()
        stems[stem] = stems.get(stem, 0) + 1
    out = {}
    for name in names:
        stem = str(PurePosixPath(name).with_suffix(""))
        out[name] = f"{name if stems[stem.casefold()] > 1 else stem}.yaml"
    return out


def _made(work: list[Job], jobs: int) -> Iterator[Row]:
    """The rows of jobs as they are settled."""
    if min(jobs, len(work)) <= 1:
        yield from map(run_job, work)
        return
    waiting = iter(work)
    running: dict[Future[Row], Job] = {}
    lost: list[Job] = []
    with _pool(min(jobs, len(work))) as pool:
        try:
            for job in waiting:
                running[pool.submit(run_job, job)] = job
                if len(running) >= 2 * jobs:
                    yield from _settled(running)
            while running:
                yield from _settled(running)
        except BrokenProcessPool:
            # A worker was killed, most likely for want of memory. Which file it had, the pool
            # does not tell: all that were under way are tried again, each in its own process.
            lost = [*running.values(), *waiting]
    for job in lost:
        with _pool(1) as pool:
            try:
                yield pool.submit(run_job, job).result()
            except BrokenProcessPool:
                error = "the process that read it was ended from outside; is there memory enough?"
                yield {**empty_row(job.name), "error": error}


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to the one that began them."""
    context = multiprocessing.get_context("spawn")
    ignored = (signal.SIGINT, signal.SIG_IGN)
    return ProcessPoolExecutor(jobs, context, initializer=signal.signal, initargs=ignored)


def _settled(running: dict[Future[Row], Job]) -> Iterator[Row]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        row = future.result()
        del running[future]
        yield row


def run_job(job: Job) -> Row:
    """Read one file back and write its data; what went wrong stands in the row."""
    row = empty_row(job.name)
    try:
        with time_limit(LONGEST):
            stem = PurePosixPath(job.target).stem
            found = import_file(job.source, language=job.language, images=f"{stem}-images")
            row |= told(found)
            files = found.files(PurePosixPath(job.target).name, prefix=f"{stem}-")
            save_all(files, (job.out / job.target).parent, source=job.source, force=job.force)
            row["output"] = job.target
            if job.verify:
                same = found.verify().same
                row["verified"] = "yes" if same else "no"
                if not same:
                    row["error"] = "rendered again, its text differs"
    except DipdocsError as error:
        finding = error.findings[0]
        row["error"] = finding.message + (f"; {finding.fix}" if finding.fix else "")
    except TimeoutError:
        row["error"] = f"it takes more than {LONGEST} seconds to read"
    except MemoryError:
        row["error"] = "it takes more memory than there is"
    return row
