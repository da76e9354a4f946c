"""Title block, title and headings of annexes (un-format.md §§4 and 8, phrases.md §§1-3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dipdocs.compose.agenda import item_lines, marks, session, session_line, year_line
from dipdocs.compose.composition import Block, Columns, Paragraph, Role, plain
from dipdocs.compose.context import Context
from dipdocs.compose.parties import in_words, number, of_the_organization
from dipdocs.compose.writing import Writing
from dipdocs.language.formula import Filling
from dipdocs.model import Annex, Declaration, Letter, NoteVerbale, OrganEntry
from dipdocs.model.base import LocalizedText
from dipdocs.model.terms import Organ

_SUPPLEMENT = re.compile(r"/(Add|Corr)\.\d+")
SUBSIDIARY: Mapping[Organ, Organ] = {"human-rights-council": "general-assembly"}
"""Organs whose documents bear another's name in the masthead, and their own in the title block."""
_SUPPLEMENTS = {"Add": "addendum", "Corr": "corrigendum"}


def title_block(context: Context) -> list[Block]:
    """Session, year and agenda items; side by side where there are several organs.

    The year line only stands in a joint document: one of the Security Council alone has neither
    session nor year (un-format.md §8).
    """
    circulation = context.document.circulation
    if circulation is None:
        return []
    entries = circulation.organs
    joint = len(entries) > 1
    columns = [
        tuple(_organ_lines(entry, index, context, joint=joint))
        for index, entry in enumerate(entries)
    ]
    if joint:
        return [
            Columns(columns=tuple(columns), rule="title-block.joint", field="circulation.organs")
        ]
    return [paragraph for column in columns for paragraph in column]


def _organ_lines(
    entry: OrganEntry, index: int, context: Context, *, joint: bool
) -> list[Paragraph]:
    where = f"circulation.organs[{index}]"

    def line(role: Role, text: str, rule: str) -> Paragraph:
        return Paragraph(role, context.line(text), rule, where)

    lines: list[Paragraph] = []
    if joint or entry.organ in SUBSIDIARY:
        lines.append(line(Role.ORGAN, context.pack.say(f"organs.{entry.organ}", "plain"), "organ"))

    def own(name: str, given: Sequence[LocalizedText]) -> list[Paragraph]:
        texts = (context.text(text, f"{where}.{name}[{n}]") for n, text in enumerate(given))
        return [line(Role.OWN_LINE, text, f"organ.{name.replace('_', '-')}") for text in texts]

    if entry.lines is not None:
        return lines + own("lines", entry.lines)
    held = session(entry, context)
    year = year_line(entry, context) if joint and entry.organ == "security-council" else None
    if entry.session_lines is not None:
        lines += own("session_lines", entry.session_lines)
    else:
        if held is not None:
            lines.append(line(Role.SESSION, session_line(held, context), "session"))
        if year is not None:
            lines.append(line(Role.YEAR, year, "year"))
    if entry.agenda_lines is not None:
        return lines + _marked(
            own("agenda_lines", entry.agenda_lines), marks(entry, context), context
        )
    lines += [line(Role.AGENDA_ITEM, text, "agenda") for text in item_lines(entry, context)]
    for position, item in enumerate(entry.agenda):
        if item.title is not None:
            title = context.text(item.title, f"{where}.agenda[{position}].title")
            lines.append(line(Role.AGENDA_TITLE, title, "agenda.title"))
    return lines


def _marked(lines: list[Paragraph], found: Sequence[str], context: Context) -> list[Paragraph]:
    """Own lines of agenda items with the marks of their notes, where they have an asterisk."""
    waiting = list(found)
    out = []
    for row in lines:
        text = plain(row.inlines)
        starred = text.endswith("*") and waiting
        said = context.line(text.rstrip("*") + waiting.pop(0)) if starred else row.inlines
        out.append(replace(row, inlines=said))
    return out


