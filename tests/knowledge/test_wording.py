"""Facts and answers in plain words."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.commands import COMMANDS
from knowledge.dates.edtf import valid
from knowledge.model import (
    Answer,
    Choice,
    Evidence,
    Form,
    MeetingFact,
    Office,
    Period,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    Scope,
    Source,
    Status,
    Variant,
)
from knowledge.wording import facts as say
from knowledge.wording import guide, machine, queries, texts, visits
from tests.effort import examples

HUN_SEN = PersonRef("hun-sen", "Hun Sen", "Prime Minister", "KH")
HASSANAL = PersonRef("hassanal-bolkiah", "Hassanal Bolkiah", "Sultan", "BN")
KISHIDA = PersonRef("fumio-kishida", "Fumio Kishida", "Prime Minister", "JP")
SIHAMONI = PersonRef("norodom-sihamoni", "Norodom Sihamoni", "King", "KH")
SENTENCE = "The two met on Monday."


def source(
    published: str | None = "2022-11-15", article: str = "a1", basis: str = "given"
) -> Source:
    return Source(
        article=article,
        title="Talks by the sea",
        outlet="The Sample Post",
        published=published,
        published_basis=basis if published else None,
        url=None,
        evidence=(Evidence(article, 0, len(SENTENCE), SENTENCE),),
        reading="r1",
        rule="test",
    )


FACT = MeetingFact(
    id="m1",
    form=Form.MEETING,
    status=Status.HELD,
    people=(HUN_SEN, HASSANAL),
    parties=("BN", "KH"),
    date="2022-11-14",
    place="Phnom Penh",
    occasion="40th and 41st ASEAN Summits",
    topics=(),
    sources=(source(),),
)
ROLE = RoleFact("r1", KISHIDA, "Prime Minister", "JP", "2022-03-22", "2022-11-15", (source(),))


def test_a_meeting_in_one_line() -> None:
    assert say.meeting(FACT) == (
        "14 November 2022 — Hun Sen (Prime Minister, Cambodia) met Hassanal Bolkiah (Sultan, "
        "Brunei) in Phnom Penh, on the sidelines of the 40th and 41st ASEAN Summits"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "14 November 2022"),
        ({"date": "2022-11"}, "November 2022"),
        ({"date": "2022-03-20/2022-03-21"}, "20–21 March 2022"),
        ({"date": "XXXX-11-14"}, "14 November, year unknown"),
        ({"date": None}, "Undated; by 15 November 2022 (published)"),
        ({"date": "../2022-11-15"}, "Undated; by 15 Nov 2022"),
        (
            {"date": None, "status": Status.PLANNED},
            "Undated; planned as of 15 November 2022 (published)",
        ),
        ({"date": None, "sources": (source(None),)}, "Undated"),
        (
            {"date": None, "sources": (source("2022-11-15"), source("2022-11-02", "a2"))},
            "Undated; by 2 November 2022 (published)",
        ),
        (
            {"date": None, "sources": (source("2022-11-15", basis="inferred from “Monday”"),)},
            "Undated; by 15 November 2022 (published, inferred from “Monday”)",
        ),
        (
            {
                "variants": (
                    Variant("date", "2022-11-14", ("x",)),
                    Variant("date", "2022-11-12", ()),
                )
            },
            "Reported as 12 or 14 November 2022",
        ),
        (
            {"variants": (Variant("date", "2022-10", ("x",)),)},
            "Reported as October 2022 or 14 November 2022",
        ),
    ],
)
def test_when(changes: dict[str, object], words: str) -> None:
    assert say.when(replace(FACT, **changes)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"form": Form.CALL},
            "Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah (Sultan, Brunei) spoke by "
            "phone or video",
        ),
        (
            {"form": Form.CALL, "status": Status.PLANNED, "sources": ()},
            "Planned call between Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah "
            "(Sultan, Brunei)",
        ),
        (
            {"status": Status.CANCELLED},
            "Cancelled meeting between Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah "
            "(Sultan, Brunei)",
        ),
        (
            {"status": Status.PLANNED},
            "Planned meeting between Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah "
            "(Sultan, Brunei) (as of 15 November 2022)",
        ),
        (
            {"people": (HUN_SEN, HASSANAL, KISHIDA), "parties": ("BN", "JP", "KH", "US")},
            "Hun Sen (Prime Minister, Cambodia), Hassanal Bolkiah (Sultan, Brunei), Fumio Kishida "
            "(Prime Minister, Japan) and the United States met",
        ),
        (
            {"people": (HUN_SEN,), "parties": ("KH", "EU")},
            "Hun Sen (Prime Minister, Cambodia) met the European Union",
        ),
        ({"people": (), "parties": ("JP", "KH")}, "Japan met Cambodia"),
        ({"people": (), "parties": ()}, "Meeting"),
        (
            {"people": (PersonRef("x", "Ana"), PersonRef("y", "Bo", "Envoy")), "parties": ()},
            "Ana met Bo (Envoy)",
        ),
        (
            {"form": Form.VISIT},
            "Visit involving Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah (Sultan, "
            "Brunei)",
        ),
        (
            {"variants": (Variant("status", "cancelled", ("x",)),), "people": (), "parties": ()},
            "Meeting (also reported as cancelled)",
        ),
        (
            {"history": ("planned",), "people": (), "parties": ()},
            "Meeting (first reported as planned)",
        ),
    ],
)
def test_happenings(changes: dict[str, object], words: str) -> None:
    fact = replace(FACT, place=None, occasion=None)
    assert say.happening(replace(fact, **changes)) == words  # type: ignore[arg-type]


VISIT = replace(
    FACT,
    form=Form.VISIT,
    people=(KISHIDA, HUN_SEN),
    parties=("JP", "KH"),
    place="Phnom Penh",
    occasion=None,
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            "Fumio Kishida (Prime Minister, Japan) visited Phnom Penh, Cambodia and met Hun Sen "
            "(Prime Minister)",
        ),
        (
            {"place": "Cambodia", "people": (KISHIDA,)},
            "Fumio Kishida (Prime Minister, Japan) visited Cambodia",
        ),
        (
            {
                "place": "India",
                "people": (SIHAMONI,),
                "parties": ("IN", "KH"),
                "status": Status.PLANNED,
            },
            "Norodom Sihamoni (King, Cambodia) plans to visit India (as of 15 November 2022)",
        ),
        (
            {
                "people": (SIHAMONI,),
                "place": "India",
                "parties": ("IN", "KH"),
                "status": Status.CANCELLED,
            },
            "Cancelled visit of Norodom Sihamoni (King, Cambodia) to India",
        ),
        # All who are named are of one side: they visited the other.
        (
            {"place": None, "people": (KISHIDA,)},
            "Fumio Kishida (Prime Minister, Japan) visited Cambodia",
        ),
        (
            {"place": "Angkor Wat", "people": (KISHIDA,)},
            "Fumio Kishida (Prime Minister, Japan) visited Angkor Wat, Cambodia",
        ),
        # People of both sides and no place that tells, the capital of a third country, a third
        # party: no one is made the visitor.
        (
            {"place": None},
            "Visit involving Fumio Kishida (Prime Minister, Japan) and Hun Sen (Prime Minister, "
            "Cambodia)",
        ),
        (
            {"place": "Hanoi", "people": (KISHIDA,)},
            "Visit involving Fumio Kishida (Prime Minister, Japan) and Cambodia in Hanoi",
        ),
        (
            {"parties": ("JP", "KH", "VN"), "people": (KISHIDA,)},
            "Visit involving Fumio Kishida (Prime Minister, Japan), Cambodia and Vietnam in Phnom "
            "Penh",
        ),
        (
            {"people": (HUN_SEN,)},
            "Visit involving Hun Sen (Prime Minister, Cambodia) and Japan in Phnom Penh",
        ),
    ],
)
def test_visits_name_a_visitor_only_where_the_place_tells(
    changes: dict[str, object], words: str
) -> None:
    assert say.happening(replace(VISIT, **changes)) == words  # type: ignore[arg-type]


def test_places_that_differ_are_both_told() -> None:
    fact = replace(FACT, variants=(Variant("place", "Siem Reap", ("x",)),), occasion=None)
    assert say.happening(fact).endswith("in Phnom Penh or Siem Reap")


def test_a_summit_is_named_by_its_occasion() -> None:
    fact = replace(FACT, form=Form.SUMMIT, place="Bali", occasion="G20 Summit")
    assert say.happening(fact) == (
        "Summit with Hun Sen (Prime Minister, Cambodia) and Hassanal Bolkiah (Sultan, Brunei) in "
        "Bali: G20 Summit"
    )


def test_many_people_are_counted() -> None:
    crowd = tuple(PersonRef(f"p{n}", f"Person {n}") for n in range(12))
    line = say.happening(replace(FACT, people=crowd, parties=(), form=Form.SUMMIT))
    assert "Person 7 and 4 more" in line


EDTF = st.sampled_from(
    ["2022-11-14", "2022-11", "2022", "2022-03-20/2022-03-21", "XXXX-11-14", "../2022-11-15"]
)


@given(
    st.builds(
        MeetingFact,
        id=st.just("m"),
        form=st.sampled_from(Form),
        status=st.sampled_from(Status),
        people=st.lists(
            st.builds(
                PersonRef,
                st.just("p"),
                st.text(min_size=1, max_size=20),
                st.none() | st.text(max_size=10),
                st.none() | st.sampled_from(["KH", "JP", "ASEAN"]),
            ),
            max_size=10,
        ).map(tuple),
        parties=st.lists(st.sampled_from(["KH", "JP", "US", "EU"]), max_size=4).map(tuple),
        date=st.none() | EDTF,
        place=st.none() | st.sampled_from(["Phnom Penh", "Cambodia", "Bali"]),
        occasion=st.none() | st.text(max_size=20),
        topics=st.just(()),
        sources=st.lists(
            st.builds(source, st.none() | st.sampled_from(["2022-11-15", "2022", "XXXX-11-15"])),
            max_size=3,
        ).map(tuple),
        variants=st.lists(
            st.builds(Variant, st.just("date"), EDTF, st.just(("r",))), max_size=2
        ).map(tuple),
        history=st.lists(st.sampled_from(["planned", "held"]), max_size=2).map(tuple),
    )
)
@settings(max_examples=examples(100))
def test_no_line_of_an_undated_fact_begins_with_a_day(fact: MeetingFact) -> None:
    line = say.meeting(fact)
    dates = [fact.date, *(variant.value for variant in fact.variants)]
    assert all(date is None or valid(date) for date in dates)
    if all(date is None or date.startswith("..") for date in dates):
        assert re.match(r"Undated|Reported as", line)
        assert not re.match(r"\d", line)
    assert machine.fact_json(fact)["edtf"] == fact.date


def test_titles_are_told_as_of_articles() -> None:
    assert say.role(ROLE) == (
        "Prime Minister, Japan — as of 15 November 2022 (first 22 March 2022), “Talks by the sea”"
    )
    undated = replace(ROLE, first=None, last=None, sources=(source(None),))
    assert say.as_of(undated) == "in an article of unknown date, “Talks by the sea”"


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (source(), "“Talks by the sea”, The Sample Post, published 15 November 2022"),
        (
            source(basis="inferred from “Monday, 14 November”"),
            "“Talks by the sea”, The Sample Post, published 15 November 2022 (inferred from "
            "“Monday, 14 November”)",
        ),
        (source(None), "“Talks by the sea”, The Sample Post, publication date unknown"),
        (replace(source(), title=None, outlet=None), "“a1”, published 15 November 2022"),
    ],
)
def test_source_lines(told: Source, line: str) -> None:
    assert say.source_line(told) == line


def test_a_quotation_is_verbatim() -> None:
    assert say.quotation(source()) == f"“{SENTENCE}”"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("JP", "Japan"),
        ("US", "the United States"),
        ("NL", "the Netherlands"),
        ("CZ", "the Czech Republic"),
        ("ASEAN", "ASEAN"),
        ("EU", "the European Union"),
        ("XX", "XX"),
    ],
)
def test_parties_in_a_sentence(code: str, words: str) -> None:
    assert say.party(code) == words


@pytest.mark.parametrize(
    ("query", "line"),
    [
        (Query("meetings"), "Meetings"),
        (
            Query("meetings", parties=("JP", "US"), people=("hun-sen",)),
            "Meetings with Japan, the United States and Hun Sen",
        ),
        (
            Query("meetings", offices=(Office("Prime Minister", "ES"),), place="Madrid"),
            "Meetings with the Prime Minister of Spain in Madrid",
        ),
        (
            Query(
                "meetings",
                forms=(Form.VISIT, Form.CALL),
                statuses=(Status.PLANNED, Status.CANCELLED),
                occasion="ASEAN",
                words=("free", "trade"),
            ),
            "Planned or cancelled visits and calls on the occasion of ASEAN about “free trade”",
        ),
        (Query("whois", people=("hun-sen",)), "Who is Hun Sen"),
        (Query("whois", parties=("JP",)), "People of Japan"),
        (Query("whois", offices=(Office("King"),)), "Kings"),
        (Query("whois", offices=(Office("Prime Minister"),)), "Prime ministers"),
        (Query("whois", offices=(Office("Prime Minister", "JP"),)), "Prime Minister of Japan"),
        (
            Query("whois", offices=(Office("Commander of the Royal Guard", "KH"),)),
            "Commander of the Royal Guard, Cambodia",
        ),
        (
            Query("meetings", parties=("KH",), either=("IN", "CN")),
            "Meetings with Cambodia and India or China",
        ),
        (
            Query("meetings", forms=(Form.VISIT,), visited="JP", visiting="KH"),
            "Visits to Japan by Cambodia",
        ),
        (
            Query("meetings", sidelines=True),
            "Meetings on the sidelines of summits and other occasions",
        ),
        (Query("meetings", occasion="ASEAN Summit"), "Meetings at the ASEAN Summit"),
        (
            Query("upcoming", period=Period(date(2022, 1, 1), date(2022, 12, 31), "2022")),
            "Foreseen events in 2022",
        ),
        (Query("upcoming"), "Coming events"),
    ],
)
def test_a_query_in_one_line(query: Query, line: str) -> None:
    assert queries.understood(query, lambda _: "Hun Sen") == line


def test_words_of_the_user_are_neutral_when_repeated() -> None:
    query = Query("meetings", place="<!channel>", words=("*x*", "<https://evil.example|y>"))
    line = queries.understood(query, str)
    assert not re.search(r"[<>*]|https?:", line)


SCOPE = Scope(articles=14, facts=99, first="2019-01-02", last="2022-12-20")


def answered(**changes: object) -> Answer:
    whole = Answer(
        query=Query("meetings", parties=("BN",)),
        understood="Meetings with Brunei",
        answered=True,
        scope=SCOPE,
        facts=(FACT,),
        total=1,
        cited=FACT.sources[0].evidence,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_an_answer_for_a_terminal() -> None:
    assert texts.plain(answered(notes=("Taken as Brunei.",))) == "\n".join(
        [
            "Meetings with Brunei: 1",
            "Note: Taken as Brunei.",
            "",
            f"1. {say.meeting(FACT)}",
            f"   “{SENTENCE}”",
            "   — “Talks by the sea”, The Sample Post, published 15 November 2022 [a1]",
            "",
            "Facts as of 20 December 2022, 14 articles.",
        ]
    )


def test_facts_are_numbered_over_all_pages() -> None:
    found = answered(facts=(FACT, FACT), total=12, page=2, pages=6)
    assert "3. 14 November" in texts.plain(found)
    found = answered(facts=(FACT,), total=11, page=6, pages=6)
    assert "11. 14 November" in texts.plain(found)
    assert texts.headline(found) == "Meetings with Brunei: 11, page 6 of 6"


def test_sources_beyond_some_are_counted() -> None:
    many = tuple(source(article=f"a{n}") for n in range(9))
    text = texts.plain(answered(facts=(replace(FACT, sources=many),)))
    assert "[a3]" in text and "[a4]" not in text
    assert "… and in 5 more articles" in text


def test_what_is_offered_is_not_said_twice() -> None:
    example = Choice("/timeline India Cambodia", "timeline India Cambodia")
    text = texts.plain(answered(facts=(), total=0, nearest=(example,)))
    assert "\n  - /timeline India Cambodia\n" in text


def test_choices_are_commands_to_type() -> None:
    choice = Choice("South Korea", "meetings KR")
    text = texts.plain(answered(facts=(), total=0, question="Which one?", choices=(choice,)))
    assert "Which one?\n  - South Korea: /meetings KR" in text


def test_a_profile_for_a_terminal() -> None:
    profile = Profile(KISHIDA, ("Kishida Fumio",), (ROLE,), (FACT,), 7)
    text = texts.plain(answered(facts=(), profile=profile, total=1, understood="Who is F"))
    assert text.startswith("Who is F\nFumio Kishida\n  Prime Minister, Japan — as of 15 Nov")
    assert "  Also written: Kishida Fumio" in text
    assert "  Latest of 7 meetings:" in text


@pytest.mark.parametrize(
    ("searched", "line"),
    [
        (SCOPE, "Facts as of 20 December 2022, 14 articles."),
        (Scope(1, 0, None, None), "Facts from 1 article without publication dates."),
        (Scope(0, 0, None, None), "The archive is empty."),
    ],
)
def test_the_scope(searched: Scope, line: str) -> None:
    assert texts.scope(searched) == line


def test_control_and_bidirectional_characters_do_not_reach_a_terminal() -> None:
    hostile = replace(FACT, place="Phnom\x1b[31m\u202ePenh\x00\nX")
    text = texts.plain(answered(facts=(hostile,)))
    assert all(ch == "\n" or ch.isprintable() for ch in text)


@given(st.text(max_size=400), st.integers(60, 4_000))
@settings(max_examples=examples(60))
def test_fallback_text_is_bounded_and_harmless(text: str, limit: int) -> None:
    fact = replace(FACT, place=text + "<!channel> `x`", occasion=text)
    found = answered(facts=(fact,) * 12, notes=(text, "<@U1>"), message=text, total=12)
    said = texts.fallback(found, limit)
    assert len(said) <= limit
    assert not re.search(r"<[!@#]|`", said)


def test_fallback_says_how_much_it_leaves_out() -> None:
    said = texts.fallback(answered(facts=(FACT,) * 30, total=30), 1_000)
    assert re.search(r"… and \d+ more\nFacts as of 20 December 2022", said)
    assert len(said) <= 1_000


def test_answers_as_json() -> None:
    profile = Profile(KISHIDA, (), (ROLE,), (FACT,), 1)
    found = machine.to_json(answered(profile=profile, facts=(FACT, ROLE)))
    assert json.loads(json.dumps(found)) == found
    assert (found["command"], found["answered"], found["total"]) == ("meetings", True, 1)
    meeting = found["facts"][0]
    assert (meeting["date"], meeting["date_end"]) == ("2022-11-14", None)
    assert meeting["sources"][0]["evidence"] == [
        {"start": 0, "end": len(SENTENCE), "sentence": SENTENCE}
    ]
    assert found["scope"] == {
        "articles": 14,
        "facts": 99,
        "first": "2019-01-02",
        "last": "2022-12-20",
    }


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("2022-11", ("2022-11", None)),
        ("2022-03-20/2022-03-21", ("2022-03-20", "2022-03-21")),
        ("XXXX-11-14", (None, None)),
        (None, (None, None)),
    ],
)
def test_json_dates_invent_nothing(edtf: str | None, iso: tuple[str | None, str | None]) -> None:
    told = machine.fact_json(replace(FACT, date=edtf))
    assert (told["date"], told["date_end"]) == iso


def test_a_line_of_ask_cites_each_passage_once() -> None:
    evidence = FACT.sources[0].evidence
    line = machine.to_line(answered(cited=evidence * 2))
    assert line["sources"] == [{"article": "a1", "sentence": SENTENCE}]
    assert line["answered"] is True and line["answer"].startswith("Meetings with Brunei")


def test_help_lists_every_command_and_the_examples() -> None:
    text = guide.help_text(["/meetings Brunei"])
    for command in COMMANDS:
        assert f"/{command.name} {command.usage}\n    {command.summary}" in text
    assert text.endswith("Try:\n    /meetings Brunei")
    assert "/whois" not in guide.help_text([], command=COMMANDS[0])


def test_the_registry_fits_slack() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z]{1,31}", command.name)
        assert len(command.summary) <= 100 and len(command.usage) <= 100
        assert command.examples and command.words
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_a_visit_happens_on_an_occasion_and_a_meeting_beside_it() -> None:
    visit = replace(VISIT, people=(KISHIDA,), place="Cambodia", occasion="Water Festival")
    assert say.happening(visit).endswith("visited Cambodia, on the occasion of the Water Festival")
    met = replace(FACT, occasion="Water Festival", place=None)
    assert say.happening(met).endswith(", on the sidelines of the Water Festival")


def test_several_visitors_plan_together() -> None:
    both = replace(VISIT, people=(SIHAMONI, HUN_SEN), parties=("IN", "KH"), place="India")
    line = say.happening(replace(both, status=Status.PLANNED))
    assert "(King, Cambodia) and Hun Sen (Prime Minister, Cambodia) plan to visit India" in line


@pytest.mark.parametrize(
    ("changes", "went", "came"),
    [
        ({}, {"KH"}, {"JP"}),
        ({"place": None}, set(), set()),
        ({"place": None, "people": (KISHIDA,)}, {"KH"}, {"JP"}),
        ({"place": "Tokyo"}, {"JP"}, {"KH"}),
        ({"form": Form.MEETING}, set(), set()),
        ({"people": (KISHIDA,), "parties": ("JP", "KH", "VN")}, {"KH", "VN"}, {"JP"}),
    ],
)
def test_directions_of_a_visit(changes: dict[str, object], went: set[str], came: set[str]) -> None:
    fact = replace(VISIT, **changes)  # type: ignore[arg-type]
    codes = ("JP", "KH", "VN", "IN")
    assert {code for code in codes if visits.went_to(fact, code)} == went
    assert {code for code in codes if visits.came_from(fact, code)} == came


def told(*places: int, article: str = "a1") -> Source:
    return replace(
        source(article=article),
        evidence=tuple(Evidence(article, n, n + 5, f"At {n}.") for n in places),
    )


def test_sources_of_an_article_stand_in_its_order_and_nothing_comes_twice() -> None:
    fact = replace(FACT, sources=(told(90), told(5, article="a2"), told(10, 40), told(40)))
    shown = texts.shown_sources(fact)
    assert [(one.article, one.evidence[0].start) for one in shown] == [
        ("a1", 10),
        ("a1", 90),
        ("a2", 5),
    ]


def test_a_quotation_goes_in_the_order_of_the_article() -> None:
    assert say.quotation(told(40, 10)) == "“At 10. … At 40.”"
    assert say.quotation(told(17, 10)) == "“At 10. At 17.”"
    begun = Evidence("a", 0, 18, '"We did," he said.')
    assert say.quotation(replace(source(), evidence=(begun,))) == '"We did," he said.'


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(1981, 1, 1), date(1981, 12, 31), "1981"), " in 1981"),
        (Period(date(2022, 11, 1), date(2022, 11, 30), "November 2022"), " in November 2022"),
        (
            Period(date(2022, 11, 14), date(2022, 11, 14), "14 November 2022"),
            " on 14 November 2022",
        ),
        (
            Period(date(2022, 11, 12), date(2022, 11, 13), "12–13 November 2022"),
            " on 12–13 November 2022",
        ),
        (Period(date(2022, 6, 1), None, "since June 2022"), " since June 2022"),
        (Period(None, date(2021, 12, 31), "before 2022"), " before 2022"),
        (
            Period(date(2022, 11, 12), date(2022, 12, 3), "12 November – 3 December 2022"),
            ", 12 November – 3 December 2022",
        ),
    ],
)
def test_a_period_in_a_sentence(period: Period, words: str) -> None:
    assert queries.period(period) == words


def test_help_names_what_can_stand_in_a_query() -> None:
    said = guide.help_text([])
    for word in ("planned", "held", "visit", "call", "until", "before", "between", " on ", "since"):
        assert word in said
