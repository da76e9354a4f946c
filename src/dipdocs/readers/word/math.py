"""Formulas (Office Math, ECMA-376 part 1, 22.1) as a line of text: a/b, √(x), x² raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from dipdocs.markup.inlines import Inline, Run
from dipdocs.markup.inlines import Style as Flags
from dipdocs.readers.word.text import push
from dipdocs.readers.word.xml import Element, M, W

_VAL = M + "val"
_RAISED = {M + "sup": Flags.SUPERSCRIPT, M + "sub": Flags.SUBSCRIPT}
_LIMITS = {M + "limLow": Flags.SUBSCRIPT, M + "limUpp": Flags.SUPERSCRIPT}
_BAR = "\u0305"
_PROPERTIES = "Pr"


def line_of(formula: Element, style: Flags) -> list[Inline]:
    """The signs of a formula in order, raised and lowered ones so set."""
    out: list[Inline] = []
    _walk(formula, style, out)
    return out


def _walk(element: Element, style: Flags, out: list[Inline]) -> None:
    for child in element:
        tag = child.tag
        if tag in (M + "t", W + "t"):
            push(out, child.text or "", style)
        elif tag == M + "f":
            _fraction(child, style, out)
        elif tag == M + "acc":
            _marked(child, _sign(child, "accPr", "chr", "\u0302"), style, out)
        elif tag == M + "bar":
            _marked(child, _BAR, style, out)
        elif tag in _LIMITS:
            _walk_all(child.iterfind(M + "e"), style, out)
            _walk_all(child.iterfind(M + "lim"), _over(style, _LIMITS[tag]), out)
        elif tag == M + "func":
            _walk_all(child.iterfind(M + "fName"), style, out)
            push(out, " ", style)
            _walk_all(child.iterfind(M + "e"), style, out)
        elif tag == M + "rad":
            degree = child.find(M + "deg")
            if degree is not None:
                _walk(degree, _over(style, Flags.SUPERSCRIPT), out)
            push(out, "√", style)
            _grouped(child.find(M + "e"), style, out)
        elif tag == M + "d":
            _fenced(child, style, out)
        elif tag == M + "nary":
            push(out, _sign(child, "naryPr", "chr", "∫"), style)
            _walk_all(child.iterfind(M + "sub"), _over(style, Flags.SUBSCRIPT), out)
            _walk_all(child.iterfind(M + "sup"), _over(style, Flags.SUPERSCRIPT), out)
            push(out, " ", style)
            _walk_all(child.iterfind(M + "e"), style, out)
        elif tag in (M + "m", M + "eqArr"):
            _rows(child, style, out)
        elif tag in _RAISED:
            _walk(child, _over(style, _RAISED[tag]), out)
        elif not tag.endswith(_PROPERTIES):
            _walk(child, style, out)


def _over(style: Flags, raised: Flags) -> Flags:
    return style & ~(Flags.SUPERSCRIPT | Flags.SUBSCRIPT | Flags.UNDERLINE | Flags.STRIKE) | raised


def _walk_all(elements: Iterable[Element], style: Flags, out: list[Inline]) -> None:
    for element in elements:
        _walk(element, style, out)


def _fraction(element: Element, style: Flags, out: list[Inline]) -> None:
    """a/b, in brackets where a sign follows that could be read as a part of b."""
    follows = element.getnext()
    text = "" if follows is None else "".join(map(str, follows.itertext(M + "t")))
    bracketed = bool(text) and (text[0].isalnum() or text[0] in "([{")
    if bracketed:
        push(out, "(", style)
    _grouped(element.find(M + "num"), style, out)
    push(out, "/", style)
    _grouped(element.find(M + "den"), style, out)
    if bracketed:
        push(out, ")", style)


def _marked(element: Element, mark: str, style: Flags, out: list[Inline]) -> None:
    """Signs with an accent or a bar over each; a mark that cannot stand over them follows them."""
    inner: list[Inline] = []
    _walk_all(element.iterfind(M + "e"), style, inner)
    over = len(mark) == 1 and unicodedata.combining(mark) > 0
    for inline in inner:
        if over and isinstance(inline, Run):
            inline.text = "".join(
                sign if sign.isspace() or unicodedata.combining(sign) else sign + mark
                for sign in inline.text
            )
    _add(inner, out)
    if not over:
        push(out, mark[:1], style)


def _grouped(element: Element | None, style: Flags, out: list[Inline]) -> None:
    """A part of a formula, in brackets if it is more than one sign or number."""
    if element is None:
        return
    inner: list[Inline] = []
    _walk(element, style, inner)
    text = "".join(inline.text for inline in inner if isinstance(inline, Run)).strip()
    single = len(inner) == 1 and (len(text) == 1 or text.isdecimal())
    _add(inner if single else [Run("(", style), *inner, Run(")", style)], out)


def _fenced(element: Element, style: Flags, out: list[Inline]) -> None:
    """What stands between brackets, its parts parted by their sign."""
    push(out, _sign(element, "dPr", "begChr", "("), style)
    for number, part in enumerate(element.iterfind(M + "e")):
        if number:
            push(out, _sign(element, "dPr", "sepChr", "|"), style)
        _walk(part, style, out)
    push(out, _sign(element, "dPr", "endChr", ")"), style)


def _rows(element: Element, style: Flags, out: list[Inline]) -> None:
    """A matrix or system of equations: rows parted by ; and places by a comma."""
    rows = list(element.iterfind(M + "mr")) or list(element.iterfind(M + "e"))
    for number, row in enumerate(rows):
        if number:
            push(out, "; ", style)
        places = list(row.iterfind(M + "e"))
        for place, inner in enumerate(places or [row]):
            if place:
                push(out, ", ", style)
            _walk(inner, style, out)


def _sign(element: Element, properties: str, name: str, default: str) -> str:
    found = element.find(f"{M}{properties}/{M}{name}")
    return default if found is None else found.get(_VAL, "")


def _add(inner: Sequence[Inline], out: list[Inline]) -> None:
    for inline in inner:
        if isinstance(inline, Run):
            push(out, inline.text, inline.style)
