"""Whether time and memory of a long annex grow as its length does.

    python benchmarks/long_annex.py [1250 2500 5000 10000]

Each size is rendered in a process of its own, from the data to the bytes of the .docx: so many
paragraphs (a third of them numbered, with sub-items), a table for every fifty, a footnote for every
twenty, a heading for every hundred. Printed: processor seconds (best of three), peak memory
over that of a one-paragraph annex, and the exponent fitted to each (1 is linear).
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time

SIZES = (1250, 2500, 5000, 10000)
ROUNDS = 3
SENTENCE = (
    "The participants noted the progress made since their previous meeting and agreed to continue "
    "their consultations in the spirit of the Charter of the United Nations"
)


def body(paragraphs: int) -> str:
    """The annex's text."""
    out: list[str] = []
    notes: list[str] = []
    for number in range(1, paragraphs + 1):
        called = ""
        if number % 20 == 0:
            notes.append(f"[^{number}]: See A/80/{number}, para. *{number}*.")
            called = f"[^{number}]"
        if number % 100 == 1:
            out.append(f"{'#' * (1 + number // 100 % 3)} {'ABC'[number // 100 % 3]}. Part {number}")
        match number % 3:
            case 0:
                out.append(f"{number}. {SENTENCE}:{called}\n   (a) First;\n   (b) **Second**.")
            case _:
                out.append(f"{SENTENCE}, as stated in *paragraph {number}*.{called}")
        if number % 50 == 0:
            out.append(f"Table: Contributions in the period {number}\n\n" + table())
    return "\n\n".join(out + notes)


def table() -> str:
    """A table of six rows with merged head and a note."""
    rows = ["| State | 2024 | < |", "| ^ | Pledged | Paid |", "|---|---:|---:|"]
    rows += [f"| State {number}^a^ | {number} 250.5 | 1 000.0 |" for number in range(1, 6)]
    return "\n".join([*rows, "| **Total** | **15 000.0** | **5 000.0** |", "", "^a^ Estimate."])


def document(paragraphs: int) -> dict[str, object]:
    """The letter that carries the annex."""
    return {
        "kind": "letter",
        "language": "en",
        "date": "2026-03-02",
        "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
        "to": ["secretary-general"],
        "circulation": {"organs": [{"organ": "general-assembly"}]},
        "body": "I have the honour to transmit herewith a report (see annex).",
        "annexes": [{"title": "Report", "body": body(paragraphs)}],
    }


def measure(paragraphs: int) -> dict[str, float]:
    """Render one size, here and now."""
    from dipdocs import render
    from dipdocs.model import parse_document

    render(parse_document(document(1)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data, best, size = document(paragraphs), math.inf, 0
    for _ in range(ROUNDS):
        start = time.process_time()
        size = len(render(parse_document(data)))
        best = min(best, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": best, "megabytes": (peak - before) / 1024, "file": size / 1e6}


def exponent(sizes: list[int], values: list[float]) -> float:
    """The slope of a straight line through the logarithms (least squares)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def main() -> None:
    """Measure every size and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one is not None:
        print(json.dumps(measure(told.one)))
        return
    print("paragraphs  tables  footnotes  seconds  megabytes  file (MB)")
    found = []
    for size in told.sizes:
        run = subprocess.run(
            [sys.executable, __file__, "--one", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        one = json.loads(run.stdout)
        found.append(one)
        print(
            f"{size:10}  {size // 50:6}  {size // 20:9}  {one['seconds']:7.3f}  "
            f"{one['megabytes']:9.1f}  {one['file']:9.2f}",
            flush=True,
        )
    for what in ("seconds", "megabytes"):
        print(f"exponent of {what}: {exponent(told.sizes, [one[what] for one in found]):.2f}")


if __name__ == "__main__":
    main()
