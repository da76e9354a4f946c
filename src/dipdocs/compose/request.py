"""The request for circulation: what the letter asks to be done with itself (phrases.md §5)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dipdocs.compose.agenda import (
    Numbered,
    Session,
    items_in_text,
    numbered,
    session,
    session_in_text,
)
from dipdocs.compose.context import Context
from dipdocs.compose.parties import Words, in_words, number, person, verb_gender
from dipdocs.compose.writing import Writing
from dipdocs.errors import Finding, InputError
from dipdocs.language import Pack, load
from dipdocs.language.formula import Filling
from dipdocs.model import Request

_REMEMBERED = 256
"""Requests that are remembered: letters under one agenda item ask alike."""


class _Organ(NamedTuple):
    """An organ, its session if it is in one, and the items under which it is asked."""

    organ: str
    held: Session | None
    items: tuple[Numbered, ...]


class _Asked(NamedTuple):
    """All that the words of a request follow from."""

    pack: Pack
    action: str
    words: tuple[str, ...]
    place: str
    """Where sessions are named: with the organ, with the items, not at all."""
    wanted: tuple[str, ...]
    circulated: str
    asks: str
    gender: str
    speaker: tuple[str, ...]
    verb_gender: str
    senders: Words
    organs: tuple[_Organ, ...]


def request_for_circulation(context: Context) -> str:
    """The whole sentence; InputError where the writing has nobody who could ask."""
    writing = context.writing
    circulation = context.document.circulation
    if circulation is None:
        raise _cannot("the document has no `circulation` to ask for", "circulation")
    if not writing.sent:
        raise _cannot(f"a {writing.kind} asks for nothing", writing.field("kind"))
    request = circulation.request
    _known_words(request, context)
    asks, gender = person(writing.senders)
    wanted = _wanted(request, writing)
    senders = in_words(writing.senders, context, writing.field("from"), form="formal")
    speaker: tuple[str, ...] = (asks,)
    verb = gender
    if writing.kind == "note-verbale":
        speaker = ("they", "it") if asks == "we" else ("it",)
        verb = verb_gender(writing.senders, context, writing.field("from"))
    organs = tuple(
        _Organ(entry.organ, session(entry, context), numbered(entry))
        for entry in circulation.organs
    )
    return _said(
        _Asked(
            pack=context.pack,
            action=request.action,
            words=tuple(request.words),
            place=request.session,
            wanted=wanted,
            circulated=_circulated(request, writing),
            asks=asks,
            gender=gender,
            speaker=speaker,
            verb_gender=verb,
            senders=senders,
            organs=organs,
        )
    )


@lru_cache(maxsize=_REMEMBERED)
def _said(asked: _Asked) -> str:
    pack, words = asked.pack, asked.words

    def documents(forms: tuple[str, ...]) -> str:
        """What is to be circulated, or the pronoun that stands for it."""
        named = "pronoun" if "pronoun" in forms else "named"
        return pack.say("request.documents", named, *asked.wanted[:1], *words, *asked.wanted[1:])

    slots: dict[str, Filling] = {
        "grateful": pack.say("request.grateful", *words, asked.asks, asked.gender),
        "senders": asked.senders,
        "documents": documents,
        "organs": _organs(asked),
        "members": _members(asked),
    }
    key = f"request.{asked.action}"
    chosen = (*asked.speaker, *words, asked.verb_gender, asked.circulated)
    return pack.grammar.capitalize(pack.say(key, *chosen, **slots))


def _wanted(request: Request, writing: Writing) -> tuple[str, ...]:
    """What chooses the words for what is to be circulated.

    `request.of` is said of the document; a letter that is annexed asks for all of itself.
    """
    count = len(writing.attachments)
    of = "all" if writing.over else request.of
    if of == "annexes" and not count:
        raise _cannot("there is no annex to be circulated", "circulation.request.of")
    if of == "letter" or not count:
        return "annex", "all", writing.kind, "none"
    return writing.attached, of, writing.kind, number(count)


def _circulated(request: Request, writing: Writing) -> str:
    """How many things are circulated, as grammar counts: the letter, each annex."""
    annexes = len(writing.attachments)
    of = "all" if writing.over else request.of
    count = {"all": 1 + annexes, "letter": 1, "annexes": annexes}[of]
    return number(count)


def _organs(asked: _Asked) -> str:
    """«of the General Assembly, under agenda item 42, and of the Security Council»."""
    pack, words = asked.pack, asked.words
    out = ""
    previous_had_items = False
    last = len(asked.organs) - 1
    for index, entry in enumerate(asked.organs):
        choice, slots = _organ(entry, asked)
        if index:
            link = "and" if index == last else "comma"
            if index == last and previous_had_items:
                link = "and-after-items"
            out += pack.say("request.join", *words, link)
        out += pack.say("request.organ", *words, choice, "next" if index else "first", **slots)
        previous_had_items = "items" in slots
    return out


def _organ(entry: _Organ, asked: _Asked) -> tuple[str, dict[str, Filling]]:
    """Which line names an organ, and what fills it."""
    pack = asked.pack
    slots: dict[str, Filling] = {"organ": pack.inflected(f"organs.{entry.organ}")}
    items, held = entry.items, entry.held
    if items:
        slots["items"] = items_in_text(items, pack)
    # An emergency special session is always named: the item number alone would mislead.
    place = asked.place
    if held is not None and held.kind in ("emergency", "special") and place == "none":
        place = "organ"
    if held is None or place == "none":
        return ("items" if items else "bare"), slots
    slots["session"] = session_in_text(held, pack)
    if not items:
        return "session", slots
    if place == "organ":
        return "session-items", slots
    slots["items"] = items_in_text(items, pack, held=held)
    return "items-of-session", slots


def _members(asked: _Asked) -> str:
    pack = asked.pack
    return pack.grammar.join(
        [
            pack.say("request.members", organ=pack.inflected(f"organs.{entry.organ}"))
            for entry in asked.organs
        ]
    )


def _known_words(request: Request, context: Context) -> None:
    """Refuse a word that no pack of the document's languages has; others pass over it."""
    if not request.words:
        return
    packs = [load(code) for code in context.document.languages]
    known = sorted({word for pack in packs for word in pack.words})
    for word in request.words:
        if word not in known:
            languages = ", ".join(pack.code for pack in packs)
            raise InputError(
                Finding(
                    f"{word!r} is no wording of the language packs of this document ({languages})",
                    rule="language",
                    field="circulation.request.words",
                    found=word,
                    expected=", ".join(known),
                )
            )


def _cannot(why: str, field: str) -> InputError:
    message = f"the request for circulation cannot be written: {why}"
    return InputError(Finding(message, rule="request", field=field))
