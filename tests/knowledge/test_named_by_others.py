"""People who said nothing of a topic, but are named where others did, and where nobody said it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.language import replies
from knowledge.model import Answer, Participant, StatementFact
from tests import bases
from tests.knowledge.base.world import HUN_SEN, fill, role, said, told

TODAY = date(2026, 11, 21)
ENVOY = Participant("Marta Quiroga", "Ambassador", "PE")
RELAYED = "Ambassador Quiroga underlined her support for the ferry"
DENIAL = "no ferry was promised to anybody"
KELP = "The kelp farms were a wish of Hun Sen for many years."


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with bases.opened(tmp_path_factory.mktemp("others") / "archive.db") as opened:
        of_ministry = said(RELAYED, body="foreign ministry", parties=["KH"])
        fill(
            opened,
            [
                told(
                    "ferry",
                    of_ministry,
                    said(DENIAL, HUN_SEN, direct=False),
                    said("her talks were warm", ENVOY),
                    role(HUN_SEN),
                    role(ENVOY),
                    sentences=[
                        f"“{RELAYED}”, the foreign ministry said.",
                        f"Hun Sen said {DENIAL}.",
                        "“her talks were warm”, Marta Quiroga said.",
                        "Prime Minister Hun Sen was there.",
                        "Ambassador Marta Quiroga was there.",
                    ],
                    extra=KELP,
                ),
            ],
        )
        yield opened


def _asked(text: str, base: Base) -> Answer:
    return ask(text, base, today=TODAY, per_page=50)


@pytest.mark.parametrize("text", ["/quotes Quiroga about the ferry", "/quotes Quiroga ferry"])
def test_words_of_others_are_never_given_as_of_whom_they_name(text: str, base: Base) -> None:
    found = _asked(text, base)
    told = [fact for fact in found.facts if isinstance(fact, StatementFact)]
    assert [fact.words for fact in told] == [RELAYED]
    assert [fact.body for fact in told] == ["foreign ministry"]
    assert replies.not_said_by("Marta Quiroga") in found.notes
    assert not found.understood.startswith("Statements by")


def test_what_somebody_did_say_needs_no_others(base: Base) -> None:
    found = _asked("/quotes Quiroga about talks", base)
    assert found.total == 1
    assert found.notes == ()


def test_without_a_topic_nobody_is_looked_for_in_the_words_of_others(base: Base) -> None:
    assert not _asked("/quotes Quiroga reported", base).answered


@pytest.mark.parametrize("command", ["quotes", "meetings", "deals"])
def test_a_sentence_with_name_and_topic_is_offered_where_nothing_was_made_of_it(
    command: str, base: Base
) -> None:
    found = _asked(f"/{command} Hun Sen about kelp", base)
    assert not found.answered
    assert found.nearest[0].label == "Sentences on Hun Sen about “kelp”"
    assert found.nearest[0].text == 'facts #p:hun-sen about "kelp"'
    sentences = _asked("/" + found.nearest[0].text, base).sentences
    assert [source.evidence[0].text for source in sentences] == [KELP]


def test_no_sentence_is_offered_where_none_has_both(base: Base) -> None:
    found = _asked("/quotes Quiroga about kelp", base)
    assert not any(choice.text.startswith("facts") for choice in found.nearest)


def test_a_family_name_that_comes_first_is_found_in_sentences(tmp_path: Path) -> None:
    guest = Participant("Baek Do Hyun", "President", "KR")
    line = "Baek was asked for a ropeway."
    with bases.opened(tmp_path / "first.db") as opened:
        fill(opened, [told("guest", role(guest), extra=line)])
        found = _asked("/facts Baek Do Hyun about the ropeway", opened)
    assert [source.evidence[0].text for source in found.sentences] == [line]
