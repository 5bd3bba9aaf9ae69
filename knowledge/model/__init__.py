"""The nouns of Dateline: articles, readings, facts, queries and answers.

Everything here is immutable and free of behaviour that needs a database, a language model or
Slack. Dates are EDTF strings (`knowledge.dates`): `2022-11-14`, `2022-11`, `2022`,
`2022-03-20/2022-03-21`, `XXXX-11-14` where the year is unknown; `None` where the text gives none.
Parties are ISO 3166-1 alpha-2 codes or an organisation's usual abbreviation (`KH`, `ASEAN`).
Offsets count characters in `Article.text`.

In the order of the way through the house: `articles`, `fields` (what one article says), `readings`,
`facts` (what the archive says), `queries` and answers.
"""

from knowledge.model.articles import (
    Article,
    Evidence,
    Paragraph,
    ParagraphRole,
)
from knowledge.model.facts import (
    AgreementFact,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    PersonRef,
    RoleFact,
    Source,
    StatementFact,
    Variant,
)
from knowledge.model.fields import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Fields,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Participant,
    Payment,
    PaymentKind,
    Role,
    Statement,
    Status,
    Sum,
    Tenure,
)
from knowledge.model.queries import (
    Answer,
    Choice,
    Count,
    Grouping,
    Latest,
    Office,
    Period,
    Profile,
    Query,
    Scope,
    Total,
    Totals,
    Type,
    Understood,
)
from knowledge.model.readings import (
    Link,
    Reading,
)

__all__ = [
    "Agreement",
    "AgreementFact",
    "AgreementStatus",
    "AgreementType",
    "Answer",
    "Article",
    "Choice",
    "Count",
    "Evidence",
    "Fact",
    "Fields",
    "Form",
    "Grouping",
    "Kind",
    "Latest",
    "Link",
    "Meeting",
    "MeetingFact",
    "Milestone",
    "MilestoneFact",
    "MilestoneType",
    "Office",
    "Paragraph",
    "ParagraphRole",
    "Participant",
    "Payment",
    "PaymentFact",
    "PaymentKind",
    "Period",
    "PersonRef",
    "Profile",
    "Query",
    "Reading",
    "Role",
    "RoleFact",
    "Scope",
    "Source",
    "Statement",
    "StatementFact",
    "Status",
    "Sum",
    "Tenure",
    "Total",
    "Totals",
    "Type",
    "Understood",
    "Variant",
]
