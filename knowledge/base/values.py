"""What several readings give for one field of a fact: the value it takes, and what contradicts it.

A field takes the value that most readings give, a vaguer value counting for each closer one that
it does not contradict. Values that contradict it stand beside it as variants, each with its
readings. Nothing here depends on the order of readings but which of equals comes first.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base.marks import when_of
from knowledge.base.numbering import EXACT, UNDATED, VAGUE
from knowledge.base.offices import office_key
from knowledge.dates import edtf
from knowledge.model import Participant, Variant

Given = tuple[str, str]
"""A value and the id of the reading that gives it."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of a fact (row number in `people`), with what the articles call them."""

    person: int
    title: str | None
    party: str | None

    @property
    def office(self) -> str | None:
        """The key of the title, None without one."""
        return office_key(self.title) or None


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in the order of its first."""
    return tuple(dict.fromkeys(values))


def variant(field: str, value: str, readings: Iterable[str]) -> Variant:
    """A value beside others, with the readings that give it."""
    return Variant(field, value, tuple(sorted(set(readings))))


def favourite(
    values: Sequence[str], includes: Callable[[str, str], bool] = lambda vague, exact: False
) -> str | None:
    """The value with most votes, where a vaguer value votes for each that it includes.

    `includes(vague, exact)` compares two different values. Of equals the first of the list wins.
    """
    counts = Counter(values)
    votes = {
        value: count
        + sum(n for other, n in counts.items() if other != value and includes(other, value))
        for value, count in counts.items()
    }
    return max(counts, key=lambda value: votes[value], default=None)


def dates(
    field: str, given: Sequence[Given], leading: Sequence[Given] = ()
) -> tuple[str | None, list[Variant]]:
    """The date that most bear out, and those that contradict it.

    `leading` are those among which it is chosen, where not all are.
    """
    chosen = favourite(
        [value for value, _ in leading or given],
        lambda coarse, fine: edtf.compatible(coarse, fine) and edtf.finer(fine, coarse) == fine,
    )
    if chosen is None:
        return None, []
    differing = distinct(value for value, _ in given if not edtf.compatible(value, chosen))
    if not differing:
        return chosen, []
    agreeing = [id for value, id in given if edtf.compatible(value, chosen)]
    others = [
        variant(field, value, [id for said, id in given if said == value])
        for value in sorted(differing, key=edtf.sort_key)
    ]
    return chosen, [variant(field, chosen, agreeing), *others]


def worded(
    field: str,
    given: Sequence[Given],
    key: Callable[[str], Hashable],
    nested: Callable[[str, str], bool],
    size: Callable[[str], int],
) -> tuple[str | None, list[Variant]]:
    """The wording with most votes, and those that contradict it.

    `nested` says of two wordings that one is the other, told less closely; the larger `size` is
    the closer one. Wordings with the same `key` are one variant.
    """
    chosen = favourite(
        [text for text, _ in given],
        lambda vague, exact: size(vague) < size(exact) and nested(vague, exact),
    )
    if chosen is None:
        return None, []
    groups: dict[Hashable, list[Given]] = {}
    for text, id in given:
        if not nested(text, chosen):
            groups.setdefault(key(text), []).append((text, id))
    if not groups:
        return chosen, []
    agreeing = [id for text, id in given if nested(text, chosen)]
    others = [
        variant(
            field, Counter(text for text, _ in group).most_common(1)[0][0], [i for _, i in group]
        )
        for group in groups.values()
    ]
    return chosen, [variant(field, chosen, agreeing), *sorted(others, key=lambda v: v.value)]


def people(
    told: Iterable[tuple[Sequence[int], Sequence[Participant]]], leading: Sequence[int]
) -> tuple[Attendee, ...]:
    """Everyone with their commonest title and party, those of `leading` first, in its order.

    `told` are the row numbers and the participants of each reading, side by side, 0 for a name
    that can't be a person's.
    """
    seen: dict[int, list[Participant]] = {n: [] for n in leading if n}
    for who, printed in told:
        for n, one in zip(who, printed, strict=True):
            if n:
                seen.setdefault(n, []).append(one)
    return tuple(
        Attendee(
            n,
            favourite([one.title for one in found if one.title]),
            favourite([one.party for one in found if one.party]),
        )
        for n, found in seen.items()
    )


def printed(one: Participant) -> str:
    """A person as an article prints them, title first."""
    return f"{one.title} {one.name}" if one.title else one.name


def position(
    when: str | None, published: Iterable[int | None], *, ahead: bool = False
) -> tuple[int, int, int | None]:
    """Where a fact stands in time: span, first and last day as in table `facts`.

    An undated one stands at the first day of publication, or at the last for what lies `ahead`:
    a plan stood at least until its last report; what took place had done so by the first.
    """
    days, bounds, _ = when_of(when)
    if days is not None:
        return EXACT, *days
    if bounds is not None:
        return VAGUE, *bounds
    known = [day for day in published if day is not None]
    return UNDATED, (max if ahead else min)(known, default=0), None


def iso_ends(when: str | None) -> tuple[str | None, str | None]:
    """First and last day as ISO 8601 dates; None where an end is open or the year unknown."""
    if when is None or not edtf.valid(when):
        return None, None
    span = edtf.bounds(when)
    if span is None:
        return None, None
    first, last = span
    return (
        None if first == date.min else first.isoformat(),
        None if last == date.max else last.isoformat(),
    )


def with_variants(field: str, value: str | None, variants: Iterable[Variant]) -> str:
    """A field with all its variants as lines, to be found by any of them."""
    values = [value or "", *(v.value for v in variants if v.field == field)]
    return "\n".join(dict.fromkeys(values))
