"""Decides from the words round about whether a construction is a date, and what they add to it.

A bare "May", "2000" or "Friday" may be a surname, a number or part of a name; a cue before it
("in", "since", "the end of") or a noun after it ("the March visit") tells.
"""

import re
from functools import lru_cache
from typing import Final

from knowledge.dates.calendar_atoms import Match
from knowledge.dates.shapes import (
    Bound,
    CalendarDate,
    Kind,
    NamedDay,
    Part,
    Shift,
    Span,
)
from knowledge.dates.tokens import MONTHS, PARTS_OF_DAY, Tokens, word_set

_APOSTROPHES: Final = frozenset({"’s", "'s", "’", "'"})
_SOON: Final = frozenset({"early", "earlier", "mid", "late", "later", "beginning", "ending"})
_STAGES: Final = word_set(
    "end start beginning middle close turn rest remainder month year week weekend "
    "days eve half morning evening afternoon night part course"
)
# "The upcoming 2024 race": an adjective of time or plan, and a noun behind the year.
_TIMED: Final = word_set("upcoming forthcoming planned scheduled postponed delayed proposed")
_ORDINALS: Final = word_set("first second third fourth last final latter early")
_YEAR_CUES: Final = word_set(
    "in since until till during early late mid circa by from before after through "
    "throughout for between year fiscal fy pre post as"
)
# "2024 will mark the 75th anniversary."
_YEAR_ACTS: Final = word_set("will marks marked sees saw brings brought would promises")
# "They designated 2023 as the Year of Friendship."
_NAMED: Final = word_set("designate designated designating name named declare declared proclaimed")
_MONTH_CUES: Final = word_set(
    "in since until till during early late mid by from before after through "
    "throughout last this next coming of between for on"
)
_DETERMINERS: Final = word_set("the a an his her its their our my your")
_DETERMINING: Final = _DETERMINERS | _APOSTROPHES
_BEFORE_SPANS: Final = _MONTH_CUES | _YEAR_CUES | _DETERMINERS | {"("}
_BEFORE_YEARS: Final = _YEAR_CUES | _DETERMINING | {",", "and"}
# "For 2022 plans" is a year, "for 2022 words" a count.
_SEASONS_OF_WORK: Final = word_set("plans elections targets budgets goals talks fiscals")
_SUMS: Final = word_set("total sum number population maximum minimum average capacity")
_EVERY: Final = frozenset({"every", "each", "any", "per", "most", "some", "many"})
# Months that are also surnames, given names or verbs: without a number they need more proof.
_NAMES_TOO: Final = frozenset({"may", "march", "april", "june", "august", "jan", "mar"})
_SURNAME_RISK: Final = frozenset({"of", "by", "from", "for", "before", "after", "on"})
_FEASTS: Final = word_set(
    "good black bloody easter ash palm holy maundy cyber super giving shrove "
    "sheffield man girl ruby whit"
)
_PAPERS: Final = word_set(
    "times telegraph mirror express mail herald post school mass night live tribune"
)
_PREPOSITIONS: Final = {
    "by": Bound.BY,
    "since": Bound.SINCE,
    "until": Bound.UNTIL,
    "till": Bound.UNTIL,
    "before": Bound.BEFORE,
    "after": Bound.AFTER,
}
_THERESA_MAY: Final = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister|PM|Secretary|Brian|Robert|Elaine) May\b"
)


def is_name(tokens: Tokens, i: int) -> bool:
    """True for the weekday of "Good Friday" or "Sunday Times" and the month of "Theresa May"."""
    before, after = tokens[i - 1], tokens[i + 1]
    word = tokens.lower(i)
    if word.endswith("day") and word not in {"today"}:
        return before.lower in _FEASTS or (after.capital and after.lower in _PAPERS)
    if word in _NAMES_TOO and tokens[i + 1].number is None:
        return _follows_a_name(tokens, i) or (word == "mar" and tokens.dash(i + 1))
    return False


def _follows_a_name(tokens: Tokens, i: int) -> bool:
    """True when a capitalised word that is no cue stands before: "Theresa May", "Women’s March"."""
    before = tokens[i - 1]
    if before.lower in {"’s", "'s"}:
        return tokens[i].lower == "march" and tokens[i - 2].lower in {"women", "people"}
    if not (before.capital and before.is_word) or before.lower in MONTHS:
        return False
    cues = (_MONTH_CUES, _DETERMINERS, _SOON)
    return not any(before.lower in each for each in cues)


def accepted(tokens: Tokens, match: Match, floor: int) -> bool:
    """True when the words before and after let this be a date.

    `floor` is the first token after the previous expression: what stands before belongs to it.
    """
    if tokens.lower(match.start - 1) in _EVERY and match.kind is not Kind.DURATION:
        return False
    if isinstance(match.shape, NamedDay) and _is_counted(tokens, match):
        return False
    if match.complete:
        return True
    start = widen(tokens, match, floor)
    widened = start < match.start
    if isinstance(match.shape, Shift):
        return widened
    if match.kind is Kind.YEAR:
        return _is_year(tokens, match, start)
    if match.kind is Kind.SPAN and isinstance(match.shape, Span):
        return widened or tokens.lower(start - 1) in _BEFORE_SPANS
    return _is_month(tokens, match, start, widened=widened)


def _is_counted(tokens: Tokens, match: Match) -> bool:
    """ "The first Monday of June", "the last Sunday in May": not the nearest Monday or Sunday."""
    which = tokens.lower(match.start - 1) in _ORDINALS or tokens[match.start - 1].ordinal
    return which and tokens.lower(match.end) in {"of", "in"}


