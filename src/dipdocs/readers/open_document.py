"""OpenDocument texts (.odt), turned into Word files by LibreOffice, which must be installed.

Before it sees the file, all that leads out of it (linked images, sections, objects) and all that
could run (macros, event listeners) is taken away: LibreOffice would follow it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from dipdocs.readers.strangers import stranger
from dipdocs.readers.word import limits
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.xml import read_xml

TIMEOUT = 120
"""Seconds that LibreOffice may take."""

_HREF = "{http://www.w3.org/1999/xlink}href"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LINKS = (_TEXT + "a", _DRAW + "a")
_RUNS = (_OFFICE + "scripts", _OFFICE + "event-listeners")
_TEXTS = ("content.xml", "styles.xml")
_MACROS = ("Basic/", "Scripts/", "Configurations2/")
_REPAIR = "open it in LibreOffice and save it anew, or save it as .docx"


def as_word(data: bytes) -> bytes:
    """The same text as a Word file; `GuestError` where it cannot be made."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise GuestError(
            "LibreOffice is needed to read OpenDocument texts and is not installed",
            "install it, or save the file as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="dipdocs-") as folder:
        source = Path(folder) / "guest.odt"
        source.write_bytes(_enclosed(data))
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            raise GuestError(f"LibreOffice took more than {TIMEOUT} s", _REPAIR) from None
        except OSError as error:
            raise GuestError(f"LibreOffice cannot be started: {error.strerror}") from None
        result = Path(folder) / "guest.docx"
        if not result.is_file():
            raise GuestError("LibreOffice cannot read it", _REPAIR)
        return result.read_bytes()


def _enclosed(data: bytes) -> bytes:
    """The file without what leads out of it or could run."""
    if not data.startswith(b"PK"):
        found = stranger(data)
        if found is not None:
            raise GuestError(f"it is {found.what}", found.fix)
        raise GuestError("it is no OpenDocument text: it is not an archive", _REPAIR)
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            entries = old.infolist()
            total = sum(entry.file_size for entry in entries)
            largest = limits.LARGEST_XML_TOGETHER + limits.LARGEST_IMAGES_TOGETHER
            if len(entries) > limits.MOST_PARTS or total > largest:
                raise GuestError(f"it unpacks to more than {largest // 1_000_000} MB", _REPAIR)
            for entry in entries:
                if entry.flag_bits & 1:
                    raise GuestError("it is protected by a password", "save it without one")
                if entry.filename.startswith(_MACROS):
                    continue
                content = old.read(entry)
                if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in content:
                    raise GuestError("it is protected by a password", "save it without one")
                if entry.filename in _TEXTS:
                    content = _cleaned(content, entry.filename)
                new.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise GuestError(f"it is damaged: {error}", _REPAIR) from None
    return out.getvalue()


def _cleaned(content: bytes, name: str) -> bytes:
    root = read_xml(content, name)
    for element in list(root.iter(*_RUNS)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter(etree.Element):
        target = element.get(_HREF)
        outside = target is not None and (":" in target or target.startswith(("/", "..")))
        if outside and element.tag not in _LINKS:
            del element.attrib[_HREF]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
