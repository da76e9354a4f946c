"""Blocks that are still being filled: lists, their items, quotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dipdocs.markup.blocks import Block, Item, List, Quote
from dipdocs.markup.joining import append_list
from dipdocs.markup.labels import Kind


@dataclass(slots=True)
class OpenItem:
    """An item being filled."""

    label: str
    line: int
    series: int
    level: int
    left: float
    hanging: float
    kind: Kind
    blocks: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class OpenList:
    """A list being filled."""

    kind: Kind
    items: list[OpenItem]


@dataclass(slots=True)
class OpenQuote:
    """A quotation being filled."""

    line: int
    blocks: list[Block] = field(default_factory=list)


Node = Block | OpenList | OpenQuote


def frozen(nodes: Iterable[Node]) -> list[Block]:
    """The same as blocks; lists that follow one another are joined as Markdown joins them."""
    out: list[Block] = []
    for node in nodes:
        if isinstance(node, OpenList):
            items = tuple(
                Item(item.label, tuple(frozen(item.blocks)), item.line) for item in node.items
            )
            append_list(out, List(node.kind, items, items[0].line))
        elif isinstance(node, OpenQuote):
            out.append(Quote(tuple(node.blocks), node.line))
        else:
            out.append(node)
    return out
