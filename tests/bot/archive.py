"""A small archive in our own words, saved as articles and readings: no language model needed."""

from pathlib import Path

from knowledge.model import Article, Form, Kind, Meeting, Participant, Reading, Status
from tests.bases import opened
from tests.written import article, evidence, role

HUN_SEN = Participant("Hun Sen", "Prime Minister", "KH")
KISHIDA = Participant("Fumio Kishida", "Prime Minister", "JP")
TRUDEAU = Participant("Justin Trudeau", "Prime Minister", "CA")
LEE = Participant("Lee Jae-myung", "President", "KR")
KIM = Participant("Kim Jong Un", None, "KP")

VISIT = (
    "Kishida begins two days in Phnom Penh\n\n"
    "Japan's Prime Minister Fumio Kishida came to Phnom Penh on Sunday for a two-day visit.\n\n"
    "He was received by Prime Minister Hun Sen, who called the trip a milestone."
)
SUMMIT = (
    "What leaders said to each other at the ASEAN summit\n\n"
    "Cambodia-Japan\n\n"
    "Prime Minister Hun Sen met his Japanese counterpart Fumio Kishida & thanked him for <great> "
    "help with *roads*.\n\n"
    "Cambodia-Canada\n\n"
    "Hun Sen met Canadian Prime Minister Justin Trudeau on November 12 in Phnom Penh.\n\n"
    "The press was told little else."
)

HEADINGS = ("Cambodia-Japan", "Cambodia-Canada")


def meeting(of: Article, words: str, fields: Meeting) -> Reading:
    """A reading of a meeting."""
    return Reading(Kind.MEETING, of.id, of.digest, "test", fields, evidence(of, words))


def build(path: Path) -> None:
    """Save the archive: three meetings told by two articles."""
    base = opened(path)
    visit = article("kishida-visit", VISIT, "2022-03-20", outlet="The Sample Post")
    base.save(
        visit,
        [
            meeting(
                visit,
                "two-day visit",
                Meeting(
                    Form.VISIT,
                    Status.HELD,
                    (KISHIDA, HUN_SEN),
                    ("JP", "KH"),
                    "2022-03-20/2022-03-21",
                    "Phnom Penh",
                ),
            ),
            role(visit, "Japan's Prime Minister", KISHIDA),
            role(visit, "received by Prime Minister", HUN_SEN),
        ],
    )
    summit = article(
        "asean-summit",
        SUMMIT,
        "2022-11-15",
        headings=HEADINGS,
        url="https://post.example/asean?a=1&b=2",
    )
    base.save(
        summit,
        [
            meeting(
                summit,
                "Japanese counterpart",
                Meeting(
                    Form.MEETING,
                    Status.HELD,
                    (HUN_SEN, KISHIDA),
                    ("KH", "JP"),
                    None,
                    None,
                    "ASEAN Summit",
                ),
            ),
            meeting(
                summit,
                "Canadian Prime Minister",
                Meeting(
                    Form.MEETING,
                    Status.HELD,
                    (HUN_SEN, TRUDEAU),
                    ("KH", "CA"),
                    "2022-11-12",
                    "Phnom Penh",
                    "ASEAN Summit",
                ),
            ),
            role(summit, "Canadian Prime Minister", TRUDEAU),
        ],
    )
    base.close()


def many(path: Path, count: int = 12) -> None:
    """One meeting of Hun Sen and Kishida a month, for paging, and one with either Korea."""
    base = opened(path)
    for month in range(1, count + 1):
        text = f"Talks number {month}\n\nHun Sen met Fumio Kishida of Japan, round {month}."
        told = article(f"talks-{month:02d}", text, f"2021-{month:02d}-15")
        fields = Meeting(
            Form.MEETING, Status.HELD, (HUN_SEN, KISHIDA), ("KH", "JP"), f"2021-{month:02d}-10"
        )
        base.save(told, [meeting(told, f"round {month}", fields)])
    for who, country in ((LEE, "South Korea"), (KIM, "North Korea")):
        text = f"A talk with {country}\n\nHun Sen met {who.name} of {country}."
        told = article(f"talk-{who.party}", text, "2020-05-05")
        parties = ("KH", who.party or "")
        fields = Meeting(Form.MEETING, Status.HELD, (HUN_SEN, who), parties, "2020-05-04")
        base.save(told, [meeting(told, "Hun Sen met", fields)])
    base.close()
