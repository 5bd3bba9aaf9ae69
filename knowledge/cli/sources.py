"""`sources`: what the archive follows by itself."""

import shlex
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import click

from knowledge.base import Base
from knowledge.cli.attached import attach
from knowledge.cli.embargoes import release
from knowledge.cli.spans import Span
from knowledge.cli.terminal import (
    Failure,
    Options,
    aside,
    command,
    put,
    put_json,
    reading,
    say,
    writing,
)
from knowledge.environment import private_network
from knowledge.model import NewProvider, Provider, ProviderKind
from knowledge.sources.events import Event, Happened, Tally
from knowledge.wording.sources import event_text, sources_text, span_text, tally_json, tally_text

if TYPE_CHECKING:
    from knowledge.sources.finding import Found


@click.group("sources")
def sources_command() -> None:
    """What the archive follows by itself: feeds, WordPress sites, sitemaps, folders, pages."""


@sources_command.command("add")
@click.argument("address")
@click.option("--name", help="What to call it; else its own title.")
@click.option("--outlet", metavar="NAME", help="Outlet where a story names none.")
@click.option("--every", type=Span(), default=900, help="How often to poll it. [default: 15m]")
@click.option(
    "--expect", type=Span(), help="Tell the editors when its newest story is older (24h)."
)
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in ProviderKind]), help="What it is, if known."
)
@click.option("--allow-private", is_flag=True, help="Its host may be in a private network.")
@click.option(
    "--by", default="", metavar="USER", help="Who adds it (member id): told when it fails."
)
@command
def add_command(
    address: str,
    name: str | None,
    outlet: str | None,
    every: int,
    expect: int | None,
    kind: str | None,
    allow_private: bool,
    by: str,
    options: Options,
) -> int:
    """Follow an address: a feed, a sitemap, a WordPress site, a page that names them, or a folder.

    What is there is looked up; where a site offers several, they are listed and one is chosen by
    its address or --kind. Polling is another command: sources poll.
    """
    from knowledge.reading import Unreadable
    from knowledge.reading.guarded import PrivateNetwork
    from knowledge.sources import finding
    from knowledge.sources.clock import Clock
    from knowledge.sources.web import Web, host_of

    allow_private = allow_private or host_of(address) in private_network()
    private = {host_of(address)} if allow_private else set()
    web = Web(Clock())
    try:
        if kind == ProviderKind.PAGE:
            found = [finding.page(address, web, private)]
        else:
            found = finding.find(address, web, private)
    except PrivateNetwork as problem:
        raise Failure(
            "The address leads into a private network. If it is your own, add it with "
            "--allow-private."
        ) from problem
    except Unreadable as problem:
        raise Failure(problem.reason) from problem
    if kind is not None:
        found = [one for one in found if one.kind == kind]
        if not found:
            raise Failure(f"There is no {kind} there. Leave --kind out to see what there is.")
    if len(found) > 1:
        return _choose(found, " --allow-private" if allow_private else "", options)
    [one] = found
    with writing(options, create=True) as base:
        new = NewProvider(
            kind=one.kind,
            address=one.address,
            name=name or _free_name(base, one.title or host_of(one.address) or one.address),
            outlet=outlet,
            every=every,
            expected=expect,
            private=allow_private,
            added_by=by,
        )
        provider = base.add_provider(new)
    if options.as_json:
        put_json({**_plain(provider), "fault": one.fault})
    else:
        if one.fault is not None:
            say(f"For now it can't be read in full. {one.fault}")
        put(
            f"“{provider.name}” ({provider.kind}) is followed, every {span_text(provider.every)}. "
            "Fetch what it has: python -m knowledge sources poll"
        )
    return 0


def _choose(found: list["Found"], more: str, options: Options) -> int:
    """Ask back which of several things is meant; `more` goes with each choice."""
    if options.as_json:
        put_json({"choices": [asdict(one) for one in found]})
        return 1
    say("There are several things to follow. Choose one:")
    for one in found:
        title = f"  ({one.title})" if one.title else ""
        asked = f"{shlex.quote(one.address)} --kind {one.kind}{more}"
        say(f"  python -m knowledge sources add {asked}{title}")
    return 1


def _free_name(base: Base, title: str) -> str:
    """A title as a name that no other provider has."""
    name, number = title, 1
    while name.isdecimal() or base.provider(name) is not None:
        number += 1
        name = f"{title} ({number})"
    return name


