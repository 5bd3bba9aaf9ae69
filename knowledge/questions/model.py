"""What was asked in free words, before anything is looked up."""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model import Choice, Period, Query
from knowledge.text import fold


class Wanted(StrEnum):
    """What an answer has to give."""

    WHEN = "when"
    HOW_LONG = "how long"
    WHERE = "where"
    OCCASION = "occasion"
    WHO = "who"
    HOW_MUCH = "how much"
    HOW_MANY = "how many"
    HOW_OLD = "how old"
    MEASURE = "how far"
    WHY = "why"
    WHETHER = "whether"
    WHAT = "what"


class Frame(StrEnum):
    """What sort of happening is asked about."""

    MEETING = "meeting"
    AGREEMENT = "agreement"
    PAYMENT = "payment"
    STATEMENT = "statement"
    ROLE = "role"
    MILESTONE = "milestone"


class Pick(StrEnum):
    """Which of several is asked for."""

    FIRST = "first"
    LAST = "last"
    MOST = "most"
    LEAST = "least"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that an answer's sentence has to hold, in this or another wording.

    `phrases` are its wordings, stemmed. A `light` one says little, a `generic` one no more than
    what sort of happening is meant; a `name` (capitals, a number, or a word in quotation marks)
    can't be left out. `place` is its position in the question.
    """

    said: str
    phrases: frozenset[tuple[str, ...]]
    place: int
    light: bool = False
    name: bool = False
    generic: bool = False

    @property
    def heavy(self) -> bool:
        """Whether it says something of its own."""
        return not self.light and not self.generic

    @property
    def only(self) -> bool:
        """Whether nothing else says the same: most such words are names in small letters."""
        return len(self.phrases) == 1 and self.heavy

    def is_among(self, stems: frozenset[str]) -> bool:
        """Whether the term, or a word for the same, is one of these stems."""
        return any(len(phrase) == 1 and phrase[0] in stems for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Named:
    """A party, person or office in a question, with the position where it stands.

    `of` is its party code or its person's id; `way` is what stands before it ("by", "with"). A
    "place" is a party after "in" or "at", which may stand for a town. `party` is whose an office
    is, where that is said.
    """

    kind: str
    of: str
    said: str
    start: int
    end: int
    way: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read.

    `frames` are what it may be about, the likeliest first; `verb` is the position of the word that
    says so. `focus` is the noun after "which", "what" or "how many", `deed` the word that says
    what the one did whom "who" asks for, `act` the verb behind "did" or "was" and a name, and
    `attribute` what of somebody or something is asked for: the salary in "what is her salary".
    `yearless` tells that the period's year was not given, so that another year may be meant,
    `relative` that the period is one as seen from today ("next year"). `besides` are those whom
    "who else" leaves out.
    """

    text: str
    wanted: Wanted
    frames: tuple[Frame, ...] = ()
    verb: int | None = None
    passive: bool = False
    named: tuple[Named, ...] = ()
    period: Period | None = None
    query: Query = field(default_factory=lambda: Query("facts"))
    terms: tuple[Term, ...] = ()
    focus: tuple[Term, ...] = ()
    deed: Term | None = None
    act: Term | None = None
    attribute: Term | None = None
    pick: Pick | None = None
    future: bool = False
    yearless: bool = False
    relative: bool = False
    besides: tuple[Named, ...] = ()
    notes: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    problem: str | None = None

    @property
    def words(self) -> frozenset[str]:
        """The folded words of the text."""
        return frozenset(fold(self.text).split())

    @property
    def heavy(self) -> list[Term]:
        """The words that say something of their own."""
        return [term for term in self.terms if term.heavy]
