"""Checking: everything wrong or unusual in a document, all at once.

Errors are what keeps a document from being written; warnings are rules of practice, which a
document can silence by name (`silence: [release-before-date]`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError, Finding
from dipdocs.model import Declaration, Document
from dipdocs.readers import load


def check_file(path: Path) -> list[Finding]:
    """The findings of a file; one that cannot be read gives a finding too."""
    try:
        document = load(path)
    except DipdocsError as error:
        return list(error.findings)
    return check(document)


def check(document: Document) -> list[Finding]:
    """The findings of a document: it is composed in every language that it holds."""
    findings: list[Finding] = []
    for language in document.languages:
        try:
            compose(document, language)
        except DipdocsError as error:
            findings += error.findings
    for rule in RULES:
        findings += [document.placed(finding) for finding in rule(document)]
    silenced = set(document.silence)
    unique = dict.fromkeys(findings)
    return [f for f in unique if f.severity == "error" or f.rule not in silenced]


Rule = Callable[[Document], Iterator[Finding]]


def release_before_date(document: Document) -> Iterator[Finding]:
    """A document is released on the day of its date or after it (un-format.md §8)."""
    circulation = document.circulation
    if circulation is None or document.date is None or circulation.release_date is None:
        return
    if circulation.release_date < document.date:
        yield Finding(
            "the release date is before the letter's own date",
            rule="release-before-date",
            severity="warning",
            field="circulation.release_date",
            found=circulation.release_date.isoformat(),
            expected=f"{document.date.isoformat()} or later",
        )


def done_after_date(document: Document) -> Iterator[Finding]:
    """A text that a letter transmits was done before the letter, or on its day."""
    if isinstance(document, Declaration):
        return
    for index, annex in enumerate(document.annexes):
        if annex.done is not None and annex.done.date and annex.done.date > document.date:
            yield Finding(
                "the annexed text is dated after the letter that transmits it",
                rule="done-after-date",
                severity="warning",
                field=f"annexes[{index}].done.date",
                found=annex.done.date.isoformat(),
                expected=f"{document.date.isoformat()} or earlier",
            )


RULES: tuple[Rule, ...] = (release_before_date, done_after_date)
"""Rules of practice, in the order they are told."""
