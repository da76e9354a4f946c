"""Tells LibreOffice the language of a document whose script is not Latin.

A Word document names up to three languages: of Latin, East Asian and complex script. LibreOffice
puts that of Latin script into the PDF, so that a Chinese letter would be read aloud as English.
For the conversion alone, the document's own language (`dc:language`) stands in its place.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

_LANGUAGE = re.compile(rb"<dc:language>([A-Za-z0-9-]+)</dc:language>")
_DEFAULT = re.compile(
    rb'(<w:docDefaults>.*?<w:lang [^>]*?w:val=")([^"]*)(".*?</w:docDefaults>)', re.S
)


def copy_for_conversion(document: Path, target: Path) -> None:
    """Copy a Word document, its own language as that of all its text."""
    told, styles = _read(document)
    language = _LANGUAGE.search(told)
    default = _DEFAULT.search(styles)
    if language is None or default is None or language[1] == default[2]:
        shutil.copyfile(document, target)
        return
    changed = _DEFAULT.sub(rb"\g<1>" + language[1] + rb"\g<3>", styles, count=1)
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            data = changed if part.filename == _STYLES else source.read(part)
            copy.writestr(part, data)


_CORE, _STYLES = "docProps/core.xml", "word/styles.xml"


def _read(document: Path) -> tuple[bytes, bytes]:
    """What a document says of itself, and its styles; nothing where it is no such archive."""
    try:
        with zipfile.ZipFile(document) as archive:
            return archive.read(_CORE), archive.read(_STYLES)
    except (KeyError, zipfile.BadZipFile):
        return b"", b""
