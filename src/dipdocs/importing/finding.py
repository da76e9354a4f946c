"""Where the title of a document stands, and where a head without a title ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dipdocs.importing.declaring import declares
from dipdocs.importing.folding import Folded, is_cjk
from dipdocs.importing.irregular import loose_title
from dipdocs.importing.likeness import ends_like_text
from dipdocs.importing.masthead import HeadReader
from dipdocs.importing.pieces import Piece, Window, cut, windows
from dipdocs.importing.sections import heading_at
from dipdocs.importing.signatures import signature
from dipdocs.importing.titles import Title, begun_title, lenient_title, mended_title, whole_title
from dipdocs.importing.tokens import STRONG, token_at, tokens
from dipdocs.importing.within import addressed_title, opened_title, title_within, unaddressed_title
from dipdocs.language import Pack

_MOST_LINES = 8
_DEEPEST = 60
"""How many lines down a title is looked for."""
_MOST_TEXT = 3
"""How many long paragraphs may stand before it."""
_LONG = 250
_RUN_ON = 200
_LONGEST_LOOSE = 420
_MOST_WORDS = 60
"""Among how many words before a title one must be of a head."""
_MOST_UNKNOWN = 3
"""Lines of a head in words of its own that may stand before those that are known."""


@dataclass(frozen=True, slots=True)
class Located:
    """A title, the pieces that make it, and the pieces before and after."""

    title: Title
    pieces: tuple[Piece, ...]
    before: list[Piece]
    after: list[Piece]

    @property
    def text(self) -> str:
        """The title's words as found."""
        return self.title.text.original(self.title.start, self.title.end)


def located_title(pack: Pack, pieces: Sequence[Piece]) -> Located | None:
    """The title of a letter or note; None where the text shows none."""
    end = _reach(pack, pieces)
    return (
        _whole(pack, pieces, end, whole_title)
        or _begun(pack, pieces, end, dated=True)
        or _run_on(pack, pieces, end)
        or _whole(pack, pieces, end, mended_title, _LONGEST_LOOSE)
        or _whole(pack, pieces, end, lenient_title)
        or _whole(pack, pieces, end, loose_title, _LONGEST_LOOSE)
        or _begun(pack, pieces, end, dated=False)
        or _run_on(pack, pieces, end, opened_title)
        or _run_on(pack, pieces, end, unaddressed_title)
    )


def _reach(pack: Pack, pieces: Sequence[Piece]) -> int:
    """Up to where a title may begin: not below an annex heading or a signature."""
    long = 0
    for place, piece in enumerate(pieces[:_DEEPEST]):
        if len(piece.text) > _LONG:
            long += 1
        if long > _MOST_TEXT:
            return place
        if len(piece.text) < _least_run_on(piece) and signature(pack, piece) is not None:
            return place
        if place and heading_at(pack, pieces, place) is not None:
            return place
    return min(len(pieces), _DEEPEST)


_Read = Callable[[Pack, Folded], Title | None]


def _whole(
    pack: Pack, pieces: Sequence[Piece], end: int, read: _Read, longest: int = 900
) -> Located | None:
    """A title that takes whole lines; the most lines that make one."""
    for place in range(end):
        best: tuple[Window, Title] | None = None
        for window in windows(pieces, place, _MOST_LINES, longest):
            if read is not whole_title and not _may_be_title(window):
                continue
            title = read(pack, window.folded)
            if title is not None and (best is None or title.score >= best[1].score):
                if best is not None and read is not whole_title and title.score == best[1].score:
                    continue
                best = (window, title)
        if best is not None and best[1].score >= (2 if read is not whole_title else 1):
            window, title = best
            after = place + len(window.pieces)
            return Located(title, window.pieces, list(pieces[:place]), list(pieces[after:]))
    return None


def _begun(pack: Pack, pieces: Sequence[Piece], end: int, *, dated: bool) -> Located | None:
    """A title that goes on after its last party: «… transmitting the text of a declaration»."""
    for place in range(end):
        best: tuple[Window, Title] | None = None
        for window in windows(pieces, place, _MOST_LINES, _LONGEST_LOOSE):
            if window.pieces[-1].passage is not pieces[place].passage:
                break
            title = begun_title(pack, window.folded)
            known = title is not None and (title.date is not None or not dated)
            if title is not None and known and _may_go_on(window):
                best = (window, title)
        if best is not None:
            window, title = best
            after = place + len(window.pieces)
            return Located(title, window.pieces, list(pieces[:place]), list(pieces[after:]))
    return None


