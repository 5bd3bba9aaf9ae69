"""What a story's place in a digest is weighed by: the one table that code and docs share.

No rule knows a country, a party, a person or an outlet by name: whoever takes part, the same deed
of people of the same level weighs the same.
"""

from dataclasses import dataclass

from knowledge.model import Ground, Kind, Reason

ORDER = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.ROLE, Kind.MILESTONE, Kind.STATEMENT)
"""Of stories of equal weight and day, which kind comes first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ground with what it weighs, and when it holds in plain words (`docs/digest.md`)."""

    ground: Ground
    weight: int
    when: str

    def reason(self, words: str) -> Reason:
        """The reason that it gives for a story."""
        return Reason(self.ground, self.weight, words)


SUMMIT = Rule(Ground.KIND, 40, "a summit")
VISIT = Rule(Ground.KIND, 34, "a visit")
MEETING = Rule(Ground.KIND, 30, "a meeting in person")
CALL = Rule(Ground.KIND, 24, "a call")
TREATY = Rule(Ground.KIND, 36, "a treaty, or an agreement on free trade, tax or a loan")
AGREEMENT = Rule(Ground.KIND, 30, "any other agreement")
PAYMENT = Rule(Ground.KIND, 40, "a sum given, lent, pledged or invested")
TRADE = Rule(Ground.KIND, 20, "a trade figure, or part of a larger sum")
OFFICE = Rule(Ground.KIND, 28, "somebody gets, gives up or takes over an office")
MILESTONE = Rule(Ground.KIND, 16, "a date ahead")
STATEMENT = Rule(Ground.KIND, 2, "a statement")

DONE = Rule(Ground.STAGE, 20, "held, signed or in force")
TURNED = Rule(Ground.STAGE, 26, "was planned or announced before, and has come further now")
OFF = Rule(Ground.STAGE, 22, "cancelled")
ANNOUNCED = Rule(Ground.STAGE, 12, "announced")
PLANNED = Rule(Ground.STAGE, 8, "planned or proposed")

HEADS = Rule(Ground.RANK, 30, "two heads of state or government, of different parties")
HEAD = Rule(Ground.RANK, 22, "a head of state or government")
NEXT = Rule(
    Ground.RANK,
    14,
    "a foreign minister, a deputy of a head of state or government, or the head of an organisation",
)
MINISTER = Rule(Ground.RANK, 10, "another minister")
OFFICIAL = Rule(Ground.RANK, 4, "another official")

LARGEST = Rule(Ground.SUM, 24, "the largest sum of its currency in the archive")
TOP_TENTH = Rule(Ground.SUM, 16, "among the largest tenth of its currency")
TOP_QUARTER = Rule(Ground.SUM, 8, "among the largest quarter of its currency")

FIRST = Rule(Ground.FIRST, 16, "the first meeting of the two parties in the archive")
TEN_YEARS = Rule(Ground.FIRST, 16, "the first one of the two parties in ten years or more")
FIVE_YEARS = Rule(Ground.FIRST, 11, "the first one of the two parties in five years or more")
TWO_YEARS = Rule(Ground.FIRST, 6, "the first one of the two parties in two years or more")

WITH_BOTH = Rule(Ground.TOGETHER, 16, "agreements and sums are told with it")
WITH_DEAL = Rule(Ground.TOGETHER, 10, "an agreement is told with it")
WITH_SUM = Rule(Ground.TOGETHER, 8, "a sum is told with it")

FOUR_TELL = Rule(Ground.ARTICLES, 15, "told by four outlets or more")
THREE_TELL = Rule(Ground.ARTICLES, 10, "told by three outlets")
TWO_TELL = Rule(Ground.ARTICLES, 5, "told by two outlets")

QUOTED = Rule(Ground.WORDS, 8, "with a direct quotation")

CORRECTED = Rule(Ground.DIFFERS, 20, "an updated story corrects what it had told")
CONTRADICTED = Rule(Ground.DIFFERS, 14, "sources differ on it")

WANTED = Rule(Ground.WANTED, 6, "meets two or more of the interests of the digest")

YEAR_OLD = Rule(Ground.RECALLED, -40, "took place more than a year before")
MONTH_OLD = Rule(Ground.RECALLED, -20, "took place more than a month before")
RECALLED = Rule(Ground.RECALLED, -15, "only recalled by the articles, not reported")

RULES: tuple[Rule, ...] = (
    SUMMIT,
    VISIT,
    MEETING,
    CALL,
    TREATY,
    AGREEMENT,
    PAYMENT,
    TRADE,
    OFFICE,
    MILESTONE,
    STATEMENT,
    DONE,
    TURNED,
    OFF,
    ANNOUNCED,
    PLANNED,
    HEADS,
    HEAD,
    NEXT,
    MINISTER,
    OFFICIAL,
    LARGEST,
    TOP_TENTH,
    TOP_QUARTER,
    FIRST,
    TEN_YEARS,
    FIVE_YEARS,
    TWO_YEARS,
    WITH_BOTH,
    WITH_DEAL,
    WITH_SUM,
    FOUR_TELL,
    THREE_TELL,
    TWO_TELL,
    QUOTED,
    CORRECTED,
    CONTRADICTED,
    WANTED,
    YEAR_OLD,
    MONTH_OLD,
    RECALLED,
)
"""All of them, in the order of the table. Of one ground the weightiest that holds counts."""

MOST_FIRST = max(rule.weight for rule in RULES if rule.ground is Ground.FIRST)
"""The most that a first meeting can add to a story."""
