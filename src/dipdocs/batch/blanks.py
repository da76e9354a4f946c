"""The blanks of a form: texts of its data that hold `{{ … }}`, and how they are filled.

Bodies are no blanks: their expressions are evaluated when the document is composed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dipdocs.compose.bounds import BEYOND
from dipdocs.compose.entries import follow
from dipdocs.compose.expressions import evaluate
from dipdocs.compose.misuse import shown
from dipdocs.errors import Finding, InputError
from dipdocs.markup.calls import Call, read
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import find_end, read_expression

Path = tuple[str | int, ...]
Names = Mapping[str, Any]


class Filling:
    """What blanks are filled from, and what was decided so far (`signature`).

    Two fillings of one tree with the same signature give the same data.
    """

    __slots__ = ("lasting", "signature", "values")

    def __init__(self, values: Names) -> None:
        self.values = values
        self.signature: list[object] = []
        self.lasting = True
        """Whether what is made of the data may be kept: not where a row names a file."""

    def names(self, _language: str | None) -> Names:
        """The names that an expression may use in a text of a language."""
        return self.values

    def say_date(self, day: date, _language: str | None) -> str:
        """A day as a text of a language says it."""
        return day.isoformat()

    def value(self, source: str, field: str, language: str | None) -> Any:  # noqa: ANN401
        """What an expression gives; InputError names the field."""
        found = plainly(source, self.values)
        return evaluate(source, field, self.names(language)) if found is None else found

    def decided(self, value: Any) -> Any:  # noqa: ANN401
        """The value, kept in the signature; 1, 1.0 and true are not the same there."""
        self.signature.append(value)
        self.signature.append(value.__class__)
        return value


def plainly(source: str, values: Names) -> Any:  # noqa: ANN401
    """What a path from `row`, `key` or `number` gives, without Jinja2; None where it must be asked.

    What is too large or of another type is left to the sandbox to refuse.
    """
    plain = read(source)
    if isinstance(plain, Call):
        found = values.get(source) if source in ("key", "number") else None
    elif plain is not None and plain.name in values:
        found = follow(values[plain.name], plain.attributes)
    else:
        return None
    if isinstance(found, int) and not -BEYOND < found < BEYOND:
        return None
    return found if isinstance(found, str | int | date) else None


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
        if len(self.pieces) == 1 and isinstance(self.pieces[0], tuple):
            value = filling.value(self.pieces[0][0], self.field, self.language)
            return filling.decided(self._alone(value, filling))
        texts = [
            self._text(filling.value(piece[0], self.field, self.language), filling)
            if isinstance(piece, tuple)
            else piece
            for piece in self.pieces
        ]
        return filling.decided("".join(texts))

    def _alone(self, value: Any, filling: Filling) -> Any:  # noqa: ANN401
        if value is None or value == "":
            return LEFT_OUT
        if value.__class__ is str:
            return value
        if isinstance(value, date):
            return value if "date" in self.types else self._text(value, filling)
        if isinstance(value, bool | list | tuple | Mapping):
            return value
        if isinstance(value, int | float):
            return value if {"integer", "number"} & self.types else str(value)
        return self._text(value, filling)

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
    if text[place:]:
        found.append(text[place:])
    if any("{%" in piece for piece in found if isinstance(piece, str)):
        raise _unsound("statements `{% … %}` stand in bodies only", field, text)
    return tuple(found)


def sources(blank: Blank) -> Iterator[str]:
    """The expressions of a blank."""
    for piece in blank.pieces:
        if isinstance(piece, tuple):
            yield piece[0]


def _unsound(message: str, field: str, text: str) -> InputError:
    return InputError(Finding(message, rule="form", field=field, found=text[:200]))
