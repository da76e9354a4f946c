"""What is attached to a document: annexes, their enclosures, appendices of those."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dipdocs.model.base import After, Before, Date, LocalizedText, Strict, as_list, empty, problem
from dipdocs.model.body import LocalizedBody
from dipdocs.model.circulation import Languages
from dipdocs.model.parties import Parties, refuse_names, require_designation

Senders = Annotated[Parties, After(require_designation)]


class Done(Strict):
    """Where and when a text was done, printed under it; or the whole line in own words."""

    place: LocalizedText | None = None
    """Where it was done: Moscow."""
    date: Date | None = None
    """The day it was done."""
    text: LocalizedText | None = None
    """The whole line in own words: "Done at Moscow on 14 June 2009 in one copy"."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.place is None and self.date is None and self.text is None:
            raise problem("`done` is empty", expected="place, date or text")
        return self


class Attachment(Strict):
    """What annexes, enclosures and appendices share."""

    kind: Literal["text", "declaration", "letter", "note-verbale"] = "text"
    """What is annexed; a letter or note has `from`, `to` and `date` of its own."""
    heading: LocalizedText | None = None
    """Own words instead of the derived heading ("Annex to the letter dated …")."""
    title: LocalizedText | None = None
    """The title of the annexed text."""
    author: LocalizedText | None = None
    """The line under the title that names the author."""
    original: Languages | None = None
    """Language of the original, printed under the heading: [Original: Russian]."""
    orientation: Literal["portrait", "landscape"] = "portrait"
    """`landscape` for pages that are wider than high."""
    submitted_language_only: bool = False
    """Whether it is circulated in the language of submission only; printed as a note."""
    date: Date | None = None
    """Date of an annexed letter or note."""
    senders: Senders | None = Field(default=None, alias="from")
    """Sender of an annexed letter or note."""
    addressees: Senders | None = Field(default=None, alias="to")
    """Addressee of an annexed letter or note."""
    body: LocalizedBody
    """The annexed text in Markdown: here, or in a file: `{file: declaration.md}`."""
    done: Done | None = None
    """Where and when the annexed text was done, printed under it."""
    signatories: Parties | None = None
    """Those who signed the annexed text."""

    @model_validator(mode="after")
    def _letter_parts(self) -> Self:
        if self.kind in ("letter", "note-verbale"):
            for name, value in (
                ("from", self.senders),
                ("to", self.addressees),
                ("date", self.date),
            ):
                if value is None:
                    raise problem(
                        f"an annexed {self.kind} needs `{name}`", expected=name, field=name
                    )
            if self.kind == "note-verbale" and self.signatories is not None:
                raise problem(
                    "a note verbale is not signed", fix="leave out signatories", field="signatories"
                )
            if self.kind == "note-verbale":
                refuse_names(self.senders or [])
            return self
        for name, value in (("from", self.senders), ("to", self.addressees), ("date", self.date)):
            if value is not None:
                raise problem(
                    f"an annex of kind {self.kind!r} has no sender, addressee or date of its own",
                    fix="set kind: letter, or use `done` for place and date",
                    field=name,
                )
        return self


class Appendix(Attachment):
    """What is attached to an enclosure."""


class Enclosure(Attachment):
    """What is attached to an annex."""

    appendices: Annotated[list[Appendix], Before(as_list)] = empty()
    """What is attached to the enclosure, each with a heading of its own."""


class Annex(Attachment):
    """What is attached to the document: a declaration, a statement, a letter."""

    enclosures: Annotated[list[Enclosure], Before(as_list)] = empty()
    """What is attached to the annex, each with a heading of its own."""
