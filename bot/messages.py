"""Every sentence of the bot's own that people read, apart from answers.

Each says what happened and what to do next. None repeats what somebody typed.
"""

NO_BASE = (
    "I can't read the fact base at the moment, so I can't answer. "
    "Please tell whoever runs Dateline; `python -m knowledge check` shows what is wrong."
)
NEWER_BASE = (
    "The fact base was written by a newer version of Dateline than I am, so I can't use it. "
    "Please tell whoever runs Dateline: it has to be updated here, too."
)
READ_ONLY = (
    "The fact base is read-only at the moment: I can answer, but what you just did is not kept. "
    "Please tell whoever runs Dateline; then try again."
)
DISK_FULL = (
    "There is no room left on the disk, so what you just did is not kept; I can still answer. "
    "Please tell whoever runs Dateline; then try again."
)
BASE_BUSY = (
    "Another program has been writing to the fact base for long, so what you just did is not kept. "
    "Please try again in a minute."
)
BASE_MOVED = (
    "The fact base was replaced by another one just now, so what you did is not kept. "
    "Please look at the fact again, then decide again."
)
NOT_WRITTEN = (
    "I can't write to the fact base at the moment, so what you just did is not kept. "
    "Please tell whoever runs Dateline; `python -m knowledge check` shows what is wrong."
)
NO_ARTICLES_TERMINAL = (
    "The fact base holds no articles yet, so every answer will be empty. Read some with\n"
    "  python -m knowledge ingest FOLDER      your own\n"
    "  python -m knowledge ingest knowledge/sample    the samples, as `make run` does"
)
STALE_BUTTON = "This button no longer works. Please ask again with a slash command."
STALE_SOURCE = (
    "The archive has changed since this answer: the passage is no longer there in these words. "
    "Please ask again."
)
TRIGGER_EXPIRED = "Slack's time for opening the window ran out. Please press the button again."
SLACK_REFUSED = "Slack did not let me answer here. Please try again in a minute."
SLACK_IN_TROUBLE = (
    "Slack has trouble of its own at the moment, so I can't answer. Please try again in a minute."
)
TOKEN_REFUSED = (
    "Slack does not accept me any more, so I can't answer. Please tell whoever runs Dateline: the "
    "log says what to do."
)
SCOPE_MISSING = (
    "I lack a right in this workspace that this needs. Please tell whoever runs Dateline: the log "
    "says which, and how to give it to me."
)
NOT_THERE = (
    "I could not answer you in the channel where you asked: I am no member of it any more, or may "
    "not write there. Please ask me here; to have answers there, invite me with "
    "`/invite @Dateline`."
)
CROWDED = (
    "More answers wait to be posted there than I can post soon, so there is none to what you asked "
    "last. Please ask again in a minute."
)
NOT_SURE = (
    "Slack did not say whether it took my answer. If you do not see it here, please ask again."
)
NOT_TAKEN = (
    "Slack did not take my answer in the channel where you asked. Please ask again, there or here."
)
NOT_HERE = (
    "I don't answer in this channel. Please ask me in a direct message; whoever runs Dateline here "
    "decides in which channels I answer."
)
NO_GUESTS = (
    "I answer members of this workspace only, and you are a guest in it. "
    "Please ask whoever runs Dateline here to let guests in, or a colleague to ask for you."
)
NO_STRANGERS = (
    "I answer people of this workspace only. Please ask a colleague in it to look it up for you; "
    "whoever runs Dateline there can let others in."
)
NOT_KNOWN = (
    "Slack does not tell me who you are at the moment, so I can't answer. Please try again in a "
    "minute; if it stays like this, tell whoever runs Dateline here."
)
NOT_INSTALLED = (
    "Dateline is not installed in your workspace any more. "
    "Please ask whoever looks after your Slack apps to install it again."
)
UNKNOWN_COMMAND = "I don't know this command. Type `/dateline help` for those that I know."
NOTHING_CHOSEN = "Please choose one of what is offered, then send it off again."
NOTHING_TO_EXPORT = (
    "There is nothing to put into the file: the archive has changed since this answer, or none of "
    "its facts is known to the day. Please ask again."
)
MAY_NOT_UPLOAD = (
    "I may not upload files in this workspace. Please tell whoever runs Dateline: the app has to "
    "be installed anew with its current manifest (scopes `files:write` and `im:write`)."
)
NOT_UPLOADED = "Slack did not take the file. Please try again in a minute."
MAYBE_UPLOADED = (
    "Slack did not say whether it took the file. If it does not appear here within a minute, "
    "please try again."
)
NO_PICTURE = "I could not draw the picture, sorry. The answer itself tells the same in words."
FILE_IS_IN_DM = (
    "I am no member of this channel, so the file is in our direct message. To have files here, "
    "invite me with `/invite @Dateline` first."
)
PROMPTS = "Ask the archive, for example:"
LOADING = "Looking it up …"
ANSWERED_DIRECTLY = "The answer comes in your direct message with me: the *Messages* tab."

NO_CONDITION = (
    "No condition was chosen, so this is all of them. A name counts once you choose it from the "
    "list below its field."
)

READING = "Reading it …"
NO_TEXT = (
    "There is no text in this message that I could check. I read the words of a message, no files "
    "and no pictures: paste the text into a message, or type `/dateline check` and the text."
)
NO_DRAFT = (
    "Type the text behind it, and I hold it against the archive: `/dateline check TEXT`, or "
    "`check: TEXT` after a mention or in a direct message. In the menu of any message, "
    "*Check against archive* does the same."
)
NO_MODEL = (
    "I can't read texts at the moment: the language model is missing. "
    "Please tell whoever runs Dateline; `python -m knowledge doctor` shows what is wrong."
)
TOO_MANY_DRAFTS = "I have several texts to read at the moment. Please try again in a minute."
CHECK_TOO_SLOW = "Reading this text took too long, so I gave it up. Please try a part of it."
CHECK_FAILED = (
    "I could not check this text, sorry. Please try again, or a part of it; if it happens again, "
    "tell whoever runs Dateline: the log says more."
)
STARTING = (
    "Dateline was updated, and its fact base is being brought up to date, so I can't answer yet. "
    "That takes some minutes where the archive is large. Please try again then."
)
RESTARTING = "Dateline is being restarted. Please try again in a minute."


def unexpected(reference: str) -> str:
    """What people read when something went wrong that nobody foresaw."""
    return (
        "Something went wrong on my side, sorry. Please try again; if it happens again, give "
        f"whoever runs Dateline this number, which is in the log: {reference}"
    )


def too_fast(seconds: int) -> str:
    """What people read who ask more than one person is answered; in so many seconds they may."""
    wait = "a second" if seconds == 1 else f"{seconds} seconds"
    return (
        "You ask faster than I answer one person, sorry: others want to be answered too. Nothing "
        f"was done with this and what else you send meanwhile. Please go on in {wait}."
    )


def with_reference(said: str, reference: str) -> str:
    """A failure in plain words, with the number by which the log tells more of it."""
    return f"{said} (For whoever runs Dateline: {reference} in the log.)"


def running(url: str, example: str) -> str:
    """The terminal's line once the local workspace is up."""
    return f"Dateline is running: {url}/ – try {example}. Ctrl-C ends it."


def running_without_base(url: str, problem: str) -> str:
    """The same when nothing can be answered; `problem` says why, with the next step."""
    return (
        f"Dateline is running: {url}/ – but it can't answer until its fact base can be read.\n"
        f"{problem}\nThe workspace notices by itself when that is mended. Ctrl-C ends it."
    )
