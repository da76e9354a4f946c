"""The one length of layouts: data state their unit, XML gets the unit it asks for.

Written as a number and a unit: ``1267tw`` (twips, 1/20 pt), ``20hp`` (half-points), ``4ep``
(eighths of a point), ``713232emu`` (12 700 to the point), ``9.5pt``. Rounded once, at the edge.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

__all__ = ["Length", "Measure"]

_UNITS = {"pt": 1.0, "tw": 1 / 20, "hp": 1 / 2, "ep": 1 / 8, "emu": 1 / 12700}
"""Points in each unit that data may name."""

_WRITTEN = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|tw|hp|ep|emu)\s*")


class Length:
    """A length, kept in points; comparable, immutable by custom."""

    __slots__ = ("points",)

    def __init__(self, points: float) -> None:
        self.points = points

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read ``1267tw`` and the like; `ValueError` names what is expected."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            units = ", ".join(_UNITS)
            raise ValueError(f"{text!r} is no length: a number and one of {units}, as 1267tw")
        return cls(float(match[1]) * _UNITS[match[2]])

    @property
    def twips(self) -> int:
        """In twentieths of a point (``w:ind``, ``w:spacing``, ``w:pgSz`` …)."""
        return round(self.points * 20)

    @property
    def half_points(self) -> int:
        """In half-points (``w:sz``, ``w:position``, ``w:kern``)."""
        return round(self.points * 2)

    @property
    def eighths(self) -> int:
        """In eighths of a point (borders)."""
        return round(self.points * 8)

    @property
    def emu(self) -> int:
        """In English metric units (drawings)."""
        return round(self.points * 12700)

    def __add__(self, other: Length) -> Length:
        return Length(self.points + other.points)

    def __sub__(self, other: Length) -> Length:
        return Length(self.points - other.points)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Length) and self.twips == other.twips

    def __hash__(self) -> int:
        return hash(self.twips)

    def __repr__(self) -> str:
        return f"Length({self.points:g})"


def _read(value: object) -> Length:
    if isinstance(value, str):
        return Length.parse(value)
    if isinstance(value, Length):
        return value
    raise ValueError(f"{value!r} has no unit: write 1267tw, 10pt, 20hp, 4ep or 713232emu")


Measure = Annotated[Length, BeforeValidator(_read)]
"""A field of layout data that holds a length."""
