"""What the archive knows of a person, as blocks: titles as of which article, latest meetings."""

from dataclasses import replace

from bot.ids import Action
from bot.render.blocks import Block, Element, actions, button, context, section
from bot.render.facts import Detail, fact_blocks, source_block
from bot.render.menus import more_menu
from bot.render.text import bold, escape, join
from bot.values import encode_ask
from knowledge.language import compose
from knowledge.model import Kind, Latest, Profile, Query
from knowledge.wording import facts as say
from knowledge.wording import people
from knowledge.wording.texts import count, latest_heading

ROLES_SHOWN = 6
ALIASES_SHOWN = 12
MEETINGS_SHOWN = 3


def profile_blocks(profile: Profile, detail: Detail, asked: Query | None = None) -> list[Block]:
    """A person: name, titles with their sources, other spellings, latest meetings.

    The buttons that show more keep to the time that was `asked` about.
    """
    time = _time_of(asked)
    blocks = [section(bold(say.person(profile.person), 300))]
    blocks += [context(escape(note, 800)) for note in people.notes(profile)]
    for role in profile.roles[:ROLES_SHOWN]:
        # The article that the line names.
        source = say.newest(role.sources) or next(iter(role.sources), None)
        menu = more_menu(role, source, detail.menu)
        blocks.append(section(escape(say.held(role), detail.line), menu))
        if source is not None:
            blocks.append(source_block(role, source))
    if profile.aliases:
        spellings = ", ".join(profile.aliases[:ALIASES_SHOWN])
        blocks.append(context(escape(f"Also written: {spellings}", 800)))
    if profile.meetings:
        met = count(profile.meetings_total, "meeting", complete=profile.complete)
        more = profile.meetings_total > len(profile.meetings[:MEETINGS_SHOWN])
        heading = f"Latest of {met}" if more else met
        blocks.append(section(bold(heading)))
        for meeting in profile.meetings[:MEETINGS_SHOWN]:
            blocks += fact_blocks(meeting, detail)
        blocks += _all_meetings(profile, time)
    for latest in profile.latest:
        lines = [escape(f"• {say.fact_line(fact)}", detail.line // 2) for fact in latest.facts]
        blocks.append(
            section(join("\n", bold(latest_heading(latest)), *lines), _all(profile, latest, time))
        )
    return blocks


def _time_of(asked: Query | None) -> Query:
    """The time of a query alone; undated facts, which the profile holds too, belong to it."""
    if asked is None:
        return Query("facts")
    dated = asked.period is not None
    return Query("facts", period=asked.period, undated=dated, as_of=asked.as_of)


_COMMANDS = {Kind.STATEMENT: "quotes", Kind.AGREEMENT: "deals", Kind.MILESTONE: "timeline"}


def _all(profile: Profile, latest: Latest, time: Query) -> Element | None:
    """The way to all facts of a kind and to their sources."""
    command = _COMMANDS.get(latest.kind)
    query = replace(time, command=command or "facts", people=(profile.person.id,))
    if command == "timeline":
        query = replace(query, kinds=(latest.kind,))
    if command is None:
        query = replace(query, people=(), words=(profile.person.name,))
    value = encode_ask(compose.typed(query))
    if value is None:
        return None
    return button("Show all", Action.CHOOSE, value, key=f"latest-{latest.kind}")


def _all_meetings(profile: Profile, time: Query) -> list[Block]:
    query = replace(time, command="meetings", people=(profile.person.id,))
    value = encode_ask(compose.typed(query))
    if profile.meetings_total <= MEETINGS_SHOWN or value is None:
        return []
    label = f"All {count(profile.meetings_total, 'meeting', complete=profile.complete)}"
    return [actions(button(label, Action.CHOOSE, value, key="all"))]
