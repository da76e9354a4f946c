"""Files of other programs as blocks: Word's own; what their names end in tells what they are."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipdocs.readers.word import GuestText

WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf")
"""Names of Word files; the last two are refused with what to do."""


def read_guest(data: bytes, name: str, *, folder: str, keep_widths: bool = False) -> GuestText:
    """The blocks of a file. `folder` is put before the names of its pictures.

    Raises `ValueError` (a `GuestError`) where it cannot be read.
    """
    from dipdocs.readers.word import read

    suffix = PurePosixPath(name).suffix.lower()
    if suffix in WORD:
        return read(data, name, folder=folder, keep_widths=keep_widths)
    raise ValueError(f"no text can be read from a file that ends in {suffix or 'nothing'}")
