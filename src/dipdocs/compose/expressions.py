"""`{{ … }}` in a body: sandboxed Jinja2 expressions over the document and the pack's formulas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from dipdocs.compose.bounds import MOST_SAID, begin, bounded
from dipdocs.compose.context import Context
from dipdocs.compose.entries import ELSEWHERE, follow
from dipdocs.compose.formulas import (
    FORM_NAMES,
    FORMULAS,
    KNOWN,
    VOICE_NAMES,
    Formula,
    Said,
    Voice,
)
from dipdocs.compose.misuse import Misuse, explained, shown, unknown
from dipdocs.errors import DipdocsError, Finding, InputError
from dipdocs.markup.calls import Path, read

__all__ = ["FORM_NAMES", "KNOWN", "VOICE_NAMES", "Evaluator", "Said", "Voice", "evaluate"]


class Evaluator:
    """Evaluates the expressions of one writing; formulas are worked out when first used."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._given = context.document.values
        self._values: dict[str, Any] = {}
        self._said = 0
        begin()

    @property
    def used(self) -> Collection[str]:
        """The names that expressions have used so far."""
        return self._values.keys()

    def value(self, source: str, field: str, line: int, scope: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """What an expression gives; InputError names the field and the expression."""
        try:
            plainly = read(source)
            if isinstance(plainly, Path):
                name = plainly.name
                value = scope[name] if name in scope else self._name(name)
                value = follow(value, plainly.attributes)
                if value is not ELSEWHERE:
                    return bounded(value)
            elif plainly is not None and plainly.name in FORMULAS and plainly.name not in scope:
                value = self._name(plainly.name)
                if plainly.arguments is None:
                    return bounded(value)
                if isinstance(value, Said):
                    name = plainly.name
                    raise Misuse(f"{name} is written without brackets", expected=name)
                return bounded(value(*plainly.arguments))
            names, run = _compile(source)
            given = {name: self._name(name) for name in names - scope.keys()}
            return _there(run({**given, **scope}))
        except DipdocsError as error:
            raise type(error)([_here(f, source, field, line) for f in error.findings]) from None
        except Exception as error:  # whatever an expression of the user's can raise
            raise _error(source, error, field, line) from None

    def text(self, source: str, field: str, line: int, scope: Mapping[str, Any]) -> str:
        """The expression's value as text."""
        value = self.value(source, field, line, scope)
        if isinstance(value, str):
            self._said += len(value)
            if self._said <= MOST_SAID:
                return value
            problem = Misuse(f"what the expressions give is longer than {MOST_SAID:,} together")
            raise _error(source, problem, field, line)
        if isinstance(value, date):
            return self._context.pack.date(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, Formula):
            problem = value.misuse(f"{value.name} is a formula; it is written with brackets")
        else:
            in_form = bool(self._given)
            why = ": a cell is empty" if value is None and in_form else ", not text"
            problem = Misuse(f"its value is {shown(value)}{why}")
        raise _error(source, problem, field, line)

    def _name(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression may name
        if name not in self._values:
            maker = FORMULAS.get(name)
            given = self._given.get(name, _Missing)
            self._values[name] = given if maker is None else maker(self._context)
        value = self._values[name]
        if value is _Missing:
            hint = "; a form is made with `dipdocs batch`" if name in FORM_NAMES else ""
            raise unknown(name, {*FORMULAS, *self._given}, hint)
        return value


_Missing = object()


def _there(value: Any) -> Any:  # noqa: ANN401
    """A value that is there, bounded; what Jinja2 gives for a missing one raises."""
    from dipdocs.compose.sandbox import settled

    return settled(value)


def _here(finding: Finding, source: str, field: str, line: int) -> Finding:
    """A formula's finding, placed at the expression, unless it names its own field."""
    if finding.field and finding.rule != "request":
        return finding
    return replace(finding, field=field, line=line or None, found=finding.found or source)


def _error(source: str, error: Exception, field: str, line: int) -> InputError:
    misuse = explained(error)
    return InputError(
        Finding(
            f"an expression cannot be evaluated: {misuse}",
            rule="expression",
            field=field,
            line=line or None,
            found=f"{{{{ {source} }}}}",
            expected=misuse.expected,
            fix=misuse.fix,
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
    try:
        names, run = _compile(source)
        for name in sorted(names - values.keys()):
            raise unknown(name, values)
        begin()
        return _there(run({name: values[name] for name in names}))
    except Exception as error:  # whatever an expression of the user's can raise
        raise _error(source, error, field, 0) from None
