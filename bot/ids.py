"""Every id that travels to Slack and back.

An id may carry a key behind a colon: a button's, because ids are unique within a block
(`dateline.source:2`), a form's, which tells what it is for. What a button stands for is in its
value, never in the key.
"""

import re
from enum import StrEnum


class Id(StrEnum):
    """An id, with or without a key."""

    def of(self, key: str) -> str:
        """The id with a key."""
        return f"{self}:{key}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches this id, with and without a key."""
        return re.compile(rf"^{re.escape(self.value)}(?::.*)?$")


class Action(Id):
    """What a button or an input does."""

    PAGE = "dateline.page"
    CHOOSE = "dateline.choose"
    FOLLOW = "dateline.follow"
    SHARE = "dateline.share"
    SOURCE = "dateline.source"
    MORE = "dateline.more"
    TABLE = "dateline.table"
    FEEDBACK = "dateline.feedback"
    EXPORT = "dateline.export"
    PICTURE = "dateline.picture"
    PARTY = "dateline.party"
    PERSON = "dateline.person"
    FILTER = "dateline.filter"
    COMMAND = "dateline.command"
    SEARCH = "dateline.search"
    FIND = "dateline.find"
    PASSAGE = "dateline.passage"
    ORDER = "dateline.order"
    DIGEST = "dateline.digest"
    DIGEST_FORM = "dateline.digest_form"
    DIGEST_WORDS = "dateline.digest_words"
    ZONE = "dateline.zone"
    TEND = "dateline.tend"
    REVIEW = "dateline.review"
    WANTED = "dateline.wanted"
    STORY = "dateline.story"
    STORIES = "dateline.stories"
    PART = "dateline.part"
    RIGHT = "dateline.right"
    RULING = "dateline.ruling"
    UNDO = "dateline.undo"


class Form(StrEnum):
    """What an answer can be exported as; also the ending of the file's name."""

    CSV = "csv"
    CALENDAR = "ics"


class Callback(Id):
    """What a modal is."""

    SOURCE = "dateline.source_view"
    NOTICE = "dateline.notice_view"
    ANSWER = "dateline.answer_view"
    SEARCH = "dateline.search_view"
    CORRECT = "dateline.correct_view"
    RULE = "dateline.rule_view"
    REPORT = "dateline.report_view"
    CHECK = "dateline.check_view"
    ORDER = "dateline.order_view"
    DIGEST = "dateline.digest_view"
    STORIES = "dateline.stories_view"
    BULK = "dateline.bulk_view"


class Shortcut(Id):
    """What people start from the shortcuts menu or from that of a message."""

    SEARCH = "dateline.search_shortcut"
    FIND = "dateline.find_shortcut"
    CHECK = "dateline.check_shortcut"
    ADD = "dateline.add_shortcut"


class Input(Id):
    """What is asked for in a form: the id of the block; its action is called alike or does more."""

    FIELD = "dateline.field"
    RIGHT = "dateline.right"
    WHY = "dateline.why"
    RULING = "dateline.ruling"
    FILTER = "dateline.filter"
    COMMAND = "dateline.command"
    WORDS = "dateline.words"
    DIGEST = "dateline.digest_input"
