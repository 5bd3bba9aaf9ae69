"""The same readings and decisions give the same facts, byte for byte, whatever the order."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import Action, Base, Decision, RosterPerson, people, snapshot
from knowledge.base.checks import check
from knowledge.base.connecting import connect
from knowledge.base.refolding import refold
from knowledge.base.tables_4 import TOLD
from knowledge.base.tables_16 import SUPPORT
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Fields,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Participant,
    Payment,
    PaymentKind,
    PaymentStage,
    Query,
    Role,
    Statement,
    Status,
    Sum,
    Tenure,
)
from tests import bases
from tests.bases import opened
from tests.effort import examples
from tests.knowledge.base.world import Told, fill, role, told

NAMES = st.sampled_from(
    [
        "Hun Sen",
        "Hun Sen",
        "Sen Hun",
        "Fumio Kishida",
        "Kishida",
        "Kim",
        "John Smith",
        "Jagdeep Dhankha",
        "Jagdeep Dhankhar",
        "Yoon Suk-yeol",
        "Yoon Sukyeol",
    ]
)
PARTIES = st.sampled_from([None, "KH", "KH", "JP", "US", "UN"])
TITLES = st.sampled_from([None, "Prime Minister", "premier", "Vice-President"])
PEOPLE = st.builds(Participant, NAMES, TITLES, PARTIES)
DATES = st.sampled_from(
    [
        None,
        None,
        "2022-03-20",
        "2022-03-21",
        "2022-03-22",
        "2022-03-20/2022-03-22",
        "2022-03-25",
        "2022-03",
        "2022",
        "XXXX-03-21",
        "../2022-03-22",
    ]
)
MEETINGS = st.builds(
    Meeting,
    form=st.sampled_from(Form),
    status=st.sampled_from(Status),
    people=st.lists(PEOPLE, max_size=3).map(tuple),
    parties=st.lists(st.sampled_from(["KH", "JP", "US", "ASEAN"]), max_size=3, unique=True).map(
        tuple
    ),
    date=DATES,
    place=st.sampled_from([None, None, "Phnom Penh", "Tokyo", "Cambodia"]),
    occasion=st.sampled_from(
        [None, None, "ASEAN Summit", "40th ASEAN Summit", "41st ASEAN Summit"]
    ),
)
ROLES = st.builds(
    Role,
    NAMES,
    st.sampled_from(["Prime Minister", "Premier", "King", "former Prime Minister"]),
    PARTIES,
    st.sampled_from(Tenure),
    st.sampled_from([None, None, "2019", "2020-05"]),
    st.sampled_from([None, None, "2021"]),
    st.one_of(st.none(), NAMES),
)
CODES = st.lists(st.sampled_from(["KH", "JP", "US", "ASEAN"]), max_size=3, unique=True).map(tuple)
ABOUT = st.sampled_from(
    [
        None,
        "rice trade",
        "the trade in rice",
        "trade in rice and cassava",
        "digital economy and trade in rice",
        "digital economy",
        "the 2nd road bridge",
        "the 3rd road bridge",
    ]
)
AGREEMENTS = st.builds(
    Agreement,
    st.sampled_from(AgreementType),
    st.sampled_from(AgreementStatus),
    CODES.filter(lambda codes: len(codes) != 3),
    DATES,
    ABOUT,
    st.sampled_from([None, None, "Rice Trade Agreement", "Double Taxation Agreement"]),
    st.lists(PEOPLE, max_size=1).map(tuple),
)
SUMS = st.builds(
    Sum,
    st.sampled_from([Decimal(100), Decimal("100.3"), Decimal("100.7"), Decimal(7000), Decimal(5)]),
    st.sampled_from(["USD", "USD", "JPY"]),
)
SIDES = st.sampled_from([None, "JP", "KH", "US"])
PAYMENTS = st.builds(
    Payment,
    SUMS,
    st.sampled_from(PaymentKind),
    SIDES,
    SIDES,
    DATES,
    ABOUT,
    equivalents=st.lists(SUMS, max_size=1).map(tuple),
    part=st.booleans(),
    stage=st.sampled_from([None, None, PaymentStage.PLANNED]),
    done=st.booleans(),
)
PHRASE = "we shall stand by our friends in good days and in bad days alike"
WORDS = tuple(PHRASE.split())
STATEMENTS = st.builds(
    Statement,
    st.tuples(st.sampled_from([0, 0, 1, 3]), st.sampled_from([8, 10, 12, 14])).map(
        lambda ends: " ".join(WORDS[ends[0] : ends[1]])
    ),
    st.booleans(),
    st.lists(PEOPLE, max_size=2).map(tuple),
    st.sampled_from([None, "foreign ministry"]),
    CODES,
    DATES,
)
MILESTONES = st.builds(
    Milestone,
    st.sampled_from([MilestoneType.ANNIVERSARY, MilestoneType.EVENT]),
    st.sampled_from(
        [
            "anniversary of ties",
            "70th anniversary of ties",
            "70th anniversary of diplomatic ties",
            "65th anniversary of diplomatic ties",
        ]
    ),
    DATES.filter(bool),
    CODES,
    st.lists(PEOPLE, max_size=1).map(tuple),
)
ANYTHING = st.one_of(MEETINGS, MEETINGS, ROLES, AGREEMENTS, PAYMENTS, STATEMENTS, MILESTONES)
PUBLISHED = st.sampled_from([None, "2022-03", *(f"2022-03-{day}" for day in range(19, 30))])


@st.composite
def articles(
    draw: Callable[..., object], kinds: st.SearchStrategy[Fields] = ANYTHING, size: int = 3
) -> dict[str, list[Told]]:
    """Articles by id, each in one or two versions."""
    count = draw(st.integers(1, 7))
    assert isinstance(count, int)
    found: dict[str, list[Told]] = {}
    for number in range(count):
        id = f"article-{number}"
        found[id] = [
            told(
                id,
                *draw(st.lists(kinds, max_size=size)),  # type: ignore[misc]
                published=draw(PUBLISHED),  # type: ignore[arg-type]
                extra=f"Version {version}.",
                background=bool(draw(st.sampled_from([False, False, False, True]))),
            )
            for version in range(draw(st.integers(1, 2)))  # type: ignore[call-overload]
        ]
    return found


def lines(base: Base) -> list[str]:
    with base.reader() as db:
        return list(snapshot.lines(db))


def folded_anew(base: Base, batch: int) -> list[str]:
    """What a fold from nothing gives, in a copy of the base."""
    with (
        closing(connect(base.path, readonly=True)) as source,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        source.backup(copy)
        copy.row_factory = sqlite3.Row
        copy.execute("PRAGMA foreign_keys=ON")
        copy.execute("BEGIN")
        refold(copy, batch)
        copy.execute("COMMIT")
        return list(snapshot.lines(copy))


def assert_same(a: list[str], b: list[str]) -> None:
    lacking = [f"< {line}" for line in a if line not in b]
    lacking += [f"> {line}" for line in b if line not in a]
    assert a == b, "\n".join(lacking)


def clustered_anew(base: Base) -> list[str]:
    """What there is once all names were looked at with all that are like them; it isn't kept."""
    with closing(connect(base.path, readonly=False)) as db:
        db.execute("BEGIN")
        keys = {key for (key,) in db.execute("SELECT key FROM spellings")}
        people.cluster(db, keys)
        found = list(snapshot.lines(db))
        db.execute("ROLLBACK")
    return found


