"""Whom something to come concerns: the parties and people that its words name or refer to."""

from collections.abc import Collection
from dataclasses import dataclass, field

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.affiliation import setting
from knowledge.extraction.document import Sentence
from knowledge.extraction.lexicon import milestones, places
from knowledge.extraction.outlets import outlet_home
from knowledge.extraction.parties import PartyForm
from knowledge.extraction.register import Person
from knowledge.extraction.scene import Scene
from knowledge.model import Link

_REACH = 3
_WHERE = frozenset({"in", "at", "near", "across", "outside", "inside", "throughout"})


@dataclass(slots=True)
class Concerned:
    """Party codes and people, with the links by which they were found."""

    parties: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, actor: Actor) -> None:
        """Take in an actor's parties, people and links, each once."""
        self.parties.extend(code for code in actor.parties if code not in self.parties)
        self.people.extend(person for person in actor.people if person not in self.people)
        self.links.extend(link for link in actor.links if link not in self.links)


def concerned(
    scene: Scene, sentence: Sentence, actors: list[Actor], words: Collection[int]
) -> Concerned:
    """Whom the `words` of a sentence concern.

    Those who act in them; for the affairs of a pair ("the joint committee") the two that the
    article was just speaking of; else the country or, at last, the city where it takes place; for
    an election and its like the article's own country. Empty when nobody is found.
    """
    acting, where, cities = _named(scene, sentence, actors, words)
    if acting.parties:
        return acting
    found = where
    if not found.parties:
        found = _earlier(scene, sentence, words) or _in_same_sentence(scene, sentence, words)
    if not found.parties and not _is_of_pair(sentence, words):
        found = cities
    if not found.parties and any(sentence.lower(i) in milestones().domestic for i in words):
        found = _own_country(scene)
    found.people.extend(acting.people)
    return found


def _named(
    scene: Scene, sentence: Sentence, actors: list[Actor], words: Collection[int]
) -> tuple[Concerned, Concerned, Concerned]:
    """Who acts in some words, with the other of a pair; the countries and the cities it is in."""
    acting, where, cities = Concerned(), Concerned(), Concerned()
    for actor in actors:
        if actor.left in words or actor.right - 1 in words:
            _tier(scene, sentence, actor, (acting, where, cities)).add(actor)
    if _is_of_pair(sentence, words) and len(acting.parties) < 2:
        pair = _pair(scene, sentence) or _with_home(scene, acting)
        if pair is not None and set(acting.parties) <= set(pair.parties):
            acting.parties[:] = pair.parties
            acting.links.extend(pair.links)
    return acting, where, cities


def _in_same_sentence(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned:
    """Who acts around a clause: "They welcomed the pact that takes effect …"; before it first."""
    before, behind = Concerned(), Concerned()
    first = min(words, default=0)
    for actor in scene.actors(sentence.index):
        found = before if actor.right <= first else behind
        _tier(scene, sentence, actor, (found, Concerned(), Concerned())).add(actor)
    return before if before.parties else behind


def _earlier(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "The commission will next convene …": the parties with which it was named before."""
    nouns = [
        sentence.lower(i)
        for i in sorted(words)
        if sentence.words[i].pos in ("NOUN", "PROPN") and _is_definite(sentence, i)
    ]
    for noun in nouns:
        for index in range(sentence.index - 1, max(sentence.index - _REACH - 1, -1), -1):
            before = scene.document.sentences[index]
            if not any(word.lower == noun for word in before.words):
                continue
            told = range(len(before.words))
            found, _, _ = _named(scene, before, scene.actors(index), told)
            if found.parties:
                at = next(i for i in sorted(words) if sentence.lower(i) == noun)
                target = ", ".join(sorted(found.parties))
                link = sentence.word_link("parties", at, at + 1, target, "earlier mention")
                return Concerned(found.parties, [], [*found.links, link])
    return None


def _is_definite(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[sentence.words[i].last - 1]
    return any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in token.children)


def _tier(
    scene: Scene, sentence: Sentence, actor: Actor, tiers: tuple[Concerned, Concerned, Concerned]
) -> Concerned:
    """Who acts, which country something takes place in, or which city."""
    acting, where, cities = tiers
    if actor.form is not ActorForm.PARTY:
        return acting
    row = scene.parties[sentence.index]
    mention = next((p for p in row if p.first == actor.left), None)
    if mention is None:
        return acting
    before = sentence.lower(actor.left - 1)
    if mention.form is PartyForm.CITY:
        return acting if before in ("to", "for") else cities
    before = sentence.lower(actor.left - 2) if before in ("the", ",") else before
    if mention.form is PartyForm.BODY and _is_venue(sentence, actor.left):
        return where
    is_place = mention.form is PartyForm.NAME and before in _WHERE
    return where if is_place else acting


def _is_venue(sentence: Sentence, first: int) -> bool:
    """ "At the NATO summit", "on the margins of the Quad summit"."""
    before = [sentence.lower(i) for i in range(max(first - 4, 0), first)]
    return "at" in before[-3:] or bool(set(before) & places().sidelines)


def _is_of_pair(sentence: Sentence, words: Collection[int]) -> bool:
    return any(sentence.lower(i) in milestones().bilateral for i in words)


def _pair(scene: Scene, sentence: Sentence) -> Concerned | None:
    """The two parties that a sentence's section is about, or that last met before it."""
    heading = scene.heading(sentence)
    if heading is not None:
        link = heading.sentence.link("parties", ", ".join(heading.parties), "heading")
        return Concerned(list(heading.parties), [], [link])
    earlier = [
        event
        for event in scene.events
        if len(event.parties) == 2 and event.sentence <= sentence.index and not event.background
    ]
    if not earlier:
        return None
    event = max(earlier, key=lambda e: e.sentence)
    told = scene.document.sentences[event.sentence]
    link = told.link("parties", ", ".join(sorted(event.parties)), "pair")
    return Concerned(sorted(event.parties), [], [link])


def _with_home(scene: Scene, acting: Concerned) -> Concerned | None:
    """The outlet's own country and the one other that is named."""
    home = outlet_home(scene.article)
    if home is None or len(acting.parties) != 1 or acting.parties == [home]:
        return None
    link = Link("parties", scene.article.outlet or "", 0, 0, home, "outlet")
    return Concerned([home, *acting.parties], [], [link])


def _own_country(scene: Scene) -> Concerned:
    """The country that the article is set in, or else its outlet's."""
    mention = setting(scene.document, scene.parties)
    if mention is not None:
        link = Link("parties", mention.text, mention.start, mention.end, mention.code, "setting")
        return Concerned([mention.code], [], [link])
    home = outlet_home(scene.article)
    if home is None:
        return Concerned()
    return Concerned(
        [home], [], [Link("parties", scene.article.outlet or "", 0, 0, home, "outlet")]
    )
