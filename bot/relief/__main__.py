"""The process that answers beside the bot: questions come by its stdin, answers go to its stdout.

It ends with the bot, however that ends: when nobody holds the other end of its stdin any more.
"""

import logging
import os
import sys
from pathlib import Path
from typing import BinaryIO

from bot.answering import answered
from bot.relief.wire import LENGTH, Question, Ready, packed, ready, unpacked
from knowledge.answers.warming import warm
from knowledge.base import Base, BaseProblem
from knowledge.base.standing import Standing

log = logging.getLogger("dateline.relief")


class Answering:
    """Answers questions about the base, of which it has the file open that the bot has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base: Base | None = None
        self._file: tuple[int, int] | None = None

    def answer(self, question: Question) -> Ready | None:
        """The answer; None where somebody else has to look why there is none."""
        try:
            base = self._open(question.file)
            return None if base is None else ready(answered(base, question.asked))
        except Exception as error:
            # A thread of the bot does it again, and tells what is wrong.
            if not isinstance(error, BaseProblem):
                log.error("No answer beside the bot (%s)", type(error).__name__)
            self._close()
            return None

    def warm(self) -> None:
        """Read once before anybody asks.

        Raises:
            BaseProblem: the base can't be read.
        """
        base = self._open(Standing.of(self._path).file)
        if base is not None:
            warm(base)

    def _open(self, file: tuple[int, int] | None) -> Base | None:
        """The base in this file; None where another stands there, which the bot looks at first."""
        if file is None or Standing.of(self._path).file != file:
            self._close()
            return None
        if self._base is None or self._file != file:
            self._close()
            self._base, self._file = Base.open(self._path, readonly=True, create=False), file
        return self._base

    def _close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None


def main(database: str) -> int:
    """Answer until nobody asks any more; 1 where the base can't be read."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    # Nothing else may be said there.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answering = Answering(Path(database))
    try:
        answering.warm()
    except BaseProblem:
        return 1
    try:
        _say(answers, None)
        while (question := _asked(sys.stdin.buffer)) is not None:
            _say(answers, answering.answer(question))
    except BrokenPipeError:
        # The bot has gone. What is left to be written has nobody to read it.
        os._exit(0)
    return 0


def _asked(questions: BinaryIO) -> Question | None:
    """The next question; None when there will be no other."""
    head = questions.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    question: Question = unpacked(questions.read(length))
    return question


def _say(answers: BinaryIO, what: Ready | None) -> None:
    answers.write(packed(what))
    answers.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
