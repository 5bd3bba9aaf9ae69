"""Random answers for property tests: anything an archive and a grammar may bring, and worse."""

from typing import TypeVar

from hypothesis import strategies as st

from knowledge.commands import COMMANDS
from knowledge.model import (
    AgreementFact,
    AgreementStatus,
    AgreementType,
    Answer,
    Choice,
    Count,
    Evidence,
    Form,
    Grouping,
    Kind,
    Latest,
    MeetingFact,
    MilestoneFact,
    MilestoneType,
    Office,
    PaymentFact,
    PaymentKind,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    Scope,
    Source,
    StatementFact,
    Status,
    Sum,
    Total,
    Totals,
    Variant,
)

HOSTILE = (
    "<!channel>", "<@U123ABC>", "<#C1|x>", "<https://evil.example|here>", "&lt;!here&gt;", "*b*",
    "_i_", "~s~", "`code`", "```", "\u202egnp.exe", "\x00\x1b[31m", "🇯🇵" * 20, "ប្រទេសកម្ពុជា",
    "العربية", "> quoted", "\n\n\n", "|", "&", "<", "x" * 4_000, "&" * 900, "<" * 3_500,
    "😀" * 2_000,
)  # fmt: skip

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(max_size=400).map(lambda text: text * 4),
)
# A text is drawn at once; what a pattern asks for, sign by sign.
ids = st.one_of(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=30), words)
dates = st.sampled_from(
    (None, "2022-11-14", "2022-11", "2022", "2022-03-20/2022-03-21", "XXXX-11-14", "../2022-11-15")
)
parties = st.sampled_from(("JP", "KH", "KR", "ASEAN", "XX", "IN"))


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


T = TypeVar("T")


