"""Answers over a small archive: what is stated, what was searched, what is offered instead."""

import io
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import answer, ask, examples, finding
from knowledge.answers.common import to_the_point
from knowledge.answers.spelling import spelled_out
from knowledge.base import Base, asof
from knowledge.cli import asking
from knowledge.commands import COMMANDS
from knowledge.language import understand
from knowledge.model import (
    Answer,
    Choice,
    Evidence,
    Fields,
    Form,
    Kind,
    MeetingFact,
    NewProvider,
    ProviderKind,
    Query,
    RoleFact,
    Status,
)
from knowledge.wording.texts import plain
from tests import bases
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    TRUDEAU,
    agreed,
    fill,
    met,
    role,
    said,
    told,
)
from tests.knowledge.language.archive import build, build_council

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("answers") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build_council(tmp_path_factory.mktemp("council") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Base]:
    opened = bases.opened(tmp_path / "empty.db")
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
    assert found.message == "No meeting with Peru (searched 4 articles, to 10 January 2023)."
    assert [choice.text for choice in found.nearest] == ["meetings"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "/meetings Japan 2020",
            "No dated meeting with Japan in 2020 (1 without an exact date is left out; searched 4 "
            "articles, to 10 January 2023).",
        ),
        (
            "/meetings planned calls with Japan",
            "No planned call with Japan (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings in Gotham",
            "No meeting in that place (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings Canada about rice",
            "No meeting with Canada about “rice” (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings Canada about the roads",
            "No meeting with Canada about “roads” (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings about fisheries",
            "No meeting about “fisheries” (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings Canada about herring in 2022",
            "No meeting with Canada about “herring” in 2022 (searched 4 articles, to 10 January "
            "2023).",
        ),
        (
            "/meetings Biden in 2020",
            "No dated meeting with Joe Biden in 2020 (1 without an exact date is left out; "
            "searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings in Gotham about fisheries",
            "No meeting in that place mentioning those words (searched 4 articles, to 10 January "
            "2023).",
        ),
        (
            "/meetings asdfgh about fisheries",
            "I know nobody and no country of that name, and no sentence has these words "
            "(searched 4 articles, to 10 January 2023).",
        ),
        (
            "/meetings asdfgh",
            "I know nobody and no country of that name, and no sentence has these words "
            "(searched 4 articles, to 10 January 2023).",
        ),
        (
            "/whois chancellor of Japan",
            "No article names the Chancellor of Japan (searched 4 articles, to 10 January 2023).",
        ),
        (
            "/whois Peru",
            "No article names anybody of Peru (searched 4 articles, to 10 January 2023).",
        ),
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
    assert found.message == "No meeting in Japan (searched 4 articles, to 10 January 2023)."
    assert found.nearest[0].text == "meetings JP"


def test_undated_meetings_left_out_by_a_period_are_counted_and_offered(base: Base) -> None:
    found = ask("/meetings Japan March 2022", base, today=TODAY)
    assert found.total == 1
    assert "1 with no exact date is left out." in found.notes
    choice = found.nearest[0]
    assert choice.text == "meetings JP in 2022-03 or undated"
    included = ask("/" + choice.text, base, today=TODAY)
    assert included.total == 2
    assert not any("left out" in note for note in included.notes)


def test_a_period_in_which_only_undated_ones_may_lie_is_not_answered(base: Base) -> None:
    found = ask("/meetings Biden November 2022", base, today=TODAY)
    assert not found.answered
    assert found.facts == ()
    assert found.nearest[0].text.endswith("or undated")


def test_did_they_meet_is_not_answered_by_a_plan(base: Base) -> None:
    found = ask("did the King visit India?", base, today=TODAY)
    assert not found.answered
    assert "planned" in (found.message or "")
    assert ask(f"/{found.nearest[0].text}", base, today=TODAY).total == 1
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
    assert {evidence.article for evidence in found.cited} == {"kishida-visit"}


def test_whois_leaves_titles_of_another_time_out_and_says_so(base: Base) -> None:
    found = ask("/whois kishida as of 2021", base, today=TODAY)
    assert found.profile is not None and found.profile.roles == ()
    assert found.notes == ("1 title of another time left out.",)
    assert not found.answered
    assert found.message == (
        "No article names a title of Fumio Kishida, as of 31 December 2021 (searched 4 articles, "
        "to 10 January 2023)."
    )
    later = ask("/whois kishida as of 2022", base, today=TODAY)
    assert not any("left out" in note for note in later.notes)


