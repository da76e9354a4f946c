"""What real documents contain (the features that reference/documents/INDEX.md names), one by one.

Each feature: what a user writes beside a plain letter, and what must stand in the Word document.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from dipdocs import render
from dipdocs.model import parse_document
from tests.compositions import png
from tests.test_blocks import Files
from tests.words import all_text

LETTER = """
kind: letter
language: en
date: 2026-03-02
from: {office: permanent-representative, country: NP, gender: f, name: Maya Exemple}
to: [secretary-general]
circulation: {organs: [{organ: general-assembly}]}
body: Text of the letter.
"""
ANNEX = "annexes: [{title: Title of the annex, body: Text of the annex.}]"


@dataclass(frozen=True)
class Feature:
    """A snippet laid over the plain letter, the texts expected in order, and XPaths with counts."""

    name: str
    snippet: str
    texts: tuple[str, ...] = ()
    paths: tuple[tuple[str, int], ...] = ()
    absent: tuple[str, ...] = ()


FEATURES = [
    Feature("list with item numbers kept, symbols in brackets (en-02)",
            'body: "Documents:\\n\\n17. First (S/2008/1);\\n\\n23. Second (S/2008/2)."',
            ("First (S/2008/1);", "Second (S/2008/2)."), (("//w:body//w:numPr", 2),)),
    Feature("signature with two position lines (en-02)",
            "from: {office: permanent-representative, country: NP, name: Maya Exemple, "
            "position: [Ambassador, Permanent Representative]}",
            ("(Signed) Maya Exemple", "Ambassador", "Permanent Representative")),
    Feature("translation line and original (en-06)",
            "circulation: {original: es, organs: [{organ: general-assembly}]}",
            ("Distr.: General", "English", "Original: Spanish")),
    Feature("chargé d'affaires (en-06)",
            "from: {office: charge-d-affaires, country: NP, name: Hari Modele}",
            ("from the Chargé d'affaires a.i. of the Permanent Mission of Nepal",)),
    Feature("annex that is a dated letter (en-06, 42)",
            "annexes: [{kind: letter, date: 2026-02-27, to: [secretary-general], body: Inner., "
            "from: {office: minister-for-foreign-affairs, country: NP, name: Ann Sample}}]",
            ("Annex to the letter dated 2 March 2026 from the Permanent Representative of Nepal",
             "Letter dated 27 February 2026 from the Minister for Foreign Affairs of Nepal",
             "Inner.", "(Signed) Ann Sample")),
    Feature("joint organs side by side (en-08)",
            "circulation: {symbols: [A/80/9001, S/2026/9001], organs: [{organ: general-assembly, "
            "agenda: [{item: 43, title: Question of a bridge}]}, {organ: security-council}]}",
            ("A/80/9001–S/2026/9001", "Eightieth session", "Agenda item 43", "Question of a bridge",
             "Eighty-first year"), (("//w:body/w:tbl", 1),)),
    Feature("several signatories, three addressees, bullets, we (en-10)",
            "from: [{office: permanent-representative, country: EG, name: Ann One}, "
            "{office: permanent-representative, country: PE, name: Bea Two}, "
            "{office: permanent-representative, country: TH, name: Cy Three}]\n"
            "to: [secretary-general, president-of-the-general-assembly, "
            "president-of-the-security-council]\nidentical: false\n"
            'body: "We ask for:\\n\\n- One thing\\n- Another\\n\\n{{ request_for_circulation }}"',
            ("from the Permanent Representatives of Egypt, Peru and Thailand to the United Nations "
             "addressed to the Secretary-General, the President of the General Assembly and the "
             "President of the Security Council", "One thing", "Another",
             "We should be grateful if you would have the present letter circulated",
             "(Signed) Ann One", "(Signed) Bea Two", "(Signed) Cy Three")),
    Feature("identical letters, observer, emergency special session (en-12)",
            "from: {office: permanent-observer, country: VA, name: Ann Sample}\n"
            "to: [secretary-general, president-of-the-security-council]\n"
            "circulation: {organs: [{organ: general-assembly, emergency_special_session: 10, "
            "agenda: [{item: 5}]}, {organ: security-council}]}",
            ("Tenth emergency special session", "Agenda item 5", "Eighty-first year",
             "Identical letters dated 2 March 2026 from the Permanent Observer of the Holy See",
             "the Secretary-General and the President of the Security Council")),
    Feature("Secretary-General to a President, plain annex heading (en-14)",
            "from: {office: secretary-general, name: Paulo Exemplo}\n"
            "to: [president-of-the-security-council]\n"
            "circulation: {organs: [{organ: security-council}], request: {action: attention}}\n"
            'body: "(a) One;\\n\\n(b) Two;\\n\\n(c) Three {{ see_annex() }}.\\n\\n'
            '{{ request_for_circulation }}"\n' + ANNEX,
            ("Letter dated 2 March 2026 from the Secretary-General addressed to the President of "
             "the Security Council", "One;", "Three (see annex).",
             "I should be grateful if you would bring the present letter and its annex to the "
             "attention of the members of the Security Council.", "Annex Title of the annex"),
            (("//w:body//w:numPr", 3),), ("Annex to the letter", "Eighty-first year")),
    Feature("the shortest form, a reply with a symbol (en-18, en-22)",
            "from: {office: president-of-the-security-council, name: Ana Modelo, "
            "position: [President of the Security Council]}\n"
            'body: Your letter dated {{ date("2026-02-01") }} (S/2026/9001) has been brought to '
            "the attention of the members.",
            ("Your letter dated 1 February 2026 (S/2026/9001)", "(Signed) Ana Modelo",
             "President of the Security Council")),
    Feature("three levels of headings (en-20)",
            'body: "# I. Objective\\n\\n## A. Function\\n\\n### 1. Detail\\n\\nText."',
            ("Objective", "Function", "Detail"),
            (('//w:body//w:pStyle[@w:val="HCh"]', 1), ('//w:body//w:pStyle[@w:val="H1"]', 1),
             ('//w:body//w:pStyle[@w:val="H23"]', 1))),
    Feature("original note, place and date at the end (fr-02)",
            "annexes: [{title: Statement, original: ru, body: Text of it., "
            "done: {place: Moscow, date: 2026-02-27}}]",
            ("[Original: Russian]", "Statement", "Text of it.", "Moscow", "27 February 2026")),
    Feature("chains of numbers: paragraphe 8 a) ii) (fr-06)",
            'language: fr\nbody: "Au paragraphe 8 a) ii) des résolutions 1 (1946), 2 (1946)."',
            ("Au paragraphe 8 a) ii) des résolutions 1 (1946), 2 (1946).",)),
    Feature("numbered paragraphs with several levels (fr-08, ru-02)",
            'body: "1. One:\\n\\n   (a) Sub:\\n\\n       (i) Deep;\\n\\n# II. Next\\n\\n2. Two."',
            ("One:", "Sub:", "Deep;", "Next", "Two."), (("//w:body//w:numPr", 4),)),
    Feature("quotation (es-04)", 'body: "They said:\\n\\n> All is well."', ("All is well.",)),
    Feature("two annexes, each referred to (ru-02)",
            'body: "One {{ see_annex(1) }}, two {{ see_annex(2) }}, both {{ see_annex(1, 2) }}."\n'
            "annexes: [{title: First, body: x}, {title: Second, body: y}]",
            ("One (see annex I), two (see annex II), both (see annexes I and II).",
             "Annex I to the letter", "First", "Annex II to the letter", "Second"),
            (("//w:body//w:pageBreakBefore", 2),)),
    Feature("enclosures and appendices to their own headings",
            "annexes: [{title: T, body: a, enclosures: [{title: E, body: b, "
            "appendices: [{title: P, body: c}, {title: Q, body: d}]}]}]",
            ("Annex to the letter", "Enclosure", "Appendix I", "Appendix II")),
    Feature("an annex that refers to its enclosures",
            'annexes: [{title: T, body: "All {{ see_enclosure() }}, one {{ see_enclosure(2) }}.", '
            "enclosures: [{body: b}, {body: c}]}]",
            ("All (see enclosures), one (see enclosure II).", "Enclosure I", "Enclosure II")),
    Feature("job number and dates (ru-02)",
            "circulation: {symbols: A/80/9001, job_number: 26-99001, "
            "processed: [2026-03-05, 2026-03-06], organs: {organ: general-assembly}}",
            ("A/80/9001",)),
    Feature("note verbale, unsigned (48)",
            "kind: note-verbale\nfrom: {office: permanent-mission, country: BH}\n"
            "to: [executive-office-of-the-secretary-general]\n"
            'body: "{{ opening }} attach the text {{ see_annex() }}.\\n\\n'
            '{{ request_for_circulation }}"\n' + ANNEX,
            ("Note verbale dated 2 March 2026 from the Permanent Mission of Bahrain",
             "The Permanent Mission of the Kingdom of Bahrain to the United Nations presents its "
             "compliments to the Office of the Secretary-General of the United Nations and has the "
             "honour to attach the text (see annex).", "has the further honour to request that",
             "Annex to the note verbale dated 2 March 2026"), (), ("(Signed)",)),
    Feature("list of names with countries (52)",
            'body: "Members:\\n\\n- Ann Sample (Nepal)\\n- Bea Model (Peru)"',
            ("Ann Sample (Nepal)", "Bea Model (Peru)")),
    Feature("provisional agenda, asterisk note",
            "circulation: {organs: [{organ: general-assembly, agenda: [{item: 19 (d), "
            "provisional: true, document: A/81/50}]}]}",
            ("Item 19 (d) of the provisional agenda*", "* A/81/50.")),
    Feature("reissued, submitted language only, addendum",
            "circulation: {symbols: A/80/9001/Add.1, reissued: {date: 2026-03-09}, "
            "organs: {organ: general-assembly}}\n"
            "annexes: [{title: T, submitted_language_only: true, body: x}]",
            ("A/80/9001/Add.1*", "Addendum", "Letter dated",
             "addressed to the Secretary-General**")),
    Feature("an annex that is a table",
            'annexes: [{title: T, body: "| a | b |\\n|---|---|\\n| c | d |"}]',
            ("Annex to the letter", "a", "c", "d"), (("//w:body/w:tbl", 1), ("//w:tblHeader", 1))),
    Feature("an annex that is an image", 'annexes: [{title: T, body: "![A plan](p.png)"}]',
            ("Annex to the letter",), (('//wp:docPr[@descr="A plan"]', 1),)),
    Feature("a wide annex", "annexes: [{title: T, orientation: landscape, body: x}]",
            ("Annex to the letter",), (('//w:pgSz[@w:orient="landscape"]', 1),)),
    Feature("footnote and link",
            'body: "See [the site](https://un.org).[^1]\\n\\n[^1]: Visited today."',
            ("See the site",), (("//w:footnoteReference", 1), ("//w:hyperlink", 1))),
    Feature("signature columns of a joint statement",
            "annexes: [{title: T, body: x, signatories: [{country: AM, name: Ann One}, "
            "{country: KZ, name: Bea Two}]}]",
            ("For the Republic of Armenia:", "(Signed) Ann One", "For the Republic of Kazakhstan:",
             "(Signed) Bea Two"), (("//w:body/w:tbl", 1),)),
    Feature("stand-alone declaration",
            "kind: declaration\nfrom: null\nto: null\ntitle: Communiqué\n"
            "done: {place: Tunis, date: 2026-02-27}\n"
            "signatories: [{country: TN, name: Ann One}]",
            ("Communiqué", "Text of the letter.", "Tunis", "27 February 2026",
             "For the Republic of Tunisia:", "(Signed) Ann One")),
    Feature("formal letter as sent, salutation (es-06, ar-06, zh-02)",
            "circulation: null\nto: [{office: president-of-the-general-assembly, gender: f, "
            "name: Ana Modelo}]",
            ("Madam President,", "Text of the letter.", "Please accept, Madam President,")),
    Feature("note verbale as sent, reference and subject (es-04, ru-04)",
            "kind: note-verbale\ncirculation: null\nreference: ODA/15\nsubject: Bridges\n"
            "from: {office: office-for-disarmament-affairs}\nto: [{title: the Permanent Missions, "
            'number: plural}]\nbody: "{{ opening }} refer to its note."',
            ("ODA/15", "Bridges", "The Office for Disarmament Affairs presents its compliments to "
             "the Permanent Missions and has the honour to refer to its note.",
             "avails itself of this opportunity to renew")),
]  # fmt: skip
CASES = [pytest.param(feature, id=feature.name) for feature in FEATURES]


@pytest.mark.parametrize("feature", CASES)
def test_a_feature_of_real_documents(
    feature: Feature, tmp_path: Path, validate: Callable[[Path, str], list[str]]
) -> None:
    data: dict[str, Any] = yaml.safe_load(LETTER) | yaml.safe_load(feature.snippet)
    written = {key: value for key, value in data.items() if value is not None}
    path = tmp_path / "feature.docx"
    path.write_bytes(render(parse_document(written, Files(p=png()))))
    text, place = all_text(path), 0
    for expected in feature.texts:
        found = text.find(expected, place)
        assert found >= 0, (expected, text)
        place = found + len(expected)
    for unwanted in feature.absent:
        assert unwanted not in text
    body = docx.Document(io.BytesIO(path.read_bytes())).element
    for xpath, count in feature.paths:
        assert len(body.xpath(xpath)) == count, xpath
    assert validate(path, "Microsoft365") == []
    assert validate(path, "Office2007") == []
