"""Run the benchmarks: `python benchmarks/run.py [WORKLOAD …] [--check] [--json FILE]`.

What is measured and how is told in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench import report
from bench.acceptance import checks
from bench.node_peers import HERE
from bench.result import Options, Result
from bench.scratch import place
from bench.versions import machine, versions
from bench.workloads import WORKLOADS, run

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "performance.md"


def main() -> None:
    """Run the workloads asked for and tell what was found; the exit code stays 0."""
    arguments = _parser().parse_args()
    results: dict[str, Result] = {}
    told: list[str] = []
    before = machine()
    with tempfile.TemporaryDirectory(prefix="dipdocs-bench-", dir=place()) as scratch:
        options = Options(
            rounds=arguments.rounds,
            letters=arguments.letters,
            warm_up=30,
            node_modules=arguments.node_modules.resolve(),
            scratch=Path(scratch),
        )
        for name in arguments.workloads or WORKLOADS:
            print(f"{name} …", file=sys.stderr, flush=True)
            results[name] = run(name, options)
            told.append(report.table(results[name]))
            print(told[-1], flush=True)
    found = versions()
    for result in results.values():
        found |= result.versions
    verdicts = checks(results)
    ended = {**before, "load at the end": machine()["load"]}
    true_for = [report.listed("Versions", found), report.listed("Machine", ended)]
    if arguments.check:
        print(report.verdicts(verdicts))
    print("\n".join(true_for))
    if arguments.docs:
        report.put(DOCS, [report.verdicts(verdicts), *told, "\n\n".join(true_for)])
    if arguments.json is not None:
        text = json.dumps(report.data(results, verdicts, found, before), indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure dipdocs beside its peers and the floor.")
    names = list(WORKLOADS)
    parser.add_argument(
        "workloads", nargs="*", metavar="WORKLOAD", choices=[[], *names], help=", ".join(names)
    )
    parser.add_argument("--rounds", type=_positive, default=20, help="rounds (default: 20)")
    parser.add_argument("--letters", type=_positive, default=10, help="letters of a round (10)")
    parser.add_argument("--check", action="store_true", help="compare with what is promised")
    parser.add_argument(
        "--docs", action="store_true", help=f"put the tables into {DOCS.relative_to(ROOT)}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements there")
    parser.add_argument(
        "--node-modules",
        type=Path,
        default=HERE,
        metavar="FOLDER",
        help="the folder that holds the Node peers' node_modules (default: benchmarks/node)",
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    main()
