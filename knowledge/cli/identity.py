"""`people same|other|alias|title|suggest|apart`: what the desk decides on people."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from typing import Any

import click

from knowledge.base import Base, Decision
from knowledge.base.decisions import Action
from knowledge.base.results import Context, Suggestion
from knowledge.base.store.target import Undecidable
from knowledge.cli.desk import account, say_how_to_undo, why_option
from knowledge.cli.terminal import Failure, Options, command, put, put_json, reading, say, writing
from knowledge.dates.typed import TypedDate, parse_period
from knowledge.text import neutral
from knowledge.wording import decisions
from knowledge.wording.phrases import enumerate_words
from knowledge.wording.phrases import party as party_words


@click.command("same")
@click.argument("people", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Also where articles give them different countries.")
@why_option
@command
def same_command(people: tuple[str, ...], yes: bool, why: str | None, options: Options) -> int:
    """Say that people (ids or names) are one and the same."""

    def decide(base: Base) -> Decision:
        found = [_person(base, one) for one in people]
        if not yes:
            _refuse_countries(base, found)
        return base.same_person(found, who=account(), why=why)

    return _decided(options, decide)


@click.command("other")
@click.argument("person")
@click.argument("articles", nargs=-1, required=True)
@why_option
@command
def other_command(person: str, articles: tuple[str, ...], why: str | None, options: Options) -> int:
    """Say that whom these ARTICLES (ids) call so is somebody else of that name."""
    return _decided(
        options,
        lambda base: base.other_person(_person(base, person), articles, who=account(), why=why),
    )


@click.command("alias")
@click.argument("person")
@click.argument("name")
@why_option
@command
def alias_command(person: str, name: str, why: str | None, options: Options) -> int:
    """Say that a person has another NAME."""
    return _decided(
        options, lambda base: base.alias(_person(base, person), name, who=account(), why=why)
    )


@click.command("title")
@click.argument("person")
@click.argument("title")
@click.option("--of", "party", metavar="COUNTRY", help="The country or organisation it is of.")
@click.option("--since", metavar="DATE", help="Since when.")
@why_option
@command
def title_command(
    person: str,
    title: str,
    party: str | None,
    since: str | None,
    why: str | None,
    options: Options,
) -> int:
    """Say what a person is called; it is shown as the desk's, and no fact is made of it."""

    def decide(base: Base) -> Decision:
        code = None if party is None else _party(base, party)
        first = None if since is None else _date(since)
        return base.role(_person(base, person), title, code, first, who=account(), why=why)

    return _decided(options, decide)


@click.command("suggest")
@click.option("--limit", type=click.IntRange(1, 500), default=10, show_default=True)
@command
def suggest_command(limit: int, options: Options) -> int:
    """List people who may be one and the same, the likeliest first, with what is told of both."""
    with reading(options) as base:
        found = base.merge_suggestions(limit)
    for one in found:
        if options.as_json:
            put_json(_plain(one))
        else:
            put(f"{one.score}\t{', '.join(one.reasons)}")
            for line in (*_lines(one.one), *_lines(one.other)):
                put(line)
    if not found:
        say("No two people look like one.")
    return 0


@click.command("apart")
@click.argument("one")
@click.argument("other")
@why_option
@command
def apart_command(one: str, other: str, why: str | None, options: Options) -> int:
    """Say that two people are not one, so that `suggest` lists them no more."""

    def decide(base: Base) -> Decision:
        found = [_person(base, one), _person(base, other)]
        _refuse_merged(base, {one, other, *found})
        return base.dismiss_suggestion(*found, who=account(), why=why)

    return _decided(options, decide)


COMMANDS = (
    same_command, other_command, alias_command, title_command, suggest_command, apart_command,
)  # fmt: skip
"""What `people` takes in."""


def _decided(options: Options, decide: Callable[[Base], Decision]) -> int:
    with writing(options) as base:
        try:
            made = decide(base)
        except Undecidable as refused:
            raise Failure(str(refused)) from refused
    say(f"{decisions.what(made)}. Decision {made.id}")
    say_how_to_undo(made.id)
    if options.as_json:
        put_json({"decision": made.id, "action": str(made.action), "targets": list(made.targets)})
    return 0


def _refuse_countries(base: Base, people: Iterable[str]) -> None:
    """Fail where articles give two people different countries, as namesakes have them."""
    of = {id: {party for _, party, _ in base.person_groups(id) if party} for id in people}
    for (one, here), (other, there) in combinations(of.items(), 2):
        if here and there and not here & there:
            told = (
                f"{_name(base, id)} ({enumerate_words(sorted(map(party_words, parties)))})"
                for id, parties in ((one, here), (other, there))
            )
            raise Failure(
                f"They have different countries: {' and '.join(told)}. "
                "If they are one person all the same, say so with --yes."
            )


def _name(base: Base, id: str) -> str:
    found = base.person(id)
    return id if found is None else found.name


def _refuse_merged(base: Base, ids: Iterable[str]) -> None:
    """Fail for people whom a decision made one: that is taken back, not contradicted."""
    known = {found.id for one in ids if (found := base.person(one)) is not None}
    if len(known) > 1:
        return
    for one in reversed(base.decisions_about(f"person:{id}" for id in ids)):
        if one.action is Action.SAME_PERSON and base.is_in_force(one.id):
            raise Failure(
                f"The desk made them one person (decision {one.id}). To take that back: "
                f"python -m knowledge decide undo {one.id}"
            )


def _person(base: Base, text: str) -> str:
    """The id of the person that an id or a name means."""
    if base.person(text) is not None:
        return text
    found = base.names.person(text)
    if found.best is not None:
        return found.best.id
    if found.candidates:
        ids = ", ".join(one.id for one in found.candidates)
        raise Failure(f"“{neutral(text)}” may be several people: {ids}. Say which by its id.")
    raise Failure(f"The archive knows nobody called “{neutral(text)}”. See: people list")


def _party(base: Base, text: str) -> str:
    best = base.names.party(text).best
    if best is None:
        raise Failure(f"“{neutral(text)}” is no country or organisation that Dateline knows.")
    return best.id


def _date(text: str) -> str:
    found = parse_period(text, today=date.today())
    if not isinstance(found, TypedDate) or not found.edtf or found.year_missing:
        raise Failure(
            f"“{neutral(text)}” is no date. Type a day with its year, a month and year, or a year."
        )
    return found.edtf


def _lines(one: Context) -> list[str]:
    titles = ", ".join(one.titles) or "no title"
    parties = ", ".join(map(party_words, one.parties)) or "no country"
    told = f"{one.first} to {one.last}" if one.first else "undated"
    lines = [f"  {one.person.id}: {one.person.name}; {titles}; {parties}; {told}"]
    for source in one.sentences:
        lines += [f"    {source.article}: “{item.text}”" for item in source.evidence[:1]]
    return lines


def _plain(one: Suggestion) -> dict[str, Any]:
    return {
        "key": one.key,
        "score": one.score,
        "reasons": list(one.reasons),
        "people": [
            {
                "id": each.person.id,
                "name": each.person.name,
                "titles": list(each.titles),
                "countries": list(each.parties),
                "first": each.first,
                "last": each.last,
                "facts": each.facts,
                "sentences": [
                    {"article": source.article, "sentence": source.evidence[0].text}
                    for source in each.sentences
                ],
            }
            for each in (one.one, one.other)
        ],
    }
