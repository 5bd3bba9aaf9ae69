"""Real answers of a running bot, and everything in them that can be clicked or sent off."""

import copy
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import Message, NotThere, View, choosing
from bot.workspace.blockkit import interactive
from bot.workspace.deeds import Refused
from bot.workspace.journal import NothingHappened
from bot.workspace.people import Person
from tests.bot.running import House

ASKED = (
    ("/meetings", "Japan"),
    ("/meetings", "Hun Sen"),
    ("/meetings", "Korea"),
    ("/meetings", "Zorblax Blorgendorf"),
    ("/whois", "Kishida"),
    ("/facts", "trade"),
    ("/money", "Japan"),
    ("/timeline", "Cambodia Japan"),
    ("/meetings", ""),
    ("/digest", "since 2022"),
    ("/digest", "list"),
    ("/digest", "setup"),
    ("/dateline", "help"),
    ("/dateline", "status"),
    ("/dateline", "review"),
    ("/dateline", "sources"),
    ("/dateline", "log"),
    ("/dateline", "gaps"),
)
SAID = ("who met Kishida?", "meetings Japan", "hello")

SLOW = ("dateline.picture",)
"""Buttons that begin a process for each click."""


@dataclass(frozen=True, slots=True)
class Click:
    """An element of a real answer, with the place that it stands in, as they were then."""

    place: Message | View
    found: choosing.Found

    @property
    def action(self) -> str:
        """The action id without its key."""
        return str(self.found.element.get("action_id", "")).partition(":")[0]

    @property
    def value(self) -> str | None:
        """What a button carries."""
        value = self.found.element.get("value")
        return value if isinstance(value, str) else None


@dataclass(slots=True)
class Pool:
    """What requests are made of."""

    people: list[Person]
    channels: list[str]
    clicks: list[Click] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    views: list[View] = field(default_factory=list)

    def values(self) -> list[str]:
        """Every value of a button."""
        return [click.value for click in self.clicks if click.value]

    def add(self, place: Message | View) -> None:
        """Keep a message or view as it is now."""
        kept = copy.deepcopy(place)
        if isinstance(kept, View):
            self.views.append(kept)
        else:
            self.messages.append(kept)
        for block, element in interactive(choosing.clickable(kept)):
            if element.get("action_id"):
                self.clicks.append(Click(kept, choosing.Found(block, element)))


async def harvest(house: House, people: int, *, slow: bool) -> Pool:
    """Ask what answers with all kinds of buttons, and click one of each.

    `people` are added to the workspace, with a guest, somebody of another company, and half as many
    channels; `slow` says whether buttons are kept for which the bot begins a process.
    """
    workspace = house.workspace
    for number in range(people):
        workspace.add_person(f"reporter{number}", channels=["desk"])
    workspace.add_person("guest", channels=["desk"], guest="multi")
    named = [f"reporter{number}" for number in range(people)] + ["guest"]
    # The bot posts once a second in each channel; in several nobody has to wait for that.
    rooms = [workspace.add_channel(f"room{n}", ["anna", *named]) for n in range(people // 2)]
    workspace.add_person("stranger", channels=[rooms[0].name], of_team="The Other Paper")
    pool = Pool(
        [workspace.user(one) for one in (*named, "stranger")],
        [workspace.channel("desk").id, *(room.id for room in rooms)],
    )
    anna = house.anna
    for name, text in ASKED:
        reply = await anna.command(name, text, channel="desk")
        pool.add(reply.place)
    for text in SAID:
        pool.add((await anna.dm(text)).message)
        pool.add((await anna.mention("desk", text)).message)
    home = (await anna.open_home()).view
    assert home is not None
    pool.add(home)
    for wanted in ("dateline.search_shortcut",):
        pool.add((await anna.shortcut(wanted)).place)
    await _opened(anna, pool)
    await house.service.desk.drain(10)
    if not slow:
        pool.clicks = [one for one in pool.clicks if one.action not in SLOW]
    return pool


async def _opened(anna: Person, pool: Pool) -> None:
    """Keep what the first click on each kind of button opens or posts."""
    tried = {*SLOW, "dateline.feedback"}
    for click in list(pool.clicks):
        if click.action in tried or isinstance(click.place, View):
            continue
        tried.add(click.action)
        # One that chooses from what somebody types brings nothing by itself.
        with suppress(NotThere, NothingHappened, Refused, KeyError):
            reply = await _click(anna, click)
            for view in [reply.view] if reply.view is not None else []:
                pool.add(view)
            for message in reply.messages:
                pool.add(message)
        anna.hub.store.stacks.clear()


async def _click(anna: Person, click: Click) -> Any:
    options = choosing.options_of(click.found.element)
    wanted = options[0] if options else None
    deed = await anna.actions.act(anna.user, click.place, click.found, wanted)
    return await anna._reply(deed, None, True, click.action)
