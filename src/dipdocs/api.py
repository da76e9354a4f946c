"""Rendering: a document becomes a file."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dipdocs.collecting import uncollected
from dipdocs.compose.composition import Composition, Face
from dipdocs.compose.document import compose, face_of
from dipdocs.errors import Finding, InputError, RenderError
from dipdocs.layout import Layout
from dipdocs.layout import load as load_layout
from dipdocs.layout import names as layouts
from dipdocs.model import Document
from dipdocs.writers import WRITERS, write

if TYPE_CHECKING:
    from dipdocs.layout.own import OwnTemplate

LAYOUTS: Mapping[Face, str] = {"circulated": "un-new-york", "letterhead": "letterhead"}
"""The layout of a document that names none, by its face: circulated or as the letter sent."""


WITH_GAPS = ("txt",)
"""The formats in which a document with gaps can be printed."""
FROM_WORD = ("docx", "pdf")
"""The formats that a user's own Word template shapes."""


def render(
    document: Document,
    path: str | os.PathLike[str] | None = None,
    *,
    language: str | None = None,
    layout: str | None = None,
    format: str | None = None,
    typography: bool = True,
    template: str | os.PathLike[str] | None = None,
    archive: bool = False,
) -> bytes:
    """The document as a file's bytes, written to `path` if one is given.

    The format follows from the path's suffix (`.docx` without a path) unless `format` names it.
    The file is written under another name and then renamed, so that no half of it ever stands
    there. The same input gives the same bytes (a PDF also holds the time it was made). `layout` is
    `un-new-york` for a document with `circulation`, else `letterhead`, unless another is named.
    `template` is a Word template of the user's own, made from a layout's (`dipdocs template`); it
    tells that layout. A PDF is made by LibreOffice; with `archive` it is PDF/A-2b.
    """
    if format is None:
        format = output_format(Path(path)) if path is not None else "docx"
    if document.gaps and format not in WITH_GAPS:
        raise _incomplete(document, format)
    if template is not None and format not in FROM_WORD:
        raise InputError(
            Finding(
                "a Word template shapes Word documents and PDFs alone",
                rule="template",
                found=format,
                expected=" or ".join(FROM_WORD),
            )
        )
    with uncollected():
        composition, form = prepare(
            document, language=language, layout=layout, typography=typography, template=template
        )
        data = write(format, composition, form, archive=archive)
    if path is not None:
        save(data, Path(path))
    return data


def _incomplete(document: Document, format: str) -> InputError:
    """What a document with gaps wants before it can be written in this format."""
    return InputError(
        [
            document.placed(
                Finding(
                    f"`{field}` is missing; without it the document can be printed as plain text "
                    f"(.txt), not as .{format}",
                    rule="gaps",
                    field=field,
                    fix=f"add {field}, or write to a .txt file",
                )
            )
            for field in document.gaps
        ]
    )


def prepare(
    document: Document,
    *,
    language: str | None = None,
    layout: str | None = None,
    typography: bool = True,
    template: str | os.PathLike[str] | None = None,
) -> tuple[Composition, Layout]:
    """The finished text of a document and the layout it is to be written in, as for `render`."""
    own = None
    if template is not None:
        from dipdocs.layout.own import read

        own = read(Path(template))
    form = layout_of(document, layout, own)
    composition = compose(
        document, language, face=form.face, typography=typography, job_prefix=form.job_prefix
    )
    return composition, form


def layout_of(document: Document, name: str | None, own: OwnTemplate | None) -> Layout:
    """The layout for a document: the one named, else its template's, else that of its face.

    `InputError` where the template was made for the other face of a document.
    """
    told = None if own is None else own.layout
    if own is not None and told is not None and told not in layouts():
        raise InputError(
            Finding(
                "the template was made from a layout that is not here",
                rule="template",
                file=own.file or None,
                found=told,
                expected=", ".join(layouts()),
            )
        )
    form = load_layout(name or told or LAYOUTS[face_of(document)])
    if own is None:
        return form
    if told is not None and load_layout(told).face != form.face:
        raise InputError(
            Finding(
                f"the template was made from the layout {told}, which shows "
                f"{_SHOWS[load_layout(told).face]}; {form.name} shows {_SHOWS[form.face]}",
                rule="template",
                file=own.file or None,
                found=f"--layout {form.name}",
                fix=f"leave out --layout, or make a template by `dipdocs template {form.name}`",
            )
        )
    return form.with_template(own)


_SHOWS: Mapping[Face, str] = {
    "circulated": "the circulated document",
    "letterhead": "the letter as sent",
}


def output_format(path: Path) -> str:
    """The format that a file name's suffix stands for; InputError where it is none."""
    name = path.suffix.removeprefix(".").lower()
    if name not in WRITERS:
        raise InputError(
            Finding(
                f"{path.name!r}: no document can be written in this format",
                rule="output",
                found=path.suffix or "no suffix",
                expected=", ".join(f".{known}" for known in WRITERS),
            )
        )
    return name


def save(data: bytes, path: str | os.PathLike[str]) -> None:
    """Bytes to a file, all or nothing; RenderError where they cannot be written."""
    folder, name = os.path.split(path)
    try:
        part = _begun(folder, name, data)
        try:
            os.replace(part, path)
        except BaseException:
            _removed(part)
            raise
    except OSError as error:
        raise RenderError(
            Finding(f"cannot be written: {error.strerror or error}", rule="output", file=str(path))
        ) from None


_parts = itertools.count()


def _begun(folder: str, name: str, data: bytes) -> str:
    """Bytes in a file beside the one that is meant; its name is no other process's."""
    while True:
        part = os.path.join(folder, f".{name}.{os.getpid()}-{next(_parts)}.part")
        try:
            handle = os.open(part, _NEW, 0o666)
            break
        except FileExistsError:  # what a killed process left, or one of another machine
            continue
    try:
        try:
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, memoryview(data)[written:])
        finally:
            os.close(handle)
    except BaseException:
        _removed(part)
        raise
    return part


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _removed(part: str) -> None:
    with suppress(OSError):
        os.unlink(part)
