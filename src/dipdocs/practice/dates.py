"""Rules of dates: those of the document, its release and its processing, and dates in words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from dipdocs.errors import Finding
from dipdocs.language import load
from dipdocs.model import Language
from dipdocs.practice.passages import Passage
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import Words, words

_LONG = timedelta(days=366)
_JOB_NUMBER = re.compile(r"(?:GE\.|V\.|K\.?)?(\d\d)-\d{5}[*X]?")


@rule
def release_before_date(review: Review) -> Iterator[Finding]:
    """A document is released on the day of its date or after it.

    Source: un-format.md §8 (the masthead's date is the day of submission).
    Example: `date: 2009-07-06` with `release_date: 2009-07-05`.
    """
    circulation, day = review.document.circulation, review.document.date
    if circulation is None or day is None or circulation.release_date is None:
        return
    if circulation.release_date < day:
        yield Finding(
            "the release date is before the letter's own date",
            field="circulation.release_date",
            found=circulation.release_date.isoformat(),
            expected=f"{day.isoformat()} or later",
            fix="correct `release_date` or `date`",
        )


@rule
def release_long_after_date(review: Review) -> Iterator[Finding]:
    """A document is released within days of its date; more than a year is a slip of the year.

    Source: un-format.md §8 (normally the letter's date and up to three days).
    Example: `date: 2009-07-06` with `release_date: 2010-07-08`.
    """
    circulation, day = review.document.circulation, review.document.date
    if circulation is None or day is None or circulation.release_date is None:
        return
    if circulation.release_date - day > _LONG:
        yield Finding(
            "the release date is more than a year after the letter's own date",
            field="circulation.release_date",
            found=circulation.release_date.isoformat(),
            expected=f"a day soon after {day.isoformat()}",
            fix="correct the year of `release_date` or of `date`",
        )


@rule
def reissue_before_release(review: Review) -> Iterator[Finding]:
    """A document is issued again after it was first released.

    Source: un-format.md §9 (reissued documents).
    Example: `release_date: 2026-04-15` with `reissued: {date: 2026-04-14}`.
    """
    circulation = review.document.circulation
    if circulation is None or circulation.reissued is None:
        return
    first = circulation.release_date or review.document.date
    if first is not None and circulation.reissued.date < first:
        yield Finding(
            "the document was issued again before it was released",
            field="circulation.reissued.date",
            found=circulation.reissued.date.isoformat(),
            expected=f"{first.isoformat()} or later",
            fix="correct `reissued: date` or `release_date`",
        )


@rule
def processing_in_order(review: Review) -> Iterator[Finding]:
    """The dates after a job number stand in order, none before the document's date or release.

    Source: un-format.md §9 (days after the masthead's date; the second is the first or later).
    Example: `processed: [2009-07-10, 2009-07-08]`.
    """
    circulation = review.document.circulation
    if circulation is None:
        return
    last = max((day for day in review.days), default=None)
    for index, day in enumerate(circulation.processed):
        if last is not None and day < last:
            yield Finding(
                "a date of processing is before "
                + ("the one that it follows" if index else "the document's date or release"),
                field=f"circulation.processed[{index}]",
                found=day.isoformat(),
                expected=f"{last.isoformat()} or later",
                fix="put the dates in order, or correct them",
            )
        last = day


@rule
def job_number_form(review: Review) -> Iterator[Finding]:
    """A job number is the year in two figures, a hyphen and five figures.

    Source: un-format.md §9. Year: that of the document or of its release.
    Example: `job_number: 2009-40871`.
    """
    circulation = review.document.circulation
    if circulation is None or circulation.job_number is None:
        return
    years = {f"{day.year % 100:02}" for day in (*review.days, *circulation.processed)}
    match = _JOB_NUMBER.fullmatch(circulation.job_number)
    if match is None or (years and match[1] not in years):
        year = min(years, default="26")
        yield Finding(
            "the job number is not of the form that the year gives",
            field="circulation.job_number",
            found=circulation.job_number,
            expected=f"{year}-NNNNN: two figures of the year, a hyphen, five figures",
            fix="correct `job_number`, or leave it out",
        )


@rule
def weekday_of_date(review: Review) -> Iterator[Finding]:
    """A day of the week that the text tells is that of its date.

    Source: the calendar.
    Example: "Monday, 7 July 2009", which was a Tuesday.
    """
    for passage, known, match, day in _days(review):
        told = match["weekday"]
        if told is None or day is None:
            continue
        right = day.weekday()
        if known.weekdays[right].fullmatch(told) is None:
            yield passage.at(
                match,
                f"{told} does not go with this date",
                expected=_name(passage.language, right),
                fix="correct the day of the week, or the date",
            )


@rule
def date_that_exists(review: Review) -> Iterator[Finding]:
    """A date in the text is a day of the calendar.

    Source: the calendar.
    Example: "31 June 2009".
    """
    for passage, known, match, day in _days(review):
        if day is None:
            last = calendar.monthrange(int(match["year"]), _month(match, known))[1]
            yield passage.at(
                match,
                "there is no such day",
                expected=f"a day from 1 to {last}",
                fix="correct the date",
            )


@rule
def date_form(review: Review) -> Iterator[Finding]:
    """A date in the text has the form of its language: day, month in words, year in full.

    Source: UN Editorial Manual, dates; phrases.md §9. Arabic months bear both names.
    Example: "July 6, 2009", "6th July 2009", "1 juillet 2009", "6 июля 2009 г.", "06/07/2009".
    """
    for passage in review.own:
        if passage.kind in ("cell", "name"):
            continue
        for form in words(passage.language).dates:
            for match in passage.find(form.find):
                right = form.written(match)
                yield passage.at(
                    match,
                    "a date in another form than the United Nations writes",
                    expected=right or load(passage.language).date(date(2009, 7, 6)),
                    fix=f"write {right!r}" if right else "write day, month in words, year",
                )


def _days(
    review: Review,
) -> Iterator[tuple[Passage, Words, re.Match[str], date | None]]:
    """Every date in words outside quotations, and its day if there is one."""
    for passage in review.own:
        known = words(passage.language)
        for match in passage.find(known.date):
            month, year = _month(match, known), int(match["year"])
            if not (1 <= month <= 12 and 1 <= year <= 9999):
                continue
            try:
                yield passage, known, match, date(year, month, int(match["day"]))
            except ValueError:
                yield passage, known, match, None


def _month(match: re.Match[str], known: Words) -> int:
    month = match["month"]
    return int(month) if month.isdigit() else known.months.index(month) + 1


def _name(language: Language, weekday: int) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=language)[weekday])
