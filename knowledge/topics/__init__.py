"""Topics of facts: Media Topics of the IPTC, the news industry's own list of subjects.

A topic is a QCode such as `medtop:20000373`. The names and the tree are in `iptc.tsv` beside this
module; which words tell a topic is the extraction's own (`extraction/lexicon/topics.toml`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCHEME = "medtop:"
_FILE = Path(__file__).parent / "iptc.tsv"
_GENERAL = {
    SCHEME + code
    for code in (
        "20000638",  # international relations
        "20000639",  # diplomacy
        "20000640",  # summit meetings
        "20000641",  # treaty
        "20000644",  # international organisation
        "20000593",  # government
        "20000621",  # government policy
        "20000649",  # political process
        "20000209",  # economic sector
        "20000344",  # economy
        "20000121",  # law
    )
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A Media Topic: its QCode, its English name, and that of the topic it is part of."""

    code: str
    label: str
    broader: str | None


@cache
def topics() -> dict[str, Topic]:
    """Every topic that Dateline knows, by its QCode; not to be changed."""
    found: dict[str, Topic] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, broader, label = line.split("\t")
            above = SCHEME + broader if broader else None
            found[SCHEME + code] = Topic(SCHEME + code, label, above)
    return found


def label(code: str) -> str:
    """The name of a topic; its code where it is not known."""
    topic = topics().get(code)
    return code if topic is None else topic.label


def above(code: str) -> tuple[str, ...]:
    """The topics that a topic is part of, the nearest first."""
    found: list[str] = []
    topic = topics().get(code)
    while topic is not None and topic.broader is not None:
        found.append(topic.broader)
        topic = topics().get(topic.broader)
    return tuple(found)


def is_general(code: str) -> bool:
    """Whether a topic says little: a whole field, or what an archive of diplomacy is all about."""
    topic = topics().get(code)
    return topic is None or topic.broader is None or code in _GENERAL


def search_words(codes: Iterable[str]) -> tuple[str, ...]:
    """The names by which facts of some topics are found: their own and those of wider topics."""
    names = (label(one) for code in codes for one in (code, *above(code)))
    return tuple(dict.fromkeys(names))
