"""What words for a digest want, as the archive knows it."""

from datetime import date

from bot.digests.telling import with_short_words
from knowledge.answers.common import person_name
from knowledge.answers.digests import KINDS, made, read
from knowledge.base import Base
from knowledge.model import WantedRead
from knowledge.wording.digests import wanted as about


def wanted_of(base: Base, text: str, today: date) -> tuple[WantedRead, str]:
    """What words want, and how it reads; "" for everything, and where they can't be read."""
    told = read(text, base, today=today)
    if told.wanted is None or not told.wanted.interests:
        return told, ""
    label = about(told.wanted, person_name(base))
    return told, label[:1].upper() + label[1:]


def unheld(base: Base, words: str, today: date) -> list[str]:
    """Which interests of these words nothing in the archive meets, as they read."""
    told, name = read(words, base, today=today).wanted, person_name(base)
    return [
        with_short_words(about(made([one]), name))
        for one in (() if told is None else told.interests)
        if not base.has(one.kinds or KINDS, one)
    ]
