"""Word documents (.docx): a composition poured into a layout's compiled template."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dipdocs.compose.composition import Composition, Line
from dipdocs.kept import kept
from dipdocs.layout import Layout
from dipdocs.writers.docx.body import Body
from dipdocs.writers.docx.inlines import runs
from dipdocs.writers.docx.package import relations_name
from dipdocs.writers.docx.properties import core
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.runs import Setting
from dipdocs.writers.docx.slots import BODY, PICTURES, Lines
from dipdocs.writers.docx.template import Template
from dipdocs.writers.docx.xml import encode

__all__ = ["Template", "template", "write"]

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
    fills: dict[str, Fill] = {slot.value: _lines(one) for slot, one in composition.slots.items()}

    parts: dict[str, str] = {}
    for name, part in ready.edges.items():
        if PICTURES & part.names and composition.emblem is not None:
            relations = Relations(ready.edge_relations[name])
            emblem = body.media.emblem(composition.emblem, relations, ready.figures.pictures)
            parts[relations_name(name)] = relations.xml()
            parts[name] = part.fill(fills | dict.fromkeys(PICTURES, _drawing(emblem)))
        else:
            parts[name] = part.fill(fills)
    placed = fills
    if PICTURES & ready.document.names and composition.emblem is not None:
        emblem = body.media.emblem(composition.emblem, body.relations, ready.figures.pictures)
        placed = fills | dict.fromkeys(PICTURES, _drawing(emblem))
    document = ready.document.fill(placed, {BODY: text})
    own, end = ready.sections.own, body.end()
    if end != own:
        document = end.join(document.rsplit(own, 1))
    parts[ready.document_part] = document
    tag = ready.figures.languages[composition.language].tag
    parts[ready.core] = core(composition.properties, tag)
    if body.relations:
        parts[ready.document_relations] = body.relations.xml()
    if body.numbering:
        definitions, lists = body.numbering.xml()
        first, middle, last = ready.lists
        parts[ready.lists_part] = f"{first}{definitions}{middle}{lists}{last}"
    if body.notes:
        first, last = ready.notes
        parts[ready.notes_part] = f"{first}{body.notes.xml()}{last}"
        if body.notes.relations:
            parts[ready.notes_relations_part] = body.notes.relations.xml()
    files = [(name, encode(xml)) for name, xml in parts.items()]
    files += body.media.parts.items()
    return ready.archive(frozenset(parts)).with_parts(files)


def _drawing(xml: str) -> Fill:
    return lambda setting: (f"<w:r>{xml}</w:r>",)
