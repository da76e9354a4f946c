"""Lists that follow one another, as one: what goes on, and what its labels show to stand within."""

from __future__ import annotations

from typing import Any

from dipdocs.markup.blocks import Item, List
from dipdocs.markup.labels import Kind, begins_under, form, goes_on


def append_list(out: list[Any], new: List) -> None:
    """Append a list to blocks, or its items to the list before it, if they go on from there."""
    last = out[-1] if out else None
    one = joined(last, new) if isinstance(last, List) else None
    if one is None:
        out.append(new)
    else:
        out[-1] = one


def joined(last: List, new: List) -> List | None:
    """The two lists as one: only a footnote's text parts them, or levels that are not indented.

    As it is often typed, (i) stands at the column of the (a) that it belongs to, and (a) at that
    of 1. (UN Editorial Manual: the levels are 1., (a), (i)).
    """
    first = new.items[0].label
    if last.kind == new.kind and form(last.items[-1].label) == form(first):
        return List(last.kind, last.items + new.items, last.line)
    item = last.items[-1]
    if begins_under(first, new.kind, last.kind):
        blocks = (*item.blocks, new)
    elif item.blocks and isinstance(end := item.blocks[-1], List):
        under = joined(end, new) if _belongs_below(first, new.kind, end) else None
        if under is None:
            return None
        blocks = (*item.blocks[:-1], under)
    else:
        return None
    return List(last.kind, (*last.items[:-1], Item(item.label, blocks, item.line)), last.line)


def _belongs_below(first: str, kind: Kind, end: List) -> bool:
    """Whether a list that begins with this label goes on or begins within the list at the end."""
    label = end.items[-1].label
    if goes_on(first, kind, label, end.kind) or begins_under(first, kind, end.kind):
        return True
    blocks = end.items[-1].blocks
    return bool(blocks) and isinstance(blocks[-1], List) and _belongs_below(first, kind, blocks[-1])
