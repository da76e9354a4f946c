"""Results as tables for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.acceptance import Check
from bench.result import Result


def table(result: Result) -> str:
    """A workload's results, the fastest first."""
    lines = [f"## {result.workload}", ""]
    if result.series:
        lines += _grid(
            ["", "median ms", "quartiles ms", "least ms", "letters", f"times {result.own}"],
            _rows(result),
        )
        lines.append("")
    if result.figures:
        lines += _grid(
            ["", "figure"], [[name, f"{one:.3g}"] for name, one in result.figures.items()]
        )
        lines.append("")
    lines += [f"Notice: {notice}" for notice in result.notices]
    return "\n".join(lines).rstrip() + "\n"


def _rows(result: Result) -> list[list[str]]:
    rows = []
    base = result.series.get(result.own)
    for series in sorted(result.series.values(), key=lambda one: one.median):
        low, high = series.quartiles
        ratio = "" if base is None else f"{series.times(base):.2f}"
        span = f"{low * 1e3:.2f}–{high * 1e3:.2f}"
        least = f"{series.least * 1e3:.2f}"
        count = str(len(series.all))
        rows.append([series.name, f"{series.median * 1e3:.2f}", span, least, count, ratio])
    return rows


def verdicts(checks: Sequence[Check]) -> str:
    """The promises, each with what was found."""
    rows = [
        [
            check.promise,
            f"{check.limit:g}",
            "" if check.found is None else f"{check.found:.2f}",
            check.verdict,
        ]
        for check in checks
    ]
    return "\n".join(["## acceptance", "", *_grid(["promise", "limit", "found", ""], rows), ""])


BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
"""Between these marks of a page stands what a run has found."""


def put(page: Path, parts: Sequence[str]) -> None:
    """Put what a run has found into a page of the documentation."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    # sections of the page's own section
    found = "\n\n".join(part.strip() for part in parts).replace("\n## ", "\n### ")
    found = found.replace("## ", "### ", 1) if found.startswith("## ") else found
    page.write_text(f"{before}{BEGIN}\n\n{found}\n\n{END}{after}", encoding="utf-8")


def listed(title: str, values: Mapping[str, str]) -> str:
    """Names and values in one line."""
    return f"{title}: " + ", ".join(f"{name} {value}" for name, value in values.items())


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of Markdown, its columns aligned."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * width if not index else "-" * (width - 1) + ":" for index, width in _each(widths)]
    shown = []
    for row in (head, rule, *rows):
        cells = [
            cell.ljust(width) if not index else cell.rjust(width)
            for (index, width), cell in zip(_each(widths), row, strict=True)
        ]
        shown.append(f"| {' | '.join(cells)} |")
    return shown


def _each(widths: Sequence[int]) -> list[tuple[int, int]]:
    return list(enumerate(widths))


def data(
    results: Mapping[str, Result],
    checks: Sequence[Check],
    versions: Mapping[str, str],
    machine: Mapping[str, str],
) -> dict[str, Any]:
    """Everything, for `--json`."""
    return {
        "versions": dict(versions),
        "machine": dict(machine),
        "workloads": {name: _workload(result) for name, result in results.items()},
        "acceptance": [
            {"promise": one.promise, "limit": one.limit, "found": one.found, "verdict": one.verdict}
            for one in checks
        ],
    }


def _workload(result: Result) -> dict[str, Any]:
    base = result.series.get(result.own)
    return {
        "ratios_to": result.own or None,
        "series": {
            name: {
                "median_seconds": series.median,
                "least_seconds": series.least,
                "quartiles_seconds": list(series.quartiles),
                "ratio": None if base is None else series.times(base),
                "rounds": series.rounds,
            }
            for name, series in result.series.items()
        },
        "figures": result.figures,
        "notices": result.notices,
    }
