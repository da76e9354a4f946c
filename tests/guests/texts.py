"""The texts in four languages, and what a reader must find of them, in order.

Nothing here knows the reader: numbers are counted off by hand-written rows of figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tests.word_files import png

LANGUAGES = ("fr", "ru", "ar", "zh")
MAKERS = ("writer", "web", "pandoc", "python-docx", "docx-npm")
IMAGE = png(40, 30, 90)
LINK = "https://www.un.org/a?b=1&c=2"

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "h1": "Déclaration sur les ports", "h2": "Mesures", "h3": "Contributions",
        "plain": "Les États participants rappellent leur réunion de ", "bold": "mai",
        "between": " et ", "italic": "réaffirment", "end": " leurs engagements.",
        "a": "Ouvrir les ports", "b": "Échanger les données :", "ba": "météorologiques",
        "bb": "maritimes :", "bba": "courants", "bbb": "marées", "bc": "sanitaires",
        "c": "Se réunir chaque année", "after": "Les mesures ci-après sont d’ordre financier.",
        "r1": "Première tranche", "r2": "Seconde tranche",
        "t1": "État", "t2": "Montant", "t3": "Part", "t4": "Ensemble de la région",
        "t5": "Île « A »", "t6": "1 250,5", "t7": "10 %", "t8": "2 400", "t9": "20 %",
        "alt": "Carte des ports", "link": "le site", "see": "Voir ", "stop": ".",
        "note": "Adoptée par consensus.", "note2": "Voir le rapport, p. 3.",
    },
    "ru": {
        "h1": "Заявление о портах", "h2": "Меры", "h3": "Взносы",
        "plain": "Государства-участники напоминают о встрече в ", "bold": "мае",
        "between": " и ", "italic": "подтверждают", "end": " свои обязательства.",
        "a": "Открыть порты", "b": "Обмениваться данными:", "ba": "о погоде",
        "bb": "о море:", "bba": "течения", "bbb": "приливы", "bc": "о здоровье",
        "c": "Встречаться ежегодно", "after": "Следующие меры являются финансовыми.",
        "r1": "Первый транш", "r2": "Второй транш",
        "t1": "Государство", "t2": "Сумма", "t3": "Доля", "t4": "Весь регион",
        "t5": "Остров «А»", "t6": "1250,5", "t7": "10 %", "t8": "2400", "t9": "20 %",
        "alt": "Карта портов", "link": "сайт", "see": "См. ", "stop": ".",
        "note": "Принято консенсусом.", "note2": "См. доклад, с. 3.",
    },
    "ar": {
        "h1": "إعلان بشأن الموانئ", "h2": "التدابير", "h3": "المساهمات",
        "plain": "تشير الدول المشاركة إلى اجتماعها المعقود في ", "bold": "أيار",
        "between": " و", "italic": "تؤكد من جديد", "end": " التزاماتها.",
        "a": "فتح الموانئ", "b": "تبادل البيانات:", "ba": "عن الطقس",
        "bb": "عن البحر:", "bba": "التيارات", "bbb": "المد والجزر", "bc": "عن الصحة",
        "c": "الاجتماع كل سنة", "after": "التدابير التالية تدابير مالية.",
        "r1": "الشريحة الأولى", "r2": "الشريحة الثانية",
        "t1": "الدولة", "t2": "المبلغ", "t3": "الحصة", "t4": "المنطقة كلها",
        "t5": "الجزيرة «ألف»", "t6": "1250", "t7": "10 في المائة", "t8": "2400",
        "t9": "20 في المائة",
        "alt": "خريطة الموانئ", "link": "الموقع", "see": "انظر ", "stop": ".",
        "note": "اعتمد بتوافق الآراء.", "note2": "انظر التقرير، الصفحة 3.",
    },
    "zh": {
        "h1": "关于港口的宣言", "h2": "措施", "h3": "捐款",
        "plain": "与会国回顾其在", "bold": "五月",
        "between": "举行的会议，并", "italic": "重申", "end": "各自的承诺。",
        "a": "开放港口", "b": "交流数据：", "ba": "气象数据",
        "bb": "海洋数据：", "bba": "洋流", "bbb": "潮汐", "bc": "卫生数据",
        "c": "每年举行会议", "after": "下列措施涉及财务。",
        "r1": "第一期", "r2": "第二期",
        "t1": "国家", "t2": "数额", "t3": "份额", "t4": "整个区域",
        "t5": "“甲”岛", "t6": "1 250", "t7": "10%", "t8": "2 400", "t9": "20%",
        "alt": "港口地图", "link": "网站", "see": "见", "stop": "。",
        "note": "经协商一致通过。", "note2": "见报告第3页。",
    },
}  # fmt: skip

LIST = (("a", 0), ("b", 0), ("ba", 1), ("bb", 1), ("bba", 2), ("bbb", 2), ("bc", 1), ("c", 0))
"""The first list: what each item says, and how deep it stands."""
AGAIN = (("r1", 0), ("r2", 0))
"""The second, which begins anew."""


class Level(NamedTuple):
    """How a level is numbered: Word's and LibreOffice's names of the form, what is printed."""

    word: str
    office: str
    before: str
    row: str
    after: str


ROMAN = "i ii iii iv"
UN = (
    Level("decimal", "1", "", "1 2 3 4", "."),
    Level("lowerLetter", "a", "(", "a b c d", ")"),
    Level("lowerRoman", "i", "(", ROMAN, ")"),
)
LEVELS: dict[str, tuple[Level, Level, Level]] = {
    "fr": (
        Level("upperRoman", "I", "", "I II III IV", "."),
        Level("lowerLetter", "a", "", "a b c d", ")"),
        UN[2],
    ),
    "ru": (
        Level("russianUpper", "А, Б, .., Аа, Аб, ... (ru)", "", "А Б В Г", "."),
        Level("russianLower", "а, б, .., аа, аб, ... (ru)", "", "а б в г", ")"),
        Level("decimal", "1", "", "1 2 3 4", ")"),
    ),
    "ar": (
        Level("arabicAbjad", "", "", "أ ب ج د", "-"),
        Level("decimal", "1", "(", "1 2 3 4", ")"),
        Level("arabicAlpha", "أ, ب, ت, ...", "(", "أ ب ت ث", ")"),
    ),
    "zh": (
        Level("chineseCountingThousand", "一, 二, 三, ...", "", "一 二 三 四", "、"),
        Level("chineseCounting", "一, 二, 三, ...", "（", "一 二 三 四", "）"),
        Level("decimalEnclosedCircleChinese", "①, ②, ③, ...", "", "① ② ③ ④", ""),
    ),
}
"""How each language numbers in its own way, for the programs that can."""
ALPHABET = Level("arabicAlpha", "أ, ب, ت, ...", "", "أ ب ت ث", "-")
"""LibreOffice knows the order of the alphabet alone."""
WEB = (
    Level("", "1", "", "1 2 3 4", "."),
    Level("", "a", "", "a b c d", "."),
    Level("", "i", "", ROMAN, "."),
)


@dataclass(frozen=True)
class Case:
    """One of the twenty files."""

    maker: str
    language: str

    @property
    def name(self) -> str:
        return f"{self.maker}-{self.language}"

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.language]

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def levels(self) -> tuple[Level, ...]:
        """How this program numbers the levels of the lists."""
        match self.maker:
            case "web":
                return WEB
            case "pandoc":
                return UN
            case "writer" if self.rtl:
                return (ALPHABET, *LEVELS[self.language][1:])
            case _:
                return LEVELS[self.language]

    @property
    def legal(self) -> bool:
        """Whether levels print those above them too: 1., 1.2., 1.2.1."""
        return self.maker == "docx-npm" and self.language in ("fr", "ar")

    @property
    def alternative(self) -> str:
        """The image's words; LibreOffice drops those of a web page."""
        return "" if self.maker == "web" else self.words["alt"]

    @property
    def notes(self) -> bool:
        return self.maker != "web"


