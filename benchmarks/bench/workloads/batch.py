"""A batch of 10,000 rows: documents a second and core, against a loop of docxtpl.

Both make the seed letter, each row another: docxtpl from finished text on one core, with nothing
else to do; dipdocs as its command on two, from a form and a CSV file to files and a register.
"""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

from bench import letters, own, python_peers
from bench.material import prepare
from bench.measure import measure
from bench.result import Options, Result

ROWS = 10_000
CORES = 2
LOOP = "docxtpl loop: documents a second"
OWN = "dipdocs batch: documents a second and core"
RATIO = "dipdocs batch: times docxtpl's loop, per core"


def run(options: Options) -> Result:
    """The loop of docxtpl before and after the batch, so that a busy machine slows both."""
    result = Result("batch", own=python_peers.DOCXTPL)
    folder = options.scratch / "batch"
    kind = letters.seed()
    material = prepare(kind, letters.write(kind, range(options.count), folder / "letters"))
    peers, notices = python_peers.subjects(material)
    result.notices += notices
    loop = [peer for peer in peers if peer.name == python_peers.DOCXTPL]
    form, table = letters.write_form(ROWS, folder / "form")
    series = measure(loop, options.count, rounds=options.rounds, warm_up=options.warm_up)
    result.figures[OWN] = own_rate(form, table, folder / "out")
    after = measure(loop, options.count, rounds=options.rounds, warm_up=options.warm_up)
    for name, one in series.items():
        one.rounds += after[name].rounds
        result.series[name] = one
        result.figures[LOOP] = 1 / one.median
        result.figures[RATIO] = result.figures[OWN] / result.figures[LOOP]
    return result


def own_rate(form: Path, table: Path, out: Path) -> float:
    """Documents a second and core, from the start of the command to its end."""
    command = [*own.program(), "batch", str(form), str(table), "--out", str(out)]
    command += ["--jobs", str(CORES), "--json"]
    begin = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=own.environment()
    )
    seconds = time.perf_counter() - begin
    if done.returncode or json.loads(done.stdout)["done"] != ROWS:
        raise RuntimeError(f"the batch failed: {done.stderr or done.stdout}")
    return ROWS / seconds / CORES
