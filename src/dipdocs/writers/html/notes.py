"""Notes at the foot of a sheet, and the rules over them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dipdocs.writers.html import css
from dipdocs.writers.html.escape import text
from dipdocs.writers.html.inlines import Note, Text
from dipdocs.writers.html.styles import Styles


def footnotes(notes: Iterable[Note], inlines: Text, styles: Styles) -> str:
    """Footnotes under their rule, each with a mark that leads back to its call."""
    classes = styles.note(styles.figures.footnotes)
    out = []
    for one in notes:
        label = (
            f'<span class="label-box"><a class="label" href="#call-{one.number}"'
            f' role="doc-backlink">{text(one.mark)}</a></span>'
        )
        rows = []
        for index, paragraph in enumerate(one.note.paragraphs or ((),)):
            start = label if index == 0 else ""
            name = classes if index == 0 else f"{classes}-more"
            rows.append(f'<p class="{name}">{start}{inlines.html(paragraph)}</p>')
        out.append(f'<li id="note-{one.number}">{"".join(rows)}</li>')
    return (
        f'<section class="notes" role="doc-endnotes">{_separator(styles)}'
        f'<ol role="list">{"".join(out)}</ol></section>'
    )


def _separator(styles: Styles) -> str:
    """The rule over footnotes: a line that machines do not read aloud."""
    placed = styles.figures.footnotes.separator
    name = styles.plain(placed, ("overflow", "hidden"))
    return f'<p class="{name}" aria-hidden="true">{text(placed.text)}</p>'


def page_note_rule(styles: Styles) -> str:
    """The rule over the asterisk notes: in Word the line that a tab draws."""
    for before, tab in pairwise(styles.figures.page_notes.rule.paragraph.tabs):
        if tab.leader == "underscore":
            name = styles.named(
                ("margin-inline-start", css.across(before.position)),
                ("width", css.across(tab.position - before.position)),
            )
            return f'<div class="note-rule {name}"></div>'
    return ""
