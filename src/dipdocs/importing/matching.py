"""Formulas that read: a line of a pack's wording, walked from left to right over a fold.

What stands between the slots is matched word for word, whatever stands in a slot by that slot's
reader; a slot without one takes everything up to the words that follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from dipdocs.importing.folding import fold, is_cjk
from dipdocs.language.formula import Formula, Slot
from dipdocs.language.grammar.base import NOMINATIVE
from dipdocs.language.pack import case_of

Reading = tuple[int, Any]
"""Where a reading ends in the fold, and what was read."""
Reader = Callable[[str, int, tuple[str, ...]], Iterator[Reading]]
"""Reads what may stand in a slot: the fold, the place, the forms that the slot asks for."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a fold: words of the text's own, in the case that their slot asks for."""

    start: int
    end: int
    case: str = NOMINATIVE


@dataclass(frozen=True, slots=True)
class Match:
    """A formula found: where, by which line, and what its slots hold."""

    start: int
    end: int
    path: tuple[str, ...]
    values: Mapping[str, Any]


Step = re.Pattern[str] | Slot
_MARK = 0xE000
GAP = "[ ,]+"
"""The pattern of what parts two words of a line."""
_STOP = "[ .,:;]+"
"""The same where the line has a stop or colon."""
_LONGEST_FREE = 400
"""How many characters of the fold a slot without a reader may take."""


def literal(text: str) -> str:
    """The pattern of folded words: stops and commas may be wanting or added between them."""
    out = ""
    for piece in re.findall(r"[ .,:;]+|[^ .,:;]+", text):
        if piece[0] in " .,:;":
            wide = not set(piece) <= {" ", ","}
            out += (_STOP if wide else GAP) if " " in piece else "[.,:;]*"
        else:
            out += re.escape(piece)
    return out


def parts(pattern: str) -> list[str]:
    """The patterns of the words that a pattern by `literal` holds."""
    return [part for part in pattern.replace(_STOP, GAP).split(GAP) if part]


@lru_cache(maxsize=4096)
def steps(text: str) -> tuple[Step, ...]:
    """A formula's line as steps over a fold."""
    segments = Formula.parse("reading", text).segments
    slots = [segment for segment in segments if isinstance(segment, Slot)]
    marked, number = "", 0
    for segment in segments:
        if isinstance(segment, Slot):
            marked += chr(_MARK + number)
            number += 1
        else:
            marked += segment
    out: list[Step] = []
    for piece in re.split("([\ue000-\uf8ff])", fold(marked)):
        if piece and "\ue000" <= piece <= "\uf8ff":
            out.append(slots[ord(piece) - _MARK])
        elif piece:
            out.append(re.compile(literal(piece)))
    return tuple(out)


def at_word_end(text: str, place: int) -> bool:
    """Whether no word goes on at a place of a fold."""
    if place in (0, len(text)):
        return True
    before, after = text[place - 1], text[place]
    if is_cjk(before) or is_cjk(after):
        return True
    return not (before.isalnum() and after.isalnum())


def walk(
    line: tuple[Step, ...],
    text: str,
    place: int,
    readers: Mapping[str, Reader],
    *,
    whole: bool,
    lenient: frozenset[str] = frozenset(),
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each way in which a line can be read at a place; `whole`: only to the end of the fold.

    A slot of the `lenient` may also hold words that its reader does not know.
    """

    def go(index: int, at: int, values: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        if index == len(line):
            end = at
            if whole:
                end = _past_marks(text, at)
                if end != len(text):
                    return
            elif not at_word_end(text, at):
                return
            yield at if not whole else end, values
            return
        step = line[index]
        if isinstance(step, re.Pattern):
            found = step.match(text, at)
            if found is not None:
                yield from go(index + 1, found.end(), values)
            return
        name = step.name
        while name in values:
            name += "'"
        reader = readers.get(step.name)
        if reader is not None:
            for end, value in reader(text, at, step.forms):
                yield from go(index + 1, end, {**values, name: value})
            if step.name not in lenient:
                return
        for end in _free_ends(line, index, text, at, readers, whole=whole):
            yield from go(index + 1, end, {**values, name: Span(at, end, case_of(step.forms))})

    yield from go(0, place, {})


def _past_marks(text: str, place: int) -> int:
    """The place after marks that a scanner or a printer may put at the end of a line."""
    while place < len(text) and text[place] in " .*,;":
        place += 1
    return place


def _free_ends(
    line: tuple[Step, ...],
    index: int,
    text: str,
    at: int,
    readers: Mapping[str, Reader],
    *,
    whole: bool,
) -> Iterator[int]:
    """Where words of the text's own may end: before the words that follow, or with the text."""
    if index + 1 == len(line):
        yield len(text)
        return
    following = line[index + 1]
    if isinstance(following, Slot):
        reader = readers.get(following.name)
        if reader is None:
            return
        for place in range(at + 1, min(len(text), at + _LONGEST_FREE)):
            if any(True for _ in reader(text, place, following.forms)):
                yield place
        return
    limit = len(text) if whole else min(len(text), at + _LONGEST_FREE)
    for found in following.finditer(text, at + 1, limit):
        yield found.start()


V = TypeVar("V")


class Table(Generic[V]):
    """Folded words and what they stand for, found in a fold by the longest that fits."""

    __slots__ = ("_lengths", "values")

    def __init__(self, values: Mapping[str, V]) -> None:
        self.values = values
        self._lengths = sorted({len(words) for words in values if words}, reverse=True)

    def match(self, text: str, place: int) -> tuple[int, V] | None:
        """Where the longest words that stand at a place end, and what they stand for."""
        left = len(text) - place
        for length in self._lengths:
            if length <= left:
                end = place + length
                value = self.values.get(text[place:end])
                if value is not None and at_word_end(text, end):
                    return end, value
        return None
