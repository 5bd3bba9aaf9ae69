"""What the environment says: read once, checked, and never looked up again.

A `.env` file is read too; what the environment itself sets wins over it, also when it sets
something to nothing.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settingvalues import (
    CHANNEL,
    EDITOR,
    HOURS_MOST,
    SLACK_API_URL,
    TEAM,
    Key,
    LogLevel,
    LogStyle,
    SettingsProblem,
    api_url,
    days,
    ids,
    one_of,
    port,
    replica_at,
    seconds,
    sites,
    timezone,
    whole,
    yes,
)
from knowledge.base.problems import BaseProblem
from knowledge.base.standing import real
from knowledge.environment import UnreadableFile, from_file
from knowledge.safekeeping.addresses import Replica

REPLICA_SECONDS_MOST = 3_600
"""Seconds for which a change may wait to be copied: more is no replica."""

RATE_MOST = 10_000
"""Requests a minute that one person may be allowed; more is no limit."""

_NO_LIMIT = "0 sets no limit"

EVENTS_PATH = "/slack/events"
"""Where Slack posts to in HTTP mode."""

INSTALL_PATH = "/slack/install"
"""Where installing into a workspace begins, in HTTP mode with a client id."""

REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack sends a browser back to once it was asked for permission."""

HEALTH_PATH = "/healthz"
"""Where a host asks how the bot is, in every mode; `/live` and `/ready` below it ask one thing."""

METRICS_PATH = "/metrics"
"""Where Prometheus reads figures, in every mode."""

STALE_HOURS = 74
"""Hours without anything new that are usual somewhere: from Friday's paper to Monday's, and two."""


