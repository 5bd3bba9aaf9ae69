"""Who can be meant by a phrase: names, offices, "the two leaders", "he", delegations, countries.

Each sentence is turned into actors, left to right. What does not name its people is resolved
against what the article has said so far, and carries the link that says how.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.extraction.affiliation import section_pairs
from knowledge.extraction.document import Document, Sentence, is_subject
from knowledge.extraction.lexicon import titles
from knowledge.extraction.parties import PartyForm, PartyMention
from knowledge.extraction.register import NameMention, Person, Register
from knowledge.extraction.titles import TitlePhrase
from knowledge.model import Link, ParagraphRole

_SINGULAR = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
_FIRST = frozenset({"i", "me", "my", "myself"})
_SECOND = frozenset({"you", "your"})
_SPEECHES = frozenset(
    {"speech", "remarks", "address", "statement", "message", "keynote", "lecture"}
)
_PLURAL = frozenset({"they", "them", "their", "both"})
_PAIR_NOUNS = frozenset(
    {
        "leaders", "sides", "presidents", "ministers", "premiers", "counterparts", "countries",
        "men", "women", "politicians", "statesmen", "parties", "nations", "chancellors", "kings",
        "officials", "diplomats", "governments", "delegations", "secretaries", "heads", "monarchs",
    }
)  # fmt: skip
_PAIR_WORDS = frozenset({"two", "both", "three", "four", "five", "the", "these"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})
_GROUP_NOUNS = frozenset({"delegation", "team", "mission", "side", "party"})
_WINDOW = 4


class ActorForm(StrEnum):
    """How an actor is given in the text."""

    NAME = "name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    PAIR = "pair"
    DELEGATION = "delegation"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Actor:
    """A phrase over words `left`..`right`-1 and those it means.

    `parties` are those of the people and any that the phrase names itself. `named` is false for
    what was only resolved.
    """

    left: int
    right: int
    people: tuple[Person, ...]
    parties: tuple[str, ...]
    form: ActorForm
    links: tuple[Link, ...] = ()
    possessive: bool = False


@dataclass(slots=True)
class Context:
    """What the article has said so far, for references back."""

    subjects: list[tuple[int, Person]]
    mentioned: list[tuple[int, Person]]
    pair: tuple[Person, ...] = ()
    pair_sentence: int = -99
    delegation: tuple[Person, ...] = ()
    delegation_parties: tuple[str, ...] = ()


class ActorFinder:
    """Goes through an article sentence by sentence and finds the actors of each."""

    def __init__(
        self, document: Document, parties: list[list[PartyMention]], register: Register
    ) -> None:
        self.document = document
        self.parties = parties
        self.register = register
        self.pairs = section_pairs(document, parties)
        self.context = Context([], [])
        self.speaker, self.speakers = self._speech()

    def _speech(self) -> tuple[Person | None, tuple[Person, ...]]:
        """Who speaks in a text that is a speech, and the people whose turns a transcript marks."""
        speakers: list[Person] = []
        speaker: Person | None = None
        for sentence, row in zip(self.document.sentences, self.register.mentions, strict=True):
            turn = self._turn(sentence, row)
            if turn is not None and turn not in speakers:
                speakers.append(turn)
            if sentence.role is ParagraphRole.TITLE and (
                any(word.lower in _SPEECHES for word in sentence.words)
            ):
                speaker = next(
                    (m.person for m in row if sentence.lower(m.left - 1) == "by"), speaker
                )
        return speaker, tuple(speakers)

    def _turn(self, sentence: Sentence, row: list[NameMention]) -> Person | None:
        """The speaker whose turn begins with "President of Russia Vladimir Putin: …"."""
        for mention in row:
            if mention.left <= 1 and sentence.lower(mention.right) in (":", "("):
                colon = any(
                    sentence.lower(i) == ":" for i in range(mention.right, mention.right + 6)
                )
                return mention.person if colon else None
        return None

    def find(self, index: int) -> list[Actor]:
        """The actors of sentence `index`; call in order, each sentence once."""
        sentence = self.document.sentences[index]
        row = self.register.mentions[index]
        self.speaker = self._turn(sentence, row) or self.speaker
        actors = [self._named(sentence, m) for m in row if m.person is not None]
        for delegation in self._delegations(sentence, actors):
            inside = range(delegation.left, delegation.right)
            actors = [a for a in actors if a.left not in inside]
            actors.append(delegation)
        taken = {i for a in actors for i in range(a.left, a.right)}
        for title in self.register.titles[index]:
            if taken.isdisjoint(range(title.first, title.last)):
                actor = self._office(sentence, title)
                if actor is not None:
                    actors.append(actor)
                    taken.update(range(actor.left, actor.right))
        for actor in (
            *self._pairs(sentence, taken),
            *self._pronouns(sentence, taken),
        ):
            if taken.isdisjoint(range(actor.left, actor.right)):
                actors.append(actor)
                taken.update(range(actor.left, actor.right))
        for mention in self.parties[index]:
            if taken.isdisjoint(range(mention.first, mention.last)):
                actors.append(self._party(sentence, mention))
        actors.sort(key=lambda a: a.left)
        self._remember(sentence, row)
        return [self._with_possessive(sentence, a) for a in actors]

    def note_pair(self, index: int, people: tuple[Person, ...]) -> None:
        """Remember who met, so that "the two leaders" of later sentences can mean them."""
        if len(people) >= 2:
            self.context.pair, self.context.pair_sentence = people, index

    def _named(self, sentence: Sentence, mention: NameMention) -> Actor:
        person = mention.person
        assert person is not None
        links: tuple[Link, ...] = ()
        if person.party_link is not None:
            links = (person.party_link,)
        side = person.party or person.origin
        parties = (side,) if side else ()
        return Actor(mention.left, mention.right, (person,), parties, ActorForm.NAME, links)

    def _with_possessive(self, sentence: Sentence, actor: Actor) -> Actor:
        after = sentence.lower(actor.right)
        own = actor.form is ActorForm.PRONOUN and (
            sentence.lower(actor.left) in ("his", "her", "their", "my", "your")
        )
        if after in ("'s", "'", "’s", "’") or own:
            return replace(actor, possessive=True)
        return actor

    def _office(self, sentence: Sentence, title: TitlePhrase) -> Actor | None:
        """ "the Russian leader", "the premier", "the Prime Ministers of Fiji and Vanuatu"."""
        left = title.first
        determiner = sentence.lower(left - 1)
        if determiner in _ARTICLES:
            left -= 1
        if title.plural:
            if not title.named:
                return None
            people = tuple(p for code in title.named for p in self._holders(title, code)[:1])
            return Actor(left, title.last, people, title.named, ActorForm.OFFICE)
        if determiner in ("a", "an"):
            return None
        holders = self._holders(title, title.party)
        if len(holders) != 1 and title.party is None:
            holders = self._last_of(holders)
        if len(holders) == 1:
            person = holders[0]
            parties = (person.party,) if person.party else ()
            link = self._link(sentence, left, title.last, person.name, "title")
            return Actor(left, title.last, (person,), parties, ActorForm.OFFICE, (link,))
        if title.party is not None:
            return Actor(left, title.last, (), (title.party,), ActorForm.OFFICE)
        return None

    def _holders(self, title: TitlePhrase, party: str | None) -> list[Person]:
        office = title.office
        singular = office.removesuffix("s")
        found = []
        for person in self.register.people:
            if person.former or (party is not None and person.party != party):
                continue
            loose = office in ("leader", "leaders", "head of state", "head of government")
            if {office, singular} & person.offices or (
                loose and any(o in titles().top_offices for o in person.offices)
            ):
                found.append(person)
            elif (
                party is None and title.last - title.first == 1 and self._ends_with(person, office)
            ):
                found.append(person)
        return found

    def _ends_with(self, person: Person, office: str) -> bool:
        """ "the minister" for a foreign minister."""
        return any(o.split()[-1] == office for o in person.offices if o)

    def _last_of(self, people: list[Person]) -> list[Person]:
        for _, person in reversed(self.context.mentioned):
            if person in people:
                return [person]
        return people[:1] if len(people) == 1 else []

    def _delegations(self, sentence: Sentence, actors: list[Actor]) -> list[Actor]:
        """ "a U.S. delegation led by A, B and C", later "the delegation"."""
        found: list[Actor] = []
        for i, word in enumerate(sentence.words):
            if word.lower not in _GROUP_NOUNS:
                continue
            parties = tuple(p.code for p in self.parties[sentence.index] if p.last in (i, i - 1))
            leaders: list[Person] = []
            right = i + 1
            for j in range(i + 1, min(i + 6, len(sentence.words))):
                if sentence.lower(j) in ("led", "headed") and sentence.lower(j + 1) == "by":
                    leaders, right = self._list_from(sentence, actors, j + 2)
                    break
            if leaders:
                own = tuple(dict.fromkeys(p.party for p in leaders if p.party))
                self.context.delegation = tuple(leaders)
                self.context.delegation_parties = parties or own
                for leader in leaders:
                    leader.party = leader.party or (parties[0] if parties else None)
                found.append(
                    Actor(
                        i, right, tuple(leaders), parties or own,
                        ActorForm.DELEGATION,
                    )
                )  # fmt: skip
            elif (
                sentence.lower(i - 1) in ("the", "interagency", "high-level")
                and word.lower == "delegation"
                and self.context.delegation
            ):
                names = ", ".join(p.name for p in self.context.delegation)
                link = self._link(sentence, i - 1, i + 1, names, "delegation")
                found.append(
                    Actor(
                        i - 1, i + 1, self.context.delegation, self.context.delegation_parties,
                        ActorForm.DELEGATION, (link,),
                    )
                )  # fmt: skip
        return found

    def _list_from(
        self, sentence: Sentence, actors: list[Actor], i: int
    ) -> tuple[list[Person], int]:
        people: list[Person] = []
        end = i
        for actor in sorted(actors, key=lambda a: a.left):
            if actor.left < i or actor.form is not ActorForm.NAME:
                continue
            between = {sentence.lower(k) for k in range(end, actor.left)}
            if not between <= {",", "and", "the", "&"} and actor.left - end > 4:
                break
            if actor.left - end > 5:
                break
            people.extend(actor.people)
            end = actor.right
        return people, end

    def _pairs(self, sentence: Sentence, taken: set[int]) -> list[Actor]:
        """ "the two leaders", "both sides", "the leaders"."""
        found: list[Actor] = []
        for i, word in enumerate(sentence.words):
            if word.lower not in _PAIR_NOUNS or i in taken:
                continue
            left = i
            while left > 0 and sentence.words[left - 1].pos in (
                "ADJ",
                "NOUN",
                "PROPN",
                "NUM",
                "DET",
            ):
                left -= 1
                if sentence.lower(left) in ("the", "both", "these"):
                    break
            first = sentence.lower(left)
            counted = any(sentence.lower(k) in ("two", "both") for k in range(left, i))
            if first not in _PAIR_WORDS or i - left > 4:
                continue
            if not counted and not (i - left == 1 and first == "the"):
                continue
            if any(k in taken for k in range(left, i)):
                continue
            actor = self._pair_actor(sentence, left, i + 1, "the two leaders")
            if actor is not None:
                found.append(actor)
        return found

    def _pair_actor(self, sentence: Sentence, left: int, right: int, via: str) -> Actor | None:
        people, pair_link = self._pair(sentence)
        if not people:
            return None
        parties = tuple(dict.fromkeys(p.party for p in people if p.party))
        names = ", ".join(p.name for p in people)
        links = [self._link(sentence, left, right, names, "pair")]
        if pair_link is not None:
            links.append(pair_link)
        return Actor(left, right, people, parties, ActorForm.PAIR, tuple(links))

    def _pair(self, sentence: Sentence) -> tuple[tuple[Person, ...], Link | None]:
        """Whom "the two" means: the heading's two leaders, else those who last met."""
        heading = self.pairs.get(sentence.section)
        if heading is not None:
            found: list[Person] = []
            for code in heading[:2]:
                people = [p for p in self._of_section(sentence) if p.party == code]
                people.sort(key=lambda p: -self._weight(p))
                found.extend(people[:1])
            if len(found) == 2:
                text = self.document.sentences[heading[2]]
                names = ", ".join(p.name for p in found)
                return tuple(found), Link(
                    "people", text.text, text.start, text.end, names, "heading"
                )
            return (), None
        if self.context.pair and sentence.index - self.context.pair_sentence <= 3 * _WINDOW:
            return self.context.pair, None
        recent: list[Person] = []
        for index, person in reversed(self.context.mentioned):
            if sentence.index - index > _WINDOW:
                break
            if person not in recent and person.party and person.offices:
                recent.append(person)
            if len({p.party for p in recent}) == 2:
                return tuple(reversed(recent[-2:])), None
        return (), None

    def _weight(self, person: Person) -> int:
        top = any(o in titles().top_offices for o in person.offices)
        return person.mentions + (100 if top else 0)

    def _of_section(self, sentence: Sentence) -> list[Person]:
        found: list[Person] = []
        for other, row in zip(self.document.sentences, self.register.mentions, strict=True):
            if other.section == sentence.section and other.index <= sentence.index + _WINDOW:
                found.extend(m.person for m in row if m.person is not None)
        return list(dict.fromkeys(found))

    def _pronouns(self, sentence: Sentence, taken: set[int]) -> list[Actor]:
        found: list[Actor] = []
        for i, word in enumerate(sentence.words):
            if i in taken:
                continue
            if word.lower in _SINGULAR:
                person = self._antecedent(sentence, i, _SINGULAR[word.lower])
                if person is not None:
                    link = self._link(sentence, i, i + 1, person.name, "pronoun")
                    parties = (person.party,) if person.party else ()
                    found.append(Actor(i, i + 1, (person,), parties, ActorForm.PRONOUN, (link,)))
            elif word.lower in _FIRST | _SECOND:
                actor = self._speaking(sentence, i)
                if actor is not None:
                    found.append(actor)
            elif word.lower in _PLURAL and not (
                word.lower == "both" and sentence.lower(i + 1) not in ("said", "agreed", ",")
            ):
                actor = self._pair_actor(sentence, i, i + 1, "they")
                if actor is not None:
                    found.append(replace(actor, form=ActorForm.PAIR))
        return found

    def _speaking(self, sentence: Sentence, i: int) -> Actor | None:
        """ "I" is who speaks; "you" the other one, where a transcript has two."""
        person = self.speaker
        if sentence.lower(i) in _SECOND:
            others = [p for p in self.speakers if p is not self.speaker]
            person = others[0] if len(self.speakers) == 2 and len(others) == 1 else None
        if person is None:
            return None
        parties = (person.party,) if person.party else ()
        link = self._link(sentence, i, i + 1, person.name, "speaker")
        return Actor(i, i + 1, (person,), parties, ActorForm.PRONOUN, (link,))

    def _antecedent(self, sentence: Sentence, i: int, female: bool) -> Person | None:
        """Whom "he" or "she" means: the nearest fitting subject, else the nearest fitting person."""
        here = [
            m
            for m in self.register.mentions[sentence.index]
            if m.person is not None and m.right <= i and m.person.female is not (not female)
        ]
        own = sentence.lower(i) in ("his", "her") and sentence.lower(i - 1) in ("and", ",")
        subjects = [] if own else [m for m in here if is_subject(sentence, m.first, m.last)]
        if subjects or here:
            return (subjects or here)[0 if subjects else -1].person
        for index, person in reversed(self.context.subjects):
            if sentence.index - index > _WINDOW:
                break
            if person.female is not (not female):
                return person
        for index, person in reversed(self.context.mentioned):
            if sentence.index - index > 2:
                break
            if person.female is not (not female):
                return person
        return self._announced(sentence, i, female)

    def _announced(self, sentence: Sentence, i: int, female: bool) -> Person | None:
        """A pronoun before its noun: "In his meeting with B, A said"."""
        for mention in self.register.mentions[sentence.index]:
            person = mention.person
            if person is None or mention.first < i or person.female is (not female):
                continue
            if is_subject(sentence, mention.first, mention.last):
                return person
        return None

    def _party(self, sentence: Sentence, mention: PartyMention) -> Actor:
        right = mention.last
        if mention.form is PartyForm.DEMONYM:
            while (
                right < len(sentence.words)
                and right - mention.last < 4
                and (sentence.words[right].pos in ("NOUN", "PROPN", "ADJ"))
            ):
                right += 1
        return Actor(mention.first, right, (), (mention.code,), ActorForm.PARTY)

    def _remember(self, sentence: Sentence, row: list[NameMention]) -> None:
        if sentence.role is ParagraphRole.HEADING:
            self.context.pair = ()
        for mention in row:
            if mention.person is None:
                continue
            self.context.mentioned.append((sentence.index, mention.person))
            if is_subject(sentence, mention.first, mention.last):
                self.context.subjects.append((sentence.index, mention.person))

    def _link(self, sentence: Sentence, left: int, right: int, target: str, via: str) -> Link:
        return Link(
            "people",
            sentence.printed(left, right),
            sentence.word_start(left),
            sentence.word_end(right - 1),
            target,
            via,
        )
