"""A form's data as a tree: what stands as it is, what a row fills, what a row leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any

from dipdocs.batch.blanks import LEFT_OUT, Blank, Filling, pieces
from dipdocs.errors import Finding, InputError
from dipdocs.model.terms import LANGUAGES
from dipdocs.readers.positions import field_name

Path = tuple[str | int, ...]
TypesAt = Callable[[Path], frozenset[str]]
"""What JSON types a field takes."""
Ready = Callable[[Any, Path], Any]
"""What the model makes of a body or image: it is made once, not with each row."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping with blanks below. `when` is the condition under which it stands at all."""

    field: str
    children: dict[str, Any]
    when: str | None = None
    _fixed: dict[str, Any] = part(init=False, repr=False)
    _filled: tuple[tuple[str, Node], ...] = part(init=False, repr=False)

    def __post_init__(self) -> None:
        """Part what a row fills from what stands."""
        filled = {key: child for key, child in self.children.items() if isinstance(child, Node)}
        fixed = {key: child for key, child in self.children.items() if key not in filled}
        object.__setattr__(self, "_fixed", fixed)
        object.__setattr__(self, "_filled", tuple(filled.items()))

    def fill(self, filling: Filling) -> Any:  # noqa: ANN401
        """The mapping filled; LEFT_OUT where its condition does not hold."""
        if self.when is not None:
            holds = bool(filling.value(self.when, f"{self.field}.when", None))
            if not filling.decided(holds):
                return LEFT_OUT
        data = self._fixed.copy()
        for key, child in self._filled:
            value = child.fill(filling)
            if value is not LEFT_OUT:
                data[key] = value
        return data


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with blanks below."""

    children: list[Any]

    def fill(self, filling: Filling) -> list[Any]:
        """The list filled, without what is left out."""
        filled = (fill(child, filling) for child in self.children)
        return [value for value in filled if value is not LEFT_OUT]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body in a file that the row names: read and parsed when first asked for."""

    path: Path
    file: Blank
    ready: Ready

    def fill(self, filling: Filling) -> Any:  # noqa: ANN401
        """The body of that name."""
        filling.lasting = False
        name = self.file.fill(filling)
        if not isinstance(name, str):
            raise InputError(
                Finding("the file's name is empty", rule="form", field=field_name(self.path))
            )
        return self.ready({"file": name}, self.path)


Node = Blank | Mapped | Listed | NamedBody


def fill(node: Any, filling: Filling) -> Any:  # noqa: ANN401
    """A part of the tree filled; what has no blanks is given as it is, not copied."""
    return node.fill(filling) if isinstance(node, Node) else node


def is_blank(value: object) -> bool:
    """Whether a value of the data is a text with expressions."""
    return isinstance(value, str) and ("{{" in value or "{%" in value)


def in_body(path: Path) -> bool:
    """Whether a path is that of a body, or of its text in one language."""
    return path[-1:] == ("body",) or (path[-2:-1] == ("body",) and path[-1] in LANGUAGES)


def grow(value: Any, path: Path, types_at: TypesAt, ready: Ready) -> Any:  # noqa: ANN401
    """The tree of a form's data; a part without blanks is the data itself."""
    if in_body(path) and (isinstance(value, str) or set(value) == {"file"}):
        if isinstance(value, dict) and is_blank(value["file"]):
            return NamedBody(path, _blank(value["file"], (*path, "file"), types_at), ready)
        return ready(value, path)
    if path[-1:] in (("emblem",), ("logo",)) and isinstance(value, str) and not is_blank(value):
        return ready(value, path)
    if is_blank(value):
        return _blank(value, path, types_at)
    if isinstance(value, list):
        items = [grow(item, (*path, i), types_at, ready) for i, item in enumerate(value)]
        grown = any(isinstance(item, Node) for item in items)
        return Listed(items) if grown else items
    if isinstance(value, dict):
        children = {
            key: grow(child, (*path, key), types_at, ready)
            for key, child in value.items()
            if key != "when"
        }
        when = condition(value["when"], (*path, "when")) if "when" in value else None
        if when is not None or any(isinstance(child, Node) for child in children.values()):
            return Mapped(field_name(path), children, when)
        return children
    return value


def _blank(value: str, path: Path, types_at: TypesAt) -> Blank:
    language = str(path[-1]) if path and path[-1] in LANGUAGES else None
    field = field_name(path)
    return Blank(field, pieces(value, field), language, types_at(path))


def condition(value: object, path: Path) -> str:
    """The expression of a `when:`, written with or without braces."""
    field = field_name(path)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = value.strip()
        found = pieces(text if "{{" in text else "{{ " + text + " }}", field)
        if len(found) == 1 and isinstance(found[0], tuple):
            return found[0][0]
    raise InputError(
        Finding("`when` is one expression", rule="form", field=field, expected="row.x == 'y'")
    )


def nodes(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    """All parts of a tree with their paths, from the top."""
    yield path, node
    if isinstance(node, Mapped | Listed):
        node = node.children
    if isinstance(node, dict):
        for key, child in node.items():
            yield from nodes(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from nodes(child, (*path, index))
