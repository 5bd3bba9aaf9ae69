"""Statements as readings: fields, evidence and links."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.model import Participant
from tests.effort import examples
from tests.knowledge.extraction.helpers import KENYA, NORWAY, story
from tests.knowledge.extraction.statements.sayings import quoted, statements


def test_fields_of_a_statement(extractor: Extractor) -> None:
    article = story(f"“The sea belongs to all of us,” {KENYA} said of the treaty on Monday.")
    ((reading, fields),) = statements(extractor, article)
    assert fields.words == "The sea belongs to all of us,"
    assert fields.direct
    assert fields.speakers == (Participant("Grace Wanjiru", "President", "KE"),)
    assert (fields.body, fields.parties) == (None, ("KE",))
    assert (fields.date, fields.about) == ("2023-05-15", "the treaty")
    assert reading.rule == "quote after"
    assert {(link.mention, link.via) for link in reading.links} == {("Monday", "publication date")}


def test_what_is_called_something(extractor: Extractor) -> None:
    article = story(f"{NORWAY} called the attack “an act of war against us all”.")
    ((_, fields),) = statements(extractor, article)
    assert fields.about == "the attack"


def test_bodies_and_their_parties(extractor: Extractor) -> None:
    article = story("“The sea belongs to all of us,” the Norwegian foreign ministry said.")
    ((_, fields),) = statements(extractor, article)
    assert (fields.speakers, fields.body) == ((), "Norwegian foreign ministry")
    assert fields.parties == ("NO",)


def test_a_joint_text_is_that_of_those_who_met(extractor: Extractor) -> None:
    text = "The joint statement said that “the exchange of data shall begin without delay”."
    article = story(f"{KENYA} met {NORWAY} in Nairobi on Monday.", text)
    reading, fields = next(row for row in statements(extractor, article) if row[1].direct)
    assert (fields.body, fields.parties) == ("joint statement", ("KE", "NO"))
    (link,) = reading.links
    assert (link.field, link.target, link.via) == ("parties", "KE, NO", "meeting")
    ((_, alone),) = statements(extractor, story(text))
    assert alone.parties == ()


def test_evidence_holds_the_quotation_and_who_says_it(extractor: Extractor) -> None:
    text = f"“The sea is ours. It always was. Nobody can take it,” {KENYA} said. She left."
    ((reading, fields),) = statements(extractor, story(text))
    told = " ".join(each.text for each in reading.evidence)
    assert fields.words in told
    assert "said." in told
    assert "She left" not in told


def test_words_over_several_paragraphs(extractor: Extractor) -> None:
    article = story(f"{KENYA} said: “The sea is ours.", "“It always was,” and left the room.")
    assert quoted(extractor, article) == [
        "Grace Wanjiru: The sea is ours.",
        "Grace Wanjiru: It always was,",
    ]


def test_words_over_paragraphs_that_do_not_open_again(extractor: Extractor) -> None:
    article = story("“The sea is ours.", f"It always was ours,” {KENYA} said.")
    ((reading, fields),) = statements(extractor, article)
    assert fields.words == "The sea is ours. It always was ours,"
    assert len(reading.evidence) == 2


def test_links_say_who_he_is(extractor: Extractor) -> None:
    article = story(f"{NORWAY} came to Accra.", "“The sea belongs to all of us,” he said.")
    ((reading, _),) = statements(extractor, article)
    (link,) = reading.links
    assert (link.field, link.mention, link.target, link.via) == (
        "speakers",
        "he",
        "Lars Solberg",
        "pronoun",
    )


def test_a_quotation_that_goes_on_says_so(extractor: Extractor) -> None:
    article = story(f"“The sea is ours to keep,” {KENYA} said. “It will always be ours.”")
    reading = statements(extractor, article)[1][0]
    assert [(link.mention, link.via) for link in reading.links] == [("said", "continued")]
    assert article.text[reading.evidence[-1].start : reading.evidence[-1].end].endswith("said.")


def test_titles_captions_and_transcripts_make_no_statements(extractor: Extractor) -> None:
    article = story(
        "PRESIDENT WANJIRU: Thank you for coming here today.",
        f"> “The sea belongs to all of us,” {KENYA} said.",
        title=f"“The sea belongs to all of us,” says {KENYA}",
    )
    assert statements(extractor, article) == []


def test_short_sentences_count_beside_their_verb(extractor: Extractor) -> None:
    article = story(
        f"“We will see,” {KENYA} said. She spoke of “red lines” and left a “Peace Park” behind."
    )
    assert quoted(extractor, article) == ["Grace Wanjiru: We will see,"]


def test_rules_can_be_switched_off(extractor: Extractor) -> None:
    article = story(f"“The sea belongs to all of us,” {KENYA} said.")
    without = Extractor(without=["quote after"])
    without._nlp = extractor.nlp
    assert quoted(without, article) == []


PIECES = [
    KENYA, NORWAY, "Wanjiru", "he", "they", "the joint statement", "said", "told reporters",
    "called", "according to", "“", "”", '"', "'", "‘", "’", ",", ".", ":", "\n\n",
    "the sea is ours", "that", "on Monday", "and", "in Oslo", "—",
]  # fmt: skip


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_words_and_marks(extractor: Extractor, pieces: list[str]) -> None:
    article = story(*" ".join(pieces).split("\n\n"))
    printed = " ".join(article.text.split())
    for reading, fields in statements(extractor, article):
        assert fields.speakers or fields.body
        assert fields.words
        assert all(article.text[e.start : e.end] == e.text for e in reading.evidence)
        if not fields.direct or len(reading.evidence) == 1:
            assert fields.words in printed


def test_who_notes_what_a_state_has_promised_speaks(extractor: Extractor) -> None:
    told = f"{KENYA} noted that Norway has promised to send the ships “around the end of May.”"
    ((_, fields),) = statements(extractor, story(told))
    assert [speaker.name for speaker in fields.speakers] == ["Grace Wanjiru"]
