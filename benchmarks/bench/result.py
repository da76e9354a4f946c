"""What a workload gives: series of measurements, single figures, notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import Series


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure."""

    rounds: int
    letters: int
    """Letters of a round."""
    warm_up: int
    node_modules: Path
    """The folder that holds `node_modules`."""
    scratch: Path
    """A folder for files, deleted at the end."""

    @property
    def count(self) -> int:
        """Letters to prepare."""
        return self.warm_up + self.rounds * self.letters


@dataclass(slots=True)
class Result:
    """The result of one workload."""

    workload: str
    series: dict[str, Series] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    """Single figures by name, with their unit: exponents, memory, documents a second."""
    notices: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    own: str = ""
    """The series that the ratios of the table are taken to."""
