"""The one error of this room: an article that can't be read, with a reason fit for people."""


class Unreadable(Exception):
    """An article, page or feed can't be read.

    `reason` is one or two plain sentences: what is wrong and what to do next. It never holds a
    folder, a token or a traceback.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
