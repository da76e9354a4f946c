"""Names of States in every language: in each form and case, in titles, and as they once were."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from dipdocs.compose.composition import Role, plain
from dipdocs.compose.document import compose
from dipdocs.language import available, load
from dipdocs.language.grammar.base import DATIVE, GENITIVE, NOMINATIVE
from dipdocs.language.states import StateName, codes, state_name
from dipdocs.model import parse_document
from dipdocs.resources import templates

OBSERVERS = {"VA", "PS"}
FORMS = ("short", "formal")
CASES = dict.fromkeys(available(), (NOMINATIVE, GENITIVE, DATIVE)) | {
    "ru": (NOMINATIVE, GENITIVE)  # the tables give no dative
}

FORBIDDEN = {
    "en": [r"\bthe the\b", r"\bof of\b", r"\b(of|to) (Russian|Sudan|Gambia|Bahamas|Philippines)\b"],
    "fr": [
        r"\bde les? ",
        r"\bà les? ",
        r"\b(de|à) du\b",
        r"\b(de|du|des) d[eu']",
        r"\bde (?=[AEIOUÉÎÔ])",
        r"\bde (?=Haïti)",
        r"'(?=[BCDFGJKLMNPQRSTVWXZ])",
    ],
    "es": [r"\bde el ", r"\ba el ", r"\bde de", r"\bdel? (la|los|las) la\b", r"\bdel El\b"],
    "ru": [r"[ёЁ]", r"[A-Za-z]"],
    "zh": [r"\s", r"[A-Za-z（）]"],
    "ar": [r"لال", r"(?<!\S)للال", r"[A-Za-z]", r"[\u0660-\u0669]"],
}
"""What no name may show in a language, alone or in a title."""

WITH_ARTICLE = {
    "BS": "the Bahamas", "CF": "the Central African Republic", "CG": "the Congo",
    "CD": "the Democratic Republic of the Congo", "KP": "the Democratic People's Republic of Korea",
    "AE": "the United Arab Emirates", "GM": "the Gambia", "IR": "the Islamic Republic of Iran",
    "KM": "the Comoros", "MD": "the Republic of Moldova", "NE": "the Niger",
    "NL": "the Kingdom of the Netherlands", "PH": "the Philippines", "RU": "the Russian Federation",
    "SD": "the Sudan", "SY": "the Syrian Arab Republic", "TZ": "the United Republic of Tanzania",
    "US": "the United States of America", "VE": "the Bolivarian Republic of Venezuela",
    "VA": "the Holy See", "PS": "the State of Palestine",
}  # fmt: skip
WITHOUT_ARTICLE = {"UA": "Ukraine", "LB": "Lebanon", "YE": "Yemen", "SS": "South Sudan"}
"""English names after "of", as the Editorial Manual writes them (phrases.md §10.2)."""

AFTER_OF = {
    "fr": {
        "CU": "de Cuba", "IL": "d'Israël", "HT": "d'Haïti", "OM": "d'Oman", "HN": "du Honduras",
        "SV": "d'El Salvador", "IQ": "de l'Iraq", "YE": "du Yémen", "UA": "de l'Ukraine",
        "AG": "d'Antigua-et-Barbuda", "US": "des États-Unis d'Amérique", "CN": "de la Chine",
    },
    "es": {
        "SV": "de El Salvador", "AR": "de la Argentina", "IQ": "del Iraq", "CU": "de Cuba",
        "US": "de los Estados Unidos de América", "BS": "de las Bahamas", "GE": "de Georgia",
        "RU": "de la Federación de Rusia", "SA": "de la Arabia Saudita", "JP": "del Japón",
    },
    "ru": {
        "NP": "Непала", "SY": "Сирийской Арабской Республики", "CL": "Чили", "UA": "Украины",
        "RU": "Российской Федерации", "US": "Соединенных Штатов Америки", "TJ": "Таджикистана",
    },
    "zh": {"GE": "格鲁吉亚", "RU": "俄罗斯联邦", "KP": "朝鲜民主主义人民共和国", "CG": "刚果"},
    "ar": {
        "IQ": "للعراق", "UA": "لأوكرانيا", "RU": "للاتحاد الروسي", "YE": "لليمن", "LB": "للبنان",
        "SY": "للجمهورية العربية السورية", "US": "للولايات المتحدة الأمريكية", "DZ": "للجزائر",
        "CN": "للصين", "IL": "لإسرائيل", "QA": "لقطر", "GE": "لجورجيا", "LY": "لليبيا",
        "PS": "لدولة فلسطين", "VA": "للكرسي الرسولي", "IS": "لآيسلندا", "DE": "لألمانيا",
    },
}  # fmt: skip
"""What stands after "the Permanent Representative" (phrases.md §10.2, countries.md)."""

FORMER = {
    ("TR", "2009-07-06"): {
        "en": "of Turkey", "fr": "de la Turquie", "es": "de Turquía", "ru": "Турции",
        "zh": "土耳其", "ar": "لتركيا",
    },
    ("TR", "2022-05-31"): {"en": "of Turkey", "fr": "de la Turquie", "es": "de Turquía"},
    ("TR", "2022-06-01"): {
        "en": "of Türkiye", "fr": "de la Türkiye", "es": "de Türkiye", "ru": "Турции",
        "zh": "土耳其", "ar": "لتركيا",
    },
    ("SZ", "2015-02-02"): {
        "en": "of Swaziland", "fr": "du Swaziland", "es": "de Swazilandia", "ru": "Свазиленда",
        "zh": "斯威士兰", "ar": "لسوازيلند",
    },
    ("SZ", "2019-02-02"): {
        "en": "of Eswatini", "fr": "de l'Eswatini", "es": "de Eswatini", "ru": "Эсватини",
        "zh": "斯威士兰", "ar": "لإسواتيني",
    },
    ("LY", "2009-07-06"): {
        "en": "of the Libyan Arab Jamahiriya", "fr": "de la Jamahiriya arabe libyenne",
        "es": "de la Jamahiriya Árabe Libia", "ru": "Ливийской Арабской Джамахирии",
        "zh": "阿拉伯利比亚民众国", "ar": "للجماهيرية العربية الليبية",
    },
    ("LY", "2015-02-02"): {
        "en": "of Libya", "fr": "de la Libye", "es": "de Libia", "ru": "Ливии",
        "zh": "利比亚", "ar": "لليبيا",
    },
    ("MM", "1985-03-01"): {
        "en": "of Burma", "fr": "de la Birmanie", "es": "de Birmania", "ru": "Бирмы",
        "zh": "缅甸", "ar": "لبورما",
    },
    ("CD", "1990-01-01"): {"en": "of Zaire", "fr": "du Zaïre", "zh": "扎伊尔", "ar": "لزائير"},
    ("CV", "2009-07-06"): {"en": "of Cape Verde", "fr": "du Cap-Vert", "ar": "للرأس الأخضر"},
    ("CZ", "2009-07-06"): {
        "en": "of the Czech Republic", "fr": "de la République tchèque",
        "es": "de la República Checa", "ru": "Чешской Республики", "zh": "捷克共和国",
        "ar": "للجمهورية التشيكية",
    },
    ("PS", "2006-04-04"): {
        "en": "of Palestine", "fr": "de la Palestine", "es": "de Palestina", "ru": "Палестины",
        "zh": "巴勒斯坦", "ar": "لفلسطين",
    },
    ("RU", "1985-03-01"): {
        "en": "of the Union of Soviet Socialist Republics",
        "fr": "de l'Union des Républiques socialistes soviétiques",
        "es": "de la Unión de Repúblicas Socialistas Soviéticas",
        "ru": "Союза Советских Социалистических Республик",
        "zh": "苏维埃社会主义共和国联盟", "ar": "لاتحاد الجمهوريات الاشتراكية السوفياتية",
    },
}  # fmt: skip
"""Names as they stood in a title of that day."""


@cache
def former() -> tuple[dict[str, str], ...]:
    table = templates() / "states" / "country-renames.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def last_day(row: dict[str, str]) -> date:
    return date.fromisoformat(row["valid_until"]) - timedelta(days=1)


def names(code: str) -> Iterator[tuple[str, StateName]]:
    """Every name of every State in a language: today's and the former ones."""
    for state in codes():
        yield state, state_name(state, code)
    for row in former():
        yield (
            f"{row['iso2']} until {row['valid_until']}",
            state_name(row["iso2"], code, last_day(row)),
        )


