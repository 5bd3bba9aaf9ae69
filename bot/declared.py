"""The registry of shortcuts: what the manifest declares, and each surface's own entry of it.

A shortcut is added here first, with its id in `bot.ids`; the module that serves it has the
listener.
"""

from dataclasses import dataclass

from bot.ids import Shortcut


@dataclass(frozen=True, slots=True)
class Declared:
    """A shortcut of the manifest.

    `at_message` ones stand in the menu of each message, others in that of the workspace. Slack
    takes names of up to 24 characters and descriptions of up to 150.
    """

    id: Shortcut
    name: str
    description: str
    at_message: bool


SEARCH = Declared(
    Shortcut.SEARCH,
    "Search the archive",
    "Find meetings, quotes, deals, sums and people in the newsroom's own articles",
    at_message=False,
)
FIND = Declared(
    Shortcut.FIND,
    "Find in the archive",
    "What the newsroom's articles say of those whom this message names",
    at_message=True,
)
CHECK = Declared(
    Shortcut.CHECK,
    "Check against archive",
    "Whether the names, titles, dates, sums and quotes of this message agree with the archive",
    at_message=True,
)

ADD = Declared(
    Shortcut.ADD,
    "Add to the archive",
    "Reads the stories that this message links to, and tells you what came of it",
    at_message=True,
)

DECLARED: tuple[Declared, ...] = (SEARCH, FIND, CHECK, ADD)
