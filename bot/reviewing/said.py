"""What people read about the review queue, in our own words; mrkdwn."""

USAGE = (
    "`/dateline review` shows what waits for a decision. With `contradictions`, `evidence`, `seen` "
    "or `newest` that comes first; `/dateline review here` posts what is new to a channel, "
    "`/dateline review here quiet 22:00-07:00` not at night, and `/dateline review off` ends it."
)
NOTHING = "Nothing waits for a decision."
ONLY_SKIPPED = "Nothing else waits for a decision; what you skipped comes back in a week."
NO_CHANNEL = (
    "Please type this in the channel that is to get what waits. In a direct message "
    "`/dateline review` shows it."
)
CLOSED = "I may not post in this channel: whoever runs Dateline has it in other channels alone."
NOT_IN_CHANNEL = "I am not in this channel. Please invite me first (`/invite @Dateline`)."
HERE = (
    "What newly waits for a decision is posted here from now on, a few items at a time. Editors "
    "decide below each of them; `/dateline review off` ends it."
)
OFF = "Nothing of the review queue is posted here any more."
NOT_HERE = "Nothing of the review queue is posted here. `/dateline review here` begins it."
NOT_KEPT = "That could not be kept. Please try again; if it fails again, tell whoever runs me."
GONE = "This waits no more."
SKIPPED = "Skipped, for you alone: it comes back in a week."
SILENT = (
    "I tell you no more what becomes of your proposals. `/dateline log` shows what was decided."
)
TOLD = "What became of what you proposed:"
UNDONE = "Undone: it does not hold any more."
FOLLOWED = "Done: I said so in the channel."
