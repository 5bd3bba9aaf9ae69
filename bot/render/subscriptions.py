"""Digests and alerts in lists: what each tells, when, and what can be done to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.digests import messages
from bot.digests.deeds import Deed, Done
from bot.digests.subscription import Paused, Sort, Subscription
from bot.digests.telling import instant, next_at, title, typed, when
from bot.ids import Action, Callback
from bot.render import limits
from bot.render.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirmed,
    context,
    header,
    modal,
    overflow,
    section,
)
from bot.render.text import Mrkdwn, bold, channel, code, escape, join, mention
from bot.values import encode_ask
from knowledge.model import Choice

LONGEST = 300
"""Characters of what one is about, in a list."""

SHOWN = 20
"""Subscriptions in Home."""

PER_PAGE = 8
"""Subscriptions of a page: with their menus, the longest of them are no more than Slack takes."""


def line(one: Subscription, now: datetime, *, place: bool = True) -> Mrkdwn:
    """A digest or an alert in a few lines: what, when and where, and whether it is held up."""
    when_told = escape(when(one))
    return join(
        "\n",
        bold(title(one), LONGEST),
        join(" · ", when_told, where(one)) if place else when_told,
        _state(one, now),
    )


def where(one: Subscription) -> Mrkdwn:
    """Where it is posted."""
    if one.direct:
        return escape("in your direct message with me")
    return join(" ", escape("in"), channel(one.place))


def _state(one: Subscription, now: datetime) -> Mrkdwn:
    if one.paused is not None:
        why = join(": ", escape("Paused"), escape(messages.why(one.paused)))
        return join(". ", why, Mrkdwn(messages.next_step(one.paused)))
    if one.unsure:
        return escape(messages.UNSURE)
    if one.muted is not None and one.is_muted(now):
        return escape(f"Muted until {instant(one, one.muted)}")
    following = next_at(one, now)
    return escape(f"Next: {instant(one, following)}") if following else Mrkdwn("")


def menu(one: Subscription, now: datetime) -> Element:
    """All that can be done to one, behind three dots."""
    held = one.paused is not None or one.is_muted(now)
    mutes = [("Resume", Deed.RESUME)] if held else []
    if not held:
        mutes = [("Mute for a day", Deed.DAY), ("Mute for a week", Deed.WEEK)]
    offered = [("Preview", Deed.PREVIEW), ("Settings …", Deed.SETTINGS), *mutes]
    options = [(label, Done(deed, one.id).encode()) for label, deed in (*offered, _end(one))]
    return overflow(Action.DIGEST, options, key=one.id)


def _end(one: Subscription) -> tuple[str, Deed]:
    return ("Remove", Deed.OFF) if one.sort is Sort.DIGEST else ("Unfollow", Deed.OFF)


def subscription_block(one: Subscription, now: datetime, *, number: int = 0) -> Block:
    """One of a list, with its menu; with its `number`, where it has one."""
    told = line(one, now)
    return section(Mrkdwn(f"{number}. {told}") if number else told, menu(one, now))


def listed(subscriptions: Sequence[Subscription], now: datetime, page: int = 1) -> Message:
    """A page of those that there are, numbered as `/digest off 2` takes them; the last at most."""
    if not subscriptions:
        return _said(messages.NONE_AT_ALL)
    pages = -(-len(subscriptions) // PER_PAGE)
    page = max(1, min(page, pages))
    begin = (page - 1) * PER_PAGE
    shown = list(enumerate(subscriptions, 1))[begin : begin + PER_PAGE]
    head = "Digests and alerts"
    if pages > 1:
        head = f"{head}, {shown[0][0]}–{shown[-1][0]} of {len(subscriptions):,}"
    blocks = [header(head)]
    blocks += [subscription_block(one, now, number=n) for n, one in shown]
    blocks.append(context(Mrkdwn("New: `/digest daily 08:00 Japan`, `/digest setup`.")))
    blocks += _turning(page, pages)
    lines = [Mrkdwn(f"{n}. {line(one, now)}") for n, one in shown]
    if page < pages:
        lines.append(Mrkdwn(f"More: `/digest list page {page + 1}`"))
    return Message(join("\n", *lines), tuple(limits.fit(blocks)))


def _turning(page: int, pages: int) -> list[Block]:
    turned = [
        button(label, Action.DIGEST_WORDS, value, key=label.lower())
        for label, other in (("Previous", page - 1), ("Next", page + 1))
        if 1 <= other <= pages and (value := encode_ask(f"digest list page {other}"))
    ]
    return [actions(*turned)] if turned else []


def set_up(one: Subscription, now: datetime, *, new: bool, unheld: Sequence[str] = ()) -> Message:
    """What is read once a digest or an alert is set up, with buttons to look at it and end it.

    `unheld` are those of its interests that the archive has nothing on.
    """
    digest = one.sort is Sort.DIGEST
    if digest:
        begun = "I'll post a digest" if new else "Changed: I'll post the digest"
    else:
        begun = "I'll tell of it" if new else "Changed: I'll tell of it"
    head = join(" ", escape(begun), where(one), Mrkdwn(f"{escape(when(one))}:"))
    first = next_at(one, now)
    told = [head, bold(title(one), LONGEST)]
    if first is not None:
        told.append(escape(f"Next: {instant(one, first)}"))
    if unheld:
        told.append(escape(messages.nothing_on(unheld), 2 * LONGEST))
    if one.sort is Sort.FOLLOW and not one.one_line:
        told.append(escape("What is new is bundled; when nothing is, nothing is posted."))
    buttons = [
        button("Preview", Action.DIGEST, Done(Deed.PREVIEW, one.id).encode(), key="preview"),
        settings_button(one),
        end_button(one),
    ]
    text = join("\n", *told)
    return Message(text, (section(text), actions(*buttons)))


def settings_button(one: Subscription) -> Element:
    """Opens the form of one."""
    return button("Settings", Action.DIGEST, Done(Deed.SETTINGS, one.id).encode(), key="settings")


def end_button(one: Subscription) -> Element:
    """Ends one, once somebody has confirmed it."""
    value = Done(Deed.OFF, one.id).encode()
    if one.sort is Sort.FOLLOW:
        element = button("Unfollow", Action.DIGEST, value, key="off")
        return confirmed(element, "Unfollow this?", "No more alerts of it.", "Unfollow")
    asked = "It won't be posted any more" + ("." if one.direct else ", for nobody in this channel.")
    element = button("Unsubscribe", Action.DIGEST, value, key="off")
    return confirmed(element, "End this digest?", asked, "End it")


def posted_buttons(one: Subscription) -> list[Element]:
    """What can be done to a subscription where it is posted."""
    if one.sort is Sort.DIGEST:
        return [settings_button(one), end_button(one)]
    mutes = (("Mute for a day", Deed.DAY), ("Mute for a week", Deed.WEEK))
    made = [
        button(label, Action.DIGEST, Done(deed, one.id).encode(), key=str(deed))
        for label, deed in mutes
    ]
    return [*made, end_button(one)]


def window(message: Message) -> dict[str, Any]:
    """What is read in a window."""
    return modal("Digests and alerts", message.blocks, Callback.ANSWER)


def ended(*gone: Subscription, by: str = "") -> Message:
    """What is read once some are ended, `by` somebody; with the words that set them up again."""
    lines = []
    for one in gone:
        said = "This digest is ended" if one.sort is Sort.DIGEST else "No more alerts of this"
        whom = join(" ", escape("by"), mention(by)) if by and not one.direct else Mrkdwn("")
        lines.append(join(" ", escape(said), whom))
        lines.append(join(" · ", bold(title(one), LONGEST), escape(when(one)), where(one)))
        lines.append(join(" ", escape("To have it again:"), code(typed(one))))
    text = join("\n", *lines)
    return Message(text, (section(text),))


def offer_form() -> Message:
    """The button that opens the form, where there is nothing to open it from."""
    said = Mrkdwn("A digest, in a form. In words: `/digest daily 08:00 Japan, money`.")
    return Message(said, (section(said), actions(form_button())))


def form_button() -> Element:
    """Opens the form of a new digest."""
    return button("Set up a digest", Action.DIGEST_FORM, str(Sort.DIGEST), key="digest")


def follow_button() -> Element:
    """Opens the form of a new alert."""
    return button("Follow something", Action.DIGEST_FORM, str(Sort.FOLLOW), key="follow")


def held(one: Subscription, now: datetime) -> Message:
    """What is read once one is muted, or goes on."""
    if one.muted is not None and one.is_muted(now):
        said = escape(f"Nothing is posted until {instant(one, one.muted)}:")
    else:
        said = escape("It goes on:")
    return _told(said, one)


def paused(one: Subscription, why: Paused) -> Message:
    """What whoever set one up is told when it is paused."""
    what = "The digest" if one.sort is Sort.DIGEST else "The alert"
    said = join(" ", escape(what), where(one), escape(f"is paused: {messages.why(why)}."))
    text = join("\n", said, bold(title(one), LONGEST), Mrkdwn(messages.next_step(why)))
    return Message(text, (section(text),))


def which(said: str, choices: Sequence[Choice], asked: Sequence[str]) -> Message:
    """A question back, with a button for each choice; `asked` are the words it stands for."""
    text = escape(said)
    buttons = [
        button(choice.label, Action.DIGEST_WORDS, value, key=str(number))
        for number, (choice, words) in enumerate(zip(choices, asked, strict=True))
        if (value := encode_ask(words)) is not None
    ]
    return Message(text, (section(text), *([actions(*buttons)] if buttons else [])))


def home_blocks(subscriptions: Sequence[Subscription], now: datetime) -> list[Block]:
    """The digests and alerts that somebody may change, for their Home."""
    forms = actions(form_button(), follow_button())
    if not subscriptions:
        said = Mrkdwn(
            "What is new, at your hour: here or in a channel. In words: `/digest daily 08:00 Japan`"
            " or `/dateline follow Japan`."
        )
        return [header("Digests and alerts"), section(said), forms]
    shown = [subscription_block(one, now) for one in subscriptions[:SHOWN]]
    more = len(subscriptions) - len(shown)
    rest = [context(escape(f"and {more} more: /digest list shows them"))] if more > 0 else []
    return [header("Digests and alerts"), *shown, *rest, forms]


def _told(said: Mrkdwn, one: Subscription) -> Message:
    text = join("\n", said, bold(title(one), LONGEST), join(" · ", escape(when(one)), where(one)))
    return Message(text, (section(text),))


def _said(said: str) -> Message:
    return Message(Mrkdwn(said), (section(Mrkdwn(said)),))
