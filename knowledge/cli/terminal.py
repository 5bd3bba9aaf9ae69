"""What all commands share: their options, the fact base they open, and how they speak."""

import functools
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from knowledge.base import Base, BaseProblem, Outdated, Progress
from knowledge.base.standing import real
from knowledge.cli import logs
from knowledge.cli.meters import progress

DATABASE = "dateline.db"
P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("dateline.cli")


class Failure(Exception):
    """A command can't go on; the text says why and what to do next."""

    status = 1


class WrongUsage(Failure):
    """A command can't go on with what it was given, whatever the files hold."""

    status = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What every command understands."""

    db: Path
    as_json: bool


def command(function: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options `--db`, `--json` and `--debug`, and pass them as `options`."""

    @click.option("--db", metavar="PATH", help="The fact base (else DATELINE_DB).")
    @click.option("--json", "as_json", is_flag=True, help="Machine output.")
    @click.option("--debug", is_flag=True, help="Show where an unexpected error came from.")
    @click.pass_context
    @functools.wraps(function)
    def wrapped(
        ctx: click.Context, /, *args: Any, db: str | None, as_json: bool, debug: bool, **kwargs: Any
    ) -> T:
        shared = ctx.find_object(dict) or {}
        named = db or shared.get("db") or os.environ.get("DATELINE_DB", "").strip() or DATABASE
        logs.set_up(debug=debug or bool(shared.get("debug")))
        file = Path(named)
        try:
            file = real(file)
            options = Options(file, as_json or bool(shared.get("as_json")))
            return function(*args, options=options, **kwargs)
        except (BaseProblem, PermissionError) as problem:
            # Unlike `Path.is_dir` this says no, too, where the way there is closed to this account.
            if not os.path.isdir(file.parent):
                raise WrongUsage(
                    f"There is no folder for the fact base “{file.name}” that this account can "
                    "enter. Make it (mkdir -p), let the account in, or name another file with --db "
                    "or DATELINE_DB."
                ) from problem
            if isinstance(problem, PermissionError):
                raise
            raise Failure(str(problem)) from problem

    return wrapped


@contextmanager
def reading(options: Options) -> Iterator[Base]:
    """The fact base for questions; one of an earlier version is brought up to date first."""
    try:
        base = Base.open(options.db, readonly=True, create=False)
    except Outdated:
        with updating() as told:
            Base.open(options.db, create=False, progress=told).close()
        base = Base.open(options.db, readonly=True, create=False)
    with base:
        yield base


@contextmanager
def writing(options: Options, *, create: bool = False) -> Iterator[Base]:
    """The fact base for changes; made when there is none and `create` is set."""
    with updating() as told:
        base = Base.open(options.db, create=create, progress=told)
    with base:
        yield base


@contextmanager
def updating(what: str = "Bringing the fact base up to date") -> Iterator[Progress]:
    """Shows how far folding all facts anew is, once it has begun."""
    with ExitStack() as stack:
        bar: Any = None

        def told(done: int, total: int) -> None:
            nonlocal bar
            if bar is None:
                say(f"{what}: {total:,} articles. If it is interrupted, nothing is lost.")
                bar = stack.enter_context(progress(total, what))
            bar.update(done - bar.n)

        yield told


def say(text: str) -> None:
    """A message for whoever sits at the terminal, on stderr."""
    click.echo(plain(text), err=True)


def aside(line: str) -> None:
    """A message that leaves a progress bar whole."""
    from tqdm import tqdm

    with tqdm.external_write_mode():
        say(line)


def put(text: str) -> None:
    """A result for people, on stdout."""
    click.echo(plain(text))


def put_json(value: object) -> None:
    """A result for machines: one line of JSON on stdout, out at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def plain(text: str) -> str:
    """Text without what could steer a terminal; line ends and tabs stay."""
    return "".join(ch if ch.isprintable() or ch in "\n\t" else "�" for ch in text)


def failed(error: BaseException, *, debug: bool) -> int:
    """Report an error that nobody foresaw, under an id that the log has too."""
    id = secrets.token_hex(4)
    if debug:
        log.error("Unexpected error %s", id, exc_info=error)
    say(
        f"Something went wrong that should not have ({type(error).__name__}, {id}). "
        "Run the command again with --debug to see where, and please report it."
    )
    return 1
