"""What a batch costs: memory at 1,000 and 100,000 rows, speed on one core and two, and docxtpl.

    python benchmarks/batch.py [--rows 100000] [--speed-rows 10000] [--rounds 3] [--folder F]

The documents are the notes of `examples/invitation-to-all-missions`, the missions repeated, every
row with another number of seats. Only ratios within one run mean anything. Speed is that of the
whole command, its start included. It may use one core or two (`sched_setaffinity`, Linux), and
takes as many processes as it has cores. Beside this, `--jobs 1` and `--jobs 2` are compared, both
on two cores, where the command has a core of its own while its one worker makes documents. CPU time
is told too: where that of a document differs much, another program was using the machine, and the
ratios say little. Memory is the highest resident size (VmHWM, Linux) of the
command's process and of each of its workers.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from bench.scratch import place

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "invitation-to-all-missions"


def write_rows(path: Path, count: int) -> Path:
    """The missions of the example again and again, so many rows."""
    with (EXAMPLE / "missions.csv").open(encoding="utf-8", newline="") as file:
        header, *missions = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for index in range(count):
            row = list(missions[index % len(missions)])
            row[3] = str(index + 2)
            writer.writerow(row)
    return path


def command(table: Path, out: Path, *more: str) -> list[str]:
    """The command of one run."""
    return [
        *(sys.executable, "-m", "dipdocs", "batch", str(EXAMPLE / "form.yaml"), str(table)),
        *("--out", str(out), "--number-from", "1", "--json", *more),
    ]


def peaks(process: subprocess.Popen[str]) -> tuple[float, float]:
    """Peak memory in MB of a running command and of the largest of its workers."""
    own, workers = 0.0, {}
    while process.poll() is None:
        own = _peak(process.pid) or own
        for child in _children(process.pid):
            workers[child] = _peak(child) or workers.get(child, 0.0)
        time.sleep(0.05)
    return own, max(workers.values(), default=0.0)


def _peak(pid: int) -> float | None:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return None


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def memory(folder: Path, count: int) -> dict[str, float]:
    """Peak memory of a run of so many rows with one worker, and its rate."""
    table, out = write_rows(folder / "rows.csv", count), folder / "out"
    process = subprocess.Popen(
        command(table, out, "--jobs", "1"), stdout=subprocess.PIPE, text=True
    )
    own, worker = peaks(process)
    assert process.stdout is not None
    report = json.loads(process.stdout.read())
    assert report["done"] == count, report
    shutil.rmtree(out)
    return {"process": own, "worker": worker, "rate": count / report["seconds"]}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to run the command: on so many cores, with what options."""

    name: str
    cores: int
    options: tuple[str, ...] = ()
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """CPU seconds of each run, of all its processes."""

    def run(self, table: Path, out: Path) -> None:
        """One run, from the start of the command to its end."""
        cores = sorted(os.sched_getaffinity(0))[: self.cores]
        before, started = os.times(), time.perf_counter()
        subprocess.run(
            command(table, out, *self.options),
            check=True,
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
        self.seconds.append(time.perf_counter() - started)
        used = os.times()
        self.processor.append(
            used.children_user
            + used.children_system
            - before.children_user
            - before.children_system
        )

    def times(self, other: Way) -> float:
        """How many times faster this is than another: the median of the rounds' ratios."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return statistics.median(others / own for own, others in pairs)


_LOOP = "x = 0\nfor i in range(20_000_000): x += i & 7"


def loops(cores: int) -> float:
    """Seconds that two plain loops of Python take beside each other: the machine's own measure."""
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    started = time.perf_counter()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", f"import os; os.sched_setaffinity(0, {chosen})\n{_LOOP}"]
        )
        for _ in range(2)
    ]
    for process in running:
        process.wait()
    return time.perf_counter() - started


ONE, TWO, ONE_JOB = "1 core", "2 cores", "--jobs 1 on 2 cores"


def speed(folder: Path, count: int, rounds: int) -> tuple[dict[str, Way], float]:
    """The ways in turns, and how much faster plain loops were on two cores in the same rounds.

    What they wrote stays to the end: see `bench.scratch`.
    """
    table = write_rows(folder / "speed.csv", count)
    ways = [Way(ONE, 1), Way(TWO, 2), Way(ONE_JOB, 2, ("--jobs", "1"))]
    plain = []
    for number in range(rounds):
        plain.append(loops(1) / loops(2))
        turn = number % len(ways)
        for way in (*ways[turn:], *ways[:turn]):
            way.run(table, folder / f"{ways.index(way)}-{number}")
    return {way.name: way for way in ways}, statistics.median(plain)


def docxtpl_rate(folder: Path, count: int) -> float | None:
    """Documents a second of a loop of docxtpl on one core; None where it is not installed.

    Its template is one of the example's notes with three places to fill, so that it does less than
    dipdocs: it chooses no language and composes nothing.
    """
    if find_spec("docxtpl") is None:
        return None
    import docx
    from docxtpl import DocxTemplate

    made, table = folder / "docxtpl", write_rows(folder / "one.csv", 1)
    subprocess.run(command(table, made), check=True, stdout=subprocess.DEVNULL)
    document = docx.Document(str(made / "1.docx"))
    texts = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]
    for text, name in zip(texts, ("first", "second", "third"), strict=False):
        text.text = f"{text.text} {{{{ {name} }}}}"
    template = folder / "template.docx"
    document.save(str(template))
    started = time.perf_counter()
    for index in range(count):
        filled = DocxTemplate(str(template))
        filled.render({"first": f"one {index}", "second": f"two {index}", "third": str(index)})
        filled.save(str(made / f"filled-{index}.docx"))
    return count / (time.perf_counter() - started)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--speed-rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=place(), help="where to write, if no memory")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    count = options.speed_rows
    with tempfile.TemporaryDirectory(prefix="dipdocs-bench-", dir=options.folder) as name:
        folder = Path(name)
        ways, plain = speed(folder, count, options.rounds)
        peer = docxtpl_rate(folder, 200)
        small, large = memory(folder, 1_000), memory(folder, options.rows)
    one, two = ways[ONE], ways[TWO]
    rates = {name: count / statistics.median(way.seconds) for name, way in ways.items()}
    figures: dict[str, float | None] = {
        **{f"documents a second, {name}": rate for name, rate in rates.items()},
        **{
            f"CPU ms a document, {name}": statistics.median(way.processor) / count * 1000
            for name, way in ways.items()
        },
        "2 cores to 1 (promised: 1.7)": two.times(one),
        "plain loops in the same rounds": plain,
        "--jobs 2 to --jobs 1, both on 2 cores": two.times(ways[ONE_JOB]),
        "docxtpl loop, documents a second": peer,
        "times docxtpl, 1 core each": rates[ONE] / peer if peer else None,
        "peak MB of a worker, 1,000 rows": small["worker"],
        f"peak MB of a worker, {options.rows:,} rows": large["worker"],
        "worker's ratio (promised: 1.3)": large["worker"] / small["worker"],
        "peak MB of the command, 1,000 rows": small["process"],
        f"peak MB of the command, {options.rows:,} rows": large["process"],
        "command's ratio (promised: 1.3)": large["process"] / small["process"],
    }
    for label, value in figures.items():
        print(f"{label:44} {'not measured' if value is None else f'{value:10.2f}'}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
