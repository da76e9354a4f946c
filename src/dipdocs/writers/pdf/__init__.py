"""PDF (.pdf): the Word document as LibreOffice lays it out, tagged, with title and language."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dipdocs.writers import docx
from dipdocs.writers.pdf.conversion import convert
from dipdocs.writers.pdf.soffice import find

if TYPE_CHECKING:
    from dipdocs.compose.composition import Composition
    from dipdocs.layout import Layout

__all__ = ["convert", "find", "write"]


def write(composition: Composition, layout: Layout, *, archive: bool = False) -> bytes:
    """The document as the bytes of a PDF; with `archive` as PDF/A-2b.

    `RenderError` if LibreOffice is missing, fails or takes too long.
    """
    find()  # before any work: a machine without LibreOffice is told so at once
    data = docx.write(composition, layout)
    with tempfile.TemporaryDirectory(prefix="dipdocs-") as folder:
        document = Path(folder) / "document.docx"
        document.write_bytes(data)
        (made,) = convert([document], Path(folder), archive=archive)
        return made.read_bytes()
