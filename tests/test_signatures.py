"""Signatures of circulated letters: names, offices, surnames in capitals."""

from __future__ import annotations

from typing import Any

import pytest

from dipdocs import compose
from dipdocs.compose.composition import Paragraph, Role, Run, Style, paragraphs, plain
from dipdocs.model import parse_document

SENDERS = [
    {"office": "permanent-representative", "country": "CN", "name": "Hua Lihua"},
    {"office": "charge-d-affaires", "country": "RU", "name": "Ann Two"},
]


def letter(language: str = "en", **more: Any) -> Any:
    return parse_document(
        {
            "kind": "letter",
            "language": language,
            "date": "2026-03-02",
            "from": SENDERS,
            "to": ["secretary-general"],
            "circulation": {"organs": [{"organ": "general-assembly"}]},
            "body": "…",
            **more,
        }
    )


def signed(document: Any, part: int = 0) -> list[tuple[str, str]]:
    roles = (Role.SIGNATURE, Role.POSITION, Role.SIGNED_FOR)
    return [
        (row.role.value, plain(row.inlines).replace("\u00a0", " ").replace("’", "'"))
        for block in compose(document).parts[part].blocks
        for row in paragraphs(block)
        if isinstance(row, Paragraph) and row.role in roles
    ]


OFFICES = {
    "en": (
        "Permanent Representative of the People's Republic of China to the United Nations",
        "Chargé d'affaires a.i. of the Permanent Mission of the Russian Federation to the United "
        "Nations",
    ),
    "fr": (
        "Le Représentant permanent de la République populaire de Chine auprès de l'Organisation "
        "des Nations Unies",
        "Le Chargé d'affaires par intérim de la Mission permanente de la Fédération de Russie "
        "auprès de l'Organisation des Nations Unies",
    ),
    "es": (
        "Representante Permanente de la República Popular China ante las Naciones Unidas",
        "Encargado de Negocios interino de la Misión Permanente de la Federación de Rusia ante las "
        "Naciones Unidas",
    ),
    "ru": (
        "Постоянный представитель Китайской Народной Республики при Организации Объединенных Наций",
        "Временный поверенный в делах Постоянного представительства Российской Федерации при "
        "Организации Объединенных Наций",
    ),
    "zh": ("中华人民共和国常驻联合国代表", "俄罗斯联邦常驻联合国代表团临时代办"),
    "ar": (
        "الممثل الدائم لجمهورية الصين الشعبية لدى الأمم المتحدة",
        "القائم بالأعمال بالنيابة للبعثة الدائمة للاتحاد الروسي لدى الأمم المتحدة",
    ),
}


@pytest.mark.parametrize("language", OFFICES)
def test_each_of_several_signs_for_his_state(language: str) -> None:
    """A/66/359: the office with the State's formal name; in French and Chinese over the name."""
    lines = signed(letter(language))
    assert tuple(text for role, text in lines if role == "position") == OFFICES[language]
    order = [role for role, _ in lines]
    one = ["position", "signature"] if language in ("fr", "zh") else ["signature", "position"]
    assert order == one * 2


def test_the_office_of_the_one_sender_stands_in_the_title() -> None:
    assert signed(letter(**{"from": SENDERS[0]})) == [("signature", "(Signed) Hua Lihua")]


def test_lines_of_ones_own_are_kept() -> None:
    own = [{**SENDERS[0], "position": ["Ambassador", "Permanent Representative"]}, SENDERS[1]]
    assert [text for role, text in signed(letter(**{"from": own})) if role == "position"][:2] == [
        "Ambassador",
        "Permanent Representative",
    ]


def test_signatories_of_a_joint_text_show_their_offices() -> None:
    minister = {"office": "minister-for-foreign-affairs", "country": "NP", "name": "Maya Exemple"}
    annex = {"title": "T", "body": "…", "signatories": [minister, {"country": "PE", "name": "B C"}]}
    assert signed(letter(annexes=[annex]), 1) == [
        ("signature", "(Signed) Maya Exemple"),
        ("position", "Minister for Foreign Affairs of Nepal"),
        ("signed-for", "For the Republic of Peru:"),
        ("signature", "(Signed) B C"),
    ]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("BAN Ki-moon", "BAN"),
        ("LI Baodong", "LI"),
        ("Vitaly CHURKIN", "CHURKIN"),
        ("Jean-Marie LE GUEN", "LE GUEN"),
        ("JANG Yong Chol", "JANG"),
        ("Mohamed EL-BARADEI", "EL-BARADEI"),
        ("ÉMILE Zola", "ÉMILE"),
        ("Vitaly Churkin", "Churkin"),
        ("J. R. Smith", "Smith"),
        ("John F Kennedy", "Kennedy"),
        ("JOHN SMITH", "SMITH"),
        ("*Li* Baodong", "Li"),
        ("БАН Ги Мун", "БАН"),
        ("J.R. Smith", "Smith"),
        ("MARIA Elena PEREZ", "PEREZ"),
    ],
)
def test_the_surname_is_bold(name: str, surname: str) -> None:
    """A family name in capitals is the surname, wherever it stands (S/2016/88)."""
    (line,) = (
        row
        for block in compose(letter(**{"from": {**SENDERS[0], "name": name}})).parts[0].blocks
        for row in paragraphs(block)
        if isinstance(row, Paragraph) and row.role is Role.SIGNATURE
    )
    bold = [run.text for run in line.inlines if isinstance(run, Run) and run.style & Style.BOLD]
    assert [text.replace("\u2011", "-") for text in bold] == [surname]
    assert plain(line.inlines).replace("\u2011", "-").replace("\u00a0", " ") == (
        f"(Signed) {name.replace('*', '')}"
    )
