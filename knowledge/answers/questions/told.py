"""What a part of the room has to say to a question."""

from dataclasses import dataclass

from knowledge.model import Choice, Fact, Profile, Query, Source


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in the making.

    `said` is it in a sentence or two, made of the fields of `facts`; `query` asks for the same
    facts as a command does. With `answered` False it says why there is none.
    """

    said: str = ""
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Source, ...] = ()
    profile: Profile | None = None
    query: Query | None = None
    answered: bool = True
    notes: tuple[str, ...] = ()
    nearest: tuple[Choice, ...] = ()
    understood: str = ""
