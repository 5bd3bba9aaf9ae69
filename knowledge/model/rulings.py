"""What people decided on a fact, as it is shown with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision in force on a fact, or on a person.

    `action` is how the log calls it ("verify", "correct", "merge", "split", …), `at` when it was
    made (UTC, ISO 8601), `who` by whom (a member id or a name; "" for somebody forgotten). For a
    correction, `field` is the field of the readings, `value` what it should be and `was` what it
    was, both in words; for a person, `value` is the name or title that they were given. `holds` is
    false for a verification of a fact that says otherwise now, and for a correction, or a title,
    that a later one replaced.
    """

    id: str
    action: str
    at: str
    who: str
    why: str | None = None
    field: str | None = None
    value: str | None = None
    was: str | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Called:
    """What the desk says that somebody is called, and since when (EDTF), by which decision.

    It stands on no article, and so is no fact.
    """

    title: str
    party: str | None
    since: str | None
    decision: str
