"""Addresses that a link may lead to."""

from __future__ import annotations

import re
from functools import lru_cache

from dipdocs.markup.text import FORBIDDEN

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
