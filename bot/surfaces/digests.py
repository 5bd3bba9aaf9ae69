"""Digests and alerts: set up in words, previewed, changed and ended with buttons."""

import re
from collections.abc import Awaitable
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.desk import Desk
from bot.digests import messages
from bot.digests.arrangements import (
    Arrangement,
    Between,
    Follow,
    Form,
    Listing,
    Off,
    Preview,
    Setup,
    Unfollow,
    Unread,
)
from bot.digests.arranging import Asker, asker_of
from bot.digests.deeds import DAYS, Deed, Done, decode
from bot.digests.problems import DigestProblem, Which
from bot.digests.subscription import Sort, Subscription
from bot.digests.telling import said_as
from bot.ids import Action
from bot.render import subscriptions as render
from bot.render.blocks import Message
from bot.render.guide import notice
from bot.routing import Arrange, route
from bot.surfaces import digestforms, home
from bot.surfaces.clicks import Click, read_click
from bot.values import decode_ask
from knowledge.model import Choice

SHOWN = 3
"""Messages of a preview: the edition, and the beginning of its thread."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the buttons and menus; words come from `bot.surfaces.commands` and mentions."""

    @desk.during
    async def done(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        chosen = action.get("selected_option")
        value = chosen.get("value") if isinstance(chosen, dict) else action.get("value")
        click, deed = read_click(body, {**action, "value": value}), decode(value)
        asker = asker_of(click.user, click.channel, desk.timezone)
        if deed.deed is Deed.SETTINGS:
            one = await desk.digests.arranging.managed(asker, deed.id)
            return await digestforms.open_form(desk, context, click.trigger, asker, one)
        if deed.deed is Deed.PREVIEW:
            return await _preview(desk, context, click, asker, deed.id)
        await _do(desk, context, click, asker, deed)

    @desk.during
    async def form(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        sort = Sort.FOLLOW if action.get("value") == Sort.FOLLOW else Sort.DIGEST
        asker = asker_of(*_who(body), desk.timezone)
        trigger = str(body.get("trigger_id", ""))
        await digestforms.open_form(desk, context, trigger, asker, sort=sort)

    @desk.during
    async def chosen(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = read_click(body, action)
        wanted = route(decode_ask(click.value))
        if not isinstance(wanted, Arrange) or click.response_url is None:
            raise DigestProblem(messages.UNREADABLE_TIME)
        asker = asker_of(click.user, click.channel, desk.timezone)
        for message in await arranged(desk, asker, wanted.what):
            await desk.responses.send(click.response_url, message, replace=click.own)

    app.action(Action.DIGEST.pattern)(done)
    app.action(Action.DIGEST_FORM.pattern)(form)
    app.action(Action.DIGEST_WORDS.pattern)(chosen)


def _who(body: dict[str, Any]) -> tuple[str, str]:
    """The person and the channel of a click that stands anywhere."""
    user, channel = body.get("user"), body.get("channel")
    return (
        str(user.get("id", "")) if isinstance(user, dict) else "",
        str(channel.get("id", "")) if isinstance(channel, dict) else "",
    )


async def arranged(desk: Desk, asker: Asker, what: Arrangement) -> list[Message]:
    """What comes of words that set something up; errors are said, with the next step."""
    try:
        return await _arranged(desk, asker, what)
    except Which as question:
        begun = "follow" if isinstance(what, Follow) else "digest"
        asked = [f"{begun} {said_as(what, choice.text)}" for choice in question.choices]
        return [render.which(question.said, question.choices, asked)]
    except DigestProblem as problem:
        return [notice(problem.said)]


async def _arranged(desk: Desk, asker: Asker, what: Arrangement) -> list[Message]:
    digests = desk.digests.arranging
    now = digests.at()
    match what:
        case Setup():
            place = await digests.places.for_posts(asker.channel, asker.user)
            one, new = await digests.add(asker, digests.plan(asker, what, place))
            unheld = await digests.unheld(asker, one)
            return [render.set_up(one, now, new=new, unheld=unheld)]
        case Between():
            return [_between(asker, what)]
        case Follow():
            return [await _followed(desk, asker, what)]
        case Unfollow():
            return [await _unfollowed(desk, asker, what)]
        case Off():
            return [await _off(desk, asker, what.which)]
        case Listing():
            return [render.listed(await _listed(desk, asker), now, what.page)]
        case Preview():
            return await _previewed(desk, asker, what.wanted)
        case Form():
            return [render.offer_form()]
        case Unread():
            return [notice(messages.unread(what.why, what.what))]


def _between(asker: Asker, what: Between) -> Message:
    """The question which zone a word stands for, if any."""
    meant = [
        (f"The time zone {zone.key.replace('_', ' ')}", replace(what.timed, zone=zone))
        for zone in what.zones
    ]
    # With a zone of its own the word no longer stands beside the hour.
    meant.append((f"About “{what.what}”", replace(what.topic, zone=what.topic.zone or asker.zone)))
    choices = [Choice(label, said_as(setup, setup.wanted)) for label, setup in meant]
    asked = [f"digest {choice.text}" for choice in choices]
    return render.which(messages.between(what.what), choices, asked)


async def _followed(desk: Desk, asker: Asker, what: Follow) -> Message:
    digests = desk.digests.arranging
    channel = asker.channel if what.here else ""
    place = await digests.places.for_posts(channel, asker.user)
    one, new = await digests.add(asker, digests.plan(asker, what, place))
    unheld = await digests.unheld(asker, one)
    return render.set_up(one, digests.at(), new=new, unheld=unheld)


async def _unfollowed(desk: Desk, asker: Asker, what: Unfollow) -> Message:
    """End the alert that words name: of somebody themselves, or of the channel."""
    digests = desk.digests.arranging
    there = [one for one in await _listed(desk, asker) if one.sort is Sort.FOLLOW]
    fitting = there
    if what.wanted:
        wanted, _ = await digests.wanted(asker, what.wanted)
        fitting = [one for one in there if one.words == wanted.text]
    if not fitting:
        return notice(messages.NOTHING_FOLLOWED)
    if len(fitting) > 1:
        return render.listed(fitting, digests.at())
    return render.ended(await digests.remove(asker, fitting[0].id))


async def _off(desk: Desk, asker: Asker, which: str) -> Message:
    """End the digest of a place: the only one, the one of a number in the list, or all."""
    digests = desk.digests.arranging
    there = await _listed(desk, asker)
    here = {one.id for one in await digests.here(asker)}
    if which.isdigit():
        chosen = there[int(which) - 1 : int(which)] if int(which) else []
        # A slip of a number must not take a digest from the readers of another channel.
        if chosen and chosen[0].id not in here and not chosen[0].direct:
            return notice(messages.elsewhere(render.where(chosen[0])))
    else:
        chosen = [one for one in there if one.sort is Sort.DIGEST and one.id in here]
    if not chosen:
        return notice(messages.NONE_HERE)
    if len(chosen) > 1 and which != "all":
        listed = render.listed(there, digests.at())
        return Message(listed.text, (*notice(messages.WHICH).blocks, *listed.blocks))
    ended = [await digests.remove(asker, one.id) for one in chosen]
    return render.ended(*ended)


async def _listed(desk: Desk, asker: Asker) -> list[Subscription]:
    """Those of the place first, then one's own elsewhere: the order of the numbers.

    What somebody gets for themselves is nobody else's business.
    """
    here = await desk.digests.arranging.here(asker)
    own = [] if asker.public else await desk.digests.arranging.own(asker)
    return list({one.id: one for one in (*here, *own)}.values())


async def _previewed(desk: Desk, asker: Asker, wanted: str) -> list[Message]:
    """What a digest of these words would say now; without any, the digest of the place.

    A number is that of the list.
    """
    digests = desk.digests.arranging
    if re.fullmatch(r"#?\d{1,2}", wanted):
        number = int(wanted.lstrip("#"))
        listed = (await _listed(desk, asker))[number - 1 : number] if number else []
        if not listed:
            return [notice(messages.NO_NUMBER)]
        return await desk.digests.editions.preview(listed[0], digests.at())
    here = [one for one in await digests.here(asker) if one.sort is Sort.DIGEST]
    if not wanted and here:
        return await desk.digests.editions.preview(here[0], digests.at())
    text, _ = await digests.wanted(asker, wanted)
    return await desk.digests.editions.of_words(text, digests.at(), asker.zone)


async def _preview(
    desk: Desk, context: AsyncBoltContext, click: Click, asker: Asker, id: str
) -> None:
    """Show what a digest would say now to the one who asks, and to nobody else."""
    one = await desk.digests.arranging.managed(asker, id)
    made = desk.digests.editions.preview(one, desk.digests.arranging.at())
    if click.response_url is None:
        return await _in_window(desk, context, click, made)
    for message in (await made)[:SHOWN]:
        await desk.responses.send(click.response_url, message)


async def _do(
    desk: Desk, context: AsyncBoltContext, click: Click, asker: Asker, deed: Done
) -> None:
    """End, mute or resume one, and say so where it was asked; others learn of an end too."""
    digests = desk.digests.arranging
    if deed.deed is Deed.OFF:
        message = render.ended(await digests.remove(asker, deed.id), by=click.user)
    else:
        one = await digests.mute(asker, deed.id, DAYS[deed.deed])
        message = render.held(one, digests.at())
    if click.response_url is None:
        if click.modal is not None:
            return await views.update_view(desk.client, click.modal, render.window(message))
        return await home.publish(desk, click.user, None)
    public = deed.deed is Deed.OFF and not click.own
    thread = (click.thread or click.message.rpartition(":")[2]) if public else None
    await desk.responses.send(click.response_url, message, in_channel=public, thread=thread)


async def _in_window(
    desk: Desk, context: AsyncBoltContext, click: Click, made: Awaitable[list[Message]]
) -> None:
    async def window() -> dict[str, Any]:
        return render.window((await made)[0])

    await views.show(desk.client, context, click.trigger, window(), on_top=click.modal is not None)
