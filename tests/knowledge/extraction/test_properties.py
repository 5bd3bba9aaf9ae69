"""Whatever the text: no crash, verbatim evidence, links that stand where they say."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.extraction import Extractor, rule_names
from knowledge.model import Article, Meeting, Reading
from tests.effort import examples
from tests.knowledge.extraction.helpers import ESTONIA, GHANA, KENYA, NORWAY, story

PHRASES = [
    KENYA, NORWAY, GHANA, ESTONIA, "met", "visited", "held talks with", "will travel to", "and",
    "the two leaders", "she", "his counterpart", "their counterparts,", "Norway", "in Oslo", "at",
    "on Monday", "on 14 November", "two days later", "a three-day visit", "between", "summit",
    "the ASEAN Summit", "President", "Prime Ministers", "of", "the", "Mr.", "H.E.", "Solberg",
    "a delegation led by", "(D-OH)", ",", ";", "-", ":", "’s", "\n", "“", "I", "you", "call",
    "called on", "Jr.", "O'Neil", "Al-Rashid", "OSLO, May 3 (Reuters) -", "[Place: Oslo]", "co-",
]  # fmt: skip

SENTENCES = [
    f"{KENYA} met {NORWAY} in Oslo on Monday.",
    "The two leaders discussed trade.",
    f"She received the Ghanaian president and {ESTONIA} on 14 November.",
    "A Norwegian delegation led by Foreign Minister Ingrid Moe visited Nairobi two days later.",
    "Her counterpart, Kaja Tamm, called on Boateng.",
    "President of Kenya Grace Wanjiru: I met you at the summit.",
    "Mr. Solberg arrived on a five-day visit.",
    "They will hold talks on the sidelines of the Nordic-Africa Forum.",
]

words = st.lists(st.sampled_from(PHRASES), max_size=25).map(" ".join)
anything = st.text(max_size=120)
shuffled = st.permutations(SENTENCES).map(" ".join)
paragraphs = st.lists(st.one_of(words, anything, shuffled), max_size=4)
heads = st.sampled_from(["", "# ", "> "])
published = st.sampled_from([None, "2023-05-17", "2023-05", "2023"])
outlets = st.sampled_from([None, "Khmer Times", "Reuters", "White House", "’"])

bounded = settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(article: Article, reading: Reading) -> None:
    assert reading.evidence
    for evidence in reading.evidence:
        assert evidence.text
        assert article.text[evidence.start : evidence.end] == evidence.text
    for link in reading.links:
        if link.via != "outlet":
            printed = article.text[link.start : link.end]
            assert " ".join(link.mention.split()) == " ".join(printed.split())
    assert reading.rule in rule_names()
    if isinstance(reading.fields, Meeting):
        meeting = reading.fields
        assert meeting.people or len(meeting.parties) >= 2
        assert list(meeting.parties) == sorted(set(meeting.parties))
        assert len(set(meeting.people)) == len(meeting.people)


@bounded
@given(texts=paragraphs, head=heads, day=published, outlet=outlets)
def test_any_text(
    extractor: Extractor, texts: list[str], head: str, day: str | None, outlet: str | None
) -> None:
    article = story(head + KENYA, *texts, published=day, outlet=outlet, title="Wanjiru meets Tamm")
    extraction = extractor.extract(article)
    assert extraction.problems == ()
    for reading in extraction.readings:
        check(article, reading)
    assert extractor.extract(article) == extraction
