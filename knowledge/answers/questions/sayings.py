"""What is said to those who ask the archive nothing."""

from knowledge.questions.smalltalk import Talk

ARCHIVE_ONLY = (
    "I answer from the newsroom's own articles, and every answer shows the sentence that it stands "
    "on. Ask me who met whom, what was said, agreed, paid or planned."
)
RETRACTED = (
    "The desk retracted what was read of this in the articles, and nothing else in the archive "
    "states it."
)
"""What is said where an answer would stand on nothing but retracted sentences."""

_TALK = {
    Talk.GREETING: "Hello! Ask me what the archive knows: who met whom, what was said, agreed, "
    "paid or planned.",
    Talk.THANKS: "You're welcome.",
    Talk.BYE: "Goodbye; the archive stays open.",
    Talk.JOKE: "My only stories are those in the archive, and they are all on the record. Ask me "
    "about one of them.",
    Talk.ABOUT: "I am Dateline, the newsroom's archive: I read its articles and answer who met "
    "whom, when and where, what was said, agreed, paid and planned, each with its sentence.",
}


def talk(kind: Talk | None) -> str:
    """A friendly line for small talk."""
    return ARCHIVE_ONLY if kind is None else _TALK[kind]


def year(words: str) -> str:
    """The note when a date had no year and only an earlier one has what was asked for."""
    return f"{NO_YEAR}; the archive has it in {words}."


NO_YEAR = "No year was given"


def seen_from(day: str) -> str:
    """The note when a time was read as the archive's latest article would mean it."""
    return f"Nothing of that as seen from today; as seen from the latest article, {day}:"


NOT_ALL = (
    "There are more of them than were looked through, so this holds for the newest; a date or a "
    "name narrows it down."
)
