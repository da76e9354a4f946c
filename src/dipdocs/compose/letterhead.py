"""A letter or note as sent: on letterhead, to be signed or sealed (un-format.md §11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dipdocs.compose.composition import Block, Line, Paragraph, Role, Slot
from dipdocs.compose.context import Context
from dipdocs.compose.formal import close, closing, salutation
from dipdocs.compose.letterhead_lines import (
    addressee_lines,
    labelled,
    line,
    named,
    place_of,
    unmarked,
)
from dipdocs.compose.parties import bare, number
from dipdocs.compose.signature import for_whom, positions, side_by_side
from dipdocs.model import Declaration, Letter, NoteVerbale
from dipdocs.model.terms import ORGANIZATION_OFFICES, PERMANENT_MISSION

_WRITES_FROM = {
    "permanent-representative": "permanent-mission",
    "deputy-permanent-representative": "permanent-mission",
    "permanent-observer": "permanent-observer-mission",
    "deputy-permanent-observer": "permanent-observer-mission",
    "minister-for-foreign-affairs": "ministry-of-foreign-affairs",
}
"""Whose letterhead an office writes on, where that is not its own (a chargé names its mission)."""


def head(context: Context) -> dict[Slot, tuple[Line, ...]]:
    """What stands in head and foot of the first page, and over the text."""
    document = context.document
    given = document.letterhead
    lines: dict[Slot, list[Line]] = {
        Slot.LETTERHEAD_NAME: [named(*name, context) for name in _names(context)]
    }
    if given is not None and given.address is not None:
        lines[Slot.LETTERHEAD_ADDRESS] = [
            line(context.text(own, f"letterhead.address[{index}]", prose=False), context)
            for index, own in enumerate(given.address)
        ]
    if given is not None and given.telephone is not None:
        lines[Slot.LETTERHEAD_TELEPHONE] = [labelled("telephone", given.telephone, context)]
    if document.reference is not None:
        lines[Slot.REFERENCE] = [labelled("reference", document.reference, context)]
    if isinstance(document, Letter) and document.date is not None:
        lines[Slot.DATELINE] = [_dateline(document, context)]
    if not isinstance(document, Declaration):
        lines[Slot.ADDRESSEE] = addressee_lines(document.addressees, context)
    return {slot: tuple(texts) for slot, texts in lines.items() if texts}


def before_text(context: Context) -> list[Block]:
    """Subject and salutation."""
    document = context.document
    blocks: list[Block] = []
    if isinstance(document, Declaration):
        return blocks
    if document.subject is not None:
        words = context.text(document.subject, "subject")
        inlines = context.line(context.pack.say("subject", subject=words))
        blocks.append(Paragraph(Role.SUBJECT, inlines, "subject", "subject"))
    if isinstance(document, Letter) and (document.addressees or document.salutation):
        inlines = context.line(salutation(document, context))
        blocks.append(Paragraph(Role.SALUTATION, inlines, "salutation", "to"))
    return blocks


def after_text(context: Context, used: Collection[str]) -> list[Block]:
    """What ends a letter or note; `used` names the formulas that its text holds already."""
    document = context.document
    match document:
        case Letter():
            blocks: list[Block] = []
            if document.close is not None or (document.addressees and document.senders):
                inlines = context.line(close(document, context))
                blocks.append(Paragraph(Role.CLOSE, inlines, "close", "to"))
            blocks += _to_be_signed(context)
        case NoteVerbale():
            blocks = []
            known = document.close is not None or (document.addressees and document.senders)
            if "closing" not in used and known:
                inlines = context.line(closing(context))
                blocks.append(Paragraph(Role.TEXT, inlines, "closing", "to"))
            if document.date is not None:
                blocks.append(Paragraph(Role.DATELINE, _dateline(document, context), "dateline"))
        case _:
            blocks = _to_be_signed(context)
    if document.annexes:
        count = len(document.annexes)
        inlines = context.line(context.pack.say("enclosures", number(count), number=str(count)))
        blocks.append(Paragraph(Role.ENCLOSURES, inlines, "enclosures", "annexes"))
    return blocks


def whose(context: Context) -> str:
    """What the picture over the names is: "Emblem: Permanent Mission of …"; "" without a name.

    One language is enough for it: the letter's, if the head has it, else the first.
    """
    head = context.document.letterhead
    given = head.name if head is not None else None
    if isinstance(given, Mapping) and context.language in given:
        given = given[context.language]
    names = given.splitlines() if isinstance(given, str) else _derived_names(context)
    name = ", ".join(filter(None, map(str.strip, names)))
    return context.pack.say("logo", name=name) if name else ""


# -- letterhead -----------------------------------------------------------------------------------


def _names(context: Context) -> list[tuple[str, str]]:
    """The names in the head, each with its language where that is another than the letter's.

    Those given, in their order, and the derived one that is wanting.
    """
    head = context.document.letterhead
    given = head.name if head is not None else None
    if isinstance(given, str):
        return [(name, "") for name in given.splitlines()]
    own = context.language
    names = [
        (line, "" if language == own else language)
        for language, text in (given or {}).items()
        for line in text.splitlines()
    ]
    if own not in (given or {}):
        names += [(name, "") for name in _derived_names(context)]
    return names


def _derived_names(context: Context) -> list[str]:
    """«Permanent Mission of Nepal to the United Nations», for each sender."""
    document, pack = context.document, context.pack
    if isinstance(document, Declaration):
        return []
    names: list[str] = []
    for index, party in enumerate(document.senders):
        office = str(party.office)
        if office in ORGANIZATION_OFFICES and pack.say("address.organization", office):
            names.append(pack.say("organization"))
        own = party.mission or PERMANENT_MISSION if office == "charge-d-affaires" else party.office
        writer = party.model_copy(update={"office": _WRITES_FROM.get(office, own)})
        names.append(bare(writer, context, f"from[{index}]")(()))
    return list(dict.fromkeys(names))


def _dateline(document: Letter | NoteVerbale, context: Context) -> Line:
    pack = context.pack
    place = place_of(document.senders[0], context) if document.senders else ""
    if document.place is not None:
        place = context.text(document.place, "place")
    placed = "placed" if place else "unplaced"
    return context.line(pack.say("dateline", placed, place=place, date=pack.date(document.date)))


# -- signature ------------------------------------------------------------------------------------


def _to_be_signed(context: Context) -> list[Block]:
    """Name and office of those who are to sign; the layout leaves room over the name."""
    document = context.document
    parties, where = document.signatories, "signatories"
    if parties is None and isinstance(document, Letter):
        parties, where = document.senders, "from"
    before = context.pack.say("signature.position") == "before"
    blocks: list[tuple[Paragraph, ...]] = []
    for index, party in enumerate(parties or ()):
        path = f"{where}[{index}]"
        name = context.text(party.name, f"{path}.name", prose=False) if party.name else ""
        line = Paragraph(
            Role.SIGNATURE, context.line(unmarked(name)), "signature.room", f"{path}.name"
        )
        position = [
            Paragraph(Role.POSITION, context.line(text), "signature.position", f"{path}.position")
            for text in positions(party, context, path)
        ]
        own = for_whom(party, context, path)
        blocks.append((*own, *position, line) if before else (*own, line, *position))
    return side_by_side(blocks, where)
