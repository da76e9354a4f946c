"""How a document shows itself in a notebook (Jupyter's `_repr_html_`): as its own page, framed."""

from __future__ import annotations

from dipdocs.api import render
from dipdocs.errors import DipdocsError
from dipdocs.model import Document
from dipdocs.writers.html.escape import text

_STYLE = "width: 100%; height: 40em; border: 1px solid #8888; resize: vertical"


def frame(document: Document) -> str:
    """The page in a frame of its own, so that its styles and the notebook's do not meet.

    A document that cannot be rendered shows its findings.
    """
    try:
        page = render(document, format="html").decode()
    except DipdocsError as error:
        return f"<pre>{text(str(error))}</pre>"
    return (
        f'<iframe sandbox="" style="{_STYLE}" title="{type(document).__name__}"'
        f' srcdoc="{text(page)}"></iframe>'
    )
