"""Blocks written as Markdown: the inverse of `parse`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dipdocs.markup.blocks import (
    Block,
    Condition,
    Figure,
    Heading,
    Item,
    Landscape,
    List,
    Loop,
    Paragraph,
    Quote,
    Table,
)
from dipdocs.markup.inlines import Footnote, Inline, Link
from dipdocs.markup.labels import BULLET, DOTTED, LABEL, Kind, written
from dipdocs.markup.serialize_inlines import Form, is_read_as
from dipdocs.markup.tables import ABOVE, LEFT, escaped, rule_row

_LINE_START = re.compile(rf"{LABEL.pattern}|(?:#{{1,6}}(?=[ \t]|$)|>|:::|\||[-=|: ]+$)")
_CAPTION = re.compile(r"(?:Table|Figure)(?=:(?:[ \t]|$))")
_CLOSING_MARKS = re.compile(r"(?<![^ ])(#+)$")
_NOTE = re.compile(r"\[\^[^\]\s\[^]+\]:")
_NOTE_LABEL = re.compile(r"[^\]\s\[^]+")


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown: ``parse(to_markdown(blocks))`` gives them back, but for lines.

    That holds for whatever `parse` can give. Of the styles that lie over each other one is kept:
    raised or lowered before underlined before struck out; all text is kept.
    Footnotes stand at the end, under their labels or numbers.
    """
    writer = _Writer()
    lines = writer.blocks(blocks)
    # Notes are gathered while the text is written.
    for label, note in writer.notes.items():
        if lines:
            lines.append("")
        paragraphs = [Paragraph(inlines) for inlines in note.paragraphs]
        lines += _marked(f"[^{label}]:", 4, writer.blocks(paragraphs))
    return "".join(line + "\n" for line in lines)


def _marked(mark: str, width: int, lines: list[str]) -> list[str]:
    """Lines under a mark: the first beside it, the others indented."""
    if not lines:
        return [mark]
    indented = [" " * width + line if line else "" for line in lines[1:]]
    return [f"{mark} {lines[0]}", *indented]


