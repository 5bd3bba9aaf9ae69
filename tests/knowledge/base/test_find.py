"""Questions to the base: every condition, order and pages, and text that means mischief."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.model import Form, Office, Participant, Period, Status
from tests.bases import opened
from tests.effort import examples
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    ask,
    fill,
    met,
    role,
    told,
)

LI = Participant("Li Keqiang", "Premier", "CN")
BIDEN = Participant("Joe Biden", "President", "US")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path: Path = tmp_path_factory.mktemp("find") / "facts.db"
    with opened(path) as base:
        fill(
            base,
            [
                told(
                    "march",
                    met(
                        HUN_SEN,
                        KISHIDA,
                        on="2022-03-20/2022-03-21",
                        form=Form.VISIT,
                        place="Phnom Penh",
                    ),
                    met(SOKHONN, HAYASHI, on="2022-03-21", topics=["ports"]),
                    role(HUN_SEN),
                ),
                told(
                    "november",
                    met(HUN_SEN, KISHIDA, at="40th and 41st ASEAN Summits"),
                    met(HUN_SEN, TRUDEAU, on="2022-11-12", place="Phnom Penh", at="ASEAN Summit"),
                    met(HUN_SEN, LI, on="2022-11"),
                    met(HUN_SEN, BIDEN, on="2022"),
                    met(HUN_SEN, BIDEN, on="XXXX-11-13", form=Form.CALL),
                    met(HUN_SEN, LI, on="2023-02-10", status=Status.PLANNED, form=Form.VISIT),
                    published="2022-11-15",
                    extra="Rice exports to Canada grew. The two leaders spoke of demining.",
                ),
            ],
        )
        yield base


def dates(base: Base, **conditions: object) -> list[str | None]:
    facts, total = base.meetings(ask(**conditions), limit=50, offset=0)
    assert len(facts) == total
    return [fact.date for fact in facts]


def period(start: date | None, end: date | None) -> Period:
    return Period(start, end, "asked")


ALL = [
    "2023-02-10",
    None,
    "XXXX-11-13",
    "2022-11-12",
    "2022-11",
    "2022-03-21",
    "2022-03-20/2022-03-21",
    "2022",
]


YEAR = ["2022-11-12", "2022-11", "2022-03-21", "2022-03-20/2022-03-21", "2022"]


def test_all_newest_first_undated_by_publication(archive: Base) -> None:
    found = dates(archive)
    assert found[0] == "2023-02-10"
    # Two undated ones share their day of publication; nothing says which comes first.
    assert sorted(found, key=str) == sorted(ALL, key=str)
    assert set(found[1:3]) == {None, "XXXX-11-13"}
    assert found[3:] == ALL[3:]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"parties": ("JP",)}, [None, "2022-03-21", "2022-03-20/2022-03-21"]),
        ({"parties": ("JP", "JP")}, [None, "2022-03-21", "2022-03-20/2022-03-21"]),
        ({"parties": ("CN", "KH")}, ["2023-02-10", "2022-11"]),
        ({"parties": ("CN", "JP")}, []),
        ({"parties": ("XX",)}, []),
        ({"people": ("fumio-kishida",)}, [None, "2022-03-20/2022-03-21"]),
        ({"people": ("hun-sen", "li-keqiang")}, ["2023-02-10", "2022-11"]),
        ({"people": ("hun-sen",), "parties": ("CA",)}, ["2022-11-12"]),
        ({"people": ("nobody",)}, []),
        ({"offices": (Office("prime minister", "JP"),)}, [None, "2022-03-20/2022-03-21"]),
        ({"offices": (Office("Prime Minister", "CN"),)}, ["2023-02-10", "2022-11"]),
        ({"offices": (Office("foreign minister"),)}, ["2022-03-21"]),
        ({"offices": (Office("PM", "KH"), Office("PM", "CA"))}, ["2022-11-12"]),
        ({"offices": (Office("chancellor"),)}, []),
        ({"forms": (Form.VISIT,)}, ["2023-02-10", "2022-03-20/2022-03-21"]),
        ({"forms": (Form.VISIT,), "statuses": (Status.HELD,)}, ["2022-03-20/2022-03-21"]),
        ({"statuses": (Status.PLANNED, Status.CANCELLED)}, ["2023-02-10"]),
        ({"forms": (Form.CALL,)}, ["XXXX-11-13"]),
        ({"place": "Phnom Penh"}, ["2022-11-12", "2022-03-20/2022-03-21"]),
        ({"place": "penh", "parties": ("CA",)}, ["2022-11-12"]),
        ({"place": "Siem Reap"}, []),
        ({"occasion": "ASEAN summit"}, [None, "2022-11-12"]),
        ({"occasion": "41st ASEAN"}, [None]),
        ({"words": ("ports",)}, ["2022-03-21"]),
        ({"words": ("Hayashi",)}, ["2022-03-21"]),
        ({"words": ("ports", "Trudeau")}, []),
        ({"words": ("planned visit",)}, ["2023-02-10"]),
        ({"either": ("CA", "CN")}, ["2023-02-10", "2022-11-12", "2022-11"]),
        ({"either": ("CA", "CN"), "statuses": (Status.HELD,)}, ["2022-11-12", "2022-11"]),
        ({"sidelines": True}, [None, "2022-11-12"]),
        ({"sidelines": True, "parties": ("CA",)}, ["2022-11-12"]),
        ({"sidelines": True, "forms": (Form.VISIT,)}, []),
    ],
)
def test_conditions(archive: Base, conditions: dict[str, object], expected: list[str]) -> None:
    assert dates(archive, **conditions) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2022, 3, 21), date(2022, 3, 21), ["2022-03-21", "2022-03-20/2022-03-21"]),
        (date(2022, 3, 20), date(2022, 3, 20), ["2022-03-20/2022-03-21"]),
        (date(2022, 11, 1), date(2022, 11, 30), ["2022-11-12", "2022-11"]),
        (date(2022, 11, 2), date(2022, 11, 30), ["2022-11-12"]),
        (date(2022, 11, 30), date(2022, 11, 30), []),
        (date(2022, 1, 1), date(2022, 12, 31), YEAR),
        (date(2022, 1, 1), None, ["2023-02-10", *YEAR]),
        (date(2022, 12, 31), None, ["2023-02-10"]),
        (None, date(2022, 3, 19), []),
        (None, date(2022, 3, 20), ["2022-03-20/2022-03-21"]),
        (date(2024, 1, 1), date(2023, 1, 1), []),
        (date.min, date.max, ["2023-02-10", *YEAR]),
    ],
)
def test_periods(archive: Base, start: date | None, end: date | None, expected: list[str]) -> None:
    assert dates(archive, period=period(start, end)) == expected


def test_undated_facts_are_in_no_period_unless_asked_for(archive: Base) -> None:
    november = period(date(2022, 11, 1), date(2022, 11, 30))
    assert archive.undated(ask(parties=("JP",), period=november)) == 1
    assert dates(archive, parties=("JP",), period=november) == []
    assert dates(archive, parties=("JP",), period=november, undated=True) == [None]
    # With those of which only the year is known.
    assert archive.undated(ask(period=november)) == 3
    assert archive.undated(ask(people=("nobody",))) == 0


def test_what_was_known_by_a_day(archive: Base) -> None:
    assert len(dates(archive, as_of=date(2022, 3, 22))) == 2
    assert dates(archive, as_of=date(2022, 3, 21)) == []
    assert len(dates(archive, as_of=date(2022, 11, 15), parties=("KH",))) == len(ALL)


def test_as_of_a_day_a_plan_is_a_plan_though_it_came_true(base: Base) -> None:
    plan = met(HUN_SEN, KISHIDA, on="2022-03-20", status=Status.PLANNED, form=Form.VISIT)
    held = met(HUN_SEN, KISHIDA, on="2022-03-20", place="Tokyo")
    fill(
        base,
        [told("plan", plan, published="2022-03-01"), told("held", held, published="2022-03-21")],
    )
    asked = {"as_of": date(2022, 3, 10)}
    [then], total = base.meetings(ask(**asked), limit=5, offset=0)
    assert (then.status, then.history, then.place, total) == (Status.PLANNED, (), None, 1)
    assert [source.article for source in then.sources] == ["plan"]
    assert base.meetings(ask(statuses=(Status.PLANNED,), **asked), limit=5, offset=0)[1] == 1
    assert base.meetings(ask(statuses=(Status.HELD,), **asked), limit=5, offset=0) == ([], 0)
    [now], _ = base.meetings(ask(as_of=date(2022, 3, 21)), limit=5, offset=0)
    assert (now.status, now.history) == (Status.HELD, ("planned",))


def test_pages_follow_each_other_without_gaps(archive: Base) -> None:
    whole, total = archive.meetings(ask(), limit=50, offset=0)
    pages = [archive.meetings(ask(), limit=3, offset=offset)[0] for offset in (0, 3, 6, 9)]
    assert [fact.id for page in pages for fact in page] == [fact.id for fact in whole]
    assert archive.meetings(ask(), limit=0, offset=0) == ([], total)
    assert archive.meetings(ask(), limit=5, offset=10**6) == ([], total)


MISCHIEF = [
    "'; DROP TABLE facts; --",
    '" OR 1=1 --',
    "NEAR(a b, 2)",
    "names : x",
    "a* AND NOT b",
    "^start",
    "{names place} : x",
    "(((((",
    '"""',
    "\x00\x1b[2J",
    "-",
    "",
    "💥🇰🇭",
    "%_%",
    "שלום ‮evil",
    "a" * 40_000,
    " ".join(["word"] * 20_000),
    "\ud800",
]


