"""Who can be meant in each sentence: names, offices, "the two leaders", "he", groups, parties.

What does not name its people is resolved against what the article has said so far, and carries
the link that says how.
"""

from dataclasses import replace

from knowledge.extraction.actors.context import Context
from knowledge.extraction.actors.delegations import find_delegations
from knowledge.extraction.actors.envoys import find_envoys
from knowledge.extraction.actors.offices import office_actor
from knowledge.extraction.actors.references import find_references
from knowledge.extraction.lexicon import references
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import NameMention
from knowledge.extraction.parsing.document import Sentence

_PRONOUNS = frozenset({ActorForm.PRONOUN, ActorForm.PAIR})
_OWN = frozenset({"his", "her", "their", "my", "your"})
_GENITIVE = frozenset({"'s", "'", "’s", "’"})
# Nouns behind a demonym that belong to its phrase: "Japanese | government officials".
_LONGEST_TAIL = 4


def find_actors(sentence: Sentence, parties: list[PartyMention], context: Context) -> list[Actor]:
    """The actors of a sentence, left to right.

    `context` must have read the sentences before this one, and has read this one afterwards.
    """
    context.begin(sentence)
    register = context.register
    actors = [
        named
        for mention in register.mentions[sentence.index]
        if (named := _named(mention)) is not None
    ]
    for delegation in find_delegations(sentence, actors, parties, context):
        inside = range(delegation.left, delegation.right)
        actors = [*(actor for actor in actors if actor.left not in inside), delegation]
    taken = {i for actor in actors for i in range(actor.left, actor.right)}
    for title in register.titles[sentence.index]:
        if taken.isdisjoint(range(title.first, title.last)):
            _add(actors, taken, office_actor(sentence, title, context))
    for actor in find_references(sentence, taken, context):
        if taken.isdisjoint(range(actor.left, actor.right)):
            _add(actors, taken, actor)
    for actor in find_envoys(sentence, parties, taken, context):
        if taken.isdisjoint(range(actor.left, actor.right)):
            _add(actors, taken, actor)
    for mention in parties:
        if taken.isdisjoint(range(mention.first, mention.last)):
            actors.append(_party(sentence, mention, taken))
    actors.sort(key=lambda actor: actor.left)
    context.end(sentence, parties)
    names_end = {mention.last for mention in register.mentions[sentence.index]}
    return [_with_possessive(sentence, actor, names_end) for actor in actors]


def _add(actors: list[Actor], taken: set[int], actor: Actor | None) -> None:
    if actor is not None:
        actors.append(actor)
        taken.update(range(actor.left, actor.right))


def _named(mention: NameMention) -> Actor | None:
    person = mention.person
    if person is None:
        return None
    links = (person.party_link,) if person.party_link is not None else ()
    side = person.party or person.origin
    parties = (side,) if side else ()
    return Actor(mention.left, mention.right, (person,), parties, ActorForm.NAME, links)


def _party(sentence: Sentence, mention: PartyMention, taken: set[int]) -> Actor:
    """A country or body by its name, or a demonym with the nouns behind it."""
    right = mention.last
    if mention.form is PartyForm.DEMONYM:
        behind = sentence.words[right : right + _LONGEST_TAIL]
        tail = next(
            (
                k
                for k, word in enumerate(behind)
                if right + k in taken or word.pos not in ("NOUN", "PROPN", "ADJ")
            ),
            None,
        )
        right += len(behind) if tail is None else tail
    elif mention.form is PartyForm.NAME:
        right = _organ_end(sentence, right, taken)
    return Actor(mention.first, right, (), (mention.code,), ActorForm.PARTY)


def _organ_end(sentence: Sentence, i: int, taken: set[int]) -> int:
    """The end of "Kenya | 's foreign ministry", which acts for its state; `i` for anything else."""
    if sentence.lower(i) not in _GENITIVE:
        return i
    for k in range(i + 1, min(i + 1 + _LONGEST_TAIL, len(sentence.words))):
        word = sentence.words[k]
        if k in taken or word.pos not in ("NOUN", "PROPN", "ADJ"):
            return i
        behind = sentence.words[k + 1].pos if k + 1 < len(sentence.words) else ""
        if word.lower in references().organs and behind not in ("NOUN", "PROPN"):
            return i if sentence.lower(k + 1) in _GENITIVE else k + 1
    return i


def _with_possessive(sentence: Sentence, actor: Actor, names_end: set[int]) -> Actor:
    """Mark "Kishida's" and "his", but not "A, secretary of the Teachers' Union"."""
    if actor.form is ActorForm.NAME and actor.right not in names_end:
        return actor
    one_word = actor.right - actor.left == 1
    own = actor.form in _PRONOUNS and one_word and sentence.lower(actor.left) in _OWN
    possessive = own or sentence.lower(actor.right) in _GENITIVE
    return actor if actor.possessive == possessive else replace(actor, possessive=possessive)
