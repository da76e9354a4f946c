"""Where expressions run: Jinja2's sandbox, narrowed so that none can fill memory or never end."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.filters import make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dipdocs.compose.bounds import LONGEST, bounded

_WIDENING = frozenset(("center", "expandtabs", "ljust", "rjust", "translate", "zfill"))
"""Methods of text whose result can be far longer than what they are given."""
_UNWANTED_FILTERS = (
    *("attr", "batch", "center", "filesizeformat", "format", "forceescape", "indent", "pprint"),
    *("random", "slice", "tojson", "urlize", "wordwrap", "xmlattr"),
)
_UNWANTED_NAMES = ("range", "lipsum", "cycler", "joiner", "namespace", "dict")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with bounded arithmetic, bounded methods and few filters."""

    intercepted_binops = frozenset({"**", "*", "+", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """An operation whose result could be long; ValueError where it would be."""
        if operator == "**":
            raise ValueError("powers are not calculated here")
        if operator == "*":
            for text, times in ((left, right), (right, left)):
                if hasattr(text, "__len__") and len(text) * int(times) > LONGEST:
                    raise ValueError("the result is too long")
        if operator == "%" and isinstance(left, str):
            raise ValueError("text is not formatted with % here")
        return bounded(super().call_binop(context, operator, left, right))

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
        return bounded(super().call(__context, __obj, *args, **kwargs))


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


@cache
def environment() -> Sandbox:
    """The one environment in which all expressions are compiled."""
    made = Sandbox(undefined=StrictUndefined, autoescape=False)
    for name in _UNWANTED_FILTERS:
        made.filters.pop(name, None)
    for name in _UNWANTED_NAMES:
        made.globals.pop(name, None)
    made.filters["replace"] = replaced
    made.filters["join"] = joined
    return made
