"""Senders and addressees in words, in the grammatical case that a formula asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dipdocs.compose.context import Context
from dipdocs.errors import Finding, InputError
from dipdocs.language.formula import Inflected
from dipdocs.language.grammar.base import NOMINATIVE, Speaker
from dipdocs.language.pack import case_of
from dipdocs.language.states import state_name
from dipdocs.model import Declined, LocalizedPhrase, Party
from dipdocs.model.terms import ORGANIZATION_OFFICES, PERMANENT_MISSION


def in_words(
    parties: Sequence[Party], context: Context, where: str, *, form: str = "short"
) -> Inflected:
    """All parties as one list: «the Permanent Representatives of Egypt and the Sudan to …».

    Neighbours with one office are named together (phrases.md §2, several signatories). `form` is
    the form of States' names where a party does not choose one.
    """
    placed = [(f"{where}[{index}]", party) for index, party in enumerate(parties)]
    groups = [list(group) for _, group in groupby(placed, key=_together)]
    speakers = [_group(group, context, form) for group in groups]

    said: dict[str, str] = {}

    def inflect(forms: tuple[str, ...]) -> str:
        case = case_of(forms)
        if case not in said:
            said[case] = context.pack.grammar.join([speak(case) for speak in speakers])
        return said[case]

    return inflect


def bare(party: Party, context: Context, path: str, *, form: str = "short") -> Inflected:
    """A party's office as it stands alone on a line: without its article, in a capital.

    A line that wants the article asks for the form `full`.
    """
    speak, grammar = _group([(path, party)], context, form), context.pack.grammar

    def inflect(forms: tuple[str, ...]) -> str:
        said = speak(case_of(forms))
        return grammar.capitalize(said if "full" in forms else grammar.without_article(said))

    return inflect


def _together(pair: tuple[str, Party]) -> tuple[object, ...]:
    """Parties with equal keys are named together; a title of one's own stands alone."""
    path, party = pair
    if party.office is None or (party.country is None and party.country_name is None):
        return (path,)
    return (party.office, party.mission or PERMANENT_MISSION)


def _group(group: list[tuple[str, Party]], context: Context, form: str) -> Speaker:
    path, first = group[0]
    if first.title is not None:
        return _phrase(first.title, context, f"{path}.title")
    parties = [party for _, party in group]
    office = str(first.office)
    number = "plural" if len(parties) > 1 or first.number == "plural" else "singular"
    gender = "f" if all(party.gender == "f" for party in parties) else "m"
    count = "two" if len(parties) == 2 else "many"
    pack = context.pack

    def countries(forms: tuple[str, ...]) -> str:
        states = [state(each, context, place, form) for place, each in group]
        return pack.grammar.states(states, case_of(forms))

    def mission(forms: tuple[str, ...]) -> str:
        key = f"offices.{first.mission or PERMANENT_MISSION}"
        return pack.say_in(case_of(forms), key, number, "m", count, country=countries)

    def speak(case: str) -> str:
        features = (number, gender, count) if number == "plural" else (gender, number, count)
        return pack.say_in(case, f"offices.{office}", *features, country=countries, mission=mission)

    return speak


def state(party: Party, context: Context, where: str, form: str) -> Speaker:
    """A party's State in any case: by the list's name of the day, or in the user's words."""
    if party.country_name is not None:
        return _phrase(party.country_name, context, f"{where}.country_name")
    name = state_name(str(party.country), context.language, context.on)
    grammar, chosen = context.pack.grammar, party.country_form or form
    return lambda case: grammar.state(name, chosen, case)


def _phrase(value: LocalizedPhrase, context: Context, where: str) -> Speaker:
    """A phrase of the user's own, in each case that they gave or that follows by rule."""
    if isinstance(value, dict):
        if context.language not in value:
            raise context.missing(where, list(value))
        phrase = value[context.language]
    else:
        context.text(value.nominative if isinstance(value, Declined) else value, where)
        phrase = value
    given = phrase if isinstance(phrase, Declined) else Declined(nominative=phrase)

    def speak(case: str) -> str:
        form: str | None = getattr(given, case)
        if form is not None:
            return form
        if case in context.pack.grammar.derived:
            return context.pack.grammar.inflect(given.nominative, case)
        raise InputError(
            Finding(
                f"`{where}` needs its {case} in the language {context.language!r}",
                rule="language",
                field=where,
                found=given.nominative,
                expected=f"{{{NOMINATIVE}: {given.nominative}, {case}: …}}",
            )
        )

    return speak


def of_the_organization(parties: Sequence[Party]) -> bool:
    """Whether all are offices of the United Nations: their annexes are headed plainly."""
    return all(party.office in ORGANIZATION_OFFICES for party in parties)


def person(parties: Sequence[Party]) -> tuple[str, str]:
    """I or we, and the gender, as the formulas agree with those who write."""
    gender = "f" if parties and all(party.gender == "f" for party in parties) else "m"
    several = len(parties) > 1 or any(party.number == "plural" for party in parties)
    return ("we" if several else "i"), gender


def verb_gender(parties: Sequence[Party], context: Context, where: str) -> str:
    """The gender that a verb in the third person takes from those who write."""
    said = in_words(parties, context, where)((NOMINATIVE,))
    return context.pack.grammar.gender(said, person(parties)[1])


def number(count: int) -> str:
    """The grammatical number of so many things: none, one, two, many."""
    return ("none", "one", "two")[count] if count < 3 else "many"
