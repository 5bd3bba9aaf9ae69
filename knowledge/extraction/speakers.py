"""Who a phrase of the narration names as speaking: people, a body, or whoever "he" is.

A speaker comes from the head word of a phrase: the actor that covers it, a name behind it in
apposition, a name that the register does not know, or else the phrase as printed. Pronouns mean
whoever last spoke or was told of in the narration, never a name between quotation marks.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.clauses import listed
from knowledge.extraction.document import Sentence, is_subject
from knowledge.extraction.lexicon import name_words, statements
from knowledge.extraction.narration import Narration
from knowledge.extraction.register import Person
from knowledge.extraction.scene import Scene
from knowledge.extraction.titles import head_of
from knowledge.model import Link, ParagraphRole, Participant

_FIELD = "speakers"
_WINDOW = 5
_LONGEST_BODY = 9
_SINGULAR = {"he": False, "she": True}
_THING = "it"
_SEVERAL = frozenset({"they", "both"})
_NOBODY = frozenset(
    {
        "who", "which", "that", "this", "these", "those", "what", "i", "we", "you", "one", "there",
        "some", "many", "others", "all", "none", "each", "people", "everyone", "anyone", "nobody",
        "it", "they", "he", "she", "him", "her", "them", "several", "most", "few", "something",
    }
)  # fmt: skip
_SOME = frozenset({"some", "one", "several", "many", "most", "two", "three", "four", "all"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})
_POSTMODIFYING = frozenset({"of", "from", "by", "for", "at", "in", "with", "to", "on"})
_PART_OF_NAMES = frozenset({"of", "for"})
_PEOPLE = frozenset({ActorForm.NAME, ActorForm.OFFICE, ActorForm.PAIR, ActorForm.DELEGATION})
_GENITIVE = frozenset({"'s", "'", "’s", "’"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `people` of the register, `names` of others, or a `body` as printed.

    `known` is true where a person, a country or a body was recognised.
    """

    people: tuple[Person, ...] = ()
    names: tuple[str, ...] = ()
    body: str | None = None
    parties: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    known: bool = True

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


