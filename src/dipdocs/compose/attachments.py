"""What is attached: annexes, their enclosures, appendices of those, each a part of its own."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.compose.body import body_blocks
from dipdocs.compose.composition import Block, Paragraph, Part, Role
from dipdocs.compose.context import Context
from dipdocs.compose.expressions import Evaluator
from dipdocs.compose.parties import number
from dipdocs.compose.signature import done_lines, signatures
from dipdocs.compose.titles import annex_heading, attachment_heading, written_title
from dipdocs.compose.writing import Attached, Writing
from dipdocs.model import Annex, Attachment

_LEVELS: dict[Attached, int] = {"annex": 1, "enclosure": 2, "appendix": 3}


def attachments(context: Context) -> Iterator[Part]:
    """The parts after the writing that speaks, in reading order."""
    writing = context.writing
    for index, attachment in enumerate(writing.attachments):
        heading = _heading(attachment, index, writing, context)
        with context.speaking(writing.attachment(index)):
            yield _part(writing.attached, index, attachment, heading, context)
            yield from attachments(context)


def _heading(attachment: Attachment, index: int, writing: Writing, context: Context) -> Paragraph:
    if isinstance(attachment, Annex):
        return annex_heading(attachment, index, context)
    where = writing.attachment(index).path
    own = attachment.heading
    words = None if own is None else context.text(own, f"{where}.heading")
    return attachment_heading(writing.attached, words, index, writing.attachments, where, context)


def _part(
    kind: Attached, index: int, attachment: Attachment, heading: Paragraph, context: Context
) -> Part:
    pack, where = context.pack, context.writing.path
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
    own_title = _title(attachment, context)
    if own_title is not None:
        blocks.append(own_title)
    if attachment.author is not None:
        author = context.text(attachment.author, f"{where}.author")
        blocks.append(Paragraph(Role.AUTHOR, context.line(author), "author", f"{where}.author"))
    blocks += body_blocks(attachment.body, context, Evaluator(context), f"{where}.body")
    blocks += done_lines(attachment.done, context, f"{where}.done")
    blocks += _signed(attachment, where, context)
    return Part(kind, _LEVELS[kind], index + 1, pack.code, tuple(blocks), attachment.orientation)


def _title(attachment: Attachment, context: Context) -> Paragraph | None:
    """The annexed text's title: its own, or that of the letter it is."""
    writing = context.writing
    field = writing.field("title")
    if attachment.title is not None:
        text = context.text(attachment.title, field)
        return Paragraph(Role.ANNEX_TITLE, context.line(text), "annex.title", field)
    if not writing.sent:
        return None
    return Paragraph(Role.ANNEX_TITLE, context.line(written_title(context)), "title", writing.path)


def _signed(attachment: Attachment, where: str, context: Context) -> list[Block]:
    if attachment.signatories is not None:
        return signatures(attachment.signatories, context, f"{where}.signatories")
    if attachment.kind == "letter" and attachment.senders is not None:
        return signatures(attachment.senders, context, f"{where}.from", sender=True)
    return []
