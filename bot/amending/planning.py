"""What a decision changed in a message: which facts read otherwise, and what is to be said of it.

All of it runs in a reader's thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from bot.amending.drawing import Drawn, fits, from_facts, from_words
from bot.amending.editing import edited
from bot.amending.entries import Kept, Sort
from bot.amending.notes import Line
from bot.amending.shows import Glimpse, Shows, glimpse, state, upto
from bot.render.amendments import taken_back, telling, told
from bot.render.blocks import Block, Message
from bot.render.text import Mrkdwn
from bot.render.unfurls import SHOWN, unfurl_blocks
from knowledge.base import Base
from knowledge.base.decisions import Action, Decision
from knowledge.model import Fact

CONFIRMS = frozenset({Action.VERIFY, Action.REJECT})
"""Decisions that change no word of any fact."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a message: nothing where there are no `lines`.

    `shows` is how it stands once it is done. `message` is what takes its place, or for the links of
    a message `unfurls`, by address.
    """

    shows: Shows
    lines: tuple[Line, ...] = ()
    message: Message | None = None
    unfurls: Mapping[str, Sequence[Block]] | None = None


def plan(base: Base, kept: Kept, zone: tzinfo, standing: Mapping[str, Any] | None = None) -> Plan:
    """What has become of the facts of a message; of a digest's, `standing` is how it stands."""
    at = upto(base)
    drawn = from_words(base, kept.again, kept.person)
    now = _now(base, kept.glimpses, drawn)
    settled = _settled(now)
    same = [one for one, before in zip(settled, kept.glimpses, strict=True) if one == before]
    lines = _lines(base, kept, zone) if len(same) < len(settled) else ()
    if not lines:
        # Where only articles changed it, a message tells what was known when it was posted.
        return Plan(Shows(kept.glimpses, at))
    shows = Shows(tuple(settled), at)
    said = [Mrkdwn(line.words) for line in lines]
    if kept.sort is Sort.UNFURL:
        return Plan(shows, lines, unfurls=_unfurled(base, kept, said))
    if kept.sort is Sort.EDITION and standing is not None:
        return Plan(shows, lines, _edition(kept, now, same, standing, said))
    if kept.sort is not Sort.POST:
        return Plan(shows, lines)
    if drawn is None or not fits(drawn, kept.glimpses, same):
        each = {fact.id: fact for facts in now.values() for fact in facts}
        drawn = from_facts(base, each.values(), kept.again, kept.person)
    return Plan(shows, lines, drawn.make(said))


def _now(base: Base, glimpses: Sequence[Glimpse], drawn: Drawn | None) -> dict[Glimpse, list[Fact]]:
    """The facts that each fact has become, by the readings that it stood on.

    As the message would show them where it does: "as of" a day, that is otherwise than today.
    """
    of_reading = {
        source.reading: fact
        for fact in (() if drawn is None else drawn.facts)
        for source in fact.sources
    }
    looked_up: dict[str, Fact | None] = {}

    def find(reading: str) -> Fact | None:
        if reading not in looked_up:
            looked_up[reading] = base.fact(reading)
        return looked_up[reading]

    found: dict[Glimpse, list[Fact]] = {}
    for one in glimpses:
        facts = [of_reading.get(reading) or find(reading) for reading in one.readings]
        found[one] = list({fact.id: fact for fact in facts if fact is not None}.values())
    return found


def _settled(now: Mapping[Glimpse, Sequence[Fact]]) -> list[Glimpse]:
    """The facts as they were shown, each with how it reads now."""
    ids = [fact.id for facts in now.values() for fact in facts]
    return [
        Glimpse(
            one.fact,
            one.readings,
            state(facts, joined=any(ids.count(fact.id) > 1 for fact in facts)),
            tuple(dict.fromkeys(target for fact in facts for target in glimpse(fact).about)),
        )
        for one, facts in now.items()
    ]


def _lines(base: Base, kept: Kept, zone: tzinfo) -> tuple[Line, ...]:
    """What was decided since the message was shown, and holds; and what of it holds no more."""
    latest: dict[str, tuple[Decision, Decision]] = {}
    for one in base.decisions_about(kept.targets):
        meant = base.meant(one)
        if one.n > kept.since and meant.action not in CONFIRMS:
            latest[meant.id] = meant, one
    lines = []
    for meant, last in latest.values():
        if base.is_in_force(meant.id):
            words = told(meant, zone)
        elif meant.n <= kept.seen:
            # What was undone before anybody could read it needs no word.
            words = taken_back(meant, zone, last)
        else:
            continue
        lines.append(Line(last.n, words, last.who, meant.targets, telling(meant)))
    return tuple(sorted(lines, key=lambda line: line.decision))


def _edition(
    kept: Kept,
    now: Mapping[Glimpse, Sequence[Fact]],
    same: Sequence[Glimpse],
    standing: Mapping[str, Any],
    said: Sequence[Mrkdwn],
) -> Message:
    """A message of a digest, with the facts that were changed as they are now."""
    became = {one.fact: facts for one, facts in now.items()}
    left = {one.fact for one in same}
    changed = {id: facts for id, facts in became.items() if id not in left}
    return edited(standing, kept.again.get("stories", {}), changed, became, said)


def _unfurled(base: Base, kept: Kept, said: Sequence[Mrkdwn]) -> dict[str, Sequence[Block]]:
    """The facts below links, as their articles have them now."""
    unfurls: dict[str, Sequence[Block]] = {}
    for url in kept.again.get("urls", ()):
        article = base.article_at(url)
        facts, total = base.facts_in(article.id, SHOWN) if article is not None else ([], 0)
        unfurls[url] = unfurl_blocks(article, facts, total, said)
    return unfurls
