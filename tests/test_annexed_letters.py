"""Formulas in the body of an annexed letter or note speak for that letter or note."""

from __future__ import annotations

from typing import Any

import pytest

from dipdocs import compose
from dipdocs.compose.composition import Role, paragraphs, plain
from dipdocs.model import parse_document

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
COVERING: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2026-03-02",
    "from": [
        {"office": "permanent-representative", "country": "EG", "name": "Ann One"},
        {"office": "permanent-representative", "country": "PE", "name": "Bea Two"},
    ],
    "to": ["president-of-the-security-council"],
    "circulation": {"organs": [{"organ": "security-council"}]},
    "body": "…",
}
MINISTER = {"office": "minister-for-foreign-affairs", "country": "NP", "name": "Maya Exemple"}
LETTER: dict[str, Any] = {
    "kind": "letter",
    "date": "2026-02-27",
    "from": MINISTER,
    "to": ["secretary-general"],
}
NOTE: dict[str, Any] = {
    "kind": "note-verbale",
    "date": "2026-02-27",
    "from": {"office": "permanent-mission", "country": "BH"},
    "to": [{"office": "permanent-mission", "country": "CH"}],
}


def annexed(annex: dict[str, Any], **more: Any) -> list[str]:
    """The lines of the annex's own text, for a letter with this and another annex."""
    document = parse_document({**COVERING, "annexes": [annex, {"body": "…"}], **more})
    (part,) = (part for part in compose(document).parts if (part.kind, part.number) == ("annex", 1))
    return [
        plain(paragraph.inlines)
        for block in part.blocks
        for paragraph in paragraphs(block)
        if getattr(paragraph, "role", None) is Role.TEXT
    ]


def say(formula: str, annex: dict[str, Any], **more: Any) -> str:
    (text,) = annexed({**annex, "body": f"{{{{ {formula} }}}}"}, **more)
    return text.replace("\u00a0", " ").replace("’", "'")


