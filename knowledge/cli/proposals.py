"""`proposals`: what people propose to correct, for the editors to decide."""

from dataclasses import asdict

import click

from knowledge.cli.terminal import Options, command, put, put_json, reading
from knowledge.model import Fact
from knowledge.wording import decisions
from knowledge.wording import facts as say


@click.command("proposals")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many."
)
@command
def proposals_command(limit: int, options: Options) -> int:
    """List what people propose to correct in facts, the newest first.

    Each with the fact as it was shown, who proposed it and when, the fact as it stands now where
    that has changed since, and what was decided on it. What waits is listed by `review`.
    """
    with reading(options) as base:
        found = [(one, base.fact(one.fact)) for one in base.proposals(limit)]
        settled = {one.n: base.decision(one.settled) for one, _ in found if one.settled}
    if options.as_json:
        put_json([{**asdict(one), "now": _now(fact)} for one, fact in found])
        return 0
    for one, fact in found:
        put(f"{one.at}  Slack user {one.person}  {one.fact}")
        put(f"  shown: {one.shown}")
        if (now := _now(fact)) != one.shown:
            put(f"  now:   {now or 'no longer in the archive'}")
        put(f"  wrong: {one.field}")
        if one.value:
            put(f"  right: {one.value}")
        if one.why:
            put(f"  why:   {' '.join(one.why.split())}")
        if (decision := settled.get(one.n)) is not None:
            put(f"  decided: {decisions.line(decision)}")
    if not found:
        put("Nobody has proposed a correction yet. In Slack: the menu beside a fact, “Correct…”.")
    return 0


def _now(fact: Fact | None) -> str | None:
    """A fact as it stands, in the words in which it was shown."""
    return None if fact is None else say.fact_line(fact)
