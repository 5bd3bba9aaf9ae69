"""What there is to say to a question, from the surest source that has something."""

from dataclasses import replace

from knowledge.answers.questions import beside, lines, offers, passages, sayings, years
from knowledge.answers.questions.ahead import ahead
from knowledge.answers.questions.deals import deals
from knowledge.answers.questions.definitions import definitions
from knowledge.answers.questions.events import events
from knowledge.answers.questions.evidence import Archive, covered
from knowledge.answers.questions.meetings import meetings, no_such
from knowledge.answers.questions.money import money
from knowledge.answers.questions.plainly import plainly
from knowledge.answers.questions.roles import roles
from knowledge.answers.questions.statements import statements
from knowledge.answers.questions.told import Told
from knowledge.model import Source, verification
from knowledge.names import party_name
from knowledge.questions.model import Asked, Term, Wanted
from knowledge.questions.words import Text
from knowledge.text import neutral
from knowledge.wording import questions, texts

_FROM_FACTS = (roles, meetings, money, ahead, deals, statements, events)


def tell(asked: Asked, archive: Archive) -> Told:
    """Answer from facts, else from the sentences that state it, else say that nothing does."""
    for one in years.alternatives(asked, archive):
        for part in _FROM_FACTS:
            told = part(one, archive)
            if told is not None and _is_trusted(told, asked):
                told = told if one is asked else replace(told, notes=(*told.notes, *one.notes))
                return _bounded(told, asked) if archive.cut else told
    if asked.query.verified:
        searched = texts.searched_words(archive.base.scope())
        nothing = f"No fact that the desk verified states this ({searched})."
        return Told(nothing, answered=False, understood=_understood(asked, (), archive))
    stated = [one.passage for one in passages.best(asked, archive)]
    if defined := definitions(asked, archive):
        stated = defined
    if stated:
        sources = beside.completed(asked, stated, archive)
        line = _understood(asked, sources, archive)
        said = plainly(asked, stated[0], archive)
        return Told(said, sentences=sources, understood=line)
    return no_such(asked, archive) or _nothing(asked, archive)


def _is_trusted(told: Told, asked: Asked) -> bool:
    """Whether facts that the desk verified say so, where these alone are asked for."""
    return not asked.query.verified or (
        bool(told.facts) and all(verification(fact) is not None for fact in told.facts)
    )


def _bounded(told: Told, asked: Asked) -> Told:
    """What counts, adds up or compares says when not all facts were looked at."""
    counts = asked.wanted is Wanted.HOW_MANY or asked.pick is not None
    if not counts or not told.answered:
        return told
    said = told.said
    if asked.wanted is Wanted.HOW_MANY:
        said = f"At least {lines.lower(said)}"
    return replace(told, said=said, notes=(*told.notes, sayings.NOT_ALL))


def with_offers(told: Told, asked: Asked, archive: Archive) -> Told:
    """The same with what can be asked next, where there is nothing of that yet."""
    if told.nearest:
        return told
    if told.answered:
        return replace(told, nearest=offers.following(told.facts, asked, archive))
    return replace(told, nearest=offers.nearest(asked, archive))


def _nothing(asked: Asked, archive: Archive) -> Told:
    searched = texts.searched_words(archive.base.scope())
    strange = [term for term in asked.heavy if term.name and not _stands(term, archive)]
    said = f"Nothing in the archive states this ({searched})."
    if strange:
        lacking = "a name or number in the question stands in none of the articles"
        said = f"Nothing in the archive states this: {lacking} ({searched})."
    return Told(said, answered=False, understood=_understood(asked, (), archive))


def _stands(term: Term, archive: Archive) -> bool:
    return bool(archive.base.sentences((term.said,), limit=1))


def _understood(asked: Asked, sources: tuple[Source, ...], archive: Archive) -> str:
    """How the question was read; of its own words only those that the sentences hold."""
    text = Text(" . ".join(item.text for source in sources for item in source.evidence))
    words = [term.said for term in covered(asked.heavy, text)]
    names = []
    for named in asked.named:
        known = archive.base.person(named.of) if named.kind == "person" else None
        if known is not None:
            names.append(neutral(known.name))
        elif named.kind == "party":
            names.append(party_name(named.of))
        else:
            said = neutral(named.of if named.kind == "office" else named.said)
            names.append(said.title() if said.islower() else said)
    line = questions.understood(asked.wanted, names, words, asked.period)
    return f"{line}, verified by the desk" if line and asked.query.verified else line
