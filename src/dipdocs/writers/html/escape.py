"""Text and addresses made safe: nothing a user wrote becomes markup or a script."""

from __future__ import annotations

import re
from html import escape as _escape
from urllib.parse import urlsplit

_ALLOWED = frozenset(("http", "https", "mailto"))
_UNSEEN = re.compile("[\x00-\x20\x7f-\x9f]")


def text(value: str) -> str:
    """Text fit for an element's content and for attributes in double quotes."""
    return _escape(value, quote=True)


def address(target: str) -> str | None:
    """An address that a page may lead to, None for any other (``javascript:``, a file, …)."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if _UNSEEN.search(target) or parts.scheme.lower() not in _ALLOWED:
        return None
    return target
