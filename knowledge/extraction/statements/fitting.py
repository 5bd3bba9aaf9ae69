"""Who may be meant by a pronoun, or by a description of somebody who spoke before."""

from knowledge.extraction.lexicon import statements
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.statements.speakers import GENITIVE, Speaker

_RANKS = frozenset(
    {"top", "chief", "senior", "veteran", "former", "outgoing", "country's", "visiting"}
)
_PEOPLE = frozenset({ActorForm.NAME, ActorForm.OFFICE, ActorForm.DELEGATION})

NOBODY = frozenset(
    {
        "who", "which", "that", "this", "these", "those", "what", "i", "we", "you", "one", "there",
        "some", "many", "others", "all", "none", "each", "people", "everyone", "anyone", "nobody",
        "it", "they", "he", "she", "him", "her", "them", "several", "most", "few", "something",
    }
)  # fmt: skip
"""Words that name no speaker by themselves."""


def of_parties(sentence: Sentence, actors: list[Actor]) -> Speaker:
    """ "Japan and Cambodia said they would …"."""
    parties = tuple(dict.fromkeys(code for actor in actors for code in actor.parties))
    return Speaker(body=sentence.printed(actors[0].left, actors[-1].right), parties=parties)


def is_definite(sentence: Sentence, actor: Actor) -> bool:
    """False for "two officials", who are nobody told of before."""
    if actor.form is ActorForm.PAIR:
        return sentence.lower(actor.left) in ("the", "both", "these")
    return actor.form in _PEOPLE


def owns_title(sentence: Sentence, actor: Actor) -> bool:
    """ "Japan's Kishida" is no possessive person."""
    return sentence.lower(actor.right) not in GENITIVE


def is_one(speaker: Speaker) -> bool:
    """True for one person, or a bare name that may be one's."""
    if speaker.body is None:
        return len(speaker.people) + len(speaker.names) == 1
    words = speaker.body.split()
    named = len(words) == 1 and words[0][:1].isupper() and not speaker.parties
    return speaker.unnamed or named


def may_be_called(noun: str, described: Speaker, speaker: Speaker) -> bool:
    """True when "the official", "the Tongan premier" may be said of one person who spoke."""
    if len(speaker.people) != 1:
        return False
    person = speaker.people[0]
    if described.parties and person.party not in described.parties:
        return False
    title = (person.title or "").lower().split()
    if not title or (noun not in title and noun not in statements().officers):
        return False
    others = {word.lower() for word in (described.body or "").split()} - {noun, *title, *_RANKS}
    return len(others) <= len(described.parties)


def may_be(speaker: Speaker, *, female: bool) -> bool:
    """True unless somebody among them is known to be of the other sex."""
    return all(person.female is None or person.female is female for person in speaker.people)
