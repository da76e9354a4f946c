"""Sessions of the Assembly and years of the Council from a date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dipdocs import compose
from dipdocs.compose.sessions import (
    opening,
    session_of,
    session_with_provisional_agenda,
    year_of_security_council,
)
from dipdocs.errors import InputError
from dipdocs.model import parse_document


@pytest.mark.parametrize(
    ("day", "session"),
    [
        ("1946-01-10", 1),
        ("1945-12-31", 0),
        ("1964-11-30", 18),
        ("1964-12-01", 19),
        ("2001-09-11", 55),
        ("2001-09-12", 56),
        ("2009-07-06", 63),
        ("2009-09-14", 63),
        ("2009-09-15", 64),
        ("2018-09-17", 72),
        ("2018-09-18", 73),
        ("2022-09-12", 76),
        ("2022-09-13", 77),
        ("2023-09-05", 78),
        ("2024-09-09", 78),
        ("2024-09-10", 79),
        ("2025-09-09", 80),
        ("2026-09-07", 80),
        ("2026-09-08", 81),
    ],
)
def test_session_of_a_day(day: str, session: int) -> None:
    assert session_of(date.fromisoformat(day)) == session


def test_each_session_opens_on_a_working_day_after_the_one_before() -> None:
    days = [opening(session) for session in range(1, 121)]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("day", "session"), [("2011-09-12", 66), ("2011-09-20", 66), ("2011-08-01", 66)]
)
def test_a_provisional_agenda_is_that_of_the_session_to_come(day: str, session: int) -> None:
    assert session_with_provisional_agenda(date.fromisoformat(day)) == session


def test_year_of_the_security_council() -> None:
    assert year_of_security_council(date(2009, 7, 6)) == 64


@pytest.mark.parametrize(
    ("organs", "said"),
    [
        ([{"organ": "general-assembly"}], "no session yet"),
        (
            [{"organ": "general-assembly", "session": 1}, {"organ": "security-council"}],
            "no year yet",
        ),
    ],
)
def test_a_day_before_there_was_any_session(organs: list[dict[str, Any]], said: str) -> None:
    """A slip of the year (1926 for 2026) is told, not written as the zeroth session."""
    data = {
        "kind": "letter",
        "language": "en",
        "date": "1926-03-02",
        "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
        "to": ["secretary-general"],
        "circulation": {"organs": organs},
        "body": "Text.",
    }
    with pytest.raises(InputError) as caught:
        compose(parse_document(data))
    (finding,) = caught.value.findings
    assert said in finding.message
    assert (finding.field, finding.found) == ("date", "1926-03-02")
