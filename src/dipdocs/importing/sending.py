"""Letters and notes as sent, on letterhead, read back."""

from __future__ import annotations

from collections.abc import Sequence

from dipdocs.importing.drafts import Draft
from dipdocs.importing.pieces import Piece


def read_as_sent(draft: Draft, pieces: Sequence[Piece]) -> bool:
    return False
