"""Word files for tests, written as XML, so that every element is what the test says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def png(width: int = 4, height: int = 3, shade: int = 120) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def docx_of(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    header: str = "",
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
    relations: str = "",
    check: bool = True,
) -> bytes:
    """A Word file with this XML in its body. `media` are images, `links` addresses, by id."""
    parts: dict[str, bytes] = {}
    rels = [relations]

    def part(name: str, tag: str, inner: str, kind: str) -> None:
        if inner:
            parts[f"word/{name}.xml"] = f"{_HEAD}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>".encode()
            rels.append(f'<Relationship Id="{name}" Type="{_TYPE}{kind}" Target="{name}.xml"/>')

    part("styles", "styles", styles, "styles")
    part("numbering", "numbering", numbering, "numbering")
    part("footnotes", "footnotes", footnotes, "footnotes")
    part("endnotes", "endnotes", endnotes, "endnotes")
    part("header1", "hdr", header, "header")
    for key, data in (media or {}).items():
        suffix = "png" if data.startswith(b"\x89PNG") else "emf"
        parts[f"word/media/{key}.{suffix}"] = data
        rels.append(f'<Relationship Id="{key}" Type="{_TYPE}image" Target="media/{key}.{suffix}"/>')
    for key, target in (links or {}).items():
        rels.append(
            f'<Relationship Id="{key}" Type="{_TYPE}hyperlink" Target="{target}" '
            'TargetMode="External"/>'
        )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = (
        f"{_HEAD}<w:document {NAMESPACES}><w:body>{body}{section if header else ''}"
        "</w:body></w:document>"
    )
    if check:
        etree.fromstring(document.encode())
    package = "http://schemas.openxmlformats.org/package/2006"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.{_kind(name)}+xml"/>'
        for name in ("word/document.xml", *(n for n in parts if n.endswith(".xml")))
    )
    files: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="emf" ContentType="image/x-emf"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{_TYPE}officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{package}/relationships">{"".join(rels)}</Relationships>'
        ).encode(),
        **parts,
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _kind(name: str) -> str:
    stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return "document.main" if stem == "document" else stem


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{ppr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(
    index: int,
    form: str,
    text: str,
    start: int = 1,
    more: str = "",
    indent: tuple[int, int] | None = None,
) -> str:
    """One level of a list; `indent` is left and hanging, in twentieths of a point."""
    left, hanging = indent or (720 * (index + 1), 360)
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        "</w:lvl>"
    )


def abstract(key: int, *levels: str) -> str:
    """A definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    """A list of a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def drawing(key: str, words: str = "", width: int = 914_400, kind: str = "inline") -> str:
    """A run with a picture."""
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="{width}" cy="{width}"/>'
        f'<wp:docPr id="1" name="P" descr="{words}"/><a:graphic><a:graphicData uri="pic"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="P"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        f"</wp:{kind}></w:drawing></w:r>"
    )


def field(code: str, result: str, *, separate: bool = True) -> str:
    """The runs of a field."""
    middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{middle if separate else ""}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr>'
    f'<w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for n in range(1, 7)
)


def make_rich() -> bytes:
    """A file that has something of everything."""
    lists = (
        abstract(
            0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"),
            level(2, "lowerRoman", "(%3)"),
        )
        + num(1, 0)
        + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    )  # fmt: skip
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    table = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="4000"/></w:tblGrid>'
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell.format("", p("Head A"))
        + cell.format("", p("Head B"))
        + "</w:tr><w:tr>"
        + cell.format('<w:vMerge w:val="restart"/>', p("down"))
        + cell.format("", p("x") + p("y"))
        + "</w:tr><w:tr>"
        + cell.format("<w:vMerge/>", "<w:p/>")
        + cell.format("", p("z"))
        + "</w:tr><w:tr>"
        + cell.format('<w:gridSpan w:val="2"/>', p("wide"))
        + "</w:tr></w:tbl>"
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData uri='x'><wps:txbx><w:txbxContent>{p('boxed')}</w:txbxContent></wps:txbx>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        p("First heading", '<w:pStyle w:val="Heading1"/>')
        + p("Plain text.")
        + "".join(numbered(f"item {n}", 1, n % 3) for n in range(9))
        + numbered("five", 2)
        + table
        + f'<w:p>{drawing("rImg", "A map")}</w:p>'
        + f"<w:p><w:r><w:t>See </w:t></w:r>{box}</w:p>"
        + '<w:p><w:r><w:t>Note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + f'<w:p>{field("HYPERLINK &quot;https://un.org/&quot;", "UN")}</w:p>'
        + '<w:p><w:hyperlink r:id="rLink"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>'
        + '<w:p><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'
        + '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
        + '<w:p><w:r><w:rPr><w:rtl/><w:bCs/></w:rPr><w:t>مرحبا</w:t></w:r></w:p>'
        + "<w:sdt><w:sdtContent>" + p("controlled") + "</w:sdtContent></w:sdt>"
        + '<w:p><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>'
    )  # fmt: skip
    return docx_of(
        body,
        styles=HEADINGS,
        numbering=lists,
        footnotes=f'<w:footnote w:id="2">{p("The note.")}</w:footnote>',
        header=p("Running head"),
        media={"rImg": png()},
        links={"rLink": "https://example.org/"},
    )
