"""The commands of the registry and `ask`: what Slack would answer, as text or JSON."""

import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say
from knowledge.commands import COMMANDS
from knowledge.environment import UnknownZone, timezone

if TYPE_CHECKING:
    from knowledge.base import Base
    from knowledge.model import Answer

PER_PAGE = 50
_LONGEST_LINE = 1_000_000


def asking(name: str) -> click.Command:
    """The command of the terminal that answers like a slash command of the registry.

    Raises KeyError for a name that the registry does not know.
    """
    known = next((one for one in COMMANDS if one.name == name), None)
    if known is None:
        raise KeyError(name)

    def answered(text: tuple[str, ...], options: Options) -> int:
        return _answered(f"/{name} {' '.join(text)}", options)

    examples = "\n".join(f"  {name} {example}" for example in known.examples)
    answered.__doc__ = f"{known.summary}.\n\nWORDS: {known.usage}\n\n\b\nExamples:\n{examples}"
    taking = click.argument("text", nargs=-1, metavar="WORDS…")(command(answered))
    return click.command(name)(taking)


@click.command("ask")
@click.argument("text", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Questions as JSON lines on stdin, answers on stdout.")
@command
def ask_command(text: tuple[str, ...], jsonl: bool, options: Options) -> int:
    """Answer a question, or what a slash command would."""
    if not jsonl:
        if not text:
            raise click.UsageError('Ask something: python -m knowledge ask "meetings Japan"')
        return _answered(" ".join(text), options)
    with reading(options) as base:
        return _lines(base)


def _answered(text: str, options: Options) -> int:
    from knowledge.answers import ask
    from knowledge.answers.spelling import spelled_out
    from knowledge.wording.machine import to_json
    from knowledge.wording.texts import plain

    with reading(options) as base:
        answer = ask(text, base, today=today(), per_page=PER_PAGE)
        if not options.as_json:
            answer = spelled_out(answer, base, today=today())
    if options.as_json:
        put_json(to_json(answer))
    else:
        put(plain(answer))
    return 0


def today() -> date:
    """The day it is where the newsroom is (`DATELINE_TIMEZONE`, default UTC)."""
    try:
        return datetime.now(timezone()).date()
    except UnknownZone as problem:
        raise Failure(str(problem)) from None


def _lines(base: "Base") -> int:
    """Answer each line of stdin at once, whatever becomes of the others; gives the exit status."""
    from knowledge.answers.warming import warm
    from knowledge.base import BaseProblem

    failures = 0
    day = today()
    warm(base)
    for number, line in enumerate(_stdin(), start=1):
        asked = _asked(line)
        if asked is None:
            failures += 1
            say(f"line {number}: not a JSON object with “id” and “question”")
            put_json(_unanswered(_id(line), _NO_QUESTION))
            continue
        try:
            put_json({"id": asked["id"], **_line(asked, base, day)})
        except OSError:
            raise  # nobody reads the answers any more
        except Exception as error:  # one question that fails must not cost the others theirs
            failures += 1
            foreseen = isinstance(error, BaseProblem)
            say(f"line {number}: {error if foreseen else type(error).__name__}")
            put_json(_unanswered(asked["id"], str(error) if foreseen else _FAILED))
    return 1 if failures else 0


_NO_QUESTION = "This line is not a JSON object with “id” and “question”."
_FAILED = (
    "This question could not be answered because of a fault in Dateline. Try it in other words."
)


def _unanswered(identity: object, message: str) -> dict[str, Any]:
    return {"id": identity, "answered": False, "answer": message, "sources": []}


def _line(asked: dict[str, Any], base: "Base", day: date) -> dict[str, Any]:
    from knowledge.answers import ask
    from knowledge.answers.spelling import spelled_out
    from knowledge.wording.machine import to_line

    answer: Answer = ask(
        asked["question"], base, today=day, per_page=PER_PAGE, context=asked["context"]
    )
    return to_line(spelled_out(answer, base, today=day))


def _id(line: str) -> object:
    """The id of a line that holds no question, if it has one."""
    value = _parsed(line)
    return value.get("id") if isinstance(value, dict) else None


def _stdin() -> Iterator[str]:
    """The lines of stdin that hold anything, each as soon as it is there."""
    for raw in iter(lambda: sys.stdin.readline(_LONGEST_LINE), ""):
        if raw.strip():
            yield raw


def _parsed(line: str) -> object:
    """The JSON of a line, None when it is none.

    NaN and what is too large for a float are none either: JSON has no way to send them back.
    """
    try:
        return json.loads(line, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        return None


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError("no finite number")
    return number


def _asked(line: str) -> dict[str, Any] | None:
    value = _parsed(line)
    if not isinstance(value, dict) or not isinstance(value.get("question"), str):
        return None
    context = value.get("context") or []
    if not isinstance(context, list):
        return None
    return {
        "id": value.get("id"),
        "question": value["question"],
        "context": [text for text in context if isinstance(text, str)],
    }
