"""Who writes a letter as sent and to whom: from letterhead, address lines and signature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from dipdocs.importing.courtesies import (
    called_offices,
    is_vocative,
    matched,
    office_on,
    offices_in,
    words_of_slot,
)
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import fold, folded, is_cjk
from dipdocs.importing.parties import parties_of
from dipdocs.importing.partydata import addressee, party
from dipdocs.importing.pieces import Piece, cut
from dipdocs.importing.script import Passage
from dipdocs.importing.sending import Sent
from dipdocs.importing.signatures import signature_marks
from dipdocs.language import Pack
from dipdocs.model.terms import MISSIONS

_RANK_OFFICES = {
    "secretary-general": "secretary-general",
    "deputy-secretary-general": "deputy-secretary-general",
}
"""The offices that a vocative alone tells; a president is one of several."""
_LONGEST_NAME = 40
_OFFICE_OF_MISSION = {
    "permanent-mission": "permanent-representative",
    "permanent-observer-mission": "permanent-observer",
}


# -- addressee -------------------------------------------------------------------------------------


def read_addressee(draft: Draft, sent: Sent) -> None:
    """Who is written to: from the lines of address, else from the salutation."""
    pack = draft.pack
    called = is_vocative(pack, sent.salutation.text) if sent.salutation else None
    found: list[dict[str, Any]] = []
    offices = list(offices_in(pack, sent.addressee))
    for start, _, who, text in offices:
        person = {} if found else _person(pack, sent.addressee[:start])
        found.append({**party(pack, who[0], folded(text)), **person})
    if not found and sent.salutation is not None:
        words = sent.salutation.folded
        found = [party(pack, who, words) for who in called_offices(pack, sent.salutation.text)]
        if found:
            draft.note("to", [sent.salutation], "salutation")
    if not found and called:
        office = next((_RANK_OFFICES[step] for step in called if step in _RANK_OFFICES), None)
        if office is not None and sent.salutation is not None:
            found = [{"office": office, "gender": "f" if "f" in called else "m"}]
            draft.note("to", [sent.salutation], "salutation")
    elif offices:
        draft.note("to", sent.addressee, "address.office")
    if called and len(found) == 1 and "f" in called:
        found[0]["gender"] = "f"
    if found:
        draft.data["to"] = [addressee(one) for one in found]


def _person(pack: Pack, pieces: Sequence[Piece]) -> dict[str, Any]:
    """«Her Excellency Ms. Ana Modelo»: name and gender; the name may have a line of its own."""
    for place, piece in enumerate(pieces):
        match = matched(pack, "address.person", piece.text, {})
        if match is None:
            continue
        gender = next((step for step in match.path if step in ("m", "f")), None)
        name = words_of_slot(piece, match, "name")
        if name is None and place + 1 < len(pieces):
            name = _person(pack, pieces[place + 1 :]).get("name") or pieces[place + 1].text.strip()
        if name:
            return {"name": name, **({"gender": gender} if gender == "f" else {})}
    return {}


# -- sender ----------------------------------------------------------------------------------------


@cache
def _bare_offices(pack: Pack) -> dict[str, tuple[str, str | None]]:
    """Offices of a State without the State, as they stand under a signature."""
    table: dict[str, tuple[str, str | None]] = {}
    for office in parties_of(pack).offices:
        if office.stated and office.before.strip():
            bare = fold(pack.grammar.without_article(office.before)).strip()
            table.setdefault(bare, (office.office, office.gender))
    return table


def read_sender(draft: Draft, sent: Sent) -> None:
    """Who writes: from the name and office under the letter and the State in its head."""
    pack = draft.pack
    signed = _signed(draft, sent.signed)
    lines = [piece.text for piece in signed]
    if _several(draft, sent, lines):
        return
    offices = list(offices_in(pack, signed))
    held = {place for start, end, _, _ in offices for place in range(start, end)}
    before = pack.say("signature.position") == "before"
    free = [place for place in range(len(lines)) if place not in held]
    named = (free[-1] if before else free[0]) if free else None
    name = lines[named] if named is not None else None
    position = [line for place, line in enumerate(lines) if place != named]
    data: dict[str, Any] = {}
    for _, _, who, text in offices:
        data = party(pack, who[0], folded(text))
    mission, country = _of_head(pack, sent.names)
    for line in position:
        known = _bare_offices(pack).get(fold(line).strip(" ,."))
        if known is not None and not data and country is not None:
            data = {"office": known[0], "country": country}
            if known[1] is not None:
                data["gender"] = known[1]
    if not data and country is not None and mission is not None:
        data = {"office": _OFFICE_OF_MISSION[mission], "country": country}
    if not data:
        if name:
            draft.data["signatories"] = [
                {"name": name, **({"position": position} if position else {})}
            ]
        return
    if name:
        data["name"] = name
    if position:
        data["position"] = position
    draft.data["from"] = data
    draft.note("from", [*sent.names, *sent.signed], "signature.position")


def _signed(draft: Draft, pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of a signature, without the mark of a copy; office and name on one line are two."""
    out: list[Piece] = []
    marks = signature_marks(draft.pack)
    for piece in pieces:
        found = marks.match(piece.folded.fold)
        rest = piece
        if found is not None:
            at = piece.folded.end(found.end())
            draft.unplaced.append(Passage(piece.text[:at].strip(), piece.passage.place))
            kept = cut(piece, at)[1:]
            if not kept:
                continue
            rest = kept[0]
        out += _parted(draft.pack, rest)
    return out


def _parted(pack: Pack, piece: Piece) -> list[Piece]:
    """Office and name where they stand on one line: «外交部长 周恩来»."""
    text = piece.folded
    if office_on(pack, piece.text):
        return [piece]
    for end, who in parties_of(pack).read(text.fold, 0):
        rest = text.fold[end:].strip(" ,")
        fits = 0 < len(rest) <= _LONGEST_NAME and (text.fold[end] == " " or is_cjk(rest[0]))
        if who[0].country is not None and fits:
            return cut(piece, text.end(end))
    return [piece]


def _several(draft: Draft, sent: Sent, lines: Sequence[str]) -> bool:
    """Read the signatures of several who write together, each on as many lines."""
    pack = draft.pack
    named = [who for piece in sent.names for who in office_on(pack, piece.text) if who.country]
    if len(named) < 2 or not lines or len(lines) % len(named):
        return False
    step = len(lines) // len(named)
    senders = []
    for number, who in enumerate(named):
        own = list(lines[number * step : (number + 1) * step])
        if pack.say("signature.position") == "before":
            own.reverse()
        office = _OFFICE_OF_MISSION.get(str(who.office), str(who.office))
        sender: dict[str, Any] = {"office": office, "country": who.country, "name": own[0]}
        senders.append({**sender, "position": own[1:]} if own[1:] else sender)
    draft.data["from"] = senders
    draft.note("from", [*sent.names, *sent.signed], "signature.position")
    return True


def _of_head(pack: Pack, names: Sequence[Piece]) -> tuple[str | None, str | None]:
    """The mission and the State that a letterhead names."""
    mission = country = None
    for piece in names:
        for who in office_on(pack, piece.text):
            if who.office in MISSIONS and who.country is not None:
                return who.office, who.country
        state = parties_of(pack).country(piece.text)
        if state is not None:
            country = state[0]
        for bare, (office, _) in _bare_offices(pack).items():
            if office in MISSIONS and fold(piece.text).startswith(bare):
                mission = office
    return mission, country
