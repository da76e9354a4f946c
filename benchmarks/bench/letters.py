"""Letters that differ: each has its own dates, name and words, so that no result can be reused."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from dipdocs.language import available
from dipdocs.model.terms import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "examples" / "moscow-declaration-2009" / "letter.yaml"
SIX = ROOT / "benchmarks" / "letters" / "six-languages.yaml"

_GIVEN = ("Vitaly", "Amina", "Joseph", "Claude", "Rosemary", "Tariq", "Elena", "Simon", "Ngozi")
_SURNAMES = ("Churkin", "Diallo", "Moreau", "Takahashi", "Okafor", "Petersen", "Haddad", "Silva")
_NAMES = [" ".join(pair) for pair in product(_GIVEN, _SURNAMES)]
_DAYS = 2000
"""Dates move by up to so many days."""
_EVERY = 8
"""About one long word in so many is another in each letter."""
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"\{\{.*?\}\}|[\u4e00-\u9fff]{4}|[^\W\d_]{5,}")
_TEXTS = ("body", "title")


@dataclass(frozen=True, slots=True)
class Kind:
    """A letter to make others from: its data, the files it names, the languages it is set in."""

    data: dict[str, Any]
    files: dict[str, str]
    languages: tuple[str, ...]


def seed() -> Kind:
    """The letter of 6 July 2009 with its declaration, in French."""
    data = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    files = {path.name: path.read_text(encoding="utf-8") for path in SEED.parent.glob("*.md")}
    return Kind(data, files, (data["language"],))


def six_languages() -> Kind:
    """A letter in all languages that have a pack; texts in the others are left out."""
    data = yaml.safe_load(SIX.read_text(encoding="utf-8"))
    languages = tuple(code for code in LANGUAGES if code in available())
    return Kind(_only(data, frozenset(languages)), {}, languages)


def write(kind: Kind, numbers: Iterable[int], folder: Path) -> list[Path]:
    """The letters of these numbers as files, each in a folder of its own."""
    paths = []
    for number in numbers:
        vary = _Variation(number)
        home = folder / f"{number:05}"
        home.mkdir(parents=True)
        for name, text in kind.files.items():
            (home / name).write_text(vary.prose(text), encoding="utf-8")
        path = home / "letter.yaml"
        path.write_text(dump(vary.data(kind.data)), encoding="utf-8")
        paths.append(path)
    return paths


def dump(data: object) -> str:
    """Data as a person writes it: long texts as blocks, keys in order."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as block scalars."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


class _Variation:
    """What letter number so many has otherwise than the letter it is made from."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)
        self._days = datetime.timedelta(days=number % _DAYS)
        self._name = _NAMES[number % len(_NAMES)]

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The letter's data, varied."""
        varied: dict[str, Any] = self._value("", data)
        return varied

    def _value(self, key: str, value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        match value:
            case dict():
                kept = key if key in _TEXTS else ""
                return {
                    name: item if name == "file" else self._value(kept or str(name), item)
                    for name, item in value.items()
                }
            case list():
                return [self._value(key, item) for item in value]
            case datetime.date():
                return value + self._days
            case str() if key == "name":
                return self._name
            case str() if key in _TEXTS:
                return self.prose(value)
            case _:
                return value

    def row(self, given: dict[str, Any]) -> dict[str, Any]:
        """A row of a table, varied."""
        return {
            name: self._value("name" if name == "name" else "body", value)
            for name, value in given.items()
        }

    def prose(self, text: str) -> str:
        """Text with some words of each paragraph exchanged for others of the same text."""
        words = [match[0] for match in _WORD.finditer(text) if _plain(match[0])]
        return "\n\n".join(self.paragraph(one, words) for one in text.split("\n\n"))

    def paragraph(self, text: str, words: Sequence[str]) -> str:
        """One paragraph, some of its words exchanged for some of these, its dates moved."""
        places = [match for match in _WORD.finditer(text) if _plain(match[0])]
        chosen = self._random.sample(places, -(-len(places) // _EVERY))
        for match in sorted(chosen, key=re.Match.start, reverse=True):
            text = text[: match.start()] + self._random.choice(words) + text[match.end() :]
        return _ISO_DATE.sub(self._moved, text)

    def _moved(self, match: re.Match[str]) -> str:
        return (datetime.date.fromisoformat(match[0]) + self._days).isoformat()


def _plain(word: str) -> bool:
    return word[0].isalpha() and not word[0].isupper()


def _only(value: Any, languages: frozenset[str]) -> Any:  # noqa: ANN401 - whatever YAML holds
    """The data without texts in other languages."""
    match value:
        case dict() if value and value.keys() <= set(LANGUAGES):
            return {code: text for code, text in value.items() if code in languages}
        case dict():
            return {key: _only(item, languages) for key, item in value.items()}
        case list():
            return [_only(item, languages) for item in value]
        case _:
            return value


def write_long(paragraphs: int, number: int, folder: Path) -> Path:
    """The seed letter as a file, its annex of so many paragraphs, each different, beside it."""
    kind = seed()
    vary = _Variation(number)
    (text,) = kind.files.values()
    originals = text.strip().split("\n\n")
    words = [match[0] for match in _WORD.finditer(text) if _plain(match[0])]
    body = "\n\n".join(
        vary.paragraph(originals[index % len(originals)], words) for index in range(paragraphs)
    )
    (name,) = kind.files
    folder.mkdir()
    (folder / name).write_text(body, encoding="utf-8")
    path = folder / "letter.yaml"
    path.write_text(dump(vary.data(kind.data)), encoding="utf-8")
    return path


def write_form(rows: int, folder: Path) -> tuple[Path, Path]:
    """The seed letter as a form, and a table of so many rows, each another letter.

    A row gives dates, name, titles and every paragraph without an expression.
    """
    kind = seed()
    (text,) = kind.files.values()
    texts = [one for one in text.strip().split("\n\n") if "{{" not in one]
    names = [f"p{index}" for index in range(len(texts))]
    places = dict(zip(texts, names, strict=True))
    body = "\n\n".join(
        f"{{{{ row.{places[one]} }}}}" if one in places else one
        for one in text.strip().split("\n\n")
    )
    data = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    circulation, (annex,) = data["circulation"], data["annexes"]
    item = circulation["organs"][0]["agenda"][0]
    given = {
        "date": data["date"],
        "released": circulation["release_date"],
        "done": annex["done"]["date"],
        "name": data["from"]["name"],
        "item": item["title"],
        "title": annex["title"],
        **dict(zip(names, texts, strict=True)),
    }
    data["date"], circulation["release_date"] = "{{ row.date }}", "{{ row.released }}"
    data["from"]["name"], item["title"] = "{{ row.name }}", "{{ row.item }}"
    annex |= {"title": "{{ row.title }}", "body": body}
    annex["done"]["date"] = "{{ row.done }}"
    types = {
        name: "date" if isinstance(value, datetime.date) else "text"
        for name, value in given.items()
    }
    folder.mkdir(parents=True)
    form, table = folder / "form.yaml", folder / "rows.csv"
    form.write_text(dump({"kind": data.pop("kind"), "row": types, **data}), encoding="utf-8")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(given))
        writer.writeheader()
        for number in range(rows):
            writer.writerow(_Variation(number).row(given))
    return form, table
