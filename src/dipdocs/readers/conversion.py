"""A file of another program as Markdown with its images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dipdocs.errors import Finding, InputError
from dipdocs.markup import to_markdown
from dipdocs.readers.files import LARGEST_GUEST, Folder
from dipdocs.readers.guests import KNOWN, read_guest
from dipdocs.readers.strangers import is_word, stranger
from dipdocs.readers.word.errors import GuestError


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown, the images that it shows by their paths, and what was not carried."""

    text: str
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def convert(path: Path, folder: str, *, keep_widths: bool = False) -> Converted:
    """Read a file; `folder` is where the text will look for its images.

    Raises `InputError` where the file cannot be read.
    """
    beside = Folder(path.parent)
    known = path.suffix.lower() in KNOWN
    try:
        data = beside.read_bytes(path.name, LARGEST_GUEST)
        if not known:
            raise _unknown(data)
        guest = read_guest(data, path.name, folder, beside.read_bytes, keep_widths=keep_widths)
    except ValueError as error:
        fix = getattr(error, "fix", "") or None
        message = getattr(error, "message", None) or str(error)
        expected = None if known else f"a name that ends in {', '.join(KNOWN)}"
        raise InputError(
            Finding(message, rule="file", file=str(path), fix=fix, expected=expected)
        ) from None
    return Converted(to_markdown(guest.blocks), guest.pictures, guest.findings)


def _unknown(data: bytes) -> GuestError:
    """The error of a file whose name ends otherwise than those that can be read."""
    found = stranger(data)
    if found is not None:
        return GuestError(f"it is {found.what}", found.fix)
    if is_word(data):
        return GuestError("it is a Word file by another name", "let its name end in .docx")
    return GuestError("it is no file that can be converted, by its name")
