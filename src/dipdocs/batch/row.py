"""A row of the table, and the types that a form declares for its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from dipdocs.batch.cells import misfit
from dipdocs.compose.entries import Entries
from dipdocs.errors import Finding, InputError
from dipdocs.model.terms import LANGUAGES, OFFICES, ORGANS, state_codes

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


class Row(Entries):
    """The cells of one row by column. `row.iso3` and `row["iso3"]` both name a cell.

    It has no public attribute but its columns, so that a column may bear any name.
    """

    __slots__ = ("_cells",)

    def __init__(self, cells: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_cells", dict(cells))

    _called = "the row"

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        try:
            return self._cells[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        return _cells_of(self)[name]

    def __contains__(self, name: object) -> bool:
        return name in _cells_of(self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __reduce__(self) -> tuple[type[Row], tuple[dict[str, Any]]]:
        return Row, (self._cells,)

    def __repr__(self) -> str:
        return f"Row({self._cells!r})"


_cells_of: Callable[[Row], dict[str, Any]] = Row.__dict__["_cells"].__get__
"""The cells of a row, past its own rule of what may be named."""


class CellError(ValueError):
    """A cell that is not what its column should hold. `found` and `expected` tell the user."""

    def __init__(self, message: str, found: object = None, expected: str | None = None) -> None:
        super().__init__(message)
        self.found = None if found is None else shortened(str(found))
        self.expected = expected


def shortened(text: str, longest: int = 60) -> str:
    """A text as it is told to the user."""
    shown = repr(text)
    return shown if len(shown) <= longest else shown[: longest - 2] + "…" + shown[0]


def _date(text: str) -> date:
    if not _ISO_DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _boolean(text: str) -> bool:
    word = text.lower()
    if word not in (*_YES, *_NO):
        raise ValueError(text)
    return word in _YES


def _state(text: str) -> str:
    return _word_of("states")(text)


@cache
def _word_of(words: tuple[str, ...] | Literal["states"]) -> Callable[[str], str]:
    """What reads one of the words; the States' codes are read from their file when first asked."""
    return _one_of(state_codes() if words == "states" else words)


def _one_of(words: Any) -> Callable[[str], str]:  # noqa: ANN401
    known = frozenset(words)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return read


TYPES: dict[str, tuple[Callable[[str], Any], str]] = {
    "text": (str, "text"),
    "integer": (_integer, "a whole number"),
    "date": (_date, "a date as YYYY-MM-DD"),
    "boolean": (_boolean, "yes or no (true, false, 1, 0)"),
    "country": (_state, "a State's ISO 3166 alpha-2 code"),
    "language": (_one_of(LANGUAGES), f"one of {', '.join(LANGUAGES)}"),
    "gender": (_one_of(("m", "f")), "m or f"),
    "office": (_one_of(OFFICES), "an office's identifier (permanent-mission …)"),
    "organ": (_one_of(ORGANS), "an organ's identifier (general-assembly …)"),
}
"""Type → what reads a cell of it (ValueError where it cannot), and what it expects, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the form says of a column. `kind` is a type's name, or the words it may hold."""

    name: str
    kind: str | tuple[str, ...]
    optional: bool = False

    def value(self, cell: object) -> Any:  # noqa: ANN401
        """The cell's value; CellError where it is none of the type, None where left empty."""
        if self.kind == "text" and cell.__class__ is str:
            return cell
        if isinstance(self.kind, tuple):
            read: Callable[[str], Any] = _word_of(self.kind)
            expected = f"one of {', '.join(self.kind)}"
        else:
            read, expected = TYPES[self.kind]
        if cell is None or (isinstance(cell, str) and not cell.strip() and self.kind != "text"):
            if self.optional:
                return None
            raise CellError("the cell is empty", expected=expected)
        if self.kind == "text" and isinstance(cell, list | dict):
            raise CellError("the cell holds several values", found=cell, expected=expected)
        if isinstance(cell, bool):
            cell = "true" if cell else "false"
        elif isinstance(cell, float) and self.kind == "integer" and cell.is_integer():
            cell = int(cell)
        text = str(cell)
        try:
            return read(text if self.kind == "text" else text.strip())
        except ValueError:
            raise CellError(
                f"{shortened(text)} is not {expected}", found=text, expected=expected
            ) from None


def columns(data: object) -> tuple[Column, ...]:
    """The columns that a form's `row:` declares; InputError where it is not understood."""
    if data is None:
        return ()
    if not isinstance(data, Mapping):
        raise _wrong("row", "`row` names columns and their types", "row: {country: country, …}")
    return tuple(_column(str(name), kind) for name, kind in data.items())


def _column(name: str, kind: object) -> Column:
    field = f"row.{name}"
    if isinstance(kind, list):
        if not kind or not all(isinstance(word, str) for word in kind):
            raise _wrong(field, "a list of types is the words a cell may hold", "[first, second]")
        return Column(name, tuple(kind))
    known = ", ".join(TYPES)
    if not isinstance(kind, str) or kind.removesuffix("?") not in TYPES:
        raise _wrong(
            field, f"{kind!r} is no type of a column", f"one of {known}; with ? it may be empty"
        )
    return Column(name, kind.removesuffix("?"), kind.endswith("?"))


def _wrong(field: str, message: str, expected: str) -> InputError:
    return InputError(Finding(message, rule="form", field=field, expected=expected))


def checked(cells: Mapping[str, Any], declared: tuple[Column, ...]) -> dict[str, Any]:
    """The values of a row's cells.

    Raises InputError with a finding for each cell that is wrong; `field` is ``row.<column>``.
    """
    unfit = [
        Finding(problem, rule="row", field=f"row.{name}")
        for name, cell in cells.items()
        if (problem := misfit(cell)) is not None
    ]
    return typed(cells, declared, unfit)


def typed(
    cells: Mapping[str, Any], declared: tuple[Column, ...], unfit: Iterable[Finding] = ()
) -> dict[str, Any]:
    """The same of cells that any document can hold; `unfit` tells of those that none can."""
    values = dict(cells)
    findings = list(unfit)
    for column in declared:
        if findings and any(finding.field == f"row.{column.name}" for finding in findings):
            continue
        if column.name not in cells and not column.optional:
            findings.append(
                Finding("the row has no such column", rule="row", field=f"row.{column.name}")
            )
            continue
        try:
            values[column.name] = column.value(cells.get(column.name))
        except CellError as error:
            findings.append(
                Finding(
                    str(error),
                    rule="row",
                    field=f"row.{column.name}",
                    found=error.found,
                    expected=error.expected,
                )
            )
    if findings:
        raise InputError(findings)
    return values
