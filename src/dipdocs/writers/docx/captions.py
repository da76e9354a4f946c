"""Captions as Word's own: the number is a field that counts, its result already printed."""

from __future__ import annotations

from functools import cache

from dipdocs.compose.composition import Paragraph, Role, Style
from dipdocs.layout.length import Length
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.lists import roman


def label_runs(label: str, number: int, sequence: str, forms: Forms) -> str:
    """The label, its number as the field ``SEQ Table`` where Word can count it so."""
    setting = forms.setting
    for printed, form in ((str(number), "ARABIC"), (roman(number).upper(), "ROMAN")):
        before, found, after = label.rpartition(printed) if number else ("", "", "")
        if found:
            counted = (
                setting.mark('fldChar w:fldCharType="begin"'),
                f"<w:r>{setting.properties()}<w:instrText"
                f' xml:space="preserve"> SEQ {sequence} \\* {form} </w:instrText></w:r>',
                setting.mark('fldChar w:fldCharType="separate"'),
                f"{setting.opening(Style.PLAIN)}{printed}</w:t></w:r>",
                setting.mark('fldChar w:fldCharType="end"'),
            )
            rest = setting.run(after) if after else ""
            return (setting.run(before) if before else "") + "".join(counted) + rest
    return setting.run(label)


class Captions:
    """Writes captions of tables and images in one language of text."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.form = cache(forms.roles[Role.CAPTION].shifted)

    def write(
        self,
        caption: Paragraph,
        number: int,
        sequence: str,
        text: Text,
        shift: Length,
        *,
        page_break: bool = False,
    ) -> None:
        """Append a caption: its label, and under it its text."""
        form, out = self.form(shift), text.out
        out.append(form.opening(keep=True, page_break=page_break))
        if caption.label:
            out.append(label_runs(caption.label, number, sequence, self.forms))
            out.append(self.forms.setting.mark("br"))
        text.add(caption.inlines, form.setting)
        out.append("</w:p>")
