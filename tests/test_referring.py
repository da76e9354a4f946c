"""Annexes are referred to, in their number: rules of the finished text in six languages."""

from __future__ import annotations

from typing import Any

import pytest

from dipdocs import check, compose, load
from dipdocs.errors import Finding
from dipdocs.model import parse_document

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
NOT_REFERRED, NUMBER = "annex-not-referred-to", "number-of-annexes"


def letter(body: str, annexes: int | list[Any] = 1, **more: Any) -> dict[str, Any]:
    given = [{"body": "…"}] * annexes if isinstance(annexes, int) else annexes
    return {
        "kind": "letter",
        "language": "en",
        "date": "2026-03-02",
        "from": {"office": "permanent-representative", "country": "NP", "name": "Maya Exemple"},
        "to": ["secretary-general"],
        "circulation": {"organs": [{"organ": "general-assembly"}]},
        "body": body,
        "annexes": given,
        **more,
    }


def findings(body: str, annexes: int | list[Any] = 1, **more: Any) -> list[Finding]:
    return check(parse_document(letter(body, annexes, **more)))


def rules(body: str, annexes: int | list[Any] = 1, **more: Any) -> list[str]:
    return [finding.rule for finding in findings(body, annexes, **more)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("annexes", [1, 2, 3])
@pytest.mark.parametrize(
    "formula",
    ["{{ see_annex() }}", '{{ transmittal("…") }}', "{{ request_for_circulation }}"],
)
def test_what_a_formula_says_refers(language: str, annexes: int, formula: str) -> None:
    assert rules(f"… {formula}", annexes, language=language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("annexes", [1, 2])
def test_an_annex_never_referred_to(language: str, annexes: int) -> None:
    assert rules("…", annexes, language=language) == [NOT_REFERRED] * annexes


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_several_is_asked_for(language: str) -> None:
    told = findings("… {{ see_annex(1, 3) }}", 4, language=language)
    assert [finding.field for finding in told] == ["annexes[1]", "annexes[3]"]
    assert told[0].fix == "write {{ see_annex(2) }} where the text speaks of it"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The annex to this letter holds the text."),
        ("en", "The annexed statement was read yesterday."),
        ("fr", "On en trouvera le texte à l’annexe."),
        ("fr", "Le programme est joint à la présente."),
        ("es", "El texto figura en el anexo."),
        ("ru", "Текст содержится в приложении."),
        ("ru", "Прилагаемый текст был принят вчера."),
        ("zh", "案文载于本信附件。"),
        ("ar", "ويرد النص في مرفق هذه الرسالة."),
        ("ar", "هذه الرسالة ومرفقها"),
    ],
)
def test_plain_words_refer(language: str, text: str) -> None:
    assert rules(text, 1, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "See annexes I to III.", {0, 1, 2}),
        ("en", "See annexes I–III and V.", {0, 1, 2, 4}),
        ("en", "The second annex, and annex 4.", {1, 3}),
        ("en", "See annex VI.", set()),
        ("fr", "Voir les annexes II et V.", {1, 4}),
        ("es", "Véanse los anexos I a III.", {0, 1, 2}),
        ("ru", "См. приложения II и IV.", {1, 3}),
        ("zh", "见附件一至三。", {0, 1, 2}),
        ("ar", "انظر المرفقين الأول والثالث.", {0, 2}),
        ("en", "The annexes hold it all.", {0, 1, 2, 3, 4}),
    ],
)  # fmt: skip
def test_numbers_in_plain_words(language: str, text: str, named: set[int]) -> None:
    told = {f.field for f in findings(text, 5, language=language) if f.rule == NOT_REFERRED}
    assert told == {f"annexes[{index}]" for index in range(5) if index not in named}


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "… (see annex).", "… (see annexes)."),
        ("en", "the present letter and its annex", "the present letter and its annexes"),
        ("fr", "… (voir annexe).", "… (voir annexes)."),
        (
            "fr",
            "le texte de la présente lettre et de son annexe",
            "la présente lettre et ses annexes",
        ),
        ("es", "… (véase el anexo).", "… (véanse los anexos)."),
        ("es", "la presente carta y su anexo", "la presente carta y sus anexos"),
        ("ru", "… (см. приложение).", "… (см. приложения)."),
        ("ru", "настоящего письма и приложения к нему", "настоящего письма и приложений к нему"),
        ("ar", "(انظر المرفق)", "(انظر المرفقات)"),
        ("ar", "هذه الرسالة ومرفقها", "هذه الرسالة ومرفقاتها"),
    ],
)
def test_number_agrees(language: str, one: str, several: str) -> None:
    assert rules(one, 1, language=language) == []
    assert rules(several, 3, language=language) == []
    assert NUMBER in rules(one, 3, language=language)
    assert rules(several, 1, language=language) == [NUMBER]
    assert rules(one, 0, language=language) == rules(several, 0, language=language) == [NUMBER]


