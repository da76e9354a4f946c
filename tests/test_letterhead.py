"""The letter and the note verbale as sent: forms of courtesy, letterhead, the page itself."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from dipdocs import InputError, LanguageError, check, compose, load, render
from dipdocs.compose.composition import Columns, Paragraph, Role, Slot, plain
from dipdocs.layout import load as load_layout
from dipdocs.layout import names
from dipdocs.model import Document, parse_document
from dipdocs.model.terms import OFFICES, STATE_OFFICES
from tests.compositions import png
from tests.conftest import EXAMPLES
from tests.test_cli import dipdocs
from tests.words import words

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
SENDER = {"office": "permanent-representative", "country": "NP", "name": "Ann Example"}
LETTER: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2026-03-02",
    "from": SENDER,
    "to": ["secretary-general"],
    "body": "Text.",
}
NOTE: dict[str, Any] = {
    **LETTER,
    "kind": "note-verbale",
    "from": {"office": "permanent-mission", "country": "NP"},
    "body": "{{ opening }} write.",
}


def letter(**changes: Any) -> Document:
    return parse_document({**LETTER, **changes})


def note(**changes: Any) -> Document:
    return parse_document({**NOTE, **changes})


def said(document: Document, role: Role, **how: Any) -> list[str]:
    blocks = compose(document, **how).blocks()
    return [
        words(plain(block.inlines))
        for block in blocks
        if isinstance(block, Paragraph) and block.role is role
    ]


def slot(document: Document, name: Slot, **how: Any) -> list[str]:
    return [words(plain(line)) for line in compose(document, **how).slots.get(name, ())]


# -- salutation and close -------------------------------------------------------------------------

SALUTATIONS = [
    ("en", "secretary-general", "m", "Mr. Secretary-General,"),
    ("en", "secretary-general", "f", "Madam Secretary-General,"),
    ("en", "president-of-the-security-council", "m", "Mr. President,"),
    ("en", "president-of-the-general-assembly", "f", "Madam President,"),
    ("en", "permanent-representative", "f", "Excellency,"),
    ("en", "charge-d-affaires", "m", "Sir,"),
    ("en", "charge-d-affaires", "f", "Madam,"),
    ("en", "secretariat", "m", "Sir or Madam,"),
    ("fr", "secretary-general", "m", "Monsieur le Secrétaire général,"),
    ("fr", "secretary-general", "f", "Madame la Secrétaire générale,"),
    ("fr", "president-of-the-security-council", "f", "Madame la Présidente,"),
    ("fr", "permanent-representative", "m", "Monsieur l'Ambassadeur,"),
    ("fr", "permanent-representative", "f", "Madame l'Ambassadrice,"),
    ("fr", "minister-for-foreign-affairs", "f", "Madame la Ministre,"),
    ("fr", "charge-d-affaires", "f", "Madame la Chargée d'affaires,"),
    ("es", "secretary-general", "m", "Señor Secretario General:"),
    ("es", "president-of-the-general-assembly", "f", "Señora Presidenta:"),
    ("es", "permanent-observer", "f", "Señora Embajadora:"),
    ("es", "secretariat", "m", "Señoras y señores:"),
    ("ru", "secretary-general", "m", "Господин Генеральный секретарь,"),
    ("ru", "president-of-the-security-council", "f", "Госпожа Председатель,"),
    ("ru", "permanent-representative", "m", "Господин Посол,"),
    ("zh", "secretary-general", "m", "秘书长先生阁下："),
    ("zh", "president-of-the-general-assembly", "f", "主席女士阁下："),
    ("ar", "secretary-general", "m", "السيد الأمين العام،"),
    ("ar", "secretary-general", "f", "السيدة الأمينة العامة،"),
    ("ar", "president-of-the-security-council", "f", "السيدة الرئيسة،"),
    ("ar", "permanent-representative", "f", "سعادة السفيرة،"),
]


def addressee(office: str, **more: str) -> dict[str, str]:
    state = {"country": "NP"} if office in STATE_OFFICES else {}
    return {"office": office, **state, **more}


@pytest.mark.parametrize(("language", "office", "gender", "expected"), SALUTATIONS)
def test_the_salutation_follows_from_rank_and_gender(
    language: str, office: str, gender: str, expected: str
) -> None:
    document = letter(language=language, to=[addressee(office, gender=gender)])
    assert said(document, Role.SALUTATION) == [expected]


TITLED = {
    "nominative": "Премьер-министр Непала",
    "genitive": "Премьер-министра Непала",
    "dative": "Премьер-министру Непала",
}


@pytest.mark.parametrize(
    ("language", "title", "gender", "expected"),
    [
        ("en", "the Prime Minister of Nepal", "m", "Excellency,"),
        ("fr", "le Premier Ministre du Népal", "m", "Excellence,"),
        ("es", "el Primer Ministro de Nepal", "m", "Excelencia:"),
        ("ru", TITLED, "m", "Ваше Превосходительство,"),
        ("zh", "尼泊尔总理", "m", "阁下："),
        ("ar", "رئيس وزراء نيبال", "m", "صاحب السعادة،"),
        ("ar", "رئيسة وزراء نيبال", "f", "صاحبة السعادة،"),
    ],
)
def test_a_title_in_own_words_has_the_general_form(
    language: str, title: Any, gender: str, expected: str
) -> None:
    document = letter(language=language, to=[{"title": title, "gender": gender}])
    assert said(document, Role.SALUTATION) == [expected]


@pytest.mark.parametrize(
    ("language", "two", "three"),
    [
        ("en", "Excellencies,", "Excellencies,"),
        ("fr", "Excellences,", "Excellences,"),
        ("es", "Excelencias:", "Excelencias:"),
        ("ru", "Ваши Превосходительства,", "Ваши Превосходительства,"),
        ("zh", "各位阁下：", "各位阁下："),
        ("ar", "صاحبي السعادة،", "أصحاب السعادة،"),
    ],
)
def test_several_addressees_share_a_salutation(language: str, two: str, three: str) -> None:
    everyone = [
        "secretary-general",
        "president-of-the-security-council",
        "president-of-the-general-assembly",
    ]
    for expected, to in ((two, everyone[:2]), (three, everyone)):
        document = letter(language=language, to=to)
        assert said(document, Role.SALUTATION) == [expected]


@pytest.mark.parametrize(
    ("language", "office", "i", "we"),
    [
        (
            "en",
            "secretary-general",
            "Please accept, Mr. Secretary-General, the assurances of my highest consideration.",
            "Please accept, Mr. Secretary-General, the assurances of our highest consideration.",
        ),
        (
            "en",
            "charge-d-affaires",
            "Please accept, Sir, the assurances of my high consideration.",
            "Please accept, Sir, the assurances of our high consideration.",
        ),
        (
            "fr",
            "president-of-the-security-council",
            "Veuillez agréer, Monsieur le Président, les assurances de ma très haute "
            "considération.",
            "Veuillez agréer, Monsieur le Président, les assurances de notre très haute "
            "considération.",
        ),
        (
            "es",
            "permanent-representative",
            "Aprovecho la oportunidad para reiterar a Vuestra Excelencia las seguridades de mi más "
            "alta y distinguida consideración.",
            "Aprovechamos la oportunidad para reiterar a Vuestra Excelencia las seguridades de "
            "nuestra más alta y distinguida consideración.",
        ),
        (
            "ru",
            "secretary-general",
            "Примите, господин Генеральный секретарь, уверения в моем весьма высоком уважении.",
            "Примите, господин Генеральный секретарь, уверения в нашем весьма высоком уважении.",
        ),
        ("zh", "secretary-general", "顺致最崇高的敬意。", "顺致最崇高的敬意。"),
        (
            "ar",
            "secretary-general",
            "وتفضلوا، السيد الأمين العام، بقبول فائق الاحترام والتقدير.",
            "وتفضلوا، السيد الأمين العام، بقبول فائق الاحترام والتقدير.",
        ),
    ],
)
def test_the_close_agrees_with_addressee_and_writers(
    language: str, office: str, i: str, we: str
) -> None:
    other = {**SENDER, "country": "BT", "name": "Bob Example"}
    for senders, expected in (([SENDER], i), ([SENDER, other], we)):
        document = letter(language=language, to=[addressee(office)], **{"from": senders})
        assert said(document, Role.CLOSE) == [expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_office_can_be_written_to(language: str) -> None:
    for office in OFFICES:
        for gender in ("m", "f"):
            to = [addressee(office, gender=gender, name="Noor Example")]
            document = letter(language=language, to=to)
            assert len(said(document, Role.SALUTATION)) == 1
            assert len(said(document, Role.CLOSE)) == 1
            assert len(slot(document, Slot.ADDRESSEE)) >= 2


def test_own_words_stand_as_written() -> None:
    document = letter(
        salutation="Dear colleague,",
        close="Yours sincerely,",
        subject="Meeting of 3 March",
        place="Kathmandu",
        reference="PM/12",
    )
    assert said(document, Role.SALUTATION) == ["Dear colleague,"]
    assert said(document, Role.CLOSE) == ["Yours sincerely,"]
    assert said(document, Role.SUBJECT) == ["Subject: Meeting of 3 March"]
    assert slot(document, Slot.DATELINE) == ["Kathmandu, 2 March 2026"]
    assert slot(document, Slot.REFERENCE) == ["Reference: PM/12"]


# -- letterhead, dateline, addressee --------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Permanent Mission of Nepal to the United Nations"),
        ("fr", "Mission permanente du Népal auprès de l'Organisation des Nations Unies"),
        ("es", "Misión Permanente de Nepal ante las Naciones Unidas"),
        ("ru", "Постоянное представительство Непала при Организации Объединенных Наций"),
        ("zh", "尼泊尔常驻联合国代表团"),
        ("ar", "البعثة الدائمة لنيبال لدى الأمم المتحدة"),
    ],
)
def test_the_letterhead_follows_from_the_sender(language: str, expected: str) -> None:
    assert slot(letter(language=language), Slot.LETTERHEAD_NAME) == [expected]
    assert slot(parse_document({**NOTE, "language": language}), Slot.LETTERHEAD_NAME) == [expected]


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ({"office": "secretary-general"}, ["United Nations", "Secretary-General"]),
        (
            {"office": "minister-for-foreign-affairs", "country": "NP"},
            ["Ministry of Foreign Affairs of Nepal"],
        ),
        (
            {
                "office": "charge-d-affaires",
                "country": "PS",
                "mission": "permanent-observer-mission",
            },
            ["Permanent Observer Mission of the State of Palestine to the United Nations"],
        ),
        ({"title": "the Prime Minister of Nepal"}, ["Prime Minister of Nepal"]),
    ],
)
def test_letterheads_of_other_offices(sender: dict[str, str], expected: list[str]) -> None:
    assert slot(letter(**{"from": sender}), Slot.LETTERHEAD_NAME) == expected


def test_a_letterhead_has_the_missions_own_language_and_the_letters() -> None:
    spanish = "Misión Permanente del Uruguay ante las Naciones Unidas"
    sender = {**SENDER, "country": "UY"}
    document = letter(**{"from": sender}, letterhead={"name": {"es": spanish}})
    assert slot(document, Slot.LETTERHEAD_NAME) == [
        spanish,
        "Permanent Mission of Uruguay to the United Nations",
    ]
    assert document.languages == ("en",), "a letterhead is no translation of the letter"
    both = letter(**{"from": sender}, letterhead={"name": {"en": "Our Mission", "es": spanish}})
    assert slot(both, Slot.LETTERHEAD_NAME) == ["Our Mission", spanish]


def test_a_name_that_is_not_localized_is_printed_as_it_stands() -> None:
    document = letter(letterhead={"name": "नेपाल स्थायी नियोग\nPermanent Mission of Nepal"})
    assert slot(document, Slot.LETTERHEAD_NAME) == [
        "नेपाल स्थायी नियोग",
        "Permanent Mission of Nepal",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "New York, 2 March 2026"),
        ("fr", "New York, le 2 mars 2026"),
        ("es", "Nueva York, 2 de marzo de 2026"),
        ("ru", "Нью-Йорк, 2 марта 2026 года"),
        ("zh", "2026年3月2日于纽约"),
        ("ar", "نيويورك، 2 آذار/مارس 2026"),
    ],
)
def test_place_and_date(language: str, expected: str) -> None:
    assert slot(letter(language=language), Slot.DATELINE) == [expected]
    document = parse_document({**NOTE, "language": language})
    assert said(document, Role.DATELINE) == [expected]
    assert slot(document, Slot.DATELINE) == [], "a note bears its date at the end"


def test_an_office_in_a_capital_has_no_place_unless_it_is_given() -> None:
    sender = {"office": "minister-for-foreign-affairs", "country": "NP"}
    assert slot(letter(**{"from": sender}), Slot.DATELINE) == ["2 March 2026"]


@pytest.mark.parametrize(
    ("language", "party", "expected"),
    [
        (
            "en",
            {"office": "secretary-general", "name": "Noor Example"},
            [
                "His Excellency Mr. Noor Example",
                "Secretary-General",
                "United Nations",
                "New York",
            ],
        ),
        (
            "en",
            {"office": "permanent-mission", "country": "CH"},
            ["Permanent Mission of Switzerland to the United Nations", "New York"],
        ),
        (
            "en",
            {"office": "charge-d-affaires", "country": "CH", "gender": "f", "name": "Lea Muster"},
            [
                "Ms. Lea Muster",
                "Chargé d'affaires a.i. of the Permanent Mission of Switzerland to the United "
                "Nations",
                "New York",
            ],
        ),
        (
            "en",
            {
                "office": "ministry-of-foreign-affairs",
                "country": "CH",
                "address": ["Bundeshaus West", "Bern"],
            },
            ["Ministry of Foreign Affairs of Switzerland", "Bundeshaus West", "Bern"],
        ),
        (
            "fr",
            {"office": "president-of-the-security-council", "gender": "f", "name": "Lea Muster"},
            [
                "Son Excellence Madame Lea Muster",
                "Présidente du Conseil de sécurité",
                "Organisation des Nations Unies",
                "New York",
            ],
        ),
        (
            "ru",
            {"office": "secretary-general"},
            ["Генеральному секретарю", "Организации Объединенных Наций", "Нью-Йорк"],
        ),
        (
            "ru",
            {"office": "secretary-general", "name": "Нур Образцов"},
            [
                "Его Превосходительство г-н Нур Образцов",
                "Генеральный секретарь",
                "Организации Объединенных Наций",
                "Нью-Йорк",
            ],
        ),
        (
            "es",
            {"office": "high-commissioner-for-human-rights", "gender": "f"},
            ["Alta Comisionada de las Naciones Unidas para los Derechos Humanos", "Ginebra"],
        ),
        ("zh", {"office": "secretary-general"}, ["秘书长", "联合国", "纽约"]),
        ("ar", {"office": "secretary-general"}, ["الأمين العام", "الأمم المتحدة", "نيويورك"]),
    ],
)
def test_the_addressee_at_the_foot(
    language: str, party: dict[str, Any], expected: list[str]
) -> None:
    assert slot(letter(language=language, to=[party]), Slot.ADDRESSEE) == expected


def test_several_addressees_stand_apart() -> None:
    to = ["secretary-general", "president-of-the-security-council"]
    lines = slot(letter(to=to), Slot.ADDRESSEE)
    assert lines[3:5] == ["", "President of the Security Council"]


def test_latin_text_keeps_its_order_in_an_arabic_letterhead() -> None:
    document = letter(
        language="ar",
        reference="17/2026",
        letterhead={"address": ["000 Example Avenue"], "telephone": "1 (212) 555-0100"},
    )
    slots = compose(document).slots
    mark = "\u200e"
    assert plain(slots[Slot.LETTERHEAD_ADDRESS][0]) == f"{mark}000 Example Avenue{mark}"
    assert plain(slots[Slot.LETTERHEAD_TELEPHONE][0]) == f"الهاتف: {mark}1 (212) 555-0100{mark}"
    assert plain(slots[Slot.REFERENCE][0]) == f"المرجع: {mark}17/2026{mark}"


# -- signature, enclosures, annexes ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "roles"),
    [
        ("en", [Role.SIGNATURE, Role.POSITION, Role.POSITION]),
        ("fr", [Role.POSITION, Role.POSITION, Role.SIGNATURE]),
        ("zh", [Role.POSITION, Role.POSITION, Role.SIGNATURE]),
        ("ru", [Role.SIGNATURE, Role.POSITION, Role.POSITION]),
    ],
)
def test_the_signature_is_still_to_come(language: str, roles: list[Role]) -> None:
    sender = {**SENDER, "name": "*Li* Example", "position": ["First line", "Second line"]}
    document = letter(language=language, **{"from": sender})
    blocks = [b for b in compose(document).blocks() if isinstance(b, Paragraph)]
    assert [b.role for b in blocks[-3:]] == roles
    (name,) = said(document, Role.SIGNATURE)
    assert name == "Li Example", "no (Signed), no mark of the surname"


def test_without_position_lines_the_office_is_named() -> None:
    assert said(letter(), Role.POSITION) == [
        "Permanent Representative of Nepal to the United Nations"
    ]


def test_several_sign_side_by_side() -> None:
    other = {**SENDER, "country": "BT", "name": "Bob Example"}
    (block,) = [
        block
        for block in compose(letter(**{"from": [SENDER, other]})).blocks()
        if isinstance(block, Columns)
    ]
    assert [plain(column[0].inlines) for column in block.columns] == ["Ann Example", "Bob Example"]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "Enclosure: 1", "Enclosures: 2"),
        ("fr", "Pièce jointe: 1", "Pièces jointes: 2"),
        ("es", "Anexo: 1", "Anexos: 2"),
        ("ru", "Приложение: 1", "Приложения: 2"),
        ("zh", "附件：1份", "附件：2份"),
        ("ar", "المرفقات: 1", "المرفقات: 2"),
    ],
)
def test_the_enclosure_note_counts_the_annexes(language: str, one: str, two: str) -> None:
    assert said(letter(language=language), Role.ENCLOSURES) == []
    for count, expected in ((1, one), (2, two)):
        document = letter(language=language, annexes=[{"body": "A."}] * count)
        assert said(document, Role.ENCLOSURES) == [expected]


def test_annexes_have_plain_headings_and_no_note_of_circulation() -> None:
    annex = {"body": "A.", "submitted_language_only": True}
    document = letter(annexes=[annex, annex])
    assert said(document, Role.ANNEX_HEADING) == ["Annex I", "Annex II"]
    assert compose(document).notes == ()


def test_a_circulated_letter_keeps_its_form_and_gives_the_sent_one_when_asked() -> None:
    document = letter(
        circulation={"organs": [{"organ": "general-assembly"}]},
        body="{{ request_for_circulation }}",
        reference="PM/12",
        annexes=[{"body": "A."}],
    )
    circulated = render(document, format="txt").decode()
    assert "(Signed) Ann Example" in circulated
    assert "PM/12" not in circulated
    sent = words(render(document, format="txt", layout="letterhead").decode())
    assert "Mr. Secretary-General," in sent
    assert "I should be grateful" in sent
    assert "Letter dated" not in sent
    assert "Distr." not in sent


# -- note verbale ---------------------------------------------------------------------------------

CLOSINGS = {
    "en": "The Permanent Mission of Nepal to the United Nations avails itself of this opportunity "
    "to renew to the Secretary-General the assurances of its highest consideration.",
    "fr": "La Mission permanente du Népal auprès de l'Organisation des Nations Unies saisit cette "
    "occasion pour renouveler au Secrétaire général les assurances de sa très haute considération.",
    "es": "La Misión Permanente de Nepal ante las Naciones Unidas aprovecha esta oportunidad para "
    "reiterar al Secretario General las seguridades de su más alta y distinguida consideración.",
    "ru": "Постоянное представительство Непала при Организации Объединенных Наций пользуется этим "
    "случаем, чтобы возобновить Генеральному секретарю уверения в своем весьма высоком уважении.",
    "zh": "顺致最崇高的敬意。",
    "ar": "وتغتنم البعثة الدائمة لنيبال لدى الأمم المتحدة هذه الفرصة لتعرب مجددا للأمين العام عن "
    "فائق تقديرها واحترامها.",
}


def short(**changes: Any) -> Document:
    """A note in which the State has its short name, so that the test reads easily."""
    sender = {"office": "permanent-mission", "country": "NP", "country_form": "short"}
    return note(**{"from": sender, **changes})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_ends_with_the_closing_formula_and_no_signature(language: str) -> None:
    document = short(language=language, body="{{ opening }} …")
    blocks = [b for b in compose(document).blocks() if isinstance(b, Paragraph)]
    assert [b.role for b in blocks] == [Role.TEXT, Role.TEXT, Role.DATELINE]
    assert words(plain(blocks[1].inlines)) == CLOSINGS[language]


@pytest.mark.parametrize(
    ("language", "sender", "expected"),
    [
        ("ar", "office-for-disarmament-affairs", "ويغتنم مكتب شؤون نزع السلاح هذه الفرصة ليعرب"),
        ("ar", "secretariat", "وتغتنم الأمانة العامة هذه الفرصة لتعرب"),
    ],
)
def test_the_verb_agrees_with_the_office_in_arabic(
    language: str, sender: str, expected: str
) -> None:
    document = note(language=language, **{"from": sender})
    assert said(document, Role.TEXT)[-1].startswith(expected)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "avail themselves of this opportunity"),
        ("fr", "saisissent cette occasion"),
        ("es", "aprovechan esta oportunidad"),
        ("ru", "пользуются этим случаем"),
        ("ar", "هذه الفرصة لتعربا مجددا"),
    ],
)
def test_several_missions_close_together(language: str, expected: str) -> None:
    senders = [{"office": "permanent-mission", "country": code} for code in ("NP", "BT")]
    assert expected in said(note(language=language, **{"from": senders}), Role.TEXT)[-1]


def test_the_closing_formula_stands_once_wherever_it_is_written() -> None:
    document = short(body="{{ opening }} write.\n\n{{ closing }}\n\nP.S.")
    text = said(document, Role.TEXT)
    assert text[1:] == [CLOSINGS["en"], "P.S."]


def test_a_circulated_note_drops_the_closing_formula() -> None:
    document = short(
        circulation={"organs": [{"organ": "general-assembly"}]},
        body="{{ opening }} write.\n\n{{ closing }}",
    )
    assert len(said(document, Role.TEXT)) == 1
    assert said(document, Role.TEXT, face="letterhead")[1:] == [CLOSINGS["en"]]


def test_a_closing_formula_in_own_words() -> None:
    document = note(close="Our own words.")
    assert said(document, Role.TEXT)[-1] == "Our own words."


def test_a_letter_has_no_closing_formula_and_a_note_no_salutation() -> None:
    with pytest.raises(InputError, match="a letter has `close`"):
        compose(letter(body="{{ closing }}"))
    with pytest.raises(ValueError, match="salutation"):
        note(salutation="Sir,")


# -- model, layout, command -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letterhead", "message"),
    [({}, "`letterhead` is empty"), ({"adress": ["x"]}, "adress"), ({"address": []}, "address")],
)
def test_a_wrong_letterhead_is_refused(letterhead: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        letter(letterhead=letterhead)


def test_what_a_language_lacks_is_told_by_field() -> None:
    document = letter(subject="In English", body={"en": "Text.", "fr": "Texte."})
    assert [finding.field for finding in check(document)] == ["subject"]


def test_the_layout_follows_from_circulation(tmp_path: Path) -> None:
    assert {"letterhead", "un-new-york"} <= set(names())
    path = tmp_path / "letter.docx"
    render(letter(), path)
    styles = {style.name for style in docx.Document(str(path)).styles}
    assert "Letterhead Name" in styles
    render(letter(circulation={"organs": [{"organ": "general-assembly"}]}), path)
    styles = {style.name for style in docx.Document(str(path)).styles}
    assert "Letterhead Name" not in styles


def test_the_command_takes_either_layout(tmp_path: Path) -> None:
    source = EXAMPLES / "letterhead-letter" / "letter.yaml"
    for arguments, expected in (
        ((), "Madam President,"),
        (("--layout", "letterhead"), "Madam President,"),
        (("--layout", "un-new-york"), "(Signed) Awa Exemple"),
    ):
        result = dipdocs("render", source, *arguments, "-o", tmp_path / "out.txt")
        assert result.returncode == 0, result.stderr
        assert expected in words((tmp_path / "out.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_shows_the_slots_of_a_letter(language: str) -> None:
    layout = load_layout("letterhead")
    assert layout.face == "letterhead"
    assert layout.figures(language).rtl is (language == "ar")
    template = docx.Document(io.BytesIO(layout.template(language)))
    first = template.sections[0]
    head = [p.text for p in first.first_page_header.paragraphs]
    assert head[:4] == [
        "{{ logo }}",
        "{{ letterhead_name }}",
        "{{ letterhead_address }}",
        "{{ letterhead_telephone }}",
    ]
    assert first.first_page_footer.paragraphs[-1].text == "{{ addressee }}"


def test_a_letterhead_changed_in_word_is_used(tmp_path: Path) -> None:
    template = tmp_path / "my.docx"
    assert dipdocs("template", "letterhead", "-o", template).returncode == 0
    edited = docx.Document(str(template))
    edited.styles["Letterhead Name"].font.name = "Georgia"
    edited.sections[0].first_page_header.paragraphs[3].add_run("  www.example.org")
    edited.save(str(template))
    source = EXAMPLES / "letterhead-letter" / "letter.yaml"
    render(load(source), tmp_path / "letter.docx", template=template)
    document = docx.Document(str(tmp_path / "letter.docx"))
    assert document.styles["Letterhead Name"].font.name == "Georgia"
    head = [p.text for p in document.sections[0].first_page_header.paragraphs]
    assert "Tel.: 1 (212) 555-0100  www.example.org" in head


def test_the_logo_stands_in_the_head_of_the_first_page(tmp_path: Path) -> None:
    (tmp_path / "arms.png").write_bytes(png(40, 20))
    (tmp_path / "letter.yaml").write_text(
        "kind: letter\nlanguage: en\ndate: 2026-03-02\n"
        "from: {office: permanent-representative, country: NP}\nto: [secretary-general]\n"
        "letterhead: {logo: arms.png}\nbody: Text.\n",
        encoding="utf-8",
    )
    render(load(tmp_path / "letter.yaml"), tmp_path / "letter.docx")
    header = docx.Document(str(tmp_path / "letter.docx")).sections[0].first_page_header
    assert header._element.xpath(".//pic:pic")


def test_a_language_without_pack_is_told() -> None:
    with pytest.raises(LanguageError):
        compose(letter(), "xx")


# -- the page -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A line as LibreOffice prints it; lengths in points."""

    page: int
    left: float
    top: float
    right: float
    text: str


