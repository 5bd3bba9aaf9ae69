"""A stand-in for the process that answers beside the bot: it echoes, and goes wrong when told to.

python -m tests.bot.relief_child [never | garble | other]
"""

import signal
import sys
from typing import BinaryIO

from bot.kept import Answered
from bot.relief.__main__ import _asked, _say
from bot.relief.wire import LENGTH, ready
from bot.render.blocks import Message
from bot.render.text import Mrkdwn


def main(how: str = "") -> None:
    """Answer until the end of stdin."""
    if how == "never":
        sys.exit(1)
    answers = sys.stdout.buffer
    if how:
        _strange(answers, how)
    else:
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
            case "garble" | "other" as which:
                _strange(answers, which)
            case "nothing":
                _say(answers, None)
            case text:
                block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
                _say(answers, ready(Answered(Message(Mrkdwn(text), (block,)), gap=False)))


def _strange(answers: BinaryIO, how: str) -> None:
    """Say what can't be understood: no pickle at all, or a class that another Dateline has."""
    said = b"garbage" if how == "garble" else b"cbot.relief.wire\nReadier\n."
    answers.write(LENGTH.pack(len(said)) + said)
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
