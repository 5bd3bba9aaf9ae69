"""What each command answers: the facts of its kinds, totals, what lay ahead, and honest silence."""

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.answers import ask, examples
from knowledge.answers.digest import INCOMPLETE
from knowledge.answers.quotes import NO_DIRECT
from knowledge.answers.searching import WHAT
from knowledge.answers.timeline import WHOSE
from knowledge.base import Base
from knowledge.commands import COMMANDS, DATELINE
from knowledge.model import (
    AgreementStatus,
    Answer,
    Grouping,
    Kind,
    MilestoneType,
    PaymentKind,
    RoleFact,
    StatementFact,
    Status,
)
from knowledge.wording import guide
from knowledge.wording.machine import to_json, to_line
from knowledge.wording.texts import fallback, plain
from tests import bases
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    agreed,
    ahead,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

TODAY = date(2026, 11, 21)
PROMISE = "we shall build the bridge before the rains come"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with bases.opened(tmp_path_factory.mktemp("kinds") / "archive.db") as opened:
        fill(
            opened,
            [
                told(
                    "march",
                    met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh"),
                    agreed("rice farming", on="2022-03-21", people=[HUN_SEN, KISHIDA]),
                    agreed("bridge loan", on="2022-06", status=AgreementStatus.PLANNED),
                    paid(300_000_000, on="2022-03-21", kind=PaymentKind.LOAN, purpose="bridges"),
                    paid(20_000_000, on="2022-03-20", purpose="clinics"),
                    paid(5_000_000, on="2022-03-20", purpose="one clinic of them", part=True),
                    paid(7_000_000_000, "JPY", on="2021-05-01", purpose="port cranes"),
                    said(PROMISE, KISHIDA, on="2022-03-21"),
                    said("relations stood on firm ground", HUN_SEN, direct=False),
                    role(HUN_SEN),
                    role(KISHIDA),
                ),
                told(
                    "april",
                    paid(4_000_000, giver="AU", on="2022-04-02", purpose="mine clearance"),
                    paid(9_000_000_000, giver="CN", kind=PaymentKind.TRADE, on="2021"),
                    ahead("anniversary of ties", "2023", "JP", "KH", people=[KISHIDA]),
                    ahead("end of the fishing talks", "../2022-12-31", "KH",
                          type=MilestoneType.DEADLINE),
                    met(HUN_SEN, KISHIDA, on="2022-11-12", status=Status.PLANNED),
                    extra="Nobody spoke of the otters along the river, which Japan counts.",
                    published="2022-04-05",
                ),
            ],
        )  # fmt: skip
        yield opened


def asked(text: str, base: Base, per_page: int = 50) -> Answer:
    return ask(text, base, today=TODAY, per_page=per_page)


def articles(answer: Answer) -> list[str]:
    return [source["article"] for source in to_line(answer)["sources"]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("/deals", 2),
        ("/deals Japan Cambodia", 2),
        ("/deals signed", 1),
        ("/deals planned", 1),
        ("/deals in force", 0),
        ("/deals about rice", 1),
        ("/deals Vietnam", 0),
        ("/deals March 2022", 1),
        ("/deals Kishida", 1),
        ("/money", 6),
        ("/money from Japan", 4),
        ("/money from Australia to Cambodia", 1),
        ("/money to Japan", 0),
        ("/money from China", 0),
        ("/money China trade", 1),
        ("/money yen", 1),
        ("/money loans", 1),
        ("/money 2021", 2),
        ("/money about clinics", 2),
        ("/quotes", 2),
        ("/quotes Kishida", 1),
        ("/quotes direct", 1),
        ("/quotes Cambodia", 1),
        ("/quotes about bridge", 1),
        ("/timeline Japan Cambodia", 9),
        ("/timeline Japan Cambodia deals", 2),
        ("/timeline Hun Sen Kishida", 3),
        ("/upcoming 2023", 1),
        ("/upcoming 2022", 3),
        ("/upcoming as of 2022-04-10", 4),
        ("/upcoming visits as of 2022-04-10", 0),
        ("/upcoming deadlines 2022", 1),
        ("/facts bridge", 3),
        ("/facts Kishida", 6),
        ("/search clinics", 2),
        ("/digest", 5),
        ("/digest March 2022", 9),
        ("/digest since March 2022", 14),
        ("/digest since March 2022 deals", 2),
        ("/digest since March 2022 Kishida", 5),
        ("/digest since March 2022 about clinics", 2),
        ("/digest Australia", 1),
        ("/digest 2019", 0),
    ],
)
def test_as_many_as_the_archive_tells(text: str, number: int, base: Base) -> None:
    answer = asked(text, base)
    assert (answer.total, answer.answered) == (number, number > 0), plain(answer)
    assert len(answer.facts) == number
    assert bool(articles(answer)) == answer.answered
    assert answer.answered or answer.message


