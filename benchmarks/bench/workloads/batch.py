"""A batch of 10,000 rows: documents a second and core, against a loop of docxtpl."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from bench import letters, python_peers
from bench.material import Job, prepare
from bench.measure import measure
from bench.result import Options, Result

ROWS = 10_000
CORES = 2
LOOP = "docxtpl loop: documents a second"
OWN = "dipdocs batch: documents a second and core"


def run(options: Options) -> Result:
    """The loop of docxtpl on a sample of rows; dipdocs on all of them once it has a batch."""
    result = Result("batch", own=python_peers.DOCXTPL)
    folder = options.scratch / "batch"
    kind = letters.seed()
    material = prepare(kind, letters.write(kind, range(options.count), folder / "letters"))
    peers, notices = python_peers.subjects(material)
    result.notices += notices
    loop = [peer for peer in peers if peer.name == python_peers.DOCXTPL]
    result.series = measure(loop, options.count, rounds=options.rounds, warm_up=options.warm_up)
    for series in result.series.values():
        result.figures[LOOP] = 1 / series.median
    rows = folder / "rows.csv"
    write_rows(rows, [job for jobs in material.jobs for job in jobs], ROWS)
    rate = own_rate(rows)
    if rate is None:
        result.notices.append("dipdocs has no batch yet: its rate is skipped")
    else:
        result.figures[OWN] = rate
    return result


def write_rows(path: Path, jobs: Sequence[Job], count: int) -> None:
    """A CSV file of so many rows, a column for each text that differs between letters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", *jobs[0].values])
        for number in range(count):
            writer.writerow([number, *jobs[number % len(jobs)].values.values()])


def own_rate(rows: Path) -> float | None:
    """Documents a second and core of `dipdocs batch` on 2 cores; None while there is none."""
    if find_spec("dipdocs.batch") is None:
        return None
    # To be written with dipdocs.batch: a form made from the seed letter, `--jobs 2`, the wall
    # time of the command from start to end, divided by CORES.
    return None
