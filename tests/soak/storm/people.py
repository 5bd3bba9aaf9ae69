"""Those who ask: commands, mentions, direct messages, clicks and decisions, one after the other."""

import random
import time
from collections import deque
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bot.digests.finding import EVENT as DIGEST
from bot.posts import EVENT as ANSWER
from bot.workspace import Message, NotThere, Person, Workspace, choosing
from bot.workspace.blockkit import interactive
from bot.workspace.deeds import Deed, Refused
from bot.workspace.journal import Entry, NothingHappened
from tests.soak.storm.ledger import Answer, Asked, Ledger

QUIET = ("general", "desk", "asia")
"""Channels in which digests are posted."""

ROOMS = 12
RESENT = 400.0
"""Seconds within which an event may still come that was not acknowledged, and be answered."""

COMMANDS = (
    ("/meetings", "Japan"),
    ("/meetings", "Hun Sen"),
    ("/meetings", "with Kishida in Phnom Penh"),
    ("/meetings", "Zorblax"),
    ("/whois", "Kishida"),
    ("/whois", "prime minister of Japan"),
    ("/quotes", "Hun Sen"),
    ("/deals", "Cambodia Japan signed"),
    ("/money", "from Japan to Cambodia"),
    ("/upcoming", "2023"),
    ("/timeline", "Cambodia Japan"),
    ("/facts", "trade"),
    ("/facts", "rice since 2021"),
    ("/digest", "since November 2022"),
    ("/dateline", "help"),
    ("/dateline", "status"),
    ("/dateline", "gaps"),
    ("/dateline", "log"),
    ("/dateline", "review"),
)
QUESTIONS = (
    "who met Kishida?",
    "meetings Japan",
    "when did Hun Sen meet Kishida?",
    "how much did Japan give to Cambodia?",
    "money Cambodia",
    "who met Zorblax?",
)
CLICKED = ("dateline.page", "dateline.choose", "dateline.follow", "dateline.source")
NOTED = "Something in an answer"
"""How a note begins that somebody gets when the desk has changed what an answer showed."""

RULE = "Verify, retract, history…"
DECIDED = "Decided"
"""What the window is called that confirms a decision."""


