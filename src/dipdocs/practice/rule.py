"""What a rule of practice is: a function with a name, a source and an example, told by its name.

A rule looks at a `Review` and yields findings; name and severity are put in here. Its docstring
holds the rest, which `docs/rules.md` and `check --explain` print:

    A document is released on the day of its date or after it.

    Source: un-format.md §8.
    Example: `date: 2009-07-06` with `release_date: 2009-07-05`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dipdocs.compose.composition import Composition
from dipdocs.compose.document import date_of
from dipdocs.errors import Finding, Severity
from dipdocs.language.states import StateName, state_name
from dipdocs.model import Document
from dipdocs.practice.passages import Passage, passages
from dipdocs.practice.written import Written, bodies


@dataclass(frozen=True)
class Review:
    """A document under review: as written, and as finished in each language and face."""

    document: Document
    compositions: tuple[Composition, ...] = ()
    typography: bool = True
    """Whether the languages' typography is set when the document is rendered."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts in the user's own words, in reading order."""
        return tuple(passages(self.document))

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """Those that the writer may change: annexed instruments stand as they were adopted."""
        return tuple(passage for passage in self.passages if not passage.adopted)

    @cached_property
    def bodies(self) -> tuple[Written, ...]:
        """The bodies as written, in reading order."""
        return tuple(bodies(self.document))

    @cached_property
    def day(self) -> date | None:
        """The document's day, by which States are named and sessions counted."""
        return date_of(self.document)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which it may have been issued: its own, and that of its release."""
        circulation = self.document.circulation
        found = (self.day, circulation.release_date if circulation else None)
        return tuple(day for day in found if day is not None)

    def state(self, code: str, language: str) -> StateName:
        """The name that a State bore on the document's day."""
        return state_name(code, language, self.day)


Check = Callable[[Review], Iterator[Finding]]

_PARTS = re.compile(r"^(Source|Example): ", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A rule of practice, which can be called with a review."""

    check: Check
    severity: Severity = "warning"

    def __call__(self, review: Review) -> Iterator[Finding]:
        """What the rule finds, under its name."""
        for finding in self.check(review):
            yield replace(finding, rule=self.name, severity=self.severity)

    @property
    def name(self) -> str:
        """The name by which findings and `silence` know it: its function's, with hyphens."""
        return self.check.__name__.replace("_", "-")

    @property
    def subject(self) -> str:
        """What it is about: the name of its module."""
        return self.check.__module__.rpartition(".")[2]

    @property
    def says(self) -> str:
        """The rule in a sentence or two."""
        return self._told["says"]

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return self._told["Source"]

    @property
    def example(self) -> str:
        """What breaks it."""
        return self._told["Example"]

    @property
    def help(self) -> str:
        """Source, example and how to silence it, each on a line."""
        return (
            f"Source: {self.source}\nExample: {self.example}\n"
            f"To silence it in a document: `silence: [{self.name}]`"
        )

    @cached_property
    def _told(self) -> dict[str, str]:
        text = inspect.getdoc(self.check) or ""
        says, *rest = _PARTS.split(text)
        told = {"says": says} | dict(zip(rest[::2], rest[1::2], strict=True))
        return {part: " ".join(words.split()) for part, words in told.items()}


def rule(check: Check) -> Rule:
    """Make a function a rule of practice."""
    return Rule(check)
