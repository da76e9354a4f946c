"""Reference numbers: a sequence that begins where the user says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dipdocs.batch.names import is_writable
from dipdocs.errors import Finding, InputError

_DIGITS = re.compile(r"[0-9]+(?=[^0-9]*$)")


@dataclass(frozen=True, slots=True)
class Sequence:
    """Numbers that count up in the last run of digits: 2026/0417, 2026/0418 … The width is kept."""

    before: str
    first: int
    width: int
    after: str

    def number(self, row: int) -> str:
        """The number of a row (counting from 1): it belongs to the row's place in the table."""
        return f"{self.before}{self.first + row - 1:0{self.width}d}{self.after}"


def sequence(start: str) -> Sequence:
    """The sequence that begins with a number; InputError where there is nothing to count."""
    found = _DIGITS.search(start)
    if found is None or len(found[0]) > 18 or not is_writable(start):
        raise InputError(
            Finding(
                f"no number can be counted from {start!r}",
                rule="number-from",
                expected="a number that holds digits, at most 18 at its end: 2026/0417",
            )
        )
    return Sequence(start[: found.start()], int(found[0]), len(found[0]), start[found.end() :])
