"""What people type: commands by their grammar, questions, and texts that nobody should survive.

Everything is a function of the dice alone, so that a request can be made again by its number.
"""

import random
from collections.abc import Sequence

from benchmarks.hostile import CHANGES, ODDITIES, WORDS
from knowledge.commands import COMMANDS

Dice = random.Random

MARK = "Sekritwort"
"""Stands in many texts, and must stand in no line of the log."""

SITE = "evil-site.com"
"""Where links in typed texts lead, and none of an answer's may."""

NAMES = (
    "Japan", "Cambodia", "Canada", "Hun Sen", "Kishida", "Trudeau", "the Canadian PM", "Koreas",
    "prime minister of Japan", "ASEAN", "EU", "Zorblax", "peruu", "jpan", "Li", "PM", "US", "us",
)  # fmt: skip
_DATES = (
    "2022", "November 2022", "12 November", "2022-11-12", "30 Feb", "yesterday", "last year",
    "12/11/2022", "the 90s", "99/99/9999", "0000-00-00", "2022-11", "3rd of next month",
)  # fmt: skip
_CONDITIONS = (
    "with {name}", "in Phnom Penh", "in {name}", "at ASEAN", "about trade", "about {name}",
    "since {date}", "until {date}", "before {date}", "after {date}", "on {date}", "{date}",
    "between {date} and {date}", "{date} to {date}", "as of {date}", "from {name} to {name}",
    "planned", "held", "signed", "mou", "loan", "visit", "direct", "page 2", "page 999999999",
    "grant", "USD", "yen", "anniversary", "deadline", "rice", "{name}",
)  # fmt: skip
_BEHIND_DATELINE = (
    "help", "help {command}", "status", "gaps", "gaps page 2", "review", "review here", "log",
    "log page 3", "log x:1", "sources", "sources list", "follow {name}", "follow {name} every 2h",
    "unfollow", "unfollow {name}", "{command} {name}", "follow", "follow {name} here",
)  # fmt: skip
_DIGEST = (
    "daily 08:00 {name}", "weekdays 7:30 Europe/Madrid about rice", "list", "off 1", "off all",
    "preview {name}", "setup", "weekly on monday 9am {name}, money", "daily 25:61", "every 3 hours",
    "daily 08:00 Nowhere/Zone {name}", "since 2022 {name}", "daily 08:00 quiet 22-7 {name}",
)  # fmt: skip
_HOSTILE = (
    "<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S0EVIL|@desk>", "<@U0EVIL>",
    "<@U0EVIL|Hun Sen>", "<#C0EVIL|x>", f"<https://{SITE}/a|Japan>", f"https://{SITE}/?q=1",
    f"http://{SITE}", SITE, f"[Japan](https://{SITE})", f"mailto:a@{SITE}", "&lt;!channel&gt;",
    "&amp;lt;!here&amp;gt;", "*bold*", "_it_", "~no~", "`code`", "```x```", "> quoted", "\n> q",
    "'; DROP TABLE facts; --", "1' OR '1'='1", '" OR NEAR(a b, 3) * ^x title:"y AND (NOT',
    "facts:*", "rowid:1", "-{a b}: c", 'a" "" """', "((((((", "))))", "AND OR NOT", "x*", "^",
    "\x00", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\U000e0041", "\u0301" * 30, "🇯🇵" * 30,
    "👩‍👩‍👧‍👦" * 20, "e" * 5_000, "Japan " * 2_000, "\n" * 500, "\t", "ប្រទេសកម្ពុជា", "اليابان",
    "{{7*7}}", "${jndi:ldap://x}", "%s%n%d", "../../etc/passwd", "{'a': [1]}", "\\", '"' * 200,
    "”“«»", "a.b.c.d.e", "@channel @here @everyone", "#general", "1e309", "-1", "٣", "½", "NaN",
    "(a+)+$" * 20, "a" * 60 + "!", " and" * 300, ", " * 400, "1,000,000,000,000,000,000 yen",
)  # fmt: skip
_SURROGATES = ("\ud83d", "\udc00x", "x\ud800")
CHECKED = (
    "Hun Sen met Fumio Kishida in Phnom Penh on 20 March 2022.",
    f"Japan's prime minister gave $5 million. {MARK}",
    "<!channel> Canada signed nothing, he said: “No.”",
)


def command(dice: Dice) -> tuple[str, str]:
    """A slash command and its text."""
    name = dice.choice(COMMANDS).name
    if name == "dateline" and dice.random() < 0.7:
        text = _filled(dice.choice(_BEHIND_DATELINE), dice)
    elif name == "digest" and dice.random() < 0.5:
        text = _filled(dice.choice(_DIGEST), dice)
    elif dice.random() < 0.2:
        text = dice.choice(dice.choice(COMMANDS).examples)
    else:
        parts = [_filled(dice.choice(_CONDITIONS), dice) for _ in range(dice.randint(0, 4))]
        text = " ".join(parts)
    return f"/{name}", spoiled(text, dice)


def message(dice: Dice) -> str:
    """What is said to the bot: a command in words, a question, or neither."""
    pick = dice.random()
    if pick < 0.3:
        name, text = command(dice)
        return f"{name[1:]} {text}"
    if pick < 0.4:
        return dice.choice(ODDITIES)
    words = " ".join(dice.choice((*NAMES, *WORDS)) for _ in range(dice.randint(1, 10)))
    begun = dice.choice(("who met", "when did", "how much did", "why", "what did", "and", ""))
    return spoiled(f"{begun} {words}{dice.choice(('?', '', '??!'))}", dice)


def spoiled(text: str, dice: Dice) -> str:
    """The text as it is, or changed beyond what anybody types."""
    if dice.random() < 0.35:
        return text
    for _ in range(dice.randint(1, 2)):
        pick = dice.random()
        if pick < 0.45:
            hostile = dice.choice(_HOSTILE)
            text = f"{text} {hostile}" if dice.random() < 0.6 else f"{hostile} {text}"
        elif pick < 0.9:
            text = dice.choice(CHANGES)(text, dice, (*NAMES, *WORDS))
        else:
            text = f"{text} {MARK} {dice.choice(_HOSTILE)}"
    return text[:20_000]


def value(dice: Dice) -> str:
    """What may stand in a field of a form, or where an id should."""
    return dice.choice((*_HOSTILE, *NAMES, *_SURROGATES, "", MARK, "2022-11-12", "C00000001"))


def sendable(text: str) -> str:
    """The text without lone surrogates, which no form over HTTP can hold."""
    return text.encode("utf-8", "replace").decode()


def _filled(pattern: str, dice: Dice) -> str:
    parts = pattern.split("{")
    return parts[0] + "".join(_part(part, dice) for part in parts[1:])


def _part(part: str, dice: Dice) -> str:
    kind, _, rest = part.partition("}")
    of: dict[str, Sequence[str]] = {
        "name": NAMES,
        "date": _DATES,
        "command": [one.name for one in COMMANDS],
    }
    return dice.choice(of[kind]) + rest
