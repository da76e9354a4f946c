"""From model to composition: the order of a document's parts and of the blocks in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dipdocs.compose.attachments import attachments
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
from dipdocs.compose.letterhead import after_text, before_text, head, whose
from dipdocs.compose.masthead import slots
from dipdocs.compose.parties import in_words
from dipdocs.compose.signature import done_lines, signatures
from dipdocs.compose.titles import supplements, title, title_block
from dipdocs.errors import DipdocsError, Finding, InputError
from dipdocs.language import load
from dipdocs.model import Declaration, Document, Letter, NoteVerbale

_UNDATED = date(1970, 1, 1)
"""The date of a file whose document has none: never the clock's, so that output repeats."""


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
    wrong: list[Finding] = []
    face = face or face_of(document)
    kind: type[DipdocsError] = InputError
    try:
        composition = _compose(document, language, typography, face, job_prefix, wrong)
        if not wrong:
            return composition
    except DipdocsError as error:
        wrong += error.findings
        kind = type(error)
    raise kind([document.placed(finding) for finding in dict.fromkeys(wrong)])


def face_of(document: Document) -> Face:
    """The face that a document has if no other is asked for."""
    return "circulated" if document.circulation is not None else "letterhead"


def _compose(
    document: Document,
    language: str | None,
    typography: bool,
    face: Face,
    job_prefix: str,
    wrong: list[Finding],
) -> Composition:
    """What is wrong in bodies is put into `wrong`, so that all of it is told."""
    pack = load(language or document.language)
    context = Context(document, pack, date_of(document), typography, face, job_prefix, wrong=wrong)
    evaluator = Evaluator(context)
    heading = title(context)
    filled, blocks = _FACES[face](document, heading, context, evaluator)
    parts = [Part("document", 0, None, pack.code, tuple(blocks))]
    parts += attachments(context)
    label_captions(parts, context)
    if document.circulation is not None and face == "circulated":
        parts[-1].blocks += (EndRule("end-rule"),)
    emblem, shows = _emblem(context, face)
    return Composition(
        language=pack.code,
        direction=pack.direction,
        properties=_properties(document, context, heading, blocks),
        slots=filled,
        parts=tuple(parts),
        notes=_notes(context),
        emblem=emblem,
        emblem_alternative=shows,
    )


_Filled = tuple[Mapping[Slot, tuple[Line, ...]], list[Block]]


def _circulated(
    document: Document, heading: Paragraph | None, context: Context, evaluator: Evaluator
) -> _Filled:
    """Masthead and text of a document of the United Nations."""
    filled = slots(document.circulation, context) if document.circulation else {}
    return filled, [
        *title_block(context),
        *supplements(context),
        *([heading] if heading is not None else []),
        *body_blocks(document.body, context, evaluator, "body"),
        *done_lines(document.done, context, "done"),
        *_signed(document, context),
    ]


def _as_sent(
    document: Document, heading: Paragraph | None, context: Context, evaluator: Evaluator
) -> _Filled:
    """Letterhead and text of a letter as sent; only a declaration shows its title."""
    return head(context), [
        *([heading] if heading is not None and isinstance(document, Declaration) else []),
        *before_text(context),
        *body_blocks(document.body, context, evaluator, "body"),
        *done_lines(document.done, context, "done"),
        *after_text(context, evaluator.used),
    ]


_FACES = {"circulated": _circulated, "letterhead": _as_sent}


def _emblem(context: Context, face: Face) -> tuple[bytes | None, str]:
    """The picture in the head of the first page, and what it is."""
    document = context.document
    if face == "letterhead":
        logo = document.letterhead.logo if document.letterhead else None
        return (logo.data, whose(context)) if logo else (None, "")
    return (document.emblem.data, context.pack.say("emblem")) if document.emblem else (None, "")


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
            return signatures(document.senders, context, "from", sender=True)
        case _:
            return signatures(document.signatories or (), context, "signatories")


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
    document: Document, context: Context, heading: Paragraph | None, blocks: list[Block]
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
    said = plain(heading.inlines) if heading is not None else ""
    return Properties(said, author, "; ".join(subjects), created)


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from column
