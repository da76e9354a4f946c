"""The blanks of a form: texts of its data that hold `{{ … }}`, and how they are filled.

Bodies are no blanks: their expressions are evaluated when the document is composed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dipdocs.compose.expressions import evaluate
from dipdocs.compose.misuse import shown
from dipdocs.errors import Finding, InputError
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import find_end, read_expression

Path = tuple[str | int, ...]
Names = Mapping[str, Any]


class Filling(NamedTuple):
    """What a blank is filled from: the names, and how a day is said in a language."""

    names: Callable[[str | None], Names]
    """The names that an expression may use, for the language of the text it stands in."""
    say_date: Callable[[date, str | None], str]


class LeftOut:
    """What a blank gives that stands for nothing: its key is left out."""


LEFT_OUT = LeftOut()


@dataclass(frozen=True, slots=True)
class Blank:
    """A text with expressions. `pieces` are words and (in tuples of one) expressions' sources.

    `types` are the JSON types that the field takes: they say whether a number or a day stays one.
    """

    field: str
    pieces: tuple[str | tuple[str], ...]
    language: str | None
    types: frozenset[str]

    def fill(self, filling: Filling) -> Any:  # noqa: ANN401
        """The value; alone in its text an expression keeps its type where the field takes it."""
        names = filling.names(self.language)
        if len(self.pieces) == 1 and isinstance(self.pieces[0], tuple):
            return self._alone(evaluate(self.pieces[0][0], self.field, names), filling)
        texts = (
            self._text(evaluate(piece[0], self.field, names), filling)
            if isinstance(piece, tuple)
            else piece
            for piece in self.pieces
        )
        return "".join(texts)

    def _alone(self, value: Any, filling: Filling) -> Any:  # noqa: ANN401
        if value is None or value == "":
            return LEFT_OUT
        if isinstance(value, date):
            return value if "date" in self.types else self._text(value, filling)
        if isinstance(value, bool | list | Mapping):
            return value
        if isinstance(value, int | float):
            return value if {"integer", "number"} & self.types else str(value)
        return str(value) if isinstance(value, str) else value

    def _text(self, value: Any, filling: Filling) -> str:  # noqa: ANN401
        if isinstance(value, date):
            return filling.say_date(value, self.language)
        if isinstance(value, str) or (isinstance(value, int | float) and value is not True):
            return str(value)
        raise InputError(
            Finding(
                f"an expression gives {shown(value)}, not text",
                rule="expression",
                field=self.field,
            )
        )


def pieces(text: str, field: str) -> tuple[str | tuple[str], ...]:
    """The words and expressions of a text; InputError where an expression is not sound."""
    found: list[str | tuple[str]] = []
    place = 0
    while (start := text.find("{{", place)) >= 0:
        end = find_end(text, start)
        if end < 0:
            raise _unsound("`{{` is not closed by `}}`", field, text)
        if text[place:start]:
            found.append(text[place:start])
        try:
            found.append((read_expression(text[start + 2 : end], 1),))
        except MarkupError as error:
            raise _unsound(error.message, field, text) from None
        place = end + 2
    if "{%" in text[place:]:
        raise _unsound("statements `{% … %}` stand in bodies only", field, text)
    if text[place:]:
        found.append(text[place:])
    return tuple(found)


def sources(blank: Blank) -> Iterator[str]:
    """The expressions of a blank."""
    for piece in blank.pieces:
        if isinstance(piece, tuple):
            yield piece[0]


def _unsound(message: str, field: str, text: str) -> InputError:
    return InputError(Finding(message, rule="form", field=field, found=text[:200]))
