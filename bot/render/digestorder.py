"""Why the stories of a digest stand in their order, as a window."""

from typing import Any

from bot.ids import Callback
from bot.render import limits
from bot.render.blocks import Block, context, header, modal, section
from bot.render.text import bold, escape, join
from knowledge.model import Edition
from knowledge.wording import digests as say
from knowledge.wording.texts import count

_LINE = 400


def order_modal(edition: Edition) -> dict[str, Any]:
    """The reasons for the order of an edition, as a window."""
    blocks: list[Block] = [header(say.title(edition)), context(escape(ORDER, 1_000))]
    for number, story in enumerate(edition.stories, start=1):
        reasons = join(
            "\n",
            join(
                " ",
                bold(f"{number}."),
                escape(limits.clip_weight(say.told(story), _LINE), 2 * _LINE),
                bold(f"· {count(story.weight, 'point')}"),
            ),
            *(escape(f"{one.weight:+d}  {one.words}", 300) for one in story.reasons),
        )
        blocks.append(section(reasons))
    if not edition.stories:
        blocks.append(section(escape(say.counted(edition))))
    return modal("Why this order?", blocks, Callback.ORDER)


ORDER = (
    "Every story is weighed by the same table, whoever takes part; what its reasons add up to "
    "gives the order. This is how the stories weigh in the archive as it is now."
)
