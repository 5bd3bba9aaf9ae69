"""Every id that travels to Slack and back.

A button's action id may carry a key behind a colon, because ids are unique within a block:
`dateline.source:2`. What the button stands for is in its value, never in the key.
"""

import re
from enum import StrEnum


class Action(StrEnum):
    """What a button does."""

    PAGE = "dateline.page"
    CHOOSE = "dateline.choose"
    SHARE = "dateline.share"
    SOURCE = "dateline.source"
    MORE = "dateline.more"
    TABLE = "dateline.table"
    FEEDBACK = "dateline.feedback"
    EXPORT = "dateline.export"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches the action ids of this action, with and without a key."""
        return re.compile(rf"^{re.escape(self.value)}(?::.*)?$")


class Form(StrEnum):
    """What an answer can be exported as; also the ending of the file's name."""

    CSV = "csv"
    CALENDAR = "ics"


class Input(StrEnum):
    """What is asked for in a form; block and action are called alike."""

    FIELD = "dateline.field"
    RIGHT = "dateline.right"
    WHY = "dateline.why"


class Callback(StrEnum):
    """What a modal is."""

    SOURCE = "dateline.source_view"
    NOTICE = "dateline.notice_view"
    CORRECT = "dateline.correct_view"
