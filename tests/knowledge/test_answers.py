"""Answers over a small archive: what is stated, what was searched, what is offered instead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import answer, ask, examples
from knowledge.base import Base
from knowledge.commands import COMMANDS
from knowledge.model import Answer, Form, MeetingFact, Query, RoleFact, Status
from knowledge.wording.texts import plain
from tests.knowledge.language.archive import build

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("answers") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Base]:
    opened = Base.open(tmp_path / "empty.db")
    yield opened
    opened.close()


def meetings(found: Answer) -> list[MeetingFact]:
    return [fact for fact in found.facts if isinstance(fact, MeetingFact)]


def test_meetings_come_with_their_sentences_and_what_was_understood(base: Base) -> None:
    found = ask("/meetings Japan", base, today=TODAY)
    assert found.answered
    assert found.understood == "Meetings with Japan"
    assert (found.total, found.page, found.pages) == (2, 1, 1)
    assert all("JP" in fact.parties for fact in meetings(found))
    assert {fact.form for fact in meetings(found)} == {Form.MEETING, Form.VISIT}
    articles = {evidence.article for evidence in found.cited}
    assert articles == {"asean-sidelines", "kishida-visit"}


def test_the_scope_is_that_of_the_whole_archive(base: Base) -> None:
    scope = ask("/meetings Japan", base, today=TODAY).scope
    assert (scope.articles, scope.last) == (4, "2023-01-10")


def test_pages_divide_all_facts_without_overlap(base: Base) -> None:
    shown: list[str] = []
    pages = ask("/meetings", base, today=TODAY, per_page=4).pages
    for page in range(1, pages + 1):
        found = ask(f"/meetings page {page}", base, today=TODAY, per_page=4)
        assert (found.page, found.pages, found.total) == (page, pages, 11)
        shown += [fact.id for fact in found.facts]
    assert len(shown) == len(set(shown)) == 11


@pytest.mark.parametrize("page", ["99", "9999999"])
def test_a_page_past_the_end_is_the_last_and_says_so(page: str, base: Base) -> None:
    found = ask(f"/meetings page {page}", base, today=TODAY)
    assert (found.page, len(found.facts)) == (3, 1)
    assert "There are 3 pages; this is the last." in found.notes


def test_meetings_alone_say_how_to_filter(base: Base) -> None:
    found = ask("/meetings", base, today=TODAY)
    assert found.answered
    assert any("“/meetings China”" in note for note in found.notes)


def test_nothing_found_says_what_was_searched(base: Base) -> None:
    found = ask("/meetings Peru", base, today=TODAY)
    assert not found.answered
    assert found.facts == () and found.cited == ()
    assert found.message == "No meeting with Peru in 4 articles, to 10 January 2023."
    assert [choice.text for choice in found.nearest] == ["meetings"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/meetings Japan 2020", "No meeting with Japan, 2020, in 4 articles, to 10 January 2023."),
        (
            "/meetings planned calls with Japan",
            "No planned call with Japan in 4 articles, to 10 January 2023.",
        ),
        (
            "/meetings in Gotham",
            "No meeting in that place, in 4 articles, to 10 January 2023.",
        ),
        (
            "/meetings Canada about rice",
            "No meeting with Canada about “rice”, in 4 articles, to 10 January 2023.",
        ),
        (
            "/meetings Canada about the roads",
            "No meeting with Canada about “roads”, in 4 articles, to 10 January 2023.",
        ),
        (
            "/meetings asdfgh",
            "No meeting mentioning those words, in 4 articles, to 10 January 2023.",
        ),
        (
            "/whois chancellor of Japan",
            "No Chancellor of Japan in 4 articles, to 10 January 2023.",
        ),
        ("/whois Peru", "Nobody of Peru in 4 articles, to 10 January 2023."),
    ],
)
def test_messages_when_nothing_is_found(text: str, message: str, base: Base) -> None:
    found = ask(text, base, today=TODAY)
    assert not found.answered
    assert found.message == message


def test_nearest_queries_drop_a_condition_and_find_something(base: Base) -> None:
    found = ask("/meetings Japan 2020 planned", base, today=TODAY)
    assert [choice.text for choice in found.nearest] == ["meetings JP"]
    found = ask("/meetings Japan in Angkor Wat", base, today=TODAY)
    assert [choice.label for choice in found.nearest] == [
        "Meetings with Japan, any place (2)",
        "Meetings in Angkor Wat (1)",
    ]
    for choice in found.nearest:
        wider = ask("/" + choice.text, base, today=TODAY)
        assert wider.answered and f"({wider.total})" in choice.label


def test_a_country_asked_for_as_a_place_is_offered_as_a_party(base: Base) -> None:
    found = ask("/meetings in Japan", base, today=TODAY)
    assert found.message == "No meeting in Japan, in 4 articles, to 10 January 2023."
    assert found.nearest[0].text == "meetings JP"


def test_undated_meetings_left_out_by_a_period_are_counted_and_offered(base: Base) -> None:
    found = ask("/meetings Japan March 2022", base, today=TODAY)
    assert found.total == 1
    assert "1 undated meeting is left out, as no date is known." in found.notes
    choice = found.nearest[0]
    assert choice.text == "meetings JP in 2022-03 or undated"
    included = ask("/" + choice.text, base, today=TODAY)
    assert included.total == 2
    assert not any("undated" in note for note in included.notes)


def test_a_period_in_which_only_undated_ones_may_lie_is_not_answered(base: Base) -> None:
    found = ask("/meetings Biden November 2022", base, today=TODAY)
    assert not found.answered
    assert found.facts == ()
    assert found.nearest[0].text.endswith("or undated")


def test_did_they_meet_is_not_answered_by_a_plan(base: Base) -> None:
    found = ask("did the King visit India?", base, today=TODAY)
    assert not found.answered
    assert any("any state" in choice.label for choice in found.nearest)
    planned = ask("will the King visit India?", base, today=TODAY)
    assert planned.answered
    assert [fact.status for fact in meetings(planned)] == [Status.PLANNED]


def test_an_ambiguous_name_is_asked_back_with_whole_queries(base: Base) -> None:
    found = ask("/meetings Li since 2022", base, today=TODAY)
    assert not found.answered
    assert found.query is None and found.facts == ()
    assert found.question == "Which “Li” do you mean?"
    totals = [ask("/" + choice.text, base, today=TODAY).total for choice in found.choices]
    assert totals == [1, 1]


def test_a_problem_is_told_with_the_scope(base: Base) -> None:
    found = ask("/meetings on Feb 30", base, today=TODAY)
    assert not found.answered
    assert found.message is not None and "30 February" in found.message
    assert found.scope.articles == 4


def test_whois_gives_titles_as_of_articles_and_meetings(base: Base) -> None:
    found = ask("/whois kishida", base, today=TODAY)
    assert found.answered and found.profile is not None
    assert found.profile.person.name == "Fumio Kishida"
    assert [(held.title, held.last) for held in found.profile.roles] == [
        ("Prime Minister", "2022-03-22")
    ]
    assert found.profile.meetings_total == 2
    assert {evidence.article for evidence in found.cited} == {"kishida-visit", "asean-sidelines"}


def test_whois_leaves_titles_of_another_time_out_and_says_so(base: Base) -> None:
    found = ask("/whois kishida as of 2021", base, today=TODAY)
    assert found.profile is not None and found.profile.roles == ()
    assert found.notes == ("1 title of another time left out.",)
    assert ask("/whois kishida as of 2022", base, today=TODAY).notes == ()


def test_whois_of_an_office_lists_its_holders(base: Base) -> None:
    found = ask("/whois PM of Japan", base, today=TODAY)
    assert found.answered
    assert [fact.person.id for fact in found.facts if isinstance(fact, RoleFact)] == [
        "fumio-kishida"
    ]
    assert [choice.text for choice in found.nearest] == ["whois #p:fumio-kishida"]
    assert not ask("/whois PM of Japan 2021", base, today=TODAY).answered


def test_whois_of_a_country_lists_its_people(base: Base) -> None:
    found = ask("/whois China", base, today=TODAY)
    assert found.understood == "People of China"
    people = {fact.person.id for fact in found.facts if isinstance(fact, RoleFact)}
    assert people == {"li-keqiang", "li-shangfu"}
    assert found.total == 2


def test_whois_pages(base: Base) -> None:
    found = ask("/whois Cambodia page 7", base, today=TODAY, per_page=1)
    assert (found.page, found.pages, len(found.facts)) == (2, 2, 1)
    assert "There are 2 pages; this is the last." in found.notes


def test_help_shows_what_this_archive_can_answer(base: Base) -> None:
    found = ask("/dateline help", base, today=TODAY)
    assert not found.answered
    assert found.message is not None
    for command in COMMANDS:
        assert f"/{command.name} {command.usage}" in found.message
    for example in examples(base):
        assert example in found.message
        assert ask(example, base, today=TODAY).answered, example


def test_examples_of_an_empty_archive_are_those_of_the_registry(empty: Base) -> None:
    assert examples(empty, 1) == [f"/{COMMANDS[0].name} {COMMANDS[0].examples[0]}"]


def test_status_tells_the_archive_in_numbers(base: Base) -> None:
    found = ask("/dateline status", base, today=TODAY)
    assert not found.answered
    assert found.message is not None
    assert found.message.startswith("4 articles, 11 people\nFacts: 11 meetings, 11 roles")


@pytest.mark.parametrize("text", ["/meetings Japan", "/meetings", "/whois Japan", "help", "status"])
def test_an_empty_archive_says_so(text: str, empty: Base) -> None:
    found = ask(text, empty, today=TODAY)
    assert not found.answered
    assert "The archive is empty." in plain(found)


def test_an_unknown_command_has_no_answer(base: Base) -> None:
    with pytest.raises(ValueError, match="no command"):
        answer(Query("quotes"), base, per_page=5)


def test_every_registered_example_is_understood(base: Base) -> None:
    for command in COMMANDS:
        for example in command.examples:
            found = ask(f"/{command.name} {example}", base, today=TODAY)
            assert found.query is not None, (command.name, example, found)


def test_an_answer_is_the_same_from_a_button(base: Base) -> None:
    typed = ask("/meetings kishida in Phnom Penh", base, today=TODAY)
    clicked = ask('/meetings #p:fumio-kishida in "Phnom Penh"', base, today=TODAY)
    assert replace(typed, notes=()) == replace(clicked, notes=())
