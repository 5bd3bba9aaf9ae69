"""A question in the light of the one before it: "and with China?", "how big was that?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Period
from knowledge.questions.model import Asked, Frame, Named, Term, Wanted
from knowledge.questions.words import wordset
from knowledge.text import fold

_OPENING = re.compile(
    r"^\W*(?:and|but|what about|how about|or|also|ok|okay|so|then|as for)\b"
    r"(?: (?:what|how) about)?",
    re.I,
)
_HE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.I)
_THEY = re.compile(
    r"\b(?:they|them|their|both|the two(?: of them| leaders| sides| countries)?)\b", re.I
)
_IT = re.compile(r"\b(?:it|that|this|those|these|there)\b", re.I)
_THEN = re.compile(
    r"\b(?:(?:on |at )?(?:that|the same) (?:day|date|time|week|month|year|occasion)|then)\b", re.I
)
_ELSE = re.compile(r"\belse\b", re.I)
_OUTCOME = re.compile(
    r"\b(?:came (?:out )?of|result|outcome|come of|lead to|led to|achieve)\b", re.I
)


def leans(asked: Asked) -> bool:
    """Whether a question can't be understood without the one before it."""
    if _OPENING.match(asked.text):
        return True
    if _HE.search(asked.text) or _THEY.search(asked.text) or _THEN.search(asked.text):
        return True
    if _IT.search(asked.text) and not asked.named:
        return True
    heavy = [term for term in asked.terms if term.heavy]
    return not asked.named and not heavy and asked.period is None


def is_only_a_name(asked: Asked) -> bool:
    """Whether a question names somebody, a time or a thing, and asks nothing of its own."""
    if _HE.search(asked.text) or _THEY.search(asked.text):
        return False
    heavy = [term for term in asked.terms if term.heavy]
    if asked.wanted is not Wanted.WHAT:
        return bool(asked.named) and not heavy and not asked.frames
    return bool(asked.named or asked.period or heavy) and not [
        f for f in asked.frames if f not in (Frame.MILESTONE, Frame.ROLE)
    ]


def with_names_of(text: str, earlier: Asked) -> str:
    """A question with the pronouns replaced by those whom the earlier question names."""
    people = [n for n in earlier.named if n.kind in ("person", "office")] or list(earlier.named)
    if people:
        text = _HE.sub(lambda found: _owner(people[0].said, found[0]), text)
    if earlier.named:
        everybody = " and ".join(_said(one) for one in earlier.named)
        text = _THEY.sub(lambda found: _owner(everybody, found[0]), text)
    return text


def _said(named: Named) -> str:
    return named.said


def _owner(name: str, pronoun: str) -> str:
    return f"{name}'s" if pronoun.lower() in ("his", "her", "their", "hers") else name


def replaced(earlier: Asked, asked: Asked) -> str | None:
    """The earlier question with its last name of the same sort replaced by the new one."""
    if asked.named:
        new = asked.named[0]
        old = _counterpart(earlier, new)
        if old is None:
            return None
        return _swap(earlier.text, old.said, new.said)
    heavy = [term for term in asked.terms if term.heavy]
    if asked.period is not None and not heavy:
        words = asked.period.words
        bare = re.sub(r"\s+", " ", earlier.text)
        if earlier.period is not None:
            bare = _without(bare, earlier.period)
        return f"{bare.strip(' ,?.')} {_at(words)}"
    if heavy:
        return f"{earlier.text.rstrip(' ?.')} {_OPENING.sub('', asked.text).strip(' ?.')}"
    return None


def _without(text: str, period: Period) -> str:
    """A text without the words of a period, and without the preposition before them."""
    words = r"\s+".join(map(re.escape, _AT.sub("", period.words).split()))
    return re.sub(rf"\s*(?:\b(?:{_WAYS})\s+)?{words}", "", text, flags=re.I)


_WAYS = "in|on|during|since|until|before|after|by|from|of|for"
_AT = re.compile(rf"^(?:{_WAYS})\s+", re.I)


def _at(words: str) -> str:
    """Words of a period with a preposition, which some have: "since May", "in 2023"."""
    if _AT.match(words):
        return words
    return f"on {words}" if _DAY.search(words) else f"in {words}"


_DAY = re.compile(r"\b\d{1,2}\b|\d{4}-\d\d-\d\d")


def _counterpart(earlier: Asked, new: Named) -> Named | None:
    """Whom the new name stands for: who came after the same word, else whoever came last."""
    if not earlier.named:
        return None
    same_way = [n for n in earlier.named if n.way and n.way == new.way]
    rest = [n for n in earlier.named if n.of != new.of]
    return (same_way or rest or list(earlier.named))[-1]


def _swap(text: str, old: str, new: str) -> str:
    at = text.lower().rfind(old.lower())
    if at < 0:
        return f"{text} {new}"
    end = at + len(old)
    return f"{text[:at]}{new}{text[end:]}"


def taken_over(earlier: Asked, asked: Asked) -> Asked:
    """The earlier question with what the new one wants of it: "how big was that?"."""
    heavy = tuple(term for term in asked.terms if term.heavy and not _is_pointer(term))
    frames = earlier.frames
    terms: Sequence[Term] = (*earlier.terms, *heavy)
    if asked.wanted is Wanted.HOW_MUCH:
        frames = tuple(dict.fromkeys((Frame.PAYMENT, *frames)))
    if _OUTCOME.search(asked.text):
        frames = (Frame.AGREEMENT,)
        terms = ()
    return replace(
        earlier,
        wanted=asked.wanted,
        focus=asked.focus,
        deed=asked.deed,
        frames=frames,
        terms=tuple(terms),
        pick=asked.pick,
        notes=(),
    )


def _is_pointer(term: Term) -> bool:
    return fold(term.said) in wordset("pointers")


def wants_others(text: str) -> bool:
    """Whether those of the earlier answer are to be left out: "who else"."""
    return _ELSE.search(text) is not None


def wants_that_day(text: str) -> bool:
    """Whether the time of the earlier answer is meant: "that day"."""
    return _THEN.search(text) is not None
