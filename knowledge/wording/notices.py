"""What became of stories after they were published: corrections, and that they were withdrawn.

It is said before anything else of a fact that stands in nothing but withdrawn stories, and beside
each source that its outlet corrected. The words of a correction are the outlet's, shortened.
"""

from collections.abc import Iterable

from knowledge.dates.edtf import valid
from knowledge.dates.edtf import words as date_words
from knowledge.model import Fact, Notice, NoticeKind, Source, independent, withdrawal

_WORDS = 240
_NOTICES = 3


def flag(fact: Fact) -> str:
    """What must be said first of a fact: "Its article was withdrawn by the outlet on 5 May 2024".

    "" for a fact that an article tells which stands.
    """
    gone = withdrawal(fact)
    if gone is None:
        return ""
    if independent(fact) == 1:
        return f"Its article was withdrawn by the outlet{on(gone)}"
    return f"All its articles were withdrawn by their outlets, the last{on(gone)}"


def flagged(fact: Fact, said: str) -> str:
    """What is said of a fact, behind its flag if it has one."""
    first = flag(fact)
    return f"{first}: {said}" if first else said


def beside(source: Source) -> list[str]:
    """What there is to say of a source, a line each: "corrected on 5 May 2024: “…”".

    Of more than three, the latest.
    """
    return [_notice(source, one) for one in source.notices[-_NOTICES:]]


def told(notices: Iterable[Notice]) -> list[str]:
    """Notices on one article as lines."""
    return [_said(one) for one in notices]


def _notice(source: Source, one: Notice) -> str:
    said = _said(one)
    return said if one.article == source.article else f"{said} (its original, {one.article})"


def _said(one: Notice) -> str:
    if one.kind is NoticeKind.WITHDRAWN:
        why = f" ({_short(one.words)})" if one.words else ""
        return f"withdrawn by the outlet{on(one)}{why}"
    words = f": “{_short(one.words)}”" if one.words else ""
    return f"corrected{on(one)}{words}"


def on(one: Notice) -> str:
    """When it was, to the day: " on 5 May 2024"; "" where nobody says."""
    day = one.at[:10]
    return f" on {date_words(day)}" if valid(day) else ""


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _WORDS else f"{said[: _WORDS - 1].rstrip()}…"


WITHDRAWN_ONLY = "This stands only in a story that its outlet withdrew"
"""What comes before an answer that only withdrawn stories give."""


def only_withdrawn(notices: Iterable[Notice]) -> str:
    """The same with the day of the last of these notices, as a sentence."""
    last = max(notices, key=lambda one: one.at, default=None)
    return f"{WITHDRAWN_ONLY}{'' if last is None else on(last)}."


def some_withdrawn(number: int, of: int) -> str:
    """The note on a page of facts some of which only withdrawn stories tell."""
    if number == of:
        which = "This stands" if of == 1 else "These stand"
    else:
        which = f"{number:,} of these {'stands' if number == 1 else 'stand'}"
    return f"{which} only in stories that their outlets withdrew."