@sources_command.command("list")
@command
def list_command(options: Options) -> int:
    """List what is followed: how often, when it last worked, how old its newest story is."""
    from knowledge.base.decisions import now

    with reading(options) as base:
        states = base.provider_states()
    if options.as_json:
        put_json(
            [
                {
                    **asdict(state),
                    "provider": _plain(state.provider),
                    "late": state.late_since(now()),
                }
                for state in states
            ]
        )
    else:
        put(sources_text(states, now()))
    return 0


@sources_command.command("remove")
@click.argument("name")
@command
def remove_command(name: str, options: Options) -> int:
    """Follow a source no longer; its articles stay."""
    said = "is not followed any more. Its articles stay."
    return _changed(options, name, Base.remove_provider, said)


@sources_command.command("pause")
@click.argument("name")
@command
def pause_command(name: str, options: Options) -> int:
    """Leave a source alone until it is resumed."""
    return _changed(
        options, name, Base.pause_provider, "is paused. Go on with: sources resume NAME"
    )


@sources_command.command("resume")
@click.argument("name")
@command
def resume_command(name: str, options: Options) -> int:
    """Go on with a source that was paused, or try one at once that failed."""
    resume = partial(Base.pause_provider, paused=False)
    return _changed(options, name, resume, "is polled with the next: sources poll --due")


@sources_command.command("poll")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--due", is_flag=True, help="Only those whose time has come (for a scheduler).")
@click.option(
    "--attached", is_flag=True, help="Give way to other programs; end when the input is closed."
)
@command
def poll_command(names: tuple[str, ...], due: bool, attached: bool, options: Options) -> int:
    """Fetch what is new: of all sources, of those named, or of those that are due.

    What people asked to add is fetched first. One process polls at a time; may be stopped at any
    moment, and goes on where it was.
    """
    from knowledge.extraction import ModelProblem
    from knowledge.sources.polling import Elsewhere, poll

    if attached:
        attach()

    with writing(options) as base:
        providers = _to_poll(base, names, due)
        if not providers and not base.waiting_requests(1):
            say(
                "Nothing is due." if due else "Nothing is followed. Begin with: sources add ADDRESS"
            )
            return _summary([], [], options)
        events: list[Event] = []

        def told(event: Event) -> None:
            if event.happened is not Happened.UNCHANGED:
                aside(event_text(event))
            if event.provider is None:
                events.append(event)

        release(base)
        try:
            tallies = poll(base, providers, go_on=due and not names, told=told)
        except Elsewhere:
            say("Another process is fetching already. This one leaves it to it.")
            if options.as_json:
                put_json({"sources": [], "requests": [], "elsewhere": True})
            return 0 if due else 1
        except ModelProblem as problem:
            raise Failure(str(problem)) from problem
    return _summary(tallies, events, options)


def _to_poll(base: Base, names: tuple[str, ...], due: bool) -> list[Provider]:
    if not names:
        return base.due_providers() if due else [p for p in base.providers() if not p.paused]
    named = [_named(base, name) for name in dict.fromkeys(names)]
    due_ids = {provider.id for provider in base.due_providers()} if due else set()
    return [provider for provider in named if not due or provider.id in due_ids]


def _summary(tallies: list[Tally], asked: list[Event], options: Options) -> int:
    for tally in tallies:
        say(tally_text(tally))
    if options.as_json:
        put_json(
            {
                "sources": [tally_json(tally) for tally in tallies],
                "requests": [
                    {"url": one.address, "outcome": str(one.happened), "article": one.article}
                    for one in asked
                ],
                "elsewhere": False,
            }
        )
    failed = any(tally.failed or tally.counts[Happened.FAILED] for tally in tallies)
    return 1 if failed or any(one.happened is Happened.FAILED for one in asked) else 0


def _named(base: Base, name: str) -> Provider:
    provider = base.provider(name)
    if provider is None:
        raise Failure(
            f"There is no source “{name}”. See them all: python -m knowledge sources list"
        )
    return provider


def _plain(provider: Provider) -> dict[str, object]:
    """A provider as machines get it: without what only the next poll needs."""
    told = asdict(provider)
    return {name: told[name] for name in told if name not in ("etag", "last_modified", "cursor")}


def _changed(options: Options, name: str, change: Callable[[Base, int], object], said: str) -> int:
    """Change a source by its number, and say of it what came of that."""
    with writing(options) as base:
        provider = _named(base, name)
        change(base, provider.id)
    if options.as_json:
        put_json({"name": provider.name, "id": provider.id})
    else:
        put(f"“{provider.name}” {said}")
    return 0
