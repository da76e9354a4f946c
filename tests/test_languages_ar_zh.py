"""Arabic and Chinese: what letters and notes say in every constellation (phrases.md §§1-7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dipdocs.compose.composition import Columns, Composition, Paragraph, Role, Slot, plain
from dipdocs.compose.document import compose
from dipdocs.language import load
from dipdocs.language.grammar import grammar
from dipdocs.model import parse_document

PR, CHARGE, OBSERVER = "permanent-representative", "charge-d-affaires", "permanent-observer"
MISSION = "permanent-mission"
SG, PGA = "secretary-general", "president-of-the-general-assembly"
PSC = "president-of-the-security-council"
COUNCIL = [{"organ": "security-council"}]


def party(office: str, country: str, **more: Any) -> dict[str, Any]:
    return {"office": office, "country": country, **more}


def letter(language: str, **more: Any) -> Composition:
    data = {
        "kind": "letter",
        "language": language,
        "date": "2009-07-06",
        "from": party(PR, "RU"),
        "to": [SG],
        "circulation": {"organs": COUNCIL},
        "body": "{{ request_for_circulation }}",
    }
    sender = more.pop("sender", None)
    organs, request = more.pop("organs", COUNCIL), more.pop("request", {})
    annexes = [{"body": "…"} for _ in range(more.pop("annexes", 0))]
    data |= {"circulation": {"organs": organs, "request": request}, "annexes": annexes, **more}
    if sender is not None:
        data["from"] = sender
    return compose(parse_document(data), typography=False)


def paragraphs(composition: Composition, wanted: str) -> list[str]:
    """The texts of a role, or of a rule."""
    return [
        plain(block.inlines)
        for block in composition.blocks()
        if isinstance(block, Paragraph) and wanted in (block.role, block.rule)
    ]


def block_lines(composition: Composition) -> list[str]:
    """The title block."""
    lines = []
    for block in composition.parts[0].blocks:
        if isinstance(block, Columns):
            lines += [plain(p.inlines) for column in block.columns for p in column]
        elif isinstance(block, Paragraph) and block.role in (
            Role.SESSION, Role.YEAR, Role.AGENDA_ITEM,
        ):  # fmt: skip
            lines.append(plain(block.inlines))
    return lines


# -- dates, numbers, lists -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("ar", date(2009, 7, 6), "6 تموز/يوليه 2009"),
        ("ar", date(2015, 1, 1), "1 كانون الثاني/يناير 2015"),
        ("ar", date(2014, 6, 30), "30 حزيران/يونيه 2014"),
        ("ar", date(2013, 12, 9), "9 كانون الأول/ديسمبر 2013"),
        ("zh", date(2009, 7, 6), "2009年7月6日"),
        ("zh", date(2015, 12, 1), "2015年12月1日"),
    ],
)
def test_dates(code: str, day: date, text: str) -> None:
    assert load(code).date(day) == text


@pytest.mark.parametrize("code", ["ar", "zh"])
def test_the_masthead_stays_in_english(code: str) -> None:
    found = letter(code, circulation={"organs": COUNCIL, "original": ["en", "ru"]})
    text = {slot: [plain(line) for line in lines] for slot, lines in found.slots.items()}
    assert text[Slot.DISTRIBUTION] == ["Distr.: General"]
    assert text[Slot.RELEASE_DATE] == ["6 July 2009"]
    assert text[Slot.LANGUAGE] == [{"ar": "Arabic", "zh": "Chinese"}[code]]
    assert text[Slot.ORIGINAL] == ["Original: English/Russian"]
    assert text[Slot.ORGANS] == [{"ar": "مجلس الأمن", "zh": "安全理事会"}[code]]
    assert found.direction == {"ar": "rtl", "zh": "ltr"}[code]


@pytest.mark.parametrize(
    ("code", "members", "text"),
    [
        ("ar", [], ""),
        ("ar", ["الأمين العام"], "الأمين العام"),
        ("ar", ["الأمين العام", "رئيس مجلس الأمن"], "الأمين العام ورئيس مجلس الأمن"),
        ("ar", ["132", "17 (ج)"], "132 و 17 (ج)"),
        ("ar", ["15", "33", "114"], "15 و 33 و 114"),
        ("zh", ["132", "17(c)"], "132和17(c)"),
        ("zh", ["15", "33", "114"], "15、33和114"),
    ],
)
def test_lists(code: str, members: list[str], text: str) -> None:
    assert grammar(code).join(members) == text


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("العراق", "للعراق"),
        ("أوكرانيا", "لأوكرانيا"),
        ("لبنان", "للبنان"),
        ("اللجنة", "للجنة"),
        ("الاتحاد الروسي", "للاتحاد الروسي"),
        ("اتحاد بورما", "لاتحاد بورما"),
        ("جمهورية أذربيجان", "لجمهورية أذربيجان"),
    ],
)
def test_lam(phrase: str, text: str) -> None:
    assert grammar("ar").dative(phrase) == text


@pytest.mark.parametrize(
    ("item", "arabic", "chinese"),
    [
        ("113 (b)", "113 (ب)", "113(b)"),
        ("17 (c)", "17 (ج)", "17(c)"),
        ("7 (e)", "7 (هـ)", "7(e)"),
        ("112 (j)", "112 (ي)", "112(j)"),
    ],
)
def test_letters_of_items(item: str, arabic: str, chinese: str) -> None:
    assert load("ar").sub_item(item) == arabic
    assert load("zh").sub_item(item) == chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (101, "一百零一"),
     (110, "一百一十"), (1001, "一千零一")],
)  # fmt: skip
def test_chinese_numerals(number: int, text: str) -> None:
    assert grammar("zh").numeral(number) == text


def test_no_chinese_numeral_below_one() -> None:
    with pytest.raises(ValueError, match="0 has no Chinese numeral"):
        grammar("zh").numeral(0)


@pytest.mark.parametrize(
    ("phrase", "gender"),
    [
        ("البعثة الدائمة لسويسرا", "f"),
        ("وزارة خارجية سويسرا", "f"),
        ("البعثات الدائمة", "f"),
        ("البعثتان الدائمتان", "f"),
        ("مكتب الأمين العام للأمم المتحدة", "m"),
        ("الممثلون الدائمون", "m"),
    ],
)
def test_the_gender_of_an_office(phrase: str, gender: str) -> None:
    assert grammar("ar").gender(phrase, "m") == gender


# -- title block -----------------------------------------------------------------------------------


def assembly(*items: str, provisional: bool = False, **session: int) -> dict[str, Any]:
    return {
        "organ": "general-assembly",
        "agenda": [{"item": item, "provisional": provisional} for item in items],
        **session,
    }


@pytest.mark.parametrize(
    ("organs", "arabic", "chinese"),
    [
        (
            [assembly("114"), *COUNCIL],
            ["الجمعية العامة", "الدورة الثالثة والستون", "البند 114 من جدول الأعمال",
             "مجلس الأمن", "السنة الرابعة والستون"],
            ["大会", "第六十三届会议", "议程项目114", "安全理事会", "第六十四年"],
        ),
        (
            [assembly("132", "17 (c)", session=69)],
            ["الدورة التاسعة والستون", "البندان 132 و 17 (ج) من جدول الأعمال"],
            ["第六十九届会议", "议程项目132和17(c)"],
        ),
        (
            [assembly("15", "33", "114", session=101)],
            ["الدورة الأولى بعد المائة", "البنود 15 و 33 و 114 من جدول الأعمال"],
            ["第一百零一届会议", "议程项目15、33和114"],
        ),
        (
            [assembly("5", emergency_special_session=10)],
            ["الدورة الاستثنائية الطارئة العاشرة", "البند 5 من جدول الأعمال"],
            ["第十届紧急特别会议", "议程项目5"],
        ),
        (
            [assembly("93", "94", provisional=True, session=66)],
            ["الدورة السادسة والستون", "البندان 93 و 94 من جدول الأعمال المؤقت"],
            ["第六十六届会议", "临时议程项目93和94"],
        ),
        (
            [{"organ": "economic-and-social-council", "session": 2015,
              "agenda": [{"item": "7 (b)"}]}],
            ["دورة عام 2015", "البند 7 (ب) من جدول الأعمال"],
            ["2015年届会", "议程项目7(b)"],
        ),
    ],
)  # fmt: skip
def test_title_block(organs: list[Any], arabic: list[str], chinese: list[str]) -> None:
    assert block_lines(letter("ar", organs=organs)) == arabic
    assert block_lines(letter("zh", organs=organs)) == chinese


def test_the_provisional_agenda_has_its_mark() -> None:
    entry = assembly(session=66) | {
        "agenda": [{"item": "93", "provisional": True, "document": "A/66/150"}]
    }
    assert block_lines(letter("ar", organs=[entry]))[-1] == "البند 93 من جدول الأعمال المؤقت*"
    found = letter("zh", organs=[entry])
    assert block_lines(found)[-1] == "临时议程*项目93"
    assert [(n.label, plain(n.inlines)) for n in found.notes] == [("*", "A/66/150。")]


# -- titles and annex headings ---------------------------------------------------------------------

D_AR, D_ZH = "6 تموز/يوليه 2009", "2009年7月6日"


@pytest.mark.parametrize(
    ("sender", "to", "arabic", "chinese"),
    [
        (party(PR, "RU"), [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من الممثل الدائم للاتحاد الروسي"
         " لدى الأمم المتحدة",
         f"{D_ZH}俄罗斯联邦常驻联合国代表给秘书长的信"),
        (party(PR, "QA", gender="f"), [{"office": PSC, "gender": "f"}],
         f"رسالة مؤرخة {D_AR} موجهة إلى رئيسة مجلس الأمن من الممثلة الدائمة لقطر"
         " لدى الأمم المتحدة",
         f"{D_ZH}卡塔尔常驻联合国代表给安全理事会主席的信"),
        ([party(PR, "RU"), party(PR, "UZ"), party(PR, "CN")], [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من الممثلين الدائمين للاتحاد الروسي وأوزبكستان"
         " والصين لدى الأمم المتحدة",
         f"{D_ZH}俄罗斯联邦、乌兹别克斯坦和中国常驻联合国代表给秘书长的信"),
        ([party(PR, "IQ", gender="f"), party(PR, "YE", gender="f")], [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من الممثلتين الدائمتين للعراق واليمن"
         " لدى الأمم المتحدة",
         f"{D_ZH}伊拉克和也门常驻联合国代表给秘书长的信"),
        ([party(PR, "IQ"), party(CHARGE, "YE", gender="f")], [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من الممثل الدائم للعراق لدى الأمم المتحدة"
         " والقائمة بالأعمال بالنيابة للبعثة الدائمة لليمن لدى الأمم المتحدة",
         f"{D_ZH}伊拉克常驻联合国代表和也门常驻联合国代表团临时代办给秘书长的信"),
        (party(CHARGE, "AR"), [PGA],
         f"رسالة مؤرخة {D_AR} موجهة إلى رئيس الجمعية العامة من القائم بالأعمال بالنيابة للبعثة"
         " الدائمة للأرجنتين لدى الأمم المتحدة",
         f"{D_ZH}阿根廷常驻联合国代表团临时代办给大会主席的信"),
        (party(OBSERVER, "PS"), [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من المراقب الدائم لفلسطين لدى الأمم المتحدة",
         f"{D_ZH}巴勒斯坦常驻联合国观察员给秘书长的信"),
        (party("deputy-permanent-representative", "SY", gender="f"), [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من نائبة الممثل الدائم للجمهورية العربية"
         " السورية لدى الأمم المتحدة",
         f"{D_ZH}阿拉伯叙利亚共和国常驻联合国副代表给秘书长的信"),
        (party("minister-for-foreign-affairs", "IQ"), [PSC],
         f"رسالة مؤرخة {D_AR} موجهة إلى رئيس مجلس الأمن من وزير خارجية العراق",
         f"{D_ZH}伊拉克外交部长给安全理事会主席的信"),
        (party(PR, "IL"), [SG, PSC],
         f"رسالتان متطابقتان مؤرختان {D_AR} موجهتان إلى الأمين العام ورئيس مجلس الأمن من الممثل"
         " الدائم لإسرائيل لدى الأمم المتحدة",
         f"{D_ZH}以色列常驻联合国代表给秘书长和安全理事会主席的同文信"),
        (party(OBSERVER, "PS"), [SG, PGA, PSC],
         f"رسائل متطابقة مؤرخة {D_AR} موجهة إلى الأمين العام ورئيس الجمعية العامة ورئيس مجلس الأمن"
         " من المراقب الدائم لفلسطين لدى الأمم المتحدة",
         f"{D_ZH}巴勒斯坦常驻联合国观察员给秘书长、大会主席和安全理事会主席的同文信"),
        (SG, [PSC],
         f"رسالة مؤرخة {D_AR} موجهة من الأمين العام إلى رئيس مجلس الأمن",
         f"{D_ZH}秘书长给安全理事会主席的信"),
        (party(PR, "PS", country_name={"ar": "دولة فلسطين", "zh": "巴勒斯坦国"}), [SG],
         f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من الممثل الدائم لدولة فلسطين"
         " لدى الأمم المتحدة",
         f"{D_ZH}巴勒斯坦国常驻联合国代表给秘书长的信"),
    ],
)  # fmt: skip
def test_titles(sender: Any, to: list[Any], arabic: str, chinese: str) -> None:
    assert paragraphs(letter("ar", sender=sender, to=to), Role.TITLE) == [arabic]
    assert paragraphs(letter("zh", sender=sender, to=to), Role.TITLE) == [chinese]


def test_a_title_of_ones_own_in_its_genitive() -> None:
    sender = {
        "title": {"ar": {"nominative": "المشاركون في المؤتمر", "genitive": "المشاركين في المؤتمر"}},
        "number": "plural",
    }
    (found,) = paragraphs(letter("ar", sender=sender), Role.TITLE)
    assert found == f"رسالة مؤرخة {D_AR} موجهة إلى الأمين العام من المشاركين في المؤتمر"


FROM_AR = "من الممثل الدائم للاتحاد الروسي لدى الأمم المتحدة"
FROM_ZH = f"{D_ZH}俄罗斯联邦常驻联合国代表给"


@pytest.mark.parametrize(
    ("to", "annexes", "arabic", "chinese"),
    [
        ([SG], 1,
         [f"مرفق الرسالة المؤرخة {D_AR} الموجهة إلى الأمين العام {FROM_AR}"],
         [f"{FROM_ZH}秘书长的信的附件"]),
        ([SG], 3,
         [f"المرفق {number} للرسالة المؤرخة {D_AR} الموجهة إلى الأمين العام {FROM_AR}"
          for number in ("الأول", "الثاني", "الثالث")],
         [f"{FROM_ZH}秘书长的信的附件{number}" for number in "一二三"]),
        ([SG, PSC], 1,
         [f"مرفق الرسالتين المتطابقتين المؤرختين {D_AR} الموجهتين إلى الأمين العام ورئيس مجلس الأمن"
          f" {FROM_AR}"],
         [f"{FROM_ZH}秘书长和安全理事会主席的同文信的附件"]),
        ([SG, PSC], 2,
         [f"المرفق {number} للرسالتين المتطابقتين المؤرختين {D_AR} الموجهتين إلى الأمين العام"
          f" ورئيس مجلس الأمن {FROM_AR}" for number in ("الأول", "الثاني")],
         [f"{FROM_ZH}秘书长和安全理事会主席的同文信的附件{number}" for number in "一二"]),
        ([SG, PGA, PSC], 1,
         [f"مرفق الرسائل المتطابقة المؤرخة {D_AR} الموجهة إلى الأمين العام ورئيس الجمعية العامة"
          f" ورئيس مجلس الأمن {FROM_AR}"],
         [f"{FROM_ZH}秘书长、大会主席和安全理事会主席的同文信的附件"]),
    ],
)  # fmt: skip
def test_annex_headings(to: list[Any], annexes: int, arabic: list[str], chinese: list[str]) -> None:
    assert paragraphs(letter("ar", to=to, annexes=annexes), Role.ANNEX_HEADING) == arabic
    assert paragraphs(letter("zh", to=to, annexes=annexes), Role.ANNEX_HEADING) == chinese


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [("ar", ["المرفق"], ["المرفق الأول", "المرفق الثاني"]), ("zh", ["附件"], ["附件一", "附件二"])],
)
def test_annexes_of_the_secretary_general_are_headed_plainly(
    code: str, one: list[str], two: list[str]
) -> None:
    assert paragraphs(letter(code, sender=SG, to=[PSC], annexes=1), Role.ANNEX_HEADING) == one
    assert paragraphs(letter(code, sender=SG, to=[PSC], annexes=2), Role.ANNEX_HEADING) == two


@pytest.mark.parametrize(
    ("code", "headings", "note"),
    [
        ("ar", ["الضميمة الأولى", "التذييل", "الضميمة الثانية"], "[الأصل: بالإنكليزية والروسية]"),
        ("zh", ["附文一", "附录", "附文二"], "[原件：英文和俄文]"),
    ],
)
def test_enclosures_appendices_and_the_note_of_the_original(
    code: str, headings: list[str], note: str
) -> None:
    annex = {
        "body": "…",
        "original": ["en", "ru"],
        "enclosures": [{"body": "…", "appendices": [{"body": "…"}]}, {"body": "…"}],
    }
    found = letter(code)
    document = parse_document(
        {"kind": "letter", "language": code, "date": "2009-07-06", "from": party(PR, "RU"),
         "to": SG, "body": "…", "annexes": [annex]}
    )  # fmt: skip
    found = compose(document, typography=False)
    assert paragraphs(found, Role.ANNEX_HEADING)[1:] == headings
    assert paragraphs(found, Role.ORIGINAL_NOTE) == [note]


@pytest.mark.parametrize(
    ("annexes", "body", "arabic", "chinese"),
    [
        (1, "{{ see_annex() }}", "(انظر المرفق)", "(见附件)"),
        (2, "{{ see_annex() }}", "(انظر المرفقين)", "(见附件)"),
        (3, "{{ see_annex() }}", "(انظر المرفقات)", "(见附件)"),
        (3, "{{ see_annex(2) }}", "(انظر المرفق الثاني)", "(见附件二)"),
        (3, "{{ see_annex(1, 3) }}", "(انظر المرفقين الأول والثالث)", "(见附件一和三)"),
    ],
)
def test_see_annex(annexes: int, body: str, arabic: str, chinese: str) -> None:
    assert paragraphs(letter("ar", annexes=annexes, body=body), "see") == [arabic]
    assert paragraphs(letter("zh", annexes=annexes, body=body), "see") == [chinese]


# -- requests --------------------------------------------------------------------------------------

GA_SC = [assembly("42", session=69), *COUNCIL]
WE = [party(PR, "RU"), party(PR, "CN")]


@pytest.mark.parametrize(
    ("more", "arabic", "chinese"),
    [
        ({}, "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن.",
         "请将本信作为安全理事会的文件分发为荷。"),
        ({"annexes": 1},
         "وأرجو ممتنا تعميم هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق مجلس الأمن.",
         "请将本信及其附件作为安全理事会的文件分发为荷。"),
        ({"annexes": 2, "request": {"words": {"ar": "tatafaddalu", "zh": "ben-han"}},
          "organs": GA_SC},
         "وأرجو ممتنا أن تتفضلوا بتعميم هذه الرسالة ومرفقيها بوصفها وثيقة من وثائق الجمعية العامة،"
         " في إطار البند 42 من جدول الأعمال، ومن وثائق مجلس الأمن.",
         "请将本函及其附件作为大会议程项目42下的文件和安全理事会的文件分发为荷。"),
        ({"annexes": 3},
         "وأرجو ممتنا تعميم هذه الرسالة ومرفقاتها بوصفها وثيقة من وثائق مجلس الأمن.",
         "请将本信及其附件作为安全理事会的文件分发为荷。"),
        ({"annexes": 1, "sender": party(PR, "QA", gender="f")},
         "وأرجو ممتنة تعميم هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق مجلس الأمن.",
         "请将本信及其附件作为安全理事会的文件分发为荷。"),
        ({"sender": WE}, "ونرجو ممتنين تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن.",
         "请将本信作为安全理事会的文件分发为荷。"),
        ({"sender": WE, "request": {"words": {"ar": "tatafaddalu", "zh": "ben-han"}}},
         "ونرجو ممتنين أن تتفضلوا بتعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن.",
         "请将本函作为安全理事会的文件分发为荷。"),
        ({"annexes": 1, "request": {"of": "letter"}},
         "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن.",
         "请将本信作为安全理事会的文件分发为荷。"),
        ({"annexes": 1, "request": {"of": "annexes"}},
         "وأرجو ممتنا تعميم مرفق هذه الرسالة بوصفه وثيقة من وثائق مجلس الأمن.",
         "请将本信附件作为安全理事会的文件分发为荷。"),
        ({"annexes": 2, "request": {"of": "annexes"}},
         "وأرجو ممتنا تعميم مرفقي هذه الرسالة بوصفهما وثيقة من وثائق مجلس الأمن.",
         "请将本信附件作为安全理事会的文件分发为荷。"),
        ({"annexes": 1, "organs": [assembly("68", session=69)], "request": {"session": "organ"}},
         "وأرجو ممتنا تعميم هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق الدورة التاسعة والستين"
         " للجمعية العامة، في إطار البند 68 من جدول الأعمال.",
         "请将本信及其附件作为大会第六十九届会议议程项目68下的文件分发为荷。"),
        ({"organs": [assembly("35", "36", session=63), *COUNCIL], "request": {"session": "item"}},
         "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق الجمعية العامة، في إطار البندين"
         " 35 و 36 من جدول أعمال الدورة الثالثة والستين، ومن وثائق مجلس الأمن.",
         "请将本信作为大会第六十三届会议议程项目35和36下的文件和安全理事会的文件分发为荷。"),
        ({"organs": [assembly("93", provisional=True, session=66)],
          "request": {"session": "item"}},
         "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق الجمعية العامة، في إطار البند 93"
         " من جدول الأعمال المؤقت للدورة السادسة والستين.",
         "请将本信作为大会第六十六届会议临时议程项目93下的文件分发为荷。"),
        ({"organs": [*COUNCIL, assembly("5", emergency_special_session=10)]},
         "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن ومن وثائق الدورة"
         " الاستثنائية الطارئة العاشرة للجمعية العامة، في إطار البند 5 من جدول الأعمال.",
         "请将本信作为安全理事会的文件和大会第十届紧急特别会议议程项目5下的文件分发为荷。"),
        ({"annexes": 1, "request": {"action": "attention"}},
         "وأرجو ممتنا إطلاع أعضاء مجلس الأمن على هذه الرسالة ومرفقها.",
         "请将本信及其附件提请安全理事会成员注意为荷。"),
        ({"annexes": 1, "request": {"action": "both"}},
         "وأرجو ممتنا توجيه نظر أعضاء مجلس الأمن إلى هذه الرسالة ومرفقها وإصدارهما باعتبارهما"
         " وثيقة من وثائق مجلس الأمن.",
         "请提请安全理事会成员注意本信及其附件并将其作为安全理事会的文件分发为荷。"),
    ],
)  # fmt: skip
def test_requests(more: dict[str, Any], arabic: str, chinese: str) -> None:
    for code, expected in (("ar", arabic), ("zh", chinese)):
        asked = dict(more.get("request", {}))
        if "words" in asked:
            asked["words"] = asked["words"][code]
        found = paragraphs(letter(code, **{**more, "request": asked}), "request")
        assert found == [expected]


@pytest.mark.parametrize(
    ("code", "words", "organs", "expected"),
    [
        ("ar", ["min-wathaiq", "bila-fasila"], GA_SC[:1],
         "وأرجو ممتنا تعميم هذه الرسالة ومرفقها بوصفهما من وثائق الجمعية العامة في إطار البند 42"
         " من جدول الأعمال."),
        ("ar", ["nass"], GA_SC,
         "وأرجو ممتنا تعميم نص هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق الجمعية العامة، في إطار"
         " البند 42 من جدول الأعمال، ومن وثائق مجلس الأمن."),
        ("zh", ["xiang-xia"], GA_SC,
         "请将本信及其附件作为大会议程项目42项下和安全理事会的文件分发为荷。"),
        ("zh", ["ben-han", "wu-de"], GA_SC,
         "请将本函及其附件作为大会议程项目42下的文件和安全理事会文件分发为荷。"),
    ],
)  # fmt: skip
def test_words_of_choice(code: str, words: list[str], organs: list[Any], expected: str) -> None:
    found = letter(code, annexes=1, organs=organs, request={"words": words})
    assert paragraphs(found, "request") == [expected]


# -- notes verbales, signatures --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "to", "arabic", "chinese"),
    [
        (party(MISSION, "BH"), ["executive-office-of-the-secretary-general"],
         "تهدي البعثة الدائمة لمملكة البحرين لدى الأمم المتحدة تحياتها إلى مكتب الأمين العام"
         " للأمم المتحدة وتتشرف بأن",
         "巴林王国常驻联合国代表团向联合国秘书长办公厅致意，并谨"),
        ("office-of-legal-affairs", [party(MISSION, "IQ")],
         "يهدي مكتب الشؤون القانونية تحياته إلى البعثة الدائمة لجمهورية العراق لدى الأمم المتحدة"
         " ويتشرف بأن",
         "法律事务厅向伊拉克共和国常驻联合国代表团致意，并谨"),
        ([party(MISSION, "CH"), party(MISSION, "NO")], [SG],
         "تهدي البعثتان الدائمتان للاتحاد السويسري ومملكة النرويج لدى الأمم المتحدة تحياتهما إلى"
         " الأمين العام وتتشرفان بأن",
         "瑞士联邦和挪威王国常驻联合国代表团向秘书长致意，并谨"),
        ([party(MISSION, "CH"), party(MISSION, "NO"), party(MISSION, "IQ")], [SG],
         "تهدي البعثات الدائمة للاتحاد السويسري ومملكة النرويج وجمهورية العراق لدى الأمم المتحدة"
         " تحياتها إلى الأمين العام وتتشرف بأن",
         "瑞士联邦、挪威王国和伊拉克共和国常驻联合国代表团向秘书长致意，并谨"),
        ({"title": {"ar": "وزارة خارجية سويسرا", "zh": "瑞士联邦外交部"}}, [SG],
         "تهدي وزارة خارجية سويسرا تحياتها إلى الأمين العام وتتشرف بأن",
         "瑞士联邦外交部向秘书长致意，并谨"),
    ],
)  # fmt: skip
def test_openings(sender: Any, to: list[Any], arabic: str, chinese: str) -> None:
    for code, expected in (("ar", arabic), ("zh", chinese)):
        found = letter(code, kind="note-verbale", sender=sender, to=to, body="{{ opening }}")
        assert paragraphs(found, "opening") == [expected]


def test_a_note_verbale() -> None:
    note = {"kind": "note-verbale", "sender": party(MISSION, "CH"), "annexes": 1}
    arabic, chinese = letter("ar", **note), letter("zh", **note)
    assert paragraphs(arabic, Role.TITLE) == [
        f"مذكرة شفوية مؤرخة {D_AR} موجهة إلى الأمين العام من البعثة الدائمة لسويسرا"
        " لدى الأمم المتحدة"
    ]
    assert paragraphs(chinese, Role.TITLE) == [f"{D_ZH}瑞士常驻联合国代表团给秘书长的普通照会"]
    assert paragraphs(arabic, Role.ANNEX_HEADING) == [
        f"مرفق المذكرة الشفوية المؤرخة {D_AR} الموجهة إلى الأمين العام من البعثة الدائمة لسويسرا"
        " لدى الأمم المتحدة"
    ]
    assert paragraphs(chinese, Role.ANNEX_HEADING) == [
        f"{D_ZH}瑞士常驻联合国代表团给秘书长的普通照会的附件"
    ]
    assert paragraphs(arabic, "request") == [
        "وترجو البعثة الدائمة للاتحاد السويسري لدى الأمم المتحدة ممتنة"
        " تعميم هذه المذكرة الشفوية ومرفقها بوصفهما وثيقة من وثائق مجلس الأمن."
    ]
    assert paragraphs(chinese, "request") == [
        "瑞士联邦常驻联合国代表团还谨请求将本照会及其附件作为安全理事会的文件予以分发。"
    ]


def test_transmittal() -> None:
    for code, sender, expected in [
        ("ar", party(PR, "RU"), "أتشرف بأن أحيل إليكم طيه نص الإعلان (انظر المرفق)."),
        ("ar", WE, "نتشرف بأن نحيل إليكم طيه نص الإعلان (انظر المرفق)."),
        ("zh", party(PR, "RU"), "谨随函转递宣言(见附件)。"),
        ("zh", WE, "我们谨随函转递宣言(见附件)。"),
    ]:
        text = {"ar": "نص الإعلان", "zh": "宣言"}[code]
        body = f"{{{{ transmittal('{text}') }}}}"
        found = letter(code, annexes=1, sender=sender, body=body)
        assert paragraphs(found, "transmittal") == [expected]


def test_signatures() -> None:
    arabic = letter(
        "ar",
        sender=party(PR, "RU", name="فيتالي تشوركين", position=["السفير", "الممثل الدائم"]),
    )
    assert paragraphs(arabic, Role.SIGNATURE) + paragraphs(arabic, Role.POSITION) == [
        "(توقيع) فيتالي تشوركين", "السفير", "الممثل الدائم",
    ]  # fmt: skip
    chinese = letter("zh", sender=party(PR, "CN", name="*黄*华", position=["大使", "常驻代表"]))
    roles = [
        (block.role, plain(block.inlines))
        for block in chinese.blocks()
        if isinstance(block, Paragraph) and block.role in (Role.SIGNATURE, Role.POSITION)
    ]
    assert roles == [
        (Role.POSITION, "大使"), (Role.POSITION, "常驻代表"), (Role.SIGNATURE, "黄华（签名）"),
    ]  # fmt: skip


# -- typography ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "written", "set_"),
    [
        ("ar", 'في "دوما"، في 6 تموز/يوليه', "في ”دوما“، في 6\u00a0تموز/يوليه"),
        ("ar", "البندان 132 و 17 (ج)", "البندان\u00a0132 و\u00a017 (ج)"),
        ("ar", "القرار 1990 (2011)؛ لماذا؟", "القرار\u00a01990 (2011)؛ لماذا؟"),
        ("zh", '发表"宣言"，见附件。', "发表“宣言”，见附件。"),
        ("zh", "第1990（2011）号决议（签名）", "第1990(2011)号决议（签名）"),
        ("zh", "议程项目 13 下的文件；第3235 (XXIX)号", "议程项目13下的文件；第3235 (XXIX)号"),
    ],
)
def test_typography(code: str, written: str, set_: str) -> None:
    assert load(code).typography.text(written) == set_