def test_own_words_come_before_what_was_reported(base: Base) -> None:
    shown = [fact for fact in asked("/quotes", base).facts if isinstance(fact, StatementFact)]
    assert [fact.direct for fact in shown] == [True, False]
    pages = [asked(f"/quotes page {n}", base, per_page=1).facts[0].id for n in (1, 2)]
    assert pages == [fact.id for fact in shown]


def test_nobody_is_quoted_who_was_only_reported(base: Base) -> None:
    assert NO_DIRECT in asked("/quotes Hun Sen", base).notes
    assert NO_DIRECT not in asked("/quotes Kishida", base).notes
    assert NO_DIRECT not in asked("/quotes reported Hun Sen", base).notes


def test_what_comes_first_among_quotations_is_said(base: Base) -> None:
    def order(text: str, per_page: int = 10) -> list[str]:
        notes = asked(text, base, per_page=per_page).notes
        return [note for note in notes if "newest" in note.lower()]

    both = "Own words first, then what was reported; the newest first in each"
    assert [note.removeprefix(both)[:1] for note in order("/quotes")] in (["."], [";"])
    assert [note.startswith(both) for note in order("/quotes page 2", 1)] == [True]
    assert not any(note.startswith("Own words") for note in order("/quotes direct"))
    assert not any(note.startswith("Own words") for note in order("/quotes Kishida"))


def test_only_what_may_be_added_is_added(base: Base) -> None:
    totals = asked("/money", base).totals
    assert totals is not None
    worth = {(t.by, t.of, t.sum.currency): (t.sum.amount, t.number) for t in totals.totals}
    assert worth[Grouping.KIND, "loan", "USD"] == (Decimal(300_000_000), 1)
    assert worth[Grouping.KIND, "grant", "USD"] == (Decimal(24_000_000), 2)
    assert worth[Grouping.KIND, "grant", "JPY"] == (Decimal(7_000_000_000), 1)
    assert worth[Grouping.GIVER, "JP", "USD"] == (Decimal(320_000_000), 2)
    assert (Grouping.KIND, "trade", "USD") not in worth
    assert totals.left_out == 2
    said = plain(asked("/money", base))
    assert "Grants: USD 24 million in 2 sums" in said
    assert "2 are left out" in said


def test_a_giver_asked_for_is_no_group_of_its_own(base: Base) -> None:
    totals = asked("/money from Japan", base).totals
    assert totals is not None
    assert all(total.by is not Grouping.GIVER for total in totals.totals)


def test_one_sum_has_no_totals(base: Base) -> None:
    assert asked("/money yen", base).totals is None


def test_nothing_ahead_says_so_and_offers_what_lay_ahead(base: Base) -> None:
    answer = asked("/upcoming", base)
    assert not answer.answered
    assert answer.message is not None
    assert "nothing that lies ahead of 21 November 2026" in answer.message
    then = asked(f"/{answer.nearest[0].text}", base)
    assert then.answered
    assert [fact.kind for fact in then.facts][-1] is Kind.MILESTONE
    ahead_of = ask("/upcoming", base, today=date(2022, 4, 6), per_page=50)
    assert ahead_of.total == 4


def test_a_timeline_goes_from_the_earliest_on_and_offers_statements(base: Base) -> None:
    answer = asked("/timeline Japan Cambodia", base)
    days = [fact.date for fact in answer.facts if not isinstance(fact, RoleFact)]
    assert days[0] == "2021-05-01"
    assert days[-1] == "2023"
    assert all(fact.kind is not Kind.STATEMENT for fact in answer.facts)
    alone = asked("/timeline Hun Sen", base)
    assert any("quotes" in choice.text for choice in alone.nearest)


def test_whose_timeline_and_what_is_searched_for(base: Base) -> None:
    for text, question in (("/timeline", WHOSE), ("/timeline 2022", WHOSE), ("/facts", WHAT)):
        answer = asked(text, base)
        assert (answer.answered, answer.message) == (False, question)
        assert answer.nearest
        assert all(asked(f"/{choice.text}", base).answered for choice in answer.nearest)


def test_news_are_what_no_earlier_article_told(base: Base, tmp_path: Path) -> None:
    with bases.opened(tmp_path / "news.db") as news:
        again = met(HUN_SEN, KISHIDA, on="2022-03-21", place="Phnom Penh")
        fill(news, [told("first", again), told("later", again, published="2022-04-05")])
        assert asked("/digest March 2022", news).total == 1
        silent = asked("/digest", news)
        assert not silent.answered
        assert silent.message is not None and "No new fact on 5 April 2022" in silent.message
        assert silent.nearest == ()
    asked_for = asked("/digest Norway", base)
    assert not asked_for.answered
    assert asked(f"/{asked_for.nearest[0].text}", base).total == 5


