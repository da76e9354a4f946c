"""Properties as WordprocessingML: the one place where layout data become XML.

Children stand in the order of the schema (ECMA-376 part 1, CT_PPr and CT_RPr).
"""

from __future__ import annotations

from dipdocs.layout.properties import Border, Borders, ParagraphProperties, RunProperties

_ALIGNMENT = {
    "left": "left",
    "right": "right",
    "center": "center",
    "both": "both",
    "low-kashida": "lowKashida",
}
_LINE_RULE = {"exact": "exact", "at-least": "atLeast"}
_SINGLE = '<w:spacing{} w:line="240" w:lineRule="auto"/>'


def escape(text: str) -> str:
    """Text fit for element content and for attributes in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _switch(tag: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{tag}/>" if value else f'<w:{tag} w:val="0"/>'


def _border(side: str, border: Border | None) -> str:
    if border is None:
        return ""
    return (
        f'<w:{side} w:val="single" w:sz="{border.width.eighths}"'
        f' w:space="{round(border.space.points)}" w:color="{border.color}"/>'
    )


def borders(tag: str, value: Borders | None) -> str:
    """`w:pBdr`, `w:tcBorders` or `w:tblBorders`, or nothing."""
    if value is None:
        return ""
    sides = ("top", "left", "bottom", "right")
    inside = "".join(_border(side, getattr(value, side)) for side in sides)
    return f"<w:{tag}>{inside}</w:{tag}>"


def _spacing(p: ParagraphProperties) -> str:
    attributes = ""
    if p.before is not None:
        attributes += f' w:before="{p.before.twips}"'
    if p.after is not None:
        attributes += f' w:after="{p.after.twips}"'
    if p.line is None:
        return f"<w:spacing{attributes}/>" if attributes else ""
    if p.line.rule == "single":
        return _SINGLE.format(attributes)
    rule = _LINE_RULE[p.line.rule]
    return f'<w:spacing{attributes} w:line="{p.line.height.twips}" w:lineRule="{rule}"/>'


def _indent(p: ParagraphProperties) -> str:
    if p.indent is None:
        return ""
    names = {"left": "left", "right": "right", "first_line": "firstLine", "hanging": "hanging"}
    parts = [
        f' w:{tag}="{value.twips}"'
        for name, tag in names.items()
        if (value := getattr(p.indent, name)) is not None
    ]
    return f"<w:ind{''.join(parts)}/>" if parts else ""


def _tabs(p: ParagraphProperties) -> str:
    if not p.tabs:
        return ""
    stops = []
    for stop in sorted(p.tabs, key=lambda stop: stop.position.points):
        leader = "" if stop.leader == "none" else f' w:leader="{stop.leader}"'
        stops.append(f'<w:tab w:val="{stop.kind}"{leader} w:pos="{stop.position.twips}"/>')
    return f"<w:tabs>{''.join(stops)}</w:tabs>"


def _frame(p: ParagraphProperties) -> str:
    if p.frame is None:
        return ""
    frame = p.frame
    return (
        f'<w:framePr w:w="{frame.width.twips}" w:h="{frame.height.twips}"'
        f' w:hSpace="{frame.distance.twips}" w:wrap="around" w:vAnchor="margin"'
        f' w:hAnchor="page" w:x="{frame.x.twips}" w:yAlign="bottom"/>'
    )


def paragraph(p: ParagraphProperties, style: str = "", *, numbering: str = "") -> str:
    """The children of `w:pPr` but the paragraph mark's `w:rPr` and `w:sectPr`.

    `style` is a style id; `numbering` the text of a `w:numPr`.
    """
    return "".join(
        (
            f'<w:pStyle w:val="{escape(style)}"/>' if style else "",
            _switch("keepNext", p.keep_next),
            _switch("keepLines", p.keep_lines),
            _switch("pageBreakBefore", p.page_break_before),
            _frame(p),
            _switch("widowControl", p.widow_control),
            numbering,
            borders("pBdr", p.borders),
            _tabs(p),
            _switch("suppressAutoHyphens", p.suppress_hyphenation),
            _switch("autoSpaceDE", p.auto_space),
            _switch("autoSpaceDN", p.auto_space),
            _switch("bidi", p.bidi),
            _spacing(p),
            _indent(p),
            f'<w:jc w:val="{_ALIGNMENT[p.alignment]}"/>' if p.alignment else "",
            "" if p.outline is None else f'<w:outlineLvl w:val="{p.outline}"/>',
        )
    )


def _fonts(r: RunProperties) -> str:
    if r.fonts is None:
        return ""
    latin, east, cs = (
        None if name is None else escape(name)
        for name in (r.fonts.latin, r.fonts.east_asian, r.fonts.complex)
    )
    attributes = f' w:ascii="{latin}"' if latin else ""
    attributes += f' w:eastAsia="{east}"' if east else ""
    attributes += f' w:hAnsi="{latin}"' if latin else ""
    attributes += f' w:cs="{cs}"' if cs else ""
    return f"<w:rFonts{attributes}/>"


def run(r: RunProperties, style: str = "", *, language: str = "") -> str:
    """The children of `w:rPr`. `language` is the text of a `w:lang`."""
    size = r.size_complex if r.size_complex is not None else r.size
    return "".join(
        (
            f'<w:rStyle w:val="{escape(style)}"/>' if style else "",
            _fonts(r),
            _switch("b", r.bold),
            _switch("bCs", r.bold),
            _switch("i", r.italic),
            _switch("iCs", r.italic),
            _switch("strike", r.strike),
            _switch("noProof", r.no_proof),
            f'<w:color w:val="{r.color}"/>' if r.color else "",
            "" if r.tracking is None else f'<w:spacing w:val="{r.tracking.twips}"/>',
            "" if r.scale is None else f'<w:w w:val="{r.scale}"/>',
            "" if r.kerning is None else f'<w:kern w:val="{r.kerning.half_points}"/>',
            "" if r.position is None else f'<w:position w:val="{r.position.half_points}"/>',
            "" if r.size is None else f'<w:sz w:val="{r.size.half_points}"/>',
            "" if size is None else f'<w:szCs w:val="{size.half_points}"/>',
            f'<w:u w:val="{r.underline}"/>' if r.underline else "",
            f'<w:vertAlign w:val="{r.vertical}"/>' if r.vertical else "",
            _switch("rtl", r.rtl),
            language,
        )
    )
