"""`{{ … }}` in a body: sandboxed Jinja2 expressions over the document and the pack's formulas."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from dipdocs.compose.calls import read
from dipdocs.compose.context import Context
from dipdocs.compose.formal import closing, in_third_person
from dipdocs.compose.parties import number, person
from dipdocs.compose.request import request_for_circulation
from dipdocs.errors import DipdocsError, Finding, InputError
from dipdocs.language import Pack
from dipdocs.language.grammar.base import CASES
from dipdocs.language.states import codes, state_name
from dipdocs.model import Annex, Declaration, Language, NoteVerbale


class Said(str):
    """Text that a formula gave; `rule` names the formula."""

    __slots__ = ("rule",)
    rule: str

    def __new__(cls, text: str, rule: str) -> Said:
        """Text with the name of the formula that gave it."""
        said = super().__new__(cls, text)
        said.rule = rule
        return said


class Evaluator:
    """Evaluates the expressions of one document; formulas are worked out when first used."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._values: dict[str, Any] = {}

    @property
    def used(self) -> Collection[str]:
        """The names that expressions have used so far."""
        return self._values.keys()

    def value(self, source: str, field: str, line: int, scope: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """What an expression gives; InputError names the field and the expression."""
        try:
            call = read(source)
            if call is not None and call.name in _NAMES and call.name not in scope:
                value = self._name(call.name)
                return _bounded(value if call.arguments is None else value(*call.arguments))
            names, run = _compile(source)
            given = {name: self._name(name) for name in names - scope.keys()}
            return _bounded(run({**given, **scope}))
        except DipdocsError as error:
            raise type(error)([_here(f, source, field, line) for f in error.findings]) from None
        except Exception as error:  # whatever an expression of the user's can raise
            raise _error(source, error, field, line) from None

    def text(self, source: str, field: str, line: int, scope: Mapping[str, Any]) -> str:
        """The expression's value as text."""
        value = self.value(source, field, line, scope)
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return self._context.pack.date(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        found = "nothing: a cell is empty" if value is None else f"{reprlib.repr(value)}, not text"
        raise _error(source, TypeError(f"it gives {found}"), field, line)

    def _name(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression may name
        if name not in self._values:
            maker = _NAMES.get(name)
            given = self._context.document.values.get(name, _Missing)
            self._values[name] = given if maker is None else maker(self._context)
        value = self._values[name]
        if value is _Missing:
            known = sorted({*_NAMES, *self._context.document.values})
            hint = "; a form is made with `dipdocs batch`" if name in FORM_NAMES else ""
            raise NameError(f"{name!r} is not known here; known are {', '.join(known)}{hint}")
        return value


_Missing = object()

FORM_NAMES = ("row", "number")
"""Names that only the texts of a form may use."""


def _bounded(value: Any) -> Any:  # noqa: ANN401
    from dipdocs.compose.sandbox import settled

    return settled(value)


def _here(finding: Finding, source: str, field: str, line: int) -> Finding:
    """A formula's finding, placed at the expression, unless it names its own field."""
    if finding.field and finding.rule != "request":
        return finding
    return replace(finding, field=field, line=line or None, found=finding.found or source)


def _error(source: str, error: Exception, field: str, line: int) -> InputError:
    reason = str(error) or type(error).__name__
    return InputError(
        Finding(
            f"the expression {{{{ {source} }}}} cannot be evaluated: {reason}",
            rule="expression",
            field=field,
            line=line or None,
            found=source,
        )
    )


@lru_cache(maxsize=1024)
def _compile(source: str) -> tuple[frozenset[str], Callable[[Mapping[str, Any]], Any]]:
    """The names an expression uses, and a function from their values to its value."""
    from jinja2 import meta

    from dipdocs.compose.sandbox import environment as sandbox

    environment = sandbox()
    tree = environment.parse("{{ " + source + " }}")
    compiled = environment.compile_expression(source, undefined_to_none=False)
    return frozenset(meta.find_undeclared_variables(tree)), lambda values: compiled(**values)


def evaluate(source: str, field: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """What an expression of a form gives, from these values alone; InputError names the field."""
    names, run = _compile(source)
    unknown = sorted(names - values.keys())
    if unknown:
        error = NameError(f"{unknown[0]!r} is not known here; known are {', '.join(values)}")
        raise _error(source, error, field, 0)
    try:
        return _bounded(run({name: values[name] for name in names}))
    except Exception as error:  # whatever an expression of the user's can raise
        raise _error(source, error, field, 0) from None


# -- what an expression may name ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
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


def _date(context: Context | Voice) -> Callable[[object], Said]:
    def say(day: object) -> Said:
        if isinstance(day, str):
            day = date.fromisoformat(day)
        if not isinstance(day, date):
            raise TypeError(f"{day!r} is no date")
        return Said(context.pack.date(day), "date")

    return say


def _country(context: Context | Voice) -> Callable[..., Said]:
    def say(code: str, form: str = "short", case: str = "nominative") -> Said:
        if code not in codes():
            raise ValueError(f"{code!r} is no State's code")
        if form not in ("short", "formal"):
            raise ValueError(f"{form!r} is neither short nor formal")
        if case not in CASES:
            raise ValueError(f"{case!r} is none of {', '.join(CASES)}")
        name = state_name(code, context.language, context.on)
        return Said(context.pack.grammar.state(name, form, case), "country")

    return say


def _see_annex(context: Context) -> Callable[..., Said]:
    def say(*which: int) -> Said:
        return _see("annex", len(context.document.annexes), which, context)

    return say


def _see_enclosure(context: Context) -> Callable[..., Said]:
    def say(*which: int) -> Said:
        enclosures = context.within.enclosures if isinstance(context.within, Annex) else []
        return _see("enclosure", len(enclosures), which, context)

    return say


def _see(kind: str, count: int, which: tuple[int, ...], context: Context) -> Said:
    """«(see annex)»; with numbers, «(see annexes I and III)», where there are several."""
    pack = context.pack
    if not count:
        raise ValueError(f"there is no {kind} to see")
    if not which:
        return Said(pack.say("see", kind, number(count), numbers=""), "see")
    for index in which:
        if not 1 <= index <= count:
            raise ValueError(f"there is no {kind} {index}")

    def numbers(forms: tuple[str, ...]) -> str:
        return pack.grammar.join([pack.number(index)(forms) for index in which])

    features = ("numbered", number(len(which))) if count > 1 else ("one",)
    return Said(pack.say("see", kind, *features, numbers=numbers), "see")


def _transmittal(context: Context) -> Callable[[str], Said]:
    def say(text: str) -> Said:
        document = context.document
        asks = "i" if isinstance(document, Declaration) else person(document.senders)[0]
        line = context.pack.say("transmittal", asks, text=text, see=_see_annex(context)())
        return Said(line, "transmittal")

    return say


def _opening(context: Context) -> Said:
    """The opening of a note verbale, with the State's formal name (phrases.md §7)."""
    document = context.document
    if isinstance(document, Declaration):
        raise TypeError("a declaration has no opening formula")
    return Said(in_third_person("opening", document, context), "opening")


def _closing(context: Context) -> Said:
    """The closing of a note verbale; documents that are circulated drop it (phrases.md §7)."""
    document = context.document
    if not isinstance(document, NoteVerbale):
        raise TypeError("only a note verbale has a closing formula; a letter has `close`")
    return Said("" if context.face == "circulated" else closing(document, context), "closing")


_NAMES: dict[str, Callable[[Context], Any]] = {
    "request_for_circulation": lambda context: Said(request_for_circulation(context), "request"),
    "transmittal": _transmittal,
    "see_annex": _see_annex,
    "see_enclosure": _see_enclosure,
    "opening": _opening,
    "closing": _closing,
    "date": _date,
    "country": _country,
    "document": lambda context: context.document.model_dump(by_alias=True),
}
"""Names that an expression may use, each made from the context when it is first used."""

KNOWN = frozenset(_NAMES)
"""The names that the expressions of a body may use."""
VOICE_NAMES = frozenset({"date", "country"})
"""The names that the fields of a form may use, beside row and number."""
