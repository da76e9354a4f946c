"""A file read back: its data, the document it makes, the report, the files to write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dipdocs.errors import Finding
from dipdocs.importing.keeping import Pictures
from dipdocs.importing.proving import parsed
from dipdocs.importing.reading import read_script
from dipdocs.importing.recognising import recognise
from dipdocs.importing.report import Report, report_of
from dipdocs.importing.script import Recognised, Script
from dipdocs.importing.texts import pictures_of
from dipdocs.importing.verifying import Verification, verify
from dipdocs.importing.writing import files_of, ordered, to_yaml, with_remarks
from dipdocs.model import Document
from dipdocs.readers import parse
from dipdocs.readers.explain import explain


@dataclass(frozen=True)
class Imported:
    """What `import_file` gives. `data` has the form of a letter's YAML file."""

    script: Script
    recognised: Recognised

    @property
    def data(self) -> Mapping[str, Any]:
        """The data, its keys in the order in which they are written."""
        return ordered(self.recognised.data)

    @cached_property
    def pictures(self) -> dict[str, bytes]:
        """The images that the document shows, by the path that it names."""
        body = (passage for passage in self.script.passages if passage.zone == "body")
        blocks = (block for passage in body for block in passage.blocks)
        shown = [picture.source for picture in pictures_of(blocks)]
        data = self.recognised.data
        shown += [data.get("emblem", ""), (data.get("letterhead") or {}).get("logo", "")]
        known = self.script.pictures
        return {path: known[path] for path in dict.fromkeys(shown) if path in known}

    @cached_property
    def _made(self) -> tuple[Document | None, tuple[Finding, ...]]:
        try:
            return parsed(self.data, Pictures(self.pictures)), ()
        except ValidationError as error:
            return None, tuple(explain(error, parse(to_yaml(self.data), name="letter.yaml")))

    @property
    def document(self) -> Document | None:
        """The document that the data makes, with gaps where the text has some.

        None where it contradicts itself; the report then says why.
        """
        return self._made[0]

    @cached_property
    def report(self) -> Report:
        """Each field and where it was read, and all that is in no field."""
        findings = dict.fromkeys((*self.script.findings, *self.recognised.findings))
        return report_of(
            self.script.source, self.recognised, tuple(findings), self._made[1], self.data
        )

    def verify(self) -> Verification:
        """Render the document and compare its words with those that were read."""
        if self.document is None:
            return Verification(problems=self._made[1])
        return verify(self.script, self.recognised, self.document)

    def files(self, name: str, *, prefix: str = "") -> dict[str, bytes]:
        """The files to write, by their paths beside each other; the YAML, `name`, last."""
        return files_of(
            self.data, self.pictures, name, remarks=tuple(self._remarks()), prefix=prefix
        )

    @property
    def yaml(self) -> str:
        """The data as one YAML text, long texts in place."""
        return with_remarks(self.data, tuple(self._remarks()))

    def _remarks(self) -> Iterator[str]:
        """What the head of the YAML says of what was not recognised."""
        yield f"Read by dipdocs import from {self.script.source}."
        if self.recognised.gaps:
            yield "Not found in the text:"
            yield from (f"- {gap}" for gap in self.recognised.gaps)
        if self.recognised.unplaced:
            yield "Left over, in no field:"
            for passage in self.recognised.unplaced:
                first, *rest = passage.text.splitlines() or [""]
                yield f"- {passage.place}: {first}"
                yield from (f"  {line}" for line in rest)
                yield from (f"  note: {' '.join(note.split())}" for note in passage.notes)


def import_file(
    path: str | os.PathLike[str], *, language: str | None = None, images: str | None = None
) -> Imported:
    """Read a document back. `language` is told where it should not be found out.

    `images` is the folder, beside the data, within which its images are to be named.
    Raises `InputError` where the file cannot be read.
    """
    script = read_script(Path(path), images=images)
    return Imported(script, recognise(script, language))
