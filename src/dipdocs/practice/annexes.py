"""Rules of annexes, enclosures and appendices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dipdocs.errors import Finding
from dipdocs.model import Attachment, Correspondence
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.written import attachments

_CALLED = {"annexes": "annex", "enclosures": "enclosure", "appendices": "appendix"}


@rule
def done_after_date(review: Review) -> Iterator[Finding]:
    """What is attached to a text is dated before it, or on its day: texts done, letters annexed.

    Source: the sense of a transmittal; phrases.md §4.
    Example: an annex `done: {date: 2009-07-07}` to a letter of 6 July 2009.
    """
    yield from _done_before(review.document, review.document.date, "")


def _done_before(
    value: Correspondence | Attachment, day: date | None, where: str
) -> Iterator[Finding]:
    """What is attached to a text is of its day or earlier, and so on down to appendices."""
    for name in ("annexes", "enclosures", "appendices"):
        for index, below in enumerate(getattr(value, name, ())):
            path = f"{where}.{name}[{index}]".removeprefix(".")
            dates = {"date": below.date, "done.date": below.done and below.done.date}
            for field, own in dates.items():
                if day is not None and own is not None and own > day:
                    yield Finding(
                        f"the {_CALLED[name]} is dated after the text that it is attached to",
                        field=f"{path}.{field}",
                        found=own.isoformat(),
                        expected=f"{day.isoformat()} or earlier",
                        fix=f"correct the date of the {_CALLED[name]}, or of the text over it",
                    )
            known = [own for own in (*dates.values(), day) if own is not None]
            yield from _done_before(below, min(known, default=None), path)


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
