"""Who a phrase of the narration names as speaking, and whom "he", "it" and "they" mean.

A speaker comes from the head word of a phrase: the actor that covers it, a name behind it in
apposition, a name that the register does not know, or else the phrase as printed. Pronouns mean
whoever last spoke or was told of in the narration, never a name between quotation marks.
"""

from collections import defaultdict
from dataclasses import replace

from knowledge.extraction.grammar.clauses import listed
from knowledge.extraction.lexicon import statements
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence, is_subject
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.fitting import (
    NOBODY,
    is_definite,
    is_one,
    may_be,
    may_be_called,
    of_parties,
    owns_title,
)
from knowledge.extraction.statements.issuers import Issuers
from knowledge.extraction.statements.narration import Narration
from knowledge.extraction.statements.speakers import SOME, Phrases, Speaker
from knowledge.model import ParagraphRole

_FIELD = "speakers"
# How many sentences of narration, and how many sentences at all, a pronoun reaches back.
_WINDOW = 5
_FARTHEST = 40
_SINGULAR = {"he": False, "she": True}
_THING = "it"
_SEVERAL = frozenset({"they", "both"})
# What is done with a document by whoever speaks in it.
_MADE = frozenset(
    {"signed", "written", "issued", "released", "sent", "published", "posted", "delivered", "made",
     "penned", "authored", "tweeted", "submitted"}
)  # fmt: skip