def tuples(of: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """Few of them mostly, and many now and then.

    Were there many of everything, an example would take more choices than Hypothesis allows for,
    and most would be thrown away, the largest of all.
    """
    few, many = st.lists(of, max_size=min(most, 3)), st.lists(of, max_size=most)
    return st.sampled_from((few, few, many)).flatmap(lambda drawn: drawn).map(tuple)


evidence = st.builds(
    Evidence, article=ids, start=st.integers(0, 9_999), end=st.integers(0, 9_999), text=words
)
sources = st.builds(
    Source,
    article=ids,
    title=maybe(words),
    outlet=maybe(words),
    published=dates,
    published_basis=maybe(words),
    url=maybe(st.one_of(words, st.just("https://example.org/a?b=c&d=e"))),
    evidence=tuples(evidence, 3),
    reading=ids,
    rule=ids,
    background=st.booleans(),
    original=maybe(ids),
)
people = st.builds(PersonRef, id=ids, name=words, title=maybe(words), party=maybe(parties))
variants = st.one_of(
    st.builds(
        Variant,
        field=st.sampled_from(("place", "occasion", "status", "people")),
        value=words,
        readings=tuples(ids, 3),
    ),
    st.builds(
        Variant,
        field=st.just("date"),
        value=dates.filter(bool).map(str),
        readings=tuples(ids, 3),
    ),
)
meetings = st.builds(
    MeetingFact,
    id=ids,
    form=st.sampled_from(Form),
    status=st.sampled_from(Status),
    people=tuples(people, 12),
    parties=tuples(parties, 12),
    date=dates,
    place=maybe(words),
    occasion=maybe(words),
    topics=tuples(words, 8),
    sources=tuples(sources, 8),
    variants=tuples(variants, 6),
    history=tuples(st.sampled_from(("planned", "held", "cancelled")), 2),
)
roles = st.builds(
    RoleFact,
    id=ids,
    person=people,
    title=words,
    party=maybe(parties),
    first=dates,
    last=dates,
    sources=tuples(sources, 6),
)
amounts = st.builds(
    Sum,
    amount=st.decimals(0, 10**15, places=2),
    currency=st.sampled_from(("USD", "JPY", "<!channel>"[:3])),
)
agreements = st.builds(
    AgreementFact,
    id=ids,
    type=st.sampled_from(AgreementType),
    status=st.sampled_from(AgreementStatus),
    parties=tuples(parties, 12),
    people=tuples(people, 6),
    date=dates,
    about=maybe(words),
    name=maybe(words),
    topics=tuples(words, 4),
    sources=tuples(sources, 4),
    variants=tuples(variants, 4),
    history=tuples(st.sampled_from(("planned", "signed")), 2),
)
payments = st.builds(
    PaymentFact,
    id=ids,
    sum=amounts,
    payment=st.sampled_from(PaymentKind),
    giver=maybe(parties),
    receiver=maybe(parties),
    date=dates,
    purpose=maybe(words),
    qualifier=maybe(words),
    equivalents=tuples(amounts, 2),
    part=st.booleans(),
    topics=tuples(words, 4),
    sources=tuples(sources, 4),
)
statements = st.builds(
    StatementFact,
    id=ids,
    words=words,
    direct=st.booleans(),
    speakers=tuples(people, 4),
    body=maybe(words),
    parties=tuples(parties, 4),
    date=dates,
    about=maybe(words),
    topics=tuples(words, 4),
    sources=tuples(sources, 4),
)
milestones = st.builds(
    MilestoneFact,
    id=ids,
    type=st.sampled_from(MilestoneType),
    what=words,
    date=st.sampled_from(("2022-11-14", "2022-11", "2022", "../2022-11-15")),
    parties=tuples(parties, 4),
    people=tuples(people, 4),
    topics=tuples(words, 4),
    sources=tuples(sources, 4),
)
facts = st.one_of(meetings, roles, agreements, payments, statements, milestones)
totals = st.builds(
    Totals,
    totals=tuples(
        st.one_of(
            st.builds(
                Total, by=st.just(Grouping.KIND), of=st.sampled_from([str(k) for k in PaymentKind]),
                sum=amounts, number=st.integers(1, 9),
            ),
            st.builds(
                Total, by=st.sampled_from([Grouping.GIVER, Grouping.RECEIVER]), of=parties,
                sum=amounts, number=st.integers(1, 9),
            ),
            st.builds(
                Total, by=st.just(Grouping.YEAR), of=st.sampled_from(("2021", "2022")),
                sum=amounts, number=st.integers(1, 9),
            ),
        ),
        30,
    ),
    left_out=st.integers(0, 999),
    complete=st.booleans(),
)  # fmt: skip
counts = st.builds(
    Count,
    when=st.integers(1990, 2030).map(str),
    kind=st.sampled_from(Kind),
    number=st.integers(1, 10**6),
)
choices = st.builds(Choice, label=words, text=words)
queries = st.builds(
    Query,
    command=st.sampled_from([command.name for command in COMMANDS]),
    parties=tuples(parties, 3),
    people=tuples(ids, 3),
    offices=tuples(st.builds(Office, title=words, party=maybe(parties)), 2),
    place=maybe(words),
    occasion=maybe(words),
    words=tuples(words, 4),
    page=st.integers(1, 99),
)
profiles = st.builds(
    Profile,
    person=people,
    aliases=tuples(words, 20),
    roles=tuples(roles, 8),
    meetings=tuples(meetings, 6),
    meetings_total=st.integers(0, 99_999),
    latest=tuples(
        st.builds(
            Latest, kind=st.sampled_from(Kind), facts=tuples(facts, 3), total=st.integers(0, 99_999)
        ),
        4,
    ),
)


def answers() -> st.SearchStrategy[Answer]:
    """Any answer, also ones that no archive would give."""
    return st.builds(
        Answer,
        query=st.none() | queries,
        understood=words,
        answered=st.booleans(),
        scope=st.builds(
            Scope,
            articles=st.integers(0, 10**6),
            facts=st.integers(0, 10**7),
            first=dates,
            last=dates,
        ),
        facts=tuples(facts, 8),
        profile=st.none() | profiles,
        total=st.integers(0, 10**7),
        page=st.integers(1, 999),
        pages=st.integers(1, 999),
        notes=tuples(words, 8),
        question=maybe(words),
        choices=tuples(choices, 30),
        nearest=tuples(choices, 30),
        message=maybe(words),
        totals=st.none() | totals,
        sentences=tuples(sources, 5),
        highlights=tuples(words, 4),
        counts=tuples(counts, 40),
    )
