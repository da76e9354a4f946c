"""Properties of a layout as CSS declarations: the one place where they become CSS.

Lengths along the line are counted in `--across`, which is a point on a wide window and less on a
narrow one; all others are points.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.layout.fonts import fonts
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Border, Fonts, Indent, ParagraphProperties, RunProperties

_ALIGNMENT = {
    "left": "start",
    "right": "end",
    "center": "center",
    "both": "justify",
    "low-kashida": "justify",
}
"""In a paragraph from right to left, as in Word, "left" is where lines begin."""

_LETTER = 0.42
"""The width of a letter of running text as part of its size: what letters widened by a
percentage (Word's "scale", which CSS lacks) gain is given to the space between them."""

SINGLE = 1.15
"""The height of a single-spaced line of Times New Roman as part of its size."""

_GENERIC = {"roman": "serif", "modern": "sans-serif"}


def points(length: Length) -> str:
    """A length in points: ``6pt``."""
    return f"{length.points:g}pt"


def across(length: Length) -> str:
    """A length along the line, which shrinks with a narrow window."""
    if not length.points:
        return "0"
    return f"calc({length.points:g} * var(--across))"


def border(rule: Border | Length) -> str:
    """A rule in the colour of the text; none is thinner than a window can show."""
    width = rule.width if isinstance(rule, Border) else rule
    return f"max({width.points:g}pt, 0.5px) solid"


def paragraph(p: ParagraphProperties) -> Iterator[tuple[str, str]]:
    """The declarations of a paragraph's properties, but the first line's indent."""
    if p.before is not None:
        yield "margin-block-start", points(p.before)
    if p.after is not None:
        yield "margin-block-end", points(p.after)
    if p.line is not None:
        yield "line-height", f"{SINGLE}" if p.line.rule == "single" else points(p.line.height)
    indent = p.indent or Indent()
    if indent.left is not None:
        yield "margin-inline-start", across(indent.left)
    if indent.right is not None:
        yield "margin-inline-end", across(indent.right)
    if p.alignment is not None:
        yield "text-align", _ALIGNMENT[p.alignment]
    if p.auto_space is not None:
        yield "text-autospace", "normal" if p.auto_space else "no-autospace"
    if p.keep_next:
        yield "break-after", "avoid"
    if p.keep_lines:
        yield "break-inside", "avoid"
    if p.borders is not None:
        for side, logical in (("top", "block-start"), ("bottom", "block-end")):
            rule = getattr(p.borders, side)
            if rule is not None:
                yield f"border-{logical}", border(rule)


def run(r: RunProperties, script: str) -> Iterator[tuple[str, str]]:
    """The declarations of a run's properties for text of a script (`Language.script`)."""
    size = r.size
    if script == "complex" and (r.size_complex or r.size):
        size = r.size_complex or r.size
    if r.fonts is not None:
        yield "font-family", families(r.fonts, script)
    if r.bold is not None:
        yield "font-weight", "bold" if r.bold else "normal"
    if r.italic is not None:
        yield "font-style", "italic" if r.italic else "normal"
    if size is not None:
        yield "font-size", points(size)
    if r.strike:
        yield "text-decoration", "line-through"
    elif r.underline is not None:
        yield "text-decoration", "underline" if r.underline == "single" else "none"
    if r.position is not None and r.position.points:
        yield "vertical-align", points(r.position)
    if r.vertical in ("superscript", "subscript"):
        yield "vertical-align", "super" if r.vertical == "superscript" else "sub"
        yield "font-size", "0.65em"
    if script != "complex":
        # letters of Arabic are joined: no space can be put between them
        yield from _spacing(r)


def _spacing(r: RunProperties) -> Iterator[tuple[str, str]]:
    if r.tracking is None and r.scale is None:
        return
    tracking = Length(0) if r.tracking is None else r.tracking
    widened = 0.0 if r.scale is None else (r.scale - 100) / 100 * _LETTER
    parts = [points(tracking)] if tracking.points else []
    parts += [f"{widened:.4f}em"] if widened else []
    value = " + ".join(parts)
    yield "letter-spacing", f"calc({value})" if len(parts) == 2 else value or "normal"


def families(named: Fonts, script: str) -> str:
    """The typefaces of a text, those of its script first, each with what stands in for it."""
    order = [named.latin, named.east_asian, named.complex]
    if script == "complex":
        order = [named.complex, named.latin, named.east_asian]
    names: list[str] = []
    generic = "serif"
    for name in order:
        if name is None:
            continue
        names.append(name)
        known = fonts().get(name)
        if known is not None:
            names.append(known.alternative)
            generic = _GENERIC.get(known.family, generic) if name != named.latin else generic
    return ", ".join([*(f'"{name}"' for name in dict.fromkeys(names)), generic])


def declared(*declarations: tuple[str, str]) -> str:
    """Declarations as text, the last of each name."""
    return "; ".join(f"{name}: {value}" for name, value in dict(declarations).items())
