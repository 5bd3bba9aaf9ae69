"""The people of one article: who they are, and which mention is whose."""

from dataclasses import dataclass, field

from knowledge.extraction.titles import TitlePhrase
from knowledge.model import Link


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in this article: the fullest form of the name and everything said of them.

    `party` is the state or body whose officer they are; `origin` the country that their title
    names where they are no officer of it ("president of the Cambodian Exporters Association").
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

    @property
    def family(self) -> str:
        """The last word of the name, folded."""
        return self.keys[-1]


@dataclass(slots=True)
class NameMention:
    """A person named in a sentence.

    The name stands at words `first`..`last`-1; the whole phrase with titles at
    `left`..`right`-1. `title` and `party` are what this very mention says.
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
    model: bool = False
    counterpart: bool = False
    person: Person | None = None


class Register:
    """The people of one article, and which mention is whose; mentions are listed by sentence."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.mentions: list[list[NameMention]] = []
        self.titles: list[list[TitlePhrase]] = []

    def mentions_of(self, person: Person) -> list[NameMention]:
        """Every mention of one person, in the order of the text."""
        return [m for row in self.mentions for m in row if m.person is person]
