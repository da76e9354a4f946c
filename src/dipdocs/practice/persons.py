"""Rules of those who write and sign."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.model import Letter
from dipdocs.model.terms import INSTITUTIONS
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words


@rule
def honorific_in_name(review: Review) -> Iterator[Finding]:
    """A name stands without "Mr.", "H.E.", "Dr.": forms of address are derived.

    Source: UN Editorial Manual, communications (honorifics are dropped); un-format.md §8.
    Example: `name: H.E. Mr. Vitaly Churkin`.
    """
    for passage in review.passages:
        if passage.kind != "name":
            continue
        known = words(passage.language)
        rest, found = passage.text, []
        while match := known.honorifics.match(rest):
            # The pattern gives the beginning; the honorific is the whole word.
            end = match.end()
            if not match[0].endswith((" ", ".")):
                end += len(rest[end:].split(" ", 1)[0])
            found.append(rest[:end].strip())
            rest = rest[end:].strip()
        if known.honorifics_after is not None and (match := known.honorifics_after.search(rest)):
            found.append(match[0])
            rest = rest[: match.start()].strip()
        if found and rest:
            yield passage.tell(
                f"the honorific {' '.join(found)!r} in a name",
                passage.text,
                expected=rest,
                fix=f"write {rest}" + (", and gender: m or f" if passage.field != "name" else ""),
            )


@rule
def letter_without_signature(review: Review) -> Iterator[Finding]:
    """A circulated letter shows who signed it.

    Source: UN Editorial Manual, communications; un-format.md §8 ("(Signed) Name").
    Example: `from: {office: permanent-representative, country: NP}` without `name`.
    """
    document = review.document
    if not isinstance(document, Letter) or document.circulation is None:
        return
    if document.signatories is not None:
        return
    for index, party in enumerate(document.senders):
        if party.name is None and party.office not in INSTITUTIONS:
            yield Finding(
                "a circulated letter without a signature",
                field=f"from[{index}]",
                found=party.office,
                expected="name: who signed",
                fix="add `name:` to the sender, or `signatories:`",
            )
