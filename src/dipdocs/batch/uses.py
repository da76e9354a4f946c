"""Which columns the expressions of a form name: asked before a table is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError, meta, nodes

from dipdocs.batch.blanks import Blank, sources
from dipdocs.batch.tree import Mapped, NamedBody, Path
from dipdocs.batch.tree import nodes as parts
from dipdocs.compose.expressions import FORM_NAMES, KNOWN, VOICE_NAMES
from dipdocs.compose.sandbox import environment
from dipdocs.errors import Finding, InputError
from dipdocs.markup import blocks as written
from dipdocs.markup.inlines import Expression, Footnote, Inline, Link
from dipdocs.model import Body
from dipdocs.readers.positions import field_name


@lru_cache(maxsize=4096)
def columns(source: str) -> tuple[str, ...]:
    """The columns that an expression names, as `row.x` or `row["x"]`."""
    found: dict[str, None] = {}
    tree = environment().parse("{{ " + source + " }}")
    for node in tree.find_all(nodes.Getattr):
        if _is_row(node.node):
            found[node.attr] = None
    for item in tree.find_all(nodes.Getitem):
        if _is_row(item.node) and isinstance(item.arg, nodes.Const):
            found[str(item.arg.value)] = None
    return tuple(found)


def refuse_unknown(tree: Any) -> None:  # noqa: ANN401
    """InputError for every expression of a form that uses a name which nothing bears."""
    findings = []
    for path, part in parts(tree):
        body = isinstance(part, Body)
        known = {*FORM_NAMES, *(KNOWN | set(_bound(part.blocks)) if body else VOICE_NAMES)}
        for where, source in _of_part(path, part):
            try:
                used = names(source)
            except InputError as error:
                findings += [replace(finding, field=where) for finding in error.findings]
                continue
            for name in sorted(used - known):
                findings.append(
                    Finding(
                        f"{name!r} is not known in the expression {{{{ {source} }}}}",
                        rule="expression",
                        field=where,
                        found=source,
                        expected=f"one of {', '.join(sorted(known))}",
                    )
                )
    if findings:
        raise InputError(findings)


@lru_cache(maxsize=4096)
def names(source: str) -> frozenset[str]:
    """The names that an expression uses; InputError where it cannot be compiled."""
    try:
        tree = environment().parse("{{ " + source + " }}")
        return frozenset(meta.find_undeclared_variables(tree))
    except (TemplateError, RecursionError) as error:
        reason = getattr(error, "message", None) or "too deeply nested"
        raise InputError(
            Finding(
                f"the expression {{{{ {source} }}}} is not sound: {reason}",
                rule="expression",
                field="--name",
                found=source,
            )
        ) from None


def _bound(blocks: Iterable[written.Block]) -> Iterator[str]:
    """The names that the loops of a body give values to."""
    for block in blocks:
        match block:
            case written.Loop(names=bound, blocks=inner):
                yield from bound
                yield from _bound(inner)
            case written.Condition(branches=branches):
                for _, inner in branches:
                    yield from _bound(inner)
            case written.Quote(blocks=inner) | written.Landscape(blocks=inner):
                yield from _bound(inner)
            case written.List(items=items):
                for item in items:
                    yield from _bound(item.blocks)


def _is_row(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Name) and node.name == "row"


def expressions(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Every expression of a form with the field it stands in."""
    for path, part in parts(tree):
        yield from _of_part(path, part)


def _of_part(path: Path, part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The expressions of a part itself, with the field they stand in."""
    match part:
        case Body():
            yield from ((field_name(path), source) for source in in_blocks(part.blocks))
        case Blank():
            yield from ((part.field, source) for source in sources(part))
        case NamedBody():
            yield from ((field_name(part.path), source) for source in sources(part.file))
        case Mapped(when=str(when)):
            yield f"{part.field}.when", when


def in_blocks(blocks: Iterable[written.Block]) -> Iterator[str]:
    """Every expression of a body."""
    for block in blocks:
        match block:
            case written.Paragraph(inlines=inlines) | written.Heading(inlines=inlines):
                yield from _in_inlines(inlines)
            case written.List(items=items):
                for item in items:
                    yield from in_blocks(item.blocks)
            case written.Quote(blocks=inner) | written.Landscape(blocks=inner):
                yield from in_blocks(inner)
            case written.Loop(source=source, blocks=inner):
                yield source
                yield from in_blocks(inner)
            case written.Condition(branches=branches):
                for condition, inner in branches:
                    if condition is not None:
                        yield condition
                    yield from in_blocks(inner)
            case written.Figure(caption=caption):
                yield from _in_inlines(caption)
            case written.Table():
                yield from _in_inlines(block.caption)
                for row in block.rows:
                    for cell in row:
                        yield from _in_inlines(cell.inlines)
                for note in block.notes:
                    yield from _in_inlines(note.inlines)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Expression(source=source):
                yield source
            case Link(children=children):
                yield from _in_inlines(children)
            case Footnote(paragraphs=paragraphs):
                for paragraph in paragraphs:
                    yield from _in_inlines(paragraph)
