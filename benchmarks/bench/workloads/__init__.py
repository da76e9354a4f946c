"""Workloads by name: module and function, imported when asked for."""

from __future__ import annotations

from importlib import import_module

from bench.result import Options, Result

WORKLOADS = {
    "seed": "bench.workloads.letters:seed",
    "six-languages": "bench.workloads.letters:six_languages",
    "long-annex": "bench.workloads.long_annex:run",
    "batch": "bench.workloads.batch:run",
    "start": "bench.workloads.start:run",
}


def run(name: str, options: Options) -> Result:
    """The result of a workload."""
    module, function = WORKLOADS[name].split(":")
    result: Result = getattr(import_module(module), function)(options)
    return result
