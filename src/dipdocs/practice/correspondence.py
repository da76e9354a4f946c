"""Rules of letters and notes: what their kind says, and what follows without being written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.markup.blocks import List
from dipdocs.markup.inlines import Expression
from dipdocs.model import Declaration, Letter, NoteVerbale
from dipdocs.model.terms import ORGANIZATION_OFFICES
from dipdocs.practice.passages import Passage
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words

_LONGEST_SALUTATION = 90


@rule
def salutation_in_body(review: Review) -> Iterator[Finding]:
    """A salutation is no part of the text: circulated letters have none, letters as sent their own.

    Source: un-format.md §§8 and 11; phrases.md §8.
    Example: a body that begins with "Excellency,".
    """
    if not isinstance(review.document, Letter):
        return
    for passage in _own_text(review):
        known = words(passage.language).salutation
        if passage.first and len(passage.text) < _LONGEST_SALUTATION and known.match(passage.text):
            yield passage.tell(
                "a salutation in the text",
                passage.text,
                fix="leave it out; the letter as sent has its own (`salutation:` for other words)",
            )


@rule
def close_in_body(review: Review) -> Iterator[Finding]:
    """A courtesy close is no part of the text: circulated, there is none; as sent, it is derived.

    Source: un-format.md §§8 and 11; phrases.md §§7 and 8.
    Example: "Please accept, Excellency, the assurances of my highest consideration."
    """
    if isinstance(review.document, Declaration):
        return
    for passage in _own_text(review):
        if match := next(passage.find(words(passage.language).close), None):
            yield passage.at(
                match,
                "a courtesy close in the text",
                fix="leave it out; the document as sent has its own (`close:` for other words)",
            )


@rule
def first_person_in_note(review: Review) -> Iterator[Finding]:
    """A note verbale is written in the third person.

    Source: un-format.md §11 (Correspondence Manual); phrases.md §7.
    Example: "I have the honour to transmit" in a note verbale.
    """
    if not isinstance(review.document, NoteVerbale):
        return
    for passage in _own_text(review):
        if match := next(passage.find(words(passage.language).first_person), None):
            yield passage.at(
                match,
                "the first person in a note verbale",
                expected="the third person",
                fix="begin with {{ opening }} and let the mission speak of itself by name",
            )


@rule
def note_without_opening(review: Review) -> Iterator[Finding]:
    """A note verbale opens with compliments.

    Source: un-format.md §11; phrases.md §7 ("presents its compliments … and has the honour to").
    Example: a note whose body has no `{{ opening }}`.
    """
    document = review.document
    if not isinstance(document, NoteVerbale):
        return
    for written in review.bodies:
        if written.attached or not written.body.blocks:
            continue
        mine = [p for p in _own_text(review) if p.body is written.body]
        said = any(
            isinstance(inline, Expression) and inline.source.strip().startswith("opening")
            for passage in mine
            for inline in passage.inlines
        )
        known = words(written.language).compliments
        if not said and not any(known.search(passage.text) for passage in mine):
            yield written.tell(
                f"a note verbale without its opening in the language {written.language!r}",
                line=1,
                expected="{{ opening }}",
                fix="begin the text with {{ opening }}",
            )


@rule
def kind_in_words(review: Review) -> Iterator[Finding]:
    """A letter calls itself a letter, a note verbale a note verbale.

    Source: phrases.md §5 ("the present letter"), §7 ("the present note verbale").
    Example: "the present letter and its annex" in a note verbale.
    """
    document = review.document
    if isinstance(document, Declaration):
        return
    note = isinstance(document, NoteVerbale)
    for passage in _own_text(review):
        known = words(passage.language)
        pattern = known.present_letter if note else known.present_note
        if match := next(passage.find(pattern), None):
            yield passage.at(
                match,
                "a note verbale that calls itself a letter"
                if note
                else "a letter that calls itself a note verbale",
                fix="correct the word, or `kind:`; {{ request_for_circulation }} follows the kind",
            )


@rule
def numbered_paragraphs(review: Review) -> Iterator[Finding]:
    """The paragraphs of a letter from a State are not numbered.

    Source: UN Editorial Manual, paragraphs (not in letters received from Member States).
    Example: a letter whose text begins "1. I have the honour …".
    """
    document = review.document
    if not isinstance(document, Letter) or document.circulation is None:
        return
    if any(party.office in ORGANIZATION_OFFICES for party in document.senders):
        return
    for written in review.bodies:
        blocks = written.body.blocks
        if written.attached or not blocks or not isinstance(blocks[0], List):
            continue
        first = blocks[0]
        if first.kind == "number" and re.fullmatch(r"\W*1\W*", first.items[0].label):
            yield written.tell(
                "the paragraphs of a letter are not numbered",
                line=first.line,
                found=first.items[0].label,
                fix="take the numbers away",
            )


def _own_text(review: Review) -> Iterator[Passage]:
    """The paragraphs of the document's own body."""
    for passage in review.passages:
        if not passage.attached and passage.body is not None and passage.kind in ("text", "item"):
            yield passage
