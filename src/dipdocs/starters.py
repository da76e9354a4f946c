"""Starters: commented documents to fill in, which check and render as they stand.

What they say in each language is data: `templates/starters/<language>.yaml`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from dipdocs.errors import Finding, InputError
from dipdocs.model.terms import ASSEMBLY_EPOCH, ORGANIZATION_OFFICES
from dipdocs.resources import read_yaml, templates

Kind = Literal["letter", "identical-letters", "note-verbale", "declaration"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SCHEMA = "dipdocs.schema.json"
"""The file beside a starter that tells an editor the keys there are."""

_ASSEMBLY, _COUNCIL = "general-assembly", "security-council"
_MISSION = "permanent-mission"
_PLAIN = re.compile(r"[^\W\d_][\w ,.()'’/-]*(?<![ ])")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_COLUMN = 40
_OPENING = (9, 9)
"""About when a session of the Assembly opens: only for the sample of a symbol."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a document before it is written; the rest is filled with samples."""

    kind: Kind
    language: str = "en"
    date: date = field(default_factory=date.today)
    office: str | None = None
    country: str | None = None
    gender: str | None = None
    name: str | None = None
    to: tuple[str, ...] = ()
    organs: tuple[str, ...] = (_ASSEMBLY,)
    item: str | None = None
    item_title: str | None = None
    annexes: int = 1
    schema: bool = True
    """Whether the first line tells editors where the schema is."""


def has_agenda(organs: tuple[str, ...]) -> bool:
    """Whether an agenda item is named: the Security Council's documents bear none."""
    return any(organ != _COUNCIL for organ in organs)


def starter(answers: Answers) -> str:
    """The text of a starter; InputError lists the languages there are."""
    words = _words(answers.language)
    lines = []
    if answers.schema:
        lines.append(f"# yaml-language-server: $schema={SCHEMA}")
    lines += [f"# {line}" for line in words["about"][answers.kind]]
    lines.append(f"# {words['comments']['check']}")
    lines.append("#   dipdocs preview FILE    dipdocs check FILE    dipdocs render FILE")
    lines += _document(answers, words["comments"], words["texts"])
    return "\n".join(lines) + "\n"


@cache
def _words(language: str) -> dict[str, Any]:
    folder = templates() / "starters"
    file = folder / f"{language}.yaml"
    if not file.is_file():
        raise InputError(
            Finding(
                f"there is no starter in the language {language!r}",
                rule="language",
                found=language,
                expected=", ".join(sorted(path.stem for path in folder.glob("*.yaml"))),
            )
        )
    words: dict[str, Any] = read_yaml(file)
    return words


def _document(answers: Answers, comments: dict[str, str], texts: dict[str, Any]) -> Iterator[str]:
    declaration = answers.kind == "declaration"
    kind = "letter" if answers.kind == "identical-letters" else answers.kind
    yield f"kind: {kind}"
    yield _noted(f"language: {answers.language}", comments["language"])
    if declaration:
        yield f"title: {_scalar(texts['title'])}"
    else:
        yield _noted(f"date: {answers.date}", comments["date"])
        yield from _from(answers, comments, texts)
        to = answers.to or _addressees(answers.kind)
        note = "identical" if answers.kind == "identical-letters" else "to"
        if answers.kind == "note-verbale":
            yield f"to: [{', '.join(to)}]"
        else:
            yield _noted(f"to: [{', '.join(to)}]", comments[note])
    yield from _circulation(answers, comments, texts)
    yield from _declared(answers, comments, texts) if declaration else _body(answers, texts)
    yield from _annexes(answers, texts)


def _addressees(kind: Kind) -> tuple[str, ...]:
    if kind == "identical-letters":
        return ("secretary-general", "president-of-the-security-council")
    return ("secretary-general",)


