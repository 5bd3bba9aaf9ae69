"""Who speaks a quotation."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import ESTONIA, GHANA, KENYA, NORWAY, story
from tests.knowledge.extraction.statements.sayings import quoted

SEA = "The sea belongs to all of us"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{SEA},” {KENYA} told reporters on Monday.", "Grace Wanjiru"),
        (f"“{SEA},” said {KENYA}.", "Grace Wanjiru"),
        (f"‘{SEA},’ {NORWAY} told a rally in Bergen.", "Lars Solberg"),
        (f"“{SEA}”, {NORWAY}, who leads a minority cabinet, said.", "Lars Solberg"),
        (f"{KENYA} said: “{SEA}.”", "Grace Wanjiru"),
        (f"{KENYA} told the broadcaster, “{SEA}.”", "Grace Wanjiru"),
        (f"{KENYA} wrote on her page that “the sea belongs to all of us”.", "Grace Wanjiru"),
        (f"{NORWAY} called the sea “a thing that belongs to us all”.", "Lars Solberg"),
        (f"According to {NORWAY}, “the sea belongs to all of us”.", "Lars Solberg"),
        (f"“{SEA},” according to the Norwegian foreign ministry.", "Norwegian foreign ministry"),
        (f"“{SEA},” the agency quoted {KENYA} as saying.", "Grace Wanjiru"),
        (f"“{SEA},” {KENYA} was quoted as saying.", "Grace Wanjiru"),
        (f"{KENYA} called it “{SEA.lower()}”, according to the BBC.", "Grace Wanjiru"),
        (f"As {KENYA} put it, “{SEA.lower()}”.", "Grace Wanjiru"),
        (f"In the words of {KENYA}, “{SEA.lower()}”.", "Grace Wanjiru"),
        (f"{KENYA}'s message was simple: “{SEA}.”", "Grace Wanjiru"),
        (f"“{SEA}!” exclaimed {KENYA}.", "Grace Wanjiru"),
        (f"“{SEA},” said Asha Otieno, a shopkeeper.", "Asha Otieno"),
        (f"{KENYA} on her page: “{SEA}.”", "Grace Wanjiru"),
        (f"{NORWAY} objected — which the BBC noted as unusual — “{SEA}.”", "Lars Solberg"),
        (f"“{SEA},” said one fisherman.", "one fisherman"),
        ("Japan and Kenya said they would “keep the seas open for all”.", "Japan and Kenya"),
        ("The resolution “demands that all sides cease fire now”.", "resolution"),
        ("The court found that the firm “acted without regard for life”.", "court"),
        (f"“{SEA},” said a police spokesman.", "police spokesman"),
        (f"The joint statement read: “{SEA}.”", "joint statement"),
        (f"“{SEA},” the palace said in a statement.", "palace"),
        (f"“{SEA}.” — {KENYA}", "Grace Wanjiru"),
        (f"{KENYA} was told by {NORWAY} that “{SEA.lower()}”.", "Lars Solberg"),
    ],
)
def test_by_its_own_sentence(extractor: Extractor, text: str, speaker: str) -> None:
    assert [row.split(":")[0] for row in quoted(extractor, story(text))] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        f"{KENYA} launched a programme called “Growing Together for a Better Tomorrow”.",
        "Protesters carried signs reading “no more fish for foreign fleets here”.",
        "The year was held under the theme “one sea for all of us together”.",
        f"{KENYA} declined to say “who would pay for the bridge”.",
        "The bridge (“the long road over the water”) was closed.",
        "A road that was “longer than any other in the north” was closed.",
    ],
)
def test_what_nobody_says_is_no_statement(extractor: Extractor, text: str) -> None:
    assert quoted(extractor, story(text)) == []


def test_he_is_who_was_told_of_and_never_who_is_named_in_the_quotation(
    extractor: Extractor,
) -> None:
    article = story(
        f"{GHANA} met {NORWAY} in Accra on Monday.",
        "“We told Solberg that the sea is ours,” he said.",
        "“Solberg listened to every word of it,” he added.",
    )
    assert quoted(extractor, article) == [
        "Kofi Boateng: We told Solberg that the sea is ours,",
        "Kofi Boateng: Solberg listened to every word of it,",
    ]


def test_offices_and_pairs(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} in Nairobi on Monday.",
        "“They want our fish and nothing else,” the president told reporters.",
        "“I will not sell it,” the prime minister said.",
        "The two leaders said that “the talks will go on next year”.",
    )
    assert quoted(extractor, article) == [
        "Grace Wanjiru: They want our fish and nothing else,",
        "Lars Solberg: I will not sell it,",
        "Grace Wanjiru, Lars Solberg: the talks will go on next year",
    ]


def test_she_before_anybody_is_named(extractor: Extractor) -> None:
    article = story(f"“{SEA},” she said. {ESTONIA} was speaking in Oslo.")
    assert quoted(extractor, article) == [f"Kaja Tamm: {SEA},"]


def test_quotations_go_on(extractor: Extractor) -> None:
    article = story(
        f"“{SEA},” {KENYA} said. “Nobody can take it away.”",
        "“We have always lived on it and from it.”",
        "The rain went on. “Nobody says whose words these are.” The rain stopped.",
    )
    assert quoted(extractor, article) == [
        f"Grace Wanjiru: {SEA},",
        "Grace Wanjiru: Nobody can take it away.",
        "Grace Wanjiru: We have always lived on it and from it.",
    ]


def test_an_interrupted_sentence_is_two_rows(extractor: Extractor) -> None:
    article = story(f"“{SEA},” {KENYA} said, “and nobody can take it.”")
    assert quoted(extractor, article) == [
        f"Grace Wanjiru: {SEA},",
        "Grace Wanjiru: and nobody can take it.",
    ]


def test_introduced_by_the_sentence_or_paragraph_before(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} criticised the plan on the radio. “It is bad for our fishermen.”",
        f"{NORWAY} wrote on his page:",
        "“We will think again about the plan.”",
    )
    assert quoted(extractor, article) == [
        "Grace Wanjiru: It is bad for our fishermen.",
        "Lars Solberg: We will think again about the plan.",
    ]


def test_words_that_are_called_somebodys(extractor: Extractor) -> None:
    article = story(f"{KENYA} arrived. “{SEA}.” That was Wanjiru’s verdict on Monday.")
    assert quoted(extractor, article) == [f"Grace Wanjiru: {SEA}."]


def test_a_tag_at_the_end_of_the_sentence(extractor: Extractor) -> None:
    article = story(
        f"The visit was put off for “reasons that concern nobody else”, {NORWAY} told a briefing.",
    )
    assert quoted(extractor, article) == ["Lars Solberg: reasons that concern nobody else"]


def test_a_tag_behind_a_full_stop(extractor: Extractor) -> None:
    article = story(f"{KENYA} came to Oslo.", "“The sea has always been ours.” Wanjiru said.")
    assert quoted(extractor, article) == ["Grace Wanjiru: The sea has always been ours."]


def test_parties_in_one_sentence_keep_their_own_words(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} called Norway “a friend in need and indeed”, while {NORWAY} called Kenya "
        "“the gate to the whole of the east”."
    )
    assert quoted(extractor, article) == [
        "Grace Wanjiru: a friend in need and indeed",
        "Lars Solberg: the gate to the whole of the east",
    ]


def test_names_without_a_title(extractor: Extractor) -> None:
    article = story(
        "“He is afraid of his own shadow,” said Labour’s Anne Cole.",
        "“It is a sad day for us all,” added Cole, who leads a committee.",
    )
    assert [row.split(":")[0] for row in quoted(extractor, article)] == ["Anne Cole", "Anne Cole"]


def test_the_ministry_is_the_one_that_spoke_before(extractor: Extractor) -> None:
    article = story(
        "The Norwegian foreign ministry said on Monday that the talks would go on.",
        "“We are in no hurry at all to sign it,” the ministry added.",
    )
    assert quoted(extractor, article) == [
        "Norwegian foreign ministry: We are in no hurry at all to sign it,"
    ]


def test_texts_speak_for_themselves(extractor: Extractor) -> None:
    article = story(
        "Article 4 of the treaty states that “the parties shall refrain from any use of force”."
    )
    assert quoted(extractor, article) == [
        "Article 4 of the treaty: the parties shall refrain from any use of force"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"The ministry has, in a note, called on {NORWAY} to “give back all of the fish”.",
        f"Residents and {KENYA} said “the road was closed for a year”.",
        "One of the groups, the Farmers' Union, said “the road was closed for a year”.",
    ],
)
def test_nobody_else_is_given_the_words(extractor: Extractor, text: str) -> None:
    speakers = {row.split(":")[0] for row in quoted(extractor, story(text))}
    assert "note" not in speakers
    assert "Lars Solberg" not in speakers
    assert "One of the groups" not in speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{SEA},” underlines the joint statement of the ministers.", "joint statement"),
        (f"{KENYA} sees the port as “a new beginning for all of us”.", "Grace Wanjiru"),
        (f"{KENYA} welcomed the visitors to Mombasa.\n\n“{SEA}.”", "Grace Wanjiru"),
    ],
)
def test_tags_opinions_and_quotations_on_their_own(
    extractor: Extractor, text: str, speaker: str
) -> None:
    rows = [row.split(":")[0] for row in quoted(extractor, story(text))]
    assert [row.startswith(speaker) for row in rows] == [True]


def test_a_tag_at_the_end_is_for_both_fragments(extractor: Extractor) -> None:
    text = (
        "The aid aims to “promote trade across the whole continent” and completes “the support "
        "that was given last year”, the statement adds."
    )
    rows = [row.split(":")[0] for row in quoted(extractor, story(text))]
    assert rows == ["statement", "statement"]


def test_a_statement_speaks_for_whoever_made_it(extractor: Extractor) -> None:
    text = f"The palace said in a statement that the port is safe.\n\n“{SEA},” the statement said."
    rows = [row.split(":")[0] for row in quoted(extractor, story(text))]
    assert rows == ["palace"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{SEA},” a senior official who asked not to be named said.", "senior official"),
        (f"“{SEA},” according to a diplomat who was in the room.", "diplomat"),
        (f"In a post on X, {KENYA} wrote, “{SEA}.”", "Grace Wanjiru"),
        (f"While in Oslo, {KENYA} remarked that “{SEA.lower()}”.", "Grace Wanjiru"),
        (f"Speaking in Oslo, Dr. John Okello of the league said “{SEA.lower()}”.", "John Okello"),
        (f"In a statement, Beijing said: “{SEA}.”", "Beijing"),
        (f"“{SEA}.” {KENYA} said this on Monday.", "Grace Wanjiru"),
        (f"“{SEA}.” {KENYA} made the remarks while opening a port.", "Grace Wanjiru"),
        (f"“{SEA}.” This was stated by {KENYA} at a briefing.", "Grace Wanjiru"),
        (f"“{SEA},” reads {KENYA}'s statement.", "Grace Wanjiru"),
        (f"“{SEA},” said a statement from {KENYA}.", "Grace Wanjiru"),
        (f"The letter, signed by {KENYA}, said “{SEA.lower()}”.", "Grace Wanjiru"),
        (f"The palace issued a statement from {KENYA}: “{SEA}.”", "Grace Wanjiru"),
        (f"The Norwegian government released a note which said: “{SEA}.”", "Norwegian government"),
        (f"{NORWAY} spoke of “a dark day for the whole country”.", "Lars Solberg"),
        (f"{NORWAY} agreed to “keep the port open for all”.", "Lars Solberg"),
        (f"{NORWAY} dangled the prospect of “great chances for all partners”.", "Lars Solberg"),
        (f"“{SEA}” {NORWAY} told the paper.", "Lars Solberg"),
        (f"{NORWAY} said all was well.\n\n“{SEA}. Nobody can take it.”", "Lars Solberg"),
        (f"The foreign ministry rejected the plan.\n\n“{SEA}. It is ours.”", "foreign ministry"),
        (f"{NORWAY} spoke at the launch of “Our Seas, Our Fish”.\n\n“{SEA}.”", "Lars Solberg"),
    ],
)
def test_more_ways_to_say_so(extractor: Extractor, text: str, speaker: str) -> None:
    rows = [row.split(":")[0] for row in quoted(extractor, story(*text.split("\n\n")))]
    assert rows == [speaker]


def test_an_unnamed_speaker_is_she(extractor: Extractor) -> None:
    text = "The head of the harbour police told a court “the boats were never seen again”. {}"
    article = story(text.format(f"She also said “{SEA.lower()} and to nobody else”."))
    assert [row.split(":")[0] for row in quoted(extractor, article)] == [
        "head of the harbour police",
        "head of the harbour police",
    ]


def test_the_official_is_the_officer_who_spoke_before(extractor: Extractor) -> None:
    article = story(
        "Norwegian trade envoy Tomas Berg told reporters that talks would go on.",
        f"“{SEA},” the Norwegian official said.",
        "“They will be held in May or June,” the fisheries minister said.",
    )
    assert [row.split(":")[0] for row in quoted(extractor, article)] == [
        "Tomas Berg",
        "fisheries minister",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"“{SEA}.\n\n“Nobody can take it from us,” {KENYA} said.",
        f"‘{SEA}.\n\n‘Nobody can take it from us,’ {KENYA} said.",
        f"{KENYA} said: “{SEA}.\n\n“Nobody can take it from us.”",
    ],
)
def test_each_paragraph_that_opens_again_is_a_row(extractor: Extractor, text: str) -> None:
    rows = [row.split(":")[0] for row in quoted(extractor, story(*text.split("\n\n")))]
    assert rows == ["Grace Wanjiru", "Grace Wanjiru"]