def _may_go_on(window: Window) -> bool:
    """Whether a line is all title: neither a sentence nor an item of a list."""
    return not window.text.rstrip(" *_").endswith((".", ";", ":", "。", "；"))


def _may_be_title(window: Window) -> bool:
    text = window.text.rstrip()
    return not text.endswith((".", ";", "。", "；")) or len(text) < 200


def _run_on(
    pack: Pack, pieces: Sequence[Piece], end: int, read: _Read | None = None
) -> Located | None:
    """A title within a paragraph whose line breaks were lost."""
    read = read or addressed_title
    for place in range(end):
        piece = pieces[place]
        if len(piece.text) < _least_run_on(piece) or not piece.is_line or piece.passage.notes:
            continue
        title = read(pack, piece.folded)
        first = all(len(before.text) <= _LONG for before in pieces[:place])
        if title is None or not _opens(pack, piece, title, first=first):
            continue
        start, stop = piece.folded.at[title.start], piece.folded.end(title.end)
        before = cut(piece, start)[:1] if start else []
        rest = piece.text[stop:].strip()
        whole = cut(piece, start, stop)
        own = whole[1:2] if start else whole[:1]
        after = whole[-1:] if rest else []
        return Located(
            title,
            tuple(own),
            [*pieces[:place], *before],
            [*split_run_on(pack, after), *pieces[place + 1 :]],
        )
    return None


def _least_run_on(piece: Piece) -> int:
    """How long a paragraph is that may hold a head, a title and a text."""
    return _RUN_ON // 3 if any(map(is_cjk, piece.text[:20])) else _RUN_ON


def _opens(pack: Pack, piece: Piece, title: Title, *, first: bool) -> bool:
    """Whether what stands before a title within a paragraph is a head, or nothing."""
    if title.start == 0:
        return first and title.date is not None
    text = piece.folded
    places = [0, *(m.end() for m in re.finditer(" ", text.fold[: title.start]))]
    found = (token_at(pack, text, place) for place in places[:_MOST_WORDS])
    return any(token is not None and token.kind in STRONG for token in found)


def split_run_on(pack: Pack, pieces: Sequence[Piece]) -> list[Piece]:
    """The text after a title in a paragraph without line breaks, cut before what is known."""
    out: list[Piece] = []
    for piece in pieces:
        at = sorted(set(_cuts(pack, piece)))
        out += cut(piece, *at) if at else [piece]
    return out


def _cuts(pack: Pack, piece: Piece) -> Iterator[int]:
    """Before and after annex headings, before signatures and job numbers."""
    from dipdocs.importing.signatures import signature_marks
    from dipdocs.importing.tokens import job_numbers

    text = piece.folded
    for found in signature_marks(pack).finditer(text.fold):
        yield text.at[found.start()]
    for start, end in job_numbers(text.fold):
        yield text.at[start]
        yield text.end(end)
    rest = text
    offset = 0
    while True:
        heading = title_within(pack, "annex-heading", rest)
        if heading is None or heading.kind == "plain":
            return
        yield offset + rest.at[heading.start]
        offset += rest.end(heading.end)
        yield offset
        rest = Folded(piece.text[offset:])


def head_end(pack: Pack, pieces: Sequence[Piece]) -> int:
    """How many pieces make the head of a text that shows no title."""
    reader = HeadReader(pack)
    end = unknown = 0
    after_agenda = False
    for place, piece in enumerate(pieces[:_DEEPEST]):
        marks_only = not any(char.isalnum() for char in piece.text)
        if reader.understands(piece):
            kinds = {token.kind for token in tokens(pack, piece.folded)}
            after_agenda = "agenda" in kinds
            if end == place or kinds & STRONG:
                end = place + 1
                unknown = 0
        elif marks_only:
            continue
        elif after_agenda and not unknown and _is_agenda_title(pack, pieces, place):
            end = place + 1
        elif not piece.is_line or len(piece.text) > _LONG or unknown >= _MOST_UNKNOWN:
            break
        else:
            unknown += 1
    return end


def _is_agenda_title(pack: Pack, pieces: Sequence[Piece], place: int) -> bool:
    """Whether a line under that of an agenda item is its title, and not the document's own."""
    piece = pieces[place]
    text = piece.text.strip()
    if not piece.is_line or len(text) > _LONG or ends_like_text(text) or declares(pack, text):
        return False
    if piece.is_heading and "agenda" not in (piece.passage.style or "").casefold():
        return False
    return place + 1 < len(pieces)
