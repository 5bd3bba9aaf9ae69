"""What a look-up need not do: counted, for time says little on a machine that does other work."""

import sqlite3

import pytest
from rapidfuzz.distance import OSA

from knowledge.names import PersonEntry, candidates, fitting, index, scoring, spelling
from knowledge.names.candidates import Listed, similar_words
from knowledge.names.fitting import ALIKE, SLIP, Typed, fit
from knowledge.names.promising import promising
from knowledge.names.scoring import edits_together


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
    monkeypatch.setattr(fitting, "OSA", Counted)
    return counted


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The words that are compared one by one."""
    pairs: list[tuple[str, str]] = []
    really = Typed.fit

    def noted(self: Typed, known: str, *, alike: bool | None = None) -> float:
        pairs.append((self.word, known))
        return really(self, known, alike=alike)

    monkeypatch.setattr(Typed, "fit", noted)
    return pairs


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
    compared: list[tuple[str, str]],
) -> None:
    """Three words were typed, of which two are all of the name: the third is an addition."""
    similar: candidates.Similar = {
        "omar": {"omar": (1, 1.0, 1)}, "salim": {"salim": (2, 1.0, 1)}, "qurashi": {}
    }  # fmt: skip
    form = Listed(1, "omar salim")
    assert promising([form], ("omar", "salim", "qurashi"), (), similar) == [form]
    assert compared == []


def test_of_many_forms_only_words_are_compared_that_may_fit(
    compared: list[tuple[str, str]],
) -> None:
    similar: candidates.Similar = {
        "omar": {"omar": (1, 1.0, 1)}, "salim": {"salim": (2, 1.0, 1)}, "qurashi": {}
    }  # fmt: skip
    far = [Listed(n, f"omar salim {'xyz'[n % 3] * (3 + n)}") for n in range(60)]
    near = [
        Listed(60, "omar salim qurahsi"),
        Listed(61, "omar salim q sharif"),
        Listed(62, "omarsalim qurash"),
    ]
    # What fits but was not looked for, as an initial; and the whole name, its spaces misplaced.
    assert promising([*far, *near], ("omar", "salim", "qurashi"), (), similar) == near
    assert {known for word, known in compared if word == "qurashi"} == {"qurahsi", "qurash", "q"}
    assert len(compared) < len(far) / 4


def test_a_word_that_the_index_says_sounds_alike_is_not_heard_again(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("Kyriakos Mitsotakis", "Ana Mitsotakas", "Ivo Mitsotaki", "Eva Mitsotalkis")
    index.add(db, [PersonEntry(str(n), name) for n, name in enumerate(people)])
    heard = Counting(spelling.sound)
    monkeypatch.setattr(fitting, "sound", heard)
    found = similar_words(db, ["mitsotakhis"])["mitsotakhis"]
    scores = {word: score for word, (_, score, _) in found.items()}
    assert scores["mitsotakis"] == ALIKE
    assert heard.asked <= 2 * (len(scores) - 1)  # Only of those that are two slips away.
    heard.asked = 0
    assert similar_words(db, ["mitsotakas"])["mitsotakas"]["mitsotakis"][1] == SLIP
    assert heard.asked == 0
    # So many words that some may be left out: then each is heard.
    (marks,) = db.execute("SELECT count(*) FROM name_traces").fetchone()
    monkeypatch.setattr(candidates, "_TRACED", 1)
    assert marks > 1
    for word in ("mitsotakhis", "mitsotakas"):
        again = similar_words(db, [word], also=[word])[word]
        assert all(again[known][1] == fit(word, known) for known in again)
    assert heard.asked


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
