"""How many empty lines stand between two blocks (un-format.md §4, "Spacer").

One reckoning for every writer that places blocks under one another.
"""

from __future__ import annotations

from collections.abc import Sequence

from dipdocs.compose.composition import Block, Columns, Image, Paragraph, Role, Table
from dipdocs.layout.figures import Figures
from dipdocs.layout.forms import Form, Spacers

_NONE = Spacers.made()


def lines_between(previous: Block | None, block: Block, figures: Figures) -> int:
    """The empty lines that a layout asks for between two neighbours; none before the first."""
    if previous is None:
        return 0
    before, after = _round(previous, figures), _round(block, figures)
    count = after.before
    if before.after is not None and not is_signatures(previous):
        count = before.after
    same = (
        isinstance(previous, Paragraph)
        and isinstance(block, Paragraph)
        and previous.role == block.role
    )
    if same and after.between is not None:
        count = after.between
    return count


def lines_in_column(
    previous: Paragraph | None, paragraph: Paragraph, block: Columns, figures: Figures
) -> int:
    """The empty lines between two paragraphs of a column."""
    if previous is None:
        return 0
    roles = column_roles(block, figures)
    before, after = roles[previous.role].spacers, roles[paragraph.role].spacers
    if previous.role == paragraph.role:
        return after.between or 0
    if block.kind == "signatures":
        return after.before if before.after is None else before.after
    return 0


def lines_between_rows(
    row: Sequence[tuple[Paragraph, ...]], block: Columns, figures: Figures
) -> int:
    """The empty lines over a row of columns that stands under another."""
    if not is_signatures(block):
        return 1
    first = next((column[0] for column in row if column), None)
    return 0 if first is None else column_roles(block, figures)[first.role].spacers.before


def column_roles(block: Columns, figures: Figures) -> dict[Role, Form]:
    """The forms of roles where paragraphs stand side by side."""
    own = figures.signatures if is_signatures(block) else figures.columns
    return figures.roles | own.roles


def is_signatures(block: Block) -> bool:
    """Whether a block holds signatures side by side."""
    return isinstance(block, Columns) and block.kind == "signatures"


def _round(block: Block, figures: Figures) -> Spacers:
    """How many empty lines a block asks for."""
    match block:
        case Paragraph():
            return figures.roles[block.role].spacers
        case Table(caption=caption):
            before = 0 if caption is None else figures.roles[caption.role].spacers.before
            return Spacers(before=before, after=figures.tables.after)
        case Image(caption=Paragraph(role=role)):
            return Spacers(before=figures.roles[role].spacers.before)
        case Columns(columns=(first, *_)) if is_signatures(block) and first:
            return column_roles(block, figures)[first[0].role].spacers
    return _NONE
