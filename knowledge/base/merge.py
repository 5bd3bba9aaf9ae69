"""From all readings of one meeting to what the fact says.

Each field takes the value that most readings give, a coarser value counting for the finer one that
it does not contradict. Values that do contradict it stand beside it as variants, each with its
readings. Readings that only recall the meeting (background) have a say only where no other has.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.base.marks import Mark, occasion_of, place_of
from knowledge.base.values import (
    Attendee,
    Given,
    dates,
    distinct,
    people,
    position,
    printed,
    variant,
    worded,
)
from knowledge.dates import edtf
from knowledge.model import Form, Meeting, Status, Variant

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
    published = [told.mark.published for told in main]
    span, day, last_day = position(when, published, ahead=status is Status.PLANNED)
    return Merged(
        id=ordered[0].mark.id,
        form=form,
        status=status,
        people=_people(main, ordered),
        parties=tuple(sorted({party for told in main for party in told.mark.parties})),
        date=when,
        place=place,
        occasion=occasion,
        topics=distinct(topic for told in main for topic in told.fields.topics)[:_TOPICS],
        variants=(*disputed, *dates, *places, *occasions),
        history=history,
        span=span,
        day=day,
        last_day=last_day,
        names=distinct(printed(one) for told in ordered for one in told.fields.people),
        sentences=distinct(sentence for told in ordered for sentence in told.sentences),
    )


def _order(told: Told) -> tuple[bool, bool, int, str, str]:
    mark = told.mark
    unknown = mark.published is None
    return mark.background, unknown, mark.published or 0, mark.article, mark.id


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
            variant("status", state, [t.mark.id for t in main if t.mark.status is state])
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


def _date(main: Sequence[Told], form: Form, status: Status) -> tuple[str | None, list[Variant]]:
    """The date most readings bear out, and those that contradict it."""
    dated = [told for told in main if told.fields.date and edtf.valid(told.fields.date)]
    # A plan that was moved does not contradict what took place.
    telling = [told for told in dated if told.mark.status is status] or dated
    # A visit lasts longer than the talks in it.
    stays = [told for told in telling if told.mark.form is Form.VISIT]
    leading = stays if form is Form.VISIT and stays else telling
    return dates("date", _given(telling), _given(leading))


def _given(dated: Sequence[Told]) -> list[Given]:
    return [(str(told.fields.date), told.mark.id) for told in dated]


def _place(main: Sequence[Told]) -> tuple[str | None, list[Variant]]:
    given = [(one.fields.place, one.mark.id) for one in main if one.fields.place]
    return _worded("place", given, place_of)


def _occasion(main: Sequence[Told]) -> tuple[str | None, list[Variant]]:
    given = [(one.fields.occasion, one.mark.id) for one in main if one.fields.occasion]
    return _worded("occasion", given, occasion_of)


def _worded(
    field: str, given: Sequence[Given], key: Callable[[str], Hashable]
) -> tuple[str | None, list[Variant]]:
    """The wording of a place or occasion with most votes, and those that contradict it."""
    return worded(
        field,
        given,
        key,
        nested=lambda a, b: _nested(key(a), key(b)),
        size=lambda text: _size(key(text)),
    )


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


def _people(main: Sequence[Told], ordered: Sequence[Told]) -> tuple[Attendee, ...]:
    """Everyone, in the order of the reading that names most, with their commonest title."""
    leading = max(main, key=lambda told: len(told.mark.people))
    order = (*leading.mark.who, *(n for told in main for n in told.mark.who))
    known = frozenset(order)
    return people(
        (([n if n in known else 0 for n in told.mark.who], told.fields.people) for told in ordered),
        order,
    )
