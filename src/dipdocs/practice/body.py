"""Rules of bodies: headings, tables, images, notes, and what was left over while writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from dipdocs.errors import Finding
from dipdocs.markup.blocks import Figure, Heading, Paragraph, Table
from dipdocs.markup.inlines import Picture
from dipdocs.model import Attachment, Language
from dipdocs.practice.passages import HOLE
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words
from dipdocs.practice.written import flat

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME|X{4,}|[Ll]orem ipsum)\b"
    r"|\[(?:[Ii]nsert|[Àà] compléter|[Cc]ompletar|[Вв]ставить|待补|يستكمل)[^\]]*\]|_{4,}|\?{3,}"
)
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_SPACE_BEFORE = re.compile(r"(?<=[^\W\d]) (?=[,.](?:\s|$))")
_PHRASE_TWICE = re.compile(r"(?<![\w-])((?:[^\W\d_]+\s){1,5}[^\W\d_]+)\s\1(?![\w-])")
_FEWEST_LETTERS = 20
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
"""The letters of the languages that are not written in Latin ones."""


@rule
def heading_level_skipped(review: Review) -> Iterator[Finding]:
    """Under a heading stand headings of the next level, none is skipped.

    Source: UN Editorial Manual, headings; WCAG 2.2, 1.3.1.
    Example: `# I. Introduction` and under it `### 1. Details`.
    """
    for written in review.bodies:
        last = 0
        for block in flat(written.body.blocks):
            if isinstance(block, Heading):
                if last and block.level > last + 1:
                    yield written.tell(
                        f"a heading of level {block.level} under one of level {last}",
                        line=block.line,
                        found="#" * block.level,
                        expected="#" * (last + 1),
                        fix=f"begin the line with {'#' * (last + 1)}",
                    )
                last = block.level


@rule
def table_without_head(review: Review) -> Iterator[Finding]:
    """A table of several rows has a head, which is repeated on each page and read aloud.

    Source: UN Editorial Manual, tables; WCAG 2.2, 1.3.1.
    Example: a table that begins with its row of dashes.
    """
    for written in review.bodies:
        for block in flat(written.body.blocks):
            if isinstance(block, Table) and block.head == 0 and len(block.rows) > 1:
                yield written.tell(
                    "a table without a head",
                    line=block.line,
                    fix="write the columns' names in a row over the row of dashes",
                )


@rule
def image_without_words(review: Review) -> Iterator[Finding]:
    """An image says in words what it shows.

    Source: WCAG 2.2, 1.1.1.
    Example: `![](map.png)`.
    """
    for written in review.bodies:
        for block in flat(written.body.blocks):
            pictures = []
            if isinstance(block, Figure):
                pictures = [block.picture]
            elif isinstance(block, Paragraph):
                pictures = [one for one in block.inlines if isinstance(one, Picture)]
            for picture in pictures:
                if not picture.alternative.strip():
                    yield written.tell(
                        f"the image {picture.source!r} has no words for those who cannot see it",
                        line=block.line,
                        found=f"![]({picture.source})",
                        expected=f"![what it shows]({picture.source})",
                        fix="say between the brackets what it shows",
                    )


@rule
def placeholder(review: Review) -> Iterator[Finding]:
    """Nothing that was to be filled in is left in a text.

    Source: practice of every registry.
    Example: "TBC", "[insert date]", "____".
    """
    for passage in review.passages:
        for match in passage.find(_PLACEHOLDER):
            yield passage.at(match, "a place that was to be filled in", fix="fill it in")


@rule
def double_space(review: Review) -> Iterator[Finding]:
    """One space stands between words and sentences, none before a comma or full stop.

    Source: UN Editorial Manual, punctuation and spacing.
    Example: "the letter.  It", "the letter ,".
    """
    for passage in review.passages:
        for pattern, told in ((_DOUBLE_SPACE, "two spaces"), (_SPACE_BEFORE, "a space")):
            for match in passage.find(pattern):
                near = passage.text[max(0, match.start() - 12) : match.end() + 12].strip()
                yield passage.tell(
                    f"{told} in “{near}”",
                    near,
                    passage.text.find(near),
                    fix="write one space" if told == "two spaces" else "take the space away",
                )


@rule
def word_twice(review: Review) -> Iterator[Finding]:
    """No small word stands twice in a row, nor a phrase, not even where a formula meets the text.

    Source: practice of every editor. Looked for in the finished text, too: formulas bring words.
    Example: "of the the Council", "{{ opening }} to transmit" ("has the honour to to transmit").
    """
    for passage in review.own:
        for match in _twice(passage.unquoted, passage.language):
            yield passage.at(match, "the same words twice in a row", fix="leave one of them out")
    written: dict[str, str] = {}
    for passage in review.passages:
        written[passage.field] = written.get(passage.field, "") + passage.text.casefold() + HOLE
    for composition in review.compositions:
        for field, text in composition.texts():
            plain = text.replace("\u00a0", " ")
            for match in _twice(plain, cast(Language, composition.language)):
                if match[0].casefold() not in written.get(field, ""):
                    yield Finding(
                        "the same words twice in a row, where a formula meets the text",
                        field=field,
                        found=match[0],
                        fix="leave out what the formula already says",
                    )


def _twice(text: str, language: Language) -> Iterator[re.Match[str]]:
    yield from words(language).twice.finditer(text)
    yield from _PHRASE_TWICE.finditer(text)


@rule
def script_of_language(review: Review) -> Iterator[Finding]:
    """A text is written in the script of the language it is said to be in.

    Source: the language packs; annexes circulated in the language of submission are let be.
    Example: `language: ru` with an English body.
    """
    for written in review.bodies:
        if isinstance(written.of, Attachment) and (
            written.of.submitted_language_only or written.of.original is not None
        ):
            continue
        text = "".join(p.text for p in review.passages if p.body is written.body)
        letters = len(_LETTER.findall(text))
        mine = _SCRIPTS.get(written.language, _LATIN)
        if letters >= _FEWEST_LETTERS and len(mine.findall(text)) < letters / 5:
            yield written.tell(
                f"hardly a letter of this text is of the script of {written.language!r}",
                line=1,
                fix="correct `language:`, or the key under which the text stands",
            )
