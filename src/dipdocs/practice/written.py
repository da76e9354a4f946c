"""The bodies of a document as written, and the attachments that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipdocs.errors import Finding
from dipdocs.markup.blocks import Block, Condition, Landscape, List, Loop, Quote
from dipdocs.model import Attachment, Body, Correspondence, Document, Language


@dataclass(frozen=True, slots=True)
class Written:
    """A body as written, in one language, and what it belongs to."""

    field: str
    language: Language
    body: Body
    of: Correspondence | Attachment

    @property
    def attached(self) -> bool:
        """Whether it is the text of an annex, not of the document itself."""
        return isinstance(self.of, Attachment)

    def tell(self, message: str, line: int = 0, **more: str | None) -> Finding:
        """A finding at a line of this body."""
        finding = Finding(message, field=self.field, **more)  # type: ignore[arg-type]
        if not self.body.source or not line:
            return finding
        return replace(finding, file=self.body.file, line=line)


def bodies(document: Document) -> Iterator[Written]:
    """Every body of a document, in each of its languages, in reading order."""
    for where, value in attachments(document):
        name = f"{where}.body" if where else "body"
        if isinstance(value.body, Body):
            yield Written(name, document.language, value.body, value)
        else:
            for language, body in value.body.items():
                yield Written(f"{name}.{language}", language, body, value)


def attachments(
    value: Correspondence | Attachment, where: str = ""
) -> Iterator[tuple[str, Correspondence | Attachment]]:
    """The document itself and all that is attached to it, each with its path."""
    yield where, value
    for name in ("annexes", "enclosures", "appendices"):
        for index, below in enumerate(getattr(value, name, ())):
            yield from attachments(below, f"{where}.{name}[{index}]".removeprefix("."))


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks in reading order, what encloses others before what it encloses."""
    for block in blocks:
        yield block
        match block:
            case List(items=items):
                for item in items:
                    yield from flat(item.blocks)
            case Quote(blocks=inner) | Landscape(blocks=inner) | Loop(blocks=inner):
                yield from flat(inner)
            case Condition(branches=branches):
                for _, inner in branches:
                    yield from flat(inner)
