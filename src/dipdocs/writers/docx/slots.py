"""Parts with slots, compiled: literal text between places to fill.

A template is read once: slots that Word split into runs are joined, and a slot that stands alone
in its paragraph takes the paragraph with it, to be repeated for each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dipdocs.writers.docx.runs import Setting
from dipdocs.writers.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Lines = tuple[str, ...]
"""What fills a slot: the runs of each line."""

Filling = Mapping[str, Callable[[Setting], Lines]]
"""Slot name → its lines, set as the place asks."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
BODY = "body"
EMBLEMS = frozenset(("emblem", "logo"))
"""Slots for the picture in the head of the first page."""
PICTURES = EMBLEMS | {"barcode", "qr_code", "recycling_mark"}
"""All slots that show a picture."""

_SLOT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_BRACED = re.compile(r"\{\{(.*?)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_P, _R, _T, _RPR = (f"{{{W}}}{tag}" for tag in ("p", "r", "t", "rPr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = re.compile(r"<!--(alone|within|end):([a-z_]+)-->")
_PROPERTIES = re.compile(r"<w:rPr[^>]*>(.*)</w:rPr>", re.DOTALL)
_NAMESPACE = re.compile(r' xmlns(:\w+)?="[^"]*"')


class Slot(NamedTuple):
    """A place to fill. Alone in its paragraph, `before` and `after` wrap each line."""

    name: str
    setting: Setting
    before: str = ""
    after: str = ""
    alone: bool = False

    def fill(self, filling: Filling) -> str:
        """The XML of this place; without lines a paragraph of its own stays, empty."""
        make = filling.get(self.name)
        lines = make(self.setting) if make is not None else ()
        if not self.alone:
            return self.setting.mark("br").join(lines)
        return "".join(f"{self.before}{line}{self.after}" for line in lines or ("",))


class Compiled(NamedTuple):
    """A part cut at its slots."""

    pieces: tuple[str | Slot, ...]
    names: frozenset[str]
    """The names of its slots, which are asked for with every document."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    def fill(self, filling: Filling, whole: Mapping[str, str] = _NOTHING) -> str:
        """The part with its slots filled; `whole` holds XML that takes a slot's paragraph."""
        return "".join(
            piece
            if isinstance(piece, str)
            else whole[piece.name]
            if piece.name in whole
            else piece.fill(filling)
            for piece in self.pieces
        )


def _texts(paragraph: Element) -> list[tuple[Element, Element]]:
    """The runs of a paragraph (not of a text box in it), each with its text."""
    return [
        (run, text)
        for run in paragraph.iter(_R)
        if next(run.iterancestors(_P), None) is paragraph
        for text in run.iterchildren(_T)
    ]


def braced(name: str) -> str:
    """A slot as it is written."""
    return f"{{{{ {name} }}}}"


def names(root: Element) -> frozenset[str]:
    """The names of the slots that a part holds, before it is compiled."""
    return frozenset(
        name
        for paragraph in root.iter(_P)
        for name in _SLOT.findall("".join(text.text or "" for _, text in _texts(paragraph)))
    )


def enclosed(root: Element, name: str) -> bool:
    """Whether a slot stands in a table or a text box."""
    boxes = (f"{{{W}}}tc", f"{{{W}}}txbxContent")
    return any(
        next(paragraph.iterancestors(*boxes), None) is not None
        for paragraph in root.iter(_P)
        if name in _SLOT.findall("".join(text.text or "" for _, text in _texts(paragraph)))
    )


def strange(root: Element, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What stands in double braces and is no slot known, as found; and the word to look up.

    Braces that open or close nothing are told with the text round them, and with no word.
    """
    for paragraph in root.iter(_P):
        whole = "".join(text.text or "" for _, text in _texts(paragraph))
        for match in _BRACED.finditer(whole):
            word = match[1].strip()
            if word not in known:
                yield match[0], word
        rest = _BRACED.sub("", whole)
        if _BRACES.search(rest):
            yield rest.strip(), ""


def _set(text: Element, value: str) -> None:
    text.text = value
    text.set(_SPACE, "preserve")


def _join(paragraph: Element) -> None:
    """Put each slot's name, which Word may have split, into the run it begins in."""
    texts = [text for _, text in _texts(paragraph)]
    whole = "".join(text.text or "" for text in texts)
    for match in reversed(list(_SLOT.finditer(whole))):
        place, begun = 0, False
        for text in texts:
            value = text.text or ""
            begin, end = match.start() - place, match.end() - place
            place += len(value)
            if end <= 0 or begin >= len(value):
                continue
            # the first run takes the whole name, the others lose their share of it
            _set(text, value[end:] if begun else value[:begin] + match[0] + value[end:])
            begun = True


def _run(properties: Element | None, text: str = "") -> Element:
    """A run of its own, set like another."""
    from lxml import etree

    run = etree.Element(_R)
    if properties is not None:
        run.append(deepcopy(properties))
    if text:
        _set(etree.SubElement(run, _T), text)
    return run


def _part(paragraph: Element) -> None:
    """Part runs that hold a slot and more: text, tab, text (LibreOffice writes them as one)."""
    for run in dict.fromkeys(run for run, text in _texts(paragraph) if "{{" in (text.text or "")):
        properties = run.find(_RPR)
        inside = [child for child in run if child is not properties]
        at = run
        for child in inside[1:]:
            new = _run(properties)
            new.append(child)
            at.addnext(new)
            at = new


def _isolate(paragraph: Element) -> list[tuple[Element, str]]:
    """Give each slot a run of its own; those runs and their slots' names."""
    _part(paragraph)
    found = []
    for run, text in _texts(paragraph):
        # text, name, text, name … text
        pieces = _SLOT.split(text.text or "")
        if len(pieces) == 1:
            continue
        properties = run.find(_RPR)
        at = run
        for number, piece in enumerate(pieces):
            if number % 2:
                new = _run(properties)
                found.append((new, piece))
            elif piece:
                new = _run(properties, piece)
            else:
                continue
            at.addnext(new)
            at = new
        run.remove(text)
        parent = run.getparent()
        if parent is not None and all(child.tag == _RPR for child in run):
            parent.remove(run)
    return found


def _has_more(paragraph: Element, slot: Element) -> bool:
    """Whether a paragraph shows anything beside its slot: text, a picture, a field, a break."""
    return any(
        child.tag != _RPR and (child.tag != _T or (child.text or "").strip())
        for run in paragraph.iter(_R)
        if run is not slot
        for child in run
    )


def _mark(paragraph: Element) -> None:
    """Set comments round each slot, and round the paragraph of one that stands alone."""
    from lxml import etree

    _join(paragraph)
    slots = _isolate(paragraph)
    for run, name in slots:
        run.addprevious(etree.Comment(f"within:{name}"))
        run.addnext(etree.Comment(f"end:{name}"))
    if len(slots) == 1 and not _has_more(paragraph, slots[0][0]):
        name = slots[0][1]
        paragraph.addprevious(etree.Comment(f"alone:{name}"))
        paragraph.addnext(etree.Comment(f"end:{name}"))


def compiled(root: Element, series: str = "", link: str = "", *, rtl: bool = False) -> Compiled:
    """Compile a part.

    `series` and `link` are ids of character styles for its runs; `rtl` tells that the document's
    text runs from right to left.
    """
    from lxml import etree

    for paragraph in list(root.iter(_P)):
        _mark(paragraph)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
    tokens = _MARKS.split(xml)
    pieces: list[str | Slot] = [tokens[0]]
    before: str | None = None
    for kind, name, following in zip(tokens[1::3], tokens[2::3], tokens[3::3], strict=True):
        if kind == "alone":
            before = following
        elif kind == "within":
            match = _PROPERTIES.search(_NAMESPACE.sub("", following))
            setting = Setting(match[1] if match else "", series=series, link=link, rtl=rtl)
            pieces.append(Slot(name, setting, before or "", alone=before is not None))
        elif before is not None and isinstance(slot := pieces[-1], Slot) and not slot.after:
            pieces[-1] = Slot(name, slot.setting, slot.before, following, alone=True)
        else:
            before = None
            pieces.append(following)
    names = frozenset(piece.name for piece in pieces if isinstance(piece, Slot))
    return Compiled(tuple(pieces), names)
