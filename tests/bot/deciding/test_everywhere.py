"""A decision shows in every surface at once: what was wrong is nowhere told as right any more."""

from pathlib import Path

import pytest

from knowledge import cli
from knowledge.base import Base
from knowledge.model import Kind, MeetingFact, Query
from tests.bot.running import House, running

WRONG, RIGHT = "12 November 2022", "13 November 2022"
PERIOD = ("--published", "--since", "2022-11-10", "--until", "2022-11-30")
STORY = "https://post.example/asean?a=1&b=2"


def canada(path: Path) -> str:
    """The id of the meeting of 12 November."""
    with Base.open(path) as base:
        found, _ = base.find(Kind.MEETING, Query("meetings"), limit=9, offset=0)
        [fact] = [one for one in found if isinstance(one, MeetingFact) and one.date == "2022-11-12"]
        return fact.id


def printed(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> str:
    """What a command line prints."""
    capsys.readouterr()
    assert cli.run(["--db", str(path), *arguments]) == 0
    return capsys.readouterr().out


async def surfaces(house: House, capsys: pytest.CaptureFixture[str], turn: int) -> dict[str, str]:
    """What each surface shows of the meeting with Canada."""
    path = house.service.settings.database
    said = await house.anna.say(f"Look: {STORY}&utm_source={turn}")
    await house.service.desk.drain(5)
    return {
        "command": (await house.anna.command("/meetings", "Canada")).words,
        "timeline": (await house.anna.command("/timeline", "Canada")).words,
        "question": (await house.anna.command("/dateline", "when did Trudeau meet Hun Sen?")).words,
        "profile": (await house.anna.command("/whois", "Trudeau")).words,
        "home": (await house.anna.open_home()).words,
        "unfurl": str(said.attachments),
        "csv": printed(capsys, path, "export", "--format", "csv"),
        "json": printed(capsys, path, "export", "--format", "json"),
        "calendar": printed(capsys, path, "export", "--format", "ics"),
        "digest": printed(capsys, path, "edition", "Canada", *PERIOD),
    }


def tells(where: str, text: str, day: str) -> bool:
    """Whether a surface tells of a day; what was said before a correction does not count."""
    for past in (f"was: {WRONG}", f"was {WRONG}", f"from {WRONG}", f"was: {RIGHT}"):
        text = text.replace(past, "")
    iso = "2022-11-12" if day == WRONG else "2022-11-13"
    forms = {
        "csv": (iso,),
        "json": (f'"date": "{iso}"',),
        "calendar": (f"DTSTART;VALUE=DATE:{iso.replace('-', '')}",),
    }.get(where, (day, day.removesuffix(" 2022")))
    return any(form in text for form in forms)


async def test_a_corrected_day_is_told_everywhere_and_an_undone_one_nowhere(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"DATELINE_SITES": "post.example"}
    async with running(database, "http", settings) as house:
        before = await surfaces(house, capsys, 1)
        assert {
            where: tells(where, text, WRONG) for where, text in before.items()
        } == dict.fromkeys(before, True)
        with Base.open(database) as base:
            made = base.correct(
                canada(database), "date", "2022-11-13", words=RIGHT, was=WRONG, who="U0EDITOR"
            )
        after = await surfaces(house, capsys, 2)
        assert [where for where, text in after.items() if not tells(where, text, RIGHT)] == []
        assert [where for where, text in after.items() if tells(where, text, WRONG)] == []
        with Base.open(database) as base:
            base.undo(made.id, who="U0EDITOR")
        undone = await surfaces(house, capsys, 3)
        assert [where for where, text in undone.items() if tells(where, text, RIGHT)] == []


async def test_a_retracted_fact_is_shown_nowhere(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"DATELINE_SITES": "post.example"}
    async with running(database, "http", settings) as house:
        with Base.open(database) as base:
            base.retract(canada(database), who="U0EDITOR")
        after = await surfaces(house, capsys, 1)
        assert [where for where, text in after.items() if tells(where, text, WRONG)] == []
