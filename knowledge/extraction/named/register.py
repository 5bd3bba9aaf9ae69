"""The people of one article: who they are, and which mention is whose."""

from collections import defaultdict
from dataclasses import dataclass, field

from knowledge.extraction.named.naming import name_keys
from knowledge.extraction.named.titles import TitlePhrase
from knowledge.extraction.parsing.document import Sentence
from knowledge.model import Link


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in this article: the fullest form of the name and everything said of them.

    `keys` are the folded words of the name; `offices` every office that a title of theirs stands
    for; `title` the fullest title as shown and `title_evidence` the article offsets of its
    sentence. `party` is the state or body whose officer they are and `party_link` where that was
    read, if not from their own words; `origin` is the country that their title names where they
    are no officer of it ("president of the Cambodian Exporters Association").
    """

    number: int
    name: str
    keys: tuple[str, ...]
    title: str | None = None
    party: str | None = None
    former: bool = False
    female: bool | None = None
    offices: set[str] = field(default_factory=set)
    mentions: int = 0
    origin: str | None = None
    party_link: Link | None = None
    title_evidence: tuple[int, int] | None = None
    nicknames: set[str] = field(default_factory=set)


@dataclass(slots=True)
class NameMention:
    """A person named in a sentence.

    The name stands at words `first`..`last`-1; the whole phrase with titles at
    `left`..`right`-1. `title`, `party` and `female` are what this very mention says; `counterpart`
    marks somebody's counterpart, `honorific` a form of address; `further` are more titles behind
    the name, `nickname` is another name between marks or in brackets behind it. `person` is whom it
    was found to name, None until then and where it names nobody that the register knows.
    """

    sentence: int
    first: int
    last: int
    left: int
    right: int
    name: str
    keys: tuple[str, ...]
    title: TitlePhrase | None = None
    party: str | None = None
    honorific: bool = False
    female: bool | None = None
    counterpart: bool = False
    person: Person | None = None
    further: list[TitlePhrase] = field(default_factory=list)
    nickname: str | None = None


def mention_of(sentence: Sentence, first: int, last: int, left: int | None = None) -> NameMention:
    """A mention of the name at words `first`..`last`-1, the phrase beginning at `left`."""
    name = sentence.printed(first, last)
    return NameMention(
        sentence=sentence.index,
        first=first,
        last=last,
        left=first if left is None else left,
        right=last,
        name=name,
        keys=name_keys(name),
    )


class Register:
    """The people of one article, and which mention is whose; mentions are listed by sentence."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.mentions: list[list[NameMention]] = []
        self.titles: list[list[TitlePhrase]] = []
        self._mentions_of: dict[int, list[NameMention]] = {}

    def index(self) -> None:
        """Note whose each mention is; call when every mention has found its person."""
        of: dict[int, list[NameMention]] = defaultdict(list)
        for row in self.mentions:
            for mention in row:
                if mention.person is not None:
                    of[mention.person.number].append(mention)
        self._mentions_of = of
        for person in self.people:
            person.mentions = len(self.mentions_of(person))

    def mentions_of(self, person: Person) -> list[NameMention]:
        """Every mention of one person, in the order of the text."""
        return self._mentions_of.get(person.number, [])
