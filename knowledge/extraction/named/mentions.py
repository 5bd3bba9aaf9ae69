"""Finding the people named in one sentence.

A mention is a title with a name behind, before or after a comma; a name that the language model
takes for a person; a counterpart; or a form of address with a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.lexicon import name_words
from knowledge.extraction.named.appositions import (
    addressed_up_to,
    after_abbreviation,
    after_bracket,
    before_age,
    before_apposed,
    begins_clause,
    closes_apposition,
    is_addressed,
    is_apposed,
    may_hold,
    names_up_to,
)
from knowledge.extraction.named.counterparts import country_behind, find_counterparts
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.model_people import mark
from knowledge.extraction.named.naming import (
    Address,
    is_name_word,
    is_plain_name,
    name_end,
    skip_honorifics,
    suffix_end,
)
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.named.register import NameMention, mention_of
from knowledge.extraction.named.surroundings import look_around
from knowledge.extraction.named.title_finder import find_titles
from knowledge.extraction.named.titles import TitlePhrase, is_former
from knowledge.extraction.parsing.document import Sentence

_LONGEST_AFTER_COMMA = 4
_NO_WORDS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what one sentence names: its marks, its title phrases and its people."""

    marks: Marks
    titles: list[TitlePhrase]
    mentions: list[NameMention]


def find_named(sentence: Sentence, parties: list[PartyMention]) -> Named:
    """The titles and people of a sentence, left to right."""
    marks = mark(sentence, parties)
    found_titles = find_titles(marks)
    return Named(marks, found_titles, _MentionFinder(marks, found_titles).find())


def one_by_one(title: TitlePhrase, mentions: list[NameMention]) -> list[NameMention]:
    """The holders of a plural title: of as many countries as it names each has one, in order."""
    if len(title.named) == len(mentions) > 1:
        for mention, code in zip(mentions, title.named, strict=True):
            mention.party = code
    return mentions


