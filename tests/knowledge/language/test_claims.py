"""Choosing among claims that overlap."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.claims import Claim, Option, Part, adding, best, setting
from knowledge.model import Query
from tests.effort import examples


def claim(start: int, end: int, part: Part = Part.PERSON, *, exact: bool = True) -> Claim:
    return Claim(start, end, part, (Option("", setting()),), exact=exact)


def test_the_longest_exact_claim_wins() -> None:
    long, short = claim(0, 3), claim(1, 2)
    assert best([short, long]) == [long]


def test_exact_beats_longer_but_only_near() -> None:
    near, exact = claim(0, 3, exact=False), claim(1, 2)
    assert best([near, exact]) == [exact]


def test_of_equals_the_earlier_part_wins() -> None:
    date, name = claim(0, 1, Part.PERIOD), claim(0, 1, Part.PARTY)
    assert best([name, date]) == [date]


@given(
    st.lists(
        st.builds(
            lambda start, length, exact: claim(start, start + length, exact=exact),
            st.integers(0, 12),
            st.integers(1, 5),
            st.booleans(),
        ),
        max_size=25,
    )
)
@settings(max_examples=examples(60))
def test_chosen_claims_never_overlap_and_leave_no_room_for_another(claims: list[Claim]) -> None:
    chosen = best(claims)
    taken = [position for c in chosen for position in range(c.start, c.end)]
    assert len(taken) == len(set(taken)) and taken == sorted(taken)
    assert all(set(range(c.start, c.end)) & set(taken) for c in claims)


def test_a_value_is_added_once() -> None:
    add = adding("parties", "JP")
    assert add(add(Query("meetings"))) == Query("meetings", parties=("JP",))
