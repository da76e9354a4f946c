"""Finds a State's code by its code or by a name of it in any of the six languages."""

from __future__ import annotations

import csv
import unicodedata
from difflib import get_close_matches
from functools import cache

from dipdocs.model.terms import LANGUAGES
from dipdocs.practice.words import words
from dipdocs.resources import templates


def find(written: str) -> tuple[str | None, list[str]]:
    """The ISO 3166 alpha-2 code of a State; without one, the names that are nearest."""
    names = _names()
    code = names.get(_folded(written)) or _by_other_name(written)
    if code is not None:
        return code, []
    shown = {_folded(name): name for name in _short_names()}
    near = get_close_matches(_folded(written), shown, 3, 0.7)
    return None, [shown[name] for name in near]


def _by_other_name(written: str) -> str | None:
    """The code of a State told by a name that is not the United Nations': Russia, Corée du Sud."""
    for language in LANGUAGES:
        for unofficial in words(language).states:
            if unofficial.find.fullmatch(written.strip()):
                return unofficial.state
    return None


def _folded(name: str) -> str:
    """A name without accents, case and punctuation, for comparison."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in parts if char.isalnum())


@cache
def _rows() -> list[dict[str, str]]:
    table = templates() / "states" / "countries.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _short_names() -> list[str]:
    return [row[f"{code}_short"] for row in _rows() for code in ("en", "fr", "es")]


@cache
def _names() -> dict[str, str]:
    return {
        _folded(cell): row["iso2"]
        for row in _rows()
        for key, cell in row.items()
        if cell and (key in ("iso2", "iso3") or key.endswith(("_short", "_formal")))
    }
