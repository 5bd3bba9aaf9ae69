"""The window in which somebody reads the facts of an article before they verify all of them."""

from typing import Any

from bot.ids import Callback
from bot.render.blocks import Block, context, form, section
from bot.render.text import Mrkdwn, bold, escape, join
from bot.reviewing.values import Press
from knowledge.answers.bulk import Batch
from knowledge.dates.edtf import words as date_words
from knowledge.model import Article
from knowledge.wording.texts import count

LISTED = 30
"""Facts that are listed, a line each."""

_LINE = 300
NOTHING = Mrkdwn("")


def bulk_form(batch: Batch, press: Press, note: Mrkdwn = NOTHING) -> dict[str, Any]:
    """The form; `press` is the button that opened it, `note` stands on top."""
    number = len(batch.lines)
    lines = [join(" ", Mrkdwn("•"), escape(line, _LINE)) for line in batch.lines[:LISTED]]
    more = [escape(f"and {number - LISTED} more")] if number > LISTED else []
    blocks: list[Block] = [
        *([section(note)] if note else []),
        section(join("\n", bold(batch.article.title or batch.article.id, 300), _of(batch.article))),
        section(escape(f"You say that these {count(number, 'fact')} are right as they stand:")),
        *(section(line) for line in (*lines, *more)),
        context(
            escape(
                "Facts on which sources differ, which somebody reported, or on which somebody "
                "decided are not among them. It can be undone in one step."
            )
        ),
    ]
    carries = press.to(press.deed, told=batch.told).encode() or ""
    return form("Verify several facts", blocks, Callback.BULK, send="Verify", carries=carries)


def _of(article: Article) -> Mrkdwn:
    """Outlet and day of an article."""
    day = f"published {date_words(article.published)}" if article.published else "undated"
    return escape(", ".join(filter(None, (article.outlet, day))), _LINE)
