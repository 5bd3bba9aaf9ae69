"""`log`: what was decided, by whom and why."""

from typing import Any

import click

from knowledge.answers import record
from knowledge.answers.record import Entry
from knowledge.cli.terminal import Options, command, put, put_json, reading
from knowledge.wording.texts import printable


@click.command("log")
@click.option("--fact", metavar="ID", help="Only what was decided on this fact, oldest first.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many."
)
@click.option("--before", type=click.IntRange(1), metavar="N", help="Only those before place N.")
@command
def log_command(fact: str | None, limit: int, before: int | None, options: Options) -> int:
    """Show what was decided, the newest first, with who decided and why.

    The log is never changed: what was taken back stays in it. `export --record` writes all of it.
    """
    with reading(options) as base:
        if fact is None:
            found = record.latest(base, limit, before)
        else:
            found = record.of_fact(base, fact)[:limit]
    if options.as_json:
        put_json([entry_json(one) for one in found])
        return 0
    for one in found:
        who = one.decision.who or "somebody forgotten"
        who += f", proposed by {', '.join(one.proposed)}" if one.proposed else ""
        put(printable(f"{one.decision.n}  {one.decision.id}  {one.line(who)}"))
    if not found:
        put("Nothing was decided yet. Decide with: python -m knowledge decide --help")
    return 0


def entry_json(one: Entry) -> dict[str, Any]:
    """A decision of the log for machines; `on` are all its targets, `value` is as readings have it.

    `who` is null for somebody who was forgotten.
    """
    made, payload = one.decision, one.decision.payload
    return {
        "n": made.n,
        "id": made.id,
        "at": made.at,
        "who": made.who or None,
        "proposed_by": list(one.proposed),
        "action": str(made.action),
        "target": made.target,
        "on": list(made.targets),
        "holds": one.holds,
        "undoes": None if one.undoes is None else one.undoes.id,
        "why": made.why,
        "shown": payload.get("shown"),
        "field": payload.get("field"),
        "value": payload.get("value"),
        "words": payload.get("words"),
        "was": payload.get("was"),
    }
