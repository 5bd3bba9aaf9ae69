"""What people and networks send in the worst case: a clear answer, no harm, nothing lost."""

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from bot import messages
from bot.web import BODY_LIMIT
from bot.workspace import Message, words_of
from tests.bot.running import House, running

TEXTS = {
    "empty": "",
    "blank": " \t\u00a0\u200b ",
    "huge": "Japan " * 6_667,
    "one huge word": "x" * 40_000,
    "emoji": "🇯🇵🙈👩‍👩‍👧‍👦" * 50,
    "right to left": "اجتماعات مع اليابان \u202e naem siht",
    "sql": "Japan'; DROP TABLE facts; --",
    "fts5": 'Japan" OR NEAR(a b, 3) * ^x title:"y AND (NOT',
    "mrkdwn": "*Japan* _x_ ~y~ `z` <https://evil.example|here> > quoted",
    "channel call": "<!channel> <!here> <@U0000000> <#C1|x> &lt;!everyone&gt;",
    "null byte": "Japan\x00\x1b[2J",
    "json": '{"q": ["Japan"]}',
    "unknown name": "Zzyzxquorp Blorgendorf",
    "impossible date": "Japan on Feb 30",
    "page far out": "Japan page 99999999",
    "only filters": "since until between and page",
    "template": "{{7*7}} ${7*7} %s %d {0}",
}
CALL = re.compile(r"<!|<@(?!U)|<#")


def shown(message: Message) -> str:
    return message.text + "\n".join(words_of(message.blocks))


@pytest.mark.parametrize("command", ["/meetings", "/whois", "/dateline"])
async def test_any_text_gets_a_clear_answer(
    reading: House, logged: list[str], command: str
) -> None:
    for name, text in TEXTS.items():
        reply = await reading.anna.command(command, text, channel="desk")
        assert reply.acknowledged, name
        if reply.view is None:
            assert reply.ephemeral, name
        content = reply.words if reply.view is not None else shown(reply.message)
        assert len(content) > 20, name
        assert not CALL.search(content), name
        assert "Traceback" not in content and str(Path.home()) not in content, name
        assert "Something went wrong" not in content, name
    assert not [line for line in logged if "Traceback" in line or " ERROR " in line]


async def test_any_message_gets_a_clear_answer(reading: House) -> None:
    for name, text in TEXTS.items():
        if not text.strip():
            continue
        reply = await reading.anna.dm(text)
        content = shown(reply.message)
        assert len(content) > 20 and not CALL.search(content), name
        assert "Something went wrong" not in content, name


async def test_the_log_holds_no_word_of_anybody(reading: House, logged: list[str]) -> None:
    await reading.anna.command("/meetings", "Blorgendorf", channel="desk")
    await reading.anna.dm("whois Blorgendorf")
    assert not [line for line in logged if "Blorgendorf" in line or "xoxb-" in line]


async def test_what_is_echoed_does_nothing(reading: House) -> None:
    for text in ("<!channel> *Blorg*", "&lt;!channel&gt; Blorg", "http://evil.example/x Blorg"):
        reply = await reading.anna.command("/meetings", text, channel="desk")
        content = shown(reply.message)
        assert "evil.example" not in content and not CALL.search(content)


# Requests over HTTP


MALFORMED = (
    ("", "application/json"),
    ("", "application/x-www-form-urlencoded"),
    ("{", "application/json"),
    ("[]", "application/json"),
    ("null", "application/json"),
    ('"text"', "application/json"),
    ("{}", "application/json"),
    ('{"type": 7}', "application/json"),
    ('{"type": []}', "application/json"),
    ('{"type": {"a": 1}}', "application/json"),
    ('{"type": "event_callback"}', "application/json"),
    ('{"type": "event_callback", "event": []}', "application/json"),
    ('{"type": "event_callback", "event": {"type": {}}}', "application/json"),
    ("[" * 100_000, "application/json"),
    ('{"a":' * 50_000, "application/json"),
    ("payload=", "application/x-www-form-urlencoded"),
    ("payload={", "application/x-www-form-urlencoded"),
    ("payload=[]", "application/x-www-form-urlencoded"),
    ('payload={"type":"block_actions"}', "application/x-www-form-urlencoded"),
    ('payload={"type":"block_actions","actions":[1]}', "application/x-www-form-urlencoded"),
    ('payload={"type":"view_submission","view":{}}', "application/x-www-form-urlencoded"),
    ("command=%2Fmeetings", "application/x-www-form-urlencoded"),
    ("command=meetings&response_url=x", "application/x-www-form-urlencoded"),
    ("&" * 10_000, "application/x-www-form-urlencoded"),
    ("a=b", "text/plain"),
    ("\x00\x01", "application/octet-stream"),
)