class Mode(StrEnum):
    """How the bot reaches people."""

    SOCKET = "socket"
    HTTP = "http"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Install:
    """How Dateline gets into workspaces; `teams` are those that may have it, none for any."""

    client_id: str
    client_secret: str = field(repr=False)
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process.

    `api_url` ends in a slash. `host` and `port` are where the bot listens, in every mode: Slack's
    requests in HTTP mode, the workspace's page, and `/healthz`. Tokens are None where unset.
    `channels` are the ids of those that are answered in, none for all; `guests` says whether guests
    and people of other companies are answered. `sites` are the domains of the newsroom's own pages.
    `install` is None where nobody installs the app by themselves. `thread_days` is for how many
    days the questions of a thread are remembered, 0 for not at all; `gaps_days` for how many those
    without an answer are counted, `proposals_days` for how many proposals are kept that somebody
    decided on. `editors` are the ids of those, members and user groups, who
    decide what is right and what the archive follows, none for all members. `amend_days` is for how
    many days messages are amended when what they show is corrected, 0 for never. `rate` is how
    many requests a minute one person may go on to make, 0 for any number.
    `stale_hours` are those without anything new after which that is told, 0 for never; `metrics`
    says whether `/metrics` is served, `log_style` and `log_level` how and what is logged. `replica`
    is where the files are copied to while they change, `replica_seconds` how old a change may be
    that is not copied yet.
    """

    mode: Mode
    bot_token: str | None
    signing_secret: str | None
    app_token: str | None
    api_url: str
    host: str
    port: int
    database: Path
    timezone: ZoneInfo
    channels: frozenset[str] = frozenset()
    guests: bool = False
    sites: tuple[str, ...] = ()
    install: Install | None = None
    thread_days: int = 30
    gaps_days: int = 180
    proposals_days: int = 365
    editors: frozenset[str] = frozenset()
    amend_days: int = 90
    rate: int = 60
    stale_hours: int = STALE_HOURS
    metrics: bool = True
    log_style: LogStyle = LogStyle.TEXT
    log_level: LogLevel = LogLevel.INFO
    replica: Replica | None = None
    replica_seconds: int = 10

    def __repr__(self) -> str:
        # A settings object that ends up in a log must not take the tokens there.
        return f"Settings(mode={self.mode}, host={self.host}, port={self.port})"


def load(environment: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """Read the settings from the environment and a `.env` file.

    Args:
        environment: instead of the process's own.
        dotenv: instead of `.env` in the working directory; a missing file is an empty one.

    Raises:
        SettingsProblem: a half-set or impossible environment.
    """
    path = dotenv if dotenv is not None else Path(".env")
    values = {**_from_file(path), **(os.environ if environment is None else environment)}
    return _checked({key: values.get(key, "").strip() for key in Key})


def _from_file(path: Path) -> dict[str, str]:
    try:
        return from_file(path)
    except UnreadableFile as error:
        raise SettingsProblem(str(error)) from error


def _checked(values: dict[Key, str]) -> Settings:
    install = _install(values)
    mode = _mode(values)
    host = values[Key.HOST] or ("127.0.0.1" if mode is Mode.WORKSPACE else "0.0.0.0")
    return Settings(
        mode=mode,
        bot_token=values[Key.BOT_TOKEN] or None,
        signing_secret=values[Key.SIGNING_SECRET] or None,
        app_token=values[Key.APP_TOKEN] or None,
        api_url=api_url(values[Key.API_URL] or SLACK_API_URL),
        host=host,
        port=port(values[Key.PORT] or "3000"),
        database=_database(values[Key.DB] or "dateline.db"),
        timezone=timezone(values[Key.TIMEZONE] or "UTC"),
        channels=ids(Key.CHANNELS, values[Key.CHANNELS], CHANNEL),
        guests=yes(Key.GUESTS, values[Key.GUESTS]),
        sites=sites(values[Key.SITES]),
        install=install,
        thread_days=days(Key.THREAD_DAYS, values[Key.THREAD_DAYS] or "30"),
        gaps_days=days(Key.GAPS_DAYS, values[Key.GAPS_DAYS] or "180")
        if yes(Key.GAPS, values[Key.GAPS] or "on")
        else 0,
        proposals_days=days(Key.PROPOSALS_DAYS, values[Key.PROPOSALS_DAYS] or "365"),
        editors=ids(Key.EDITORS, values[Key.EDITORS], EDITOR),
        amend_days=days(Key.AMEND_DAYS, values[Key.AMEND_DAYS] or "90"),
        rate=whole(Key.RATE, values[Key.RATE] or "60", RATE_MOST, "requests a minute", _NO_LIMIT),
        stale_hours=whole(
            Key.STALE_HOURS,
            values[Key.STALE_HOURS] or str(STALE_HOURS),
            HOURS_MOST,
            "hours",
            "0 tells nobody",
        ),
        metrics=yes(Key.METRICS, values[Key.METRICS] or "on"),
        log_style=one_of(Key.LOG, values[Key.LOG] or LogStyle.TEXT, LogStyle),
        log_level=one_of(Key.LOG_LEVEL, values[Key.LOG_LEVEL] or LogLevel.INFO, LogLevel),
        replica=replica_at(values[Key.REPLICA]),
        replica_seconds=seconds(
            Key.REPLICA_SECONDS, values[Key.REPLICA_SECONDS] or "10", REPLICA_SECONDS_MOST
        ),
    )


def _database(name: str) -> Path:
    try:
        return real(Path(name))
    except BaseProblem as problem:
        raise SettingsProblem(str(problem)) from problem


def _mode(values: dict[Key, str]) -> Mode:
    bot, app, secret = values[Key.BOT_TOKEN], values[Key.APP_TOKEN], values[Key.SIGNING_SECRET]
    if app.startswith("xoxb-"):
        raise SettingsProblem(
            f"{Key.BOT_TOKEN} and {Key.APP_TOKEN} seem to be swapped: the bot token begins with "
            "xoxb-, the app token with xapp-."
        )
    if bot and not bot.startswith("xoxb-"):
        kind = " an app-level token (xapp-…)," if bot.startswith("xapp-") else ""
        raise SettingsProblem(
            f"{Key.BOT_TOKEN} is{kind} not a bot token, which begins with xoxb-. Copy it from "
            "“OAuth & Permissions” in your Slack app."
        )
    if secret and values[Key.CLIENT_ID] and not bot and not app:
        # Each workspace that installs the app brings its own bot token.
        return Mode.HTTP
    if (app or secret) and not bot:
        given = Key.APP_TOKEN if app else Key.SIGNING_SECRET
        raise SettingsProblem(
            f"{given} is set, but {Key.BOT_TOKEN} is not. Set {Key.BOT_TOKEN} too (xoxb-…, under "
            "“OAuth & Permissions” in your Slack app), or unset both for the local workspace."
        )
    if bot and not app and not secret:
        raise SettingsProblem(
            f"{Key.BOT_TOKEN} is set, but neither {Key.APP_TOKEN} nor {Key.SIGNING_SECRET} is. "
            f"Set {Key.APP_TOKEN} (xapp-…) for Socket Mode or {Key.SIGNING_SECRET} for HTTP, or "
            f"unset {Key.BOT_TOKEN} for the local workspace."
        )
    if app:
        return Mode.SOCKET
    return Mode.HTTP if secret else Mode.WORKSPACE


def _install(values: dict[Key, str]) -> Install | None:
    client, hidden = values[Key.CLIENT_ID], values[Key.CLIENT_SECRET]
    if not client and not hidden:
        return None
    if not client or not hidden:
        raise SettingsProblem(
            f"Set both {Key.CLIENT_ID} and {Key.CLIENT_SECRET} (under “Basic Information” in your "
            "Slack app) to install Dateline in several workspaces, or neither."
        )
    if values[Key.APP_TOKEN] or not values[Key.SIGNING_SECRET]:
        raise SettingsProblem(
            f"{Key.CLIENT_ID} is set: installing in several workspaces needs HTTP. Set "
            f"{Key.SIGNING_SECRET} and no {Key.APP_TOKEN}, or unset {Key.CLIENT_ID}."
        )
    return Install(client, hidden, ids(Key.TEAMS, values[Key.TEAMS], TEAM))
