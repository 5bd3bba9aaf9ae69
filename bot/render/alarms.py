"""What is said of alarms: that a source is in trouble or well again, and who hears of it."""

from collections.abc import Sequence

from bot.render.blocks import Message, actions, section
from bot.render.providers import LIST, list_button
from bot.render.text import Mrkdwn, bold, code, escape, join
from knowledge.model import ProviderState
from knowledge.wording.sources import age_text, span_text, state_text, why_text
from knowledge.wording.texts import count

_NAME = 100


def alarms_go(channel: str, *, by_nobody: bool = False, editors: bool = False) -> Mrkdwn:
    """Who hears when a source is in trouble: a channel, or "" for whoever added it.

    `by_nobody` says that some were added on the command line, `editors` that some are named in the
    settings.
    """
    if channel:
        return Mrkdwn(f"Alarms go to <#{channel}>.")
    first = escape("Alarms go to whoever added the source.")
    if not by_nobody:
        return first
    if editors:
        return escape(f"{first[:-1]}; of one added on the command line, to an editor.")
    here = Mrkdwn(f"type {code(f'/{LIST} alarm here')} in the channel that should.")
    return join(" ", first, escape("Nobody hears of those added on the command line:"), here)


def alarms_set(channel: str) -> Message:
    """A channel was chosen for alarms, where that was said as well."""
    told = Mrkdwn(f"Done: alarms about sources go to <#{channel}>, and I have said so there.")
    return Message(told, (section(told),))


def alarm(state: ProviderState, now: str, *, troubled: bool, lost: str = "") -> Message:
    """A source is in trouble, or out of it; `lost` is the channel that can't be told any more."""
    provider = state.provider
    if not troubled:
        told = join(
            " ", bold(provider.name, _NAME), escape(f"is well again: {state_text(state, now)}.")
        )
    else:
        told = join(" ", bold(provider.name, _NAME), escape(f"{_trouble(state, now)}", 700))
    return _told(told, lost)


def fetching(trouble: str, *, lost: str = "") -> Message:
    """Nothing is fetched at all; "" for that it is again."""
    return _told(escape(trouble or "What the archive follows is fetched again."), lost)


def news(
    newest: str | None, states: Sequence[ProviderState], now: str, *, stale: bool, lost: str = ""
) -> Message:
    """Nothing new has come for long, or something has again; `newest` is when it last did."""
    if not stale:
        return _told(escape("New articles come again."), lost)
    followed = [one for one in states if not one.provider.paused]
    failing = sum(one.provider.is_failing for one in followed)
    came = f"the newest article came {age_text(newest, now)}" if newest else "no article ever came"
    which = f"{failing} of them can't be fetched" if failing else "all of them can be fetched"
    many = f"{count(len(followed), 'source')} followed, and {which}"
    advice = "Look at the addresses themselves: a list may have moved, or is not written any more."
    return _told(escape(f"Nothing new comes: {came}. {many}. {advice}"), lost)


def _told(told: Mrkdwn, lost: str) -> Message:
    if lost:
        away = f"I can't post in <#{lost}> any more, where alarms were to go: invite me there, or"
        told = join("\n", told, Mrkdwn(f"{away} type {code(f'/{LIST} alarm here')} elsewhere."))
    return Message(told, (section(told), actions(list_button())))


def _trouble(state: ProviderState, now: str) -> str:
    provider = state.provider
    if provider.is_failing and provider.problem is not None:
        worked = provider.succeeded_at
        since = f"last worked {age_text(worked, now)}" if worked else "has not worked yet"
        return f"can't be fetched: {why_text(provider.problem)}. It {since}, and is tried again."
    expected = span_text(provider.expected or 0)
    newest = f"the newest came {age_text(state.newest, now)}" if state.newest else "there is none"
    return f"brings no new story: one was expected every {expected}, and {newest}."
