"""The formulas that an expression of a body may name, and how each is called.

A formula speaks for the writing it stands in (`context.writing`): the document, or the annexed
letter or note whose text it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dipdocs.compose.context import Context
from dipdocs.compose.formal import closing, in_third_person
from dipdocs.compose.misuse import Misuse, nearest, shown
from dipdocs.compose.parties import number, person
from dipdocs.compose.request import request_for_circulation
from dipdocs.compose.writing import Attached
from dipdocs.language import Pack
from dipdocs.language.grammar.base import CASES
from dipdocs.language.states import codes, state_name
from dipdocs.model import Language


class Said(str):
    """Text that a formula gave; `rule` names the formula."""

    __slots__ = ("rule",)
    rule: str

    def __new__(cls, text: str, rule: str) -> Said:
        """Text with the name of the formula that gave it."""
        said = super().__new__(cls, text)
        said.rule = rule
        return said


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that is called with values: `usage` shows how."""

    name: str
    usage: str
    run: Callable[..., Said]
    least: int = 0
    most: int | None = None
    """How many values it takes, None where as many as one likes."""
    keywords: tuple[str, ...] = ()

    def __call__(self, *values: object, **named: object) -> Said:
        """What it says; `Misuse` where it is called otherwise than its usage shows."""
        strange = [name for name in named if name not in self.keywords]
        count = len(values) + len(named)
        if strange:
            raise self.misuse(f"{self.name} has no value named {strange[0]!r}")
        if count < self.least or (self.most is not None and count > self.most):
            raise self.misuse(f"{self.name} is given {_values(count)}")
        if set(named) & set(self.keywords[: len(values)]):
            raise self.misuse(f"{self.name} is given one value twice")
        try:
            return self.run(*values, **named)
        except Misuse as misuse:
            raise self.misuse(str(misuse), misuse.fix) from None

    def misuse(self, message: str, fix: str | None = None) -> Misuse:
        """The error of a call that cannot be."""
        return Misuse(message, expected=self.usage, fix=fix)


def _values(count: int) -> str:
    return {0: "no value", 1: "one value"}.get(count, f"{count} values")


class Voice(NamedTuple):
    """A language and a day: what `date()` and `country()` need where there is no document yet."""

    pack: Pack
    on: date | None

    @property
    def language(self) -> Language:
        """The pack's language."""
        return self.pack.code

    def names(self) -> dict[str, Any]:
        """The functions that the fields of a form may use."""
        return {"date": _date(self), "country": _country(self)}


def _date(context: Context | Voice) -> Formula:
    def say(day: object) -> Said:
        if isinstance(day, str):
            try:
                day = date.fromisoformat(day)
            except ValueError:
                raise Misuse(f"{day!r} is no date") from None
        if not isinstance(day, date):
            raise Misuse(f"{shown(day)} is no date")
        return Said(context.pack.date(day), "date")

    return Formula("date", 'date("2026-03-02")', say, 1, 1, ("day",))


def _country(context: Context | Voice) -> Formula:
    def say(code: object, form: object = "short", case: object = "nominative") -> Said:
        if code not in codes():
            other = str(code).upper()
            fix = f"write {other}" if other in codes() else None
            raise Misuse(f"{shown(code)} is no State's code", fix=fix)
        for value, known in ((form, ("short", "formal")), (case, CASES)):
            if value not in known:
                listed = ", ".join(known)
                raise Misuse(f"{shown(value)} is none of {listed}", fix=nearest(value, known))
        name = state_name(str(code), context.language, context.on)
        return Said(context.pack.grammar.state(name, str(form), str(case)), "country")

    usage = 'country("KZ"), country("KZ", "formal") or country("KZ", "formal", "genitive")'
    return Formula("country", usage, say, 1, 3, ("code", "form", "case"))


def _see(kind: Attached) -> Callable[[Context], Formula]:
    """«(see annex)»; with numbers, «(see annexes I and III)», where there are several."""
    usage = f"see_{kind}(), or with a number see_{kind}(2)"

    def formula(context: Context) -> Formula:
        return Formula(f"see_{kind}", usage, lambda *which: _seen(kind, which, context))

    return formula


def _seen(kind: Attached, which: tuple[object, ...], context: Context) -> Said:
    pack = context.pack
    writing = context.writing.sees(kind)
    count = len(writing.attachments) if writing is not None else 0
    called = writing.attached if writing is not None else kind
    if not count:
        raise Misuse(f"there is no {called} to see")
    if not which:
        return Said(pack.say("see", called, number(count), numbers=""), "see")
    chosen = [_number_of(value, called, count) for value in which]

    def numbers(forms: tuple[str, ...]) -> str:
        return pack.grammar.join([pack.number(index)(forms) for index in chosen])

    features = ("numbered", number(len(chosen))) if count > 1 else ("one",)
    return Said(pack.say("see", called, *features, numbers=numbers), "see")


def _number_of(value: object, called: Attached, count: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misuse(f"{shown(value)} is no number; write 2 for {called} II")
    if not 1 <= value <= count:
        there = f"they are numbered 1 to {count}" if count > 1 else "there is but one"
        raise Misuse(f"there is no {called} {value}; {there}")
    return value


def _transmittal(context: Context) -> Formula:
    def say(text: object) -> Said:
        writing = context.writing
        if not isinstance(text, str):
            raise Misuse(f"{shown(text)} is no text")
        if not writing.sent:
            raise Misuse(f"a {writing.kind} transmits nothing: no one sends it")
        see = _seen(writing.attached, (), context)
        asks = person(writing.senders)[0]
        return Said(context.pack.say("transmittal", asks, text=text, see=see), "transmittal")

    return Formula(
        "transmittal", 'transmittal("the text of the declaration")', say, 1, 1, ("text",)
    )


def _opening(context: Context) -> Said:
    """The opening of a note verbale, with the State's formal name (phrases.md §7)."""
    if not context.writing.sent:
        raise Misuse(f"a {context.writing.kind} has no opening formula: no one sends it")
    if context.writing.kind != "note-verbale":
        raise Misuse("only a note verbale has an opening formula; a letter begins as you write it")
    return Said(in_third_person("opening", context), "opening")


def _closing(context: Context) -> Said:
    """The closing of a note verbale; a note that is circulated drops its own (phrases.md §7).

    One that is annexed is reproduced as it was written.
    """
    writing = context.writing
    if writing.kind != "note-verbale":
        raise Misuse("only a note verbale has a closing formula; a letter has `close`")
    dropped = context.face == "circulated" and writing.over is None
    return Said("" if dropped else closing(context), "closing")


FORMULAS: dict[str, Callable[[Context], Any]] = {
    "request_for_circulation": lambda context: Said(request_for_circulation(context), "request"),
    "transmittal": _transmittal,
    "see_annex": _see("annex"),
    "see_enclosure": _see("enclosure"),
    "see_appendix": _see("appendix"),
    "opening": _opening,
    "closing": _closing,
    "date": _date,
    "country": _country,
    "document": lambda context: context.document.model_dump(by_alias=True),
}
"""Names that an expression may use, each made from the context when it is first used."""

KNOWN = frozenset(FORMULAS)
"""The names that the expressions of a body may use."""
VOICE_NAMES = frozenset({"date", "country"})
"""The names that the fields of a form may use, beside row and number."""
FORM_NAMES = ("row", "number")
"""Names that only the texts of a form may use."""
