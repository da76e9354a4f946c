"""The composition as plain text: one block a line, in reading order, masthead first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from dipdocs.compose.composition import (
    Block,
    Cell,
    Columns,
    Composition,
    EndRule,
    Footnote,
    Image,
    Inline,
    Landscape,
    Link,
    ListItem,
    Paragraph,
    Part,
    Run,
    Slot,
    Style,
    Table,
    plain,
)

if TYPE_CHECKING:
    from dipdocs.layout import Layout

_REPEATED = frozenset({Slot.RUNNING_SYMBOL, Slot.JOB_NUMBER, Slot.BARCODE})
"""Slots that say again what another says."""

_GAPS = re.compile("[ \t\r\n]+")
"""Gaps between words; not the no-break spaces of typography."""


class _Notes:
    """The footnotes of a part, numbered through the document."""

    def __init__(self) -> None:
        self.count = 0
        self.waiting: list[str] = []

    def mark(self, note: Footnote) -> str:
        self.count += 1
        label = note.label or str(self.count)
        text = " ".join(self.text(inlines) for inlines in note.paragraphs)
        self.waiting.append(f"[{label}] {text}")
        return f"[{label}]"

    def text(self, inlines: tuple[Inline, ...]) -> str:
        out = []
        for inline in inlines:
            if isinstance(inline, Footnote):
                out.append(self.mark(inline))
            elif isinstance(inline, Link):
                out.append(self.text(inline.children))
            else:
                out.append(plain((inline,)))
        return "".join(out)


def _labelled(label: str, text: str) -> str:
    """A label and its text; none of the gap that Chinese marks bring themselves."""
    return (
        f"{label}{'' if label[-1] in '、．）' else ' '}{text}" if label and text else label or text
    )


def _cell(cell: Cell, called: set[str], notes: _Notes) -> str:
    """The text of a cell, what its image shows first; calls of notes under the table as ``[a]``."""
    marked = (
        replace(inline, text=f"[{inline.text}]")
        if isinstance(inline, Run) and inline.style & Style.SUPERSCRIPT and inline.text in called
        else inline
        for paragraph in cell.paragraphs
        for inline in paragraph.inlines
    )
    text = notes.text(tuple(marked))
    shown = "" if cell.image is None else cell.image.alternative
    return f"{shown} {text}" if shown and text else shown or text


def _lines(block: Block, notes: _Notes) -> Iterator[str]:
    match block:
        case Paragraph() | ListItem():
            yield _labelled(block.label, notes.text(block.inlines))
        case Columns():
            for column in block.columns:
                for paragraph in column:
                    yield from _lines(paragraph, notes)
        case Image():
            if block.caption is not None:
                yield from _lines(block.caption, notes)
            yield block.alternative
        case Table():
            if block.caption is not None:
                yield from _lines(block.caption, notes)
            called = {note.label for note in block.notes}
            for row in block.rows:
                yield " | ".join(_cell(cell, called, notes) for cell in row)
            for note in block.notes:
                yield _labelled(f"[{note.label}]", notes.text(note.inlines))
        case Landscape():
            for inner in block.blocks:
                yield from _lines(inner, notes)
        case EndRule():
            pass
        case _:
            assert_never(block)


def _part(part: Part, notes: _Notes) -> Iterator[str]:
    for block in part.blocks:
        yield from _lines(block, notes)
    yield from notes.waiting
    notes.waiting.clear()


def write(composition: Composition) -> str:
    """The text, each line one block; footnotes as ``[1] …`` at the end of their part."""
    notes = _Notes()
    lines = [
        notes.text(line)
        for slot in Slot
        if slot not in _REPEATED
        for line in composition.slots.get(slot, ())
    ]
    for number, part in enumerate(composition.parts):
        lines += _part(part, notes)
        if number == 0:
            for note in composition.notes:
                lines += _lines(note, notes)
    tidy = (_GAPS.sub(" ", line).strip(" ") for line in lines)
    return "".join(f"{line}\n" for line in tidy if line)


def write_bytes(composition: Composition, layout: Layout | None = None) -> bytes:
    """The same as UTF-8; the layout says nothing here."""
    return write(composition).encode()
