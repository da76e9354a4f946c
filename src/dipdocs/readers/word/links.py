"""Links: the addresses that one may lead to, and the text that leads there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dipdocs.markup.inlines import Footnote, Inline, Link, Run, Style
from dipdocs.markup.text import FORBIDDEN
from dipdocs.readers.word.report import LINK_DROPPED, Report
from dipdocs.readers.word.text import push

_KNOWN = re.compile(r"(?:https?|ftp|mailto|tel):[^\s]", re.IGNORECASE)
_FIELD = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))?', re.IGNORECASE)


@lru_cache(1000)
def address(target: str) -> str | None:
    """The address as Markdown keeps it; None where a document should not lead to it."""
    from markdown_it.common.normalize_url import normalizeLink, validateLink

    target = target.strip()
    if _KNOWN.match(target) is None or FORBIDDEN.search(target):
        return None
    try:
        found = normalizeLink(target)
        if normalizeLink(found) != found or not validateLink(found):
            return None
    except (ValueError, IndexError):
        return None
    return found if "{{" not in found else None


def field_target(code: str) -> str | None:
    """The address in the code of a HYPERLINK field; None for a place within the file."""
    match = _FIELD.match(code)
    return (match[1] or match[2]) if match else None


def linked(target: str, children: Sequence[Inline], report: Report) -> list[Inline]:
    """A text as a link; the text alone, which is reported, where a document should not lead."""
    found = address(target)
    if found is None:
        if not target.startswith("#"):
            report.add(LINK_DROPPED)
        return list(children)
    flat: list[Inline] = []
    for child in children:
        flat += child.children if isinstance(child, Link) else (child,)
    texts: list[Inline] = []
    for child in flat:
        if isinstance(child, Run):
            push(texts, child.text, child.style & ~Style.UNDERLINE)
        else:
            texts.append(child)
    if not any(isinstance(child, Run) and child.text.strip() for child in texts):
        return texts
    # A note that is called within a link hangs on the place behind it.
    notes = [child for child in texts if isinstance(child, Footnote)]
    inside = tuple(child for child in texts if not isinstance(child, Footnote))
    return [Link(found, inside), *notes]
