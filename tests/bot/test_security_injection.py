"""What articles and people write is shown, and does nothing: in Slack, in files, in terminals."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.workspace import Message, Reply
from knowledge import cli
from knowledge.commands import COMMANDS
from tests import hostile
from tests.bot.deciding.houses import decided, editing, kept, opened
from tests.bot.render.test_any_answer import texts_in
from tests.bot.running import running

TEXTS = ("Canada", hostile.FTS, hostile.ALL)


@pytest.fixture(scope="module")
def enemy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.build(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture
def database(enemy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(enemy, tmp_path / "dateline.db"))


def check(content: Any, *own: str) -> None:
    """Nothing but `own` mentions calls anybody, leads anywhere odd, or moves letters about."""
    for text in texts_in(content):
        told = text
        for mention in own:
            told = told.replace(mention, "")
        assert hostile.CALL.search(told) is None, told
        assert hostile.MOVES.search(told) is None, repr(told)
    for text in marked(content):
        assert hostile.MARKUP_LINK.search(text) is None, text
    for url in addresses(content):
        assert url.startswith(("https://", "http://")), url
        assert "pass" not in url


def marked(content: Any) -> list[str]:
    """The texts in which Slack reads its markup; those of other kinds it shows as they stand."""
    if isinstance(content, dict):
        own = [content["text"]] if content.get("type") == "mrkdwn" else []
        return own + [text for one in content.values() for text in marked(one)]
    if isinstance(content, list | tuple):
        return [text for one in content for text in marked(one)]
    return []


def addresses(content: Any) -> list[str]:
    """The addresses that buttons and links of blocks lead to."""
    if isinstance(content, dict):
        own = [content["url"]] if isinstance(content.get("url"), str) else []
        return own + [url for one in content.values() for url in addresses(one)]
    if isinstance(content, list | tuple):
        return [url for one in content for url in addresses(one)]
    return []


def content_of(reply: Reply | Message) -> Any:
    messages = reply.messages if isinstance(reply, Reply) else [reply]
    view = reply.view.content if isinstance(reply, Reply) and reply.view is not None else None
    return [view, *([{"type": "mrkdwn", "text": one.text}, one.blocks] for one in messages)]


async def test_nothing_that_is_shown_in_slack_does_anything(database: Path) -> None:
    async with running(database, "socket", settings={"DATELINE_RATE": "0"}) as house:
        for command in COMMANDS:
            for text in TEXTS:
                reply = await house.anna.command(f"/{command.name}", text, channel="desk")
                check(content_of(reply))
        for text in TEXTS:
            check(content_of(await house.anna.dm(text)))
        check((await house.anna.open_home()).view.content)  # type: ignore[union-attr]
        answer = await house.anna.command("/meetings", "Canada", channel="desk")
        assert "Trudeau" in answer.words and "evil.example/bank" in answer.words
        check(content_of(await house.anna.click(answer, "Source", nth=0)))
        shared = await house.anna.click(answer, "Share in channel")
        check(content_of(shared), f"<@{house.anna.id}>")


async def test_what_people_type_into_forms_does_nothing(database: Path) -> None:
    async with editing(database) as house:
        for part in ("13 Nov 2022", hostile.ALL[:2_900]):
            form = await opened(house.chau, "Correct…")
            sent = await house.chau.submit(
                form, {"What is right?": part, "Why?": hostile.ALL[:400]}
            )
            check(content_of(sent))
        form = await opened(house.anna, "Report…")
        check(content_of(await house.anna.submit(form, {"dateline.why": hostile.ALL[:400]})))
        assert kept(house) and decided(house) == []
        review = await house.anna.command("/dateline", "review", channel="desk")
        check(content_of(review), f"<@{house.chau.id}>", f"<@{house.anna.id}>")
        setup = await house.anna.command("/digest", f"daily at 9:00 {hostile.ALL}", channel="desk")
        check(content_of(setup))


LISTS = (
    *([command.name, "Canada"] for command in COMMANDS if command.name != "dateline"),
    ["ask", "Who met Trudeau?"],
    ["articles", "list"],
    ["articles", "show", "hostile"],
    ["people", "list"],
    ["sources", "list"],
    ["log"],
    ["review"],
    ["gaps"],
    ["check"],
)


@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
def test_a_terminal_is_told_nothing_but_words(
    database: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["--db", str(database), *arguments])
    told = capsys.readouterr()
    found = hostile.ESCAPE.search((told.out + told.err).replace("\r\n", "\n"))
    assert found is None, repr(found)
    assert "Traceback" not in told.err


def test_files_hold_no_formula_and_no_line_of_their_own(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "ics", "json"):
        cli.run(["--db", str(database), "export", "--format", form])
        told = capsys.readouterr().out
        assert "Trudeau" in told
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
            assert [cell for cell in cells if cell[:1] in tuple("=+-@")] == []
        elif form == "ics":
            lines = told.replace("\r\n ", "").split("\r\n")
            assert "\n" not in told.replace("\r\n", "")
            assert not [line for line in lines if line.startswith(("ATTACH", "URL:javascript"))]
        else:
            assert json.loads(told)


def test_names_of_articles_are_no_paths(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for odd in ("../../etc/passwd", "/etc/passwd", "hostile\x00", "%2e%2e/x", hostile.SQL):
        cli.run(["--db", str(database), "articles", "show", odd])
        told = capsys.readouterr()
        assert "root:" not in told.out and "Traceback" not in told.err