def test_whois_leaves_out_what_no_period_can_be_told_of(empty: Base) -> None:
    undated: list[Fields] = [
        met(HUN_SEN, KISHIDA),
        said("rice is dear", HUN_SEN),
        agreed("rice", people=[HUN_SEN]),
    ]
    dated: list[Fields] = [
        met(HUN_SEN, TRUDEAU, on="2022-03-20"),
        said("it rains", HUN_SEN, on="2022-03-21"),
    ]
    fill(empty, [told("all", *undated, *dated, role(HUN_SEN))])
    found = ask("/whois hun sen 2022", empty, today=TODAY)
    assert found.profile is not None
    assert [fact.date for fact in found.profile.meetings] == ["2022-03-20"]
    assert [(one.kind, one.total) for one in found.profile.latest] == [(Kind.STATEMENT, 1)]
    assert "3 with no exact date are left out." in found.notes
    [choice] = found.nearest
    with_them = ask(f"/{choice.text}", empty, today=TODAY)
    assert with_them.profile is not None
    assert with_them.profile.meetings_total == 2
    assert [one.total for one in with_them.profile.latest] == [2, 1]
    assert not any("left out" in note for note in with_them.notes)
    whole = ask("/whois hun sen", empty, today=TODAY)
    assert whole.profile is not None and whole.profile.meetings_total == 2
    assert not any("left out" in note for note in whole.notes)


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


def test_what_is_followed_is_told_and_how_it_does(tmp_path: Path) -> None:
    with bases.opened(tmp_path / "followed.db") as own:
        assert "Nothing is followed." in (ask("/dateline sources", own, today=TODAY).message or "")
        address = "https://paper.example/feed"
        one = own.add_provider(NewProvider(ProviderKind.FEED, address, "The Paper"))
        at = "2026-01-01T00:00:00Z"
        own.poll_failed(one.id, at=at, due_at=at, problem="It is not there (HTTP 404).")
        for text in ("/dateline sources", "sources", "/dateline status"):
            found = ask(text, own, today=TODAY)
            assert not found.answered and found.message is not None
            assert "The Paper" in found.message and "HTTP 404" in found.message
        assert "Paper" not in (ask("sources close to him", own, today=TODAY).message or "")


@pytest.mark.parametrize("text", ["/meetings Japan", "/meetings", "/whois Japan", "help", "status"])
def test_an_empty_archive_says_so(text: str, empty: Base) -> None:
    found = ask(text, empty, today=TODAY)
    assert not found.answered
    assert "The archive is empty." in plain(found)


def test_an_unknown_command_has_no_answer(base: Base) -> None:
    with pytest.raises(ValueError, match="no command"):
        answer(Query("gossip"), base, per_page=5)


def test_every_registered_example_is_understood(base: Base) -> None:
    for command in COMMANDS:
        for example in command.examples:
            found = ask(f"/{command.name} {example}", base, today=TODAY)
            assert found.query is not None, (command.name, example, found)


def test_an_answer_is_the_same_from_a_button(base: Base) -> None:
    typed = ask("/meetings kishida in Phnom Penh", base, today=TODAY)
    clicked = ask('/meetings #p:fumio-kishida in "Phnom Penh"', base, today=TODAY)
    assert replace(typed, notes=()) == replace(clicked, notes=())


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("/meetings in Cambodia", 3),  # Kishida's visit, what was in Phnom Penh, a visit called off
        ("/meetings in Phnom Penh", 2),
        ("/meetings in India", 1),
        ("/meetings in Japan", 0),
        ("/meetings visits to Cambodia", 2),
        ("/meetings visits to Japan", 0),
        ("/meetings visits by Japan", 1),
        ("/meetings visits by China", 1),
        ("/meetings planned visits by Cambodia to India", 1),
        ("/meetings on the sidelines", 6),
        ("/meetings Australia or Canada", 2),
        ("/meetings Japan or India or Peru", 4),
    ],
)
def test_places_directions_and_alternatives(text: str, total: int, base: Base) -> None:
    found = ask(text, base, today=TODAY, per_page=50)
    assert (found.total, len(found.facts), found.answered) == (total, total, total > 0)


def test_a_merged_list_is_paged_newest_first(base: Base) -> None:
    whole = ask("/meetings in Cambodia", base, today=TODAY, per_page=50)
    pages = [ask(f"/meetings in Cambodia page {n}", base, today=TODAY, per_page=2) for n in (1, 2)]
    assert [fact.id for page in pages for fact in page.facts] == [fact.id for fact in whole.facts]
    assert [fact.date for fact in meetings(whole)] == [
        "2023-02",
        None,
        "2022-03-20/2022-03-21",
    ]


