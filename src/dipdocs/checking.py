"""Checking: everything wrong or unusual in a document, all at once.

Errors are what keeps a document from being written; warnings are rules of practice, which a
document can silence by name (`silence: [release-before-date]`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from dipdocs.compose.composition import Composition, Face
from dipdocs.compose.document import compose, face_of
from dipdocs.errors import DipdocsError, Finding
from dipdocs.language import load as load_pack
from dipdocs.language.states import state_name
from dipdocs.layout import load as load_layout
from dipdocs.layout.fonts import lacking
from dipdocs.model import Declaration, Document
from dipdocs.readers import Source, read
from dipdocs.readers import document as document_of


def check_file(path: Path) -> list[Finding]:
    """The findings of a file; one that cannot be read gives a finding too."""
    try:
        source = read(path)
        if isinstance(source.data, dict) and "row" in source.data:
            return check_form(source)
        document = document_of(source)
    except DipdocsError as error:
        return list(error.findings)
    return check(document)


def check_form(source: Source) -> list[Finding]:
    """The findings of a form: what no row can mend. The rest is seen with a table."""
    from dipdocs.batch.form import form

    try:
        form(source)
    except DipdocsError as error:
        return list(error.findings)
    return []


def check(document: Document) -> list[Finding]:
    """The findings of a document: it is composed in every language and face that it holds."""
    findings: list[Finding] = []
    for language, face in product(document.languages, _faces(document)):
        try:
            composition = compose(document, language, face=face)
        except DipdocsError as error:
            findings += error.findings
        else:
            for finished in RULES_OF_THE_FINISHED_TEXT:
                findings += [document.placed(finding) for finding in finished(composition)]
    for rule in RULES:
        findings += [document.placed(finding) for finding in rule(document)]
    findings += document.carried
    silenced = set(document.silence)
    known = {name(rule) for rule in (*RULES, *RULES_OF_THE_FINISHED_TEXT)} | RULES_OF_CARRYING
    for strange in sorted(silenced - known):
        findings.append(
            document.placed(
                Finding(
                    f"`silence` names {strange!r}, which is no rule of practice",
                    rule="silence",
                    severity="warning",
                    field="silence",
                    found=strange,
                    expected=", ".join(sorted(known)),
                )
            )
        )
    unique = dict.fromkeys(findings)
    return [f for f in unique if f.severity == "error" or f.rule not in silenced]


def _faces(document: Document) -> list[Face]:
    """A circulated document that also has a letterhead is written both ways."""
    face = face_of(document)
    both = face == "circulated" and document.letterhead is not None
    return [face, "letterhead"] if both else [face]


def name(rule: object) -> str:
    """The name by which findings and `silence` know a rule: its function's, with hyphens."""
    return str(getattr(rule, "__name__", "")).replace("_", "-")


Rule = Callable[[Document], Iterator[Finding]]
FinishedRule = Callable[[Composition], Iterator[Finding]]
LAYOUT = "un-new-york"
"""The layout whose fonts are asked for."""


def release_before_date(document: Document) -> Iterator[Finding]:
    """A document is released on the day of its date or after it (un-format.md §8)."""
    circulation = document.circulation
    if circulation is None or document.date is None or circulation.release_date is None:
        return
    if circulation.release_date < document.date:
        yield Finding(
            "the release date is before the letter's own date",
            rule="release-before-date",
            severity="warning",
            field="circulation.release_date",
            found=circulation.release_date.isoformat(),
            expected=f"{document.date.isoformat()} or later",
        )


def done_after_date(document: Document) -> Iterator[Finding]:
    """A text that a letter transmits was done before the letter, or on its day."""
    if isinstance(document, Declaration):
        return
    for index, annex in enumerate(document.annexes):
        if annex.done is not None and annex.done.date and annex.done.date > document.date:
            yield Finding(
                "the annexed text is dated after the letter that transmits it",
                rule="done-after-date",
                severity="warning",
                field=f"annexes[{index}].done.date",
                found=annex.done.date.isoformat(),
                expected=f"{document.date.isoformat()} or earlier",
            )


def characters(composition: Composition) -> Iterator[Finding]:
    """Every character is in one of the fonts that the layout gives the language."""
    named = load_layout(LAYOUT).figures(composition.language).settings.fonts.fonts
    names = (
        [name for name in (named.latin, named.east_asian, named.complex) if name] if named else []
    )
    for field, text in composition.texts():
        missing = lacking(text, names)
        if missing:
            char = missing[0]
            yield Finding(
                f"{char!r} ({unicodedata.name(char, 'unnamed')}) is in none of the fonts of the "
                f"language {composition.language!r}",
                rule="characters",
                severity="warning",
                field=field,
                found=", ".join(f"U+{ord(char):04X}" for char in missing[:8]),
                expected=f"characters of {', '.join(dict.fromkeys(names))}",
            )


def states_in_order(document: Document) -> Iterator[Finding]:
    """Several States stand in the alphabetical order of the language (UN Editorial Manual)."""
    if isinstance(document, Declaration) or len(document.senders) < 2:
        return
    for language in document.languages:
        codes = [party.country for party in document.senders if party.country is not None]
        names = [state_name(code, language, document.date).short for code in codes]
        ordered = load_pack(language).grammar.alphabetical(names)
        if names != ordered:
            yield Finding(
                f"the States are not in the alphabetical order of the language {language!r}",
                rule="states-in-order",
                severity="warning",
                field="from",
                found=", ".join(names),
                expected=", ".join(ordered),
            )
            return


def symbols_of_organs(document: Document) -> Iterator[Finding]:
    """A document bears a symbol for each organ, of that organ's series (un-format.md §9)."""
    circulation = document.circulation
    if circulation is None or not circulation.symbols:
        return
    organs = list(dict.fromkeys(entry.organ for entry in circulation.organs))
    if len(organs) != len(circulation.symbols):
        yield Finding(
            f"{len(circulation.symbols)} symbols for {len(organs)} organs",
            rule="symbols-of-organs",
            severity="warning",
            field="circulation.symbols",
            found=", ".join(circulation.symbols),
            expected="one for each organ, in their order",
        )
        return
    for index, (organ, symbol) in enumerate(zip(organs, circulation.symbols, strict=True)):
        series = SERIES.get(organ)
        if series is not None and not symbol.startswith(series):
            yield Finding(
                f"the symbol {symbol!r} is not of the series of its organ",
                rule="symbols-of-organs",
                severity="warning",
                field=f"circulation.symbols[{index}]",
                found=symbol,
                expected=f"{series}… for the organ {organ!r}",
            )


SERIES = {
    "general-assembly": "A/",
    "security-council": "S/",
    "economic-and-social-council": "E/",
    "human-rights-council": "A/HRC/",
    "trusteeship-council": "T/",
    "conference-on-disarmament": "CD/",
}
"""How the symbols of each organ begin."""

RULES_OF_CARRYING = frozenset({"not-carried", "carried-otherwise"})
"""What the readers of other programs' files tell."""
RULES: tuple[Rule, ...] = (
    release_before_date,
    done_after_date,
    states_in_order,
    symbols_of_organs,
)
"""Rules of practice, in the order they are told."""
RULES_OF_THE_FINISHED_TEXT: tuple[FinishedRule, ...] = (characters,)
"""Rules that look at what will be printed, in each language."""
