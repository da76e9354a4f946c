"""What the expressions of one text say, compared with the words found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dipdocs.compose.composition import Face
from dipdocs.compose.context import Context
from dipdocs.compose.document import date_of
from dipdocs.compose.expressions import Evaluator
from dipdocs.errors import DipdocsError
from dipdocs.importing.bodies import Found
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import Folded, words
from dipdocs.importing.paths import STEP
from dipdocs.importing.requests import RequestReading
from dipdocs.model import Document


class Spoken:
    """What the expressions of one text say."""

    def __init__(self, draft: Draft, document: Document, face: Face, path: str) -> None:
        self.draft = draft
        self.face = face
        self.path = path
        self.asked = False
        self.of(document)

    def of(self, document: Document) -> Spoken:
        """The same, of another document."""
        context = Context(document, self.draft.pack, date_of(document), face=self.face)
        for _, number in STEP.findall(self.path):
            if number:
                writing = context.writing.attachment(int(number))
                context.writing, context.on = writing, writing.date or context.on
        self.evaluator = Evaluator(context)
        return self

    def says(self, source: str, found: str) -> bool:
        """Whether an expression comes out as the words found."""
        try:
            said = self.evaluator.text(source, self.path, 0, {})
        except DipdocsError:
            return False
        return words(said) == words(found)


def requests_of(reading: RequestReading) -> Iterator[dict[str, Any]]:
    """The requests that a reading may mean, the simplest first."""
    base: dict[str, Any] = {}
    if reading.action != "circulate":
        base["action"] = reading.action
    if reading.words:
        base["words"] = list(reading.words)
    ofs = ("all", reading.of) if reading.of != "all" else ("all",)
    sessions = ("none", reading.session) if reading.session != "none" else ("none",)
    for of in ofs:
        for session in sessions:
            yield {
                **base,
                **({"session": session} if session != "none" else {}),
                **({"of": of} if of != "all" else {}),
            }


def stretch(text: Folded, start: int, end: int, source: str) -> Found:
    """A stretch of a fold as one of its text."""
    return Found(text.at[start], text.end(end), source)
