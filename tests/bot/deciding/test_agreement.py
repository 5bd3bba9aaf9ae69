"""README, help, manifest and docs/corrections.md tell of deciding what the bot does."""

from pathlib import Path

import pytest

from bot.deciding.editors import FRESH
from bot.deciding.said import CORRECT, RELATED, REPORT, RULE
from bot.manifest import manifest
from bot.render.guide import help_message
from bot.render.menus import more_menu
from bot.routing import Log, route
from bot.settingvalues import Key
from bot.workspace import Workspace, words_of
from bot.workspace.workspace import DEFAULT_PEOPLE
from knowledge.commands import DATELINE
from tests.bot.render.test_answers import met

ROOT = Path(__file__).parents[3]


def read(name: str) -> str:
    return " ".join((ROOT / name).read_text("utf-8").split())


def test_the_menu_is_the_one_that_is_described() -> None:
    menu = more_menu(met(), met().sources[0])
    assert menu is not None
    labels = [option["text"]["text"] for option in menu["options"]]
    assert labels == [CORRECT, RULE, REPORT, RELATED] and len(labels) <= 5
    docs, readme = read("docs/corrections.md"), read("README.md")
    helped = " ".join(words_of(list(help_message().blocks)))
    for label in labels:
        assert f"| *{label}* |" in docs
    for label in (CORRECT, RULE, REPORT):
        assert f"*{label}*" in readme and label in helped


def test_the_log_is_reached_by_what_is_written() -> None:
    for text in ("/dateline log", "/dateline log page 2", "/dateline log 69b9a7c994a122e3"):
        assert isinstance(route(text), Log)
    assert "/dateline log" in " ".join(words_of(list(help_message().blocks)))
    assert " log " in DATELINE.usage
    docs = read("docs/corrections.md")
    assert all(text in docs for text in ("`/dateline log`", "`/dateline log page 2`"))
    assert "`/dateline log`" in read("README.md")


def test_the_scope_is_asked_for_and_explained() -> None:
    assert "usergroups:read" in manifest()["oauth_config"]["scopes"]["bot"]
    assert "`usergroups:read`" in read("docs/corrections.md")


def test_the_setting_is_explained_with_what_its_absence_means() -> None:
    assert FRESH == 60 and "at most once a minute" in read("docs/corrections.md")
    for name in ("README.md", "docs/corrections.md"):
        assert f"With `{Key.EDITORS}` empty every member" in read(name)
    assert "Empty: every member" in read(".env.example")


@pytest.mark.parametrize("name", ["README.md", "docs/corrections.md"])
def test_who_decides_is_said_to_be_members_or_groups(name: str) -> None:
    assert "user group" in read(name) and f"`{Key.EDITORS}`" in read(name)


def test_the_ids_of_people_in_the_local_workspace_are_those_that_are_told() -> None:
    workspace, readme = Workspace(manifest()), read("README.md")
    for name in DEFAULT_PEOPLE:
        one = workspace.user(name)
        assert f"{one.user.real_name} `{one.id}`" in readme.replace(" is `", " `")
