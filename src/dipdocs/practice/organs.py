"""Rules of organs and agenda items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.model import Declaration, Letter
from dipdocs.model.terms import ORGANS
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words

_OF_ADDRESSEES = {
    "president-of-the-general-assembly": "general-assembly",
    "president-of-the-security-council": "security-council",
    "president-of-the-economic-and-social-council": "economic-and-social-council",
    "president-of-the-human-rights-council": "human-rights-council",
}
"""The organ whose documents an addressee can have circulated; the Secretary-General any."""


@rule
def agenda_item_title(review: Review) -> Iterator[Finding]:
    """An agenda item stands with its title.

    Source: un-format.md §4 (title block); phrases.md §1.1.
    Example: `agenda: [{item: 114}]`.
    """
    circulation = review.document.circulation
    for index, entry in enumerate(circulation.organs if circulation else ()):
        for position, item in enumerate(entry.agenda):
            if item.title is None:
                yield Finding(
                    f"agenda item {item.item} has no title",
                    field=f"circulation.organs[{index}].agenda[{position}]",
                    found=f"item: {item.item}",
                    expected="item and title",
                    fix="add `title:`, as the agenda has it",
                )


@rule
def agenda_item_twice(review: Review) -> Iterator[Finding]:
    """An organ's agenda item is named once.

    Source: un-format.md §4 (title block).
    Example: `agenda: [{item: 18, title: …}, {item: 18, title: …}]`.
    """
    circulation = review.document.circulation
    for index, entry in enumerate(circulation.organs if circulation else ()):
        seen: set[tuple[str, bool]] = set()
        for position, item in enumerate(entry.agenda):
            if item.item is None:
                continue
            key = (item.item, item.provisional)
            if key in seen:
                yield Finding(
                    f"agenda item {item.item} stands twice",
                    field=f"circulation.organs[{index}].agenda[{position}].item",
                    found=item.item,
                    fix="leave out one of them",
                )
            seen.add(key)


@rule
def agenda_of_council(review: Review) -> Iterator[Finding]:
    """A document of the Security Council bears no agenda item.

    Source: un-format.md §8 (a Council document has no session lines; the joint one has its year).
    Example: `organs: [{organ: security-council, agenda: [{item: 5, title: …}]}]`.
    """
    circulation = review.document.circulation
    for index, entry in enumerate(circulation.organs if circulation else ()):
        if entry.organ == "security-council" and entry.agenda:
            yield Finding(
                "documents of the Security Council bear no agenda item",
                field=f"circulation.organs[{index}].agenda",
                fix="leave out `agenda` here; an item of the Assembly stands with the Assembly",
            )


@rule
def organs_in_order(review: Review) -> Iterator[Finding]:
    """The organs of a joint document stand in the order of the Charter: the Assembly first.

    Source: phrases.md §1.1 (order in a joint document); Charter of the United Nations, Article 7.
    Example: `organs: [{organ: security-council}, {organ: general-assembly}]`.
    """
    circulation = review.document.circulation
    if circulation is None:
        return
    found = list(dict.fromkeys(entry.organ for entry in circulation.organs))
    ordered = sorted(found, key=ORGANS.index)
    if found != ordered:
        yield Finding(
            "the organs are not in the order of a joint document",
            field="circulation.organs",
            found=", ".join(found),
            expected=", ".join(ordered),
            fix="put them in this order, and the symbols likewise",
        )


@rule
def addressee_of_organ(review: Review) -> Iterator[Finding]:
    """A letter goes to one who can have it circulated: the Secretary-General or the President.

    Source: phrases.md §§2 and 5 (letters to a President are documents of that organ).
    Example: to the President of the Security Council alone, for the General Assembly alone.
    """
    document = review.document
    circulation = document.circulation
    if isinstance(document, Declaration) or circulation is None:
        return
    presiding = [_OF_ADDRESSEES.get(party.office or "") for party in document.addressees]
    organs = {entry.organ for entry in circulation.organs}
    if all(presiding) and not organs & set(presiding):
        yield Finding(
            "none of the addressees presides over an organ that the document is circulated to",
            field="to",
            found=", ".join(party.office or "" for party in document.addressees),
            expected=f"secretary-general, or the president of {', '.join(sorted(organs))}",
            fix="correct `to` or `organs`",
        )


@rule
def item_of_request(review: Review) -> Iterator[Finding]:
    """A request in one's own words names the agenda items that the masthead shows.

    Source: phrases.md §5.
    Example: "… as a document of the General Assembly, under agenda item 15" with `item: 14`.
    """
    circulation = review.document.circulation
    if circulation is None or not isinstance(review.document, Letter):
        return
    shown = {
        _first(item.item) for entry in circulation.organs for item in entry.agenda if item.item
    }
    if not shown or any(entry.lines for entry in circulation.organs):
        return
    for passage in review.passages:
        known = words(passage.language)
        if passage.attached or passage.kind != "text" or not known.request.search(passage.unquoted):
            continue
        for match in passage.find(known.items):
            strange = [number for number in re.findall(r"\d+", match[1]) if number not in shown]
            if strange:
                yield passage.at(
                    match,
                    f"the request names item {', '.join(strange)}, which the masthead does not",
                    expected=", ".join(sorted(shown, key=int)),
                    fix="write {{ request_for_circulation }}, or correct the number",
                )


def _first(item: str) -> str:
    match = re.match(r"\d+", item)
    assert match is not None
    return match[0]
