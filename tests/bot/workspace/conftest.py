"""A workspace with a still clock, and a tiny Bolt app for it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Person, Workspace
from tests.bot.workspace_fixtures import client_for

NOON = 1_715_688_000.0  # 14 May 2024, 12:00 UTC

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Dateline"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Dateline"},
        "slash_commands": [
            {"command": "/meetings", "description": "Who met whom", "usage_hint": "[country]"},
            {"command": "/escaped", "description": "Names as ids", "should_escape": True},
        ],
        "shortcuts": [
            {
                "callback_id": "check",
                "type": "message",
                "name": "Check this",
                "description": "Compare a message with the archive",
            },
            {
                "callback_id": "search",
                "type": "global",
                "name": "Search the archive",
                "description": "A form with every filter",
            },
        ],
        "unfurl_domains": ["news.example"],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "assistant:write",
                "channels:history",
                "channels:join",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "links:read",
                "links:write",
                "reactions:read",
                "reactions:write",
                "team:read",
                "usergroups:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "link_shared",
                "member_joined_channel",
                "message.im",
                "reaction_added",
                "tokens_revoked",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def with_events(*events: str) -> dict[str, Any]:
    """The manifest with these events only."""
    settings = MANIFEST["settings"] | {"event_subscriptions": {"bot_events": list(events)}}
    return MANIFEST | {"settings": settings}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str, label: str, **more: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, **more}


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": list(blocks),
        **more,
    }


def text_input(block_id: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": f"{block_id}_text", **more},
    }


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
async def workspace(clock: Clock) -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST, clock=clock) as started:
        yield started


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return client_for(workspace)


@pytest.fixture
def app(workspace: Workspace) -> AsyncApp:
    return AsyncApp(client=client_for(workspace), signing_secret=workspace.signing_secret)


@pytest.fixture
def anna(workspace: Workspace) -> Person:
    return workspace.user("anna")


@pytest.fixture
def ben(workspace: Workspace) -> Person:
    return workspace.user("ben")