class Voices:
    """Who has spoken so far, and whom the narration told of, sentence by sentence."""

    def __init__(self, scene: Scene, narration: Narration) -> None:
        self.scene = scene
        self.narration = narration
        self.phrases = Phrases(scene, narration)
        self.actors: dict[int, list[Actor]] = {s.index: row for s, row in scene.walk()}
        self._spoke: dict[int, list[Speaker]] = defaultdict(list)
        self._meant: dict[int, Speaker] = {}
        self._bodies: dict[str, Speaker] = {}
        self._names: dict[str, Speaker] = {}
        self._issuers = Issuers()
        self._asked: set[tuple[int, int]] = set()
        self._settle()

    def _settle(self) -> None:
        """Note whom "he" means as the subject of each sentence, so that the next can go on."""
        for index in sorted(self.actors):
            sentence = self.narration.sentences[index]
            i = self._main_word(sentence)
            if i is not None and sentence.lower(i) in _SINGULAR:
                found = self._single(sentence, i, female=_SINGULAR[sentence.lower(i)])
                if found is not None:
                    self._meant[index] = found

    def note(self, sentence: Sentence, speaker: Speaker) -> None:
        """Remember who spoke in a sentence."""
        self._spoke[sentence.index].append(speaker)
        self._issuers.note(sentence, speaker)
        words = (speaker.body or "").split()
        if len(words) > 1:
            self._bodies[words[-1].lower()] = speaker
        for name in speaker.names:
            self._names[name.split()[-1]] = speaker

    def of_phrase(self, sentence: Sentence, head: int) -> Speaker | None:
        """The speaker whom the phrase with its head at word `head` names; None for nobody."""
        actors = self._narrated(sentence)
        actor = next((a for a in actors if a.left <= head < a.right), None)
        if actor is not None and actor.people and is_definite(sentence, actor):
            return self._of_people(sentence, actors, actor)
        lower = sentence.lower(head)
        if lower in _SINGULAR or lower == _THING or lower in _SEVERAL:
            return self._of_pronoun(sentence, head, actor)
        if sentence.lower(head + 1) == "of" and lower in SOME:
            return self.phrases.some(sentence, actors, head)
        if lower in NOBODY and (actor is None or not actor.parties):
            return None
        named = self.phrases.apposed(sentence, actors, head)
        if named is not None:
            return named
        author = self.owner(sentence, head) if lower in statements().documents else None
        if author is not None:
            return author
        if self.phrases.is_name(sentence, head, actor):
            name = self.phrases.name(sentence, head)
            known = self._names.get(name)
            return replace(known, links=()) if known is not None else Speaker(names=(name,))
        together = [] if actor is None else listed(sentence, actors, actor)
        if len(together) > 1 and all(a.form is ActorForm.PARTY for a in together):
            return of_parties(sentence, together)
        found = self.phrases.of_noun(sentence, head, actor)
        return None if found is None else self._in_full(sentence, head, found)

    def _in_full(self, sentence: Sentence, head: int, speaker: Speaker) -> Speaker:
        """ "The ministry" for the foreign ministry that spoke before."""
        named = self._names.get(speaker.body or "")
        if named is not None:
            return replace(named, links=())
        lower = sentence.lower(head)
        again = speaker.body == lower and sentence.lower(head - 1) == "the"
        full = self._bodies.get(lower) if again and not speaker.parties else None
        if full is None and speaker.unnamed and sentence.lower(self._left(sentence, head)) == "the":
            full = self._described(sentence, head, speaker)
        if full is None:
            return self._issuers.of(sentence, head, speaker, _FIELD) if again else speaker
        link = sentence.word_link(_FIELD, head - 1, head + 1, full.shown, "body")
        return replace(full, links=(link,))

    def _left(self, sentence: Sentence, head: int) -> int:
        """The article of the noun phrase with its head at word `head`, or where it begins."""
        left = head
        while left > 0 and sentence.words[left].pos in ("NOUN", "PROPN", "ADJ"):
            left -= 1
        return left

    def _described(self, sentence: Sentence, head: int, speaker: Speaker) -> Speaker | None:
        """ "The Kremlin official", "the energy commissioner": the officer who spoke last."""
        for index in range(sentence.index - 1, max(-1, self._earliest(sentence)), -1):
            for last in reversed(self._spoke.get(index, [])):
                return last if may_be_called(sentence.lower(head), speaker, last) else None
            told = self._main_subject(self.narration.sentences[index], None)
            if told is not None and told.people:
                return told if may_be_called(sentence.lower(head), speaker, told) else None
        return None

    def owner(self, sentence: Sentence, noun: int) -> Speaker | None:
        """Whose words a noun is: "Ferro's verdict", "the letter signed by the premier"."""
        of = noun + 1 + (sentence.lower(noun + 1) == ",")
        of += sentence.lower(of) in _MADE and sentence.lower(of + 1) in ("by", "from")
        made = sentence.lower(of) in ("of", "from", "by")
        for actor in self._narrated(sentence):
            owns = actor.possessive and actor.right < noun <= actor.right + 2
            makes = made and actor.left == of + 1 and not actor.possessive
            if actor.people and (owns or makes):
                links = tuple(replace(link, field=_FIELD) for link in actor.links)
                return Speaker(people=actor.people, links=links)
        return None

    def _narrated(self, sentence: Sentence) -> list[Actor]:
        row = self.actors.get(sentence.index, [])
        return [a for a in row if self.narration.narrates(sentence, a.left)]

    def _of_people(self, sentence: Sentence, actors: list[Actor], actor: Actor) -> Speaker | None:
        if actor.possessive and not owns_title(sentence, actor):
            return None
        together = [a for a in listed(sentence, actors, actor) if a.people]
        if actor not in together:
            together = [actor]
        people = tuple(dict.fromkeys(p for a in together for p in a.people))
        links = tuple(replace(link, field=_FIELD) for a in together for link in a.links)
        links = tuple(link for link in links if link.via != "outlet")
        return Speaker(people=people, links=links)

    def _of_pronoun(self, sentence: Sentence, i: int, actor: Actor | None) -> Speaker | None:
        # "He" who stands for the "he" of the next sentence, which stands for him, is nobody.
        if (sentence.index, i) in self._asked:
            return None
        self._asked.add((sentence.index, i))
        try:
            return self._meant_by(sentence, i, actor)
        finally:
            self._asked.remove((sentence.index, i))

    def _meant_by(self, sentence: Sentence, i: int, actor: Actor | None) -> Speaker | None:
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
        others = next((a for a in self._narrated(sentence) if a.left == i + 2), None)
        if sentence.lower(i + 1) == "and" and others is not None and found.people:
            people = tuple(dict.fromkeys((*found.people, *others.people)))
            return replace(found, people=people, links=(link, *others.links))
        return replace(found, links=(link,))

    def _single(self, sentence: Sentence, i: int, *, female: bool) -> Speaker | None:
        """Whom "he" or "she" means: the last who spoke, or of whom the narration told."""
        for index in range(sentence.index, max(-1, self._earliest(sentence)), -1):
            here = self.narration.sentences[index]
            limit = i if index == sentence.index else None
            for speaker in reversed(self._spoke.get(index, [])):
                if is_one(speaker) and may_be(speaker, female=female):
                    return replace(speaker, links=())
            meant = self._meant.get(index) if limit is None else None
            if meant is not None and may_be(meant, female=female):
                return meant
            person = self._told_of(here, limit, female=female)
            if person is not None:
                return Speaker(people=(person,))
        return self._about_to_be_told(sentence, female=female)

    def _about_to_be_told(self, sentence: Sentence, *, female: bool) -> Speaker | None:
        """Where nobody was told of before: whom the next sentence has for its subject."""
        following = self.narration.sentences[sentence.index + 1 : sentence.index + 2]
        for here in following:
            if here.role is ParagraphRole.BODY and here.index in self.actors:
                told = self._main_subject(here, None)
                if told is not None and told.people and may_be(told, female=female):
                    return told
        return None

    def _earliest(self, sentence: Sentence) -> int:
        """The sentence before the window; sentences that only quote do not count."""
        left = _WINDOW
        for index in range(sentence.index - 1, max(-1, sentence.index - _FARTHEST), -1):
            here = self.narration.sentences[index]
            if any(self.narration.narrates(here, i) for i in range(len(here.words))):
                left -= 1
            if left == 0 or here.role is ParagraphRole.HEADING:
                return index
        return max(-1, sentence.index - _FARTHEST)

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
        told = self._main_subject(sentence, limit)
        if told is not None and len(told.people) == 1 and may_be(told, female=female):
            return told.people[0]
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
        people = {m.person.number: m.person for m in fitting if m.person is not None}
        # Somebody named in passing is meant only where nobody else is.
        return next(iter(people.values())) if limit is None and len(people) == 1 else None

    def _main_subject(self, sentence: Sentence, limit: int | None) -> Speaker | None:
        """Whom the subject of a sentence's main verb names, unless it is a pronoun itself."""
        i = self._main_word(sentence)
        if i is None or (limit is not None and i >= limit) or sentence.words[i].pos == "PRON":
            return None
        return self.of_phrase(sentence, i)

    def _main_word(self, sentence: Sentence) -> int | None:
        """The narrated subject of a sentence's main verb."""
        for i, word in enumerate(sentence.words):
            token = sentence.tokens[word.last - 1]
            main = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
            if main and self.narration.narrates(sentence, i):
                return i
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
                return self.phrases.of_noun(sentence, actor.right - 1, actor)
        return None
