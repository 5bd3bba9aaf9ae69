"""Single values of the environment: which there are, and how each kind is read and refused."""

import re
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.safekeeping.addresses import NoReplica, Replica, replica

SLACK_API_URL = "https://slack.com/api/"
"""Base URL of Slack's own Web API."""

SITES_MOST = 5
"""Domains whose links an app may be told of."""

DAYS_MOST = 3_650
"""Days for which anything that people typed may be kept."""

HOURS_MOST = 8_760
"""Hours after which it may be told that nothing new has come."""

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


TEAM = re.compile(r"T[A-Z0-9]{2,30}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{2,30}")
EDITOR = re.compile(r"[UWS][A-Z0-9]{2,30}")
_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"", "no", "false", "off", "0"})


C = TypeVar("C", bound=StrEnum)


class Key(StrEnum):
    """Every environment variable that Dateline's bot reads."""

    BOT_TOKEN = "SLACK_BOT_TOKEN"
    SIGNING_SECRET = "SLACK_SIGNING_SECRET"
    APP_TOKEN = "SLACK_APP_TOKEN"
    CLIENT_ID = "SLACK_CLIENT_ID"
    CLIENT_SECRET = "SLACK_CLIENT_SECRET"
    API_URL = "SLACK_API_URL"
    PORT = "PORT"
    HOST = "HOST"
    DB = "DATELINE_DB"
    TIMEZONE = "DATELINE_TIMEZONE"
    CHANNELS = "DATELINE_CHANNELS"
    GUESTS = "DATELINE_GUESTS"
    SITES = "DATELINE_SITES"
    TEAMS = "DATELINE_TEAMS"
    THREAD_DAYS = "DATELINE_THREAD_DAYS"
    GAPS = "DATELINE_GAPS"
    GAPS_DAYS = "DATELINE_GAPS_DAYS"
    PROPOSALS_DAYS = "DATELINE_PROPOSALS_DAYS"
    EDITORS = "DATELINE_EDITORS"
    AMEND_DAYS = "DATELINE_AMEND_DAYS"
    RATE = "DATELINE_RATE"
    STALE_HOURS = "DATELINE_STALE_HOURS"
    METRICS = "DATELINE_METRICS"
    LOG = "DATELINE_LOG"
    LOG_LEVEL = "DATELINE_LOG_LEVEL"
    REPLICA = "DATELINE_REPLICA"
    REPLICA_SECONDS = "DATELINE_REPLICA_SECONDS"


class LogStyle(StrEnum):
    """How lines of the log are written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From which level on lines of the log are written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class SettingsProblem(Exception):
    """The environment can't be used as it stands; the message says what to change."""


def api_url(value: str) -> str:
    """A base URL of the Web API, with a slash at its end.

    Raises:
        SettingsProblem: it is none.
    """
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsProblem(
            f"{Key.API_URL} must be an http or https address such as {SLACK_API_URL}, or unset."
        )
    return value if value.endswith("/") else value + "/"


def replica_at(value: str) -> Replica | None:
    """Where the fact base is copied to; None for nowhere.

    Raises:
        SettingsProblem: that is no place for it.
    """
    try:
        return replica(value) if value else None
    except NoReplica as problem:
        raise SettingsProblem(f"{Key.REPLICA}: {problem}") from None


def seconds(key: Key, value: str, most: int) -> int:
    """A number of seconds, one at least.

    Raises:
        SettingsProblem: it is none, or more than `most`.
    """
    if value.isascii() and value.isdigit() and len(value) <= 6 and 0 < int(value) <= most:
        return int(value)
    raise SettingsProblem(f"{key} must be a whole number of seconds from 1 to {most:,}.")


def port(value: str) -> int:
    """A port to listen on.

    Raises:
        SettingsProblem: it is none.
    """
    # 0 asks the system for a free port, which tests use.
    # Python refuses to read numbers of thousands of digits.
    if value.isascii() and value.isdigit() and len(value) <= 5 and int(value) <= 65_535:
        return int(value)
    raise SettingsProblem(f"{Key.PORT} must be a whole number up to 65535, such as 3000.")


def ids(key: Key, value: str, form: re.Pattern[str]) -> frozenset[str]:
    """The ids of channels, members or workspaces in a list with commas or spaces between them.

    Raises:
        SettingsProblem: it is none.
    """
    ids = [one for one in re.split(r"[\s,]+", value) if one]
    if not all(form.fullmatch(one) for one in ids):
        raise SettingsProblem(f"{key} takes ids with commas between them. {_WHERE[key]}")
    return frozenset(ids)


_WHERE = {
    Key.CHANNELS: "That of a channel, such as C0123ABCD, ends its “View channel details” in Slack.",
    Key.EDITORS: "That of a member, such as U0123ABCD, is in the menu of their profile in Slack, "
    "that of a user group, such as S0123ABCD, in the menu of the group.",
    Key.TEAMS: "That of a workspace, such as T0123ABCD, is in its address in a browser.",
}


def yes(key: Key, value: str) -> bool:
    """Whether a switch is on.

    Raises:
        SettingsProblem: it is none.
    """
    if value.lower() not in _YES | _NO:
        raise SettingsProblem(f"{key} is either yes or no (or on, or off).")
    return value.lower() in _YES


def one_of(key: Key, value: str, choices: type[C]) -> C:
    """One of a few words, in any case.

    Raises:
        SettingsProblem: it is none of them.
    """
    try:
        return choices(value.lower())
    except ValueError:
        raise SettingsProblem(f"{key} is one of: {', '.join(choices)}.") from None


def days(key: Key, value: str) -> int:
    """A number of days for which something is kept, from 0 to `DAYS_MOST`.

    Raises:
        SettingsProblem: it is none.
    """
    return whole(key, value, DAYS_MOST, "days", "0 keeps nothing")


def whole(key: Key, value: str, most: int, what: str, none: str) -> int:
    """A whole number from 0 to `most` of `what` ("days"); `none` says what 0 does.

    Raises:
        SettingsProblem: it is none.
    """
    # Python refuses to read numbers of thousands of digits.
    if value.isascii() and value.isdigit() and len(value) <= len(str(most)) and int(value) <= most:
        return int(value)
    raise SettingsProblem(f"{key} must be a number of {what} up to {most}; {none}.")


def sites(value: str) -> tuple[str, ...]:
    """Read a list of domains with commas between them.

    Raises:
        SettingsProblem: one is no domain, or there are more than Slack takes.
    """
    found = tuple(dict.fromkeys(one.strip().lower() for one in value.split(",") if one.strip()))
    if len(found) > SITES_MOST or not all(_DOMAIN.fullmatch(one) for one in found):
        raise SettingsProblem(
            f"{Key.SITES} must be at most {SITES_MOST} domains with commas between them, such as "
            "news.example.org, example.com: no https://, no path."
        )
    return found


def timezone(value: str) -> ZoneInfo:
    """A time zone of the IANA list.

    Raises:
        SettingsProblem: it is none.
    """
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsProblem(
            f"{Key.TIMEZONE} is not a time zone that this machine knows. Use a name from the IANA "
            "list, such as Europe/Madrid or Asia/Phnom_Penh, or UTC."
        ) from error
