import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bot.workspace import ManifestProblem
from bot.workspace.manifest import parse
from tests.bot.workspace.conftest import MANIFEST


def changed(path: str, value: Any) -> dict[str, Any]:
    """The manifest with one key changed, `a.b.c`."""
    manifest = copy.deepcopy(MANIFEST)
    *parents, last = path.split(".")
    place = manifest
    for key in parents:
        place = place[key]
    place[last] = value
    return manifest


def commands(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"command": name, "description": "Does it", **more} for name in names]


def shortcuts(*ids: str, **more: Any) -> list[dict[str, Any]]:
    given = {"type": "global", "name": "Search", "description": "Finds it", **more}
    return [{"callback_id": callback_id, **given} for callback_id in ids]


def test_a_manifest_tells_commands_events_and_scopes() -> None:
    manifest = parse(MANIFEST)
    assert manifest.commands["/meetings"].usage_hint == "[country]"
    assert manifest.commands["/escaped"].should_escape
    assert "app_mention" in manifest.events
    assert manifest.allows("chat:write") and not manifest.allows("canvases:write")
    assert manifest.allows("canvases:write|chat:write") and manifest.allows(None)
    assert manifest.home_tab and manifest.interactive


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("display_information.name", "n" * 35),
        ("display_information.description", "d" * 140),
        ("display_information.long_description", "l" * 174),
        ("display_information.long_description", "l" * 4000),
        ("features.bot_user.display_name", "b" * 80),
        ("features.slash_commands", commands(*(f"/c{i}" for i in range(50)))),
        ("features.slash_commands", commands("/" + "c" * 31)),
        ("features.slash_commands", commands("/ok", description="d" * 2000)),
        ("features.slash_commands", commands("/ok", usage_hint="h" * 1000)),
        ("features.shortcuts", shortcuts(*(f"s{i}" for i in range(10)))),
        ("features.shortcuts", shortcuts("c" * 255, name="n" * 24, description="d" * 150)),
        ("features.agent_view", {"agent_description": "d" * 300}),
        (
            "features.agent_view",
            {"agent_description": "d", "suggested_prompts": [{"title": "t", "message": "m"}] * 4},
        ),
        ("features.unfurl_domains", ["a.example", "b.example", "c.d.example", "e.de", "f.de"]),
    ],
)
def test_what_slack_just_takes(path: str, value: Any) -> None:
    parse(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("display_information.name", "", "is required"),
        ("display_information.name", "n" * 36, "at most 35"),
        ("display_information.description", "d" * 141, "at most 140"),
        ("display_information.long_description", "l" * 173, "174 to 4000"),
        ("display_information.long_description", "l" * 4001, "174 to 4000"),
        ("features.bot_user.display_name", "b" * 81, "at most 80"),
        ("features.slash_commands", commands(*(f"/c{i}" for i in range(51))), "no more than 50"),
        ("features.slash_commands", commands("/" + "c" * 32), "at most 32"),
        ("features.slash_commands", commands("meetings"), "must be “/”"),
        ("features.slash_commands", commands("/Meetings"), "lower-case"),
        ("features.slash_commands", commands("/who"), "Slack's own"),
        ("features.slash_commands", commands("/a", "/a"), "declared twice"),
        ("features.slash_commands", commands("/a", description=""), "needs a description"),
        ("features.slash_commands", commands("/a", description="d" * 2001), "at most 2000"),
        ("features.slash_commands", commands("/a", usage_hint="h" * 1001), "over 1000"),
        ("features.shortcuts", shortcuts(*(f"s{i}" for i in range(11))), "no more than 10"),
        ("features.shortcuts", [{}], "must be global or message"),
        ("features.shortcuts", shortcuts("c" * 256), "callback_id needs 1 to 255"),
        ("features.shortcuts", shortcuts("c", name="n" * 25), "name needs 1 to 24"),
        ("features.shortcuts", shortcuts("c", description=""), "description needs 1 to 150"),
        ("features.shortcuts", shortcuts("c", "c"), "declared twice"),
        ("features.agent_view", {"agent_description": "d" * 301}, "1 to 300"),
        ("features.agent_view", {"suggested_prompts": []}, "1 to 300"),
        (
            "features.agent_view",
            {"agent_description": "d", "suggested_prompts": [{"title": "t"}]},
            "title and message",
        ),
        (
            "features",
            {"agent_view": {"agent_description": "d"}, "assistant_view": {"x": 1}},
            "either agent_view or",
        ),
        ("features.unfurl_domains", [f"{i}.example" for i in range(6)], "no more than 5"),
        ("features.unfurl_domains", ["https://a.example"], "bare domain"),
        ("oauth_config.scopes.bot", ["chat:write"], "needs the bot scope"),
        ("settings.event_subscriptions.bot_events", ["app_mentioned"], "no event"),
        ("settings.event_subscriptions.bot_events", ["message.mpim"], "mpim:history"),
        ("settings", "none", "must be an object"),
    ],
)
def test_what_slack_refuses(path: str, value: Any, complaint: str) -> None:
    with pytest.raises(ManifestProblem, match=complaint):
        parse(changed(path, value))


def test_commands_need_their_scope() -> None:
    without = [s for s in MANIFEST["oauth_config"]["scopes"]["bot"] if s != "commands"]
    with pytest.raises(ManifestProblem, match="“commands”"):
        parse(changed("oauth_config.scopes.bot", without))


def test_an_agent_needs_its_scope() -> None:
    without = [s for s in MANIFEST["oauth_config"]["scopes"]["bot"] if s != "assistant:write"]
    declared = changed("features.agent_view", {"agent_description": "d"})
    declared["oauth_config"]["scopes"]["bot"] = without
    declared["settings"]["event_subscriptions"]["bot_events"] = ["app_mention"]
    with pytest.raises(ManifestProblem, match="“assistant:write”"):
        parse(declared)


def test_the_project_s_own_manifest_is_taken() -> None:
    path = Path(__file__).parents[3] / "manifest.json"
    manifest = parse(json.loads(path.read_text(encoding="utf-8")))
    assert "/meetings" in manifest.commands