class _MentionFinder:
    """Collects the mentions of one sentence; `taken` are the words that already name somebody."""

    def __init__(self, marks: Marks, found_titles: list[TitlePhrase]) -> None:
        self.marks = marks
        self.titles = found_titles
        self.title_words = _NO_WORDS.union(*[range(t.first, t.last) for t in found_titles])
        self.found: list[NameMention] = []
        self.taken: set[int] = set()

    def find(self) -> list[NameMention]:
        for mention in find_counterparts(self.marks, self.title_words):
            self._add(mention)
        for title in self.titles:
            for mention in self._of_title(title):
                self._add(mention)
        for first, last in self.marks.person_end.items():
            if first not in self.title_words:
                self._add(mention_of(self.marks.sentence, first, last))
        self._add_addressed()
        for mention in self.found:
            look_around(self.marks, mention)
        return sorted(self.found, key=lambda m: m.first)

    def _add(self, mention: NameMention) -> None:
        """Keep a mention unless another one has its words."""
        words = range(mention.first, mention.last)
        if self.taken.isdisjoint(words):
            self.taken.update(words)
            self.found.append(mention)

    def _name_end(self, i: int) -> int:
        return name_end(self.marks, i, self.title_words)

    def _titled(
        self, title: TitlePhrase, span: tuple[int, int], address: Address, left: int
    ) -> NameMention:
        mention = mention_of(self.marks.sentence, *span, left)
        mention.title, mention.female, mention.honorific = title, address.female, address.given
        return mention

    # --- names beside a title ----------------------------------------------------------------

    def _of_title(self, title: TitlePhrase) -> Iterator[NameMention]:
        """Whom a title belongs to: the names behind it, else before it, else after a comma."""
        address = skip_honorifics(self.marks, after_abbreviation(self.marks, title.last))
        end = self._name_end(address.end)
        if end > address.end and may_hold(self.marks, title, address, end):
            first = self._titled(title, (address.end, end), address, title.first)
            if title.plural:
                yield from one_by_one(title, [first, *self._more_names(title, end)])
            else:
                yield first
            return
        before = self._name_before(title)
        if before is not None:
            before.title = title
            before.right = title.last
            return
        if title.plural:
            yield from self._names_after_comma(title)
        after = self._name_after_comma(title)
        if after is not None:
            yield after

    def _more_names(self, title: TitlePhrase, end: int) -> Iterator[NameMention]:
        """The rest of the list behind a plural: "Senators A, B (R-OH) and C"."""
        marks = self.marks
        while True:
            end = after_bracket(self.marks, end)
            country = country_behind(marks, end)
            if country is not None:
                end = country[1]
            if marks.lower(end) not in (",", "and"):
                return
            address = skip_honorifics(marks, end + 2 if marks.lower(end + 1) == "and" else end + 1)
            end = self._name_end(address.end)
            if end == address.end:
                return
            yield self._titled(title, (address.end, end), address, address.end)

    def _name_before(self, title: TitlePhrase) -> NameMention | None:
        """The name that "NAME, (the) TITLE" stands after; it must not have a title yet."""
        marks = self.marks
        owner = title.last == title.head + 1 and marks.lower(title.last) in ("'s", "'")
        if owner or begins_clause(marks, title):
            return None  # "At the Villa Rosa, the President's residence"
        i = before_apposed(marks, title.first - 1)
        if marks.lower(i) not in (",", "(", "–", "—") or i == 0:
            return None
        i = before_age(self.marks, i)
        for mention in self.found:
            if i in (mention.last, suffix_end(marks, mention.last)):
                if mention.title is None:
                    return mention
                self._add_further(mention, title)
                return None
        first = next((first for first, end in marks.person_end.items() if end == i), None)
        if first is not None and i - first < 2 and not is_addressed(marks, first):
            first = None  # The model often sees the family name only.
        if first is None:
            first = addressed_up_to(self.marks, i, self.title_words)
        if first is None:
            first = names_up_to(self.marks, i, self.title_words)
        if first is None or (i - first < 2 and not is_addressed(self.marks, first)):
            return None
        mention = mention_of(marks.sentence, first, i)
        self._add(mention)
        return mention

    def _add_further(self, mention: NameMention, title: TitlePhrase) -> None:
        """A second title behind a name: "ex-minister A, the current head of B,"."""
        first = mention.title
        same = first is None or first.party is None or first.party == title.party
        former = first is not None and is_former(first.text)
        if title.plural or not (same or former) or not self._is_apposition(title):
            return
        if self.marks.lower(title.last) != "and" and self.marks.lower(title.last + 1) != "and":
            mention.further.append(title)

    def _is_apposition(self, title: TitlePhrase) -> bool:
        """True where a title ends its phrase, or is of somebody ("head of Myanmar | 's army")."""
        owned = self.marks.lower(title.last) == "'s"
        return owned or closes_apposition(self.marks, title.last)

    def _name_after_comma(self, title: TitlePhrase) -> NameMention | None:
        """ "Cambodia's prime minister, Hun Sen, said"."""
        marks = self.marks
        if marks.lower(title.last) != "," or title.plural:
            return None
        address = skip_honorifics(marks, title.last + 1)
        start = address.end
        end = self._end_after_comma(address)
        if end - start < 2 and not address.given:
            return None
        beyond = end
        while marks.lower(beyond) in name_words().post_nominals:
            beyond += 1
        in_list = marks.lower(beyond) == "," and marks.lower(beyond + 1) == "and"
        if address.given and in_list and end - start < 2:
            return None
        if not closes_apposition(marks, beyond) and not is_apposed(marks, start, end):
            return None
        return self._titled(title, (start, end), address, title.first)

    def _names_after_comma(self, title: TitlePhrase) -> Iterator[NameMention]:
        """ "The governors of A and B, NAME and NAME": two names at least."""
        if self.marks.lower(title.last) != ",":
            return
        address = skip_honorifics(self.marks, title.last + 1)
        end = self._name_end(address.end)
        if end - address.end < 2 or self.marks.lower(end) not in (",", "and"):
            return
        rest = list(self._more_names(title, end))
        if rest and all(m.last - m.first >= 2 for m in rest):
            first = self._titled(title, (address.end, end), address, address.end)
            yield from one_by_one(title, [first, *rest])

    def _end_after_comma(self, address: Address) -> int:
        """The end of a name in apposition: what the model or a form of address vouches for,
        else plain names only."""
        start = address.end
        end = start
        if address.given or start in self.marks.person_end:
            end = self._name_end(start)
        if end == start and is_name_word(self.marks, start):
            end += 1
            while end < start + _LONGEST_AFTER_COMMA and is_plain_name(self.marks, end):
                end += 1
        return end

    # --- names without a title ---------------------------------------------------------------

    def _add_addressed(self) -> None:
        """ "Mr Putin", "H.E. Prak Sokhonn": people by their form of address alone."""
        sentence, honorifics = self.marks.sentence, name_words().honorifics
        if sentence.vocabulary.isdisjoint(honorifics):
            return
        behind = 0
        for i in [i for i, lower in enumerate(sentence.lowers) if lower in honorifics]:
            if i < behind or i in self.taken:
                continue
            address = skip_honorifics(self.marks, i)
            end = self._name_end(address.end) if address.given else address.end
            if end > address.end and address.end not in self.title_words:
                mention = mention_of(sentence, address.end, end, i)
                mention.female, mention.honorific = address.female, True
                self._add(mention)
            behind = end
