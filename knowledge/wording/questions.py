"""How a question was read, in one line, so that a misreading is seen."""

from collections.abc import Sequence

from knowledge.model import Period
from knowledge.questions.model import Wanted
from knowledge.text import neutral
from knowledge.wording import queries
from knowledge.wording.phrases import enumerate_words

_WANTED = {
    Wanted.WHEN: "When",
    Wanted.HOW_LONG: "How long",
    Wanted.WHERE: "Where",
    Wanted.OCCASION: "On what occasion",
    Wanted.WHO: "Who",
    Wanted.HOW_MUCH: "How much",
    Wanted.HOW_MANY: "How many",
    Wanted.HOW_OLD: "How old",
    Wanted.MEASURE: "How far, fast or large",
    Wanted.WHY: "Why",
    Wanted.WHETHER: "Whether",
    Wanted.WHAT: "What",
}


def understood(
    wanted: Wanted, names: Sequence[str], words: Sequence[str], period: Period | None
) -> str:
    """What is looked for: "When: Hun Sen and Cambodia, “museum”, in March 2022".

    `names` as the archive has them, `words` of the user's own only those that it holds.
    """
    parts = [enumerate_words(list(dict.fromkeys(names)))] if names else []
    parts += [enumerate_words([f"“{neutral(word)}”" for word in words])] if words else []
    line = ", ".join(parts)
    line = f"{_WANTED[wanted]}: {line}" if line else ""
    return line + queries.period(period) if line and period is not None else line
