"""Letters and notes as sent, on letterhead, read back: head, addressee, courtesies, signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dipdocs.importing.courtesies import (
    called_offices,
    closes,
    dates,
    figure,
    is_vocative,
    matched,
    office_on,
    offices_in,
    words_of_slot,
)
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Reader
from dipdocs.importing.phrases import opening_in
from dipdocs.importing.pieces import Piece, cut
from dipdocs.importing.wordings import find, lines
from dipdocs.language import Pack
from dipdocs.model.terms import ORGANIZATION_OFFICES

_MOST_HEAD = 18
"""How many lines may stand over a letter's text."""
_MOST_SIGNED = 16
_LONGEST_LINE = 160
_LONGEST_CALL = 60
_MOST_ADDRESS = 6
"""How many lines of an addressee may stand below place and date."""


@dataclass(slots=True)
class Sent:
    """What stands round the text of a letter as sent."""

    names: list[Piece] = field(default_factory=list)
    address: list[Piece] = field(default_factory=list)
    telephone: str | None = None
    reference: str | None = None
    subject: str | None = None
    salutation: Piece | None = None
    place: str | None = None
    day: date | None = None
    addressee: list[Piece] = field(default_factory=list)
    text: list[Piece] = field(default_factory=list)
    notice: Piece | None = None
    """A line of its own before the salutation."""
    close: Piece | None = None
    signed: list[Piece] = field(default_factory=list)
    signs: int = 0
    """How many things were found that only a letter as sent has."""


def reclaim(sent: Sent) -> None:
    """Put back into the text what follows a note's closing formula and is not understood."""
    if sent.signed:
        close = [sent.close] if sent.close is not None else []
        sent.text = [*sent.text, *close, *sent.signed]
        sent.close, sent.signed = None, []


def read_sent(draft: Draft, pieces: Sequence[Piece], feet: Sequence[Piece]) -> Sent | None:
    """What stands round a text, if it is that of a letter as sent; `feet` are its page's feet."""
    sent = Sent(addressee=list(feet))
    found = [*_parted(draft.pack, pieces[:_MOST_HEAD]), *pieces[_MOST_HEAD:]]
    sent.text = found
    _end(draft, sent)
    start = _head(draft, sent, sent.text)
    sent.text = sent.text[start:]
    return sent if sent.signs else None


# -- head ------------------------------------------------------------------------------------------


