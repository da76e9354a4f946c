"""Running text as runs, links, breaks and footnote marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from dipdocs.compose.composition import (
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Tab,
)
from dipdocs.errors import Finding, RenderError
from dipdocs.markup.inlines import Expression
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.runs import Setting
from dipdocs.writers.docx.xml import R


def runs(inlines: tuple[Inline, ...], setting: Setting) -> str:
    """Text of a head or foot: no notes, no pictures; links as their text."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                if inline.text:
                    there = _foreign(inline, setting) if inline.language else setting
                    out.append(there.run(inline.text, inline.style))
            case LineBreak():
                out.append(setting.mark("br"))
            case Tab():
                out.append(setting.mark("tab"))
            case Link():
                out.append(runs(inline.children, setting))
            case Picture() | Footnote() | Expression():
                raise _misplaced(inline)
            case _:
                assert_never(inline)
    return "".join(out)


def _foreign(run: Run, setting: Setting) -> Setting:
    return setting.foreign(run.text, run.language)


def _misplaced(inline: Inline) -> RenderError:
    """A picture in the line has no bytes here (`Image` has); an expression was never evaluated."""
    found = type(inline).__name__.lower()
    if isinstance(inline, Expression | Picture):
        found = f"{found} {inline.source}"
    return RenderError(Finding("this cannot stand here in a document", rule="place", found=found))


@dataclass(slots=True)
class Text:
    """Writes inlines of one part of the file, whose relations it collects."""

    relations: Relations
    note: Callable[[Footnote], str]
    """Gives the mark of a footnote, having kept its text."""
    out: list[str] = field(default_factory=list)

    def add(self, inlines: tuple[Inline, ...], setting: Setting, *, link: bool = False) -> None:
        """Append the runs of `inlines`, set as `setting` asks."""
        out = self.out
        for inline in inlines:
            match inline:
                case Run(text=text, style=style, language=language):
                    if text:
                        there = _foreign(inline, setting) if language else setting
                        out.append(there.run(text, style, link))
                case LineBreak():
                    out.append(setting.mark("br", link))
                case Tab():
                    out.append(setting.mark("tab", link))
                case Link():
                    self._link(inline, setting)
                case Footnote():
                    out.append(self.note(inline))
                case Picture() | Expression():
                    raise _misplaced(inline)
                case _:
                    assert_never(inline)

    def _link(self, link: Link, setting: Setting) -> None:
        target = link.target
        if target.startswith("#"):
            self.add(link.children, setting)
            return
        key = self.relations.add("hyperlink", target, external=True)
        self.out.append(f'<w:hyperlink xmlns:r="{R}" r:id="{key}" w:history="1">')
        self.add(link.children, setting, link=True)
        self.out.append("</w:hyperlink>")
