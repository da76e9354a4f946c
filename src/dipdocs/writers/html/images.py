"""Pictures within the page: their kind, their size, their bytes as an address."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from dipdocs.errors import Finding, RenderError

_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
"""The media a document may hold, by their first bytes: the same as in Word documents."""


def data_address(data: bytes, name: str) -> str:
    """A picture as a ``data:`` address; `RenderError` for a kind that a document cannot hold."""
    for start, kind in _KINDS.items():
        if data.startswith(start):
            return f"data:{kind};base64,{b64encode(data).decode()}"
    raise RenderError(
        Finding(
            "a picture of a kind that documents here cannot hold",
            rule="picture",
            found=name,
            expected="PNG, JPEG or GIF",
        )
    )


@lru_cache(maxsize=64)
def size(data: bytes, name: str) -> tuple[float, float]:
    """A picture's own width and height in points, as its file tells them."""
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
        width, height = image.width.pt, image.height.pt
    except Exception as error:
        # python-docx raises what its parsers happen to meet in a damaged file
        raise RenderError(
            Finding(f"a picture that cannot be read: {error}", rule="picture", found=name)
        ) from error
    if not width or not height:
        raise RenderError(Finding("a picture without size", rule="picture", found=name))
    return width, height
