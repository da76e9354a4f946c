"""YAML 1.2 with the core schema (yaml.org/spec/1.2.2, §10.3), and the place of every value.

``NO`` is Norway, ``063`` is the number 63, ``2009-07-06`` a date. No tags, no merge keys; keys
are words. The text is parsed by libyaml where PyYAML has it, else by PyYAML itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from dipdocs.readers.positions import Node
from dipdocs.readers.text import TextError, line_and_column
from dipdocs.readers.yaml_errors import explain

DEEPEST = 100
"""How deep values may stand in each other."""
MOST = 100_000
"""How many values a file may hold when its aliases are written out."""

_PLAIN = "plain"
_TEXT = ""
_STARTS = frozenset("0123456789+-.~nNtTfF")
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d+", re.ASCII)
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?", re.ASCII)


class _Core:
    """What both parsers are given: our schema, and a limit to depth."""

    _depth = 0

    def resolve(self, kind: type[YamlNode], value: object, implicit: object) -> str:
        """The tag of a value without one; what plain words mean is decided later."""
        return _PLAIN if kind is ScalarNode and implicit[0] else _TEXT  # type: ignore[index]

    def descend_resolver(self, parent: object, index: object) -> None:
        """Count how deep the parser is; it would go on until the stack is full."""
        self._depth += 1
        if self._depth > DEEPEST:
            mark = parent.start_mark  # type: ignore[attr-defined]
            raise _too_deep(mark.line, mark.column)

    def ascend_resolver(self) -> None:
        self._depth -= 1


if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer, _Core):
        """PyYAML's own parser."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

else:
    from yaml._yaml import CParser

    class _Parser(CParser, _Core):
        """libyaml."""


def _too_deep(line: int, column: int) -> TextError:
    return TextError(f"values stand more than {DEEPEST} deep in each other", line + 1, column + 1)


def read_yaml(text: str) -> tuple[object, YamlNode]:
    """Return the data of a YAML text, and the parser's tree for `nodes`.

    Raises `TextError` with line and column.
    """
    try:
        root = _Parser(text).get_single_node()
    except UnicodeEncodeError as error:
        raise TextError(
            "the text holds half a character (a lone surrogate)",
            *line_and_column(text, error.start),
        ) from None
    except yaml.YAMLError as error:
        if "maximum nesting depth" in str(error):  # libyaml's own limit, met when it looks ahead
            mark = error.problem_mark  # type: ignore[attr-defined]
            raise _too_deep(mark.line, mark.column) from None
        raise explain(error, text) from None
    if root is None:
        raise TextError("the file is empty", 1, 1)
    return _Constructor().value(root), root


def scalar(text: str) -> object:
    """Return what a plain word means in the core schema."""
    if text and text[0] not in _STARTS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    try:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _OCTAL.fullmatch(text) or _HEXADECIMAL.fullmatch(text):
            return int(text, 0)
    except ValueError:
        pass  # an impossible date, a number of thousands of digits: the model will speak of it
    return text


class _Constructor:
    """Makes plain data of the parser's tree, and counts."""

    def __init__(self) -> None:
        self._count = 0
        self._open: list[YamlNode] = []

    def value(self, node: YamlNode) -> object:
        self._count += 1
        if self._count > MOST:
            raise _error(node, f"the file holds more than {MOST:,} values, aliases written out")
        tag = node.tag
        if isinstance(node, ScalarNode):
            if tag == _PLAIN:
                return scalar(node.value)
            if tag == _TEXT:
                return node.value
        if tag != _TEXT:
            name = tag.replace("tag:yaml.org,2002:", "!!")
            raise _error(node, f"the tag `{name}` has no meaning here; put quotes round a text")
        if len(self._open) >= DEEPEST:
            if any(node is outer for outer in self._open):
                raise _error(node, "an alias stands within what it is an alias of")
            raise _too_deep(node.start_mark.line, node.start_mark.column)
        self._open.append(node)
        data = self._mapping(node) if isinstance(node, MappingNode) else self._sequence(node)
        self._open.pop()
        return data

    def _sequence(self, node: YamlNode) -> list[object]:
        return [self.value(child) for child in node.value]

    def _mapping(self, node: MappingNode) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or key_node.tag not in (_PLAIN, _TEXT):
                raise _error(
                    key_node, "a key is a word; a text that begins with `{` or `[` needs quotes"
                )
            if key in data:
                first = next(k.start_mark.line + 1 for k, _ in node.value if k.value == key)
                raise _error(key_node, f"the key {key!r} stands twice, first on line {first}")
            if key == "<<" and key_node.tag == _PLAIN:
                raise _error(key_node, "the merge key `<<` has no meaning here; write the keys out")
            data[key] = self.value(value_node)
        return data


def _error(node: YamlNode, message: str) -> TextError:
    return TextError(message, node.start_mark.line + 1, node.start_mark.column + 1)


def nodes(root: YamlNode, text: str) -> Node:
    """Return the places of the values of a tree that `read_yaml` has read from a text."""
    lines = text.split("\n")
    known: dict[int, Node] = {}

    def convert(source: YamlNode) -> Node:
        done = known.get(id(source))
        if done is not None:
            return done
        mark = source.start_mark
        node = known[id(source)] = Node(mark.line + 1, mark.column + 1)
        if isinstance(source, MappingNode):
            children: dict[str, Node] = {}
            for key, value in source.value:
                node.keys[key.value] = (key.start_mark.line + 1, key.start_mark.column + 1)
                children[key.value] = convert(value)
            node.children = children
        elif isinstance(source, SequenceNode):
            node.children = [convert(value) for value in source.value]
        elif isinstance(source, ScalarNode) and source.style == "|":
            node.text_line = mark.line + 2
            node.indent = _indent(source.value, lines[mark.line + 1 :])
        return node

    return convert(root)


def _indent(value: str, lines: list[str]) -> int:
    """How far the lines of a literal text are indented, by the first that is not empty."""
    for number, shown in enumerate(value.split("\n")):
        if shown.strip() and number < len(lines):
            return max(0, len(lines[number].rstrip("\r")) - len(shown))
    return 0
