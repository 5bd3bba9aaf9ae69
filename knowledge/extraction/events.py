"""Events: what the rules of meetings find in sentences, before and after they are joined."""

from dataclasses import dataclass, field

from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Form, Link, Status


@dataclass(frozen=True, slots=True)
class Length:
    """How many days a visit lasts, and the words that say so."""

    days: int
    link: Link


@dataclass(slots=True)
class Event:
    """A meeting as one or more sentences tell of it; `token` is the word that first told.

    The first `hosts` of `people` are one side, which may have met the others one by one.
    `sentence` is the index of the first of `sentences`. A visit with a `destination` is told from
    the visitors' side: `people` then travel there. `background` marks what is only recalled and
    `headline` what the title tells. `weak` events need support: from elsewhere in the article, or
    from the same sentence when they are `definite`. `general` ones name countries or bodies and
    nobody who acts for them, and need a date; `of_body` ones are what the members of one
    organisation hold; `lone` ones name one person and a group, whose members must be named later.
    `by_phone` ones say so. `length` is how long a visit lasts, of which a day may be told later.
    `about` are further sentences that tell of the
    same encounter without adding to its fields: what was said and agreed there.
    """

    form: Form
    status: Status
    people: list[Person]
    parties: list[str]
    sentence: int
    rule: str
    token: Token
    hosts: int = 1
    background: bool = False
    weak: bool = False
    definite: bool = False
    headline: bool = False
    general: bool = False
    of_body: bool = False
    lone: bool = False
    by_phone: bool = False
    destination: str | None = None
    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    length: Length | None = None
    links: list[Link] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    about: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.sentences:
            self.sentences = [self.sentence]

    @property
    def by_hint(self) -> bool:
        """True for joint acts: what stands behind their verb is what they spoke about."""
        return self.rule.startswith(("joint", "heading"))


def gather(actors: list[Actor]) -> tuple[list[Person], list[str], list[Link]]:
    """The people, parties and links of a list of actors, without repetition."""
    people: list[Person] = []
    parties: list[str] = []
    links: list[Link] = []
    for actor in actors:
        people.extend(p for p in actor.people if p not in people)
        parties.extend(code for code in actor.parties if code not in parties)
        links.extend(link for link in actor.links if link not in links)
    return people, parties, links


def without_doubles(actors: list[Actor]) -> list[Actor]:
    """Leave out parties that a person in the list already stands for ("Japan's Kishida")."""
    named = {code for a in actors if a.people for code in a.parties}
    return [
        a for a in actors if a.people or not set(a.parties) <= named or a.form is ActorForm.PAIR
    ]
