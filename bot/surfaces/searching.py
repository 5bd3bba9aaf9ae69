"""The search window: opened by a command alone, a shortcut or Home; its names; its sending off."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import messages, places, views
from bot.desk import Desk
from bot.errors import BotError, TriggerExpired
from bot.ids import Action, Callback
from bot.places import Place, user_of
from bot.render.answers import Frame
from bot.render.inputs import filter_id, options
from bot.render.search import command_in, filled_in, is_empty, search_modal
from bot.render.sources import notice_modal
from knowledge.base import Base
from knowledge.commands import FACTS, Command
from knowledge.language import typed
from knowledge.language.forms import Unfit, query_of
from knowledge.names import party_name
from knowledge.wording.phrases import person

OPENING = 3.0
"""Seconds after which Slack opens no window any more."""

SUGGESTING = 2.0
"""Seconds that suggestions may take on a bad day, of the three that Slack waits."""

Offer = Callable[[Base, str], list[dict[str, Any]]]

log = logging.getLogger("dateline.searching")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the search window; commands and shortcuts open it by `open_search`."""

    @desk.during
    async def pressed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await open_search(desk, str(body.get("trigger_id", "")), Place(user_of(body)))

    @desk.during
    async def chosen(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        view = body.get("view")
        command = command_in(view) if isinstance(view, dict) else None
        if isinstance(view, dict) and command is not None:
            kept = str(view.get("private_metadata", ""))
            changed = search_modal(command, kept, choosing=True)
            await views.update_view(desk.client, str(view.get("id", "")), changed)

    @desk.during
    async def parties(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await ack(options=await _suggested(desk, _party_options, payload))

    @desk.during
    async def people(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await ack(options=await _suggested(desk, _person_options, payload))

    @desk.during
    async def sent(
        ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        command = command_in(view) or FACTS
        filled = filled_in(view)
        try:
            text = typed(query_of(command.name, filled))
        except Unfit as unfit:
            errors = {filter_id(field): said for field, said in unfit.said.items()}
            await ack(response_action="errors", errors=errors)
            return
        place = places.decode(view.get("private_metadata"), user_of(body))
        if place.url is None:
            said = notice_modal(messages.ANSWERED_DIRECTLY)
            await ack(response_action="update", view=said)
        else:
            await ack()
        context["place"] = place
        note = messages.NO_CONDITION if is_empty(filled) else ""
        await answer_at(desk, place, text, note)

    app.action(Action.SEARCH.pattern)(pressed)
    app.action(Action.COMMAND.pattern)(chosen)
    app.options(Action.PARTY.pattern)(parties)
    app.options(Action.PERSON.pattern)(people)
    app.view(Callback.SEARCH.pattern)(sent)


async def open_search(
    desk: Desk, trigger: str, place: Place, command: Command | None = None
) -> None:
    """Open the form of a command, or with None one that lets choose among them.

    Raises:
        BotError: the window can't be opened.
    """
    view = search_modal(command or FACTS, place.encode(), choosing=command is None)
    try:
        async with asyncio.timeout(OPENING):
            await views.open_view(desk.client, trigger, view)
    except (TimeoutError, aiohttp.ClientError) as error:
        raise TriggerExpired from error


async def answer_at(desk: Desk, place: Place, text: str, note: str = "") -> None:
    """Answer a text at a place; in the direct message once a response URL is no longer taken.

    A `note` is said with what was found.

    Raises:
        NoBase: the fact base can't be read.
        SlackApiError: Slack takes no direct message either.
    """
    directly = await desk.reply(text, Frame(direct=True, note=note))
    there = Frame(private=True, note=note)
    message = await desk.reply(text, there) if place.shareable else directly
    await desk.say_at(place, message, directly)


async def _suggested(desk: Desk, offer: Offer, payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Options for what is being typed; none when the base can't be read, or not in time."""
    typed_so_far = str(payload.get("value") or "")
    looking = asyncio.ensure_future(desk.readers.run(lambda base: offer(base, typed_so_far)))
    try:
        async with asyncio.timeout(SUGGESTING):
            found: list[dict[str, Any]] = await asyncio.shield(looking)
            return found
    except (TimeoutError, BotError) as problem:
        log.warning("No suggestions (%s)", type(problem).__name__)
        return []


def _party_options(base: Base, text: str) -> list[dict[str, Any]]:
    return options([(code, party_name(code)) for code in base.parties_like(text)])


def _person_options(base: Base, text: str) -> list[dict[str, Any]]:
    return options([(ref.id, person(ref)) for ref in base.people_like(text)])
