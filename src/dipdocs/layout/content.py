"""What stands in heads, feet and the template's body: texts with slots, tables that place them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from dipdocs.layout.length import Measure
from dipdocs.layout.properties import Borders, Data, ParagraphProperties, RunProperties


class Text(Data):
    """A paragraph of a head, foot or template body.

    In `text`, ``{{ slot }}`` is a slot and ``{PAGE}`` or ``{NUMPAGES}`` a field.
    """

    style: str
    text: str = ""
    paragraph: ParagraphProperties = ParagraphProperties.made()
    run: RunProperties = RunProperties.made()
    section: Literal["first"] | None = None
    """This paragraph ends the section of that name."""


class Cell(Data):
    """A cell of a layout table."""

    span: int = 1
    align: Literal["top", "bottom"] = "top"
    borders: Borders | None = None
    top_margin: Measure | None = None
    paragraphs: tuple[Text, ...]


class Row(Data):
    """A row of fixed height. `skip` columns at its end stay without a cell."""

    height: Measure | None = None
    skip: int = 0
    cells: tuple[Cell, ...]


class Position(Data):
    """Where on the page a table of the text stands: its upper left corner from the sheet's."""

    x: Measure
    y: Measure
    distance: Measure
    """How far other text keeps from its sides."""
    below: Measure
    """How far text keeps under it."""


class Table(Data):
    """A table that only places things: fixed, no header row, no cell margins at the sides."""

    grid: str
    """The name of its column widths."""
    position: Position | None = None
    """Where it stands, if not where it is met."""
    relative: bool = False
    """As wide as the text of the page, upright or wide; its columns in proportion."""
    side_margin: Measure | None = None
    borders: Borders | None = None
    rows: tuple[Row, ...]


Piece = Text | Table


def _piece(value: object) -> object:
    if isinstance(value, dict) and set(value) == {"table"}:
        return Table.model_validate(value["table"])
    return value


Pieces = tuple[Annotated[Piece, BeforeValidator(_piece)], ...]


class Parts(Data):
    """Heads and feet: of the first page, of even and of odd pages; and the template's body."""

    first_header: Pieces
    even_header: Pieces
    odd_header: Pieces
    first_footer: Pieces
    even_footer: Pieces
    odd_footer: Pieces
    body: Pieces
