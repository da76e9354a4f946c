"""The forms of courtesy: salutation and close of a letter, opening and closing of a note verbale.

What is said follows from rank, gender and number of the addressees, and from those who write
(phrases.md §§7 and 8); the wording is the packs'.
"""

from __future__ import annotations

from collections.abc import Sequence

from dipdocs.compose.context import Context
from dipdocs.compose.parties import in_words, number, person, verb_gender
from dipdocs.model import Letter, Party
from dipdocs.model.terms import INSTITUTIONS

_RANKS = {
    "secretary-general": "secretary-general",
    "deputy-secretary-general": "deputy-secretary-general",
    "president-of-the-general-assembly": "president",
    "president-of-the-security-council": "president",
    "president-of-the-economic-and-social-council": "president",
    "president-of-the-human-rights-council": "president",
    "high-commissioner-for-human-rights": "high-commissioner",
    "high-commissioner-for-refugees": "high-commissioner",
    "head-of-state": "head-of-state",
    "head-of-government": "head-of-government",
    "minister-for-foreign-affairs": "minister",
    "permanent-representative": "ambassador",
    "deputy-permanent-representative": "ambassador",
    "permanent-observer": "ambassador",
    "deputy-permanent-observer": "ambassador",
    "charge-d-affaires": "charge",
    **dict.fromkeys(INSTITUTIONS, "institution"),
}


def rank(party: Party) -> str:
    """How a party ranks for the forms of courtesy; `titled` with a title in the user's words."""
    return _RANKS[party.office] if party.office is not None else "titled"


def salutation(document: Letter, context: Context) -> str:
    """«Mr. Secretary-General,» or the user's own."""
    if document.salutation is not None:
        return context.text(document.salutation, "salutation")
    pack = context.pack
    line = pack.say("salutation", vocative=_vocative(document.addressees, context))
    return pack.grammar.capitalize(line)


def close(document: Letter, context: Context) -> str:
    """«Please accept, Mr. Secretary-General, the assurances …» or the user's own."""
    if document.close is not None:
        return context.text(document.close, "close")
    addressees = document.addressees
    return context.pack.say(
        "close",
        _count(addressees),
        rank(addressees[0]),
        person(document.senders)[0],
        vocative=_vocative(addressees, context),
    )


def closing(context: Context) -> str:
    """The last paragraph of the note verbale that speaks, or the user's own."""
    writing = context.writing
    if writing.close is not None:
        return context.text(writing.close, writing.field("close"))
    return in_third_person("closing", context)


def in_third_person(key: str, context: Context) -> str:
    """The opening or closing of the note that speaks, with States' formal names (phrases.md §7)."""
    writing = context.writing
    senders = writing.senders
    plural = len(senders) > 1 or senders[0].number == "plural"
    line = context.pack.say(
        key,
        "plural" if plural else "singular",
        verb_gender(senders, context, writing.field("from")),
        "two" if len(senders) == 2 else "many",
        senders=in_words(senders, context, writing.field("from"), form="formal"),
        addressees=in_words(writing.addressees, context, writing.field("to"), form="formal"),
    )
    return context.pack.grammar.capitalize(line)


def _vocative(addressees: Sequence[Party], context: Context) -> str:
    """How the addressees are called; several by what they share, their rank's style of address."""
    return context.pack.say(
        "vocative", _count(addressees), rank(addressees[0]), person(addressees)[1]
    )


def _count(addressees: Sequence[Party]) -> str:
    several = len(addressees) == 1 and addressees[0].number == "plural"
    return "many" if several else number(len(addressees))
