"""Checking: everything wrong or unusual in a document, all at once.

Errors are what keeps a document from being written; warnings are rules of practice
(`dipdocs.practice`), which a document can silence by name (`silence: [release-before-date]`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

from dipdocs.compose.composition import Composition, Face
from dipdocs.compose.document import compose, face_of
from dipdocs.errors import DipdocsError, Finding
from dipdocs.model import Document
from dipdocs.model.base import nearest
from dipdocs.practice import RULES, Review, names
from dipdocs.readers import Source, read
from dipdocs.readers import document as document_of

RULES_OF_CARRYING = ("not-carried", "carried-otherwise")
"""What the readers of other programs' files tell; silenced like the rules of practice."""


def check_file(path: Path, *, typography: bool = True) -> list[Finding]:
    """The findings of a file; one that cannot be read gives a finding too."""
    try:
        source = read(path)
        if isinstance(source.data, dict) and "row" in source.data:
            return check_form(source)
        document = document_of(source)
    except DipdocsError as error:
        return list(error.findings)
    return check(document, typography=typography)


def check_form(source: Source) -> list[Finding]:
    """The findings of a form: what no row can mend. The rest is seen with a table."""
    from dipdocs.batch.form import form

    try:
        form(source)
    except DipdocsError as error:
        return list(error.findings)
    return []


def check(document: Document, *, typography: bool = True) -> list[Finding]:
    """The findings of a document: errors, and what is against United Nations practice.

    The document is composed in every language and face that it holds. Errors are what keeps it
    from being written in one of them; warnings are rules of practice, less those that its
    `silence` names. `typography=False` asks as for `render(…, typography=False)`: quotation marks,
    apostrophes and spaces are then looked at in the whole text, else only in text marked verbatim.
    They stand in the order of the file. Nothing is raised for what a user wrote.
    """
    findings: list[Finding] = []
    compositions: list[Composition] = []
    for language, face in product(document.languages, _faces(document)):
        try:
            compositions.append(compose(document, language, face=face, typography=typography))
        except DipdocsError as error:
            findings += error.findings
    review = Review(document, tuple(compositions), typography)
    for rule in RULES:
        if rule.name not in document.silence:
            findings += [document.placed(finding) for finding in rule(review)]
    findings += [document.placed(f) for f in document.carried if f.rule not in document.silence]
    findings += [document.placed(finding) for finding in _silence(document)]
    return _in_order(dict.fromkeys(findings), document)


def _in_order(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """Findings in the order of the file; those of files that it reads stand after its own."""
    own = document.placed(Finding("")).file
    return sorted(findings, key=lambda f: (f.file != own, f.file or "", f.line or 0, f.column or 0))


def _faces(document: Document) -> list[Face]:
    """A circulated document that also has a letterhead is written both ways."""
    face = face_of(document)
    both = face == "circulated" and document.letterhead is not None
    return [face, "letterhead"] if both else [face]


def _silence(document: Document) -> list[Finding]:
    """Names in `silence` that are no rule's."""
    known = [*names(), *RULES_OF_CARRYING]
    return [
        Finding(
            f"`silence` names {strange!r}, which is no rule of practice",
            rule="silence",
            severity="warning",
            field=f"silence[{index}]",
            found=strange,
            expected="a name that `dipdocs check --list-rules` prints",
            fix=nearest(strange, known) or "leave it out",
        )
        for index, strange in enumerate(document.silence)
        if strange not in known
    ]
