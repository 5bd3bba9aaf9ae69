"""Who somebody is: each title with a way to the very article that its line names."""

from datetime import date

import pytest

from bot.ids import Action
from bot.render.facts import DETAILS
from bot.render.profiles import profile_blocks
from bot.values import decode_ask, decode_source
from knowledge.model import (
    Evidence,
    Form,
    Kind,
    Latest,
    MeetingFact,
    Period,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    Source,
    Status,
)

ADA = PersonRef("p:ada", "Ada Lovelace", party="GB")


def told(article: str, published: str) -> Source:
    evidence = (Evidence(article, 0, 9, "Ada said."),)
    title = f"Headline of {article}"
    return Source(article, title, None, published, "given", None, evidence, f"r:{article}", "test")


MET = MeetingFact(
    "m:1", Form.MEETING, Status.HELD, (ADA,), ("GB",), "2022-03-20", None, None, (),
    (told("met", "2022-03-21"),),
)  # fmt: skip


def test_the_button_opens_the_article_that_the_line_names() -> None:
    sources = (told("older", "2021-05-01"), told("newest", "2023-05-01"), told("old", "2022-05-01"))
    role = RoleFact("f:1", ADA, "Minister", "GB", "2021-05-01", "2023-05-01", sources)
    blocks = profile_blocks(Profile(ADA, (), (role,), (), 0), DETAILS[0])
    line = next(b for b in blocks if b["type"] == "section" and "Minister" in b["text"]["text"])
    assert "“Headline of newest”" in line["text"]["text"]
    [button] = [b["accessory"] for b in blocks if b.get("accessory", {}).get("type") == "button"]
    assert Action.SOURCE.pattern.match(button["action_id"])
    assert decode_source(button["value"]).reading == "r:newest"


@pytest.mark.parametrize(
    ("asked", "time"),
    [
        (Query("whois"), ""),
        (Query("whois", as_of=date(2022, 3, 1)), " as of 2022-03-01"),
        (Query("whois", period=Period(date(2022, 3, 1), None, "")), " since 2022-03-01 or undated"),
    ],
)
def test_the_way_to_more_keeps_to_the_time_asked_about(asked: Query, time: str) -> None:
    latest = tuple(Latest(kind, (), 9) for kind in (Kind.STATEMENT, Kind.PAYMENT))
    blocks = profile_blocks(Profile(ADA, (), (), (MET,), 9, latest), DETAILS[0], asked)
    shown = [one for b in blocks for one in (b.get("accessory"), *b.get("elements", ()))]
    ways = [one for one in shown if one and Action.CHOOSE.pattern.match(one.get("action_id", ""))]
    texts = [decode_ask(one["value"]) for one in ways]
    assert texts == [
        f"meetings #p:p%3Aada{time}",
        f"quotes #p:p%3Aada{time}",
        f'facts about "Ada Lovelace"{time}',
    ]
