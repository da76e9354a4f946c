"""`docProps/core.xml`: what a file says of itself (ECMA-376 part 2, core properties)."""

from __future__ import annotations

from dipdocs.compose.composition import Properties
from dipdocs.writers.docx.xml import HEAD, escape

_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core(properties: Properties, language: str) -> str:
    """The part; `language` is a tag as ``fr-FR``. Times are midnight of the document's date."""
    moment = f"{properties.created.isoformat()}T00:00:00Z"
    return (
        f"{HEAD}<cp:coreProperties {_NAMESPACES}>"
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{escape(properties.author)}</dc:creator>"
        f"<dc:language>{language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )
