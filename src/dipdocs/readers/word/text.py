"""Inlines of a paragraph while they are gathered: runs joined, edges made clean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipdocs.markup.inlines import Inline, LineBreak, Link, Run, Style, Tab

_SPACES = re.compile("[\t\n\r\x85\u2028\u2029]")
_GAPS = " \u3000"
_ALL = ~Style.PLAIN
_RAISED = Style.SUPERSCRIPT | Style.SUBSCRIPT


def _has_spaces(text: str) -> bool:
    """Whether there are signs that print as spaces; most text is asked three times as fast."""
    if text.isascii():
        return "\n" in text or "\t" in text or "\r" in text
    return not text.isprintable() and _SPACES.search(text) is not None


def push(out: list[Inline], text: str, style: Style) -> None:
    """Append text, joined to text of the same style before it."""
    if not text:
        return
    if _has_spaces(text):
        text = _SPACES.sub(" ", text)
    if out and isinstance(last := out[-1], Run) and last.style == style:
        last.text += text
    else:
        out.append(Run(text, style))


def joined(parts: Sequence[Sequence[Inline]]) -> tuple[Inline, ...]:
    """Several texts one after another, as lines."""
    out: list[Inline] = []
    for part in parts:
        if out and part:
            out.append(LineBreak())
        out += part
    return tuple(out)


def prefixed(label: str, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """A text with its number before it; a number that ends in a Chinese mark needs no gap."""
    if not label:
        return tuple(inlines)
    text = label if label[-1] in "、．）" or not inlines else f"{label} "
    first = inlines[0] if inlines else None
    if isinstance(first, Run) and first.style == Style.PLAIN:
        return (Run(text + first.text), *inlines[1:])
    return (Run(text), *inlines)


def trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines without gaps, tabs and breaks at their edges; runs of one style joined."""
    if len(inlines) == 1:
        only = inlines[0]
        if isinstance(only, Run):
            text = only.text.strip(_GAPS)
            if len(text) != len(only.text):
                only = Run(text, only.style)
            return (only,) if text else ()
    out = _ungapped(inlines)
    while out and _is_gap(out[0]):
        out.pop(0)
    while out and _is_gap(out[-1]):
        out.pop()
    if out:
        # the runs of `out` are new ones
        first, last = out[0], out[-1]
        if isinstance(first, Run):
            first.text = first.text.lstrip(_GAPS)
        if isinstance(last, Run):
            last.text = last.text.rstrip(_GAPS)
    return tuple(out)


def _ungapped(inlines: Sequence[Inline]) -> list[Inline]:
    """Runs whose gaps at the edges have but the styles that both sides share.

    A bold word and the gap after it are then told apart, as Markdown asks.
    """
    for inline in inlines:
        if isinstance(inline, Run) and inline.style:
            break
    else:
        return _run_together(inlines)
    out: list[Inline] = []
    gap = ""
    for inline in inlines:
        if not isinstance(inline, Run):
            if gap:
                _close_gap(out, gap, Style.PLAIN)
                gap = ""
            out.append(inline)
            continue
        whole, style = inline.text, inline.style
        text = whole.lstrip(" ")
        if not text:
            gap += whole
            continue
        if len(text) < len(whole):
            gap += whole[: len(whole) - len(text)]
        if gap:
            _close_gap(out, gap, style)
            gap = ""
        if text[-1] == " ":
            whole, text = text, text.rstrip(" ")
            gap = whole[len(text) :]
        push(out, text, style)
    if gap:
        _close_gap(out, gap, Style.PLAIN)
    return out


def _run_together(inlines: Sequence[Inline]) -> list[Inline]:
    """Inlines of one style, neighbouring runs as one."""
    out: list[Inline] = []
    last: Run | None = None
    for inline in inlines:
        if not isinstance(inline, Run):
            out.append(inline)
            last = None
        elif last is None:
            last = Run(inline.text, inline.style)
            out.append(last)
        else:
            last.text += inline.text
    return out


def _close_gap(out: list[Inline], gap: str, style: Style) -> None:
    last = out[-1] if out else None
    before = last.style if isinstance(last, Run) else Style.PLAIN
    push(out, gap, before & style & ~_RAISED if before and style else Style.PLAIN)


def _is_gap(inline: Inline) -> bool:
    if isinstance(inline, Run):
        return not inline.text.strip(_GAPS)
    if isinstance(inline, Link):
        return not inline.children
    return isinstance(inline, Tab | LineBreak)


def restyled(inlines: Sequence[Inline], drop: Style) -> tuple[Inline, ...]:
    """Inlines without some styles."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            push(out, inline.text, inline.style & ~drop)
        elif isinstance(inline, Link):
            out.append(Link(inline.target, restyled(inline.children, drop)))
        else:
            out.append(inline)
    return tuple(out)


def common_style(inlines: Sequence[Inline]) -> Style:
    """The styles that all the text has."""
    style = _ALL
    for inline in inlines:
        if isinstance(inline, Run) and inline.text.strip():
            if not inline.style:
                return Style.PLAIN
            style &= inline.style
        elif isinstance(inline, Link):
            style &= common_style(inline.children)
    return style


def in_one_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading without line breaks, and without the tabs that set its number in the margin."""
    if not any(isinstance(inline, Tab | LineBreak | Link) for inline in inlines):
        return inlines
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Tab | LineBreak):
            push(out, " ", Style.PLAIN)
        elif isinstance(inline, Run):
            push(out, inline.text, inline.style)
        elif isinstance(inline, Link):
            out.append(Link(inline.target, in_one_line(inline.children)))
        else:
            out.append(inline)
    return trimmed(out)
