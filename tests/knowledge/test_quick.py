"""Records that are made quickly are those that their class makes."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from functools import cached_property

import pytest

from knowledge.model import Evidence, Source
from knowledge.quick import quick

SAID = Evidence("a", 0, 5, "Never")


def test_they_are_what_the_class_makes() -> None:
    made = quick(Source)("a", "Title", None, None, None, None, (SAID,), rule="verb", reading="r")
    source = Source("a", "Title", None, None, None, None, (SAID,), reading="r", rule="verb")
    assert type(made) is Source
    assert made == source and hash(made) == hash(source) and repr(made) == repr(source)
    assert replace(made, title="Other") == replace(source, title="Other")
    assert pickle.loads(pickle.dumps(made)) == source


def test_they_are_frozen_and_have_no_other_fields() -> None:
    made = quick(Evidence)("a", 0, 5, "Never")
    with pytest.raises(FrozenInstanceError):
        made.text = "Always"  # type: ignore[misc]
    with pytest.raises(TypeError):
        quick(Evidence)("a", 0, 5)  # type: ignore[call-arg]


@dataclass(frozen=True)
class _WithoutSlots:
    one: int

    @cached_property
    def next(self) -> int:
        return self.one + 1


@dataclass(frozen=True, slots=True)
class _MadeAnew:
    some: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Checked:
    one: int

    def __post_init__(self) -> None:
        assert self.one > 0


@pytest.mark.parametrize("kind", [_WithoutSlots, _MadeAnew, _Checked])
def test_what_does_more_than_keep_its_values_is_refused(kind: type) -> None:
    with pytest.raises(TypeError, match="can't be made quickly"):
        quick(kind)
