"""UN form, told by the finished text: what stands, in which words, in which order."""

from __future__ import annotations

from typing import Any

import pytest

from dipdocs import InputError, compose, render
from dipdocs.compose.composition import Columns, Paragraph, Role, Slot, Style, plain
from dipdocs.model import Document, parse_document
from tests.words import words

LETTER: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2009-07-06",
    "from": {"office": "permanent-representative", "country": "RU", "name": "Vitaly Churkin"},
    "to": ["secretary-general"],
    "circulation": {"organs": [{"organ": "general-assembly"}]},
    "body": "Text.",
}


def letter(**changes: Any) -> Document:
    return parse_document({**LETTER, **changes})


def lines(document: Document, language: str | None = None) -> list[str]:
    text = render(document, format="txt", language=language).decode()
    return [words(line) for line in text.splitlines() if line.strip()]


def paragraphs(document: Document, role: Role) -> list[Paragraph]:
    found = []
    for block in compose(document).blocks():
        rows = [p for c in block.columns for p in c] if isinstance(block, Columns) else [block]
        found += [row for row in rows if isinstance(row, Paragraph) and row.role is role]
    return found


def test_two_symbols_are_joined_by_an_en_dash_with_large_series_letters() -> None:
    circulation = {
        "symbols": ["A/63/914", "S/2009/343"],
        "organs": [{"organ": "general-assembly"}, {"organ": "security-council"}],
    }
    slots = compose(letter(circulation=circulation)).slots
    (line,) = slots[Slot.SYMBOL]
    assert plain(line) == "A/63/914–S/2009/343"
    assert [run.text for run in line if run.style & Style.SERIES] == ["A", "S"]
    assert [plain(row) for row in slots[Slot.RUNNING_SYMBOL]] == ["A/63/914", "S/2009/343"]


def test_a_council_document_alone_has_neither_session_nor_year() -> None:
    document = letter(circulation={"organs": [{"organ": "security-council"}]})
    text = "\n".join(lines(document))
    assert "year" not in text
    assert "session" not in text


@pytest.mark.parametrize(
    ("organ", "expected"),
    [
        ({"organ": "general-assembly", "session": 62}, "Sixty-second session"),
        (
            {"organ": "general-assembly", "emergency_special_session": 10},
            "Tenth emergency special session",
        ),
        ({"organ": "general-assembly", "special_session": 31}, "Thirty-first special session"),
        ({"organ": "economic-and-social-council", "session": 2015}, "2015 session"),
        ({"organ": "general-assembly", "agenda": [{"item": 5}]}, "Agenda item 5"),
        (
            {"organ": "general-assembly", "agenda": [{"item": 5}, {"item": "17 (c)"}]},
            "Agenda items 5 and 17 (c)",
        ),
        (
            {
                "organ": "general-assembly",
                "agenda": [{"item": 93, "provisional": True, "document": "A/64/150"}],
            },
            "Item 93 of the provisional agenda*",
        ),
        ({"organ": "general-assembly", "lines": ["Own words"]}, "Own words"),
        (
            {
                "organ": "general-assembly",
                "session_lines": ["Sixty-fourth session", "Second Committee"],
                "agenda": [{"item": 53}],
            },
            "Second Committee",
        ),
    ],
)
def test_lines_of_the_title_block(organ: dict[str, Any], expected: str) -> None:
    assert expected in lines(letter(circulation={"organs": [organ]}))


def test_own_lines_stand_in_the_place_of_session_or_items_alone() -> None:
    organ = {
        "organ": "general-assembly",
        "session_lines": ["Sixty-fourth session", "Second Committee"],
        "agenda": [{"item": 53, "provisional": True, "document": "A/64/50"}],
    }
    text = lines(letter(circulation={"organs": [organ]}))
    at = text.index("Sixty-fourth session")
    assert text[at : at + 3] == [
        "Sixty-fourth session",
        "Second Committee",
        "Item 53 of the provisional agenda*",
    ]
    own = {**organ, "agenda_lines": ["Item 53 of the preliminary list*"]}
    text = lines(letter(circulation={"organs": [own]}))
    assert "Item 53 of the preliminary list*" in text
    assert "Item 53 of the provisional agenda*" not in text
    assert "* A/64/50." in text


def test_a_provisional_agenda_counts_for_the_next_session_and_has_its_note() -> None:
    organ = {
        "organ": "general-assembly",
        "agenda": [{"item": 93, "provisional": True, "document": "A/64/150"}],
    }
    text = lines(letter(circulation={"organs": [organ]}))
    assert "Sixty-fourth session" in text
    assert "* A/64/150." in text


def test_a_reissued_document_bears_an_asterisk_and_its_note() -> None:
    circulation = {
        "symbols": ["A/63/914"],
        "reissued": {"date": "2009-08-01"},
        "organs": [{"organ": "general-assembly"}],
    }
    text = lines(letter(circulation=circulation))
    assert "A/63/914*" in text
    assert "* Reissued for technical reasons on 1 August 2009." in text


