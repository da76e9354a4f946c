"""The rules of grammar of each language: articles, cases, lists, numerals.

Wording is data (`templates/languages/`); here stands only what a table cannot say.
"""

from __future__ import annotations

from importlib import import_module

from dipdocs.language.grammar.base import Grammar

__all__ = ["Grammar", "grammar"]


def grammar(code: str) -> Grammar:
    """The grammar of a language, by its code."""
    module = import_module(f"dipdocs.language.grammar.{code}")
    rules: Grammar = module.RULES
    return rules
