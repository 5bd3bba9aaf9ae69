"""Slack's limits, from Slack's documentation.

This table belongs to the workspace and is not shared with the renderer: a misreading shared by both
would pass both. Where two sources differ, the smaller number stands.
https://docs.slack.dev/reference/block-kit and the pages below it.
"""

# Messages. 13,200 is undocumented: https://github.com/slackapi/bolt-js/issues/2509
MESSAGE_BLOCKS = 50
MESSAGE_BLOCKS_CHARACTERS = 13_200
TEXT_CHARACTERS = 40_000  # longer text is cut off
UPDATE_TEXT_CHARACTERS = 4_000  # chat.update refuses longer text

# Views: https://docs.slack.dev/reference/views
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000

# Identifiers
BLOCK_ID = 255
ACTION_ID = 255
CALLBACK_ID = 255

# Layout blocks
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
SECTION_FIELD_TEXT = 2_000
HEADER_TEXT = 150
HEADER_LEVELS = (1, 4)
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
CONTEXT_ACTIONS_ELEMENTS = 5
IMAGE_URL = 3_000
IMAGE_ALT_TEXT = 2_000
IMAGE_TITLE = 2_000
INPUT_LABEL = 2_000
INPUT_HINT = 2_000
MARKDOWN_CHARACTERS = 12_000  # over all markdown blocks of a message
ALERT_TEXT = 200
VIDEO_TITLE = 199
VIDEO_AUTHOR = 49
VIDEO_DESCRIPTION = 199

# Tables: https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block.
# A newer SDK says 201 rows for a data table; 101 is what the page says.
TABLES = 1  # per message, of either kind
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_CHARACTERS = 10_000  # over all cells of the message
DATA_TABLE_ROWS = (2, 101)
DATA_TABLE_PAGE = (1, 100)

# Charts: …/data-visualization-block; other documents say 12 series, 6 is the smaller.
CHARTS = 2
CHART_TITLE = 50
CHART_SERIES = 6
CHART_CATEGORIES = 20
CHART_LABEL = 20
CHART_AXIS_LABEL = 50

# Cards, carousels, containers. The pages differ on a card's buttons (2 or 3).
CARD_TITLE = 150
CARD_SUBTITLE = 150
CARD_BODY = 200
CARD_ACTIONS = 2
CAROUSEL_CARDS = 10
CONTAINER_BLOCKS = 10
CONTAINER_TITLE = 150

# Elements
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000
ACCESSIBILITY_LABEL = 75
PLACEHOLDER = 150
SELECT_OPTIONS = 100
SELECT_GROUPS = 100
OVERFLOW_OPTIONS = 5
CHOICE_OPTIONS = 10  # checkboxes and radio buttons
INPUT_LENGTH = 3_000
FILES = 10

# Composition objects
TEXT_OBJECT = 3_000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
OPTION_URL = 3_000
GROUP_LABEL = 75
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

# Which surface takes which block: https://docs.slack.dev/blocks.json. `data_table` isn't stated
# there and is taken as message-only, like its relatives. `file` comes from Slack alone.
EVERYWHERE = frozenset({"message", "modal", "home"})
MESSAGE_ONLY = frozenset({"message"})
SURFACES: dict[str, frozenset[str]] = {
    "actions": EVERYWHERE,
    "alert": frozenset({"modal"}),
    "card": frozenset({"message", "home"}),
    "carousel": frozenset({"message", "home"}),
    "container": frozenset({"message", "home"}),
    "context": EVERYWHERE,
    "context_actions": MESSAGE_ONLY,
    "data_table": MESSAGE_ONLY,
    "data_visualization": MESSAGE_ONLY,
    "divider": EVERYWHERE,
    "file": frozenset(),
    "header": EVERYWHERE,
    "image": EVERYWHERE,
    "input": EVERYWHERE,
    "markdown": MESSAGE_ONLY,
    "plan": MESSAGE_ONLY,
    "rich_text": EVERYWHERE,
    "section": EVERYWHERE,
    "table": MESSAGE_ONLY,
    "task_card": MESSAGE_ONLY,
    "video": EVERYWHERE,
}
