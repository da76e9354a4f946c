"""A template's parts by name and relation: what must be known before anything is compiled."""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING

from dipdocs.errors import Finding, InputError
from dipdocs.writers.docx.media import KINDS
from dipdocs.writers.docx.xml import RELATIONS, TYPES, R, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAIN = f"{R}/officeDocument"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CONTENT_TYPES = "[Content_Types].xml"
_PAGES = {"first": "the first page", "even": "even pages", "default": "odd pages"}


def wrong(message: str, found: str | None = None, fix: str | None = None) -> InputError:
    """An error about the template itself."""
    return InputError(Finding(message, rule="template", found=found, fix=fix))


def relations_name(part: str) -> str:
    """Where the relations of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Package:
    """The parts of a .docx, its relations followed; `InputError` if it is none."""

    def __init__(self, data: bytes) -> None:
        import zipfile

        from lxml import etree

        from dipdocs.layout.own import parsed

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.parts = {name: archive.read(name) for name in archive.namelist()}
            self._types = parsed(self.parts[CONTENT_TYPES])
            self._root = parsed(self.parts["_rels/.rels"])
            self.main = self._target(self._root, _MAIN, "")
            self._relations = parsed(self.parts[relations_name(self.main)])
            self.parts[self.main]
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, LookupError) as error:
            raise wrong(
                "the template is no Word document (.docx)",
                found=str(error),
                fix="save it in Word as .docx",
            ) from error

    @staticmethod
    def _target(relations: Element, kind: str, base: str) -> str:
        for relation in relations:
            if relation.get("Type") == kind:
                target = str(relation.get("Target"))
                return posixpath.normpath(posixpath.join(base, target)).lstrip("/")
        raise LookupError(f"no relation of type {kind}")

    def part(self, kind: str) -> str | None:
        """The name of the document's part of that relation (``styles``, ``numbering``)."""
        try:
            return self._target(self._relations, f"{R}/{kind}", posixpath.dirname(self.main))
        except LookupError:
            return None

    def edges(self) -> dict[str, str]:
        """All heads and feet, each with the words for its place."""
        base = posixpath.dirname(self.main)
        named = {
            str(relation.get("Id")): (
                posixpath.normpath(posixpath.join(base, str(relation.get("Target")))).lstrip("/"),
                str(relation.get("Type")).rpartition("/")[2],
            )
            for relation in self._relations
            if relation.get("Type") in (f"{R}/header", f"{R}/footer")
        }
        places = {name: f"the {kind}" for name, kind in named.values()}
        for reference in self.xml(self.main).iter(
            f"{{{W}}}headerReference", f"{{{W}}}footerReference"
        ):
            name, kind = named.get(str(reference.get(f"{{{R}}}id")), ("", ""))
            if name:
                places[name] = (
                    f"the {kind} of {_PAGES.get(str(reference.get(f'{{{W}}}type')), 'pages')}"
                )
        return places

    def xml(self, name: str) -> Element:
        """A part, parsed."""
        from lxml import etree

        from dipdocs.layout.own import parsed

        try:
            return parsed(self.parts[name])
        except (KeyError, etree.XMLSyntaxError) as error:
            raise wrong("the template is damaged", found=f"{name}: {error}") from error

    def ensure(self, kind: str, xml: str) -> str:
        """The part of that relation, added if the template has none."""
        name = self.part(kind)
        if name is None:
            name = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
            self.parts[name] = xml.encode()
            self._relate(self._relations, f"{R}/{kind}", f"{kind}.xml")
            self._declare(name, f"{_WML}.{kind}+xml")
        return name

    def core(self) -> str:
        """The part of the document's properties, made known if the template has none."""
        for relation in self._root:
            # LibreOffice writes the type of this relation in a way of its own
            if str(relation.get("Type")).endswith("/metadata/core-properties"):
                return str(relation.get("Target")).lstrip("/")
        name = "docProps/core.xml"
        self._relate(self._root, _CORE, name)
        self._declare(name, _CORE_TYPE)
        return name

    @staticmethod
    def _relate(relations: Element, kind: str, target: str) -> None:
        from lxml import etree

        etree.SubElement(
            relations,
            f"{{{RELATIONS}}}Relationship",
            Id=f"dipdocs{len(relations) + 1}",
            Type=kind,
            Target=target,
        )

    def _declare(self, name: str, kind: str) -> None:
        from lxml import etree

        etree.SubElement(self._types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)

    def settle(self) -> None:
        """Write back content types (with all kinds of pictures) and relations."""
        from lxml import etree

        known = {entry.get("Extension", "").lower() for entry in self._types}
        for number, (ending, kind) in enumerate(KINDS.items()):
            if ending not in known:
                entry = etree.Element(f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
                self._types.insert(number, entry)
        for name, root in (
            (CONTENT_TYPES, self._types),
            ("_rels/.rels", self._root),
            (relations_name(self.main), self._relations),
        ):
            self.parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
