"""Frozen records, made quickly where thousands are made."""

from collections.abc import Callable
from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def quick(kind: Callable[P, T]) -> Callable[P, T]:
    """What makes records of a frozen dataclass with slots from the same values as the class itself.

    A frozen class sets each of its fields by `object.__setattr__`, which takes several times as
    long as setting it. Here a record of the same slots is filled in that is not frozen, and only
    then becomes one of the class, equal in all to what the class makes.

    Raises:
        TypeError: the class has no slots, or doesn't only keep the values that it is given.
    """
    assert isinstance(kind, type)
    plain = [one for one in fields(kind) if one.init and one.default_factory is MISSING]
    if len(plain) < len(fields(kind)) or hasattr(kind, "__post_init__") or kind.__dictoffset__:
        raise TypeError(f"{kind.__name__} can't be made quickly")

    def become(self: Any) -> None:
        self.__class__ = kind

    return make_dataclass(
        kind.__name__,
        [(one.name, one.type, field(default=one.default)) for one in plain],
        namespace={"__post_init__": become},
        slots=True,
        eq=False,
        repr=False,
    )
