"""The app manifest as Slack reads it: which commands, events and scopes the app has.

Slack refuses a manifest that breaks its limits and sends nothing that the manifest doesn't declare;
the workspace does the same, so that an app which works here also works when installed.
Limits: https://docs.slack.dev/reference/app-manifest
"""

import re
from dataclasses import dataclass
from typing import Any

NAME_MAX = 35
DESCRIPTION_MAX = 140
LONG_DESCRIPTION = (174, 4000)
COMMANDS_MAX = 50
COMMAND_MAX = 32
COMMAND_DESCRIPTION_MAX = 2000
USAGE_HINT_MAX = 1000
SHORTCUTS_MAX = 10
SHORTCUT_NAME_MAX = 24
SHORTCUT_DESCRIPTION_MAX = 150
CALLBACK_ID_MAX = 255
UNFURL_DOMAINS_MAX = 5
AGENT_DESCRIPTION_MAX = 300
PROMPTS_MAX = 4
EVENTS_MAX = 100
SCOPES_MAX = 255
BOT_NAME_MAX = 80

# https://docs.slack.dev/reference/events: what the app must be allowed to read to get an event.
EVENT_SCOPES: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_context_changed": "assistant:write",
    "app_uninstalled": None,
    "channel_archive": "channels:read",
    "channel_created": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "entity_details_requested": None,
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "link_shared": "links:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "tokens_revoked": None,
    "user_change": "users:read",
}

# Slack keeps these names for itself: an app's command of the same name is never called.
_BUILT_IN = """
/archive /away /call /collapse /dm /dnd /expand /feed /feedback /invite /join /kick /leave /me /msg
/mute /open /prefs /remind /remove /rename /search /shortcuts /shrug /star /status /topic
/unarchive /who
"""
BUILT_IN_COMMANDS = frozenset(_BUILT_IN.split())


class ManifestProblem(ValueError):
    """Slack would refuse this manifest; the message names the key and what to change."""


@dataclass(frozen=True, slots=True)
class Command:
    """One declared slash command."""

    name: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One declared shortcut: `kind` is `global` or `message`, `name` what people read."""

    callback_id: str
    kind: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the workspace needs to know of a manifest."""

    name: str
    description: str
    bot_name: str
    commands: dict[str, Command]
    shortcuts: tuple[Shortcut, ...]
    unfurl_domains: tuple[str, ...]
    events: frozenset[str]
    scopes: frozenset[str]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    rotates_tokens: bool
    redirect_urls: tuple[str, ...]
    agent: bool = False

    def allows(self, scope: str | None) -> bool:
        """Whether the app was granted `scope`, or any of `scope|other`."""
        return scope is None or any(one in self.scopes for one in scope.split("|"))