def test_what_needs_a_look_at_each_fact_says_when_it_looked_no_further(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "LOOKED_THROUGH", 1)
    found = ask("/meetings visits to Cambodia", base, today=TODAY)
    assert any("looked through" in note for note in found.notes)


def test_as_of_a_day_says_when_not_all_were_looked_at(
    empty: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [
        met(HUN_SEN, other, on="2022-03-20", status=status)
        for status in (Status.PLANNED, Status.HELD)
        for other in (KISHIDA, TRUDEAU)
    ]
    fill(empty, [told("before", *plans[:2], published="2022-03-10"), told("after", *plans[2:])])
    asked = "/meetings planned as of 2022-03-12"
    found = ask(asked, empty, today=TODAY)
    assert found.total == 2
    assert not any("looked through" in note for note in found.notes)
    monkeypatch.setattr(asof, "LOOKED_AT", 1)
    found = ask(asked, empty, today=TODAY)
    assert found.total == 1
    assert any("looked through" in note for note in found.notes)


def test_a_period_ahead_of_all_articles_holds_no_undated_report(base: Base) -> None:
    found = ask("/meetings Japan 2024", base, today=TODAY)
    assert not found.answered
    assert not any("left out" in note for note in found.notes)
    before = ask("/meetings Japan 1990", base, today=TODAY)
    assert before.message == (
        "No dated meeting with Japan in 1990 (1 without an exact date is left out; searched 4 "
        "articles, to 10 January 2023)."
    )
    assert before.notes == ()
    assert "held or cancelled" in before.nearest[0].text


def test_undated_facts_say_how_they_are_placed(base: Base) -> None:
    note = "Newest first; undated ones by publication date."
    assert note in ask("/meetings Japan", base, today=TODAY).notes
    assert note not in ask("/meetings Biden", base, today=TODAY).notes
    assert note not in ask("/meetings Canada Cambodia", base, today=TODAY).notes


def test_a_title_of_several_people_is_said_to_be_one(base: Base) -> None:
    found = ask("/meetings prime minister", base, today=TODAY)
    assert found.answered
    assert any(note.startswith("“Prime Minister” is the title of ") for note in found.notes)
    assert any(choice.label == "Only Justin Trudeau" for choice in found.nearest)
    assert not any("title of" in n for n in ask("/meetings chancellor", base, today=TODAY).notes)


def test_a_name_in_no_meeting_is_offered_as_a_topic(council: Base) -> None:
    found = ask("/meetings New Zealand", council, today=TODAY)
    assert not found.answered
    assert found.nearest[0].label == "Meetings about New Zealand (1)"
    assert ask("/" + found.nearest[0].text, council, today=TODAY).total == 1
    peru = ask("/meetings Peru", council, today=TODAY)
    assert not any("about" in choice.text for choice in peru.nearest)


def test_a_town_asked_for_is_named_and_never_its_country(base: Base) -> None:
    place = ask("/meetings in Tokyo", base, today=TODAY)
    assert place.message == "No meeting in Tokyo (searched 4 articles, to 10 January 2023)."


def test_an_unknown_name_beside_a_known_one_is_told(base: Base) -> None:
    found = ask("/meetings Shinzo Abe Japan", base, today=TODAY)
    assert not found.answered and found.facts == ()
    assert found.message == (
        "I know Japan, but nobody and no country of the other name, and no sentence has those "
        "words (searched 4 articles, to 10 January 2023)."
    )
    assert [choice.text for choice in found.nearest] == ["meetings JP"]


def test_summits_are_offered_as_the_occasion_of_meetings(base: Base) -> None:
    found = ask("/meetings summit", base, today=TODAY)
    assert not found.answered
    assert found.nearest[0].label == "Meetings at the 40th and 41st ASEAN Summits (6)"
    assert ask("/" + found.nearest[0].text, base, today=TODAY).total == 6


def test_as_of_goes_for_titles_and_meetings_alike(base: Base) -> None:
    found = ask("/whois hun sen as of March 2022", base, today=TODAY)
    assert found.profile is not None
    assert [held.last for held in found.profile.roles] == ["2022-03-22"]
    assert found.profile.meetings_total == 1
    assert ask("/whois hun sen", base, today=TODAY).profile != found.profile


def test_only_what_is_shown_is_cited(base: Base) -> None:
    for text in ("/meetings", "/whois hun sen", "/whois Cambodia", "/meetings about rice"):
        found = ask(text, base, today=TODAY, per_page=50)
        said = plain(found)
        assert found.cited
        assert all(" ".join(evidence.text.split()) in said for evidence in found.cited)


def evidence_of(*sentences: str) -> tuple[Evidence, ...]:
    return tuple(Evidence("a", 100 * n, 100 * n + 9, text) for n, text in enumerate(sentences))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), ["They met."]),
        (("bridges",), ["They met.", "A bridge was opened."]),
        (("rice", "mills"), ["They met.", "Rice mills will be built."]),
        (("met",), ["They met."]),
        (("gold",), ["They met."]),
    ],
)
def test_the_sentence_that_counts_and_the_one_on_the_topic_are_shown(
    words: tuple[str, ...], shown: list[str], base: Base
) -> None:
    fact = meetings(ask("/meetings Albanese", base, today=TODAY))[0]
    told = evidence_of(
        "They met.", "Rice came up.", "A bridge was opened.", "Rice mills will be built."
    )
    fact = replace(fact, sources=(replace(fact.sources[0], evidence=told),))
    kept = to_the_point(fact, words).sources[0].evidence
    assert [evidence.text for evidence in kept] == shown


