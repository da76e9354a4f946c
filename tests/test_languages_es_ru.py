"""Spanish and Russian: what the packs write, by a table of expectations (data/es-ru.yaml)."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from dipdocs.compose.composition import Composition, Paragraph, Role, Slot, plain
from dipdocs.compose.document import compose
from dipdocs.errors import InputError, LanguageError
from dipdocs.language import load
from dipdocs.language.grammar.base import CASES
from dipdocs.language.registry import ENTRIES
from dipdocs.language.states import codes, state_name
from dipdocs.model import parse_document
from dipdocs.model.terms import OFFICES, ORGANS, STATE_OFFICES
from tests.words import words

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "es-ru.yaml").read_text("utf-8")
)
LANGUAGES = ("es", "ru")
MASTHEAD = (
    Slot.ORGANIZATION,
    Slot.ORGANS,
    Slot.DISTRIBUTION,
    Slot.RELEASE_DATE,
    Slot.LANGUAGE,
    Slot.ORIGINAL,
)


def rows(section: str) -> list[tuple[str, Any, Any]]:
    return [
        (code, given, expected)
        for code in LANGUAGES
        for given, expected in TABLE[section][code].items()
    ]


@pytest.mark.parametrize(
    ("code", "forms", "number", "expected"),
    [
        (code, tuple(forms.split()), number, expected)
        for code, forms, numbers in rows("ordinals")
        for number, expected in numbers.items()
    ],
)
def test_ordinals(code: str, forms: tuple[str, ...], number: int, expected: str) -> None:
    assert load(code).ordinal(number, forms) == expected


@pytest.mark.parametrize(("code", "day", "expected"), rows("dates"))
def test_dates(code: str, day: date, expected: str) -> None:
    assert load(code).date(day) == expected


@pytest.mark.parametrize(("code", "item", "expected"), rows("items"))
def test_items(code: str, item: str, expected: str) -> None:
    assert load(code).sub_item(item) == expected


@pytest.mark.parametrize(("code", "asked", "expected"), rows("states"))
def test_states(code: str, asked: str, expected: str) -> None:
    country, form, case = asked.split()
    assert load(code).grammar.state(state_name(country, code), form, case) == expected


@pytest.mark.parametrize(
    ("code", "row"), [(code, row) for code in LANGUAGES for row in TABLE["lists"][code]]
)
def test_lists_of_states(code: str, row: dict[str, Any]) -> None:
    grammar = load(code).grammar
    names = [partial(grammar.state, state_name(country, code), "short") for country in row["codes"]]
    assert grammar.states(names, "genitive") == row["genitive"]


@pytest.mark.parametrize(
    ("code", "row"), [(code, row) for code in LANGUAGES for row in TABLE["joined"][code]]
)
def test_lists(code: str, row: dict[str, Any]) -> None:
    assert load(code).grammar.join(row["members"]) == row["text"]


@pytest.mark.parametrize(("code", "typed", "printed"), rows("typography"))
def test_typography(code: str, typed: str, printed: str) -> None:
    typography = load(code).typography
    printed = printed.replace("~", "\u00a0").replace("=", "\u2011")
    assert typography.text(typed) == printed
    assert typography.text(printed) == printed


# -- whole documents -------------------------------------------------------------------------------


def in_language(value: Any, code: str) -> Any:
    """A request's words of choice are those of one language."""
    if isinstance(value, dict):
        if set(value) == {"es", "ru"} or set(value) == {"ru"}:
            return value.get(code, [])
        return {key: in_language(inner, code) for key, inner in value.items()}
    return value


def composed(doc: dict[str, Any], code: str) -> Composition:
    data = {**TABLE["base"], **doc, "language": code}
    request = data["circulation"].get("request")
    if request is not None:
        circulation = data["circulation"] | {"request": in_language(request, code)}
        data = data | {"circulation": circulation}
    return compose(parse_document(data), code)


def found(composition: Composition) -> dict[str, str]:
    """The text of the first block of each role or rule, and of the second position."""
    texts: dict[str, str] = {}
    paragraphs = [*composition.notes]
    for block in composition.blocks():
        for column in getattr(block, "columns", ()):
            paragraphs += column
        if isinstance(block, Paragraph):
            paragraphs.append(block)
    for paragraph in paragraphs:
        text = words(plain(paragraph.inlines))
        roles = {Role.AGENDA_ITEM: "agenda"}
        for name in {roles.get(paragraph.role, paragraph.role.value), paragraph.rule}:
            texts.setdefault(f"{name} 2" if name in texts else name, text)
    masthead = [plain(line) for slot in MASTHEAD for line in composition.slots.get(slot, ())]
    texts["masthead"] = words(" / ".join(masthead))
    return texts


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("row", TABLE["documents"], ids=lambda row: row["what"])
def test_documents(row: dict[str, Any], code: str) -> None:
    texts = found(composed(row["doc"], code))
    for name, expected in row[code].items():
        assert texts[name] == words(expected), name


