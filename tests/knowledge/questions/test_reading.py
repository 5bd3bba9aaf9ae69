"""A question is read: who is named and how, which dates, what is wanted, and what keeps it back."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from knowledge.base import Base
from knowledge.language import replies
from knowledge.questions import threads
from knowledge.questions.model import Asked, Frame, Wanted
from knowledge.questions.reading import read_question
from tests.knowledge.answers.questions.archive import build

TODAY = date(2026, 11, 22)
Reading = Callable[[str], Asked]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = build(tmp_path_factory.mktemp("reading") / "archive.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reading(base: Base) -> Reading:
    return lambda text: read_question(text, base, today=TODAY)


@pytest.mark.parametrize(
    ("text", "wanted", "frame"),
    [
        ("when did Wanjiru meet Solberg?", Wanted.WHEN, Frame.MEETING),
        ("who met Wanjiru", Wanted.WHO, Frame.MEETING),
        ("how much did Norway give Kenya", Wanted.HOW_MUCH, Frame.PAYMENT),
        ("what did Kenya and Norway sign", Wanted.WHAT, Frame.AGREEMENT),
        ("what did Wanjiru say about schools", Wanted.WHAT, Frame.STATEMENT),
        ("who leads Kenya", Wanted.WHO, Frame.ROLE),
        ("which anniversary is next", Wanted.WHAT, Frame.MILESTONE),
        ("how much was the visit", Wanted.HOW_MUCH, Frame.PAYMENT),
        ("when was Wanjiru in Oslo", Wanted.WHEN, Frame.MEETING),
        ("what is the bridge called", Wanted.WHAT, None),
    ],
)
def test_what_is_asked(text: str, wanted: Wanted, frame: Frame | None, reading: Reading) -> None:
    asked = reading(text)
    assert asked.wanted is wanted
    assert asked.frames[:1] == (() if frame is None else (frame,))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("how much did Norway give to Kenya", [("party", "NO", ""), ("party", "KE", "to")]),
        ("money from Norway", [("party", "NO", "from")]),
        ("what did the Kenyans sign with Norway", [("party", "KE", ""), ("party", "NO", "with")]),
        ("who met in Peru", [("place", "PE", "in")]),
        ("japans gift", [("party", "JP", "")]),
        ("norways gift to kenya", [("party", "NO", ""), ("party", "KE", "to")]),
        ("what is the bridge called", []),
        ("how big is sino-kenyan trade", [("party", "CN", ""), ("party", "KE", "")]),
        ("what is the indo-pacific plan", []),
    ],
)
def test_who_is_named_and_after_which_word(
    text: str, named: list[tuple[str, str, str]], reading: Reading
) -> None:
    assert [(one.kind, one.of, one.way) for one in reading(text).named] == named


def test_people_are_named_by_surname_and_by_office(base: Base, reading: Reading) -> None:
    (person,) = reading("whom did wanjiru meet").named
    known = base.person(person.of)
    assert person.kind == "person" and known is not None and known.name == "Grace Wanjiru"
    (office,) = reading("whom did the prime minister of Norway meet").named
    assert office.kind == "office"
    assert [
        (one.title, one.party) for one in reading("norwegian prime minister").query.offices
    ] == [("Prime Minister", "NO")]


def test_a_name_that_nobody_has_is_a_word_that_must_be_found(reading: Reading) -> None:
    asked = reading("did Wanjiru meet Anders Holm")
    assert [one.said for one in asked.named] == ["Wanjiru"]
    assert [term.said for term in asked.terms if term.name] == ["Anders", "Holm"]


def test_a_first_name_before_another_surname_is_nobody_known(reading: Reading) -> None:
    assert [one.said for one in reading("when did grace wanjiru speak").named] == ["grace wanjiru"]
    asked = reading("where was grace holmquist tried")
    assert asked.named == ()
    assert {"grace", "holmquist"} <= {term.said for term in asked.terms}


def test_a_verb_with_its_particle_is_one_word_of_its_own_sense(reading: Reading) -> None:
    asked = reading("did the police get the stolen boat back")
    assert "get back" in {term.said for term in asked.heavy}
    assert asked.frames == ()


def test_a_denial_is_looked_for_only_where_yes_or_no_is_asked(reading: Reading) -> None:
    (whether,) = reading("did Wanjiru stay").heavy
    (why,) = reading("why did Wanjiru stay").heavy
    assert ("leav",) in whether.phrases and ("leav",) not in why.phrases


def test_light_words_need_not_be_found_and_figures_must(reading: Reading) -> None:
    asked = reading("what exactly did the leaders agree on in section 14 about “deep water”?")
    names = {term.said: term.name for term in asked.terms}
    assert names["14"] and names["deep water"]
    assert "exactly" not in {term.said for term in asked.heavy}


@pytest.mark.parametrize(
    ("text", "start", "end", "yearless"),
    [
        ("who met in March 2024", date(2024, 3, 1), date(2024, 3, 31), False),
        ("who met in march", date(2024, 3, 1), date(2024, 3, 31), True),
        ("who met on 12 March", date(2024, 3, 12), date(2024, 3, 12), True),
        ("who met on or after 12 March 2024", date(2024, 3, 12), None, False),
        ("who met between 2022 and 2023", date(2022, 1, 1), date(2023, 12, 31), False),
    ],
)
def test_dates(text: str, start: date, end: date | None, yearless: bool, reading: Reading) -> None:
    asked = reading(text)
    assert asked.period is not None
    assert (asked.period.start, asked.period.end) == (start, end)
    assert asked.yearless is yearless and bool(asked.notes) is yearless


def test_what_is_too_long_is_not_read(reading: Reading) -> None:
    assert reading("who " * 61).problem == replies.TOO_LONG
    assert reading("x" * 3_000).problem == replies.TOO_LONG
    assert reading("who " * 60).problem is None


def test_one_of_two_with_the_same_surname_is_asked_for(reading: Reading) -> None:
    asked = reading("when did Vula meet Quispe")
    assert asked.question is not None
    assert [choice.label for choice in asked.choices] == ["Ana Vula", "Tevita Vula"]
    for choice in asked.choices:
        assert reading(choice.text).question is None


def test_what_is_asked_back_echoes_no_markup(reading: Reading) -> None:
    asked = reading("<!channel> when did Vula meet *Quispe* at https://evil.example?")
    shown = " ".join([asked.question or "", *(choice.text for choice in asked.choices)])
    assert asked.choices
    assert not any(sign in shown for sign in ("<", "*", "://", "evil.example"))


# --- questions in threads ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("and with Norway?", True),
        ("what about Peru", True),
        ("where did he go in Lima", True),
        ("how big was that?", True),
        ("who else that day?", True),
        ("where?", True),
        ("when did Wanjiru meet Solberg", False),
        ("what is the bridge called", False),
    ],
)
def test_what_leans_on_the_question_before(text: str, leaning: bool, reading: Reading) -> None:
    assert threads.leans(reading(text)) is leaning


@pytest.mark.parametrize(
    ("earlier", "text", "full"),
    [
        ("when did Solberg meet Wanjiru?", "and Quispe?", "when did Solberg meet Quispe?"),
        ("how much did Norway give to Kenya?", "and to Fiji?",
         "how much did Norway give to Fiji?"),
        ("how much did Norway give to Kenya?", "and Peru?", "how much did Norway give to Peru?"),
        ("what came from Norway for Kenya?", "and from Peru?", "what came from Peru for Kenya?"),
        ("who met Solberg?", "and in 2023?", "who met Solberg in 2023"),
        ("who met Solberg in 2022?", "and in 2023?", "who met Solberg in 2023"),
        ("in 2022, who met Solberg?", "and in 2023?", "who met Solberg in 2023"),
        ("what is planned?", "and Norway?", None),
    ],
)  # fmt: skip
def test_a_new_name_or_date_takes_the_place_of_the_last_of_its_sort(
    earlier: str, text: str, full: str | None, reading: Reading
) -> None:
    assert threads.replaced(reading(earlier), reading(text)) == full


def test_a_new_year_takes_the_place_of_the_old_one(reading: Reading) -> None:
    full = threads.replaced(reading("who met Solberg in 2024?"), reading("and in 2023?"))
    assert full is not None
    assert reading(full).period == reading("who met Solberg in 2023").period
    assert reading(full).named == reading("who met Solberg in 2023").named


def test_pronouns_stand_for_those_who_were_named(reading: Reading) -> None:
    one = reading("when did Wanjiru meet Solberg?")
    assert threads.with_names_of("where did they meet", one) == "where did Wanjiru and Solberg meet"
    assert threads.with_names_of("what is her title", one) == "what is Wanjiru's title"
    assert threads.with_names_of("what is the bridge", one) == "what is the bridge"
    nobody = reading("what is the bridge called?")
    assert threads.with_names_of("where did he go", nobody) == "where did he go"


def test_what_is_wanted_of_the_question_before_changes(reading: Reading) -> None:
    earlier = reading("who gave Kenya the grant for solar power?")
    asked = threads.taken_over(earlier, reading("how big was that?"))
    assert asked.wanted is Wanted.HOW_MUCH and asked.frames[0] is Frame.PAYMENT
    assert asked.named == earlier.named and set(earlier.terms) <= set(asked.terms)
    came = threads.taken_over(
        reading("when did Wanjiru meet Solberg?"), reading("what came of it?")
    )
    assert came.frames == (Frame.AGREEMENT,) and came.terms == ()


def test_a_day_of_the_week_cut_short_is_a_verb(reading: Reading) -> None:
    assert reading("how long had she sat in prison").period is None


def test_common_words_are_no_name_by_likeness(reading: Reading) -> None:
    assert reading("what came out of the talks in Oslo").named[0].said == "Oslo"


def test_who_names_a_thing_calls_nobody(reading: Reading) -> None:
    assert reading("what did Wanjiru call the plan").frames[0] is Frame.STATEMENT
    assert reading("who did Wanjiru call").frames[0] is Frame.MEETING


def test_an_office_alone_asks_who_holds_it(reading: Reading) -> None:
    assert reading("president of Kenya").wanted is Wanted.WHO
    assert reading("Wanjiru").wanted is Wanted.WHAT
