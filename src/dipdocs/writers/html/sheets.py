"""The sheets of a page and, for print, its pages: sizes, margins, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dipdocs.compose.composition import Composition, Line, plain
from dipdocs.layout.content import Pieces, Table
from dipdocs.layout.content import Text as Placed
from dipdocs.layout.figures import Section
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Borders
from dipdocs.writers.html import css
from dipdocs.writers.html.styles import Styles, laid

_TOKENS = re.compile(r"(\{\{\s*[a-z_]+\s*\}\}|\{[A-Z]+\})")
_COUNTERS = {"{PAGE}": "counter(page)", "{NUMPAGES}": "counter(pages)"}
_BARCODE = "barcode"
_MIRRORED = {"left": "right", "right": "left", "center": "center"}


def screen(styles: Styles) -> None:
    """The size and margins of sheets on the screen."""
    figures = styles.figures
    page, sections = figures.page, figures.sections
    default = next(s.name for s in figures.styles if s.default and s.type == "paragraph")
    paragraph, run = styles.style(default)
    base = paragraph.model_copy(update={"indent": None, "before": None, "after": None})
    styles.rule(
        ".sheet",
        *styles.block(base, run, Length(0)),
        *_size(page.width, page.height),
        *_padding(sections.body),
    )
    styles.rule(".sheet.first", *_padding(sections.first))
    styles.rule(".sheet.wide", *_size(page.height, page.width), *_padding(sections.landscape))
    for name, section in (("masthead", sections.first), ("running", sections.body)):
        styles.rule(f".{name}", ("min-height", css.points(section.top - section.header)))
    if figures.face == "circulated":
        # the paragraph that ends the masthead's section: measured on pages of LibreOffice
        styles.rules[".masthead"] += f"; padding-block-end: {styles.spacer():g}pt"
    series = styles.style(figures.characters.series)[1].size
    if series is not None and series != styles.style(default)[1].size:
        styles.rule(".series", ("font-size", css.points(series)))
    styles.rule(".tab", ("tab-size", css.points(figures.settings.default_tab)))


def _size(width: Length, height: Length) -> list[tuple[str, str]]:
    return [("width", css.points(width)), ("min-height", css.points(height))]


def _padding(section: Section) -> list[tuple[str, str]]:
    return [
        ("padding-block", f"{css.points(section.header)} {css.points(section.footer)}"),
        ("padding-inline", f"{css.across(section.left)} {css.across(section.right)}"),
    ]


class Print:
    """Rules of print: `@page` with the running heads and feet of the layout."""

    def __init__(self, composition: Composition, styles: Styles) -> None:
        self.styles = styles
        self._slots: Mapping[str, tuple[Line, ...]] = {
            slot.value: lines for slot, lines in composition.slots.items()
        }

    def text(self) -> str:
        """All rules of print."""
        figures = self.styles.figures
        parts, sections = figures.parts, figures.sections
        width, height = css.points(figures.page.width), css.points(figures.page.height)
        first, second = ("left", "right") if figures.rtl else ("right", "left")
        return "".join(
            (
                f"@page {{ size: {width} {height}; margin: {_margins(sections.body)} }}\n",
                f"@page wide {{ size: {height} {width}; "
                f"margin: {_margins(sections.landscape)} }}\n",
                f"@page :{second} {{ {self._edge(parts.even_header, 'top')}"
                f"{self._edge(parts.even_footer, 'bottom')}}}\n",
                f"@page :{first} {{ {self._edge(parts.odd_header, 'top')}"
                f"{self._edge(parts.odd_footer, 'bottom')}}}\n",
                f"@page :first {{ margin-top: {css.points(sections.first.header)}; "
                f"{_NO_HEAD}{_NO_FOOT}{self._edge(parts.first_footer, 'bottom')}}}\n",
            )
        )

    def _edge(self, pieces: Pieces, edge: str) -> str:
        """The margin boxes of a head or foot: at the left, in the middle, at the right."""
        boxes: dict[str, tuple[list[str], str]] = {}
        rule = None
        for placed, borders, column in _texts(pieces):
            rule = borders or rule
            content = self._content(placed.text)
            if not content:
                continue
            paragraph, run = self.styles.style(placed.style)
            paragraph = laid(placed.paragraph, paragraph)
            rule = rule or paragraph.borders
            alignment = paragraph.alignment or "left"
            place = {"right": "right", "center": "center"}.get(alignment, "left")
            if column and place == "left":
                place = "right"
            if self.styles.figures.rtl:
                place = _MIRRORED[place]
            setting = css.declared(*css.run(placed.run.over(run), self.styles.script))
            lines, _ = boxes.setdefault(place, ([], setting))
            lines.append(content)
        border = ""
        if rule is not None and rule.bottom is not None:
            border = f"border-bottom: {css.border(rule.bottom)}; "
            for place in ("left", "right"):
                boxes.setdefault(place, ([], ""))
        at = self._place(pieces, edge)
        width = "width: 50%; " if border else ""
        return "".join(
            f"@{edge}-{place} {{ content: {_joined(lines)}; white-space: pre; {width}{border}{at}"
            f"text-align: {place}; {setting} }} "
            for place, (lines, setting) in boxes.items()
        )

    def _place(self, pieces: Pieces, edge: str) -> str:
        """How far from the sheet's edge the text stands: as the sections of the layout say."""
        section = self.styles.figures.sections.body
        if edge == "bottom":
            return f"vertical-align: bottom; padding-bottom: {css.points(section.footer)}; "
        heights = [
            row.height
            for piece in pieces
            if isinstance(piece, Table)
            for row in piece.rows
            if row.height is not None
        ]
        if not heights:
            return f"vertical-align: top; padding-top: {css.points(section.header)}; "
        end = section.header.points + sum(height.points for height in heights)
        after = [text.paragraph.after for text, _, _ in _texts(pieces) if text.paragraph.after]
        room = css.points(after[0]) if after else "0"
        free = max(section.top.points - end, 0)
        return f"vertical-align: bottom; padding-bottom: {room}; margin-bottom: {free:g}pt; "

    def _content(self, written: str) -> str:
        """A text as the value of `content`; nothing where its slots are empty."""
        out = []
        for token in _TOKENS.split(written):
            if token.startswith("{{"):
                if token.strip("{} ") == _BARCODE:
                    return ""  # its typeface is not in the page, and these boxes hold text alone
                lines = self._slots.get(token.strip("{} "), ())
                if not lines:
                    return ""
                out.append(_string("\n".join(plain(line) for line in lines)))
            elif token in _COUNTERS:
                out.append(_COUNTERS[token])
            elif token.strip():
                out.append(_string(token))
        return " ".join(out)


_NO_HEAD = "@top-left { content: none } @top-right { content: none } @top-center { content: none } "
_NO_FOOT = _NO_HEAD.replace("top", "bottom")


def _margins(section: Section) -> str:
    sides = (section.top, section.right, section.bottom, section.left)
    return " ".join(css.points(side) for side in sides)


def _texts(pieces: Pieces) -> Iterator[tuple[Placed, Borders | None, int]]:
    """The texts of a head or foot, the rule under them, and the column they stand in."""
    for piece in pieces:
        if not isinstance(piece, Table):
            yield piece, None, 0
            continue
        for row in piece.rows:
            for column, cell in enumerate(row.cells):
                for placed in cell.paragraphs:
                    yield placed, piece.borders, column


def _joined(lines: list[str]) -> str:
    return ' "\\a " '.join(lines) or '""'


def _string(text: str) -> str:
    """A CSS string that nothing can break out of."""
    safe = "".join(
        char if char.isalnum() or char in " /.,-" else f"\\{ord(char):x} " for char in text
    )
    return f'"{safe}"'
