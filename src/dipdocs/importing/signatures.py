"""The end of a text read back: place and date, who signed, in what office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import Reader, Reading, Span
from dipdocs.importing.numbers import choice, read_date
from dipdocs.importing.parties import parties_of
from dipdocs.importing.pieces import Piece
from dipdocs.importing.positions import ENDS_TEXT, is_position, name_and_position
from dipdocs.importing.wordings import find, lines
from dipdocs.language import Pack
from dipdocs.markup.inlines import Run, Style

_LONGEST_NAME = 120
_LONGEST_PLACE = 40
_LONGEST_PARAGRAPH = 5_000
"""In how long a paragraph, its line breaks lost, a mark is looked for."""
_PARENS = re.compile("[(（]")
_MOST_POSITIONS = 5


@dataclass(slots=True)
class Signed:
    """One signature: for whom, the name, the lines of the office."""

    name: str | None = None
    country: tuple[str, str] | None = None
    position: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Ending:
    """What stands under a text."""

    text: list[Piece]
    signed: list[Signed] = field(default_factory=list)
    place: Piece | None = None
    day: date | None = None
    day_piece: Piece | None = None
    tail: list[Piece] = field(default_factory=list)
    """What follows the signatures."""


def ending(pack: Pack, pieces: Sequence[Piece], *, dated: bool = True) -> Ending:
    """A text's pieces with its signatures, place and date taken off."""
    start, signed, tail = _signatures(pack, pieces)
    out = Ending(list(pieces[:start]), signed, tail=tail)
    if dated and not tail:
        _done(pack, out)
    return out


# -- signatures ------------------------------------------------------------------------------------


@cache
def signature_marks(pack: Pack) -> re.Pattern[str]:
    """The marks that say «signed»."""
    return choice(fold(line.text) for line in lines(pack, "signature.mark"))


def as_signed(pack: Pack, text: str) -> str:
    """A text with the form's mark of a signature in the place of another: «Signed by» a name."""
    if len(text) > _LONGEST_PARAGRAPH or not _PARENS.search(text):
        return text
    folded, out, last = Folded(text), "", 0
    for found in signature_marks(pack).finditer(folded.fold):
        start, end = folded.at[found.start()], folded.end(found.end())
        if "(" in found[0]:
            out += text[last:start] + pack.say("signature.mark")
            last = end
    return out + text[last:]


