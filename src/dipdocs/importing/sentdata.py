"""A letter or note as sent becomes data: parties from letterhead, addressee lines and signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dipdocs.compose.composition import Composition, Paragraph, Role, Slot, plain
from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError
from dipdocs.importing.correspondents import read_addressee, read_sender
from dipdocs.importing.courtesies import office_on, offices_in
from dipdocs.importing.drafts import Draft
from dipdocs.importing.folding import words
from dipdocs.importing.partydata import addressee, party
from dipdocs.importing.partydata import senders as senders_of
from dipdocs.importing.phrases import opening_in
from dipdocs.importing.sending import Sent, reclaim
from dipdocs.language import Pack
from dipdocs.model import Document


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
    read_addressee(draft, sent)
    read_sender(draft, sent)


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
    dateline = " ".join(plain(line) for line in composed.slots.get(Slot.DATELINE, ()))
    new_york = draft.pack.say("places", "new-york")
    derived_place = new_york in dateline + _said(composed, Role.DATELINE)
    if derived_place and data.get("place") == new_york:
        del data["place"]
    elif derived_place and sent.day is not None and sent.place is None:
        data["place"] = ""  # the text has none
    _plainly(draft, document)


def _addressed(draft: Draft, sent: Sent, composed: Composition) -> None:
    """Keep an addressee's lines that are not those derived."""
    found = [piece.text for piece in sent.addressee]
    derived = [plain(line) for line in composed.slots.get(Slot.ADDRESSEE, ())]
    to = draft.data.get("to", ())
    same = [words(line) for line in found] == [words(line) for line in derived if line]
    if not found or same or len(to) != 1:
        return
    last = next((end for _, end, _, _ in offices_in(draft.pack, sent.addressee)), len(found))
    if last == len(found):
        return
    party = {"office": to[0]} if isinstance(to[0], str) else dict(to[0])
    draft.data["to"] = [{**party, "address": found[last:]}]


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
