"""How an answer is shown, which depends on where and to whom."""

from dataclasses import dataclass

from bot.render.text import Mrkdwn


@dataclass(frozen=True, slots=True)
class Frame:
    """How an answer is shown.

    `private` answers, which only one person sees, can be shared; `direct` ones stand in the
    direct message with the bot. `shared_by` is the id of the user who shared this one. With `table`
    the facts come as one table. A `window` (a modal) takes neither charts nor tables, and has no
    room for menus. Of a `message` that was looked up, what else it names stands above the facts.
    `asked` is what somebody typed, in their words, and `asker` their user id; `note` is to be said
    with what was found. `fetching` says that what is followed is not fetched.
    """

    private: bool = False
    direct: bool = False
    shared_by: str | None = None
    table: bool = False
    window: bool = False
    message: bool = False
    asked: str = ""
    asker: str = ""
    note: str = ""
    amended: tuple[Mrkdwn, ...] = ()
    fetching: str = ""
