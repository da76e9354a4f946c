"""Composition: model and language pack become finished text, without any file format.

The package can be called: `dipdocs.compose(document, "fr")` is `compose` of `compose.document`,
so that the name means one thing whether it was imported as a package or as a function.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipdocs.compose.composition import Composition, Face
    from dipdocs.model import Document


class _Package(ModuleType):
    def __call__(
        self,
        document: Document,
        language: str | None = None,
        *,
        face: Face | None = None,
        typography: bool = True,
        job_prefix: str = "",
    ) -> Composition:
        """The finished text of a document; see `compose.document.compose`."""
        from dipdocs.compose.document import compose

        return compose(document, language, face=face, typography=typography, job_prefix=job_prefix)


sys.modules[__name__].__class__ = _Package
