"""What is followed, as messages: the list with its buttons, what came of a change, alarms."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.ids import Action, Callback
from bot.places import Place
from bot.providers import said
from bot.providers.adding import Added, NotAdded
from bot.providers.reasons import in_slack
from bot.providers.values import StoryRef, Tend, Wanted
from bot.providers.words import Deed, Follow
from bot.render import inputs, limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirmed,
    context,
    form,
    section,
)
from bot.render.guide import notice
from bot.render.text import Mrkdwn, bold, clip_markup, code, escape, join, link, moment, size
from bot.values import encode_ask
from knowledge.model import Article, Provider, ProviderState, Request, RequestState
from knowledge.wording.addresses import shown
from knowledge.wording.sources import age_text, span_text, state_text
from knowledge.wording.texts import count

SHOWN = 8
"""Sources on a page."""

IN_STATUS = 20
"""Sources that are told of in the state of the archive."""

LIST = "dateline sources"
"""What a button asks that shows the list."""

_NAME, _ADDRESS, _STATE = 100, 160, 500


def sources_message(
    states: Sequence[ProviderState],
    now: str,
    *,
    page: int,
    note: str,
    alarms: Mrkdwn,
    trouble: str = "",
) -> Message:
    """What is followed, a page of it, and what can be done about it.

    `now` is an instant, `note` says what was just done, `alarms` who hears of trouble;
    `trouble` says that nothing is fetched at all.
    """
    if not states:
        return notice("\n".join(filter(None, (escape(note), said.NOTHING))))
    pages = -(-len(states) // SHOWN)
    page = max(1, min(page, pages))
    on_page = states[(page - 1) * SHOWN : page * SHOWN]
    title = join("\n", bold(_title(states)), escape(trouble))
    blocks: list[Block] = [section(escape(note))] if note else []
    blocks.append(section(title))
    for state in on_page:
        blocks += [section(_source(state, now)), actions(*_deeds(state.provider, page))]
    foot = [alarms, Mrkdwn("Add one: `/dateline sources add https://…`")]
    blocks.append(context(join(" ", *foot)))
    blocks += _turning(page, pages)
    lines = [escape(note), title, *(_source(state, now) for state in on_page), *foot]
    text = clip_markup(join("\n", *lines), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


def _title(states: Sequence[ProviderState]) -> str:
    paused = sum(state.provider.paused for state in states)
    followed = f"The archive follows {count(len(states), 'source')}"
    if paused < len(states):
        return f"{followed}, {paused:,} of them paused" if paused else followed
    return f"{followed}, {'which is' if paused == 1 else 'all'} paused: nothing is fetched"


def _source(state: ProviderState, now: str) -> Mrkdwn:
    provider = state.provider
    told = f"{provider.kind}, every {span_text(provider.every)}"
    at = moment(datetime.fromisoformat(provider.due_at)) if provider.due_at > now else escape("now")
    next_look = escape("") if provider.paused else join(" ", escape("Next look:"), at)
    head = join(" · ", bold(provider.name, _NAME), escape(told), _address(provider.address))
    return join("\n", head, escape(f"{state_text(state, now)}.", _STATE), next_look)


def _address(address: str) -> Mrkdwn:
    """An address without what may be a password or a key: all who ask read it.

    It is a link where nothing is left out. A folder's path is nobody's business in Slack. The
    command line shows the whole address.
    """
    if not address.lower().startswith(("https://", "http://")):
        return escape("on this machine")
    safe = shown(address)
    return link(address if safe == address else None, safe, _ADDRESS)


def _deeds(provider: Provider, page: int) -> list[Element]:
    def one(label: str, deed: Deed) -> Element:
        value = Tend(deed, provider.id, page).encode()
        key = f"{deed}{provider.id}"
        return button(label, Action.TEND, value, key=key, aloud=f"{label}: {provider.name}")

    turn = one("Resume", Deed.RESUME) if provider.paused else one("Pause", Deed.PAUSE)
    now = [] if provider.paused else [one("Fetch now", Deed.POLL)]
    gone = confirmed(
        one("Remove", Deed.REMOVE),
        "Follow it no longer?",
        f"{provider.name[:100]} is not fetched any more. Its articles stay in the archive.",
        "Remove",
    )
    return [turn, *now, gone]


def _turning(page: int, pages: int) -> list[Block]:
    turned = [
        button(label, Action.PAGE, value, key=label.lower())
        for label, other in (("Previous", page - 1), ("Next", page + 1))
        if 1 <= other <= pages and (value := encode_ask(f"{LIST} page {other}"))
    ]
    return [actions(*turned)] if turned else []


def done(deed: Deed, provider: Provider) -> str:
    """What was done, in a sentence."""
    name = f"“{provider.name[:_NAME]}”"
    match deed:
        case Deed.PAUSE:
            return f"{name} is paused."
        case Deed.RESUME:
            return f"{name} is fetched again, the first time now."
        case Deed.POLL if provider.paused:
            return f"{name} is paused: resume it first."
        case Deed.POLL:
            return f"{name} is fetched now."
    return f"{name} is not followed any more. Its articles stay."


def added(one: Added) -> Message:
    """A source is followed from now on."""
    told = join(
        " ",
        bold(one.name, _NAME),
        escape(f"({one.kind}) is followed, every {span_text(one.every)}. The first look is now."),
    )
    return Message(told, (section(told), actions(list_button())))


def not_added(wanted: Follow, found: NotAdded) -> Message:
    """Why nothing is followed, or what there is to choose from."""
    if not found.choices:
        told = join(" ", escape("Nothing was added."), in_slack(found.reason))
        return Message(told, (section(told),))
    told = escape("There are several things to follow. Which one?")
    blocks: list[Block] = [section(told)]
    for number, one in enumerate(found.choices[:SHOWN]):
        value = Wanted(one.address, wanted.name, wanted.every, wanted.expect, one.kind).encode()
        line = join(" · ", bold(one.title, _NAME), escape(one.kind), _address(one.address))
        chosen = None
        if value is not None:
            aloud = f"Follow {one.title or shown(one.address)}"
            chosen = button("Follow", Action.WANTED, value, key=str(number), aloud=aloud)
        blocks.append(section(line, chosen))
    lines = [join(" ", escape(one.kind), _address(one.address)) for one in found.choices]
    text = clip_markup(join("\n", told, *lines), limits.MESSAGE_TEXT)
    return Message(Mrkdwn(text), tuple(limits.fit(blocks)))


STORIES = "dateline.stories_chosen"
"""The block of the form that asks which stories to add."""


def stories_form(addresses: Sequence[str], place: Place) -> dict[str, Any]:
    """Asks which of the addresses of a message to add; as many as the form can carry."""
    kept: dict[str, Any] = {"u": place.url, "s": []} if place.url else {"s": []}
    for address in addresses:
        more = {**kept, "s": [*kept["s"], address]}
        if size(json.dumps(more)) <= limits.PRIVATE_METADATA:
            kept = more
    named = [inputs.option(_short(one), str(n)) for n, one in enumerate(kept["s"])]
    ticks = {**inputs.checkboxes(Action.STORIES, named), "initial_options": named}
    asked = inputs.input_block(STORIES, "Which of these stories?", ticks)
    carries = json.dumps(kept)
    return form("Add to the archive", [asked], Callback.STORIES, send="Add", carries=carries)


def _short(address: str) -> str:
    safe = shown(address)
    return safe.partition("://")[2] or safe


def refusals(reasons: Sequence[str]) -> Message:
    """Why addresses are not even tried."""
    told = join("\n", *(in_slack(reason, 300) for reason in dict.fromkeys(reasons)))
    return Message(told, (section(told),))


def outcome(request: Request, article: Article | None, facts: int) -> Message:
    """What came of a story that somebody asked for."""
    address = _address(request.url)
    if request.state is RequestState.FAILED:
        why = in_slack(request.outcome or "", 500)
        told = join(" ", escape("I could not add"), address)
        told = join(" ", Mrkdwn(f"{told}:"), why)
        return Message(told, (section(told),))
    name = bold(article.title, 200) if article is not None and article.title else address
    told = join(": ", name, escape(request.outcome or "", 300))
    told = join(" ", told, escape(f"Facts read in it: {facts:,}.") if article else escape(""))
    blocks: list[Block] = [section(told)]
    value = StoryRef(article.id).encode() if article is not None and facts else None
    if value is not None:
        blocks.append(actions(button("See the facts", Action.STORY, value)))
    return Message(told, tuple(blocks))


def status_lines(states: Sequence[ProviderState], now: str, trouble: str = "") -> Mrkdwn:
    """How each source does: its last success, and the age of its newest story.

    `trouble` says that nothing is fetched at all.
    """
    if not states:
        return escape("")
    lines = [
        join(": ", bold(state.provider.name, _NAME), escape(state_text(state, now), 220))
        for state in states[:IN_STATUS]
    ]
    if len(states) > IN_STATUS:
        lines.append(join(" ", escape(f"and {len(states) - IN_STATUS:,} more:"), code(f"/{LIST}")))
    return join("\n", bold("What it follows"), escape(trouble), *lines)


def home_blocks(states: Sequence[ProviderState], now: str) -> list[Block]:
    """How the sources do, in a line, with the way to the list."""
    if not states:
        return []
    worked = max((one.provider.succeeded_at or "" for one in states), default="")
    told = [f"Follows {count(len(states), 'source')}"]
    told += [f"last fetched {age_text(worked, now)}"] if worked else []
    failing = [one.provider.name[:60] for one in states if one.provider.is_failing]
    late = [one.provider.name[:60] for one in states if one.late_since(now) is not None]
    told += [f"can't fetch {_names(failing)}"] if failing else []
    told += [f"nothing new from {_names(late)}"] if late else []
    return [context(escape(f"{'; '.join(told)}.", 900)), actions(list_button())]


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"


def list_button() -> Element:
    """The way to the list of sources."""
    value = encode_ask(LIST)
    assert value is not None
    return button("Sources", Action.CHOOSE, value, key="sources")
