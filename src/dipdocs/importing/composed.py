"""What a composition says: its paragraphs by their rules."""

from __future__ import annotations

from typing import Any

from dipdocs.compose.composition import Columns, Composition, Paragraph, plain
from dipdocs.importing.folding import words


def paragraphs_of(composition: Composition) -> list[Paragraph]:
    """The paragraphs of a composition, those side by side too."""
    out: list[Paragraph] = []
    for block in composition.blocks():
        if isinstance(block, Columns):
            out += [paragraph for column in block.columns for paragraph in column]
        elif isinstance(block, Paragraph):
            out.append(block)
    return out


def texts(said: list[Paragraph], wanted: Any) -> list[str]:  # noqa: ANN401
    """The words of the paragraphs that are wanted."""
    return [plain(paragraph.inlines) for paragraph in said if wanted(paragraph)]


def lines_of(said: list[Paragraph], field: str, *rules: str) -> list[str]:
    """The lines of an organ that come of some rules."""
    return texts(said, lambda p: p.field == field and p.rule in rules)


def stands_in(few: list[str], many: list[str]) -> bool:
    """Whether all words of some lines stand in others in their order."""
    rest = iter(words(" ".join(many)).split())
    return all(
        word.rstrip("*") in (other.rstrip("*") for other in rest)
        for word in words(" ".join(few)).split()
    )
