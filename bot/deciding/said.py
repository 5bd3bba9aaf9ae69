"""What people read about deciding, in our own words; mrkdwn."""

CORRECT, RULE, REPORT = "Correct…", "Verify, retract, history…", "Report…"
RELATED = "Related in time"
"""The options of a fact's menu."""

NO_EDITOR = (
    "Only editors do this here, and you are not among them. Please ask a colleague who is, or "
    "whoever runs Dateline to put you, or a user group that you are in, into `DATELINE_EDITORS`."
)
MEMBERS_ONLY = (
    "Only members of this workspace do this, not its guests and nobody of another company. Please "
    "ask a colleague."
)
UNANSWERED = (
    "Slack does not say at the moment who is in the user group of the editors, so I can't tell "
    "whether you are among them. Please try again in a minute."
)
NO_SCOPE = (
    "I may not see who is in the user groups that `DATELINE_EDITORS` names: the app lacks the "
    "scope `usergroups:read`. Whoever looks after it puts `manifest.json` into its settings again "
    "and reinstalls it, or member ids (`U…`) into `DATELINE_EDITORS`. Until then only those count."
)
NO_PLAN = (
    "`DATELINE_EDITORS` names a user group, and this workspace's plan has none. Whoever runs "
    "Dateline puts member ids (`U…`) there instead. Until then only those count."
)
NO_GROUP = (
    "`DATELINE_EDITORS` names a user group that is not in this workspace. Whoever runs Dateline "
    "corrects its id (`S…`), or puts member ids (`U…`) there. Until then only those count."
)

DECIDES = (
    "You are an editor here: what you send off holds at once and for everybody, and *Undo* takes "
    "it back."
)
WHO_READS = "Everybody who opens the log reads the reason; names are shown to editors alone."
"""Said where somebody is about to give a reason."""
ALL_DECIDE = (
    "No editors are named here, so every member of this workspace is one and decides: what you "
    "send off holds at once and for everybody, and *Undo* takes it back. Whoever "
    "runs Dateline names editors in `DATELINE_EDITORS`."
)
PROPOSES = "Editors decide on it. Until then answers show the fact as it stands."
NOT_ANY_MORE = (
    "This was not decided: you are not among the editors any more. It is kept as your proposal, "
    "and editors decide on it."
)
NOT_ANY_MORE_NOTHING = "Nothing was decided: you are not among the editors any more."
ONLY_EDITORS = (
    f"Editors verify and retract facts. *{CORRECT}* in the menu of the fact proposes something to "
    f"them, *{REPORT}* says that something is wrong."
)
GONE = (
    "The archive does not hold this fact any more: its article was changed or taken out, or what "
    "it told is told by another fact now. Please ask again to see what there is."
)
RETRACTED = "The desk retracted this fact, so no answer shows it any more."
NOTHING_YET = "Nothing was decided on it so far."
VERIFIED = "It is verified as it stands."
RETRACTS = (
    "The fact is retracted: no answer shows it any more. The sources stay in the archive, and "
    "*Undo* brings it back."
)
RETRACTION_PROPOSED = "You propose to retract it: then no answer would show it any more."
HOLDS = "From now on all answers tell it so, also when its articles are read again."
REPORTED = "Thank you. Your report is in the queue of the editors."
PROPOSED = "Thank you. Your proposal is kept for the editors."
NO_LOG = f"Nothing was decided so far. The menu beside each fact has *{CORRECT}* and *{RULE}*."
NOTHING_ON_IT = (
    "Nothing was decided on a fact with this id. `/dateline log` shows all; the menu beside each "
    f"fact has *{RULE}*."
)
NO_SUCH_PAGE = "The log does not have that many pages. `/dateline log` shows the first."
UNDONE = "This decision does not hold any more."
AGAIN = "This decision holds again."
TOO_LONG = "What it says is too long to be edited here. Please type what is right."
