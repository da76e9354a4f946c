"""A Word file as a script: the head of page 1, the text, running heads and feet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dipdocs.errors import Finding
from dipdocs.importing.passages import of_cells, of_pieces
from dipdocs.importing.script import Passage, Script, Zone
from dipdocs.readers.word import GuestParagraph, GuestPiece, GuestTable, pieces
from dipdocs.readers.word.report import Report

_FIRST = "header first"
_PAGES = {"first": "page 1", "even": "even pages", "default": "pages"}
_TITLES = "Title_"
"""How the names of UN styles for titles begin (un-format.md §5)."""
_MOST_MASTHEAD_ROWS = 6
_LEFT_OUT = "pictures in page heads and feet (barcode, recycling mark …) are left out"


def read_word(data: bytes, name: str, folder: str) -> Script:
    """The script of a Word file; its pictures are named within `folder`.

    Raises `GuestError` where the file cannot be read.
    """
    text = pieces(data, name, folder=folder)
    report = Report()
    opening = _FIRST if _FIRST in text.heads else "header default"
    head = of_cells(text.heads.get(opening, ()), report, "header of page 1", "masthead")
    body: Sequence[GuestPiece] = text.pieces
    if opening == _FIRST and not head and _is_masthead(body):
        head = of_cells(body[:1], report, "head of page 1", "masthead")
        body = body[1:]
    _below_titles(body)
    passages = [*head, *of_pieces(body, report)]
    passages += _furniture(text.heads, opening, report)
    shown = {kind: list(_pictures(found)) for kind, found in text.heads.items()}
    count = sum(len(found) for kind, found in shown.items() if kind != opening)
    left_out = [Finding(f"{_LEFT_OUT}: {count}", "not-carried", "note", name)] if count else []
    return Script(
        tuple(passages),
        name,
        (*text.findings, *report.findings(name), *left_out),
        text.pictures,
    )


def _below_titles(body: Sequence[GuestPiece]) -> None:
    """Count the headings of a text from 1, where the first level is that of titles alone.

    Titles are the first heading, those that begin a page (annexes), and what has a style for them.
    """
    headings = [piece for piece in body if isinstance(piece, GuestParagraph) and piece.heading]
    after = False
    below = []
    for number, piece in enumerate(headings):
        styled = piece.style.startswith(_TITLES)
        if piece.heading == 1:
            after = styled or number == 0 or piece.new_page
            if not after:
                return
        elif not styled and not after:
            below.append(piece)
        else:
            after = False
    for piece in below:
        piece.heading -= 1


def _is_masthead(body: Sequence[GuestPiece]) -> bool:
    """Whether a text begins with its masthead, as in Geneva: a table before any paragraph."""
    first = body[0] if body else None
    return (
        isinstance(first, GuestTable)
        and len(first.rows) <= _MOST_MASTHEAD_ROWS
        and len(body) > 1
        and max(map(len, first.rows)) > 1
    )


def _furniture(
    heads: Mapping[str, Sequence[GuestPiece]], opening: str, report: Report
) -> list[Passage]:
    """Later pages' heads and all pages' feet."""
    out: list[Passage] = []
    for kind, found in heads.items():
        if kind == opening:
            continue
        edge, pages, *section = kind.split(" ")
        zone: Zone = "footer" if edge == "footer" else "running"
        name = f"{edge} of {_PAGES.get(pages, pages)}"
        out += of_cells(found, report, name + (f", section {section[0]}" if section else ""), zone)
    return out


def _pictures(pieces: Sequence[GuestPiece]) -> Iterator[str]:
    """The paths of the pictures in a page's head or foot."""
    for piece in pieces:
        if isinstance(piece, GuestParagraph):
            yield from (picture.source for picture in piece.pictures)
        else:
            for row in piece.rows:
                for cell in row:
                    yield from _pictures(cell.pieces)
