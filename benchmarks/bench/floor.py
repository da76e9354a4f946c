"""The floor: the least that a document with this text can cost by ordinary means.

All text is known and stands in lxml's trees before the clock starts. Timed are: serialising the
body, and deflating and appending to a ready archive the parts that change from letter to letter
(the text, the first-page header, the properties and one small part) with `zipfile`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from bench.material import CHANGING, DOCUMENT, Job, Material, pack, serialize
from bench.measure import Call

LEVEL = 1
"""The level at which dipdocs deflates what changes."""


def subject(material: Material, name: str = "the floor", level: int = LEVEL) -> Call:
    """The floor as a subject."""
    archives = {form.language: _archive(form.parts) for form in material.forms}
    ready = [[_ready(job) for job in jobs] for jobs in material.jobs]

    def make(number: int) -> list[bytes]:
        return [
            _write(archives[language], root, changing, level)
            for language, root, changing in ready[number]
        ]

    return Call(name, make)


def _archive(parts: dict[str, bytes]) -> bytes:
    return pack({name: data for name, data in parts.items() if name not in CHANGING})


def _ready(job: Job) -> tuple[str, etree._Element, list[tuple[str, bytes]]]:
    changing = [(name, job.parts[name]) for name in CHANGING if name != DOCUMENT]
    return job.form.language, etree.fromstring(job.parts[DOCUMENT]), changing


def _write(
    archive: bytes, root: etree._Element, changing: Sequence[tuple[str, bytes]], level: int
) -> bytes:
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        file.writestr(DOCUMENT, serialize(root))
        for name, data in changing:
            file.writestr(name, data)
    return out.getvalue()
