"""Relations of a part: what it links to and which media it shows."""

from __future__ import annotations

from dipdocs.writers.docx.xml import HEAD, RELATIONS, R, escape

EMPTY = f'{HEAD}<Relationships xmlns="{RELATIONS}">'


class Relations:
    """Collects the relations that a document adds to those its template's part has."""

    __slots__ = ("_before", "_ids", "_xml")

    def __init__(self, before: str = EMPTY) -> None:
        self._before = before
        self._ids: dict[tuple[str, str], str] = {}
        self._xml: list[str] = []

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relation of `kind` (``hyperlink``, ``image``), made if it is new."""
        key = self._ids.get((kind, target))
        if key is None:
            key = self._ids[kind, target] = f"dip{len(self._ids) + 1}"
            mode = ' TargetMode="External"' if external else ""
            self._xml.append(
                f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{escape(target)}"{mode}/>'
            )
        return key

    def __bool__(self) -> bool:
        return bool(self._xml)

    def xml(self) -> str:
        """The whole relations part."""
        return f"{self._before}{''.join(self._xml)}</Relationships>"
