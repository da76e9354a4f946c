"""What dipdocs tells its user: findings, and the one family of errors that carries them.

Everything a user can cause arrives as a `Finding` (where, what was found, what is expected,
how to mend it). Any other exception is a defect of dipdocs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the user about one place in what they wrote.

    `line` and `column` count from 1 and are None where there is no text to point at (a model
    made in Python). `field` is the path of keys (``annexes[0].title``), empty for the whole.
    """

    message: str
    rule: str = "schema"
    severity: Severity = "error"
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str = ""
    found: str | None = None
    expected: str | None = None
    fix: str | None = None

    @property
    def place(self) -> str:
        """``file:line:column`` as far as known."""
        parts = [self.file or "", *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        head = f"{self.severity}: {self.message}"
        if self.place:
            head = f"{self.place}: {head}"
        rows = [
            ("field", self.field or None),
            ("found", self.found),
            ("expected", self.expected),
            ("fix", self.fix),
        ]
        return "\n".join([head, *(f"  {name}: {value}" for name, value in rows if value)])

    def at(self, file: str | None, line: int | None = None, column: int | None = None) -> Finding:
        """The same finding, placed."""
        return replace(self, file=file, line=line, column=column)


class DipdocsError(Exception):
    """Base of every error a user can cause. `findings` holds all of them, never none."""

    exit_code = 1

    def __init__(self, findings: Finding | Sequence[Finding] | str) -> None:
        if isinstance(findings, str):
            findings = Finding(findings, rule="error")
        if isinstance(findings, Finding):
            findings = (findings,)
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class InputError(DipdocsError):
    """What the user wrote cannot be understood: a file, a field, an option (exit code 2)."""

    exit_code = 2


class LanguageError(DipdocsError):
    """A language pack lacks a term or form that the document needs (exit code 2)."""

    exit_code = 2


class RenderError(DipdocsError):
    """A document that was understood could not be written (exit code 1)."""
