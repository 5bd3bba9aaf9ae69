"""What people read about deciding, in our own words; mrkdwn."""

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
