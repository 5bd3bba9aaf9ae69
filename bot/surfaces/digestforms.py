"""The form of a digest: opened by a command, a button or Home, checked and kept when it is sent."""

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.desk import Desk
from bot.digests.arranging import Asker, Plan, asker_of
from bot.digests.problems import DigestProblem
from bot.digests.schedule import Hours
from bot.digests.subscription import Sort, Subscription
from bot.digests.words import EIGHT
from bot.errors import BotError
from bot.ids import Action, Callback
from bot.observing.requests import came_of_it
from bot.places import user_of
from bot.render import inputs
from bot.render import subscriptions as render
from bot.render.digestfields import Filled, Part, Unfilled, filled_in, kept_in, taken_apart
from bot.render.digestforms import digest_form
from bot.render.sources import notice_modal
from bot.surfaces import lateforms
from bot.surfaces.lateforms import Outcome
from knowledge.answers.common import person_name
from knowledge.answers.digests import read
from knowledge.base import Base
from knowledge.names import party_name

ZONES = 20
"""Time zones that are suggested."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the form."""

    @desk.during
    async def zones(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await ack(options=inputs.options(suggested(str(payload.get("value") or ""))))

    @desk.during
    async def sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        found = body.get("view")
        view: dict[str, Any] = found if isinstance(found, dict) else {}
        outcome = _outcome(desk, user_of(body), view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    app.options(Action.ZONE.pattern)(zones)
    app.view(str(Callback.DIGEST))(sent)


async def open_form(
    desk: Desk,
    context: AsyncBoltContext,
    trigger: str,
    asker: Asker,
    one: Subscription | None = None,
    *,
    sort: Sort = Sort.DIGEST,
) -> None:
    """Open the form: empty for the channel it is asked from, or with what there is of `one`.

    An empty one is for a new digest, or a new alert (`sort`).

    Raises:
        BotError: Slack's time for the window ran out, or the fact base can't be read.
    """
    if one is None:
        channel = "" if asker.channel.startswith("D") else asker.channel
        filled = Filled(sort, Hours(asker.zone, EIGHT), channel)
        await views.show(desk.client, context, trigger, _ready(digest_form(filled)))
    else:
        await views.show(desk.client, context, trigger, _of(desk, asker, one))


async def _ready(view: dict[str, Any]) -> dict[str, Any]:
    return view


async def _of(desk: Desk, asker: Asker, one: Subscription) -> dict[str, Any]:
    """The form of a subscription, filled in with it."""
    filled = Filled(
        one.sort,
        one.hours,
        "" if one.direct else one.place,
        one_line=one.one_line,
        every=one.every,
    )
    filled = await desk.readers.run(lambda base: _filled(base, desk, asker, one, filled))
    return digest_form(filled, one.id)


def _filled(base: Base, desk: Desk, asker: Asker, one: Subscription, filled: Filled) -> Filled:
    """A form filled in with what a subscription wants."""
    told = read(
        one.words, base, today=desk.digests.arranging.at().astimezone(asker.zone).date()
    ).wanted
    if told is None:
        # The archive no longer knows what is wanted: the words can be mended by hand.
        return replace(filled, words=one.words)
    name = person_name(base)
    names = {code: party_name(code) for code in told.parties}
    return taken_apart(told, names | {id: name(id) for id in told.people}, filled)


async def _outcome(desk: Desk, user: str, view: dict[str, Any]) -> Outcome:
    """What comes of a form: complaints, or what is set up."""
    asker = asker_of(user, "", desk.timezone)
    id, _ = kept_in(view)
    part = Part.PLACE
    try:
        filled = filled_in(view, asker.zone)
        place = await desk.digests.arranging.places.of_member(filled.channel, user)
        part = Part.TOPICS
        hours, sort = filled.hours, filled.sort
        plan = Plan(sort, place, filled.wanted, hours, filled.every, filled.one_line)
        if id:
            one, new = await desk.digests.arranging.change(asker, id, plan), False
        else:
            one, new = await desk.digests.arranging.add(asker, plan)
        unheld = await desk.digests.arranging.unheld(asker, one)
    except Unfilled as unfilled:
        return _complaints(unfilled)
    except DigestProblem as problem:
        came_of_it(problem)
        return _complaints(Unfilled({part: problem.said}))
    except BotError as problem:
        came_of_it(problem)
        return Outcome(notice_modal(problem.said))
    now = desk.digests.arranging.at()
    return Outcome(render.window(render.set_up(one, now, new=new, unheld=unheld)))


def _complaints(unfilled: Unfilled) -> Outcome:
    return Outcome(notice_modal(" ".join(unfilled.said.values())), unfilled.errors)


def suggested(text: str) -> list[tuple[str, str]]:
    """Time zones that hold what somebody types: name and label, cities that begin with it first."""
    wanted = " ".join(text.replace("_", " ").casefold().split())
    found = []
    for zone in available_timezones():
        label = zone.replace("_", " ")
        city = label.rpartition("/")[2].casefold()
        if wanted in label.casefold() and (("/" in zone) or zone in ("UTC", "GMT")):
            found.append((not city.startswith(wanted), label, zone))
    return [(zone, label) for _, label, zone in sorted(found)[:ZONES]]
