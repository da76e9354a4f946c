"""Files that are given by mistake: what each is, by its first bytes, and what its owner can do."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple


class Stranger(NamedTuple):
    """What a file is ("a PDF") and how a text is got from it."""

    what: str
    fix: str


_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = Stranger("a spreadsheet or a presentation, not a text", "copy its text into a Word file")
_PAGES = Stranger("a Pages document", "export it from Pages as Word")
_STARTS = (
    (
        b"%PDF-",
        Stranger("a PDF", "ask for the Word file, or open the PDF in Word and save it as .docx"),
    ),
    (b"{\\rtf", Stranger("Rich Text (.rtf)", _SAVE_AS)),
    (b"\xffWPC", Stranger("a WordPerfect document", "open it in LibreOffice and save it as .docx")),
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_LOOKED_AT = 1_000


def stranger(data: bytes) -> Stranger | None:
    """What a file is that is no Word file; None where that cannot be told, or it may be one."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return Stranger(
                "protected by a password", "open it in Word and save it without a password"
            )
        return Stranger("of the old Word format (.doc)", _SAVE_AS)
    for start, found in _STARTS:
        if data.startswith(start):
            return found
    if data.startswith(_IMAGES):
        return Stranger("a picture", "put it into the text as an image: ![words](name)")
    names = _names(data)
    if names:
        return stranger_of(names)
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Stranger("a web page", "give it a name that ends in .html")
    if head.startswith(b"mime-version:"):
        return Stranger("a web archive (.mht)", _SAVE_AS)
    if head.startswith(b"<?xml") and (b"wordml" in head or b"wordprocessingml" in head):
        return Stranger("Word XML in one file (.xml)", _SAVE_AS)
    return None


def stranger_of(names: Iterable[str]) -> Stranger | None:
    """The same of an archive, by the names of its entries; None for a Word file too."""
    known = set(names)
    if any(name.startswith("word/") for name in known):
        return None
    if "mimetype" in known and "content.xml" in known:
        return Stranger("an OpenDocument file", "give it a name that ends in .odt, if it is a text")
    if any(name.startswith(("xl/", "ppt/")) for name in known):
        return _SHEET
    if any(name.endswith(".iwa") or name.startswith("Index") for name in known):
        return _PAGES
    return None


def is_word(data: bytes) -> bool:
    """Whether a file is a Word file, whatever its name."""
    return any(name.startswith("word/") for name in _names(data))


def _names(data: bytes) -> list[str]:
    """The names of an archive's entries; none where it is no sound archive."""
    if not data.startswith(b"PK"):
        return []
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []
