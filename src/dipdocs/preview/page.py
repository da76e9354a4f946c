"""What the preview shows: the document's page with its findings, or what keeps it from being."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dipdocs.api import prepare
from dipdocs.checking import check
from dipdocs.compose.composition import Block
from dipdocs.errors import DipdocsError, Finding
from dipdocs.model import Document
from dipdocs.preview.watching import around
from dipdocs.readers import document as document_of
from dipdocs.readers import read
from dipdocs.resources import templates
from dipdocs.writers.html import page
from dipdocs.writers.html.escape import text

_HEAD = (
    '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/preview.css">\n'
    '<script src="/preview.js" defer></script>\n'
)
_PANEL = (
    '<aside class="dd-why" aria-label="Preview"><button type="button" id="dd-toggle"'
    ' aria-pressed="false">Why is this here?</button>{findings}'
    '<div id="dd-reason" role="status" hidden></div></aside>\n'
)
_LINK = '<a class="dd-link" href="#dd-findings">{count}</a>'


@cache
def asset(name: str) -> bytes:
    """A file of the preview itself (`templates/html/preview.js`, `.css`)."""
    return (templates() / "html" / name).read_bytes()


@dataclass(slots=True)
class Preview:
    """One document on show. `language` and `layout` as for `render`."""

    source: Path
    language: str | None = None
    layout: str | None = None
    inputs: set[Path] = field(default_factory=set)
    """The files that the document was made of when it was last read."""
    _broken: bool = False

    def watched(self) -> set[Path]:
        """The files, and for a broken document the folders, whose change asks for a new page."""
        paths = {self.source, *self.inputs}
        return paths | around(self.source) if self._broken else paths

    def render(self) -> str:
        """The page as the files are now; never raises for what a user wrote."""
        try:
            shown = self._shown()
        except DipdocsError as error:
            self._broken = True
            return self._error(error.findings)
        self._broken = False
        return shown

    def _shown(self) -> str:
        written = read(self.source)
        try:
            document = document_of(written)
        finally:
            self.inputs = set(written.inputs) | (self.inputs if self._broken else set())
        composition, form = prepare(document, language=self.language, layout=self.layout)
        told = [finding for finding in check(document) if finding.severity != "error"]
        count = f"{len(told)} finding{'s' if len(told) > 1 else ''}"
        foot = _findings(told, "Findings") if told else ""
        foot += _PANEL.format(findings=_LINK.format(count=count) if told else "")
        return page(composition, form, mark=_marks(document), head=_HEAD, foot=foot)

    def _error(self, findings: Iterable[Finding]) -> str:
        title = f"{self.source.name}: cannot be shown"
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{text(title)}</title>\n{_HEAD}</head>\n<body>\n<main>\n"
            f'<h1 class="dd-title">{text(title)}</h1>\n{_findings(findings, "Errors")}</main>\n'
            "</body>\n</html>\n"
        )


def _findings(findings: Iterable[Finding], title: str) -> str:
    rows = "".join(_finding(finding) for finding in findings)
    role = ' role="alert"' if title == "Errors" else ""
    return (
        f'<section class="dd-findings" id="dd-findings" aria-label="{title}"{role}>'
        f"<ul>{rows}</ul></section>\n"
    )


def _finding(finding: Finding) -> str:
    place = f'<span class="dd-place">{text(finding.place)}</span>' if finding.place else ""
    rows = (
        ("Field", finding.field),
        ("Found", finding.found),
        ("Expected", finding.expected),
        ("How to mend it", finding.fix),
        ("Rule", finding.rule),
    )
    told = "".join(
        f"<dt>{name}</dt><dd>{text(value)}</dd>"
        for name, value in rows
        if value is not None and value != ""
    )
    return (
        f'<li class="dd-{finding.severity}">{place} <strong>{finding.severity}</strong>: '
        f"{text(finding.message)}<dl>{told}</dl></li>"
    )


def _marks(document: Document) -> Callable[[Block], str]:
    """What each block tells of itself: the rule that made it, its field, the field's place."""

    @cache
    def place(name: str) -> str:
        return document.placed(Finding("", field=name)).place

    def mark(block: Block) -> str:
        told = (("rule", block.rule), ("field", block.field), ("place", place(block.field)))
        shown = "".join(f' data-{name}="{text(value)}"' for name, value in told if value)
        return shown if block.rule else ""

    return mark
