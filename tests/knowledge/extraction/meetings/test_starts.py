"""The words from which rules for verbs start: no rule finds anything at any other word."""

from pathlib import Path

from knowledge.extraction import Extractor
from knowledge.extraction.meetings.rules import RULES, Part, starting_words
from knowledge.extraction.meetings.rules.spot import spot_at
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.scene import set_scene
from knowledge.reading import read

SAMPLE = Path(__file__).parents[4] / "knowledge" / "sample"
STORIES = ("asean-summits-open", "biden-hun-sen", "king-india-visit", "myanmar-visit-planned")


def test_no_rule_finds_anything_at_other_words(extractor: Extractor) -> None:
    rules = [rule for rule in RULES if rule.part is Part.VERB]
    found = 0
    for name in STORIES:
        scene = set_scene(read(SAMPLE / f"sample-{name}.md"), extractor.parse, Deadline())
        for sentence, actors in scene.walk():
            for at in range(len(sentence.words)):
                spot = spot_at(sentence, actors, at)
                for rule in rules:
                    if rule.find(scene, spot) is not None:
                        assert {spot.lemma, spot.word} & rule.starts(), (rule, sentence.text, at)
                        found += 1
    assert found


def test_every_rule_for_verbs_starts_somewhere() -> None:
    for rule in RULES:
        if rule.part is Part.VERB:
            assert rule.starts()
            assert rule.starts() <= starting_words()