class Voices:
    """Who has spoken so far, and whom the narration told of, sentence by sentence."""

    def __init__(self, scene: Scene, narration: Narration) -> None:
        self.scene = scene
        self.narration = narration
        self.actors: dict[int, list[Actor]] = {s.index: row for s, row in scene.walk()}
        self._spoke: dict[int, list[Speaker]] = defaultdict(list)

    def note(self, sentence: Sentence, speaker: Speaker) -> None:
        """Remember who spoke in a sentence."""
        self._spoke[sentence.index].append(speaker)

    def of_phrase(self, sentence: Sentence, head: int) -> Speaker | None:
        """The speaker whom the phrase with its head at word `head` names; None for nobody."""
        actors = self._narrated(sentence)
        actor = next((a for a in actors if a.left <= head < a.right), None)
        if actor is not None and actor.people and actor.form in _PEOPLE:
            return self._of_people(sentence, actors, actor)
        lower = sentence.lower(head)
        if lower in _SINGULAR or lower == _THING or lower in _SEVERAL:
            return self._of_pronoun(sentence, head, actor)
        if sentence.lower(head + 1) == "of" and lower in _SOME:
            return self._some(sentence, actors, head)
        if lower in _NOBODY and (actor is None or not actor.parties):
            return None
        named = self._apposed(sentence, actors, head)
        if named is not None:
            return named
        if self._is_name(sentence, head, actor):
            return Speaker(names=(self._name(sentence, head),), known=False)
        return self._of_noun(sentence, head, actor)

    def _some(self, sentence: Sentence, actors: list[Actor], head: int) -> Speaker | None:
        """ "Some of the protesters", "one of the groups, the Farmers' Union,"."""
        named = self._apposed(sentence, actors, head)
        if named is not None:
            return named
        comma = next((i for i in range(head, head + 6) if sentence.lower(i) == ","), None)
        end = head if comma is None else comma + 1
        while end < len(sentence.words) and sentence.words[end].pos in ("DET", "PROPN"):
            end += 1
        proper = sentence.words[end - 1].pos == "PROPN" and end > head + 1
        return self._of_noun(sentence, end - 1 if proper else head, None)

    def _narrated(self, sentence: Sentence) -> list[Actor]:
        row = self.actors.get(sentence.index, [])
        return [a for a in row if self.narration.narrates(sentence, a.left)]

    def _of_people(self, sentence: Sentence, actors: list[Actor], actor: Actor) -> Speaker | None:
        if actor.possessive and not _owns_title(sentence, actor):
            return None
        together = [a for a in listed(sentence, actors, actor) if a.people]
        if actor not in together:
            together = [actor]
        people = tuple(dict.fromkeys(p for a in together for p in a.people))
        links = tuple(replace(link, field=_FIELD) for a in together for link in a.links)
        links = tuple(link for link in links if link.via != "outlet")
        return Speaker(people=people, links=links)

    def _of_pronoun(self, sentence: Sentence, i: int, actor: Actor | None) -> Speaker | None:
        lower = sentence.lower(i)
        found: Speaker | None = None
        if lower in _SINGULAR:
            found = self._single(sentence, i, female=_SINGULAR[lower])
        elif lower in _SEVERAL and actor is not None and actor.form is ActorForm.PAIR:
            found = self._last_of_several(sentence) or Speaker(people=actor.people)
        elif lower in _SEVERAL:
            found = self._last_of_several(sentence)
        else:
            found = self._last_body(sentence)
        if found is None:
            return None
        link = sentence.word_link(_FIELD, i, i + 1, found.shown, "pronoun")
        return replace(found, links=(link,))

    def _single(self, sentence: Sentence, i: int, *, female: bool) -> Speaker | None:
        """Whom "he" or "she" means: the last who spoke, or of whom the narration told."""
        for index in range(sentence.index, max(-1, self._earliest(sentence)), -1):
            here = self.narration.sentences[index]
            limit = i if index == sentence.index else None
            for speaker in reversed(self._spoke.get(index, [])):
                one = len(speaker.people) + len(speaker.names) == 1 and speaker.body is None
                if one and _may_be(speaker, female=female):
                    return replace(speaker, links=())
            person = self._told_of(here, limit, female=female)
            if person is not None:
                return Speaker(people=(person,))
        return None

    def _earliest(self, sentence: Sentence) -> int:
        """The sentence before the window; sentences that only quote do not count."""
        left = _WINDOW
        for index in range(sentence.index - 1, -1, -1):
            here = self.narration.sentences[index]
            if any(self.narration.narrates(here, i) for i in range(len(here.words))):
                left -= 1
            if left == 0 or here.role is ParagraphRole.HEADING:
                return index
        return -1

    def _told_of(self, sentence: Sentence, limit: int | None, *, female: bool) -> Person | None:
        """The subject of a sentence's narration before word `limit`, else who is named in it."""
        if sentence.role is not ParagraphRole.BODY:
            return None
        row = self.scene.register.mentions[sentence.index]
        fitting = [
            m
            for m in row
            if m.person is not None
            and (m.person.female is None or m.person.female is female)
            and self.narration.narrates(sentence, m.first)
            and (limit is None or m.right <= limit)
        ]
        subjects = [m for m in fitting if is_subject(sentence, m.first, m.last)]
        if subjects:
            return subjects[0].person
        offices = [
            actor.people[0]
            for actor in self._narrated(sentence)
            if actor.form is ActorForm.OFFICE
            and len(actor.people) == 1
            and is_subject(sentence, actor.left, actor.right)
            and (limit is None or actor.right <= limit)
        ]
        if offices:
            return offices[0]
        told = self._main_subject(sentence, limit)
        if told is not None and len(told.people) == 1 and _may_be(told, female=female):
            return told.people[0]
        people = {m.person.number: m.person for m in fitting if m.person is not None}
        # Somebody named in passing is meant only where nobody else is.
        return next(iter(people.values())) if limit is None and len(people) == 1 else None

    def _main_subject(self, sentence: Sentence, limit: int | None) -> Speaker | None:
        """Whom the subject of a sentence's main verb names, unless it is a pronoun itself."""
        for i, word in enumerate(sentence.words[:limit]):
            token = sentence.tokens[word.last - 1]
            main = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
            if main and word.pos != "PRON" and self.narration.narrates(sentence, i):
                return self.of_phrase(sentence, i)
        return None

    def _last_of_several(self, sentence: Sentence) -> Speaker | None:
        """Whom "they" means: several who spoke together, or a body."""
        for index in range(sentence.index, max(-1, self._earliest(sentence)), -1):
            for speaker in reversed(self._spoke.get(index, [])):
                several = len(speaker.people) + len(speaker.names) > 1 or speaker.body is not None
                return replace(speaker, links=()) if several else None
        return None

    def _last_body(self, sentence: Sentence) -> Speaker | None:
        """What "it" means: the body that spoke last, or was last told of as subject."""
        for index in range(sentence.index, max(-1, self._earliest(sentence)), -1):
            for speaker in reversed(self._spoke.get(index, [])):
                return replace(speaker, links=()) if speaker.body is not None else None
            if index < sentence.index and (body := self._body_told_of(index)) is not None:
                return body
        return None

    def _body_told_of(self, index: int) -> Speaker | None:
        """The country or body that is the subject of a sentence's narration."""
        sentence = self.narration.sentences[index]
        for actor in self._narrated(sentence):
            plain = actor.form is ActorForm.PARTY and not actor.people and not actor.possessive
            if plain and is_subject(sentence, actor.left, actor.right):
                return self._of_noun(sentence, actor.right - 1, actor)
        return None

    def _apposed(self, sentence: Sentence, actors: list[Actor], head: int) -> Speaker | None:
        """ "The spokesperson of the ministry, Sunita Rao, told …": the name behind the comma."""
        i = head + 1
        end = min(len(sentence.words), head + _LONGEST_BODY + 4)
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

    def _is_name(self, sentence: Sentence, head: int, actor: Actor | None) -> bool:
        """A capitalised word that the model takes for somebody, of no party and no body."""
        if actor is not None and actor.form is not ActorForm.PRONOUN:
            return False
        word = sentence.words[head]
        token = sentence.tokens[word.first]
        lexicon = name_words()
        if not word.capital or word.pos != "PROPN" or word.lower in lexicon.not_people:
            return False
        if word.lower in statements().media | lexicon.not_names:
            return False
        return token.ent_type_ == "PERSON"

    def _name(self, sentence: Sentence, head: int) -> str:
        first = head
        while first > 0 and sentence.tokens[sentence.words[first - 1].first].ent_type_ == "PERSON":
            first -= 1
        return sentence.printed(first, head + 1)

    def _of_noun(self, sentence: Sentence, head: int, actor: Actor | None) -> Speaker | None:
        """A body, a document or somebody unnamed: the phrase as printed."""
        word = sentence.words[head]
        some = word.lower in _SOME
        if word.pos not in ("NOUN", "PROPN", "ADJ") and actor is None and not some:
            return None
        left, right = self._phrase(sentence, head, actor)
        while left < right and sentence.lower(left) in _ARTICLES:
            left += 1
        if left >= right or not (some or _may_speak(sentence, head)):
            return None
        parties = tuple(
            dict.fromkeys(
                p.code
                for p in self.scene.parties[sentence.index]
                if left <= p.first and p.last <= right
            )
        )
        return Speaker(body=sentence.printed(left, right), parties=parties, known=bool(parties))

    def _phrase(self, sentence: Sentence, head: int, actor: Actor | None) -> tuple[int, int]:
        """The noun phrase of a head: what stands before it, and what it is of behind it."""
        left = head if actor is None else min(actor.left, head)
        while left > 0 and head - left < _LONGEST_BODY and self._joins(sentence, left - 1):
            left -= 1
        right = head + 1 if actor is None else max(actor.right, head + 1)
        proper = sentence.words[head].pos == "PROPN"
        joining = _PART_OF_NAMES if proper else _POSTMODIFYING
        if sentence.lower(right) in joining or _is_released(sentence, right):
            right = self._complement_end(sentence, right)
        return left, right

    def _joins(self, sentence: Sentence, i: int) -> bool:
        """True when word `i` belongs to the noun phrase whose later words are known."""
        word = sentence.words[i]
        if not self.narration.narrates(sentence, i):
            return False
        noun = word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART")
        return (noun or word.lower in _GENITIVE or word.lower in _ARTICLES) and word.text != "to"

    def _complement_end(self, sentence: Sentence, right: int) -> int:
        """The end of "of the foreign ministry", "released by the palace"."""
        end = right
        while end < len(sentence.words) and end - right < _LONGEST_BODY:
            word = sentence.words[end]
            small = word.pos in ("ADP", "DET", "CCONJ") or word.lower in _GENITIVE
            nominal = word.pos in ("NOUN", "PROPN", "ADJ", "NUM", "PRON")
            released = end == right and _is_released(sentence, right)
            if not (small or nominal or released) or not self.narration.narrates(sentence, end):
                break
            end += 1
        while end > right and sentence.words[end - 1].pos in ("ADP", "DET", "CCONJ"):
            end -= 1
        return end if end > right + 1 else right


def _may_speak(sentence: Sentence, head: int) -> bool:
    """True for names of bodies, nouns for people and bodies, and documents."""
    word = sentence.words[head]
    words = statements()
    if word.lower in words.displays:
        return False
    if word.capital and word.pos == "PROPN":
        return True
    known = words.bearers | words.documents | words.media
    return word.lower in known or head_of(word.lower) is not None


def _is_released(sentence: Sentence, i: int) -> bool:
    """ "A statement | released by …": a participle and its agent."""
    if i + 1 >= len(sentence.words) or sentence.lower(i + 1) not in ("by", "from", "on"):
        return False
    return sentence.tokens[sentence.words[i].first].tag_ == "VBN"


def _owns_title(sentence: Sentence, actor: Actor) -> bool:
    """ "Japan's Kishida" is no possessive person."""
    return sentence.lower(actor.right) not in _GENITIVE


def _may_be(speaker: Speaker, *, female: bool) -> bool:
    return all(person.female is None or person.female is female for person in speaker.people)
