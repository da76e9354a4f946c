"""Parts and blocks as HTML: headings, paragraphs, lists, columns, tables, pictures, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from dipdocs.compose.composition import (
    Block,
    Columns,
    EndRule,
    Image,
    Landscape,
    ListItem,
    Paragraph,
    Part,
    Role,
    Table,
)
from dipdocs.layout.length import Length
from dipdocs.writers.html import css
from dipdocs.writers.html.escape import text
from dipdocs.writers.html.images import data_address, size
from dipdocs.writers.html.inlines import Text
from dipdocs.writers.html.lists import Lists
from dipdocs.writers.html.notes import footnotes, page_note_rule
from dipdocs.writers.html.styles import Styles
from dipdocs.writers.html.tables import table
from dipdocs.writers.spacing import (
    column_roles,
    lines_between,
    lines_between_rows,
    lines_in_column,
)

Mark = Callable[[Block], str]
"""Attributes of a block's element, beginning with a space, or nothing."""

_NO_OUTLINE = 9


def nothing(block: Block) -> str:
    """No attributes."""
    return ""


def outline(block: Paragraph, styles: Styles) -> int:
    """0 to 8 for a heading, 9 for other text."""
    form = styles.figures.roles[block.role]
    depth = form.paragraph.outline
    if depth is None:
        depth = styles.style(form.style)[0].outline
    return _NO_OUTLINE if depth is None else depth


def has_title(part: Part, styles: Styles) -> bool:
    """Whether a part shows a heading of the first level."""
    return any(isinstance(one, Paragraph) and not outline(one, styles) for one in part.blocks)


