"""Expressions `{{ … }}` and statements `{% … %}` in a body: where they end, whether they are sound.

The syntax is Jinja2's. Here it is only checked; values are put in when a document is composed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from dipdocs.markup.calls import read
from dipdocs.markup.errors import MarkupError

if TYPE_CHECKING:
    from jinja2 import Environment

Keyword = Literal["if", "elif", "else", "endif", "for", "endfor"]
KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor")

_PIECES = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'   # a string, whatever it holds
    | %} | [{}]
    """,
    re.VERBOSE | re.DOTALL,
)
_STATEMENT = re.compile(r"\s*(\w*)\s*(.*)", re.DOTALL)
_LOOP = re.compile(r"(?P<names>[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*)\s+in\s+(?P<source>.+)", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


class Statement(NamedTuple):
    """A statement: its keyword and what follows. `names` are those that a loop gives values to."""

    keyword: Keyword
    source: str
    names: tuple[str, ...] = ()


def find_end(text: str, start: int) -> int:
    """Return the place of the `}}` that closes the `{{` at `start`, -1 if there is none."""
    depth = 0
    for match in _PIECES.finditer(text, start + 2):
        piece = match[0]
        if piece == "{":
            depth += 1
        elif piece == "}":
            if depth:
                depth -= 1
            elif text.startswith("}}", match.start()):
                return match.start()
    return -1


def read_expression(inner: str, line: int) -> str:
    """Return the source of an expression from what stands between its braces.

    Raises `MarkupError` when it is no expression.
    """
    source = _LINE_END.sub(" ", inner.strip())
    if not source:
        raise MarkupError("`{{ }}` is empty; write an expression in it", line)
    if inner[0] in "-+" or inner[-1] in "-+":
        raise MarkupError("a `-` or `+` beside the braces has no meaning here; set a space", line)
    check(source, line)
    return source


def read_statement(text: str, line: int) -> Statement:
    """Return the statement that a line, from its `{%` to its end, holds.

    Raises `MarkupError` when the line holds more than one statement, or none that is known.
    """
    end = next((m.start() for m in _PIECES.finditer(text, 2) if m[0] == "%}"), -1)
    if end < 0:
        raise MarkupError("`{%` is not closed by `%}` on its line", line)
    if text[end + 2 :].strip():
        raise MarkupError(f"a statement stands alone on its line: `{text[: end + 2]}`", line)
    inner = text[2:end].removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    match = _STATEMENT.fullmatch(inner)
    word, rest = (match[1], match[2].strip()) if match else ("", "")
    if word not in KEYWORDS:
        raise MarkupError(
            f"`{word or inner.strip()}` is no statement of a body; known are {', '.join(KEYWORDS)}",
            line,
        )
    keyword = cast(Keyword, word)
    if keyword == "for":
        return _read_loop(rest, line)
    if keyword in ("if", "elif"):
        if not rest:
            raise MarkupError(f"`{{% {keyword} %}}` lacks its condition", line)
        check(rest, line)
    elif rest:
        raise MarkupError(f"`{{% {keyword} %}}` stands without `{rest}`", line)
    return Statement(keyword, rest)


def _read_loop(rest: str, line: int) -> Statement:
    match = _LOOP.fullmatch(rest)
    if match is None:
        raise MarkupError("a loop is written `{% for name in values %}`", line)
    check(match["source"], line, conditional=False)
    names = tuple(name.strip() for name in match["names"].split(","))
    return Statement("for", match["source"], names)


def check(source: str, line: int, *, conditional: bool = True) -> None:
    """Raise `MarkupError` unless `source` is one sound expression of Jinja2.

    `conditional` tells whether `a if b else c` may stand bare (after `in` it may not).
    """
    problem = _problem(source, conditional)
    if problem is not None:
        shown = source if len(source) <= 60 else source[:57] + "…"
        raise MarkupError(f"`{shown}` is no expression: {problem}", line)


@lru_cache(maxsize=1024)
def _problem(source: str, conditional: bool) -> str | None:
    if read(source) is not None:
        return None
    from jinja2 import TemplateSyntaxError
    from jinja2.parser import Parser

    try:
        parser = Parser(_environment(), source, state="variable")
        parser.parse_expression(with_condexpr=conditional)
        if not parser.stream.eos:
            return f"unexpected `{parser.stream.current.value}`"
    except TemplateSyntaxError as error:
        return (error.message or "syntax error").replace("template", "expression").rstrip(".")
    except (RecursionError, MemoryError):
        return "too deeply nested"
    except (ValueError, OverflowError) as error:
        return str(error)
    return None


@cache
def _environment() -> Environment:
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment()