def _is_year(tokens: Tokens, match: Match, start: int) -> bool:
    before, after = tokens[start - 1], tokens[match.end]
    year = tokens[match.start].number or 0
    if tokens.dash(match.start - 1) and start < match.start:
        return True  # mid-2018
    if tokens.glued(match.start) and before.text not in {"(", "[", "“", "‘"}:
        return before.text in {"-", "–"} and tokens.lower(start - 2) in {"mid", "pre", "post"}
    if after.text in {"-", "."} and tokens.glued(match.end) and tokens[match.end + 1].number:
        return False  # a telephone number
    if before.lower == "for" and after.is_word and after.lower.endswith("s") and not after.capital:
        return after.lower in _SEASONS_OF_WORK
    if start < match.start or before.lower in _YEAR_CUES or before.lower in _NAMED:
        return True
    if start == 0 and after.lower in _YEAR_ACTS:
        return year >= 1900
    if before.lower == "to" and tokens.lower(start - 2) == "back":
        return True
    if before.text == "(" and after.text in {")", ","}:
        return True
    if before.lower in {"and", "or", "to", ","}:
        earlier = match.start - 2 - (tokens.lower(match.start - 2) == ",")
        if _is_number_year(tokens, earlier):
            return True
    if before.lower in _TIMED and after.text[:1].isalpha():
        return year >= 1900
    if before.lower == "of":
        return year >= 1900 and tokens.lower(start - 2) not in _SUMS
    determined = tokens.lower(start - 2) in _DETERMINERS and before.is_word
    if determined and not before.capital and after.is_word and after.capital:
        return year >= 1900  # "the virtual 2020 Congress"
    owner = before.lower in _DETERMINERS or before.lower in _APOSTROPHES
    return owner and year >= 1900 and after.text[:1].isalpha()


def _is_number_year(tokens: Tokens, i: int) -> bool:
    number = tokens[i].number
    cue = tokens.lower(i - 1) in _BEFORE_YEARS
    return number is not None and 1500 <= number <= 2100 and len(tokens[i].text) == 4 and cue


def _is_month(tokens: Tokens, match: Match, start: int, *, widened: bool) -> bool:
    before, after = tokens[start - 1], tokens[match.end]
    word = tokens.lower(match.start)
    if widened:
        return True
    surname = word == "may" and _speaks_of_may(tokens.text)
    if after.lower in _APOSTROPHES and surname:
        return False
    if before.lower in _MONTH_CUES:
        if word in _NAMES_TOO and before.lower in _SURNAME_RISK:
            return not surname and not after.capital and word in {"may", "june", "april", "august"}
        return not (word in _NAMES_TOO and after.capital and before.lower != "in")
    if before.lower in {"and", "or", ","} and tokens.lower(start - 2) in MONTHS:
        return True
    owner = before.lower in _DETERMINERS or before.lower in _APOSTROPHES
    acronym = after.text.isupper() and len(after.text) > 1  # "the June G7 summit"
    lower_noun = (acronym or (after.is_word and not after.capital)) and not surname
    return owner and lower_noun and after.lower not in {"of", "on", "to", "in", "for", "and"}


@lru_cache(maxsize=8)
def _speaks_of_may(text: str) -> bool:
    """True when a person called May is in the text: a bare May is then more likely she."""
    return _THERESA_MAY.search(text) is not None


def widen(tokens: Tokens, match: Match, floor: int) -> int:
    """The token where an expression begins with "early", "mid-", "the end of", "the week of"."""
    if match.kind is Kind.DURATION or (match.kind is Kind.DAY and match.start == floor):
        return match.start
    i = match.start
    for _ in range(3):
        j = _one_wider(tokens, i)
        if j is None or j < floor:
            break
        i = j
    return i


def _one_wider(tokens: Tokens, i: int) -> int | None:
    before = tokens.lower(i - 1)
    if before in _SOON:
        return i - 1
    if tokens.dash(i - 1) and tokens.lower(i - 2) in {"mid", "early", "late"}:
        return i - 2
    if before in {"in", "on"} and tokens.lower(i - 2) in {"later", "early", "late", "earlier"}:
        return i - 2
    if before == "of" and tokens.lower(i - 2) in _STAGES:
        j = i - 2
        j -= tokens.lower(j - 1) in _ORDINALS or tokens[j - 1].ordinal
        return j - (tokens.lower(j - 1) == "the")
    if before == "year" and tokens.lower(i - 2) in {"the", "fiscal", "financial"}:
        j = i - 2
        return j - (tokens.lower(j - 1) == "the" and j < i - 1 and tokens.lower(j) != "the")
    return None


def bound_of(tokens: Tokens, start: int) -> Bound | None:
    """The preposition that makes a limit of the date which begins at a token."""
    before = tokens.lower(start - 1)
    if before == "to" and tokens.lower(start - 2) == "prior":
        return Bound.BEFORE
    if before == "than" and tokens.lower(start - 2) == "later":
        return Bound.BY
    return _PREPOSITIONS.get(before)


def is_attributive(tokens: Tokens, match: Match) -> bool:
    """True when the date qualifies a noun after it: "Monday’s talks", "the 2022 summit"."""
    after = tokens.lower(match.end)
    if after in _APOSTROPHES and isinstance(
        match.shape, CalendarDate | NamedDay | Shift | Part | Span
    ):
        return tokens.glued(match.end)
    determined = tokens.lower(match.start - 1) in _DETERMINING
    return determined and tokens[match.end].is_word and after not in PARTS_OF_DAY
