"""The one error of this room: a file that cannot be read as a text."""

from __future__ import annotations


class GuestError(ValueError):
    """A file of another program cannot be read; `fix` says what its owner can do."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(f"{message}; {fix}" if fix else message)
        self.message = message
        self.fix = fix
