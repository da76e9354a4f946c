"""Running text as runs, links, breaks, footnote marks and pictures in the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
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
from dipdocs.layout.figures import Pictures
from dipdocs.markup.inlines import Expression
from dipdocs.writers.docx.media import Media
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
                    out.append(setting.run(inline.text, inline.style))
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


def _misplaced(inline: Inline) -> RenderError:
    found = inline.source if isinstance(inline, Expression) else type(inline).__name__.lower()
    return RenderError(Finding("this cannot stand here in a document", rule="place", found=found))


def picture_bytes(picture: Picture) -> bytes:
    """The file of a picture in the line; `RenderError` if it cannot be read."""
    try:
        return Path(picture.source).read_bytes()
    except OSError as error:
        raise RenderError(
            Finding(
                f"a picture that cannot be read: {error.strerror}",
                rule="picture",
                found=picture.source,
            )
        ) from error


@dataclass(slots=True)
class Text:
    """Writes inlines of one part of the file, whose relations it collects."""

    relations: Relations
    media: Media
    pictures: Pictures
    note: Callable[[Footnote], str]
    """Gives the mark of a footnote, having kept its text."""
    out: list[str] = field(default_factory=list)

    def add(self, inlines: tuple[Inline, ...], setting: Setting, *, link: bool = False) -> None:
        """Append the runs of `inlines`, set as `setting` asks."""
        out = self.out
        for inline in inlines:
            match inline:
                case Run():
                    if inline.text:
                        out.append(setting.run(inline.text, inline.style, link))
                case LineBreak():
                    out.append(setting.mark("br", link))
                case Tab():
                    out.append(setting.mark("tab", link))
                case Link():
                    self._link(inline, setting)
                case Picture():
                    drawing = self.media.picture(
                        picture_bytes(inline),
                        inline.source,
                        inline.alternative,
                        self.relations,
                        self.pictures,
                        inline.width,
                    )
                    out.append(f"<w:r>{drawing}</w:r>")
                case Footnote():
                    out.append(self.note(inline))
                case Expression():
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
