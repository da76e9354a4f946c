"""All that makes a letter an official document: symbol, distribution, organs, agenda items."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from dipdocs.model.base import (
    ONE_OR_MORE,
    After,
    Before,
    Date,
    LocalizedText,
    Strict,
    Text,
    as_list,
    empty,
    problem,
)
from dipdocs.model.terms import Language, Organ

_ITEM = re.compile(r"\d+(?: ?\(?[a-z]+\))*")
_SUB_ITEM = re.compile(r" ?\(?([a-z]+)\)")
_JOB_NUMBER = re.compile(r"(?:[A-Z]{1,3}\.?)?\d{2,4}-?\d{4,6}[A-Z]?\*?")
"""New York 26-05268*, Geneva GE.09-17088, Vienna V.03-80680, Nairobi K0360265 (un-format.md §9)."""
_ADDRESS = re.compile(r"https?://[!-~]+")
_SYMBOL = re.compile(r"[A-Z][A-Z]*/\S(.*\S)?")


def _item(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _item_form(value: str) -> str:
    """The number as English has it; French and Spanish write 17 c), Russian 17(c)."""
    if not _ITEM.fullmatch(value):
        raise problem(
            f"{value!r} is no agenda item", found=value, expected='a number as 114 or "17 (c)"'
        )
    return _SUB_ITEM.sub(r" (\1)", value)


def _symbol_form(value: str) -> str:
    if not _SYMBOL.fullmatch(value):
        raise problem(
            f"{value!r} is no document symbol",
            found=value,
            expected="series letters, a slash and the rest: A/63/914, S/2009/343",
        )
    return value


def _job_number_form(value: str) -> str:
    if not _JOB_NUMBER.fullmatch(value):
        fix = None
        if re.search(r"\([A-Z]\)", value):
            fix = "leave out the letter in brackets: it follows from the language"
        raise problem(
            f"{value!r} is no job number",
            found=value,
            expected="year and number, as 09-40871, or GE.09-17088",
            fix=fix,
        )
    return value


Symbol = Annotated[Text, After(_symbol_form)]


def _web_address(value: object) -> object:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value) or len(value) > 300:
        raise problem(
            f"{value!r} is nothing that a QR code can lead to",
            found=repr(value),
            expected="true, or an address that begins with https://",
        )
    return value


QrCode = Annotated[
    bool | str,
    Before(_web_address),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "string", "pattern": "^https?://\\S+$", "maxLength": 300},
            ]
        }
    ),
]
"""Whether there is a QR code, or where it leads."""

Languages = Annotated[list[Language], ONE_OR_MORE, Field(min_length=1)]
"""One language or several."""


ItemNumber = Annotated[
    Text,
    Before(_item),
    After(_item_form),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "examples": ["17 (c)"]}]}),
]
"""The number of an agenda item: 114, or "17 (c)"."""


class AgendaItem(Strict):
    """An item of an organ's agenda, with the title under which it stands."""

    item: ItemNumber | None = None
    """Its number: 114, or "17 (c)"."""
    title: LocalizedText | None = None
    """Its title, printed under the number."""
    provisional: bool = False
    """Whether it stands on the provisional agenda only; printed with an asterisk."""
    document: Symbol | None = None
    """The document that holds the provisional agenda, printed as the note to the asterisk."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.item is None and self.title is None:
            raise problem("an agenda item without number or title", expected="item or title")
        if self.provisional and self.item is None:
            raise problem(
                "an item of the provisional agenda needs its number",
                expected="item",
                field="provisional",
            )
        if self.document is not None and not self.provisional:
            raise problem(
                "`document` names the provisional agenda; this item is on the final one",
                fix="add provisional: true, or leave out document",
                field="document",
            )
        return self


class OrganEntry(Strict):
    """An organ that the document is circulated to, and under what."""

    organ: Organ
    """general-assembly, security-council …"""
    session: int | None = Field(default=None, ge=1)
    """The regular session; for the Assembly it follows from the date."""
    emergency_special_session: int | None = Field(default=None, ge=1)
    """The Assembly's emergency special session, instead of a regular one."""
    special_session: int | None = Field(default=None, ge=1)
    """The special session, instead of a regular one."""
    year: int | None = Field(default=None, ge=1)
    """The Security Council's year, counted from 1946; it follows from the date."""
    agenda: Annotated[list[AgendaItem], Before(as_list)] = empty()
    """The agenda items, in order."""
    lines: Annotated[list[LocalizedText], Before(as_list)] | None = None
    """Own lines instead of session, year and item lines."""
    session_lines: Annotated[list[LocalizedText], Before(as_list)] | None = None
    """Own lines in place of the session's or the year's: with a committee, or place and dates."""
    agenda_lines: Annotated[list[LocalizedText], Before(as_list)] | None = None
    """Own lines in place of those of the agenda items: "Item 58 of the preliminary list"."""

    @model_validator(mode="after")
    def _one_session(self) -> Self:
        given = [
            name
            for name in ("session", "emergency_special_session", "special_session")
            if getattr(self, name) is not None
        ]
        if len(given) > 1:
            raise problem(
                f"one organ meets in one session, not in {len(given)}",
                found=", ".join(given),
                expected="one of them",
                field=given[1],
            )
        if self.year is not None and self.organ != "security-council":
            raise problem(
                "only the Security Council counts years", fix="leave out year", field="year"
            )
        if self.organ == "security-council" and given:
            raise problem(
                "the Security Council has years, not sessions", fix="use year", field=given[0]
            )
        others = [
            name
            for name in ("year", "agenda", "session_lines", "agenda_lines")
            if getattr(self, name)
        ]
        if self.lines is not None and (given or others):
            raise problem(
                "`lines` stand instead of session, year and agenda",
                found=", ".join([*given, *others]),
                fix="leave out lines, or the others",
                field="lines",
            )
        if self.organ != "general-assembly" and self.emergency_special_session is not None:
            raise problem(
                "only the General Assembly meets in emergency special session",
                fix="leave out emergency_special_session",
                field="emergency_special_session",
            )
        return self


