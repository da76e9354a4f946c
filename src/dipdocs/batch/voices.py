"""What the fields of one row's document may name: the row, and how its languages say things."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from dipdocs.batch import uses
from dipdocs.batch.blanks import Filling, Names, plainly
from dipdocs.compose.expressions import FORM_NAMES, Voice, evaluate
from dipdocs.language import load as load_pack
from dipdocs.model import LANGUAGES

_KEPT_VALUES = 1024
"""Values of expressions that name nothing of a row."""


class Voices(Filling):
    """What the fields of one row may name, by language; a pack is loaded when first needed."""

    __slots__ = ("_by_language", "_main", "_on", "_said")

    def __init__(
        self, values: dict[str, Any], main: object, on: date | None, said: dict[Any, Any]
    ) -> None:
        super().__init__(values)
        self._main = main
        self._on = on
        self._said = said
        self._by_language: dict[str, Names] = {}

    def names(self, language: str | None) -> Names:
        """The names of the row, with what the language can say."""
        code = language or self._main
        if code not in LANGUAGES:
            return self.values  # the model will speak of the language
        if code not in self._by_language:
            voice = Voice(load_pack(code), self._on)
            self._by_language[code] = {**self.values, **voice.names()}
        return self._by_language[code]

    def say_date(self, day: date, language: str | None) -> str:
        """A day in words of the language."""
        code = language or self._main
        return load_pack(code).date(day) if code in LANGUAGES else day.isoformat()

    def value(self, source: str, field: str, language: str | None) -> Any:  # noqa: ANN401
        """What an expression gives; what no row changes is worked out once."""
        found = plainly(source, self.values)
        if found is not None:
            return found
        if not _is_same_for_all(source):
            return evaluate(source, field, self.names(language))
        place = (source, language or self._main, self._on)
        try:
            return self._said[place]
        except KeyError:  # asked for once: a thread beside may clear what is kept
            value = evaluate(source, field, self.names(language))
        if len(self._said) >= _KEPT_VALUES:
            self._said.clear()
        self._said[place] = value
        return value


@lru_cache(maxsize=4096)
def _is_same_for_all(source: str) -> bool:
    """Whether an expression names nothing of the row."""
    return not uses.names(source) & set(FORM_NAMES)


def day_of(value: object) -> date | None:
    """The day that a document's date gives; None where the model will speak of it."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None
