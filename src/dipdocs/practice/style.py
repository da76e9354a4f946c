"""Rules of spelling and typography."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dipdocs.errors import Finding
from dipdocs.language import load
from dipdocs.language.typography import Typography
from dipdocs.markup.inlines import Inline, Link, Run, Style
from dipdocs.practice.passages import Passage
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words

_QUOTES = '"“”„«»'
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")
_CODE = re.compile(r"[{}<>=_\\]|\w\.\w|://")
"""What no text in a language holds: verbatim text with it is a name, an address, a program's."""
_AROUND = 14


@rule
def house_spelling(review: Review) -> Iterator[Finding]:
    """Words are spelled as the United Nations spells them.

    Source: UN Editorial Manual, spelling; phrases.md §9 (Russian without ё, French É).
    Example: "I have the honor", "Secretary General", "5 percent", "Etats Membres", "объединённых".
    """
    for passage in review.own:
        if passage.kind == "name":
            continue
        told: set[str] = set()
        for form in words(passage.language).spelling:
            for match in passage.find(form.find):
                if match[0] in told or not match[0].strip():
                    continue
                told.add(match[0])
                right = match.expand(form.write)
                yield passage.at(
                    match,
                    f"{match[0]!r} is not spelled as the United Nations spells it",
                    expected=right or None,
                    fix=f"write {right!r}" if right else "write European figures",
                )


@rule
def quotation_marks(review: Review) -> Iterator[Finding]:
    """Quotation marks are those of the language; told of text that typography does not set.

    Source: phrases.md §9 (“…” in English and Chinese, « … » in French, «…» in Russian).
    Example: `"text"` between backticks in a French body.
    """
    for passage, text in _unset(review):
        typography = load(passage.language).typography
        mine = "".join((*typography.quotes, *typography.inner_quotes))
        found = [char for char in text if char in _QUOTES and char not in mine]
        if found:
            at = text.index(found[0])
            yield _told(
                passage, text, at, f"the quotation mark {found[0]} is not of the language",
                expected=" … ".join(typography.quotes),
            )  # fmt: skip


@rule
def straight_apostrophe(review: Review) -> Iterator[Finding]:
    """An apostrophe is curved; told of text that typography does not set.

    Source: phrases.md §9 (typographic ’ in documents).
    Example: "l'honneur" between backticks.
    """
    for passage, text in _unset(review):
        if match := _APOSTROPHE.search(text):
            right = load(passage.language).typography.apostrophe
            yield _told(passage, text, match.start(), "a straight apostrophe", expected=right)


@rule
def spaces_of_date(review: Review) -> Iterator[Finding]:
    """Day and month stand together; told of text that typography does not set.

    Source: phrases.md §9 (non-breaking space; Arabic dates have none).
    Example: "6 juillet 2009" with a plain space, between backticks.
    """
    yield from _by_rules(review, dates=True)


@rule
def spaces_of_language(review: Review) -> Iterator[Finding]:
    """Spaces and signs are those of the language; told of text that typography does not set.

    Source: phrases.md §9 (French colon and guillemets, percentages, thousands, numbered things).
    Example: "50%" between backticks in a French body.
    """
    yield from _by_rules(review, dates=False)


def _by_rules(review: Review, *, dates: bool) -> Iterator[Finding]:
    """What the pack's rules of typography would rewrite."""
    for passage, text in _unset(review):
        typography: Typography = load(passage.language).typography
        for rewrite in typography.rules:
            if (rewrite.name in ("date", "year")) != dates:
                continue
            for match in rewrite.find.finditer(text):
                right = match.expand(rewrite.write)
                if right != match[0]:
                    after = text[match.end() : match.end() + _AROUND]
                    told = f"{rewrite.name}: not as the language has it"
                    yield _told(passage, text, match.start(), told, expected=_shown(right + after))
                    break


def _unset(review: Review) -> Iterator[tuple[Passage, str]]:
    """Pieces of text that typography does not set: verbatim, or all where it is off."""
    for passage in review.passages:
        for run in _runs(passage.inlines):
            verbatim = run.style & Style.VERBATIM
            if (verbatim and not _CODE.search(run.text)) or not (verbatim or review.typography):
                yield passage, run.text


def _runs(inlines: Sequence[Inline]) -> Iterator[Run]:
    for inline in inlines:
        if isinstance(inline, Run):
            yield inline
        elif isinstance(inline, Link):
            yield from _runs(inline.children)


def _told(passage: Passage, text: str, at: int, message: str, *, expected: str) -> Finding:
    near = text[max(0, at - _AROUND) : at + _AROUND].strip()
    return passage.tell(
        f"{message}, in “{_shown(near)}”",
        near,
        max(0, passage.text.find(near)),
        expected=expected,
        fix="write it so, or take the backticks away",
    )


def _shown(text: str) -> str:
    """Text whose non-breaking spaces and hyphens can be seen."""
    return text.replace("\u00a0", "⍽").replace("\u202f", "⍽")
