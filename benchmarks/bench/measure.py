"""Measuring: subjects take turns in rounds, each round on letters that no one has seen before.

In every round each subject makes the same letters; the order turns from round to round. Garbage
collection is on for all, as it is for users, and runs when each runtime thinks fit; in Python each
turn begins after a collection, and what was prepared is frozen out of it. Ratios compare medians
of the same round, so that a machine that is busy for a while slows both sides.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Protocol

WARM_UP = 2.0
"""Seconds for which a subject runs before it is measured."""


class Subject(Protocol):
    """Something that is measured."""

    name: str
    share: int
    """Letters it makes in a round, at most."""

    def run(self, letters: Sequence[int]) -> list[float]:
        """Make these letters; the seconds that each took."""


@dataclass(slots=True)
class Call:
    """A subject in this process: a function from a letter's number to what is made of it."""

    name: str
    call: Callable[[int], object]
    share: int = 10

    def run(self, letters: Sequence[int]) -> list[float]:
        """Make these letters."""
        seconds = []
        for number in letters:
            begin = time.perf_counter()
            self.call(number)
            seconds.append(time.perf_counter() - begin)
        return seconds


@dataclass(slots=True)
class Series:
    """The seconds that a subject took for each letter, by round."""

    name: str
    rounds: list[list[float]] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        """Every measurement."""
        return [seconds for one in self.rounds for seconds in one]

    @property
    def median(self) -> float:
        """The median of all measurements."""
        return median(self.all)

    @property
    def least(self) -> float:
        """The least of all measurements: what a busy machine disturbs least."""
        return min(self.all)

    @property
    def quartiles(self) -> tuple[float, float]:
        """What a quarter of the measurements stay under, and three quarters."""
        low, _, high = quantiles(self.all, n=4) if len(self.all) > 1 else self.all * 3
        return low, high

    def times(self, other: Series) -> float:
        """How many times slower this is than another: the median of the rounds' ratios."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return median(median(own) / median(others) for own, others in pairs)


def _warm(subject: Subject, letters: range) -> None:
    """Let a subject run until compilers and caches have settled; a new process settles nothing."""
    end = time.perf_counter() + (WARM_UP if subject.share > 1 else 0)
    subject.run(letters)
    while time.perf_counter() < end:
        subject.run(letters)


def measure(
    subjects: Sequence[Subject], letters: int, *, rounds: int, warm_up: int
) -> dict[str, Series]:
    """Measure subjects in turns on letters `0 … letters - 1`, the first of which warm them up."""
    for subject in subjects:
        _warm(subject, range(min(warm_up, 3 * subject.share)))
    series = {subject.name: Series(subject.name) for subject in subjects}
    size = (letters - warm_up) // rounds
    gc.collect()
    gc.freeze()
    try:
        for number in range(rounds):
            begin = warm_up + number * size
            turn = number % len(subjects)
            for subject in (*subjects[turn:], *subjects[:turn]):
                gc.collect()
                share = min(size, subject.share)
                seconds = subject.run(range(begin, begin + share))
                series[subject.name].rounds.append(seconds)
    finally:
        gc.unfreeze()
    return series
