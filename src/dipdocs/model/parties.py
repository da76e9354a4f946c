"""Who writes, to whom, and who signs."""

from typing import Annotated, Any, Literal, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from dipdocs.model.base import (
    ONE_OR_MORE,
    Country,
    LocalizedPhrase,
    LocalizedText,
    Strict,
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
    """Which name of the State; by default the short one (in the text of a note, the formal one)."""
    country_name: LocalizedPhrase | None = None
    """The State's name in one's own words, where the list's name will not do."""
    mission: Literal["permanent-mission", "permanent-observer-mission"] | None = None
    """The mission that a chargé d'affaires is in charge of; the permanent mission if not given."""
    gender: Gender | None = None
    """`m` or `f`, where the language's grammar needs it; masculine if not given."""
    number: Literal["singular", "plural"] = "singular"
    """`plural` for a title that means several people."""
    name: LocalizedText | None = None
    """The person. The surname is the last word, the one in capitals (BAN Ki-moon), or the one
    marked: "*Li* Baodong"."""
    position: list[LocalizedText] | None = None
    """Lines under the signature (in French over it): "Ambassador", "Permanent Representative"."""
    address: Annotated[list[LocalizedText], ONE_OR_MORE] | None = None
    """Lines under an addressee's office at the foot of a letter as sent, instead of organization
    and place."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"type": "string", "enum": list(ORGANIZATION_OFFICES)}, dict(whole)]}

    @model_validator(mode="before")
    @classmethod
    def _bare_identifier(cls, value: Any) -> Any:  # noqa: ANN401
        return {"office": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.office is not None and self.title is not None:
            raise problem(
                "a party has an office or a title, not both",
                expected="one of the two",
                field="title",
            )
        named = self.country is not None or self.country_name is not None
        if self.office in STATE_OFFICES and not named:
            raise problem(
                f"the office {self.office!r} needs its State",
                expected="country: a State's code, or country_name: its name",
                field="office",
            )
        if self.office in ORGANIZATION_OFFICES and named:
            raise problem(
                f"the office {self.office!r} belongs to the United Nations, not to a State",
                fix="leave out country",
                field="country" if self.country is not None else "country_name",
            )
        if self.mission is not None and self.office != "charge-d-affaires":
            raise problem(
                "only a chargé d'affaires has a `mission`", fix="leave out mission", field="mission"
            )
        if self.country_form is not None and self.country is None:
            raise problem(
                "`country_form` chooses a form of the name of `country`",
                expected="country",
                field="country_form",
            )
        if self.number == "plural" and self.office in ORGANIZATION_OFFICES:
            raise problem(f"there is one {self.office!r}", fix="leave out number", field="number")
        if self.position is not None and self.name is None:
            raise problem(
                "the lines of `position` stand with a signature", expected="name", field="position"
            )
        return self

    @property
    def designated(self) -> bool:
        """Whether the party is named by an office or title (a mere signatory may not be)."""
        return self.office is not None or self.title is not None


Parties = Annotated[list[Party], ONE_OR_MORE]
"""One party or a list."""


def require_designation(parties: list[Party]) -> list[Party]:
    """Senders and addressees must be named by office or title, and there must be one."""
    if not parties:
        raise problem("the list is empty", expected="at least one party")
    for index, party in enumerate(parties):
        if not party.designated:
            raise problem(
                "office is missing",
                expected="office: an identifier, or title: own words",
                field=f"[{index}]",
            )
    return parties


def refuse_names(senders: list[Party]) -> None:
    """No person signs a note verbale, so that a name of a sender's would be printed nowhere."""
    for index, party in enumerate(senders):
        if party.name is not None:
            raise problem(
                "a note verbale is not signed: no name is printed",
                fix="leave out name",
                field=f"from[{index}].name",
            )
