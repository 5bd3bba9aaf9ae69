"""The `.env` file of the working directory, and what both command line and bot read of it."""

import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

READ_HERE = ("DATELINE_NLP_MODEL", "DATELINE_CONTACT", "DATELINE_PRIVATE_HOSTS")
"""The settings of whatever reads articles; all others are the bot's (`bot.settingvalues.Key`)."""

_LONGEST_CONTACT = 200
UNKNOWN_ZONE = "DATELINE_TIMEZONE is not the name of a time zone. Write it like Asia/Phnom_Penh."
UNREADABLE = "The file .env can't be read. Save it as plain UTF-8 text, or remove it."


class UnreadableFile(ValueError):
    """The file is no text; the message says what to do."""


class UnknownZone(ValueError):
    """`DATELINE_TIMEZONE` is no time zone; the message says what to do."""


def timezone() -> ZoneInfo:
    """The time zone of the newsroom (`DATELINE_TIMEZONE`, default UTC).

    Raises:
        UnknownZone: there is none of that name.
    """
    name = os.environ.get("DATELINE_TIMEZONE", "").strip() or "UTC"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(UNKNOWN_ZONE) from error


def contact() -> str:
    """How sites that are read reach the newsroom (`DATELINE_CONTACT`, a page or mail address).

    It is sent with every request, so only what a header may hold is left of it.
    """
    said = os.environ.get("DATELINE_CONTACT", "")
    return "".join(ch for ch in said if ch.isascii() and ch.isprintable() and ch not in "();")[
        :_LONGEST_CONTACT
    ].strip()


def private_network() -> frozenset[str]:
    """The hosts that may have addresses that aren't public (`DATELINE_PRIVATE_HOSTS`)."""
    named = os.environ.get("DATELINE_PRIVATE_HOSTS", "").lower()
    return frozenset(filter(None, re.split(r"[\s,]+", named)))


def from_file(path: Path = Path(".env")) -> dict[str, str]:
    """The values that the file sets; none when there is no such file. The environment goes first.

    Raises:
        UnreadableFile: it can't be read.
    """
    from dotenv import dotenv_values

    try:
        if not path.is_file():
            return {}
        return {key: value for key, value in dotenv_values(path).items() if value is not None}
    except (OSError, ValueError) as error:
        raise UnreadableFile(UNREADABLE) from error