def parse(manifest: dict[str, Any]) -> Manifest:
    """Read `manifest.json`'s content; raises ManifestProblem where Slack would refuse it."""
    about = _table(manifest, "display_information")
    features = _table(manifest, "features")
    settings = _table(manifest, "settings")
    home = _table(features, "app_home")
    bot = _table(features, "bot_user")
    scopes = _table(_table(manifest, "oauth_config"), "scopes").get("bot") or []
    events = _table(settings, "event_subscriptions").get("bot_events") or []
    _check_about(about, bot)
    _check_scopes(scopes, events)
    commands = _commands(features.get("slash_commands") or [])
    shortcuts = _shortcuts(features.get("shortcuts") or [])
    if (commands or shortcuts) and "commands" not in scopes:
        raise ManifestProblem("features.slash_commands needs the bot scope “commands”")
    agent = _table(features, "agent_view")
    _check_agent(agent, features, scopes)
    return Manifest(
        name=about["name"],
        description=about.get("description") or "",
        bot_name=bot.get("display_name") or about["name"],
        commands=commands,
        shortcuts=shortcuts,
        unfurl_domains=_domains(features.get("unfurl_domains") or []),
        events=frozenset(events),
        scopes=frozenset(scopes),
        interactive=bool(_table(settings, "interactivity").get("is_enabled")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        rotates_tokens=bool(settings.get("token_rotation_enabled")),
        redirect_urls=tuple(_table(manifest, "oauth_config").get("redirect_urls") or ()),
        agent=bool(agent),
    )


def _table(parent: dict[str, Any], key: str) -> dict[str, Any]:
    found = parent.get(key) or {}
    if not isinstance(found, dict):
        raise ManifestProblem(f"{key}: must be an object")
    return found


def _check_about(about: dict[str, Any], bot: dict[str, Any]) -> None:
    if not about.get("name"):
        raise ManifestProblem("display_information.name: is required")
    if len(about["name"]) > NAME_MAX:
        raise ManifestProblem(f"display_information.name: at most {NAME_MAX} characters")
    if len(about.get("description") or "") > DESCRIPTION_MAX:
        raise ManifestProblem(
            f"display_information.description: at most {DESCRIPTION_MAX} characters"
        )
    long = about.get("long_description")
    low, high = LONG_DESCRIPTION
    if long is not None and not low <= len(long) <= high:
        raise ManifestProblem(
            f"display_information.long_description: {low} to {high} characters, not {len(long)}"
        )
    if len(bot.get("display_name") or "") > BOT_NAME_MAX:
        raise ManifestProblem(f"features.bot_user.display_name: at most {BOT_NAME_MAX} characters")


def _check_scopes(scopes: list[str], events: list[str]) -> None:
    if len(scopes) > SCOPES_MAX or len(events) > EVENTS_MAX:
        raise ManifestProblem(f"at most {SCOPES_MAX} scopes and {EVENTS_MAX} bot_events")
    for event in events:
        if event not in EVENT_SCOPES:
            raise ManifestProblem(f"settings.event_subscriptions.bot_events: no event “{event}”")
        needed = EVENT_SCOPES[event]
        if needed is not None and needed not in scopes:
            raise ManifestProblem(f"bot_events: “{event}” needs the bot scope “{needed}”")


def _commands(declared: list[dict[str, Any]]) -> dict[str, Command]:
    if len(declared) > COMMANDS_MAX:
        raise ManifestProblem(f"features.slash_commands: no more than {COMMANDS_MAX}")
    commands: dict[str, Command] = {}
    for entry in declared:
        name = entry.get("command") or ""
        if not re.fullmatch(r"/[a-z0-9_-]+", name) or len(name) > COMMAND_MAX:
            raise ManifestProblem(
                f"slash_commands: “{name}” must be “/” and lower-case letters, "
                f"at most {COMMAND_MAX} characters"
            )
        if name in BUILT_IN_COMMANDS:
            raise ManifestProblem(f"slash_commands: “{name}” is one of Slack's own commands")
        if name in commands:
            raise ManifestProblem(f"slash_commands: “{name}” is declared twice")
        description, hint = entry.get("description") or "", entry.get("usage_hint") or ""
        if not description or len(description) > COMMAND_DESCRIPTION_MAX:
            raise ManifestProblem(
                f"slash_commands: “{name}” needs a description of at most "
                f"{COMMAND_DESCRIPTION_MAX} characters"
            )
        if len(hint) > USAGE_HINT_MAX:
            raise ManifestProblem(
                f"slash_commands: the usage_hint of “{name}” has over {USAGE_HINT_MAX} characters"
            )
        commands[name] = Command(name, description, hint, bool(entry.get("should_escape")))
    return commands


def _shortcuts(declared: list[dict[str, Any]]) -> tuple[Shortcut, ...]:
    if len(declared) > SHORTCUTS_MAX:
        raise ManifestProblem(f"features.shortcuts: no more than {SHORTCUTS_MAX}")
    shortcuts: list[Shortcut] = []
    for entry in declared:
        given = [entry.get(key) or "" for key in ("callback_id", "type", "name", "description")]
        shortcut = Shortcut(*given)
        if shortcut.kind not in ("global", "message"):
            raise ManifestProblem(f"shortcuts: type “{shortcut.kind}” must be global or message")
        for key, value, most in (
            ("callback_id", shortcut.callback_id, CALLBACK_ID_MAX),
            ("name", shortcut.name, SHORTCUT_NAME_MAX),
            ("description", shortcut.description, SHORTCUT_DESCRIPTION_MAX),
        ):
            if not 0 < len(value) <= most:
                raise ManifestProblem(f"shortcuts: “{value}”: {key} needs 1 to {most} characters")
        if any(shortcut.callback_id == other.callback_id for other in shortcuts):
            raise ManifestProblem(f"shortcuts: “{shortcut.callback_id}” is declared twice")
        shortcuts.append(shortcut)
    return tuple(shortcuts)


def _check_agent(agent: dict[str, Any], features: dict[str, Any], scopes: list[str]) -> None:
    """https://github.com/slackapi/manifest-schema: what stands in `agent_view`."""
    if not agent:
        return
    if features.get("assistant_view"):
        raise ManifestProblem("features: either agent_view or assistant_view")
    if "assistant:write" not in scopes:
        raise ManifestProblem("features.agent_view needs the bot scope “assistant:write”")
    if not 0 < len(agent.get("agent_description") or "") <= AGENT_DESCRIPTION_MAX:
        raise ManifestProblem(
            f"agent_view.agent_description: 1 to {AGENT_DESCRIPTION_MAX} characters"
        )
    prompts = agent.get("suggested_prompts") or []
    if len(prompts) > PROMPTS_MAX or not all(p.get("title") and p.get("message") for p in prompts):
        raise ManifestProblem(
            f"agent_view.suggested_prompts: at most {PROMPTS_MAX}, each with title and message"
        )


def _domains(declared: list[Any]) -> tuple[str, ...]:
    if len(declared) > UNFURL_DOMAINS_MAX:
        raise ManifestProblem(f"features.unfurl_domains: no more than {UNFURL_DOMAINS_MAX}")
    for domain in declared:
        if not isinstance(domain, str) or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
            raise ManifestProblem(f"features.unfurl_domains: “{domain}” is not a bare domain name")
    return tuple(declared)