def test_at_a_terminal_names_stand_for_ids_where_they_mean_the_same(base: Base) -> None:
    found = ask("/meetings Kishida with Yoon", base, today=TODAY)
    assert any("#p:" in choice.text for choice in found.nearest)
    spelled = spelled_out(found, base, today=TODAY)
    assert not any("#" in choice.text for choice in spelled.nearest)
    for choice, typed in zip(found.nearest, spelled.nearest, strict=True):
        ids, names = (understand(f"/{one.text}", base, today=TODAY) for one in (choice, typed))
        assert ids.query is not None and ids.query == names.query


def test_ids_stay_where_a_name_is_not_enough(base: Base) -> None:
    found = ask("/meetings Li", base, today=TODAY)
    unclear = replace(found, choices=(Choice("Somebody", "meetings #p:nobody-here"),))
    assert spelled_out(unclear, base, today=TODAY) == unclear


def test_a_line_that_fails_costs_no_other_line_its_answer(
    base: Base, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(text: str, base: Base, **settings: object) -> Answer:
        if "Peru" in text:
            raise KeyError("/some/path/of/ours")
        return ask(text, base, today=TODAY)

    questions = ["/meetings Japan", "/meetings Peru", "/whois Kishida"]
    lines = [json.dumps({"id": str(n), "question": text}) for n, text in enumerate(questions)]
    lines.insert(1, '{"id": "x", "question": 7}')
    monkeypatch.setattr("knowledge.answers.ask", fails)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert asking._lines(base) == 1
    out, err = capsys.readouterr()
    replies = [json.loads(line) for line in out.splitlines()]
    assert [(reply["id"], reply["answered"]) for reply in replies] == [
        ("0", True),
        ("x", False),
        ("1", False),
        ("2", True),
    ]
    assert all(reply["answer"] for reply in replies)
    assert replies[2]["sources"] == []
    assert "/some/path" not in out + err


@pytest.fixture
def altered(tmp_path: Path) -> Iterator[Base]:
    """The archive after its articles were changed behind its back: no sentence stands in them."""
    build(tmp_path / "altered.db").close()
    with sqlite3.connect(tmp_path / "altered.db") as db:
        db.execute("UPDATE article_versions SET text = replace(text, 'i', '1')")
    db.close()
    opened = Base.open(tmp_path / "altered.db", readonly=True)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "text",
    [
        "/meetings Japan",
        "/meetings in Cambodia",
        "/whois Kishida",
        "/whois Japan",
        "/whois premier",
    ],
)
def test_what_must_be_withheld_is_no_answer_and_said(text: str, altered: Base) -> None:
    found = ask(text, altered, today=TODAY)
    assert not found.answered and not found.cited and not found.total, found
    assert found.message is not None and "withheld" in found.message
    assert "no longer stands in the article" in found.message


def test_a_title_whose_sentence_is_gone_is_not_told(altered: Base) -> None:
    found = ask("/whois Kishida", altered, today=TODAY)
    assert "Prime Minister" not in plain(found)


def test_a_fact_withheld_beside_others_is_counted(tmp_path: Path) -> None:
    build(tmp_path / "partly.db").close()
    with sqlite3.connect(tmp_path / "partly.db") as db:
        db.execute("UPDATE article_versions SET text = replace(text, 'arrives', 'arr1ves')")
        db.execute("UPDATE article_versions SET text = replace(text, 'visit from', 'v1sit from')")
    db.close()
    with Base.open(tmp_path / "partly.db", readonly=True) as base:
        found = ask("/meetings Japan", base, today=TODAY)
    assert found.answered and len(found.facts) == 1
    assert "1 fact is withheld, as its sentence no longer stands in the article." in found.notes
