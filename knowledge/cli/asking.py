"""`meetings`, `whois` and `ask`: what Slack would answer, as text or JSON."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say

if TYPE_CHECKING:
    from knowledge.base import Base
    from knowledge.model import Answer

PER_PAGE = 50
_LONGEST_LINE = 1_000_000

_FREE_WORDS = {"ignore_unknown_options": True}


@click.command("meetings", context_settings=_FREE_WORDS)
@click.argument("text", nargs=-1)
@command
def meetings_command(text: tuple[str, ...], options: Options) -> int:
    """Who met whom, when and where: names, countries, places, occasions, dates in any order."""
    return _answered("/meetings " + " ".join(text), options)


@click.command("whois", context_settings=_FREE_WORDS)
@click.argument("text", nargs=-1)
@command
def whois_command(text: tuple[str, ...], options: Options) -> int:
    """Who somebody is: a name, a title of a country, or a country."""
    return _answered("/whois " + " ".join(text), options)


@click.command("ask", context_settings=_FREE_WORDS)
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
    from knowledge.wording.machine import to_json
    from knowledge.wording.texts import plain

    with reading(options) as base:
        answer = ask(text, base, today=today(), per_page=PER_PAGE)
    if options.as_json:
        put_json(to_json(answer))
    else:
        put(plain(answer))
    return 0


def today() -> date:
    """The day it is where the newsroom is (`DATELINE_TIMEZONE`, default UTC)."""
    import os

    name = os.environ.get("DATELINE_TIMEZONE", "").strip() or "UTC"
    try:
        return datetime.now(ZoneInfo(name)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Failure(
            "DATELINE_TIMEZONE is not the name of a time zone. Write it like Asia/Phnom_Penh."
        ) from None


def _lines(base: "Base") -> int:
    """Answer each line of stdin at once; returns the exit status."""
    from knowledge.answers import ask
    from knowledge.wording.machine import to_line

    failures = 0
    day = today()
    for number, line in enumerate(_stdin(), start=1):
        asked = _asked(line)
        if asked is None:
            failures += 1
            say(f"line {number}: not a JSON object with “id” and “question”")
            put_json({"id": None, "answered": False, "answer": "", "sources": []})
            continue
        answer: Answer = ask(
            asked["question"], base, today=day, per_page=PER_PAGE, context=asked["context"]
        )
        put_json({"id": asked["id"], **to_line(answer)})
    return 1 if failures else 0


def _stdin() -> Iterator[str]:
    """The lines of stdin that hold anything, each as soon as it is there."""
    for raw in iter(lambda: sys.stdin.readline(_LONGEST_LINE), ""):
        if raw.strip():
            yield raw


def _asked(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
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
