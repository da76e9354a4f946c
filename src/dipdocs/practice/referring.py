"""Rules of referring: each annex is referred to, and in its number.

An annex, enclosure or appendix that no text over it names is a leaf that nobody looks for; editors
put "(see annex)" where it is spoken of (phrases.md §3). What counts is the finished text: whatever
a formula said, and whatever stands in plain words. The words are the packs' (`referring`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dipdocs.compose.composition import (
    Composition,
    Footnote,
    Inline,
    Link,
    Part,
    Role,
    Slot,
    flat,
    plain,
)
from dipdocs.compose.composition import paragraphs as paragraphs_of
from dipdocs.errors import Finding
from dipdocs.practice.mentions import Words, words_of
from dipdocs.practice.rule import Review, rule

KINDS = ("annex", "enclosure", "appendix")
"""What is attached, by the level of its part."""
_LISTS = ("annexes", "enclosures", "appendices")
_NOT_TEXT = (Role.ANNEX_HEADING, Role.ENCLOSURES)
"""Paragraphs that name what is attached without referring to it."""


@rule
def annex_not_referred_to(review: Review) -> Iterator[Finding]:
    """Each annex, enclosure and appendix is named by a text over it.

    Source: phrases.md §3 ("(see annex)" where it is spoken of).
    Example: a letter with an annex, whose text has no "(see annex)".
    """
    for composition in review.compositions:
        yield from _not_referred_to(composition)


@rule
def number_of_annexes(review: Review) -> Iterator[Finding]:
    """Say "see annexes" where there are several, "see annex" where there is one.

    Source: phrases.md §3.
    Example: "(see annexes)" in a letter with one annex.
    """
    for composition in review.compositions:
        yield from _in_the_wrong_number(composition)


def _not_referred_to(composition: Composition) -> Iterator[Finding]:
    """What no text over it names."""
    words = [words_of(composition.language, kind) for kind in KINDS]
    as_sent = Slot.LETTERHEAD_NAME in composition.slots
    for node in _tree(composition.parts):
        named = _named(node, words)
        if as_sent and any(words[0].sends_along(text) for _, text in node.texts):
            continue
        for child in node.children:
            number = child.part.number or 1
            if number in named or None in named:
                continue
            kind, several = child.part.kind, len(node.children) > 1
            formula = f"{{{{ see_{kind}({number if several else ''}) }}}}"
            called = f"{kind} {number}" if several else kind
            yield Finding(
                f"the text in the language {composition.language!r} never refers to its {called}",
                field=child.path,
                fix=f"write {formula} where the text speaks of it",
            )


def _in_the_wrong_number(composition: Composition) -> Iterator[Finding]:
    """What is said of one annex where there are several, and the reverse."""
    for node in _tree(composition.parts):
        level, count = node.part.level, len(node.children)
        if level == len(KINDS) or (level and not count):
            continue
        words = words_of(composition.language, KINDS[level])
        for path, text in node.texts:
            for wrong in words.wrong(text, count):
                yield Finding(
                    f"{wrong!r} is said where there {_there(KINDS[level], level, count)}",
                    field=path,
                    found=wrong,
                    expected=words.right(count) or None,
                    fix=f"write {{{{ see_{KINDS[level]}() }}}}, which follows the number"
                    if count
                    else "add what the text speaks of, or leave the words out",
                )


def _there(kind: str, level: int, count: int) -> str:
    if count == 1:
        return f"is one {kind}"
    return f"are {count} {_LISTS[level]}" if count else f"is no {kind}"


# -- what a text names ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    """A part, its place in the data, its texts by field, and what is attached to it."""

    part: Part
    path: str
    texts: list[tuple[str, str]]
    parent: _Node | None
    children: list[_Node] = field(default_factory=list)


def _tree(parts: tuple[Part, ...]) -> list[_Node]:
    """The parts with what is attached to each, in reading order."""
    nodes: list[_Node] = []
    open_nodes: list[_Node] = []
    for part in parts:
        del open_nodes[part.level :]
        parent = open_nodes[-1] if open_nodes else None
        path = ""
        if parent is not None:
            name = f"{_LISTS[part.level - 1]}[{(part.number or 1) - 1}]"
            path = f"{parent.path}.{name}" if parent.path else name
        node = _Node(part, path, list(_texts(part)), parent)
        if parent is not None:
            parent.children.append(node)
        open_nodes.append(node)
        nodes.append(node)
    return nodes


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    """The texts of a part, footnotes after what calls them; hyphens as they are typed."""
    for block in flat(part.blocks):
        for paragraph in paragraphs_of(block):
            if getattr(paragraph, "role", None) in _NOT_TEXT:
                continue
            for inlines in (paragraph.inlines, *_notes(paragraph.inlines)):
                yield paragraph.field, plain(inlines).replace("\u2011", "-")


def _notes(inlines: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield from inline.paragraphs
        elif isinstance(inline, Link):
            yield from _notes(inline.children)


def _named(node: _Node, words: list[Words]) -> set[int | None]:
    """The numbers of what is attached to a part that it, or a text over it, names; None is all.

    A letter may call its annexes enclosures; a covering letter may speak of an annex's enclosure.
    """
    level = node.part.level
    if not node.children:
        return set()
    kinds = words[:2] if level == 0 else words[level : level + 1]
    found: set[int | None] = set()
    over: _Node | None = node
    while over is not None:
        for _, text in over.texts:
            for known in kinds:
                found |= known.named(text, len(node.children))
        over = over.parent
    return found