def _from(answers: Answers, comments: dict[str, str], texts: dict[str, Any]) -> Iterator[str]:
    yield "from:"
    country = answers.country or texts["country"]
    if answers.office in ORGANIZATION_OFFICES:
        yield f"  office: {answers.office}"
        if answers.kind != "note-verbale":
            yield _noted(f"  name: {_scalar(answers.name or texts['name'])}", comments["name"])
        return
    if answers.kind == "note-verbale":
        yield f"  office: {answers.office or _MISSION}"
        yield _noted(f"  country: {_scalar(country)}", comments["country"])
        return
    yield _noted(f"  office: {answers.office or 'permanent-representative'}", comments["office"])
    yield _noted(f"  country: {_scalar(country)}", comments["country"])
    if answers.gender:
        yield _noted(f"  gender: {answers.gender}", comments["gender"])
    else:
        yield _noted("  # gender: f", comments["gender"])
    yield _noted(f"  name: {_scalar(answers.name or texts['name'])}", comments["name"])


def _circulation(
    answers: Answers, comments: dict[str, str], texts: dict[str, Any]
) -> Iterator[str]:
    if not answers.organs:
        return
    yield _noted("circulation:", comments["circulation"])
    assembly = _ASSEMBLY in answers.organs
    day = answers.date
    session = day.year - ASSEMBLY_EPOCH - ((day.month, day.day) < _OPENING)
    symbol = f"A/{session}/000" if assembly else f"S/{day.year}/000"
    yield _noted(f"  # symbols: [{symbol}]", comments["symbols"])
    yield _noted(f"  # release_date: {answers.date}", comments["release"])
    yield "  organs:"
    agenda = True
    for organ in answers.organs:
        if organ == _COUNCIL:
            yield f"    - organ: {organ}"
            continue
        told = "session" if organ == _ASSEMBLY else "no_session"
        yield _noted(f"    - organ: {organ}", comments[told])
        if organ != _ASSEMBLY:
            yield "      session: 1"
        if agenda:
            agenda = False
            item = answers.item or "14"
            title = answers.item_title or texts["item_title"]
            number = item if item.isdigit() else _scalar(item)
            yield "      agenda:"
            yield f"        - {{item: {number}, title: {_scalar(title, flow=True)}}}"
    if answers.organs == (_ASSEMBLY,):
        yield _noted(f"    # - organ: {_COUNCIL}", comments["joint"])


def _body(answers: Answers, texts: dict[str, Any]) -> Iterator[str]:
    yield "body: |"
    if answers.kind == "note-verbale":
        gap = "" if answers.language == "zh" else " "
        if answers.annexes:
            end = "。" if answers.language == "zh" else "."
            said = f"{{{{ opening }}}}{gap}{texts['note_transmits']}{gap}{{{{ see_annex() }}}}"
            yield f"  {said}{end}"
        else:
            yield f"  {{{{ opening }}}}{gap}{texts['note_action']}"
    elif answers.annexes:
        yield f'  {{{{ transmittal("{texts["transmitted"]}") }}}}'
    else:
        yield f"  {texts['action']}"
    if answers.organs:
        yield ""
        yield "  {{ request_for_circulation }}"


def _declared(answers: Answers, comments: dict[str, str], texts: dict[str, Any]) -> Iterator[str]:
    yield _noted("body: |", "")
    yield f"  {texts['opening']}"
    for item in texts["items"]:
        yield ""
        yield f"  {item}"
    yield f"done: {{place: {_scalar(texts['place'])}, date: {answers.date}}}"


def _annexes(answers: Answers, texts: dict[str, Any]) -> Iterator[str]:
    if not answers.annexes or answers.kind == "declaration":
        return
    yield "annexes:"
    for number in range(1, answers.annexes + 1):
        title = texts["annex_title"] + (f" {number}" if answers.annexes > 1 else "")
        yield "  - kind: declaration"
        yield f"    title: {_scalar(title)}"
        yield "    body: |"
        yield f"      {texts['first']}"
        yield ""
        yield f"      {texts['second']}"
        yield f"    done: {{place: {_scalar(texts['place'])}, date: {answers.date}}}"


def _noted(line: str, comment: str) -> str:
    return f"{line.ljust(_COLUMN)} # {comment}" if comment else line


def _scalar(value: str, *, flow: bool = False) -> str:
    """A text as YAML: as it is where YAML cannot misread it, else in quotation marks."""
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
    if plain and not (flow and "," in value):
        return value
    return json.dumps(value, ensure_ascii=False)
