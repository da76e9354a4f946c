"""Rules of annexes, enclosures and appendices."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.model import Attachment, Declaration
from dipdocs.practice.passages import attachments
from dipdocs.practice.rule import Review, rule


@rule
def done_after_date(review: Review) -> Iterator[Finding]:
    """A text that a letter transmits was done before the letter, or on its day.

    Source: the sense of a transmittal; phrases.md §4.
    Example: an annex `done: {date: 2009-07-07}` to a letter of 6 July 2009.
    """
    document = review.document
    if isinstance(document, Declaration):
        return
    for index, annex in enumerate(document.annexes):
        if annex.done is not None and annex.done.date and annex.done.date > document.date:
            yield Finding(
                "the annexed text is dated after the letter that transmits it",
                field=f"annexes[{index}].done.date",
                found=annex.done.date.isoformat(),
                expected=f"{document.date.isoformat()} or earlier",
                fix="correct the date of the annex or of the letter",
            )


@rule
def annex_titles_differ(review: Review) -> Iterator[Finding]:
    """Two annexes of one document have different titles.

    Source: the sense of a title; WCAG 2.2, 2.4.6 (headings describe).
    Example: two annexes with `title: Statement`.
    """
    seen: dict[object, str] = {}
    for where, value in attachments(review.document):
        if not isinstance(value, Attachment) or value.title is None:
            continue
        under = where.rpartition("[")[0]
        key = (under, repr(value.title))
        if key in seen:
            yield Finding(
                f"the same title as that of {seen[key]}",
                field=f"{where}.title",
                found=value.title if isinstance(value.title, str) else None,
                fix="give each its own title, or make them one",
            )
        seen.setdefault(key, where)


@rule
def text_is_there(review: Review) -> Iterator[Finding]:
    """A document and each of its annexes has a text.

    Source: the sense of a document.
    Example: `annexes: [{title: Declaration, body: ""}]`.
    """
    for written in review.bodies:
        if not written.body.blocks:
            yield written.tell(
                f"an empty text in the language {written.language!r}",
                expected="text",
                fix="write the text, or leave out the annex"
                if written.attached
                else "write the text",
            )
