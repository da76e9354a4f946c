"""Rules of sessions and years, and of the symbols that show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from dipdocs.compose.sessions import (
    session_of,
    session_with_provisional_agenda,
    year_of_security_council,
)
from dipdocs.errors import Finding
from dipdocs.model import Circulation, OrganEntry
from dipdocs.model.terms import ASSEMBLY_EPOCH
from dipdocs.practice.rule import Review, rule

_SYMBOLS_SHOW_SESSIONS = date(1976, 9, 21)
"""The opening of the thirty-first session, the first whose documents are A/31/…"""
_YEAR = r"(19[4-9]\d|20\d\d)/(?:\d|L\.|NGO/)"
_ASSEMBLY = re.compile(r"A/(?:C\.\d/|BUR/|INF/)?(\d{1,3})/(?:\d|L\.|PV\.|INF/)")
_EMERGENCY = re.compile(r"A/ES-(\d+)/")
_SPECIAL = re.compile(r"A/S-(\d+)/")
_HUMAN_RIGHTS = re.compile(r"A/HRC/(\d+)/")
_COUNCIL = re.compile(f"S/{_YEAR}")
_ECOSOC = re.compile(f"E/{_YEAR}")


@rule
def session_of_date(review: Review) -> Iterator[Finding]:
    """A session that is given is the one in whose term the document's date or release falls.

    Source: rules of procedure of the General Assembly, rule 1; the next session where an item is
    on its provisional agenda. The Economic and Social Council's sessions bear the year.
    Example: `session: 64` for a letter of 6 July 2009 (the sixty-third).
    """
    circulation = review.document.circulation
    if circulation is None or not review.days:
        return
    for index, entry in enumerate(circulation.organs):
        if entry.session is None:
            continue
        possible = _sessions(entry, review.days)
        if possible and entry.session not in possible:
            right = min(possible)
            ahead = entry.organ == "general-assembly" and entry.session == right + 1
            yield Finding(
                "the session does not fit the document's date",
                field=f"circulation.organs[{index}].session",
                found=str(entry.session),
                expected=" or ".join(str(session) for session in sorted(possible)),
                fix="mark the agenda item `provisional: true` if it is on the provisional agenda"
                if ahead
                else "leave out `session`: it follows from the date"
                if entry.organ == "general-assembly"
                else "correct `session` or `date`",
            )


@rule
def year_of_date(review: Review) -> Iterator[Finding]:
    """A year of the Security Council that is given is that of the document's date or release.

    Source: un-format.md §8 (2009 is the Council's sixty-fourth year).
    Example: `year: 63` for a letter of 6 July 2009.
    """
    circulation = review.document.circulation
    if circulation is None or not review.days:
        return
    possible = {year_of_security_council(day) for day in review.days}
    for index, entry in enumerate(circulation.organs):
        if entry.year is not None and entry.year not in possible:
            calendar_year = entry.year > ASSEMBLY_EPOCH
            yield Finding(
                "the Council's year is counted from 1946, it is no year of the calendar"
                if calendar_year
                else "the Security Council's year does not fit the document's date",
                field=f"circulation.organs[{index}].year",
                found=str(entry.year),
                expected=" or ".join(str(year) for year in sorted(possible)),
                fix="leave out `year`: it follows from the date",
            )


@rule
def symbol_of_session(review: Review) -> Iterator[Finding]:
    """A symbol shows the session or year of its organ.

    Source: un-format.md §9 (A/63/… session 63; S/2009/… and E/2009/… the year).
    Example: `A/63/914` in session 64; `S/2010/343` for a letter of 2009.
    """
    circulation = review.document.circulation
    if circulation is None:
        return
    for index, symbol in enumerate(circulation.symbols):
        for pattern, expected in _SERIES:
            match = pattern.match(symbol)
            possible = expected(circulation, review.days) if match else set()
            if match is None or not possible or int(match[1]) in possible:
                continue
            right = sorted(possible)
            begin = symbol[: match.start(1)]
            end = symbol[match.end(1) :]
            yield Finding(
                f"the symbol shows {match[1]}, but the document is of {_listed(right)}",
                field=f"circulation.symbols[{index}]",
                found=symbol,
                expected=" or ".join(f"{begin}{number}{end}" for number in right),
                fix="correct the symbol, the session or the date",
            )


def _sessions(entry: OrganEntry, days: tuple[date, ...]) -> set[int]:
    """The sessions that a document of these days may belong to; empty where none can be told."""
    if entry.organ == "general-assembly":
        possible = {session_of(day) for day in days}
        if any(item.provisional for item in entry.agenda):
            possible |= {session_with_provisional_agenda(day) for day in days}
        return possible
    if entry.organ == "economic-and-social-council" and (entry.session or 0) > ASSEMBLY_EPOCH:
        return {day.year for day in days} | {day.year + 1 for day in days}
    return set()


def _assembly(circulation: Circulation, days: tuple[date, ...]) -> set[int]:
    if days and min(days) < _SYMBOLS_SHOW_SESSIONS:
        return set()
    possible: set[int] = set()
    for entry in circulation.organs:
        if entry.organ == "general-assembly" and not _extraordinary(entry):
            possible |= {entry.session} if entry.session else _sessions(entry, days)
    return possible


def _extraordinary(entry: OrganEntry) -> bool:
    return entry.emergency_special_session is not None or entry.special_session is not None


def _given(organ: str, name: str) -> Callable[[Circulation, tuple[date, ...]], set[int]]:
    """The sessions that the organs give under a key."""

    def numbers(circulation: Circulation, days: tuple[date, ...]) -> set[int]:
        found = (getattr(entry, name) for entry in circulation.organs if entry.organ == organ)
        return {number for number in found if number is not None}

    return numbers


def _years(circulation: Circulation, days: tuple[date, ...]) -> set[int]:
    return {day.year for day in days}


def _listed(numbers: list[int]) -> str:
    return " or ".join(str(number) for number in numbers)


_SERIES: tuple[tuple[re.Pattern[str], Callable[[Circulation, tuple[date, ...]], set[int]]], ...] = (
    (_ASSEMBLY, _assembly),
    (_EMERGENCY, _given("general-assembly", "emergency_special_session")),
    (_SPECIAL, _given("general-assembly", "special_session")),
    (_HUMAN_RIGHTS, _given("human-rights-council", "session")),
    (_COUNCIL, _years),
    (_ECOSOC, _years),
)
"""Each series of symbols, and what number its documents must show."""
