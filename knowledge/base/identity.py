"""Decisions on people as rules over the names that articles print, and the keys that they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base.decisions import Action
from knowledge.base.offices import name_key

GroupId = tuple[str, str, str]
"""A name as articles print it: key, party and office, "" where they give none."""

_TAG, _ARTICLE, _OFFICE, _LISTED = "#", "@", "|", "="


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision in force on somebody, or on several who are one; `n` is its place in the log.

    `groups` were theirs when it was made, the commonest first, and `listed` their ids in the
    roster. Of these groups, `apart` are another's. `keys` are those under which articles print the
    other `name` of an alias. `title`, `party` and `since` (EDTF) belong to a role.
    """

    n: int
    id: str
    action: Action
    groups: tuple[GroupId, ...]
    listed: tuple[str, ...] = ()
    apart: frozenset[GroupId] = frozenset()
    name: str | None = None
    keys: frozenset[str] = frozenset()
    title: str | None = None
    party: str | None = None
    since: str | None = None

    def means(self, key: str, party: str, is_country: bool) -> bool:
        """Whether a mention in an article is of whom it is about, as far as the name says."""
        known = [(_bare(own), of) for own, of, _ in self.groups]
        parties = {of for own, of in known if own == _bare(key)}
        return bool(parties) and (not is_country or party in parties or parties == {""})


def alias_keys(name: str, offices: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The keys under which articles may print an alias of somebody with these parties and offices.

    A single word is no identity: it must come with a party and an office of theirs.
    """
    own = name_key(name)
    if not own or " " in own:
        return frozenset({own} - {""})
    return frozenset(
        f"{own}{_OFFICE}{party}{_OFFICE}{office}" for party, office in offices if party and office
    )


def listed_key(id: str) -> str:
    """What stands for somebody of the roster among the keys that decisions concern."""
    return f"{_LISTED}{id}"


def tagged(key: str, n: int) -> str:
    """The key of a name that a decision tells apart from others of that name."""
    return f"{_bare(key).partition(_TAG)[0]}{_TAG}{n}"


def tag_of(key: str) -> str:
    """The decision that tells a key apart; "" for none."""
    return "" if _ARTICLE in key else key.partition(_TAG)[2]


def untagged(key: str) -> str:
    """The key without what tells it apart."""
    return key.partition(_TAG)[0] if tag_of(key) else key


def _bare(key: str) -> str:
    """The words of a key, without the article or the office that a single word keeps to."""
    return key.partition(_ARTICLE)[0].partition(_OFFICE)[0]
