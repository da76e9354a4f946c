"""A document cut into its parts: the text itself, annexes, enclosures, appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import at_word_end, parts, walk
from dipdocs.importing.numbers import find_dates
from dipdocs.importing.pieces import Piece, Window, windows
from dipdocs.importing.titles import (
    Title,
    lenient_heading,
    lenient_title,
    readers,
    whole_heading,
    whole_title,
)
from dipdocs.importing.wordings import find, lines
from dipdocs.language import Pack

Kind = Literal["document", "annex", "enclosure", "appendix"]
_MOST_LINES = 8
_LONGEST_HEADING = 500
_MOST_SECTIONS = 200
"""Annexes of a letter, enclosures of an annex: what would be more is no heading."""


@dataclass(slots=True)
class Section:
    """A part of a document: its heading and the pieces under it."""

    kind: Kind
    heading: tuple[Piece, ...] = ()
    title: Title | None = None
    """The heading as read; None where it is in words of its own."""
    number: int | None = None
    plain: bool = False
    pieces: list[Piece] = field(default_factory=list)
    inner: list[Section] = field(default_factory=list)

    @property
    def heading_text(self) -> str:
        """The heading's words."""
        return " ".join(piece.text for piece in self.heading)


def sections(pack: Pack, pieces: Sequence[Piece]) -> tuple[Section, list[Section]]:
    """The document's own text, and its annexes with what is within them."""
    document = Section("document")
    annexes: list[Section] = []
    current = document
    place = 0
    while place < len(pieces):
        found = heading_at(pack, pieces, place)
        section = _opened(found, annexes) if found else None
        if section is None:
            current.pieces.append(pieces[place])
            place += 1
            continue
        current = section
        place += len(section.heading)
    return document, annexes


def heading_at(pack: Pack, pieces: Sequence[Piece], place: int) -> Section | None:
    """The heading that begins with a piece, None where it is none."""
    piece = pieces[place]
    if not piece.is_line or not _may_begin(pack, piece.folded.fold):
        return None
    best: Section | None = None
    for window in windows(pieces, place, _MOST_LINES, _LONGEST_HEADING):
        title = whole_heading(pack, window.folded)
        if title is not None and (len(window.pieces) == 1 or title.kind != "plain"):
            best = Section("annex", window.pieces, title, title.number, title.kind == "plain")
    if best is not None and not best.plain:
        return best
    lower = _lower_heading(pack, pieces, place)
    if lower is not None:
        return lower
    for window in windows(pieces, place, _MOST_LINES, _LONGEST_HEADING):
        if len(window.pieces) > 1 and _stands_alone(pack, window.pieces):
            break
        title = lenient_heading(pack, window.folded)
        if title is not None and title.kind != "plain" and title.date is not None:
            return Section("annex", window.pieces, title, title.number)
        if _is_loose_heading(pack, window):
            return Section("annex", window.pieces, None, _number(pack, window.folded))
    return best


def _stands_alone(pack: Pack, pieces: Sequence[Piece]) -> bool:
    """Whether lines under a first are a heading or a letter's title themselves."""
    if whole_heading(pack, pieces[-1].folded):
        return True
    under = Window(pieces[1:]).folded
    title = whole_title(pack, under) or lenient_title(pack, under)
    return title is not None and title.date is not None


def _lower_heading(pack: Pack, pieces: Sequence[Piece], place: int) -> Section | None:
    text = pieces[place].folded
    for key, kind in (("enclosure-heading", "enclosure"), ("appendix-heading", "appendix")):
        for match in find(pack, key, text.fold, readers(pack), whole=True):
            number = match.values.get("number")
            return Section(kind, (pieces[place],), None, number, plain=True)  # type: ignore[arg-type]
    return None


@cache
def _beginnings(pack: Pack) -> tuple[re.Pattern[str], ...]:
    found = []
    for key in ("annex-heading", "enclosure-heading", "appendix-heading"):
        for line in lines(pack, key):
            first = line.steps[0]
            if isinstance(first, re.Pattern):
                found.append(re.compile(parts(first.pattern)[0]))
    return tuple(dict.fromkeys(found))


@cache
def _begins_with_date(pack: Pack) -> bool:
    return any(not isinstance(line.steps[0], re.Pattern) for line in lines(pack, "annex-heading"))


def _may_begin(pack: Pack, fold: str) -> bool:
    """Whether a fold may begin a heading: a first look, for speed."""
    fold = fold.lstrip('" *')
    for pattern in _beginnings(pack):
        found = pattern.match(fold)
        if found and at_word_end(fold, found.end()):
            return True
    if not _begins_with_date(pack):
        return False
    return next((True for start, _, _ in find_dates(pack, fold[:40]) if start == 0), False)


@cache
def _plain_lines(pack: Pack) -> tuple[tuple[object, ...], ...]:
    return tuple(line.steps for line in lines(pack, "annex-heading") if line.path[:1] == ("plain",))


def _is_loose_heading(pack: Pack, window: Window) -> bool:
    """Whether a line begins as a plain heading and goes on to a letter or note of some day."""
    fold = window.folded.fold
    if fold.endswith((".", ";", ":")) or len(fold) > 400:
        return False
    for steps in _plain_lines(pack):
        for end, _ in walk(steps, fold, 0, readers(pack), whole=False):  # type: ignore[arg-type]
            if fold[end : end + 1] == " " and _speaks_of_kind(pack, fold[end:]):
                return any(True for _ in find_dates(pack, fold))
    return False


def _speaks_of_kind(pack: Pack, rest: str) -> bool:
    """Whether words are among those of the headings that name a letter or a note."""
    known: set[str] = set()
    for line in lines(pack, "annex-heading"):
        for step in line.steps:
            if isinstance(step, re.Pattern):
                known.update(re.findall(r"\w{4,}", step.pattern))
    return len(known.intersection(re.findall(r"\w{4,}", rest))) >= 2


def _number(pack: Pack, text: Folded) -> int | None:
    for steps in _plain_lines(pack):
        for _, values in walk(steps, text.fold, 0, readers(pack), whole=False):  # type: ignore[arg-type]
            number = values.get("number")
            if isinstance(number, int):
                return number
    return None


def _opened(found: Section, annexes: list[Section]) -> Section | None:
    """The section that a heading opens, put in its place; None where it opens none."""
    last = annexes[-1] if annexes else None
    if max(len(annexes), len(last.inner) if last else 0) >= _MOST_SECTIONS:
        return None
    if found.kind == "annex" or last is None:
        if found.kind != "annex":
            found.kind, found.plain, found.title = "annex", False, None
        annexes.append(found)
        return found
    enclosure = last.inner[-1] if last.inner else None
    if enclosure is not None and len(enclosure.inner) >= _MOST_SECTIONS:
        return None
    if enclosure is not None and (found.kind == "appendix" or _is_within(found, enclosure)):
        found.kind = "appendix"
        enclosure.inner.append(found)
    else:
        if found.kind == "appendix":
            found.title = None
        found.kind = "enclosure"
        last.inner.append(found)
    return found


def _is_within(found: Section, enclosure: Section) -> bool:
    """Whether a heading that may be an enclosure's or an appendix's is the latter."""
    if found.heading_text.split()[:1] != enclosure.heading_text.split()[:1]:
        return False
    if found.number is None or enclosure.number is None:
        return True
    return found.number != enclosure.number + 1
