"""Peers in Python: docxtpl, docx-mailmerge2, python-docx; each opens, fills and saves."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

from bench.material import Form, Job, Material, Values
from bench.measure import Call

DOCXTPL = "docxtpl"
MERGE = "docx-mailmerge2"
PYTHON_DOCX = "python-docx (open, fill, save)"

Fill = Callable[[bytes, Values], bytes]
_MARK = re.compile(r"\{\{(s\d+)\}\}")


def subjects(material: Material) -> tuple[list[Call], list[str]]:
    """Those that are installed, and a notice for each that is not."""
    known: list[tuple[str, str, Fill, Callable[[Form], bytes]]] = [
        (DOCXTPL, "docxtpl", _docxtpl, _jinja),
        (MERGE, "mailmerge", _merge, Form.merge_template),
        (PYTHON_DOCX, "docx", _python_docx, _jinja),
    ]
    found, notices = [], []
    for name, module, fill, template in known:
        if find_spec(module) is None:
            notices.append(f"{name} is not installed: skipped")
            continue
        found.append(Call(name, partial(_each, material, fill, _templates(material, template))))
    return found, notices


def _templates(material: Material, template: Callable[[Form], bytes]) -> dict[str, bytes]:
    return {form.language: template(form) for form in material.forms}


def _each(material: Material, fill: Fill, templates: dict[str, bytes], number: int) -> list[bytes]:
    jobs: list[Job] = list(material.jobs[number])
    return [fill(templates[job.form.language], job.values) for job in jobs]


def _jinja(form: Form) -> bytes:
    return form.template(lambda name: f"{{{{{name}}}}}")


def _docxtpl(template: bytes, values: Values) -> bytes:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]

    document = DocxTemplate(io.BytesIO(template))
    document.render(values)
    return _saved(document.save)


def _merge(template: bytes, values: Values) -> bytes:
    from mailmerge import MailMerge  # type: ignore[import-untyped]

    with MailMerge(io.BytesIO(template)) as document:
        document.merge(**values)
        return _saved(document.write)


def _python_docx(template: bytes, values: Values) -> bytes:
    from docx import Document

    document = Document(io.BytesIO(template))
    for run in _runs(document):
        text = run.text
        if "{{" in text:
            run.text = _MARK.sub(lambda match: values[match[1]], text)
    return _saved(document.save)


def _runs(document: Any) -> Iterator[Any]:  # noqa: ANN401 - python-docx has no types
    """Every run of the text and of the heads and feet, those in tables too."""
    from docx.oxml.ns import qn
    from docx.text.run import Run

    section = document.sections[0]
    edges = (
        *(section.first_page_header, section.header, section.even_page_header),
        *(section.first_page_footer, section.footer, section.even_page_footer),
    )
    for place in (document, *edges):
        for run in place._element.iter(qn("w:r")):
            yield Run(run, place)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()
