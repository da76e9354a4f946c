"""Who speaks: the writing that a text belongs to, with its sender, addressee and attachments.

Formulas, headings and forms of courtesy say what they say for a writing. The document is one; each
annex, enclosure and appendix is another, be it a letter of its own or a text that nobody sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dipdocs.model import (
    Annex,
    Attachment,
    Declaration,
    Document,
    Enclosure,
    LocalizedText,
    NoteVerbale,
    Party,
)

Attached = Literal["annex", "enclosure", "appendix"]
_ATTACHED: dict[Attached, Attached] = {"annex": "enclosure", "enclosure": "appendix"}
_LISTS: dict[Attached, str] = {
    "annex": "annexes",
    "enclosure": "enclosures",
    "appendix": "appendices",
}


@dataclass(frozen=True, slots=True)
class Writing:
    """A text with those who send and receive it. `path` is its place in the data, "" the whole."""

    kind: Literal["letter", "note-verbale", "declaration", "text"]
    path: str = ""
    date: date | None = None
    senders: Sequence[Party] = ()
    addressees: Sequence[Party] = ()
    identical: bool = False
    close: LocalizedText | None = None
    """Own words instead of the courtesy close or a note's closing formula."""
    attached: Attached = "annex"
    """What is attached to it is called so."""
    attachments: Sequence[Attachment] = ()
    over: Writing | None = None
    """What it is attached to."""

    @property
    def sent(self) -> bool:
        """Whether it goes from someone to someone: a letter or a note."""
        return self.kind in ("letter", "note-verbale")

    @property
    def title_kind(self) -> str:
        """Its kind as titles and headings tell it: letter, identical, note-verbale."""
        return "identical" if self.identical else self.kind

    def field(self, name: str) -> str:
        """The path of one of its fields."""
        return f"{self.path}.{name}" if self.path else name

    def sees(self, kind: Attached) -> Writing | None:
        """The writing whose attachments a text here means by "see annex" and the like.

        An annexed letter was written with annexes of its own, which are called enclosures here.
        A text that nobody sends may refer to what stands beside it.
        """
        if self.attached == kind or (self.sent and kind == "annex"):
            return self
        return None if self.over is None else self.over.sees(kind)

    def attachment(self, index: int) -> Writing:
        """The writing that is attached to this one at that place."""
        given = self.attachments[index]
        attachments: Sequence[Attachment] = ()
        if isinstance(given, Annex):
            attachments = given.enclosures
        elif isinstance(given, Enclosure):
            attachments = given.appendices
        return Writing(
            given.kind,
            self.field(f"{_LISTS[self.attached]}[{index}]"),
            given.date,
            given.senders or (),
            given.addressees or (),
            attached=_ATTACHED.get(self.attached, "appendix"),
            attachments=attachments,
            over=self,
        )


def writing_of(document: Document) -> Writing:
    """The document as a writing."""
    if isinstance(document, Declaration):
        return Writing("declaration", date=document.date, attachments=document.annexes)
    return Writing(
        "note-verbale" if isinstance(document, NoteVerbale) else "letter",
        "",
        document.date,
        document.senders,
        document.addressees,
        document.is_identical,
        document.close,
        attachments=document.annexes,
    )
