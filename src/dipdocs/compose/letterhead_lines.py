"""The lines of a letterhead: addressees, labelled values, names in other scripts."""

from __future__ import annotations

import re

from dipdocs.compose.composition import Line, Run
from dipdocs.compose.context import Context
from dipdocs.compose.formal import rank
from dipdocs.compose.parties import bare
from dipdocs.language import load
from dipdocs.markup.inlines import rightward
from dipdocs.model import Party
from dipdocs.model.terms import LANGUAGES, ORGANIZATION_OFFICES

_IN_GENEVA = (
    "president-of-the-human-rights-council",
    "high-commissioner-for-human-rights",
    "high-commissioner-for-refugees",
)
_IN_A_CAPITAL = (
    "head-of-state",
    "head-of-government",
    "minister-for-foreign-affairs",
    "ministry-of-foreign-affairs",
)
_LEFT_TO_RIGHT = "\u200e"
_MARKED = re.compile(r"\*(.+?)\*")


def addressee_lines(parties: list[Party], context: Context) -> list[Line]:
    """Name, office, organization and place of each, with an empty line between them."""
    lines: list[Line] = []
    for index, party in enumerate(parties):
        lines += [(), *_addressee(party, f"to[{index}]", context)]
    return lines[1:]


def _addressee(party: Party, where: str, context: Context) -> list[Line]:
    pack = context.pack
    texts = []
    if party.name is not None:
        name = unmarked(context.text(party.name, f"{where}.name", prose=False))
        gender = party.gender or "m"
        texts.append(pack.say("address.person", rank(party), gender, name=name))
    named = "named" if party.name is not None else "unnamed"
    office = pack.say("address.office", named, office=bare(party, context, where))
    texts.append(pack.grammar.capitalize(office))
    if party.address is not None:
        texts += [
            context.text(own, f"{where}.address[{index}]", prose=False)
            for index, own in enumerate(party.address)
        ]
    else:
        if party.office in ORGANIZATION_OFFICES:
            texts.append(pack.say("address.organization", str(party.office)))
        texts.append(place_of(party, context))
    return [line(text, context) for text in texts if text]


def place_of(party: Party, context: Context) -> str:
    """Where a party sits, if that follows from its office."""
    if party.office is None or party.office in _IN_A_CAPITAL:
        return ""
    return context.pack.say("places", "geneva" if party.office in _IN_GENEVA else "new-york")


def unmarked(name: str) -> str:
    """A person's name without the marks of its surname."""
    return _MARKED.sub(r"\1", name)


def labelled(key: str, value: str, context: Context) -> Line:
    """A line with its label; the value as it was given, in a run of its own."""
    runs: list[Run] = []
    for segment in context.pack.formula(key).segments:
        if isinstance(segment, str):
            runs += [Run(context.pack.typography.text(segment) if context.typography else segment)]
        else:
            runs.append(Run(directed(value, context)))
    return tuple(runs)


def named(name: str, language: str, context: Context) -> Line:
    """A line of the letterhead; one in another language keeps to its own typography."""
    if not language:
        return line(name, context)
    if language in LANGUAGES and context.typography:
        name = load(language).typography.text(name)
    return (Run(directed(name, context), language=language),)


def line(text: str, context: Context) -> Line:
    """A line of the head, set, in its own direction."""
    return context.line(directed(text, context))


def directed(text: str, context: Context) -> str:
    """Text in another script kept in its own order where lines run from right to left."""
    if context.pack.direction == "ltr" or rightward(text):
        return text
    return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}"
