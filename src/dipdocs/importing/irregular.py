"""Titles that no line fits: slips of the pen, other orders of words, what a scanner left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import at_word_end, parts
from dipdocs.importing.numbers import find_dates
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.titles import LONGEST, Title
from dipdocs.importing.wordings import Line, lines
from dipdocs.language import Pack
from dipdocs.language.formula import Slot


def loose_title(pack: Pack, text: Folded) -> Title | None:
    """A title by what stands in it: it begins as one, names a day and an office we know.

    For slips of the pen («datée due»), other orders of words, and what a scanner left.
    """
    fold = text.fold
    if len(fold) > LONGEST:
        return None
    for line in lines(pack, "title"):
        first = line.steps[0]
        if isinstance(first, Slot):
            if not _ends_like(line, fold):
                continue
        elif not _begins_like(first, fold):
            continue
        days = list(find_dates(pack, fold))
        groups = _groups(pack, fold)
        if not days or not groups:
            return None
        senders, addressees = _roles(line, fold, groups)
        if not senders or not addressees:
            slipped = _slipped(pack, fold, [(start, end) for start, end, _ in groups])
            senders, addressees = senders or slipped, addressees or slipped
        return Title(line.path[0], text, 0, len(fold), days[0][2], senders, addressees, exact=False)
    return None


_ALIKE = 0.92


def _slipped(pack: Pack, fold: str, known: Sequence[tuple[int, int]]) -> tuple[Who, ...]:
    """An office of the Organization written with a slip: «Président du Conseil du sécurité»."""
    best = _ALIKE
    found: tuple[Who, ...] = ()
    starts = [match.start() for match in re.finditer(r"\b\w", fold)]
    ends = [match.end() for match in re.finditer(r"\w\b", fold)]
    for office in parties_of(pack).offices:
        length = len(office.before)
        if office.stated or length < 12:
            continue
        for start in starts:
            for end in (e for e in ends if abs(e - start - length) <= 2):
                if any(start < b and a < end for a, b in known):
                    continue
                alike = SequenceMatcher(None, office.before, fold[start:end], autojunk=False)
                if alike.quick_ratio() > best and alike.ratio() > best:
                    best, found = alike.ratio(), (Who(office=office.office, gender=office.gender),)
    return found


def _begins_like(first: re.Pattern[str], fold: str) -> bool:
    """Whether a fold begins with the first word of a line."""
    word = parts(first.pattern)[0]
    found = re.match(word, fold)
    return bool(found) and len(word) > 2 and at_word_end(fold, found.end() if found else 0)


def _ends_like(line: Line, fold: str) -> bool:
    last = line.steps[-1]
    return isinstance(last, re.Pattern) and re.search(f"(?:{last.pattern})$", fold) is not None


def _groups(pack: Pack, fold: str) -> list[tuple[int, int, tuple[Who, ...]]]:
    """Every list of parties that stands in a fold."""
    parties = parties_of(pack)
    found = []
    place = 0
    while place < len(fold):
        if at_word_end(fold, place):
            for end, who in parties.read(fold, place):
                found.append((place, end, tuple(who)))
                place = end
                break
        place += 1
    return found


def _roles(
    line: Line, fold: str, groups: Sequence[tuple[int, int, tuple[Who, ...]]]
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Which parties send and which are addressed: by the word before them, else by the order."""
    said: dict[str, tuple[Who, ...]] = {}
    order = [step.name for step in line.steps if isinstance(step, Slot) and step.name != "date"]
    before = {
        step.name: previous.pattern
        for previous, step in zip(line.steps, line.steps[1:], strict=False)
        if isinstance(step, Slot) and isinstance(previous, re.Pattern)
    }
    rest = []
    for start, _, who in groups[:2]:
        for name in order:
            last = next(reversed(parts(before.get(name, ""))), None)
            if last and name not in said and re.search(rf"(?:^|\W){last}[ ,]*$", fold[:start]):
                said[name] = who
                break
        else:
            rest.append(who)
    for who in rest:
        free = next((name for name in order if name not in said), None)
        if free is not None:
            said[free] = who
    return said.get("senders", ()), said.get("addressees", ())
