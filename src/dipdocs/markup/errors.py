"""The one error of this part: a body that cannot be expressed in UN form."""

from __future__ import annotations


class MarkupError(ValueError):
    """The text of a body cannot be understood, or has no place in a UN text.

    `message` says what is wrong and how to mend it; `line` is the line of the body, from 1.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
