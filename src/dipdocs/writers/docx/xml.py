"""Small pieces of XML that every module here writes."""

from __future__ import annotations

import re

from dipdocs.errors import Finding, RenderError
from dipdocs.markup.text import FORBIDDEN

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_FIRST = "\ufffe".encode()[:1]
"""What the two last of the characters forbidden begin with."""


def escape(text: str) -> str:
    """Text fit for element content and for attributes in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def encode(xml: str) -> bytes:
    """A part's bytes; `RenderError` if it holds a character that XML forbids."""
    try:
        data = xml.encode()
    except UnicodeEncodeError as error:
        raise _forbidden(xml) from error
    if len(data.translate(None, _CONTROLS)) != len(data):
        raise _forbidden(xml)
    if _FIRST in data and ("\ufffe" in xml or "\uffff" in xml):
        raise _forbidden(xml)
    return data


def _forbidden(xml: str) -> RenderError:
    match = FORBIDDEN.search(xml)
    found = None
    if match is not None:
        around = re.sub(r"<[^>]*>", " ", xml[max(0, match.start() - 60) : match.start()]).strip()
        found = f"U+{ord(match[0]):04X} after {around!r}"
    return RenderError(
        Finding(
            "a character that no XML file may hold",
            rule="characters",
            found=found,
            fix="delete the character",
        )
    )
