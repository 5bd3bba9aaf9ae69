"""What a look-up need not do: counted, for time says little on a machine that does other work."""

import sqlite3

import pytest
from rapidfuzz.distance import OSA

from knowledge.names import candidates, promising, scoring, spelling
from knowledge.names.candidates import Listed
from knowledge.names.promising import promising as those_promising
from knowledge.names.scoring import edits_together, fit


class Counting:
    """Stands for a function, and counts how often it is asked."""

    def __init__(self, really: object) -> None:
        self.asked = 0
        self._really = really

    def __call__(self, *given: object, **named: object) -> object:
        self.asked += 1
        assert callable(self._really)
        return self._really(*given, **named)


@pytest.fixture
def distance(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counted = Counting(OSA.distance)

    class Counted:
        distance = counted

    monkeypatch.setattr(scoring, "OSA", Counted)
    return counted


def test_words_too_different_in_length_are_not_compared(distance: Counting) -> None:
    assert fit("abernathyson", "lindo") == 0.0
    assert edits_together("abernathysonlindo", ("abernathy", "lin")) > scoring.MOST_EDITS
    assert distance.asked == 0
    assert edits_together("abernathylin", ("lin", "abernathy")) == 0
    assert distance.asked == 3


def test_a_word_is_searched_only_for_what_it_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pattern:
        searched = 0

        def sub(self, replacement: str, word: str) -> str:
            Pattern.searched += 1
            return word

    every = [(needed, Pattern(), sound) for needed, _, sound in spelling._SOUNDS]
    monkeypatch.setattr(spelling, "_SOUNDS", every)
    assert spelling.sound.__wrapped__("rosanna") == "rusana"
    assert 0 < Pattern.searched < len(every) / 4


def test_a_form_that_lacks_no_more_words_than_may_be_added_is_kept_unseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three words were typed, of which two are all of the name: the third is an addition."""
    counted = Counting(fit)
    monkeypatch.setattr(promising, "fit", counted)
    similar: candidates.Similar = {
        "omar": {"omar": (1, 1.0, 1)}, "salim": {"salim": (2, 1.0, 1)}, "qurashi": {}
    }  # fmt: skip
    form = Listed(1, "omar salim")
    assert those_promising([form], ("omar", "salim", "qurashi"), (), similar) == [form]
    assert counted.asked == 0


def test_there_are_few_statements_for_any_number_of_values(db: sqlite3.Connection) -> None:
    """Those that were prepared are kept, and used again."""
    marks = set()
    for number in range(1, 81):
        every = list(range(number))
        mark, values = candidates._marked(every)
        assert [one for one in values if one is not None] == every
        assert db.execute(f"SELECT count(*) WHERE 1 IN ({mark})", values).fetchone() == (
            int(number > 1),
        )
        marks.add(mark)
    assert len(marks) == 5
