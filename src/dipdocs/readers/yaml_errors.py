"""What a YAML parser complains of, in the words of a person who writes letters."""

from __future__ import annotations

import re

import yaml

from dipdocs.readers.text import TextError, line_and_column

_INDENT = re.compile(r"[ -]*\t")

# The parser's words (libyaml's and PyYAML's) and ours; the first that fits is taken.
# `{line}` is the line on which the unfinished piece begins.
_TOLD = (
    ("mapping values are not allowed", "{colon}"),
    ("expected a single document", "the file holds several documents (`---`); write one"),
    ("but found another document", "the file holds several documents (`---`); write one"),
    ("end of stream", "the quotation mark of line {line} is not closed"),
    ("',' or '}'", "the brace of line {line} is not closed, or a comma is missing"),
    ("',' or ']'", "the bracket of line {line} is not closed, or a comma is missing"),
    ("could not find expected ':'", "a key without a colon after it"),
    ("undefined alias", "a text that begins with `*` needs quotes"),
    ("alphabetic or numeric", "a text that begins with `*` or `&` needs quotes"),
    ("expected key", "the line is indented otherwise than the lines above, or quotes are missing"),
    ("expected '-' indicator", "a list goes on with `- `, indented as the items above"),
    ("<block end>", "the line is indented otherwise than the lines above, or quotes are missing"),
    ("undefined tag handle", "a text that begins with `!` needs quotes"),
    ("block scalar", "after `|` or `>` the text begins on the next line, indented by spaces"),
    ("escape", "an unknown escape in double quotes; a backslash is written `\\\\`"),
    ("directive", "a line that begins with `%` needs quotes"),
    ("incompatible YAML", "a line that begins with `%` needs quotes"),
)

_COLON = "a text that holds `: ` needs quotes"
_INDENTED = "the line is indented more than the lines above, or a text that holds `: ` needs quotes"
"""The same of the first colon of a line, which may well be a key's."""

# Problems found at their end that are better shown at their beginning.
_POINTS_BACK = ("end of stream", "alphabetic or numeric")


def explain(error: yaml.YAMLError, text: str) -> TextError:
    """Return the error of a parser with its line and column, in plain words."""
    if isinstance(error, yaml.reader.ReaderError):
        at = next((i for i, c in enumerate(text) if not c.isprintable() and c not in "\t\n"), 0)
        return TextError(
            f"the character U+{_code(error):04X} cannot stand in a file; remove it",
            *line_and_column(text, min(_position(error, text, at), len(text))),
        )
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return TextError(f"no YAML: {error}")
    mark, begun = error.problem_mark, error.context_mark
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    tab = _INDENT.match(line)
    if tab is not None:
        return TextError("a tab; indent with spaces", mark.line + 1, tab.end())
    if begun is not None and any(words in str(error.problem) for words in _POINTS_BACK):
        mark = begun
    first = ":" not in line[: mark.column]
    message = _message(error, line[mark.column : mark.column + 1], begun, first=first)
    return TextError(message, mark.line + 1, mark.column + 1)


def _message(
    error: yaml.MarkedYAMLError, character: str, begun: yaml.Mark | None, *, first: bool
) -> str:
    problem = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab; use spaces"
        return f"a text that begins with {character!r} needs quotes"
    for words, told in _TOLD:
        if words in problem:
            return told.format(
                line=begun.line + 1 if begun else 0, colon=_INDENTED if first else _COLON
            )
    return f"no YAML: {problem.strip()}"


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _position(error: yaml.reader.ReaderError, text: str, default: int) -> int:
    """The place of a refused character: PyYAML counts characters, libyaml bytes."""
    found = text.find(chr(_code(error)))
    return found if found >= 0 else default
