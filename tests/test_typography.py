"""Typography of each language (phrases.md §9); text marked verbatim is never touched."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipdocs.language import available, load
from dipdocs.markup.inlines import Run, Style

NBSP = "\u00a0"

CASES = [
    ("en", 'He said "yes".', "He said “yes”."),
    ("en", "the States' rights, the State's right", "the States’ rights, the State’s right"),
    ("en", "a \"word ('inner')\"", "a “word (‘inner’)”"),
    ("en", "It's the \"1990s' best\" choice", "It’s the “1990s’ best” choice"),
    ("en", "the '90s", "the ’90s"),
    ("en", "said 'yes' to the States'", "said ‘yes’ to the States’"),
    ("fr", "Nous 'voulons'", "Nous “voulons”"),
    ("en", "on 6 July 2009", f"on 6{NBSP}July 2009"),
    ("en", "agenda item 114", f"agenda item{NBSP}114"),
    ("fr", "l'annexe: voir", f"l’annexe{NBSP}: voir"),
    ("fr", "n'est pas écarté ; les", "n’est pas écarté; les"),
    ("fr", 'dit "oui"', f"dit «{NBSP}oui{NBSP}»"),
    ("fr", "dit «oui»", f"dit «{NBSP}oui{NBSP}»"),
    ("fr", "le 1er juillet 2009", f"le 1er{NBSP}juillet 2009"),
    ("fr", "https://example.org/a:b", "https://example.org/a:b"),
    ("fr", "à 10:30", "à 10:30"),
    ("fr", "8,1 % de 100 000", f"8,1{NBSP}% de 100{NBSP}000"),
]


@pytest.mark.parametrize(("code", "typed", "printed"), CASES)
def test_typed_and_printed(code: str, typed: str, printed: str) -> None:
    typography = load(code).typography
    assert typography.text(typed) == printed
    assert typography.text(printed) == printed


@pytest.mark.parametrize("code", available())
@given(text=st.text())
def test_verbatim_text_is_never_touched(code: str, text: str) -> None:
    run = Run(text, Style.VERBATIM)
    assert load(code).typography.inlines([run]) == (run,)


def test_quotation_marks_are_paired_across_runs() -> None:
    runs = load("en").typography.inlines([Run('a "'), Run("b", Style.ITALIC), Run('" c')])
    assert [run.text for run in runs if isinstance(run, Run)] == ["a “", "b", "” c"]


def test_a_run_keeps_its_language_and_style() -> None:
    run = Run("1 %", Style.ITALIC, "ne")
    typography = load("fr").typography
    assert typography.inlines([run]) == (Run("1\u00a0%", Style.ITALIC, "ne"),)
    assert typography.inlines([run, Run("a")])[0] == Run("1\u00a0%", Style.ITALIC, "ne")


WORDS = [
    *("point", "Annexes", "no", "n°", "articles", "M.", "MM.", "Mme", "Dupont", "juillet", "1er"),
    *("items", "No.", "tables", "July", "Mr.", "Messrs.", "IV", "Xy", "I", "V."),
    *("пункта", "ст.", "глава", "июля", "год", "г-н", "г\u2011жа", "Иванов", "А.", "Б.", "й", "№"),
    *("párr.", "Nº", "de julio", "2º", "período", "Sra.", "El"),
    *(
        "（12）",
        "第",
        "项",
        "بند",
        "قرار",
        "و",
        "تموز/يوليه",
        "٣",
        "٤٥",
        "5",
        "25",
        "100",
        "000",
        "14",
    ),
    *("«", "»", ";", ":", "?", "!", "%", "—", "-", "–", "(", ")", "x"),
]


@pytest.mark.parametrize("code", available())
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=8),
    spaces=st.lists(st.sampled_from(["", " ", NBSP, "\u202f"]), min_size=8, max_size=8),
)
def test_no_rule_is_passed_over_that_finds_something(
    code: str, words: list[str], spaces: list[str]
) -> None:
    typography = load(code).typography
    text = "".join(map("".join, zip(words, spaces, strict=False)))
    expected = text
    for rule in typography.rules:
        expected = rule.find.sub(rule.write, expected)
    assert typography.text(text) == expected


def test_figures_of_every_script_are_figures() -> None:
    typography = load("zh").typography
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) == "Nd":
            assert typography.text(f"第 {chr(code)}") == f"第{chr(code)}"


@given(st.text(alphabet="' \"abé(«—\u202f\n", max_size=12))
def test_a_run_is_set_as_a_text_of_its_own(text: str) -> None:
    typography = load("fr").typography
    (run, _) = typography.inlines([Run(text), Run("")])
    assert run == Run(typography.text(text))
