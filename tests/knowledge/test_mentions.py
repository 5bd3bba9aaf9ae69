"""What facts are about without being of it: countries spoken of, people in sentences, phrases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.language import typed, understand
from knowledge.model import AgreementStatus, Answer, Participant, Query, StatementFact
from tests import bases
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    SOKHONN,
    TRUDEAU,
    agreed,
    fill,
    paid,
    role,
    said,
    told,
)

TODAY = date(2026, 11, 21)
STAY = "the Kenyans are our neighbours and we stay with them"
THANKS = "he thanked the US for its tractors"
USE = "he called for the use of solar pumps by all of us"
PUMPS = "pumps from Tokyo feed the Mekong plain"
PORT = "one port is enough for China trade"
POLICY = "his support for the One China policy"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with bases.opened(tmp_path_factory.mktemp("mentions") / "archive.db") as opened:
        fill(
            opened,
            [
                told(
                    "harbour",
                    said(STAY, HUN_SEN),
                    said(THANKS, HUN_SEN, direct=False),
                    said(USE, HUN_SEN, direct=False),
                    said(PORT, SOKHONN, direct=False),
                    said(POLICY, SOKHONN, direct=False),
                    said("Japanese pumps are the best", HUN_SEN, direct=False),
                    said(PUMPS, KISHIDA, direct=False),
                    said("Canada builds wells", TRUDEAU),
                    agreed("pumps", "JP", "KH"),
                    agreed("wells", "CA", "KH"),
                    paid(5_000_000, on="2022-03-20", purpose="pumps"),
                    role(HUN_SEN),
                    role(KISHIDA),
                    role(TRUDEAU),
                    role(SOKHONN),
                    sentences=[
                        f"“{STAY}”, Hun Sen said.",
                        f"Hun Sen said {THANKS}.",
                        f"Hun Sen said {USE}.",
                        f"Prak Sokhonn said {PORT}.",
                        f"Prak Sokhonn repeated {POLICY}.",
                        "Hun Sen said Japanese pumps are the best.",
                        f"Fumio Kishida said {PUMPS}.",
                        "“Canada builds wells”, Justin Trudeau said.",
                        "Prime Minister Fumio Kishida told of a memorandum on pumps.",
                        "Canada and Cambodia signed a memorandum on wells.",
                        "Japan gave $5 million for pumps.",
                        "Prime Minister Hun Sen was there.",
                        "Prime Minister Fumio Kishida was there.",
                        "Prime Minister Justin Trudeau was there.",
                        "Foreign Minister Prak Sokhonn was there.",
                    ],
                ),
            ],
        )
        yield opened


def asked(text: str, base: Base) -> Answer:
    return ask(text, base, today=TODAY, per_page=50)


def words(answer: Answer) -> set[str]:
    return {fact.words for fact in answer.facts if isinstance(fact, StatementFact)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/quotes hun sen kenya", {STAY}),
        ("/quotes kenya hun sen", {STAY}),
        ("/quotes cambodian pm kenya", {STAY}),
        ("/quotes hun sen about kenya", {STAY}),
        ("/quotes about the Kenyans", {STAY}),
        ("/quotes hun sen us", {THANKS}),
        ("/quotes hun sen united states", {THANKS}),
        ("/quotes cambodia kenya", {STAY}),
        ("/quotes hun sen japan", {"Japanese pumps are the best"}),
    ],
)
def test_beside_a_speaker_a_country_is_what_was_spoken_of(
    text: str, expected: set[str], base: Base
) -> None:
    found = asked(text, base)
    assert found.answered
    assert words(found) == expected


def test_the_speakers_own_country_stays_theirs(base: Base) -> None:
    found = asked("/quotes kishida japan", base)
    assert words(found) == {PUMPS}
    assert found.query is not None
    assert found.query.parties == ("JP",)


@pytest.mark.parametrize("text", ["/quotes trudeau kenya", "/quotes hun sen peru", "/quotes peru"])
def test_what_nobody_spoke_of_is_not_answered(text: str, base: Base) -> None:
    assert not asked(text, base).answered


def test_a_country_nobody_speaks_for_is_what_was_spoken_of_and_the_answer_says_so(
    base: Base,
) -> None:
    found = asked("/quotes kenya", base)
    assert words(found) == {STAY}
    assert "Nobody speaks for Kenya here; showing what was said about it." in found.notes
    assert found.understood == "Statements about Kenya"


def test_small_words_are_no_country(base: Base) -> None:
    """Search alone finds "us" and, by its stem, "use"."""
    found = asked("/quotes about the US", base)
    assert words(found) == {THANKS}
    assert found.total == 1
    assert asked("/facts us tractors", base).total == 1
    assert not asked("/facts us pumps solar", base).answered


@pytest.mark.parametrize("text", ["/timeline cambodia us", "/deals Cambodia US"])
def test_a_second_country_of_two_letters_is_no_part_of_the_first(text: str, base: Base) -> None:
    understood = understand(text, base, today=TODAY)
    assert understood.query is not None
    assert understood.query.parties == ("KH", "US")


def test_words_in_quotation_marks_stand_together(base: Base) -> None:
    assert words(asked('/facts "one china"', base)) == {POLICY}
    assert words(asked("/facts policy support", base)) == {POLICY}
    assert not asked('/facts "policy support"', base).answered


@pytest.mark.parametrize(
    "query",
    [
        Query("facts", words=("one china", "policy")),
        Query("quotes", people=("hun-sen",), mentioned=("US", "KE")),
        Query("quotes", parties=("JP",), people=("hun-sen",)),
        Query("facts", parties=("JP",), words=("pumps",)),
        Query("meetings", mentioned=("JP",)),
    ],
)
def test_topics_survive_being_typed(query: Query, base: Base) -> None:
    assert understand(typed(query), base, today=TODAY).query == query


def test_beside_other_words_a_country_need_only_be_named(base: Base) -> None:
    """Nobody of Japan said so, but the sentence names the Japanese."""
    assert "Japanese pumps are the best" in words(asked("/facts japan best", base))
    assert not asked("/facts kenya best", base).answered


@pytest.mark.parametrize("text", ["/deals kishida", "/deals prime minister kishida"])
def test_agreements_are_found_by_whom_their_sentences_name(text: str, base: Base) -> None:
    found = asked(text, base)
    assert [fact.parties for fact in found.facts if hasattr(fact, "parties")] == [("JP", "KH")]
    assert "Showing what names Fumio Kishida in its sentence." in found.notes


@pytest.mark.parametrize("text", ["/deals trudeau", "/money kishida"])
def test_whom_no_sentence_names_is_not_answered(text: str, base: Base) -> None:
    assert not asked(text, base).answered


@pytest.mark.parametrize(
    ("text", "name"),
    [("/quotes justin", "justin-trudeau"), ("/whois sokhonn", "prak-sokhonn"),
     ("/whois fumio", "fumio-kishida"), ("/quotes with justin", "justin-trudeau")],
)  # fmt: skip
def test_a_given_name_that_one_person_has(text: str, name: str, base: Base) -> None:
    found = asked(text, base)
    assert found.answered
    assert found.query is not None
    assert found.query.people == (name,)


def test_a_given_name_beside_another_persons_name_is_nobody(base: Base) -> None:
    assert not asked("/quotes Justin Kishida", base).answered


def test_a_name_that_countries_share_with_no_sums_says_so(base: Base) -> None:
    found = asked("/money korea", base)
    assert found.message == "The archive has no sums that involve South Korea or North Korea."


def test_several_people_of_a_given_name_are_asked_back(tmp_path: Path) -> None:
    one, other = (Participant(f"Justin {name}", "Envoy", "CA") for name in ("Achter", "Boorman"))
    with bases.opened(tmp_path / "two.db") as opened:
        fill(opened, [told("envoys", role(one), role(other))])
        found = asked("/whois justin", opened)
    assert not found.answered
    assert found.question is not None
    assert len(found.choices) == 2


def test_a_party_that_said_nothing_of_the_kind_may_be_named(base: Base) -> None:
    found = asked("/quotes canada kenya", base)
    assert not found.answered
    found = asked("/quotes japan best", base)
    assert words(found) == {"Japanese pumps are the best"}
    assert "Nothing of that by Japan itself; showing what names it." in found.notes


@pytest.mark.parametrize("text", ["/facts ministry of foreign affairs", "/facts MFA"])
def test_other_wordings_of_the_same_are_found(text: str, tmp_path: Path) -> None:
    with bases.opened(tmp_path / "ministry.db") as opened:
        spoken = said("the wells are dry", body="foreign ministry", parties=["KH"])
        line = "“the wells are dry”, the foreign ministry said."
        fill(opened, [told("wells", spoken, sentences=[line])])
        assert words(asked(text, opened)) == {"the wells are dry"}


def test_what_is_yet_to_enter_into_force_is_planned(base: Base) -> None:
    understood = understand("/deals entering into force", base, today=TODAY)
    assert understood.query == Query("deals", stages=(AgreementStatus.PLANNED,))
