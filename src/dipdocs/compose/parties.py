"""Senders and addressees in words, in the grammatical case that a formula asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from dipdocs.compose.context import Context
from dipdocs.errors import Finding, InputError
from dipdocs.language import Pack
from dipdocs.language.formula import Inflected
from dipdocs.language.grammar.base import DATIVE, GENITIVE, NOMINATIVE, Speaker
from dipdocs.language.pack import case_of
from dipdocs.language.states import StateName, state_name
from dipdocs.model import Declined, LocalizedPhrase, Party
from dipdocs.model.terms import ORGANIZATION_OFFICES, PERMANENT_MISSION

_REMEMBERED = 1024
"""Parties in words that are remembered."""


def in_words(
    parties: Sequence[Party], context: Context, where: str, *, form: str = "short"
) -> Words:
    """All parties as one list: «the Permanent Representatives of Egypt and the Sudan to …».

    Neighbours with one office are named together (phrases.md §2, several signatories). `form` is
    the form of States' names where a party does not choose one.
    """
    groups = [[(f"{where}[{index}]", party)] for index, party in enumerate(parties)]
    if len(groups) > 1:
        placed = [pair for (pair,) in groups]
        groups = [list(group) for _, group in groupby(placed, key=_together)]
    return Words(context.pack, tuple(_group(group, context, form) for group in groups))


@dataclass(frozen=True, slots=True)
class Words:
    """Parties in words, as a slot asks for them; equal to others that say the same."""

    pack: Pack
    speakers: tuple[Speaker, ...]

    def __call__(self, forms: tuple[str, ...]) -> str:
        """The list in the case asked for."""
        case = case_of(forms)
        return self.pack.grammar.join([speak(case) for speak in self.speakers])


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
    number = "plural" if len(parties) > 1 or first.number == "plural" else "singular"
    gender = "f" if all(party.gender == "f" for party in parties) else "m"
    states = tuple(
        state(each, context, place, form)
        for place, each in group
        if each.country is not None or each.country_name is not None
    )
    mission = first.mission or PERMANENT_MISSION
    count = "two" if len(parties) == 2 else "many"
    return _official(context.pack, str(first.office), mission, number, gender, count, states)


@lru_cache(maxsize=_REMEMBERED)
def _official(
    pack: Pack,
    office: str,
    mission: str,
    number: str,
    gender: str,
    count: str,
    states: tuple[Speaker, ...],
) -> Speaker:
    """An office of the list, or one of several States, in any case.

    It is remembered: those who sent one letter send others.
    """
    said: dict[str, str] = {}

    def countries(forms: tuple[str, ...]) -> str:
        return pack.grammar.states(states, case_of(forms))

    def missions(forms: tuple[str, ...]) -> str:
        key = f"offices.{mission}"
        return pack.say_in(case_of(forms), key, number, "m", count, country=countries)

    def speak(case: str) -> str:
        if case not in said:
            chosen = (number, gender, count) if number == "plural" else (gender, number, count)
            said[case] = pack.say_in(
                case, f"offices.{office}", *chosen, country=countries, mission=missions
            )
        return said[case]

    return speak


def state(party: Party, context: Context, where: str, form: str) -> Speaker:
    """A party's State in any case: by the list's name of the day, or in the user's words."""
    if party.country_name is not None:
        return _phrase(party.country_name, context, f"{where}.country_name")
    name = state_name(str(party.country), context.language, context.on)
    return _listed(context.pack, name, party.country_form or form)


@lru_cache(maxsize=_REMEMBERED)
def _listed(pack: Pack, name: StateName, form: str) -> Speaker:
    """A State of the list, by the short or the formal form of its name, in any case."""
    return lambda case: pack.grammar.state(name, form, case)


def _phrase(value: LocalizedPhrase, context: Context, where: str) -> Speaker:
    """A phrase of the user's own, in each case that they gave or that follows by rule."""
    if isinstance(value, dict):
        if context.language not in value:
            raise context.missing(where, list(value))
        phrase = value[context.language]
    else:
        context.text(value.nominative if isinstance(value, Declined) else value, where)
        phrase = value
    if isinstance(phrase, Declined):
        return _own(context.pack, phrase.nominative, phrase.genitive, phrase.dative, where)
    return _own(context.pack, phrase, None, None, where)


@lru_cache(maxsize=_REMEMBERED)
def _own(
    pack: Pack, nominative: str, genitive: str | None, dative: str | None, where: str
) -> Speaker:
    """A phrase with the forms that the user gave in any case."""
    given = {NOMINATIVE: nominative, GENITIVE: genitive, DATIVE: dative}

    def speak(case: str) -> str:
        form = given[case]
        if form is not None:
            return form
        if case in pack.grammar.derived:
            return pack.grammar.inflect(nominative, case)
        raise InputError(
            Finding(
                f"`{where}` needs its {case} in the language {pack.code!r}",
                rule="language",
                field=where,
                found=nominative,
                expected=f"{{{NOMINATIVE}: {nominative}, {case}: …}}",
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