def _parted(pack: Pack, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Lines of a head; reference and dateline on one line are two."""
    for piece in pieces:
        at = _dateline_within(pack, piece)
        yield from cut(piece, at) if at else [piece]


def _dateline_within(pack: Pack, piece: Piece) -> int | None:
    """Where, behind a reference, place and date begin on the same line."""
    text = piece.folded
    if not piece.is_line or len(text.fold) > _LONGEST_LINE:
        return None
    if matched(pack, "reference", piece.text, {}) is None:
        return None
    for place in range(1, len(text.fold)):
        if text.fold[place - 1] == " ":
            rest = text.fold[place:]
            if any(True for _ in find(pack, "dateline", rest, dates(pack), whole=True)):
                named = rest.partition(",")[0]
                if named in _places(pack) or not named[:1].isalpha():
                    return text.at[place]
    return None


@cache
def _places(pack: Pack) -> frozenset[str]:
    return frozenset(fold(line.text) for line in lines(pack, "places"))


def _head(draft: Draft, sent: Sent, pieces: Sequence[Piece]) -> int:
    """Read the lines over the text; where the text begins."""
    labelled = False
    between: list[Piece] = []
    names: list[Piece] = []
    end = 0
    for place, piece in enumerate(pieces[:_MOST_HEAD]):
        if not piece.is_line or len(piece.text) > _LONGEST_LINE:
            break
        if opening_in(draft.pack, piece.folded) is not None:
            break
        if _field(draft, sent, piece):
            labelled = True
        elif _calls(draft.pack, piece, labelled=labelled or _is_address(draft.pack, names)):
            if not labelled and _is_address(draft.pack, names):
                between, names, labelled = names, [], True
            sent.salutation = piece
            sent.signs += 1
            draft.note("salutation", [piece], "salutation")
            end = place + 1
            break
        elif piece.text.rstrip().endswith((".", "。")):
            following = pieces[place + 1] if place + 1 < len(pieces) else None
            if following is None or not is_vocative(draft.pack, following.text):
                break
            sent.notice = piece
        elif labelled:
            between.append(piece)
        else:
            names.append(piece)
        end = place + 1
    called = sent.salutation is not None and called_offices(draft.pack, sent.salutation.text)
    known = labelled or not names or called or _is_letterhead(draft.pack, names)
    if not sent.signs or not known:
        sent.salutation = None
        return 0
    if between and not sent.addressee:
        if any(True for _ in offices_in(draft.pack, between)):
            sent.addressee = between
        else:
            back = end - len(between) - (1 if sent.salutation else 0)
            sent.salutation = None
            return back
    for piece in names:
        is_address = bool(sent.names) and any(char.isdigit() for char in piece.text)
        (sent.address if is_address else sent.names).append(piece)
    return end


def _is_letterhead(pack: Pack, names: Sequence[Piece]) -> bool:
    """Whether lines without a label are those of a letterhead: they name an office."""
    return any(piece.passage.zone == "masthead" or office_on(pack, piece.text) for piece in names)


def _is_address(pack: Pack, lines: Sequence[Piece]) -> bool:
    """Whether the last of some lines name an office of the Organization, to which one writes."""
    last = [found for found in offices_in(pack, lines) if found[1] == len(lines)]
    return bool(last) and last[0][2][0].office in ORGANIZATION_OFFICES


def _calls(pack: Pack, piece: Piece, *, labelled: bool) -> bool:
    """Whether a line is a salutation: a vocative, or words of its own under a letter's head."""
    text = piece.text.strip()
    if is_vocative(pack, text):
        return True
    if len(text) >= _LONGEST_CALL or not text.endswith((",", ":", "،", "：", "，", "!")):
        return False
    if labelled:
        bare = text.rstrip(",،，")
        return bare == text or matched(pack, "address.person", bare, {}) is None
    return bool(called_offices(pack, text))


def _field(draft: Draft, sent: Sent, piece: Piece) -> bool:
    """Read a line of the head that has a label, or place and date."""
    pack = draft.pack
    for key in ("telephone", "reference", "subject"):
        match = matched(pack, key, piece.text, {})
        value = words_of_slot(piece, match, key) if match else None
        if value and not value.endswith((":", "：")) and getattr(sent, key) is None:
            setattr(sent, key, value)
            draft.note("letterhead.telephone" if key == "telephone" else key, [piece], key)
            sent.signs += 1
            return True
    return _dateline(draft, sent, piece)


def _dateline(draft: Draft, sent: Sent, piece: Piece) -> bool:
    if sent.day is not None or len(piece.text) > _LONGEST_LINE:
        return False
    for match in find(draft.pack, "dateline", piece.folded.fold, dates(draft.pack), whole=True):
        place = words_of_slot(piece, match, "place")
        if place is not None and len(place.split()) > 4:
            continue
        sent.day, sent.place = match.values["date"], place
        draft.note("date", [piece], "dateline")
        sent.signs += 1
        return True
    return False


# -- end -------------------------------------------------------------------------------------------


def _end(draft: Draft, sent: Sent) -> None:
    """Take enclosures, dateline, signature and courtesy close off the end of the text."""
    pack = draft.pack
    pieces = sent.text
    number: dict[str, Reader] = {"number": figure}
    if pieces and matched(pack, "enclosures", pieces[-1].text, number):
        draft.repeat(pieces.pop())
        sent.signs += 1
    if sent.day is None:
        _dated(draft, sent, pieces)
    for back in range(1, min(len(pieces), _MOST_SIGNED + 1) + 1):
        piece = pieces[-back]
        if closes(pack, piece.text) and opening_in(pack, piece.folded) is None:
            sent.close = piece
            sent.signs += 1
            sent.signed = pieces[len(pieces) - back + 1 :]
            below = _address_below(pack, sent.signed)
            if below and not sent.addressee:
                sent.addressee = sent.signed[below:]
                sent.signed = sent.signed[:below]
            sent.text = pieces[: len(pieces) - back]
            return
        if len(piece.text) > _LONGEST_LINE or not piece.is_line:
            return


def _address_below(pack: Pack, pieces: Sequence[Piece]) -> int | None:
    """Where, under a signature, the lines of an addressee begin: with the words for a person."""
    for place, piece in enumerate(pieces):
        if place and any(
            True for _ in find(pack, "address.person", piece.folded.fold, {}, whole=True)
        ):
            named = any(True for _ in offices_in(pack, pieces[place:]))
            return place if named else None
    return None


def _dated(draft: Draft, sent: Sent, pieces: list[Piece]) -> None:
    """Take place and date off the end, with an addressee's lines where they stand below."""
    for back in range(1, min(len(pieces), _MOST_ADDRESS + 1) + 1):
        piece, below = pieces[-back], pieces[len(pieces) - back + 1 :]
        if len(piece.text) > _LONGEST_LINE or not piece.is_line:
            return
        if below and not any(True for _ in offices_in(draft.pack, below)):
            continue
        if _dateline(draft, sent, piece):
            if not sent.addressee:
                sent.addressee = below
                del pieces[-back:]
            else:
                del pieces[-back]
            return
