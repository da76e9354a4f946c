"""Files to models: YAML and JSON, with the line and column of whatever is wrong.

`load` and `loads` give a document; `read` gives the plain data of a file with the places of its
values, for those who put in more before the model is made (forms).
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from dipdocs.collecting import uncollected
from dipdocs.errors import Finding, InputError
from dipdocs.model import Document, parse_document
from dipdocs.readers.files import Folder
from dipdocs.readers.positions import Places
from dipdocs.readers.source import Source, parse, read

__all__ = ["Folder", "Places", "Source", "document", "load", "loads", "parse", "read"]


def load(path: str | os.PathLike[str], *, gaps: bool = False) -> Document:
    """Return the document of a YAML or JSON file.

    With `gaps`, it may want what an old text does not show; it can then be printed as plain text.

    Raises `InputError` with all findings at once.
    """
    return document(read(path), gaps=gaps)


def loads(
    text: str, *, name: str = "<text>", folder: str | os.PathLike[str] | None = None
) -> Document:
    """Return the document of a text: JSON if `name` ends in .json, YAML otherwise.

    Files that it names are read from `folder`. Raises `InputError` with all findings at once.
    """
    return document(parse(text, name=name, folder=None if folder is None else Folder(Path(folder))))


def document(source: Source, *, gaps: bool = False) -> Document:
    """Return the document of plain data; with `gaps`, of one that may not be whole.

    Raises `InputError` with all findings at once.
    """
    if isinstance(source.data, dict) and "row" in source.data:
        raise InputError(
            source.places(
                Finding(
                    "a form: it declares the columns of a table, and becomes documents with one",
                    rule="form",
                    field="row",
                    fix=f"dipdocs batch {source.places.file} rows.csv --out out/",
                )
            )
        )
    try:
        from dipdocs.model.gaps import parse_with_gaps

        parse = parse_with_gaps if gaps else parse_document
        with uncollected():
            result = parse(source.data, source.folder)
        result.locate_with(source.places)
        return result
    except ValidationError as error:
        from dipdocs.readers.explain import explain

        raise InputError(explain(error, source)) from None
