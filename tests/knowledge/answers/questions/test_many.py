"""Questions to which the archive has more than an answer shows."""

from datetime import date
from pathlib import Path

from knowledge.answers import ask
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
    assert answer.total == 20 and len(answer.facts) == 5
    assert headline(answer) == "Meetings with Hun Sen: 20, 5 of them here"
    assert answer.nearest[0].label == "All 20"
