"""Writers: a composition and a layout become the bytes of a file.

`WRITERS` names each format's module and function; a module is imported when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from dipdocs.errors import Finding, InputError

if TYPE_CHECKING:
    from dipdocs.compose.composition import Composition
    from dipdocs.layout import Layout

__all__ = ["WRITERS", "write"]

WRITERS: dict[str, str] = {
    "docx": "dipdocs.writers.docx:write",
    "html": "dipdocs.writers.html:write",
    "pdf": "dipdocs.writers.pdf:write",
    "txt": "dipdocs.writers.text:write_bytes",
}
"""Format → where its writer is: ``module:function``, taking composition and layout."""


def write(format: str, composition: Composition, layout: Layout, *, archive: bool = False) -> bytes:
    """The document in that format; `InputError` names the formats there are.

    `archive` asks for PDF/A-2b and is for PDF alone.
    """
    place = WRITERS.get(format)
    if place is None:
        raise InputError(
            Finding(
                f"no writer for {format!r}",
                rule="format",
                found=format,
                expected=", ".join(WRITERS),
            )
        )
    if archive and format != "pdf":
        raise InputError(
            Finding("PDF/A is a kind of PDF", rule="format", found=format, expected="a .pdf file")
        )
    options = {"archive": archive} if archive else {}
    return _writer(place)(composition, layout, **options)


@cache
def _writer(place: str) -> Callable[..., bytes]:
    """The function at a place, ``module:function``, imported when first asked for."""
    module, function = place.split(":")
    found: Callable[..., bytes] = getattr(import_module(module), function)
    return found