CASES = [Case(maker, language) for language in LANGUAGES for maker in MAKERS]


def labels(case: Case, items: tuple[tuple[str, int], ...]) -> list[str]:
    """The numbers of a list as printed, counted here."""
    counts = [0, 0, 0]
    out = []
    for _, depth in items:
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (2 - depth)
        if case.legal:
            out.append(".".join(map(str, counts[: depth + 1])) + ".")
        else:
            level = case.levels[depth]
            out.append(level.before + level.row.split()[counts[depth] - 1] + level.after)
    return out


def expected(case: Case) -> list[tuple[object, ...]]:
    """All that a reader must find, in order."""
    w = case.words
    out: list[tuple[object, ...]] = [
        ("heading", 1, w["h1"]),
        ("paragraph", w["plain"] + w["bold"] + w["between"] + w["italic"] + w["end"]),
        ("styles", (w["bold"].strip(), "BOLD"), (w["italic"].strip(), "ITALIC")),
    ]
    if case.notes:
        out.append(("note", w["note"]))
    out.append(("heading", 2, w["h2"]))
    for items in (LIST, AGAIN):
        for (key, depth), label in zip(items, labels(case, items), strict=True):
            out.append(("item", depth, label, w[key]))
        if items is LIST:
            out.append(("paragraph", w["after"]))
    out += [
        ("heading", 3, w["h3"]),
        ("table", 1),
        ("cell", 0, w["t1"], 1, 1), ("cell", 0, w["t2"], 1, 1), ("cell", 0, w["t3"], 1, 1),
        ("cell", 1, w["t4"], 3, 1),
        ("cell", 2, w["t5"], 1, 2), ("cell", 2, w["t6"], 1, 1), ("cell", 2, w["t7"], 1, 1),
        ("cell", 3, w["t8"], 1, 1), ("cell", 3, w["t9"], 1, 1),
        ("image", case.alternative, IMAGE),
        ("paragraph", w["see"] + w["link"] + w["stop"]),
        ("link", LINK, w["link"]),
    ]  # fmt: skip
    if case.notes:
        out.append(("note", w["note2"]))
    return out
