"""Composition: model and language pack become finished text, without any file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipdocs.compose.document import compose

__all__ = ["compose"]


def __getattr__(name: str) -> object:
    if name == "compose":
        from dipdocs.compose.document import compose

        return compose
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