async def test_malformed_but_signed_bodies_are_refused(served: House) -> None:
    for body, content_type in MALFORMED:
        answer = await served.workspace.post(body, content_type)
        assert answer.status == 400, body[:80]
        assert set(json.loads(answer.body)) == {"error"}, body[:80]


ODD: tuple[dict[str, object], ...] = (
    {"type": "block_actions", "actions": [{"type": "button"}], "user": 5, "channel": "x"},
    {"type": "block_actions", "actions": [{}], "team": [], "container": 3},
    {"type": "event_callback", "event": {"type": "message", "channel": 5}, "team_id": []},
    {"type": "event_callback", "event": {"type": "app_mention"}, "authorizations": "x"},
    {"type": "event_callback", "event": {"type": "channel_archive", "user": {"id": [{}]}}},
    {"type": "event_callback", "event": {"type": "message", "message": {"user": [5]}}},
    {"type": "view_submission", "view": {"type": "modal", "callback_id": "x"}, "user": []},
    {"type": "shortcut"},
    {"type": "nobody_knows"},
)


async def test_odd_but_signed_payloads_do_no_harm(served: House, logged: list[str]) -> None:
    for payload in ODD:
        body = json.dumps(payload)
        for sent, kind in (
            (body, "application/json"),
            (f"payload={quote_plus(body)}", "application/x-www-form-urlencoded"),
        ):
            answer = await served.workspace.post(sent, kind)
            assert answer.status in {200, 400, 401}, body
    assert (await served.anna.command("/meetings", "Japan", channel="desk")).acknowledged
    assert not [line for line in logged if "Unexpected error" in line]


EVENT = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}})


SPOILED: tuple[dict[str, Any], ...] = (
    {"secret": "another"},
    {"age": 6 * 60},
    {"age": -6 * 60},
    {"headers": {"X-Slack-Signature": ""}},
    {"headers": {"X-Slack-Signature": "v0=é"}},
    {"headers": {"X-Slack-Request-Timestamp": ""}},
    {"headers": {"X-Slack-Request-Timestamp": "soon"}},
    {"headers": {"X-Slack-Request-Timestamp": "9" * 400}},
    {"headers": {"X-Slack-Request-Timestamp": "-1"}},
)


async def test_what_slack_has_not_just_signed_is_refused(served: House, logged: list[str]) -> None:
    for spoiled in SPOILED:
        answer = await served.workspace.post(EVENT, **spoiled)
        assert answer.status == 401, spoiled
    assert not [line for line in logged if "event_callback" in line]


async def test_a_huge_body_is_refused(served: House) -> None:
    answer = await served.workspace.post("x" * (BODY_LIMIT + 1), "application/json")
    assert answer.status == 413


async def test_slack_can_check_the_address(served: House) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})
    answer = await served.workspace.post(challenge)
    assert answer.status == 200 and "abc" in answer.body
    unsigned = await served.workspace.post(challenge, secret="another")
    assert unsigned.status == 401 and "abc" not in unsigned.body


# Deliveries


async def test_an_event_delivered_twice_is_answered_once(house: House) -> None:
    house.workspace.faults.duplicate_events(4)
    await house.anna.dm("meetings Canada")
    await house.workspace.quiet()
    await house.service.desk.drain(5)
    assert len(house.workspace.posted()) == 1


async def test_a_lost_acknowledgement_brings_no_second_answer(house: House) -> None:
    house.workspace.faults.drop_acks(1)
    await house.anna.dm("meetings Canada")
    house.workspace.clock.advance(3.5)  # Slack gives up on the first delivery
    await house.workspace.quiet()
    house.workspace.clock.advance(600)  # and has made all its further ones
    await house.workspace.quiet()
    await house.service.desk.drain(5)
    assert len(house.workspace.posted()) == 1


async def test_an_event_is_answered_once_across_a_restart(database: Path) -> None:
    async with running(database, "http") as house:
        asked = await house.anna.say("a message to answer under", channel="desk")
        event = {
            "type": "app_mention",
            "user": house.anna.id,
            "text": "<@U0BOT> meetings Canada",
            "channel": asked.channel,
            "ts": asked.ts,
        }
        body = json.dumps({"type": "event_callback", "event_id": "Ev0RESTART", "event": event})
        assert (await house.workspace.post(body)).status == 200
        await house.service.desk.drain(5)
        assert [message.thread_ts for message in house.workspace.posted()] == [asked.ts]
    async with running(database, "http") as house:
        assert (await house.workspace.post(body)).status == 200
        await house.service.desk.drain(5)
        assert house.workspace.posted() == []