def title(code: str, state: str, day: date, **party: Any) -> str:
    """The title of a letter from the representative, or the observer, of a State."""
    office = "permanent-observer" if state in OBSERVERS else "permanent-representative"
    document = parse_document(
        {
            "kind": "letter",
            "language": code,
            "date": day,
            "from": {"office": office, "country": state, "name": "X Y", **party},
            "to": "secretary-general",
            "body": "…",
        }
    )
    composition = compose(document, face="circulated", typography=False)
    return next(
        plain(block.inlines)
        for block in composition.blocks()
        if getattr(block, "role", None) is Role.TITLE
    )


def faults(code: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield "empty"
    if text != text.strip():
        yield f"a space at the edge: {text!r}"
    if re.search(r"[(){}]|\bNone\b|<", text):
        yield f"parenthesis or gap: {text}"
    if re.search(r"\s{2}", text):
        yield f"double space: {text}"
    for pattern in FORBIDDEN[code]:
        if re.search(pattern, text):
            yield f"{pattern}: {text}"


def test_there_are_the_members_and_the_observers() -> None:
    assert len(codes()) == 195
    assert set(codes()) >= OBSERVERS


@pytest.mark.parametrize("code", available())
def test_every_form_and_case_of_every_name(code: str) -> None:
    grammar = load(code).grammar
    found = [
        f"{state} {form} {case}: {fault}"
        for state, name in names(code)
        for form in FORMS
        for case in CASES[code]
        for fault in faults(code, grammar.state(name, form, case))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", available())
def test_every_name_in_a_title(code: str, form: str) -> None:
    day = date(2026, 7, 1)
    found = []
    for state in codes():
        text = title(code, state, day, country_form=form)
        found += [f"{state}: {fault}" for fault in faults(code, text)]
        name = state_name(state, code, day)
        after = load(code).grammar.state(name, form, "genitive")
        if after not in text:
            found.append(f"{state}: {after} is not in: {text}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", available())
def test_every_former_name_in_a_title(code: str) -> None:
    found = []
    for row in former():
        day = last_day(row)
        text = title(code, row["iso2"], day)
        found += [f"{row['iso2']} {day}: {fault}" for fault in faults(code, text)]
        after = row.get(f"{code}_of") or row[f"{code}_short"].removeprefix("ال")
        if after not in text:
            found.append(f"{row['iso2']} {day}: {after} is not in: {text}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", available())
def test_two_states_and_three_in_a_title(code: str) -> None:
    """Each State follows each: no list spoils an article, a case or a conjunction."""
    everywhere = [state for state in codes() if state not in OBSERVERS]
    found = []
    for first, second, third in zip(
        everywhere, everywhere[1:] + everywhere[:1], everywhere[2:] + everywhere[:2], strict=True
    ):
        for group in ((first, second), (first, second, third)):
            document = parse_document(
                {
                    "kind": "letter",
                    "language": code,
                    "date": "2026-07-01",
                    "from": [
                        {"office": "permanent-representative", "country": state} for state in group
                    ],
                    "to": "secretary-general",
                    "body": "…",
                }
            )
            text = compose(document, typography=False).properties.title
            found += [f"{group}: {fault}" for fault in faults(code, text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("state", [*WITH_ARTICLE, *WITHOUT_ARTICLE])
def test_english_articles(state: str) -> None:
    grammar, name = load("en").grammar, state_name(state, "en", date(2026, 7, 1))
    expected = WITH_ARTICLE.get(state) or WITHOUT_ARTICLE[state]
    assert grammar.state(name, "short", NOMINATIVE) == expected
    assert f"of {expected} to the United Nations" in title("en", state, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("code", "state"), [(code, state) for code in AFTER_OF for state in AFTER_OF[code]]
)
def test_after_the_permanent_representative(code: str, state: str) -> None:
    if code not in available():
        pytest.skip(f"no pack for {code}")
    text = title(code, state, date(2020, 7, 1))
    assert re.search(
        rf"(?<!\w){AFTER_OF[code][state]}(?!\w)" if code != "zh" else AFTER_OF[code][state], text
    ), text


@pytest.mark.parametrize(("state", "day"), FORMER)
def test_a_state_bears_the_name_of_the_day(state: str, day: str) -> None:
    for code, expected in FORMER[state, day].items():
        if code in available():
            text = title(code, state, date.fromisoformat(day))
            rest = text.partition(expected)
            assert rest[1], f"{code}: {expected} is not in {text}"
            assert code == "zh" or not rest[2][:1].isalpha(), text


def test_a_name_begins_and_ends_on_its_day() -> None:
    for row in former():
        state, until = row["iso2"], date.fromisoformat(row["valid_until"])
        assert state_name(state, "en", until - timedelta(days=1)).formal == row["en_formal"]
        names_since = state_name(state, "en", until)
        assert (names_since.short, names_since.formal, names_since.of) != (
            row["en_short"],
            row["en_formal"],
            row["en_of"],
        ) or row["note"], f"{state}: the row until {until} changes nothing"
        if row["valid_from"]:
            since = date.fromisoformat(row["valid_from"])
            assert state_name(state, "en", since).formal == row["en_formal"]
