"""Which names of the archive belong to one person: pure rules over groups of spellings.

A group is one name with one party and one office, as articles print it. Groups become persons so:

- **Same name, one country**: all groups of one name belong together, whatever their office, as
  long as articles give it at most one country. Organisations do not contradict a country
  (Guterres, UN and Guterres, Portugal).
- **Same name, several countries**: each country is a person. Groups without a country join the
  one country that has their office, or the country that outnumbers all others ten to one (a
  single misread article must not tear a person apart); else they stay persons of their own.
- **One letter apart** ("Dhankha", "Dhankhar"): one person only with the same country and the same
  office, in a word of five letters or more whose first letter is the same. Names whose letters
  are the same when run together ("Suk-yeol", "Sukyeol") need the same country only.
- **Names in the middle** ("Ana Brnabic", "Ana Maria Brnabic"): one person with the same country, or
  the same office where one has no country, unless the two have other offices, or further names of
  the archive differ in the middle.
- **What the desk told apart** (`identity`) is one person for each decision, and like nobody else.
- **A single word** is never joined with anything (`register` has tied it to party and office, or
  to its article).
- **Roster people** take the groups that bear their name or an alias and do not contradict their
  country; of several roster people with one name, the one whose office it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from knowledge.base import middles
from knowledge.base.decisions import Action
from knowledge.base.groups import Group, Person, RosterPerson, is_country
from knowledge.base.identity import Rule, tag_of
from knowledge.text import fold

_OUTNUMBER = 10
_LONG_ENOUGH = 5


def likenesses(groups: Iterable[Group]) -> frozenset[str]:
    """Keys under which names meet that may be spellings of each other."""
    found: set[str] = set()
    for group in groups:
        words = group.key.split()
        if len(words) < 2 or tag_of(group.key):
            continue
        found |= middles.likenesses(group.party, group.office, group.names)
        if not group.party:
            continue
        found.update(f"={group.party}|{_run_together(name)}" for name in group.names)
        if not group.office:
            continue
        for index, word in enumerate(words):
            if len(word) >= _LONG_ENOUGH:
                others = " ".join(words[:index] + words[index + 1 :])
                found.add(f"~{group.party}|{group.office}|{others}|{word[0]}")
    return frozenset(found)


def _run_together(name: str) -> str:
    return fold(name).replace(" ", "")


def persons(
    groups: Iterable[Group], roster: Sequence[RosterPerson] = (), rules: Sequence[Rule] = ()
) -> list[Person]:
    """The persons that these groups are by themselves, in a canonical order.

    `groups` must be complete: every group of each name in it, and of each name like it. The
    result does not depend on their order. Of what people decided (`rules`), only which countries'
    persons are one matters here, to groups without a country.
    """
    by_key: dict[str, list[Group]] = defaultdict(list)
    apart: dict[str, list[Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda g: g.id):
        tag = tag_of(group.key)
        (apart[tag] if tag else by_key[group.key]).append(group)
    same = [rule for rule in rules if rule.action is Action.SAME_PERSON]
    units = [unit for key in sorted(by_key) for unit in _of_one_name(by_key[key], same)]
    units = _join_spellings(units) + [apart[tag] for tag in sorted(apart)]
    return _with_roster(units, sorted(roster, key=lambda person: person.id))


def _of_one_name(groups: list[Group], same: Sequence[Rule] = ()) -> list[list[Group]]:
    """The groups of one name, one list for each person."""
    units: dict[str, list[Group]] = {}
    rest: list[Group] = []
    for group in groups:
        if is_country(group.party):
            units.setdefault(group.party, []).append(group)
        else:
            rest.append(group)
    if len(units) <= 1:
        return [groups]
    one = _countries_of_one(groups[0].key, units, same)
    offices: dict[str, set[str]] = defaultdict(set)
    articles: Counter[str] = Counter()
    for country, unit in units.items():
        offices[one[country]] |= {group.office for group in unit} - {""}
        articles[one[country]] += sum(group.articles for group in unit)
    leading = _leading(articles)
    for group in rest:
        fitting = [country for country, held in offices.items() if group.office in held]
        home = fitting[0] if len(fitting) == 1 else leading
        home = _decided_country(group, one, same) or home
        units.setdefault(home if home is not None else group.party, []).append(group)
    return [units[country] for country in sorted(units)]


def _countries_of_one(key: str, countries: Iterable[str], same: Iterable[Rule]) -> dict[str, str]:
    """From each country of a name to the first of those whose persons are decided to be one."""
    one = {country: country for country in countries}
    for rule in same:
        tied = {party for name, party, _ in rule.groups if name == key and party in one}
        tops = {one[country] for country in tied}
        one = {country: min(tops) if top in tops else top for country, top in one.items()}
    return one


def _decided_country(group: Group, one: Mapping[str, str], same: Iterable[Rule]) -> str | None:
    """The country whose person has a group without one, by the last decision that names both."""
    found = None
    for rule in same:
        if group.id in rule.groups:
            tied = [p for name, p, _ in rule.groups if name == group.key and p in one]
            found = one[tied[0]] if tied else found
    return found


def _leading(articles: Mapping[str, int]) -> str | None:
    """The country that outnumbers all others together, or is the only one; else None."""
    if len(articles) == 1:
        return next(iter(articles))
    total = sum(articles.values())
    top = max(sorted(articles), key=lambda country: articles[country])
    return top if articles[top] >= _OUTNUMBER * max(1, total - articles[top]) else None


def _join_spellings(units: list[list[Group]]) -> list[list[Group]]:
    """Join the units whose names are spellings of each other."""
    near: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        for likeness in likenesses(unit):
            near[likeness].append(index)
    joined = {index: list(unit) for index, unit in enumerate(units)}
    root = list(range(len(units)))
    for likeness in sorted(near):
        if likeness.startswith(middles.SIGN) and not _is_one_name(
            [units[index] for index in near[likeness]]
        ):
            continue
        for a, b in combinations(near[likeness], 2):
            low, high = sorted((root[a], root[b]))
            if low == high or not _spellings(likeness, units[a], units[b]):
                continue
            if len(_nations(joined[low]) | _nations(joined[high])) > 1:
                continue
            joined[low] += joined.pop(high)
            root = [low if index == high else index for index in root]
    return [joined[index] for index in sorted(joined)]


def _is_one_name(units: list[list[Group]]) -> bool:
    """True when names with the same first and last word can all be one person's."""
    nations = set[str]().union(*(_nations(unit) for unit in units))
    names = {name for unit in units for group in unit for name in group.names}
    return len(nations) <= 1 and middles.are_nested(names)


