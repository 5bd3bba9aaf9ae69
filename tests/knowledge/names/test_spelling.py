"""Names in Latin words and their keys."""

import re
from itertools import product

import pytest

from knowledge.names import spelling
from knowledge.names.spelling import coarse, key, sound, whole, words


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Phạm Minh Chính", "pham minh chinh"),
        ("Владимир Путин", "vladimir putin"),
        ("윤석열", "yun seok yeol"),
        ("习近平", "xi jin ping"),
        ("キシダ・フミオ", "kishida fumio"),
        ("السيسي", "sisi"),
        ("", ""),
    ],
)
def test_words(name: str, latin: str) -> None:
    assert " ".join(words(name)) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelenskyy", "zelenskiy"),
        ("mohammed", "mohamed"),
        ("yoon", "youn"),
        ("jeong", "jung"),
        ("mueller", "muller"),
        ("gorbachev", "gorbatchev"),
        ("hussein", "husayn"),
        ("molotov", "molotoff"),
        ("sergei", "sergey"),
    ],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hassan", "hussein"), ("ali", "ala"), ("tanaka", "tonoko")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("needed", "pattern", "sound_of"), spelling._SOUNDS)
def test_a_word_holds_what_it_is_searched_for(
    needed: str, pattern: re.Pattern[str], sound_of: str
) -> None:
    """Else `sound` would pass over what stands in a word."""
    letters = "aehjcqxtswyf"
    for length in (1, 2, 3, 4):
        for word in map("".join, product(letters, repeat=length)):
            assert needed in word or not pattern.search(word)


def test_vowels_leave_no_trace_in_the_consonants() -> None:
    assert coarse("mhmd") == coarse("mohammed")
    assert coarse("aeiou") == ""


def test_whole_names_meet_in_either_order() -> None:
    assert set(whole(("fumio", "kishida"))) & set(whole(("kishida", "fumio")))
    assert set(whole(("yoon", "suk", "yeol"))) & set(whole(("sukyeol", "yoon")))


def test_keys_fit_sqlite_integers_and_kinds_differ() -> None:
    assert -(2**63) <= key("w", "kishida") < 2**63
    assert key("w", "kishida") != key("c", "kishida")
