"""What people read about digests and alerts, apart from what they tell."""

from collections.abc import Sequence

from bot.digests.store import MOST_AT_PLACE, MOST_OF_PERSON
from bot.digests.subscription import Paused
from knowledge.wording.phrases import enumerate_words

NOT_A_MEMBER = (
    "I'm not in this channel, so I can't post there. Type `/invite @Dateline` in it, then set the "
    "digest up again."
)
ARCHIVED = "This channel is archived, so nothing can be posted there. Please choose another one."
NOT_YOURS = (
    "A digest for a channel is set up and changed by its members. Join the channel first, "
    "or ask somebody in it."
)
NO_CHANNEL = (
    "I can't post here: a digest goes to a channel that I'm in, or to you alone, in our direct "
    "message. Type `/digest setup` and choose where."
)
NOT_ANSWERED = (
    "I don't answer in this channel, so I post no digest there either; whoever runs Dateline here "
    "decides in which channels I answer. Please choose another one."
)
INSTALL_AGAIN = (
    "I may not look into channels in this workspace, so I could post a digest twice. Please tell "
    "whoever runs Dateline: the app has to be installed anew with its current manifest (scopes "
    "`channels:read`, `channels:history`, `groups:read` and `groups:history`). A digest in our "
    "direct message works already."
)
TOO_MANY_HERE = (
    f"There are {MOST_AT_PLACE} digests and alerts here already, and more would be noise. Remove "
    "one first: `/digest list` shows them."
)
THERE_ALREADY = (
    "There is one that wants the same at this place already. Change that one, or choose another "
    "channel or topic: `/digest list` shows what there is."
)
TOO_MANY_OF_YOU = (
    f"You have set up {MOST_OF_PERSON} digests and alerts, and more can't be kept. Remove one "
    "first: my Home shows them all."
)
UNKNOWN_ZONE = (
    "I don't know this time zone. Please write its IANA name, such as Europe/Madrid or "
    "Asia/Phnom_Penh: `/digest weekdays 7:30 Europe/Madrid about rice`."
)
UNREADABLE_TIME = (
    "I can't read when. Please write it like this: `/digest daily 08:00 Japan, money`, "
    "`/digest weekdays 7:30 Europe/Madrid about rice`, `/digest weekly mon 9am`. "
    "`/digest setup` opens a form."
)
UNREADABLE_FOLLOW = (
    "I can't read how often. Please write it like this: `/dateline follow Japan every 6 hours`, "
    "at most once in an hour and at least once in a week (168 hours)."
)
QUIET_HOUR = (
    "This hour lies in the quiet hours, in which nothing is posted. Please change one of the two."
)
FOLLOW_WHAT = (
    "Name what you want to follow: a country, a person, a topic or any of them with commas "
    "between, such as `/dateline follow Japan, about rice`."
)
TOO_LONG = "That is more than a digest can keep. Please name fewer countries, people and topics."
GONE = "This digest is no longer there; somebody has removed it. `/digest list` shows the others."
NONE_HERE = (
    "There is no digest here. Set one up with `/digest daily 08:00 Japan, money`, or with "
    "`/digest setup`, which opens a form."
)
NONE_AT_ALL = (
    "There are no digests and no alerts here, and none of your own. Set one up with "
    "`/digest daily 08:00 Japan, money`, `/digest setup` or `/dateline follow Japan`."
)
NOTHING_FOLLOWED = (
    "You follow nothing like that. `/digest list` shows your alerts; `/dateline follow Japan` sets "
    "one up."
)
WHICH = (
    "There are several. Remove the one that you mean with its menu, or with its number: "
    "`/digest off 2`."
)
CANNOT_KEEP = (
    "I can't keep digests at the moment: their file can't be read or written. Please tell whoever "
    "runs Dateline; the log says more."
)
PREVIEW = "A preview, seen by you alone: this is what would be posted now."
PREVIEW_BACK = (
    "A preview, seen by you alone. Nothing has come in since the last one, so this is what an "
    "edition would have told of the last days on which articles were published."
)
NOT_LISTED = (
    "Your digests and alerts can't be listed at the moment, since Slack does not say in which "
    "channels you are. `/digest list` in a channel shows those of it."
)
NOT_YET = "Slack has not told me yet which workspace this is. Please try again in a minute."
ARRANGE_ELSEWHERE = (
    "Type this as a command in the channel that the digest is for, or in our direct message: "
    "`/digest daily 08:00 Japan, money`. `/digest setup` opens a form."
)
UNSURE = (
    "Slack did not say whether the last edition has arrived, and I may not look: the app needs the "
    "scopes channels:history and groups:history."
)

_WHY = {
    Paused.REMOVED: (
        "I'm no longer in the channel",
        "Invite me again with `/invite @Dateline`, then choose *Resume* in my Home.",
    ),
    Paused.ARCHIVED: (
        "the channel is archived",
        "Remove it in my Home, or choose another channel in its settings there.",
    ),
    Paused.GONE: (
        "the channel is gone, or hidden from me",
        "Invite me there again, or choose another channel in its settings in my Home.",
    ),
    Paused.REFUSED: (
        "Slack doesn't let me post there",
        "Ask an administrator who may post in that channel, then choose *Resume* in my Home.",
    ),
    Paused.LOST: (
        "my access to this workspace has ended",
        "Ask whoever runs Dateline to install it again, then choose *Resume* in my Home.",
    ),
    Paused.UNREADABLE: (
        "the archive no longer knows what it is about",
        "Choose *Settings* in its menu in my Home, and name it anew.",
    ),
}


def why(paused: Paused) -> str:
    """Why nothing is posted, in a few words."""
    return _WHY[paused][0]


def next_step(paused: Paused) -> str:
    """What to do so that it goes on."""
    return _WHY[paused][1]


def unread(why: str, what: str) -> str:
    """What could not be read of words that set something up, and how to write it.

    `why` is one of the reasons of `bot.digests.arrangements.Unread`, `what` the words themselves.
    """
    said = {"zone": UNKNOWN_ZONE, "every": UNREADABLE_FOLLOW}.get(why, UNREADABLE_TIME)
    return f"I can't read “{' '.join(what[:40].split())}”. {said}" if what else said


def nothing_on(unheld: Sequence[str]) -> str:
    """That nothing in the archive is on what somebody wants."""
    named = enumerate_words(list(unheld), "or")
    return (
        f"So far nothing in the archive is on {named}. If that is spelled as you meant it, you "
        "will hear of it once something comes in."
    )


def between(what: str) -> str:
    """The question whether a word is a time zone or a topic."""
    return f"Is “{' '.join(what[:40].split())}” the time zone, or what the digest is about?"


NO_NUMBER = "The list has no such number: `/digest list` shows it."


def elsewhere(where: str) -> str:
    """That a digest of a number is another channel's; `where` is that channel as mrkdwn."""
    return (
        f"The digest of this number is posted {where}, for others too. To end it, type "
        "`/digest off` there, or choose *Remove* in its menu in my Home."
    )
