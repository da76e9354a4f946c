"""Parties in words of the text's own: slips, further duties, offices that no table names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dipdocs.importing.folding import is_cjk
from dipdocs.importing.matching import Span, at_word_end
from dipdocs.importing.offices import MARK
from dipdocs.importing.parties import LONGEST_NAME, Parties, Who

_ALIKE, _ALIKE_CJK = 0.88, 0.75
"""How like an office's wording a phrase with slips must be."""
_NO_NAME = re.compile(r"[\d .;:]")
_MOST_SPACES = 14


def state_within(parties: Parties, text: str, start: int, end: int) -> str | None:
    """The State of a title in words of its own.

    It follows the words of an office («the Permanent Mission of Cuba to …»), or a short phrase
    ends with it («… de la République rwandaise»).
    """
    for office in parties.offices:
        if office.stated and office.before and text.startswith(office.before, start):
            found = parties.table.match(text, start + len(office.before))
            if found is not None and found[0] <= end:
                return found[1][0]
    if text.count(" ", start, end) > _MOST_SPACES:
        return None
    for place in range(start, end):
        if place > start and at_word_end(text, place) and text[place - 1] in " '":
            found = parties.table.match(text, place)
            if found is not None and found[0] == end:
                return found[1][0]
    return None


def nearest(parties: Parties, text: str, case: str) -> Who | None:
    """The office that a phrase with slips in it means: nearly all of it is the office's."""
    least = _ALIKE_CJK if any(map(is_cjk, text[:4])) else _ALIKE
    state, rest = _without_state(parties, text)
    best: Who | None = None
    for office in parties.offices:
        if office.stated != (state is not None) or office.number == "plural":
            continue
        written = office.before + (MARK if office.stated else "") + office.after
        if abs(written.count(" ") - rest.count(" ")) > 1:
            continue
        alike = SequenceMatcher(None, written, rest, autojunk=False)
        if alike.real_quick_ratio() > least and alike.quick_ratio() > least:
            ratio = alike.ratio()
            if ratio > least:
                least = ratio
                code, form = state or (None, "short")
                best = Who(office.office, code, form, office.gender, mission=office.mission,
                           case=case)  # fmt: skip
    return best


def partly(parties: Parties, text: str, span: Span, *, tail: bool) -> tuple[Who, ...]:
    """The parties of a stretch of which some are known, the rest in words of their own.

    With `tail`, what follows the known ones after a comma may be no party: «…, transmitting a
    declaration».
    """
    own = (Who(phrase=(span.start, span.end), case=span.case),)
    for end, who in parties.read(text[: span.end], span.start):
        link = parties.joins.match(text, end, span.end)
        rest = text[end : span.end].strip(" ,*")
        if not rest:
            return tuple(who)
        if text[end] == "," and (link is None or set(link[0]) <= {" ", ","}):
            return tuple(who) if tail else own
        if link is not None:
            again = parties.leads.match(text, link.end(), span.end)
            start = again.end() if again else link.end()
            if _is_another(parties, text, start, who):
                return (*who, Who(phrase=(start, span.end), case=span.case))
            return tuple(who)
    named = _of_others(parties, text, span)
    if named is not None:
        return (named,)
    for link in parties.joins.finditer(text, span.start, span.end):
        for end, who in parties.read(text[: span.end], link.end()):
            if end == span.end and not set(link[0]) <= {" "}:
                first = Who(phrase=(span.start, link.start()), case=span.case)
                return (first, *who) if _is_another(parties, text, link.end(), who) else tuple(who)
    return own


def _of_others(parties: Parties, text: str, span: Span) -> Who | None:
    """An office of a State or organization that no table names, before the office's words."""
    longest = ""
    best: Who | None = None
    for office in parties.unstarted:
        end = span.end - len(office.after)
        named = text[span.start : max(end, span.start)]
        fits = 1 < len(named) <= LONGEST_NAME and not _NO_NAME.search(named)
        if fits and len(office.after) > max(4, len(longest)) and text.startswith(office.after, end):
            longest = office.after
            best = Who(office.office, mission=office.mission, phrase=(span.start, end),
                       case=span.case)  # fmt: skip
    return best


def _is_another(parties: Parties, text: str, place: int, known: Sequence[Who]) -> bool:
    """Whether an office beside a known one is another person's, and no further duty.

    «the Minister for Foreign Affairs of X and the …», and whatever stands beside an office of
    the Organization.
    """
    return all(who.country is None for who in known) or text.startswith(
        parties.pack.grammar.articles or ("\0",), place
    )


def _without_state(parties: Parties, text: str) -> tuple[tuple[str, str] | None, str]:
    """The longest State named in a phrase, and the phrase with a mark in its place."""
    best: tuple[int, int, tuple[str, str]] | None = None
    for place in range(len(text)):
        if place == 0 or at_word_end(text, place):
            found = parties.table.match(text, place)
            if found is not None and (best is None or found[0] - place > best[1] - best[0]):
                best = (place, *found)
    if best is None:
        return None, text
    return best[2], text[: best[0]] + MARK + text[best[1] :]
