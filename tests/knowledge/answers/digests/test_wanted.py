"""What somebody wants of a digest, from words and back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.common import person_name
from knowledge.answers.digests import made, read, wanted
from knowledge.base import Base
from knowledge.model import Kind, Query
from knowledge.model.digest import LENGTH
from knowledge.wording import digests as say
from tests.effort import examples

TODAY = date(2022, 12, 21)
SOME = st.lists(st.sampled_from(["JP", "KH", "ASEAN", "GA", "NA"]), unique=True, max_size=2)
INTERESTS = st.builds(
    Query,
    st.just("digest"),
    parties=SOME.map(tuple),
    people=st.lists(st.sampled_from(["hun-sen", "fumio-kishida"]), max_size=1).map(tuple),
    words=st.lists(st.sampled_from(["rice", "trade deal", "2025"]), max_size=2, unique=True).map(
        tuple
    ),
    kinds=st.lists(st.sampled_from([Kind.MEETING, Kind.PAYMENT]), max_size=2, unique=True).map(
        tuple
    ),
)


def told(text: str, base: Base) -> str | None:
    found = read(text, base, today=TODAY)
    return None if found.wanted is None else say.wanted(found.wanted, person_name(base))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", "everything"),
        ("everything", "everything"),
        ("Japan", "Japan"),
        ("Japan, money", "sums on Japan"),
        ("money; Japan, South Korea", "sums on Japan; sums on South Korea"),
        ("Cambodia Japan", "Cambodia and Japan"),
        ("Japan meetings, Cambodia deals", "meetings on Japan; agreements on Cambodia"),
        ("Hun Sen, about “rice, roads”", "Hun Sen; about “rice, roads”"),
        ("money, deals", "sums and agreements"),
    ],
)
def test_commas_part_interests_and_kinds_narrow_all(text: str, meant: str, sample: Base) -> None:
    assert told(text, sample) == meant


def test_the_number_of_stories_may_be_said(sample: Base) -> None:
    found = read("Japan, top 5 stories", sample, today=TODAY).wanted
    assert found is not None
    assert (found.length, found.text) == (5, "JP, 5 stories")
    longest = read("2 stories", sample, today=TODAY)
    assert longest.problem == wanted.WRONG_LENGTH


@pytest.mark.parametrize("text", ["Japan since 2022", "November 2022", "Japan page 2"])
def test_a_digest_takes_no_date(text: str, sample: Base) -> None:
    assert read(text, sample, today=TODAY).problem == wanted.NO_DATE


def test_what_is_unclear_is_asked_back_with_the_whole_digest_to_choose(sample: Base) -> None:
    found = read("money, Kishida or Japan, 5 stories", sample, today=TODAY)
    assert found.wanted is None
    assert found.question
    chosen = [choice.text for choice in found.choices]
    assert chosen == ["money, #p:fumio-kishida, 5 stories", "money, JP, 5 stories"]


def test_too_much_is_told_so(sample: Base) -> None:
    assert read("Japan, " * 300, sample, today=TODAY).problem == wanted.TOO_LONG
    many = ", ".join(f"about topic{n}" for n in range(30))
    assert read(many, sample, today=TODAY).problem == wanted.TOO_LONG


def test_a_length_that_no_digest_has_is_refused() -> None:
    with pytest.raises(ValueError, match="1000 stories"):
        made([], 1000)


@given(st.lists(INTERESTS, max_size=3), st.sampled_from([3, LENGTH, 50]))
@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
def test_the_words_of_what_is_wanted_read_back_as_the_same(
    sample: Base, queries: list[Query], length: int
) -> None:
    asked = made(queries, length)
    assert read(asked.text, sample, today=TODAY).wanted == asked


@given(st.text(max_size=300))
@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_read(sample: Base, text: str) -> None:
    found = read(text, sample, today=TODAY)
    assert found.wanted is not None or found.problem or found.question
