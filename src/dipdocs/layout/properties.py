"""How paragraphs and runs are set: typed, with units, before any XML.

Both kinds can be laid over one another (`over`): what the upper one leaves open, the lower gives.
"""

from typing import Annotated, Any, Literal, Self, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict

from dipdocs.layout.length import Length, Measure


class Data(BaseModel):
    """Base of all layout data: unknown keys are errors."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    @classmethod
    def made(cls, **values: Any) -> Self:  # noqa: ANN401 - the fields of any kind of data
        """Data that the program writes itself: there is nothing to check."""
        return cast("Self", cls.model_construct(**values))


class Line(Data):
    """The height of a line: exact, at least, or single (the font's own)."""

    rule: Literal["exact", "at-least", "single"]
    height: Measure = Length(12)


def _line(value: object) -> object:
    if isinstance(value, str):
        rule, _, height = value.partition(" ")
        return {"rule": rule, "height": height} if height else {"rule": rule}
    return value


class TabStop(Data):
    """A tab stop: ``left 1267tw``, ``right 1022tw``, ``clear 418tw``, ``right 9360tw dot``."""

    kind: Literal["left", "right", "center", "clear"]
    position: Measure
    leader: Literal["none", "dot", "underscore"] = "none"


def _tab(value: object) -> object:
    if isinstance(value, str):
        kind, position, *leader = value.split()
        return {"kind": kind, "position": position, "leader": leader[0] if leader else "none"}
    return value


class Border(Data):
    """A rule along one side: its weight, colour (RRGGBB or ``auto``) and distance."""

    width: Measure
    color: str = "auto"
    space: Measure = Length(0)


class Borders(Data):
    """The rules round a paragraph, a cell or a table."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None


class Indent(Data):
    """Indents from the text margins; `first_line` and `hanging` exclude one another."""

    left: Measure | None = None
    right: Measure | None = None
    first_line: Measure | None = None
    hanging: Measure | None = None

    def over(self, lower: Self) -> Self:
        """These indents; where they are open, those of `lower`."""
        merged = lower.model_copy(update={key: getattr(self, key) for key in self.model_fields_set})
        if self.hanging is not None:
            return merged.model_copy(update={"first_line": None})
        if self.first_line is not None:
            return merged.model_copy(update={"hanging": None})
        return merged


class Frame(Data):
    """A paragraph placed on the page instead of in the text (un-format.md §4, asterisk note)."""

    width: Measure
    height: Measure
    x: Measure
    distance: Measure


Alignment = Literal["left", "right", "center", "both", "low-kashida"]


class Layered(Data):
    """Properties of which any may stay open."""

    def over(self, lower: Self) -> Self:
        """These properties; where they are open, those of `lower`."""
        mine: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name, value in mine.items():
            below = getattr(lower, name)
            if isinstance(value, Indent) and isinstance(below, Indent):
                mine[name] = value.over(below)
        return lower.model_copy(update=mine)


class ParagraphProperties(Layered):
    """How a paragraph is set."""

    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break_before: bool | None = None
    frame: Frame | None = None
    widow_control: bool | None = None
    borders: Borders | None = None
    tabs: tuple[Annotated[TabStop, BeforeValidator(_tab)], ...] = ()
    suppress_hyphenation: bool | None = None
    auto_space: bool | None = None
    """Whether Word puts space between East Asian and Latin text or figures by itself."""
    bidi: bool | None = None
    before: Measure | None = None
    after: Measure | None = None
    line: Annotated[Line, BeforeValidator(_line)] | None = None
    indent: Indent | None = None
    alignment: Alignment | None = None
    outline: int | None = None
    """0 to 8: a heading of that level plus one; 9: body text."""


class Fonts(Data):
    """The typefaces by script."""

    latin: str | None = None
    east_asian: str | None = None
    complex: str | None = None


class RunProperties(Layered):
    """How text is set. `size_complex` is the size of Arabic; it follows `size` where open."""

    fonts: Fonts | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: Literal["single", "none"] | None = None
    strike: bool | None = None
    no_proof: bool | None = None
    color: str | None = None
    tracking: Measure | None = None
    scale: int | None = None
    """Width of the letters in per cent."""
    kerning: Measure | None = None
    position: Measure | None = None
    size: Measure | None = None
    size_complex: Measure | None = None
    vertical: Literal["superscript", "subscript", "baseline"] | None = None
    rtl: bool | None = None
