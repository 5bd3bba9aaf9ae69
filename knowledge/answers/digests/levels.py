"""How high an office is: told by its title alone, the same for every country."""

from enum import IntEnum
from functools import lru_cache

from knowledge.base.groups import is_country
from knowledge.base.offices import office_within

_HEADS = frozenset(
    {
        "president", "prime minister", "chancellor", "king", "queen", "emperor", "empress",
        "sultan", "emir", "pope", "supreme leader", "head of state", "head of government",
        "state president", "executive president", "interim president", "acting president",
        "interim prime minister", "acting prime minister", "caretaker prime minister",
        "president of european commission", "european commission president",
        "president of european council", "european council president",
        "president of state affairs", "chairman of state affairs commission",
    }
)  # fmt: skip
_NEXT = frozenset(
    {
        "foreign minister", "deputy prime minister", "vice president", "crown prince",
        "crown princess", "state counsellor", "secretary general",
    }
)  # fmt: skip
_PAST = frozenset({"former", "ex", "late", "then", "outgoing"})
_OFFICES = frozenset(
    {"general", "private", "press", "executive", "assistant", "permanent", "first", "under"}
)
"""Secretaries of such a sort are no ministers."""

_OFFICIALS = frozenset(
    {
        "ambassador", "envoy", "governor", "general", "commander", "chief", "speaker", "director",
        "commissioner", "chairman", "chairwoman", "chair", "senator", "consul", "admiral",
        "marshal", "judge", "mayor", "president", "princess", "prince", "representative",
        "secretary",
    }
)  # fmt: skip


class Level(IntEnum):
    """How high somebody stands, the lowest first."""

    NONE = 0
    OFFICIAL = 1
    MINISTER = 2
    NEXT = 3
    HEAD = 4


@lru_cache(maxsize=4096)
def level(title: str | None, party: str | None) -> Level:
    """The level of an office; former holders have none."""
    office = office_within(title, party)
    words = office.split()
    if not words or not _PAST.isdisjoint(words):
        return Level.NONE
    governs = party is not None and (is_country(party) or party == "EU")
    party_head = office.startswith("general secretary of") and "party" in words
    if governs and (office in _HEADS or party_head):
        return Level.HEAD
    if (governs or office.startswith("secretary general")) and _is_next(office):
        return Level.NEXT
    if "minister" in words or ("secretary" in words and _OFFICES.isdisjoint(words)):
        return Level.MINISTER
    return Level.OFFICIAL if not _OFFICIALS.isdisjoint(words) else Level.NONE


def _is_next(office: str) -> bool:
    return any(office == one or office.startswith((f"{one} and ", f"{one} of ")) for one in _NEXT)
