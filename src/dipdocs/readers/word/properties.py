"""What paragraphs ask for themselves (`w:pPr`), over what their styles say."""

from __future__ import annotations

from typing import NamedTuple

from dipdocs.readers.word.styles import indents_of
from dipdocs.readers.word.xml import VAL, Element, W, children, is_on, number

_BODY_OUTLINE = 9
_STYLE, _NUMBER, _OUTLINE = W + "pStyle", W + "numPr", W + "outlineLvl"
_ALIGNMENT, _INDENT, _BIDI, _MARK = W + "jc", W + "ind", W + "bidi", W + "rPr"
_SECTION, _PAGE, _BREAK = W + "sectPr", W + "pgSz", W + "pageBreakBefore"
_FRAME, _DROP = W + "framePr", W + "dropCap"
_GONE = frozenset({W + "del", W + "moveFrom"})


class Asked(NamedTuple):
    """What a paragraph asks for; None where it leaves it to its style. Indents are in points."""

    style: str = ""
    heading: int | None = None
    list: tuple[int | None, int | None] | None = None
    """The number of its list, and its level from 0."""
    left: float | None = None
    hanging: float | None = None
    alignment: str = ""
    rtl: bool = False
    gone: bool = False
    """Whether its end is deleted."""
    wide: bool | None = None
    """Whether the section that it ends has wide pages; None where it ends none."""
    right: float = 0.0
    new_page: bool = False
    """Whether it begins a page."""
    initial: bool = False
    """Whether it is but the large initial of the paragraph after it."""


NOTHING = Asked()


def asked_of(properties: Element) -> Asked:
    """What a `w:pPr` asks for."""
    style, alignment = "", ""
    heading: int | None = None
    listed: tuple[int | None, int | None] | None = None
    left = hanging = None
    right = 0.0
    rtl = gone = page = initial = False
    wide: bool | None = None
    for child in children(properties):
        tag = child.tag
        if tag == _STYLE:
            style = child.get(VAL, "")
        elif tag == _NUMBER:
            listed = _listed(child)
        elif tag == _INDENT:
            left, hanging = indents_of(child)
            right = number(child.get(W + "right") or child.get(W + "end")) / 20
        elif tag == _ALIGNMENT:
            alignment = child.get(VAL, "")
        elif tag == _MARK:
            gone = any(mark.tag in _GONE for mark in child)
        elif tag == _OUTLINE:
            level = number(child.get(VAL), _BODY_OUTLINE)
            heading = level + 1 if 0 <= level < _BODY_OUTLINE else 0
        elif tag == _BIDI:
            rtl = is_on(child)
        elif tag == _SECTION:
            wide = is_wide(child)
        elif tag == _BREAK:
            page = is_on(child)
        elif tag == _FRAME:
            initial = child.get(_DROP, "none") != "none"
    return Asked(
        style, heading, listed, left, hanging, alignment, rtl, gone, wide, right, page, initial
    )


def _listed(element: Element) -> tuple[int | None, int | None]:
    listed = at = None
    for child in children(element):
        if child.tag == W + "numId":
            listed = number(child.get(VAL))
        elif child.tag == W + "ilvl":
            at = number(child.get(VAL))
    return listed, at


def is_wide(section: Element) -> bool:
    """Whether the pages of a `w:sectPr` are wider than high."""
    page = section.find(_PAGE)
    if page is None:
        return False
    return number(page.get(W + "w")) > number(page.get(W + "h"))
