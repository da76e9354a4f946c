"""What is attached: annexes, their enclosures, appendices of those, each a part of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dipdocs.compose.body import body_blocks
from dipdocs.compose.composition import Block, Paragraph, Part, Role
from dipdocs.compose.context import Context
from dipdocs.compose.expressions import Evaluator
from dipdocs.compose.parties import in_words, number
from dipdocs.compose.signature import done_lines, signatures
from dipdocs.compose.titles import annex_heading, attachment_heading
from dipdocs.model import Annex, Appendix, Attachment, Enclosure

Kind = Literal["annex", "enclosure", "appendix"]


def attachments(context: Context, evaluator: Evaluator) -> Iterator[Part]:
    """The parts after the document itself, in reading order."""
    for index, annex in enumerate(context.document.annexes):
        heading = annex_heading(annex, index, context)
        where = f"annexes[{index}]"
        yield _part("annex", 1, index, annex, heading, where, context, evaluator)
        yield from _enclosures(annex, where, context, evaluator)


def _enclosures(annex: Annex, where: str, context: Context, evaluator: Evaluator) -> Iterator[Part]:
    for index, enclosure in enumerate(annex.enclosures):
        path = f"{where}.enclosures[{index}]"
        heading = _heading("enclosure", enclosure, index, annex.enclosures, path, context)
        yield _part("enclosure", 2, index, enclosure, heading, path, context, evaluator)
        for position, appendix in enumerate(enclosure.appendices):
            inner = f"{path}.appendices[{position}]"
            heading = _heading("appendix", appendix, position, enclosure.appendices, inner, context)
            yield _part("appendix", 3, position, appendix, heading, inner, context, evaluator)


def _heading(
    kind: Kind,
    attachment: Enclosure | Appendix,
    index: int,
    siblings: list[Enclosure] | list[Appendix],
    where: str,
    context: Context,
) -> Paragraph:
    own = attachment.heading
    words = None if own is None else context.text(own, f"{where}.heading")
    return attachment_heading(kind, words, index, siblings, where, context)


def _part(
    kind: Kind,
    level: int,
    index: int,
    attachment: Attachment,
    heading: Paragraph,
    where: str,
    context: Context,
    evaluator: Evaluator,
) -> Part:
    pack = context.pack
    if attachment.submitted_language_only and context.face == "circulated":
        mark = context.mark(pack.say("notes.submitted-language-only"))
        heading.inlines += context.line(mark)
    blocks: list[Block] = [heading]
    if attachment.original and attachment.original != context.original:
        names = [
            pack.say("languages.note", code, "next" if position else "first")
            for position, code in enumerate(attachment.original)
        ]
        text = pack.say("original-note", number(len(names)), languages=pack.grammar.join(names))
        blocks.append(
            Paragraph(Role.ORIGINAL_NOTE, context.line(text), "original-note", f"{where}.original")
        )
    own_title = _title(attachment, where, context)
    if own_title is not None:
        blocks.append(own_title)
    if attachment.author is not None:
        author = context.text(attachment.author, f"{where}.author")
        blocks.append(Paragraph(Role.AUTHOR, context.line(author), "author", f"{where}.author"))
    context.within = attachment
    blocks += body_blocks(attachment.body, context, evaluator, f"{where}.body")
    blocks += done_lines(attachment.done, context, f"{where}.done")
    blocks += _signed(attachment, where, context)
    return Part(kind, level, index + 1, pack.code, tuple(blocks), attachment.orientation)


def _title(attachment: Attachment, where: str, context: Context) -> Paragraph | None:
    """The annexed text's title: its own, or that of the letter it is."""
    field = f"{where}.title"
    if attachment.title is not None:
        text = context.text(attachment.title, field)
        return Paragraph(Role.ANNEX_TITLE, context.line(text), "annex.title", field)
    if attachment.senders is None or attachment.addressees is None or attachment.date is None:
        return None
    pack = context.pack
    text = pack.say(
        "title",
        attachment.kind,
        "many",
        "state",
        date=pack.date(attachment.date),
        senders=in_words(attachment.senders, context, f"{where}.from"),
        addressees=in_words(attachment.addressees, context, f"{where}.to"),
    )
    line = context.line(pack.grammar.capitalize(text))
    return Paragraph(Role.ANNEX_TITLE, line, "title", where)


def _signed(attachment: Attachment, where: str, context: Context) -> list[Block]:
    if attachment.signatories is not None:
        return signatures(attachment.signatories, context, f"{where}.signatories")
    if attachment.kind == "letter" and attachment.senders is not None:
        return signatures(attachment.senders, context, f"{where}.from")
    return []