@pytest.mark.parametrize(("suffix", "word"), [("Add.1", "Addendum"), ("Corr.2", "Corrigendum")])
def test_supplements_stand_over_the_title(suffix: str, word: str) -> None:
    circulation = {"symbols": [f"A/63/914/{suffix}"], "organs": [{"organ": "general-assembly"}]}
    text = lines(letter(circulation=circulation))
    assert text.index(word) < next(i for i, t in enumerate(text) if t.startswith("Letter dated"))


def test_the_language_line_is_for_translations() -> None:
    organs = [{"organ": "general-assembly"}]
    original = lines(letter(circulation={"organs": organs}))
    assert "English" not in original
    assert "Original: English" in original
    translated = lines(letter(circulation={"organs": organs, "original": ["ru", "zh"]}))
    assert translated.index("English") + 1 == translated.index("Original: Russian/Chinese")


@pytest.mark.parametrize(
    ("date", "name"),
    [("2009-07-06", "the Libyan Arab Jamahiriya"), ("2014-01-01", "Libya")],
)
def test_a_state_bears_the_name_of_the_day(date: str, name: str) -> None:
    document = letter(
        date=date, **{"from": {"office": "permanent-representative", "country": "LY"}}
    )
    title = words(plain(paragraphs(document, Role.TITLE)[0].inlines))
    assert f"the Permanent Representative of {name} to the United Nations" in title


def test_annexes_enclosures_and_appendices_have_their_headings() -> None:
    appendix = {"body": "a"}
    enclosure = {"body": "b", "appendices": [appendix, appendix]}
    annex = {"body": "c", "enclosures": [enclosure]}
    document = letter(annexes=[annex, {"body": "d"}])
    headings = [plain(p.inlines) for p in paragraphs(document, Role.ANNEX_HEADING)]
    assert [words(h).split(" to the letter dated 6 July 2009 from")[0] for h in headings] == [
        "Annex I",
        "Enclosure",
        "Appendix I",
        "Appendix II",
        "Annex II",
    ]


def test_letters_of_the_organization_have_plain_annexes() -> None:
    document = letter(**{"from": "secretary-general", "annexes": [{"body": "a"}]})
    assert [plain(p.inlines) for p in paragraphs(document, Role.ANNEX_HEADING)] == ["Annex"]


def test_the_original_note_is_printed_where_it_differs_from_the_letter() -> None:
    document = letter(annexes=[{"body": "a", "original": "en"}, {"body": "a", "original": "ru"}])
    notes = [plain(p.inlines) for p in paragraphs(document, Role.ORIGINAL_NOTE)]
    assert notes == ["[Original: Russian]"]


def test_the_surname_is_bold_the_mark_italic() -> None:
    for name, bold in [("Vitaly Churkin", "Churkin"), ("*Li* Baodong", "Li")]:
        party = {**LETTER["from"], "name": name}
        (signature,) = paragraphs(letter(**{"from": party}), Role.SIGNATURE)
        assert plain(signature.inlines) == f"(Signed) {name.replace('*', '')}"
        styles = {run.text: run.style for run in signature.inlines}
        assert styles[bold] is Style.BOLD
        assert styles["(Signed)"] is Style.ITALIC


def test_notes_verbales_are_not_signed() -> None:
    note = {
        **LETTER,
        "kind": "note-verbale",
        "from": {"office": "permanent-mission", "country": LETTER["from"]["country"]},
    }
    assert paragraphs(parse_document(note), Role.SIGNATURE) == []


REQUEST = "{{ request_for_circulation }}"
ORGANS = [{"organ": "general-assembly", "agenda": [{"item": 5}]}, {"organ": "security-council"}]
ASKED: list[dict[str, Any]] = [
    {"circulation": {"organs": ORGANS}},
    {"circulation": {"organs": ORGANS[:1]}},
    {"circulation": {"organs": [ORGANS[0] | {"agenda": [{"item": 5}, {"item": "6 (a)"}]}]}},
    {"circulation": {"organs": [ORGANS[0] | {"agenda": [{"item": 5, "provisional": True}]}]}},
    {"circulation": {"organs": ORGANS[:1], "request": {"session": "organ"}}},
    {"circulation": {"organs": ORGANS[:1], "request": {"session": "organ"}}, "date": "2011-07-06"},
    {"circulation": {"organs": ORGANS[:1], "request": {"session": "item"}}},
    {"circulation": {"organs": ORGANS[:1], "request": {"action": "attention"}}},
    {"circulation": {"organs": ORGANS[:1], "request": {"action": "both"}}},
    {"circulation": {"organs": ORGANS[:1], "request": {"words": ["would"]}}},
    {"circulation": {"organs": ORGANS[:1]}, "annexes": [{"body": "a"}]},
    {"circulation": {"organs": ORGANS[:1]}, "annexes": [{"body": "a"}] * 2},
    {
        "circulation": {"organs": ORGANS[:1], "request": {"of": "annexes"}},
        "annexes": [{"body": "a"}],
    },
    {"circulation": {"organs": ORGANS[:1]}, "from": [LETTER["from"]] * 2},
    *(
        {
            "circulation": {"organs": ORGANS[:1]},
            "kind": "note-verbale",
            "date": day,
            "from": {"office": "permanent-mission", "country": code},
        }
        for code, day in (("RU", "2009-07-06"), ("TR", "2009-07-06"), ("TR", "2024-07-06"))
    ),
]


