"""The review queue in channels and direct messages: items, and what became of them."""

from collections.abc import Sequence

from bot.digests.schedule import Quiet
from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Block, Message, actions, button, divider, section
from bot.render.review import LINE, item_blocks
from bot.render.text import Mrkdwn, bold, clip, clip_markup, escape, join
from bot.reviewing import said
from bot.reviewing.values import Deed, Press
from knowledge.answers.reviewing import Shown
from knowledge.base.decisions import Decision
from knowledge.wording import decisions as log
from knowledge.wording import reviewing as words

_OUTCOME = 800
"""Characters of what became of a proposal: the fact as shown, the decision on it, and why."""


def post_message(items: Sequence[tuple[str, Shown | None, Decision | None]]) -> Message:
    """Items as they are posted to a channel: by key, as they wait, or by what they were decided."""
    place = Press(Deed.PAGE, posted=True)
    waiting = sum(shown is not None for _, shown, _ in items)
    title = bold("For review") if waiting else bold("Reviewed")
    blocks: list[Block] = [section(title)]
    lines = [title]
    for _, shown, decision in items:
        if shown is not None:
            blocks += [divider(), *item_blocks(shown, place)]
            lines.append(escape(f"{words.HEADS[shown.item.sort]}: {shown.shown}", 300))
            continue
        told = join(" ", Mrkdwn("✓"), settled(decision))
        blocks += [divider(), section(told)]
        lines.append(told)
    text = clip_markup(join("\n", *lines), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


def settled(one: Decision | None) -> Mrkdwn:
    """What became of an item, for everybody: the desk decided."""
    if one is None:
        return escape("This waits no more: what it was about has changed.")
    return escape(f"The desk decided on {log.when(one.at)}: {log.what(one)}.", LINE)


def here(quiet: Quiet | None, zone: str) -> str:
    """That a channel gets what is new, and when it does not."""
    if quiet is None:
        return said.HERE
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (quiet.start, quiet.end))
    return f"{said.HERE} Nothing comes from {start} to {end} ({zone})."


def told_message(lines: Sequence[tuple[str, str, Decision]]) -> Message:
    """What became of what somebody proposed: the fact as it was shown, the value, the decision."""
    told = [join(" ", Mrkdwn("•"), escape(_became(*line), _OUTCOME)) for line in lines]
    text = join("\n", escape(said.TOLD), *told)
    silent = button("Tell me no more", Action.REVIEW, Press(Deed.SILENT).encode() or "")
    blocks = (section(escape(said.TOLD)), *map(section, told), actions(silent))
    return Message(Mrkdwn(clip_markup(text, limits.MESSAGE_TEXT)), blocks)


def _became(shown: str, value: str, one: Decision) -> str:
    about = f"“{clip(shown, 160)}”" if shown else "a fact"
    wanted = f" (you proposed {clip(value, 80)})" if value else ""
    why = f" — “{clip(' '.join(one.why.split()), 200)}”" if one.why and one.why.strip() else ""
    if one.action == "reject":
        return f"{about}{wanted}: the desk did not follow it{why}."
    return f"{about}{wanted}: the desk decided: {log.what(one)}{why}."
