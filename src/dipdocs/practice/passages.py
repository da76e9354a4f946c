"""The user's own words, text by text, with the place of each word in the file.

Only what was written is here: rules that look at words never blame what dipdocs itself has said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dipdocs.errors import Finding
from dipdocs.markup.blocks import (
    Block,
    Condition,
    Figure,
    Heading,
    Landscape,
    List,
    Loop,
    Paragraph,
    Quote,
    Table,
)
from dipdocs.markup.inlines import Expression, Footnote, Inline, LineBreak, Link, Run, Style, Tab
from dipdocs.model import (
    Attachment,
    Body,
    Correspondence,
    Declined,
    Document,
    Language,
    Party,
)

Kind = Literal["title", "text", "heading", "item", "cell", "note", "name"]
HOLE = "\ufffc"
"""Stands where the words are not the user's own: an expression, or text marked verbatim."""
_QUOTATION = re.compile(
    '“[^“”]*”|«[^«»]*»|„[^„“]*“|‘[^‘’]*’(?!\\w)|《[^《》]*》|”[^”“]*“|"[^"]*"', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: a title, a paragraph, a cell. `field` is its path in the data.

    `text` has a hole for each piece that is not in the user's own words. `line` counts in the
    body's text, `body` is that text; both are absent in a field of one line. `attached` tells that
    it belongs to an annex, not to the document itself; `adopted` that it is the text of another
    instrument, which stands as it was adopted; `quoted` that it stands in a quotation.
    """

    text: str
    field: str
    language: Language
    kind: Kind
    inlines: tuple[Inline, ...] = ()
    line: int | None = None
    body: Body | None = None
    attached: bool = False
    adopted: bool = False
    quoted: bool = False
    first: bool = False
    """Whether it is the first block of its body."""

    @property
    def unquoted(self) -> str:
        """The text with a hole as long as each quotation in it."""
        if self.quoted:
            return HOLE * len(self.text)
        return _QUOTATION.sub(lambda match: HOLE * len(match[0]), self.text)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern stands outside quotations."""
        yield from pattern.finditer(self.unquoted)

    def at(self, match: re.Match[str], message: str, **more: str | None) -> Finding:
        """A finding at what a pattern has found here."""
        return self.tell(message, match[0], match.start(), **more)

    def tell(
        self, message: str, found: str | None = None, start: int = 0, **more: str | None
    ) -> Finding:
        """A finding of this text; `found` stands in it at `start`."""
        finding = Finding(message, field=self.field, found=found, **more)  # type: ignore[arg-type]
        if self.body is None:
            return finding
        line, column = self._spot(found, start)
        return replace(finding, file=self.body.file if line else None, line=line, column=column)

    def _spot(self, found: str | None, start: int) -> tuple[int | None, int | None]:
        """Line and column of a word in the body's source, as far as they can be known."""
        assert self.body is not None
        source = self.body.source
        if not source or not self.line:
            return None, None
        begin = 0
        for _ in range(self.line - 1):
            begin = source.find("\n", begin) + 1
        if not found or HOLE in found:
            return self.line, None
        words = re.compile(r"\s+".join(re.escape(word) for word in found.split()) or "$")
        before = len(words.findall(self.text[:start]))
        for number, match in enumerate(words.finditer(source, begin)):
            if number == before:
                at = match.start()
                return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
        return self.line, None


def passages(document: Document) -> Iterator[Passage]:
    """Every text of a document in the user's own words, in reading order."""
    yield from _of(document, "", document.language, attached=False, adopted=False)


def _of(
    value: Correspondence | Attachment,
    where: str,
    main: Language,
    *,
    attached: bool,
    adopted: bool,
) -> Iterator[Passage]:
    dot = f"{where}." if where else ""

    def words(text: object, name: str, kind: Kind = "title") -> Iterator[Passage]:
        for passage in _words(text, f"{dot}{name}", main, kind):
            yield replace(passage, attached=attached)

    for name in ("subject", "salutation", "heading", "title", "author"):
        yield from words(getattr(value, name, None), name)
    for name, field in (("senders", "from"), ("addressees", "to"), ("signatories", "signatories")):
        for index, party in enumerate(getattr(value, name, None) or ()):
            yield from _party(party, f"{dot}{field}[{index}]", main, attached=attached)
    for passage in _bodies(value.body, f"{dot}body", main):
        yield replace(passage, attached=attached, adopted=adopted)
    yield from words(getattr(value, "close", None), "close", "text")
    if value.done is not None:
        yield from words(value.done.text, "done.text")
    yield from words(getattr(value, "notice", None), "notice")
    for name in ("annexes", "enclosures", "appendices"):
        for index, below in enumerate(getattr(value, name, ())):
            another = adopted or _of_another(below)
            yield from _of(below, f"{dot}{name}[{index}]", main, attached=True, adopted=another)


def _of_another(annex: Attachment) -> bool:
    """Whether an annex is an instrument of its own: adopted, signed or submitted by someone."""
    told = (annex.author, annex.done, annex.original, annex.signatories)
    return annex.kind != "text" or any(value is not None for value in told)


def _party(party: Party, where: str, main: Language, *, attached: bool) -> Iterator[Passage]:
    pieces: list[tuple[object, str, Kind]] = [
        (party.title, f"{where}.title", "title"),
        (party.country_name, f"{where}.country_name", "title"),
        (party.name, f"{where}.name", "name"),
        *((line, f"{where}.position[{n}]", "title") for n, line in enumerate(party.position or ())),
    ]
    for text, field, kind in pieces:
        for passage in _words(text, field, main, kind):
            yield replace(passage, attached=attached)


def _words(text: object, field: str, main: Language, kind: Kind) -> Iterator[Passage]:
    """A text of one line: plain, declined, or one for each language."""
    match text:
        case str():
            yield Passage(text, field, main, kind, (Run(text),))
        case Declined(nominative=words):
            yield from _words(words, f"{field}.nominative", main, kind)
        case Mapping():
            for language, words in text.items():
                yield from _words(words, f"{field}.{language}", language, kind)


def _bodies(value: object, field: str, main: Language) -> Iterator[Passage]:
    if isinstance(value, Body):
        walk = _Walk(value, field, main)
        yield from walk.blocks(value.blocks, "text", quoted=False)
    elif isinstance(value, Mapping):
        for language, body in value.items():
            yield from _bodies(body, f"{field}.{language}", language)


class _Walk:
    """One walk through one body as written."""

    def __init__(self, body: Body, field: str, language: Language) -> None:
        self.given: dict[str, Any] = {"field": field, "language": language, "body": body}
        self.first = True

    def blocks(self, blocks: Sequence[Block], kind: Kind, *, quoted: bool) -> Iterator[Passage]:
        for block in blocks:
            match block:
                case Paragraph(inlines=inlines):
                    yield from self._texts(inlines, kind, block.line, quoted=quoted)
                case Heading(inlines=inlines):
                    yield from self._texts(inlines, "heading", block.line, quoted=quoted)
                case Table(rows=rows, caption=caption, notes=notes):
                    yield from self._texts(caption, "title", block.line, quoted=quoted)
                    for row in rows:
                        for cell in row:
                            yield from self._texts(cell.inlines, "cell", block.line, quoted=quoted)
                    for note in notes:
                        yield from self._texts(note.inlines, "note", block.line, quoted=quoted)
                case Figure(caption=caption):
                    yield from self._texts(caption, "title", block.line, quoted=quoted)
                case List(items=items):
                    for item in items:
                        yield from self.blocks(item.blocks, "item", quoted=quoted)
                case Quote(blocks=inner):
                    yield from self.blocks(inner, kind, quoted=True)
                case Landscape(blocks=inner) | Loop(blocks=inner):
                    yield from self.blocks(inner, kind, quoted=quoted)
                case Condition(branches=branches):
                    for _, inner in branches:
                        yield from self.blocks(inner, kind, quoted=quoted)

    def _texts(
        self, inlines: tuple[Inline, ...], kind: Kind, line: int, *, quoted: bool
    ) -> Iterator[Passage]:
        """A paragraph, and after it the notes that hang on it."""
        if not inlines:
            return
        first, self.first = self.first, False
        yield Passage(
            own(inlines), kind=kind, inlines=inlines, line=line, quoted=quoted, first=first,
            **self.given,
        )  # fmt: skip
        for note in _notes(inlines):
            for paragraph in note.paragraphs:
                yield Passage(
                    own(paragraph), kind="note", inlines=paragraph, line=line, quoted=quoted,
                    **self.given,
                )  # fmt: skip


def own(inlines: Sequence[Inline]) -> str:
    """The user's own words of a paragraph, with holes for what is not."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Run(text=text, style=style):
                out.append(HOLE if style & Style.VERBATIM else text)
            case LineBreak() | Tab():
                out.append("\n")
            case Link(children=children):
                out.append(own(children))
            case Expression():
                out.append(HOLE)
    return "".join(out).replace("\u00a0", " ").replace("\u202f", " ")


def _notes(inlines: Sequence[Inline]) -> Iterator[Footnote]:
    for inline in inlines:
        match inline:
            case Footnote():
                yield inline
            case Link(children=children):
                yield from _notes(children)
