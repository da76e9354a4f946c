"""JSON with the place of every value (RFC 8259)."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from dipdocs.readers.positions import Node
from dipdocs.readers.text import TextError, line_and_column

DEEPEST = 100
"""How deep values may stand in each other."""

_SPACE = re.compile(r"[ \t\n]*")
_SCALAR = re.compile(r"(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)|[A-Za-z]+", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}


def read_json(text: str) -> tuple[object, Node]:
    """Return the data of a JSON text and the places of its values.

    Raises `TextError` with line and column.
    """
    return _Scanner(text).document()


class _Scanner:
    """Reads a text from first to last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0

    def document(self) -> tuple[object, Node]:
        result = self._value()
        self._skip()
        if self._at < len(self._text):
            raise self._error("something stands after the end of the data")
        return result

    def _error(self, message: str, at: int | None = None) -> TextError:
        return TextError(message, *line_and_column(self._text, self._at if at is None else at))

    def _skip(self) -> str:
        """Pass over white space and return the character after it, empty at the end."""
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def _place(self) -> tuple[int, int]:
        """Line and column of the present place; asked for in the order of the text."""
        lines = self._text.count("\n", self._counted, self._at)
        if lines:
            self._line += lines
            self._line_start = self._text.rfind("\n", 0, self._at) + 1
        self._counted = self._at
        return self._line, self._at - self._line_start + 1

    def _value(self) -> tuple[object, Node]:
        character = self._skip()
        node = Node(*self._place())
        if character in ("{", "["):
            self._depth += 1
            if self._depth > DEEPEST:
                raise self._error(f"values stand more than {DEEPEST} deep in each other")
            value = self._mapping(node) if character == "{" else self._sequence(node)
            self._depth -= 1
            return value, node
        if character == '"':
            return self._string(), node
        return self._scalar(), node

    def _mapping(self, node: Node) -> object:
        data: dict[str, object] = {}
        node.children = children = {}
        opening = self._at
        self._at += 1
        if self._skip() == "}":
            self._at += 1
            return data
        while True:
            if self._skip() != '"':
                raise self._unclosed("a key in double quotes", "{", opening)
            place = self._place()
            key = self._string()
            if key in data:
                first, _ = node.keys[key]
                raise TextError(f"the key {key!r} stands twice, first on line {first}", *place)
            node.keys[key] = place
            if self._skip() != ":":
                raise self._error(f"expected a colon after the key {key!r}")
            self._at += 1
            data[key], children[key] = self._value()
            if self._ends("}", "{", opening):
                return data

    def _sequence(self, node: Node) -> object:
        data: list[object] = []
        node.children = children = []
        opening = self._at
        self._at += 1
        if self._skip() == "]":
            self._at += 1
            return data
        while True:
            value, child = self._value()
            data.append(value)
            children.append(child)
            if self._ends("]", "[", opening):
                return data

    def _ends(self, closing: str, opening: str, start: int) -> bool:
        """Read the comma or bracket after a value; whether it was the bracket."""
        character = self._skip()
        if character not in (",", closing) or not character:
            raise self._unclosed(f"a comma or `{closing}`", opening, start)
        self._at += 1
        return character == closing

    def _unclosed(self, expected: str, opening: str, start: int) -> TextError:
        line, _ = line_and_column(self._text, start)
        return self._error(f"expected {expected} (`{opening}` stands on line {line})")

    def _string(self) -> str:
        start = self._at
        try:
            value: str
            value, self._at = scanstring(self._text, start + 1, True)
            value.encode()
        except UnicodeEncodeError:
            raise self._error("the text holds half a character (a lone surrogate)", start) from None
        except JSONDecodeError as error:
            if error.msg.startswith("Unterminated"):
                raise self._error("the text is not closed by a double quote", start) from None
            if error.msg.startswith("Invalid control"):
                raise self._error(
                    "a text ends on its line; a new line in it is written `\\n`", error.pos
                ) from None
            raise self._error(error.msg.lower(), error.pos) from None
        return value

    def _scalar(self) -> object:
        match = _SCALAR.match(self._text, self._at)
        if match is None:
            found = self._text[self._at : self._at + 1]
            raise self._error(
                f"expected a value, found `{found}`" if found else "a value is missing"
            )
        word, number = match[0], match[1]
        if number is None and word not in _WORDS:
            raise self._error(f"`{word}` is no value; a text stands in double quotes")
        self._at = match.end()
        if number is None:
            return _WORDS[word]
        try:
            return int(number) if number.lstrip("-").isdigit() else float(number)
        except ValueError:
            raise self._error(f"a number of {len(number)} digits", match.start()) from None
