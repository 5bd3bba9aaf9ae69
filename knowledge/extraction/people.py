"""Who is named in an article: mentions of people, with their titles, gathered into a register.

A person comes from a title with a name after or before it, or from a full name that the language
model takes for a person; later surnames, initials and slips of one letter join the full name.
Bare names of one word never make a person on their own.
"""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from knowledge.extraction import affiliation
from knowledge.extraction.document import Document, Sentence, is_subject
from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.parties import PartyForm, PartyMention
from knowledge.extraction.register import NameMention, Person, Register
from knowledge.extraction.titles import TitleFinder, TitlePhrase, office_of
from knowledge.model import Link, ParagraphRole
from knowledge.names.given import interchangeable
from knowledge.text import fold

_NAME = re.compile(r"[^\W\d_][^\W\d_'’.\-‑]*(?:['’.\-‑][^\W\d_]+)*\.?\Z")
_ARTICLE_NAME = re.compile(r"(?:al|el|as|ad|an|ar|ash|at|az)[-‑][A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.)+\Z|[A-Z]\Z")
_LONGEST_NAME = 8
_TOP = frozenset(titles().top_offices)
_MALE = frozenset({"mr", "mr.", "sir", "king", "prince", "lord", "emperor", "sultan", "sheikh"})
_FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "madam", "dame", "queen", "princess", "empress"})  # fmt: skip


def name_keys(name: str) -> tuple[str, ...]:
    """The words of a name by which it is compared: folded, without suffixes ("Jr.", "II")."""
    suffixes = name_words().suffixes
    words = [w for w in name.replace(",", " ").split() if w.lower() not in suffixes or len(w) == 1]
    keys: list[str] = []
    for word in words or name.split():
        keys.extend(fold(word).split())
    return tuple(keys)


def _is_head(lower: str) -> bool:
    heads = titles().heads
    return lower in heads or lower.rstrip("s") in heads


