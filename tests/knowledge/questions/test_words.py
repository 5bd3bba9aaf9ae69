"""Words of questions and of articles meet: by stem, in other wordings, as figures."""

import pytest

from knowledge.questions import words
from knowledge.questions.words import Text, opposites, stem, stems, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("families", "family"),
        ("met", "meeting"),
        ("gave", "giving"),
        ("women", "woman"),
        ("signed", "signs"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Peru", "Persia"), ("grant", "ground"), ("border", "board")]
)
def test_other_words_do_not_meet(one: str, other: str) -> None:
    assert stem(one.lower()) != stem(other.lower())
    assert tuple(stems(other)) not in variants(one.lower())


@pytest.mark.parametrize(
    ("word", "other"),
    [("7", "seven"), ("twelve", "12"), ("21", "21st"), ("cosponsor", "co sponsor")],
)
def test_figures_and_hyphens_are_a_matter_of_taste(word: str, other: str) -> None:
    assert tuple(stems(other)) in variants(word)


def test_no_stem_begins_with_other_letters_than_its_word() -> None:
    # Words of the lists are looked for by their first letters, before they are stemmed.
    for line in (*words.read("synonyms"), *words.read("paraphrases")):
        for phrase in line.replace(">", ",").split(","):
            stemmed = stems(phrase)
            assert stemmed, line
            assert words._begin(phrase) == stemmed[0][: words._SURE], phrase


def test_every_word_is_among_its_own_wordings() -> None:
    for word in ("bridge", "solar power", "4,000", "x"):
        assert tuple(stems(word)) in variants(word)


def test_wordings_are_mutual() -> None:
    """What stands for a word in an article stands for it in a question as well."""
    for line in (line for line in words.read("synonyms") if ">" not in line):
        one, *others = (part.strip() for part in line.split(","))
        for other in others:
            assert tuple(stems(other)) in variants(one), line
            assert tuple(stems(one)) in variants(other), line


@pytest.mark.parametrize("text", ["HDT's mills", "the HDT’s mills", "a mill of HDT"])
def test_an_owner_is_the_same_word(text: str) -> None:
    assert Text(text).has(tuple(stems("HDT")))


@pytest.mark.parametrize(
    ("short", "written"),
    [("1.5bn", "1.5 billion"), ("900m", "900 million"), ("40k", "40 thousand")],
)
def test_numbers_cut_short_are_written_out(short: str, written: str) -> None:
    assert tuple(stems(written)) in variants(short)


def test_a_particle_may_stand_behind_the_object() -> None:
    text = Text("The utility began turning the power off at noon, and a man went up.")
    assert text.has(tuple(stems("turn off")))
    assert not text.has(tuple(stems("turn up")))


@pytest.mark.parametrize(("word", "denial"), [("stay", "left"), ("acquitted", "convicted")])
def test_opposites_deny_each_other_and_stand_for_nothing(word: str, denial: str) -> None:
    assert tuple(stems(denial)) in opposites(word)
    assert tuple(stems(word)) in opposites(denial)
    assert tuple(stems(denial)) not in variants(word)


def test_a_text_knows_phrases_only_where_their_words_stand_together() -> None:
    text = Text("The Solar-power plants give power to solar lamps.")
    assert text.has(("solar", "power")) and text.has(tuple(stems("lamp")))
    assert not text.has(("power", "solar"))
    assert text.places(("power",)) == [2, 5]
    assert text.places(("wind",)) == []


@pytest.mark.parametrize("name", ["sets", "synonyms", "light", "predicates", "smalltalk"])
def test_lists_are_read_without_comments(name: str) -> None:
    assert words.read(name)
    assert not any(line.startswith("#") or not line for line in words.read(name))


def test_a_set_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.wordset("no such set")
