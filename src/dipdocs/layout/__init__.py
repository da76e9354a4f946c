"""Layouts: how a house style looks, as data, and the Word template made from it.

`load("un-new-york").template("fr")` is a .docx that anyone can open and change in Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipdocs.layout.reading import face, figures, folder, job_prefix, names, sources

if TYPE_CHECKING:
    from pathlib import Path

    from dipdocs.compose.composition import Face
    from dipdocs.layout.figures import Figures
    from dipdocs.layout.own import OwnTemplate

__all__ = ["Layout", "load", "names"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout by name, with the user's own Word template if there is one.

    Small, hashable and picklable: figures and templates are made when asked for, once a process.
    """

    name: str
    own_template: OwnTemplate | None = None

    @property
    def face(self) -> Face:
        """Which face of a document this layout shows."""
        return face(self.name)

    @property
    def job_prefix(self) -> str:
        """What this layout prints before a job number, as `GE.` in Geneva."""
        return job_prefix(self.name)

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that its own figures and template are made of."""
        return sources(self.name)

    def figures(self, language: str) -> Figures:
        """All figures for a language; `InputError` if the layout does not know it."""
        return figures(self.name, language)

    def template(self, language: str) -> bytes:
        """The Word template (.docx): the user's own, else the layout's, built once."""
        if self.own_template is not None:
            return self.own_template.data
        return _built(self.name, language)

    def with_template(self, template: OwnTemplate) -> Layout:
        """This layout with a template that a user edited in Word (checked when first used)."""
        return Layout(self.name, template)


@cache
def load(name: str) -> Layout:
    """The layout of that name; `InputError` lists those there are."""
    folder(name)
    return Layout(name)


@cache
def _built(name: str, language: str) -> bytes:
    from dipdocs.layout.template import build

    return build(figures(name, language), language)
