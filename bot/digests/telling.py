"""A subscription in words: when it comes, and what it is called."""

import re
from datetime import datetime

from bot.digests.arrangements import Follow, Setup
from bot.digests.schedule import Hours, Quiet, following
from bot.digests.subscription import Sort, Subscription
from bot.digests.words import EVERY_DAY, WEEKDAYS, WEEKEND
from knowledge.commands import DATELINE, DIGEST
from knowledge.wording.phrases import enumerate_words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

EVERYTHING = "Everything new"

_LONG_WORD = re.compile(r"(\S{60})\S+")


def hour(minute: int) -> str:
    """A minute of the day as `08:05`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def days(chosen: tuple[int, ...]) -> str:
    """Weekdays in words: "every day", "Monday to Friday", "every Monday and Thursday"."""
    if chosen == EVERY_DAY:
        return "every day"
    first, last = chosen[0], chosen[-1]
    if len(chosen) > 2 and chosen == tuple(range(first, last + 1)):
        return f"{DAYS[first]} to {DAYS[last]}"
    return f"every {enumerate_words([DAYS[day] for day in chosen])}"


def quiet(hours: Quiet | None) -> str:
    """Quiet hours in words; "" for none."""
    return "" if hours is None else f"quiet from {hour(hours.start)} to {hour(hours.end)}"


def times(hours: Hours) -> str:
    """When editions come: "Monday to Friday at 07:30 (Europe/Madrid)"."""
    return f"{days(hours.days)} at {hour(hours.minute)} ({hours.zone.key})"


def when(one: Subscription) -> str:
    """When a digest or an alert comes, with its quiet hours."""
    if one.sort is Sort.DIGEST:
        told = times(one.hours)
    else:
        told = f"when there is news, at most every {one.every} hours"
        told = told.replace("every 1 hours", "every hour")
    silence = quiet(one.hours.quiet)
    return f"{told}, {silence}" if silence else told


def instant(one: Subscription, at: datetime) -> str:
    """An instant in the zone of a subscription: "Tuesday, 24 November, 08:00 (Europe/Berlin)"."""
    local = at.astimezone(one.hours.zone)
    return f"{local:%A}, {local.day} {local:%B}, {local:%H:%M} ({one.hours.zone.key})"


def title(one: Subscription) -> str:
    """What a digest or an alert is about; no word of it is longer than a line."""
    return with_short_words(one.label) or EVERYTHING


def with_short_words(text: str) -> str:
    """A text whose words are at most as long as a line."""
    return _LONG_WORD.sub(r"\1…", text)


def said_as(what: Setup | Follow | object, wanted: str) -> str:
    """The words that plan the same as `what` for something else that is wanted."""
    if isinstance(what, Follow):
        every = f"every {what.every} hours" if what.every else ""
        said = [wanted, every, "here" if what.here else ""]
    elif isinstance(what, Setup):
        zone = what.zone.key if what.zone is not None else ""
        empty = "even if empty" if what.one_line else ""
        said = [typed_days(what.days), hour(what.minute), zone, wanted, empty]
    else:
        return f"preview {wanted}".strip()
    if what.quiet is not None:
        said.append(f"quiet {hour(what.quiet.start)}-{hour(what.quiet.end)}")
    return " ".join(part for part in said if part)


def typed_days(chosen: tuple[int, ...]) -> str:
    """Weekdays as they are typed: "daily", "weekdays", "every monday and thursday"."""
    named = {EVERY_DAY: "daily", WEEKDAYS: "weekdays", WEEKEND: "weekends"}
    if chosen in named:
        return named[chosen]
    return f"every {' and '.join(DAYS[day].casefold() for day in chosen)}"


def typed(one: Subscription) -> str:
    """The command that sets the same up again."""
    if one.sort is Sort.FOLLOW:
        follow = Follow(one.words, one.every, not one.direct, one.hours.quiet)
        return f"/{DATELINE.name} follow {said_as(follow, one.words)}"
    hours = one.hours
    setup = Setup(hours.minute, hours.days, one.words, hours.zone, hours.quiet, one.one_line)
    return f"/{DIGEST.name} {said_as(setup, one.words)}"


def next_at(one: Subscription, now: datetime) -> datetime | None:
    """When the next edition of a digest is due; None for an alert, and while it is paused."""
    if one.sort is not Sort.DIGEST or one.paused is not None:
        return None
    slot = following(one.hours, max(now, one.since))
    return None if slot is None else slot.at
