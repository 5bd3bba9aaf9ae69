"""The one registry of slash commands: what they are called, do and look like in use.

The app manifest, `/dateline help`, the command line's `--help` and the README are held to it, so a
command is added here first. Only commands that answer stand in it.
"""

from dataclasses import dataclass

from knowledge.model import Kind


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command.

    `name` is without the slash; `summary` one line for menus and the manifest (at most 100
    characters); `usage` the hint that Slack shows behind the name while typing; `examples` are
    texts to type after the name, written for the sample archive; `words` are what a mention or a
    direct message may begin with to mean this command. `kinds` are the kinds of fact it tells,
    `wanted` those that it tells only when they are asked for.
    """

    name: str
    summary: str
    usage: str
    examples: tuple[str, ...]
    words: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    wanted: tuple[Kind, ...] = ()


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
    kinds=(Kind.MEETING,),
)

WHOIS = Command(
    name="whois",
    summary="Who somebody is: titles over time, other spellings, latest meetings, words and sums",
    usage="[name | title of country | country]",
    examples=("Kishida", "prime minister of Japan", "Cambodia"),
    words=("whois",),
    kinds=tuple(Kind),
)

QUOTES = Command(
    name="quotes",
    summary="Who said what: direct quotations first, else what was reported",
    usage="[name, title or country] [about TOPIC] [since DATE] [direct | reported] [page N]",
    examples=("Hun Sen", "Kishida about Ukraine", "Japan", "November 2022"),
    words=("quotes", "quote", "quotations", "statements"),
    kinds=(Kind.STATEMENT,),
)

DEALS = Command(
    name="deals",
    summary="What was agreed, signed or planned, between whom and about what",
    usage="[countries] [mou | treaty | loan …] [signed | planned …] [about TOPIC] [DATE]",
    examples=("Japan", "Cambodia Japan signed", "partnership", "loans", "about trade"),
    words=("deals", "deal", "agreements", "agreement"),
    kinds=(Kind.AGREEMENT,),
)

MONEY = Command(
    name="money",
    summary="Who gave, lent, pledged or traded how much, with totals by currency",
    usage="[country] [from X] [to Y] [grant | loan | aid | trade …] [planned] [yen …] [DATE]",
    examples=("from Japan to Cambodia", "aid", "USD 2022", "to ASEAN"),
    words=("money", "payments", "sums"),
    kinds=(Kind.PAYMENT,),
)

UPCOMING = Command(
    name="upcoming",
    summary="What lies ahead: plans, deadlines, anniversaries; with a date, what lay ahead then",
    usage="[name or country] [visit | deadline | anniversary …] [2023 | as of DATE]",
    examples=("2023", "Japan as of November 2022", "anniversary 2023", "visits 2022"),
    words=("upcoming",),
    kinds=(Kind.MEETING, Kind.AGREEMENT, Kind.MILESTONE),
)

TIMELINE = Command(
    name="timeline",
    summary="What two countries or people had to do with each other, from the earliest on",
    usage="[A] [B] [meetings | deals | money | quotes] [about TOPIC] [since DATE]",
    examples=("Cambodia Japan", "Hun Sen Kishida", "Cambodia deals"),
    words=("timeline",),
    kinds=(Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.MILESTONE),
    wanted=(Kind.STATEMENT,),
)

FACTS = Command(
    name="facts",
    summary="Search every fact and every sentence of the archive",
    usage="[words, names, countries] [since DATE] [page N]",
    examples=("rice", "trade", "Kishida partnership"),
    words=("facts", "search"),
    kinds=(
        Kind.MEETING,
        Kind.AGREEMENT,
        Kind.PAYMENT,
        Kind.STATEMENT,
        Kind.MILESTONE,
        Kind.ROLE,
    ),
)

DIGEST = Command(
    name="digest",
    summary="What is new in the latest articles or a period; or daily at your hour, in a channel",
    usage="[name or country] [about TOPIC] [DATE] | daily 08:00 [WORDS] | setup | list | off",
    examples=("since November 2022", "November 2022", "since 2022 Japan", "since 2022 deals"),
    words=("digest", "news"),
    kinds=(Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.MILESTONE, Kind.STATEMENT),
)

DATELINE = Command(
    name="dateline",
    summary="Help, state of the archive, what was decided, open questions, every other command",
    usage="help | status | sources | add URL | follow WORDS | gaps | review | log | check TEXT | "
    "any command",
    examples=("help", "status", "meetings Japan", "whois Kishida"),
    words=("dateline",),
)

COMMANDS: tuple[Command, ...] = (
    MEETINGS,
    WHOIS,
    QUOTES,
    DEALS,
    MONEY,
    UPCOMING,
    TIMELINE,
    FACTS,
    DIGEST,
    DATELINE,
)


IN_TIME = frozenset({UPCOMING.name, TIMELINE.name})
"""Commands that tell the earliest first."""


def find(name: str) -> Command | None:
    """The command of that name or first word, with or without its slash, in any case; or None."""
    wanted = name.strip().removeprefix("/").casefold()
    for command in COMMANDS:
        if wanted == command.name or wanted in command.words:
            return command
    return None
