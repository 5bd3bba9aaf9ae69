"""A piece of a payload under check: its value, its JSON pointer and the list of problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that Slack refuses, with the JSON pointer to where it is."""

    pointer: str
    text: str
    code: str = "failed_constraint"

    @property
    def line(self) -> str:
        """The problem as Slack words it in `response_metadata.messages`."""
        return f"{self.text} [json-pointer:{self.pointer}]"


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a pointer, with the checks that every rule is made of.

    Each check adds a Problem and goes on, so that one answer names everything that is wrong.
    """

    value: Any
    pointer: str
    surface: Surface
    problems: list[Problem] = field(default_factory=list)

    def problem(self, text: str, key: str | int | None = None, code: str = "") -> None:
        """Note a problem here, or at a child."""
        pointer = self.pointer if key is None else f"{self.pointer}/{key}"
        self.problems.append(Problem(pointer, text, code or "failed_constraint"))

    def at(self, key: str | int) -> "Node":
        """The child at a key or an index."""
        child = self.value[key] if isinstance(key, int) else self.value.get(key)
        return Node(child, f"{self.pointer}/{key}", self.surface, self.problems)

    def has(self, key: str) -> bool:
        """Whether a field is given; null counts as not given, as Slack reads it."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    @property
    def kind(self) -> str | None:
        """The value's `type`, as text whatever it is; None where there is none."""
        value = self.value.get("type") if isinstance(self.value, dict) else None
        return None if value is None else str(value)

    def is_object(self) -> bool:
        """Whether it is an object; a problem otherwise."""
        if not isinstance(self.value, dict):
            self.problem("must provide an object")
            return False
        return True

    def fields(self, required: str = "", optional: str = "") -> bool:
        """Check that the required fields are there and no unknown ones are."""
        if not self.is_object():
            return False
        needed = required.split()
        for key in needed:
            if not self.has(key):
                self.problem(f"missing required field: {key}", key, "missing_field")
        for key in self.value:
            if key not in needed and key not in optional.split():
                self.problem(f"invalid additional property: {key}", code="unknown_field")
        return True

    def string(self, key: str, maximum: int | None = None, *, minimum: int = 0) -> str | None:
        """A string field within its length."""
        if not self.has(key):
            return None
        value = self.value[key]
        if not isinstance(value, str):
            self.problem("must provide a string", key)
            return None
        self.length(value, maximum, minimum, key)
        return value

    def length(
        self, value: str, maximum: int | None, minimum: int, key: str | int | None = None
    ) -> None:
        """Check a string's length, in Slack's words."""
        if maximum is not None and len(value) > maximum:
            self.problem(f"must be less than {maximum + 1} characters", key)
        if len(value) < minimum:
            self.problem(f"must be more than {minimum - 1} characters", key)

    def items(self, key: str, maximum: int | None = None, minimum: int = 1) -> Iterator["Node"]:
        """The children of an array field, its size checked."""
        if not self.has(key):
            return
        value = self.value[key]
        if not isinstance(value, list):
            self.problem("must provide an array", key)
            return
        self.at(key).count(maximum, minimum)
        for index in range(len(value)):
            yield self.at(key).at(index)

    def count(self, maximum: int | None, minimum: int) -> None:
        """Check an array's size, in Slack's words."""
        if maximum is not None and len(self.value) > maximum:
            self.problem(f"no more than {maximum} items allowed")
        if len(self.value) < minimum:
            self.problem(f"no fewer than {minimum} items required")

    def choice(self, key: str, allowed: Sequence[Any]) -> None:
        """A field with a fixed set of values."""
        if self.has(key) and self.value[key] not in allowed:
            self.problem(f"must be one of: {', '.join(map(str, allowed))}", key)

    def boolean(self, *keys: str) -> None:
        """Fields that are true or false."""
        for key in keys:
            if self.has(key) and not isinstance(self.value[key], bool):
                self.problem("must provide a boolean", key)

    def integer(self, key: str, low: int, high: int | None = None) -> None:
        """A whole number within its bounds."""
        if not self.has(key):
            return
        value = self.value[key]
        if isinstance(value, bool) or not isinstance(value, int):
            self.problem("must provide an integer", key)
        elif value < low or (high is not None and value > high):
            upper = "" if high is None else f" and at most {high}"
            self.problem(f"must be at least {low}{upper}", key)

    def url(self, key: str, maximum: int) -> None:
        """An absolute address."""
        value = self.string(key, maximum)
        if value is not None and not value.startswith(("http://", "https://", "mailto:")):
            self.problem("must be a valid URL", key)
