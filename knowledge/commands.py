"""The one registry of slash commands: what they are called, do and look like in use.

The app manifest, `/dateline help`, the command line's `--help` and the README are held to it, so a
command is added here first. Only commands that answer stand in it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command.

    `name` is without the slash; `summary` one line for menus and the manifest (at most 100
    characters); `usage` the hint that Slack shows behind the name while typing; `examples` are
    texts to type after the name, written for the sample archive; `words` are what a mention or a
    direct message may begin with to mean this command.
    """

    name: str
    summary: str
    usage: str
    examples: tuple[str, ...]
    words: tuple[str, ...]


MEETINGS = Command(
    name="meetings",
    summary="Who met whom, when and where, each with its article and sentence",
    usage="[name or country] [with X] [in PLACE] [at OCCASION] [about TOPIC] [since DATE] [page N]",
    examples=(
        "Japan",
        "with Kishida in Phnom Penh",
        "the Canadian PM",
        "India planned",
        "since 12 November",
        "between 12 and 13 November at ASEAN",
        "visits March 2022",
        "about trade",
    ),
    words=("meetings", "meeting"),
)

WHOIS = Command(
    name="whois",
    summary="Who somebody is: titles as of which article, other spellings, latest meetings",
    usage="[name | title of country | country]",
    examples=("Kishida", "prime minister of Japan", "Cambodia"),
    words=("whois",),
)

DATELINE = Command(
    name="dateline",
    summary="Help, the state of the archive, and every other command as a first word",
    usage="help | status | meetings … | whois …",
    examples=("help", "status", "meetings Japan", "whois Kishida"),
    words=("dateline",),
)

COMMANDS: tuple[Command, ...] = (MEETINGS, WHOIS, DATELINE)


def find(name: str) -> Command | None:
    """The command of that name or first word, with or without its slash, in any case; or None."""
    wanted = name.strip().removeprefix("/").casefold()
    for command in COMMANDS:
        if wanted == command.name or wanted in command.words:
            return command
    return None
