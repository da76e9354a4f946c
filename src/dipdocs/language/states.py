"""Names of States, as they were at a document's date (`templates/states/`, see NOTES.md there)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import NamedTuple

from dipdocs.resources import templates


class StateName(NamedTuple):
    """A State's name in one language. `of` is the phrase after "the Permanent Representative"."""

    short: str
    """Without article: "Gambia"."""
    formal: str
    """With its article where the language has one: "the Republic of the Gambia"."""
    of: str | None
    """The short name after "of", with preposition, article or case: "of the Gambia"."""
    formal_of: str | None
    """The formal name in the genitive, where a table gives it (Russian)."""


class _Row:
    """A line of a table: the cells of a name, the days on which it was borne."""

    __slots__ = ("cells", "since", "until")

    def __init__(self, since: date, until: date, cells: dict[str, str]) -> None:
        self.since = since
        self.until = until
        self.cells = cells


@cache
def _name(row: _Row, language: str) -> StateName:
    cell = row.cells.get
    return StateName(
        row.cells[f"{language}_short"],
        row.cells[f"{language}_formal"],
        cell(f"{language}_of"),
        cell(f"{language}_formal_of"),
    )


@cache
def _names_of_today() -> dict[str, _Row]:
    return {row.cells["iso2"]: row for row in _read("countries.csv")}


@cache
def _former_names() -> dict[str, list[_Row]]:
    former: dict[str, list[_Row]] = {}
    for row in _read("country-renames.csv"):
        former.setdefault(row.cells["iso2"], []).append(row)
    return former


def _read(name: str) -> list[_Row]:
    with (templates() / "states" / name).open(encoding="utf-8", newline="") as file:
        return [
            _Row(
                date.fromisoformat(cells.get("valid_from") or "0001-01-01"),
                date.fromisoformat(cells.get("valid_until") or "9999-12-31"),
                cells,
            )
            for cells in csv.DictReader(file)
        ]


@cache
def codes() -> tuple[str, ...]:
    """ISO 3166 alpha-2 codes of all States named, in alphabetical order."""
    return tuple(_names_of_today())


def state_name(code: str, language: str, on: date | None = None) -> StateName:
    """The name a State bore on a day; today's name where no day is given."""
    if on is not None:
        for row in _former_names().get(code, ()):
            if row.since <= on < row.until:
                return _name(row, language)
    return _name(_names_of_today()[code], language)


@cache
def _listed() -> dict[str, dict[str, str]]:
    with (templates() / "states" / "listed.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: row for row in csv.DictReader(file)}


def listed_name(code: str, language: str, on: date | None = None) -> str:
    """The name under which a State stands in an alphabetical list: "Iran (Islamic Republic of)"."""
    row = _listed().get(code)
    return state_name(code, language, on).short if row is None else row[language]


def every_name(language: str) -> list[tuple[str, StateName]]:
    """Each name that a State bears or bore, with its code; today's names first."""
    rows = [*_names_of_today().items()]
    rows += [(code, row) for code, former in _former_names().items() for row in former]
    return [(code, _name(row, language)) for code, row in rows]
