"""What decisions on people make of the persons that the names of articles give by themselves.

- **Other person**: groups that were told apart are a person of their own, for each decision.
- **Same person**: the persons that have the groups named by it are one. Of several in the roster
  the first by id is who they are.
- **Alias**: whoever bears the name, and neither is in the roster nor of another country, is the
  person that has the alias; where several have it and fit, nobody is.
- **Role**: the last decision says what the person is called.

All rules are looked at together, so that the result does not depend on an order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.base.codec import dump
from knowledge.base.decisions import Action
from knowledge.base.groups import Group, Person, is_country
from knowledge.base.identity import GroupId, Rule, tag_of
from knowledge.base.offices import name_key, office_within


def applied(people: Sequence[Person], rules: Sequence[Rule]) -> list[Person]:
    """The persons as decided, each with what was decided on them; `rules` in the log's order."""
    if not rules:
        return list(people)
    apart = {group: rule.n for rule in rules for group in rule.apart}
    people = _told_apart(people, apart)
    rules = [_still(rule, apart) for rule in rules]
    homes = _Homes(people, apart)
    same = [homes.all(rule) for rule in rules if rule.action is Action.SAME_PERSON]
    people = _united(people, same)
    people = _united(people, _called_so(people, _Homes(people, apart), rules))
    return _with_desk(people, rules, apart)


def _told_apart(people: Sequence[Person], apart: Mapping[GroupId, int]) -> list[Person]:
    """The persons without the groups that were told apart, and whose these are."""
    left: list[Person] = []
    others: dict[int, list[Group]] = defaultdict(list)
    for person in people:
        own = tuple(group for group in person.groups if group.id not in apart)
        for group in person.groups:
            if group.id in apart:
                others[apart[group.id]].append(group)
        if own or person.roster is not None:
            left.append(person if own == person.groups else Person(own, person.roster))
    for n in sorted(others):
        groups = sorted(others[n], key=lambda group: group.id)
        left.append(Person(tuple(groups), apart=n))
    return left


def _still(rule: Rule, apart: Mapping[GroupId, int]) -> Rule:
    """A rule without the groups that a later one told apart."""
    return replace(rule, groups=tuple(g for g in rule.groups if apart.get(g, 0) < rule.n))


class _Homes:
    """Which person has a group now."""

    def __init__(self, people: Sequence[Person], apart: Mapping[GroupId, int]) -> None:
        self._nations = [_nations(person) for person in people]
        self._groups: dict[GroupId, int] = {}
        self._named: dict[str, set[int]] = defaultdict(set)
        self._apart: dict[str, set[int]] = defaultdict(set)
        self._listed: dict[str, int] = {}
        for index, person in enumerate(people):
            for group in person.groups:
                self._groups[group.id] = index
                self._apart[tag_of(group.key)].add(index)
                if group.id in apart:
                    self._apart[str(apart[group.id])].add(index)
                else:
                    self._named[group.key].add(index)
            if person.roster is not None:
                self._listed[person.roster.id] = index

    def all(self, rule: Rule) -> set[int]:
        """Everybody whom a rule is about."""
        listed = {self._listed[id] for id in rule.listed if id in self._listed}
        found = (self._home(group, rule) for group in rule.groups)
        return listed | {index for index in found if index is not None}

    def first(self, rule: Rule) -> int | None:
        """Whom a rule is about: of several the one with the commonest group."""
        listed = [self._listed[id] for id in rule.listed if id in self._listed]
        found = (self._home(group, rule) for group in rule.groups)
        return next((index for index in (*listed, *found) if index is not None), None)

    def concerned(self, rule: Rule) -> set[int]:
        """Those on whom a rule is shown: with whom it is about also who was told apart."""
        if rule.action is Action.SAME_PERSON:
            return self.all(rule)
        first = self.first(rule)
        return self._apart.get(str(rule.n), set()) | ({first} if first is not None else set())

    def _home(self, group: GroupId, rule: Rule) -> int | None:
        """Who has a group; where it is gone, the only one of its name and of no other country."""
        if group in self._groups:
            return self._groups[group]
        named = self._named.get(group[0], set())
        if len(named) != 1:
            return None
        (index,) = named
        known = {party for key, party, _ in rule.groups if key == group[0] and is_country(party)}
        nations = self._nations[index]
        return index if not known or not nations or known & nations else None


def _nations(person: Person) -> set[str]:
    found = {group.party for group in person.groups if is_country(group.party)}
    listed = person.roster.party if person.roster is not None else None
    return found | {listed} if listed and is_country(listed) else found


def _united(people: Sequence[Person], together: Iterable[set[int]]) -> list[Person]:
    """The persons, where those whose numbers stand together are one."""
    root = list(range(len(people)))

    def top(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    for some in together:
        tops = {top(index) for index in some}
        for index in tops:
            root[index] = min(tops)
    members: dict[int, list[Person]] = defaultdict(list)
    for index, person in enumerate(people):
        members[top(index)].append(person)
    return [person for index in sorted(members) for person in _one(members[index])]


def _one(several: list[Person]) -> list[Person]:
    """One person of several; others of the roster stay without a mention."""
    if len(several) == 1:
        return several
    groups = sorted((g for person in several for g in person.groups), key=lambda g: g.id)
    listed = sorted((one.roster for one in several if one.roster is not None), key=lambda r: r.id)
    first = Person(tuple(groups), listed[0] if listed else None)
    return [first, *(Person((), one) for one in listed[1:])]


def _called_so(people: Sequence[Person], homes: _Homes, rules: Sequence[Rule]) -> list[set[int]]:
    """Who has an alias, and who bears it in articles: pairs that are one."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for index, person in enumerate(people):
        for group in person.groups:
            bearers[group.key].add(index)
    claims: dict[int, set[int]] = defaultdict(set)
    for rule in rules:
        holder = homes.first(rule) if rule.action is Action.ALIAS else None
        if holder is None:
            continue
        own = _nations(people[holder])
        fitting = {
            index
            for key in rule.keys
            for index in bearers.get(key, ())
            if index != holder
            and people[index].roster is None
            and _agree(own, _nations(people[index]))
        }
        # Who has no country can't be two people of different countries.
        if not own and len({min(_nations(people[i]), default="") for i in fitting} - {""}) > 1:
            continue
        for index in fitting:
            claims[index].add(holder)
    return [{index, *held} for index, held in sorted(claims.items()) if len(held) == 1]


def _agree(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _with_desk(
    people: Sequence[Person], rules: Sequence[Rule], apart: Mapping[GroupId, int]
) -> list[Person]:
    """The persons, each with what was decided on them (JSON)."""
    homes = _Homes(people, apart)
    told: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        for index in homes.concerned(rule):
            told[index].append(rule)
    return [
        replace(person, desk=_desk(told[index]), aliases=_aliases(told[index]))
        if index in told
        else person
        for index, person in enumerate(people)
    ]


def _aliases(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(name_key(rule.name) for rule in rules if rule.name)


def _desk(rules: Sequence[Rule]) -> str:
    found: dict[str, object] = {"by": [rule.id for rule in rules]}
    names = dict.fromkeys(rule.name for rule in rules if rule.action is Action.ALIAS)
    if names:
        found["names"] = list(names)
    for rule in rules:
        if rule.action is Action.ROLE:
            found["role"] = {
                "title": rule.title,
                "office": office_within(rule.title, rule.party),
                "party": rule.party,
                "since": rule.since,
                "by": rule.id,
            }
    return dump(found)
