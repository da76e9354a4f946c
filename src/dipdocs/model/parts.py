"""A part of a text: from one heading or numbered paragraph to another, both included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from dipdocs.markup.blocks import Block, Heading, Item, Landscape, List, Paragraph
from dipdocs.markup.inlines import plain

_SHOWN = 8
_FIGURES = re.compile(r"\W*([0-9]{1,6})\W*")


def selected(
    blocks: tuple[Block, ...], start: str | int | None, end: str | int | None
) -> tuple[Block, ...]:
    """The part of a text that begins at `start` and ends with `end`.

    A text names a heading: the part begins with it, or ends where its section does. A number names
    the paragraph with that number (of the outermost lists); in a text without numbered paragraphs
    the paragraph at that place. Raises `LookupError` with a message and what was looked for.
    """
    told = list(_pieces(blocks))
    pieces = [piece for piece, _ in told]
    first = 0 if start is None else _place(pieces, start, 0)
    if end is None:
        last = len(pieces)
    else:
        last = _place(pieces, end, first) + 1
        heading = pieces[last - 1]
        if isinstance(heading, Heading):
            while last < len(pieces):
                block = pieces[last]
                if isinstance(block, Heading) and block.level <= heading.level:
                    break
                last += 1
    return tuple(_turned(told[first:last]))


def _pieces(blocks: tuple[Block, ...], wide: bool = False) -> Iterator[tuple[Block, bool]]:
    """Blocks, lists one item at a time, and whether each stands on wide pages."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield List(block.kind, (item,), item.line), wide
        elif isinstance(block, Landscape):
            yield from _pieces(block.blocks, True)
        else:
            yield block, wide


def _turned(told: list[tuple[Block, bool]]) -> Iterator[Block]:
    """Blocks put back onto their pages."""
    for wide, group in groupby(told, key=lambda one: one[1]):
        found = tuple(_joined([piece for piece, _ in group]))
        if wide:
            yield Landscape(found, found[0].line)
        else:
            yield from found


def _joined(pieces: list[Block]) -> Iterator[Block]:
    """Items put back into their lists."""
    waiting: List | None = None
    for piece in pieces:
        if waiting is not None:
            if isinstance(piece, List) and piece.kind == waiting.kind:
                waiting = replace(waiting, items=waiting.items + piece.items)
                continue
            yield waiting
            waiting = None
        if isinstance(piece, List):
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _place(pieces: list[Block], wanted: str | int, first: int) -> int:
    if isinstance(wanted, str):
        return _place_of_heading(pieces, wanted, first)
    numbers = [_number(piece) for piece in pieces]
    counted = any(number is not None for number in numbers)
    if not counted:
        texts = [place for place, piece in enumerate(pieces) if isinstance(piece, Paragraph)]
        if 0 < wanted <= len(texts):
            return texts[wanted - 1]
        raise LookupError(f"it has {len(texts)} paragraphs, none of them numbered", wanted)
    for place in range(first, len(pieces)):
        if numbers[place] == wanted:
            return place
    known = [number for number in numbers if number is not None]
    where = "after the beginning of the part" if first else "in it"
    raise LookupError(
        f"no paragraph {wanted} stands {where}; its numbers go from {min(known)} to {max(known)}",
        wanted,
    )


def _number(piece: Block) -> int | None:
    if isinstance(piece, List):
        item: Item = piece.items[0]
        match = _FIGURES.fullmatch(item.label)
        return int(match[1]) if match else None
    return None


def _place_of_heading(pieces: list[Block], wanted: str, first: int) -> int:
    """A heading by its words, its number apart; failing that a paragraph of just these words."""
    asked = _words(wanted)
    for kind in (Heading, Paragraph):
        for place in range(first, len(pieces)):
            piece = pieces[place]
            if isinstance(piece, Heading | Paragraph) and isinstance(piece, kind):
                text = _words(plain(piece.inlines))
                if text == asked or _without_number(text) == asked:
                    return place
    headings = [plain(piece.inlines) for piece in pieces[first:] if isinstance(piece, Heading)]
    told = "; ".join(f"“{text}”" for text in headings[:_SHOWN]) or "none"
    more = f" and {len(headings) - _SHOWN} more" if len(headings) > _SHOWN else ""
    raise LookupError(f"no heading “{wanted}” stands in it; its headings: {told}{more}", wanted)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without_number(text: str) -> str:
    head, _, rest = text.partition(" ")
    return rest.strip() if len(head) <= 6 and head[-1:] in ".)" else text
