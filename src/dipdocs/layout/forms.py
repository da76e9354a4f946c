"""The forms of roles, and of the blocks that hold several paragraphs: columns and tables."""

from dipdocs.compose.composition import Role
from dipdocs.layout.length import Length, Measure
from dipdocs.layout.properties import Data, ParagraphProperties, RunProperties


class Spacers(Data):
    """How many empty lines stand round a paragraph.

    `after` of what precedes, where given, wins over `before`; `between` counts for two
    neighbours of the same role.
    """

    before: int = 0
    after: int | None = None
    between: int | None = None


class Labelled(Data):
    """How the form changes where the paragraph has a label; ``{label}`` stands in `prefix`.

    `run` is how the label itself is set.
    """

    prefix: str
    paragraph: ParagraphProperties = ParagraphProperties.made()
    run: RunProperties = RunProperties.made()


class Form(Data):
    """The form of a role: its style, what is set differently, what is written before it."""

    style: str
    paragraph: ParagraphProperties = ParagraphProperties.made()
    run: RunProperties = RunProperties.made()
    prefix: str = ""
    labelled: Labelled | None = None
    spacers: Spacers = Spacers.made()
    keep_with_previous: bool = False


class Plain(Data):
    """A paragraph without text of its own: a spacer, a rule."""

    style: str
    paragraph: ParagraphProperties = ParagraphProperties.made()
    run: RunProperties = RunProperties.made()


class Columns(Data):
    """Paragraphs side by side: column widths by number of columns, forms that differ there.

    `gaps` is the room kept free at the end of each column. More columns than the widest row of
    `widths` are set in rows of `row`.
    """

    indent: Measure = Length(0)
    row: int = 2
    widths: dict[int, tuple[Measure, ...]]
    gaps: dict[int, tuple[Measure, ...]] = {}
    roles: dict[Role, Form]


class Padding(Data):
    """How far the text of a cell keeps from its sides."""

    start: Measure
    end: Measure


class Tables(Data):
    """Tables of the text: their place, rules and the room in their cells.

    A table of `wide_from` columns is as wide as the page allows, another as the text.
    """

    indent: Measure
    """From the margins to a table that is as wide as the text."""
    wide_from: int
    top_rule: Measure
    head_rule: Measure
    """Under the head."""
    span_rule: Measure
    """Under a cell of the head that stands over several columns."""
    total_rule: Measure
    """Over the row of a sum."""
    end_rule: Measure
    first_column: Padding
    other_columns: Padding
    under_head: ParagraphProperties
    """What is set otherwise in the first row under the head."""
    total: ParagraphProperties
    """What is set otherwise in the row of a sum."""
    after: int
    """Spacers under a table or its notes."""
    at_head: int
    """Spacers over a table without caption that begins a stretch of pages."""
    before_notes: int
    """Spacers between a table and its notes."""
