"""Who signed, and where and when a text was done (phrases.md §6, un-format.md §8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipdocs.compose.composition import Block, Columns, Inline, Paragraph, Role, Run, Style
from dipdocs.compose.context import Context
from dipdocs.compose.parties import bare, state
from dipdocs.language.pack import case_of
from dipdocs.model import Done, Party

_MARKED = re.compile(r"\*(.+?)\*")


def signatures(
    parties: Sequence[Party], context: Context, where: str, *, sender: bool = False
) -> list[Block]:
    """«(Signed) Vitaly Churkin» for each party that is named, with the lines of their office.

    One stands at the right-hand margin; several stand two by two, in the order given. The office
    follows from the data where it is not told elsewhere: the one sender's stands in the title, but
    of several each signs for his own State (A/66/359, phrases.md §6).
    """
    told = sender and len(parties) == 1
    blocks = [
        signed
        for index, party in enumerate(parties)
        if (signed := _signature(party, context, f"{where}[{index}]", told=told))
    ]
    return side_by_side(blocks, where)


def side_by_side(blocks: Sequence[tuple[Paragraph, ...]], where: str) -> list[Block]:
    """One signature as it is, several side by side, row under row."""
    if len(blocks) < 2:
        return [paragraph for signed in blocks for paragraph in signed]
    return [Columns(tuple(blocks), "signature.columns", where, "signatures")]


def _signature(party: Party, context: Context, path: str, *, told: bool) -> tuple[Paragraph, ...]:
    """What stands for one party: for whom, if no office says it, the name, the office."""
    signed_for = for_whom(party, context, path)
    if party.name is None:
        return tuple(signed_for)
    line = Paragraph(
        Role.SIGNATURE,
        _line(context.text(party.name, f"{path}.name", prose=False), context),
        "signature.line",
        f"{path}.name",
    )
    position = [
        Paragraph(Role.POSITION, context.line(text), "signature.position", f"{path}.position")
        for text in positions(party, context, path, told=told)
    ]
    before = context.pack.say("signature.position") == "before"
    return (*signed_for, *position, line) if before else (*signed_for, line, *position)


def positions(party: Party, context: Context, path: str, *, told: bool = False) -> list[str]:
    """The lines of an office at the signature: the user's, else the office, if it is not told."""
    if party.position is not None:
        return [
            context.text(own, f"{path}.position[{number}]")
            for number, own in enumerate(party.position)
        ]
    if told or not party.designated:
        return []
    form = "formal" if context.face == "circulated" else "short"
    return [context.pack.say("signature.office", office=bare(party, context, path, form=form))]


def for_whom(party: Party, context: Context, path: str) -> list[Paragraph]:
    """«For the Republic of Armenia:» where no office says it."""
    if party.designated or (party.country is None and party.country_name is None):
        return []
    named = state(party, context, path, "formal")
    text = context.pack.say("signature.for", country=lambda forms: named(case_of(forms)))
    return [Paragraph(Role.SIGNED_FOR, context.line(text), "signature.for", path)]


def _line(name: str, context: Context) -> tuple[Inline, ...]:
    """The mark in italics, the given names roman, the surname bold."""
    pack = context.pack
    fillings: dict[str, list[Inline]] = {
        "mark": [Run(pack.say("signature.mark"), Style.ITALIC)],
        "name": name_in_runs(name),
    }
    inlines: list[Inline] = []
    for segment in pack.formula("signature.line").segments:
        inlines += [Run(segment)] if isinstance(segment, str) else fillings[segment.name]
    return context.set(tuple(inlines))


def name_in_runs(name: str) -> list[Inline]:
    """A person's name, its surname bold.

    It is the part marked («*Li* Baodong»), else what is written in capitals («BAN Ki-moon»,
    S/2016/88), else the last word.
    """
    marked = _MARKED.search(name)
    capitals = _in_capitals(name)
    if marked:
        before, surname, after = name[: marked.start()], marked[1], name[marked.end() :]
    elif capitals:
        before, surname, after = name.partition(capitals)
    else:
        before, space, surname = name.strip().rpartition(" ")
        before, after = before + space, ""
    runs = [Run(before), Run(surname, Style.BOLD), Run(after)]
    return [run for run in runs if run.text]


def _in_capitals(name: str) -> str:
    """The part of a name in capitals, if the rest is not: words of two letters and more."""
    words = name.split(" ")
    capital = [
        word.isupper() and "." not in word and sum(char.isalpha() for char in word) > 1
        for word in words
    ]
    others = [word for word, is_capital in zip(words, capital, strict=True) if not is_capital]
    if True not in capital or not any(char.islower() for word in others for char in word):
        return ""
    first, count = capital.index(True), sum(capital)
    adjacent = all(capital[first : first + count])
    return " ".join(words[first : first + count]) if adjacent else ""


def done_lines(done: Done | None, context: Context, where: str) -> list[Block]:
    """Place and date under a text, each on its line; or the user's own line."""
    if done is None:
        return []
    lines: list[Block] = []
    if done.text is not None:
        text = context.text(done.text, f"{where}.text")
        lines.append(Paragraph(Role.DONE, context.line(text), "done.own", f"{where}.text"))
    if done.place is not None:
        text = context.text(done.place, f"{where}.place")
        lines.append(Paragraph(Role.PLACE, context.line(text), "done.place", f"{where}.place"))
    if done.date is not None:
        text = context.pack.date(done.date)
        lines.append(Paragraph(Role.DATE, context.line(text), "done.date", f"{where}.date"))
    return lines