class _Writer:
    """Writes blocks; `notes` are the footnotes met so far, by label."""

    def __init__(self) -> None:
        self.notes: dict[str, Footnote] = {}
        self._kinds: list[Kind] = []

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        """The lines of blocks, an empty one between each two."""
        out: list[str] = []
        for number, block in enumerate(blocks):
            if number:
                out.append("")
            out += self._block(block)
        return out

    def _block(self, block: Block) -> list[str]:
        match block:
            case Paragraph(inlines=inlines):
                return [self._protected(line) for line in self._text(inlines)]
            case Table():
                return self._table(block)
            case Figure(picture=picture, caption=caption):
                return [*self._beside("Figure:", caption), "", *self._text((picture,))]
            case Landscape(blocks=inner):
                return ["::: landscape", *self.blocks(inner), ":::"]
            case Heading(level=level, inlines=inlines):
                text = _CLOSING_MARKS.sub(r"\\\1", " ".join(self._text(inlines)))
                return [f"{'#' * level} {text}".rstrip(" ")]
            case List():
                return self._list(block)
            case Quote(blocks=inner):
                return [f"> {line}".rstrip(" ") for line in self.blocks(inner) or [""]]
            case Condition(branches=branches):
                return self._condition(branches)
            case Loop(names=names, source=source, blocks=inner):
                opening = f"{{% for {', '.join(names)} in {source} %}}"
                return [opening, *self.blocks(inner), "{% endfor %}"]

    def _list(self, block: List) -> list[str]:
        """The items; with an empty line between them where one has more than a paragraph."""
        loose = any(len(item.blocks) > 1 for item in block.items)
        out: list[str] = []
        for number, item in enumerate(block.items):
            if number and loose:
                out.append("")
            out += self._item(item, block.kind)
        return out

    def _item(self, item: Item, kind: Kind) -> list[str]:
        # Bullets within bullets take turns: `- - -` would be a rule across the page.
        if item.label == BULLET:
            mark = "-+"[len(self._kinds) % 2]
        else:
            mark = written(item.label, kind, self._kinds[-1] if self._kinds else None)
        self._kinds.append(kind)
        lines = self.blocks(item.blocks)
        self._kinds.pop()
        return _marked(mark, len(mark) + 1, lines)

    def _beside(self, mark: str, inlines: tuple[Inline, ...]) -> list[str]:
        """A text that begins beside a mark."""
        first, *rest = self._text(inlines)
        return [f"{mark} {first}", *(self._protected(line) for line in rest)]

    def _protected(self, line: str) -> str:
        """A line that begins no other block, here: within an item a. is a label too."""
        match = DOTTED.match(line) if self._kinds else None
        return _protected(line) if match is None else f"{match[1]}\\{line[match.end() - 1 :]}"

    def _table(self, table: Table) -> list[str]:
        """Caption, rows and notes; a merged cell is continued in every row and column it covers."""
        width = len(table.alignments)
        grid: list[list[str | None]] = [[None] * width for _ in table.rows]
        for number, row in enumerate(table.rows):
            for cell in row:
                column = grid[number].index(None)
                for line in grid[number : number + cell.rows]:
                    line[column : column + cell.columns] = [ABOVE] + [LEFT] * (cell.columns - 1)
                grid[number][column] = self._cell(cell.inlines)
        lines = [f"| {' | '.join(str(cell) for cell in row)} |" for row in grid]
        columns = list(zip(table.alignments, table.dashes, strict=True))
        lines.insert(table.head, rule_row(columns))
        if table.caption:
            lines = [*self._beside("Table:", table.caption), "", *lines]
        for note in table.notes:
            lines += ["", *self._beside(f"^{note.label}^", note.inlines)]
        return lines

    def _cell(self, inlines: tuple[Inline, ...]) -> str:
        return escaped("".join(self._text(inlines, cell=True)))

    def _condition(self, branches: Iterable[tuple[str | None, tuple[Block, ...]]]) -> list[str]:
        out: list[str] = []
        for number, (condition, inner) in enumerate(branches):
            word = "elif" if number else "if"
            out.append("{% else %}" if condition is None else f"{{% {word} {condition} %}}")
            out += self.blocks(inner)
        return [*out, "{% endif %}"]

    def _text(self, inlines: tuple[Inline, ...], *, cell: bool = False) -> list[str]:
        """The lines of a paragraph's text, in the plainest form that is read back the same."""
        labels = self._labels(inlines)
        forms = (
            Form(mark, labels, armoured=armoured, cell=cell)
            for mark, armoured in (("*", False), ("_", False), ("_", True))
        )
        for form in forms:
            text = form.write(inlines)
            if is_read_as(text, inlines, labels, cell=cell):
                break
        lines = text.split("\n")
        return [_edged(line, last=index == len(lines) - 1) for index, line in enumerate(lines)]

    def _labels(self, inlines: Iterable[Inline]) -> dict[int, str]:
        """Label the footnotes of a text; by the identity of each."""
        labels: dict[int, str] = {}
        for inline in inlines:
            if isinstance(inline, Link):
                labels |= self._labels(inline.children)
            elif isinstance(inline, Footnote):
                label = labels[id(inline)] = self._label(inline)
                self.notes.setdefault(label, inline)
        return labels

    def _label(self, note: Footnote) -> str:
        """The note's own label, or a number if it has none or another note has it."""
        label = note.label
        known = self.notes.get(label, note)
        if _NOTE_LABEL.fullmatch(label) and known.paragraphs == note.paragraphs:
            return label
        number = len(self.notes) + 1
        while str(number) in self.notes:
            number += 1
        return str(number)


def _edged(line: str, *, last: bool) -> str:
    """A line whose outer spaces are kept."""
    body = line.lstrip(" ")
    head = "&#32;" * (len(line) - len(body))
    if last:
        text = body.rstrip(" ")
        return head + text + "&#32;" * (len(body) - len(text))
    return head + body


def _protected(line: str) -> str:
    """A line that begins no other block: its mark escaped."""
    note = _NOTE.match(line)
    if note is not None:
        return f"{line[: note.end() - 1]}\\:{line[note.end() :]}"
    caption = _CAPTION.match(line)
    if caption is not None:
        return f"{caption[0]}\\{line[caption.end() :]}"
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["number"] or (match["letter"] and line[0] != "("):
        end = match.end("number") if match["number"] else match.end("letter")
        return f"{line[: end - 1]}\\{line[end - 1 :]}"
    if line[0] == BULLET:
        return f"&#{ord(BULLET)};{line[1:]}"
    return "\\" + line
