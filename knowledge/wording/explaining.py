"""Why a fact says what it says, in plain words: how sure it is, by which rule and steps it was
read, who else tells it, on what sources differ, what the desk decided and when."""

from collections.abc import Iterator, Sequence

from knowledge.confidence import confidence
from knowledge.dates.edtf import valid
from knowledge.dates.edtf import words as date_words
from knowledge.model import Fact, Link, Reading, disputed, verification
from knowledge.wording import desk
from knowledge.wording.confidence import grounds, standing, step_words
from knowledge.wording.decisions import day
from knowledge.wording.phrases import party
from knowledge.wording.values import value_words

STEPS = 8
"""Steps of a chain that are told."""

_LONGEST = 160


def explained(fact: Fact, told: Sequence[tuple[str, Reading]], reading: str | None) -> list[str]:
    """Sentences that explain a fact, the most telling first.

    `told` are its readings with their ids; steps are those of `reading`, or of the one by which the
    fact is surest.
    """
    found = confidence(fact)
    by_id = dict(told)
    shown = by_id.get(reading or "") or by_id.get(found.reading)
    lines = [standing(found), *grounds(fact, found)]
    lines += [] if shown is None else list(_steps(shown.links))
    lines += _differing(fact)
    return [*lines, *_decided(fact)]


def _steps(links: Sequence[Link]) -> Iterator[str]:
    """What its words alone don't say, step by step."""
    for link in links[:STEPS]:
        said = f"“{_short(link.mention)}” → {_target(link)}" if link.mention else _target(link)
        yield f"{said}: {step_words(link.field, link.via)}."
    if len(links) > STEPS:
        yield f"And {len(links) - STEPS:,} more steps."


def _target(link: Link) -> str:
    if link.field == "date" and valid(link.target):
        return date_words(link.target)
    return party(link.target) if link.field == "parties" else _short(link.target)


def _differing(fact: Fact) -> list[str]:
    fields = dict.fromkeys(one.field for one in disputed(fact))
    values = {
        field: [_short(value_words(one)) for one in disputed(fact) if one.field == field]
        for field in fields
    }
    return [
        f"On the {field}, sources say: {' / '.join(several)}."
        for field, several in values.items()
        if len(several) > 1
    ]


def _decided(fact: Fact) -> Iterator[str]:
    found = verification(fact)
    for said in desk.notes(fact):
        on = f" on {day(found.at)}" if found is not None and said == desk.VERIFIED else ""
        yield f"{said[:1].upper()}{said[1:]}{on}."


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
