"""`articles`: what is stored, shown and taken down."""

from collections.abc import Callable
from dataclasses import asdict

import click

from knowledge.base import Base, Decision
from knowledge.base.store.target import Undecidable
from knowledge.cli.desk import account, why_option
from knowledge.cli.embargoes import release
from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say, writing
from knowledge.intake import Intake
from knowledge.wording import notices
from knowledge.wording.texts import count


@click.group("articles")
def articles_command() -> None:
    """The articles of the fact base."""


@articles_command.command("list")
@click.option("--limit", type=click.IntRange(1), default=1_000, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--embargoed", is_flag=True, help="Those that nobody sees yet, and until when.")
@click.option("--hidden", is_flag=True, help="Those that the desk hides, since when and why.")
@command
def list_command(limit: int, offset: int, embargoed: bool, hidden: bool, options: Options) -> int:
    """List articles: id, publication date, title."""
    if embargoed:
        return _waiting(options, limit, offset)
    if hidden:
        return _hidden(options, limit, offset)
    with reading(options) as base:
        for listed in base.articles(limit, offset):
            if options.as_json:
                put_json(asdict(listed))
            else:
                date = listed.published or "date unknown"
                put(f"{listed.id}\t{date}\t{listed.title or ''}".rstrip())
        unseen = len(base.hidden())
    if unseen:
        say(f"{count(unseen, 'article')} hidden by the desk: articles list --hidden")
    return 0


def _waiting(options: Options, limit: int, offset: int) -> int:
    """List the articles under embargo: id, end of the embargo, title."""
    with reading(options) as base:
        found = base.waiting()[offset : offset + limit]
    for one in found:
        if options.as_json:
            put_json({"id": one.id, "until": one.until, "title": one.title})
        else:
            put(f"{one.id}\t{one.until}\t{one.title or ''}".rstrip())
    return 0


def _hidden(options: Options, limit: int, offset: int) -> int:
    """List the articles that are hidden: id, since when, title, why."""
    with reading(options) as base:
        found = base.hidden()[offset : offset + limit]
    for one in found:
        if options.as_json:
            put_json({"id": one.id, "at": one.at, "title": one.title, "why": one.why})
        else:
            put(f"{one.id}\t{one.at}\t{one.title or ''}\t{one.why or ''}".rstrip())
    return 0


@articles_command.command("hide")
@click.argument("id")
@why_option
@command
def hide_command(id: str, why: str | None, options: Options) -> int:
    """Keep an article out of every answer, also when it is updated; it is kept whole."""
    with writing(options) as base:
        made = _decided(lambda: base.hide(id, who=account(), why=why))
    say(f"{id} is in no answer any more, until: articles unhide {id}")
    if options.as_json:
        put_json({"hidden": id, "decision": made.id})
    return 0


@articles_command.command("unhide")
@click.argument("id")
@why_option
@command
def unhide_command(id: str, why: str | None, options: Options) -> int:
    """Let a hidden article be seen again."""
    with writing(options) as base:
        made = _decided(lambda: base.unhide(id, who=account(), why=why))
        waits = any(one.id == id for one in base.waiting())
    say(f"{id} is under embargo and seen when that ends." if waits else f"{id} is seen again.")
    if options.as_json:
        put_json({"unhidden": id, "decision": made.id})
    return 0


def _decided(decide: Callable[[], Decision]) -> Decision:
    try:
        return decide()
    except Undecidable as refused:
        raise Failure(f"{refused} See: python -m knowledge articles list") from refused


@articles_command.command("release")
@command
def release_command(options: Options) -> int:
    """Let in the articles whose embargo has ended; a running bot and every ingest do so too."""
    with writing(options) as base:
        released = release(base)
        waiting = base.waiting()
    said = f"{count(len(released), 'article')} let in, {len(waiting)} still under embargo"
    say(f"{said}, the next until {waiting[0].until}." if waiting else f"{said}.")
    if options.as_json:
        put_json({"released": released, "waiting": [one.id for one in waiting]})
    return 0


@articles_command.command("show")
@click.argument("id")
@command
def show_command(id: str, options: Options) -> int:
    """Show an article as stored."""
    with reading(options) as base:
        article = base.article(id)
        versions = base.versions(id)
        story = [one.id for one in base.copies(id)]
        noticed = base.notices(id)
    if article is None:
        raise _unknown(id)
    if options.as_json:
        put_json(
            {
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "byline": article.byline,
                "published": article.published,
                "published_basis": article.published_basis,
                "url": article.url,
                "language": article.language,
                "versions": versions,
                "original": story[0],
                "copies": story[1:],
                "notices": [
                    {"kind": str(one.kind), "at": one.at, "words": one.words} for one in noticed
                ],
                "text": article.text,
            }
        )
        return 0
    put(f"id: {article.id}")
    for name in ("title", "outlet", "byline", "url", "language"):
        value = getattr(article, name)
        if value:
            put(f"{name}: {value}")
    basis = f" ({article.published_basis})" if article.published_basis else ""
    put(f"published: {article.published or 'unknown'}{basis}")
    put(f"versions: {len(versions)}")
    for said in notices.told(noticed):
        put(said)
    if len(story) > 1:
        put(f"copies of {'this article' if story[0] == id else story[0]}: {', '.join(story[1:])}")
    put("")
    put(article.text)
    return 0


@articles_command.command("remove")
@click.argument("id")
@why_option
@command
def remove_command(id: str, why: str | None, options: Options) -> int:
    """Take an article down: text, versions, readings and facts go, and it stays away."""
    from knowledge.extraction.parsing.parses import forget as forget_parses

    with writing(options) as base:
        if not base.remove(id, who=account(), why=why):
            raise _unknown(id)
        forget_parses(base.path, id)
        _redate(base)
    say(f"{id} was taken down. It is not ingested again until: articles restore {id}")
    if options.as_json:
        put_json({"removed": id})
    return 0


def _redate(base: Base) -> None:
    """Take back the dates that only the removed article gave to others on the same event."""
    if not base.datable():
        return
    from knowledge.extraction import ModelProblem

    try:
        with Intake(base) as intake:
            changed = intake.redate()
    except ModelProblem as problem:
        say(f"Articles that it dated keep their dates until they are read again. {problem}")
        return
    for taken in changed:
        say(f"{taken.article}: dated anew, without it")


@articles_command.command("restore")
@click.argument("id")
@why_option
@command
def restore_command(id: str, why: str | None, options: Options) -> int:
    """Let an article that was taken down in again; ingest it afterwards."""
    with writing(options) as base:
        if not base.is_taken_down(id):
            raise Failure(f"No article {id} was taken down.")
        base.restore(id, who=account(), why=why)
    say(f"{id} may come in again: ingest it.")
    if options.as_json:
        put_json({"restored": id})
    return 0


def _unknown(id: str) -> Failure:
    return Failure(f"There is no article {id}. See: python -m knowledge articles list")
