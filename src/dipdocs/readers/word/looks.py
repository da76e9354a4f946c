"""How a run is set: styles, direct formatting and toggles settled (ECMA-376 part 1, 17.7.3).

A body keeps only what a run adds to its paragraph: the bold of a heading or the italics of a
quotation belong to the layout.
"""

from __future__ import annotations

from typing import NamedTuple

from dipdocs.markup.inlines import Style as Flags
from dipdocs.readers.word.styles import TOGGLES, Look, Style, Styles, font_of, read_look
from dipdocs.readers.word.symbols import is_symbol_font
from dipdocs.readers.word.xml import VAL, Element, W, children

_FONTS = W + "rFonts"
_RELEVANT = frozenset(W + tag for tag in (*TOGGLES, "u", "vertAlign", "rtl", "cs", "rStyle"))
_RSTYLE = W + "rStyle"
_LINKS = frozenset({"hyperlink", "followedhyperlink", "internet link"})


class Set(NamedTuple):
    """How a run is set."""

    flags: Flags
    hidden: bool = False
    font: str | None = None
    """Its font, if that has signs of its own in place of letters."""


class Looks:
    """Settles how runs are set; each combination once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[object, Set] = {}
        self._plain: dict[str, Set] = {}

    def plain(self, paragraph: Style) -> Set:
        """How a run without properties is set in a paragraph of this style."""
        found = self._plain.get(paragraph.id)
        if found is None:
            found = self._plain[paragraph.id] = self._settle(None, paragraph)
        return found

    def get(self, properties: Element, paragraph: Style) -> Set | None:
        """How a run with these properties (a `w:rPr`) is set in a paragraph of this style.

        None where they ask for nothing that a body keeps.
        """
        marks = []
        for child in children(properties):
            tag = child.tag
            if tag in _RELEVANT:
                marks.append((tag, child.get(VAL)))
            elif tag == _FONTS:
                marks.append((tag, font_of(child)))
        if not marks:
            return None
        key = (paragraph.id, *marks)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._settle(properties, paragraph)
        return found

    def _settle(self, properties: Element | None, paragraph: Style) -> Set:
        direct = read_look(properties)
        character, is_link = Look(), False
        reference = properties.find(_RSTYLE) if properties is not None else None
        if reference is not None:
            style = self._styles.characters(reference.get(VAL))
            if style is not None:
                character = style.look
                is_link = style.name.lower() in _LINKS
        own = paragraph.heading or paragraph.quote
        base = paragraph.look if own else self._styles.normal.look
        rtl = direct.rtl if direct.rtl is not None else bool(character.rtl)
        suffix = "_cs" if rtl else ""

        def toggled(name: str) -> bool:
            given: bool | None = getattr(direct, name)
            below = bool(getattr(paragraph.look, name))
            if given is None:
                given = below != bool(getattr(character, name))
            return given and not getattr(base, name)

        flags = Flags.PLAIN
        if toggled(f"bold{suffix}"):
            flags |= Flags.BOLD
        if toggled(f"italic{suffix}"):
            flags |= Flags.ITALIC
        look = direct.over(character).over(paragraph.look)
        if look.raised in ("superscript", "subscript"):
            flags |= Flags.SUPERSCRIPT if look.raised == "superscript" else Flags.SUBSCRIPT
        elif toggled("strike"):
            flags |= Flags.STRIKE
        elif look.underline and not base.underline and not is_link:
            flags |= Flags.UNDERLINE
        font = look.over(self._styles.defaults).font
        return Set(flags, toggled("hidden"), font if is_symbol_font(font) else None)