class Body:
    """Writes the text of one document."""

    def __init__(self, styles: Styles, mark: Mark = nothing, heading: int = 0) -> None:
        self.styles = styles
        self.figures = styles.figures
        self.mark = mark
        self._text = Text()
        self._heading = heading
        """The level of the last heading: the next is at most one deeper."""
        self._tables = 0
        self._parts = 0

    def part(self, part: Part) -> tuple[str, str]:
        """A part's blocks; the id of its first heading, empty if it has none."""
        self._parts += 1
        named = f"part-{self._parts}"
        headings = any(
            isinstance(block, Paragraph) and outline(block, self.styles) < _NO_OUTLINE
            for block in part.blocks
        )
        inside = "".join(self._blocks(part.blocks, named if headings else ""))
        return inside, named if headings else ""

    def _blocks(self, blocks: tuple[Block, ...], name: str) -> Iterator[str]:
        previous: Block | None = None
        lists = Lists()
        for block in blocks:
            gap = self.styles.gap(lines_between(previous, block, self.figures))
            if isinstance(block, ListItem):
                yield lists.item(block.level, block.kind)
                yield f"{self._item(block, gap)}"
            elif (
                isinstance(block, Paragraph)
                and block.role is Role.CONTINUATION
                and (kind := lists.kind(block.level))
            ):
                yield lists.back(block.level)
                classes = self.styles.continuation(kind, block.level)
                yield f"<p{_classes(classes, gap)}{self.mark(block)}>{self._inside(block)}</p>"
            else:
                if not isinstance(block, Table | Image) or not lists.open:
                    yield lists.close()
                one, name = self._block(block, gap, name)
                yield one
            previous = block
        yield lists.close()

    def _block(self, block: Block, gap: str, name: str) -> tuple[str, str]:
        """A block, and the id that still waits for a heading."""
        match block:
            case Paragraph():
                return self._paragraph(block, gap, name)
            case Columns():
                return self._columns(block, gap), name
            case Table():
                return self._table(block, gap), name
            case Image():
                return self._image(block, gap), name
            case Landscape():
                inside = "".join(self._blocks(block.blocks, ""))
                return f'<div class="landscape"{self.mark(block)}>{inside}</div>', name
            case EndRule():
                rule = self.figures.end_rule
                line = rule.paragraph.line
                height = [("height", css.points(line.height))] if line is not None else []
                kept = self.styles.plain(rule, *height)
                return f'<hr class="{kept} end-rule"{self.mark(block)}>', name
            case ListItem():
                raise AssertionError("items of lists are written before")
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph, gap: str, name: str) -> tuple[str, str]:
        classes = self.styles.role(block.role, bool(block.label))
        inside = self._inside(block)
        depth = outline(block, self.styles)
        if depth == _NO_OUTLINE:
            return f"<p{_classes(classes, gap)}{self.mark(block)}>{inside}</p>", name
        self._heading = min(depth + 1, self._heading + 1, 6)
        tag = f"h{self._heading}"
        id = f' id="{name}"' if name else ""
        return f"<{tag}{id}{_classes(classes, gap)}{self.mark(block)}>{inside}</{tag}>", ""

    def _inside(self, block: Paragraph | ListItem) -> str:
        label = f"{_label(block.label)}" if block.label else ""
        return label + self._text.html(block.inlines)

    def _item(self, block: ListItem, gap: str) -> str:
        classes = self.styles.item(block.kind, block.level)
        return f"<p{_classes(classes, gap)}{self.mark(block)}>{self._inside(block)}</p>"

    def _columns(self, block: Columns, gap: str) -> str:
        within = block.kind
        own = self.figures.signatures if within == "signatures" else self.figures.columns
        count = len(block.columns)
        across = count if count <= max(own.widths) else own.row
        widths = " ".join(f"{width.points:g}fr" for width in own.widths[across])
        grid = self.styles.named(
            ("grid-template-columns", widths), ("margin-inline", css.across(own.indent))
        )
        forms = column_roles(block, self.figures)
        columns = []
        for number, column in enumerate(block.columns):
            previous: Paragraph | None = None
            rows = []
            under = number - number % across
            row_gap = ""
            if under:
                same_row = block.columns[under : under + across]
                row_gap = self.styles.gap(lines_between_rows(same_row, block, self.figures))
            for row in column:
                space = self.styles.gap(lines_in_column(previous, row, block, self.figures))
                classes = self.styles.role(row.role, bool(row.label), forms, f".{within}")
                rows.append(f"<p{_classes(classes, space)}{self.mark(row)}>{self._inside(row)}</p>")
                previous = row
            gaps = own.gaps.get(across, ())
            room = gaps[number % across] if gaps else Length(0)
            name = self.styles.named(("padding-inline-end", css.across(room)))
            columns.append(f"<div{_classes(name, row_gap)}>{''.join(rows)}</div>")
        return f'<div class="grid {within} {grid} {gap}">{"".join(columns)}</div>'

    def _caption(self, caption: Paragraph, tag: str, id: str) -> str:
        """A caption: its label, and under it its text, which alone has the role's own run."""
        classes = self.styles.role(Role.CAPTION, False)
        label = ""
        if caption.label:
            _, run = self.styles.style(self.figures.roles[Role.CAPTION].style)
            plain = self.styles.named(
                ("font-weight", "bold" if run.bold else "normal"),
                ("font-style", "italic" if run.italic else "normal"),
            )
            label = f'<span class="{plain}">{text(caption.label)}</span><br>'
        after = self.styles.gap_under(self.figures.roles[Role.CAPTION].spacers.after or 0)
        inside = self._text.html(caption.inlines)
        return (
            f'<{tag} id="{id}" class="{after}"><span class="{classes} block"{self.mark(caption)}>'
            f"{label}{inside}</span></{tag}>"
        )

    def _table(self, block: Table, gap: str) -> str:
        self._tables += 1
        number = self._tables
        caption = ""
        if block.caption is not None:
            caption = self._caption(block.caption, "caption", f"caption-{number}")

        def write(paragraph: Paragraph, called: Mapping[str, str]) -> str:
            label = _label(paragraph.label) if paragraph.label else ""
            return label + self._text.html(paragraph.inlines, dict(called))

        inside = table(block, number, caption, self.styles, write, self._picture)
        return f'<div class="table {gap}"{self.mark(block)}>{inside}</div>'

    def _image(self, block: Image, gap: str) -> str:
        self._tables += 1
        caption = ""
        if block.caption is not None:
            indent = self.styles.named(("margin-inline", css.across(self.figures.tables.indent)))
            inner = self._caption(block.caption, "figcaption", f"caption-{self._tables}")
            caption = f'<div class="{indent}">{inner}</div>'
        paragraph, run = self.styles.style(self.figures.pictures.style)
        paragraph = self.figures.pictures.paragraph.over(paragraph)
        place = self.styles.named(*self.styles.block(paragraph, run, Length(0)))
        return (
            f'<figure class="{gap}"{self.mark(block)}>{caption}<p class="{place}">'
            f"{self._picture(block)}</p></figure>"
        )

    def _picture(self, image: Image) -> str:
        """An image, no larger than the layout allows."""
        width, height = size(image.data, image.name)
        if image.width:
            width, height = image.width, height * image.width / width
        box = self.figures.pictures
        factor = min(1.0, box.maximum_width.points / width, box.maximum_height.points / height)
        shown = self.styles.named(("width", f"{width * factor:.4g}pt"))
        source = data_address(image.data, image.name)
        return f'<img class="{shown}" src="{source}" alt="{text(image.alternative)}">'

    def footnotes(self) -> str:
        """The notes called so far, and none twice."""
        notes, self._text.waiting = self._text.waiting, []
        return footnotes(notes, self._text, self.styles) if notes else ""

    def page_notes(self, notes: tuple[Paragraph, ...]) -> str:
        """The asterisk notes and the notice at the foot of page 1."""
        if not notes:
            return ""
        rows = "".join(self._block(note, "", "")[0] for note in notes)
        return f'<div class="page-notes">{page_note_rule(self.styles)}{rows}</div>'


def _label(label: str) -> str:
    """A label and the gap that parts it from the text, in words and for the eye."""
    gap = "" if label[-1] in "、．）" else " "
    return f'<span class="label-box"><span class="label">{text(label)}</span>{gap}</span>'


def _classes(*names: str) -> str:
    shown = " ".join(name for name in names if name)
    return f' class="{shown}"' if shown else ""