# Slack's bad days


async def test_nothing_is_lost_while_slack_limits(house: House) -> None:
    house.workspace.faults.api("chat.postMessage", status=429, retry_after=0)
    reply = await house.anna.mention("desk", "meetings Canada")
    assert "Trudeau" in reply.words
    house.workspace.faults.api("response_url", status=429, retry_after=0)
    assert "Trudeau" in (await house.anna.command("/meetings", "Canada", channel="desk")).words


NEWER = ("data_table", "data_visualization", "container", "context_actions", "overflow")


async def test_where_new_blocks_are_refused_older_ones_say_the_same(house: House) -> None:
    house.workspace.faults.refuse_blocks(*NEWER)
    for reply in (
        await house.anna.mention("desk", "meetings Canada"),
        await house.anna.command("/meetings", "Canada", channel="desk"),
    ):
        assert "Trudeau" in reply.words
        kinds = {block["type"] for block in reply.message.blocks}
        assert "section" in kinds and not kinds & set(NEWER)


async def test_refused_blocks_become_text(house: House) -> None:
    house.workspace.faults.api("chat.postMessage", error="invalid_blocks", times=2)
    reply = await house.anna.mention("desk", "meetings Canada")
    assert not reply.message.blocks and "Trudeau" in reply.text


async def test_a_modal_that_came_too_late_is_explained(house: House) -> None:
    reply = await house.anna.command("/meetings", "Canada", channel="desk")
    house.workspace.faults.api("views.open", error="expired_trigger_id")
    clicked = await house.anna.click(reply, "Source")
    assert clicked.view is None
    assert clicked.message.text == messages.TRIGGER_EXPIRED and clicked.ephemeral


# The fact base


async def test_a_missing_base_is_made_and_says_that_it_is_empty(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", "socket") as house:
        reply = await house.anna.command("/meetings", "Japan", channel="desk")
        assert "no articles" in reply.words.lower() or "empty" in reply.words.lower()
        assert "Something went wrong" not in reply.words


@pytest.fixture
def corrupt(database: Path) -> Path:
    """A fact base that is none, beside a good one named `good.db`."""
    database.rename(database.with_name("good.db"))
    for companion in database.parent.glob(database.name + "-*"):
        companion.unlink()
    database.write_bytes(b"this is no database, but long enough to look like a file " * 400)
    return database


async def test_a_corrupt_base_is_reported_and_recovers(corrupt: Path, logged: list[str]) -> None:
    database = corrupt
    async with running(database, "socket") as house:
        reply = await house.anna.command("/meetings", "Japan", channel="desk")
        assert reply.words.startswith(messages.NO_BASE) and reply.ephemeral
        assert str(database.parent) not in reply.words
        mention = await house.anna.mention("desk", "meetings Japan")
        assert mention.words.startswith(messages.NO_BASE) and mention.thread_ts is not None
        os.replace(database.with_name("good.db"), database)
        assert "Kishida" in (await house.anna.command("/meetings", "Japan", channel="desk")).words
    assert any("fact base" in line for line in logged)


async def test_an_error_nobody_foresaw_is_a_number_in_the_log(
    house: House, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("typed words /secret/path xoxb-1-2")

    monkeypatch.setattr("bot.answering.ask", broken)
    reply = await house.anna.command("/meetings", "Japan", channel="desk")
    reference = re.search(r"\b[0-9a-f]{8}\b", reply.words)
    assert reference is not None and reply.ephemeral
    assert "typed words" not in reply.words and "RuntimeError" not in reply.words
    lines = "\n".join(logged)
    assert reference[0] in lines and "RuntimeError" in lines and "typed words" not in lines
    mention = await house.anna.mention("desk", "meetings Japan")
    assert re.search(r"\b[0-9a-f]{8}\b", mention.words) and mention.thread_ts is not None


async def test_stale_and_forged_buttons_are_explained(served: House) -> None:
    reply = await served.anna.command("/meetings", "Canada", channel="desk")
    for block in reply.message.blocks:
        accessory = block.get("accessory")
        if accessory is not None:
            accessory["value"] = '{"f":"no-such-fact","r":"x"}'
    clicked = await served.anna.click(reply.message, "Source")
    assert clicked.message.text == messages.STALE_SOURCE
    for block in reply.message.blocks:
        accessory = block.get("accessory")
        if accessory is not None:
            accessory["value"] = "forged"
            accessory["action_id"] = "from.another.version"
    clicked = await served.anna.click(reply.message, "Source")
    assert clicked.message.text == messages.STALE_BUTTON
