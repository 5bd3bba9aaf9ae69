"""The data files of the grammar."""

from pathlib import Path

import pytest

from knowledge.commands import COMMANDS
from knowledge.language import lexicon
from knowledge.model import Form, Status
from knowledge.text import fold

FILES = sorted(path.stem for path in (Path(lexicon.__file__).parent / "data").glob("*.txt"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_read(name: str) -> None:
    read = lexicon.load(name)
    assert read.meanings and read.longest >= 1
    assert all(phrase == fold(phrase) for phrase in read.meanings)


def test_forms_and_states_are_those_of_the_model() -> None:
    assert set(lexicon.load("forms").meanings.values()) == set(Form)
    assert set(lexicon.load("statuses").meanings.values()) == set(Status)


def test_an_office_is_known_by_its_own_title() -> None:
    offices = lexicon.load("offices")
    for title in set(offices.meanings.values()):
        assert offices.get(fold(title)) == title


def test_no_word_filters_and_is_passed_over() -> None:
    """A word of two files would mean whichever is asked first."""
    meant: dict[str, str] = {}
    for name in ("fillers", "forms", "statuses", "offices"):
        for phrase in lexicon.load(name).meanings:
            assert meant.setdefault(phrase, name) == name, phrase


def test_commands_are_no_names() -> None:
    words = {word for command in COMMANDS for word in command.words}
    assert words.isdisjoint(lexicon.load("offices").meanings)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no equals sign here", "line 1"),
        ("a = one\nb = two, one", "line 2"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.txt").write_text(content, "utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", tmp_path)
    lexicon.load.cache_clear()
    with pytest.raises(ValueError, match=said):
        lexicon.load("broken")
    lexicon.load.cache_clear()
