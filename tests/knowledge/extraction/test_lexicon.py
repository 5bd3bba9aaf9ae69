"""The word lists are fit for what the code does with them."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.extraction import lexicon
from knowledge.model import Form

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FILES = sorted(lexicon.HERE.glob("*.toml"))


def words_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [word for each in value.values() for word in words_of(each)]
    return [word for each in value for word in words_of(each)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_files_are_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#"), "a comment says what the file is for"
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize(
    "stem",
    ["meetings", "milestones", "names", "places", "references", "status", "tenures", "titles"],
)
def test_words_are_in_lower_case_and_listed_once(stem: str) -> None:
    raw = tomllib.loads((lexicon.HERE / f"{stem}.toml").read_text(encoding="utf-8"))
    raw.pop("absent", None)
    for table in ("abbreviations", "alone", "bare", "groupings", "only", "some"):
        raw.pop(table, None)
    for name, value in raw.items():
        if isinstance(value, list):
            assert len(set(value)) == len(value), f"{name} has a word twice"
        assert [word for word in words_of(value) if word != word.lower()] == []


def test_every_list_is_used_and_not_empty() -> None:
    loaded: list[DataclassInstance] = [
        lexicon.titles(), lexicon.name_words(), lexicon.references(), lexicon.status_words(),
        lexicon.places(), lexicon.meetings(), lexicon.milestones(), lexicon.tenures(),
    ]  # fmt: skip
    for each in loaded:
        for field in fields(each):
            assert getattr(each, field.name), field.name


def test_verbs_and_nouns_have_a_form() -> None:
    known = lexicon.meetings()
    assert {trigger.form for trigger in known.verbs} <= set(Form)
    assert set(known.nouns.values()) <= set(Form)
    assert {word for trigger in known.verbs for word in trigger.partner} <= {
        "object", "with", "to", "place",
    }  # fmt: skip


def test_parts_of_other_lists_are_in_them() -> None:
    known, titles = lexicon.meetings(), lexicon.titles()
    assert lexicon.references().leaders <= lexicon.references().pair_nouns
    assert lexicon.name_words().shy_honorifics <= lexicon.name_words().honorifics
    assert titles.dependent_heads <= titles.heads
    assert titles.peer_offices <= titles.top_offices
    assert known.soft_nouns <= set(known.nouns)


def test_a_verb_belongs_to_one_group() -> None:
    known = lexicon.meetings()
    listed = [word for trigger in known.verbs for word in trigger.words]
    assert len(set(listed)) == len(listed)
    trigger = known.trigger("receive")
    assert trigger is not None
    assert trigger.named
    assert known.trigger("sleep") is None


def test_outlets_are_in_lower_case_and_bodies_of_state_are_names() -> None:
    raw = lexicon.table("outlets")
    assert [name for name in raw["home"] if name != name.lower()] == []
    assert [name for name in raw["state_bodies"] if not name[0].isupper()] == []
