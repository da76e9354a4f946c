"""More of what real documents contain (the INDEX's features), in the wording of each language.

What a user writes, and the lines that must be printed, in order: masthead, head and foot, text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import docx
import pytest
import yaml

from dipdocs import render
from dipdocs.compose.composition import Slot, plain
from dipdocs.compose.document import compose
from dipdocs.model import parse_document
from tests.words import words

LETTER = """
kind: letter
language: en
date: 2026-03-02
from: {office: permanent-representative, country: NP, name: Maya Exemple}
to: [secretary-general]
circulation: {organs: [{organ: general-assembly}]}
body: Text of the letter.
"""


@dataclass(frozen=True)
class Feature:
    """A snippet laid over the plain letter; the texts expected in order; what must not stand."""

    name: str
    snippet: str
    texts: tuple[str, ...]
    absent: tuple[str, ...] = ()
    slots: dict[Slot, str] = field(default_factory=dict)


SECURITY_COUNCIL = "circulation: {organs: [{organ: security-council}]}\n"
FEATURES = [
    Feature("on instructions, a statement to be circulated (en-04, 56)",
            SECURITY_COUNCIL + "to: president-of-the-security-council\n"
            'body: "On instructions from my Government, I have the honour to forward to you a '
            'statement {{ see_annex() }}.\\n\\nI would be grateful if this statement could be '
            'circulated as a document of the Security Council."\n'
            "annexes: [{title: Joint statement on a bridge, body: x}]",
            ("On instructions from my Government, I have the honour to forward to you a statement "
             "(see annex).", "I would be grateful if this statement could be circulated",
             "Annex to the letter dated 2 March 2026 from the Permanent Representative of Nepal",
             "Joint statement on a bridge"), ("session",)),
    Feature("an annexed letter with its date alone over the text (en-06)",
            'body: "See annex."\nannexes: [{body: "7 August 2012\\n\\nI have the honour to '
            'write."}]',
            ("Annex to the letter dated 2 March 2026", "7 August 2012", "I have the honour to "
            "write."),
            ("[Original",)),
    Feature("masthead of a translation (en-06, ru-02)",
            "language: ru\ncirculation: {original: en, symbols: A/80/9001, "
            "release_date: 2026-03-05, organs: [{organ: general-assembly, agenda: [{item: 166, "
            "title: Меры на мосту}]}]}",
            ("Организация Объединенных Наций", "A/80/9001", "Генеральная Ассамблея",
             "Distr.: General", "5 March 2026", "Russian", "Original: English",
             "Восьмидесятая сессия", "Пункт 166 повестки дня", "Меры на мосту",
             "Письмо Постоянного представителя Непала при Организации Объединенных Наций от "
             "2 марта 2026 года на имя Генерального секретаря")),
    Feature("a slip of the original kept in lines and title of one's own (en-08, fr-06)",
            "title: Letter dated 2 March 2026 form the Permanent Representative\n"
            "circulation: {organs: [{organ: general-assembly}, {organ: security-council, "
            "lines: [Eighty-fist year]}]}",
            ("Eighty-fist year", "Letter dated 2 March 2026 form the Permanent Representative"),
            ("Eighty-first year",)),
    Feature("references to documents in chains (en-08, en-12, es-06)",
            'body: "See documents A/1/1-S/1946/1, A/2/2–S/1947/2 and resolutions 1 (I), 2 (I), '
            '31/49 and 37/9."',
            ("See documents A/1/1-S/1946/1, A/2/2–S/1947/2 and resolutions 1 (I), 2 (I), 31/49 and "
             "37/9.",)),
    Feature("three signatories, three addressees, each with office and State (en-10)",
            "from: [{office: permanent-representative, country: EG, name: Ann One}, "
            "{office: charge-d-affaires, country: LY, name: Bea Two}, "
            "{office: permanent-representative, country: SY, name: Cy Three}]\n"
            "to: [secretary-general, president-of-the-general-assembly, "
            "president-of-the-security-council]\nidentical: false",
            ("(Signed) Ann One",
             "Permanent Representative of the Arab Republic of Egypt to the United Nations",
             "(Signed) Bea Two", "Chargé d'affaires a.i. of the Permanent Mission of",
             "(Signed) Cy Three", "Permanent Representative of the Syrian Arab Republic")),
    Feature("a long letter with lettered options and resolutions in brackets (en-16)",
            SECURITY_COUNCIL + "from: {office: secretary-general, name: BAN Ki-moon}\n"
            'body: "Three options were discussed (see S/PRST/2015/24):\\n\\n(a) Maintain;\\n\\n'
            '(b) Relocate;\\n\\n(c) Merge."',
            ("(see S/PRST/2015/24):", "(a) Maintain;", "(b) Relocate;", "(c) Merge.",
             "(Signed) BAN Ki-moon"), ("Permanent",)),
    Feature("two languages of the original (fr-02)",
            "language: fr\ncirculation: {original: [en, ru], organs: {organ: general-assembly}}",
            ("Distr. générale", "Français", "Original: anglais/russe")),
    Feature("a letter in Arabic with Arabic-Indic digits, kept (ar-04)",
            "language: ar\nbody: \"في ١١ نيسان/أبريل ٢٠١٨، قال: `”`دوما`“`.\"",
            ("في ١١ نيسان/أبريل ٢٠١٨، قال:",)),
    Feature("a ministry's note with numbered paragraphs, as sent (fr-08)",
            "kind: note-verbale\nlanguage: fr\ncirculation: null\n"
            "from: {office: ministry-of-foreign-affairs, country: RW}\n"
            "to: [{title: la Mission des Nations Unies pour le pont}]\n"
            'body: "{{ opening }} attirer son attention sur ce qui suit :\\n\\n1. Un.\\n\\n2. '
            'Deux."',
            ("Le Ministère des affaires étrangères de la République du Rwanda présente ses "
             "compliments à la Mission des Nations Unies pour le pont et a l'honneur d'attirer son",
             "1. Un.", "2. Deux.", "saisit cette occasion pour renouveler"), ("(Signé)",)),
    Feature("identical letters with bullets, in Spanish (es-02)",
            "language: es\nto: [secretary-general, president-of-the-security-council]\n"
            'body: "Se pide:\\n\\n- Una cosa;\\n- Otra."',
            ("Cartas idénticas de fecha 2 de marzo de 2026 dirigidas al Secretario General y al "
             "Presidente del Consejo de Seguridad por el Representante Permanente de Nepal",
             "Una cosa;", "Otra.", "(Firmado) Maya Exemple")),
    Feature("a note of the Secretariat with reference and subject (es-04)",
            "kind: note-verbale\nlanguage: es\ncirculation: null\nreference: ODA/15-2026/P\n"
            "subject: Resolución 71/1\nfrom: {office: office-for-disarmament-affairs}\n"
            "to: [{title: las Misiones Permanentes de los Estados Miembros, number: plural}]\n"
            'body: "{{ opening }} referirse a la resolución, en que la Asamblea:\\n\\n'
            '> “Solicita a todos los Estados que informen”."',
            ("Referencia: ODA/15-2026/P", "Asunto: Resolución 71/1",
             "La Oficina de Asuntos de Desarme saluda atentamente a las Misiones Permanentes "
             "de los "
             "Estados Miembros y tiene el honor de referirse", "Solicita a todos los Estados"),
            ("(Firmado)",)),
    Feature("a minister's letter with a salutation of her own (es-06)",
            "language: es\ncirculation: null\nsalutation: Estimado Sr. Presidente,\n"
            "from: {office: minister-for-foreign-affairs, country: AR, gender: f, name: Ana "
            "Modelo}\n"
            "to: [president-of-the-general-assembly]\n"
            "close: Tenga V.E. la certeza de mi consideración.\nbody: Quisiera agradecerle.",
            ("Estimado Sr. Presidente,", "Quisiera agradecerle.", "Tenga V.E. la certeza",
             "Ana Modelo", "Ministra de Relaciones Exteriores de la Argentina")),
    Feature("two annexes referred to by number, in Russian (ru-02)",
            'language: ru\nbody: "Имею честь препроводить послания короля {{ see_annex(1) }} и '
            'министра {{ see_annex(2) }}.\\n\\n{{ request_for_circulation }}"\n'
            "annexes: [{body: а}, {body: б}]",
            ("послания короля (см. приложение I) и министра (см. приложение II).",
             "распространение настоящего письма и приложений к нему",
             "Приложение I к письму Постоянного представителя Непала",
             "Приложение II к письму Постоянного представителя Непала")),
    Feature("job number, bar code and two dates of processing (ru-02)",
            "language: ru\ncirculation: {symbols: A/56/9001, original: en, job_number: 26-56683, "
            "processed: [2026-03-05, 2026-03-06], organs: {organ: general-assembly}}",
            ("A/56/9001",), (),
            {Slot.RELEASE_LINE: "26-56683 (R) 050326 060326", Slot.BARCODE: "*2656683*",
             Slot.JOB_NUMBER: "26-56683"}),
    Feature("a model note: number, place, date, room for the seal, addressee at the foot (ru-04)",
            "kind: note-verbale\nlanguage: ru\ncirculation: null\nreference: '16'\nplace: "
            "Катманду\n"
            "letterhead: {name: Посольство Непала}\n"
            "from: {title: {nominative: Посольство Непала, genitive: Посольства Непала, "
            "dative: Посольству Непала}}\n"
            "to: [{office: ministry-of-foreign-affairs, country: MN, address: [Улан-Батор]}]\n"
            'body: "{{ opening }} сообщить, что мост открыт."',
            ("Посольство Непала", "№ 16", "Министерству иностранных дел Монголии", "Улан-Батор",
             "Посольство Непала свидетельствует свое уважение Министерству иностранных дел",
             "имеет честь сообщить, что мост открыт.", "пользуется этим случаем, чтобы возобновить",
             "Катманду, 2 марта 2026 года"), ("(Подпись)",)),
    Feature("a letter and its annexed letter, in Arabic (ar-02)",
            "language: ar\n" + SECURITY_COUNCIL + "to: president-of-the-security-council\n"
            "from: {office: permanent-representative, country: IQ, name: نزار مثال, "
            "position: [السفير, الممثل الدائم]}\n"
            'body: "بناء على تعليمات من حكومتي، أتشرف بأن أحيل إليكم طيه رسالة {{ see_annex() '
            '}}."\n'
            "annexes: [{kind: letter, date: 2026-02-27, to: president-of-the-security-council, "
            "from: {office: minister-for-foreign-affairs, country: IQ, name: محمد مثال}, "
            "body: نص}]",
            ("رسالة مؤرخة 2 آذار/مارس 2026 موجهة إلى رئيس مجلس الأمن من الممثل الدائم للعراق لدى "
             "الأمم المتحدة", "(انظر المرفق)", "(توقيع) نزار مثال", "السفير", "الممثل الدائم",
             "مرفق الرسالة المؤرخة 2 آذار/مارس 2026 الموجهة إلى رئيس مجلس الأمن من الممثل الدائم",
             "رسالة مؤرخة 27 شباط/فبراير 2026 موجهة إلى رئيس مجلس الأمن من وزير خارجية العراق",
             "(توقيع) محمد مثال")),
    Feature("the salutation of a formal letter in Arabic (ar-06)",
            "language: ar\ncirculation: null\nbody: نص", ("السيد الأمين العام،", "نص")),
    Feature("a telegram to a President and the Secretary-General (zh-02)",
            "language: zh\ncirculation: null\nplace: 北京\n"
            "from: {office: minister-for-foreign-affairs, country: CN, name: 某某}\n"
            "to: [president-of-the-general-assembly, secretary-general]\nidentical: false\n"
            "salutation: 联合国大会主席某先生及秘书长某先生：\nbody: 我谨通知。",
            ("联合国大会主席某先生及秘书长某先生：", "我谨通知。")),
    Feature("annexes with numbered points that begin anew (50)",
            'body: "The Protocol (annex I) and the memorandum (annex II)."\n'
            'annexes: [{body: "1. One.\\n\\n4. Four."}, {body: "1. First."}]',
            ("The Protocol (annex I) and the memorandum (annex II).", "Annex I to the letter",
             "1. One.", "4. Four.", "Annex II to the letter", "1. First.")),
    Feature("experts appointed, by name, field and country (52)",
            "from: secretary-general\n" + SECURITY_COUNCIL + "to: "
            "president-of-the-security-council\n"
            "body: \"I have appointed the following experts:\\n\\n- Ann Sample, finance "
            "({{ country('NP') }})\\n- Bea Model, arms ({{ country('US') }})\"",
            ("I have appointed the following experts:", "Ann Sample, finance (Nepal)",
             "Bea Model, arms (the United States of America)")),
    Feature("an appointment (60, 64), with the text brought to the members' attention",
            "from: {office: secretary-general, name: Paulo Exemplo}\nto: president-of-the-security-"
            "council\ncirculation: {request: {action: attention}, organs: {organ: "
            "security-council}}\n"
            'body: "I intend to appoint Ms. Ann Sample (Nepal) as Head of Mission.\\n\\n'
            '{{ request_for_circulation }}"',
            ("Letter dated 2 March 2026 from the Secretary-General addressed to the President "
            "of the "
             "Security Council", "I intend to appoint Ms. Ann Sample (Nepal) as Head of Mission.",
             "I should be grateful if you would bring the present letter to the attention of the "
             "members of the Security Council.", "(Signed) Paulo Exemplo"), ("Annex",)),
    Feature("incidents listed under their dates (54)",
            'body: "It was found that:\\n\\n- On 3 January 2026, at noon, one;\\n- On 4 '
            'January 2026, '
            'two."', ("On 3 January 2026, at noon, one;", "On 4 January 2026, two.")),
    Feature("a note verbale in six lines of request (48, ar)",
            "kind: note-verbale\nlanguage: ar\nfrom: {office: permanent-mission, country: BH}\n"
            "to: [executive-office-of-the-secretary-general]\n"
            'body: "{{ opening }} تحيل طيه إعلانا {{ see_annex() }}.\\n\\n{{ '
            'request_for_circulation }}"\n'
            "annexes: [{kind: declaration, title: إعلان, body: \"1 - أولا\"}]",
            ("مذكرة شفوية مؤرخة 2 آذار/مارس 2026 موجهة إلى مكتب الأمين العام",
             "تهدي البعثة الدائمة لمملكة البحرين لدى الأمم المتحدة تحياتها إلى مكتب الأمين العام",
             "(انظر المرفق)", "مرفق المذكرة الشفوية المؤرخة 2 آذار/مارس 2026", "إعلان")),
]  # fmt: skip


@pytest.mark.parametrize("feature", [pytest.param(one, id=one.name) for one in FEATURES])
def test_a_feature_of_real_documents(feature: Feature) -> None:
    data: dict[str, Any] = yaml.safe_load(LETTER) | yaml.safe_load(feature.snippet)
    document = parse_document({key: value for key, value in data.items() if value is not None})
    text, place = words(render(document, format="txt").decode("utf-8")), 0
    for expected in feature.texts:
        found = text.find(words(expected), place)
        assert found >= 0, (expected, text)
        place = found + len(words(expected))
    for unwanted in feature.absent:
        assert unwanted not in text
    slots = compose(document).slots
    for slot, line in feature.slots.items():
        assert " ".join(plain(slots[slot][0]).split()) == line
    docx.Document(io.BytesIO(render(document)))
