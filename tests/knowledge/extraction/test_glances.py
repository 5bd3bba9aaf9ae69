"""What lets a rule pass a sentence by: by a glance at its words nothing is lost, and what nobody
asks for is not worked out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.dates.expressions import resolve
from knowledge.extraction import Extractor
from knowledge.extraction.actors import envoys
from knowledge.extraction.agreements import spans
from knowledge.extraction.agreements.bonds import BOND_RULES
from knowledge.extraction.grammar import when
from knowledge.extraction.lexicon import references
from knowledge.extraction.meetings import rules
from knowledge.extraction.meetings.rules import noun_phrase
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named import parties
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.parties import find_parties
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Sentence, parse
from knowledge.extraction.payments.references import Antecedents
from knowledge.extraction.people import destinations, gathering
from knowledge.extraction.scene import Scene, set_scene
from knowledge.extraction.statements.narration import Narration
from knowledge.model import Article
from knowledge.reading import read
from tests.knowledge.extraction.helpers import KENYA, NORWAY, meetings, story

SAMPLE = Path(__file__).parents[3] / "knowledge" / "sample"


def articles() -> list[Article]:
    return [read(path) for path in sorted(SAMPLE.glob("sample-*"))]


def scenes(extractor: Extractor) -> Iterator[Scene]:
    for article in articles():
        yield set_scene(article, extractor.parse, Deadline())


class _Every(frozenset[str]):
    """Forms among which any word is."""

    def isdisjoint(self, other: object) -> bool:
        return False


def test_the_forms_are_words_tokens_and_their_dictionary_forms(extractor: Extractor) -> None:
    document = parse(story("Norway’s co-chairs were late."), extractor.parse, Deadline())
    (sentence,) = document.sentences
    assert {
        "norway",
        "’s",
        "'s",
        "co-chairs",
        "co",
        "chairs",
        "chair",
        "be",
        ".",
    } <= sentence.forms()


def test_letters_are_cut_without_the_parser(extractor: Extractor) -> None:
    text = "We cannot meet\nthe U.S.-born Élodie in the 1990s."
    (sentence,) = parse(story(text), extractor.parse, Deadline()).sentences
    assert sentence.letters() == {
        "we", "cannot", "meet", "the", "u", "s", "born", "lodie", "in",
    }  # fmt: skip


def test_every_name_of_a_party_is_known_at_a_glance(extractor: Extractor) -> None:
    (sentence,) = parse(story("Nothing happened of “that”."), extractor.parse, Deadline()).sentences
    assert not parties._may_hold_parties(sentence)
    for printed in parties._printed_forms():
        at = replace(sentence, text=f"(In {printed})", plain=f"(In {printed})", _letters=None)
        assert parties._may_hold_parties(at), printed


def test_the_readings_are_the_same_without_a_glance(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [extractor.extract(article) for article in articles()]
    monkeypatch.setattr(Sentence, "forms", lambda self: _Every())
    monkeypatch.setattr(Sentence, "letters", lambda self: _Every())
    for article, extraction in zip(articles(), first, strict=True):
        again = extractor.extract(article, extraction.parses)
        assert again.readings == extraction.readings, article.id
    rules = {reading.rule for each in first for reading in each.readings}
    assert not rules.isdisjoint(BOND_RULES)


def test_all_act_in_a_plain_sentence(extractor: Extractor) -> None:
    plain = 0
    for scene in scenes(extractor):
        for sentence, actors in scene.walk():
            if spans._is_plain(sentence):
                plain += len(actors)
                assert all(spans._acts(sentence, a) for a in actors if a.parties), sentence.text
    assert plain


def test_a_group_acts_only_where_envoys_are_named(extractor: Extractor) -> None:
    found = 0
    for scene in scenes(extractor):
        for sentence, _ in scene.walk():
            row = scene.parties[sentence.index]
            groups = [envoys._group_of(sentence, party, row, set()) for party in row]
            if any(groups):
                found += 1
                assert not sentence.vocabulary.isdisjoint(references().envoys), sentence.text
    assert found


def test_nobody_travels_without_a_word_of_it(extractor: Extractor) -> None:
    found = 0
    for article in articles():
        sentences = parse(article, extractor.parse, Deadline()).sentences
        for sentence, row in zip(sentences, find_parties(sentences), strict=True):
            if any(destinations._is_goal(sentence, party) for party in row):
                found += 1
                assert not sentence.vocabulary.isdisjoint(destinations._moving()), sentence.text
    assert found


def test_words_are_narration_as_each_of_them_is(extractor: Extractor) -> None:
    told = set()
    for scene in scenes(extractor):
        narration = Narration(scene)
        for sentence in scene.document.sentences:
            ends = [sentence.word_end(i) - 1 for i in range(len(sentence.words))]
            free = [
                narration.narrates(sentence, i) and not narration.quoted(end)
                for i, end in enumerate(ends)
            ]
            for first in range(len(free)):
                for last in range(first + 1, len(free) + 1):
                    all_free = all(free[first:last])
                    told.add(all_free)
                    assert narration.narrates_all(sentence, first, last) == all_free
    assert told == {True, False}


def test_a_date_is_resolved_once(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def counting(*args: object) -> str | None:
        asked.append(args)
        return resolve(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(when, "resolve", counting)
    article = story(
        f"{KENYA} met {NORWAY} on 14 November 2022 in Oslo.",
        f"Two days later {KENYA} visited {NORWAY}. The two met on Friday.",
    )
    assert len(meetings(extractor, article)) > 1
    assert len(asked) == len(set(asked))


def test_what_nobody_asks_for_is_not_worked_out(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who acts in each sentence, for agreements to come, and what "it" means, for sums to come."""
    worked: list[Sentence] = []
    acting, completed = spans.acting, Antecedents.completed

    def noting_acting(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
        worked.append(sentence)
        return acting(sentence, actors)

    def noting_completed(self: Antecedents, sentence: Sentence, actors: list[Actor]) -> list[Actor]:
        worked.append(sentence)
        return completed(self, sentence, actors)

    monkeypatch.setattr("knowledge.extraction.agreements.readings.acting", noting_acting)
    monkeypatch.setattr(Antecedents, "completed", noting_completed)
    assert meetings(extractor, story(f"{KENYA} met {NORWAY} in Oslo. It rained. They dined."))
    assert not worked
    later = story(f"{KENYA} met {NORWAY} in Oslo.", "A bilateral trade agreement was signed.")
    extractor.extract(later)
    assert [sentence.text for sentence in worked] == [f"{KENYA} met {NORWAY} in Oslo."]


def test_names_that_are_printed_again_are_compared_once(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    fits = gathering.fits

    def counting(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        asked.append((short, full))
        return fits(short, full)

    monkeypatch.setattr(gathering, "fits", counting)
    again = f"{KENYA} met {NORWAY} in Oslo."
    assert meetings(extractor, story(again, again, again))
    assert asked and len(asked) == len(set(asked))


def test_what_a_noun_tells_is_found_once(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    told = noun_phrase._told

    def counting(scene: Scene, spot: Spot) -> noun_phrase.Told | None:
        asked.append((spot.sentence.text, spot.at))
        return told(scene, spot)

    monkeypatch.setattr(noun_phrase, "_told", counting)
    assert meetings(extractor, story(f"{KENYA} held talks with {NORWAY} in Oslo."))
    assert asked and len(asked) == len(set(asked))


def test_a_verb_is_read_by_the_rules_that_start_from_it() -> None:
    for rule, starts in rules._rules(rules.Part.VERB):
        for word in starts:
            assert rule in rules._rules_for_verb(word, "") and rule in rules._rules_for_verb(
                "", word
            )
    assert not rules._rules_for_verb("rain", "rained")
