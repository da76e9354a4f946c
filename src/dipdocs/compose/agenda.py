"""Sessions, years and agenda items in words: in the title block and in the request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from dipdocs.compose.context import Context
from dipdocs.compose.parties import number
from dipdocs.compose.sessions import (
    session_of,
    session_with_provisional_agenda,
    year_of_security_council,
)
from dipdocs.errors import Finding, InputError
from dipdocs.language import Pack
from dipdocs.language.formula import Filling, Inflected
from dipdocs.language.pack import case_of
from dipdocs.model import OrganEntry

_FIRST_YEAR = 1946
"""A session with such a number is named by its year (the Economic and Social Council's)."""


class Session(NamedTuple):
    """A session: its kind as the formulas know it, and its number (or year)."""

    kind: str
    number: int
    body: str
    """`assembly` or `organ`: some languages write the latter's sessions in figures."""

    def features(self) -> tuple[str, str]:
        """What chooses the line."""
        return self.kind, self.body


class Numbered(NamedTuple):
    """An agenda item with a number, and where it stands."""

    number: str
    provisional: bool
    document: str | None


def session(entry: OrganEntry, context: Context) -> Session | None:
    """The organ's session: as given, or for the Assembly as it follows from the date."""
    body = "assembly" if entry.organ == "general-assembly" else "organ"
    if entry.emergency_special_session is not None:
        return Session("emergency", entry.emergency_special_session, body)
    if entry.special_session is not None:
        return Session("special", entry.special_session, body)
    if entry.session is not None:
        return Session(
            "of-year" if entry.session >= _FIRST_YEAR else "regular", entry.session, body
        )
    if entry.organ != "general-assembly" or context.on is None:
        return None
    provisional = any(item.provisional for item in entry.agenda)
    derive = session_with_provisional_agenda if provisional else session_of
    return Session("regular", _counted(derive(context.on), "session", context), body)


def _counted(number: int, key: str, context: Context) -> int:
    """A session or year as it follows from the date; InputError before there was any."""
    if number >= 1:
        return number
    dated = context.document.date is not None
    raise InputError(
        Finding(
            f"there was no {key} yet on the document's date",
            field="date" if dated else "done.date",
            found=str(context.on),
            expected="a day from 10 January 1946",
            fix=f"correct the year, or give the organ its `{key}`",
        )
    )


def session_line(of: Session, context: Context) -> str:
    """The session as a line of the title block: «Soixante-troisième session»."""
    line = context.pack.say("session", *of.features(), **_session_slots(of, context.pack))
    return context.pack.grammar.capitalize(line)


def session_in_text(of: Session, pack: Pack) -> Inflected:
    """The session in running text, in each case."""
    slots = _session_slots(of, pack)

    def inflect(forms: tuple[str, ...]) -> str:
        case = case_of(forms)
        ordinal = slots["ordinal"]
        assert callable(ordinal)
        in_case = {**slots, "ordinal": lambda asked: ordinal((*asked, case))}
        return pack.say_in(case, "session-in-text", *of.features(), **in_case)

    return inflect


def _session_slots(of: Session, pack: Pack) -> dict[str, str | Inflected]:
    return {
        "ordinal": lambda forms: pack.ordinal(of.number, forms),
        "number": str(of.number),
    }


def year_line(entry: OrganEntry, context: Context) -> str | None:
    """The Security Council's year: «Sixty-fourth year»."""
    year = entry.year
    if year is None:
        if context.on is None:
            return None
        year = _counted(year_of_security_council(context.on), "year", context)
    of = year
    line = context.pack.say("year", ordinal=lambda forms: context.pack.ordinal(of, forms))
    return context.pack.grammar.capitalize(line)


def item_lines(entry: OrganEntry, context: Context) -> list[str]:
    """The lines of agenda items: one for those of one agenda, final or provisional."""
    lines = []
    for items in _by_agenda(numbered(entry)):
        line = context.pack.say(
            "agenda",
            _agenda(items),
            number(len(items)),
            items=_numbers(items, context.pack),
            mark=_mark(items, context),
        )
        lines.append(context.pack.grammar.capitalize(line))
    return lines


def marks(entry: OrganEntry, context: Context) -> list[str]:
    """The marks of the notes that name provisional agendas, for lines in words of one's own."""
    return [mark for items in _by_agenda(numbered(entry)) if (mark := _mark(items, context))]


def _mark(items: Sequence[Numbered], context: Context) -> str:
    document = items[0].document
    if document is None:
        return ""
    return context.mark(context.pack.say("notes.provisional", document=document))


def items_in_text(
    items: Sequence[Numbered], pack: Pack, *, held: Session | None = None
) -> Inflected:
    """The agenda items in running text, in each case.

    `held` is the session where its name follows, which a language may build into the agenda's.
    """
    groups = _by_agenda(items)
    place = "alone" if held is None else "of-session"
    session_slot: dict[str, Filling] = {}
    if held is not None:
        session_slot["session"] = session_in_text(held, pack)

    def inflect(forms: tuple[str, ...]) -> str:
        said = [
            pack.say_in(
                case_of(forms),
                "agenda-in-text",
                _agenda(group),
                place,
                number(len(group)),
                items=_numbers(group, pack),
                **session_slot,
            )
            for group in groups
        ]
        return pack.grammar.join(said)

    return inflect


def numbered(entry: OrganEntry) -> tuple[Numbered, ...]:
    """An organ's agenda items that have a number, in order."""
    return tuple(
        Numbered(item.item, item.provisional, item.document)
        for item in entry.agenda
        if item.item is not None
    )


def _by_agenda(items: Iterable[Numbered]) -> list[list[Numbered]]:
    """The items, in order, parted where the agenda changes."""
    groups = groupby(items, key=lambda item: (item.provisional, item.document))
    return [list(group) for _, group in groups]


def _agenda(items: Sequence[Numbered]) -> str:
    return "provisional" if items[0].provisional else "final"


def _numbers(items: Iterable[Numbered], pack: Pack) -> str:
    return pack.grammar.join([pack.sub_item(item.number) for item in items])
