"""The log of decisions, as whoever asks for it may see it."""

from bot.deciding import history
from bot.deciding.editors import Editors
from bot.readers import Readers
from bot.render.blocks import Message
from bot.render.deciding import log_message
from bot.render.frames import Frame
from bot.routing import Log


async def recorded(editors: Editors, readers: Readers, wanted: Log, frame: Frame) -> Message:
    """What was decided: with names, and Undo, where an editor alone sees it.

    Raises:
        NoBase: the fact base can't be read.
    """
    alone = (frame.private or frame.direct or frame.window) and frame.shared_by is None
    names = alone and (await editors.rank()).may_decide
    problems = await editors.problems() if names else []
    page = await readers.run(lambda base: history.wanted(base, wanted.page, wanted.fact))
    return log_message(page, names=names, problems=problems)
