"""The people of articles and roster, as values: names with party and office, and whose they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from knowledge.base.identity import tag_of
from knowledge.base.offices import name_key, office_key, slug


@dataclass(frozen=True, slots=True)
class Group:
    """One name with one party and office ("" where not given), and its spellings.

    `names` maps each spelling to the number of articles that print it.
    """

    key: str
    party: str
    office: str
    names: Mapping[str, int]

    @property
    def id(self) -> tuple[str, str, str]:
        """Key, party and office."""
        return self.key, self.party, self.office

    @property
    def articles(self) -> int:
        """In how many articles it stands."""
        return sum(self.names.values())


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person that the newsroom has listed: the id is kept, aliases are other names."""

    id: str
    name: str
    party: str | None = None
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def offices(self) -> frozenset[str]:
        """The offices that the titles name."""
        return frozenset(map(office_key, self.titles)) - {""}

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the name, and of every alias of more than one word.

        A name of one word stands for the groups with its party and offices as well.
        """
        own = name_key(self.name)
        keys = {key for key in map(name_key, self.aliases) if " " in key} | {own}
        if " " not in own and self.party:
            keys |= {f"{own}|{self.party}|{office}" for office in self.offices}
        return frozenset(keys - {""})


@dataclass(frozen=True, slots=True)
class Person:
    """Groups that are one person; `roster` when the newsroom has listed them.

    What people decided (`uniting`): `desk` says what, `apart` which decision told them apart from
    others, `aliases` are the keys of names that are others than their own.
    """

    groups: tuple[Group, ...]
    roster: RosterPerson | None = None
    desk: str | None = None
    apart: int | None = None
    aliases: frozenset[str] = frozenset()
    _names: Counter[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts: Counter[str] = Counter()
        for group in self.groups:
            counts.update(group.names)
        object.__setattr__(self, "_names", counts)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names, the most frequent first; of equals the longest. Aliases come last."""
        names = self._names
        printed = sorted(
            names,
            key=lambda name: (name_key(name) in self.aliases, -names[name], -len(name), name),
        )
        listed = () if self.roster is None else (self.roster.name, *self.roster.aliases)
        return tuple(dict.fromkeys((*listed, *printed)))

    @property
    def name(self) -> str:
        """What the person is called: as the roster has it, else as most articles do."""
        return self.spellings[0]

    @property
    def party(self) -> str | None:
        """The country that most articles give, else the organisation, else None."""
        if self.roster is not None and self.roster.party:
            return self.roster.party
        counts: Counter[str] = Counter()
        for group in self.groups:
            counts[group.party] += group.articles
        known = [party for party in counts if party]
        return min(known, key=lambda p: (not is_country(p), -counts[p], p), default=None)

    @property
    def main(self) -> Group | None:
        """The group that stands in most articles."""
        return min(self.groups, key=lambda g: (-g.articles, not g.party, g.id), default=None)

    @property
    def slugs(self) -> frozenset[str]:
        """Ids that its spellings would give."""
        return frozenset(slug(name) or "person" for name in self.spellings)

    @property
    def keeps_to(self) -> str | None:
        """What a name that is no identity by itself keeps to; None for everybody else.

        That is the article of a bare surname ("in-article"), or the decision that told somebody
        apart from others of that name ("other-12").
        """
        if self.roster is not None:
            return None
        if self.apart is not None:
            return f"other-{self.apart}"
        kept = {
            f"in-{slug(article) or 'article'}" if at else f"other-{tag_of(group.key)}"
            for group in self.groups
            for _, at, article in [group.key.partition("@")]
            if at or tag_of(group.key)
        }
        alone = all("@" in group.key or tag_of(group.key) for group in self.groups)
        return kept.pop() if alone and len(kept) == 1 else None


@cache
def _countries() -> frozenset[str]:
    from knowledge.names.gazetteer import countries

    return frozenset(country.code for country in countries())


def is_country(party: str) -> bool:
    """True for codes of countries and territories, false for organisations."""
    return party in _countries()
