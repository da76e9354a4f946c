"""Pictures that no user gives: the QR code of an address, the recycling mark."""

from __future__ import annotations

import io
from functools import cache, lru_cache

from dipdocs.resources import templates


@lru_cache(maxsize=16)
def qr_code(address: str, quiet: int = 0) -> bytes:
    """The QR code (ISO/IEC 18004) of an address as PNG.

    `quiet` is its own margin in modules; on white paper the page is that. Level M, or a higher one
    where that costs no room: a code on paper gets stained.
    """
    import segno

    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=8, border=quiet)
    return out.getvalue()


@cache
def recycling_mark() -> bytes:
    """The recycling mark as PNG (drawn by `tools/draw_recycling_mark.py`)."""
    return (templates() / "pictures" / "recycling.png").read_bytes()
