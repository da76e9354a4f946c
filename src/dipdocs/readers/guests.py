"""Files of other programs as blocks; the end of a file's name tells what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipdocs.readers.word import GuestText

WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf")
"""Names of Word files; the last two are refused with what to do."""
OPEN_DOCUMENT = (".odt",)
WEB = (".html", ".htm")
KNOWN = (*WORD, *OPEN_DOCUMENT, *WEB)


def read_guest(
    data: bytes,
    name: str,
    folder: str,
    fetch: Callable[[str], bytes] | None = None,
    *,
    keep_widths: bool = False,
) -> GuestText:
    """The blocks of a file. `folder` is put before the names of its pictures.

    `fetch` gives the bytes of an image that a web page names beside it, or raises ValueError.
    Raises `ValueError` (a `GuestError`) where the file cannot be read.
    """
    from dipdocs.readers.word import read

    suffix = PurePosixPath(name).suffix.lower()
    if suffix in WEB:
        from dipdocs.readers.web import read_web

        return read_web(data, name, folder, fetch)
    if suffix in OPEN_DOCUMENT:
        from dipdocs.readers.open_document import as_word

        data = as_word(data)
    elif suffix not in WORD:
        raise ValueError(
            f"no text can be read from a file that ends in {suffix or 'nothing'}; "
            f"known are {', '.join(KNOWN)}"
        )
    return read(data, name, folder=folder, keep_widths=keep_widths)