@pytest.mark.parametrize("text", MISCHIEF)
def test_text_that_means_mischief_finds_nothing_and_harms_nothing(archive: Base, text: str) -> None:
    before = archive.status()
    for conditions in (
        {"words": (text,)},
        {"place": text or "-"},
        {"occasion": text or "-"},
        {"parties": (text,)},
        {"people": (text,)},
        {"offices": (Office(text, text),)},
        {"words": (text, "ports"), "parties": ("JP",)},
    ):
        assert dates(archive, **conditions) in ([], ["2022-03-21"])
    assert archive.sentences([text]) == []
    assert archive.fact(text) is None
    assert archive.person(text) is None
    assert archive.article(text) is None
    assert archive.people_with_office(text, text) == []
    assert archive.status() == before


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=20))
def test_any_words_can_be_searched(archive: Base, words: list[str], place: str) -> None:
    archive.meetings(ask(words=tuple(words), place=place or None), limit=5, offset=0)
    archive.sentences(words)


def test_signs_alone_find_nothing_rather_than_everything(archive: Base) -> None:
    assert dates(archive, words=("?!",)) == []
    assert dates(archive, place="…", parties=("JP",)) == []


def test_sentences_with_all_words_newest_first(archive: Base) -> None:
    assert [s.evidence[0].text for s in archive.sentences(["rice", "canada"])] == [
        "Rice exports to Canada grew."
    ]
    [found] = archive.sentences(["demining"])
    article = archive.article(found.article)
    assert article is not None
    assert article.text[found.evidence[0].start : found.evidence[0].end] == found.evidence[0].text
    assert (found.published, found.rule) == ("2022-11-15", "sentence")
    newest_first = [s.published for s in archive.sentences(["sen"], limit=50)]
    assert newest_first == sorted(newest_first, key=str, reverse=True)
    assert archive.sentences([]) == []
    assert archive.sentences(["rice"], limit=0) == []


def test_a_date_without_a_year_means_the_latest_the_archive_knows(archive: Base) -> None:
    assert archive.latest_date_like(11, 12) == date(2022, 11, 12)
    assert archive.latest_date_like(3, 20) == date(2022, 3, 20)
    assert archive.latest_date_like(3, 21) == date(2022, 3, 21)
    assert archive.latest_date_like(2, None) == date(2023, 2, 1)
    # Nothing took place on it as far as is known, but an article came out.
    assert archive.latest_date_like(3, 22) == date(2022, 3, 22)
    assert archive.latest_date_like(7, 4) is None
    assert archive.latest_date_like(2, 29) is None


def test_nothing_in_an_empty_base(base: Base) -> None:
    assert base.meetings(ask(), limit=5, offset=0) == ([], 0)
    assert base.scope().articles == 0
    assert base.latest_date_like(1, 1) is None
    assert base.profile("hun-sen") is None