def _readers(pack: Pack) -> dict[str, Reader]:
    marks = signature_marks(pack)

    def mark(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found = marks.match(text, place)
        if found:
            yield found.end(), found[0]

    return {"mark": mark, "country": lambda text, place, forms: _country(pack, text, place)}


def _country(pack: Pack, text: str, place: int) -> Iterator[Reading]:
    for end, states in parties_of(pack).states_at(text, place):
        if len(states) == 1:
            yield end, states[0]


def signature(pack: Pack, piece: Piece) -> str | None:
    """The name that a line of signature bears; empty for a mark alone, None for another line."""
    text = piece.folded
    if not piece.is_line or len(text.fold) > 3 * _LONGEST_NAME:
        return None
    found = signature_marks(pack).search(text.fold)
    if found is None:
        return None
    if text.fold.strip(' *"') == found[0]:
        return ""
    for match in find(pack, "signature.line", text.fold, _readers(pack), whole=True):
        name = match.values.get("name")
        if isinstance(name, Span):
            return text.original(name.start, name.end).strip(" *_")
    if found.start() == 0:
        return text.original(found.end(), len(text.fold)).strip(" *_")
    return None


def signed_for(pack: Pack, piece: Piece) -> tuple[str, str] | None:
    """The State that a line «For the Republic of Armenia:» names."""
    if not piece.is_line:
        return None
    for match in find(pack, "signature.for", piece.folded.fold, _readers(pack), whole=True):
        country = match.values.get("country")
        if isinstance(country, tuple):
            return country
    return None


def _signatures(pack: Pack, pieces: Sequence[Piece]) -> tuple[int, list[Signed], list[Piece]]:
    """Where the signatures begin, the signatures, and what follows them."""
    before = pack.say("signature.position") == "before"
    names = [signature(pack, piece) for piece in pieces]
    lines_for = [None if name is not None else signed_for(pack, piece)
                 for name, piece in zip(names, pieces, strict=True)]  # fmt: skip
    hits = [
        place
        for place in range(len(pieces))
        if names[place] is not None or lines_for[place] is not None
    ]
    if not hits:
        return len(pieces), [], []
    if all(name is None for name in names):
        return _unmarked(pack, pieces, lines_for, before=before)
    start = hits[0]
    if before and lines_for[start] is None:
        while (
            start > 1 and hits[0] - start < _MOST_POSITIONS and is_position(pack, pieces[start - 1])
        ):
            start -= 1
    out: list[Signed] = []
    waiting: list[Piece] = []
    place = start
    while place < len(pieces):
        piece, name, country = pieces[place], names[place], lines_for[place]
        if country is not None:
            out.append(Signed(country=country, pieces=[piece]))
        elif name is not None:
            entry = out[-1] if out and out[-1].name is None else None
            if entry is None:
                entry = Signed()
                out.append(entry)
            entry.pieces += [*waiting, piece]
            entry.position += [line.text for line in waiting]
            waiting = []
            if not name and place + 1 < len(pieces) and is_position(pack, pieces[place + 1]):
                place += 1
                name = pieces[place].text
                entry.pieces.append(pieces[place])
            entry.name, positions = name_and_position(pack, name)
            entry.name = _marked(entry.name, piece)
            entry.position += positions
        elif not is_position(pack, piece):
            break
        elif before and (any(hit > place for hit in hits) or not out):
            waiting.append(piece)
        elif out and len(out[-1].position) < _MOST_POSITIONS:
            out[-1].position.append(piece.text)
            out[-1].pieces.append(piece)
        else:
            break
        place += 1
    return start, out, [*waiting, *pieces[place:]]


def _unmarked(
    pack: Pack,
    pieces: Sequence[Piece],
    lines_for: Sequence[tuple[str, str] | None],
    *,
    before: bool,
) -> tuple[int, list[Signed], list[Piece]]:
    """Signatures «For the Republic of Armenia:» without a mark, as on a letter to be signed."""
    start = next(place for place, country in enumerate(lines_for) if country is not None)
    out: list[Signed] = []
    for place in range(start, len(pieces)):
        piece, country = pieces[place], lines_for[place]
        if country is not None:
            out.append(Signed(country=country, pieces=[piece]))
        elif is_position(pack, piece) and len(out[-1].position) < _MOST_POSITIONS:
            out[-1].position.append(piece.text)
            out[-1].pieces.append(piece)
        else:
            return start, _with_names(out, before=before), list(pieces[place:])
    return start, _with_names(out, before=before), []


def _with_names(signed: list[Signed], *, before: bool) -> list[Signed]:
    """The first line of each (the last where offices stand before names) as the name."""
    for one in signed:
        if one.position:
            one.name = one.position.pop() if before else one.position.pop(0)
    return signed


def _marked(name: str | None, piece: Piece) -> str | None:
    """The name with its surname marked, where that is not the last word."""
    if not name:
        return None
    bold = "".join(
        inline.text
        for block in piece.passage.blocks
        for inline in getattr(block, "inlines", ())
        if isinstance(inline, Run) and inline.style & Style.BOLD
    ).strip()
    name = name.replace("*", "")
    if bold and bold in name and len(bold) < len(name) and not name.endswith(bold):
        return name.replace(bold, f"*{bold}*", 1)
    return name


# -- place and date --------------------------------------------------------------------------------


def whole_date(pack: Pack, piece: Piece) -> date | None:
    """The day that is all a line says."""
    text = piece.folded.fold.strip(" .,()*")
    for end, day in read_date(pack, text, 0):
        if end == len(text):
            return day
    return None


def _done(pack: Pack, out: Ending) -> None:
    """Take place and date off the end of a text."""
    if len(out.text) < 2:
        return
    day = whole_date(pack, out.text[-1])
    if day is None:
        return
    out.day, out.day_piece = day, out.text.pop()
    last = out.text[-1]
    text = last.text.strip()
    if (
        len(out.text) > 1
        and last.is_line
        and not last.is_heading
        and 0 < len(text) <= _LONGEST_PLACE
        and not text.endswith((*ENDS_TEXT, "!", "?"))
        and not any(char.isdigit() for char in text)
        and any(char.isalpha() for char in text)
    ):
        out.place = out.text.pop()
