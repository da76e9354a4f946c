"""Files that LibreOffice makes: of a flat OpenDocument text, and of a web page."""

from __future__ import annotations

import base64
import html
import subprocess
from pathlib import Path

from tests.guests.texts import AGAIN, IMAGE, LINK, LIST, Case

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "number": "datastyle",
    }.items()
)  # fmt: skip


def flat_text(case: Case) -> str:
    """The text as flat OpenDocument."""
    w = {key: html.escape(word) for key, word in case.words.items()}
    mode = "rl-tb" if case.rtl else "lr-tb"
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-prefix="{level.before}" '
        f'style:num-suffix="{level.after}" style:num-format="{level.office}">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" '
        f'fo:text-indent="-0.6cm" fo:margin-left="{n}cm"/></style:list-level-properties>'
        "</text:list-level-style-number>"
        for n, level in enumerate(case.levels, 1)
    )

    def note(key: str) -> str:
        return (
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            f'<text:note-body><text:p text:style-name="P">{w[key]}</text:p></text:note-body>'
            "</text:note>"
        )

    def items(rows: tuple[tuple[str, int], ...]) -> str:
        out, depth = "<text:list text:style-name='L' text:continue-numbering='false'>", 0
        opened = False
        for key, level in rows:
            while depth < level:
                out, depth, opened = out + "<text:list>", depth + 1, False
            while depth > level:
                out, depth = out + "</text:list-item></text:list>", depth - 1
            if opened:
                out += "</text:list-item>"
            out, opened = out + f'<text:list-item><text:p text:style-name="P">{w[key]}</text:p>', 1
        return out + "</text:list-item></text:list>" * (depth + 1)

    def cell(key: str, more: str = "") -> str:
        paragraph = f'<text:p text:style-name="P">{w[key]}</text:p>'
        return f"<table:table-cell {more}>{paragraph}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    row = "<table:table-row>{}</table:table-row>"
    table = (
        '<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>'
        "<table:table-header-rows>"
        + row.format(cell("t1") + cell("t2") + cell("t3"))
        + "</table:table-header-rows>"
        + row.format(cell("t4", 'table:number-columns-spanned="3"') + covered * 2)
        + row.format(cell("t5", 'table:number-rows-spanned="2"') + cell("t6") + cell("t7"))
        + row.format(covered + cell("t8") + cell("t9"))
        + "</table:table>"
    )
    image = (
        '<text:p text:style-name="P"><draw:frame draw:name="I" text:anchor-type="as-char" '
        'svg:width="4cm" svg:height="3cm"><draw:image draw:mime-type="image/png">'
        f"<office:binary-data>{base64.b64encode(IMAGE).decode()}</office:binary-data></draw:image>"
        f"<svg:desc>{w['alt']}</svg:desc></draw:frame></text:p>"
    )

    def heading(level: int) -> str:
        name = f"Heading_20_{level}"
        return (
            f'<text:h text:style-name="{name}" text:outline-level="{level}">{w[f"h{level}"]}'
            "</text:h>"
        )

    def named(name: str, base: str, more: str = "") -> str:
        shown = name.replace("_20_", " ")
        return (
            f'<style:style style:name="{name}" style:display-name="{shown}" '
            f'style:family="paragraph" style:parent-style-name="{base}" {more}/>'
        )

    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        + "".join(
            named(f"Heading_20_{n}", "Standard", f'style:default-outline-level="{n}"')
            for n in (1, 2, 3)
        )
        + "</office:styles><office:automatic-styles>"
        '<style:style style:name="P" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties style:writing-mode="{mode}"/></style:style>'
        '<style:style style:name="B" style:family="text"><style:text-properties '
        'fo:font-weight="bold" style:font-weight-complex="bold" style:font-weight-asian="bold"/>'
        '</style:style><style:style style:name="I" style:family="text"><style:text-properties '
        'fo:font-style="italic" style:font-style-complex="italic" '
        'style:font-style-asian="italic"/></style:style>'
        f'<text:list-style style:name="L">{levels}</text:list-style>'
        "</office:automatic-styles><office:body><office:text>"
        + heading(1)
        + f'<text:p text:style-name="P">{w["plain"].replace(" ", " ")}'
        f'<text:span text:style-name="B">{w["bold"]}</text:span>{w["between"]}'
        f'<text:span text:style-name="I">{w["italic"]}</text:span>{w["end"]}{note("note")}</text:p>'
        + heading(2)
        + items(LIST)
        + f'<text:p text:style-name="P">{w["after"]}</text:p>'
        + items(AGAIN)
        + heading(3)
        + table
        + image
        + f'<text:p text:style-name="P">{w["see"]}<text:a xlink:type="simple" '
        f'xlink:href="{html.escape(LINK)}">{w["link"]}</text:a>{w["stop"]}{note("note2")}</text:p>'
        "</office:text></office:body></office:document>"
    )


DATA = "data:image/png;base64," + base64.b64encode(IMAGE).decode()
"""The image within the page: LibreOffice would only link one beside it."""


def page(case: Case, image: str = DATA) -> str:
    """The text as a web page with its image at an address."""
    w = {key: html.escape(word) for key, word in case.words.items()}

    def items(rows: tuple[tuple[str, int], ...]) -> str:
        out, depth, opened = "<ol>", 0, False
        for key, level in rows:
            while depth < level:
                depth += 1
                out, opened = out + f'<ol type="{case.levels[depth].office}">', False
            while depth > level:
                out, depth = out + "</li></ol>", depth - 1
            out, opened = out + ("</li>" if opened else "") + f"<li>{w[key]}", True
        return out + "</li></ol>" * (depth + 1)

    direction = "rtl" if case.rtl else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{case.language}" dir="{direction}"><head>'
        f'<meta charset="utf-8"><title>{w["h1"]}</title></head><body><h1>{w["h1"]}</h1>'
        f"<p>{w['plain']}<b>{w['bold']}</b>{w['between']}<i>{w['italic']}</i>{w['end']}</p>"
        f"<h2>{w['h2']}</h2>{items(LIST)}<p>{w['after']}</p>{items(AGAIN)}<h3>{w['h3']}</h3>"
        f"<table border='1'><thead><tr><th>{w['t1']}</th><th>{w['t2']}</th><th>{w['t3']}</th></tr>"
        f"</thead><tbody><tr><td colspan='3'>{w['t4']}</td></tr><tr><td rowspan='2'>{w['t5']}</td>"
        f"<td>{w['t6']}</td><td>{w['t7']}</td></tr><tr><td>{w['t8']}</td><td>{w['t9']}</td></tr>"
        f"</tbody></table><p><img src='{image}' alt='{w['alt']}' width='160' height='120'></p>"
        f"<p>{w['see']}<a href='{html.escape(LINK)}'>{w['link']}</a>{w['stop']}</p></body></html>"
    )


def converted(soffice: str, profile: Path, sources: list[Path], kind: str, *more: str) -> None:
    """Let LibreOffice convert files, beside them, in one start."""
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", *more,
         "--convert-to", kind, "--outdir", str(sources[0].parent), *map(str, sources)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
