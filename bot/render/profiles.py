"""What the archive knows of a person, as blocks: titles as of which article, latest meetings."""

from bot.ids import Action
from bot.render.blocks import Block, actions, button, context, section
from bot.render.facts import Detail, fact_blocks, source_block
from bot.render.text import bold, escape
from bot.values import encode_ask
from knowledge.language import compose
from knowledge.model import Profile
from knowledge.wording import facts as say
from knowledge.wording.texts import count

ROLES_SHOWN = 6
ALIASES_SHOWN = 12
MEETINGS_SHOWN = 3


def profile_blocks(profile: Profile, detail: Detail) -> list[Block]:
    """A person: name, titles with their sources, other spellings, latest meetings."""
    blocks = [section(bold(say.person(profile.person), 300))]
    for role in profile.roles[:ROLES_SHOWN]:
        blocks.append(section(escape(say.role(role), detail.line)))
        # The article that the line names.
        source = say.newest(role.sources) or next(iter(role.sources), None)
        if source is not None:
            blocks.append(source_block(role.id, source))
    if profile.aliases:
        spellings = ", ".join(profile.aliases[:ALIASES_SHOWN])
        blocks.append(context(escape(f"Also written: {spellings}", 800)))
    if profile.meetings:
        heading = f"Latest of {count(profile.meetings_total, 'meeting')}"
        blocks.append(section(bold(heading)))
        for meeting in profile.meetings[:MEETINGS_SHOWN]:
            blocks += fact_blocks(meeting, detail)
        blocks += _all_meetings(profile)
    return blocks


def _all_meetings(profile: Profile) -> list[Block]:
    value = encode_ask(f"meetings {compose.person(profile.person.id)}")
    if profile.meetings_total <= MEETINGS_SHOWN or value is None:
        return []
    label = f"All {count(profile.meetings_total, 'meeting')}"
    return [actions(button(label, Action.CHOOSE, value, key="all"))]
