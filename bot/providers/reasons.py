"""Reasons as the command line gives them, put for people in Slack, who have no command line."""

import re

from bot.providers import said
from bot.render.text import Mrkdwn, code, escape

_PRIVATE = re.compile(r"leads into a private network|--allow-private")
_PUT = (
    ("python -m knowledge sources add ADDRESS", "/dateline sources add ADDRESS"),
    ("--kind page", "kind page"),
    ("--kind", "kind"),
    ("--name", "as NAME"),
)


def in_slack(reason: str, limit: int = 700) -> Mrkdwn:
    """A reason in at most so many units, with what is typed in Slack for options and commands."""
    if _PRIVATE.search(reason):
        return Mrkdwn(said.PRIVATE)
    told = escape(reason, limit)
    for typed, here in _PUT:
        told = Mrkdwn(told.replace(typed, code(here)))
    return told
