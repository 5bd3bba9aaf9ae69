"""Who may be one person: likely pairs are found, unlikely ones and those decided on are not."""

import pytest

from knowledge.base import Base, RosterPerson
from knowledge.base.alikeness import SAME_NAME, SHORTER, SLIP, SOUNDS
from knowledge.model import Participant
from tests.knowledge.base.test_person_rulings import ANA, JACK, SMITH, tell
from tests.knowledge.base.world import fill, met, role, told


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Participant("John Smith", "Mayor", "GB"), Participant("J. Smith", "Baker", "GB"), SHORTER),
        (
            Participant("Jagdeep Dhankhar", "Farmer", "IN"),
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            SLIP,
        ),
        (
            Participant("Volodymyr Zelenskyy", "President", "UA"),
            Participant("Volodimir Zelensky", None, "UA"),
            SOUNDS,
        ),
        (
            Participant("Haji Suharto", "President", "ID"),
            Participant("Suharto", "President", "ID"),
            SHORTER,
        ),
        (
            Participant("John Smith", "Envoy", "GB"),
            Participant("John Smith", "Envoy", "US"),
            SAME_NAME,
        ),
        (
            Participant("Boris Volkov", "President", "RU"),
            Participant("Boris Petrovich Volkov", "Governor", "RU"),
            SHORTER,
        ),
    ],
)
def test_people_who_may_be_one(
    base: Base, one: Participant, other: Participant, reason: str
) -> None:
    tell(base, one, other)
    [found] = base.merge_suggestions()
    assert found.reasons[0] == reason
    assert {found.one.person.name, found.other.person.name} == {one.name, other.name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Participant("John Smith", "Mayor", "GB"), Participant("John Smith", "Senator", "US")),
        (Participant("Kim Jong Un", "Leader", "KP"), Participant("Kim Yo Jong", "Leader", "KP")),
        (Participant("Li Keqiang", "Premier", "CN"), Participant("Li Qiang", "Premier", "CN")),
        (Participant("Fumio Kishida", None, "JP"), Participant("Kishida", None, "JP")),
        (Participant("Ivan Petrov", None, "RU"), Participant("Ivana Petrova", None, "RU")),
    ],
)
def test_people_who_are_not_suggested(base: Base, one: Participant, other: Participant) -> None:
    tell(base, one, other)
    assert base.merge_suggestions() == []


def test_a_name_without_a_country_may_be_one_of_those_that_have_it(base: Base) -> None:
    tell(base, SMITH, Participant("John Smith", "Senator", "US"), Participant("John Smith"))
    found = base.merge_suggestions()
    assert [one.reasons for one in found] == [(SAME_NAME, "no country")] * 2


def test_both_contexts_are_shown(base: Base) -> None:
    fill(base, [told("a", met(ANA, SMITH, on="2022-03-01"), role(SMITH), published="2022-03-02")])
    fill(base, [told("b", met(ANA, SMITH, on="2022-05-01"), published="2022-05-02")])
    tell(base, Participant("J. Smith", "Baker", "GB"), first=7)
    [found] = base.merge_suggestions()
    full = next(one for one in (found.one, found.other) if one.person.id == "john-smith")
    assert (full.titles, full.parties, full.facts) == (("Mayor",), ("GB",), 3)
    assert (full.first, full.last) == ("2022-03-02", "2022-05-02")
    assert [one.article for one in full.sentences] == ["b", "a"]
    assert found.key == "j-smith+john-smith"


def test_what_was_decided_is_not_suggested_again(base: Base) -> None:
    tell(base, SMITH, Participant("J. Smith", "Baker", "GB"), SMITH)
    [found] = base.merge_suggestions()
    assert base.merge_suggestions(skipped=[found.key]) == []
    made = base.dismiss_suggestion("john-smith", "j-smith", who="U1", why="Two people.")
    assert base.merge_suggestions() == []
    base.undo(made.id, who="U1")
    assert [one.key for one in base.merge_suggestions()] == [found.key]
    same = base.same_person(["john-smith", "j-smith"], who="U1")
    assert base.merge_suggestions() == []
    base.undo(same.id, who="U1")
    base.other_person("john-smith", ["a2"], who="U1")
    assert [one.key for one in base.merge_suggestions()] == [
        found.key, f"j-smith+{next(one.id for one in base.people() if '-other-' in one.id)}",
    ]  # fmt: skip


def test_they_follow_what_comes_and_goes(base: Base) -> None:
    tell(base, SMITH, Participant("J. Smith", "Baker", "GB"))
    base.refold()
    assert len(base.merge_suggestions()) == 1
    base.enlist([RosterPerson("mayor", "Jonathan Smith", "GB", ("Mayor",))])
    assert {"mayor+j-smith", "j-smith+mayor"} & {one.key for one in base.merge_suggestions()}
    base.remove("a1")
    assert all("j-smith" not in one.key for one in base.merge_suggestions())
    tell(base, JACK, first=3)
    with base.reader() as db:
        (left,) = db.execute(
            "SELECT count(*) FROM nears WHERE person NOT IN (SELECT n FROM people)"
        ).fetchone()
    assert left == 0
