"""What a user writes: letters, notes verbales, declarations, and the annexes they carry."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    PrivateAttr,
    model_validator,
)

from dipdocs.errors import Finding
from dipdocs.model.attachments import Annex, Attachment, Done, Senders
from dipdocs.model.base import (
    Before,
    Date,
    LocalizedText,
    Strict,
    Text,
    as_list,
    empty,
    problem,
)
from dipdocs.model.body import Body, Image, LocalizedBody
from dipdocs.model.circulation import Circulation, Request
from dipdocs.model.letterhead import Letterhead
from dipdocs.model.parties import Parties, refuse_names
from dipdocs.model.terms import LANGUAGES, Language


class Correspondence(Strict):
    """What every document has."""

    language: Language
    """The language it is rendered in, if no other is asked for."""
    circulation: Circulation | None = None
    """Present where the text is circulated as a United Nations document."""
    body: LocalizedBody
    """The text in Markdown: here, or in a file: `{file: letter.md}`."""
    annexes: Annotated[list[Annex], Before(as_list)] = empty()
    """What is attached, in order; the headings are derived."""
    done: Done | None = None
    """Where and when the text was done, printed under it."""
    signatories: Parties | None = None
    """Those who sign, where they are not the senders."""
    emblem: Image | None = None
    """An image file for the emblem's place; the UN emblem is for those entitled to it."""
    notice: LocalizedText | None = None
    """A line of one's own on page 1, such as "Unofficial reproduction"."""
    reference: Text | None = None
    """The sender's reference number, printed on the letter as sent."""
    letterhead: Letterhead | None = None
    """The head of the letter as sent."""
    silence: list[str] = empty()
    """Rules of practice that `check` shall not speak of here."""

    _locate: Callable[[Finding], Finding] | None = PrivateAttr(default=None)
    _values: Mapping[str, Any] = PrivateAttr(default_factory=dict)

    def locate_with(self, locate: Callable[[Finding], Finding]) -> None:
        """Tell the document how to find the place in its file that a finding's field names."""
        self._locate = locate

    def fill_with(self, values: Mapping[str, Any]) -> None:
        """Give the document what its expressions may name besides: a form's row and number."""
        self._values = values

    @property
    def values(self) -> Mapping[str, Any]:
        """What the document's expressions may name besides the formulas; empty but in a form."""
        private = self.__pydantic_private__  # by its name pydantic would look for it five times
        return private["_values"] if private else {}

    def placed(self, finding: Finding) -> Finding:
        """The finding with file, line and column, where the document was read from a file."""
        return finding if self._locate is None else self._locate(finding)

    @property
    def carried(self) -> tuple[Finding, ...]:
        """What could not be carried from files of other programs, for each text that is one."""
        return tuple(dict.fromkeys(f for body in _bodies(self) for f in body.findings))

    @property
    def gaps(self) -> tuple[str, ...]:
        """The fields that such a document needs and this one wants; empty unless read with gaps."""
        wanting = self.circulation is not None and not self.circulation.organs
        return ("circulation.organs",) if wanting else ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language that some text of the document is written in; the main one first."""
        found = {self.language, *_languages(self)}
        return (self.language, *(code for code in LANGUAGES if code in found - {self.language}))


class Sent(Correspondence):
    """What a letter and a note verbale share: both go from someone to someone on a day."""

    date: Date
    """The day the letter or note is dated."""
    senders: Senders = Field(alias="from")
    """One sender or a list, in the order to be printed."""
    addressees: Senders = Field(alias="to")
    """One addressee or a list; two or more make identical letters."""
    place: LocalizedText | None = None
    """Where it is written, as the letterhead shows it; for a mission New York if not given."""
    subject: LocalizedText | None = None
    """The subject line of the letter or note as sent."""
    close: LocalizedText | None = None
    """Own words instead of the courtesy close, or of a note's closing formula."""
    title: LocalizedText | None = None
    """Own words instead of the derived title."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """The fields that such a document needs and this one wants; empty unless read with gaps."""
        needed = (("date", self.date), ("from", self.senders), ("to", self.addressees))
        return (*(name for name, value in needed if not value), *super().gaps)


class Letter(Sent):
    """A letter: of one sender or several, to one addressee or (identical letters) several."""

    kind: Literal["letter"] = "letter"
    """A letter: signed, in the first person."""
    identical: bool | None = None
    """`false` keeps a plain letter to several addressees."""
    salutation: LocalizedText | None = None
    """Own words instead of the salutation that rank, gender and number of the addressees give."""

    @model_validator(mode="after")
    def _several(self) -> Self:
        if self.identical and len(self.addressees) < 2:
            raise problem(
                "identical letters go to several addressees",
                fix="leave out identical, or add to `to`",
                field="identical",
            )
        return self

    @property
    def is_identical(self) -> bool:
        """Whether these are identical letters: several addressees, unless the user says no."""
        return len(self.addressees) > 1 if self.identical is None else self.identical


class NoteVerbale(Sent):
    """A note verbale: in the third person and unsigned."""

    kind: Literal["note-verbale"] = "note-verbale"
    """A note verbale: in the third person, not signed."""

    @model_validator(mode="after")
    def _unsigned(self) -> Self:
        if self.signatories is not None:
            raise problem(
                "a note verbale is not signed", fix="leave out signatories", field="signatories"
            )
        refuse_names(self.senders)
        return self

    @property
    def is_identical(self) -> bool:
        """Notes have one title whatever the number of their addressees."""
        return False


class Declaration(Correspondence):
    """A declaration, statement or communiqué standing alone."""

    kind: Literal["declaration"] = "declaration"
    """A declaration, statement or communiqué in its own right."""
    title: LocalizedText
    """The title, printed over the text."""
    date: Date | None = None
    """The day of the declaration, from which session and year follow; `done.date` if not given."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """The fields that such a document needs and this one wants; empty unless read with gaps."""
        return (*(() if self.title else ("title",)), *super().gaps)

    @model_validator(mode="after")
    def _asks_nothing(self) -> Self:
        if self.circulation is not None and self.circulation.request != Request():
            raise problem(
                "a declaration asks for nothing",
                fix="leave out circulation.request",
                field="circulation.request",
            )
        return self


Document = Letter | NoteVerbale | Declaration


def _bodies(value: object) -> Iterator[Body]:
    """Every text below a value."""
    if isinstance(value, Body):
        yield value
    elif isinstance(value, Correspondence | Attachment):
        for name in ("body", "annexes", "enclosures", "appendices"):
            yield from _bodies(getattr(value, name, None))
    elif isinstance(value, list):
        for element in value:
            yield from _bodies(element)
    elif isinstance(value, Mapping):
        for element in value.values():
            yield from _bodies(element)


def _languages(value: object) -> Iterator[Language]:
    """Languages of the localized texts below a value; a letterhead may be in any others."""
    if isinstance(value, Letterhead):
        return
    if isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from _languages(getattr(value, name))
    elif isinstance(value, list):
        for element in value:
            yield from _languages(element)
    elif isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        yield from value
