"""Pieces of running text: what stands inside a paragraph.

Plain data, shared by bodies (as written), the composition (as finished) and every writer.
Treat them as immutable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag


class Style(IntFlag):
    """How a run is set. `VERBATIM` text is kept to the letter: no typography touches it."""

    __hash__ = int.__hash__  # Enum's own is written in Python, and called for every run

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINE = 4
    SUPERSCRIPT = 8
    SUBSCRIPT = 16
    STRIKE = 32
    VERBATIM = 64
    SERIES = 128
    """The series letters of a symbol (the "A" of A/63/914), set large in the masthead."""


_VERBATIM = int(Style.VERBATIM)


def is_verbatim(style: Style) -> bool:
    """Whether text of a style is kept to the letter; plain numbers are asked ten times as fast."""
    return int(style) & _VERBATIM != 0


@dataclass(slots=True)
class Run:
    """Text of one style, without line breaks."""

    text: str
    style: Style = Style.PLAIN
    language: str = ""
    """The language of text in another than what stands round it (BCP 47: ne, pt-BR)."""


@dataclass(slots=True)
class LineBreak:
    """A new line within the paragraph."""


@dataclass(slots=True)
class Tab:
    """A jump to the next tab stop."""


@dataclass(slots=True)
class Link:
    """Text that leads to an address."""

    target: str
    children: tuple[Inline, ...]


@dataclass(slots=True)
class Picture:
    """An image in the text. `width` is in points, None for the image's own size.

    `source` is the path as written, relative to the document's folder.
    """

    source: str
    alternative: str
    width: float | None = None


@dataclass(slots=True)
class Footnote:
    """A note that hangs on this place: its paragraphs, each a tuple of inlines.

    As written, `label` is the name that the text calls it by; as finished, its mark where that is
    not its number.
    """

    paragraphs: tuple[tuple[Inline, ...], ...]
    label: str = ""


@dataclass(slots=True)
class Expression:
    """`{{ source }}` as written; composition puts its value in its place. `line` counts from 1."""

    source: str
    style: Style = Style.PLAIN
    line: int = 0


_RIGHTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def rightward(text: str) -> bool:
    """Whether a text has letters that run from right to left: Arabic, Hebrew and the like."""
    return _RIGHTWARD.search(text) is not None


Inline = Run | LineBreak | Tab | Link | Picture | Footnote | Expression


def plain(inlines: tuple[Inline, ...] | list[Inline]) -> str:
    """The text alone: breaks as one space, footnotes left out, expressions as written."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                out.append(inline.text)
            case LineBreak() | Tab():
                out.append(" ")
            case Link():
                out.append(plain(inline.children))
            case Picture():
                out.append(inline.alternative)
            case Expression():
                out.append("{{ " + inline.source + " }}")
            case Footnote():
                pass
    return "".join(out)
