"""The app asks for the rights that it uses, and for no other.

What each method of the Web API and each event needs stands here as Slack's reference has it
(docs.slack.dev/reference/methods, /reference/events), apart from the project's own tables.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import LINK_SCOPES, LOST, manifest
from bot.surfaces import departures

ROOT = Path(__file__).resolve().parents[2]

NOTHING = frozenset[str]()
NEEDS = {
    "agents.sessions.setStatus": {"assistant:write"},
    "apps.connections.open": NOTHING,  # an app-level token with connections:write
    "assistant.threads.setStatus": {"assistant:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "agents.sessions.rename": {"assistant:write"},
    "assistant.threads.setTitle": {"assistant:write"},
    "auth.revoke": NOTHING,
    "auth.test": NOTHING,
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.unfurl": {"links:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.upload.v2": {"files:write"},
    "oauth.v2.access": NOTHING,
    "usergroups.users.list": {"usergroups:read"},
    "users.conversations": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "views.open": NOTHING,
    "views.publish": NOTHING,
    "views.push": NOTHING,
    "views.update": NOTHING,
}
TOLD = {
    "app_home_opened": NOTHING,
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": NOTHING,
    "channel_archive": {"channels:read"},
    "channel_left": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "link_shared": {"links:read"},
    "message.im": {"im:history"},
    "tokens_revoked": NOTHING,
}
"""What is needed to be told of an event."""

_METHOD = re.compile(
    r"(?:agents|apps|assistant|auth|chat|conversations|files|oauth|reactions|search|team|usergroups"
    r"|users|views)(?:\.[a-zA-Z0-9]+)+"
)
_OF_CLIENT = {
    name: name.replace("_", ".")
    for name in dir(AsyncWebClient)
    if "_" in name and not name.startswith("_")
}


@cache
def trees() -> list[ast.Module]:
    """The bot's modules; the local workspace plays Slack's part."""
    paths = sorted((ROOT / "bot").rglob("*.py"))
    return [ast.parse(path.read_text("utf-8")) for path in paths if "workspace" not in path.parts]


def called() -> set[str]:
    """The methods of the Web API that the bot calls."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and _METHOD.fullmatch(_OF_CLIENT.get(node.attr, "")):
                found.add(_OF_CLIENT[node.attr])
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if _METHOD.fullmatch(node.value) else set()
    return found


def heard() -> set[str]:
    """The events that a listener of the bot waits for."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "app.event":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add("message.im" if first.value == "message" else str(first.value))
    return found


@pytest.mark.parametrize("sites", [(), ("news.example.org",)])
def test_every_scope_is_needed_and_no_other(sites: tuple[str, ...]) -> None:
    made = manifest(sites=sites)
    methods, events = called(), set(made["settings"]["event_subscriptions"]["bot_events"])
    assert methods <= set(NEEDS), "Look up what it needs, and add it to NEEDS"
    if not sites:
        methods -= {"chat.unfurl"}
    needed = {"commands"}.union(*(NEEDS[one] for one in methods), *(TOLD[one] for one in events))
    assert needed == set(made["oauth_config"]["scopes"]["bot"])
    assert set(LINK_SCOPES) <= needed if sites else not set(LINK_SCOPES) & needed
    assert "user" not in made["oauth_config"]["scopes"], "nothing is done in anybody's name"


def test_every_event_has_a_listener_and_every_listener_its_event() -> None:
    made = manifest(sites=("news.example.org",))
    events = {*made["settings"]["event_subscriptions"]["bot_events"], *LOST}
    assert events == heard() | set(departures.EVENTS)
    assert events <= set(TOLD)
