"""How a run is set: the properties it stands in, with its own emphasis laid over them."""

from __future__ import annotations

import re

from dipdocs.compose.composition import Style
from dipdocs.markup.inlines import rightward
from dipdocs.writers.docx.xml import escape

_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
)  # fmt: skip
"""The order that the schema asks of the children of `w:rPr` (ECMA-376 part 1, CT_RPr)."""

_LATIN = re.compile(r"([A-Za-z][A-Za-z0-9/.,()&\u2013-]*(?: [A-Za-z][A-Za-z0-9/.,()&\u2013-]*)*)")
_CHILD = re.compile(r"<w:(\w+)[^>]*/>")
_EMPHASIS = (
    (Style.BOLD, ("b", "bCs"), ""),
    (Style.ITALIC, ("i", "iCs"), ""),
    (Style.UNDERLINE, ("u",), ' w:val="single"'),
    (Style.STRIKE, ("strike",), ""),
    (Style.SUPERSCRIPT, ("vertAlign",), ' w:val="superscript"'),
    (Style.SUBSCRIPT, ("vertAlign",), ' w:val="subscript"'),
)
_SIZED = ("sz", "szCs")
"""What the style of series letters sets and the place they stand in must not undo."""


class Setting:
    """The properties of a place in the text (children of `w:rPr`), ready for runs.

    `series` and `link` are ids of character styles.
    """

    __slots__ = ("_children", "_openings", "_properties", "link", "rtl", "series")

    def __init__(
        self, properties: str = "", *, series: str = "", link: str = "", rtl: bool = False
    ) -> None:
        self._children = {match[1]: match[0] for match in _CHILD.finditer(properties)}
        self._openings: dict[tuple[Style, bool], str] = {}
        self._properties: dict[tuple[int, bool], str] = {}
        self.series = series
        self.link = link
        self.rtl = rtl

    def over(self, properties: str) -> Setting:
        """This setting with further properties (a language, say) laid over it."""
        setting = Setting(properties, series=self.series, link=self.link, rtl=self.rtl)
        setting._children = {**self._children, **setting._children}
        return setting

    def properties(self, style: Style = Style.PLAIN, *, link: bool = False) -> str:
        """`w:rPr`, or nothing."""
        key = (int(style), link)
        found = self._properties.get(key)
        if found is None:
            found = self._properties[key] = self._made(style, link)
        return found

    def _made(self, style: Style, link: bool) -> str:
        children = dict(self._children)
        if link and self.link:
            children["rStyle"] = f'<w:rStyle w:val="{self.link}"/>'
        if style & Style.SERIES and self.series:
            children = {tag: xml for tag, xml in children.items() if tag not in _SIZED}
            children["rStyle"] = f'<w:rStyle w:val="{self.series}"/>'
        for emphasis, tags, value in _EMPHASIS:
            if style & emphasis:
                children.update((tag, f"<w:{tag}{value}/>") for tag in tags)
        inside = "".join(children[tag] for tag in _ORDER if tag in children)
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""

    def opening(self, style: Style, link: bool = False) -> str:
        """All of a run that stands before its text."""
        key = (style, link)
        found = self._openings.get(key)
        if found is None:
            properties = self.properties(style, link=link)
            found = f'<w:r>{properties}<w:t xml:space="preserve">'
            self._openings[key] = found
        return found

    def run(self, text: str, style: Style = Style.PLAIN, link: bool = False) -> str:
        """Text as a run; where text runs from right to left, its Latin pieces as runs apart."""
        if not self.rtl:
            return f"{self.opening(style, link)}{escape(text)}</w:t></w:r>"
        out = []
        for number, piece in enumerate(_LATIN.split(text)):
            if piece:
                opening = self.opening(style, link)
                if number % 2 == 0 and rightward(piece):
                    opening = self._rightward(style, link)
                out.append(f"{opening}{escape(piece)}</w:t></w:r>")
        return "".join(out)

    def _rightward(self, style: Style, link: bool) -> str:
        properties = self.properties(style, link=link)
        inside = Setting(properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>"))
        return inside.over("<w:rtl/>").opening(Style.PLAIN)

    def foreign(self, text: str, language: str) -> Setting:
        """This setting for text in another language than that of the place."""
        runs_left = "<w:rtl/>" if not self.rtl and rightward(text) else ""
        tags = " ".join(f'w:{name}="{escape(language)}"' for name in ("val", "eastAsia", "bidi"))
        return self.over(f"{runs_left}<w:lang {tags}/>")

    def mark(self, tag: str, link: bool = False) -> str:
        """A run that holds one empty element: a tab, a break."""
        return f"<w:r>{self.properties(link=link)}<w:{tag}/></w:r>"
