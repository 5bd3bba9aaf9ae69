"""`forget`: delete what one person said to Dateline, wherever it is kept."""

import re
from dataclasses import asdict
from pathlib import Path

import click

from knowledge.base import besides, files, remembered, shown
from knowledge.cli.terminal import Options, command, put, put_json, writing
from knowledge.wording.texts import count

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")


def _user(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if not _USER.fullmatch(value):
        raise click.BadParameter(
            "that is no id of a person in Slack, such as U0123ABCD: their profile, “Copy member ID”"
        )
    return value


@click.command("forget")
@click.argument("user", callback=_user)
@command
def forget_command(user: str, options: Options) -> int:
    """Delete what a person (USER, their member id in Slack: U…) said to Dateline.

    Questions without an answer, thumbs, proposed corrections, addresses they asked to add, and
    their questions in threads and behind messages that are amended; words of theirs also where they
    stand with somebody else, who asked on from them or judged the answer. Digests that go to them
    alone end, those of channels go on; what they skipped in the review queue is forgotten. Messages
    in Slack are not Dateline's, and copies that were made of its files are out of its reach.
    """
    with writing(options) as base:
        gone = {**asdict(base.forget_person(user)), **_beside(options.db, user)}
    if options.as_json:
        put_json(gone)
        return 0
    put("Deleted:")
    for name, (one, more) in _NAMES.items():
        put(f"  {count(gone[name], one, more)}")
    return 0


def _beside(database: Path, user: str) -> dict[str, int]:
    """What of a person was deleted from the files beside the fact base, by name."""
    for path in files.all_files(database).values():
        for one in files.damaged(path):
            # Nobody can tell what is in it, and nothing depends on it.
            one.unlink(missing_ok=True)
    return {
        "threads": remembered.forget_person(database, user),
        "shown": shown.forget_person(database, user),
        "digests": besides.forget_digests(database, user),
        "waiting": besides.forget_waiting(database, user),
        "review": besides.forget_reviewing(database, user),
    }


_NAMES = {
    "questions": ("question without an answer", "questions without an answer"),
    "thumbs": ("thumb below an answer", "thumbs below answers"),
    "proposals": ("proposed correction", "proposed corrections"),
    "requests": ("address to add", "addresses to add"),
    "threads": ("question of a thread", "questions of threads"),
    "shown": ("question of a message to be amended", "questions of messages to be amended"),
    "digests": ("digest that they set up", "digests that they set up"),
    "waiting": ("address they wait to hear of", "addresses they wait to hear of"),
    "review": ("mark of theirs in the review queue", "marks of theirs in the review queue"),
    "decisions": ("name in the log of decisions", "names in the log of decisions"),
    "others": ("place where others had words of theirs", "places where others had words of theirs"),
}
