"""Blocks written as Markdown: the inverse of `parse`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from dipdocs.markup.blocks import Block, Condition, Heading, Item, List, Loop, Paragraph, Quote
from dipdocs.markup.inlines import (
    Expression,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Style,
    Tab,
)
from dipdocs.markup.labels import BULLET, LABEL

_SPECIAL = re.compile(r"[\\`*_\[\]<{^~]|!$|&(?=#?\w+;|$)")
_RAISED = re.compile(r"[\\`*_\[\]<>{}^~&]")
_LINE_START = re.compile(rf"{LABEL.pattern}|(?:#{{1,6}}(?=[ \t]|$)|>|[-=|: ]+$)")
_CLOSING_MARKS = re.compile(r"(?<![^ ])(#+)$")
_NOTE = re.compile(r"\[\^[^\]\s\[]+\]:")
_NOTE_LABEL = re.compile(r"[^\]\s\[]+")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20\\&]*")
_ADDRESS = re.compile(r"[^\s<>()\\&\"'*_`\[\]{}]+")
_EMPHASIS = Style.BOLD | Style.ITALIC


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown: ``parse(to_markdown(blocks))`` gives them back, but for lines.

    That holds for whatever `parse` can give. Styles that Markdown has not (underline) are left
    out, their text is kept. Footnotes stand at the end, under their labels or numbers.
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
        self._depth = 0

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
                return [_protected(line) for line in self._text(inlines)]
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
            out += self._item(item)
        return out

    def _item(self, item: Item) -> list[str]:
        # Bullets within bullets take turns: `- - -` would be a rule across the page.
        mark = "-+"[self._depth % 2] if item.label == BULLET else item.label
        self._depth += 1
        lines = self.blocks(item.blocks)
        self._depth -= 1
        return _marked(mark, len(mark) + 1, lines)

    def _condition(self, branches: Iterable[tuple[str | None, tuple[Block, ...]]]) -> list[str]:
        out: list[str] = []
        for number, (condition, inner) in enumerate(branches):
            word = "elif" if number else "if"
            out.append("{% else %}" if condition is None else f"{{% {word} {condition} %}}")
            out += self.blocks(inner)
        return [*out, "{% endif %}"]

    def _text(self, inlines: tuple[Inline, ...]) -> list[str]:
        """The lines of a paragraph's text, in the plainest form that is read back the same."""
        labels = self._labels(inlines)
        forms = [_Form("*", labels), _Form("_", labels), _Form("_", labels, armoured=True)]
        for form in forms:
            text = form.write(inlines)
            if _is_read_as(text, inlines, labels):
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


class _Form:
    """One way to write inlines: the mark of italics, and whether each edge of a run is armoured.

    CommonMark reads marks by the characters beside them; a character written as its code
    (``&#97;``) makes any mark one.
    """

    def __init__(self, italic: str, labels: dict[int, str], *, armoured: bool = False) -> None:
        self._marks = {Style.BOLD: "**", Style.ITALIC: italic}
        self._labels = labels
        self._armoured = armoured

    def write(self, inlines: Iterable[Inline], flags: tuple[Style, ...] = ()) -> str:
        """The text of inlines, those of one style under one mark."""
        left = [flag for flag in self._marks if flag not in flags]
        if not left:
            return "".join(self._piece(inline) for inline in inlines)
        flag, out = left[0], []
        for marked, group in groupby(inlines, lambda inline: bool(_style(inline) & flag)):
            text = self.write(group, (*flags, flag))
            out.append(f"{self._marks[flag]}{text}{self._marks[flag]}" if marked else text)
        return "".join(out)

    def _piece(self, inline: Inline) -> str:
        match inline:
            case Run(text=text, style=style):
                return self._run(text.replace("\n", " "), style)
            case LineBreak():
                return "\\\n"
            case Tab():
                return "&#9;"
            case Expression(source=source):
                return f"{{{{ {source} }}}}"
            case Link(target=target, children=children):
                if children == (Run(target),) and _AUTOLINK.fullmatch(target):
                    return f"<{target}>"
                return f"[{self.write(children)}]({_address(target)})"
            case Picture(source=source, alternative=alternative, width=width):
                title = (
                    "" if width is None else f' "width={f"{width:.3f}".rstrip("0").rstrip(".")}pt"'
                )
                return f"![{_escaped(alternative)}]({_address(source)}{title})"
            case Footnote():
                return f"[^{self._labels[id(inline)]}]"

    def _run(self, text: str, style: Style) -> str:
        if style & Style.VERBATIM:
            return _code(text)
        for flag, mark in ((Style.SUPERSCRIPT, "^"), (Style.SUBSCRIPT, "~")):
            if style & flag:
                raised = _RAISED.sub(r"\\\g<0>", text)
                return mark + re.sub(r"\s", lambda space: f"&#{ord(space[0])};", raised) + mark
        if not self._armoured:
            return _escaped(text)
        if len(text) < 2:
            return "".join(f"&#{ord(character)};" for character in text)
        return f"&#{ord(text[0])};{_escaped(text[1:-1])}&#{ord(text[-1])};"


def _style(inline: Inline) -> Style:
    return inline.style if isinstance(inline, Run | Expression) else Style.PLAIN


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    """A code span: fenced by more backticks than it holds."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    padded = text.startswith("`") or text.endswith("`")
    padded = padded or (text[0] == text[-1] == " " and text.strip(" ") != "")
    return f"{fence} {text} {fence}" if padded else fence + text + fence


def _address(address: str) -> str:
    if _ADDRESS.fullmatch(address):
        return address
    escaped = re.sub(r"[\\<>&]", r"\\\g<0>", address)
    return f"<{escaped}>"


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
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["number"] or (match["letter"] and line[0] != "("):
        end = match.end("number") if match["number"] else match.end("letter")
        return f"{line[: end - 1]}\\{line[end - 1 :]}"
    if line[0] == BULLET:
        return f"&#{ord(BULLET)};{line[1:]}"
    return "\\" + line


def _is_read_as(text: str, inlines: tuple[Inline, ...], labels: dict[int, str]) -> bool:
    """Whether the parser gives these inlines for a text (lines apart)."""
    if not any(_style(inline) & _EMPHASIS for inline in _flat(inlines)):
        return True
    from dipdocs.markup.convert_inlines import InlineReader
    from dipdocs.markup.markdown import parser

    notes = {labels[id(note)]: note for note in _flat(inlines) if isinstance(note, Footnote)}
    reader = InlineReader(parser(), lambda label, _: notes[label])
    return _without_lines(reader.read(text, 0)) == _without_lines(inlines)


def _flat(inlines: Iterable[Inline]) -> Iterable[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Link):
            yield from _flat(inline.children)


def _without_lines(inlines: Iterable[Inline]) -> list[Inline]:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Expression):
            out.append(replace(inline, line=0))
        elif isinstance(inline, Link):
            out.append(replace(inline, children=tuple(_without_lines(inline.children))))
        else:
            out.append(inline)
    return out
