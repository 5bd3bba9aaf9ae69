"""The command line: `python -m knowledge COMMAND`.

What machines read goes to stdout, and nothing else does; progress and messages go to stderr. The
exit status is 0 when all is done, 1 when some input failed (with the reasons), 2 for wrong usage.
Commands are loaded when they are called, so that asking does not wait for what only ingest needs.
"""

import importlib
import os
import signal
import sys
from types import FrameType

import click

from knowledge.cli.terminal import Failure, failed, say
from knowledge.commands import COMMANDS, DATELINE
from knowledge.environment import UnreadableFile, from_file

_COMMANDS = {
    "ingest": "knowledge.cli.ingest",
    "sources": "knowledge.cli.sources",
    "extract": "knowledge.cli.extract",
    **{command.name: "knowledge.cli.asking" for command in COMMANDS if command is not DATELINE},
    "ask": "knowledge.cli.asking",
    "edition": "knowledge.cli.edition",
    "resolve": "knowledge.cli.resolve",
    "people": "knowledge.cli.people",
    "articles": "knowledge.cli.articles",
    "explain": "knowledge.cli.explain",
    "check-draft": "knowledge.cli.check_draft",
    "decide": "knowledge.cli.decide",
    "log": "knowledge.cli.log",
    "proposals": "knowledge.cli.proposals",
    "review": "knowledge.cli.review",
    "gaps": "knowledge.cli.gaps",
    "forget": "knowledge.cli.forget",
    "rebuild": "knowledge.cli.rebuild",
    "check": "knowledge.cli.upkeep",
    "backup": "knowledge.cli.safekeeping",
    "restore": "knowledge.cli.safekeeping",
    "doctor": "knowledge.cli.upkeep",
    "export": "knowledge.cli.export",
    "evaluate": "knowledge.cli.evaluate",
    "calibrate": "knowledge.cli.calibrate",
    "rules": "knowledge.cli.rules",
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        loaded = importlib.import_module(module)
        if module == "knowledge.cli.asking" and cmd_name != "ask":
            return loaded.asking(cmd_name)  # type: ignore[no-any-return]
        found = getattr(loaded, f"{cmd_name.replace('-', '_')}_command")
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="PATH", help="The fact base (else DATELINE_DB, else dateline.db).")
@click.option("--json", "as_json", is_flag=True, help="Machine output.")
@click.option("--debug", is_flag=True, help="Show where an unexpected error came from.")
@click.pass_context
def cli(ctx: click.Context, db: str | None, as_json: bool, debug: bool) -> None:
    """Dateline on the command line: read articles, ask, look after the fact base."""
    ctx.obj = {"db": db, "as_json": as_json, "debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its status."""
    _prepare()
    if not _read_environment():
        sys.exit(2)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command; returns the exit status. No error leaves with a traceback."""
    debug = "--debug" in arguments
    try:
        status = cli.main(args=arguments, prog_name="python -m knowledge", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as problem:
        problem.show(sys.stderr)
        asked = problem.ctx if isinstance(problem, click.NoSuchOption) else None
        name = (asked and asked.command.name) or ""
        if _COMMANDS.get(name) == "knowledge.cli.asking":
            say(f"Words that begin with “-” follow “--”: python -m knowledge {name} -- -word")
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Stopped. What was saved so far is whole.")
        return 130
    except Failure as problem:
        say(str(problem))
        return problem.status
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered has no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return failed(error, debug=debug)


def _prepare() -> None:
    """Settle on UTF-8, and let SIGTERM end a command as Ctrl-C does."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, _stop)


def _read_environment() -> bool:
    """Read `.env`; False, with a message, where it can't be read.

    Only the one in the working directory: bot and command line must have the same settings.
    """
    try:
        values = from_file()
    except UnreadableFile as problem:
        say(str(problem))
        return False
    for key, value in values.items():
        os.environ.setdefault(key, value)
    return True


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
