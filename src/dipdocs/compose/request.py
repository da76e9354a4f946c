"""The request for circulation: what the letter asks to be done with itself (phrases.md §5)."""

from __future__ import annotations

from dipdocs.compose.agenda import items_in_text, session, session_in_text
from dipdocs.compose.context import Context
from dipdocs.compose.parties import in_words, number, person, verb_gender
from dipdocs.compose.writing import Writing
from dipdocs.errors import Finding, InputError
from dipdocs.language import load
from dipdocs.language.formula import Filling
from dipdocs.model import Circulation, OrganEntry, Request


def request_for_circulation(context: Context) -> str:
    """The whole sentence; InputError where the writing has nobody who could ask."""
    writing = context.writing
    circulation = context.document.circulation
    if circulation is None:
        raise _cannot("the document has no `circulation` to ask for", "circulation")
    if not writing.sent:
        raise _cannot(f"a {writing.kind} asks for nothing", writing.field("kind"))
    request = circulation.request
    pack = context.pack
    _known_words(request, context)
    asks, gender = person(writing.senders)
    kind = writing.kind
    wanted = _wanted(request, writing)

    def documents(forms: tuple[str, ...]) -> str:
        """What is to be circulated, or the pronoun that stands for it."""
        named = "pronoun" if "pronoun" in forms else "named"
        return pack.say("request.documents", named, *wanted[:1], *request.words, *wanted[1:])

    slots: dict[str, Filling] = {
        "grateful": pack.say("request.grateful", *request.words, asks, gender),
        "senders": in_words(writing.senders, context, writing.field("from"), form="formal"),
        "documents": documents,
        "organs": _organs(circulation, context),
        "members": _members(circulation, context),
    }
    several = ("they",) if asks == "we" else ()
    speaker = (*several, "it") if kind == "note-verbale" else (asks,)
    if kind == "note-verbale":
        gender = verb_gender(writing.senders, context, writing.field("from"))
    circulated = _circulated(request, writing)
    text = pack.say(
        f"request.{request.action}", *speaker, *request.words, gender, circulated, **slots
    )
    return pack.grammar.capitalize(text)


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


def _organs(circulation: Circulation, context: Context) -> str:
    """«of the General Assembly, under agenda item 42, and of the Security Council»."""
    pack = context.pack
    words = circulation.request.words
    out = ""
    previous_had_items = False
    last = len(circulation.organs) - 1
    for index, entry in enumerate(circulation.organs):
        choice, slots = _organ(entry, circulation.request, context)
        if index:
            link = "and" if index == last else "comma"
            if index == last and previous_had_items:
                link = "and-after-items"
            out += pack.say("request.join", *words, link)
        out += pack.say("request.organ", *words, choice, "next" if index else "first", **slots)
        previous_had_items = "items" in slots
    return out


def _organ(entry: OrganEntry, request: Request, context: Context) -> tuple[str, dict[str, Filling]]:
    """Which line names an organ, and what fills it."""
    slots: dict[str, Filling] = {"organ": context.pack.inflected(f"organs.{entry.organ}")}
    items = items_in_text(entry, context)
    if items is not None:
        slots["items"] = items
    held = session(entry, context)
    # An emergency special session is always named: the item number alone would mislead.
    place = request.session
    if held is not None and held.kind in ("emergency", "special") and place == "none":
        place = "organ"
    if held is None or place == "none":
        return ("bare" if items is None else "items"), slots
    slots["session"] = session_in_text(held, context)
    if items is None:
        return "session", slots
    if place == "organ":
        return "session-items", slots
    slots["items"] = items_in_text(entry, context, held=held) or items
    return "items-of-session", slots


def _members(circulation: Circulation, context: Context) -> str:
    pack = context.pack
    return pack.grammar.join(
        [
            pack.say("request.members", organ=pack.inflected(f"organs.{entry.organ}"))
            for entry in circulation.organs
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
