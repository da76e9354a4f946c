"""Sessions and years 1 to 120 as ICU spells them, but where the United Nations spells otherwise.

The packs take their words from CLDR through `unicode-rbnf`; ICU is another implementation, and
often another version, of the same rules. What the packs change is written here a second time, as
data: rewrites that leave a spelling alone which is already the United Nations' own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType

import pytest

from dipdocs.compose.composition import Columns, Composition, Paragraph, Role, plain
from dipdocs.compose.document import compose
from dipdocs.language import available
from dipdocs.model import parse_document
from tests.conftest import lacking

NUMBERS = range(1, 121)

INTENDED: dict[str, list[tuple[str, str, str]]] = {
    "en": [],
    "fr": [
        (r"quatre-vingt-et-", "quatre-vingt-", "81st, 91st: no et; an error of CLDR"),
        (r"-et-", " et ", "vingt et unième: the hyphens of before 1990"),
        (r"^cent(?: et |-et-|-)", "cent ", "101st, 111th: cent unième, cent onzième"),
    ],
    "es": [],
    "ru": [
        (r"восемьдесят(?=[а-я])", "восьмидесят", "80th: an error of older CLDR"),
        (r"ё", "е", "the United Nations writes no ё"),
    ],
    "zh": [(r"〇", "零", "101st: 第一百零一")],
    "ar": [(r" {2,}", " ", "21st, 31st …: a double space of CLDR")],
}
"""Where the packs depart from ICU: what they find, what they write, and why."""

BEYOND_HUNDRED = {"ar": "{} بعد المائة"}
"""From 101 on, CLDR's Arabic goes on in cardinals; the United Nations counts «the first after»."""

SESSION = {
    "en": ("%spellout-ordinal-verbose", "{} session"),
    "fr": ("%spellout-ordinal-feminine", "{} session"),
    "es": ("%spellout-ordinal-masculine-adjective", "{} período de sesiones"),
    "ru": ("%spellout-ordinal-feminine", "{} сессия"),
    "zh": ("%spellout-ordinal", "{}届会议"),
    "ar": ("%spellout-ordinal-feminine", "الدورة {}"),
}
YEAR = {
    "en": ("%spellout-ordinal-verbose", "{} year"),
    "fr": ("%spellout-ordinal-feminine", "{} année"),
    "es": ("%spellout-ordinal-masculine-adjective", "{} año"),
    "ru": ("%spellout-ordinal-masculine", "{} год"),
    "zh": ("%spellout-ordinal", "{}年"),
    "ar": ("%spellout-ordinal-feminine", "السنة {}"),
}
REQUEST = {
    "en": ("%spellout-ordinal-verbose", "of the {} session of the General Assembly"),
    "fr": ("%spellout-ordinal-feminine", "de la {} session de l'Assemblée générale"),
    "es": (
        "%spellout-ordinal-masculine-adjective",
        "del {} período de sesiones de la Asamblea General",
    ),
    "ru": ("%spellout-ordinal-feminine-genitive", "{} сессии Генеральной Ассамблеи"),
    "zh": ("%spellout-ordinal", "大会{}届会议"),
    "ar": ("%spellout-ordinal-feminine", "من وثائق الدورة {} للجمعية العامة"),
}
"""The rule set of ICU for a line, and the line."""

GENITIVE = {"ar": (r"ون\b", "ين")}
"""A genitive that ICU has no rule set for: التاسعة والستين."""

ATTESTED = {
    "en": {14: "Fourteenth", 54: "Fifty-fourth", 59: "Fifty-ninth", 69: "Sixty-ninth"},
    "fr": {14: "Quatorzième", 54: "Cinquante-quatrième", 69: "Soixante-neuvième"},
    "es": {3: "Tercer", 69: "Sexagésimo noveno"},
    "ru": {14: "Четырнадцатая", 54: "Пятьдесят четвертая", 69: "Шестьдесят девятая"},
    "zh": {3: "第三", 14: "第十四", 54: "第五十四", 59: "第五十九", 69: "第六十九"},
    "ar": {
        3: "الثالثة",
        14: "الرابعة عشرة",
        48: "الثامنة والأربعون",
        54: "الرابعة والخمسون",
        59: "التاسعة والخمسون",
        69: "التاسعة والستون",
    },
}
"""Sessions as documents of 2015 print them (UN Parallel Corpus)."""


@cache
def icu() -> ModuleType:
    try:
        import icu as module
    except ImportError:
        lacking("PyICU is not installed (pip install PyICU; needs libicu-dev, pkg-config and g++)")
    return module  # type: ignore[no-any-return]


def spell(code: str, ruleset: str) -> Callable[[int], str]:
    """ICU's ordinal, with the differences intended."""
    module = icu()
    formatter = module.RuleBasedNumberFormat(module.URBNFRuleSetTag.SPELLOUT, module.Locale(code))

    def ordinal(number: int) -> str:
        beyond = BEYOND_HUNDRED.get(code)
        if beyond and number > 100:
            return beyond.format(ordinal(number - 100))
        text = str(formatter.format(number, ruleset))
        for find, write, _ in INTENDED[code]:
            text = re.sub(find, write, text)
        return text

    return ordinal


@cache
def composed(code: str, number: int) -> Composition:
    """A letter under a session and a year; the body is the request that names the session."""
    return compose(
        parse_document(
            {
                "kind": "letter",
                "language": code,
                "date": "2009-07-06",
                "from": {"office": "permanent-representative", "country": "KZ", "name": "X Y"},
                "to": "secretary-general",
                "circulation": {
                    "request": {"session": "organ"},
                    "organs": [
                        {"organ": "general-assembly", "session": number},
                        {"organ": "security-council", "year": number},
                    ],
                },
                "body": "{{ request_for_circulation }}",
            }
        ),
        typography=False,
    )


def line(composition: Composition, role: Role) -> str:
    columns = next(block for block in composition.blocks() if isinstance(block, Columns))
    found = [p for column in columns.columns for p in column if p.role is role]
    assert len(found) == 1
    return plain(found[0].inlines)


def request(composition: Composition) -> str:
    return next(
        plain(block.inlines)
        for block in composition.blocks()
        if isinstance(block, Paragraph) and block.rule == "request"
    )


@pytest.mark.parametrize("code", available())
def test_lines_of_sessions_and_years(code: str) -> None:
    differences = []
    for role, lines in ((Role.SESSION, SESSION), (Role.YEAR, YEAR)):
        ruleset, pattern = lines[code]
        ordinal = spell(code, ruleset)
        for number in NUMBERS:
            text = pattern.format(ordinal(number))
            expected = text[0].upper() + text[1:]
            found = line(composed(code, number), role)
            if found != expected:
                differences.append(f"{number}: {found} instead of {expected}")
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("code", available())
def test_sessions_in_the_request(code: str) -> None:
    ruleset, pattern = REQUEST[code]
    ordinal = spell(code, ruleset)
    find, write = GENITIVE.get(code, ("^$", ""))
    differences = []
    for number in NUMBERS:
        expected = pattern.format(re.sub(find, write, ordinal(number)))
        found = request(composed(code, number))
        if expected not in found:
            differences.append(f"{number}: {expected} is not in: {found}")
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("code", available())
def test_sessions_of_real_documents(code: str) -> None:
    for number, ordinal in ATTESTED[code].items():
        found = line(composed(code, number), Role.SESSION)
        assert found == SESSION[code][1].format(ordinal)
