"""A file of another program as Markdown with its images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dipdocs.errors import Finding, InputError
from dipdocs.markup import to_markdown
from dipdocs.readers.files import LARGEST_GUEST, Folder
from dipdocs.readers.guests import KNOWN, read_guest


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
    if path.suffix.lower() not in KNOWN:
        raise InputError(
            Finding(
                f"{path.name!r} is no file that can be converted, by its name",
                rule="file",
                file=str(path),
                expected=f"a name that ends in {', '.join(KNOWN)}",
            )
        )
    beside = Folder(path.parent)
    try:
        data = beside.read_bytes(path.name, LARGEST_GUEST)
        guest = read_guest(data, path.name, folder, beside.read_bytes, keep_widths=keep_widths)
    except ValueError as error:
        fix = getattr(error, "fix", "") or None
        message = getattr(error, "message", None) or str(error)
        raise InputError(Finding(message, rule="file", file=str(path), fix=fix)) from None
    return Converted(to_markdown(guest.blocks), guest.pictures, guest.findings)
