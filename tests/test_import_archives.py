"""Reading back what archives hold: other seats, other orders of words, what scanners leave."""

from __future__ import annotations

from datetime import date

import pytest

from dipdocs.importing import Passage, Script, recognise
from dipdocs.importing.reading import script_of
from dipdocs.importing.report import report_of
from tests.read_back import named

BODIES = {
    "en": "I have the honour to transmit herewith the text of a statement.",
    "fr": "J'ai l'honneur de vous faire tenir ci-joint le texte d'une déclaration.",
    "es": "Tengo el honor de transmitirle adjunto el texto de la declaración.",
    "ru": "Имею честь настоящим препроводить текст заявления.",
    "zh": "谨随函转递声明全文。",
    "ar": "يشرفني أن أحيل إليكم طيه نص البيان.",
}

# language | title | date | senders | addressees
TITLES = """\
en|Letter dated 4 March 2013 from the Permanent Representative of Algeria to the United Nations Office and other international organizations at Geneva addressed to the President of the Human Rights Council|2013-03-04|permanent-representative/DZ|president-of-the-human-rights-council
en|Letter dated 17 March 1999 from the Chargé d'affaires a.i. of the Mission of Afghanistan to the United Nations addressed to the Secretary-General|1999-03-17|charge-d-affaires/AF|secretary-general
en|Letter dated 5 May 2008 from the Permanent Representative of Chad to the United Nations addressed to the Secretary-General of the League of Arab States|2008-05-05|permanent-representative/TD|title
en|Letter dated 5 May 2008 from the Permanent Representative of Chad to the United Nations addressed to the President of the Security Council on behalf of the African Union|2008-05-05|permanent-representative/TD|president-of-the-security-council
en|Letter dated 1 July 2009 from the Permanent Observers of Canada the Central African Republic and Saudi Arabia to the United Nations addressed to the Secretary-General the President of the General Assembly and the President of the Security Council|2009-07-01|permanent-observer/CA permanent-observer/CF permanent-observer/SA|secretary-general president-of-the-general-assembly president-of-the-security-council
en|Letter dated 2 Septernber 2004 frorn the Permanent Representative of the Syrian Arab Republic to the United Nations addressed to the President ofthe Security Council|2004-09-02|permanent-representative/SY|president-of-the-security-council
en|Identical letters dated 1 October 2009 from the Deputy Perma- nent Representative of the Libyan Arab Jamahiriya to the United Nations addressed to the Secretary- General and the President of the Security Council|2009-10-01|deputy-permanent-representative/LY|secretary-general president-of-the-security-council
fr|Note verbale datée du 28 février 2009, adressée au Secrétaire général par la Mission permanente des États- Unis d'Amérique auprès de l'Office des Nations Unies à Genève|2009-02-28|permanent-mission/US|secretary-general
fr|Lettre datée du 12 mai 2005, adressée au Secrétaire général par le Ministre des affaires étrangères, de la coopération et de la francophonie du Burundi|2005-05-12|minister-for-foreign-affairs/BI|secretary-general
fr|Lettre datée du 5 mai 2008, adressée au Secrétaire général de la Ligue des États arabes par le Représentant permanent du Tchad auprès de l'Organisation des Nations Unies|2008-05-05|permanent-representative/TD|title
es|Nota verbal de fecha 1º de marzo de 2005 dirigida al Secretario General por la Misión Permanente de los Emiratos Árabes Unidos ante las Naciones Unidas|2005-03-01|permanent-mission/AE|secretary-general
es|CARTA DE FECHA 1° DE MARZO DE 1995 DIRIGIDA AL PRESIDENTE DEL CONSEJO DE SEGURIDAD POR EL REPRESENTANTE PERMANENTE DE ANGOLA ANTE LAS NACIONES UNIDAS|1995-03-01|permanent-representative/AO|president-of-the-security-council
es|Carta de fecha 1 de marzo de 2005 dirigida a la Presidencia del Consejo de Seguridad por la Encargada de Negocios a.i. de la Misión Permanente de Eritrea ante las Naciones Unidas|2005-03-01|charge-d-affaires/ER|president-of-the-security-council
ru|Письмо представителей Казахстана, Китая и Таджикистана при Организации Объединенных Наций от 12 марта 2003 г. на имя Генерального секретаря|2003-03-12|permanent-representative/KZ permanent-representative/CN permanent-representative/TJ|secretary-general
ru|Письмо от 12 марта 2003 года на имя Генерального секретаря Постоянного представителя Грузии при Организации Объединенных Наций|2003-03-12|permanent-representative/GE|secretary-general
ru|Письмо Постоянного представителя Азербайджана при Отделении Организации Объединенных Наций в Женеве от 12 марта 2010 года на имя Председателя Совета по правам человека|2010-03-12|permanent-representative/AZ|president-of-the-human-rights-council
zh|二〇〇三年三月十二日俄罗斯联邦常驻联合国代表给秘书长的信|2003-03-12|permanent-representative/RU|secretary-general
zh|二○一九年十月三十一日中国常驻联合国代表给安理会主席的信|2019-10-31|permanent-representative/CN|president-of-the-security-council
zh|中国常驻联合国代表给秘书长的信（2003年3月12日）|2003-03-12|permanent-representative/CN|secretary-general
zh|2010年3月12日阿尔及利亚常驻联合国日内瓦办事处代表给人权理事会主席的信|2010-03-12|permanent-representative/DZ|president-of-the-human-rights-council
ar|رسالة مؤرخة ٥ أيار/مايو ٢٠٠٨ موجهة من المندوب الدائم للمملكة المغربية لدى الأمم المتحدة إلى الأمين العام|2008-05-05|permanent-representative/MA|secretary-general
ar|رسالة مؤرخة ٥ أيار / مايو ٢٠٠٨ موجهة إلى الأمين العام من الممثل الدائم لدولة الإمارات العربية المتحدة لدى الأمم المتحدة|2008-05-05|permanent-representative/AE|secretary-general
ar|رسالة مؤرخة ١٢ آذار/مارس ٢٠١٣ موجهة إلى رئيس مجلس حقوق الإنسان من الممثل الدائم للجزائر لدى مكتب الأمم المتحدة في جنيف|2013-03-12|permanent-representative/DZ|president-of-the-human-rights-council
"""  # noqa: E501


