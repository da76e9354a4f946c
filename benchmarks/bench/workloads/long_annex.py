"""A long annex: do time and memory grow as the text does? 1,250 paragraphs are about 300 pages.

Time is the processor's: that of the clock tells what else the machine did meanwhile.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.annexes import TEXTS
from bench.measure import Series
from bench.result import Options, Result

SIZES = (1_250, 2_500, 5_000, 10_000)
TIMES = {"load": "YAML file → model", "render": "model → bytes"}
MEMORY = {"model_memory": "memory of the model", "peak_memory": "peak memory, model and render"}
ROUNDS = 4
Round = Mapping[int, dict[str, list[float]]]
"""What one round has found, by size."""


def run(options: Options) -> Result:
    """Each text and size in processes of its own, so that each has a peak of its own.

    The sizes take turns, so that a machine that is slow for a while slows all of them.
    """
    result = Result("long-annex")
    for text in TEXTS:
        rounds = [{size: _measured(text, size) for size in SIZES} for _ in range(ROUNDS)]
        _tell(result, text, rounds)
    result.own = f"{next(iter(TEXTS))}: {TIMES['render']}, {SIZES[0]:,} paragraphs"
    return result


def _tell(result: Result, text: str, rounds: Sequence[Round]) -> None:
    """Put what the rounds have found of one text into the result: the least of each size."""
    for key, what in TIMES.items():
        name = f"{text}: {what}"
        for size in SIZES:
            label = f"{name}, {size:,} paragraphs"
            result.series[label] = Series(label, [one[size][key] for one in rounds])
        result.figures[f"{name}: exponent of time"] = exponent(
            {size: min(min(one[size][key]) for one in rounds) for size in SIZES}
        )
    for key, what in MEMORY.items():
        name = f"{text}: {what}"
        least = {size: min(min(one[size][key]) for one in rounds) for size in SIZES}
        for size, found in least.items():
            result.figures[f"{name}, {size:,} paragraphs (MB)"] = found / 1e6
        result.figures[f"{name}: exponent"] = exponent(least)


def exponent(points: Mapping[int, float]) -> float:
    """The exponent of the power of the size that fits best (least squares of logarithms)."""
    xs = [math.log(size) for size in points]
    ys = [math.log(max(value, 1e-9)) for value in points.values()]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / sum((a - x) ** 2 for a in xs)


def _measured(text: str, size: int) -> dict[str, list[float]]:
    home = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "bench.workloads.long_annex_process", text, str(size)]
    done = subprocess.run(command, cwd=home, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found
