"""A stand-in for the process that answers beside the bot: it echoes, and goes wrong when told to.

python -m tests.bot.relief_child [never | late]
"""

import signal
import sys

from bot.kept import Answered
from bot.relief.__main__ import _asked, _say
from bot.relief.wire import ready
from bot.render.blocks import Message
from bot.render.text import Mrkdwn


def main(how: str = "") -> None:
    """Answer until the end of stdin."""
    if how == "never":
        sys.exit(1)
    answers = sys.stdout.buffer
    _say(answers, None)
    while (question := _asked(sys.stdin.buffer)) is not None:
        match question.asked.text:
            case "die":
                sys.exit(1)
            case "hang":
                signal.pause()
            case "babble":
                answers.write(b"\xff\xff\xff\xff and so on")
                answers.flush()
            case "nothing":
                _say(answers, None)
            case text:
                block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
                _say(answers, ready(Answered(Message(Mrkdwn(text), (block,)), False, 0)))


if __name__ == "__main__":
    main(*sys.argv[1:])
