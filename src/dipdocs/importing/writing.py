"""Data as the files a user goes on with: YAML, long texts as Markdown beside it, images.

The keys stand in the order in which a document is described (design: all keys). A text longer
than `LONGEST_IN_PLACE` has a file of its own, as has every image.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

LONGEST_IN_PLACE = 3_000
"""Characters of a text that stands in the YAML itself: about a page."""
_WIDTH = 100
_KEYS = (
    "kind", "language", "organ", "office", "item", "date", "place", "reference", "subject",
    "from", "to", "identical", "salutation", "close", "country", "country_form", "country_name",
    "mission", "gender", "number", "name", "position", "circulation", "symbols", "distribution",
    "release_date", "original", "job_number", "processed", "reissued", "reason", "request",
    "action", "of", "words", "organs", "session", "emergency_special_session", "special_session",
    "year", "lines", "session_lines", "agenda", "agenda_lines", "heading", "title", "provisional",
    "document", "author",
    "orientation", "submitted_language_only", "address", "telephone", "when", "text", "body",
    "enclosures", "appendices", "annexes", "done", "signatories", "emblem", "letterhead", "logo",
    "notice", "silence",
)  # fmt: skip
_RANK = {key: place for place, key in enumerate(_KEYS)}
_DATES = frozenset({"date", "release_date", "processed"})
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PARTS = {"annexes": "annex", "enclosures": "enclosure", "appendices": "appendix"}


def files_of(
    data: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    name: str,
    *,
    remarks: Sequence[str] = (),
    prefix: str = "",
) -> dict[str, bytes]:
    """The files of a document by their names, the YAML (`name`) last.

    `remarks` stand at its head; `prefix` goes before the names of the long texts.
    """
    texts: dict[str, bytes] = {}
    shortened = _with_files(data, data.get("language", "en"), prefix, texts)
    return {**texts, **pictures, name: with_remarks(shortened, remarks).encode()}


def with_remarks(data: Mapping[str, Any], remarks: Sequence[str]) -> str:
    """Data as YAML, with remarks at its head."""
    return "".join(f"# {line}".rstrip() + "\n" for line in remarks) + to_yaml(data)


def _with_files(
    data: Mapping[str, Any], language: str, prefix: str, texts: dict[str, bytes]
) -> dict[str, Any]:
    """The data with its long texts put into `texts` and named instead."""
    waiting = list(_long(data, "text"))
    names = [base for base, _ in waiting]
    files: dict[int, str] = {}
    counts: dict[str, int] = {}
    for base, owner in waiting:
        counts[base] = counts.get(base, 0) + 1
        number = f"-{counts[base]}" if names.count(base) > 1 else ""
        file = files[id(owner)] = f"{prefix}{base}{number}.{language}.md"
        texts[file] = _ended(str(owner["body"])).encode()

    def copied(value: object) -> object:
        if isinstance(value, Mapping):
            out = {key: copied(inner) for key, inner in value.items()}
            if id(value) in files:
                out["body"] = {"file": files[id(value)]}
            return out
        return [copied(inner) for inner in value] if isinstance(value, list) else value

    result = copied(data)
    assert isinstance(result, dict)
    return result


def _long(data: Mapping[str, Any], base: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Those that hold a long text, in order, each with what its file may be called."""
    body = data.get("body")
    if isinstance(body, str) and len(body) > LONGEST_IN_PLACE:
        yield base, data
    for key, part in _PARTS.items():
        for inner in data.get(key) or ():
            kind = inner.get("kind", "text")
            yield from _long(inner, part if kind == "text" else kind)


def to_yaml(data: Mapping[str, Any]) -> str:
    """Data as YAML: short mappings on one line, texts of several lines as blocks."""
    out = io.StringIO()
    dumper = _Dumper(
        out,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=False,
    )
    dumper.open()
    root = dumper.represent_data(_ordered(data))
    assert isinstance(root, MappingNode)
    root.flow_style = False
    dumper.serialize(root)
    dumper.close()
    return out.getvalue()


def ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data with its keys in the order in which they are written, dates as dates."""
    result = _ordered(data)
    assert isinstance(result, dict)
    return result


def _ended(text: str) -> str:
    """A text whose last line is one."""
    return text if text.endswith("\n") else text + "\n"


def _ordered(value: object, key: str = "") -> object:
    if isinstance(value, Mapping):
        rank = _RANK | {"date": _RANK["place"]} if key == "done" else _RANK
        known = sorted(value, key=lambda name: rank.get(name, len(_RANK)))
        return {name: _ordered(value[name], name) for name in known}
    if isinstance(value, list | tuple):
        return [_ordered(inner, key) for inner in value]
    if key == "body" and isinstance(value, str) and "\n" in value:
        return _ended(value)
    if key in _DATES and isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


class _Dumper(yaml.SafeDumper):
    """Writes what the reader of letters reads: YAML 1.2 with the core schema."""

    def ignore_aliases(self, data: object) -> bool:
        """Write a value that stands in several places in each."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Set the items of a list in from their key."""
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> Node:
    # YAML takes these for line ends wherever they are not escaped.
    style = '"' if _LINE_ENDS.search(value) else "|" if "\n" in value else None
    return dumper.represent_scalar(_STR, value, style=style)


def _mapping(dumper: _Dumper, value: dict[str, object]) -> Node:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value)
    node.flow_style = _length(node) <= _WIDTH and all(
        isinstance(inner, ScalarNode) or _is_words(inner) for _, inner in node.value
    )
    return node


def _sequence(dumper: _Dumper, value: list[object]) -> Node:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", value)
    node.flow_style = _length(node) <= _WIDTH and _is_words(node)
    for inner in node.value:
        if isinstance(inner, MappingNode) and len(inner.value) == 1:
            inner.flow_style = False
    return node


def _is_words(node: Node) -> bool:
    """Whether a value is a list of single values."""
    return isinstance(node, SequenceNode) and all(isinstance(n, ScalarNode) for n in node.value)


def _length(node: Node) -> int:
    """How long a value is on one line, about; a text of several lines fits on none."""
    match node:
        case ScalarNode(value=value):
            return _WIDTH + 1 if "\n" in value else len(value)
        case MappingNode(value=pairs):
            return sum(_length(key) + _length(inner) + 4 for key, inner in pairs)
    return sum(_length(inner) + 2 for inner in node.value)


_STR = "tag:yaml.org,2002:str"
_CORE = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("float", r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+."),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
)
"""What a plain word is read as, by its form (readers/yaml.py): a text of this form is quoted."""

_Dumper.yaml_implicit_resolvers = {}
for _tag, _form, _first in _CORE:
    _Dumper.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})\Z"), ["", *_first]
    )
_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)
