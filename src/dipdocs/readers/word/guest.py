"""What all readers of one file share."""

from __future__ import annotations

from dataclasses import dataclass, field

from dipdocs.readers.word.archive import Package
from dipdocs.readers.word.fields import unclosed
from dipdocs.readers.word.images import Images
from dipdocs.readers.word.looks import Looks
from dipdocs.readers.word.numbering import Numbering
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.styles import Styles
from dipdocs.readers.word.xml import Element


@dataclass(slots=True)
class Guest:
    """A Word file, opened."""

    package: Package
    styles: Styles
    numbering: Numbering
    looks: Looks
    images: Images
    report: Report
    main: Element
    """The root of its main part."""
    unclosed: set[Element] = field(default_factory=set)
    """Marks that begin fields which nothing ends."""

    def root(self, part: str) -> Element:
        """The root of a part of paragraphs."""
        root = self.package.xml(part)
        self.unclosed |= unclosed(root)
        return root


def open_guest(data: bytes, folder: str) -> Guest:
    """Open a file; its pictures are named within `folder`."""
    package, report = Package(data), Report()

    def root(kind: str) -> Element | None:
        name = package.related(package.main, kind)
        return None if name is None else package.xml(name)

    styles = Styles(root("styles"))
    main = package.xml(package.main)
    return Guest(
        package,
        styles,
        Numbering(root("numbering"), report),
        Looks(styles),
        Images(package, report, folder),
        report,
        main,
        unclosed(main),
    )
