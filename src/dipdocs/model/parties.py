"""Who writes, to whom, and who signs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from dipdocs.model.base import (
    Country,
    LocalizedPhrase,
    LocalizedText,
    Strict,
    one_or_more,
    problem,
)
from dipdocs.model.terms import (
    ORGANIZATION_OFFICES,
    STATE_OFFICES,
    Gender,
    OrganizationOffice,
    StateOffice,
)


class Party(Strict):
    """A sender, addressee or signatory: an office of the list, or a title in one's own words.

    A bare identifier stands for `{office: …}`.
    """

    office: StateOffice | OrganizationOffice | None = None
    """The office, by its identifier: permanent-representative, secretary-general …"""
    title: LocalizedPhrase | None = None
    """Any other office in words, with its article: "the Prime Minister of Nepal"."""
    country: Country | None = None
    """The State that the office belongs to."""
    country_form: Literal["short", "formal"] | None = None
    """Which name of the State; by default the short one (the formal one in a note verbale)."""
    country_name: LocalizedPhrase | None = None
    """The State's name in one's own words, where the list's name will not do."""
    mission: Literal["permanent-mission", "permanent-observer-mission"] = "permanent-mission"
    """The mission that a chargé d'affaires is in charge of."""
    gender: Gender | None = None
    """`m` or `f`, where the language's grammar needs it; masculine if not given."""
    number: Literal["singular", "plural"] = "singular"
    """`plural` for a title that means several people."""
    name: LocalizedText | None = None
    """The person. The surname is the last word, or the one marked: "*Li* Baodong"."""
    position: list[LocalizedText] | None = None
    """Lines under the signature (in French over it): "Ambassador", "Permanent Representative"."""

    @model_validator(mode="before")
    @classmethod
    def _bare_identifier(cls, value: Any) -> Any:  # noqa: ANN401
        return {"office": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _complete(self) -> Party:
        if self.office is not None and self.title is not None:
            raise problem("a party has an office or a title, not both", expected="one of the two")
        named = self.country is not None or self.country_name is not None
        if self.office in STATE_OFFICES and not named:
            raise problem(
                f"the office {self.office!r} needs its State",
                expected="country: a State's code, or country_name: its name",
            )
        if self.office in ORGANIZATION_OFFICES and named:
            raise problem(
                f"the office {self.office!r} belongs to the United Nations, not to a State",
                fix="leave out country",
            )
        return self

    @property
    def designated(self) -> bool:
        """Whether the party is named by an office or title (a mere signatory may not be)."""
        return self.office is not None or self.title is not None


def _designated(party: Party) -> Party:
    if not party.designated:
        raise problem("office is missing", expected="office: an identifier, or title: own words")
    return party


Parties = Annotated[list[Party], BeforeValidator(one_or_more)]
"""One party or a list."""


def require_designation(parties: list[Party]) -> list[Party]:
    """Senders and addressees must be named by office or title, and there must be one."""
    if not parties:
        raise problem("the list is empty", expected="at least one party")
    for party in parties:
        _designated(party)
    return parties
