"""A letter or note as sent becomes data: parties from letterhead, addressee lines and signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from dipdocs.compose.composition import Composition, Paragraph, Role, Slot, plain
from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import fold, words
from dipdocs.importing.matching import Span
from dipdocs.importing.parties import parties_of
from dipdocs.importing.partydata import addressee, party
from dipdocs.importing.partydata import senders as senders_of
from dipdocs.importing.phrases import opening_in
from dipdocs.importing.pieces import Piece
from dipdocs.importing.sending import Sent, is_vocative, office_on, reclaim
from dipdocs.importing.wordings import find
from dipdocs.language import Pack
from dipdocs.model import Document
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


def fill(draft: Draft, sent: Sent) -> None:
    """Put what was read round a text into the data."""
    data, pack = draft.data, draft.pack
    for key in ("reference", "subject"):
        if getattr(sent, key):
            data[key] = getattr(sent, key)
    if sent.day is not None:
        data["date"] = sent.day
    if sent.place is not None:
        data["place"] = sent.place
    if sent.notice is not None:
        data["notice"] = sent.notice.text
        draft.note("notice", [sent.notice], "text")
    _letterhead(draft, sent)
    opening = next(
        (found for piece in sent.text[:3] if (found := opening_in(pack, piece.folded))), None
    )
    if opening is not None:
        data["kind"] = "note-verbale"
        text = next(piece for piece in sent.text[:3] if opening_in(pack, piece.folded))
        senders = [_shortly(one) for one in senders_of(pack, opening.senders, text.folded)]
        data["from"] = senders if len(senders) > 1 else senders[0]
        data["to"] = [_shortly_to(party(pack, who, text.folded)) for who in opening.addressees]
        draft.note("from", [text], "opening")
        draft.note("to", [text], "opening")
        reclaim(sent)
        _formally(pack, sent, data["from"])
        return
    _addressee(draft, sent)
    _sender(draft, sent)


def _shortly(data: dict[str, Any]) -> dict[str, Any]:
    """A sender in a note's text, whose State is named formally there without being asked."""
    return {k: v for k, v in data.items() if (k, v) != ("country_form", "formal")}


def _shortly_to(data: dict[str, Any]) -> dict[str, Any] | str:
    return addressee(_shortly(data))


def _formally(pack: Pack, sent: Sent, senders: Any) -> None:  # noqa: ANN401
    """Name a State formally where the letterhead does."""
    named = [who for piece in sent.names for who in office_on(pack, piece.text)]
    for sender in senders if isinstance(senders, list) else [senders]:
        formal = [who for who in named if who.country == sender.get("country")]
        if formal and formal[0].form == "formal" and "country" in sender:
            sender["country_form"] = "formal"


def _letterhead(draft: Draft, sent: Sent) -> None:
    head: dict[str, Any] = {}
    if sent.names:
        head["name"] = "\n".join(piece.text for piece in sent.names)
        draft.note("letterhead.name", sent.names, "text")
    if sent.address:
        head["address"] = [piece.text for piece in sent.address]
        draft.note("letterhead.address", sent.address, "text")
    if sent.telephone:
        head["telephone"] = sent.telephone
    if head:
        draft.data["letterhead"] = head


# -- addressee -------------------------------------------------------------------------------------


def _addressee(draft: Draft, sent: Sent) -> None:
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


def _sender(draft: Draft, sent: Sent) -> None:
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


# -- proving ---------------------------------------------------------------------------------------


def prove(draft: Draft, sent: Sent, document: Document) -> None:
    """Keep the words found where the derived ones differ, and drop what is derived."""
    data = draft.data
    try:
        composed = compose(document, face="letterhead")
    except DipdocsError:
        return
    if sent.salutation is None and data["kind"] == "letter":
        data["salutation"] = ""
    elif sent.salutation is not None and _said(composed, Role.SALUTATION) != words(
        sent.salutation.text
    ):
        data["salutation"] = sent.salutation.text
    _addressed(draft, sent, composed)
    if sent.close is None:
        data["close"] = ""
    else:
        derived = _said(composed, Role.CLOSE) or " ".join(
            words(plain(p.inlines)) for p in _paragraphs(composed) if p.rule == "closing"
        )
        if derived != words(sent.close.text):
            data["close"] = sent.close.text
            draft.note("close", [sent.close], "text")
    if "place" in data and data["place"] == draft.pack.say("places", "new-york"):
        dateline = composed.slots.get(Slot.DATELINE, ())
        note = _said(composed, Role.DATELINE)
        if data["place"] in " ".join(plain(line) for line in dateline) + note:
            del data["place"]
    _plainly(draft, document)


def _addressed(draft: Draft, sent: Sent, composed: Composition) -> None:
    """Keep an addressee's lines that are not those derived."""
    found = [piece.text for piece in sent.addressee]
    derived = [plain(line) for line in composed.slots.get(Slot.ADDRESSEE, ())]
    to = draft.data.get("to", ())
    same = [words(line) for line in found] == [words(line) for line in derived if line]
    if not found or same or len(to) != 1:
        return
    place = next((n for n, line in enumerate(found) if office_on(draft.pack, line)), None)
    if place is None or place + 1 == len(found):
        return
    party = {"office": to[0]} if isinstance(to[0], str) else dict(to[0])
    draft.data["to"] = [{**party, "address": found[place + 1 :]}]


def _plainly(draft: Draft, document: Document) -> None:
    """Leave out a letterhead's name that the sender gives."""
    head = draft.data.get("letterhead", {})
    if "name" not in head or document.letterhead is None:
        return
    bare = document.model_copy(
        update={"letterhead": document.letterhead.model_copy(update={"name": None})}
    )
    try:
        composed = compose(bare, face="letterhead")
    except DipdocsError:
        return
    derived = [words(plain(line)) for line in composed.slots.get(Slot.LETTERHEAD_NAME, ())]
    if derived == [words(line) for line in head["name"].splitlines()]:
        del head["name"]


def _paragraphs(composed: Composition) -> Iterator[Paragraph]:
    for block in composed.blocks():
        if isinstance(block, Paragraph):
            yield block


def _said(composed: Composition, role: Role) -> str:
    return " ".join(words(plain(p.inlines)) for p in _paragraphs(composed) if p.role is role)
