"""Typography of each language (phrases.md §9); text marked verbatim is never touched."""

from __future__ import annotations

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
