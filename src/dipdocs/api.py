"""Rendering: a document becomes a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dipdocs.compose.composition import Composition, Face
from dipdocs.compose.document import compose, face_of
from dipdocs.errors import Finding, InputError, RenderError
from dipdocs.layout import Layout
from dipdocs.layout import load as load_layout
from dipdocs.model import Document
from dipdocs.writers import WRITERS, write

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
    `template` is a Word template of the user's own, made from the layout's (`dipdocs template`). A
    PDF is made by LibreOffice; with
    `archive` it is PDF/A-2b.
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
    form = load_layout(layout or LAYOUTS[face_of(document)])
    composition = compose(
        document, language, face=form.face, typography=typography, job_prefix=form.job_prefix
    )
    if template is not None:
        form = form.with_template(_template(Path(template)))
    return composition, form


def _template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            Finding(f"cannot be read: {error.strerror}", rule="template", file=str(path))
        ) from None


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


def save(data: bytes, path: Path) -> None:
    """Bytes to a file, all or nothing; RenderError where they cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RenderError(
            Finding(f"cannot be written: {error.strerror or error}", rule="output", file=str(path))
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
