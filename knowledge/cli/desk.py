"""What every command by which the desk decides has: who decides, why, and how it is taken back."""

import getpass

import click

from knowledge.cli.terminal import say

why_option = click.option(
    "--why",
    metavar="REASON",
    help="Why. Everybody who opens the log reads the reason; names are shown to editors alone.",
)


def account() -> str:
    """The account that decides, as the log calls it: "cli:ana"."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):  # No name for this user, as in a bare container.
        return "cli"


def say_how_to_undo(decision: str) -> None:
    """Say how a decision (its id) is taken back."""
    say(f"To take it back: python -m knowledge decide undo {decision}")
