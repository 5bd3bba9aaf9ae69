"""A source view: the passage in its article, what counts in bold, nothing assumed."""

from typing import Any

import pytest

from bot.render.limits import PASSAGE
from bot.render.sources import Opened, locate, source_modal
from bot.workspace import words_of
from knowledge.model import Article, Evidence, Source
from tests.bot.archive import HEADINGS, SUMMIT
from tests.written import article

RECAP = article("recap", SUMMIT, "2022-11-15", headings=HEADINGS, byline="Jane Reporter")


def opened(*sentences: str, of: Article = RECAP) -> Opened:
    evidence = tuple(
        Evidence(of.id, of.text.index(text), of.text.index(text) + len(text), text)
        for text in sentences
    )
    source = Source(
        of.id, of.title, "The Post", of.published, "given", None, evidence, "r1", "test"
    )
    spans = locate(of, evidence)
    assert spans is not None
    return Opened(source, of, spans)


def runs(view: dict[str, Any]) -> list[tuple[str, bool]]:
    """Every piece of the passages, and whether it is bold."""
    return [
        (run["text"], "style" in run)
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for run in part["elements"]
    ]


def test_the_sentence_stands_bold_between_its_neighbours() -> None:
    sentence = "Hun Sen met Canadian Prime Minister Justin Trudeau on November 12 in Phnom Penh."
    view = source_modal([opened(sentence)])
    assert runs(view) == [
        ("[…]", False),
        ("\n\n", False),
        ("Cambodia-Canada", False),
        ("\n\n", False),
        (sentence, True),
        ("\n\n", False),
        ("The press was told little else.", False),
    ]
    words = "\n".join(words_of(view["blocks"]))
    assert "The Post · Jane Reporter · 15 November 2022 (published)" in words
    assert "An excerpt" in words


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("One.", ["One.", "Two.", "[…]"]),
        ("Three.", ["[…]", "Two.", "Three.", "Four.", "[…]"]),
        ("Five.", ["[…]", "Four.", "Five."]),
    ],
)
def test_what_comes_before_and_after_the_passage_is_marked(sentence: str, shown: list[str]) -> None:
    text = "Title\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive."
    view = source_modal([opened(sentence, of=article("numbers", text, None))])
    assert [said for said, _ in runs(view) if said.strip()] == shown


def test_a_whole_article_is_no_excerpt() -> None:
    short = article("short", "Title\n\nOne.\n\nTwo.", None)
    view = source_modal([opened("One.", of=short)])
    assert [said for said, _ in runs(view) if said.strip()] == ["One.", "Two."]
    assert "excerpt" not in "\n".join(words_of(view["blocks"]))


def test_a_paragraph_that_is_cut_makes_an_excerpt() -> None:
    long = article("long", f"Title\n\nThey met. {'Right. ' * 2_000}", None)
    view = source_modal([opened("They met.", of=long)])
    assert "An excerpt" in "\n".join(words_of(view["blocks"]))


def test_the_heading_of_the_next_section_is_left_out() -> None:
    shown = runs(source_modal([opened("Prime Minister Hun Sen met his Japanese counterpart")]))
    assert "Cambodia-Canada" not in [text for text, _ in shown]
    bold = [text for text, strong in shown if strong]
    assert bold == ["Prime Minister Hun Sen met his Japanese counterpart"]


def test_passages_far_apart_have_a_gap_between_them() -> None:
    shown = runs(source_modal([opened("What leaders said", "The press was told")]))
    assert ("[…]", False) in shown
    assert [text for text, strong in shown if strong] == ["What leaders said"]
    assert any("The press was told" in text for text, strong in shown if not strong)


STORY = article(
    "visit",
    "Title\n\nHe landed at dawn. Rain fell. "
    + "\n\n".join(
        f"Paragraph {n} says this. It says that. " + "More is said. " * 9 for n in "abcdef"
    )
    + "\n\nThe talks took two hours. "
    + "Nothing else. " * 60
    + "He left on Monday. "
    + "The end. " * 60,
    None,
)


def test_only_the_sentence_that_the_fact_stands_on_is_bold() -> None:
    evidence = ["The talks took two hours.", "He landed at dawn.", "He left on Monday."]
    shown = runs(source_modal([opened(*evidence, of=STORY)]))
    assert [text for text, strong in shown if strong] == evidence[:1]
    plain = "".join(text for text, strong in shown if not strong)
    assert all(one in plain for one in evidence[1:])
    assert "Paragraph c" not in plain, "what lies far from it is left out"
    assert plain.count("Nothing else.") < 30 and "Nothing else. […] He left on Monday. […]" in plain
    assert "hours. […]" not in plain and len(plain) < 1_500


def test_a_sentence_that_adds_nothing_new_to_the_passage_is_shown_once() -> None:
    evidence = ["Paragraph b says this.", "It says that.", "Paragraph b says this."]
    shown = runs(source_modal([opened(*evidence, of=STORY)]))
    text = "".join(said for said, _ in shown)
    assert text.count("Paragraph b says this.") == 1


def test_of_many_sentences_a_few_are_shown() -> None:
    evidence = [f"Paragraph {n} says this." for n in "abcdef"]
    text = "".join(said for said, _ in runs(source_modal([opened(*evidence, of=STORY)])))
    assert [n for n in "abcdef" if f"Paragraph {n}" in text] == list("abcde")


def test_a_speech_of_many_sentences_is_shown_whole() -> None:
    sentences = [f"Sentence {n} of a long speech follows the one before it." for n in range(30)]
    speech = article("speech", f"“{' '.join(sentences)}” he said.", "2022-11-15")
    shown = "".join(text for text, _ in runs(source_modal([opened(*sentences, of=speech)])))
    assert all(sentence in shown for sentence in sentences)


def test_long_surroundings_give_way_to_the_sentence() -> None:
    sentence = "They met. "
    text = f"Title\n\n{'Before. ' * 2_000}\n\n{'Left. ' * 800}{sentence}{'Right. ' * 800}\n\nAfter"
    shown = runs(source_modal([opened(sentence, of=article("long", text, None))]))
    assert (sentence, True) in shown
    assert sum(len(text) for text, _ in shown) <= PASSAGE
    assert not any("Before" in text for text, _ in shown)


def test_evidence_that_has_moved_is_found_and_one_that_is_gone_is_not() -> None:
    moved = Evidence("recap", 3, 3 + len("Hun Sen met Canadian"), "Hun Sen met Canadian")
    [(start, end)] = locate(RECAP, [moved]) or ((0, 0),)
    assert RECAP.text[start:end] == moved.text
    assert locate(RECAP, [Evidence("recap", 0, 9, "never written")]) is None
    assert locate(RECAP, []) is None


def test_sources_that_changed_are_counted() -> None:
    view = source_modal([opened("The press was told")], missing=2)
    assert "2 no longer in the archive in these words" in "\n".join(words_of(view["blocks"]))


def test_why_a_fact_is_told_stands_below_in_plain_words() -> None:
    lines = [f"{number}: “<!channel> & *so*” " + "x" * 400 for number in range(40)]
    view = source_modal([opened("The press was told little else.")], why=lines)
    told = view["blocks"][-1]["text"]["text"]
    assert "<!channel>" not in told and told.startswith("• 0: “&lt;!channel&gt; &amp; ")
    assert len(told) <= 3_000 and told.count("\n") == 13
    without = source_modal([opened("The press was told little else.")])
    assert len(without["blocks"]) == len(view["blocks"]) - 3
