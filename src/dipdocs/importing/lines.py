"""The lines of a plain text put together into paragraphs.

Three habits are met: a paragraph a line; lines broken at a width, with or without empty lines
between paragraphs; a title broken by hand where it pleases. A line goes on in the next where it
is as long as the text is wide, or where the next begins in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dipdocs.importing.folding import is_cjk
from dipdocs.markup.inlines import Run
from dipdocs.markup.labels import BULLET, read_label
from dipdocs.readers.word import GuestParagraph

_BULLETS = re.compile("([•·●▪◦]|-(?= ))[ \t]*")
_ENDS = frozenset(".:;!?…。：；！？؟؛")
_WIDEST = 110
_NARROWEST = 40
_FULL = 0.3
"""Share of full lines from which a text counts as broken at a width."""
_MOSTLY = 0.5
"""Share of full lines among those that no empty line follows, where paragraphs stand apart."""
_SLACK = 2
_LONGEST_NUMBER = 4


@dataclass(slots=True)
class _Line:
    text: str
    number: int
    page: bool
    first: bool
    """Whether an empty line, or nothing, stands before it."""


def paragraphs(text: str) -> Iterator[GuestParagraph]:
    """The paragraphs of a text, `position` the number of their first line."""
    lines = list(_lines(text))
    width = _width(lines)
    waiting: list[_Line] = []
    for line in lines:
        if waiting and not _goes_on(waiting, line, width):
            yield _paragraph(waiting)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _paragraph(waiting)


def _lines(text: str) -> Iterator[_Line]:
    first, page = True, False
    for number, line in enumerate(text.split("\n"), 1):
        for count, part in enumerate(line.split("\f")):
            page = page or count > 0
            words = " ".join(part.split())
            if not words:
                first = True
                continue
            yield _Line(words, number, page, first or count > 0)
            first = page = False


def _width(lines: list[_Line]) -> int:
    """Where a machine has broken the lines, 0 where none has."""
    lengths = [len(line.text) for line in lines if len(line.text) <= _WIDEST]
    if len(lengths) < 4 or len(lengths) < 0.8 * len(lines):
        return 0
    if any(len(line.text) > 2 * _WIDEST for line in lines):
        return 0  # no machine that breaks lines leaves such a one
    width = max(lengths)
    full = sum(_is_full(line, after, width) for line, after in pairwise(lines))
    if width < _NARROWEST or not full:
        return 0
    return width if full >= _FULL * len(lines) or _is_spaced(lines, full) else 0


def _is_spaced(lines: list[_Line], full: int) -> bool:
    """Whether empty lines part paragraphs, and most breaks within these are at the width."""
    apart = sum(line.first for line in lines)
    within = len(lines) - apart
    return apart >= within and full >= _MOSTLY * within


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the next line's first word would not have had its place in a line."""
    word = after.text[0] if is_cjk(after.text[0]) else after.text.partition(" ")[0]
    return not after.first and len(line.text) + 1 + len(word) > width - _SLACK


def _goes_on(waiting: list[_Line], line: _Line, width: int) -> bool:
    last = waiting[-1]
    if line.page or _label(line.text)[0]:
        return False
    small = line.text[0].islower() and last.text[-1] not in _ENDS
    if line.first:
        # An empty line within a sentence is the end of a page that a machine has read.
        return small and width > 0
    if width and _is_full(last, line, width):
        return True
    # Without a width, a clause in small letters after a comma may be a paragraph of its own.
    return small and last.text[-1] not in ",،" and not waiting[0].text.startswith("(")


def _paragraph(lines: list[_Line]) -> GuestParagraph:
    label, text = _label(" ".join(line.text for line in lines))
    piece = GuestParagraph(lines[0].number, "", (Run(text),) if text else (), label=label)
    piece.new_page = lines[0].page
    return piece


def _label(text: str) -> tuple[str, str]:
    """The number or bullet that a line begins with, and the rest; "" for none."""
    bullet = _BULLETS.match(text)
    if bullet is not None and bullet.end() < len(text):
        return BULLET, text[bullet.end() :]
    found = read_label(text, 0, len(text))
    if (
        found is None
        or found.group == "bullet"
        or found.is_free
        or len(found.core) > _LONGEST_NUMBER
        or found.end == len(text)
    ):
        return "", text
    return found.text, text[found.end :].strip()
