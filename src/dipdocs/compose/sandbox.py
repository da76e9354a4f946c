"""Where expressions run: Jinja2's sandbox, narrowed so that none can fill memory or never end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined, pass_environment
from jinja2.filters import do_round, do_sum, make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dipdocs.compose.bounds import LONGEST, bounded, counted, spend, weight
from dipdocs.compose.entries import Entries

_WIDENING = frozenset(("center", "encode", "expandtabs", "ljust", "rjust", "translate", "zfill"))
"""Methods of text whose result can be far longer than what they are given, or no text."""
_UNBOUNDED = (int, float, complex, bytes, bytearray, type)
"""Types whose methods are not called: `to_bytes` and others take a length."""
_UNWANTED_FILTERS = (
    *("attr", "batch", "center", "filesizeformat", "format", "forceescape", "indent", "pprint"),
    *("random", "slice", "tojson", "urlize", "wordwrap", "xmlattr"),
)
_WITH_EACH = ("map", "reject", "rejectattr", "select", "selectattr")
_UNWANTED_NAMES = ("range", "lipsum", "cycler", "joiner", "namespace", "dict")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with bounded arithmetic, bounded methods and few filters."""

    intercepted_binops = frozenset({"**", "*", "+", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """An attribute; Jinja2's checks are left out where entries are all that there is."""
        if isinstance(obj, Entries):
            if attribute in obj and not attribute.startswith("_"):
                return obj[attribute]
            return self.undefined(f"there is no {attribute!r} in {obj._called}", obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """An operation whose result could be long; ValueError where it would be."""
        if operator == "**":
            raise ValueError("powers are not calculated here")
        if operator == "*":
            for text, times in ((left, right), (right, left)):
                many = isinstance(times, int) and not isinstance(text, int | float)
                if many and weight(text) * times > LONGEST:
                    raise ValueError(f"the result is longer than {LONGEST:,}")
        if operator == "%" and isinstance(left, str | bytes):
            raise ValueError("text is not formatted with % here")
        return counted(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Any:  # noqa: ANN401
        """`"…".format()` pads without measure: it is refused. None for all else."""
        name, owner = getattr(value, "__name__", ""), getattr(value, "__self__", None)
        if isinstance(owner, str) and name in ("format", "format_map"):
            raise ValueError(f"the method {name!r} of text is not called here")
        return None

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805
        """A call; ValueError where the result could be, or is, too long."""
        name, owner = getattr(__obj, "__name__", ""), getattr(__obj, "__self__", None)
        if isinstance(owner, str):
            if name in _WIDENING:
                raise ValueError(f"the method {name!r} of text is not called here")
            if name == "replace":
                return replaced(owner, *args, **kwargs)
            if name == "join":
                (values,) = args
                return joined(values, owner)
        elif isinstance(owner, _UNBOUNDED):
            raise ValueError(f"the method {name!r} is not called here")
        return counted(super().call(__context, __obj, *args, **kwargs))


def settled(value: Any) -> Any:  # noqa: ANN401
    """The value of a whole expression, bounded; Jinja2's error where it is not defined."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return bounded(value)


def _limited(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter with a bounded result; what Jinja2 notes on a filter stays on it."""

    @wraps(filter)
    def limited(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        return counted(filter(*args, **kwargs))

    return limited


def _each(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that goes with each value to what it is given: `select("in", …)` reads all of it."""

    @wraps(filter)
    def each(context: Any, values: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        cost = sum(map(weight, (*args, *kwargs.values())))

        def charged() -> Iterator[Any]:
            for value in values:
                spend(cost)
                yield value

        return filter(context, charged(), *args, **kwargs)

    return each


def rounded(value: float, precision: int = 0, method: str = "common") -> float:
    """The number rounded, to 15 places at most: more need powers that never end."""
    if not -15 <= precision <= 15:
        raise ValueError("numbers are rounded to 15 places at most")
    return do_round(value, precision, method)  # type: ignore[arg-type]


def replaced(text: object, old: object, new: object, count: int | None = None) -> str:
    """The text with one piece put for another, its length known before it is made."""
    whole, piece, other = str(text), str(old), str(new)
    found = whole.count(piece) if count is None else min(whole.count(piece), count)
    if len(whole) + found * (len(other) - len(piece)) > LONGEST:
        raise ValueError(f"the result is longer than {LONGEST:,}")
    return whole.replace(piece, other, -1 if count is None else count)


def joined(values: Any, between: object = "", attribute: Any = None) -> str:  # noqa: ANN401
    """The values as one text, its length known before it is made."""
    if attribute is not None:
        values = map(make_attrgetter(environment(), attribute), values)
    texts = [str(value) for value in values]
    if sum(map(len, texts)) + len(texts) * len(str(between)) > LONGEST:
        raise ValueError(f"the result is longer than {LONGEST:,}")
    return str(between).join(texts)


@pass_environment
def summed(environment: Any, values: Any, attribute: Any = None, start: float = 0) -> Any:  # noqa: ANN401
    """The sum of numbers; of lists it would be slow without measure."""
    if not isinstance(start, int | float):
        raise ValueError("only numbers are summed")
    return do_sum(environment, values, attribute, start)


@cache
def environment() -> Sandbox:
    """The one environment in which all expressions are compiled."""
    made = Sandbox(undefined=StrictUndefined, autoescape=False)
    for name in _UNWANTED_FILTERS:
        made.filters.pop(name, None)
    for name in _UNWANTED_NAMES:
        made.globals.pop(name, None)
    made.filters |= {"replace": replaced, "join": joined, "round": rounded, "sum": summed}
    made.filters |= {name: _each(made.filters[name]) for name in _WITH_EACH}
    made.filters = {name: _limited(filter) for name, filter in made.filters.items()}
    return made
