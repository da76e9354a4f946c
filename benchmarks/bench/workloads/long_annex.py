"""A long annex: do time and memory grow as the text does? 1,250 paragraphs are about 300 pages."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Series
from bench.result import Options, Result

SIZES = (1_250, 2_500, 5_000, 10_000)
TIMES = {"load": "YAML file → model", "render": "model → bytes"}
MEMORY = {"model_memory": "memory of the model", "peak_memory": "peak memory, model and render"}


def run(options: Options) -> Result:
    """Each size in a process of its own, so that each has a peak of its own."""
    result = Result("long-annex")
    found = {size: _measured(size) for size in SIZES}
    for key, name in TIMES.items():
        for size, one in found.items():
            label = f"{name}, {size:,} paragraphs"
            result.series[label] = Series(label, [[seconds] for seconds in one[key]])
        result.figures[f"{name}: exponent of time"] = exponent(
            {size: min(one[key]) for size, one in found.items()}
        )
    for key, name in MEMORY.items():
        for size, one in found.items():
            result.figures[f"{name}, {size:,} paragraphs (MB)"] = one[key][0] / 1e6
        result.figures[f"{name}: exponent"] = exponent(
            {size: one[key][0] for size, one in found.items()}
        )
    result.own = f"{TIMES['render']}, {SIZES[0]:,} paragraphs"
    return result


def exponent(points: Mapping[int, float]) -> float:
    """The exponent of the power of the size that fits best (least squares of logarithms)."""
    xs = [math.log(size) for size in points]
    ys = [math.log(max(value, 1e-9)) for value in points.values()]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / sum((a - x) ** 2 for a in xs)


def _measured(size: int) -> dict[str, list[float]]:
    home = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "bench.workloads.long_annex_process", str(size)]
    done = subprocess.run(command, cwd=home, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found
