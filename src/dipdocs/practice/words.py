"""The words that rules look for, language by language (`templates/practice/<code>.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dipdocs.language import load
from dipdocs.model import Language
from dipdocs.resources import read_yaml, templates


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is not the house's: how it is found and what is written instead.

    `write` may use the groups of `find`, by number; `<lower>` writes what was found without
    capitals, an empty one leaves to the user what to write.
    """

    find: re.Pattern[str]
    write: str

    def written(self, match: re.Match[str]) -> str | None:
        """What the house writes for what was found, None where that cannot be told."""
        if self.write == "<lower>":
            return match[0].strip().lower()
        return match.expand(self.write).strip() if self.write else None


@dataclass(frozen=True, slots=True)
class Unofficial:
    """A name for a State that is not the United Nations': how it is found, and whose it is."""

    find: re.Pattern[str]
    state: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules look for in one language."""

    honorifics: re.Pattern[str]
    honorifics_after: re.Pattern[str] | None
    salutation: re.Pattern[str]
    close: re.Pattern[str]
    first_person: re.Pattern[str]
    compliments: re.Pattern[str]
    present_letter: re.Pattern[str]
    present_note: re.Pattern[str]
    request: re.Pattern[str]
    items: re.Pattern[str]
    date: re.Pattern[str]
    """A day in words: groups `weekday`, `day`, `month`, `year`."""
    months: tuple[str, ...]
    weekdays: tuple[re.Pattern[str], ...]
    dates: tuple[Form, ...]
    twice: re.Pattern[str]
    spelling: tuple[Form, ...]
    ranges: tuple[Form, ...]
    states: tuple[Unofficial, ...]


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    data: dict[str, Any] = read_yaml(templates() / "practice" / f"{language}.yaml")
    before, after = data["bounds"]
    months = load(language).months
    names = {"<month>": "|".join(months), "<day>": "|".join(data["weekdays"])}

    def pattern(text: str) -> re.Pattern[str]:
        for name, alternatives in names.items():
            # A group's own name, `(?P<month>`, is no place for the names.
            text = re.sub(f"(?<!\\?P){name}", f"(?:{alternatives})", text)
        return re.compile(text)

    def forms(name: str) -> tuple[Form, ...]:
        return tuple(Form(pattern(row["find"]), row["write"]) for row in data[name])

    after_name = data.get("honorifics_after")
    return Words(
        honorifics=pattern(data["honorifics"]),
        honorifics_after=pattern(after_name) if after_name else None,
        salutation=pattern(data["salutation"]),
        close=pattern(data["close"]),
        first_person=pattern(data["first_person"]),
        compliments=pattern(data["compliments"]),
        present_letter=pattern(data["present_letter"]),
        present_note=pattern(data["present_note"]),
        request=pattern(data["request"]),
        items=pattern(data["items"]),
        date=pattern(data["date"]),
        months=months,
        weekdays=tuple(re.compile(day) for day in data["weekdays"]),
        dates=forms("dates"),
        twice=re.compile(data["twice"], re.IGNORECASE),
        spelling=forms("spelling"),
        ranges=forms("ranges"),
        states=tuple(_state(row, before, after) for row in data["states"]),
    )


def _state(row: dict[str, Any], before: str, after: str) -> Unofficial:
    """A row of the table: the name, with what may not stand before and after it."""
    not_before = "".join(f"(?<!{re.escape(text)})" for text in row.get("not_after", ()))
    not_after = "".join(f"(?!{text})" for text in row.get("not_before", ()))
    name = row["find"].replace(" ", r"\s+")
    return Unofficial(
        re.compile(f"{before}{not_before}(?:{name}){after}{not_after}"),
        row["state"],
    )
