"""Help, the state of the archive, and single sentences."""

from collections.abc import Sequence
from datetime import datetime

from bot.deciding.said import CORRECT, REPORT, RULE
from bot.declared import ADD as STORY
from bot.declared import CHECK as SHORTCUT
from bot.ids import Action
from bot.providers.words import ADD, SOURCES
from bot.render import limits
from bot.render.blocks import Block, Message, actions, button, context, section
from bot.render.text import Mrkdwn, bold, clip_markup, code, escape, join, moment
from bot.routing import CHECK, FOLLOW, LOG, UNFOLLOW
from bot.values import encode_ask
from knowledge.base import State
from knowledge.base.gaps import Gap, Listing
from knowledge.commands import COMMANDS, DATELINE, DIGEST, Command
from knowledge.language.routing import GAPS
from knowledge.model import Scope
from knowledge.text import neutral
from knowledge.wording import guide
from knowledge.wording.texts import scope

_NOTHING = Mrkdwn("")

_ASKED = 380
"""Characters of JSON of a question without an answer: a page of twenty has to fit."""


def notice(said: str) -> Message:
    """One of our own sentences (`bot.messages`), which may hold mrkdwn."""
    return Message(Mrkdwn(said), (section(Mrkdwn(said)),))


def help_message(command: Command | None = None, examples: Sequence[str] = ()) -> Message:
    """How to ask: all commands, or one of them; `examples` are slash commands that find something.

    Without any, those of the registry are shown.
    """
    shown = COMMANDS if command is None else (command,)
    blocks = [section(_intro()), *(_command(one, examples, single=bool(command)) for one in shown)]
    blocks += [section(escape("\n".join(guide.FILTERS))), context(_elsewhere())]
    text = join("\n", _intro(), *(_line(one) for one in shown))
    return Message(text, tuple(limits.fit(blocks)))


def status_message(state: State, searched: Scope, followed: Mrkdwn = _NOTHING) -> Message:
    """The archive in numbers: articles, people, facts by kind, last ingest, the model used.

    `followed` tells how the sources do.
    """
    numbers = guide.status_text(
        articles=state.articles,
        people=state.people,
        facts=state.facts,
        last_ingest=None,
        reader=state.reader,
        copies=state.copies,
    )
    others = {code: number for code, number in state.languages.items() if code != "en"}
    told = ", ".join(f"{code} {number:,}" for code, number in sorted(others.items())[:20])
    text = join(
        "\n",
        bold("The archive"),
        escape(numbers),
        _last_ingest(state.last_ingest),
        escape(f"Stored and searchable, not read for facts: {told}") if told else escape(""),
    )
    sources = [section(followed)] if followed else []
    said = join("\n", text, followed)
    return Message(said, (section(text), *sources, context(escape(scope(searched)))))


def gaps_message(listing: Listing) -> Message:
    """The questions that most need an answer, without a word on who asked them."""
    lines = [_gap(gap) for gap in listing.gaps]
    title, foot = bold(guide.GAPS), escape(guide.gaps_foot(listing))
    if not lines:
        return notice(guide.NO_GAPS)
    blocks = [section(title), *(section(line) for line in lines), context(foot)]
    turned = [
        button(label, Action.PAGE, value, key=label.lower())
        for label, page in (("Previous", listing.page - 1), ("Next", listing.page + 1))
        if 1 <= page <= listing.pages and (value := encode_ask(f"{GAPS} page {page}"))
    ]
    blocks += [actions(*turned)] if turned else []
    text = clip_markup(join("\n", title, *lines, foot), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


def _gap(gap: Gap) -> Mrkdwn:
    """A question and how it fared, so short that a page of them fits in any script."""
    asked = Mrkdwn(limits.clip_weight(escape(neutral(gap.asked)), _ASKED))
    return join("", escape("“"), asked, escape(f"”: {guide.gap_fared(gap)}"))


def _last_ingest(at: str | None) -> Mrkdwn:
    if at is None:
        return escape("")
    return join(" ", escape("Last ingest:"), moment(datetime.fromisoformat(at)))


def _intro() -> Mrkdwn:
    return join(
        " ",
        bold("Dateline"),
        escape("answers from the newsroom's own articles, each answer with its sentence."),
    )


def _elsewhere() -> Mrkdwn:
    return join(
        "\n",
        escape("In a thread, mention me with the same words; in a direct message just type them."),
        escape("There you can also ask in your own words, and go on: “and with Canada?”."),
        escape("Answers to a command are seen by you alone until you share them."),
        join(
            "",
            escape("Where another app has a name already, put "),
            code(f"/{DATELINE.name}"),
            escape(" in front: "),
            code(f"/{DATELINE.name} meetings Japan"),
        ),
        join(
            "",
            escape("To hold a text against the archive: "),
            code(f"/{DATELINE.name} {CHECK} TEXT"),
            escape(", in a thread or direct message "),
            code(f"{CHECK}: TEXT"),
            escape(f", or “{SHORTCUT.name}” in the menu of a message."),
        ),
        join(
            "",
            escape("What is new, at your hour, here or in a channel: "),
            code(f"/{DIGEST.name} daily 08:00 Japan, money"),
            escape(" (or "),
            code("weekdays 7:30 Europe/Madrid"),
            escape(", "),
            code("weekly mon 9am"),
            escape("); "),
            code(f"/{DIGEST.name} setup"),
            escape(" opens a form, "),
            code(f"/{DIGEST.name} list"),
            escape(" shows what there is."),
        ),
        join(
            "",
            escape("As soon as there is news, bundled: "),
            code(f"/{DATELINE.name} {FOLLOW} Japan every 6 hours"),
            escape("; "),
            code(f"/{DATELINE.name} {UNFOLLOW} Japan"),
            escape(" ends it."),
        ),
        join(
            "",
            escape("What the archive follows by itself: "),
            code(f"/{DATELINE.name} {SOURCES}"),
            escape("; another one: "),
            code(f"/{DATELINE.name} {SOURCES} add ADDRESS"),
            escape("; a single story: "),
            code(f"/{DATELINE.name} {ADD} ADDRESS"),
            escape(f", or “{STORY.name}” in the menu of a message."),
        ),
        join("", escape("Questions that found no answer: "), code(f"/{DATELINE.name} {GAPS}")),
        join(
            "",
            escape(f"A fact is wrong, or right: “{CORRECT}”, “{RULE}” and “{REPORT}” in the menu "),
            escape("beside it. What was decided: "),
            code(f"/{DATELINE.name} {LOG}"),
        ),
    )


def _line(command: Command) -> Mrkdwn:
    return join(" – ", code(f"/{command.name}"), escape(command.summary))


def _command(command: Command, examples: Sequence[str], *, single: bool) -> Block:
    usage = code(f"/{command.name} {command.usage}")
    living = [text for text in examples if text.split(" ", 1)[0] == f"/{command.name}"]
    shown = living or [f"/{command.name} {text}" for text in command.examples]
    tried = [code(text) for text in shown[: 10 if single else 2]]
    return section(join("\n", join(" – ", usage, escape(command.summary)), join("  ", *tried)))
