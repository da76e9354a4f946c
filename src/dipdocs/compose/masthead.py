"""The masthead: organisation, symbols, organs, distribution, dates, languages (un-format.md §2)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dipdocs.compose.composition import Line, Link, Run, Slot, Style
from dipdocs.compose.context import Context
from dipdocs.compose.titles import SUBSIDIARY
from dipdocs.model import Circulation, Language

_LETTERS: Mapping[Language, str] = {
    "ar": "A", "zh": "C", "en": "E", "fr": "F", "ru": "R", "es": "S",
}  # fmt: skip
"""The letter of each language in a job number (un-format.md §9)."""
_EN_DASH = "–"
_DOCUMENTS = "https://docs.un.org"
"""Where the UN's documents are read by their symbols (un-format.md §5)."""
_FIGURES = frozenset({Slot.RUNNING_SYMBOL, Slot.JOB_NUMBER, Slot.RELEASE_LINE, Slot.BARCODE})
"""Slots of symbols and numbers, which have no typography."""


def slots(circulation: Circulation, context: Context) -> dict[Slot, tuple[Line, ...]]:
    """What stands in the masthead, running heads and footers; absent what is not known."""
    pack = context.pack
    lines: dict[Slot, Sequence[str]] = {
        Slot.ORGANIZATION: [pack.say("organization")],
        Slot.ORGANS: [
            pack.say(f"organs.{organ}", "plain")
            for organ in dict.fromkeys(
                SUBSIDIARY.get(entry.organ, entry.organ) for entry in circulation.organs
            )
        ],
        Slot.DISTRIBUTION: [pack.say("distribution", circulation.distribution)],
        Slot.LANGUAGE: _version(context),
        Slot.ORIGINAL: [_original(context)],
        Slot.RUNNING_SYMBOL: circulation.symbols,
    }
    released = circulation.release_date or context.on
    if released is not None:
        lines[Slot.RELEASE_DATE] = [pack.masthead_date(released)]
    if circulation.job_number is not None:
        lines |= _job_number(circulation, circulation.job_number, context)
    filled: dict[Slot, tuple[Line, ...]] = {
        slot: tuple((Run(text),) if slot in _FIGURES else context.line(text) for text in texts)
        for slot, texts in lines.items()
        if texts
    }
    if (address := _address(circulation, context)) is not None:
        said = pack.say("qr-code", address=address)
        filled[Slot.QR_CODE] = ((Link(address, (Run(said),)),),)
    if circulation.recycling_mark:
        filled[Slot.RECYCLING_MARK] = (context.line(pack.say("recycle")),)
    if circulation.symbols:
        filled[Slot.SYMBOL] = (_symbols(circulation, context),)
    return filled


def _address(circulation: Circulation, context: Context) -> str | None:
    """Where the code at the foot of page 1 leads: the document, in its language (§5)."""
    if isinstance(circulation.qr_code, str):
        return circulation.qr_code
    if not circulation.qr_code:
        return None
    symbol = quote(circulation.symbols[0], safe="/()")
    return f"{_DOCUMENTS}/{context.language}/{symbol}"


def _symbols(circulation: Circulation, context: Context) -> Line:
    """A/63/914–S/2009/343, the series letters large; an asterisk when reissued."""
    runs: list[Run] = []
    for symbol in circulation.symbols:
        if runs:
            runs.append(Run(_EN_DASH))
        series, slash, rest = symbol.partition("/")
        runs += [Run(series, Style.SERIES), Run(slash + rest)]
    if circulation.reissued is not None:
        runs.append(Run(context.mark(_reissue_note(circulation, context))))
    return tuple(runs)


def _reissue_note(circulation: Circulation, context: Context) -> str:
    reissue = circulation.reissued
    assert reissue is not None
    pack = context.pack
    if reissue.reason is None:
        return pack.say("notes.reissued", "technical", date=pack.date(reissue.date), reason="")
    reason = context.text(reissue.reason, "circulation.reissued.reason")
    return pack.say("notes.reissued", "other", date=pack.date(reissue.date), reason=reason)


def _version(context: Context) -> list[str]:
    """The language line, which a document in its original language does without (§2)."""
    return [] if context.original == [context.language] else [context.pack.say("languages.version")]


def _original(context: Context) -> str:
    pack = context.pack
    names = [pack.say("languages.masthead", code) for code in context.original]
    return pack.say("original", languages=pack.say("languages.separator").join(names))


def _job_number(
    circulation: Circulation, number: str, context: Context
) -> dict[Slot, Sequence[str]]:
    """Job number, release line and bar code as the UN prints them (un-format.md §§6 and 9).

    From right to left the line is read from its number, which stands last; a bar code holds the
    figures of the number and no letters.
    """
    if not number.startswith(context.job_prefix):
        number = context.job_prefix + number
    line = [f"{number} ({_LETTERS[context.language]})"]
    line += [f"{day:%d%m%y}" for day in circulation.processed]
    if context.pack.direction == "rtl":
        line.reverse()
    lines: dict[Slot, Sequence[str]] = {
        Slot.JOB_NUMBER: [number],
        Slot.RELEASE_LINE: ["    ".join(line)],
    }
    if figures := re.sub(r"\D", "", number):
        lines[Slot.BARCODE] = [f"*{figures}*"]
    return lines