class MentionFinder:
    """Finds the people named in one sentence."""

    def __init__(self, sentence: Sentence, parties: list[PartyMention]) -> None:
        self.sentence = sentence
        self.parties = parties
        self.party_at = {i: p for p in parties for i in range(p.first, p.last)}
        self.model_people = self._model_people()
        self.model_start = dict(self.model_people)
        self.model_word = {i for a, b in self.model_people for i in range(a, b)}
        self.titles = TitleFinder(sentence, parties, self.model_people).find()
        self.found: list[NameMention] = []
        self.title_words = {i for t in self.titles for i in range(t.first, t.last)}

    def find(self) -> list[NameMention]:
        """The mentions, left to right, never overlapping."""
        self.found = found = []
        taken: set[int] = set()
        for title in self.titles:
            for mention in self._of_title(title, found):
                span = range(mention.first, mention.last)
                if taken.isdisjoint(span):
                    taken.update(span)
                    found.append(mention)
        for first, last in self.model_people:
            if taken.isdisjoint(range(first, last)):
                mention = self._mention(first, last)
                mention.model = True
                found.append(mention)
                taken.update(range(first, last))
        for mention in (*self._counterparts(taken), *self._with_honorific(taken)):
            found.append(mention)
        for mention in found:
            self._look_around(mention)
        return sorted(found, key=lambda m: m.first)

    def _model_people(self) -> list[tuple[int, int]]:
        """What the model takes for people, cleaned of titles, honorifics and other stuff."""
        sentence = self.sentence
        spans: list[tuple[int, int]] = []
        i = 0
        while i < len(sentence.tokens):
            token = sentence.tokens[i]
            if token.ent_type_ == "PERSON":
                j = i + 1
                while j < len(sentence.tokens) and (
                    sentence.tokens[j].ent_type_ == "PERSON" and sentence.tokens[j].ent_iob_ == "I"
                ):
                    j += 1
                spans.extend(self._clean(sentence.word_of[i], sentence.word_of[j - 1] + 1))
                i = j
            else:
                i += 1
        return spans

    def _clean(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The name in a model span: its longest run of name words after titles and honorifics."""
        lexicon = name_words()
        sentence = self.sentence
        lowered = [sentence.lower(i) for i in range(first, last)]
        for i in range(last - 1, first - 1, -1):
            lower = lowered[i - first]
            surname = i > first and i == last - 1 and lower in lexicon.also_surnames
            if _is_head(lower) and lower not in lexicon.shy_honorifics and not surname:
                first = i + 1
                break
        while last - first > 1 and first in self.party_at:
            first = self.party_at[first].last
        while first < last and (
            sentence.lower(first) in lexicon.honorifics - lexicon.shy_honorifics
            or sentence.lower(first) in ("the", "'s", "’s", '"', "“", "-")
            or not sentence.words[first].capital
        ):
            first += 1
        while (
            last - first > 2
            and sentence.lower(first) in lexicon.not_people
            and (sentence.lower(first - 1) in ("for", "of", "and"))
        ):
            first += 1
        while first < last and sentence.lower(first) in lexicon.not_names - lexicon.also_surnames:
            first += 1
        if any(sentence.lower(i) in ("his", "her", "their", "its") for i in range(first, last)):
            return
        end = first
        while end < last and self._name_word(end, inside=True):
            end += 1
        end = self._without_tail(first, end)
        if end <= first:
            return
        words = [sentence.lower(i) for i in range(first, end)]
        if any(word in lexicon.not_people - lexicon.also_surnames for word in words):
            return
        covered = sum(i in self.party_at for i in range(first, end))
        if covered == end - first or words[0] in lexicon.not_names and end - first == 1:
            return
        if end < len(sentence.words) and sentence.lower(end) in lexicon.not_people:
            return
        yield first, end

    def _without_tail(self, first: int, end: int) -> int:
        """Drop degrees, and a name printed again in the other order ("Singh Manmohan")."""
        sentence = self.sentence
        while end > first and sentence.lower(end - 1) in name_words().post_nominals:
            end -= 1
        for k in range(first + 2, end):
            if sentence.lower(k) in {sentence.lower(i) for i in range(first, k)}:
                return k
        return end

    def _name_word(self, i: int, *, inside: bool = False) -> bool:
        """True when word `i` can be part of a name; `inside` a span that the model vouches for."""
        words = self.sentence.words
        if i >= len(words):
            return False
        word = words[i]
        lexicon = name_words()
        if word.lower in lexicon.suffixes or _INITIAL.match(word.text):
            return word.capital or word.lower in lexicon.suffixes
        if word.lower in lexicon.particles:
            return i + 1 < len(words) and words[i + 1].capital
        if _ARTICLE_NAME.match(word.text):
            return True
        if not word.capital or not _NAME.match(word.text):
            return False
        if len(word.text) > 2 and word.text.isupper() and not self.sentence.text.isupper():
            # A family name in capitals ("MOTEGI Toshimitsu") is no abbreviation.
            beside = self._plain_name(i + 1) or (inside and self._plain_name(i - 1))
            return len(word.text) > 3 and i not in self.party_at and beside
        if inside or i in self.model_word_safe():
            known = word.lower in lexicon.shy_honorifics | lexicon.also_surnames
            return known or not _is_head(word.lower)
        if self.sentence.lower(i + 1) in ("bin", "bint", "ibn") and _NAME.match(word.text):
            return True
        if word.lower in lexicon.also_surnames and (
            self._plain_name(i - 1) or self._plain_name(i + 1)
        ):
            return True
        if (
            i in self.party_at
            or word.lower in lexicon.not_names
            or word.lower in lexicon.not_people
        ):
            return False
        return word.lower not in titles().heads

    def _plain_name(self, i: int) -> bool:
        """A capitalised word that is nothing else in any lexicon."""
        if not 0 <= i < len(self.sentence.words):
            return False
        word = self.sentence.words[i]
        lexicon = name_words()
        return (
            word.capital
            and word.pos == "PROPN"
            and _NAME.match(word.text) is not None
            and not word.text.isupper()
            and i not in self.party_at
            and not _is_head(word.lower)
            and word.lower not in lexicon.not_people | lexicon.not_names | titles().modifiers
        )

    def model_word_safe(self) -> set[int]:
        """Words inside model spans; empty while those are being made."""
        return getattr(self, "model_word", set())

    def _skip_honorifics(self, i: int) -> tuple[int, bool | None, bool]:
        """The word after forms of address at `i`, the gender they give, and if there were any."""
        lexicon = name_words()
        female: bool | None = None
        start = i
        while i < len(self.sentence.words):
            lower = self.sentence.lower(i)
            if lower not in lexicon.honorifics or i in self.model_start and not self._shy(i):
                break
            if lower in lexicon.shy_honorifics and not self._shy(i):
                break
            female = True if lower in _FEMALE else False if lower in _MALE else female
            i += 1
        return i, female, i > start

    def _shy(self, i: int) -> bool:
        """An honorific that is also a name counts only before two more name words."""
        return self._name_word(i + 1, inside=True) and self._name_word(i + 2, inside=True)

    def _name_at(self, i: int) -> int:
        """The end of the name that begins at word `i`; `i` when none does."""
        if i in self.model_start:
            end = self.model_start[i]
            while end < i + _LONGEST_NAME and self._continues(end):
                end += 1
            return self._without_tail(i, self._suffix(end))
        if not self._name_word(i) or self.sentence.lower(i) in name_words().particles:
            return i
        end = i
        while end < i + _LONGEST_NAME and (self._name_word(end) or self._month_as_name(i, end)):
            if end in self.model_start and end > i:
                end = self.model_start[end]
                break
            end += 1
        return self._without_tail(i, self._suffix(end))

    def _continues(self, i: int) -> bool:
        """True when the model cut a name short ("Theresa" | "May", "Hassanal" | "Bolkiah")."""
        return (
            i not in self.title_words_safe()
            and self._name_word(i)
            and (self.sentence.words[i].pos == "PROPN")
        )

    def title_words_safe(self) -> set[int]:
        """Words of title phrases; empty while those are being found."""
        return getattr(self, "title_words", set())

    def _month_as_name(self, start: int, i: int) -> bool:
        return i == start + 1 and self.sentence.lower(i) in ("may", "march", "august", "april")

    def _suffix(self, end: int) -> int:
        """Take in ", Jr." after a name."""
        if self.sentence.lower(end) == "," and self.sentence.lower(end + 1) in ("jr.", "jr", "sr."):
            return end + 2
        return end

    def _mention(self, first: int, last: int, left: int | None = None) -> NameMention:
        name = self.sentence.printed(first, last)
        return NameMention(
            sentence=self.sentence.index,
            first=first,
            last=last,
            left=first if left is None else left,
            right=last,
            name=name,
            keys=name_keys(name),
        )

    def _of_title(self, title: TitlePhrase, found: list[NameMention]) -> Iterator[NameMention]:
        start, female, honorific = self._skip_honorifics(title.last)
        end = self._name_at(start)
        if end > start and not self._is_thing(end):
            yield from self._list_of_names(title, start, end, female, honorific)
            return
        before = self._name_before(title, found)
        if before is not None:
            before.title = title
            before.right = title.last
            return
        comma = self._after_comma(title)
        if comma is not None:
            yield comma

    def _is_thing(self, end: int) -> bool:
        """True when a name goes on as that of a place or body ("King Fahd International Airport")."""
        words = self.sentence.words
        while (
            end < len(words) and words[end].capital and words[end].lower not in ("administration",)
        ):
            if words[end].lower in name_words().not_people:
                return True
            if words[end].lower in name_words().not_names or _is_head(words[end].lower):
                return False
            end += 1
        return False

    def _list_of_names(
        self, title: TitlePhrase, start: int, end: int, female: bool | None, honorific: bool
    ) -> Iterator[NameMention]:
        mention = self._mention(start, end, title.first)
        mention.title, mention.female, mention.honorific = title, female, honorific
        yield mention
        while title.plural:
            end = self._after_bracket(end)
            if self.sentence.lower(end) not in (",", "and"):
                return
            step = end + 1
            if self.sentence.lower(step) == "and":
                step += 1
            start, female, honorific = self._skip_honorifics(step)
            after = self._name_at(start)
            if after == start:
                return
            mention = self._mention(start, after)
            mention.title, mention.female, mention.honorific = title, female, honorific
            yield mention
            end = after

    def _after_bracket(self, i: int) -> int:
        """The word after "(R-OH)" at `i`, or `i`."""
        if self.sentence.lower(i) != "(":
            return i
        close = next((k for k in range(i, min(i + 6, len(self.sentence.words))) if self.sentence.lower(k) == ")"), 0)  # fmt: skip
        return close + 1 if close else i

    def _name_before(self, title: TitlePhrase, found: list[NameMention]) -> NameMention | None:
        """The name that "NAME, (the) TITLE" stands after; it must not have a title yet."""
        i = title.first - 1
        if self.sentence.lower(i) in ("the", "a", "an", "its", "their", "then"):
            i -= 1
        if self.sentence.lower(i) not in (",", "(", "–", "—") or i == 0:
            return None
        for mention in found:
            if mention.last == i or self._suffix(mention.last) == i:
                return mention if mention.title is None else None
        span = next(((a, b) for a, b in self.model_people if b == i), None)
        if span is None:
            span = self._names_up_to(i)
        if span is None or span[1] - span[0] < 2 and not self._addressed(span[0]):
            return None
        mention = self._mention(*span)
        mention.model = True
        found.append(mention)
        return mention

    def _names_up_to(self, i: int) -> tuple[int, int] | None:
        """Two to four name words that end before word `i` and that the model overlooked."""
        first = i
        while i - first < 4 and self._plain_name(first - 1) and first - 1 not in self.title_words:
            first -= 1
        whole = first == 0 or not self.sentence.words[first - 1].capital
        return (first, i) if i - first >= 2 and whole else None

    def _addressed(self, i: int) -> bool:
        return self.sentence.lower(i - 1) in name_words().honorifics

    def _after_comma(self, title: TitlePhrase) -> NameMention | None:
        """ "Cambodia's prime minister, Hun Sen, said"."""
        if self.sentence.lower(title.last) != "," or title.plural:
            return None
        start, female, honorific = self._skip_honorifics(title.last + 1)
        end = self.model_start.get(start, start)
        if end == start and honorific:
            end = self._name_at(start)
        if end == start:
            if self._name_word(start):
                end += 1
            while start < end < start + 4 and self._plain_name(end):
                end += 1
        if end - start < 2 and not honorific:
            return None
        beyond = end
        while self.sentence.lower(beyond) in name_words().post_nominals:
            beyond += 1
        listed = self.sentence.lower(beyond) == "," and self.sentence.lower(beyond + 1) == "and"
        if honorific and listed and end - start < 2:
            return None
        after = self.sentence.words[beyond] if beyond < len(self.sentence.words) else None
        if after is not None and not (
            after.text in (",", ".", ";", ")", "and", "–", "—") or after.pos in ("VERB", "AUX")
        ):
            return None
        mention = self._mention(start, end, title.first)
        mention.title, mention.female, mention.honorific = title, female, honorific
        return mention

    def _counterparts(self, taken: set[int]) -> Iterator[NameMention]:
        """ "his Greek, Cypriot and French counterparts, A, B and C": as many names as countries."""
        sentence = self.sentence
        at = next((i for i in range(len(sentence.words)) if sentence.lower(i) == "counterparts"), 0)
        if not at:
            return
        codes: list[str] = []
        k = at - 1
        while k in self.party_at or sentence.lower(k) in (",", "and"):
            if k in self.party_at:
                codes.insert(0, self.party_at[k].code)
                k = self.party_at[k].first
            k -= 1
        spans: list[tuple[int, int]] = []
        i = at + 1
        while i < len(sentence.words) and (
            sentence.lower(i) in (",", "and", "–", "—") or self._name_at(i) > i
        ):
            end = self._name_at(i)
            if end > i:
                spans.append((i, end))
            i = max(end, i + 1)
        if len(spans) != len(codes):
            return
        for (first, last), code in zip(spans, codes, strict=True):
            mention = self._mention(first, last)
            mention.party, mention.counterpart = code, True
            if first == spans[0][0]:
                mention.left = k if sentence.lower(k) in ("his", "her", "its", "their") else k + 1
            for other in [m for m in self.found if m.first in range(first, last)]:
                self.found.remove(other)
            taken.update(range(first, last))
            yield mention

    def _with_honorific(self, taken: set[int]) -> Iterator[NameMention]:
        """ "Mr Putin", "H.E. Prak Sokhonn": people by their form of address alone."""
        i = 0
        while i < len(self.sentence.words):
            if self.sentence.lower(i) not in name_words().honorifics or i in taken:
                i += 1
                continue
            start, female, honorific = self._skip_honorifics(i)
            end = self._name_at(start) if honorific else start
            if end > start and taken.isdisjoint(range(start, end)):
                mention = self._mention(start, end, i)
                mention.female, mention.honorific = female, True
                taken.update(range(start, end))
                yield mention
            i = max(end, i + 1)

    def _look_around(self, mention: NameMention) -> None:
        """Take in forms of address before a name and "of Denmark" after it."""
        sentence = self.sentence
        while (
            mention.left > 0
            and mention.title is None
            and (sentence.lower(mention.left - 1) in name_words().honorifics)
        ):
            mention.left -= 1
            mention.honorific = True
            lower = sentence.lower(mention.left)
            if lower in _FEMALE or lower in _MALE:
                mention.female = lower in _FEMALE
        if mention.title is not None:
            mention.party = mention.party or mention.title.party
            for word in range(mention.title.first, mention.title.last):
                if sentence.lower(word) in _FEMALE | _MALE:
                    mention.female = sentence.lower(word) in _FEMALE
        if sentence.lower(mention.right) == "of":
            k = mention.right + 1
            if sentence.lower(k) == "the":
                k += 1
            party = self.party_at.get(k)
            if party is not None and party.form in (PartyForm.NAME, PartyForm.BODY):
                if mention.party is None:
                    mention.party = party.code
                mention.right = party.last
        self._counterpart(mention)

    def _counterpart(self, mention: NameMention) -> None:
        """ "his (visiting) Japanese counterpart(,) Fumio Kishida"."""
        if mention.counterpart:
            return
        sentence = self.sentence
        i = mention.left - 1
        if sentence.lower(i) == ",":
            i -= 1
        if sentence.lower(i) != "counterpart":
            return
        mention.counterpart = True
        k = i - 1
        while k > 0 and (k in self.party_at or sentence.words[k].pos in ("ADJ", "PROPN", "VERB")):
            if k in self.party_at and mention.party is None:
                mention.party = self.party_at[k].code
            k -= 1
        mention.left = k if sentence.lower(k) in ("his", "her", "its", "their") else k + 1


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True when `short` can stand for `full`: fewer of its words, initials, or a slip of a letter.

    Every word of the shorter name must find its own word in the longer one.
    """
    if len(short) > len(full):
        short, full = full, short
    if not short:
        return False
    left = list(full)
    for word in short:
        match = next((w for w in left if w == word), None)
        if match is None:
            match = next((w for w in left if _nearly(word, w, len(short))), None)
        if match is None:
            return False
        left.remove(match)
    if len(short) == 1 and len(short[0]) == 1:
        return False
    return "".join(short) == "".join(full) or len(short) < len(full) or sorted(short) != []


def _nearly(a: str, b: str, words: int) -> bool:
    if (len(a) == 1 or len(b) == 1) and words > 1:
        return a[0] == b[0]
    if words > 1 and interchangeable(a, b):
        return True
    shortest = min(len(a), len(b))
    allowed = 2 if shortest >= 8 and words > 1 else 1
    return shortest >= 5 and Levenshtein.distance(a, b, score_cutoff=allowed) <= allowed


def build_register(
    document: Document, parties: list[list[PartyMention]], home: str | None
) -> Register:
    """Gather the people of an article.

    `home` is the country of the outlet: the party of state offices that the text leaves without
    one and that nobody else claims.
    """
    register = Register()
    finders = [MentionFinder(s, p) for s, p in zip(document.sentences, parties, strict=True)]
    register.mentions = [finder.find() for finder in finders]
    register.titles = [finder.titles for finder in finders]
    _gather(document, register)
    _find_surnames(document, register, finders)
    _describe(document, register)
    _unnamed_titles(register, finders, home)
    affiliation.settle(document, register, parties, home)
    return register


def _gather(document: Document, register: Register) -> None:
    """Make people of full names first, of single titled names after them."""
    order = sorted(
        (m for row in register.mentions for m in row),
        key=lambda m: (-min(len(m.keys), 2), m.sentence, m.first),
    )
    repeated = [m.keys for m in order]
    for mention in order:
        if not mention.keys:
            continue
        candidates = [p for p in register.people if fits(mention.keys, p.keys)]
        candidates = [p for p in candidates if not _contradicts(mention, p)]
        if len(candidates) == 1:
            mention.person = candidates[0]
            _take_fuller_name(candidates[0], mention)
        elif not candidates and _makes_person(document, mention, repeated):
            person = Person(len(register.people), mention.name, mention.keys)
            register.people.append(person)
            mention.person = person
        elif len(candidates) > 1:
            mention.person = _nearest(register, mention, candidates)


def _contradicts(mention: NameMention, person: Person) -> bool:
    """One word in common is not enough when the mention brings another title of its own party."""
    if len(mention.keys) >= 2 or mention.title is None or person.party is None:
        return False
    return mention.party is not None and mention.party != person.party


def _take_fuller_name(person: Person, mention: NameMention) -> None:
    if len(mention.keys) > len(person.keys):
        person.name, person.keys = mention.name, mention.keys


def _makes_person(
    document: Document, mention: NameMention, repeated: list[tuple[str, ...]]
) -> bool:
    """A title, a form of address, or a full name: one word without them makes nobody."""
    if mention.title is not None or mention.counterpart:
        return True
    if mention.honorific:
        return True
    role = document.sentences[mention.sentence].role
    if len(mention.keys) < 2:
        return False
    return role is ParagraphRole.BODY or repeated.count(mention.keys) > 1


def _nearest(register: Register, mention: NameMention, candidates: list[Person]) -> Person | None:
    """Of several people of that name the one whose title fits; else nobody."""
    if mention.title is not None:
        office = mention.title.office
        fitting = [
            p
            for p in candidates
            if any(
                m.title is not None and m.title.office == office and m.person is p
                for row in register.mentions
                for m in row
            )
        ]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _find_surnames(document: Document, register: Register, finders: list[MentionFinder]) -> None:
    """Find later mentions by one word of a known name, which the model often misses."""
    by_key: dict[str, list[Person]] = {}
    for person in register.people:
        for key in person.keys:
            if len(key) > 1:
                by_key.setdefault(key, []).append(person)
    for sentence, row, finder in zip(document.sentences, register.mentions, finders, strict=True):
        taken = {i for m in row if m.person for i in range(m.first, m.last)}
        taken |= {i for t in finder.titles for i in range(t.first, t.last)}
        row[:] = [m for m in row if m.person is not None]
        for i, word in enumerate(sentence.words):
            if i in taken or not word.capital or word.lower in name_words().not_names:
                continue
            if i in finder.party_at and finder.party_at[i].form is not PartyForm.CITY:
                continue
            people = by_key.get(fold(word.text), [])
            if len(people) != 1 or not _stands_alone(sentence, i, people[0], taken):
                continue
            mention = finder._mention(i, i + 1)
            mention.person = people[0]
            finder._look_around(mention)
            row.append(mention)
            taken.add(i)
        row.sort(key=lambda m: m.first)
    for row in register.mentions:
        for mention in row:
            if mention.person is not None:
                mention.person.mentions += 1


def _stands_alone(sentence: Sentence, i: int, person: Person, taken: set[int]) -> bool:
    """A surname by itself, not a word of some other name ("Putin Street", "Peter Putin")."""
    for neighbour in (i - 1, i + 1):
        if not 0 <= neighbour < len(sentence.words) or neighbour in taken:
            continue
        word = sentence.words[neighbour]
        if neighbour > i and word.lower in name_words().not_people and word.capital:
            return False
        is_name = word.capital and word.pos == "PROPN" and _NAME.match(word.text)
        if is_name and fold(word.text) not in person.keys:
            known = word.lower in name_words().honorifics or word.lower in name_words().not_names
            if not known and sentence.tokens[word.first].ent_type_ in ("PERSON", "ORG", "FAC"):
                return False
    return True


def _describe(document: Document, register: Register) -> None:
    """Give every person their fullest title, gender and the party said with it."""
    for row in register.mentions:
        for mention in row:
            person = mention.person
            if person is None:
                continue
            if mention.female is not None and person.female is None:
                person.female = mention.female
            if mention.title is not None and mention.title.text:
                _add_title(document, person, mention)
            elif person.title is None and (short := _short_title(document, mention)):
                person.title = short
                person.offices.add(office_of(short))
            if mention.party is not None and person.party is None:
                person.party = mention.party
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        for position, mention in enumerate(row):
            if mention.counterpart and mention.person is not None and not mention.person.title:
                _title_of_counterpart(document, register, sentence, mention, position)


def _short_title(document: Document, mention: NameMention) -> str | None:
    """The title that a form of address stands for: "Sen. Jane Whitfield"."""
    sentence = document.sentences[mention.sentence]
    before = " ".join(sentence.lower(i) for i in range(mention.left, mention.first))
    return titles().abbreviations.get(before)


def _add_title(document: Document, person: Person, mention: NameMention) -> None:
    title = mention.title
    assert title is not None
    text = title.text
    if title.plural:
        text = _to_singular(text)
    former = text.lower().replace("-", " ").split()[0] in titles().former
    person.offices.add(office_of(text))
    better = person.title is None or (person.former and not former)
    longer = person.title is not None and len(text.split()) > len(person.title.split())
    if better or (longer and former == person.former):
        person.title, person.former = text, former
        sentence = document.sentences[mention.sentence]
        person.title_evidence = (sentence.start, sentence.end)
    if title.private and title.named and person.origin is None:
        person.origin = title.named[0]


def _to_singular(title: str) -> str:
    words = title.split()
    for i, word in enumerate(words):
        lower = word.lower()
        if lower in titles().heads:
            return title
        for ending, replacement in (("men", "man"), ("ies", "y"), ("s", "")):
            if lower.endswith(ending) and lower[: -len(ending)] + replacement in titles().heads:
                words[i] = word[: -len(ending)] + replacement
                return " ".join(words)
    return title


def _holders_before(
    document: Document, register: Register, sentence: Sentence, position: int
) -> Iterator[Person]:
    """Whose counterpart it may be: subjects before it, nearest sentence first, then anybody."""
    rows = [(sentence, register.mentions[sentence.index][:position])]
    for i in range(sentence.index - 1, max(sentence.index - 3, -1), -1):
        rows.append((document.sentences[i], register.mentions[i]))
    for row_sentence, row in rows:
        subjects = [m for m in row if is_subject(row_sentence, m.first, m.last)]
        for mention in (*reversed(subjects), *reversed(row)):
            if mention.person is not None:
                yield mention.person


def _title_of_counterpart(
    document: Document,
    register: Register,
    sentence: Sentence,
    mention: NameMention,
    position: int,
) -> None:
    """A counterpart holds the office of the last person named before with an office."""
    assert mention.person is not None
    before = _holders_before(document, register, sentence, position)
    for person in before:
        if person is not mention.person and person.title:
            mention.person.title = person.title
            mention.person.offices |= person.offices
            mention.person.title_evidence = (sentence.start, sentence.end)
            return


def _leader_without_title(
    register: Register, finders: list[MentionFinder], home: str | None
) -> None:
    """ "President of Russia" without a name, and one untitled person who acts all through.

    In the outlet's own country only: elsewhere the two need not be the same.
    """
    people = [p for p in register.people if not p.title and p.party is None and p.mentions >= 2]
    top = [t for f in finders for t in f.titles if t.party == home and t.office in _TOP]
    held = {o for p in register.people if p.party == home for o in p.offices}
    if home is None or len(people) != 1 or not top or held & _TOP:
        return
    person = people[0]
    person.party = home
    for finder in finders:
        for title in finder.titles:
            if title in top and title.office != "leader" and person.title is None:
                person.title = title.text
                person.offices.add(title.office)
                sentence = finder.sentence
                person.title_evidence = (sentence.start, sentence.end)
                person.party_link = Link(
                    "people",
                    sentence.printed(title.first, title.last),
                    sentence.word_start(title.first),
                    sentence.word_end(title.last - 1),
                    person.name,
                    "title",
                )


def _unnamed_titles(register: Register, finders: list[MentionFinder], home: str | None) -> None:
    """ "the Russian President" tells whose president an unclaimed President is."""
    open_offices: dict[str, list[Person]] = {}
    for person in register.people:
        if person.party is None and not person.former:
            for office in person.offices:
                open_offices.setdefault(office, []).append(person)
    _leader_without_title(register, finders, home)
    claimed = {(office, p.party) for p in register.people for office in p.offices}
    for finder, row in zip(finders, register.mentions, strict=True):
        titled = {m.title for m in row if m.title is not None}
        for title in finder.titles:
            if title in titled or title.plural or title.party is None:
                continue
            people = open_offices.get(title.office, [])
            if len(people) == 1 and people[0].party is None:
                if (title.office, title.party) in claimed:
                    continue
                people[0].party = title.party
                sentence = finder.sentence
                people[0].party_link = Link(
                    "people",
                    sentence.printed(title.first, title.last),
                    sentence.word_start(title.first),
                    sentence.word_end(title.last - 1),
                    people[0].name,
                    "title",
                )
