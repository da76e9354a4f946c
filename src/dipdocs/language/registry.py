"""The wording that every language pack must have: each key, its slots and what it may vary by.

A pack is complete when each key has a line for each combination of features; a gap names the
pack and the key. Features never mean two things, so a table may nest them in any order.
"""

from __future__ import annotations

from typing import NamedTuple

from dipdocs.model.terms import (
    LANGUAGES,
    OFFICES,
    ORGANIZATION_OFFICES,
    ORGANS,
    STATE_OFFICES,
)

KINDS = ("letter", "identical", "note-verbale")
NUMBERS = ("one", "two", "many")
"""Number as grammar needs it: Arabic has a dual."""
CASES = ("nominative", "genitive", "dative")
RANKS = (
    *("secretary-general", "deputy-secretary-general", "president", "high-commissioner"),
    *("head-of-state", "head-of-government", "minister", "ambassador", "charge"),
    *("institution", "titled"),
)
"""How an addressee ranks for the forms of courtesy; `titled`: by a title in the user's words."""


class Entry(NamedTuple):
    """What a pack must say under one key."""

    slots: frozenset[str] = frozenset()
    features: tuple[tuple[str, ...], ...] = ()
    """One tuple a dimension: the values it may take."""
    words: bool = False
    """Whether the table may hold words of choice (request: words)."""


def _entry(slots: str = "", *features: tuple[str, ...], words: bool = False) -> Entry:
    return Entry(frozenset(slots.split()), features, words)


_PARTIES = "date senders addressees"
_REQUEST = "grateful senders documents organs members"
_SPEAKERS = ("i", "we", "it", "they")
"""Who asks: one or several persons; in a note verbale an institution, or several."""
_SESSIONS = ("regular", "emergency", "special", "of-year")

ENTRIES: dict[str, Entry] = {
    "organization": _entry(),
    "organization-in-text": _entry("", CASES),
    "emblem": _entry(),
    "logo": _entry("name"),
    "qr-code": _entry("address"),
    "recycle": _entry(),
    **{f"organs.{organ}": _entry("", ("plain", *CASES)) for organ in ORGANS},
    **{
        f"offices.{office}": _entry(
            "country mission" if office in STATE_OFFICES else "",
            ("m", "f"),
            ("singular", "plural") if office in STATE_OFFICES else ("singular",),
            ("two", "many"),
            CASES,
        )
        for office in OFFICES
    },
    "distribution": _entry("", ("general", "limited", "restricted")),
    "languages.version": _entry(),
    "languages.masthead": _entry("", LANGUAGES),
    "languages.note": _entry("", LANGUAGES, ("first", "next")),
    "languages.separator": _entry(),
    "supplements": _entry("", ("addendum", "corrigendum")),
    "date": _entry("day month year"),
    "session": _entry("ordinal number", _SESSIONS, ("assembly", "organ")),
    "session-in-text": _entry("ordinal number", _SESSIONS, ("assembly", "organ"), CASES),
    "year": _entry("ordinal"),
    "sub-item": _entry("number letter"),
    "agenda": _entry("items mark", ("final", "provisional"), NUMBERS),
    "agenda-in-text": _entry(
        "items session", ("final", "provisional"), ("alone", "of-session"), NUMBERS, CASES
    ),
    "original": _entry("languages"),
    "original-note": _entry("languages", NUMBERS),
    "title": _entry(_PARTIES, KINDS, NUMBERS, ("organization", "state")),
    "annex-heading": _entry(f"{_PARTIES} number", (*KINDS, "plain"), ("only", "numbered"), NUMBERS),
    "enclosure-heading": _entry("number", ("only", "numbered")),
    "appendix-heading": _entry("number", ("only", "numbered")),
    "see": _entry("numbers", ("annex", "enclosure", "appendix"), (*NUMBERS, "numbered")),
    "referring.words": _entry(
        "", ("annex", "enclosure", "appendix"), ("one", "many", "also", "own-one", "own-many")
    ),
    "referring.herewith": _entry(),
    "referring.and": _entry(),
    "referring.through": _entry(),
    "signature.mark": _entry(),
    "signature.line": _entry("mark name"),
    "signature.position": _entry(),
    "signature.for": _entry("country"),
    "signature.office": _entry("office"),
    "caption": _entry("number", ("table", "figure"), ("only", "numbered")),
    "transmittal": _entry("text see", ("i", "we")),
    "opening": _entry("senders addressees", ("singular", "plural"), ("m", "f"), ("two", "many")),
    "closing": _entry("senders addressees", ("singular", "plural"), ("m", "f"), ("two", "many")),
    "vocative": _entry("", NUMBERS, RANKS, ("m", "f")),
    "salutation": _entry("vocative"),
    "close": _entry("vocative", NUMBERS, RANKS, ("i", "we")),
    "reference": _entry("reference"),
    "subject": _entry("subject"),
    "telephone": _entry("telephone"),
    "dateline": _entry("place date", ("placed", "unplaced")),
    "places": _entry("", ("new-york", "geneva")),
    "address.person": _entry("name", RANKS, ("m", "f")),
    "address.office": _entry("office", ("named", "unnamed")),
    "address.organization": _entry("", ORGANIZATION_OFFICES),
    "enclosures": _entry("number", NUMBERS),
    "request.grateful": _entry("", ("i", "we"), ("m", "f"), words=True),
    "request.circulate": _entry(_REQUEST, _SPEAKERS, ("m", "f"), NUMBERS, words=True),
    "request.attention": _entry(_REQUEST, _SPEAKERS, ("m", "f"), NUMBERS, words=True),
    "request.both": _entry(_REQUEST, _SPEAKERS, ("m", "f"), NUMBERS, words=True),
    "request.members": _entry("organ"),
    "request.documents": _entry(
        "",
        ("annex", "enclosure", "appendix"),
        ("all", "annexes"),
        ("letter", "note-verbale"),
        ("none", *NUMBERS),
        ("named", "pronoun"),
        words=True,
    ),
    "request.organ": _entry(
        "organ session items",
        ("bare", "items", "session", "session-items", "items-of-session"),
        ("first", "next"),
        words=True,
    ),
    "request.join": _entry("", ("comma", "and", "and-after-items"), words=True),
    "notes.provisional": _entry("document"),
    "notes.reissued": _entry("date reason", ("technical", "other")),
    "notes.submitted-language-only": _entry(),
}

COMBINATION_EXCEPTIONS = {
    # No letter asks for the circulation of annexes it does not have; one that is annexed itself
    # asks for all of it, and without enclosures as any letter.
    "request.documents": lambda combination: (
        {"annexes", "none"} <= combination
        or (combination & {"enclosure", "appendix"} and combination & {"annexes", "none"})
    ),
}
