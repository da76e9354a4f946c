"""Pictures of a Word file: DrawingML and VML, their bytes as they lie."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dipdocs.markup.inlines import Picture
from dipdocs.model.images import checked
from dipdocs.readers.word import report as told
from dipdocs.readers.word.archive import Package
from dipdocs.readers.word.report import Kind, Report
from dipdocs.readers.word.xml import MC, PIC, WP, A, Element, O, R, V, W, number

EMU = 12_700
"""English metric units in a point."""
_CHART = re.compile(r"\{[^}]*/chart(?:ex)?[^}]*\}(?:chart|chartSpace)")
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([0-9.]{1,10})(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, None: 1.0}
_WIDEST = 1_600.0
"""The widest page of Word, in points (22 inches)."""
_SIDES = ("cropleft", "cropright", "croptop", "cropbottom")
_KNOWN = frozenset({"wps", "wpg", "wpc", "w14", "w15", "w16", "wp14", "a14", "w16se", "w16cid"})


def alternative(element: Element) -> Element | None:
    """The one branch of an `mc:AlternateContent` that is read: the newest that is known."""
    fallback = None
    for child in element:
        if child.tag == MC + "Choice":
            requires = child.get("Requires", "").split()
            if all(name in _KNOWN for name in requires):
                return child
        elif child.tag == MC + "Fallback":
            fallback = child
    if fallback is None:
        fallback = element.find(MC + "Choice")
    return fallback


def branches(element: Element) -> Iterator[Element]:
    """All elements below, those within text boxes left out, one branch of each alternative."""
    for child in element:
        if child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from branches(chosen)
        else:
            yield child
            if child.tag != W + "txbxContent":
                yield from branches(child)


class Images:
    """The pictures read so far. `data` holds their bytes by the path that blocks name."""

    def __init__(self, package: Package, report: Report, folder: str) -> None:
        self._package = package
        self._report = report
        self._folder = folder
        self._sources: dict[str, str | Kind] = {}
        self.data: dict[str, bytes] = {}

    def of_drawing(self, drawing: Element, part: str) -> tuple[list[Picture], list[Element]]:
        """The pictures of a `w:drawing` and its text boxes; whatever else is reported."""
        pictures: list[Picture] = []
        boxes: list[Element] = []
        words, width, lines, other = "", None, False, None
        blips: list[tuple[Element, str]] = []
        shape_words = ""
        cropped = leads = False
        for element in branches(drawing):
            tag = element.tag
            if tag == WP + "extent":
                width = _points(number(element.get("cx")) / EMU)
            elif tag == WP + "docPr":
                words = _words(element)
            elif tag == PIC + "cNvPr":
                shape_words = element.get("descr") or ""
            elif tag == A + "blip":
                blips.append((element, shape_words))
                shape_words = ""
            elif tag == A + "srcRect":
                cropped = cropped or any(
                    number(str(side).rstrip("%")) > 0 for side in element.attrib.values()
                )
            elif tag == A + "hlinkClick":
                leads = True
            elif tag == W + "txbxContent":
                boxes.append(element)
            elif _CHART.fullmatch(tag):
                other = told.CHART
            elif tag.endswith("/diagram}relIds"):
                other = told.DIAGRAM
            elif tag.endswith(("}cNvCnPr", "}cxnSp")) or (
                tag == A + "prstGeom" and "line" in element.get("prst", "").lower()
            ):
                lines = True
        for blip, own in blips:
            single = len(blips) == 1
            picture = self._blip(blip, words if single else own, width if single else None, part)
            if picture is not None:
                pictures.append(picture)
        if cropped and pictures:
            self._report.add(told.IMAGE_CROPPED)
        if leads and pictures:
            self._report.add(told.IMAGE_LINK)
        if other is not None:
            self._report.add(other)
        elif not blips and not boxes:
            self._report.add(told.LINES if lines else told.DRAWING)
        return pictures, boxes

    def of_vml(
        self, element: Element, part: str, *, stands_for_object: bool = False
    ) -> tuple[list[Picture], list[Element], list[str]]:
        """Pictures, text boxes and drawn words of a `w:pict` or `w:object`."""
        pictures: list[Picture] = []
        boxes: list[Element] = []
        drawn: list[str] = []
        words, width, shapes, images, lines = "", None, 0, 0, 0
        for child in branches(element):
            tag = child.tag
            if tag in (V + "shape", V + "rect", V + "roundrect", V + "oval"):
                shapes, lines = (shapes, lines + 1) if child.get(O + "hr") else (shapes + 1, lines)
                words = child.get("alt") or ""
                width = _vml_width(child.get("style", ""))
            elif tag in (V + "line", V + "polyline"):
                lines += 1
            elif tag == V + "imagedata":
                images += 1
                key = child.get(R + "id") or child.get(R + "pict") or ""
                words = words or child.get(O + "title") or ""
                picture = self._related(key, words, width, part, quiet=stands_for_object)
                if picture is not None:
                    pictures.append(picture)
                    if any(_is_cut(child.get(side)) for side in _SIDES):
                        self._report.add(told.IMAGE_CROPPED)
            elif tag == W + "txbxContent":
                boxes.append(child)
            elif tag == V + "textpath" and child.get("string"):
                drawn.append(child.get("string", ""))
        if not (images or boxes or drawn or stands_for_object) and (shapes or lines):
            self._report.add(told.DRAWING if shapes else told.LINES)
        return pictures, boxes, drawn

    def _blip(self, blip: Element, words: str, width: float | None, part: str) -> Picture | None:
        key = blip.get(R + "embed")
        if key:
            return self._related(key, words, width, part)
        self._report.add(told.IMAGE_LINKED if blip.get(R + "link") else told.IMAGE_DAMAGED)
        return None

    def _related(
        self, key: str, words: str, width: float | None, part: str, *, quiet: bool = False
    ) -> Picture | None:
        relation = self._package.relations(part).get(key)
        if relation is not None and relation.external:
            self._report.add(told.IMAGE_LINKED)
            return None
        source = self._source(relation.target, quiet) if relation is not None else None
        if relation is None and not quiet:
            self._report.add(told.IMAGE_DAMAGED)
        return None if source is None else Picture(source, " ".join(words.split()), width)

    def _source(self, name: str, quiet: bool) -> str | None:
        """The path under which blocks name an image; None where it cannot be carried."""
        found = self._sources.get(name)
        if found is None:
            found = self._sources[name] = self._read(name)
        if isinstance(found, str):
            return found
        if not quiet:
            self._report.add(found)
        return None

    def _read(self, name: str) -> str | Kind:
        """Keep an image and return its path, or what is to be reported of it."""
        data = self._package.image(name)
        if data is None:
            return told.IMAGE_DAMAGED
        suffix = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
        if suffix is None:
            return told.IMAGE_KIND
        try:
            checked(data, name)
        except ValueError:
            return told.IMAGE_DAMAGED
        source = posixpath.join(self._folder, f"image{len(self.data) + 1}.{suffix}")
        self.data[source] = data
        return source


def _words(element: Element) -> str:
    return element.get("descr") or element.get("title") or ""


def _points(value: float) -> float | None:
    value = round(value, 3)
    return value if 0.5 <= value <= _WIDEST else None


def _is_cut(side: str | None) -> bool:
    """Whether VML cuts off a side: a fraction (.25) or 65536ths (16384f), negative for a margin."""
    return side is not None and not side.startswith("-") and any(d in side for d in "123456789")


def _vml_width(style: str) -> float | None:
    match = _WIDTH.search(style)
    if match is None:
        return None
    try:
        return _points(float(match[1]) * _POINTS[match[2]])
    except ValueError:
        return None
