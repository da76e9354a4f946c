"""What stands before a paragraph's text: where its first line and its label begin.

Word reaches these places by tabs. A page has no tab stops, so the places are reckoned here from
the layout's own figures: the indent of the first line, and the box that holds the label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dipdocs.layout.length import Length
from dipdocs.layout.properties import ParagraphProperties, TabStop


@dataclass(frozen=True, slots=True)
class Leading:
    """`indent` of the first line from the lines under it; the label's box, if there is one.

    The box is `width` wide; a label at its end keeps `gap` from the text.
    """

    indent: Length
    width: Length | None = None
    gap: Length = field(default_factory=lambda: Length(0))
    at_end: bool = False


def leading(p: ParagraphProperties, prefix: str, default_tab: Length) -> Leading:
    r"""The places that a prefix with tabs (``\t{label}\t``) leads to.

    Without ``{label}`` there is no box. `p` is the paragraph with its style's tab stops.
    """
    left = _indent(p, "left")
    start = left + _indent(p, "first_line") - _indent(p, "hanging")
    stops = _stops(p.tabs, left, start, default_tab)
    before, label, after = prefix.partition("{label}")
    place = start
    stop = TabStop(kind="left", position=start)
    for _ in range(before.count("\t")):
        stop = _next(stops, place, default_tab)
        place = stop.position
    if not label:
        return Leading(place - left)
    if "\t" not in after:
        return Leading(place - left)
    end = _next(stops, place, default_tab).position
    if stop.kind == "right":
        return Leading(start - left, end - start, end - place, at_end=True)
    return Leading(place - left, end - place)


def _indent(p: ParagraphProperties, side: str) -> Length:
    value: Length | None = getattr(p.indent, side) if p.indent is not None else None
    return value or Length(0)


def _stops(
    tabs: Iterable[TabStop], left: Length, start: Length, default_tab: Length
) -> list[TabStop]:
    """The stops in order; where lines hang, their indent is one."""
    cleared = {tab.position for tab in tabs if tab.kind == "clear"}
    stops = [tab for tab in tabs if tab.kind != "clear" and tab.position not in cleared]
    if start.points < left.points:
        stops.append(TabStop(kind="left", position=left))
    return sorted(stops, key=lambda tab: tab.position.points)


def _next(stops: list[TabStop], place: Length, default_tab: Length) -> TabStop:
    for stop in stops:
        if stop.position.twips > place.twips:
            return stop
    steps = place.twips // default_tab.twips + 1
    return TabStop(kind="left", position=Length(default_tab.points * steps))
