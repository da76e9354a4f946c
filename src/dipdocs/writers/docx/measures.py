"""How much room the pages of a layout give."""

from __future__ import annotations

from dipdocs.layout.figures import Figures
from dipdocs.layout.length import Length


def text_width(figures: Figures, wide_page: bool = False) -> Length:
    """How wide the text of a page may be."""
    page, sections = figures.page, figures.sections
    margins = sections.landscape if wide_page else sections.body
    return (page.height if wide_page else page.width) - margins.left - margins.right


def picture_box(figures: Figures, wide_page: bool) -> tuple[int, int]:
    """How large a picture may be, in EMU: on a wide page as far from its edges as upright."""
    page, sections = figures.page, figures.sections
    width, height = figures.pictures.maximum_width, figures.pictures.maximum_height
    if wide_page:
        upright, wide = sections.body, sections.landscape
        width += text_width(figures, True) - text_width(figures)
        height += page.width - wide.top - wide.bottom
        height -= page.height - upright.top - upright.bottom
    return width.emu, height.emu
