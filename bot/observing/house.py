"""What observes one running Dateline, put together: its health, and what `/metrics` tells."""

import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.health import Health
from bot.logs import Counting
from bot.observing.figures import Figures
from bot.observing.gathering import Gathering
from bot.observing.meter import NONE, Meter
from bot.observing.requests import Tracker
from bot.observing.watch import Watch
from bot.readers import Readers
from bot.service import Service
from bot.settings import Settings
from bot.upgrading.preparing import Preparing


@dataclass(frozen=True, slots=True)
class Observing:
    """Those who observe; `gathering` is None where metrics are switched off."""

    health: Health
    preparing: Preparing
    meter: Meter
    gathering: Gathering | None


def observe(settings: Settings, stack: AsyncExitStack) -> Observing:
    """Begin to observe, before there is a bot; leaving `stack` ends it."""
    figures = Figures() if settings.metrics else None
    meter = NONE if figures is None else figures
    preparing = Preparing(settings.database)
    health = Health(
        settings.mode,
        Readers(settings.database, meter=meter),
        preparing=preparing,
        stale_hours=settings.stale_hours,
    )
    if figures is None:
        return Observing(health, preparing, meter, None)
    counting = Counting(figures)
    logging.getLogger().addHandler(counting)
    stack.callback(logging.getLogger().removeHandler, counting)
    gathering = Gathering(figures, health)
    stack.push_async_callback(gathering.close)
    return Observing(health, preparing, meter, gathering)


def watched(observing: Observing, service: Service, tracker: Tracker) -> None:
    """Observe a bot that is put together: its threads, its writes, its queues, its connection."""
    health, desk = observing.health, service.desk
    health.writer = desk.writer
    alone = [[desk.writer.worker], [desk.seen.worker]]
    health.watch = Watch([health.readers.workers, *alone], observing.meter)
    health.replica = lambda: service.replicating.state if service.replicating is not None else None
    if observing.gathering is None:
        return
    observing.gathering.attempts = lambda: (
        service.socket.attempts if service.socket is not None else None
    )
    observing.gathering.queues = lambda: {
        "requests": tracker.open,
        "readers": desk.readers.waiting,
        "relief": desk.relief.waiting,
        "writer": desk.writer.worker.waiting,
        "posts": desk.posts.waiting,
        "drafts": desk.drafts.waiting,
    }
