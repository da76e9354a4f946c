"""Forms: a letter, note or declaration whose texts and fields a row of a table fills."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from dipdocs.batch import uses
from dipdocs.batch.blanks import Filling
from dipdocs.batch.row import Column, columns
from dipdocs.batch.tree import Mapped, Path, fill, grow, is_blank
from dipdocs.batch.voices import Voices, day_of
from dipdocs.errors import DipdocsError, Finding, InputError
from dipdocs.model import Document, json_schema, parse_document
from dipdocs.model.body import Image, MarkdownBody
from dipdocs.readers import Source, read
from dipdocs.readers.explain import explain
from dipdocs.readers.known import known_types
from dipdocs.readers.positions import field_name

_KEPT = 64
"""Bodies in files named by rows that are kept parsed."""
_KEPT_DOCUMENTS = 1024
"""Documents of different rows that are kept validated."""
_LONGEST_KEPT = 4096
"""Characters of the fields that rows fill up to which a document is kept."""


@dataclass(slots=True)
class Ready:
    """Makes bodies and images of the form, each once."""

    folder: Any
    kept: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: Any, path: Path) -> Any:  # noqa: ANN401
        """What the model makes of the value; InputError names its field."""
        name = value["file"] if isinstance(value, dict) else None
        if name is not None and name in self.kept:
            return self.kept[name]
        body = path[-1] not in ("emblem", "logo")
        adapter: TypeAdapter[Any] = TypeAdapter(MarkdownBody if body else Image)
        try:
            made = adapter.validate_python(value, context={"files": self.folder})
        except ValidationError as error:
            raise InputError([_told(each, path) for each in error.errors()]) from None
        if name is not None:
            if len(self.kept) >= _KEPT:
                self.kept.pop(next(iter(self.kept)))
            self.kept[name] = made
        return made


def _told(error: ErrorDetails, path: Path) -> Finding:
    """An error of a body or image as a finding of its field."""
    about = error.get("ctx", {})
    found, expected, fix = (
        str(about[key]) if key in about else None for key in ("found", "expected", "fix")
    )
    return Finding(
        error["msg"],
        file=about.get("file"),
        line=about.get("line"),
        field=field_name(path),
        found=found,
        expected=expected,
        fix=fix,
    )


@dataclass
class Form:
    """A form that was read: `source` as it was written, `declared` the columns of its `row:`."""

    source: Source
    declared: tuple[Column, ...]
    tree: Mapped
    _kept: dict[tuple[object, ...], Document] = field(default_factory=dict, repr=False)
    _said: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The form's file."""
        return self.source.places.file

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the form and of the files that it names."""
        total = hashlib.sha256(self.source.text.encode())
        for path in sorted(self.source.inputs):
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    @cached_property
    def columns(self) -> dict[str, str]:
        """Every column that the form needs, with a field that names it."""
        needed = {column.name: f"row.{column.name}" for column in self.declared}
        optional = {column.name for column in self.declared if column.optional}
        for where, source in uses.expressions(self.tree):
            for name in uses.columns(source):
                needed.setdefault(name, where)
        return {name: where for name, where in needed.items() if name not in optional}

    def __getstate__(self) -> dict[str, Any]:
        """The form as it travels to workers: without what was made of it."""
        return {**self.__dict__, "_kept": {}, "_said": {}}

    def document(self, row: Mapping[str, Any], number: str | None = None) -> Document:
        """The document of a row; InputError with file, line and field of the form.

        Rows that fill the fields alike share what the model made of them: only what expressions
        of the texts may name is a document's own.
        """
        values: dict[str, Any] = {"row": row}
        if number is not None:
            values["number"] = number
        data: dict[str, Any] = {}
        try:
            data, signature, lasting = self._data(values)
            # Of the printed number no other field depends.
            numbered = number is not None and "reference" not in data
            document = self._known(signature)
            if document is None:
                if numbered:
                    data["reference"] = number
                document = parse_document(data, self.source.folder)
                document.locate_with(self.source.places)
                if lasting:
                    self._keep(signature, document)
        except ValidationError as error:
            raise InputError(explain(error, replace(self.source, data=data))) from None
        except DipdocsError as error:
            raise InputError([self.source.places(f) for f in error.findings]) from None
        document = document.model_copy(update={"reference": number} if numbered else None)
        document.fill_with(values)
        return document

    def _known(self, signature: tuple[object, ...]) -> Document | None:
        try:
            return self._kept.get(signature)
        except TypeError:  # a value is a list or a mapping
            return None

    def _keep(self, signature: tuple[object, ...], document: Document) -> None:
        if sum(len(value) for value in signature if isinstance(value, str)) > _LONGEST_KEPT:
            return
        with suppress(TypeError):
            if len(self._kept) >= _KEPT_DOCUMENTS:
                self._kept.clear()
            self._kept[signature] = document

    def _data(self, values: dict[str, Any]) -> tuple[dict[str, Any], tuple[object, ...], bool]:
        """The plain data of the row's document, what it follows from, and whether that may be kept.

        Language and day are filled first: others speak.
        """
        children = self.tree.children
        bare = Filling(values)
        main = fill(children.get("language"), bare)
        day = day_of(fill(children.get("date"), bare))
        voices = Voices(values, main, day, self._said)
        filled: dict[str, Any] = self.tree.fill(voices)
        return filled, tuple(voices.signature), voices.lasting


def load(path: str | os.PathLike[str]) -> Form:
    """The form of a YAML or JSON file; InputError with all findings at once."""
    return form(read(path))


def form(source: Source) -> Form:
    """The form of plain data; InputError with all findings at once."""
    if not isinstance(source.data, dict):
        raise InputError(
            Finding("a form is keys with values", rule="form", file=source.places.file)
        )
    data = dict(source.data)
    try:
        declared = columns(data.pop("row", None))
        schema = json_schema()
        ready = Ready(source.folder)
        types = lambda path: known_types(schema, path, data)  # noqa: E731
        _refuse_what_no_row_can_mend(data, source, schema)
        tree = grow(data, (), types, ready)
        if not isinstance(tree, Mapped):
            tree = Mapped("", tree)
        uses.refuse_unknown(tree)
        made = Form(source, declared, tree)
        _ = made.digest  # of the form's own files; rows may name others later
        return made
    except ValidationError as error:
        raise InputError(explain(error, source)) from None
    except DipdocsError as error:
        placed = [f if f.line else source.places(f) for f in error.findings]
        raise InputError(placed) from None


def _refuse_what_no_row_can_mend(
    data: dict[str, Any], source: Source, schema: Mapping[str, Any]
) -> None:
    """Validate the form with a likely value in each blank; errors at a blank are no row's yet."""
    from dipdocs.batch.probe import blank_paths, probe

    if is_blank(data.get("kind")):
        return
    blanks = blank_paths(data, ())
    try:
        parse_document(probe(data, (), schema, data), source.folder)
    except ValidationError as error:
        findings = explain(error, replace(source, data=data))
        kept = [finding for finding in findings if not _concerns(finding, blanks)]
        if kept:
            raise InputError(kept) from None


def _concerns(finding: Finding, blanks: list[str]) -> bool:
    """Whether an error is of a blank, or of a whole that has blanks, and so may go with a row."""
    own = finding.field
    return any(
        blank == own or blank.startswith((f"{own}.", f"{own}[")) or not own for blank in blanks
    )
