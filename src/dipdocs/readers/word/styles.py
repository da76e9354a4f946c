"""Styles of a Word file: what each asks of its paragraphs and runs, inheritance settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dipdocs.readers.word.xml import Element, W, is_on, number, val

DEEPEST = 50
"""How many styles may be based on each other (Word's limit is 10)."""

# Names that stand for a level whatever the outline: Word's own, UN styles (un-format.md, "Styles").
_HEADING = re.compile(
    r"(?:heading|titre|berschrift|überschrift|título|titulo|заголовок|标题|標題|عنوان|titolo|kop|"
    r"nagłówek|rubrik|otsikko|overskrift|nadpis|başlık|제목|見出し)\s*([1-9])"
)
_UN_HEADINGS = {
    "_ h __m": 1, "_ h _ch": 1, "title_h_ch": 1, "titlehch": 1,
    "_ h_1": 2, "title_h1": 2,
    "_ h_2/3": 3, "title_h2": 3, "_ h_4": 4, "_ h_5/6": 5,
}  # fmt: skip
_TITLES = frozenset({"title", "titre", "titel", "título", "название", "标题", "العنوان"})
_QUOTES = frozenset(
    {"quote", "intense quote", "block text", "block quotation", "quotations", "citation", "zitat",
     "cita", "цитата 2", "引用", "اقتباس"}
)  # fmt: skip
_BODY_OUTLINE = 9
"""`w:outlineLvl` 9 is body text."""

TOGGLES = {
    "b": "bold", "bCs": "bold_cs", "i": "italic", "iCs": "italic_cs", "strike": "strike",
    "dstrike": "strike", "vanish": "hidden",
}  # fmt: skip


@dataclass(slots=True)
class Look:
    """What a style asks of its runs; None where it leaves it open."""

    bold: bool | None = None
    bold_cs: bool | None = None
    italic: bool | None = None
    italic_cs: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    raised: str | None = None
    font: str | None = None
    rtl: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves open taken from another."""
        return Look(
            *(
                getattr(below, name) if getattr(self, name) is None else getattr(self, name)
                for name in Look.__slots__
            )
        )


@dataclass(slots=True)
class Style:
    """A style with all that it inherits."""

    id: str
    name: str
    kind: str
    look: Look
    heading: int = 0
    quote: bool = False
    num_id: int | None = None
    level: int | None = None
    left: float = 0.0
    hanging: float = 0.0
    alignment: str | None = None


PLAIN = Style("", "", "paragraph", Look())


def read_look(properties: Element | None) -> Look:
    """What a `w:rPr` asks for."""
    look = Look()
    if properties is None:
        return look
    for child in properties:
        tag = child.tag[len(W) :]
        if tag in TOGGLES:
            setattr(look, TOGGLES[tag], is_on(child))
        elif tag == "u":
            look.underline = val(child, "single") != "none"
        elif tag == "vertAlign":
            look.raised = val(child)
        elif tag == "rFonts":
            look.font = font_of(child)
        elif tag in ("rtl", "cs"):
            look.rtl = is_on(child)
    return look


def font_of(fonts: Element) -> str | None:
    """The font of Latin letters and signs that a `w:rFonts` asks for."""
    return fonts.get(W + "ascii") or fonts.get(W + "hAnsi")


def indents(properties: Element | None) -> tuple[float | None, float | None]:
    """Left indent and hanging of a `w:pPr`, in points; a first-line indent is a negative one."""
    ind = None if properties is None else properties.find(W + "ind")
    return (None, None) if ind is None else indents_of(ind)


def indents_of(ind: Element) -> tuple[float | None, float | None]:
    """The same of a `w:ind`."""
    left = ind.get(W + "left") or ind.get(W + "start")
    hanging, first = ind.get(W + "hanging"), ind.get(W + "firstLine")
    return (
        number(left) / 20 if left else None,
        number(hanging) / 20 if hanging else -number(first) / 20 if first else None,
    )


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._settled: dict[str, Style] = {}
        self.defaults = Look()
        default = character = ""
        if root is not None:
            self.defaults = read_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for element in root.iterfind(W + "style"):
                key = element.get(W + "styleId", "")
                self._elements[key] = element
                if element.get(W + "default") in ("1", "true", "on"):
                    kind = element.get(W + "type")
                    default = key if kind == "paragraph" else default
                    character = key if kind == "character" else character
        self.normal = self.get(default) if default else replace(PLAIN)
        self._character = character

    def get(self, key: str | None) -> Style:
        """The style of an id; the default paragraph style where the id is empty or unknown."""
        found = self._settled.get(key) if key else None
        if found is not None:
            return found
        if not key or key not in self._elements:
            return self.normal if hasattr(self, "normal") else PLAIN
        found = self._settled[key] = self._settle(key, ())
        return found

    def characters(self, key: str | None) -> Style | None:
        """The character style of an id, None where it changes nothing."""
        if not key or key not in self._elements:
            return None
        return self.get(key)

    def _settle(self, key: str, trail: tuple[str, ...]) -> Style:
        element = self._elements[key]
        base = val(element.find(W + "basedOn"))
        below = PLAIN
        sound = base in self._elements and base != key and base not in trail
        if sound and len(trail) < DEEPEST:
            below = self._settled.get(base) or self._settle(base, (*trail, key))
        name = val(element.find(W + "name"), key)
        kind = element.get(W + "type", "paragraph")
        properties = element.find(W + "pPr")
        style = replace(below, id=key, name=name, kind=kind)
        style.look = read_look(element.find(W + "rPr")).over(below.look)
        if kind == "paragraph":
            self._paragraph(style, properties)
        return style

    def _paragraph(self, style: Style, properties: Element | None) -> None:
        plain = style.name.strip().lower()
        style.quote = style.quote or plain in _QUOTES
        style.heading = _named_level(plain, style.id) or style.heading
        if properties is None:
            return
        outline = properties.find(W + "outlineLvl")
        if outline is not None and not _named_level(plain, style.id):
            level = number(val(outline), _BODY_OUTLINE)
            style.heading = level + 1 if 0 <= level < _BODY_OUTLINE else 0
        numbering = properties.find(W + "numPr")
        if numbering is not None:
            listed, at = numbering.find(W + "numId"), numbering.find(W + "ilvl")
            style.num_id = style.num_id if listed is None else number(val(listed))
            style.level = style.level if at is None else number(val(at))
        left, hanging = indents(properties)
        style.left = style.left if left is None else left
        style.hanging = style.hanging if hanging is None else hanging
        alignment = properties.find(W + "jc")
        style.alignment = style.alignment if alignment is None else val(alignment)


def _named_level(name: str, key: str) -> int:
    """The level of a heading that a style's name or id tells, 0 for none."""
    found = _UN_HEADINGS.get(name.removesuffix("_g").strip())
    if found:
        return found
    match = _HEADING.fullmatch(name) or _HEADING.fullmatch(key.lower())
    if match:
        return int(match[1])
    return int(name in _TITLES and key.lower() in ("title", *_TITLES))
