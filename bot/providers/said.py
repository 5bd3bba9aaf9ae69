"""What people read about sources, in our own words; mrkdwn."""

ADD_USAGE = (
    "`/dateline sources add https://paper.example`: I look for its feed, WordPress or sitemap. "
    "Behind it, in any order: `every 15m`, `expect 24h` (tell me when its newest story is older), "
    "`kind page`, and last `as NAME`."
)
USAGE = (
    "What the archive follows: `/dateline sources` lists it.\n"
    f"{ADD_USAGE}\n"
    "`/dateline sources pause NAME`, `resume`, `poll` (at once), `remove`.\n"
    "`/dateline sources alarm here`: alarms come to this channel; `alarm off`: to whoever added "
    "the source.\n"
    "`/dateline add https://paper.example/story`: a single story."
)
NOTHING = (
    "The archive follows nothing. `/dateline sources add https://paper.example` begins: a feed, a "
    "WordPress site, a sitemap, or a page that names one."
)
NO_ADDRESS = (
    "I need a web address to follow, such as `https://paper.example/feed` or `paper.example`: "
    "`/dateline sources add ADDRESS`."
)
TOO_LONG = "This address is too long: 2,000 characters are the most. Please give a shorter one."
NO_FOLDERS = (
    "Folders are followed from the command line alone, by whoever runs Dateline: "
    "`python -m knowledge sources add FOLDER`. Here I take web addresses."
)
BEHIND_ADDRESS = (
    "I don't understand what stands behind the address. I know, in any order: `every 15m`, "
    "`expect 24h`, `kind page`, and last `as NAME`."
)
SPANS = (
    "`every` and `expect` take a number and a unit, from one minute to 30 days: `every 15m`, "
    "`every 2h`, `expect 1d`."
)
KINDS = (
    "`kind` is `feed`, `wordpress`, `sitemap` or `page`. Leave it out, and I look what there is."
)
NO_NAME = "There is no name behind `as`. Put one there, or leave `as` out: then I use its title."
PAGE_EXPECTS = (
    "A single page brings no new stories, so none can be overdue: please leave `expect` out. To be "
    "told of missing stories, follow the site's feed or sitemap."
)
WHICH_SOURCE = (
    "Which source? Put its name or number behind it, such as `/dateline sources pause NAME`; "
    "`/dateline sources` lists them, with buttons for the same."
)
ADD_WHAT = (
    "I need the address of a story: `/dateline add https://paper.example/story`. To have all "
    "stories of a site from now on: `/dateline sources add https://paper.example`."
)
PRIVATE = (
    "That address leads into a private network, where I fetch nothing by myself. If it is the "
    "newsroom's own, whoever runs Dateline puts its host into the setting `DATELINE_PRIVATE_HOSTS` "
    "and starts it again; then it works from here."
)
CAN_NOT_LOOK = (
    "I could not look what is there, for no fault of the address. Please try again; if it happens "
    "again, tell whoever runs Dateline: the log says more."
)
NO_SUCH = "There is no source of that name. `/dateline sources` lists them."
TOO_MANY = "That are too many addresses at once. Please add ten at most."
NO_LINK = (
    "There is no web address in this message, so there is nothing to add. "
    "`/dateline add https://…` takes one."
)
CHOOSE_ONE = "Please tick at least one."
QUEUED = "I fetch and read it now, and tell you what came of it."
QUEUED_SEVERAL = "I fetch and read them now, and tell you what came of each."
LOOKING = "Looking what is there …"
ALARM_HERE = "Alarms about sources come here from now on. `/dateline sources alarm off` ends that."
ALARM_OFF = "Alarms about a source go to whoever added it, as a direct message."
ALARM_WHERE = (
    "Type `/dateline sources alarm here` in the channel that alarms should go to; I have to be a "
    "member of it."
)
ALARM_CLOSED = (
    "I don't answer in this channel, so no alarms go there either; whoever runs Dateline here "
    "decides in which channels I answer. Please choose another one."
)
ALARM_NOT_YOURS = (
    "Only members of a channel choose it for alarms. Join it first, or ask somebody in it to type "
    "`/dateline sources alarm here` there."
)
NOT_IN_CHANNEL = "I can't post there. Invite me with `/invite @Dateline` first, then type it again."
NOT_KEPT = (
    "That can't be kept at the moment: the file beside the fact base can't be written. "
    "Please tell whoever runs Dateline."
)
LATE = (
    "The story that you asked for is not read yet; it takes longer than usual, and I tell you when "
    "it is. If it stays like this, tell whoever runs Dateline: the log says more."
)
NOT_HERE = "This article is not in the archive any more."
