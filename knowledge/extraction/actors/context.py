"""What an article has said so far: whom "he", "they" and "the two leaders" can mean."""

from collections.abc import Iterable
from itertools import pairwise

from knowledge.extraction.actors.speeches import author, speakers, turn_of
from knowledge.extraction.grammar.clauses import clause_depth
from knowledge.extraction.lexicon import references, titles
from knowledge.extraction.named.headings import PairHeading
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Document, Sentence, is_subject
from knowledge.model import Link, ParagraphRole

# How many sentences back a reference reaches: to a subject, to anybody named, to those who met.
_WINDOW = 4
_NEAR = 2
_PAIR_WINDOW = 12
_OPENING = 3
# A holder of a top office is meant before anybody else, however often they are named.
_TOP_WEIGHT = 100


class Context:
    """The memory of an article read up to some sentence.

    `headings` are the pair headings by section. `delegation` and `delegation_parties` are who "the
    delegation" means; `speaker` is who says "I", `speakers` all whose turns are marked. `body` is
    the organisation that was named last.
    """

    def __init__(
        self, document: Document, register: Register, headings: dict[int, PairHeading]
    ) -> None:
        self.document = document
        self.register = register
        self.headings = headings
        self.delegation: tuple[Person, ...] = ()
        self.delegation_parties: tuple[str, ...] = ()
        self.speaker = author(document, register)
        self.speakers = speakers(document, register)
        self._subjects: list[tuple[int, Person]] = []
        self._mentioned: list[tuple[int, Person]] = []
        self._met: tuple[Person, ...] = ()
        self._met_in = 0
        self.body: str | None = None

    def begin(self, sentence: Sentence) -> None:
        """Take note of whose turn it is before a sentence is read."""
        row = self.register.mentions[sentence.index]
        self.speaker = turn_of(sentence, row) or self.speaker

    def end(self, sentence: Sentence, parties: list[PartyMention]) -> None:
        """Take note of who was named once a sentence is read."""
        bodies = [party.code for party in parties if party.form is PartyForm.BODY]
        self.body = bodies[-1] if bodies else self.body
        if sentence.role is ParagraphRole.HEADING:
            self._met = ()
        subjects: list[tuple[int, Person]] = []
        for mention in self.register.mentions[sentence.index]:
            if mention.person is None:
                continue
            self._mentioned.append((sentence.index, mention.person))
            if is_subject(sentence, mention.first, mention.last):
                depth = clause_depth(sentence, mention.first, mention.last)
                subjects.append((depth, mention.person))
        # Who the main clause is about is meant before those of its side clauses.
        for _, person in sorted(subjects, key=lambda row: -row[0]):
            self._subjects.append((sentence.index, person))

    def note_meeting(self, sentence: Sentence, people: Iterable[Person]) -> None:
        """Remember who met, so that "the two leaders" of later sentences can mean them."""
        met = tuple(people)
        if len(met) >= 2:
            self._met, self._met_in = met, sentence.index

    def last_mentioned(self, people: list[Person]) -> Person | None:
        """Of several people the one who was named last."""
        return next((person for _, person in reversed(self._mentioned) if person in people), None)

    def pair(
        self, sentence: Sentence, i: int, noun: str = ""
    ) -> tuple[tuple[Person, ...], Link | None]:
        """Whom "the two" at word `i` means; `noun` is what they are called ("presidents").

        The joint subject of the same sentence, the heading's two leaders, or those who last met.
        """
        joint = self._joint_subject(sentence, i)
        if joint:
            return joint, None
        heading = self.headings.get(sentence.section)
        if heading is not None:
            return self._heading_pair(sentence, heading)
        near = sentence.index - self._met_in <= _PAIR_WINDOW
        if self._met and near and all(_is_called(person, noun) for person in self._met):
            return self._met, None
        return self._recent_pair(sentence, noun), None

    def _joint_subject(self, sentence: Sentence, i: int) -> tuple[Person, ...]:
        """ "A and B praised the pact when they …": two named side by side as subject before."""
        row = [m for m in self.register.mentions[sentence.index] if m.right <= i and m.person]
        for one, other in pairwise(row):
            between = [sentence.lower(k) for k in range(one.right, other.left)]
            if between == ["and"] and is_subject(sentence, one.first, one.last):
                return tuple(m.person for m in (one, other) if m.person is not None)
        return ()

    def _heading_pair(
        self, sentence: Sentence, heading: PairHeading
    ) -> tuple[tuple[Person, ...], Link | None]:
        found: list[Person] = []
        here = self.of_section(sentence)
        for code in heading.parties:
            people = [person for person in here if person.party == code]
            if people:
                found.append(max(people, key=_weight))
        if len(found) < 2:
            return (), None
        names = ", ".join(person.name for person in found)
        return tuple(found), heading.sentence.link("people", names, "heading")

    def _recent_pair(self, sentence: Sentence, noun: str) -> tuple[Person, ...]:
        """The last two officers of different parties who were named."""
        recent: list[Person] = []
        for index, person in reversed(self._mentioned):
            if sentence.index - index > _WINDOW:
                break
            known = person.party and person.offices and _is_called(person, noun)
            if person not in recent and known:
                recent.append(person)
            if len({p.party for p in recent}) == 2:
                return tuple(reversed(recent[-2:]))
        return ()

    def of_section(self, sentence: Sentence) -> list[Person]:
        """Who is named in a sentence's section up to it and a little beyond."""
        found: list[Person] = []
        for other, row in zip(self.document.sentences, self.register.mentions, strict=True):
            if other.section == sentence.section and other.index <= sentence.index + _WINDOW:
                found.extend(m.person for m in row if m.person is not None)
        return list(dict.fromkeys(found))

    def antecedent(self, sentence: Sentence, i: int, female: bool) -> Person | None:
        """Whom "he" or "she" at word `i` means.

        The subject of the same sentence, else who was named last in it; else the last fitting
        subject, the last fitting person, or somebody whom the sentence is about to name.
        """
        here = [
            mention
            for mention in self.register.mentions[sentence.index]
            if mention.right <= i and _may_be(mention, female)
        ]
        # In "Kishida and his …" the owner stands right before.
        own = sentence.lower(i) in ("his", "her") and sentence.lower(i - 1) in ("and", ",")
        subjects = [m for m in here if is_subject(sentence, m.first, m.last)]
        if subjects and not own:
            return subjects[0].person
        if here:
            return here[-1].person
        # "In his meeting with B, A said": the owner comes after the opening phrase.
        opening = i <= _OPENING and sentence.words[0].pos == "ADP"
        if opening and (announced := self._announced(sentence, i, female)) is not None:
            return announced
        return (
            _last(self._subjects, sentence.index - _WINDOW, female)
            or _last(self._mentioned, sentence.index - _NEAR, female)
            or self._announced(sentence, i, female)
        )

    def _announced(self, sentence: Sentence, i: int, female: bool) -> Person | None:
        """A pronoun before its noun: "In his meeting with B, A said"."""
        for mention in self.register.mentions[sentence.index]:
            if mention.first < i or not _may_be(mention, female):
                continue
            if is_subject(sentence, mention.first, mention.last):
                return mention.person
        return None

    def other_speaker(self) -> Person | None:
        """Whom "you" means: the other of two speakers, or who met the only one."""
        talking = self.speakers if len(self.speakers) > 1 else self._met
        others = [person for person in talking if person is not self.speaker]
        heard = self.speaker in talking and bool(self.speakers)
        return others[0] if heard and len(talking) == 2 and len(others) == 1 else None


def _is_called(person: Person, noun: str) -> bool:
    """True when somebody can be one of "the two presidents"; true of all for other nouns."""
    if noun == "heads":
        offices = (titles().top_offices, titles().peer_offices)
        return not all(map(person.offices.isdisjoint, offices))
    if noun not in references().offices:
        return True
    office = head_of(noun) or noun
    return any(office in held.split() for held in person.offices)


def _last(history: list[tuple[int, Person]], earliest: int, female: bool) -> Person | None:
    """The last person of a history who fits, not before sentence `earliest`."""
    for index, person in reversed(history):
        if index < earliest:
            return None
        if _is_gender(person, female):
            return person
    return None


def _may_be(mention: NameMention, female: bool) -> bool:
    return mention.person is not None and _is_gender(mention.person, female)


def _is_gender(person: Person, female: bool) -> bool:
    """True also where nothing says."""
    return person.female is None or person.female is female


def _weight(person: Person) -> int:
    top = not person.offices.isdisjoint(titles().top_offices)
    return person.mentions + (_TOP_WEIGHT if top else 0)
