"""The parts of a Word file that hold no text: styles, settings, numbering, note separators."""

from __future__ import annotations

from dipdocs.layout import wordml
from dipdocs.layout.figures import Figures, StyleSheetEntry
from dipdocs.layout.fonts import fonts
from dipdocs.layout.pieces import Builder

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def language_tags(figures: Figures, language: str) -> str:
    """`w:lang` of a document whose language is that of `language`."""
    told = figures.languages[language]
    tags = {"latin": "en-GB", "east-asian": figures.settings.east_asian}
    tags["complex"] = figures.settings.complex
    tags[told.script] = told.tag
    return (
        f'<w:lang w:val="{tags["latin"]}" w:eastAsia="{tags["east-asian"]}"'
        f' w:bidi="{tags["complex"]}"/>'
    )


def is_rtl(figures: Figures, language: str) -> bool:
    """Whether text in that language runs from right to left."""
    told = figures.languages.get(language)
    return told is not None and told.script == "complex"


def foreign_language(figures: Figures, language: str) -> str:
    """What a run says of its language where it is not the document's."""
    told = figures.languages.get(language)
    tag = wordml.escape(told.tag if told else language)
    match told.script if told else "latin":
        case "complex":
            return f'<w:lang w:bidi="{tag}"/>'
        case "east-asian":
            return f'<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="{tag}"/>'
        case _:
            return f'<w:lang w:val="{tag}"/>'


def _style(style: StyleSheetEntry, ids: dict[str, str]) -> str:
    parts = [f'<w:name w:val="{wordml.escape(style.name)}"/>']
    if style.based_on:
        parts.append(f'<w:basedOn w:val="{ids[style.based_on]}"/>')
    if style.next:
        parts.append(f'<w:next w:val="{ids[style.next]}"/>')
    if style.hidden:
        parts.append('<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>')
    elif style.type == "paragraph":
        parts.append("<w:qFormat/>")
    if style.cell_margin is not None:
        side = f'w:w="{style.cell_margin.twips}" w:type="dxa"'
        parts.append(
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            f'<w:top w:w="0" w:type="dxa"/><w:left {side}/>'
            f'<w:bottom w:w="0" w:type="dxa"/><w:right {side}/></w:tblCellMar></w:tblPr>'
        )
    paragraph, run = wordml.paragraph(style.paragraph), wordml.run(style.run)
    parts += [f"<w:pPr>{paragraph}</w:pPr>"] if paragraph else []
    parts += [f"<w:rPr>{run}</w:rPr>"] if run else []
    default = ' w:default="1"' if style.default else ""
    custom = "" if style.builtin else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{style.type}"{default}{custom} w:styleId="{style.id}">'
        f"{''.join(parts)}</w:style>"
    )


def styles(figures: Figures, language: str) -> str:
    """`word/styles.xml`: only the layout's own styles."""
    ids = {style.name: style.id for style in figures.styles}
    fonts = wordml.run(figures.settings.fonts, language=language_tags(figures, language))
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults>"
        f"<w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="267"/>'
        f"{''.join(_style(style, ids) for style in figures.styles)}</w:styles>"
    )


def settings(figures: Figures, language: str) -> str:
    """`word/settings.xml`: even and odd heads, no compatibility with older Words."""

    def compatible(name: str, value: int) -> str:
        return f'<w:compatSetting w:name="{name}" w:uri="{_COMPATIBILITY}" w:val="{value}"/>'

    notes = '<w:{0}Pr><w:{0} w:id="-1"/><w:{0} w:id="0"/></w:{0}Pr>'
    compat = compatible("compatibilityMode", figures.settings.compatibility_mode)
    for name in (
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
    ):
        compat += compatible(name, 1)
    theme = language_tags(figures, language).replace("w:lang ", "w:themeFontLang ")
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{figures.settings.default_tab.twips}"/>'
        "<w:doNotHyphenateCaps/><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{notes.format('footnote')}{notes.format('endnote')}"
        f"<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>{compat}</w:compat>{theme}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def numbering() -> str:
    """`word/numbering.xml`, empty: a document brings the lists it has."""
    return f"{HEAD}<w:numbering {NAMESPACES}></w:numbering>"


def notes(figures: Figures, kind: str) -> str:
    """`word/footnotes.xml` or `endnotes.xml` with UN separators and no note yet."""
    paragraph = Builder(figures).paragraph(figures.footnotes.separator)
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}">{paragraph}</w:{kind}>'
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{HEAD}<w:{kind}s {NAMESPACES}>{separators}</w:{kind}s>"


def font_table(figures: Figures) -> str:
    """`word/fontTable.xml`: the fonts named, and what stands in for one that a machine lacks."""
    named = figures.settings.fonts.fonts
    names = (named.latin, named.east_asian, named.complex) if named else ()
    entries = "".join(_font(name) for name in dict.fromkeys(names) if name)
    return f"{HEAD}<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def _font(name: str) -> str:
    known = fonts().get(name)
    inside = ""
    if known is not None:
        alternative, family = wordml.escape(known.alternative), wordml.escape(known.family)
        inside = f'<w:altName w:val="{alternative}"/><w:family w:val="{family}"/>'
    return f'<w:font w:name="{wordml.escape(name)}">{inside}</w:font>'


def application() -> str:
    """`docProps/app.xml`."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{HEAD}<Properties xmlns="{kind}"><Template>Normal</Template>'
        "<Application>dipdocs</Application></Properties>"
    )
