"""The letterhead of a letter as sent: who writes, from where, under which arms."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from dipdocs.model.base import ONE_OR_MORE, LocalizedText, Strict, Text, problem
from dipdocs.model.body import Image


class Letterhead(Strict):
    """The head of a letter's first page. A name that is not given follows from the sender."""

    name: LocalizedText | None = None
    """The mission's name, each line on its own, printed as it stands. One for each language: all
    are printed, in the order written, with the derived name if the letter's language lacks one."""
    address: Annotated[list[LocalizedText], ONE_OR_MORE, Field(min_length=1)] | (None) = None
    """The lines of the address."""
    telephone: Text | None = None
    """The number alone: 1 (212) 555-0100."""
    logo: Image | None = None
    """An image file: the coat of arms or logo over the name."""

    @model_validator(mode="after")
    def _something(self) -> Letterhead:
        if not self.model_fields_set:
            raise problem("`letterhead` is empty", expected="name, address, telephone or logo")
        return self
