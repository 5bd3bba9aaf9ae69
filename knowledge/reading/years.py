"""Which years an article tells of as past, as ahead, or as its own: bounds for its publication.

"at the start of 2020, when there was …": not before 2020. "will be held in 2023": not after 2023.
"last year (2021)": 2022. Each bound rests on plain signs of tense; a year without them is no bound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![-–/]\d)")
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_LED_TO_PAST = re.compile(
    r"(?:\b(?:the (?:start|beginning|end|middle|spring|summer|autumn|fall|winter|outbreak) of"
    r"|early|late|mid|in|since|during|of)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s\d{1,2},?)?)[\s-]+$"
)
# "extended to January 2021", "starting in 2021".
_REACHES_AHEAD = re.compile(
    r"\b(?:to|until|till|by|through|before|start\w*|beginning|effective|extended)\s(?:in\s)?$"
)
_LED_TO_AHEAD = re.compile(
    r"\b(?:in|by|before|until|till|for|through|from|during|throughout|end of|start of|designate"
    r"|early|late|mid)[\s-]+(?:the year\s+)?$"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|began|took|became|made|came|went|saw|held|won|left|led"
    r"|gave|got|set up|ago|since|(?!need|indeed|speed|exceed|proceed|succeed|feed)[a-z]{2,}ed)\b"
)
# Signs that a year may lie ahead, or that the sentence tells of plans.
_MAYBE_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|(?-i:may)|might|should|[tT]o be|going to|plans?|planned|planning"
    r"|expect\w*|schedul\w*|due|aim\w*|goals?|targets?|vision|agenda|strateg\w+|roadmap|next"
    r"|upcoming|forthcoming|coming|ahead|hopes?|hoped|intend\w*|project\w*|forecast\w*"
    r"|predict\w*|estimat\w+|propos\w+|agreed|pledg\w+|committed|bid|candidate|deadline)\b|[’']ll\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to be|set to|due to|expected to|scheduled (?:to|for)|planned)"
    r"|plans? to|aims? to|hopes? to|intends? to|agreed to designate)\b|[’']ll\b"
)
_AHEAD_THEN = re.compile(
    r"\b(?:since|would|was to|were to|had been|was (?:expected|scheduled|due) to)\b"
)
_OWN = re.compile(
    r"\b(?P<which>this|last|next) year(?:,? \(?| ?\()(?:in )?(?P<year>(?:19|20)\d\d)\b\)?",
    re.IGNORECASE,
)
_STEP = {"this": 0, "last": 1, "next": -1}


@dataclass(frozen=True, slots=True)
class Years:
    """What a text says of the year in which it appeared.

    `first` and `last` bound it, both included, and `own` is the year itself; None where the text is
    silent. The `…_words` are those that each stands on.
    """

    first: int | None = None
    first_words: str | None = None
    last: int | None = None
    last_words: str | None = None
    own: int | None = None
    own_words: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the bounds stand on."""
        given = (self.own_words, self.first_words, self.last_words)
        return tuple(words for words in given if words is not None)

    def allow(self, year: int) -> bool:
        """Whether an article that says this can be from `year`."""
        if self.own is not None:
            return year == self.own
        after = self.first is None or year >= self.first
        return after and (self.last is None or year <= self.last)


def years(text: str, *, latest: int) -> Years:
    """Return what `text` tells of its own year; years after `latest` can't be past.

    Contradictory statements cancel each other: nothing is known then.
    """
    own = {(int(m["year"]) + _STEP[m["which"].lower()], m.group()) for m in _OWN.finditer(text)}
    past: list[tuple[int, str]] = []
    ahead: list[tuple[int, str]] = []
    for sentence in _sentences(text):
        before = [found for found in _told_as_past(sentence) if found[0] <= latest]
        past += before
        if not before:
            ahead += _told_as_ahead(sentence)
    first, first_words = max(past, default=(None, None), key=lambda found: found[0])
    last, last_words = min(ahead, default=(None, None), key=lambda found: found[0])
    if len({year for year, _ in own}) > 1 or (
        first is not None and last is not None and first > last
    ):
        return Years()
    year, words = next(iter(sorted(own)), (None, None))
    said = Years(first, first_words, last, last_words)
    if year is None:
        return said
    return Years(own=year, own_words=words) if said.allow(year) else Years()


def _sentences(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from _SENTENCE_END.split(" ".join(paragraph.split()))


def _told_as_past(sentence: str) -> list[tuple[int, str]]:
    if _MAYBE_AHEAD.search(sentence) or not _PAST.search(sentence):
        return []
    found = _led(sentence, _LED_TO_PAST)
    return [(year, words) for year, words in found if not _reaches(sentence, words)]


def _told_as_ahead(sentence: str) -> list[tuple[int, str]]:
    sign = _AHEAD.search(sentence)
    # "said in 2015 that it will …": ahead of 2015, not of the article.
    if sign is None or _AHEAD_THEN.search(sentence) or _YEAR.search(sentence, 0, sign.start()):
        return []
    return _led(sentence, _LED_TO_AHEAD, sign.end())


def _reaches(sentence: str, words: str) -> bool:
    return _REACHES_AHEAD.search(sentence, 0, sentence.index(words)) is not None


def _led(sentence: str, lead: re.Pattern[str], start: int = 0) -> list[tuple[int, str]]:
    """Return the years after `start` that stand behind one of the words of `lead`, with these."""
    found: list[tuple[int, str]] = []
    for match in _YEAR.finditer(sentence, start):
        before = lead.search(sentence, max(0, match.start() - 30), match.start())
        if before is not None:
            found.append((int(match.group()), sentence[before.start() : match.end()]))
    return found