def counted_anew(base: Base) -> list[tuple[str, int]]:
    """Facts of which how many articles tell them, or when, is not what their readings say."""
    told = f"({TOLD} WHERE s.root = facts.root)"
    with base.reader() as db:
        rows = db.execute(
            f"SELECT id, support FROM facts WHERE support <> ({SUPPORT} WHERE s.root = facts.root)"
            " UNION ALL"
            f" SELECT id, last_told FROM facts WHERE (first_told, last_told) IS NOT {told}"
        )
        return [(id, support) for id, support in rows]


def check_order(versions: dict[str, list[Told]], chance: random.Random) -> None:
    steps = [version for all in versions.values() for version in all]
    steps += [chance.choice(steps) for _ in range(2)]
    chance.shuffle(steps)
    current = {article.id: (article, readings) for article, readings in steps}
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder) / "a.db") as base,
        opened(Path(folder) / "b.db") as other,
    ):
        for step in steps:
            fill(base, [step])
        before = chance.choice([[], steps])
        at_once = [*before, *(current[id] for id in sorted(current))]
        other.fill(at_once, together=chance.randint(1, 4))
        got = lines(base)
        assert_same(got, lines(other))
        assert_same(got, clustered_anew(base))
        assert counted_anew(base) == counted_anew(other) == []
        assert_same(got, folded_anew(base, batch=2))
        assert_same(got, folded_anew(base, batch=100))


