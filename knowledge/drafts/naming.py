"""Who and which places are named in a sentence: more widely than facts may rest on."""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.drafts.model import Line, LooseName, Naming, PlaceWord, Who
from knowledge.extraction.lexicon import places
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import NameMention
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.names.given import is_given
from knowledge.names.words import common
from knowledge.text import fold

PLACE_LINE = re.compile(r"\[\s*place\s*:", re.IGNORECASE)
"""How a line begins that only says where an article's events took place."""

_LONGEST_NAME, _SURNAME = 4, 4
_PERSON = "PERSON"
_PERHAPS_PEOPLE = frozenset({"", _PERSON, "ORG"})
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj"})
_TOGETHER = frozenset({"with", "by"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BEFORE_PLACES = frozenset({"visit", "visits", "visited", "visiting", "toured", "reached"})
_PREPOSITIONS = frozenset(
    {"in", "at", "to", "from", "near", "outside", "of", "on", "into", "through", "across", "around"}
)


def with_unlisted(line: Line, people: list[Who]) -> Line:
    """A line in which names that extraction takes for nobody's name people too.

    For extraction a name must be sure to be somebody's; here it is only held against others. A
    surname is that of somebody named before.
    """
    found: list[Naming] = []
    for loose in line.loose:
        odd = [key for key in loose.keys if common(key) or head_of(key)]
        # "Gray" is a colour, but before a surname it is somebody's name.
        if len(loose.keys) > _LONGEST_NAME or (
            odd and not (loose.person and odd[-1] != loose.keys[-1])
        ):
            continue
        who = _named_before(loose, people)
        if who == len(people):
            if len(loose.keys) == 1 and not (loose.person and len(loose.keys[0]) >= _SURNAME):
                continue
            people.append(Who(loose.text, loose.keys))
        span = (loose.start, loose.end)
        found.append(Naming(who, *span, loose.text, *span, sure=loose.person))
    if not found:
        return line
    starts = {naming.start for naming in found}
    rest = tuple(word for word in line.words if not any(n.start <= word.at < n.end for n in found))
    loose_left = tuple(one for one in line.loose if one.start not in starts)
    named = tuple(sorted((*line.people, *found), key=lambda naming: naming.start))
    return replace(line, people=named, words=rest, loose=loose_left)


def _named_before(loose: LooseName, people: list[Who]) -> int:
    """The number of the person who bears a name, or has it as a surname; the next if none does."""
    for i, one in enumerate(people):
        if one.keys == loose.keys or (len(loose.keys) == 1 and one.keys[-1] == loose.keys[0]):
            return i
    return len(people)


def loose_of(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[LooseName]:
    """Runs of capitalised words that nothing has claimed."""
    i = 0
    while i < len(sentence.words):
        end = i
        while end < len(sentence.words) and _is_free(sentence, end, taken):
            end += 1
        keys = tuple(fold(sentence.printed(i, end)).split()) if end > i else ()
        if keys:
            words = sentence.words[i:end]
            tokens = [t for word in words for t in sentence.tokens[word.first : word.last]]
            text, start = sentence.printed(i, end), sentence.word_start(i)
            person = all(t.ent_type_ == _PERSON for t in tokens) or (
                all(map(_acts, tokens)) and not text.isupper()
                if len(words) == 1
                else is_given(keys[0]) and keys[-1] != keys[0]
            )
            yield LooseName(keys, start, sentence.word_end(end - 1), text, person)
        i = max(end, i + 1)


def _acts(token: Token) -> bool:
    """True for a name that does something, or with which it is done."""
    if token.pos_ != "PROPN" or token.ent_type_ not in _PERHAPS_PEOPLE:
        return False
    return token.dep_ in _ACTING or (token.dep_ == "pobj" and token.head.lower_ in _TOGETHER)


def _is_free(sentence: Sentence, i: int, taken: list[tuple[int, int]]) -> bool:
    word, at = sentence.words[i], sentence.word_start(i)
    named = word.pos == "PROPN" or i > 0
    return word.capital and named and not any(start <= at < end for start, end in taken)


def namings_of(scene: Scene, sentence: Sentence) -> Iterator[Naming]:
    """The people whom the article's register finds named in a sentence."""
    for mention in scene.register.mentions[sentence.index]:
        if mention.person is None:
            continue
        title = mention.title
        if title is None and mention.further:
            title = mention.further[0]
        left, right = _phrase(sentence, mention)
        yield Naming(
            who=mention.person.number,
            start=sentence.word_start(mention.first),
            end=sentence.word_end(mention.last - 1),
            text=sentence.printed(mention.first, mention.last),
            left=left,
            right=right,
            title=None if title is None or title.plural else title.text,
            title_start=0 if title is None else sentence.word_start(title.first),
            title_end=0 if title is None else sentence.word_end(title.last - 1),
            party=mention.party or (title.party if title is not None else None),
        )


def _phrase(sentence: Sentence, mention: NameMention) -> tuple[int, int]:
    left, right = mention.left, mention.right
    for title in (mention.title, *mention.further):
        if title is not None and not title.plural:
            left, right = min(left, title.first), max(right, title.last)
    return sentence.word_start(left), sentence.word_end(right - 1)


def places_of(
    sentence: Sentence, parties: list[PartyMention], people: tuple[Naming, ...]
) -> Iterator[PlaceWord]:
    """Cities and venues: what the model or the gazetteer takes for one, or stands as one."""
    taken = {i for n in people for i in range(*sentence.word_span(n.start, n.end))}
    states = {i for p in parties if p.form is not PartyForm.CITY for i in range(p.first, p.last)}
    cities = {i for p in parties if p.form is PartyForm.CITY for i in range(p.first, p.last)}
    i = 0
    while i < len(sentence.words):
        end = _site_end(sentence, i, cities, states)
        if end == i or i in taken or (end - i == 1 and i in states):
            i += 1
            continue
        before = sentence.lower(i - 1)
        if before == "the":
            before = sentence.lower(i - 2)
        text = sentence.printed(i, end)
        venue = sentence.lower(end - 1) in places().venues
        placed = before in _PREPOSITIONS | _BEFORE_PLACES or bool(PLACE_LINE.match(sentence.text))
        keys = tuple(fold(text).split())
        whole = set(range(i, end))
        if keys and (venue or placed or whole & cities) and not whole <= states:
            start, stop = sentence.word_start(i), sentence.word_end(end - 1)
            yield PlaceWord(keys, start, stop, text, venue, placed)
        i = end


def _site_end(sentence: Sentence, i: int, cities: set[int], states: set[int]) -> int:
    """Behind the last word of the city or venue that begins at word `i`; `i` if none does."""
    end = i
    while end < len(sentence.words) and end - i < 6:
        word = sentence.words[end]
        if not word.capital or (
            end > i and end in cities and i in cities and end - 1 not in cities
        ):
            break
        end += 1
    if end == i:
        return i
    if sentence.lower(end - 1) in places().venues:
        return end
    if i in cities:
        last = i
        while last in cities:
            last += 1
        return last
    if sentence.lower(end) == "," and end + 1 in states and sentence.lower(i - 1) in _PREPOSITIONS:
        return end  # "In Cahors, France".
    tokens = [t for w in sentence.words[i:end] for t in sentence.tokens[w.first : w.last]]
    return end if all(t.ent_type_ in _PLACES for t in tokens) else i
