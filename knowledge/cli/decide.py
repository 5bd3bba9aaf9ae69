"""`decide`: what the desk decides on facts, from the command line."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from knowledge.answers import deciding, record
from knowledge.answers.deciding import By, Refused
from knowledge.base import Base
from knowledge.base.decisions import Action, Decision
from knowledge.cli.desk import account, say_how_to_undo, why_option
from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say, writing
from knowledge.language.prefilled import typed
from knowledge.model import Fact
from knowledge.wording.parts import PARTS
from knowledge.wording.texts import fact_line, printable

_IDS = "Ids of facts stand in: python -m knowledge meetings --json"


def deciding_command(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options `--who` and `--why`, and pass them as `by`."""

    @why_option
    @click.option("--who", metavar="NAME", help="Who decides. [default: your account's name]")
    @functools.wraps(function)
    def wrapped(*args: Any, why: str | None, who: str | None, **kwargs: Any) -> int:
        return function(*args, by=By(who or account(), why), **kwargs)

    return wrapped


@click.group("decide")
def decide_command() -> None:
    """Verify, correct, retract, merge and split facts; take decisions back.

    What is decided holds whatever is read later, and stands in the log (`log`). Messages in Slack
    that showed the fact are amended by a running bot.
    """


def _on_facts(name: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function the command of this name that decides on facts, passed as `facts`."""

    def made(function: Callable[..., int]) -> click.Command:
        named = click.argument("facts", nargs=-1, required=True)
        return decide_command.command(name)(named(deciding_command(command(function))))

    return made


@_on_facts("verify")
def verify_command(facts: tuple[str, ...], by: By, options: Options) -> int:
    """Say that facts are right as they are; they count as verified as long as they say the same."""
    return _each(facts, options, lambda base, fact: deciding.verify(base, fact, by))


@decide_command.command("correct")
@click.argument("fact")
@click.argument("part", required=False)
@click.argument("value", required=False)
@deciding_command
@command
def correct_command(
    fact: str, part: str | None, value: str | None, by: By, options: Options
) -> int:
    """Say what a part of a fact should be: correct FACT date "21 March 2022".

    Without PART and VALUE, the parts of the fact are shown as they are now, as one would type them.
    A value that one of the fact's sources gives is chosen, and what the others say stays beside it.
    People and countries are typed by name with semicolons between them, somebody in no article yet
    in quotation marks; "unknown" is what nobody knows.
    """
    if part is None or value is None:
        return _parts(fact, options)
    wanted = part

    def done(base: Base, id: str) -> Decision | Refused:
        change = deciding.change(base, id, wanted, value, date.today())
        return change if isinstance(change, Refused) else deciding.correct(base, change, by)

    return _each((fact,), options, done)


@_on_facts("retract")
def retract_command(facts: tuple[str, ...], by: By, options: Options) -> int:
    """Say that nothing of these facts is so: no answer tells them any more."""
    return _each(facts, options, lambda base, fact: deciding.retract(base, fact, by))


@_on_facts("restore")
def restore_command(facts: tuple[str, ...], by: By, options: Options) -> int:
    """Let retracted facts count again, by the ids that they had (see `log`)."""
    return _each(facts, options, lambda base, fact: deciding.restore(base, fact, by))


@_on_facts("merge")
def merge_command(facts: tuple[str, ...], by: By, options: Options) -> int:
    """Say that several facts are one and the same event."""
    return _each(facts[:1], options, lambda base, _: deciding.merge(base, facts, by))


@decide_command.command("split")
@click.argument("fact")
@click.option(
    "--source",
    "sources",
    multiple=True,
    required=True,
    metavar="ID",
    help="An article, or a reading of `explain`, that tells of another event; may be repeated.",
)
@deciding_command
@command
def split_command(fact: str, sources: tuple[str, ...], by: By, options: Options) -> int:
    """Say that some sources of a fact tell of an event of their own."""
    return _each((fact,), options, lambda base, id: deciding.split(base, id, sources, by))


@decide_command.command("undo")
@click.argument("decisions", nargs=-1, required=True)
@deciding_command
@command
def undo_command(decisions: tuple[str, ...], by: By, options: Options) -> int:
    """Take decisions back, by the ids that `log` gives; an undo can be undone too."""
    return _each(decisions, options, lambda base, id: deciding.undo(base, id, by))


def _each(
    ids: tuple[str, ...], options: Options, decide: Callable[[Base, str], Decision | Refused]
) -> int:
    """Decide on each, and tell what was decided and how the fact stands; 1 where one was refused.

    What was decided before stays decided.
    """
    refused: list[dict[str, str]] = []
    made: list[Decision] = []
    with writing(options) as base:
        for id in ids:
            found = decide(base, id)
            if isinstance(found, Refused):
                hint = f" {_IDS}" if found.message == deciding.GONE else ""
                say(f"{id}: {found.message}{hint}")
                refused.append({"id": id, "message": found.message})
                continue
            made.append(found)
            if not options.as_json:
                _tell(base, found)
        if options.as_json:
            told = [_json(base, one) for one in made]
            put_json({"decided": told, "refused": refused})
    return 1 if refused else 0


def _tell(base: Base, one: Decision) -> None:
    [entry] = record.entries(base, [one])
    put(printable(f"{one.id}  {entry.line()}"))
    fact = _fact(base, one)
    if fact is not None:
        put(printable(f"  {fact.id}  {fact_line(fact)}"))
    if one.action is not Action.UNDO:
        say_how_to_undo(one.id)


def _fact(base: Base, one: Decision) -> Fact | None:
    """The fact that a decision, or the one that it undoes, is about, as it stands now."""
    sort, _, id = base.meant(one).target.partition(":")
    return base.fact(id) if sort == "fact" else None


def _json(base: Base, one: Decision) -> dict[str, Any]:
    from knowledge.wording.machine import fact_json

    fact = _fact(base, one)
    return {
        "decision": one.id,
        "action": str(one.action),
        "fact": None if fact is None else fact_json(fact),
    }


def _parts(id: str, options: Options) -> int:
    """Show what each part of a fact is now."""
    with reading(options) as base:
        fact = base.fact(id)
    if fact is None:
        raise Failure(f"{deciding.GONE} {_IDS}")
    now = {part.key: typed(part, fact) for part in PARTS[fact.kind] if part.field}
    if options.as_json:
        put_json({"fact": fact.id, "parts": now})
        return 0
    put(printable(fact_line(fact)))
    for key, value in now.items():
        put(printable(f"  {key}: {value or 'not known'}"))
    return 0
