"""Calendars that other programs can read (RFC 5545)."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Evidence, Form, MeetingFact, PersonRef, Source, Status
from knowledge.wording import icalendar
from knowledge.wording.icalendar import Why
from tests.knowledge.wording.test_kinds import DAY, DEAL

SENTENCE = "Hun Sen met Fumio Kishida; both smiled, then left."
SOURCE = Source(
    "a1", "By the sea", "The Sample Post", "2022-03-22", "given", None,
    (Evidence("a1", 0, len(SENTENCE), SENTENCE),), "r1", "test",
)  # fmt: skip
FACT = MeetingFact(
    "m1", Form.MEETING, Status.HELD,
    (PersonRef("hun-sen", "Hun Sen"), PersonRef("fumio-kishida", "Fumio Kishida")),
    (), "2022-03-20/2022-03-21", "Phnom Penh", None, (), (SOURCE,),
)  # fmt: skip


def lines(text: str) -> list[str]:
    """Unfolded lines."""
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def test_a_meeting_of_two_days_ends_on_the_day_after() -> None:
    found = lines(icalendar.event(FACT) or "")
    assert found == [
        "BEGIN:VEVENT",
        "UID:m1@dateline",
        "DTSTAMP:20220322T000000Z",
        "DTSTART;VALUE=DATE:20220320",
        "DTEND;VALUE=DATE:20220322",
        "SUMMARY:Hun Sen met Fumio Kishida in Phnom Penh",
        "DESCRIPTION:20–21 March 2022 — Hun Sen met Fumio Kishida in Phnom Penh\\n"
        "“Hun Sen met Fumio Kishida\\; both smiled\\, then left.”\\n"
        "— “By the sea”\\, The Sample Post\\, published 22 March 2022",
        "LOCATION:Phnom Penh",
        "STATUS:CONFIRMED",
        "CATEGORIES:MEETING",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_a_plan_is_tentative_and_a_milestone_has_no_place() -> None:
    planned = lines(icalendar.event(replace(FACT, status=Status.PLANNED)) or "")
    assert "STATUS:TENTATIVE" in planned
    milestone = lines(icalendar.event(replace(DAY, date="2023-01-10")) or "")
    assert "DTSTART;VALUE=DATE:20230110" in milestone and "CATEGORIES:MILESTONE" in milestone
    assert not any(line.startswith(("LOCATION", "STATUS")) for line in milestone)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (replace(FACT, date=None), Why.UNDATED),
        (replace(FACT, date="2022-03"), Why.VAGUE),
        (replace(FACT, date="2022"), Why.VAGUE),
        (replace(FACT, date="XXXX-03-21"), Why.VAGUE),
        (replace(FACT, date="../2022-03-21"), Why.VAGUE),
        (replace(FACT, status=Status.CANCELLED), Why.CANCELLED),
        (DAY, Why.VAGUE),
        (DEAL, Why.OTHER),
    ],
)
def test_what_has_no_day_is_left_out(fact: MeetingFact, why: Why) -> None:
    assert icalendar.event(fact) is None and icalendar.missing(fact) is why


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    undated, called_off = replace(FACT, date=None), replace(FACT, status=Status.CANCELLED)
    file = io.StringIO()
    written = icalendar.write(file, [FACT, undated, DEAL, undated, called_off])
    assert written.events == file.getvalue().count("BEGIN:VEVENT") == 1
    assert icalendar.left_words(written) == (
        "Left out: 2 undated, 1 called off, 1 neither meetings nor dates ahead."
    )
    assert icalendar.left_words(icalendar.write(io.StringIO(), [FACT])) == ""


def test_the_last_day_there_is() -> None:
    found = lines(icalendar.event(replace(FACT, date="9999-12-31")) or "")
    assert "DTSTART;VALUE=DATE:99991231" in found
    assert not any(line.startswith("DTEND") for line in found)


@given(st.text(max_size=300))
def test_any_text_is_escaped_and_folded(place: str) -> None:
    text = icalendar.event(replace(FACT, place=place)) or ""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert not re.search(r"[^\r]\n|\r[^\n]|[\x00-\x09\x0b\x0c\x0e-\x1f]", text)
    found = lines(text)
    assert found[0] == "BEGIN:VEVENT" and found[-1] == "END:VEVENT"
    names = [line.partition(":")[0].partition(";")[0] for line in found]
    assert set(names) <= {
        "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION",
        "STATUS", "CATEGORIES", "TRANSP", "END",
    }  # fmt: skip
    shown = [line for line in found if line.startswith("LOCATION:")]
    assert all(not re.search(r"(?<!\\)(?:\\\\)*[;,]", line[9:]) for line in shown)


def test_a_calendar_without_events() -> None:
    assert lines(icalendar.begin() + icalendar.end()) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Facts//EN",
        "CALSCALE:GREGORIAN",
        "END:VCALENDAR",
    ]
