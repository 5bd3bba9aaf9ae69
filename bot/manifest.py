"""The Slack app manifest, made from the command registry.

    python -m bot.manifest                          print the manifest for Socket Mode
    python -m bot.manifest --write                  write it to manifest.json
    python -m bot.manifest --url https://bot.example.org    print the one for HTTP
    python -m bot.manifest --url https://… --install        to install in several workspaces
    python -m bot.manifest --only-dateline          with /dateline alone, where names are taken
    python -m bot.manifest --sites example.org      with facts below links to your own articles

Only what the bot answers stands in it: a command that is not declared never reaches the bot, and
one that is declared must work.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.declared import DECLARED, Declared
from bot.settings import EVENTS_PATH, REDIRECT_PATH
from bot.settingvalues import SettingsProblem
from bot.settingvalues import sites as read_sites
from knowledge.commands import COMMANDS, DATELINE, Command

PATH = Path(__file__).resolve().parent.parent / "manifest.json"

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_left",
    "group_archive",
    "group_left",
    "message.im",
)
LINK_SCOPES = ("links:read", "links:write")
LINK_EVENTS = ("link_shared",)
LOST = ("app_uninstalled", "tokens_revoked")
"""Events of an app that gets into workspaces by itself."""

SUMMARY = "Who met whom, when and where: answers from the newsroom's own articles"
ABOUT = (
    "Dateline reads the newsroom's articles and answers questions about them: who met whom, when "
    "and where, and who somebody is. Each answer comes with its article and the very sentence it "
    "stands on. When the archive says nothing, so does Dateline: it never guesses."
)

AGENT = (
    "Ask who met whom, when and where, what was agreed, said or paid. Answers come from the "
    "newsroom's own articles, each with its sentence; when none states it, I say so."
)


def scopes(sites: tuple[str, ...] = ()) -> list[str]:
    """What the bot asks to be allowed; `sites` are as in `manifest`."""
    return sorted({*SCOPES, *LINK_SCOPES} if sites else SCOPES)


def manifest(
    url: str | None = None,
    commands: tuple[Command, ...] = COMMANDS,
    sites: tuple[str, ...] = (),
    *,
    install: bool = False,
) -> dict[str, Any]:
    """The manifest as JSON values.

    Args:
        url: the bot's public address, for HTTP; None for Socket Mode.
        commands: which slash commands to declare.
        sites: domains of the newsroom's own pages; without any, links are none of the bot's.
        install: several workspaces may install it, from `url`, and its tokens are renewed.
    """
    address = None if url is None else url.rstrip("/") + EVENTS_PATH
    back = {"redirect_urls": [f"{(url or '').rstrip('/')}{REDIRECT_PATH}"]} if install else {}
    events = [*EVENTS, *(LINK_EVENTS if sites else ()), *(LOST if install else ())]
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Dateline",
            "description": SUMMARY,
            "long_description": ABOUT,
            "background_color": "#1d3557",
        },
        "features": {
            "agent_view": {"agent_description": AGENT},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Dateline", "always_online": True},
            "shortcuts": [_shortcut(shortcut) for shortcut in DECLARED],
            "slash_commands": [_command(command, address) for command in commands],
            **({"unfurl_domains": list(sites)} if sites else {}),
        },
        "oauth_config": {**back, "scopes": {"bot": scopes(sites)}},
        "settings": {
            "event_subscriptions": _with_url("request_url", address, {"bot_events": events}),
            "interactivity": _with_url("request_url", address, {"is_enabled": True}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": install,
        },
    }


def _command(command: Command, address: str | None) -> dict[str, Any]:
    declared = {
        "command": f"/{command.name}",
        "description": command.summary,
        "usage_hint": command.usage,
        # Names and countries are typed as words; Slack's own escapes would only be in the way.
        "should_escape": False,
    }
    return _with_url("url", address, declared)


def _shortcut(shortcut: Declared) -> dict[str, Any]:
    return {
        "name": shortcut.name,
        "type": "message" if shortcut.at_message else "global",
        "callback_id": str(shortcut.id),
        "description": shortcut.description,
    }


def _with_url(key: str, address: str | None, table: dict[str, Any]) -> dict[str, Any]:
    return table if address is None else {key: address, **table}


def dumps(content: dict[str, Any]) -> str:
    """The manifest as it stands in the file."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print or write the manifest; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bot.manifest", description="App manifest.")
    parser.add_argument("--write", action="store_true", help="write manifest.json")
    parser.add_argument("--url", help="the bot's public https address, for HTTP mode")
    parser.add_argument("--only-dateline", action="store_true", help="declare /dateline alone")
    parser.add_argument(
        "--sites", default="", help="domains of your own articles, with commas between them"
    )
    parser.add_argument(
        "--install", action="store_true", help="for several workspaces; needs --url"
    )
    options = parser.parse_args(arguments)
    if options.install and options.url is None:
        parser.error("--install needs --url, where workspaces install the app from")
    try:
        own = read_sites(options.sites)
    except SettingsProblem as problem:
        parser.error(str(problem))
    if options.url is not None and urlsplit(options.url).scheme != "https":
        parser.error("--url must begin with https://, as Slack requires")
    commands = (DATELINE,) if options.only_dateline else COMMANDS
    text = dumps(manifest(options.url, commands, own, install=options.install))
    if options.write:
        PATH.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