ENCLOSURES = {"enclosures": [{"body": "…"}, {"body": "…"}]}
REQUESTS = {
    "ar": "وأرجو ممتنا تعميم هذه الرسالة وضميمتيها",
    "zh": "请将本信及其附文作为安全理事会的文件分发为荷。",
    "en": "I should be grateful if you would have the present letter and its enclosures circulated",
    "fr": "le texte de la présente lettre et de ses pièces jointes comme document du Conseil",
    "ru": "Буду признателен за распространение настоящего письма и добавлений к нему",
    "es": "que tuviera a bien hacer distribuir la presente carta y sus apéndices como documento",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_is_the_annexed_letters_own(language: str) -> None:
    annex = {**LETTER, **ENCLOSURES}
    text = say("request_for_circulation", annex, language=language)
    assert REQUESTS[language] in text


def test_gender_and_number_are_those_of_its_senders() -> None:
    woman = {**LETTER, "from": {**MINISTER, "gender": "f"}}
    assert "Je vous serais reconnaissante" in say(
        "request_for_circulation", woman, language="fr"
    ).replace("vous serai ", "vous serais ")
    two = {**LETTER, "from": [MINISTER, {**MINISTER, "country": "PE"}]}
    one = {**COVERING, "from": COVERING["from"][0]}
    assert say('transmittal("x")', {**two, **ENCLOSURES}, **one).startswith("We have the honour")


SEEN = {
    "ar": ("(انظر الضميمتين)", "(انظر الضميمة الثانية)"),
    "zh": ("(见附文)", "(见附文二)"),
    "en": ("(see enclosures)", "(see enclosure II)"),
    "fr": ("(voir pièces jointes)", "(voir pièce jointe II)"),
    "ru": ("(см. добавления)", "(см. добавление II)"),
    "es": ("(véanse los apéndices)", "(véase el apéndice II)"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_attached_to_an_annexed_letter_are_enclosures(language: str) -> None:
    annex, (every, second) = {**LETTER, **ENCLOSURES}, SEEN[language]
    for name in ("see_enclosure", "see_annex"):
        assert say(f"{name}()", annex, language=language) == every
        assert say(f"{name}(2)", annex, language=language) == second
    assert every in say('transmittal("…")', annex, language=language)


def test_a_text_that_nobody_sends_may_refer_to_its_neighbour() -> None:
    assert say("see_annex(2)", {"title": "T"}) == "(see annex II)"


OPENINGS = {
    "ar": ("تهدي البعثة الدائمة لمملكة البحرين", "وتغتنم البعثة الدائمة لمملكة البحرين"),
    "zh": ("巴林王国常驻联合国代表团向瑞士联邦常驻联合国代表团致意", "顺致最崇高的敬意"),
    "en": (
        "The Permanent Mission of the Kingdom of Bahrain to the United Nations presents its "
        "compliments to the Permanent Mission of the Swiss Confederation",
        "The Permanent Mission of the Kingdom of Bahrain to the United Nations avails itself of "
        "this opportunity to renew to the Permanent Mission of the Swiss Confederation",
    ),
    "fr": (
        "La Mission permanente du Royaume de Bahreïn auprès de l'Organisation des Nations Unies "
        "présente ses compliments à la Mission permanente de la Confédération suisse",
        "La Mission permanente du Royaume de Bahreïn auprès de l'Organisation des Nations Unies "
        "saisit cette occasion",
    ),
    "ru": (
        "Постоянное представительство Королевства Бахрейн при Организации Объединенных Наций "
        "свидетельствует свое уважение Постоянному представительству Швейцарской Конфедерации",
        "Постоянное представительство Королевства Бахрейн при Организации Объединенных Наций "
        "пользуется этим случаем",
    ),
    "es": (
        "La Misión Permanente del Reino de Bahrein ante las Naciones Unidas saluda atentamente a "
        "la Misión Permanente de la Confederación Suiza",
        "La Misión Permanente del Reino de Bahrein ante las Naciones Unidas aprovecha esta",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("circulated", [True, False])
def test_an_annexed_note_opens_and_closes_for_its_own_mission(
    language: str, circulated: bool
) -> None:
    more = {"language": language} | ({} if circulated else {"circulation": None})
    opening, closing = OPENINGS[language]
    assert say("opening", NOTE, **more).startswith(opening)
    assert say("closing", NOTE, **more).startswith(closing)


def test_the_note_that_covers_drops_its_own_closing_only() -> None:
    note = {**NOTE, "language": "en", "circulation": COVERING["circulation"]}
    document = parse_document(
        {**note, "body": "Text.\n\n{{ closing }}", "annexes": [{**NOTE, "body": "{{ closing }}"}]}
    )
    texts = [text for _, text in compose(document).texts()]
    assert sum("avails itself" in text for text in texts) == 1


def test_a_letter_enclosed_in_an_annex_speaks_for_itself() -> None:
    enclosed = {**LETTER, "body": "{{ see_annex() }}", "appendices": [{"body": "…"}]}
    document = parse_document(
        {**COVERING, "annexes": [{"title": "T", "body": "…", "enclosures": [enclosed]}]}
    )
    assert "(see appendix)" in [text for _, text in compose(document).texts()]


def test_its_title_is_made_as_any_title() -> None:
    """Arabic letters of an organ of the United Nations name the sender first (phrases.md §2)."""
    annex = {**LETTER, "from": "secretary-general", "to": "president-of-the-security-council"}
    document = parse_document({**COVERING, "language": "ar", "annexes": [{**annex, "body": "…"}]})
    texts = [text for _, text in compose(document).texts()]
    assert any("موجهة من الأمين العام إلى رئيس مجلس الأمن" in text for text in texts)


def test_states_bear_the_names_of_the_letters_own_day() -> None:
    turkey = {**LETTER, "date": "2009-02-27", "from": {**MINISTER, "country": "TR"}, "body": "…"}
    document = parse_document({**COVERING, "annexes": [turkey]})
    texts = [text for _, text in compose(document).texts()]
    assert any("the Minister for Foreign Affairs of Turkey" in text for text in texts)


@pytest.mark.parametrize(
    ("formula", "annex", "told"),
    [
        ("opening", {"title": "T"}, "a text has no opening formula"),
        ("opening", LETTER, "only a note verbale has an opening formula"),
        ("closing", LETTER, "only a note verbale has a closing formula"),
        ("request_for_circulation", {"kind": "declaration", "title": "T"}, "asks for nothing"),
        ("see_enclosure()", LETTER, "there is no enclosure to see"),
        ("see_annex()", LETTER, "there is no enclosure to see"),
        ('transmittal("x")', {"title": "T"}, "a text transmits nothing"),
    ],
)
def test_what_it_cannot_say(formula: str, annex: dict[str, Any], told: str) -> None:
    from dipdocs.errors import InputError

    with pytest.raises(InputError) as raised:
        say(formula, annex)
    (finding,) = raised.value.findings
    assert told in finding.message
    assert finding.field == "annexes[0].body"
