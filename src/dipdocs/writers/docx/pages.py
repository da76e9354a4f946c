"""Which way the pages lie: the section properties that end each stretch of them."""

from __future__ import annotations

from typing import NamedTuple


class Sections(NamedTuple):
    """`w:sectPr` of the text: where it begins, after a wide stretch, and of a wide stretch."""

    own: str
    following: str
    wide: str


class Pages:
    """The stretches of one document, from first to last."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.wide = False
        self._begun = False

    def turn(self, wide: bool) -> str:
        """Turn the pages; the section properties that end the stretch so far."""
        ended = self.end()
        self._begun = True
        self.wide = wide
        return ended

    def end(self) -> str:
        """The section properties that end the stretch that is open."""
        if self.wide:
            return self.sections.wide
        return self.sections.following if self._begun else self.sections.own
