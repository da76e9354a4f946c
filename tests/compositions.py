"""Small compositions made by hand, for tests of layouts and writers."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from dipdocs.compose.composition import (
    Block,
    Columns,
    Composition,
    EndRule,
    Inline,
    Line,
    ListItem,
    Paragraph,
    Part,
    Properties,
    Role,
    Run,
    Slot,
    Style,
)


def paragraph(role: Role, text: str | tuple[Inline, ...], label: str = "") -> Paragraph:
    return Paragraph(role, (Run(text),) if isinstance(text, str) else text, label=label)


def item(kind: str, label: str, number: int, text: str, level: int = 0, list: int = 1) -> ListItem:
    return ListItem(kind, label, level, number, list, (Run(text),))  # type: ignore[arg-type]


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple((Run(text),) for text in texts)


def symbol(*symbols: str) -> tuple[Line, ...]:
    runs: list[Inline] = []
    for number, one in enumerate(symbols):
        series, _, rest = one.partition("/")
        runs += [Run("–")] if number else []
        runs += [Run(series, Style.SERIES), Run(f"/{rest}")]
    return (tuple(runs),)


def composition(*blocks: Block, language: str = "en", **more: object) -> Composition:
    """A document of one part and no masthead, unless `more` says otherwise."""
    told = Properties("A title", "An author", "A subject", date(2009, 7, 8))
    fields: dict[str, object] = {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "properties": told,
        "slots": {},
        "parts": (Part("document", 0, None, language, blocks),),
    }
    return Composition(**(fields | more))  # type: ignore[arg-type]


def single_organ() -> Composition:
    """The first page of A/80/604/Add.6, with a text of our own under its title."""
    blocks = (
        paragraph(Role.SESSION, "Eightieth session"),
        paragraph(Role.AGENDA_ITEM, "Agenda item 154"),
        paragraph(
            Role.AGENDA_TITLE,
            "Financing of the United Nations Interim Administration Mission in Kosovo",
        ),
        paragraph(Role.TITLE, "Budget performance for the period from 1 July 2024"),
        paragraph(Role.TEXT, "During its consideration of the report, the Committee met. " * 6),
        EndRule(),
    )
    slots = {
        Slot.ORGANIZATION: lines("United Nations"),
        Slot.SYMBOL: symbol("A/80/604/Add.6"),
        Slot.ORGANS: lines("General Assembly"),
        Slot.DISTRIBUTION: lines("Distr.: General"),
        Slot.RELEASE_DATE: lines("7 April 2026"),
        Slot.ORIGINAL: lines("Original: English"),
        Slot.RUNNING_SYMBOL: lines("A/80/604/Add.6"),
        Slot.JOB_NUMBER: lines("26-04865"),
        Slot.RELEASE_LINE: lines("26-04865 (E)    150426"),
        Slot.BARCODE: lines("*2604865*"),
    }
    return composition(*blocks, slots=slots)


def joint() -> Composition:
    """A joint letter in French with an annex."""
    letter = (
        Columns(
            (
                (
                    paragraph(Role.ORGAN, "Assemblée générale"),
                    paragraph(Role.SESSION, "Soixante-troisième session"),
                    paragraph(Role.AGENDA_ITEM, "Point 114 de l’ordre du jour"),
                    paragraph(Role.AGENDA_TITLE, "Coopération"),
                    paragraph(Role.AGENDA_TITLE, "Désarmement"),
                ),
                (
                    paragraph(Role.ORGAN, "Conseil de sécurité"),
                    paragraph(Role.YEAR, "Soixante-quatrième année"),
                ),
            )
        ),
        paragraph(Role.TITLE, "Lettre datée du 6 juillet 2009"),
        paragraph(Role.TEXT, "J’ai l’honneur & le plaisir <de> vous écrire."),
        paragraph(Role.SIGNATURE, (Run("(Signé)", Style.ITALIC), Run(" Vitaly Churkin"))),
    )
    annex = (
        paragraph(Role.ANNEX_HEADING, "Annexe à la lettre"),
        paragraph(Role.ANNEX_TITLE, "Déclaration"),
        paragraph(Role.TEXT, "Les chefs des États."),
        paragraph(Role.PLACE, "Moscou"),
        paragraph(Role.DATE, "14 juin 2009"),
        EndRule(),
    )
    slots = {
        Slot.ORGANIZATION: lines("Nations Unies"),
        Slot.SYMBOL: symbol("A/63/914", "S/2009/343"),
        Slot.ORGANS: lines("Assemblée générale", "Conseil de sécurité"),
        Slot.DISTRIBUTION: lines("Distr. générale"),
        Slot.RELEASE_DATE: lines("8 juillet 2009"),
        Slot.LANGUAGE: lines("Français"),
        Slot.ORIGINAL: lines("Original : anglais/russe"),
    }
    parts = (Part("document", 0, None, "fr", letter), Part("annex", 1, None, "fr", annex))
    return composition(language="fr", slots=slots, parts=parts)


def png(width: int = 4, height: int = 2) -> bytes:
    """A white picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
