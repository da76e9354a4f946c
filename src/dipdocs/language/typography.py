"""Typography: quotation marks, apostrophes, spaces and dashes of a language.

The rules are the pack's (`typography.yaml`). Text marked verbatim is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from dipdocs.markup.inlines import Expression, Inline, LineBreak, Link, Run, Tab, is_verbatim
from dipdocs.markup.text import holds

_MARK = re.compile("[\"']")
_CLOSES_SINGLE = re.compile(r"(?<=\S)'(?!\w)")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u202f\u3000([{«“‘—–-/")
"""Characters after which a typewriter's quotation mark opens a quotation."""
_MAY_OPEN = re.compile(f"'(?<![^{re.escape(''.join(sorted(_OPENS_AFTER)))}]')")
"""A single mark after one of them, or at the very beginning."""


_FIGURE = re.compile(r"\d")
_ASCII_FIGURES = b"0123456789"
_FIRST_BYTES = _ASCII_FIGURES + bytes((*range(0xD9, 0xE2), 0xEA, 0xEF, 0xF0))
"""What figures of any script begin with in UTF-8, and no Latin or Cyrillic letter does."""
_LONGEST = 2000
"""Characters of a text that is remembered."""
_REMEMBERED = 1024
"""Texts that a language's typography remembers: lines of mastheads, what the letters of a form
share."""


class Rewrite(NamedTuple):
    """One rule: what it finds and what it writes.

    It is tried only on text that holds one of `when` (and a figure, if `figures`, or one of
    `instead` of a figure), which spares the search in most paragraphs.
    """

    name: str
    find: re.Pattern[str]
    write: str
    when: tuple[str, ...] = ("",)
    figures: bool = False
    instead: tuple[str, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rewrite:
        """A rule as a pack's file gives it; `figures` is true, or what may stand for a figure."""
        figures = data.get("figures", False)
        return cls(
            data["name"],
            re.compile(data["find"]),
            data["write"],
            tuple(str(hint) for hint in data.get("when", ("",))),
            bool(figures),
            tuple(figures) if isinstance(figures, list) else (),
        )


class Typography:
    """All rules of a language."""

    def __init__(
        self,
        quotes: tuple[str, str],
        inner_quotes: tuple[str, str],
        apostrophe: str,
        rules: tuple[Rewrite, ...],
    ) -> None:
        self.quotes = quotes
        self.inner_quotes = inner_quotes
        self.apostrophe = apostrophe
        self.rules = rules
        self._without_figures = tuple(rule for rule in rules if not rule.figures or rule.instead)
        self._remembered = lru_cache(_REMEMBERED)(self._whole)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Typography:
        """The rules as a pack's file gives them."""
        rules = tuple(Rewrite.from_data(rule) for rule in data["rules"])
        quotes, inner = (tuple(data[name]) for name in ("quotes", "inner-quotes"))
        return cls(quotes, inner, data["apostrophe"], rules)

    def text(self, text: str) -> str:
        """A line of text, set."""
        return self._remembered(text) if len(text) < _LONGEST else self._whole(text)

    def _whole(self, text: str) -> str:
        return self._rewrite(self._quote(text, [], " "))

    def inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        """A paragraph, set; quotation marks are paired across its runs."""
        if len(inlines) == 1 and isinstance(run := inlines[0], Run):
            if is_verbatim(run.style):
                return (run,)
            return (Run(self.text(run.text), run.style, run.language),)
        return tuple(self._walk(inlines, _State()))

    def _walk(self, inlines: Iterable[Inline], state: _State) -> Iterable[Inline]:
        for inline in inlines:
            match inline:
                case Run(text=text, style=style):
                    if is_verbatim(style):
                        yield inline
                    elif "'" not in text and '"' not in text:
                        yield Run(self.text(text), style, inline.language)
                    else:
                        set_text = self._rewrite(self._quote(text, state.open, state.before))
                        yield Run(set_text, style, inline.language)
                    state.before = text[-1:] or state.before
                case Link(children=children):
                    yield replace(inline, children=tuple(self._walk(children, state)))
                case LineBreak() | Tab():
                    state.before = " "
                    yield inline
                case Expression():
                    raise ValueError("an expression has no typography before it has a value")
                case _:
                    yield inline

    def _rewrite(self, text: str) -> str:
        figures = _has_figures(text)
        for rule in self.rules if figures else self._without_figures:
            if not figures and rule.instead:
                for other in rule.instead:
                    if other in text:
                        break
                else:
                    continue
            for hint in rule.when:
                if hint in text:
                    text = rule.find.sub(rule.write, text)
                    break
        return text

    def _quote(self, text: str, opened: list[str], before: str) -> str:
        """Typewriter quotation marks and apostrophes replaced; `opened` holds the open marks."""
        if '"' not in text:
            if "'" not in text:
                return text
            if not opened and _MAY_OPEN.search(text) is None:
                return text.replace("'", self.apostrophe)
        out: list[str] = []
        end = 0
        for match in _MARK.finditer(text):
            index, char = match.start(), match[0]
            out.append(text[end:index])
            end = index + 1
            previous = text[index - 1] if index else before
            opens = previous in _OPENS_AFTER and not text[end : end + 1].isspace()
            if char == "'":
                out.append(self._single(text, end, opened, opens=opens))
            elif opens or not opened:
                out.append((self.inner_quotes if opened else self.quotes)[0])
                opened.append(char)
            else:
                opened.pop()
                out.append((self.inner_quotes if opened else self.quotes)[1])
        out.append(text[end:])
        return "".join(out)

    def _single(self, text: str, end: int, opened: list[str], *, opens: bool) -> str:
        """A single mark: a quotation's if it opens one that closes, else an apostrophe."""
        if opens and _CLOSES_SINGLE.search(text, end):
            opened.append("'")
            return self.inner_quotes[0]
        if opened[-1:] == ["'"] and _CLOSES_SINGLE.match(text, end - 1):
            opened.pop()
            return self.inner_quotes[1]
        return self.apostrophe


def _has_figures(text: str) -> bool:
    """Whether text holds a figure of any script."""
    if not holds(text, _FIRST_BYTES):
        return False
    return holds(text, _ASCII_FIGURES) or _FIGURE.search(text) is not None


class _State:
    """What the runs of one paragraph share: the open quotation marks, the last character."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.before = " "
