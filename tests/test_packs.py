"""Language packs: whole, typed, and clear about what they lack."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from dipdocs.errors import LanguageError
from dipdocs.importing.wordings import extra, lines, words_of
from dipdocs.language import Pack, available, load
from dipdocs.language.formula import Formula, choose
from dipdocs.language.pack import FILES
from dipdocs.language.registry import ENTRIES
from dipdocs.resources import templates


def data(code: str) -> dict[str, Any]:
    return copy.deepcopy(read(code))


@cache
def read(code: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name in FILES:
        merged |= yaml.safe_load((templates() / "languages" / code / name).read_text("utf-8"))
    return merged


def test_the_official_languages_have_packs() -> None:
    assert {"en", "fr"} <= set(available())


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("key", ENTRIES)
def test_a_missing_key_is_told_by_pack_and_key(code: str, key: str) -> None:
    broken = data(code)
    *path, last = key.split(".")
    node = broken
    for step in path:
        node = node[step]
    del node[last]
    with pytest.raises(LanguageError, match=f"'{code}'.*'{key}' is missing"):
        Pack(code, Path("pack"), broken)  # type: ignore[arg-type]


def test_an_unknown_slot_a_statement_and_an_unknown_choice_are_refused() -> None:
    for key, line, said in [
        ("year", "{{ ordinal }} {{ yaer }}", "unknown slot yaer"),
        ("year", "{% if x %}a{% endif %}", "slots only"),
        ("distribution", {"genral": "Distr.", "other": "x"}, "unknown choice 'genral'"),
        ("distribution", {"general": "Distr."}, "no line for limited"),
    ]:
        broken = data("en")
        broken[key] = line
        with pytest.raises(LanguageError, match=said):
            Pack("en", Path("pack"), broken)


@pytest.mark.parametrize("code", available())
def test_every_formula_is_what_jinja2_would_write(code: str) -> None:
    environment = Environment(undefined=StrictUndefined)
    pack = load(code)
    for key in ENTRIES:
        for _, formula in pack.formulas(key):
            for segment in formula.segments:
                if not isinstance(segment, str):
                    environment.filters.update(dict.fromkeys(segment.forms, lambda text: text))
            values = {name: f"<{name}>" for name in formula.slots}
            ours = formula.fill(values)
            assert ours == environment.from_string(formula.text).render(values)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("xyz")))
def test_a_table_answers_whatever_the_order_of_features(
    first: list[str], second: list[str]
) -> None:
    table = {"a": {"x": "ax", "other": "a-"}, "other": "--"}
    line, path = choose(table, [*first, *second])
    if "a" in first:
        assert line == ("ax" if "x" in second else "a-")
    else:
        assert (line, path) == ("--", ("other",))


def test_formulas_parse_forms() -> None:
    formula = Formula.parse("k", "a {{ x | f | genitive }} b")
    assert formula.fill({"x": "+".join}) == "a f+genitive b"


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("en", date(2009, 7, 6), "6 July 2009"),
        ("fr", date(2009, 7, 1), "1er juillet 2009"),
        ("fr", date(2009, 8, 21), "21 août 2009"),
    ],
)
def test_dates(code: str, day: date, text: str) -> None:
    assert load(code).date(day) == text


@pytest.mark.parametrize(
    ("number", "forms", "text"),
    [
        (1, ("f",), "première"),
        (21, ("f",), "vingt et unième"),
        (63, ("f",), "soixante-troisième"),
        (71, ("f",), "soixante et onzième"),
        (80, ("f",), "quatre-vingtième"),
        (81, ("f",), "quatre-vingt-unième"),
        (91, ("f",), "quatre-vingt-onzième"),
        (100, ("f",), "centième"),
        (101, ("f",), "cent unième"),
        (112, ("f",), "cent douzième"),
    ],
)
def test_french_ordinals(number: int, forms: tuple[str, ...], text: str) -> None:
    assert load("fr").ordinal(number, forms) == text


def test_unknown_language() -> None:
    with pytest.raises(LanguageError, match="no language pack 'xx'"):
        load("xx")


@pytest.mark.parametrize("code", available())
def test_what_a_pack_reads_besides_is_sound(code: str) -> None:
    """Every line of `reading.yaml` belongs to a known key and uses its slots only."""
    pack = load(code)
    for key in extra(pack):
        if key in ENTRIES:
            assert lines(pack, key)
    assert words_of(pack, "declarations")
