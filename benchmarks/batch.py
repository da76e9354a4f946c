"""What a batch costs: memory at 1,000 and 100,000 rows, speed on one core and two, and docxtpl.

    python benchmarks/batch.py [--rows 100000] [--speed-rows 6000] [--rounds 3] [--folder F]

The documents are the notes of `examples/invitation-to-all-missions`, the missions repeated, every
row with another number of seats. Only ratios within one run mean anything. Memory is the highest
resident size (VmHWM, Linux) of the command's process and of each of its workers.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

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


def command(table: Path, out: Path, jobs: int) -> list[str]:
    """The command of one run."""
    return [
        *(sys.executable, "-m", "dipdocs", "batch", str(EXAMPLE / "form.yaml"), str(table)),
        *("--out", str(out), "--number-from", "1", "--jobs", str(jobs), "--json"),
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
    process = subprocess.Popen(command(table, out, 1), stdout=subprocess.PIPE, text=True)
    own, worker = peaks(process)
    assert process.stdout is not None
    report = json.loads(process.stdout.read())
    assert report["done"] == count, report
    shutil.rmtree(out)
    return {"process": own, "worker": worker, "rate": count / report["seconds"]}


def rate(folder: Path, table: Path, count: int, jobs: int) -> float:
    """Documents a second of a run, from the start of the command to its end."""
    out = folder / "out"
    started = time.perf_counter()
    subprocess.run(command(table, out, jobs), check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    shutil.rmtree(out)
    return count / seconds


def docxtpl_rate(folder: Path, count: int) -> float | None:
    """Documents a second of a loop of docxtpl on one core; None where it is not installed.

    Its template is one of the example's notes with three places to fill, so that it does less than
    dipdocs: it chooses no language and composes nothing.
    """
    if find_spec("docxtpl") is None:
        return None
    import docx
    from docxtpl import DocxTemplate

    made, table = folder / "out", write_rows(folder / "one.csv", 1)
    subprocess.run(command(table, made, 1), check=True, stdout=subprocess.DEVNULL)
    document = docx.Document(str(made / "1.docx"))
    texts = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]
    for place, name in enumerate(("first", "second", "third")):
        texts[place].text = f"{texts[place].text} {{{{ {name} }}}}"
    template = folder / "template.docx"
    document.save(str(template))
    shutil.rmtree(made)
    started = time.perf_counter()
    for index in range(count):
        filled = DocxTemplate(str(template))
        filled.render({"first": f"one {index}", "second": f"two {index}", "third": str(index)})
        filled.save(str(folder / "docxtpl.docx"))
    return count / (time.perf_counter() - started)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--speed-rows", type=int, default=6_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to write; /dev/shm leaves out the disk")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dipdocs-bench-", dir=options.folder) as name:
        folder = Path(name)
        table = write_rows(folder / "speed.csv", options.speed_rows)
        one, two = [], []
        for _ in range(options.rounds):
            one.append(rate(folder, table, options.speed_rows, 1))
            two.append(rate(folder, table, options.speed_rows, 2))
        peer = docxtpl_rate(folder, 200)
        small, large = memory(folder, 1_000), memory(folder, options.rows)
    ratio = statistics.median(b / a for a, b in zip(one, two, strict=True))
    figures: dict[str, float | None] = {
        "documents a second, 1 core": statistics.median(one),
        "documents a second, 2 cores": statistics.median(two),
        "2 cores to 1 (promised: 1.7)": ratio,
        "docxtpl loop, documents a second": peer,
        "times docxtpl, 1 core each": statistics.median(one) / peer if peer else None,
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