@pytest.mark.parametrize("line", TITLES.splitlines(), ids=lambda line: line[:60])
def test_titles_as_archives_have_them(line: str) -> None:
    language, title, day, senders, addressees = line.split("|")
    found = recognise(
        Script((Passage(title, "line 1"), Passage(BODIES[language], "line 2")), "x.txt")
    ).data
    assert found["language"] == language
    assert str(found["date"]) == day
    assert named(found["from"]) == senders.split()
    assert named(found["to"]) == addressees.split()


OPENINGS = """\
fr|La Mission permanente de la République du Mali auprès des Nations Unies présente ses compliments à Monsieur le Secrétaire général de l'Organisation des Nations Unies et a l'honneur de lui faire parvenir la réponse.|permanent-mission/ML|secretary-general
es|La Misión Permanente de Colombia ante las Naciones Unidas saluda muy atentamente a la Secretaría de las Naciones Unidas y tiene el honor de referirse a su nota.|permanent-mission/CO|secretariat
ar|تهدي البعثة الدائمة لجمهورية العراق لدى الأمم المتحدة أطيب تحياتها إلى الأمين العام للأمم المتحدة وتتشرف بأن تحيل طيه نص البيان.|permanent-mission/IQ|secretary-general
"""  # noqa: E501


@pytest.mark.parametrize("line", OPENINGS.splitlines(), ids=lambda line: line[:40])
def test_openings_as_archives_have_them(line: str) -> None:
    language, text, senders, addressees = line.split("|")
    found = recognise(Script((Passage(text, "line 1"),), "x.txt")).data
    assert (found["language"], found["kind"]) == (language, "note-verbale")
    assert named(found["from"]) == [senders]
    assert named(found["to"]) == [addressees]


def read(text: str) -> dict[str, object]:
    return recognise(script_of(text.encode(), "x.txt")).data


def test_a_whole_letter_on_one_short_line() -> None:
    found = read(
        "联合国 S/2009/343 安全理事会 Distr.: General 30 December 2009 Original: Chinese "
        "2009年7月16日法国常驻联合国观察员给安全理事会主席的信 谨随函转递声明全文。 阿布（签名）"
    )
    assert named(found["from"]) == ["permanent-observer/FR"]
    assert found["circulation"]["symbols"] == ["S/2009/343"]  # type: ignore[index]


