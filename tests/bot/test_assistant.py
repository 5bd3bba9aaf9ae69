"""The app's Messages tab as an agent's: prompts from the archive, a status, titles of threads."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.manifest import manifest
from bot.render.blocks import Message
from bot.surfaces.assistant import PROMPTS
from bot.workspace import Workspace
from bot.workspace.journal import Entry
from bot.workspace.manifest import parse
from tests import bases
from tests.bot.running import House, connected


def told(house: House, kind: str) -> list[dict[str, Any]]:
    return [entry.data for entry in house.workspace.entries() if entry.kind == kind]


async def opened(house: House) -> list[dict[str, str]]:
    """The prompts that Anna sees once she has opened the Messages tab."""
    await house.anna.open_home(tab="messages", wait=False)
    await house.workspace.quiet()
    await house.service.desk.drain(5)
    shown = told(house, "prompts")
    found: list[dict[str, str]] = shown[-1]["prompts"] if shown else []
    return found


def _spoil(database: Path) -> None:
    """Put another file in the place of a fact base."""
    other = database.with_suffix(".new")
    other.write_bytes(b"no fact base at all")
    other.replace(database)


def test_the_manifest_declares_an_agent() -> None:
    declared = parse(manifest())
    assert declared.agent and "assistant:write" in declared.scopes


async def test_each_prompt_is_answered_by_the_archive(house: House) -> None:
    prompts = await opened(house)
    assert 2 <= len(prompts) <= PROMPTS
    for prompt in prompts:
        reply = await house.anna.dm(prompt["message"])
        assert "Source" in reply.buttons, prompt
    titles = [prompt["title"] for prompt in prompts]
    assert len(set(titles)) == len(titles)


async def test_a_prompt_stands_in_no_thread(served: House) -> None:
    await opened(served)
    assert told(served, "prompts")[-1]["thread_ts"] == ""


async def test_an_empty_archive_suggests_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    bases.opened(empty).close()
    async with Workspace(manifest()) as workspace, connected(workspace, empty, "http") as house:
        assert await opened(house) == []


async def test_a_direct_message_shows_what_is_being_done_until_the_answer(house: House) -> None:
    reply = await house.anna.dm("meetings Japan")
    await house.service.desk.drain(5)
    words = [one["status"] for one in told(house, "status")]
    assert words == ["is looking through 2 articles…", ""]
    kinds = [e.kind for e in house.workspace.entries() if e.kind in ("status", "message")]
    assert kinds == ["message", "status", "message", "status"]
    assert told(house, "status")[0]["thread_ts"] == house.anna.history("dm")[0].ts
    assert "Kishida" in reply.words


async def test_in_a_thread_the_answer_itself_takes_the_status_away(served: House) -> None:
    top = await served.anna.dm("meetings Japan")
    await served.service.desk.drain(5)
    before = len(told(served, "status"))
    await served.anna.dm("meetings Canada", thread=top.ts)
    await served.service.desk.drain(5)
    (shown,) = told(served, "status")[before:]
    assert shown["thread_ts"] == top.ts and shown["status"].startswith("is looking")


async def test_help_and_quick_answers_in_channels_show_none(served: House) -> None:
    await served.anna.dm("help")
    await served.anna.mention("desk", "meetings Japan")
    await served.service.desk.drain(5)
    assert told(served, "status") == []


async def test_a_slow_answer_in_a_channel_shows_one(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.status.UNSEEN", 0.0)
    real, desk = Desk.reply, served.service.desk
    shown = asyncio.Event()

    async def slow(self: Desk, *arguments: Any, **options: Any) -> Message:
        await shown.wait()
        return await real(self, *arguments, **options)

    def noted(entry: Entry) -> None:
        if entry.kind == "status":
            shown.set()

    monkeypatch.setattr(Desk, "reply", slow)
    unsubscribe = served.workspace.hub.journal.subscribe(noted)
    reply = await served.anna.mention("desk", "meetings Japan")
    unsubscribe()
    await desk.drain(5)
    (status,) = told(served, "status")
    assert status["thread_ts"] == reply.thread_ts


async def test_a_status_that_slack_is_slow_to_take_holds_no_answer_for_long(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.status.WITHIN", 0.01)
    released = served.workspace.faults.hold("assistant.threads.setStatus", times=2)
    reply = await served.anna.dm("meetings Canada")
    assert "Trudeau" in reply.words
    released.set()
    await served.service.desk.drain(5)


@pytest.mark.parametrize("mode", ["socket", "http"])
@pytest.mark.parametrize("fault", ["missing_scope", "not_allowed_token_type"])
async def test_without_status_and_title_answers_come_all_the_same(
    database: Path, mode: str, fault: str
) -> None:
    async with Workspace(manifest()) as workspace:
        for method in ("assistant.threads.setStatus", "agents.sessions.setStatus"):
            workspace.faults.api(method, error=fault, times=9)
        workspace.faults.api("assistant.threads.setSuggestedPrompts", error=fault)
        async with connected(workspace, database, mode) as house:
            assert await opened(house) == []
            top = await house.anna.dm("meetings Canada")
            below = await house.anna.dm("meetings Japan", thread=top.ts)
            assert "Trudeau" in top.words and "Kishida" in below.words
            await house.service.desk.drain(5)
            # Nothing of it reaches anybody.
            assert len(house.workspace.posted()) == 2


async def test_an_app_that_was_installed_with_an_older_manifest_answers(database: Path) -> None:
    older = manifest()
    del older["features"]["agent_view"]
    older["oauth_config"]["scopes"]["bot"].remove("assistant:write")
    async with Workspace(older) as workspace, connected(workspace, database, "socket") as house:
        assert await opened(house) == []
        assert "Trudeau" in (await house.anna.dm("meetings Canada")).words


async def test_a_thread_is_listed_under_its_first_question(house: House) -> None:
    top = await house.anna.dm("who  is *Kishida*?")
    asked = house.anna.history("dm")[0].ts
    await house.anna.dm("meetings Canada", thread=asked)
    await house.anna.dm("meetings Japan", thread=asked)
    await house.anna.mention("desk", "meetings Japan")
    await house.service.desk.drain(5)
    assert [(one["thread_ts"], one["title"]) for one in told(house, "title")] == [
        (asked, "who is Kishida?")
    ]
    assert top.thread_ts is None


async def test_a_base_that_cannot_be_read_leaves_no_status_standing(
    database: Path, served: House
) -> None:
    await served.anna.dm("meetings Japan")
    await served.service.desk.drain(5)
    await asyncio.to_thread(_spoil, database)
    reply = await served.anna.dm("meetings Canada")
    await served.service.desk.drain(5)
    assert "can't read the fact base" in reply.words
    words = [one["status"] for one in told(served, "status")]
    assert words[-1] == ""
    assert await opened(served) == []
