"""Speakers: people, bodies and documents that say something, and their phrases as printed.

A noun phrase that names nobody known speaks as it is printed ("police spokesman", "statement
released by the palace"), where its head can be said to speak at all.
"""

from dataclasses import dataclass

from knowledge.extraction.lexicon import name_words, statements
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.narration import Narration
from knowledge.model import Link, Participant

SOME = frozenset({"some", "part", "one", "several", "many", "most", "two", "three", "four", "all"})
GENITIVE = frozenset({"'s", "'", "’s", "’"})

_LONGEST = 9
# A name in apposition stands at most so many words behind its noun.
_REACH = 13
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})
_POSTMODIFYING = frozenset({"of", "from", "by", "for", "at", "in", "with", "to", "on"})
# How nouns for people end ("fishermen", "baker", "pianist").
_DOERS = (
    "man", "men", "woman", "women", "person", "people", "ist", "ists", "ian", "ians", "er", "ers",
    "or", "ors",
)  # fmt: skip
_DIVISIONS = frozenset({"article", "section", "chapter", "paragraph", "clause", "annex"})
_PART_OF_NAMES = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `people` of the register, `names` of others, or a `body` as printed.

    `unnamed` is true for a body that is one person ("a senior official").
    """

    people: tuple[Person, ...] = ()
    names: tuple[str, ...] = ()
    body: str | None = None
    parties: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    unnamed: bool = False

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The people who speak, as a statement shows them."""
        of_register = (Participant(p.name, p.title, p.party) for p in self.people)
        return (*of_register, *(Participant(name) for name in self.names))

    @property
    def sides(self) -> tuple[str, ...]:
        """The parties that they speak for, in the order of the alphabet."""
        of_people = (person.party for person in self.people if person.party)
        return tuple(sorted({*self.parties, *of_people}))

    @property
    def shown(self) -> str:
        """Who it is in a few words, as links show it."""
        return ", ".join(one.name for one in self.participants) or self.body or ""


