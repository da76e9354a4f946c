"""Running text of a web page: its styles, breaks, links and images."""

from __future__ import annotations

import re
from typing import Protocol

from lxml import etree

from dipdocs.markup.inlines import Inline, LineBreak, Picture, Run, Style
from dipdocs.markup.text import FORBIDDEN
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.report import Kind
from dipdocs.readers.word.text import push

DEEPEST = 200
SCRIPT = Kind("scripts and forms are left out", "note")
MEDIA = Kind("sound, film, frames and drawings (SVG) are left out; put them in as pictures")

_GAP = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset({"head", "style", "template", "title", "meta", "link"})
_SCRIPTS = frozenset({"script", "noscript", "form", "button", "select", "textarea", "input"})
_MEDIA = frozenset({"iframe", "object", "embed", "video", "audio", "canvas", "svg", "map", "math"})
_STYLES = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC,
    "cite": Style.ITALIC, "dfn": Style.ITALIC, "var": Style.ITALIC, "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE, "s": Style.STRIKE, "strike": Style.STRIKE, "del": Style.STRIKE,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT,
}  # fmt: skip
BLOCKS = frozenset(
    {"html", "body", "main", "article", "section", "div", "header", "footer", "nav", "aside",
     "address", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
     "blockquote", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
     "figure", "figcaption", "hr", "center", "details", "summary", "fieldset", "legend"}
)  # fmt: skip


class Page(Protocol):
    """The page that a line belongs to."""

    def picture(self, element: etree._Element) -> Picture | None:
        """An image, its bytes kept; None where it cannot be had."""

    def linked(self, target: str, inlines: list[Inline]) -> list[Inline]:
        """A text as a link, or the text alone."""

    def tell(self, kind: Kind) -> None:
        """Report something of the next paragraph."""


class Line:
    """The text of one paragraph while it is gathered; gaps are one space."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.out: list[Inline] = []
        self.pictures: list[Picture] = []

    def text(self, text: str | None, style: Style) -> None:
        """Append text."""
        if not text:
            return
        text = FORBIDDEN.sub("", _GAP.sub(" ", text))
        last = self.out[-1] if self.out else None
        if text.startswith(" ") and (last is None or _ends_open(last)):
            text = text[1:]
        push(self.out, text, style)

    def element(self, element: etree._Element, style: Style, depth: int) -> None:
        """Append an element that stands within a line."""
        tag = element.tag
        if depth > DEEPEST:
            raise GuestError(f"its elements stand more than {DEEPEST} deep in each other")
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag in _SCRIPTS:
            self._page.tell(SCRIPT)
            if tag not in ("form", "noscript"):
                return
        elif tag in _MEDIA:
            self._page.tell(MEDIA)
        if tag == "br":
            self.out.append(LineBreak())
        elif tag == "img":
            picture = self._page.picture(element)
            if picture is not None:
                self.pictures.append(picture)
        elif tag == "a" and element.get("href"):
            self._link(element, style, depth)
        else:
            if tag in BLOCKS and self.out:
                self.out.append(LineBreak())
            self._inside(element, _over(style, _STYLES.get(tag, Style.PLAIN)), depth)

    def _inside(self, element: etree._Element, style: Style, depth: int) -> None:
        self.text(element.text, style)
        for child in element:
            self.element(child, style, depth + 1)
            self.text(child.tail, style)

    def _link(self, element: etree._Element, style: Style, depth: int) -> None:
        target = element.get("href", "")
        inner = Line(self._page)
        inner._inside(element, style & ~Style.UNDERLINE, depth)
        self.pictures += inner.pictures
        for inline in self._page.linked(target, inner.out):
            if isinstance(inline, Run):
                push(self.out, inline.text, inline.style)
            else:
                self.out.append(inline)


def _over(style: Style, more: Style) -> Style:
    """A style laid over another; of raised, underlined and struck out only one."""
    lines = Style.UNDERLINE | Style.STRIKE | Style.SUPERSCRIPT | Style.SUBSCRIPT
    return (style & ~lines | more) if more & lines else style | more


def _ends_open(inline: Inline) -> bool:
    if isinstance(inline, Run):
        return inline.text.endswith(" ")
    return isinstance(inline, LineBreak)
