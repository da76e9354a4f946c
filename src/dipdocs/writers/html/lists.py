"""Nests the items of lists, which a composition holds one after another."""

from __future__ import annotations


class Lists:
    """The lists open at one place of the text, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    @property
    def open(self) -> bool:
        """Whether what follows may belong to an item."""
        return bool(self._open)

    def kind(self, level: int) -> str:
        """The kind of the open item of a level; empty where none is open."""
        return next((kind for at, kind in self._open if at == level), "")

    def item(self, level: int, kind: str) -> str:
        """The tags that begin an item."""
        out = self.back(level)
        if self._open and self._open[-1][0] == level:
            if (self._open[-1][1] == "bullet") == (kind == "bullet"):
                self._open[-1] = (level, kind)
                return f"{out}</li><li>"
            out += self._end()
        self._open.append((level, kind))
        return f'{out}<{_tag(kind)} role="list"><li>'

    def back(self, level: int) -> str:
        """The tags that end items deeper than a level."""
        out = ""
        while self._open and self._open[-1][0] > level:
            out += self._end()
        return out

    def close(self) -> str:
        """The tags that end all lists."""
        return self.back(-1)

    def _end(self) -> str:
        _, kind = self._open.pop()
        return f"</li></{_tag(kind)}>"


def _tag(kind: str) -> str:
    return "ul" if kind == "bullet" else "ol"
