"""What went wrong in an expression, told in the user's words, never in those of the machinery."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

_NAMED = re.compile(r"'([^']*)'")
_OPERAND = re.compile(r"for (\S+):")
_KINDS = {
    "str": "text",
    "Said": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "dict": "keys with values",
    "list": "a list",
    "tuple": "a list",
    "NoneType": "nothing",
    "date": "a date",
    "Formula": "a formula",
}


class Misuse(Exception):
    """An expression that cannot be, in the user's words: what is wrong, how it is written."""

    def __init__(self, message: str, expected: str | None = None, fix: str | None = None) -> None:
        super().__init__(message)
        self.expected = expected
        self.fix = fix


def shown(value: object) -> str:
    """A value as it is told to the user, shortened."""
    match value:
        case str():
            return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case None:
            return "nothing"
    return kind(type(value).__name__)


def kind(name: str) -> str:
    """What a value of that type is called."""
    return _KINDS.get(name, "a value of another kind")


def nearest(name: object, known: Iterable[str]) -> str | None:
    """«write see_annex», where a name is near that one; or nothing."""
    close = get_close_matches(str(name), list(known), 1)
    return f"write {close[0]}" if close else None


def unknown(name: str, known: Iterable[str], hint: str = "") -> Misuse:
    """The error of a name that means nothing here."""
    names = sorted(known)
    close = get_close_matches(name, names, 1)
    meant = f"; did you mean {close[0]!r}?" if close else hint
    return Misuse(
        f"{name!r} is not known here{meant}",
        ", ".join(names),
        f"write {close[0]}" if close else None,
    )


def explained(error: Exception) -> Misuse:
    """Any error of an expression, in the user's words."""
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    if isinstance(error, Misuse):
        return error
    message = str(error)
    names = _NAMED.findall(message)
    match error:
        case SecurityError():
            return Misuse("it reaches for what is not the document's")
        case UndefinedError():
            return _undefined(names, message)
        case TemplateSyntaxError():
            return _unread(error.message or "", names)
        case ZeroDivisionError():
            return Misuse("it divides by nothing")
        case TypeError():
            return _of_wrong_kind(message, names)
        case ValueError() if not isinstance(error, UnicodeError) and _plain(message):
            return Misuse(message)
    return Misuse("its values do not go together")


def _undefined(names: list[str], message: str) -> Misuse:
    if "is undefined" in message and names:
        return Misuse(f"{names[0]!r} is not known here")
    if message.startswith("there is no ") and names:  # the sandbox's own words
        return Misuse(message if _plain(names[0]) else "it names nothing")
    if "attribute" in message and len(names) > 1:
        of = names[0].removesuffix(" object").rpartition(".")[2]
        return Misuse(
            f"{kind(of)} has no {names[-1]!r}" if _plain(names[-1]) else "it names nothing"
        )
    return Misuse("it asks for an entry that is not there")


def _unread(message: str, names: list[str]) -> Misuse:
    if message.startswith(("No filter", "No test")) and names:
        what = "filter" if "filter" in message else "test"
        known = _filters() if what == "filter" else ()
        return Misuse(f"there is no {what} {names[0]!r}", fix=nearest(names[0], known))
    return Misuse("it cannot be read as an expression")


def _filters() -> Mapping[str, object]:
    from dipdocs.compose.sandbox import environment

    return environment().filters


def _of_wrong_kind(message: str, names: list[str]) -> Misuse:
    kinds = [kind(name.rpartition(".")[2].removesuffix(" object")) for name in names]
    if "not callable" in message and kinds:
        return Misuse(f"{kinds[0]} is written without brackets")
    operand = _OPERAND.search(message)
    if operand and len(kinds) > 1:
        return Misuse(f"{kinds[0]} and {kinds[1]} do not go together with {operand[1]}")
    if "concatenate" in message:
        return Misuse(
            "text is joined with text only; put the other value in a `{{ … }}` of its own"
        )
    if ("not iterable" in message or "has no len" in message) and kinds:
        return Misuse(f"{kinds[0]} is no list")
    if "argument" in message:
        return Misuse("it is called with too many, too few or other values than it takes")
    return Misuse("its values are not of the kind that it needs")


def _plain(message: str) -> bool:
    """Whether a message is one of ours, not of the machinery."""
    return not re.search(r"__|object|argument|literal|unpack|convert|index|int\b|str\b", message)
