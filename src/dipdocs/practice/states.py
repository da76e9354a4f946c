"""Rules of States: their names and their order."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.language import load
from dipdocs.language.states import StateName, listed_name, state_name
from dipdocs.model import Declaration
from dipdocs.practice.passages import Passage
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import Unofficial, words


@rule
def states_in_order(review: Review) -> Iterator[Finding]:
    """Several States stand in the alphabetical order of the language: Iran under I.

    Source: UN Editorial Manual, lists of countries; un-format.md §8; templates/states/listed.csv.
    Example: `from` Russia, then China.
    """
    document = review.document
    if isinstance(document, Declaration) or len(document.senders) < 2:
        return
    for language in document.languages:
        codes = [party.country for party in document.senders if party.country is not None]
        names = [listed_name(code, language, document.date) for code in codes]
        ordered = load(language).grammar.alphabetical(names)
        if names != ordered:
            yield Finding(
                f"the States are not in the alphabetical order of the language {language!r}",
                field="from",
                found=", ".join(names),
                expected=", ".join(ordered),
                fix="put the senders in this order",
            )
            return


@rule
def official_state_name(review: Review) -> Iterator[Finding]:
    """A State bears its United Nations name, as it was on the document's day.

    Source: UNTERM, short names (templates/states); quotations and verbatim text are let be.
    Example: "Russia", "South Korea", "Ivory Coast"; "Burma" after 1989, "Turkey" after 2022.
    """
    for passage in review.own:
        if passage.kind == "name":
            continue
        told: set[str] = set()
        for unofficial in words(passage.language).states:
            name = review.state(unofficial.state, passage.language)
            if _is_name(unofficial, name):
                continue
            for match in passage.find(unofficial.find):
                if match[0] in told:
                    continue
                told.add(match[0])
                yield passage.at(
                    match,
                    f"{match[0]!r} is not the State's name in the United Nations"
                    + _on(review, unofficial, passage),
                    expected=name.short,
                    fix=f"write {name.short}" + _formula(unofficial, passage),
                )


@rule
def needless_country_name(review: Review) -> Iterator[Finding]:
    """`country_name` is for a name that the list does not have.

    Source: design of dipdocs (a State is named from its code, in every language and case).
    Example: `{country: NP, country_name: Nepal}`.
    """
    document = review.document
    parties = [(f"signatories[{n}]", one) for n, one in enumerate(document.signatories or ())]
    if not isinstance(document, Declaration):
        parties += [(f"from[{n}]", one) for n, one in enumerate(document.senders)]
        parties += [(f"to[{n}]", one) for n, one in enumerate(document.addressees)]
    for where, party in parties:
        if party.country is None or not isinstance(party.country_name, str):
            continue
        name = review.state(party.country, document.language)
        form = name.formal if party.country_form == "formal" else name.short
        if party.country_name == form:
            yield Finding(
                "`country_name` repeats the name that `country` gives",
                field=f"{where}.country_name",
                found=party.country_name,
                fix="leave out country_name",
            )


def _is_name(unofficial: Unofficial, name: StateName) -> bool:
    """Whether the form was the State's name on the document's day."""
    return any(unofficial.find.search(one) for one in (name.short, name.formal, name.of or ""))


def _on(review: Review, unofficial: Unofficial, passage: Passage) -> str:
    """When it is not, if it was or will be on another day."""
    today = state_name(unofficial.state, passage.language)
    if review.day is not None and _is_name(unofficial, today):
        return f" on {review.day.isoformat()}"
    return ""


def _formula(unofficial: Unofficial, passage: Passage) -> str:
    formula = f'{{{{ country("{unofficial.state}") }}}}'
    return f", or {formula}" if passage.body is not None else ""
