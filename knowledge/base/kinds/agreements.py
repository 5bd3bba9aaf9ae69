"""Agreements in the fold: one deal of the same parties, however far articles say it has come.

Two readings are alike when their parties are the same, their types go together, and their names,
or else what they are about, are strongly the same. What was planned becomes signed, and what was
signed comes into force; dates are compared between readings of the same status, and nothing is
planned after it was signed.
"""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from knowledge.base.codec import dump, listed, variants_of, variants_text
from knowledge.base.gathering import Note, number, ranked
from knowledge.base.kinds.common import FORESEEN, Folded, Head, Row, Texts
from knowledge.base.kinds.gathered import Gathered
from knowledge.base.marks import when_of
from knowledge.base.timing import (
    agree,
    day_apart,
    differ,
    exact,
    published_within,
    same_coverage,
    valid,
)
from knowledge.base.values import (
    dates,
    distinct,
    favourite,
    iso_ends,
    people,
    position,
    printed,
    variant,
    with_variants,
    worded,
)
from knowledge.base.wordsets import Words, apart, content, nested, overlap
from knowledge.model import (
    Agreement,
    AgreementFact,
    AgreementStatus,
    AgreementType,
    Kind,
    Variant,
)
from knowledge.quick import quick
from knowledge.topics import search_words

_TOPICS = 12
_KEY_WORDS = 8
_NEAR, _YEAR = 92, 370
_TELLING = 3
_GENERIC = frozenset(
    {
        "agreement", "memorandum", "memoranda", "understanding", "mou", "treaty", "pact", "deal",
        "accord", "cooperation", "bilateral", "framework", "relation", "relationship", "field",
        "area", "joint", "statement", "document", "signing", "signed", "sign", "country", "nation",
        "government", "between", "mutual", "further", "strengthen", "strengthening", "enhance",
        "enhancing", "promote", "promoting", "deepen", "deepening", "expand", "expanding",
    }
)  # fmt: skip
_STEPS = (
    AgreementStatus.PROPOSED,
    AgreementStatus.PLANNED,
    AgreementStatus.ANNOUNCED,
    AgreementStatus.SIGNED,
    AgreementStatus.IN_FORCE,
)
_AHEAD = frozenset({AgreementStatus.PROPOSED, AgreementStatus.PLANNED})
_TOGETHER = frozenset(
    {
        frozenset({AgreementType.TREATY, AgreementType.FTA}),
        frozenset({AgreementType.TREATY, AgreementType.TAX}),
    }
)


def _step(status: AgreementStatus) -> int:
    return _STEPS.index(status)


def _words(fields: Agreement) -> Words:
    """What an agreement is called and about, without the words that all agreements share."""
    return content(fields.name, _GENERIC) | content(fields.about, _GENERIC)


def _types_fit(a: AgreementType, b: AgreementType) -> bool:
    return a is b or AgreementType.OTHER in (a, b) or frozenset({a, b}) in _TOGETHER


def _same_name(a: Agreement, b: Agreement) -> bool:
    left = content(a.name, _GENERIC)
    return len(left) >= 2 and left == content(b.name, _GENERIC)


_MAKE_FACT = quick(AgreementFact)


class _Matter:
    """Which readings are of one agreement."""

    kind = Kind.AGREEMENT
    window = 3660

    def block(self, note: Note[Agreement], sentence: str) -> str:
        """The same parties and words; without words the same type and day, or the same article."""
        fields = note.fields
        parties = ",".join(sorted(set(fields.parties)))
        words = _words(fields)
        if not parties:
            return f"|a:{note.article}"
        if words:
            return f"{parties}|w:{number(*sorted(words)):x}"
        if exact(fields.date) and len(fields.parties) > 1:
            return f"{parties}|{fields.type}|d:{fields.date}"
        return f"{parties}|a:{note.article}"

    def same(self, note: Note[Agreement]) -> Hashable:
        """Name, matter, type, status and date."""
        one = note.fields
        name = content(one.name, _GENERIC)
        return name, _words(one), one.type, one.status, one.date

    def alike(self, a: Note[Agreement], b: Note[Agreement], *, together: bool) -> int:
        """Names that are the same count most, then what they are about, then the day."""
        left, right = a.fields, b.fields
        named = _same_name(left, right)
        if not named and not overlap(_words(left), _words(right)):
            if _words(left) or _words(right):
                return 0
            # Nothing but the day and the type holds them together.
            return int(agree(left.date, right.date) and left.type is right.type)
        dated = agree(left.date, right.date)
        # Few words are soon said of another deal.
        few = len(_words(left) | _words(right)) < _TELLING
        near = published_within(a, b, _NEAR if few else _YEAR)
        return 2 * named + 1 + dated if named or dated or near else 0

    def clash(self, a: Note[Agreement], b: Note[Agreement], *, together: bool) -> bool:
        """Types, times or matters that exclude each other; two deals of one article."""
        left, right = a.fields, b.fields
        named = _same_name(left, right)
        if not named and not _types_fit(left.type, right.type):
            return True
        if not named and apart(_words(left), _words(right)):
            return True
        if together and not named and _words(left) != _words(right):
            return True
        return _out_of_step(a, b, together)

    def rank(self, note: Note[Agreement]) -> int:
        """By how many words say what it is."""
        words = _words(note.fields)
        return ranked(" ".join(sorted(words)), len(words))

    def keys(self, note: Note[Agreement]) -> Iterable[str]:
        """The parties with each two of the words; a word alone keeps to its block."""
        parties = ",".join(sorted(set(note.fields.parties)))
        words = sorted(_words(note.fields), key=number)[:_KEY_WORDS]
        return [f"{parties}|{'+'.join(sorted(two))}" for two in combinations(words, 2)]

    def folded(self, notes: Sequence[Note[Agreement]]) -> Folded:
        """What the readings say of the agreement."""
        return _folded(notes)


