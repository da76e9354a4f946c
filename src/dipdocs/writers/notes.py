"""What every writer does alike with footnotes: their paragraphs, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipdocs.compose.composition import Inline, Run


def paragraphs(blocks: Iterable[object]) -> Iterator[tuple[Inline, ...]]:
    """The paragraphs of a note, in order; items of a list begin with their label.

    A note's blocks are bodies' blocks or a composition's; both name their text `inlines`, what
    they hold `blocks` or `items`.
    """
    for block in blocks:
        label: str = getattr(block, "label", "")
        inlines: tuple[Inline, ...] | None = getattr(block, "inlines", None)
        if inlines is not None:
            yield (Run(f"{label} "), *inlines) if label else inlines
            continue
        held: Iterable[object] = getattr(block, "items", ()) or getattr(block, "blocks", ())
        inner = list(paragraphs(held))
        if label and inner:
            inner[0] = (Run(f"{label} "), *inner[0])
        yield from inner
