"""Deals: agreements as one or more sentences tell of them, before and after they are joined."""

from dataclasses import dataclass, field

from knowledge.extraction.named.register import Person
from knowledge.model import AgreementStatus, AgreementType, Link

RAISED = "ties raised"
"""The rule of ties that are raised to another level."""

RELATIONS = "relations established"
"""The rule of diplomatic relations."""

BODY = "common body founded"
"""The rule of commissions, funds and dialogues of several parties."""

LOAN = "loan given"
"""The rule of loans that no document is named for."""

MEASURE = "measure agreed"
"""The rule of what two states agree to do together, where no document is named."""


@dataclass(slots=True)
class Deal:
    """An agreement as the sentences with the indices `sentences` tell of it.

    `strong` ones tell what was done; others only mention an agreement, which is then of its
    parties. `bare` ones refer back ("the deal") and count only as more about a deal told before;
    `family` says what sort of noun they are told by. `headline` marks what the title tells,
    `guessed` parties that the phrase itself does not name. `itemised` ones are told one by one
    elsewhere, `item` are what is told so; `again` is another than those just told.
    """

    type: AgreementType
    status: AgreementStatus
    parties: list[str]
    rule: str
    sentence: int
    date: str | None = None
    about: str | None = None
    name: str | None = None
    people: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    strong: bool = True
    bare: bool = False
    headline: bool = False
    background: bool = False
    definite: bool = False
    guessed: bool = False
    family: str = "agreement"
    itemised: bool = False
    item: bool = False
    again: bool = False

    def __post_init__(self) -> None:
        if not self.sentences:
            self.sentences = [self.sentence]
