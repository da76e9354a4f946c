"""Which session of the Assembly and which year of the Council a day belongs to.

Rules and exceptions are data: `templates/calendar/sessions.yaml`, with their sources.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from dipdocs.model.terms import ASSEMBLY_EPOCH
from dipdocs.resources import read_yaml, templates

_TUESDAY = 1
_SATURDAY = 5


def session_of(day: date) -> int:
    """The regular session of the General Assembly in whose term a day falls (0 before 1946)."""
    session = day.year - ASSEMBLY_EPOCH
    if session >= 1 and day >= opening(session):
        return session
    return max(session - 1, 0)


def session_with_provisional_agenda(day: date) -> int:
    """The session whose agenda is still provisional on a day: the next, or one just opened."""
    session = session_of(day)
    if session >= 1 and day - opening(session) < timedelta(days=30):
        return session
    return session + 1


def year_of_security_council(day: date) -> int:
    """The Council's year: 2009 is the sixty-fourth."""
    return day.year - ASSEMBLY_EPOCH


@cache
def opening(session: int) -> date:
    """The day a regular session opens."""
    data = _calendar()
    year = ASSEMBLY_EPOCH + session
    if session in data["openings"]:
        known: date = data["openings"][session]
        return known
    week = [rule["week"] for rule in data["rules"] if rule["since"] <= year][-1]
    first = date(year, 9, 1)
    if week == "third-tuesday":
        return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 14)
    # A week runs from Monday; one whose working days all lie in August does not count.
    monday = first - timedelta(days=first.weekday())
    if first.weekday() >= _SATURDAY:
        monday += timedelta(days=7)
    return monday + timedelta(days=7 * (week - 1) + _TUESDAY)


@cache
def _calendar() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(templates() / "calendar" / "sessions.yaml")
    return data
