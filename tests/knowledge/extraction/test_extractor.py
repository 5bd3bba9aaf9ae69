"""The extractor as a whole: rules by name, languages, the deadline, what is imported when."""

import gc
import itertools
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace

import pytest

from knowledge.extraction import KINDS, Extractor, rule_names
from knowledge.extraction.scene import Scene
from knowledge.model import Kind, Reading
from tests.knowledge.extraction.helpers import (
    ESTONIA,
    GHANA,
    KENYA,
    NORWAY,
    meetings,
    readings,
    story,
)


def test_the_same_article_gives_the_same_readings(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", f"She flew to Oslo with {GHANA}.")
    assert readings(extractor, article) == readings(extractor, article)
    other = Extractor()
    other._nlp = extractor.nlp
    assert readings(other, article) == readings(extractor, article)


def test_an_article_leaves_nothing_to_the_collector(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", f"She flew to Oslo with {GHANA}.")
    parses = extractor.extract(article).parses
    extractor.extract(article, parses)
    gc.collect()
    usual = gc.get_threshold()
    gc.disable()
    try:
        assert extractor.extract(article, parses).readings
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert gc.get_threshold() == usual


def test_every_reading_names_a_rule_that_exists(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} on Monday.",
        f"{KENYA} visited Ghana and held talks with {GHANA} in Accra.",
        f"{KENYA} and {NORWAY} discussed trade on 2 May 2023.",
        f"{KENYA} called on {ESTONIA} on 3 April 2023.",
        f"{KENYA} chaired a meeting on 4 April 2023.",
        f"{KENYA} took part in a meeting of the G20 leaders on 5 April 2023.",
    )
    used = {reading.rule for reading in readings(extractor, article)}
    assert used <= rule_names()
    assert {"verb meet", "verb visit", "title", "gathering chair", "verb call on"} <= used
    assert "gathering take part" in used


def test_a_rule_can_be_switched_off(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", f"{KENYA} phoned {GHANA} on 2 May 2023.")
    quiet = Extractor(without=["verb meet", "title"])
    quiet._nlp = extractor.nlp
    assert [reading.rule for reading in readings(quiet, article)] == ["verb phone"]


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(ValueError, match="verb meat"):
        Extractor(without=["verb meat"])


def test_each_kind_reads_only_its_own_facts(extractor: Extractor) -> None:
    found = readings(extractor, story(f"{KENYA} met {NORWAY} on Monday."))
    for kind in KINDS:
        assert {reading.kind for reading in found if reading.rule in kind.rules()} <= {kind.kind}
    kinds = [kind.kind for kind in KINDS]
    assert kinds[0] is Kind.MEETING
    assert len(set(kinds)) == len(kinds)


def test_other_languages_are_left_alone() -> None:
    extraction = Extractor().extract(story("Le président a parlé.", language="fr"))
    assert extraction.readings == ()
    assert extraction.problems == ("not read: the article is in another language (fr)",)


@pytest.mark.parametrize("text", ["", " ", "—", "(", "Mr. and Mrs., the (, ) president of of the."])
def test_next_to_nothing_gives_nothing(extractor: Extractor, text: str) -> None:
    assert readings(extractor, story(text)) == ()


def test_an_article_without_paragraphs_gives_nothing(extractor: Extractor) -> None:
    assert readings(extractor, story()) == ()


def test_no_time_reads_nothing_and_says_so(extractor: Extractor) -> None:
    hurried = Extractor(seconds=0)
    hurried._nlp = extractor.nlp
    extraction = hurried.extract(story(f"{KENYA} met {NORWAY} on Monday."))
    assert extraction.readings == ()
    assert extraction.problems == (
        "read in part: it took longer than 0 seconds, and only the first 0 sentences were read",
    )


@pytest.mark.parametrize("ticks", [3, 8, 14, 20, 26, 32, 38])
def test_what_was_read_in_time_is_returned(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, ticks: int
) -> None:
    """Each look at the clock costs a second, so that the time is up at a known step."""
    clock = itertools.count()
    monkeypatch.setattr(
        "knowledge.extraction.parsing.deadline.monotonic", lambda: float(next(clock))
    )
    sentences = [f"{KENYA} met {NORWAY} on {day} March 2023." for day in range(1, 13)]
    whole = story(*sentences)
    hurried = Extractor(seconds=float(ticks))
    hurried._nlp = extractor.nlp
    extraction = hurried.extract(whole)
    monkeypatch.undo()
    (problem,) = extraction.problems
    assert "read in part" in problem
    assert set(extraction.readings) <= set(readings(extractor, whole))


def test_rules_that_run_out_of_time_keep_what_they_found(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = story(*(f"{KENYA} met {NORWAY} on {day} March 2023." for day in range(1, 13)))
    everything = readings(extractor, article)
    clock = itertools.count()
    monkeypatch.setattr(
        "knowledge.extraction.parsing.deadline.monotonic", lambda: float(next(clock))
    )
    hurried = Extractor(seconds=60.0)
    hurried._nlp = extractor.nlp
    # 12 paragraphs, 12 sentences and 24 names are 48 looks; the rules begin behind them.
    extraction = hurried.extract(article)
    monkeypatch.undo()
    met = [reading for reading in extraction.readings if reading.kind is Kind.MEETING]
    assert 0 < len(met) < 12
    assert met == list(everything[: len(met)])
    assert f"only the first {len(met)} sentences" in extraction.problems[0]


def test_importing_the_room_loads_no_language_model() -> None:
    code = "import sys, knowledge.extraction; print('spacy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "False"


def test_the_readings_of_a_story_in_the_order_of_the_text(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} arrived in Accra on Monday.",
        f"{GHANA} received the Kenyan president on Tuesday.",
        f"Wanjiru will meet {NORWAY} in Oslo on 3 June 2023.",
    )
    assert meetings(extractor, article) == [
        "visit held: Grace Wanjiru, Kofi Boateng (GH, KE) 2023-05-15 in Accra",
        "meeting planned: Grace Wanjiru, Lars Solberg (KE, NO) 2023-06-03 in Oslo",
    ]


def test_a_kind_that_breaks_down_takes_no_other_along(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaking(scene: Scene) -> Iterable[Reading]:
        raise ValueError("a fault of ours")

    kinds = tuple(
        replace(kind, read=breaking) if kind.kind is Kind.ROLE else kind for kind in KINDS
    )
    monkeypatch.setattr("knowledge.extraction.KINDS", kinds)
    extraction = extractor.extract(story(f"{KENYA} met {NORWAY} in Oslo on Monday."))
    assert {reading.kind for reading in extraction.readings} == {Kind.MEETING}
    (problem,) = extraction.problems
    assert problem.startswith("its roles could not be analysed (ValueError)")
    assert "a fault of ours" in caplog.text
