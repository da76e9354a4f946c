"""Numbers of paragraphs as Word counts them (ECMA-376 part 1, 17.9).

Paragraphs refer to a `w:num`, which refers to an abstract definition of nine levels. All that
refer to one definition count on together, unless a `w:startOverride` begins anew. A level begins
anew after a paragraph of a higher level, or as `w:lvlRestart` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from dipdocs.readers.word.number_formats import printed
from dipdocs.readers.word.report import NUMBER_FORMAT, Report
from dipdocs.readers.word.styles import indents
from dipdocs.readers.word.xml import MC, Element, W, is_on, number, val

LEVELS = 9
BULLET = "•"
_PLACE = re.compile(r"%([1-9])")


class Number(NamedTuple):
    """A paragraph's number: as printed (``•`` for any bullet), and its level from 0."""

    label: str
    level: int
    list: int
    """The abstract definition that counts it."""
    left: float | None
    """Where the text begins, in points, if the level says so."""
    hanging: float | None
    """How far the number stands out to the left of it."""


@dataclass(slots=True)
class _Level:
    """One level of a list."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    """What stands before the first place of a figure, all if there is none."""
    places: tuple[tuple[int, str], ...] = ()
    """The levels whose figures stand in it, and what follows each."""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    left: float | None = None
    hanging: float | None = None


@dataclass(slots=True)
class _Abstract:
    """A definition with its counters."""

    key: int
    levels: dict[int, _Level]
    style_link: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Num:
    """A list that paragraphs refer to."""

    abstract: _Abstract
    starts: dict[int, int]
    levels: dict[int, _Level]
    begun: set[int] = field(default_factory=set)
    _styles: dict[str, int | None] = field(default_factory=dict)
    _anew: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def level(self, index: int) -> _Level | None:
        return self.levels.get(index) or self.abstract.levels.get(index)

    def level_of_style(self, style: str) -> int | None:
        """The level that a paragraph style stands for; each style is looked up once."""
        if style not in self._styles:
            levels = (*self.levels.items(), *self.abstract.levels.items())
            found = next((index for index, level in levels if level.style == style), None)
            self._styles[style] = found
        return self._styles[style]

    def anew(self, index: int) -> tuple[int, ...]:
        """The levels that a paragraph of this level lets begin anew."""
        found = self._anew.get(index)
        if found is None:
            below = range(index + 1, LEVELS)
            found = self._anew[index] = tuple(one for one in below if self._restarts(one, index))
        return found

    def _restarts(self, below: int, index: int) -> bool:
        lower = self.level(below)
        # lvlRestart names, from 1, the level whose use begins this one anew; 0 none.
        restart = below if lower is None or lower.restart is None else lower.restart
        return bool(restart) and index < restart


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None, report: Report) -> None:
        self._report = report
        self._nums: dict[int, _Num] = {}
        if root is None:
            return
        abstracts: dict[str, _Abstract] = {}
        links: dict[str, _Abstract] = {}
        for element in root.iterfind(W + "abstractNum"):
            levels = dict(_levels(element))
            abstract = _Abstract(len(abstracts), levels)
            abstract.style_link = val(element.find(W + "numStyleLink"))
            abstracts[element.get(W + "abstractNumId", "")] = abstract
            link = val(element.find(W + "styleLink"))
            if link:
                links[link] = abstract
        for element in root.iterfind(W + "num"):
            abstract_or_none = abstracts.get(val(element.find(W + "abstractNumId")))
            if abstract_or_none is None:
                continue
            abstract = abstract_or_none
            if abstract.style_link and not abstract.levels:
                abstract = links.get(abstract.style_link, abstract)
            starts, levels = {}, {}
            for override in element.iterfind(W + "lvlOverride"):
                index = number(override.get(W + "ilvl"))
                start = override.find(W + "startOverride")
                if start is not None:
                    starts[index] = number(start.get(W + "val"))
                levels.update(_levels(override))
            self._nums[number(element.get(W + "numId"))] = _Num(abstract, starts, levels)

    def level_of_style(self, num_id: int, style: str) -> int | None:
        """The level that a paragraph style stands for in a list."""
        num = self._nums.get(num_id)
        return None if num is None else num.level_of_style(style)

    def next(self, num_id: int, index: int) -> Number | None:
        """Count a paragraph and return its number; None where its list has none."""
        num = self._nums.get(num_id)
        if num is None:
            return None
        index = max(0, min(index, LEVELS - 1))
        level = num.level(index)
        if level is None:
            return None
        self._count(num, index, level)
        if level.form == "bullet":
            label = BULLET if level.text.strip() or level.places else ""
        else:
            label = " ".join(self._text(num, level).split())
        return Number(label, index, num.abstract.key, level.left, level.hanging)

    def _count(self, num: _Num, index: int, level: _Level) -> None:
        counts = num.abstract.counts
        begins = index in num.starts and index not in num.begun
        before = counts[index]
        if begins:
            num.begun.add(index)
            counts[index] = num.starts[index]
        else:
            counts[index] = level.start if before is None else before + 1
        for below in num.anew(index):
            counts[below] = None
        if num.begun:
            num.begun.difference_update(num.anew(index))

    def _text(self, num: _Num, level: _Level) -> str:
        out = level.text
        for place, after in level.places:
            out += self._figure(num, level, place) + after
        return out

    def _figure(self, num: _Num, level: _Level, place: int) -> str:
        """The count of a level in the number of another, which may be below it."""
        of = num.level(place)
        if of is None or of.form == "bullet":
            return ""
        count = num.abstract.counts[place]
        if count is None:
            count = num.starts.get(place, of.start)
        text = printed(count, "decimal" if level.legal else of.form)
        if text is None:
            self._report.add(NUMBER_FORMAT)
            text = str(count)
        return text


def _levels(parent: Element) -> list[tuple[int, _Level]]:
    return [(number(e.get(W + "ilvl")), _level(e)) for e in parent.iterfind(W + "lvl")]


def _level(element: Element) -> _Level:
    level = _Level()
    for child in element:
        match child.tag.removeprefix(W):
            case "start":
                level.start = number(val(child))
            case "numFmt":
                level.form = val(child, "decimal")
            case "lvlText":
                level.text, *rest = _PLACE.split(val(child))
                places = [int(place) - 1 for place in rest[::2]]
                level.places = tuple(zip(places, rest[1::2], strict=True))
            case "lvlRestart":
                level.restart = number(val(child))
            case "isLgl":
                level.legal = is_on(child)
            case "pStyle":
                level.style = val(child)
            case "pPr":
                level.left, level.hanging = indents(child)
            case "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent":
                # a format of a later Word; what older ones print serves
                level.form = val(child.find(f"{MC}Fallback/{W}numFmt"), "decimal")
    return level
