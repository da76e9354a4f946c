"""Rules of referring: each annex is referred to, and in its number.

An annex, enclosure or appendix that no text over it names is a leaf that nobody looks for; editors
put "(see annex)" where it is spoken of (phrases.md §3). What counts is the finished text: whatever
a formula said, and whatever stands in plain words. The words are the packs' (`referring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

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
from dipdocs.language import Pack
from dipdocs.language import load as load_pack
from dipdocs.practice.rule import Review, rule

KINDS = ("annex", "enclosure", "appendix")
"""What is attached, by the level of its part."""
_LISTS = ("annexes", "enclosures", "appendices")
_NOT_TEXT = (Role.ANNEX_HEADING, Role.ENCLOSURES)
"""Paragraphs that name what is attached without referring to it."""
_MOST = 100
"""Numbers below it are looked for in figures."""
_MOST_IN_WORDS = 20
"""Numbers up to it are looked for in words."""


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
    words = [_words(composition.language, kind) for kind in KINDS]
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
        words = _words(composition.language, KINDS[level])
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


def _named(node: _Node, words: list[_Words]) -> set[int | None]:
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


class _Words:
    """The wording by which a language names one kind of attachment."""

    def __init__(self, pack: Pack, kind: str) -> None:
        grammar = pack.grammar
        one, many, also = (
            _listed(pack.say("referring.words", kind, form)) for form in ("one", "many", "also")
        )
        figures, ordinals = _figures(pack), _ordinals(pack)
        self._tokens = {**ordinals, **figures}
        number = f"(?-i:{_any(figures)})|{_any(ordinals)}"
        also_and = "|".join(map(re.escape, _listed(pack.say("referring.and"))))
        through = "|".join(map(re.escape, _listed(pack.say("referring.through"))))
        between = rf"\s*(?:[,،、;]|{also_and})*\s*(?:{through})?\s*"
        run = rf"\s*(?P<run>(?:{number})(?:{between}(?:{number}))*){grammar.word_end}"
        self._mention = re.compile(
            rf"(?:(?P<before>{_any(ordinals)})\s+)?{grammar.mention(one + many)}(?:{run})?",
            re.IGNORECASE,
        )
        self._many = re.compile(grammar.mention(many), re.IGNORECASE) if many else None
        self._also = re.compile(grammar.mention(also), re.IGNORECASE) if also else None
        self._number = re.compile(rf"(?P<range>{through})?\s*(?P<number>{number})", re.I)
        herewith = _listed(pack.say("referring.herewith"))
        self._herewith = re.compile(grammar.mention(herewith), re.IGNORECASE)
        self._said = _own_phrases(pack, kind)
        self._own = {
            several: re.compile(grammar.mention(phrases), re.IGNORECASE) if phrases else None
            for several, phrases in self._said.items()
        }

    def sends_along(self, text: str) -> bool:
        """Whether a text says that something goes with it, without naming it: «ci-joint»."""
        return self._herewith.search(text) is not None

    def named(self, text: str, count: int) -> set[int | None]:
        """Which of so many a text names; None stands for all of them."""
        if self._also is not None and self._also.search(text):
            return {None}
        found: set[int | None] = set()
        for mention in self._mention.finditer(text):
            numbers = self._numbers(mention["run"] or mention["before"] or "")
            if numbers:
                found |= numbers
            elif count == 1 or (self._many is not None and self._many.search(mention[0])):
                found.add(None)
            elif not self._many:
                found.add(None)  # a language whose nouns have no number
        return found

    def _numbers(self, run: str) -> set[int]:
        numbers: set[int] = set()
        last = 0
        for match in self._number.finditer(run):
            number = self._tokens.get(match["number"]) or self._tokens[match["number"].casefold()]
            if match["range"] and last:
                numbers |= set(range(last, number))
            numbers.add(number)
            last = number
        return numbers

    def wrong(self, text: str, count: int) -> Iterator[str]:
        """What a text says of its own attachments that so many do not bear out."""
        for several in (False, True):
            own = self._own[several]
            if own is None or (count and several == (count > 1)):
                continue
            for match in own.finditer(text):
                numbered = count > 1 and self._number.match(text, match.end())
                if not numbered:
                    yield match[0]

    def right(self, count: int) -> str:
        """The wording for so many."""
        return next(iter(self._said[count > 1]), "") if count else ""


def _own_phrases(pack: Pack, kind: str) -> dict[bool, list[str]]:
    """The phrases that can be meant only by one thing attached (False), or by several (True)."""
    single, several = _phrases(pack, kind, ["one"]), _phrases(pack, kind, ["two", "many"])
    of_none = _requested(pack, ["none"]) if kind == "annex" else []
    return {
        False: [phrase for phrase in single if phrase not in {*several, *of_none}],
        True: [phrase for phrase in several if phrase not in {*single, *of_none}],
    }


def _phrases(pack: Pack, kind: str, numbers: list[str]) -> list[str]:
    """What formulas say of so many things, and what the pack adds."""
    own = "own-one" if numbers == ["one"] else "own-many"
    said = [pack.say("see", kind, number, numbers="").strip("()（） ") for number in numbers]
    asked = _requested(pack, numbers) if kind == "annex" else []
    return [*dict.fromkeys([*said, *_listed(pack.say("referring.words", kind, own)), *asked])]


def _requested(pack: Pack, numbers: list[str]) -> list[str]:
    """How requests for circulation name letter and annexes, in every choice of words."""
    return [
        pack.say("request.documents", "named", *word, "all", document, number)
        for document, number in product(("letter", "note-verbale"), numbers)
        for word in ((), *((word,) for word in pack.words))
    ]


def _listed(line: str) -> list[str]:
    return [word for word in (part.strip() for part in line.split(",")) if word]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _figures(pack: Pack) -> dict[str, int]:
    """Numbers as they stand after the word: II, 2, 二."""
    roman = {pack.grammar.numeral(number): number for number in range(1, _MOST)}
    return roman | {str(number): number for number in range(1, _MOST)}


def _ordinals(pack: Pack) -> dict[str, int]:
    """Numbers in words: الثاني, and «the second annex»."""
    return {
        pack.ordinal(number, forms).casefold(): number
        for number in range(_MOST_IN_WORDS, 0, -1)
        for forms in ((), ("f",), ("genitive",), ("f", "genitive"))
    }


@lru_cache(maxsize=32)
def _words(language: str, kind: str) -> _Words:
    return _Words(load_pack(language), kind)