def printed(pdf: Path) -> Iterator[Printed]:
    xml = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    root = etree.fromstring(xml)
    for number, page in enumerate(root.iter(f"{space}page"), 1):
        for line in page.iter(f"{space}line"):
            text = " ".join(word.text or "" for word in line.iter(f"{space}word"))
            at = {name: float(line.get(name, "0")) for name in ("xMin", "yMin", "xMax")}
            yield Printed(number, at["xMin"], at["yMin"], at["xMax"], words(text))


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory, to_pdf: Callable[[Path], Path]
) -> Callable[[str, str], list[Printed]]:
    folder = tmp_path_factory.mktemp("letterhead")

    def lines(example: str, language: str) -> list[Printed]:
        (source,) = (EXAMPLES / example).glob("*.yaml")
        path = folder / f"{example}.{language}.docx"
        render(load(source), path, language=language)
        return list(printed(to_pdf(path)))

    return lines


LEFT, RIGHT, BOTTOM = 72.0, 612 - 72.0, 792 - 36.0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_a_letter(language: str, pages: Callable[[str, str], list[Printed]]) -> None:
    lines = pages("letterhead-letter", language)
    first = [line for line in lines if line.page == 1]
    foot = first[-4:]
    assert foot[-1].text == "New York"
    assert all(abs(line.left - LEFT) < 1 for line in foot), "flush left"
    assert BOTTOM - 20 < foot[-1].top < BOTTOM, "at the foot of the page"
    assert foot[0].top > first[-5].top + 20, "apart from the text"

    reference = next(line for line in first if "PM/NY/2026/041" in line.text)
    dateline = next(line for line in first if "2026" in line.text and line.left > 300)
    assert abs(dateline.right - RIGHT) < 1
    assert abs(reference.top - dateline.top) < 2
    subject = first[first.index(max(reference, dateline, key=first.index)) + 1]
    assert subject.top - reference.top >= 6 * 13.5, "six lines below the reference number"

    numbers = [(line.page, line.text) for line in lines if re.fullmatch(r"-\d+-", line.text)]
    last = lines[-1].page
    assert numbers == [(page, f"-{page}-") for page in range(2, last + 1)]
    second = next(line for line in lines if line.text == "-2-")
    assert abs((second.left + second.right) / 2 - 306) < 2, "centred"


def test_the_page_of_a_note_verbale(pages: Callable[[str, str], list[Printed]]) -> None:
    for language in ("es", "ru"):
        lines = pages("note-verbale-letterhead", language)
        assert {line.page for line in lines} == {1}
        dateline = next(line for line in lines if re.match("Нью-Йорк, |Nueva York, ", line.text))
        assert abs(dateline.right - RIGHT) < 1, "place and date at the right"
        above = max(line.top for line in lines if line.top < dateline.top - 2)
        assert dateline.top - above > 60, "room for initials and seal"
        foot = lines[-1]
        assert abs(foot.left - LEFT) < 1
        assert BOTTOM - 20 < foot.top < BOTTOM
