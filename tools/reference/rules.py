"""docs/rules.md: the rules of practice, from their docstrings."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.checking import RULES_OF_CARRYING
from dipdocs.practice import RULES, SUBJECTS
from reference.markdown import MADE

INTRODUCTION = """\
`dipdocs check` tells what keeps a document from being written (errors) and what is against the
practice of the United Nations (warnings). Each warning has a rule; `dipdocs check --explain RULE`
prints what stands here. [checking.md](checking.md) tells how to run it.

A document that has its reasons silences a rule by name:

```yaml
silence: [release-before-date, official-state-name]
```

Rules that look at words look at the user's own: what dipdocs writes is not asked, nor what stands
in quotation marks, in a block quotation or between backticks, nor (for names, dates and spelling)
the text of an annexed declaration, letter or signed instrument, which stands as it was adopted. The
words and names they look for are data, language by language, in `templates/practice/`.

"un-format.md" and "phrases.md" are the project's notes on the form and the wording of real
documents, made from United Nations documents and manuals."""


def page() -> str:
    """The page as it should be."""
    return "\n".join(
        [
            "# Rules of practice",
            "",
            MADE.format("the docstrings of `src/dipdocs/practice/`"),
            "",
            INTRODUCTION,
            "",
            f"There are {len(RULES)} rules.",
            "",
            *(line for subject in SUBJECTS for line in _subject(subject)),
            "## Texts of other programs",
            "",
            f"`{'`, `'.join(RULES_OF_CARRYING)}`: what could not be taken over from a Word,"
            " OpenDocument or web file; silenced likewise.",
            "",
        ]
    )


def _subject(name: str) -> Iterator[str]:
    yield from (f"## {name}", "")
    for rule in RULES:
        if rule.check.__module__ == SUBJECTS[name].__name__:
            yield from (
                f"### {rule.name}",
                "",
                rule.says,
                "",
                f"- Source: {rule.source}",
                f"- Breaks it: {rule.example}",
                f"- To silence it: `silence: [{rule.name}]`",
                "",
            )
