"""When two articles of one id are versions of one story, and when they are two stories."""

from knowledge.base import Base, Outcome
from knowledge.model import Article, Paragraph

MADRID = (
    "The council of Madrid voted for cheaper buses. Residents welcomed the decision, and the "
    "transport department promised seventeen additional electric vehicles before summer."
)
VIENNA = (
    "Archaeologists in Vienna uncovered a Roman kitchen under the opera. Pottery, bones and "
    "charred bread were found, said the excavation’s director, who expects further discoveries."
)


def article(text: str, title: str | None = None, outlet: str | None = None) -> Article:
    return Article("story", text, (Paragraph(0, len(text)),), title=title, outlet=outlet)


def test_two_stories_of_one_file_name_are_two_articles(base: Base) -> None:
    assert base.save(article(MADRID), []).outcome is Outcome.NEW
    saved = base.save(article(VIENNA), [])
    assert (saved.outcome, saved.article) == (Outcome.NEW, "story-2")
    assert base.save(article(VIENNA), []).outcome is Outcome.UNCHANGED
    assert base.save(article(MADRID), []).outcome is Outcome.UNCHANGED


def test_a_rewritten_story_is_a_new_version(base: Base) -> None:
    base.save(article(MADRID), [])
    longer = MADRID + " Opposition speakers called the plan expensive and far too slow."
    saved = base.save(article(longer), [])
    assert (saved.outcome, saved.article) == (Outcome.UPDATED, "story")


def test_a_story_that_keeps_its_title_is_the_same_whatever_its_words(base: Base) -> None:
    base.save(article(MADRID, title="Our day"), [])
    assert base.save(article(VIENNA, title="Our day"), []).outcome is Outcome.UPDATED


def test_two_outlets_are_two_stories_whatever_their_words(base: Base) -> None:
    base.save(article(MADRID, outlet="One"), [])
    assert base.save(article(MADRID, outlet="Other"), []).article == "story-2"
