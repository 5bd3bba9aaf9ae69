"""Names, quotations and days: what is the same, what is a slip, what is something else."""

import pytest

from knowledge.dates import edtf
from knowledge.drafts.days import apart
from knowledge.drafts.model import Account
from knowledge.drafts.names import Match, compare
from knowledge.drafts.quotes import closest, differing


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("fumio kishida", "fumio kishida", Match.SAME),
        ("kishida fumio", "fumio kishida", Match.SAME),
        ("kishida", "fumio kishida", Match.SAME),
        ("j okello", "jane okello", Match.SAME),
        ("yoon sukyeol", "yoon suk yeol", Match.SAME),
        ("fumio kishada", "fumio kishida", Match.SLIP),
        ("jane okello", "peter okello", Match.PART),
        ("jane okello", "peter otieno", Match.NONE),
        ("kim", "kira", Match.NONE),
        ("", "kim", Match.NONE),
    ],
)
def test_names(name: str, other: str, expected: Match) -> None:
    assert compare(tuple(name.split()), tuple(other.split())) is expected


def told(text: str) -> Account:
    return Account("a", None, text, (), (), ())


SPEECH = (
    "She said: “We will build the long bridge before the rain comes – and the road.” Then she left."
)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("We will build the long bridge before the rain comes", True),
        ("the long bridge", True),
        ("We will build [...] before the rain comes", True),
        ("We will build the long bridge before the rain comes – and the road", True),
        ("We will build the short bridge before the rain comes", False),
        ("We will open the long bridge before the rain comes", False),
    ],
)
def test_quotations(words: str, same: bool) -> None:
    found = closest(words, told(SPEECH))
    assert found is not None
    assert found.same is same
    assert SPEECH[found.start : found.end].startswith(("“We", "the long"))


def test_a_wrong_last_word_is_found_with_what_it_stands_for() -> None:
    found = closest("We will build the long bridge before the rain stops", told(SPEECH))
    assert found is not None and SPEECH[found.start : found.end].endswith("rain comes")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("We shall win the game,", "We shall lose the game.", [("win", "lose")]),
        ("We shall win", "And we shall win the game", []),
        ("We shall never win", "We shall win", [("never", "")]),
        ("We shall win", "We shall never win", [("", "never")]),
    ],
)
def test_differing_words(ours: str, theirs: str, expected: list[tuple[str, str]]) -> None:
    assert differing(ours, theirs) == expected


@pytest.mark.parametrize("words", ["the short", "Nobody knows where the money has gone", ""])
def test_other_words_are_no_slip_of_a_quotation(words: str) -> None:
    assert closest(words, told(SPEECH)) is None


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2022-11-12", "2022-11-13", 1),
        ("2022-11-10/2022-11-13", "2022-11-12", 0),
        ("XXXX-11-14", "2022-11-12", 2),
        ("2022-11", "2022-11-30", 0),
        ("2021-11-12", "2022-11-12", 365),
    ],
)
def test_days_apart(one: str, other: str, days: int) -> None:
    assert apart(edtf.parse(one), edtf.parse(other)) == days
    assert apart(edtf.parse(other), edtf.parse(one)) == days
