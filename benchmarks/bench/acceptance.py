"""What the product promises of its speed, as ratios within one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import ge, le

from bench import own, pandoc, python_peers
from bench.result import Result
from bench.workloads import batch, letters, start

Results = Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class Check:
    """One promise; `found` is None where the run has not measured it."""

    promise: str
    limit: float
    found: float | None
    holds: Callable[[float, float], bool]

    @property
    def verdict(self) -> str:
        """Pass, fail, or not measured."""
        if self.found is None:
            return "not measured"
        return "pass" if self.holds(self.found, self.limit) else "FAIL"


def checks(results: Results) -> list[Check]:
    """Every promise with what was found."""
    return list(_checks(results))


def _checks(results: Results) -> Iterator[Check]:
    seed = results.get("seed")
    yield Check(
        "model → bytes: times faster than docxtpl, at least", 12,
        _times(seed, python_peers.DOCXTPL, own.MODEL), ge,
    )  # fmt: skip
    yield Check(
        "model → bytes: times faster than the fastest peer, at least", 4, _fastest(seed), ge
    )
    yield Check(
        "model → bytes: times the floor, at most", 4, _times(seed, own.MODEL, letters.FLOOR), le
    )
    yield Check(
        "YAML file → docx file: times faster than docxtpl's render alone, at least", 3,
        _times(seed, python_peers.DOCXTPL, own.FILE), ge,
    )  # fmt: skip
    rows = results.get("batch")
    yield Check(
        "batch: documents a second and core, times those of docxtpl's loop, at least", 13,
        _quotient(rows, batch.OWN, batch.LOOP), ge,
    )  # fmt: skip
    annex = results.get("long-annex")
    exponents = [name for name in (annex.figures if annex else {}) if "exponent" in name]
    for name in exponents or ["exponents of time and memory"]:
        found = annex.figures[name] if annex and exponents else None
        yield Check(f"long annex: {name}, at most", 1.1, found, le)
    begun = results.get("start")
    yield Check(
        "`dipdocs --help`: times `import click`, at most", 1.5,
        _times(begun, start.HELP, start.CLICK), le,
    )  # fmt: skip
    yield Check(
        "`dipdocs render`: times the import of the libraries, at most", 1.5,
        _times(begun, start.RENDER, start.LIBRARIES), le,
    )  # fmt: skip


def _times(result: Result | None, slow: str, fast: str) -> float | None:
    """How many times slower one series is than another."""
    if result is None or not {slow, fast} <= result.series.keys():
        return None
    return result.series[slow].times(result.series[fast])


def _fastest(result: Result | None) -> float | None:
    """How many times slower than dipdocs the fastest peer is."""
    if result is None:
        return None
    ours = (own.MODEL, own.FILE, own.COMMAND, pandoc.NAME)
    peers = [name for name in result.series if name not in ours and letters.FLOOR not in name]
    found = [_times(result, name, own.MODEL) for name in peers]
    return min((one for one in found if one is not None), default=None)


def _quotient(result: Result | None, above: str, below: str) -> float | None:
    if result is None or not {above, below} <= result.figures.keys():
        return None
    return result.figures[above] / result.figures[below]