def test_news_of_an_earlier_day_hold_nothing_of_later_articles(tmp_path: Path) -> None:
    with Base.open(tmp_path / "news.db") as news:
        plan = met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.PLANNED)
        held = met(HUN_SEN, KISHIDA, on="2022-03-21", status=Status.HELD)
        early = told("plan", plan, published="2022-03-10")
        fill(news, [early, told("held", held, paid(9), published="2022-04-05")])
        for text in ("/digest as of 2022-03-20", "/digest since 2022 as of 2022-03-20"):
            answer = asked(text, news)
            assert [fact.kind for fact in answer.facts] == [Kind.MEETING], text
            assert [getattr(fact, "status", None) for fact in answer.facts] == [Status.PLANNED]
            assert {s.article for fact in answer.facts for s in fact.sources} == {"plan"}
        assert "10 March 2022" in asked("/digest as of 2022-03-20", news).understood
        assert not asked("/digest as of 2022-03-09", news).answered


def test_a_digest_of_too_much_says_so(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("knowledge.base.news", "knowledge.answers.digest"):
        monkeypatch.setattr(sys.modules[module], "NEWS", 3)
    assert INCOMPLETE in asked("/digest since March 2022", base).notes
    assert INCOMPLETE in asked("/digest Norway since March 2022", base).notes
    assert INCOMPLETE not in asked("/digest 2019", base).notes


def test_sentences_of_later_articles_are_not_shown_as_of_an_earlier_day(tmp_path: Path) -> None:
    with bases.opened(tmp_path / "later.db") as later:
        fill(later, [told("a", said(PROMISE, HUN_SEN), published="2022-03-20")])
        fill(later, [told("b", said(PROMISE, HUN_SEN), published="2022-06-20")])
        for text in (
            "as of 2022-04-01",
            "since 2020 as of 2022-04-01",
            "until 2023 as of 2022-04-01",
        ):
            answer = asked(f"/facts bridge {text}", later)
            articles = {one.article for one in answer.cited}
            assert articles == {"a"}, text


def test_without_publication_dates_nothing_is_new(tmp_path: Path) -> None:
    with bases.opened(tmp_path / "undated.db") as base:
        assert asked("/digest", base).message == guide.EMPTY_ARCHIVE
        fill(base, [told("a", paid(3), published=None)])
        assert asked("/digest", base).message == guide.NO_DATES


def test_sentences_without_a_fact_are_found_too(base: Base) -> None:
    answer = asked("/facts otters", base)
    assert (answer.answered, answer.total, len(answer.sentences)) == (True, 0, 1)
    assert "otters along the river" in plain(answer)
    assert "otters" in fallback(answer)
    assert to_json(answer)["sentences"][0]["rule"] == "sentence"
    assert articles(answer) == ["april"]
    assert asked("/facts otters Japan", base).answered
    assert not asked("/facts otters Vietnam", base).answered
    assert not asked("/facts otters 2019", base).answered
    assert asked("/facts otters April 2022", base).answered


def test_a_sentence_that_a_fact_stands_on_is_not_shown_twice(base: Base) -> None:
    answer = asked("/facts clinics", base)
    told = {item.text for fact in answer.facts for s in fact.sources for item in s.evidence}
    assert answer.facts
    assert not told & {source.evidence[0].text for source in answer.sentences}


def test_a_profile_tells_words_and_deals(base: Base) -> None:
    profile = asked("/whois Kishida", base).profile
    assert profile is not None
    latest = {one.kind: one.total for one in profile.latest}
    assert latest[Kind.STATEMENT] == 1
    assert latest[Kind.AGREEMENT] == 1
    assert latest[Kind.MILESTONE] == 1
    assert PROMISE in plain(asked("/whois Kishida", base))
    assert to_json(asked("/whois Kishida", base))["profile"]["latest"]


@pytest.mark.parametrize("command", [one.name for one in COMMANDS if one is not DATELINE])
def test_examples_find_something(command: str, base: Base) -> None:
    offered = examples(base, 5, command)
    assert len(offered) >= 3
    for text in offered:
        assert asked(text, base).answered, text


def test_examples_of_all_commands_are_one_of_each_first(base: Base) -> None:
    names = [text.split()[0] for text in examples(base, 8)]
    assert len(set(names)) == 8


@pytest.mark.parametrize("command", [one.name for one in COMMANDS if one is not DATELINE])
@pytest.mark.parametrize(
    "words",
    ["Norway 2019", "Kishida Australia", "about otters 2021", "Vietnam loans planned", "2031"],
)
def test_what_is_offered_instead_is_there(command: str, words: str, base: Base) -> None:
    answer = asked(f"/{command} {words}", base)
    assert not answer.answered or answer.facts or answer.sentences or answer.profile
    for choice in answer.nearest:
        assert asked(f"/{choice.text}", base).answered, choice