def _spellings(likeness: str, a: list[Group], b: list[Group]) -> bool:
    """True when two units that share a likeness have names that differ in spelling only."""
    if likeness.startswith("="):
        return True
    if likeness.startswith(middles.SIGN):
        offices = [{group.office for group in unit} - {""} for unit in (a, b)]
        return not all(offices) or not offices[0].isdisjoint(offices[1])
    party, office, others, _ = likeness[1:].split("|")
    left, right = (
        {
            _odd_word(group.key, others)
            for group in unit
            if group.party == party and group.office == office
        }
        for unit in (a, b)
    )
    return any(x and y and one_letter_apart(x, y) for x in left for y in right)


def _odd_word(key: str, others: str) -> str:
    """The word of a key beside `others`; "" when it hasn't exactly one more."""
    words = Counter(key.split())
    words.subtract(others.split())
    odd = [word for word, count in words.items() if count]
    return odd[0] if len(odd) == 1 and words[odd[0]] == 1 else ""


def one_letter_apart(a: str, b: str) -> bool:
    """True for two words of at least five letters, the first the same, with one edit between."""
    from rapidfuzz.distance import DamerauLevenshtein

    if min(len(a), len(b)) < _LONG_ENOUGH or a[0] != b[0]:
        return False
    return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def _with_roster(units: list[list[Group]], roster: Sequence[RosterPerson]) -> list[Person]:
    """Let roster people take their groups; each of them is a person even without any."""
    named: dict[str, list[RosterPerson]] = defaultdict(list)
    for person in roster:
        for key in person.keys:
            named[key].append(person)
    fitting = [_fitting(unit, named) for unit in units]
    rivals: dict[str, set[str]] = defaultdict(set)
    for unit, candidates in zip(units, fitting, strict=True):
        for person in candidates:
            rivals[person.id] |= _nations(unit)
    taken: dict[str, list[Group]] = {person.id: [] for person in roster}
    free: list[list[Group]] = []
    for unit, candidates in zip(units, fitting, strict=True):
        owner = _owner(unit, candidates)
        # A listed person without a country can't be two people of different countries.
        if owner is not None and not owner.party and len(rivals[owner.id]) > 1:
            owner = None
        if owner is None:
            free.append(unit)
        else:
            taken[owner.id].extend(unit)
    listed = [Person(_ordered(taken[person.id]), person) for person in roster]
    return listed + [Person(_ordered(unit)) for unit in free]


def _ordered(groups: list[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: group.id))


def _fitting(unit: list[Group], named: Mapping[str, list[RosterPerson]]) -> list[RosterPerson]:
    """The roster people whose name a unit bears and whose country it does not contradict."""
    nations = _nations(unit)
    found = {
        person.id: person
        for group in unit
        for person in named.get(group.key, ())
        if not nations or not person.party or person.party in nations
    }
    return [found[id] for id in sorted(found)]


def _owner(unit: list[Group], fitting: list[RosterPerson]) -> RosterPerson | None:
    """The one roster person that a unit can be; of several the one whose office it has."""
    if len(fitting) > 1:
        offices = {group.office for group in unit} - {""}
        fitting = [person for person in fitting if person.offices & offices]
    return fitting[0] if len(fitting) == 1 else None


def _nations(unit: list[Group]) -> set[str]:
    return {group.party for group in unit if is_country(group.party)}
