"""Questions to which the archive has more than an answer shows."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.answers.questions import fitting
from knowledge.base import Base
from knowledge.model import Participant
from knowledge.wording.texts import headline
from tests.knowledge.base.world import HUN_SEN, fill, met, told

TODAY = date(2026, 11, 22)
GUESTS = [
    Participant(f"{given} {family}", "Minister", "JP")
    for given in ("Akira", "Haruka", "Kenji", "Naoko", "Satoshi")
    for family in ("Abe", "Endo", "Mori", "Sato")
]


def test_who_met_a_hundred_people_is_told_by_some_of_them(tmp_path: Path) -> None:
    with Base.open(tmp_path / "test.db") as base:
        days = [f"2022-03-{day:02}" for day in range(1, len(GUESTS) + 1)]
        meetings = [met(HUN_SEN, guest, on=day) for guest, day in zip(GUESTS, days, strict=True)]
        fill(base, [told(f"a{n}", one) for n, one in enumerate(meetings)])

        answer = ask("Who met Hun Sen?", base, today=TODAY)

    assert answer.message is not None and answer.message.endswith("and 8 others.")
    assert answer.message.count("Minister") == 12
    assert len(answer.facts) == 5
    assert headline(answer) == "Meetings with Hun Sen", "those below it are but the latest"
    assert answer.nearest[0].label == "All 20"


def test_what_opens_all_says_how_many_the_archive_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "LOOKED_AT", 7)
    with Base.open(tmp_path / "test.db") as base:
        days = [f"2022-03-{day:02}" for day in range(1, 10)]
        fill(base, [told(day, met(HUN_SEN, GUESTS[0], on=day)) for day in days])
        answer = ask("Who met Hun Sen?", base, today=TODAY)
        opened = ask(f"/{answer.nearest[0].text}", base, today=TODAY)

    assert answer.nearest[0].label == "All 9" and opened.total == 9
