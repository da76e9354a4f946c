"""The style sheet of one page: a rule for each form that its text asks for, from the layout."""

from __future__ import annotations

from collections.abc import Mapping

from dipdocs.compose.composition import Role
from dipdocs.layout.content import Text
from dipdocs.layout.figures import Figures, Footnotes, Indentation, ListKind
from dipdocs.layout.forms import Form, Plain
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Indent, ParagraphProperties, RunProperties
from dipdocs.writers.html import css
from dipdocs.writers.html.leading import Leading, leading


class Styles:
    """The rules of one page, made when first asked for."""

    def __init__(self, figures: Figures, language: str) -> None:
        self.figures = figures
        self.script = figures.languages[language].script
        self.rules: dict[str, str] = {}
        self._styles = {style.name: style for style in figures.styles}
        self._classes: dict[str, str] = {}
        self._known: set[tuple[str, str, bool]] = set()

    def style(self, name: str) -> tuple[ParagraphProperties, RunProperties]:
        """All that a Word style sets, with the styles it is based on."""
        paragraph, run = ParagraphProperties(), self.figures.settings.fonts
        chain = []
        at: str | None = name
        while at is not None:
            chain.append(self._styles[at])
            at = self._styles[at].based_on
        for style in reversed(chain):
            paragraph = laid(style.paragraph, paragraph)
            run = style.run.over(run)
        return paragraph, run

    def rule(self, selector: str, *declarations: tuple[str, str]) -> None:
        """Set a rule once; an empty one is left out."""
        text = css.declared(*declarations)
        if text:
            self.rules.setdefault(selector, text)

    def named(self, *declarations: tuple[str, str]) -> str:
        """The name of a class with these declarations."""
        text = css.declared(*declarations)
        name = self._classes.get(text)
        if name is None:
            name = self._classes[text] = f"f{len(self._classes) + 1}"
            self.rules[f".{name}"] = text
        return name

    def role(
        self, role: Role, labelled: bool, forms: Mapping[Role, Form] | None = None, within: str = ""
    ) -> str:
        """The classes of a paragraph; its rules are set. `within` is the block it stands in."""
        key = (within, role.value, labelled)
        if key not in self._known:
            self._known.add(key)
            form = (self.figures.roles if forms is None else forms)[role]
            self._role(f"{within} .{role.value}".strip(), form, labelled)
        return f"{role.value} labelled" if labelled else role.value

    def _role(self, selector: str, form: Form, labelled: bool) -> None:
        paragraph, run = self.style(form.style)
        paragraph = laid(form.paragraph, paragraph)
        run = form.run.over(run)
        prefix = form.prefix
        if labelled:
            selector = f"{selector}.labelled"
            prefix = f"{prefix}{{label}} "
            if form.labelled is not None:
                paragraph = laid(form.labelled.paragraph, paragraph)
                prefix = form.labelled.prefix
        at = leading(paragraph, prefix, self.figures.settings.default_tab)
        self.rule(selector, *self.block(paragraph, run, at.indent))
        if labelled:
            own = () if form.labelled is None else css.run(form.labelled.run, self.script)
            self.rule(f"{selector} > .label-box > .label", *own)
            self.label(selector, at)

    def block(
        self,
        paragraph: ParagraphProperties,
        run: RunProperties,
        indent: Length,
        script: str | None = None,
    ) -> list[tuple[str, str]]:
        """The declarations of a paragraph whose first line stands `indent` from the others.

        `script` is that of its text where it is not the document's.
        """
        return [
            *css.paragraph(paragraph),
            ("text-indent", css.across(indent)),
            *css.run(run, script or self.script),
        ]

    def label(self, selector: str, at: Leading) -> None:
        """The rule of the box that a label stands in."""
        if at.width is None:
            return
        declarations = [("display", "inline-block"), ("text-indent", "0")]
        declarations.append(("min-width", css.across(at.width)))
        if at.at_end:
            declarations += [("text-align", "end"), ("padding-inline-end", css.across(at.gap))]
        else:
            declarations.append(("text-align", "start"))
        self.rules[f"{selector} > .label-box"] = css.declared(*declarations)

    def item(self, kind: str, level: int) -> str:
        """The classes of an item of a list."""
        name = f"{kind}-{level}"
        if f".{name}" not in self.rules:
            at = self._indentation(kind, level)
            paragraph, run = self._listed(kind, level)
            self.rule(f".{name}", *self.block(paragraph, run, at.label - at.left))
            self.label(f".{name}", Leading(at.label - at.left, at.text - at.label))
        return name

    def continuation(self, kind: str, level: int) -> str:
        """The classes of a further paragraph of an item."""
        name = f"{kind}-{level}-more"
        if f".{name}" not in self.rules:
            at = self._indentation(kind, level)
            paragraph, run = self._listed(kind, level)
            self.rule(f".{name}", *self.block(paragraph, run, at.text - at.left))
        return name

    def _listed(self, kind: str, level: int) -> tuple[ParagraphProperties, RunProperties]:
        figures: ListKind = getattr(self.figures.lists, kind)
        paragraph, run = self.style(figures.style_at(level))
        left = figures.at(level).left
        return laid(ParagraphProperties(indent=Indent(left=left)), paragraph), run

    def _indentation(self, kind: str, level: int) -> Indentation:
        figures: ListKind = getattr(self.figures.lists, kind)
        return figures.at(level)

    def plain(self, what: Plain | Text, *more: tuple[str, str]) -> str:
        """The class of a paragraph without a role."""
        paragraph, run = self.style(what.style)
        paragraph, run = laid(what.paragraph, paragraph), what.run.over(run)
        return self.named(*self.block(paragraph, run, Length(0)), *more)

    def spacer(self) -> float:
        """The height of an empty line, in points."""
        line = self.figures.spacer.paragraph.line
        if line is not None and line.rule != "single":
            return line.height.points
        return self.line(self.figures.spacer.style)

    def line(self, style: str) -> float:
        """The height of a line of a style, in points."""
        paragraph, run = self.style(style)
        if paragraph.line is not None and paragraph.line.rule != "single":
            return paragraph.line.height.points
        size = run.size_complex if self.script == "complex" else None
        size = size or run.size
        return css.SINGLE * (size.points if size else 12)

    def gap(self, lines: int) -> str:
        """The class that keeps so many empty lines over a block."""
        if not lines:
            return ""
        name = f"gap-{lines}"
        self.rule(f".{name}", ("padding-block-start", f"{lines * self.spacer():g}pt"))
        return name

    def gap_under(self, lines: int) -> str:
        """The class that keeps so many empty lines under a block."""
        if not lines:
            return ""
        name = f"gap-under-{lines}"
        self.rule(f".{name}", ("padding-block-end", f"{lines * self.spacer():g}pt"))
        return name

    def note(self, figures: Footnotes) -> str:
        """The class of a footnote's first paragraph; ``-more`` is that of the others."""
        paragraph, run = self.style(figures.note.style)
        paragraph, run = laid(figures.note.paragraph, paragraph), figures.note.run.over(run)
        prefix = f"{figures.prefix}{{label}}{figures.suffix}"
        default = self.figures.settings.default_tab
        at = leading(paragraph, prefix, default)
        more = leading(paragraph, figures.continuation, default)
        name = "footnote"
        self.rule(f".{name}", *self.block(paragraph, run, at.indent))
        self.rule(f".{name}-more", *self.block(paragraph, run, more.indent))
        self.label(f".{name}", at)
        mark = self.style(figures.mark)[1]
        raised = RunProperties(vertical=mark.vertical)
        self.rule(f".{name} > .label-box > .label", *css.run(raised, self.script))
        return name

    def text(self) -> str:
        """All rules, one a line."""
        return "".join(f"{selector} {{ {rule} }}\n" for selector, rule in self.rules.items())


def laid(upper: ParagraphProperties, lower: ParagraphProperties) -> ParagraphProperties:
    """Properties over others, tab stops of both kept, as Word has them."""
    merged = upper.over(lower)
    if upper.tabs and lower.tabs:
        return merged.model_copy(update={"tabs": (*lower.tabs, *upper.tabs)})
    return merged
