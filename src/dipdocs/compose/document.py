"""From model to composition: the order of a document's parts and of the blocks in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from dipdocs.compose.body import body_blocks
from dipdocs.compose.captions import label_captions
from dipdocs.compose.composition import (
    Block,
    Columns,
    Composition,
    EndRule,
    Face,
    Line,
    Paragraph,
    Part,
    Properties,
    Role,
    Slot,
    plain,
)
from dipdocs.compose.context import Context
from dipdocs.compose.expressions import Evaluator
from dipdocs.compose.letterhead import after_text, before_text, head
from dipdocs.compose.masthead import slots
from dipdocs.compose.parties import in_words, number
from dipdocs.compose.signature import done_lines, signatures
from dipdocs.compose.titles import (
    annex_heading,
    attachment_heading,
    supplements,
    title,
    title_block,
)
from dipdocs.errors import DipdocsError
from dipdocs.language import load
from dipdocs.model import (
    Annex,
    Appendix,
    Attachment,
    Declaration,
    Document,
    Enclosure,
    Letter,
    NoteVerbale,
)

_UNDATED = date(1970, 1, 1)
"""The date of a file whose document has none: never the clock's, so that output repeats."""

Kind = Literal["annex", "enclosure", "appendix"]


def compose(
    document: Document,
    language: str | None = None,
    *,
    face: Face | None = None,
    typography: bool = True,
    job_prefix: str = "",
) -> Composition:
    """The finished text of a document in a language (its own if none is named).

    `face` says whether as a document of the United Nations or as the letter sent; by default as
    the former if the document has `circulation`. `job_prefix` stands before a job number (`GE.`).

    Raises LanguageError where there is no such pack and InputError (with file, line and field where
    the document was read from a file) where it lacks what the language needs.
    """
    try:
        return _compose(document, language, typography, face or face_of(document), job_prefix)
    except DipdocsError as error:
        raise type(error)([document.placed(finding) for finding in error.findings]) from None


def face_of(document: Document) -> Face:
    """The face that a document has if no other is asked for."""
    return "circulated" if document.circulation is not None else "letterhead"


def _compose(
    document: Document, language: str | None, typography: bool, face: Face, job_prefix: str
) -> Composition:
    pack = load(language or document.language)
    context = Context(document, pack, date_of(document), typography, face, job_prefix)
    evaluator = Evaluator(context)
    heading = title(context)
    filled, blocks = _FACES[face](document, heading, context, evaluator)
    parts = [Part("document", 0, None, pack.code, tuple(blocks))]
    parts += _annexes(document, context, evaluator)
    label_captions(parts, context)
    if document.circulation is not None and face == "circulated":
        parts[-1].blocks += (EndRule("end-rule"),)
    return Composition(
        language=pack.code,
        direction=pack.direction,
        properties=_properties(document, context, heading, blocks),
        slots=filled,
        parts=tuple(parts),
        notes=_notes(context),
        emblem=_emblem(document, face),
    )


_Filled = tuple[Mapping[Slot, tuple[Line, ...]], list[Block]]


def _circulated(
    document: Document, heading: Paragraph, context: Context, evaluator: Evaluator
) -> _Filled:
    """Masthead and text of a document of the United Nations."""
    filled = slots(document.circulation, context) if document.circulation else {}
    return filled, [
        *title_block(context),
        *supplements(context),
        heading,
        *body_blocks(document.body, context, evaluator, "body"),
        *done_lines(document.done, context, "done"),
        *_signed(document, context),
    ]


def _as_sent(
    document: Document, heading: Paragraph, context: Context, evaluator: Evaluator
) -> _Filled:
    """Letterhead and text of a letter as sent; only a declaration shows its title."""
    return head(context), [
        *([heading] if isinstance(document, Declaration) else before_text(context)),
        *body_blocks(document.body, context, evaluator, "body"),
        *done_lines(document.done, context, "done"),
        *after_text(context, evaluator.used),
    ]


_FACES = {"circulated": _circulated, "letterhead": _as_sent}


def _emblem(document: Document, face: Face) -> bytes | None:
    """The picture in the head of the first page."""
    image = document.emblem
    if face == "letterhead":
        image = document.letterhead.logo if document.letterhead else None
    return image.data if image else None


def date_of(document: Document) -> date | None:
    """The day by which States are named and sessions counted."""
    if document.date is not None or not isinstance(document, Declaration):
        return document.date
    return document.done.date if document.done else None


def _signed(document: Document, context: Context) -> list[Block]:
    """Signatories of the document itself; a note verbale is not signed (un-format.md §8)."""
    match document:
        case NoteVerbale():
            return []
        case Letter(signatories=None):
            return signatures(document.senders, context, "from")
        case _:
            return signatures(document.signatories or (), context, "signatories")


def _annexes(document: Document, context: Context, evaluator: Evaluator) -> Iterator[Part]:
    for index, annex in enumerate(document.annexes):
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
    blocks += body_blocks(attachment.body, context, evaluator, f"{where}.body")
    blocks += done_lines(attachment.done, context, f"{where}.done")
    blocks += _attachment_signed(attachment, where, context)
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


def _attachment_signed(attachment: Attachment, where: str, context: Context) -> list[Block]:
    if attachment.signatories is not None:
        return signatures(attachment.signatories, context, f"{where}.signatories")
    if attachment.kind == "letter" and attachment.senders is not None:
        return signatures(attachment.senders, context, f"{where}.from")
    return []


def _notes(context: Context) -> tuple[Paragraph, ...]:
    """The asterisk notes, in order; each begins with its mark as label."""
    return tuple(
        Paragraph(Role.PAGE_NOTE, context.line(text), "notes", "circulation", label=mark)
        for mark, text in context.notes.items()
    ) + _notice(context)


def _notice(context: Context) -> tuple[Paragraph, ...]:
    notice = context.document.notice
    if notice is None:
        return ()
    text = context.text(notice, "notice")
    return (Paragraph(Role.NOTICE, context.line(text), "notice", "notice"),)


def _properties(
    document: Document, context: Context, heading: Paragraph, blocks: list[Block]
) -> Properties:
    """What the file says of itself; the author is the sender, the subject the agenda's titles."""
    capitalize = context.pack.grammar.capitalize
    author = ""
    if not isinstance(document, Declaration):
        author = capitalize(in_words(document.senders, context, "from")(()))
    circulation = document.circulation
    created = (circulation and circulation.release_date) or context.on or _UNDATED
    subjects = [
        plain(paragraph.inlines)
        for paragraph in _paragraphs(blocks)
        if paragraph.role is Role.AGENDA_TITLE
    ]
    return Properties(plain(heading.inlines), author, "; ".join(subjects), created)


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from column
