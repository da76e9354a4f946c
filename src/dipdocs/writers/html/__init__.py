"""Pages (.html): a composition as one file that needs nothing else, in a layout's own figures.

A sheet stands for the letter and for each annex, enclosure and appendix. Nothing is fetched:
pictures lie in the page, styles too, and there is no script.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dipdocs.compose.composition import Block, Composition, Part
from dipdocs.layout import Layout
from dipdocs.layout.content import Piece, Table
from dipdocs.layout.content import Text as Placed
from dipdocs.resources import templates
from dipdocs.writers.html.body import Body, has_title, nothing
from dipdocs.writers.html.edges import Edges
from dipdocs.writers.html.escape import text
from dipdocs.writers.html.sheets import Print, screen
from dipdocs.writers.html.styles import Styles

__all__ = ["page", "write"]

_BODY = "{{ body }}"


def write(composition: Composition, layout: Layout) -> bytes:
    """The document as a page, UTF-8; the same composition and layout make the same bytes.

    `RenderError` if a piece of the text or a picture cannot be written.
    """
    return page(composition, layout).encode()


def page(
    composition: Composition,
    layout: Layout,
    *,
    mark: Callable[[Block], str] = nothing,
    head: str = "",
    foot: str = "",
) -> str:
    """The page as text.

    `mark` gives the attributes of each block's element; `head` and `foot` are HTML that is put at
    the end of `<head>` and of `<body>` (the preview's).
    """
    figures = layout.figures(composition.language)
    styles = Styles(figures, composition.language)
    screen(styles)
    title = composition.properties.title
    titled = has_title(composition.parts[0], styles)
    sheets = _sheets(composition, styles, Body(styles, mark, heading=0 if titled else 1))
    tag = figures.languages[composition.language].tag
    shown = "" if titled else f'<h1 class="unseen">{text(title)}</h1>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}" dir="{composition.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n"
        f'<meta name="author" content="{text(composition.properties.author)}">\n'
        f"<style>\n{_static()}\n{styles.text()}\n"
        f"@media print {{\n{Print(composition, styles).text()}}}\n</style>\n{head}</head>\n"
        f"<body>\n<main>\n{shown}{sheets}</main>\n{foot}</body>\n</html>\n"
    )


@cache
def _static() -> str:
    return (templates() / "html" / "page.css").read_text(encoding="utf-8")


def _sheets(composition: Composition, styles: Styles, body: Body) -> str:
    """A sheet for each part: the first under the masthead, the others under a running head."""
    parts = styles.figures.parts
    edges = Edges(composition, styles)
    before, after = _around(parts.body)
    placed = [piece for piece in before if isinstance(piece, Table) and piece.position]
    flowing = [piece for piece in before if piece not in placed]
    out = []
    for number, part in enumerate(composition.parts):
        inside, name = body.part(part)
        classes = ["sheet", part.kind]
        if part.orientation == "landscape":
            classes.append("wide")
        if number == 0:
            classes.append("first")
            # a masthead that has its place on the page does not stand under an empty head
            masthead = edges.html(placed or parts.first_header)
            head = f'<header class="masthead">{masthead}</header>'
            inside = edges.html(flowing) + inside + edges.html(after)
            notes = body.footnotes() + body.page_notes(composition.notes)
            foot = edges.html(parts.first_footer)
        else:
            running = edges.html(parts.odd_header)
            head = f'<div class="running" aria-hidden="true">{running}</div>'
            notes = body.footnotes()
            foot = edges.html(parts.odd_footer)
        named = f' aria-labelledby="{name}"' if name else ""
        tongue = _tongue(part, composition, styles)
        # a running foot says again what is known; that of page 1 may hold the addressee
        again = ' aria-hidden="true"' if number else ""
        foot = f'<div class="foot"{again}>{foot}</div>' if foot else ""
        out.append(
            f'<section class="{" ".join(classes)}"{tongue}{named}>\n{head}\n'
            f'<div class="flow">\n{inside}\n</div>\n{notes}{foot}</section>\n'
        )
    return "".join(out)


def _tongue(part: Part, composition: Composition, styles: Styles) -> str:
    """The attributes of a part in another language than the document's."""
    if part.language == composition.language:
        return ""
    language = styles.figures.languages[part.language]
    direction = "rtl" if language.script == "complex" else "ltr"
    return f' lang="{language.tag}" dir="{direction}"'


def _around(pieces: tuple[Piece, ...]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a template's body before and after the text."""
    shown = [piece for piece in pieces if isinstance(piece, Table) or not piece.section]
    for number, piece in enumerate(shown):
        if isinstance(piece, Placed) and piece.text == _BODY:
            return shown[:number], shown[number + 1 :]
    return shown, []
