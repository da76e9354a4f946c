"""The closed lists of the trade: identifiers that a user writes and every language pack names."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from dipdocs.resources import templates

Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The six official languages, in the order of the UN Charter's practice."""

Gender = Literal["m", "f"]

StateOffice = Literal[
    "permanent-representative",
    "deputy-permanent-representative",
    "charge-d-affaires",
    "permanent-observer",
    "deputy-permanent-observer",
    "permanent-mission",
    "permanent-observer-mission",
    "head-of-state",
    "head-of-government",
    "minister-for-foreign-affairs",
    "ministry-of-foreign-affairs",
]
"""Offices of a State: they need a country."""

OrganizationOffice = Literal[
    "secretary-general",
    "deputy-secretary-general",
    "executive-office-of-the-secretary-general",
    "secretariat",
    "president-of-the-general-assembly",
    "president-of-the-security-council",
    "president-of-the-economic-and-social-council",
    "president-of-the-human-rights-council",
    "high-commissioner-for-human-rights",
    "high-commissioner-for-refugees",
    "office-for-disarmament-affairs",
    "office-of-legal-affairs",
    "protocol-and-liaison-service",
]
"""Offices of the United Nations: they have no country."""

STATE_OFFICES: tuple[str, ...] = get_args(StateOffice)
ORGANIZATION_OFFICES: tuple[str, ...] = get_args(OrganizationOffice)
OFFICES: tuple[str, ...] = STATE_OFFICES + ORGANIZATION_OFFICES

PERMANENT_MISSION = "permanent-mission"
MISSIONS = ("permanent-mission", "permanent-observer-mission")
"""Offices that are institutions: they write in the third person and have no gender of their own."""

INSTITUTIONS = (
    *MISSIONS,
    "ministry-of-foreign-affairs",
    "executive-office-of-the-secretary-general",
    "secretariat",
    "office-for-disarmament-affairs",
    "office-of-legal-affairs",
    "protocol-and-liaison-service",
)

Organ = Literal[
    "general-assembly",
    "security-council",
    "economic-and-social-council",
    "human-rights-council",
    "trusteeship-council",
    "conference-on-disarmament",
]
ORGANS: tuple[Organ, ...] = get_args(Organ)

ASSEMBLY_EPOCH = 1945
"""Session n of the Assembly opens in 1945 + n; year n of the Security Council is 1945 + n."""


@cache
def state_codes() -> frozenset[str]:
    """ISO 3166 alpha-2 codes of the 193 Members and 2 observer States."""
    table = (templates() / "states" / "countries.csv").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines()[1:])
