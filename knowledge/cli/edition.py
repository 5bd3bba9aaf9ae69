"""`edition`: a digest as it would be posted, for editors to look at and for trying things out."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from knowledge.cli.asking import today
from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say

if TYPE_CHECKING:
    from knowledge.base import Base
    from knowledge.model import Edition, Wanted

_INSTANT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.command("edition")
@click.argument("text", nargs=-1, metavar="WORDS…")
@click.option("--since", type=_INSTANT, help="From when on, in UTC; without it, a day before.")
@click.option("--until", type=_INSTANT, help="Until when, in UTC; without it, now.")
@click.option("--published", is_flag=True, help="Articles count from their publication.")
@click.option("--why", is_flag=True, help="With the reasons for the order.")
@command
def edition_command(
    text: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    published: bool,
    why: bool,
    options: Options,
) -> int:
    """Show a digest: what articles that came in lately are the first to tell.

    WORDS say what it is to tell, interests with commas between them: “Japan, Kishida, money,
    7 stories”. Without any, everything. An article counts from when it was saved; with --published
    from its publication, and without --since then for the archive's last seven days.

    \b
    Examples:
      edition Japan, money
      edition --published --since 2022-11-01 --until 2022-12-01 --why
    """
    from knowledge.wording import digests

    with reading(options) as base:
        wanted = _wanted(" ".join(text), base)
        found = _edition(base, wanted, since, until, published)
    if options.as_json:
        put_json(_json(found))
    else:
        put(digests.plain(found, why=why))
    return 0


def _wanted(text: str, base: "Base") -> "Wanted":
    from knowledge.answers.digests import read

    found = read(text, base, today=today())
    for note in found.notes:
        say(note)
    if found.wanted is None:
        choices = "".join(f"\n  edition {choice.text}" for choice in found.choices)
        raise Failure(f"{found.problem or found.question}{choices}")
    return found.wanted


def _edition(
    base: "Base",
    wanted: "Wanted",
    since: datetime | None,
    until: datetime | None,
    published: bool,
) -> "Edition":
    from knowledge.answers.digests import edition, looking_back

    if published and since is None and until is None:
        found = looking_back(base, wanted)
        if found is None:
            raise Failure("No article of the archive has a publication date to look back from.")
        return found
    end = (until or datetime.now(UTC)).replace(tzinfo=UTC)
    first = since.replace(tzinfo=UTC) if since else end - timedelta(days=1)
    if first > end:
        raise Failure("This time ends before it begins. Please give --since before --until.")
    day = end.date() if until else today()
    return edition(base, wanted, first.isoformat(), end.isoformat(), day, by_publication=published)


def _json(found: "Edition") -> dict[str, Any]:
    """Everything an edition holds, as JSON values; dates as in the JSON of answers."""
    from knowledge.wording import digests
    from knowledge.wording.machine import fact_json

    return {
        "wanted": found.wanted.text,
        "since": found.since,
        "until": found.until,
        "empty": found.empty,
        "articles": found.articles,
        "facts": found.facts,
        "left_out": found.left_out,
        "complete": found.complete,
        "stories": [
            {
                "weight": story.weight,
                "new": story.new,
                "reasons": [
                    {"ground": one.ground, "weight": one.weight, "words": one.words}
                    for one in story.reasons
                ],
                "changes": [
                    {"field": one.field, "before": one.before, "now": one.now}
                    for one in story.changes
                ],
                "facts": [fact_json(fact) for fact in story.facts],
            }
            for story in found.stories
        ],
        "on_this_day": [
            {"years": one.years, "fact": fact_json(one.fact)} for one in found.on_this_day
        ],
        "coming_up": [fact_json(fact) for fact in found.coming_up],
        "contradictions": [
            {
                "fact": fact_json(one.fact),
                "field": one.field,
                "values": [value for value, _ in one.values],
            }
            for one in found.contradictions
        ],
        "flagged": [
            {
                "article": one.notice.article,
                "kind": one.notice.kind,
                "at": one.notice.at,
                "words": one.notice.words,
                "facts": [fact_json(fact) for fact in one.facts],
                "total": one.total,
            }
            for one in found.flagged
        ],
        "open_questions": [digests.question(one) for one in found.open_questions],
    }
