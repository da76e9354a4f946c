"""Formulas: one line of text with named slots and no statement, and the tables that hold them.

A line is written with Jinja2's slots: ``Letter dated {{ date }} from {{ senders }}``. A slot may
ask for a form of what fills it: ``{{ addressees | dative }}``, ``{{ ordinal | f | genitive }}``.
Because a line holds nothing else, the line that writes is also the line that reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

_SLOT = re.compile(r"\{\{\s*(\w+)((?:\s*\|\s*[\w-]+)*)\s*\}\}")

Inflected = Callable[[tuple[str, ...]], str]
"""What fills a slot that asks for forms: given their names, it answers with the text."""
Filling = str | Inflected


class Slot(NamedTuple):
    """A named place in a formula, with the forms it asks for."""

    name: str
    forms: tuple[str, ...] = ()


class Formula(NamedTuple):
    """A line of wording, parsed. `key` names it in errors and in a block's `rule`."""

    key: str
    text: str
    segments: tuple[str | Slot, ...]

    @classmethod
    def parse(cls, key: str, text: str) -> Formula:
        """A formula from its line; ValueError where it holds more than slots."""
        segments: list[str | Slot] = []
        end = 0
        for match in _SLOT.finditer(text):
            if match.start() > end:
                segments.append(text[end : match.start()])
            forms = tuple(form.strip() for form in match[2].split("|")[1:])
            segments.append(Slot(match[1], forms))
            end = match.end()
        if end < len(text):
            segments.append(text[end:])
        for segment in segments:
            if isinstance(segment, str) and re.search(r"\{[{%#]|[}%#]\}", segment):
                raise ValueError(f"a formula holds slots only, as {{{{ date }}}}: {text!r}")
        return cls(key, text, tuple(segments))

    @property
    def slots(self) -> frozenset[str]:
        """Names of the slots."""
        return frozenset(part.name for part in self.segments if isinstance(part, Slot))

    def fill(self, values: Mapping[str, Filling]) -> str:
        """The line with its slots filled."""
        out = ""
        for segment in self.segments:
            if isinstance(segment, str):
                out += segment
                continue
            value = values[segment.name]
            out += value if isinstance(value, str) else value(segment.forms)
        return out


Table = str | Mapping[str, "Table"]
"""One line, or lines chosen by a feature: kind, number, gender, case, word of choice."""


def leaves(table: Table, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every line of a table with the path of features that leads to it."""
    if isinstance(table, Mapping):
        for feature, inner in table.items():
            yield from leaves(inner, (*path, feature))
    else:
        yield path, table


class Gap(LookupError):
    """A table has no line for the features asked for."""


def choose(table: Table, features: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The line of a table that fits the features, and the keys that led to it.

    At each level the first feature that is a key is taken, so tables may nest in any order;
    `other` stands for every feature not named. Raises Gap where nothing fits.
    """
    wanted = tuple(features)
    path: list[str] = []
    while not isinstance(table, str):
        for feature in (*wanted, "other"):
            if feature in table:
                table = table[feature]
                path.append(feature)
                break
        else:
            raise Gap(f"none of {', '.join(wanted) or 'nothing'} among {', '.join(table)}")
    return table, tuple(path)


def select(table: Table, features: Iterable[str]) -> str:
    """The line of a table that fits the features; raises Gap where nothing fits."""
    return choose(table, features)[0]
