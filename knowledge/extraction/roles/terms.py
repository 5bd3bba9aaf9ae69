"""Who holds which office when, as one verb or noun of a sentence tells it."""

from dataclasses import dataclass

from knowledge.dates import edtf
from knowledge.dates.expressions import Bound, Expression, Tense
from knowledge.extraction.grammar.clauses import children, climb, covering
from knowledge.extraction.grammar.outlook import is_planned
from knowledge.extraction.lexicon import tenures
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.named.titles import TitlePhrase, is_former, office_of, to_singular
from knowledge.extraction.parsing.document import Sentence, is_subject
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Link, Tenure

_REACH = 7
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Term:
    """What one sentence tells of somebody's time in an office.

    `title` is as printed, without "former", and `party` whose office it is.
    """

    person: Person
    title: str
    party: str | None
    tenure: Tenure
    rule: str
    sentence: Sentence
    since: str | None = None
    until: str | None = None
    follows: Person | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb or noun that tells of a term, with its sentence and the actors of that."""

    scene: Scene
    sentence: Sentence
    actors: list[Actor]
    verb: Token

    @property
    def planned(self) -> bool:
        """True for "will become", "is to step down"."""
        return is_planned(self.sentence, self.verb)

    def subject(self) -> Actor | None:
        """The one person who is the subject of the verb, or of the verb above it."""
        for at in (self.verb, *climb(self.verb)):
            for child in children(at, "nsubj", "nsubjpass"):
                token = at.head if child.lower_ in _RELATIVE else child
                return self._sure(one_person(covering(self.sentence, self.actors, token)))
            if at.dep_ == "acl" and at.head.pos_ in ("PROPN", "NOUN"):
                return one_person(covering(self.sentence, self.actors, at.head))
            if at.dep_ not in ("conj", "xcomp"):
                return None
        return None

    def _sure(self, actor: Actor | None) -> Actor | None:
        """An actor, but "he" only where the last sentence's subject is the one person named."""
        if actor is None or actor.form is not ActorForm.PRONOUN:
            return actor
        meant = actor.people[0]
        for index in range(max(self.sentence.index - 1, 0), self.sentence.index + 1):
            told = self.scene.document.sentences[index]
            row = self.scene.register.mentions[index]
            if any(m.person is not None and m.person is not meant for m in row):
                return None
            if any(is_subject(told, m.first, m.last) for m in row):
                return actor
        return None

    def object(self) -> Actor | None:
        """The one person who is the object of a verb."""
        for child in children(self.verb, "dobj", "nsubj", "ccomp"):
            actor = one_person(covering(self.sentence, self.actors, child))
            if actor is not None and actor.left > (self.sentence.position(self.verb) or 0):
                return actor
        return None

    def title_behind(self, actor: Actor | None) -> TitlePhrase | None:
        """The title behind a verb and its person that belongs to no other name."""
        at = self.sentence.position(self.verb)
        if at is None or actor is None:
            return None
        start = max(at + 1, actor.right) if actor.left > at else at + 1
        held = {
            id(m.title)
            for m in self.scene.register.mentions[self.sentence.index]
            if m.title is not None
        }
        for title in self.scene.register.titles[self.sentence.index]:
            # "Appointed" itself may be taken for a modifier of the title.
            if title.head < start:
                continue
            if title.first - start > _REACH or title.plural or id(title) in held:
                return None
            between = [self.sentence.lower(i) for i in range(start, title.first)]
            words = tenures().between
            fits = all(w in words or w[:1].isdigit() for w in between)
            return title if fits else None
        return None

    def office(self, person: Person, title: TitlePhrase | None) -> tuple[str, str | None] | None:
        """The office that a sentence speaks of, with its party.

        The title that it names; else the one that it gives the person, or that the article does.
        """
        if title is None:
            row = self.scene.register.mentions[self.sentence.index]
            title = next((m.title for m in row if m.person is person and m.title is not None), None)
        if title is not None:
            text = to_singular(title.text) if title.plural else title.text
            member = office_of(text) == "member" and title.party is None
            return None if member else (_without_former(text), title.party or person.party)
        return None if person.title is None else (_without_former(person.title), person.party)

    def term(
        self,
        actor: Actor,
        title: TitlePhrase | None,
        rule: str,
        *,
        held: bool = False,
        coming: bool = False,
    ) -> Term | None:
        """The term that begins with what a verb tells; `held` where the verb is one of holding."""
        office = self.office(actor.people[0], title)
        if office is None:
            return None
        since, until = self.dates()
        if since is None and not held:
            since = self.date()
        former = until is not None or (title is not None and is_former(title.text))
        tenure = Tenure.COMING if coming else Tenure.FORMER if former else Tenure.CURRENT
        person = actor.people[0]
        return Term(person, *office, tenure, rule, self.sentence, since, until, links=actor.links)

    def date(self) -> str | None:
        """The date on which a verb's act falls: the first behind it in its clause."""
        for expression in self.scene.calendar.by_sentence[self.sentence.index]:
            if expression.duration or expression.bound is not None:
                continue
            first, _ = self._place(expression)
            if self._is_near(first):
                return _known(self._value(expression))
        return None

    def dates(self) -> tuple[str | None, str | None]:
        """Since when and until when: "since 2019", "from 2008 until 2016"."""
        since = until = None
        for expression in self.scene.calendar.by_sentence[self.sentence.index]:
            first, _ = self._place(expression)
            if not self._is_near(first):
                continue
            value = self._value(expression)
            if value is None:
                continue
            parsed = edtf.parse(value)
            if not parsed.year_known:
                continue
            if expression.bound is Bound.SINCE:
                since = str(parsed.start)
            elif expression.bound is Bound.UNTIL and parsed.end is not None:
                until = str(parsed.end)
            elif parsed.start != parsed.end and expression.bound is None:
                since, until = str(parsed.start), str(parsed.end)
            elif self.sentence.lower(first - 1) == "from":
                since = value
        return since, until

    def _place(self, expression: Expression) -> tuple[int, int]:
        """The words of a date."""
        start, end = self.sentence.start + expression.start, self.sentence.start + expression.end
        return self.sentence.word_span(start, end)

    def _is_near(self, first: int) -> bool:
        """True for a date behind a verb with no other verb and no new clause between."""
        at = self.sentence.position(self.verb) or 0
        if not at < first <= at + 2 * _REACH:
            return False
        return not any(
            word.pos == "VERB" or word.lower in (";", "after", "before", "when", "where", "while")
            for word in self.sentence.words[at + 1 : first]
        )

    def _value(self, expression: Expression) -> str | None:
        tense = Tense.FUTURE if self.planned else Tense.PAST
        return self.scene.calendar.counted(self.sentence, expression, tense)


def one_person(actor: Actor | None) -> Actor | None:
    """An actor that is exactly one person."""
    return actor if actor is not None and len(actor.people) == 1 else None


def _without_former(title: str) -> str:
    """ "ex-President", "former President" → "President"."""
    if not is_former(title):
        return title
    first = title.split()[0]
    return title.partition("-")[2] if "-" in first else title[len(first) :].strip()


def _known(value: str | None) -> str | None:
    """A single date of a known year."""
    if value is None:
        return None
    parsed = edtf.parse(value)
    return value if parsed.year_known and not parsed.is_open else None
