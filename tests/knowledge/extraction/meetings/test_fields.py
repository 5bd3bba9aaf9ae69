"""Date, place and form of a meeting, where its own clause does not give them."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import GHANA, KENYA, NORWAY, meetings, readings, story

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"

RESUMED = [
    (f"{KENYA} met {NORWAY}. The talks took place in Oslo on Monday.",
     f"{BOTH} 2023-05-15 in Oslo"),
    (f"{KENYA} met {NORWAY}. The meeting, held in Oslo on Monday, was long.",
     f"{BOTH} 2023-05-15 in Oslo"),
    (f"{KENYA} met {NORWAY}. The talks with the unions took place in Oslo on Monday.", BOTH),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESUMED)
def test_what_the_next_sentence_says_of_the_talks(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert meetings(extractor, story(text)) == [f"meeting held: {expected}"]


def test_who_held_the_talks_is_recorded(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY}. The talks took place in Oslo on Monday.")
    (reading, *_) = readings(extractor, article)
    assert ("talks", "Grace Wanjiru, Lars Solberg") in [
        (link.mention, link.target) for link in reading.links if link.via == "earlier event"
    ]
    assert len(reading.evidence) == 2


LASTING = [
    (f"{KENYA} will make a two-day working visit to Norway starting tomorrow.",
     "2023-05-18/2023-05-19"),
    (f"{KENYA} will embark on a three-day trip to Norway next week. "
     "Wanjiru will leave for Oslo on Monday.", "2023-05-22/2023-05-24"),
    (f"{KENYA} will make her first trip to Norway next week. The three-day visit begins on Monday.",
     "2023-05-22/2023-05-24"),
    (f"{KENYA} will make her first trip to Norway next week. "
     "Wanjiru's trip from Monday to Wednesday will be short.", "2023-05-22/2023-05-24"),
    (f"{KENYA} is in Norway this week on an official visit (15-17 May).", "2023-05-15/2023-05-17"),
    (f"{KENYA} will visit Norway on May 26, Friday.", "2023-05-26"),
    (f"{KENYA} left Nairobi for Oslo, Norway, on Tuesday to attend a fair.", "2023-05-16"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), LASTING)
def test_the_days_of_a_visit(extractor: Extractor, text: str, days: str) -> None:
    (told,) = meetings(extractor, story(text))
    assert told.startswith("visit") and f" {days} " in f"{told} "


SERIES = [
    (f"{KENYA} met {NORWAY} in Oslo on Monday. In a separate meeting, Wanjiru and {GHANA} "
     "discussed trade.", "Grace Wanjiru, Kofi Boateng (GH, KE) 2023-05-15 in Oslo"),
    (f"{KENYA} met {NORWAY} in Oslo on Monday. Later in the day, Wanjiru met {GHANA}.",
     "Grace Wanjiru, Kofi Boateng (GH, KE) 2023-05-15 in Oslo"),
    (f"{KENYA} met {NORWAY} in Oslo on Monday. Wanjiru also met {GHANA}.",
     "Grace Wanjiru, Kofi Boateng (GH, KE)"),
    (f"{KENYA} met {NORWAY} in Oslo on Monday. Wanjiru met {GHANA} in a separate meeting in "
     "March.", "Grace Wanjiru, Kofi Boateng (GH, KE) 2023-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "second"), SERIES)
def test_a_series_of_meetings(extractor: Extractor, text: str, second: str) -> None:
    assert meetings(extractor, story(text)) == [
        f"meeting held: {BOTH} 2023-05-15 in Oslo",
        f"meeting held: {second}",
    ]


def test_counterparts_that_are_named_one_by_one(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} held talks on Monday with her Norwegian and Ghanaian counterparts in Oslo.",
        f"Wanjiru and {NORWAY} discussed trade.",
        f"In a separate meeting, Wanjiru and {GHANA} agreed to open embassies.",
    )
    assert meetings(extractor, article) == [
        f"meeting held: {BOTH} 2023-05-15 in Oslo",
        "meeting held: Grace Wanjiru, Kofi Boateng (GH, KE) 2023-05-15 in Oslo",
    ]


RECEIVED = [
    (f"{KENYA} welcomed {NORWAY} in Nairobi on Monday as he continues a state visit to Kenya.",
     "visit"),
    (f"{KENYA} hosted {NORWAY} in Nairobi on Monday. During Prime Minister Solberg's state visit, "
     "the two countries signed a treaty.", "visit"),
    (f"{KENYA} and {NORWAY}, on a state visit, held talks in Nairobi on Monday.", "visit"),
    (f"{KENYA} met {NORWAY} in Nairobi on Monday. They recalled her recent visit.", "meeting"),
    (f"{KENYA} hosted {NORWAY} in Nairobi on Monday.", "meeting"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "form"), RECEIVED)
def test_a_meeting_that_was_part_of_a_visit(extractor: Extractor, text: str, form: str) -> None:
    (told,) = meetings(extractor, story(text))
    assert told.split()[0] == form and "2023-05-15 in Nairobi" in told


def test_talks_on_the_day_after_the_arrival(extractor: Extractor) -> None:
    article = story(f"{KENYA} arrived in Oslo on Monday.", f"Wanjiru met {NORWAY} on Tuesday.")
    assert meetings(extractor, article) == [f"visit held: {BOTH} 2023-05-15 in Oslo"]


PLACES = [
    (f"{KENYA} met {NORWAY} in the Norwegian town of Lom on Monday.", "Lom"),
    (f"{KENYA} met {NORWAY} at the presidential palace Casa Alta.", "Casa Alta"),
    (f"{NORWAY} welcomed {KENYA} to Oslo.", "Oslo"),
    (f"Geneva hosted talks between {KENYA} and {NORWAY}.", "Geneva"),
    (f"{KENYA} held talks with visiting {NORWAY} in Nairobi on Monday.", "Nairobi"),
    (f"OSLO: {NORWAY} received {KENYA} yesterday.", "Oslo"),
    (f"OSLO (Reuters) - {NORWAY} met {KENYA} in Bergen on Monday.", "Bergen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_places(extractor: Extractor, text: str, place: str) -> None:
    (told,) = meetings(extractor, story(text))
    assert told.endswith(f" in {place}")


ELSEWHERE = [
    f"ACCRA (Reuters) - {NORWAY} met {KENYA} on Monday.",
    f"OSLO (Reuters) - {NORWAY} met {KENYA} in March 2021.",
    f"OSLO (Reuters) - {NORWAY} will meet {KENYA} on Friday.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_dateline_places_only_what_just_happened_at_home(extractor: Extractor, text: str) -> None:
    (told,) = meetings(extractor, story(text))
    assert " in " not in told