class Phrases:
    """The noun phrases of an article's narration that can speak."""

    def __init__(self, scene: Scene, narration: Narration) -> None:
        self.scene = scene
        self.narration = narration

    def apposed(self, sentence: Sentence, actors: list[Actor], head: int) -> Speaker | None:
        """ "The spokesperson of the ministry, Sunita Rao, told …": the name behind the comma."""
        i = head + 1
        end = min(len(sentence.words), head + _REACH)
        while i < end and sentence.lower(i) != ",":
            if sentence.words[i].pos in ("VERB", "AUX") or not self.narration.narrates(sentence, i):
                return None
            i += 1
        actor = next((a for a in actors if a.left == i + 1 and a.form is ActorForm.NAME), None)
        if actor is None or i >= end or actor.possessive:
            return None
        closes = sentence.lower(actor.right) in (",", ".", "", ";")
        verb = actor.right < len(sentence.words) and sentence.words[actor.right].pos == "VERB"
        return Speaker(people=actor.people) if closes or verb else None

    def some(self, sentence: Sentence, actors: list[Actor], head: int) -> Speaker | None:
        """ "Some of the protesters", "one of the groups, the Farmers' Union,"."""
        named = self.apposed(sentence, actors, head)
        if named is not None:
            return named
        comma = next((i for i in range(head, head + 6) if sentence.lower(i) == ","), None)
        end = head if comma is None else comma + 1
        while end < len(sentence.words) and sentence.words[end].pos in ("DET", "PROPN"):
            end += 1
        proper = sentence.words[end - 1].pos == "PROPN" and end > head + 1
        counted = range(head + 2, min(head + 7, len(sentence.words)))
        if not any(_may_speak(sentence, i) for i in counted):
            return None  # "All of these things made me wonder"
        return self.of_noun(sentence, end - 1 if proper else head, None)

    def is_name(self, sentence: Sentence, head: int, actor: Actor | None) -> bool:
        """A capitalised word that the model takes for somebody, of no party and no body."""
        if actor is not None and actor.form is not ActorForm.PRONOUN:
            return False
        word = sentence.words[head]
        token = sentence.tokens[word.first]
        lexicon = name_words()
        if not word.capital or word.pos != "PROPN" or word.lower in lexicon.not_people:
            return False
        if word.lower in statements().media or word.lower in lexicon.not_names:
            return False
        return token.ent_type_ == "PERSON"

    def name(self, sentence: Sentence, head: int) -> str:
        """The name that ends at word `head`, as printed."""
        first = head
        while first > 0 and self._is_of_name(sentence, first - 1):
            first -= 1
        return sentence.printed(first, head + 1)

    def _is_of_name(self, sentence: Sentence, i: int) -> bool:
        """True for a word of a person's name, not for whose party they are of."""
        word = sentence.words[i]
        return sentence.tokens[word.first].ent_type_ == "PERSON" and word.lower not in GENITIVE

    def of_noun(self, sentence: Sentence, head: int, actor: Actor | None) -> Speaker | None:
        """A body, a document or somebody unnamed: the phrase as printed."""
        word = sentence.words[head]
        some = word.lower in SOME
        if word.pos not in ("NOUN", "PROPN", "ADJ") and actor is None and not some:
            return None
        left, right = self._phrase(sentence, head, actor)
        while left < right and sentence.lower(left) in _ARTICLES:
            left += 1
        if left >= right or not (some or _may_speak(sentence, head)):
            return None
        if sentence.lower(left - 1) == "," and self._is_seat(sentence, left):
            return None  # "The University of California, Los Angeles"
        parties = tuple(
            dict.fromkeys(
                p.code
                for p in self.scene.parties[sentence.index]
                if left <= p.first and p.last <= right
            )
        )
        unnamed = _is_somebody(sentence, head)
        return Speaker(body=sentence.printed(left, right), parties=parties, unnamed=unnamed)

    def _is_seat(self, sentence: Sentence, left: int) -> bool:
        """True for the city behind the name of a body, not for a government called by one."""
        row = self.scene.parties[sentence.index]
        cities = {p.first for p in row if p.form is PartyForm.CITY}
        named = left > 1 and sentence.words[left - 2].pos == "PROPN"
        of = sentence.lower(left - 3) == "of"
        return left in cities and named and (of or left - 2 not in cities)

    def _phrase(self, sentence: Sentence, head: int, actor: Actor | None) -> tuple[int, int]:
        """The noun phrase of a head: what stands before it, and what it is of behind it."""
        left = head if actor is None else min(actor.left, head)
        while left > 0 and head - left < _LONGEST and self._joins(sentence, left - 1):
            left -= 1
        right = head + 1 if actor is None else max(actor.right, head + 1)
        if sentence.words[right : right + 1] and sentence.words[right].pos == "NUM":
            right += 1  # "Article 4 of the treaty"
        proper = sentence.words[head].pos == "PROPN" and sentence.lower(head) not in _DIVISIONS
        joining = _PART_OF_NAMES if proper else _POSTMODIFYING
        if sentence.lower(right) in joining or _is_released(sentence, right):
            right = self._complement_end(sentence, right)
        return left, right

    def _joins(self, sentence: Sentence, i: int) -> bool:
        """True when word `i` belongs to the noun phrase whose later words are known."""
        word = sentence.words[i]
        if not self.narration.narrates(sentence, i) or _is_time(sentence, i):
            return False
        noun = word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART")
        return (noun or word.lower in GENITIVE or word.lower in _ARTICLES) and word.text != "to"

    def _complement_end(self, sentence: Sentence, right: int) -> int:
        """The end of "of the foreign ministry", "released by the palace"."""
        end = right
        while end < len(sentence.words) and end - right < _LONGEST:
            word = sentence.words[end]
            small = word.pos in ("ADP", "DET", "CCONJ") or word.lower in GENITIVE
            nominal = word.pos in ("NOUN", "PROPN", "ADJ", "NUM", "PRON")
            released = end == right and _is_released(sentence, right)
            if not (small or nominal or released) or not self.narration.narrates(sentence, end):
                break
            if _is_time(sentence, end):
                break
            end += 1
        while end > right and sentence.words[end - 1].pos in ("ADP", "DET", "CCONJ"):
            end -= 1
        return end if end > right + 1 else right


def _is_time(sentence: Sentence, i: int) -> bool:
    """ "On Friday | the government announced …"."""
    word = sentence.words[i]
    return sentence.tokens[word.first].ent_type_ in ("DATE", "TIME")


def _may_speak(sentence: Sentence, head: int) -> bool:
    """True for names of bodies, nouns for people and bodies, and documents."""
    word = sentence.words[head]
    words = statements()
    if word.lower in words.displays:
        return False
    if word.capital and word.pos == "PROPN":
        return True
    known = (words.bearers, words.documents, words.media)
    if any(word.lower in each for each in known):
        return True
    return head_of(word.lower) is not None or word.lower.endswith(_DOERS)


def _is_somebody(sentence: Sentence, head: int) -> bool:
    """True for a noun for one person."""
    word = sentence.words[head]
    words = statements()
    if sentence.tokens[word.last - 1].tag_ != "NN":
        return False
    thing = word.lower in words.documents or word.lower in words.media
    known = head_of(word.lower) is not None or word.lower in words.officers
    return not thing and (known or word.lower.endswith(_DOERS))


def _is_released(sentence: Sentence, i: int) -> bool:
    """ "A statement | released by …": a participle and its agent."""
    if i + 1 >= len(sentence.words) or sentence.lower(i + 1) not in ("by", "from", "on"):
        return False
    return sentence.tokens[sentence.words[i].first].tag_ == "VBN"
