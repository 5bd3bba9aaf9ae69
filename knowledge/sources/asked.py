"""What people ask to add: single addresses, which go before everything that is followed."""

import logging
from collections.abc import Iterator

from knowledge.environment import private_network
from knowledge.model import Request, RequestState
from knowledge.reading.problems import Unreadable
from knowledge.sources.events import Event, Happened
from knowledge.sources.steps import Step
from knowledge.sources.stories import HAPPENED, UNEXPECTED, is_foreseen
from knowledge.sources.tools import Tools

_NEVER_ENDED = "It was tried twice and never came to an end. Save the article as a file."

_SAID = {
    Happened.NEW: "It is in the archive now.",
    Happened.UPDATED: "It was in the archive; now its new version is.",
    Happened.UNCHANGED: "It was in the archive already.",
    Happened.REMOVED: "It was taken down and stays out of the archive.",
    Happened.EMBARGOED: "It is under embargo, and in the archive when that ends.",
    Happened.HIDDEN: "The desk hides it: it is in the archive, and in no answer.",
    Happened.FAILED: "It could not be read.",
}

log = logging.getLogger("dateline.sources")


def answer(request: Request, tools: Tools) -> Iterator[Step]:
    """Take in what somebody asked for, and keep what became of it.

    What a provider may reach in the own network, only that provider may.
    """
    base, clock = tools.base, tools.clock
    try:
        yield from tools.web.ready(request.url, private_network())
        # Counted first: what ends the process must not end the next one, too. Not sooner, or those
        # that only wait for their site would be counted with it.
        if not base.begin_request(request.id, now=clock.now()):
            raise Unreadable(_NEVER_ENDED)
        taken = yield from tools.stories.request(request.url, private_network())
    except Exception as error:
        reason = error.reason if isinstance(error, Unreadable) else UNEXPECTED
        if not isinstance(error, Unreadable):
            if is_foreseen(error):
                raise
            log.exception("The request %d broke down", request.id)
        base.answer_request(request.id, RequestState.FAILED, reason, now=clock.now())
        yield Event(None, request.url, Happened.FAILED, None, (reason,))
        return
    happened = HAPPENED[taken.outcome]
    base.answer_request(
        request.id, RequestState.DONE, _SAID[happened], taken.article, now=clock.now()
    )
    yield Event(None, request.url, happened, taken.article, taken.problems)
