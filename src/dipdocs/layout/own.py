"""A Word template in the user's hands: its file read, what it is, the layout it was made from.

The layout's name stands in the file as a custom document property, which Word and LibreOffice keep
when they save it (ECMA-376 part 1, 22.3).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dipdocs.errors import Finding, InputError
from dipdocs.layout.wordml import escape

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LAYOUT = "dipdocs layout"
"""The name of the property that tells the layout."""

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHERS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "a Word template (.dotx)"
    ),
    "application/vnd.ms-word.document.macroEnabled.main+xml": "a document with macros (.docm)",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        "a Word template with macros (.dotm)"
    ),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "save it in Word or LibreOffice as .docx"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A user's Word template: its bytes, the file it came from, the layout it tells of."""

    data: bytes
    file: str = ""
    layout: str | None = None


def properties(layout: str) -> str:
    """`docProps/custom.xml`, which tells the layout."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_KIND}" xmlns:vt="{_VALUES}"><property fmtid="{_OF_USERS}" pid="2"'
        f' name="{LAYOUT}"><vt:lpwstr>{escape(layout)}</vt:lpwstr></property></Properties>'
    )


def read(path: Path) -> OwnTemplate:
    """A template from its file; `InputError` for what cannot be read or is no .docx."""
    from lxml import etree

    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}") from None
    if not data:
        raise _wrong(path, "the template is empty", fix=_SAVE)
    if data.startswith(_OLE):
        raise _wrong(
            path,
            "the template is no Word document (.docx)",
            found="an old Word file (.doc), or one locked with a password",
            fix=f"unlock it and {_SAVE}",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(path, archive)
            return OwnTemplate(data, str(path), _told(archive))
    except InputError:
        raise
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        found = "a damaged or incomplete archive" if data.startswith(b"PK") else "another file"
        raise _wrong(
            path, "the template is no Word document (.docx)", found=found, fix=_SAVE
        ) from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _wrong(path, "the template is damaged", found=str(error), fix=_SAVE) from error


def _wrong(
    path: Path, message: str, *, found: str | None = None, fix: str | None = None
) -> InputError:
    return InputError(
        Finding(message, rule="template", file=str(path), found=found, expected=".docx", fix=fix)
    )


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a damaged archive, and what is an Office file but no Word document."""
    broken = archive.testzip()
    if broken is not None:
        raise _wrong(path, "the template is damaged", found=broken, fix=_SAVE)
    types = parsed(archive.read(_TYPES))
    kinds = [str(entry.get("ContentType", "")) for entry in types]
    for kind, named in _OTHERS.items():
        if kind in kinds:
            raise _wrong(path, f"the template is {named}", found=named, fix=_SAVE)
    if _DOCUMENT not in kinds:
        raise _wrong(path, "the template is no Word document (.docx)", fix=_SAVE)


def _told(archive: zipfile.ZipFile) -> str | None:
    """The layout that the file tells of, if any."""
    for relation in parsed(archive.read(_RELATIONS)):
        if str(relation.get("Type")).endswith("/custom-properties"):
            name = posixpath.normpath(str(relation.get("Target")).lstrip("/"))
            break
    else:
        return None
    if name not in archive.namelist():
        return None
    for entry in parsed(archive.read(name)):
        if entry.get("name") == LAYOUT:
            return "".join(str(text) for text in entry.itertext()).strip() or None
    return None


def parsed(data: bytes) -> Element:
    """XML of a stranger's file: no entities, no network."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
