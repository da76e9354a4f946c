"""The letterhead of a letter as sent: who writes, from where, under which arms."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from dipdocs.model.base import ONE_OR_MORE, Choice, LocalizedText, Strict, Text, problem, shape
from dipdocs.model.body import Image

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _tag(value: str) -> str:
    if not _TAG.fullmatch(value):
        raise problem(
            f"{value!r} is no code of a language",
            found=value,
            expected="a code as en, ne or pt-BR (BCP 47)",
        )
    return value


LanguageTag = Annotated[str, AfterValidator(_tag)]
"""The code of any language: a mission's own need not be one of the six."""
Names = Annotated[
    str | dict[LanguageTag, str], Choice(shape, text=Text, localized=dict[LanguageTag, Text])
]


class Letterhead(Strict):
    """The head of a letter's first page. A name that is not given follows from the sender."""

    name: Names | None = None
    """The mission's name, each line on its own, printed as it stands. One for each language, which
    may be any (ne, pt): all are printed, in the order written, with the derived name if the
    letter's language lacks one."""
    address: Annotated[list[LocalizedText], ONE_OR_MORE, Field(min_length=1)] | (None) = None
    """The lines of the address."""
    telephone: Text | None = None
    """The number alone: 1 (212) 555-0100."""
    logo: Image | None = None
    """An image file: the coat of arms or logo over the name."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise problem("`letterhead` is empty", expected="name, address, telephone or logo")
        return self