# -- what Russian needs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sender",
    [{"title": "Премьер-министр Непала"}, {"title": {"nominative": "Премьер-министр Непала"}}],
)
def test_russian_asks_for_a_genitive_it_cannot_derive(sender: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"`from\[0\]\.title` needs its genitive"):
        composed({"from": sender}, "ru")


def test_russian_asks_for_the_genitive_of_a_name_of_ones_own() -> None:
    sender = {"office": "permanent-representative", "country_name": "Королевство Утопия"}
    with pytest.raises(InputError, match=r"country_name` needs its genitive"):
        composed({"from": sender}, "ru")


def test_russian_names_of_states_have_no_dative() -> None:
    with pytest.raises(LanguageError, match="the dative of 'Казахстан' is not given"):
        load("ru").grammar.state(state_name("KZ", "ru"), "short", "dative")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("office", OFFICES)
def test_every_russian_office_stands_in_each_case(office: str, case: str) -> None:
    pack = load("ru")
    numbers = ("singular", "plural") if office in STATE_OFFICES else ("singular",)
    for number in numbers:
        slots = {"country": lambda _: "X", "mission": lambda _: "X"}
        text = pack.say_in(case, f"offices.{office}", number, "m", **slots)
        assert text
        assert "ё" not in text


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("organ", ORGANS)
def test_every_russian_organ_stands_in_each_case(organ: str, case: str) -> None:
    assert load("ru").say_in(case, f"organs.{organ}")


# -- Russian ordinals, spelt out here a second time: CLDR has had mistakes -----------------------

_UNITS = ["перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят"]
_TEENS = [
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
]
_TENS = [
    "двадцат",
    "тридцат",
    "сороков",
    "пятидесят",
    "шестидесят",
    "семидесят",
    "восьмидесят",
    "девяност",
]
_BEFORE = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_STRESSED = {"втор", "шест", "седьм", "восьм", "сороков"}
_ENDINGS = {
    ("f", "nominative"): "ая",
    ("f", "genitive"): "ой",
    ("f", "dative"): "ой",
    ("m", "genitive"): "ого",
    ("m", "dative"): "ому",
}
_THIRD = {
    ("f", "nominative"): "третья",
    ("f", "genitive"): "третьей",
    ("f", "dative"): "третьей",
    ("m", "nominative"): "третий",
    ("m", "genitive"): "третьего",
    ("m", "dative"): "третьему",
}


def russian_ordinal(number: int, gender: str, case: str) -> str:
    if number > 100:
        return f"сто {russian_ordinal(number - 100, gender, case)}"
    tens, units = divmod(number, 10)
    if number == 100:
        stem = "сот"
    elif tens == 1:
        stem = _TEENS[units]
    elif units == 0:
        stem = _TENS[tens - 2]
    elif tens:
        return f"{_BEFORE[tens - 2]} {russian_ordinal(units, gender, case)}"
    else:
        stem = _UNITS[units - 1]
    if stem == "треть":
        return _THIRD[gender, case]
    masculine = "ой" if stem in _STRESSED else "ый"
    return stem + _ENDINGS.get((gender, case), masculine)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("gender", ["f", "m"])
def test_russian_ordinals_to_120(gender: str, case: str) -> None:
    spell = load("ru").ordinal
    spelt = [spell(number, (gender, case)) for number in range(1, 121)]
    assert spelt == [russian_ordinal(number, gender, case) for number in range(1, 121)]


# -- both ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_can_send_a_letter(code: str) -> None:
    for country in codes():
        for form in ("short", "formal"):
            sender = {
                "office": "permanent-representative",
                "country": country,
                "country_form": form,
            }
            title = found(composed({"from": sender, "date": "2026-11-23"}, code))["title"]
            assert " de el " not in title
            assert "  " not in title


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("action", ["circulate", "attention", "both"])
@pytest.mark.parametrize("annexes", range(4))
def test_every_word_of_choice_makes_a_sentence(code: str, action: str, annexes: int) -> None:
    for word in load(code).words:
        for kind in ("letter", "note-verbale"):
            request = {"action": action, "words": [word]}
            doc = {
                "kind": kind,
                "annexes": [{"body": "…"}] * annexes,
                "circulation": {"organs": TABLE["base"]["circulation"]["organs"]},
            }
            doc["circulation"] |= {"request": request}
            if kind == "note-verbale":
                doc["from"] = {"office": "permanent-mission", "country": "CY"}
            text = found(composed(doc, code))["request"]
            assert text.endswith(".")
            assert "{" not in text


def test_the_pack_of_each_language_has_words_of_its_own_script() -> None:
    """The masthead's distribution block is English in Russian, nothing else is."""
    english = {"distribution", "original", "languages.version", "languages.masthead"}
    pack = load("ru")
    for key in ENTRIES:
        if key in english:
            continue
        for _, formula in pack.formulas(key):
            literal = "".join(part for part in formula.segments if isinstance(part, str))
            assert not any("a" <= letter.lower() <= "z" for letter in literal) or key in {
                "signature.position",
                "qr-code",
            }, f"{key}: {literal}"