def supplements(context: Context) -> list[Block]:
    """Addendum or Corrigendum over the title, as the symbol's suffix says."""
    circulation = context.document.circulation
    if circulation is None or not circulation.symbols:
        return []
    found = [suffix for symbol in circulation.symbols for suffix in _SUPPLEMENT.findall(symbol)]
    return [
        Paragraph(
            Role.SUPPLEMENT,
            context.line(context.pack.say("supplements", _SUPPLEMENTS[suffix])),
            "supplements",
            "circulation.symbols",
        )
        for suffix in dict.fromkeys(found)
    ]


def title(context: Context) -> Paragraph | None:
    """The title: derived from kind, date and parties, or in the user's own words.

    None for a document with gaps that lacks one of these.
    """
    document = context.document
    if document.title is not None:
        return Paragraph(
            Role.TITLE, context.line(context.text(document.title, "title")), "title.own", "title"
        )
    if isinstance(document, Declaration) or not of_someone(document):
        return None
    text = written_title(context)
    return Paragraph(Role.TITLE, context.line(text), "title", "from")


def of_someone(document: Letter | NoteVerbale) -> bool:
    """Whether date, senders and addressees are known, as but for a document with gaps they are."""
    return not {"date", "from", "to"}.intersection(document.gaps)


def written_title(context: Context) -> str:
    """The derived title of the letter or note that speaks."""
    writing, pack = context.writing, context.pack
    line = pack.say("title", *_features(writing), **_party_slots(writing, context))
    return pack.grammar.capitalize(line)


def _features(writing: Writing) -> tuple[str, ...]:
    """What chooses the line of a title or an annex heading."""
    sender = "organization" if of_the_organization(writing.senders) else "state"
    return writing.title_kind, number(len(writing.addressees)), sender


def _party_slots(writing: Writing, context: Context) -> Mapping[str, Filling]:
    """Date, senders and addressees in words; the document's own worked out once."""
    if writing.over is None and context.parties is not None:
        return context.parties
    assert writing.date is not None
    slots: dict[str, Filling] = {
        "date": context.pack.date(writing.date),
        "senders": in_words(writing.senders, context, writing.field("from")),
        "addressees": in_words(writing.addressees, context, writing.field("to")),
    }
    if writing.over is None:
        context.parties = slots
    return slots


def annex_heading(annex: Annex, index: int, context: Context) -> Paragraph:
    """«Annex II to the letter dated …»; plain «Annex» as sent, or from an organ of the UN."""
    document = context.document
    where = f"annexes[{index}]"
    if annex.heading is not None:
        text = context.text(annex.heading, f"{where}.heading")
        return Paragraph(Role.ANNEX_HEADING, context.line(text), "annex-heading.own", where)
    count = len(document.annexes)
    numbered = "numbered" if count > 1 else "only"
    slots: dict[str, Filling] = {"number": context.pack.number(index + 1)}
    plain = context.face == "letterhead"
    if (
        isinstance(document, Declaration)
        or plain
        or not of_someone(document)
        or of_the_organization(document.senders)
    ):
        line = context.pack.say("annex-heading", "plain", numbered, "many", **slots)
    else:
        slots |= _party_slots(context.writing, context)
        kind, addressees, _ = _features(context.writing)
        line = context.pack.say("annex-heading", kind, numbered, addressees, **slots)
    text = context.pack.grammar.capitalize(line)
    return Paragraph(Role.ANNEX_HEADING, context.line(text), "annex-heading", where)


def attachment_heading(
    kind: str, own: str | None, index: int, siblings: Sequence[object], where: str, context: Context
) -> Paragraph:
    """The heading of an enclosure or an appendix: «Enclosure», «Appendix II»."""
    if own is not None:
        return Paragraph(Role.ANNEX_HEADING, context.line(own), f"{kind}-heading.own", where)
    numbered = "numbered" if len(siblings) > 1 else "only"
    text = context.pack.say(f"{kind}-heading", numbered, number=context.pack.number(index + 1))
    return Paragraph(Role.ANNEX_HEADING, context.line(text), f"{kind}-heading", where)
