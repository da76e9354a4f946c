"""Who writes a letter as sent and to whom: from letterhead, address lines and signature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from dipdocs.importing.courtesies import is_vocative, office_on
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Span
from dipdocs.importing.parties import parties_of
from dipdocs.importing.partydata import addressee, party
from dipdocs.importing.pieces import Piece
from dipdocs.importing.sending import Sent
from dipdocs.importing.wordings import find
from dipdocs.language import Pack
from dipdocs.model.terms import MISSIONS

_RANK_OFFICES = {
    "secretary-general": "secretary-general",
    "deputy-secretary-general": "deputy-secretary-general",
}
"""The offices that a vocative alone tells; a president is one of several."""
_OFFICE_OF_MISSION = {
    "permanent-mission": "permanent-representative",
    "permanent-observer-mission": "permanent-observer",
}


# -- addressee -------------------------------------------------------------------------------------


def read_addressee(draft: Draft, sent: Sent) -> None:
    """Who is written to: from the lines of address, else from the salutation."""
    pack = draft.pack
    called = is_vocative(pack, sent.salutation.text) if sent.salutation else None
    person: dict[str, Any] = {}
    found: list[dict[str, Any]] = []
    for piece in sent.addressee:
        offices = office_on(pack, piece.text)
        if offices:
            data = party(pack, offices[0], piece.folded)
            found.append({**data, **person})
            person = {}
            continue
        named = _person(pack, piece)
        if named:
            person = named
    if not found and called:
        office = next((_RANK_OFFICES[step] for step in called if step in _RANK_OFFICES), None)
        if office is not None and sent.salutation is not None:
            found = [{"office": office, "gender": "f" if "f" in called else "m"}]
            draft.note("to", [sent.salutation], "salutation")
    elif found:
        draft.note("to", sent.addressee, "address.office")
    if called and len(found) == 1 and "f" in called:
        found[0]["gender"] = "f"
    if found:
        draft.data["to"] = [addressee(one) for one in found]


def _person(pack: Pack, piece: Piece) -> dict[str, Any]:
    """«Her Excellency Ms. Ana Modelo»: name and gender."""
    for match in find(pack, "address.person", piece.folded.fold, {}, whole=True):
        span = match.values.get("name")
        if isinstance(span, Span):
            gender = next((step for step in match.path if step in ("m", "f")), None)
            name = piece.folded.original(span.start, span.end)
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
    lines = [piece.text for piece in sent.signed]
    if _several(draft, sent, lines):
        return
    before = pack.say("signature.position") == "before"
    name = (lines[-1] if before else lines[0]) if lines else None
    position = (lines[:-1] if before else lines[1:]) if lines else []
    data: dict[str, Any] = {}
    for line in position:
        for who in office_on(pack, line):
            data = party(pack, who, sent.signed[lines.index(line)].folded)
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