def test_a_title_that_runs_into_the_text() -> None:
    found = read(
        "S/2009/12\nSecurity Council\nNote verbale dated 28 October 2009 from the Permanent "
        "Mission of Cuba to the United Nations addressed to the President of the Security Council "
        "I have the honour to transmit herewith the text of a statement."
    )
    assert (found["date"], named(found["from"])) == (date(2009, 10, 28), ["permanent-mission/CU"])
    assert found["body"] == "I have the honour to transmit herewith the text of a statement."


def test_an_annexed_letter_has_its_own_title() -> None:
    found = read(
        "Letter dated 20 March 2003 from the Permanent Representative of Spain to the United "
        "Nations addressed to the President of the Security Council\nI have the honour to transmit "
        "a letter.\n(Signed) Inocencio F. Arias\nAnnex\nLetter dated 19 March 2003 from the "
        "President of the Government of Spain addressed to the Secretary-General\n"
        "Excellency, I write to you.\n(Signed) José María Aznar"
    )
    (annex,) = found["annexes"]  # type: ignore[misc]
    assert (annex["kind"], annex["date"], annex["to"]) == (
        "letter", date(2003, 3, 19), ["secretary-general"],
    )  # fmt: skip
    assert annex["body"] == "Excellency, I write to you."
    assert annex["from"]["name"] == "José María Aznar"


def test_a_day_over_a_salutation_is_the_letters() -> None:
    found = read(
        "15 December 1998\n\nSir,\n\nI have the honour to refer to your letter.\n\n"
        "Accept, Sir, the assurances of my highest consideration.\n\n(Signed) Jassim Buallay"
    )
    assert found["date"] == date(1998, 12, 15)
    assert "circulation" not in found


@pytest.mark.parametrize(("figures", "day"), [("160496", "1996-04-16"), ("160409", "2009-04-16")])
def test_days_of_release_lines(figures: str, day: str) -> None:
    found = read(
        "S/1996/285\nSecurity Council\nLetter dated 15 April 1996 from the Permanent "
        "Representative of Lebanon to the United Nations addressed to the Secretary-General\n"
        f"I have the honour to inform you.\n(Signed) Hicham Hamdan\n96-09321 (E)   {figures}"
    )
    assert list(map(str, found["circulation"]["processed"])) == [day]  # type: ignore[index]


def test_every_row_of_the_report_tells_where_and_by_what() -> None:
    script = script_of(
        b"A/63/914-S/2009/343\nGeneral Assembly\nSixty-third session\nAgenda item 114\n"
        b"LETTER DATED 6 JULY 2009 FROM THE PERMANENT REPRESENTATIVE OF CUBA TO THE UNITED NATIONS "
        b"ADDRESSED TO THE SECRETARY-GENERAL\nI have the honour to transmit a declaration (see "
        b"annex).\nI should be grateful if you would have the present letter and its annex "
        b"circulated as a document of the General Assembly, under agenda item 114, and of the "
        b"Security Council.\n(Signed) A. Moreno\nAmbassador\nAnnex\nDeclaration of the Heads of "
        b"State\nThe Heads of State met.\n09-40913 (E)    160709",
        "x.txt",
    )
    found = recognise(script)
    rows = report_of("x.txt", found, (), (), found.data).rows
    assert [row.field for row in rows if not (row.places and row.rule)] == []
    by = {row.field: (row.places, row.rule) for row in rows}
    assert by["language"] == (("line 1 – line 13",), "stop-words")
    assert by["circulation.organs[0].agenda[0].item"] == (("line 4",), "agenda")
    assert by["from.country"] == (("line 5",), "title")
    assert by["title"] == (("line 5",), "text")
    assert by["annexes[0].kind"][1] == "declarations"


def test_symbols_said_twice_are_told_to_be_repeated() -> None:
    script = script_of(b"A/63/914\nGeneral Assembly\nA/63/914\nThe text.", "x.txt")
    assert [passage.text for passage in recognise(script).repeated] == ["A/63/914"]


def test_a_wording_that_is_only_read_takes_no_gender_from_one_that_is_written() -> None:
    found = recognise(
        Script(
            (
                Passage(
                    "رسالة مؤرخة 1 كانون الثاني/يناير 2000 موجهة إلى الأمين العام "
                    "من وزيرة خارجية أندورا",
                    "line 1",
                ),
                Passage(BODIES["ar"], "line 2"),
            ),
            "x.txt",
        )
    ).data
    assert found["from"]["gender"] == "f"
