"""All figures of one layout in one language, typed: what the data files say, checked.

Nothing here knows Word's XML; nothing has a default that is a figure of house style.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from dipdocs.compose.composition import Face, Role, roles
from dipdocs.layout.content import Parts, Table, Text
from dipdocs.layout.forms import Columns, Form, Plain, Tables
from dipdocs.layout.length import Measure
from dipdocs.layout.properties import (
    Data,
    ParagraphProperties,
    RunProperties,
)


class Page(Data):
    """The sheet, upright."""

    width: Measure
    height: Measure


class Section(Data):
    """Margins and header distances of a stretch of pages."""

    start: Literal["continuous", "next-page"]
    landscape: bool = False
    title_page: bool = False
    """The first page has a head and foot of its own."""
    top: Measure
    right: Measure
    bottom: Measure
    left: Measure
    header: Measure
    footer: Measure


class Sections(Data):
    """`first` holds the masthead; `body` the text; `landscape` wide parts."""

    first: Section
    body: Section
    landscape: Section


class StyleSheetEntry(Data):
    """One Word style. Its `name` is what templates are searched by."""

    name: str
    id: str
    type: Literal["paragraph", "character", "table", "numbering"] = "paragraph"
    default: bool = False
    builtin: bool = False
    """Word knows a style of this name itself."""
    based_on: str | None = None
    next: str | None = None
    hidden: bool = False
    paragraph: ParagraphProperties = ParagraphProperties.made()
    run: RunProperties = RunProperties.made()
    cell_margin: Measure | None = None


class Indentation(Data):
    """Where an item of a list stands: run-over lines, its label, its text."""

    left: Measure
    label: Measure
    text: Measure
    style: str | None = None
    """The Word style of items of this level, where it is not that of the kind."""


class ListKind(Data):
    """One kind of list; `levels` from the outermost, four at least."""

    format: Literal["decimal", "lowerLetter", "lowerRoman", "bullet"]
    style: str
    levels: tuple[Indentation, ...] = Field(min_length=4)

    def at(self, level: int) -> Indentation:
        """Where items of a level stand; deeper ones as the deepest known."""
        return self.levels[min(level, len(self.levels) - 1)]

    def style_at(self, level: int) -> str:
        """The Word style of items of a level."""
        return self.at(level).style or self.style


class Lists(Data):
    """Lists of all kinds."""

    bullet: ListKind
    number: ListKind
    letter: ListKind
    roman: ListKind


class Footnotes(Data):
    """Footnotes: the separator above them, the note, the mark in the text."""

    separator: Text
    note: Plain
    prefix: str
    suffix: str
    continuation: str
    """What begins a further paragraph of a note, so that it stands under the first."""
    mark: str
    """The character style of the mark."""


class PageNotes(Data):
    """The rule over the notes at the foot of page 1."""

    rule: Text


class Barcode(Data):
    """The bar code at the foot of page 1: how wide a narrow bar is, how high all are."""

    bar: Measure
    height: Measure


class Pictures(Data):
    """Images standing alone, and the box of the emblem."""

    style: str
    paragraph: ParagraphProperties = ParagraphProperties.made()
    maximum_width: Measure
    maximum_height: Measure
    emblem_width: Measure
    emblem_height: Measure
    barcode: Barcode | None = None
    code: Measure | None = None
    """The side of the QR code at the foot of page 1."""
    recycling_mark: Measure | None = None
    """The height of the recycling mark beside its words."""


class Language(Data):
    """What Word is told of a language: its tag, and the script it is set in."""

    tag: str
    script: Literal["latin", "east-asian", "complex"] = "latin"
    overlay: str | None = None
    """The file under `overlays/` whose figures are laid over the layout's own."""


class Settings(Data):
    """Settings of the whole Word file."""

    default_tab: Measure
    grid_pitch: Measure
    compatibility_mode: int
    east_asian: str
    complex: str
    fonts: RunProperties


class Required(Data):
    """What a user's own template must have beside the styles that roles name."""

    slots: tuple[str, ...]


class CharacterStyles(Data):
    """Character styles that text asks for."""

    series: str
    link: str


class Figures(Data):
    """A whole layout, in one language."""

    name: str
    face: Face = "circulated"
    """Which face of a document this layout shows."""
    job_prefix: str = ""
    """What stands before a job number: the duty station's letters."""
    page: Page
    sections: Sections
    settings: Settings
    styles: tuple[StyleSheetEntry, ...]
    grids: dict[str, tuple[Measure, ...]]
    parts: Parts
    roles: dict[Role, Form]
    columns: Columns
    """The title block of a joint document."""
    signatures: Columns
    """Signatures, two by two."""
    tables: Tables
    lists: Lists
    spacer: Plain
    end_rule: Plain
    section_end: Plain
    page_notes: PageNotes
    footnotes: Footnotes
    pictures: Pictures
    characters: CharacterStyles
    required: Required
    languages: dict[str, Language]
    rtl: bool = False
    """Pages run from right to left."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        missing = sorted(role.value for role in roles(self.face).difference(self.roles))
        if missing:
            raise ValueError(f"roles without a form: {', '.join(missing)}")
        known = {style.name for style in self.styles}
        unknown = sorted(set(self.needed_styles()) - known)
        if unknown:
            raise ValueError(f"styles named but not defined: {', '.join(unknown)}")
        return self._tables()

    def _tables(self) -> Self:
        for name in Parts.model_fields:
            for piece in getattr(self.parts, name):
                if not isinstance(piece, Table):
                    continue
                grid = self.grids.get(piece.grid)
                if grid is None:
                    raise ValueError(f"parts.{name}: no grid {piece.grid!r}")
                for row in piece.rows:
                    if sum(cell.span for cell in row.cells) + row.skip != len(grid):
                        raise ValueError(f"parts.{name}: a row does not fill its grid")
        return self

    def needed_styles(self) -> tuple[str, ...]:
        """The names of all styles that a document of this layout may ask for."""
        forms = (
            *self.roles.values(),
            *self.columns.roles.values(),
            *self.signatures.roles.values(),
        )
        names = [form.style for form in forms]
        plain = (self.spacer, self.end_rule, self.section_end, self.page_notes.rule)
        names += [one.style for one in (*plain, self.footnotes.note)]
        lists = (self.lists.number, self.lists.letter, self.lists.roman, self.lists.bullet)
        names += [kind.style_at(level) for kind in lists for level in range(len(kind.levels))]
        names += [self.pictures.style, self.footnotes.mark]
        names += [self.characters.series, self.characters.link]
        return tuple(dict.fromkeys(names))