def test_an_annex_of_something_else_is_left_alone() -> None:
    assert rules("Annex II to resolution 1 (1946), and its annexes.", 0) == []


def test_one_of_several_by_number_agrees() -> None:
    assert rules("One (see annex II), other (see annex I).", 2) == []


def test_enclosures_and_appendices() -> None:
    inner = {"body": "c"}
    annex = {"body": "a", "enclosures": [{"body": "b", "appendices": [inner, inner]}]}
    told = findings("See annex.", [annex])
    assert [finding.field for finding in told] == [
        "annexes[0].enclosures[0]",
        "annexes[0].enclosures[0].appendices[0]",
        "annexes[0].enclosures[0].appendices[1]",
    ]
    enclosure = {"body": "b {{ see_appendix() }}", "appendices": [inner, inner]}
    assert rules("See annex.", [{"body": "{{ see_enclosure() }}", "enclosures": [enclosure]}]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_layer_has_its_own_heading_and_formula(language: str) -> None:
    from dipdocs.language import load as load_pack

    pack = load_pack(language)
    headings = [pack.say(f"{kind}-heading", "only") for kind in ("enclosure", "appendix")]
    headings.append(pack.say("annex-heading", "plain", "only", "many"))
    assert len(set(headings)) == 3
    annex = {
        "body": "{{ see_enclosure() }}",
        "enclosures": [{"body": "{{ see_appendix(2) }} {{ see_appendix(1) }}",
                        "appendices": [{"body": "c"}, {"body": "d"}]}],
    }  # fmt: skip
    assert rules("{{ see_annex() }}", [annex], language=language) == []


def test_a_footnote_refers_and_a_heading_does_not() -> None:
    assert rules("Text.[^1]\n\n[^1]: See annex.") == []
    assert rules("Text.", [{"heading": "Annex", "body": "a"}]) == [NOT_REFERRED]


def test_a_letter_as_sent_says_that_something_goes_with_it() -> None:
    assert rules("I send herewith a plan.", circulation=None) == []
    assert rules("I send herewith a plan.") == [NOT_REFERRED]


def test_it_is_silenced_and_placed(tmp_path: Any) -> None:
    assert rules("…", silence=[NOT_REFERRED]) == []
    path = tmp_path / "letter.yaml"
    path.write_text(
        "kind: letter\nlanguage: en\ndate: 2026-03-02\nto: secretary-general\n"
        "from: {office: permanent-representative, country: NP, name: Maya Exemple}\n"
        "body: Text.\nannexes:\n  - body: a\n",
        "utf-8",
    )
    (told,) = check(load(path))
    assert (told.rule, told.line) == (NOT_REFERRED, 8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_annex_of_a_number_that_is_not_there(language: str) -> None:
    """As the formula says it of three annexes, in a letter that has lost one."""
    composed = compose(
        parse_document(letter("… {{ see_annex(1, 3) }} … {{ see_annex() }}", 3, language=language))
    )
    said = next(text for _, text in composed.texts() if " … " in text)
    assert NUMBER not in rules(said, 3, language=language)
    assert NUMBER in rules(said, 2, language=language)


def test_the_annex_of_another_text() -> None:
    of_others = "See annexes; (see annex IV to resolution 80/1), (see annex VII of the Convention)."
    assert rules(of_others, 2) == []
    told = findings("(see annexes I and II) (see annex I, annex II and annex III)", 2)
    assert [(at.rule, (at.found or "").replace("\u00a0", " ")) for at in told] == [
        (NUMBER, "see annex I, annex II and annex III")
    ]
