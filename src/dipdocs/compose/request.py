"""The request for circulation: what the letter asks to be done with itself (phrases.md §5)."""

from __future__ import annotations

from dipdocs.compose.agenda import items_in_text, session, session_in_text
from dipdocs.compose.context import Context
from dipdocs.compose.parties import in_words, number, person, verb_gender
from dipdocs.errors import Finding, InputError
from dipdocs.language import load
from dipdocs.language.formula import Filling
from dipdocs.model import Circulation, Declaration, OrganEntry, Request


def request_for_circulation(context: Context) -> str:
    """The whole sentence; InputError where the document has nobody who could ask."""
    document = context.document
    circulation = document.circulation
    if circulation is None:
        raise _cannot("the document has no `circulation` to ask for", "circulation")
    if isinstance(document, Declaration):
        raise _cannot("a declaration asks for nothing", "kind")
    request = circulation.request
    pack = context.pack
    _known_words(request, context)
    asks, gender = person(document.senders)
    kind = document.kind
    asked = (kind, number(len(document.annexes)))
    wanted = (*_wanted(request, context), *asked)

    def documents(forms: tuple[str, ...]) -> str:
        """What is to be circulated, or the pronoun that stands for it."""
        named = "pronoun" if "pronoun" in forms else "named"
        return pack.say("request.documents", named, *request.words, *wanted)

    slots: dict[str, Filling] = {
        "grateful": pack.say("request.grateful", *request.words, asks, gender),
        "senders": in_words(document.senders, context, "from", form="formal"),
        "documents": documents,
        "organs": _organs(circulation, context),
        "members": _members(circulation, context),
    }
    several = ("they",) if asks == "we" else ()
    speaker = (*several, "it") if kind == "note-verbale" else (asks,)
    gender = verb_gender(document.senders, context) if kind == "note-verbale" else gender
    circulated = _circulated(request, context)
    text = pack.say(
        f"request.{request.action}", *speaker, *request.words, gender, circulated, **slots
    )
    return pack.grammar.capitalize(text)


def _wanted(request: Request, context: Context) -> tuple[str, ...]:
    if request.of == "letter":
        return "all", context.document.kind, "none"
    if request.of == "annexes" and not context.document.annexes:
        raise _cannot("there is no annex to be circulated", "circulation.request.of")
    return (request.of,)


def _circulated(request: Request, context: Context) -> str:
    """How many things are circulated, as grammar counts: the letter, each annex."""
    annexes = len(context.document.annexes)
    count = {"all": 1 + annexes, "letter": 1, "annexes": annexes}[request.of]
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
