"""How a text names what is attached to it: the words, the numbers beside them, the own phrases.

The words are the packs' (`referring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from dipdocs.language import Pack
from dipdocs.language import load as load_pack

_MOST = 100
"""Numbers below it are looked for in figures."""
_MOST_IN_WORDS = 20
"""Numbers up to it are looked for in words."""


class Words:
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
        see = [phrase for number in ("one", "two", "many") for phrase in _see(pack, kind, number)]
        mention = rf"(?:{grammar.mention(one + many)}\s*)?(?:{number})"
        self._see = re.compile(
            rf"[(（](?P<all>{grammar.mention(see)}\s*(?:{number})"
            rf"(?:{between}{mention})*)[)）]",
            re.IGNORECASE,
        )
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
        """What a text says of its own attachments that so many do not bear out.

        A number that is too high is told where nothing else stands in the brackets: "(see annex
        III of the Convention)" is another's annex.
        """
        told = False
        for several in (False, True):
            own = self._own[several]
            if own is None or (count and several == (count > 1)):
                continue
            for match in own.finditer(text):
                numbered = count > 1 and self._number.match(text, match.end())
                if not numbered:
                    told = True
                    yield match[0]
        for match in self._see.finditer(text) if count and not told else ():
            if max(self._numbers(match["all"]), default=0) > count:
                yield match["all"]

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
    said = [phrase for number in numbers for phrase in _see(pack, kind, number)]
    asked = _requested(pack, numbers) if kind == "annex" else []
    return [*dict.fromkeys([*said, *_listed(pack.say("referring.words", kind, own)), *asked])]


def _see(pack: Pack, kind: str, number: str) -> list[str]:
    """The words of "(see annexes)"."""
    return [pack.say("see", kind, number, numbers="").strip("()（） ")]


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
def words_of(language: str, kind: str) -> Words:
    """The wording by which a language names annexes, enclosures or appendices."""
    return Words(load_pack(language), kind)
