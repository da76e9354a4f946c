"""Bodies written in Markdown, as blocks of plain data.

`parse` reads a body, `to_markdown` writes one; `blocks` and `inlines` are the data between. The
parser is loaded on first use, so that the data alone costs nothing to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipdocs.markup.errors import MarkupError

if TYPE_CHECKING:
    from dipdocs.markup.markdown import parse
    from dipdocs.markup.serialize import to_markdown

__all__ = ["MarkupError", "parse", "to_markdown"]


def __getattr__(name: str) -> object:
    if name == "parse":
        from dipdocs.markup.markdown import parse

        return parse
    if name == "to_markdown":
        from dipdocs.markup.serialize import to_markdown

        return to_markdown
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
