"""Parties as read become parties as a user writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipdocs.importing.folding import Folded, words
from dipdocs.importing.nearly import state_within
from dipdocs.importing.parties import Who, parties_of
from dipdocs.language import Pack
from dipdocs.language.grammar.base import NOMINATIVE

_MOST_DROPPED = 3
"""Words of a preposition with its article."""


def party(pack: Pack, who: Who, text: Folded) -> dict[str, Any]:
    """One party as data. Words that no table knows stay words, with their case."""
    data: dict[str, Any] = {}
    if who.office is None:
        start, end = who.phrase or (0, 0)
        data["title"] = phrase(pack, text.original(start, end).strip(" ,;"), who.case)
        return data
    data["office"] = who.office
    if who.country is not None:
        data["country"] = who.country
        if who.form != "short":
            data["country_form"] = who.form
    elif who.phrase is not None:
        data["country_name"] = phrase(pack, text.original(*who.phrase), "genitive")
    if who.mission is not None:
        data["mission"] = who.mission
    if who.gender is not None:
        data["gender"] = who.gender
    if who.plural:
        data["number"] = "plural"
    return data


def parties(pack: Pack, read: Sequence[Who], text: Folded) -> list[dict[str, Any]]:
    """Parties as data."""
    return [party(pack, who, text) for who in read]


def senders(pack: Pack, read: Sequence[Who], text: Folded) -> list[dict[str, Any]]:
    """Senders as data; words of the text's own belong to the State that they end with."""
    out = []
    for who in read:
        data = party(pack, who, text)
        if who.country is None and who.phrase is not None:
            code = state_within(parties_of(pack), text.fold, *who.phrase)
            data |= {"country": code} if code else {}
        out.append(data)
    return out


def addressee(data: dict[str, Any]) -> dict[str, Any] | str:
    """An addressee as short as a user writes it: a man's gender is what is taken without word."""
    kept = {key: value for key, value in data.items() if (key, value) != ("gender", "m")}
    return str(kept["office"]) if set(kept) == {"office"} else kept


def phrase(pack: Pack, found: str, case: str) -> Any:  # noqa: ANN401
    """A phrase from the case it stands in: its nominative where a rule leads back to it."""
    for article in pack.grammar.articles:
        if found[: len(article)].lower() == article:
            found = article + found[len(article) :]  # it began a sentence
            break
    if case == NOMINATIVE:
        return found
    if case in pack.grammar.derived:
        for candidate in _nominatives(pack, found):
            if words(pack.grammar.inflect(candidate, case)) == words(found):
                return candidate
    return {NOMINATIVE: found, case: found}


def _nominatives(pack: Pack, found: str) -> list[str]:
    """What a phrase may be in the nominative: without its first words, with another article."""
    tails = [found]
    rest = found
    for _ in range(_MOST_DROPPED):
        _, space, rest = rest.partition(" ")
        if not space:
            break
        tails.append(rest)
    for mark in "'’":
        head, found_mark, tail = found.partition(mark)
        if found_mark and len(head) < 6:
            tails.append(tail)
    tails += [found[length:] for length in (1, 2) if len(found) > 4]
    articles = ("", *pack.grammar.articles)
    return [article + tail for tail in tails for article in articles]
