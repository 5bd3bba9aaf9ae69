"""`review`: what waits for editors to decide, with the reasons."""

import click

from knowledge.answers import reviewing
from knowledge.answers.reviewing import Shown
from knowledge.base.results import Context
from knowledge.base.waiting import Order
from knowledge.cli.terminal import Options, command, put, put_json, reading
from knowledge.wording import facts as say
from knowledge.wording import reviewing as words
from knowledge.wording.texts import printable


@click.command("review")
@click.option(
    "--order",
    type=click.Choice([str(one) for one in Order]),
    default=str(Order.NEWEST),
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="How many."
)
@command
def review_command(order: str, limit: int, options: Options) -> int:
    """List what waits for a decision, each with why it does.

    Proposals and reports, decisions that do not fit any more, what copies tell again,
    contradictions, and facts with weak evidence. Decide with `decide`, or in Slack with
    /dateline review.
    """
    with reading(options) as base:
        found = reviewing.queue(base, Order(order), limit=limit)
    if options.as_json:
        put_json([_json(one) for one in found])
        return 0
    for one in found:
        put(f"{words.HEADS[one.item.sort]}  [{one.key}]")
        put(f"  {printable(one.shown)}" if one.shown else "  (no longer in the archive)")
        for line in (*one.proposed, *one.reasons):
            put(f"  {printable(line)}")
        for choice in one.choices:
            put(f"  - {printable(choice.value)} ({printable(choice.outlets)})")
        for context in _people(one):
            about = "; ".join((context.person.name, *words.context(context)))
            put(f"  - {printable(about)}")
        if one.fact is not None:
            put(f"  {printable(say.quotation(one.fact.sources[0]))}")
            put(f"  {printable(say.source_line(one.fact.sources[0]))}  ({one.fact.id})")
    if not found:
        put("Nothing waits for a decision.")
    return 0


def _people(one: Shown) -> tuple[Context, ...]:
    """Two people who may be one."""
    pair = one.item.suggestion
    return () if pair is None else (pair.one, pair.other)


def _json(one: Shown) -> dict[str, object]:
    """An item for machines."""
    proposal, fact = one.item.proposal, one.fact
    return {
        "key": one.key,
        "sort": str(one.item.sort),
        "since": one.item.at or None,
        "fact": None if fact is None else fact.id,
        "shown": one.shown,
        "reasons": list(one.reasons),
        "field": one.part or None,
        "value": one.right or None,
        "why": None if proposal is None else proposal.why or None,
        "people": sorted(
            {each.person for each in (proposal, *one.item.same)} if proposal else set()
        ),
        "decision": None if one.item.decision is None else one.item.decision.id,
        "choices": [{"field": c.part, "value": c.value, "from": c.outlets} for c in one.choices],
        "sentence": None if fact is None else say.quotation(fact.sources[0]),
        "article": one.article or None,
        "persons": [context.person.id for context in _people(one)],
    }
