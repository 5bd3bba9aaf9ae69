"""A small Slack on this machine: the demo of `make run` and the tests' double.

    workspace = Workspace(manifest)
    await workspace.start("127.0.0.1", 3000)
    client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
    …run the Bolt app with AsyncSocketModeHandler(app, workspace.app_token)…
    reply = await workspace.user("anna").command("/meetings", "Japan", channel="desk")
    await workspace.stop()

It speaks the Web API, Socket Mode, signed HTTP and response URLs, keeps Slack's limits and shows a
page that people use in place of Slack.
"""

from bot.workspace.choosing import NotThere
from bot.workspace.clock import Clock
from bot.workspace.deeds import Refused
from bot.workspace.journal import NothingHappened
from bot.workspace.manifest import ManifestProblem
from bot.workspace.people import Person
from bot.workspace.replies import Reply, pings, words_of
from bot.workspace.signedhttp import HttpAnswer, signature
from bot.workspace.state import Channel, Message, View
from bot.workspace.store import Unknown
from bot.workspace.team import Team
from bot.workspace.users import User
from bot.workspace.workspace import Workspace

__all__ = [
    "Channel",
    "Clock",
    "HttpAnswer",
    "ManifestProblem",
    "Message",
    "NotThere",
    "NothingHappened",
    "Person",
    "Refused",
    "Reply",
    "Team",
    "Unknown",
    "User",
    "View",
    "Workspace",
    "pings",
    "signature",
    "words_of",
]