def test_what_was_asked_before_is_not_asked_again() -> None:
    def asked(changes: dict[str, Any]) -> str:
        document = parse_document({**LETTER, "body": REQUEST, **changes})
        return plain(paragraphs(document, Role.TEXT)[0].inlines)

    first = [asked(changes) for changes in ASKED]
    assert len(set(first)) == len(ASKED)
    assert [asked(changes) for changes in reversed(ASKED)] == first[::-1]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {},
            "I should be grateful if you would have the present letter circulated as a document of "
            "the General Assembly.",
        ),
        (
            {"annexes": [{"body": "a"}] * 2},
            "I should be grateful if you would have the present letter and its annexes circulated "
            "as a document of the General Assembly.",
        ),
        (
            {"from": [{"office": "charge-d-affaires", "country": code} for code in ("EG", "SY")]},
            "We should be grateful if you would have the present letter circulated as a document "
            "of the General Assembly.",
        ),
        (
            {
                "circulation": {
                    "organs": [
                        {"organ": "security-council"},
                        {
                            "organ": "general-assembly",
                            "emergency_special_session": 10,
                            "agenda": [{"item": 5}],
                        },
                    ]
                }
            },
            "I should be grateful if you would have the present letter circulated as a document of "
            "the Security Council and of the tenth emergency special session of the General "
            "Assembly, under agenda item 5.",
        ),
        (
            {
                "circulation": {
                    "request": {"session": "organ", "words": ["would"]},
                    "organs": [
                        {"organ": "general-assembly", "agenda": [{"item": 35}, {"item": 36}]},
                        {"organ": "security-council"},
                    ],
                }
            },
            "I would be grateful if you would have the present letter circulated as a document of "
            "the sixty-third session of the General Assembly, under agenda items 35 and 36, and of "
            "the Security Council.",
        ),
        (
            {
                "circulation": {
                    "request": {"action": "attention", "of": "annexes"},
                    "organs": [{"organ": "security-council"}],
                },
                "annexes": [{"body": "a"}],
            },
            "I should be grateful if you would bring the annex to the present letter to the "
            "attention of the members of the Security Council.",
        ),
        (
            {"kind": "note-verbale", "from": {"office": "permanent-mission", "country": "CH"}},
            "The Permanent Mission of the Swiss Confederation to the United Nations has the "
            "further honour to request that the present note be circulated as a document of the "
            "General Assembly.",
        ),
    ],
)
def test_the_request_agrees_with_the_data(changes: dict[str, Any], expected: str) -> None:
    assert expected in lines(letter(body=REQUEST, **changes))


def test_expressions_conditions_and_loops() -> None:
    body = """\
{% for code in ["KZ", "GM"] %}
{{ country(code, "formal", "genitive") }} on {{ date("2009-06-14") }}
{% endfor %}
{% if document.annexes %}
with
{% else %}
without
{% endif %}
"""
    text = lines(letter(body=body))
    assert "of the Republic of Kazakhstan on 14 June 2009" in text
    assert "of the Republic of the Gambia on 14 June 2009" in text
    assert "without" in text


def test_a_text_missing_in_a_language_names_the_field() -> None:
    document = letter(body={"en": "a", "fr": "b"}, annexes=[{"title": {"en": "t"}, "body": "c"}])
    with pytest.raises(InputError) as caught:
        compose(document, "fr")
    assert caught.value.findings[0].field == "annexes[0].title"


def test_unknown_words_are_told_with_those_the_pack_lists() -> None:
    circulation = {**LETTER["circulation"], "request": {"words": ["wuold"]}}
    with pytest.raises(InputError, match=r"could-be-circulated.*would, would-circulate"):
        compose(letter(circulation=circulation, body=REQUEST))


def test_a_title_of_ones_own_is_inflected() -> None:
    party = {"title": "le Premier Ministre du Népal", "name": "X"}
    document = letter(language="fr", **{"from": party, "to": [{"title": "les Amis de la Cour"}]})
    title = words(plain(paragraphs(document, Role.TITLE)[0].inlines))
    assert title == (
        "Lettre datée du 6 juillet 2009, adressée aux Amis de la Cour "
        "par le Premier Ministre du Népal"
    )