def _out_of_step(a: Note[Agreement], b: Note[Agreement], together: bool) -> bool:
    """True when the times of two readings exclude each other."""
    left, right = a.fields, b.fields
    if left.status is right.status:
        if not differ(left.date, right.date):
            return False
        reported = day_apart(left.date, right.date) and same_coverage(a, b) and not together
        return not reported and left.status not in _AHEAD
    if _step(left.status) > _step(right.status):
        a, b, left, right = b, a, right, left
    # `a` is the earlier state, `b` the later one.
    if left.status in _AHEAD:
        done = _day(right.date)
        over = a.published is not None and done is not None and a.published > done + 1
        return over and right.status not in _AHEAD
    first, then = _day(left.date), _day(right.date)
    return first is not None and then is not None and first > then + 31


def _day(when: str | None) -> int | None:
    """The last day of a date that is known to the day."""
    days = when_of(when)[0]
    return None if days is None else days[1]


def _folded(notes: Sequence[Note[Agreement]]) -> Folded:
    main = [note for note in notes if not note.background] or list(notes)
    status = max((note.fields.status for note in main), key=_step)
    type, types = _type(main)
    # The date is that of the status.
    dated = [
        (str(note.fields.date), note.id)
        for note in main
        if note.fields.status is status and valid(note.fields.date)
    ]
    when, differing = dates("date", dated)
    name, names = _name(main)
    about = favourite([note.fields.about for note in main if note.fields.about], _closer)
    variants = [*types, *differing, *names]
    start, end = iso_ends(when)
    ahead = status in _AHEAD
    history = _history(main, status)
    span, day, last_day = position(when, [note.published for note in main], ahead=ahead)
    topics = distinct(topic for note in main for topic in note.fields.topics)[:_TOPICS]
    told = [(note.who, note.fields.people) for note in notes]
    abouts = distinct(note.fields.about for note in notes if note.fields.about)
    return Folded(
        id=notes[0].id,
        people=people(told, max(main, key=lambda note: len(note.who)).who),
        parties=tuple(sorted({party for note in main for party in note.fields.parties})),
        span=span,
        day=day,
        last_day=last_day,
        row={
            "type": type,
            "status": status,
            "date": when,
            "date_start": start,
            "date_end": end,
            "name": name,
            "about": about,
            "topics": dump(list(topics)),
            "variants": variants_text(variants),
            "history": dump(history),
        },
        texts=Texts(
            names="\n".join(distinct(printed(one) for n in notes for one in n.fields.people)),
            topics="\n".join((with_variants("name", name, names), *abouts, *search_words(topics))),
            sentences="\n".join(distinct(said for note in notes for said in note.sentences)),
        ),
        traits=(type, status, *((FORESEEN,) if _AHEAD & {status, *history} else ())),
    )


def _type(main: Sequence[Note[Agreement]]) -> tuple[AgreementType, list[Variant]]:
    counts = Counter(note.fields.type for note in main)
    told: list[AgreementType] = [one for one in counts if one is not AgreementType.OTHER]
    told = told or list(counts)
    type = min(told, key=lambda one: (-counts[one], one))
    others = sorted(one for one in told if not _types_fit(one, type))
    if not others:
        return type, []
    return type, [
        variant("type", one, [note.id for note in main if note.fields.type is one])
        for one in (type, *others)
    ]


def _closer(vague: str, exact: str) -> bool:
    left, right = content(vague), content(exact)
    return left < right


def _name(main: Sequence[Note[Agreement]]) -> tuple[str | None, list[Variant]]:
    given = [(note.fields.name, note.id) for note in main if note.fields.name]
    return worded(
        "name",
        given,
        content,
        nested=lambda a, b: nested(content(a), content(b)),
        size=lambda text: len(content(text)),
    )


def _history(main: Sequence[Note[Agreement]], final: AgreementStatus) -> list[str]:
    """The states before the final one, each once, in the order in which they were reached."""
    steps: list[AgreementStatus] = []
    chain = sorted(main, key=lambda n: (n.published or 0, _step(n.fields.status), n.id))
    for status in (note.fields.status for note in chain):
        if status is final:
            break
        if not steps or _step(status) > _step(steps[-1]):
            steps.append(status)
    return [str(status) for status in steps]


class Agreements(Gathered[Agreement]):
    """Readings of one deal are one fact."""

    def __init__(self) -> None:
        super().__init__(_Matter())

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> AgreementFact:
        """The agreement of a row."""
        return _MAKE_FACT(
            id=head.id,
            type=AgreementType(row["type"]),
            status=AgreementStatus(row["status"]),
            parties=head.parties,
            people=head.people,
            date=row["date"],
            about=row["about"],
            name=row["name"],
            topics=tuple(listed(row["topics"])),
            sources=head.sources,
            variants=variants_of(row["variants"]),
            history=tuple(listed(row["history"])),
        )
