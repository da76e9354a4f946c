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
    from collections.abc import Callable

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
            found = getattr(import_module(f"dipdocs.{module}"), name)
            if module in ("model", "readers"):
                _show_in_notebooks()
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _show_in_notebooks() -> None:
    """Give documents their display in Jupyter.

    It is given from here because the model, at the bottom, knows no writer.
    """
    from dipdocs.model import Declaration, Letter, NoteVerbale

    for kind in (Letter, NoteVerbale, Declaration):
        setattr(kind, "_repr_html_", _repr_html_)  # noqa: B010 - pydantic's class has no such name


def _repr_html_(document: Document) -> str:
    frame: Callable[[Document], str] = import_module("dipdocs.notebook").frame
    return frame(document)


def __dir__() -> list[str]:
    return __all__
