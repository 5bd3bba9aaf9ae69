"""Who is named in the words of something to come: who acts in them, and where it takes place."""

from collections.abc import Collection
from dataclasses import dataclass, field

from knowledge.extraction.lexicon import milestones, places
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyForm, is_state
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Link

_CURRENCIES = frozenset(
    {"dollar", "dollars", "pound", "pounds", "yen", "francs", "pesos", "rupees"}
)
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
_TOWNS = frozenset({"city", "capital", "town", "resort", "port", "coast", "border", "island"})
_AWAITED = frozenset({"due", "arrive", "arrives", "arriving", "expected", "land", "lands"})
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


def named_in(
    scene: Scene, sentence: Sentence, actors: list[Actor], words: Collection[int]
) -> tuple[Concerned, Concerned, Concerned]:
    """Who acts in some words, with the other of a pair; the countries and the cities it is in."""
    acting, where, cities = Concerned(), Concerned(), Concerned()
    actors = [actor for actor in actors if sentence.lower(actor.right) not in _CURRENCIES]
    for actor in actors:
        if is_told(sentence, actor, acting) or _is_populace(sentence, actor):
            continue
        if actor.left in words or actor.right - 1 in words:
            tier_of(scene, sentence, actor, (acting, where, cities)).add(actor)
    if is_of_pair(sentence, words) and len(acting.parties) < 2:
        pair = _two_named(actors, acting) or pair_before(scene, sentence)
        pair = pair or _with_home(scene, acting)
        if pair is not None and set(acting.parties) <= set(pair.parties):
            acting.parties[:] = pair.parties
            acting.links.extend(pair.links)
    return acting, where, cities


def is_told(sentence: Sentence, actor: Actor, told: Concerned) -> bool:
    """True for the "their" of "the leaders of A and B announced their intention"."""
    return sentence.lower(actor.left) == "their" and bool(told.parties)


def _is_populace(sentence: Sentence, actor: Actor) -> bool:
    """ "Will remove all Afghans", "Afghan refugees": people with whom something is done."""
    if actor.form is not ActorForm.PARTY or actor.people:
        return False
    noun = sentence.tokens[sentence.words[actor.right - 1].last - 1]
    if noun.dep_ in ("amod", "compound"):
        noun = noun.head
        if noun.lower_ not in milestones().populace:
            return False
    elif noun.tag_ not in ("NNS", "NNPS") or not noun.lower_.endswith(("ns", "is", "ese")):
        return False
    return noun.dep_ in ("dobj", "pobj", "nsubjpass")


def tier_of(
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
    if before in _ABOUT and sentence.lower(actor.left - 2) in milestones().occasions:
        return cities  # "The summit on Syria", where it may be absent.
    if mention.form is PartyForm.DEMONYM and sentence.lower(actor.right) in _TOWNS:
        return where
    if mention.form is PartyForm.CITY:
        return acting if _governs(sentence, actor, before) else cities
    skipped = before in ("the", ",") or before.endswith(("ern", "central"))
    before = sentence.lower(actor.left - 2) if skipped else before
    if mention.form is PartyForm.BODY and _is_venue(sentence, actor.left):
        return where
    owns = sentence.lower(actor.right) in ("'s", "’s")  # "In Egypt's central bank"
    is_place = mention.form is PartyForm.NAME and before in _WHERE and not owns
    return where if is_place else acting


def _governs(sentence: Sentence, actor: Actor, before: str) -> bool:
    """ "Athens needs to repay", "a letter to Rome", "will visit Oslo": the government there."""
    if before in ("to", "for", "between"):
        return True
    token = sentence.tokens[sentence.words[actor.right - 1].last - 1]
    if token.dep_ == "conj" and token.head.head.lower_ == "between":
        return True
    if before == "in" and sentence.lower(actor.left - 2) in _AWAITED:
        return True
    visited = token.dep_ == "dobj" and token.head.lemma_.lower() in ("visit", "tour")
    return visited or token.dep_ in ("nsubj", "nsubjpass", "agent")


def _is_venue(sentence: Sentence, first: int) -> bool:
    """ "At the NATO summit", "on the margins of the Quad summit"."""
    before = [sentence.lower(i) for i in range(max(first - 4, 0), first)]
    return "at" in before[-3:] or bool(set(before) & places().sidelines)


def is_of_pair(sentence: Sentence, words: Collection[int]) -> bool:
    """True for what two states share: "the joint committee", "bilateral trade"."""
    return any(sentence.lower(i) in milestones().bilateral for i in words)


def _two_named(actors: list[Actor], acting: Concerned) -> Concerned | None:
    """ "Greece invited Chilean firms to increase bilateral trade": the only two states named."""
    rest = [code for actor in actors for code in actor.parties if is_state(code)]
    both = sorted({*acting.parties, *rest})
    return Concerned(both) if len(both) == 2 and acting.parties else None


def pair_before(scene: Scene, sentence: Sentence) -> Concerned | None:
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
