"""dipdocs: diplomatic correspondence, written as data, as Word documents in UN form.

    from dipdocs import load, render

    letter = load("letter.yaml")
    render(letter, "letter.docx")

Names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipdocs.api import render
    from dipdocs.checking import check
    from dipdocs.compose.document import compose
    from dipdocs.errors import DipdocsError, Finding, InputError, LanguageError, RenderError
    from dipdocs.model import Annex, Circulation, Declaration, Document, Letter, NoteVerbale, Party
    from dipdocs.readers import load, loads

__version__ = "0.1.0"

__all__ = [
    "Annex",
    "Circulation",
    "Declaration",
    "DipdocsError",
    "Document",
    "Finding",
    "InputError",
    "LanguageError",
    "Letter",
    "NoteVerbale",
    "Party",
    "RenderError",
    "__version__",
    "check",
    "compose",
    "load",
    "loads",
    "render",
]

_HOMES = {
    "api": ("render",),
    "checking": ("check",),
    "errors": ("DipdocsError", "Finding", "InputError", "LanguageError", "RenderError"),
    "model": ("Annex", "Circulation", "Declaration", "Document", "Letter", "NoteVerbale", "Party"),
    "readers": ("load", "loads"),
}


def __getattr__(name: str) -> object:
    if name == "compose":  # the package itself can be called
        return import_module("dipdocs.compose")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"dipdocs.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
