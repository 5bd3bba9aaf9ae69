"""From all readings of one meeting to what the fact says.

Each field takes the value that most readings give, a coarser value counting for the finer one that
it does not contradict. Values that do contradict it stand beside it as variants, each with its
readings. Readings that only recall the meeting (background) have a say only where no other has.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base.marks import Mark, occasion_of, place_of, when_of
from knowledge.base.numbering import EXACT, UNDATED, VAGUE
from knowledge.base.offices import office_key
from knowledge.dates import edtf
from knowledge.model import Form, Meeting, Participant, Status, Variant

_TOPICS = 12
_FORMS = (Form.VISIT, Form.SUMMIT, Form.MEETING, Form.CALL)
_STATES = (Status.PLANNED, Status.CANCELLED, Status.HELD)


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of the meeting: its mark, its fields as printed, and its sentences."""

    mark: Mark
    fields: Meeting
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person at the meeting (row number in `people`), with what the articles call them."""

    person: int
    title: str | None
    party: str | None

    @property
    def office(self) -> str | None:
        """The key of the title, None without one."""
        return office_key(self.title) or None


@dataclass(frozen=True, slots=True)
class Merged:
    """A meeting as all its readings tell it; `span`, `day` and `last_day` as in table `facts`."""

    id: str
    form: Form
    status: Status
    people: tuple[Attendee, ...]
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    occasion: str | None
    topics: tuple[str, ...]
    variants: tuple[Variant, ...]
    history: tuple[str, ...]
    span: int
    day: int
    last_day: int | None
    names: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def traits(self) -> str:
        """Form and status as one letter each."""
        return traits(self.form, self.status)


def traits(form: Form, status: Status) -> str:
    """Form and status as one letter each, as the search columns hold them."""
    return form[0] + status[0]


def merge(readings: Iterable[Told]) -> Merged:
    """Fold the readings of one meeting; the result does not depend on their order."""
    ordered = sorted(readings, key=_order)
    main = [told for told in ordered if not told.mark.background] or ordered
    form = _form(main)
    status, history, disputed = _status(main)
    when, dates = _date(main, form, status)
    place, places = _place(main)
    occasion, occasions = _occasion(main)
    span, day, last_day = _position(when, main, status)
    return Merged(
        id=ordered[0].mark.id,
        form=form,
        status=status,
        people=_people(main, ordered),
        parties=tuple(sorted({party for told in main for party in told.mark.parties})),
        date=when,
        place=place,
        occasion=occasion,
        topics=_distinct(topic for told in main for topic in told.fields.topics)[:_TOPICS],
        variants=(*disputed, *dates, *places, *occasions),
        history=history,
        span=span,
        day=day,
        last_day=last_day,
        names=_distinct(_printed(one) for told in ordered for one in told.fields.people),
        sentences=_distinct(sentence for told in ordered for sentence in told.sentences),
    )


def _order(told: Told) -> tuple[bool, bool, int, str, str]:
    mark = told.mark
    unknown = mark.published is None
    return mark.background, unknown, mark.published or 0, mark.article, mark.id


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _printed(one: Participant) -> str:
    return f"{one.title} {one.name}" if one.title else one.name


def _form(main: Sequence[Told]) -> Form:
    """A visit includes its talks; else what most readings call it."""
    counts = Counter(told.mark.form for told in main)
    if Form.VISIT in counts:
        return Form.VISIT
    return min(counts, key=lambda form: (-counts[form], _FORMS.index(form)))


def _status(main: Sequence[Told]) -> tuple[Status, tuple[str, ...], list[Variant]]:
    """The state the chain has reached, the earlier ones, and variants when reports clash."""
    # Undated reports come first: they can't show that anything changed later.
    chain = sorted(
        main, key=lambda t: (t.mark.published or 0, _STATES.index(t.mark.status), t.mark.id)
    )
    states = [told.mark.status for told in chain]
    if Status.HELD not in states:
        final = states[-1]
        return final, _steps(states, final), []
    first_held = states.index(Status.HELD)
    history = _steps(states[:first_held], Status.HELD)
    last_held = max(t.mark.published or 0 for t in chain if t.mark.status is Status.HELD)
    denied = any(
        t.mark.status is Status.CANCELLED and (t.mark.published or 0) >= last_held for t in chain
    )
    variants = []
    if denied:
        variants = [
            _variant("status", state, [t for t in main if t.mark.status is state])
            for state in (Status.HELD, Status.CANCELLED)
        ]
    return Status.HELD, history, variants


def _steps(states: Sequence[Status], final: Status) -> tuple[str, ...]:
    """The states before the final one, each change once, oldest first."""
    steps: list[str] = []
    for state in states:
        if not steps or steps[-1] != state:
            steps.append(str(state))
    while steps and steps[-1] == final:
        steps.pop()
    return tuple(steps)


def _variant(field: str, value: str, tellers: Iterable[Told]) -> Variant:
    return Variant(field, value, tuple(sorted(told.mark.id for told in tellers)))


def _date(main: Sequence[Told], form: Form, status: Status) -> tuple[str | None, list[Variant]]:
    """The date most readings bear out, and those that contradict it."""
    dated = [told for told in main if told.fields.date and edtf.valid(told.fields.date)]
    # A plan that was moved does not contradict what took place.
    telling = [told for told in dated if told.mark.status is status] or dated
    # A visit lasts longer than the talks in it.
    stays = [told for told in telling if told.mark.form is Form.VISIT]
    chosen = _favourite(
        [str(told.fields.date) for told in (stays if form is Form.VISIT and stays else telling)],
        lambda coarse, fine: edtf.compatible(coarse, fine) and edtf.finer(fine, coarse) == fine,
    )
    if chosen is None:
        return None, []
    differing = _distinct(
        str(told.fields.date) for told in telling if not edtf.compatible(told.fields.date, chosen)
    )
    if not differing:
        return chosen, []
    agreeing = [told for told in telling if edtf.compatible(told.fields.date, chosen)]
    others = [
        _variant("date", value, [told for told in telling if told.fields.date == value])
        for value in sorted(differing, key=edtf.sort_key)
    ]
    return chosen, [_variant("date", chosen, agreeing), *others]


def _favourite(values: Sequence[str], includes: Callable[[str, str], bool]) -> str | None:
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


def _place(main: Sequence[Told]) -> tuple[str | None, list[Variant]]:
    told = [(one.fields.place, one) for one in main if one.fields.place]
    return _worded("place", told, place_of)


def _occasion(main: Sequence[Told]) -> tuple[str | None, list[Variant]]:
    told = [(one.fields.occasion, one) for one in main if one.fields.occasion]
    return _worded("occasion", told, occasion_of)


def _worded(
    field: str, told: Sequence[tuple[str, Told]], key: Callable[[str], Hashable]
) -> tuple[str | None, list[Variant]]:
    """The wording of a place or occasion with most votes, and those that contradict it."""
    chosen = _favourite(
        [text for text, _ in told],
        lambda vague, exact: (
            _size(key(vague)) < _size(key(exact)) and _nested(key(vague), key(exact))
        ),
    )
    if chosen is None:
        return None, []
    groups: dict[Hashable, list[tuple[str, Told]]] = {}
    for text, one in told:
        if not _nested(key(text), key(chosen)):
            groups.setdefault(key(text), []).append((text, one))
    if not groups:
        return chosen, []
    agreeing = [one for text, one in told if _nested(key(text), key(chosen))]
    others = [
        _variant(
            field, Counter(text for text, _ in group).most_common(1)[0][0], [o for _, o in group]
        )
        for group in groups.values()
    ]
    return chosen, [_variant(field, chosen, agreeing), *sorted(others, key=lambda v: v.value)]


def _words(key: Hashable) -> tuple[frozenset[str], frozenset[str]]:
    """Words and numbers of a folded place or occasion."""
    if isinstance(key, str):
        return frozenset(key.split()), frozenset()
    assert isinstance(key, tuple)
    return frozenset(key[0].split()), frozenset(key[1])


def _size(key: Hashable) -> int:
    words, numbers = _words(key)
    return len(words) + len(numbers)


def _nested(a: Hashable, b: Hashable) -> bool:
    """True when one of two places or occasions is the other, told less closely."""
    (left, left_numbers), (right, right_numbers) = _words(a), _words(b)
    numbered = not left_numbers or not right_numbers or bool(left_numbers & right_numbers)
    return numbered and (left <= right or right <= left)


def _position(
    when: str | None, main: Sequence[Told], status: Status
) -> tuple[int, int, int | None]:
    """Where a meeting stands in time: span, first and last day as in table `facts`."""
    days, bounds, _ = when_of(when)
    if days is not None:
        return EXACT, *days
    if bounds is not None:
        return VAGUE, *bounds
    published = [told.mark.published for told in main if told.mark.published is not None]
    # A plan stood at least until its last report; what took place had done so by the first.
    day = (max if status is Status.PLANNED else min)(published, default=0)
    return UNDATED, day, None


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


def _people(main: Sequence[Told], ordered: Sequence[Told]) -> tuple[Attendee, ...]:
    """Everyone, in the order of the reading that names most, with their commonest title."""
    leading = max(main, key=lambda told: len(told.mark.people))
    everyone = (*leading.mark.who, *(n for told in main for n in told.mark.who))
    order = dict.fromkeys(n for n in everyone if n)
    seen: dict[int, list[Participant]] = {n: [] for n in order}
    for told in ordered:
        for n, one in zip(told.mark.who, told.fields.people, strict=True):
            if n in seen:
                seen[n].append(one)
    return tuple(
        Attendee(
            n,
            _favourite([one.title for one in seen[n] if one.title], lambda vague, exact: False),
            _favourite([one.party for one in seen[n] if one.party], lambda vague, exact: False),
        )
        for n in order
    )
