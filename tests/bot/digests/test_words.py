"""Words that set a digest up, and words that stay a question."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests import cities
from bot.digests.arrangements import Between, Follow, Form, Listing, Off, Preview, Setup, Unread
from bot.digests.schedule import Quiet
from bot.digests.telling import said_as
from bot.digests.words import EVERY_DAY, WEEKDAYS, WEEKEND, arrangement, follow


def setup(text: str) -> tuple[int, tuple[int, ...], str | None, str]:
    found = arrangement(text)
    assert isinstance(found, Setup), found
    zone = None if found.zone is None else found.zone.key
    return found.minute, found.days, zone, found.wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily 08:00 Japan, money", (480, EVERY_DAY, None, "Japan, money")),
        ("weekdays 7:30 Europe/Madrid about rice", (450, WEEKDAYS, "Europe/Madrid", "about rice")),
        ("weekly mon 9am", (540, (0,), None, "")),
        ("weekly on Friday at 16:00 deals", (960, (4,), None, "deals")),
        ("weekly", (480, (0,), None, "")),
        ("daily", (480, EVERY_DAY, None, "")),
        ("DAILY at 8 Japan", (480, EVERY_DAY, None, "Japan")),
        ("daily Japan at 8am", (480, EVERY_DAY, None, "Japan")),
        ("at 8 Japan", (480, EVERY_DAY, None, "Japan")),
        ("at 8:00 pm Japan", (1200, EVERY_DAY, None, "Japan")),
        ("08:00 Japan", (480, EVERY_DAY, None, "Japan")),
        ("Japan 8am", (480, EVERY_DAY, None, "Japan")),
        ("8am, Japan; money", (480, EVERY_DAY, None, "Japan; money")),
        ("every morning Japan", (480, EVERY_DAY, None, "Japan")),
        ("every day at noon", (720, EVERY_DAY, None, "")),
        ("every weekday 12am Japan", (0, WEEKDAYS, None, "Japan")),
        ("every monday and thursday at 17h Japan", (1020, (0, 3), None, "Japan")),
        ("every tue, wed & sun 6:05 money", (365, (1, 2, 6), None, "money")),
        ("mon, fri 9:00 Japan", (540, (0, 4), None, "Japan")),
        ("weekends 10:00 asia/phnom_penh", (600, WEEKEND, "Asia/Phnom_Penh", "")),
        ("daily 8:00 in utc on Japan", (480, EVERY_DAY, "UTC", "Japan")),
        ("daily 8:00 America/Argentina/Ushuaia", (480, EVERY_DAY, "America/Argentina/Ushuaia", "")),
        ("daily 8:00 Japan Europe/Berlin", (480, EVERY_DAY, "Europe/Berlin", "Japan")),
    ],
)
def test_a_digest_in_words(text: str, expected: tuple[int, tuple[int, ...], str, str]) -> None:
    assert setup(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Japan",
        "since November 2022",
        "November 2022",
        "at ASEAN",
        "at ASEAN Summit since 2022",
        "Japan since 12 November 2022",
        "2022-11-12",
        "this week",
        "Monday",
        "money 5.30 million",
        "Sun Chanthol",
        "offshore wind",
        "listing",
        "deals 2022 page 2",
        "off-shore",
    ],
)
def test_what_asks_of_the_archive_stays_a_question(text: str) -> None:
    assert arrangement(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("setup", Form()),
        ("set up", Form()),
        ("settings", Form()),
        ("off", Off("")),
        ("off 2", Off("2")),
        ("OFF #2", Off("2")),
        ("stop all", Off("all")),
        ("list", Listing()),
        ("list page 2", Listing(2)),
        ("LIST 3", Listing(3)),
        ("list page 0", Listing(1)),
        ("preview", Preview("")),
        ("preview Japan, money", Preview("Japan, money")),
        ("daily 8:00 Mars/Olympus", Unread("zone")),
        ("every now and then", Unread("time")),
        ("daily 8:00 quiet 9-9", Unread("time")),
        ("daily 25:00 Japan", Unread("time", "25:00")),
        ("08:99", Unread("time", "08:99")),
        ("daily 08:99 Japan", Unread("time", "08:99")),
        ("daily 13pm Japan", Unread("time", "13pm")),
        ("someday 8:00", Unread("time", "someday")),
        ("9am UTC+2 Peru", Unread("zone", "UTC+2")),
        ("9am Luxembourg", Setup(540, EVERY_DAY, "Luxembourg")),
        ("9am about Madrid", Setup(540, EVERY_DAY, "about Madrid")),
        ("daily Madrid", Setup(480, EVERY_DAY, "Madrid")),
        ("9am talks in Madrid", Setup(540, EVERY_DAY, "talks in Madrid")),
        ("talks in Madrid 9am", Setup(540, EVERY_DAY, "talks in Madrid")),
        ("9am about IST", Setup(540, EVERY_DAY, "about IST")),
        ("9am Japan, EST", Setup(540, EVERY_DAY, "Japan, EST")),
        ("daily IST", Setup(480, EVERY_DAY, "IST")),
        ("9am wet rice", Setup(540, EVERY_DAY, "wet rice")),
        ("9am oil/gas", Setup(540, EVERY_DAY, "oil/gas")),
        ("9am Japan, and/or Peru", Setup(540, EVERY_DAY, "Japan, and/or Peru")),
        ("Japan 9am UTC", Setup(540, EVERY_DAY, "Japan", ZoneInfo("UTC"))),
        ("Japan 9am (Europe/Madrid)", Setup(540, EVERY_DAY, "Japan", ZoneInfo("Europe/Madrid"))),
    ],
)
def test_other_deeds(text: str, expected: object) -> None:
    assert arrangement(text) == expected


@pytest.mark.parametrize(
    ("text", "what", "zones", "timed", "topic"),
    [
        ("9am Madrid", "Madrid", ["Europe/Madrid"], "", "Madrid"),
        ("9am Madrid rice", "Madrid", ["Europe/Madrid"], "rice", "Madrid rice"),
        ("9am in Madrid rice", "Madrid", ["Europe/Madrid"], "rice", "in Madrid rice"),
        ("Madrid 9am rice", "Madrid", ["Europe/Madrid"], "rice", "Madrid rice"),
        ("Peru 9am Phnom Penh", "Phnom Penh", ["Asia/Phnom_Penh"], "Peru", "Peru Phnom Penh"),
        ("9am Phnom Penh, money", "Phnom Penh", ["Asia/Phnom_Penh"], "money", "Phnom Penh, money"),
        ("9am CET", "CET", ["Europe/Berlin", "Africa/Algiers"], "", "CET"),
        (
            "9:00 IST Peru",
            "IST",
            ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"],
            "Peru",
            "IST Peru",
        ),
    ],
)
def test_a_zone_or_a_topic_is_asked_back(
    text: str, what: str, zones: list[str], timed: str, topic: str
) -> None:
    found = arrangement(f"weekdays {text} quiet 22-7")
    assert isinstance(found, Between), found
    assert found.what == what and [zone.key for zone in found.zones] == zones
    assert (found.timed.wanted, found.topic.wanted) == (timed, topic)
    for setup in (found.timed, found.topic):
        assert (setup.minute, setup.days, setup.quiet) == (540, WEEKDAYS, Quiet(1320, 420))
    # Whatever is chosen reads back as it was meant.
    for setup in (*(replace(found.timed, zone=zone) for zone in found.zones), found.topic):
        chosen = replace(setup, zone=setup.zone or ZoneInfo("Asia/Tokyo"))
        assert arrangement(said_as(chosen, chosen.wanted)) == chosen


def test_every_abbreviation_stands_for_zones_that_there_are() -> None:
    for short in cities._SHORT:
        found = arrangement(f"9am {short}")
        assert isinstance(found, Between) and found.zones, short


def test_quiet_hours_and_a_line_when_there_is_nothing() -> None:
    found = arrangement("daily 8:00 Japan quiet 22:00-07:00 even if empty")
    assert found == Setup(480, EVERY_DAY, "Japan", None, Quiet(1320, 420), one_line=True)
    found = arrangement("daily 8am quiet hours 10pm to 7am, money")
    assert found == Setup(480, EVERY_DAY, "money", None, Quiet(1320, 420))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan", Follow("Japan")),
        ("Japan every 6 hours", Follow("Japan", 6)),
        ("about rice, Kishida here", Follow("about rice, Kishida", None, True)),
        ("Japan in this channel every hour", Follow("Japan", 1, True)),
        ("Japan quiet 22-7", Follow("Japan", quiet=Quiet(1320, 420))),
        ("Japan every 999 hours", Unread("every")),
        ("Japan every 0 hours", Unread("every")),
        ("Peru every 1 minute", Unread("every", "every 1 minute")),
        ("Peru daily", Unread("every", "daily")),
        ("", Follow("")),
    ],
)
def test_following_in_words(text: str, expected: object) -> None:
    assert follow(text) == expected


SAID = """
daily weekly every at 8 08:00 25:00 8:60 am pm mon sunday Europe/Madrid X/Y quiet 22-7 off
list preview setup Japan , and on in here hours : Madrid Phnom Penh IST EST UTC+2 ( )
"""
words = st.sampled_from(SAID.split())


@given(st.lists(words, max_size=9).map(" ".join) | st.text(max_size=80))
def test_no_words_break_it(text: str) -> None:
    found, followed = arrangement(text), follow(text)
    for one in (found, followed):
        if isinstance(one, Between):
            assert one.what and one.zones and len(one.topic.wanted) <= len(text)
            one = one.timed
        if isinstance(one, Setup):
            assert 0 <= one.minute < 1440 and one.days
        if isinstance(one, Setup | Follow):
            assert len(one.wanted) <= len(text)
