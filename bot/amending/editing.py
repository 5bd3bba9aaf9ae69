"""A message of a digest with what was changed in it, made of the blocks that stand in Slack.

A digest is not made anew: what it told of all else on its day stays as it was. Its stories begin
with their numbers, which is how they are found; all other facts by the buttons that lead to them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.ids import Action
from bot.render import limits
from bot.render.amendments import AMENDED, GONE_FROM, JOINED, LINES, amended
from bot.render.blocks import Block, Message, button, section
from bot.render.digeststories import line_block, story_blocks
from bot.render.text import Mrkdwn, bold, clip_markup, escape, join
from bot.values import SourceRef, facts_behind
from knowledge.model import Fact, Story
from knowledge.wording.facts import fact_line

_NUMBER = re.compile(r"\*(\d{1,3})\.[ *]")

_ROOM = 240
"""Characters for each text of a story in the first message."""

Now = Mapping[str, Sequence[Fact]]
"""What each fact that was shown, by its id, has become."""


def edited(
    standing: Mapping[str, Any],
    stories: Mapping[str, Sequence[str]],
    changed: Now,
    now: Now,
    lines: Sequence[Mrkdwn],
) -> Message:
    """The message with every fact that `changed` as it is now, and lines that say so above it.

    Args:
        standing: the message as Slack has it.
        stories: the ids of the facts of each of its stories, by its number.
        changed: the facts that read otherwise now, by the ids under which they were shown.
        now: all facts of the message likewise.
        lines: what was changed.
    """
    found = standing.get("blocks")
    blocks = [one for one in found or () if isinstance(one, dict)]
    blocks = [one for one in blocks if one.get("block_id") != AMENDED]
    made: list[Block] = []
    told: set[str] = set()
    for number, several in _segments(blocks):
        ids = stories.get(number, ()) if number else facts_behind(several)
        if not any(id in changed for id in ids):
            made += several
        elif number:
            made += _story(int(number), several, [now.get(id, ()) for id in ids], told)
        else:
            made += _others(several, changed)
        told |= {fact.id for id in ids for fact in now.get(id, ())}
    if not made:
        # It was posted as text alone, which stays below the lines.
        text = Mrkdwn(clip_markup(str(standing.get("text") or ""), limits.MESSAGE_TEXT // 2))
        return Message(join("\n", *lines[-LINES:], text))
    text = escape(next((_text(one) for one in made if one.get("type") == "header"), ""), 200)
    said = Mrkdwn(clip_markup(join("\n", *lines, text), limits.MESSAGE_TEXT))
    return Message(said, tuple(limits.fit([amended(lines), *made])))


def _segments(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """The blocks of each story with its number, and every other block by itself ("")."""
    found: list[tuple[str, list[Block]]] = []
    for block in blocks:
        begins = _NUMBER.match(_text(block))
        if begins is not None:
            found.append((begins[1], [block]))
        elif found and found[-1][0] and _goes_on(block):
            found[-1][1].append(block)
        else:
            found.append(("", [block]))
    return found


def _goes_on(block: Block) -> bool:
    """Whether a block tells more of the story before it: a quotation, or what else was told."""
    if block.get("type") == "context":
        small: Mapping[str, Any] = next(iter(block.get("elements") or ()), {})
        return str(small.get("text") or "").startswith("and ")
    return _text(block).startswith(("&gt;", ">", "•", "<"))


def _text(block: Block) -> str:
    found = block.get("text")
    return str(found.get("text") or "") if isinstance(found, dict) else ""


def _story(
    number: int, several: Sequence[Block], became: Iterable[Sequence[Fact]], told: set[str]
) -> list[Block]:
    """A story as it is now: told anew, gone, or one with a story above it."""
    facts = {fact.id: fact for each in became for fact in each}
    fresh = [fact for id, fact in facts.items() if id not in told]
    if not fresh:
        return [section(join(" ", bold(f"{number}."), escape(JOINED if facts else GONE_FROM)))]
    story = Story(tuple(fresh), ())
    if len(several) > 1:
        return story_blocks(number, story)
    return [line_block(number, story, room=_ROOM)]


def _others(several: Sequence[Block], changed: Now) -> list[Block]:
    """What went with the news: facts as they are now, without those that are gone."""
    facts = {
        fact.id: fact for id in facts_behind(several) for fact in changed.get(id, ())
    }  # fmt: skip
    return [_line(fact) for fact in facts.values()]


def _line(fact: Fact) -> Block:
    line = join(" ", Mrkdwn("•"), escape(fact_line(fact), 900))
    value = SourceRef(fact.id).encode()
    return section(line, None if value is None else button("Source", Action.SOURCE, value))