def check_decisions(versions: dict[str, list[Told]], chance: random.Random) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as base:
        for all in versions.values():
            fill(base, all)
        base.enlist(
            [RosterPerson("pm-kh", "Hun Sen", "KH", ("Prime Minister",), ("Samdech Hun Sen",))]
        )
        with base.reader() as db:
            readings = [row[0] for row in db.execute("SELECT id FROM readings WHERE current")]
        for reading in readings:
            action = chance.choice([None, Action.RETRACT, Action.RESTORE])
            if action is not None:
                base.decide(Decision(action, f"reading:{reading}", "editor"))
        base.remove(chance.choice(sorted(versions)))
        assert_same(lines(base), clustered_anew(base))
        assert counted_anew(base) == []
        assert_same(lines(base), folded_anew(base, batch=3))


bounded = settings(
    max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck)
)
ORDERS = (articles(), st.randoms(use_true_random=False))


@bounded
@given(*ORDERS)
def test_facts_do_not_depend_on_the_order_of_ingest(
    versions: dict[str, list[Told]], chance: random.Random
) -> None:
    check_order(versions, chance)


@bounded
@given(articles(st.one_of(AGREEMENTS, PAYMENTS), 6), st.randoms(use_true_random=False))
def test_deals_do_not_depend_on_it(versions: dict[str, list[Told]], chance: random.Random) -> None:
    check_order(versions, chance)


@bounded
@given(articles(st.one_of(STATEMENTS, MILESTONES, ROLES), 6), st.randoms(use_true_random=False))
def test_words_days_and_offices_do_not_depend_on_it(
    versions: dict[str, list[Told]], chance: random.Random
) -> None:
    check_order(versions, chance)


@bounded
@given(*ORDERS)
def test_decisions_and_removals_leave_what_a_fresh_fold_gives(
    versions: dict[str, list[Told]], chance: random.Random
) -> None:
    check_decisions(versions, chance)


def test_facts_that_one_sentence_gives_twice_keep_their_order(tmp_path: Path) -> None:
    one = Participant("Wanda Ortiz", "secretary of justice", "US")
    fields = [role(one), role(replace(one, title="governor", party="PR"))]
    sentence = "Secretary of Justice Wanda Ortiz was sworn in as Puerto Rico's governor."
    for number, order in enumerate((fields, fields[::-1])):
        article, (first, second) = told("a", *order, sentences=[sentence, sentence])
        path = tmp_path / f"{number}.db"
        with bases.opened(path) as base:
            beside = replace(second, evidence=first.evidence)
            base.save(article, [beside])
            base.reread("a", [first, beside])
            found, total = base.find(Kind.ROLE, Query("whois"), limit=5, offset=0)
        assert total == len(found) == 2
        assert [finding.problems for finding in check(path) if finding.problems] == []