class Request(Strict):
    """How the letter asks to be circulated, where the usual formula will not do."""

    action: Literal["circulate", "attention", "both"] = "circulate"
    """Circulate as a document, bring to the members' attention, or both."""
    session: Literal["none", "organ", "item"] = "none"
    """Where the session is named: not at all, with the organ, or with the agenda item."""
    of: Literal["all", "letter", "annexes"] = "all"
    """What is to be circulated."""
    words: Annotated[list[str], ONE_OR_MORE] = empty()
    """Names of wordings that the language pack lists beside its default (fr: oblige)."""


class Reissue(Strict):
    """That the document was issued again, and why; printed as an asterisk note."""

    date: Date
    """The day it was issued again."""
    reason: LocalizedText | None = None
    """Own words for the reason; technical reasons if not given."""


Organs = Annotated[list[OrganEntry], ONE_OR_MORE]
"""One organ or several."""


class Circulation(Strict):
    """Masthead and circulation of an official document."""

    symbols: Annotated[list[Symbol], ONE_OR_MORE] = empty()
    """A/63/914, S/2009/343; left out while not assigned."""
    distribution: Literal["general", "limited", "restricted"] = "general"
    """Printed at the right of the masthead."""
    release_date: Date | None = None
    """The masthead's date; the letter's own if not given."""
    original: Languages | None = None
    """Language or languages of the original; the document's own if not given."""
    job_number: Annotated[Text, After(_job_number_form)] | None = None
    """The number of the printing job: 09-40871."""
    processed: Annotated[list[Date], ONE_OR_MORE] = empty()
    """Dates of processing, printed after the job number."""
    qr_code: QrCode = False
    """`true`: a QR code at the foot of page 1 leads to the document by its first symbol; or an
    address of your own that it is to lead to."""
    recycling_mark: bool = False
    """Whether "Please recycle" and its mark stand at the foot of page 1."""
    reissued: Reissue | None = None
    """That the document was issued again; an asterisk after the symbol leads to the note."""
    request: Request = Request.model_construct()
    """How `{{ request_for_circulation }}` asks."""
    organs: Annotated[Organs, Field(min_length=1)]
    """The organs it is circulated to, in the order of the masthead."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.reissued is not None and not self.symbols:
            raise problem(
                "a document without symbol cannot be reissued", expected="symbols", field="reissued"
            )
        if self.qr_code is True and not self.symbols:
            raise problem(
                "the QR code leads to the document by its symbol, and there is none",
                expected="symbols, or an address: qr_code: https://…",
                field="qr_code",
            )
        if self.processed and self.job_number is None:
            raise problem(
                "`processed` dates stand after a job number",
                expected="job_number",
                field="processed",
            )
        if len(self.organs) == 1 and self.organs[0].year is not None:
            raise problem(
                "a document of the Security Council alone bears no year (un-format.md §8)",
                fix="leave out year",
                field="organs[0].year",
            )
        return self
