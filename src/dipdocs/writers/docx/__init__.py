"""Word documents (.docx): a composition poured into a layout's compiled template."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dipdocs.compose.composition import Composition, Line, Run, Slot
from dipdocs.kept import kept
from dipdocs.layout import Layout
from dipdocs.writers.docx.body import Body
from dipdocs.writers.docx.inlines import runs
from dipdocs.writers.docx.package import relations_name
from dipdocs.writers.docx.properties import core
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.runs import Setting
from dipdocs.writers.docx.slots import BODY, EMBLEMS, Lines
from dipdocs.writers.docx.template import Template
from dipdocs.writers.docx.xml import encode

__all__ = ["Template", "template", "write"]

_DRAWN = (Slot.BARCODE, Slot.QR_CODE, Slot.RECYCLING_MARK)
"""Slots that hold words, which are shown as a picture or with one."""
Fill = Callable[[Setting], Lines]


@lru_cache(maxsize=32)
def template(layout: Layout, language: str) -> Template:
    """A layout's template for a language, read and checked once a process.

    What is made of the layout's own template is kept for the next process.
    """
    if layout.own_template is not None:
        return Template(layout, language)
    name = f"word-{layout.name}-{language}"
    return kept(name, layout.sources, lambda: Template(layout, language).ready())


def _lines(lines: tuple[Line, ...]) -> Fill:
    return lambda setting: tuple(runs(line, setting) for line in lines)


def write(composition: Composition, layout: Layout) -> bytes:
    """The document as the bytes of a .docx.

    The same composition, layout and version make the same bytes. `InputError` if the user's own
    template lacks something, `RenderError` if a piece of the text cannot be written.
    """
    ready = template(layout, composition.language)
    body = Body(composition, ready)
    text = body.xml()
    lines = {slot.value: one for slot, one in composition.slots.items()}
    fills: dict[str, Fill] = {name: _lines(one) for name, one in lines.items()}

    pictured = _pictured(composition)
    parts: dict[str, bytes] = {}
    for name, part in ready.edges.items():
        shown = pictured & part.names
        if shown:
            relations = Relations(ready.edge_relations[name])
            drawn = _drawn(shown, composition, body, relations)
            parts[relations_name(name)] = encode(relations.xml())
            parts[name] = encode(part.fill(fills | drawn))
        else:
            parts[name] = ready.edge(name, lines, fills)
    placed = fills
    if shown := pictured & ready.document.names:
        placed = fills | _drawn(shown, composition, body, body.relations)
    document = ready.document.fill(placed, {BODY: text})
    own, end = ready.sections.own, body.end()
    if end != own:
        document = end.join(document.rsplit(own, 1))
    parts[ready.document_part] = encode(document)
    tag = ready.figures.languages[composition.language].tag
    parts[ready.core] = encode(core(composition.properties, tag))
    if body.relations:
        parts[ready.document_relations] = encode(body.relations.xml())
    if body.numbering:
        definitions, lists = body.numbering.xml()
        first, middle, last = ready.lists
        parts[ready.lists_part] = encode(f"{first}{definitions}{middle}{lists}{last}")
    if body.notes:
        first, last = ready.notes
        parts[ready.notes_part] = encode(f"{first}{body.notes.xml()}{last}")
        if body.notes.relations:
            parts[ready.notes_relations_part] = encode(body.notes.relations.xml())
    return ready.archive(frozenset(parts)).with_parts([*parts.items(), *body.media.parts.items()])


def _pictured(composition: Composition) -> frozenset[str]:
    """The slots that this document fills with pictures."""
    drawn = {slot.value for slot in _DRAWN if slot in composition.slots}
    return frozenset(drawn if composition.emblem is None else drawn | EMBLEMS)


def _drawn(
    shown: frozenset[str], composition: Composition, body: Body, relations: Relations
) -> dict[str, Fill]:
    """What fills those slots in a part with these relations."""
    figures, media = body.template.figures.pictures, body.media
    fills: dict[str, Fill] = {}
    if composition.emblem is not None and shown & EMBLEMS:
        told = composition.emblem_alternative
        emblem = _run(media.emblem(composition.emblem, told, relations, figures))
        fills |= dict.fromkeys(EMBLEMS, lambda setting: (emblem,))
    if Slot.BARCODE.value in shown and figures.barcode is not None:
        bars = _run(media.barcode(composition.slots[Slot.BARCODE][0], relations, figures.barcode))
        fills[Slot.BARCODE.value] = lambda setting: (bars,)
    if Slot.QR_CODE.value in shown and figures.code is not None:
        code = _run(media.code(composition.slots[Slot.QR_CODE][0], relations, figures.code))
        fills[Slot.QR_CODE.value] = lambda setting: (code,)
    if Slot.RECYCLING_MARK.value in shown and figures.recycling_mark is not None:
        mark = _run(media.recycling_mark(relations, figures.recycling_mark))
        (words,) = composition.slots[Slot.RECYCLING_MARK]
        fills[Slot.RECYCLING_MARK.value] = lambda setting: (
            runs((*words, Run(" ")), setting) + mark,
        )
    return fills


def _run(drawing: str) -> str:
    return f"<w:r>{drawing}</w:r>"
