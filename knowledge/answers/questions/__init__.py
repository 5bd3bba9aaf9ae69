"""Questions in free words → answers: from facts, else from the sentence that states it, else no."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answers.common import NEAREST, cited
from knowledge.answers.examples import examples
from knowledge.answers.questions import sayings, threads
from knowledge.answers.questions.deciding import tell, with_offers
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.pointing import to_the_point
from knowledge.answers.questions.told import Told
from knowledge.base import Base
from knowledge.language import understand
from knowledge.model import Answer, Choice, Understood
from knowledge.questions import parts, smalltalk
from knowledge.questions.model import Asked, Wanted
from knowledge.questions.reading import read_question
from knowledge.text import clean_query
from knowledge.wording.notices import only_withdrawn


def answered(
    text: str, base: Base, *, today: date, per_page: int, context: Sequence[str] = ()
) -> Answer:
    """Answer a question; never raises for any text.

    `context` are the earlier questions of its thread, oldest first.
    """
    cleaned = clean_query(text)
    plain, instructed = parts.without_instructions(cleaned)
    kind = smalltalk.talk(plain)
    if kind is not None or not plain:
        return _talk(kind, base, instructed=instructed)
    if not context and not parts.asks(plain) and not _asks_who(plain, base, today):
        # A name and nothing else asks nothing yet.
        named = understand(plain, base, today=today)
        if named.question is not None:
            return _asked_back(named, base)
    gone = bool(base.withdrawn_articles())
    archive = Archive(base.without_withdrawn() if gone else base)
    whole = Archive(base) if gone else None

    def telling(asked: Asked) -> Told:
        return tell(asked, archive)

    asked_before = list(context)
    found: list[tuple[Asked, Told]] = []
    for part in parts.questions(plain) or [plain]:
        asked = threads.understood(part, asked_before, base, today, telling)
        asked_before.append(part)
        found.append((asked, _told(asked, archive, whole)))
    return _answer(found, base)


def _asks_who(text: str, base: Base, today: date) -> bool:
    """Whether an office is named and nothing else: "premier of Fiji" asks who that is."""
    return read_question(text, base, today=today).wanted is Wanted.WHO


def _asked_back(understood: Understood, base: Base) -> Answer:
    return Answer(
        None,
        "",
        False,
        base.scope(),
        notes=understood.notes,
        question=understood.question,
        choices=understood.choices,
    )


def _told(asked: Asked, archive: Archive, whole: Archive | None) -> Told:
    """What there is to say; what only the `whole` archive tells, withdrawn stories too, says so."""
    if asked.problem or asked.question:
        return Told(asked.problem or "", answered=False)
    told = tell(asked, archive)
    if not told.answered and whole is not None:
        withdrawn = tell(asked, whole)
        if withdrawn.answered:
            return with_offers(_only_withdrawn(withdrawn), asked, whole)
    if not told.answered and archive.left_out and _was_read(asked, archive):
        told = replace(told, said=sayings.RETRACTED)
    return with_offers(told, asked, archive)


def _was_read(asked: Asked, archive: Archive) -> bool:
    """Whether a sentence would answer, had the desk not retracted what was read in it."""
    return tell(asked, Archive(archive.base, retracted=True)).answered


def _only_withdrawn(told: Told) -> Told:
    roles = () if told.profile is None else told.profile.roles
    sources = [*told.sentences, *(one for fact in (*told.facts, *roles) for one in fact.sources)]
    last = only_withdrawn(one.withdrawal for one in sources if one.withdrawal is not None)
    return replace(told, said=f"{last} {told.said}".strip())


def _talk(kind: smalltalk.Talk | None, base: Base, *, instructed: bool) -> Answer:
    said = sayings.ARCHIVE_ONLY if instructed and kind is None else sayings.talk(kind)
    offered = examples(base, NEAREST)
    nearest = tuple(Choice(text, text.removeprefix("/")) for text in offered)
    return Answer(None, "", False, base.scope(), message=said, nearest=nearest)


def _answer(found: Sequence[tuple[Asked, Told]], base: Base) -> Answer:
    """One answer of all parts; answered when one of them is."""
    told = [part for _, part in found]
    first = next((part for part in told if part.answered), told[0])
    asked = next((one for one, _ in found if one.question), None)
    questions = [one for one, _ in found]
    facts = tuple(
        to_the_point(fact, questions)
        for fact in {fact.id: fact for part in told for fact in part.facts}.values()
    )
    sentences = tuple(dict.fromkeys(source for part in told for source in part.sentences))
    profile = next((part.profile for part in told if part.profile is not None), None)
    said = list(dict.fromkeys(part.said for part in told if part.said))
    return Answer(
        first.query,
        first.understood,
        any(part.answered for part in told),
        base.scope(),
        facts=facts,
        profile=profile,
        total=len(facts),
        notes=tuple(dict.fromkeys(note for one, part in found for note in _notes(one, part))),
        message="\n".join(said) or None,
        question=None if asked is None else asked.question,
        choices=() if asked is None else asked.choices,
        sentences=sentences,
        nearest=tuple(dict.fromkeys(c for part in told for c in part.nearest))[:NEAREST],
        cited=(
            *cited(() if profile is None else profile.roles or profile.meetings),
            *cited(facts),
            *(item for source in sentences for item in source.evidence),
        ),
    )


def _notes(asked: Asked, told: Told) -> tuple[str, ...]:
    """What was assumed; of two years that a date may mean, the one that was settled on."""
    settled = any(note.startswith(sayings.NO_YEAR) for note in told.notes)
    kept = [n for n in asked.notes if not (settled and n.startswith(sayings.NO_YEAR))]
    return (*kept, *told.notes)
