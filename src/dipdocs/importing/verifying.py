"""What was read is rendered again, and both texts are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dipdocs.api import prepare
from dipdocs.compose.composition import (
    TITLE_BLOCK,
    Composition,
    Footnote,
    Image,
    Inline,
    Landscape,
    Link,
    ListItem,
    Paragraph,
    Role,
    paragraphs,
    plain,
)
from dipdocs.compose.composition import Block as Composed
from dipdocs.errors import DipdocsError, Finding
from dipdocs.importing.script import Recognised, Script
from dipdocs.importing.signatures import as_signed
from dipdocs.importing.words import Difference, Line, compare, words
from dipdocs.language import load
from dipdocs.model import Document

_ANYWHERE = TITLE_BLOCK | {Role.DATELINE}
"""Of lines that stand beside each other, or before the masthead's others, as a text pleases."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How the rendered text differs from the one that was read.

    `problems` tell why nothing could be rendered; `supplied` are words of masthead and page feet
    that the layout puts in and the text did not show.
    """

    differences: tuple[Difference, ...] = ()
    supplied: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def same(self) -> bool:
        """Whether every word is there, and no other; some may stand elsewhere."""
        return not self.problems and all(found.kind == "moved" for found in self.differences)

    def as_data(self) -> dict[str, Any]:
        """The outcome as plain data, for JSON."""
        return {
            "same": self.same,
            "differences": [asdict(found) for found in self.differences],
            "supplied": list(self.supplied),
            "problems": [str(problem) for problem in self.problems],
        }


def verify(script: Script, recognised: Recognised, document: Document) -> Verification:
    """Compare the words of a script with those of the document made of it.

    Head, title block, feet and asterisk notes have no fixed place in a text: their words are
    looked for anywhere, as are those that are told to be left over. The mark of a signature is the
    form's: «(Signed by)» for «(Signed)» is no difference.
    """
    try:
        composition, _ = prepare(document)
    except DipdocsError as error:
        return Verification(problems=error.findings)
    pack = load(document.language)
    found = compare(
        *(
            [Line(line.place, as_signed(pack, line.text)) for line in lines]
            for lines in (script_lines(script), rendered_lines(composition))
        )
    )
    supplied = _Pool(edges(composition))
    told = _Pool(
        as_signed(pack, passage.text) for passage in (*recognised.unplaced, *recognised.repeated)
    )
    kept = [left for difference in found if (left := _settled(difference, (supplied, told)))]
    return Verification(tuple(_elsewhere(kept)), tuple(supplied.left()))


def _elsewhere(differences: Sequence[Difference]) -> Iterator[Difference]:
    """Differences, told as moved where all that is lost is what was added elsewhere."""
    lost = Counter(word for one in differences if one.kind != "moved" for word in one.lost)
    added = Counter(word for one in differences if one.kind != "moved" for word in one.added)
    for one in differences:
        yield replace(one, kind="moved") if lost == added else one


def script_lines(script: Script) -> Iterator[Line]:
    """The text of a script in reading order, footnotes last."""
    for passage in script.passages:
        yield Line(passage.place, passage.text)
    for passage in script.passages:
        for note in passage.notes:
            yield Line(f"note of {passage.place}", note)


def rendered_lines(composition: Composition) -> Iterator[Line]:
    """The text of a composition in reading order, footnotes last; lines of no fixed place not."""
    notes: list[Line] = []
    for block in composition.blocks():
        yield from _lines(block, notes)
    yield from notes


def _lines(block: Composed, notes: list[Line]) -> Iterator[Line]:
    if isinstance(block, Image):
        if block.caption is not None:
            caption = block.caption
            yield Line(caption.field, f"{caption.label} {_text(caption.inlines, notes)}")
        yield Line("", block.alternative)
        return
    if isinstance(block, Landscape):
        for inner in block.blocks:
            yield from _lines(inner, notes)
        return
    for row in paragraphs(block):
        if not _is_title_block(row):
            yield Line(row.field, f"{row.label} {_text(row.inlines, notes)}")


def _text(inlines: tuple[Inline, ...], notes: list[Line]) -> str:
    """The words of inlines; the footnotes called in them are put among `notes`."""
    out = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            # A note may call no other.
            notes.append(Line("note", " ".join(map(plain, inline.paragraphs))))
        elif isinstance(inline, Link):
            out.append(_text(inline.children, notes))
        else:
            out.append(plain((inline,)))
    return "".join(out)


def edges(composition: Composition) -> Iterator[str]:
    """The lines of no fixed place: head, title block, feet, asterisk notes."""
    for lines in composition.slots.values():
        for line in lines:
            yield plain(line)
    for note in composition.notes:
        yield f"{note.label} {plain(note.inlines)}"
    for block in composition.blocks():
        for row in paragraphs(block):
            if _is_title_block(row):
                yield plain(row.inlines)


def _is_title_block(row: Paragraph | ListItem) -> bool:
    return isinstance(row, Paragraph) and row.role in _ANYWHERE


class _Pool:
    """Words that may stand anywhere, each to be found as often as it is there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: dict[str, int] = {}
        for text in texts:
            for word in words(text):
                self._counts[word] = self._counts.get(word, 0) + 1

    def take(self, sought: Iterable[str]) -> tuple[str, ...]:
        """Take words out; those that are not there are given back."""
        out = []
        for word in sought:
            if self._counts.get(word, 0) > 0:
                self._counts[word] -= 1
            else:
                out.append(word)
        return tuple(out)

    def left(self) -> Iterator[str]:
        for word, count in self._counts.items():
            yield from [word] * count


def _settled(difference: Difference, pools: Iterable[_Pool]) -> Difference | None:
    """A difference without the words that are found elsewhere; None if nothing is left."""
    if difference.kind not in ("lost", "changed"):
        return difference
    lost = difference.lost
    for pool in pools:
        lost = pool.take(lost)
    if not lost and not difference.added:
        return None
    if not lost:
        return replace(difference, kind="added", lost=())
    return replace(difference, kind="changed" if difference.added else "lost", lost=lost)
