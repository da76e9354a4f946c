"""Running text as HTML: emphasis, links, breaks, and the marks of footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from dipdocs.compose.composition import (
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Style,
    Tab,
)
from dipdocs.errors import Finding, RenderError
from dipdocs.markup.inlines import Expression, rightward
from dipdocs.writers.html.escape import address, text

_TAGS = (
    (Style.BOLD, "b"),
    (Style.ITALIC, "i"),
    (Style.UNDERLINE, "u"),
    (Style.STRIKE, "s"),
    (Style.SUPERSCRIPT, "sup"),
    (Style.SUBSCRIPT, "sub"),
)


@dataclass(slots=True)
class Note:
    """A footnote waiting for the end of its sheet."""

    number: int
    mark: str
    note: Footnote


class Text:
    """Writes inlines; collects the footnotes they call, numbered through the document."""

    def __init__(self) -> None:
        self.waiting: list[Note] = []
        self._count = 0
        self._automatic = 0

    def html(self, inlines: Iterable[Inline], called: dict[str, str] | None = None) -> str:
        """Inlines as HTML; `called` leads raised letters to the notes under their table."""
        return "".join(self._one(inline, called or {}) for inline in inlines)

    def _one(self, inline: Inline, called: dict[str, str]) -> str:
        match inline:
            case Run():
                return self._run(inline, called)
            case LineBreak():
                return "<br>"
            case Tab():
                return '<span class="tab">\t</span>'
            case Link():
                inside = self.html(inline.children, called)
                target = address(inline.target)
                if target is None:
                    return inside
                return f'<a href="{text(target)}" rel="noreferrer">{inside}</a>'
            case Footnote():
                return self._note(inline)
            case Picture() | Expression():
                found = f"{type(inline).__name__.lower()} {inline.source}"
                raise RenderError(
                    Finding("this cannot stand here in a document", rule="place", found=found)
                )
            case _:
                assert_never(inline)

    def _run(self, run: Run, called: dict[str, str]) -> str:
        if not run.text:
            return ""
        out = text(run.text)
        if run.style & Style.SUPERSCRIPT and run.text in called:
            out = f'<a href="#{called[run.text]}" role="doc-noteref">{out}</a>'
        for style, tag in _TAGS:
            if run.style & style:
                out = f"<{tag}>{out}</{tag}>"
        if run.style & Style.SERIES:
            out = f'<span class="series">{out}</span>'
        if run.language:
            direction = "rtl" if rightward(run.text) else "ltr"
            out = f'<span lang="{text(run.language)}" dir="{direction}">{out}</span>'
        return out

    def _note(self, note: Footnote) -> str:
        self._count += 1
        if not note.label:
            self._automatic += 1
        mark = note.label or str(self._automatic)
        self.waiting.append(Note(self._count, mark, note))
        return (
            f'<sup class="call"><a id="call-{self._count}" href="#note-{self._count}"'
            f' role="doc-noteref">{text(mark)}</a></sup>'
        )
