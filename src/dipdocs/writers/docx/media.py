"""Pictures: their size, their part in the archive, the drawing that shows them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dipdocs.compose.composition import Line, Link, plain
from dipdocs.errors import Finding, RenderError
from dipdocs.layout.figures import Barcode, Pictures
from dipdocs.layout.length import Length
from dipdocs.writers.barcode import bars, picture
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.xml import R, escape
from dipdocs.writers.pictures import qr_code, recycling_mark

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"

_ORNAMENT = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)
"""That a picture only decorates: readers aloud pass it over (MS-ODRAWXML, decorative)."""

KINDS = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
"""The media a document may hold, by the ending of their part's name."""
_START = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}


class Size(NamedTuple):
    """Width and height in EMU."""

    width: int
    height: int

    def within(self, width: int, height: int) -> Size:
        """As large as the box allows, with its own proportions, never enlarged."""
        factor = min(1.0, width / self.width, height / self.height)
        return Size(round(self.width * factor), round(self.height * factor))

    def filling(self, width: int, height: int) -> Size:
        """As large as the box, with its own proportions."""
        factor = min(width / self.width, height / self.height)
        return Size(round(self.width * factor), round(self.height * factor))

    def as_wide_as(self, width: int) -> Size:
        """Of that width, with its own proportions."""
        return Size(width, round(self.height * width / self.width))


def _kind(data: bytes, name: str) -> str:
    for start, kind in _START.items():
        if data.startswith(start):
            return kind
    raise RenderError(
        Finding(
            "a picture of a kind that Word documents here cannot hold",
            rule="picture",
            found=name,
            expected="PNG, JPEG or GIF",
        )
    )


@lru_cache(maxsize=16)
def _size(data: bytes, name: str) -> Size:
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
        width, height = int(image.width), int(image.height)
    except Exception as error:
        # python-docx raises what its parsers happen to meet in a damaged file
        raise RenderError(
            Finding(f"a picture that cannot be read: {error}", rule="picture", found=name)
        ) from error
    if not width or not height:
        raise RenderError(Finding("a picture without size", rule="picture", found=name))
    return Size(width, height)


class Media:
    """The pictures of one document; the same bytes are stored once."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}
        self._count = 0

    def _stored(self, data: bytes, name: str) -> str:
        part = self._names.get(data)
        if part is None:
            part = f"media/dipdocs{len(self._names) + 1}.{_kind(data, name)}"
            self._names[data] = part
            self.parts[f"word/{part}"] = data
        return part

    def picture(
        self,
        data: bytes,
        name: str,
        alternative: str,
        relations: Relations,
        box: tuple[int, int],
        width: float | None = None,
    ) -> str:
        """A drawing of a picture, no larger than `box` (in EMU); `width` in points."""
        size = _size(data, name)
        if width:
            size = size.as_wide_as(round(width * 12700))
        size = size.within(*box)
        return self._drawing(data, name, alternative, size, relations)

    def emblem(self, data: bytes, alternative: str, relations: Relations, figures: Pictures) -> str:
        """A drawing of the emblem, filling its box."""
        box = (figures.emblem_width.emu, figures.emblem_height.emu)
        size = _size(data, "emblem").filling(*box)
        return self._drawing(data, "emblem", alternative, size, relations)

    def barcode(self, line: Line, relations: Relations, figures: Barcode) -> str:
        """A drawing of a bar code; read aloud, it is its figures."""
        written = plain(line)
        size = Size(round(figures.bar.emu * bars(written)[1]), figures.height.emu)
        return self._drawing(picture(written), "bar code", written.strip("*"), size, relations)

    def code(self, line: Line, relations: Relations, side: Length) -> str:
        """A drawing of the QR code of the address that a line leads to."""
        (link,) = line
        assert isinstance(link, Link)
        size = Size(side.emu, side.emu)
        data = qr_code(link.target)
        return self._drawing(data, "QR code", plain(link.children), size, relations)

    def recycling_mark(self, relations: Relations, height: Length) -> str:
        """A drawing of the recycling mark; the words beside it say what it is."""
        size = Size(height.emu, height.emu)
        return self._drawing(recycling_mark(), "recycling mark", "", size, relations)

    def _drawing(
        self, data: bytes, name: str, alternative: str, size: Size, relations: Relations
    ) -> str:
        key = relations.add("image", self._stored(data, name))
        self._count += 1
        extent = f'cx="{size.width}" cy="{size.height}"'
        told = f'id="{self._count}" name="{escape(name)}" descr="{escape(alternative)}"'
        ornament = "" if alternative else _ORNAMENT
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {extent}/><wp:docPr {told}>{ornament}</wp:docPr><wp:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
            f"<pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{key}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
