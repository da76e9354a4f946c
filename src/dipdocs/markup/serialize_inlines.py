"""Inlines written as Markdown: the forms in which a text may be written, the plainest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

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

_SPECIAL = re.compile(r"[\\`*_\[\]<{^~]|!$|\+(?=\+|$)|&(?=#?\w+;|$)")
_RAISED = re.compile(r"[\\`*_\[\]<>{}^~&]")
_LINED = re.compile(r"[\\`*_\[\]<>{}^~&+]")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20\\&]*")
_ADDRESS = re.compile(r"[^\s<>()\\&\"'*_`\[\]{}]+")
_EMPHASIS = Style.BOLD | Style.ITALIC


class Form:
    """One way to write inlines: the mark of italics, and whether each edge of a run is armoured.

    CommonMark reads marks by the characters beside them; a character written as its code
    (``&#97;``) makes any mark one.
    """

    def __init__(
        self, italic: str, labels: dict[int, str], *, armoured: bool = False, cell: bool = False
    ) -> None:
        self._marks = {Style.BOLD: "**", Style.ITALIC: italic}
        self._labels = labels
        self._armoured = armoured
        self._break = "<br>" if cell else "\\\n"

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
                return self._break
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
                return mark + re.sub(r"\s", _coded, raised) + mark
        for flag, mark in ((Style.UNDERLINE, "++"), (Style.STRIKE, "~~")):
            if style & flag:
                lined = _LINED.sub(r"\\\g<0>", text)
                return mark + re.sub(r"^\s|\s$|[\t\n]", _coded, lined) + mark
        if not self._armoured:
            return _escaped(text)
        if len(text) < 2:
            return "".join(f"&#{ord(character)};" for character in text)
        return f"&#{ord(text[0])};{_escaped(text[1:-1])}&#{ord(text[-1])};"


def _style(inline: Inline) -> Style:
    return inline.style if isinstance(inline, Run | Expression) else Style.PLAIN


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _coded(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


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


def is_read_as(
    text: str, inlines: tuple[Inline, ...], labels: dict[int, str], *, cell: bool = False
) -> bool:
    """Whether the parser gives these inlines for a text (lines apart)."""
    if not any(_style(inline) & _EMPHASIS for inline in flat(inlines)):
        return True
    from dipdocs.markup.convert_inlines import InlineReader
    from dipdocs.markup.markdown import parser

    notes = {labels[id(note)]: note for note in flat(inlines) if isinstance(note, Footnote)}
    reader = InlineReader(parser(), lambda label, _: notes[label])
    return _without_lines(reader.read(text, 0, cell=cell)) == _without_lines(inlines)


def flat(inlines: Iterable[Inline]) -> Iterable[Inline]:
    """Every inline, those within links too."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Link):
            yield from flat(inline.children)


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