@dataclass
class People:
    """Everybody in the workspace, and what they have asked."""

    workspace: Workspace
    ledger: Ledger
    dice: random.Random
    editors: tuple[Person, ...]
    crowd: tuple[Person, ...]
    rooms: tuple[str, ...]
    commands: Sequence[tuple[str, str]] = COMMANDS
    questions: Sequence[str] = QUESTIONS
    confirmed: dict[str, float] = field(default_factory=dict)
    """What editors gave as their reason in decisions that were confirmed to them, and when."""
    _shown: dict[str, list[Answer]] = field(default_factory=dict)
    """When something was shown in answer to an interaction, in a thread, or in a direct message."""
    _seen: deque[tuple[Person, Message]] = field(default_factory=lambda: deque(maxlen=40))
    _number: int = 0
    _speaking: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, workspace: Workspace, ledger: Ledger, dice: random.Random, many: int) -> "People":
        """Fill the workspace with so many people, who have channels of their own."""
        names = [f"reporter{n}" for n in range(many)]
        for name in names:
            workspace.add_person(name, channels=QUIET)
        everybody = ["anna", "ben", *names]
        rooms = [workspace.add_channel(f"room{n}", everybody) for n in range(ROOMS)]
        made = cls(
            workspace,
            ledger,
            dice,
            (workspace.user("anna"), workspace.user("ben")),
            tuple(workspace.user(name) for name in names),
            tuple(room.name for room in rooms),
        )
        workspace.journal.subscribe(made._happened)
        return made

    # What they do

    async def something(self) -> None:
        """One thing, of those that people do; returns once Slack has its acknowledgement."""
        pick = self.dice.random()
        person = self.dice.choice(self.crowd)
        if pick < 0.55:
            await self.command(person)
        elif pick < 0.7:
            await self.mention(person)
        elif pick < 0.8:
            await self.direct(person)
        elif pick < 0.92:
            await self.click()
        else:
            await self.decide()

    async def command(self, person: Person) -> None:
        """A slash command."""
        name, text = self.dice.choice(self.commands)
        asked = Asked("command", f"{name} {text}", time.monotonic())
        where = self.workspace.channel(self.dice.choice(self.rooms))
        asking = person.actions.command(person.user, where, name, text)
        await self._sent(asked, asking)

    async def mention(self, person: Person) -> None:
        """A question in a channel; the answer stands in its thread."""
        where = self.workspace.channel(self.dice.choice(self.rooms))
        text = self.dice.choice(self.questions)
        asked = Asked("mention", text, time.monotonic())
        self.ledger.asked.append(asked)
        name = self.workspace.store.bot.real_name
        message = person.actions.say(person.user, where, f"@{name} {text}")
        asked.answers = self._shown.setdefault(f"{where.id} {message.ts}", [])
        # Events are acknowledged behind the back of whoever speaks.
        asked.acknowledged = asked.at

    async def direct(self, person: Person) -> None:
        """A direct message, of people who wait for the answer to their last one."""
        where = self.workspace.store.direct(person.id)
        if person.id in self._speaking:
            return
        self._speaking.add(person.id)
        text = self.dice.choice(self.questions)
        asked = Asked(
            "direct", text, time.monotonic(), acknowledged=time.monotonic(), who=person.id
        )
        self.ledger.asked.append(asked)
        asked.answers = self._shown[where.id] = []
        person.actions.say(person.user, where, text)

    async def click(self) -> None:
        """A click in an answer that somebody has just got."""
        buttons = [
            (person, message, choosing.Found(block, element))
            for person, message in self._seen
            if not message.deleted and not message.channel.startswith("D")
            for block, element in interactive(choosing.clickable(message))
            if str(element.get("action_id", "")).startswith(CLICKED) and element["type"] == "button"
        ]
        if not buttons:
            return
        person, message, found = self.dice.choice(buttons)
        asked = Asked("click", found.label, time.monotonic(), once=False)
        self.workspace.store.stacks.pop(person.id, None)
        with suppress(Refused):
            # Somebody else may have clicked meanwhile, and what was clicked be gone.
            await self._sent(asked, person.actions.act(person.user, message, found))
            # Where a message is posted anew instead, Slack does not tie it to the click.
            asked.elsewhere = self._shown.setdefault(
                message.channel
                if message.thread_ts is None
                else f"{message.channel} {message.thread_ts}",
                [],
            )

    async def decide(self) -> None:
        """An editor verifies or retracts a fact; what is confirmed to them has to stay."""
        editor = self.dice.choice(self.editors)
        if editor.id in self._speaking:
            return
        self._speaking.add(editor.id)
        self._number += 1
        why = f"Storm {self._number}"
        try:
            where = self.dice.choice(self.rooms)
            reply = await editor.command("/meetings", "Japan", channel=where)
            menus = [
                block["accessory"]["action_id"]
                for block in reply.blocks
                if block.get("accessory", {}).get("type") == "overflow"
            ]
            window = await editor.click(reply, self.dice.choice(menus), option=RULE)
            choice = {"dateline.ruling": self.dice.choice(("verify", "retract"))}
            done = await editor.submit(window, {"dateline.why": why, **choice})
            title = done.view.content["title"]["text"] if done.view is not None else ""
            if title == DECIDED:
                self.confirmed[why] = time.monotonic()
        except (NothingHappened, NotThere, Refused, AssertionError, IndexError, KeyError):
            # It could not be done just now: the menu has no such entry, or something failed.
            pass
        finally:
            self._speaking.discard(editor.id)
            self.workspace.store.stacks.pop(editor.id, None)

    # What comes of it

    async def _sent(self, asked: Asked, asking: Awaitable[Deed]) -> None:
        deed = await asking
        self.ledger.asked.append(asked)
        # What it brought may be there before Slack's acknowledgement is.
        asked.answers = self._shown.setdefault(deed.interaction, [])
        if deed.acknowledged:
            asked.acknowledged = time.monotonic()

    def _happened(self, entry: Entry) -> None:
        if entry.actor != "bot" or entry.kind not in ("message", "changed", "view"):
            return
        message, now = entry.message, time.monotonic()
        if message is not None and message.text.startswith(NOTED):
            return
        if entry.interaction is not None:
            self._shown.setdefault(entry.interaction, []).append(Answer.of(entry, now))
        elif message is not None and entry.kind == "message" and is_answer(message):
            place = message.channel
            if message.thread_ts is not None:
                place = f"{message.channel} {message.thread_ts}"
            else:
                self._speaking -= self.workspace.store.channels[message.channel].members
            self._shown.setdefault(place, []).append(Answer.of(entry, now))
        if message is not None and entry.kind == "message":
            readers = [one for one in self.crowd if one.id in entry.audience]
            if readers:
                self._seen.append((self.dice.choice(readers), message))

    def impatient(self) -> None:
        """Let those speak again who have waited for as long as Slack goes on to send an event."""
        late = time.monotonic() - RESENT
        waiting = [
            one
            for one in self.ledger.asked[-5_000:]
            if one.what == "direct" and one.answered is None
        ]
        for asked in waiting:
            if asked.at < late:
                self._speaking.discard(asked.who)

    @property
    def open(self) -> int:
        """What is asked and not answered yet."""
        now = time.monotonic()
        return sum(one.answered is None and now < one.over for one in self.ledger.asked[-2_000:])

    def tidy(self) -> None:
        """Forget what piles up in the workspace, except what digests and lists stand on."""
        store = self.workspace.store
        for channel in store.channels.values():
            if channel.name not in QUIET:
                del channel.messages[:-200]
        now = self.workspace.clock.now()
        for token in [key for key, one in store.response_urls.items() if now - one.made > 300]:
            del store.response_urls[token]


def is_digest(message: Message) -> bool:
    """Whether a message is part of a digest."""
    return _kind(message) == DIGEST


def is_answer(message: Message) -> bool:
    """Whether a message answers somebody: it is marked as that, or not marked as anything."""
    return _kind(message) in (ANSWER, "")


def _kind(message: Message) -> str:
    return "" if message.metadata is None else str(message.metadata["event_type"])
