"""Word files (.docx) as blocks: the same blocks that Markdown makes, with a report of the rest.

`read` gives the whole text of a file; `pieces` its paragraphs and tables one by one with their
styles and places, those of the page heads too, for a reader who must tell a masthead from a text.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from dipdocs.collecting import uncollected
from dipdocs.errors import Finding
from dipdocs.markup.blocks import Block
from dipdocs.readers.word import report as told
from dipdocs.readers.word.assemble import blocks_of
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.guest import Guest, open_guest
from dipdocs.readers.word.notes import Notes
from dipdocs.readers.word.pieces import GuestCell, GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.properties import is_wide
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.story import StoryReader
from dipdocs.readers.word.typed_columns import tabulated
from dipdocs.readers.word.typed_numbers import numbered
from dipdocs.readers.word.xml import A, R, V, W

__all__ = [
    "GuestCell",
    "GuestError",
    "GuestParagraph",
    "GuestPiece",
    "GuestTable",
    "GuestText",
    "WordText",
    "blocks_of",
    "pieces",
    "read",
]


_CHANGES_OF_FORM = tuple(
    W + tag for tag in ("rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "numberingChange")
)
_SHOWN = (A + "blip", V + "imagedata", V + "textpath")
"""What a page head shows without a text: emblems, watermarks."""


@dataclass(frozen=True, slots=True)
class GuestText:
    """A text of another program as blocks; `pictures` are bytes by the path that blocks name."""

    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file, paragraph by paragraph. `heads` are its page heads and feet, by kind.

    A kind is ``header first``, ``footer default`` and the like; in a later section, ``header
    first 2`` where that has its own.
    """

    pieces: tuple[GuestPiece, ...]
    heads: Mapping[str, tuple[GuestPiece, ...]]
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def read(data: bytes, name: str, *, folder: str = "", keep_widths: bool = False) -> GuestText:
    """The blocks of a Word file. `folder` is put before the names of its pictures.

    `name` is the file's own, for findings; `keep_widths` keeps the widths of its tables' columns.
    Raises `GuestError` where it cannot be read.
    """
    with uncollected():
        guest = open_guest(data, folder)
        found = _body(guest)
        arranged = tabulated(numbered(found), guest.report)
        blocks = blocks_of(arranged, guest.report, keep_widths=keep_widths)
        _report_heads(guest)
    return GuestText(blocks, guest.images.data, guest.report.findings(name))


def pieces(data: bytes, name: str, *, folder: str = "") -> WordText:
    """The paragraphs and tables of a Word file with their styles and places."""
    heads: dict[str, tuple[GuestPiece, ...]] = {}
    counts: dict[str, int] = {}
    with uncollected():
        guest = open_guest(data, folder)
        body = tuple(_body(guest))
        for kind, found in _heads(guest):
            count = counts[kind] = counts.get(kind, 0) + 1
            heads[kind if count == 1 else f"{kind} {count}"] = tuple(found)
    return WordText(body, heads, guest.images.data, guest.report.findings(name))


def _body(guest: Guest) -> list[GuestPiece]:
    package, report = guest.package, guest.report
    body = guest.main.find(W + "body")
    if body is None:
        raise GuestError("it is damaged: its main part has no body", "open it in Word and save it")
    if package.related(package.main, "vbaProject"):
        report.add(told.MACROS, whole=True)
    if next(body.iter(*_CHANGES_OF_FORM), None) is not None:
        report.add(told.TRACKED_FORM, whole=True)
    story = StoryReader(guest, package.main, Notes(guest).read)
    found = story.pieces(body)
    last = body.find(W + "sectPr")
    story.sections.append((story.count, last is not None and is_wide(last)))
    _widen(found, story.sections, report)
    return found


def _widen(found: list[GuestPiece], sections: list[tuple[int, bool]], report: Report) -> None:
    """Mark what stands on wide pages; `sections` are the last paragraph of each, and its width."""
    if not any(wide for _, wide in sections):
        return
    ends = iter(sections)
    end, wide = next(ends)
    for piece in found:
        while piece.position > end:
            end, wide = next(ends, (sys.maxsize, False))
        if wide and not piece.wide:
            piece.wide = True
    report.add(told.WIDE, whole=True)


def _heads(guest: Guest) -> list[tuple[str, list[GuestPiece]]]:
    """The page heads and feet that sections refer to, each part once."""
    package = guest.package
    out: list[tuple[str, list[GuestPiece]]] = []
    seen = set()
    for tag in ("header", "footer"):
        for reference in guest.main.iter(f"{W}{tag}Reference"):
            relation = package.relations(package.main).get(reference.get(R + "id", ""))
            if (
                relation is None
                or relation.target in seen
                or relation.target not in package.entries
            ):
                continue
            seen.add(relation.target)
            story = StoryReader(guest, relation.target, None, aside=True)
            found = story.pieces(guest.root(relation.target))
            out.append((f"{tag} {reference.get(W + 'type', 'default')}", found))
    return out


def _report_heads(guest: Guest) -> None:
    """Report page heads that say or show something."""
    package = guest.package
    for relation in package.relations(package.main).values():
        if relation.kind in ("header", "footer") and relation.target in package.entries:
            root = package.xml(relation.target)
            shown = any(text.text and text.text.strip() for text in root.iter(W + "t"))
            if shown or next(root.iter(*_SHOWN), None) is not None:
                guest.report.add(told.HEADER, whole=True)
