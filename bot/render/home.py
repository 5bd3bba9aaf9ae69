"""The App Home as a view: blocks that Home takes, which are no tables, charts and thumbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.ids import Action, Input
from bot.render import inputs, limits
from bot.render.blocks import Block, Element, actions, button, context, divider, header, section
from bot.render.facts import Detail, fact_blocks
from bot.render.text import Mrkdwn, bold, code, escape, join, moment
from bot.values import encode_ask
from knowledge.base import State
from knowledge.commands import COMMANDS
from knowledge.dates.edtf import words as date_words
from knowledge.model import Fact, Scope
from knowledge.wording import guide
from knowledge.wording.texts import count

LONGEST_SEARCH = 300

_DETAIL = Detail(line=600, quote=240, sources=1)


@dataclass(frozen=True, slots=True)
class Home:
    """What Home shows: the archive in numbers, its latest facts, and commands that find some.

    `followed` tells of the sources.
    """

    state: State
    scope: Scope
    latest: tuple[Fact, ...] = ()
    examples: tuple[str, ...] = ()
    followed: tuple[Block, ...] = ()


def home_view(home: Home, digests: Sequence[Block] = ()) -> dict[str, Any]:
    """The App Home of anybody, with their `digests`; never fails and keeps to every limit."""
    blocks = [
        header("The newsroom's archive"),
        *_archive(home),
        *home.followed,
        divider(),
        *_search(home),
    ]
    if digests:
        blocks += [divider(), *digests]
    if home.latest:
        blocks += [divider(), header("Latest facts")]
        for fact in home.latest:
            blocks += fact_blocks(fact, _DETAIL)
    return _view([*blocks, divider(), *_help()])


def home_notice(said: str) -> dict[str, Any]:
    """A Home with one of our own sentences (`bot.messages`), such as an error."""
    return _view([section(Mrkdwn(said))])


def _view(blocks: Sequence[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": limits.fit(blocks, limits.HOME_BLOCKS, limits.VIEW_TOTAL)}


def _archive(home: Home) -> list[Block]:
    """Freshness and coverage."""
    if not home.scope.articles:
        return [section(escape(guide.EMPTY_ARCHIVE))]
    kinds = [count(number, kind) for kind, number in sorted(home.state.facts.items()) if number]
    held = [
        bold(count(home.scope.articles, "article")),
        escape(_span(home.scope)),
        bold(count(home.scope.facts, "fact")),
        escape(", ".join(kinds)),
    ]
    told = [section(join("\n", join(" ", *held[:2]), join(": ", *held[2:])))]
    at = _moment(home.state.last_ingest)
    if at:
        told.append(context(join(" ", escape("Last read:"), at)))
    return told


def _span(scope: Scope) -> str:
    """From the first to the last publication."""
    if scope.first is None or scope.last is None:
        return "without publication dates"
    first, last = date_words(scope.first), date_words(scope.last)
    return f"published on {first}" if first == last else f"published from {first} to {last}"


def _moment(at: str | None) -> Mrkdwn:
    try:
        told = datetime.fromisoformat(at or "")
    except ValueError:
        return Mrkdwn("")
    return moment(told if told.tzinfo is not None else told.replace(tzinfo=UTC))


def _search(home: Home) -> list[Block]:
    """A box to type in, the form with every filter, and commands that find something here."""
    box = inputs.text_input(
        Action.FIND, "Words, names, countries, or a command: quotes Hun Sen", LONGEST_SEARCH
    )
    box["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    find = inputs.dispatching(inputs.input_block(Input.WORDS, "Search, then press Enter", box))
    form = button("Search with filters", Action.SEARCH, "search")
    quick: list[Element] = [
        button(example, Action.CHOOSE, value, key=f"quick{number}")
        for number, example in enumerate(home.examples)
        if (value := encode_ask(example.removeprefix("/"))) is not None
    ]
    return [find, actions({**form, "style": "primary"}, *quick)]


def _help() -> list[Block]:
    """How to ask, in a few lines; all of it is behind a button."""
    lines = [join(" – ", code(f"/{one.name}"), escape(one.summary)) for one in COMMANDS]
    asked = encode_ask("help")
    more = [button("How to ask", Action.CHOOSE, asked, key="help")] if asked is not None else []
    words = "Answers are seen by you alone until you share them. In a thread, mention me."
    return [
        header("Commands"),
        section(join("\n", *lines)),
        context(escape(words)),
        *([actions(*more)] if more else []),
    ]
