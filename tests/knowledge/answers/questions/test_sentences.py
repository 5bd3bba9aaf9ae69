"""What is answered by a sentence alone, and by what stands beside it; invented people and towns."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

import pytest

from knowledge.answers import ask
from knowledge.answers.questions import passages
from knowledge.answers.questions.candidates import candidates
from knowledge.answers.questions.essentials import lacks
from knowledge.answers.questions.evidence import Archive, Passage
from knowledge.base import Base
from knowledge.model import Answer, ParagraphRole
from knowledge.questions.model import Asked, Term
from knowledge.questions.reading import read_question
from tests import bases
from tests.written import article

TRIAL = (
    "Driver denies charges over ferry\n\n"
    "Joren Alder Vasko, 43, denied seven charges in Veldhaven on Tuesday.\n\n"
    "The court found that he might leave the country.\n\n"
    "For this reason, Vasko was not granted bail.\n\n"
    "His trial has been set for November 2031."
)
ANIMAL = (
    "Study of a lost bird\n\n"
    "The authors weighed the parts of Pterowhalia from a mechanical perspective.\n\n"
    "For the study they chose Pterowhalia magna, a bird about the size of a horse.\n\n"
    "Pterowhalia could run at about 18 mph, the authors said.\n\n"
    "A railway bridge near Veldhaven was hit by a bus."
)
TALKS = (
    "Talks of the islands\n\n"
    "[Place: Tarnholm]\n\n"
    "Odrun Fesk held talks with Mirela Tanaq about fish.\n\n"
    "They spoke of the memorandum that was signed in 2002."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = bases.opened(tmp_path_factory.mktemp("sentences") / "archive.db")
    talks = article("talks", TALKS, "2022-05-02")
    dateline = replace(talks.paragraphs[1], role=ParagraphRole.DATELINE)
    talks = replace(talks, paragraphs=(talks.paragraphs[0], dateline, *talks.paragraphs[2:]))
    written = (article("trial", TRIAL, "2031-06-01"), article("animal", ANIMAL, "2030-05-05"))
    for one in (*written, talks):
        assert not opened.save(one, []).problems
    yield opened
    opened.close()


def asked(text: str, base: Base) -> Answer:
    return ask(text, base, today=date(2031, 11, 22))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what is pterowhalia", "about the size of a horse"),
        ("how fast could pterowhalia run", "18 mph"),
        ("what is pterowhalia's weight", "weighed"),
        ("who chose pterowhalia for the study", None),
        ("who painted the railway bridge near veldhaven", None),
        ("why was vasko not granted bail", "might leave the country"),
        ("how old is joren vasko", "Joren Alder Vasko, 43"),
        ("when is the trial of vasko", "November 2031"),
        ("where did odrun fesk hold talks with mirela tanaq", "[Place: Tarnholm]"),
        ("where did odrun fesk and mirela tanaq get together for talks", "[Place: Tarnholm]"),
        ("why did odrun fesk hold talks with mirela tanaq", None),
        ("who painted pterowhalia", None),
    ],
)
def test_a_sentence_answers_or_nothing_does(
    question: str, sentence: str | None, base: Base
) -> None:
    answer = asked(question, base)
    cited = [evidence.text for evidence in answer.cited]
    assert answer.answered is (sentence is not None), cited
    assert sentence is None or any(sentence in text for text in cited), cited


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("was vasko granted bail", "No."),
        ("did the bus hit the railway bridge near veldhaven", "Yes."),
        ("did vasko leave the country", None),
        ("did vasko deny the charges in 2020", None),
    ],
)
def test_yes_and_no_stand_first_where_the_sentence_says_so(
    question: str, said: str | None, base: Base
) -> None:
    assert asked(question, base).message == said or said is None
    message = asked(question, base).message or ""
    assert message == said if said else not message.startswith(("Yes", "No."))


def test_a_sentence_that_can_not_come_to_enough_is_not_looked_at_closely(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(base)
    question = read_question(
        "why did Pterowhalia magna weigh mechanical parts", base, today=date(2031, 11, 22)
    )
    found = list(archive.passages(candidates(question, archive)))
    assert max(passages.score(question, one, archive) for one in found) >= passages.ENOUGH
    looked = []

    def counted(asked: Asked, passage: Passage, archive: Archive, beside: Collection[Term]) -> bool:
        looked.append(passage)
        return lacks(asked, passage, archive, beside)

    monkeypatch.setattr(passages, "lacks", counted)
    scores = [passages.score(question, one, archive) for one in found]
    assert 0 < len(looked) < len([one for one in found if passages._held(question, one, archive)])
    assert max(scores) >= passages.ENOUGH


@pytest.mark.parametrize(
    "text", ["why was Joren Vasko on bail?", "what did Norway weigh?", "what does Norway want?"]
)
def test_the_same_words_are_searched_for_once(text: str, base: Base) -> None:
    question = read_question(text, base, today=date(2031, 11, 22))
    asked: list[str] = []
    with base.reader() as db:
        db.set_trace_callback(asked.append)
        candidates(question, Archive(base))
        db.set_trace_callback(None)
    searched = [one for one in asked if "sentence_fts MATCH" in one]
    assert searched and len(searched) == len(set(searched))
