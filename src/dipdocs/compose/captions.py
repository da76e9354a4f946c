"""Labels of tables and images: "Table", or "Table 1", "Table 2" where the document has several.

Tables are counted in figures, images as annexes are (Roman numbers in English; UN Editorial
Manual). Only what has a caption is counted, through the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable

from dipdocs.compose.composition import Block, Image, Landscape, Part, Table
from dipdocs.compose.context import Context
from dipdocs.language.formula import Filling


def label_captions(parts: Iterable[Part], context: Context) -> None:
    """Give each caption its label."""
    blocks = [block for part in parts for block in _captioned(part.blocks)]
    for kind, type_ in (("table", Table), ("figure", Image)):
        of_kind = [block for block in blocks if isinstance(block, type_)]
        several = len(of_kind) > 1
        for number, block in enumerate(of_kind, 1):
            assert block.caption is not None
            counted: Filling = str(number) if kind == "table" else context.pack.number(number)
            block.number = number if several else 0
            block.caption.label = context.pack.say(
                "caption", kind, "numbered" if several else "only", number=counted
            )


def _captioned(blocks: Iterable[Block]) -> Iterable[Table | Image]:
    for block in blocks:
        if isinstance(block, Landscape):
            yield from _captioned(block.blocks)
        elif isinstance(block, Table | Image) and block.caption is not None:
            yield block
