"""The tree of Media Topics that Dateline knows."""

import re

from knowledge.extraction.lexicon import table
from knowledge.topics import SCHEME, above, label, search_words, topics


def test_the_tree_is_whole() -> None:
    for code, topic in topics().items():
        assert re.fullmatch(r"medtop:\d{8}", code)
        assert topic.label and topic.label == topic.label.strip()
        assert topic.broader is None or topic.broader in topics()
        assert code not in above(code)


def test_names_and_what_a_topic_is_part_of() -> None:
    assert label("medtop:20000374") == "trade agreements"
    assert [label(code) for code in above("medtop:20000374")] == [
        "international trade",
        "economy",
        "economy, business and finance",
    ]
    assert label("medtop:99999999") == "medtop:99999999"
    assert above("medtop:99999999") == ()


def test_words_are_given_for_known_topics_only() -> None:
    assert {SCHEME + code for code in table("topics") if code != "silent"} <= topics().keys()
    for code, words in table("topics").items():
        if code != "silent":
            assert set(words) == {"sure", "hints"} and words["sure"], code


def test_facts_are_found_by_wider_topics_too() -> None:
    assert search_words(["medtop:20000374", "medtop:20000384"]) == (
        "trade agreements",
        "international trade",
        "economy",
        "economy, business and finance",
        "tariff",
    )
