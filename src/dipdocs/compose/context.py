"""What composing a document needs to know throughout: document, language, date, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from dipdocs.compose.composition import Face
from dipdocs.compose.writing import Writing, writing_of
from dipdocs.errors import Finding, InputError
from dipdocs.language import Pack
from dipdocs.language.formula import Filling
from dipdocs.markup.inlines import Inline, Run
from dipdocs.model import Body, Document, Language, LocalizedBody, LocalizedText


@dataclass(slots=True)
class Context:
    """One document being composed in one language."""

    document: Document
    pack: Pack
    on: date | None
    """The document's date: States bear the names of that day."""
    typography: bool = True
    face: Face = "circulated"
    job_prefix: str = ""
    """What the duty station prints before a job number."""
    notes: dict[str, str] = field(default_factory=dict)
    """Asterisk notes at the foot of page 1, by mark, in order."""
    lists: int = 0
    """How many lists were begun."""
    parties: Mapping[str, Filling] | None = None
    """Date, senders and addressees in words, which title and annex headings share."""
    wrong: list[Finding] = field(default_factory=list)
    """What is wrong in bodies, gathered so that all is told at once."""
    writing: Writing = field(init=False)
    """Who speaks in the text being composed: the document, or what is attached."""

    def __post_init__(self) -> None:
        """At first the document itself speaks."""
        self.writing = writing_of(self.document)

    @property
    def language(self) -> Language:
        """The language composed in."""
        return self.pack.code

    @contextmanager
    def speaking(self, writing: Writing) -> Iterator[None]:
        """Compose in the voice of a writing; States bear the names of its own day, if given."""
        outer, day = self.writing, self.on
        self.writing, self.on = writing, writing.date or day
        try:
            yield
        finally:
            self.writing, self.on = outer, day

    @property
    def original(self) -> list[Language]:
        """The language or languages of the original; the document's own if not given."""
        circulation = self.document.circulation
        return (circulation and circulation.original) or [self.document.language]

    def text(self, value: LocalizedText, where: str, *, prose: bool = True) -> str:
        """A text in the language composed in; InputError where it is not there.

        A text that is not localized is in the document's own language, unless it is a name,
        symbol or the like (`prose=False`), which serves in every language.
        """
        if isinstance(value, str):
            if prose and self.language != self.document.language:
                raise self.missing(where, [self.document.language])
            return value
        if self.language not in value:
            raise self.missing(where, list(value))
        return value[self.language]

    def body(self, value: LocalizedBody, where: str) -> tuple[Body, str]:
        """The body in the language composed in, and its field's path."""
        if isinstance(value, Body):
            if self.language != self.document.language:
                raise self.missing(where, [self.document.language])
            return value, where
        if self.language not in value:
            raise self.missing(where, list(value))
        return value[self.language], f"{where}.{self.language}"

    def missing(self, where: str, present: list[Language]) -> InputError:
        """The error of a text that does not exist in this language."""
        return InputError(
            Finding(
                f"`{where}` has no text in the language {self.language!r}",
                rule="language",
                field=where,
                found=", ".join(present),
                expected=f"{where}: {{{self.language}: …}}",
            )
        )

    def set(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines with the language's typography, unless it is switched off."""
        return self.pack.typography.inlines(inlines) if self.typography else inlines

    def line(self, text: str) -> tuple[Inline, ...]:
        """A line of words as inlines, set."""
        return (Run(self.pack.typography.text(text) if self.typography else text),)

    def mark(self, note: str) -> str:
        """The asterisks for a note at the foot of page 1; the same note has one mark."""
        for mark, text in self.notes.items():
            if text == note:
                return mark
        mark = "*" * (len(self.notes) + 1)
        self.notes[mark] = note
        return mark
