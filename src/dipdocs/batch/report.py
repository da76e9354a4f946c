"""What a run is asked for, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from dipdocs.layout.own import OwnTemplate

Progress = Callable[[int, int, int], None]
"""Told after each handful: rows settled, rows in all, rows failed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that failed: its place in the table, its key, and what is wrong, fields named.

    `line` is its line in a text, or its row in a sheet, where the table has lines.
    """

    row: int
    key: str
    error: str
    line: int | None = None

    def __str__(self) -> str:
        key = f" ({self.key})" if self.key and self.key != str(self.row) else ""
        line = f", line {self.line}" if self.line is not None else ""
        return f"row {self.row}{key}{line}: {self.error}"


@dataclass(slots=True)
class Report:
    """What a run came to. `kept` rows stood already, `waiting` ones were not made."""

    out: str
    register: str | None
    rows: int = 0
    done: int = 0
    failed: int = 0
    waiting: int = 0
    kept: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    interrupted: bool = False
    failures: list[Failure] = field(default_factory=list)
    text: str | None = field(default=None, repr=False)
    """The text of the first document that is sound, of a dry run."""

    @property
    def exit_code(self) -> int:
        """0 when all asked for is made, 1 when rows failed, 130 when interrupted."""
        return 130 if self.interrupted else int(self.failed > 0)


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes on, beside form, rows and place."""

    layout: str | None
    template: OwnTemplate | None
    typography: bool
    pdf: bool
    jobs: int | None
    executor: Executor | None
    resume: bool
    fail_fast: bool
    dry_run: bool
    only: int | None
    progress: Progress | None
