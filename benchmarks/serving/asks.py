"""What people ask a fact base: every command and every kind of question, drawn from its own facts.

A fact is drawn at random and asked for by its people, parties, days and words; so what the archive
mentions often is asked for often. The same seed draws the same from the same base.
"""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from benchmarks.serving.load import Ask
from benchmarks.serving.processes import SECRET
from benchmarks.serving.wire import request
from knowledge.base.numbering import CLASS_SHIFT, EXACT, UNDATED, VAGUE, fact_class
from knowledge.commands import COMMANDS
from knowledge.model import Kind
from knowledge.names.gazetteer import countries

PEOPLE = 200
"""Who ask, in turn."""

CHANNELS = 2_000
"""Where questions are asked; the bot posts about once a second into each, as Slack wants it."""

_KINDS = {
    "meetings": ("meeting",),
    "quotes": ("statement",),
    "deals": ("agreement",),
    "money": ("payment",),
    "upcoming": ("milestone",),
}
_ANY = ("meeting", "statement", "agreement", "payment", "milestone")
_TOPIC = {"agreement": "about", "payment": "purpose", "milestone": "what", "statement": "words"}
_TRIES = 10
"""How often a text is drawn that was not drawn before."""

_STOP = frozenset(("about", "after", "their", "there", "these", "which", "would", "where"))


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be asked of a fact: names, parties as people call them, its year, a word."""

    people: tuple[str, ...]
    parties: tuple[str, ...]
    year: str
    topic: str


class Drawing:
    """Draws facts, and with them what is asked."""

    def __init__(self, base: sqlite3.Connection, seed: int = 1) -> None:
        self._base = base
        self._dice = random.Random(seed)
        self._named = {one.code: one.names[0] for one in countries()}
        self._spans = {kind: list(self._stretches(kind)) for kind in _ANY}

    def _stretches(self, kind: str) -> Iterator[tuple[int, int, int]]:
        """Where the numbers of a kind's facts lie, first and last, and how many there are.

        Facts with a day, with a vague date and without one lie far from each other.
        """
        for span in (EXACT, VAGUE, UNDATED):
            of = fact_class(Kind(kind), span)
            within = (of << CLASS_SHIFT, (of + 1 << CLASS_SHIFT) - 1)
            least, most = self._base.execute(
                f"SELECT min(n), max(n) FROM {kind}_facts WHERE n BETWEEN ? AND ?", within
            ).fetchone()
            if least is not None:
                (number,) = self._base.execute(
                    "SELECT total FROM tallies WHERE about='fact' AND class=?", (of,)
                ).fetchone()
                yield least, most, number

    def fact(self, kinds: Sequence[str] = _ANY) -> Fact:
        """A fact of one of these kinds that has people and parties, as far as there are such."""
        there = [one for one in _ANY if self._spans[one]]
        kind = self._dice.choice([one for one in kinds if one in there] or there)
        found = Fact((), (), "2020", "trade")
        for _ in range(20):
            found = self._drawn(kind)
            if found.parties and (found.people or kind in ("payment", "milestone")):
                break
        return found

    def person(self) -> str:
        """Somebody who is named in a fact."""
        for _ in range(20):
            people = self.fact(("meeting", "statement")).people
            if people:
                return self._dice.choice(people)
        return "Minister"

    def _drawn(self, kind: str) -> Fact:
        spans = self._spans[kind]
        least, most, _ = self._dice.choices(spans, [number for *_, number in spans])[0]
        (n,) = self._base.execute(
            f"SELECT n FROM {kind}_facts WHERE n >= ? ORDER BY n LIMIT 1",
            (self._dice.randint(least, most),),
        ).fetchone()
        column = _TOPIC.get(kind, "occasion")
        day, words = self._base.execute(
            f"SELECT date_start, {column} FROM {kind}_facts WHERE n = ?", (n,)
        ).fetchone()
        people = self._base.execute(
            "SELECT DISTINCT p.name FROM fact_people f JOIN people p ON p.n = f.person"
            " WHERE f.fact = ? ORDER BY f.place LIMIT 4", (n,)
        ).fetchall()  # fmt: skip
        parties = self._base.execute(
            "SELECT party FROM fact_parties WHERE fact = ? ORDER BY party LIMIT 4", (n,)
        ).fetchall()
        long = [one.strip(".,;:“”'\"") for one in str(words or "").split()]
        long = [one for one in long if len(one) > 4 and one.isalpha() and one not in _STOP]
        return Fact(
            tuple(name for (name,) in people),
            tuple(self._named[code] for (code,) in parties if code in self._named),
            str(day or "2020")[:4].replace("X", "2"),
            self._dice.choice(long) if long else "trade",
        )

    def command(self, name: str) -> str:
        """A text to type after a command, in the shares of `SHAPES`."""
        if name == "whois":
            return self.person()
        if name == "dateline":
            return self._dice.choice(("status", "help"))
        fact = self.fact(_KINDS.get(name, _ANY))
        if name == "digest":
            return self._dice.choice(("", fact.year))
        person = self._dice.choice(fact.people) if fact.people else self.person()
        party = self._dice.choice(fact.parties) if fact.parties else "Japan"
        both = " ".join(fact.parties[:2]) or party
        shape = self._dice.choices(list(SHAPES), list(SHAPES.values()))[0]
        return shape.format(person=person, party=party, both=both, year=fact.year, topic=fact.topic)

    def question(self, kind: str) -> str:
        """A question of one of `QUESTIONS`."""
        shape, kinds = QUESTIONS[kind]
        fact = self.fact(kinds)
        people = [*fact.people, self.person(), self.person()]
        parties = [*fact.parties, "Japan", "Kenya"]
        return shape.format(
            a=people[0], b=people[1], p=parties[0], q=parties[1], year=fact.year, topic=fact.topic
        )


SHAPES = {
    "{person}": 34,
    "{party}": 20,
    "{party} since {year}": 10,
    "{both}": 10,
    "about {topic}": 8,
    "{party} about {topic}": 5,
    "{person} {year}": 5,
    "{year}": 4,
    "{party} page 2": 2,
    "{party} as of {year}-06-01": 2,
}
"""Texts of commands that find facts, and of a hundred how many are so."""

QUESTIONS: dict[str, tuple[str, Sequence[str]]] = {
    "when did A meet B": ("when did {a} meet {b}?", ("meeting",)),
    "did STATE meet STATE": ("did {p} meet {q}?", ("meeting",)),
    "whom did A meet": ("whom did {a} meet in {year}?", ("meeting",)),
    "how often": ("how often did {p} and {q} meet?", ("meeting",)),
    "who is A": ("who is {a}?", ("meeting", "statement")),
    "who is OFFICE of": ("who is the president of {p}?", ("meeting",)),
    "what was signed": ("what did {p} and {q} sign?", ("agreement",)),
    "deals about": ("which agreements on {topic} were signed in {year}?", ("agreement",)),
    "how much": ("how much did {p} give {q}?", ("payment",)),
    "how much for": ("how much money did {p} give for {topic}?", ("payment",)),
    "what did A say": ("what did {a} say about {topic}?", ("statement",)),
    "what lies ahead": ("what is planned with {p} in {year}?", ("milestone",)),
    "why": ("why does {p} want {topic} to grow?", ("statement",)),
    "what happened": ("what happened between {p} and {q}?", ("meeting",)),
}
"""Kinds of questions: how they are put, and of which facts."""


def commands(
    base: Path,
    number: int,
    seed: int,
    only: str | None = None,
    few: int | None = None,
    *,
    others: bool = False,
) -> list[tuple[str, str]]:
    """So many commands with their texts: every command equally often, or one `only`.

    With `few` there are only so many different ones, always the same, asked for by Zipf's law: what
    a newsroom asks on the day of a summit. Without, common names and countries come again, and what
    has no text (`/digest`) does: of some thousand commands a third to a half. With `others` each
    differs from all before it, as far as a base has so much to ask.
    """
    dice = random.Random(seed)
    names = [one.name for one in COMMANDS] if only is None else [only]
    with closing(sqlite3.connect(f"file:{base}?mode=ro", uri=True)) as db:
        drawing = Drawing(db, seed if few is None else 0)
        order = [names[n % len(names)] for n in range(number if few is None else few)]
        dice.shuffle(order)
        drawn = _each_other(drawing, order) if others else [(n, drawing.command(n)) for n in order]
    if few is None:
        return drawn
    return dice.choices(drawn, [1 / rank for rank in range(1, few + 1)], k=number)


def _each_other(drawing: Drawing, order: Sequence[str]) -> list[tuple[str, str]]:
    """A text for each command in this order, drawn again where it was drawn before."""
    known: set[tuple[str, str]] = set()
    drawn = []
    for name in order:
        for _ in range(_TRIES):
            one = name, drawing.command(name)
            if one not in known:
                break
        known.add(one)
        drawn.append(one)
    return drawn


def questions(base: Path, number: int, seed: int) -> list[tuple[str, str]]:
    """So many questions with their kinds: every kind equally often."""
    dice = random.Random(seed)
    kinds = list(QUESTIONS)
    with closing(sqlite3.connect(f"file:{base}?mode=ro", uri=True)) as db:
        drawing = Drawing(db, seed)
        order = [kinds[n % len(kinds)] for n in range(number)]
        dice.shuffle(order)
        return [(kind, drawing.question(kind)) for kind in order]


def names() -> Iterator[str]:
    """Names by which answers are known again, of which none is ever given twice."""
    began = time.time_ns()
    return (f"{began}-{n}" for n in count())


def slash(slack_port: int, name: str, command: str, text: str, number: int) -> Ask:
    """A command as Slack sends it."""
    fields = {
        "token": "none",
        "team_id": "T0",
        "team_domain": "newsroom",
        "channel_id": f"C{number % CHANNELS:05}",
        "channel_name": "desk",
        "user_id": f"U{number % PEOPLE:05}",
        "user_name": "anna",
        "command": f"/{command}",
        "text": text,
        "api_app_id": "A0DATELINE",
        "response_url": f"http://127.0.0.1:{slack_port}/commands/{name}",
        "trigger_id": f"1.2.{number}",
    }
    return Ask(
        f"/{command}", name, signed("application/x-www-form-urlencoded", urlencode(fields).encode())
    )


def mention(name: str, kind: str, text: str, number: int) -> Ask:
    """A question as Slack sends it, in a channel; `name` is the `ts` of the message."""
    body = {
        "token": "none",
        "team_id": "T0",
        "api_app_id": "A0DATELINE",
        "type": "event_callback",
        "event_id": f"Ev{name}",
        "event_time": int(time.time()),
        "event": {
            "type": "app_mention",
            "user": f"U{number % PEOPLE:05}",
            "text": f"<@U0BOT> {text}",
            "ts": name,
            "channel": f"C{number % CHANNELS:05}",
            "event_ts": name,
        },
    }
    return Ask(kind, name, signed("application/json", json.dumps(body).encode()))


_VERIFIER = SignatureVerifier(SECRET)


def signed(content: str, body: bytes) -> Callable[[], bytes]:
    """What makes the request: Slack signs it with the time at which it sends it."""

    def raw() -> bytes:
        timestamp = str(int(time.time()))
        signature = _VERIFIER.generate_signature(timestamp=timestamp, body=body)
        headers = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
        }
        return request("POST", "/slack/events", headers, body)

    return raw
