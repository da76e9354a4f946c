"""The parts of a Word file: an archive opened within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from dipdocs.readers.strangers import stranger, stranger_of
from dipdocs.readers.word import limits
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.xml import Element, read_xml

_REPAIR = "open it in Word or LibreOffice, which may repair it, and save it anew"
_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: its kind (``image``), a part's name or an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file, its parts read when asked for.

    Raises `GuestError` for what is no Word file, is encrypted, damaged or beyond the limits.
    """

    def __init__(self, data: bytes) -> None:
        _check_kind(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
            raise GuestError("it is damaged: its archive cannot be opened", _REPAIR) from None
        entries = self._zip.infolist()
        if len(entries) > limits.MOST_PARTS:
            raise GuestError(f"it has {len(entries):,} parts; the limit is {limits.MOST_PARTS:,}")
        self.entries = {entry.filename: entry for entry in entries}
        self._xml = self._images = 0
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.entries:
                return relation.target
        found = stranger_of(self.entries)
        if found is not None:
            raise GuestError(f"it is {found.what}", found.fix)
        raise GuestError("it is no Word file: it has no main part", _SAVE_AS)

    def xml(self, name: str) -> Element:
        """The root of a part of XML."""
        data = self._read(name, limits.LARGEST_XML)
        self._xml += len(data)
        if self._xml > limits.LARGEST_XML_TOGETHER:
            raise GuestError(
                f"its text unpacks to more than {limits.LARGEST_XML_TOGETHER // 1_000_000} MB",
                "divide it into several files",
            )
        return read_xml(data, name)

    def image(self, name: str) -> bytes | None:
        """The bytes of an image; None where it is missing, damaged or too large."""
        if name not in self.entries:
            return None
        try:
            data = self._read(name, limits.LARGEST_IMAGE)
        except GuestError:
            return None
        self._images += len(data)
        if self._images > limits.LARGEST_IMAGES_TOGETHER:
            raise GuestError(
                f"its images have more than {limits.LARGEST_IMAGES_TOGETHER // 1_000_000} MB",
                "let Word compress its pictures, or divide it into several files",
            )
        return data

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part refers to, by id; of the whole file for the empty name."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = self._read_relations(part)
        return known

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part of a kind that a part refers to, None if there is none."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and relation.target in self.entries:
                return relation.target
        return None

    def _read_relations(self, part: str) -> Mapping[str, Relation]:
        folder, _, name = part.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.entries:
            return {}
        out = {}
        for element in self.xml(path):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(unquote(joined)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            out[element.get("Id", "")] = Relation(kind, target, external)
        return out

    def _read(self, name: str, largest: int) -> bytes:
        entry = self.entries[name]
        if entry.flag_bits & 1:
            raise GuestError("it is protected by a password", "save it without a password")
        if entry.file_size > largest:
            raise GuestError(
                f"its part {name} has {entry.file_size // 1_000_000} MB unpacked; "
                f"the limit is {largest // 1_000_000} MB",
                "divide it into several files",
            )
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_FROM and ratio > limits.HIGHEST_RATIO:
            raise GuestError(
                f"its part {name} unpacks to {ratio:.0f} times its size; "
                f"the limit is {limits.HIGHEST_RATIO}",
                _REPAIR,
            )
        try:
            with self._zip.open(entry) as file:
                data = file.read(largest + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            raise GuestError(
                f"it is damaged: its part {name} cannot be unpacked", _REPAIR
            ) from None
        if len(data) > largest:
            raise GuestError(f"its part {name} is larger than its archive says", _REPAIR)
        return data


def _check_kind(data: bytes) -> None:
    """Refuse what is known by its first bytes to be something else."""
    if len(data) > limits.LARGEST_FILE:
        raise GuestError(
            f"it has {len(data) // 1_000_000} MB; "
            f"the limit is {limits.LARGEST_FILE // 1_000_000} MB",
            "let Word compress its pictures, or divide it into several files",
        )
    found = None if data.startswith(b"PK") else stranger(data)
    if found is not None:
        raise GuestError(f"it is {found.what}", found.fix)
    if not data:
        raise GuestError("it is empty")
    if not data.startswith(b"PK"):
        raise GuestError("it is no Word file: it is not an archive", _SAVE_AS)
