"""One text and size of the long annex, measured in this process; prints JSON."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from pathlib import Path

from bench.annexes import TEXTS
from dipdocs import load, render

TIMES = 2
"""Letters of each size."""


def measured(text: str, size: int, folder: Path) -> dict[str, list[float]]:
    """Seconds of reading and of rendering, bytes of memory added by the model and at the peak."""
    write = TEXTS[text]
    render(load(write(12, 0, folder / "first")))
    paths = [write(size, number, folder / str(number)) for number in range(1, TIMES + 1)]
    gc.collect()
    before = _memory("VmRSS")
    reading, rendering, held = [], [], 0.0
    for path in paths:
        document = None
        gc.collect()
        begin = time.process_time()
        document = load(path)
        reading.append(time.process_time() - begin)
        held = held or _memory("VmRSS") - before
        begin = time.process_time()
        render(document)
        rendering.append(time.process_time() - begin)
        if len(rendering) == 1:
            peak = _memory("VmHWM") - before
    return {"load": reading, "render": rendering, "model_memory": [held], "peak_memory": [peak]}


def _memory(what: str) -> float:
    """Bytes that this process holds (`VmRSS`) or held at most (`VmHWM`), as Linux tells."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(what))
    return float(line.split()[1]) * 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]), Path(scratch))))
