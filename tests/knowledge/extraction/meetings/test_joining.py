"""What several sentences tell of one encounter is told once; what differs stays apart."""

from knowledge.extraction import Extractor
from knowledge.model import Meeting
from tests.knowledge.extraction.helpers import (
    GHANA,
    KENYA,
    NORWAY,
    meetings,
    readings,
    story,
)

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"


def test_a_headline_supports_and_makes_no_second_meeting(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} in Oslo on Monday.", title="Wanjiru meets Solberg in Oslo"
    )
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15 in Oslo"]


def test_a_headline_that_has_another_day_gives_way_to_the_body(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", title="Wanjiru meets Solberg on 3 May 2023")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15"]


def test_a_headline_stands_where_the_body_is_silent(extractor: Extractor) -> None:
    article = story("Trade grew.", title=f"{KENYA} meets {NORWAY}")
    assert meetings(extractor, article) == [f"meeting held: {BOTH}"]


def test_two_sentences_complete_each_other(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", "Wanjiru and Solberg met in Oslo.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15 in Oslo"]
    (reading, *_) = readings(extractor, article)
    assert len(reading.evidence) == 2


def test_two_days_are_two_meetings(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", f"{KENYA} met {NORWAY} on 3 March 2021.")
    assert meetings(extractor, article) == [
        f"meeting held: {BOTH} 2023-05-15",
        f"meeting held: {BOTH} 2021-03-03",
    ]


def test_two_people_are_two_meetings(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", f"{KENYA} met {GHANA} on Monday.")
    assert len(meetings(extractor, article)) == 2


def test_talks_with_the_host_belong_to_the_visit(extractor: Extractor) -> None:
    article = story(f"{KENYA} visited Norway on Monday.", f"{KENYA} held talks with {NORWAY}.")
    assert meetings(extractor, article) == [f"visit held: {BOTH} 2023-05-15 in Norway"]


def test_talks_with_somebody_else_do_not(extractor: Extractor) -> None:
    article = story(f"{KENYA} visited Norway on Monday.", f"{KENYA} held talks with {GHANA}.")
    assert len(meetings(extractor, article)) == 2


def test_a_plan_that_was_called_off_is_one_event(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} will meet {NORWAY} in Oslo.", "Solberg cancelled the meeting with Wanjiru."
    )
    assert meetings(extractor, article) == [f"meeting cancelled: {BOTH} in Oslo"]


def test_a_caption_alone_is_no_meeting(extractor: Extractor) -> None:
    assert meetings(extractor, story("Trade grew.", f"> {KENYA} meets {NORWAY} in Oslo.")) == []


def test_a_caption_supports(extractor: Extractor) -> None:
    article = story(f"> {KENYA} meets {NORWAY} in Oslo.", f"{KENYA} met {NORWAY} on Monday.")
    (reading, *_) = readings(extractor, article)
    assert isinstance(reading.fields, Meeting)
    assert reading.fields.date == "2023-05-15"
    assert reading.fields.place == "Oslo"


def test_more_parties_that_agreed_did_not_meet_with_two_of_them(extractor: Extractor) -> None:
    article = story(
        "Foreign ministers of Kenya, Norway and Peru agreed on Monday to set up a fund."
        f"\n\n{KENYA} met {NORWAY} on the sidelines of the Oslo Fish Summit on 15 May 2023."
    )
    assert [found.split(": ", 1)[1][: len(BOTH)] for found in meetings(extractor, article)] == [
        BOTH
    ]
    [met] = [one.fields for one in readings(extractor, article) if isinstance(one.fields, Meeting)]
    assert met.parties == ("KE", "NO")
