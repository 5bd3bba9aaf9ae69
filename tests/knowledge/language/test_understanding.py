"""What typed words come to, over a small archive."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.base import Base
from knowledge.language import replies, typed, understand
from knowledge.language.routing import question_in
from knowledge.model import Form, Office, Participant, Period, Query, Status
from tests.knowledge.language.archive import build
from tests.written import article, role

TODAY = date(2026, 11, 21)
PHNOM_PENH: dict[str, Any] = {"place": "Phnom Penh"}


def query(text: str, base: Base, command: str | None = "meetings") -> Query:
    understood = understand(text, base, today=TODAY, command=command)
    assert understood.query is not None, understood
    return understood.query


def period(start: str | None, end: str | None, words: str) -> Period:
    return Period(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        words,
    )


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Japan", ["JP"]),
        ("with the Japanese", ["JP"]),
        ("Japan Cambodia", ["JP", "KH"]),
        ("between Cambodia and Japan", ["KH", "JP"]),
        ("Cambodia-Japan", ["KH", "JP"]),
        ("Cambodia/Japan", ["KH", "JP"]),
        ("US-China", ["US", "CN"]),
        ("@Japan #Cambodia", ["JP", "KH"]),
        ("Timor-Leste", ["TL"]),
        ("ROK", ["KR"]),
        ("S. Korea", ["KR"]),
        ("us", ["US"]),
        ("US", ["US"]),
        ("日本", ["JP"]),
        ("اليابان", ["JP"]),
        (":flag-jp:", ["JP"]),
        ("🇯🇵", ["JP"]),
        ("with Tokyo", ["JP"]),
        ("<https://example.org|Japan>", ["JP"]),
        ("#c:IN", ["IN"]),
        ("IN", ["IN"]),
        ("please list the latest talks with Japan", ["JP"]),
    ],
)
def test_parties(text: str, parties: list[str], base: Base) -> None:
    assert query(text, base) == Query("meetings", parties=tuple(parties))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("kishida", ["fumio-kishida"]),
        ("with Kishida and Hun Sen", ["fumio-kishida", "hun-sen"]),
        ("Joseph Biden", ["joe-biden"]),
        ("President Yoon", ["yoon-suk-yeol"]),
        ("Prime Minister Kishida", ["fumio-kishida"]),
        ("Japan's prime minister Kishida", ["fumio-kishida"]),
        ("Kishida, Prime Minister of Japan", ["fumio-kishida"]),
        ("#p:hun-sen", ["hun-sen"]),
    ],
)
def test_people(text: str, people: list[str], base: Base) -> None:
    assert query(text, base) == Query("meetings", people=tuple(people))


def test_a_country_beside_a_person_is_another_condition(base: Base) -> None:
    asked = query("Hun Sen Japan", base)
    assert (asked.people, asked.parties) == (("hun-sen",), ("JP",))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("chancellor", Office("Chancellor")),
        ("the Canadian PM", Office("Prime Minister", "CA")),
        ("prime minister of Canada", Office("Prime Minister", "CA")),
        ("Canada's prime minister", Office("Prime Minister", "CA")),
        ("PM Canada", Office("Prime Minister", "CA")),
        ("vice-president of India", Office("Vice President", "IN")),
        ("King of Cambodia", Office("King", "KH")),
        ("ASEAN Secretary-General", Office("Secretary-General", "ASEAN")),
        ("Prime Minister of #c:IN", Office("Prime Minister", "IN")),
    ],
)
def test_offices(text: str, office: Office, base: Base) -> None:
    assert query(text, base) == Query("meetings", offices=(office,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", period("2022-01-01", "2022-12-31", "2022")),
        ("nov 2022", period("2022-11-01", "2022-11-30", "November 2022")),
        ("in November 2022", period("2022-11-01", "2022-11-30", "November 2022")),
        ("2022-11", period("2022-11-01", "2022-11-30", "November 2022")),
        ("on 2022-11-12", period("2022-11-12", "2022-11-12", "12 November 2022")),
        ("since 13 Nov 2022", period("2022-11-13", None, "since 13 November 2022")),
        ("until March 2022", period(None, "2022-03-31", "until March 2022")),
        ("before 2022", period(None, "2021-12-31", "before 2022")),
        ("after 12 Nov 2022", period("2022-11-13", None, "after 12 November 2022")),
        ("12 to 13 November 2022", period("2022-11-12", "2022-11-13", "12–13 November 2022")),
        (
            "since March 2022 until May 2022",
            period("2022-03-01", "2022-05-31", "March–May 2022"),
        ),
    ],
)
def test_periods(text: str, expected: Period, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query == Query("meetings", period=expected)
    assert understood.notes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12 november", "12 November 2022"),
        ("since 13 Nov", "since 13 November 2022"),
        ("between 12 and 13 november", "12–13 November 2022"),
        ("in march", "March 2022"),
        ("january 9", "9 January 2023"),
    ],
)
def test_a_date_without_a_year_is_the_archives_latest_and_says_so(
    text: str, words: str, base: Base
) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query is not None and understood.query.period is not None
    assert understood.query.period.words == words
    assert understood.notes == (replies.latest_date(words),)


def test_a_year_is_not_taken_from_an_archive_without_such_a_date(base: Base) -> None:
    understood = understand("5 august", base, today=TODAY, command="meetings")
    assert understood.notes == (replies.no_such_date("5 August 2026"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Phnom Penh", PHNOM_PENH),
        ("at Angkor Wat", {"place": "Angkor Wat"}),
        ("at ASEAN", {"occasion": "ASEAN"}),
        ("on the sidelines of the ASEAN Summits", {"occasion": "ASEAN Summits"}),
        ("asean summit", {"occasion": "asean summit"}),
        ("in Gotham", {"place": "Gotham"}),
        ("in Gotham with Japan", {"place": "Gotham", "parties": ("JP",)}),
        ("in Gotham Japan", {"place": "Gotham", "parties": ("JP",)}),
        ("in Japan", {"place": "Japan"}),
        ("about rice", {"words": ("rice",)}),
        ("about the rice in Japan", {"words": ("rice", "Japan")}),
        ("on rice", {"words": ("rice",)}),
        ("rice", {"words": ("rice",)}),
        ('"gold mines"', {"words": ("gold mines",)}),
        ("visits", {"forms": (Form.VISIT,)}),
        ("phone calls", {"forms": (Form.CALL,)}),
        ("planned", {"statuses": (Status.PLANNED,)}),
        ("upcoming visits", {"statuses": (Status.PLANNED,), "forms": (Form.VISIT,)}),
        ("called off", {"statuses": (Status.CANCELLED,)}),
        ("india planned", {"parties": ("IN",), "statuses": (Status.PLANNED,)}),
        ("page 2", {"page": 2}),
        ("Japan page 3", {"parties": ("JP",), "page": 3}),
        ("as of 2022-12-01", {"as_of": date(2022, 12, 1)}),
        ("as of november 2022", {"as_of": date(2022, 11, 30)}),
        ("with Biden at ASEAN", {"people": ("joe-biden",), "occasion": "ASEAN"}),
        ("the last 3 meetings with Japan", {"parties": ("JP",)}),
        ("", {}),
        ("   ", {}),
    ],
)
def test_conditions(text: str, expected: dict[str, Any], base: Base) -> None:
    assert query(text, base) == Query("meetings", **expected)


def test_the_order_of_the_words_is_free(base: Base) -> None:
    one = query("planned visits India 2023 in India", base)
    other = query("in India 2023 visits planned with India", base)
    assert one == other
    assert one.forms == (Form.VISIT,) and one.place == "India"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Austrlia", replies.taken_as("Austrlia", "Australia")),
        ("trudau", replies.taken_as("trudau", "Justin Trudeau")),
        ("in Phnom Pehn", replies.taken_as("Phnom Pehn", "Phnom Penh")),
        ("Phnom Penh", replies.taken_as_place("Phnom Penh", "Cambodia")),
        ("Tokyo", replies.taken_as_country("Tokyo", "Japan")),
        ("kiwis", replies.taken_as("kiwis", "New Zealand")),
        ("the Aussies", replies.taken_as("Aussies", "Australia")),
        ("ASEAN", replies.taken_as_occasion("ASEAN")),
        (
            "Korea",
            replies.taken_as_the_one_held("Korea", "South Korea", ["North Korea"]),
        ),
        ("first meeting with Japan", replies.NEWEST_FIRST),
    ],
)
def test_what_was_assumed_is_said(text: str, note: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query is not None
    assert note in understood.notes


def test_two_people_of_one_family_name_are_asked_back(base: Base) -> None:
    understood = understand("Li planned", base, today=TODAY, command="meetings")
    assert understood.query is None
    assert understood.question == replies.which(["Li"])
    assert [choice.label for choice in understood.choices] == [
        "Li Keqiang (Premier, China)",
        "Li Shangfu (Defence Minister, China)",
    ]
    assert understood.choices[0].text == "meetings #p:li-keqiang planned"


def test_a_choice_is_read_back_as_what_it_says(base: Base) -> None:
    asked = understand("li", base, today=TODAY, command="whois")
    texts = [choice.text for choice in asked.choices]
    people = [query(text, base, command=None).people for text in texts]
    assert people == [("li-keqiang",), ("li-shangfu",)]


def test_names_of_which_nothing_is_known_are_named(base: Base) -> None:
    understood = understand("Congo", base, today=TODAY, command="meetings")
    assert understood.problem is not None
    assert "Congo" in understood.problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("with Zorblax", replies.NOBODY),
        ("Shinzo Kishida", replies.NOBODY),
        ("shinzo kishida", replies.NOBODY),
        ("since the flood", replies.NO_DATE),
        ("Japan not planned", replies.CANT_EXCLUDE),
        ("🎉", replies.NO_WORDS),
        ("?!?", replies.NO_WORDS),
        ("Japan " * 50, replies.TOO_LONG),
        ("x" * 40_000, replies.TOO_LONG),
        ("March 2022 November 2022", replies.EMPTY_PERIOD),
    ],
)
def test_problems(text: str, problem: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query is None
    assert understood.problem == problem


@pytest.mark.parametrize("text", ["on Feb 30", "2022-13-01", "31 november 2022", "11/12/2022"])
def test_dates_that_are_none_are_told(text: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query is None
    assert understood.problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hun sen", {"people": ("hun-sen",)}),
        ("PM of Japan", {"offices": (Office("Prime Minister", "JP"),)}),
        ("korea", {"parties": ("KR",)}),
        ("Olaf Scholz as of 2022", {"people": ("olaf-scholz",), "as_of": date(2022, 12, 31)}),
    ],
)
def test_whois(text: str, expected: dict[str, Any], base: Base) -> None:
    assert query(text, base, command="whois") == Query("whois", **expected)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", replies.WHOIS_WHOM), ("asdf", replies.NOBODY_WHO), ("Hun Sen rice", replies.NOBODY_WHO)],
)
def test_whois_problems(text: str, problem: str, base: Base) -> None:
    assert understand(text, base, today=TODAY, command="whois").problem == problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Query("help")),
        ("help", Query("help")),
        ("status", Query("status")),
        ("meetings Peru", Query("meetings", parties=("PE",))),
        ("whois Kishida", Query("whois", people=("fumio-kishida",))),
        ("/meetings Peru", Query("meetings", parties=("PE",))),
    ],
)
def test_dateline(text: str, expected: Query, base: Base) -> None:
    assert query(text, base, command="dateline") == expected


def test_dateline_with_other_words(base: Base) -> None:
    understood = understand("nonsense", base, today=TODAY, command="dateline")
    assert understood.problem == replies.NO_SUCH_SUBCOMMAND


def test_an_unknown_command_lists_those_there_are(base: Base) -> None:
    understood = understand("/gossip Biden", base, today=TODAY)
    assert understood.problem == replies.NO_SUCH_COMMAND
    assert "/meetings" in replies.NO_SUCH_COMMAND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meetings Peru", Query("meetings", parties=("PE",))),
        ("Meetings, Peru!", Query("meetings", parties=("PE",))),
        ("/meetings Peru", Query("meetings", parties=("PE",))),
        ("please meetings Peru", Query("meetings", parties=("PE",))),
        ("help", Query("help")),
        ("hello", Query("help")),
        ("status", Query("status")),
    ],
)
def test_a_command_without_its_slash(text: str, expected: Query, base: Base) -> None:
    assert query(text, base, command=None) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("who met Biden?", "who met Biden?"),
        ("Japan meetings", "Japan meetings"),
        ("/dateline who met <@U1|Biden>?", "who met Biden?"),
        ("/dateline when did they meet", "when did they meet"),
        ("meetings Japan", None),
        ("/meetings who", None),
        ("/dateline Japan", None),
        ("/dateline meetings Japan?", None),
        ("help", None),
        ("", None),
    ],
)
def test_what_is_no_command_is_a_question(text: str, question: str | None) -> None:
    assert question_in(text) == question


def test_a_bare_name_is_asked_what_about(base: Base) -> None:
    understood = understand("Japan", base, today=TODAY)
    assert understood.question == replies.what_about("Japan")
    assert [choice.text for choice in understood.choices] == [
        "meetings JP",
        "whois JP",
        "timeline JP",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the sidelines", {"sidelines": True}),
        ("sidelines Japan", {"sidelines": True, "parties": ("JP",)}),
        ("on the sidelines of the ASEAN Summits", {"occasion": "ASEAN Summits"}),
        ("with Japan or Canada", {"either": ("JP", "CA")}),
        ("with India, Japan or with Canada", {"either": ("IN", "JP", "CA")}),
        ("Cambodia with Japan or Canada", {"parties": ("KH",), "either": ("JP", "CA")}),
        ("Japan, Canada", {"parties": ("JP", "CA")}),
        ("visits to Japan", {"forms": (Form.VISIT,), "visited": "JP"}),
        ("who visited the Philippines", {"forms": (Form.VISIT,), "visited": "PH"}),
        ("visits by the Japanese", {"forms": (Form.VISIT,), "visiting": "JP"}),
        (
            "planned visits from Cambodia to India",
            {
                "forms": (Form.VISIT,),
                "statuses": (Status.PLANNED,),
                "visiting": "KH",
                "visited": "IN",
            },
        ),
        ("visit Japan", {"forms": (Form.VISIT,), "parties": ("JP",)}),
        ("visits to Tokyo", {"forms": (Form.VISIT,), "place": "Tokyo"}),
        ("in Tokyo", {"place": "Tokyo"}),
        ("in Japan", {"place": "Japan"}),
        ("in Cambodia", {"place": "Cambodia"}),
    ],
)
def test_sides_and_directions(text: str, expected: dict[str, Any], base: Base) -> None:
    assert query(text, base) == Query("meetings", **expected)


@pytest.mark.parametrize("text", ["Kishida or Biden", "Japan or Biden", "visits to Japan or China"])
def test_either_of_others_than_countries_is_asked_back(text: str, base: Base) -> None:
    understood = understand(text + " in 2022", base, today=TODAY, command="meetings")
    assert understood.query is None
    assert understood.question == replies.ONE_AT_A_TIME
    assert len(understood.choices) == 2
    assert all("in 2022" in choice.text for choice in understood.choices)


@pytest.mark.parametrize(
    ("text", "person"),
    [("Bidn", "joe-biden"), ("biedn", "joe-biden"), ("with Scolz", "olaf-scholz")],
)
def test_a_slip_in_a_short_name_is_forgiven_and_said(text: str, person: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query == Query("meetings", people=(person,))
    assert understood.notes and understood.notes[0].startswith("Showing ")


@pytest.mark.parametrize("text", ["Boden", "Niden", "trade", "roads"])
def test_another_word_is_no_slip(text: str, base: Base) -> None:
    assert query(text, base).people == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13th", "2022-11-13"),
        ("on the 13th", "2022-11-13"),
        ("on 13", "2022-11-13"),
        ("13", "2022-11-13"),
        ("9th", "2023-01-09"),
        ("21st", "2022-03-21"),
        ("Canada on the 13th", "2022-11-13"),
        ("13th Canada", "2022-11-13"),
    ],
)
def test_a_day_alone_is_the_latest_such_day(text: str, day: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.query is not None and understood.query.period is not None
    meant = date.fromisoformat(day)
    assert (understood.query.period.start, understood.query.period.end) == (meant, meant)
    assert any("latest such day" in note for note in understood.notes)


@pytest.mark.parametrize("word", ["since", "from", "after", "before", "until", "till", "by"])
@pytest.mark.parametrize("day", ["14", "12", "the 12th", "12th", "12 Canada"])
def test_a_bound_with_a_day_alone_is_no_day_itself(word: str, day: str, base: Base) -> None:
    understood = understand(f"Japan {word} {day}", base, today=TODAY, command="meetings")
    assert understood.problem == replies.NO_DATE


@pytest.mark.parametrize("text", ["from 12 to 14 November 2022", "visits by Japan on 13"])
def test_a_bound_with_a_whole_date_is_read(text: str, base: Base) -> None:
    assert query(text, base).period is not None


def test_several_printed_titles_in_quotation_marks_are_each_an_office(tmp_path: Path) -> None:
    with build(tmp_path / "titles.db") as base:
        told = article(
            "union", "Head\n\nAda Quorx and Bo Zant spoke.", "2022-12-01", outlet="The Post"
        )
        titles = ("trade union Aslef general secretary", "Aslef deputy chief")
        people = zip(("Ada Quorx", "Bo Zant"), titles, strict=True)
        base.save(told, [role(told, "spoke", Participant(*one, None)) for one in people])
        asked = Query("whois", offices=tuple(map(Office, titles)), page=2)
        assert understand(typed(asked), base, today=TODAY).query == asked


def test_a_day_that_the_archive_lacks_is_said_to_be_missing(base: Base) -> None:
    understood = understand("on the 5th", base, today=TODAY, command="meetings")
    assert understood.query is not None and understood.query.period is not None
    assert understood.query.period.start == date(2026, 11, 5)
    assert understood.notes == (replies.no_such_day("5th", "5 November 2026"),)


@pytest.mark.parametrize("text", ["at *", "in *", "at the ~~", "in `_`", "Japan at *"])
def test_signs_are_no_place_and_no_occasion(text: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    if understood.query is None:
        assert understood.problem == replies.NO_WORDS
    else:
        assert (understood.query.place, understood.query.occasion) == (None, None)
        assert replies.nothing_follows(text.split()[-2]) in understood.notes


@pytest.mark.parametrize(
    "text", ["the 41st ASEAN Summits", "the last 3 meetings", "13 mines", "at COP 27", "page 2"]
)
def test_a_number_of_something_is_no_day(text: str, base: Base) -> None:
    assert query(text, base).period is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("with", replies.nothing_follows("with")),
        ("Japan at", replies.nothing_follows("at")),
        ("page 0", replies.FIRST_PAGE),
        ("met", replies.no_condition("met")),
        ("bilateral", replies.no_condition("bilateral")),
    ],
)
def test_what_is_left_out_is_said(text: str, note: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY, command="meetings")
    assert understood.notes == (note,)


@pytest.mark.parametrize("text", ["meetings", "Japan", "with Japan", "in Phnom Penh page 1", ""])
def test_nothing_is_said_when_nothing_is_left_out(text: str, base: Base) -> None:
    assert understand(text, base, today=TODAY, command="meetings").notes == ()


@pytest.mark.parametrize(
    "text", ["guard", "commander of the Royal Guard", "deputy commander Royal Guard", "RG"]
)
def test_offices_by_words_of_printed_titles(text: str, titled: Base) -> None:
    understood = understand(text, titled, today=TODAY, command="whois")
    assert understood.query is not None
    title = "Deputy Commander of the Royal Guard (RG)"
    assert understood.query.offices == (Office(title, "KH"),)
    assert understood.notes == (replies.taken_as_title([title]),)
    # What stands behind a button is the same query.
    again = understand(typed(understood.query), titled, today=TODAY)
    assert again.query == understood.query


def test_a_name_is_no_title(titled: Base) -> None:
    understood = understand("Vannak guard", titled, today=TODAY, command="whois")
    assert understood.problem == replies.NOBODY_WHO


def test_a_name_of_several_words_that_finds_nothing_is_a_topic(titled: Base) -> None:
    understood = understand("Security Council Japan", titled, today=TODAY, command="meetings")
    assert understood.query == Query("meetings", parties=("JP",), words=("Security", "Council"))
    note = replies.taken_as_words("Security Council", "the United Nations")
    assert understood.notes == (note,)


def test_a_country_stays_a_country_when_nothing_is_found(titled: Base) -> None:
    found = understand("New Zealand Japan", titled, today=TODAY, command="meetings").query
    assert found == Query("meetings", parties=("NZ", "JP"))
