"""Where an event took place, and what it was on the sidelines of."""

import re

from knowledge.extraction.grammar.clauses import children, climb, ruling_verb
from knowledge.extraction.grammar.dated_clauses import is_about_to
from knowledge.extraction.lexicon import meetings, name_words, places
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Link, ParagraphRole

_PLACE_LINE = re.compile(r"^\[?\s?place\s?:\s?(?P<place>[^\]]+?)\s?\]?$", re.IGNORECASE)
# How many words from the event its place may stand, and how many words it may have.
_NO_PLACE = frozenset({PartyForm.NAME, PartyForm.BODY, PartyForm.DEMONYM})
_WHERE = frozenset({"in", "at", "to", "outside", "near"})
_REACH = 14
# "In the northern Bosnian market town of".
_DESCRIBED = 6
# "With visiting President B", "behind closed doors".
_NO_VERBS = frozenset({"visiting", "closed", "was", "were"})
_RECEIVING = frozenset({"welcome", "receive", "greet", "host"})
_LONGEST = 7
# Small words inside the name of a place.
_JOINING = frozenset({"of", "the", "de", "del", "da", "do", "di", "la", "el", "al"})
# Small words inside the name of a gathering.
_OCCASION_WORDS = frozenset({"and", "of", "on", "for", "the", "leaders", "'s", "’s"})
_LONGEST_OCCASION = 12
# Verbs that tell of an event only beside one who does so: "the talks came …".
_NO_HAPPENING = frozenset({"meet", "come", "go", "be"})


def place_line(document: Document) -> tuple[str, Link] | None:
    """The place that a line of its own gives for the whole article ("[Place: Durban]")."""
    for sentence in document.sentences[:6]:
        match = _PLACE_LINE.match(" ".join(sentence.text.split()))
        if match is not None:
            place = match["place"]
            return place, sentence.link("place", place, "dateline")
    return None


def place_of(sentence: Sentence, token: Token, parties: list[PartyMention]) -> str | None:
    """The city or venue that a sentence gives for a verb or noun; None where it gives none.

    Only what stands behind "in" or "at" in the same clause; a country alone is no place.
    """
    at = sentence.position(token)
    if at is None:
        return None
    for i in _candidates(sentence, at):
        if sentence.lower(i) not in _WHERE or not _belongs(sentence, token, i):
            continue
        place = _place_phrase(sentence, i, parties)
        own = place is None or _is_venue(place) or _is_received(sentence, token, i)
        if sentence.lower(i) == "to" and not own:
            continue  # "Welcomed B to the White House", but "the ambassador to Rome"
        if place is not None:
            return place
    return _hosting_city(sentence, token, parties)


def _is_received(sentence: Sentence, token: Token, i: int) -> bool:
    """ "Welcomed B | to Riga", by the verb's own preposition."""
    head = sentence.tokens[sentence.words[i].first].head
    return head.i == token.i and token.lemma_.lower() in _RECEIVING


def _hosting_city(sentence: Sentence, token: Token, parties: list[PartyMention]) -> str | None:
    """ "Geneva hosted talks between A and B"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_.lower() != "host":
        return None
    hosts = {sentence.position(child) for child in verb.children if child.dep_ == "nsubj"}
    cities = (p for p in parties if p.form is PartyForm.CITY and p.last - 1 in hosts)
    return next((p.text for p in cities), None)


def _is_venue(place: str) -> bool:
    return place.split(",")[0].split()[-1].lower() in places().venues


def _candidates(sentence: Sentence, at: int) -> list[int]:
    after = list(range(at + 1, min(at + 1 + 3 * _REACH, len(sentence.words))))
    before = list(range(at - 1, max(at - _REACH, -1), -1))
    return after + before


def _belongs(sentence: Sentence, token: Token, i: int) -> bool:
    """True when a preposition hangs on the event or on the verb that carries it."""
    preposition = sentence.tokens[sentence.words[i].first]
    head = preposition.head
    if head.i == token.i:
        return True
    verb = ruling_verb(token)
    if is_about_to(token, head):
        return True
    if verb is not None and head.i == verb.i:
        return verb.lemma_.lower() not in ("say", "tell", "announce", "report", "live")
    own = _own_verbs(token, verb)
    if head.pos_ in ("VERB", "AUX"):
        if head.i in own:
            return True
        goes_on = any(t.i == token.i for t in climb(head)) and head.dep_ in ("conj", "advcl")
        return goes_on and i - (sentence.position(token) or i) > 0
    at = sentence.position(token)
    if at is None or not 0 < i - at <= 2 * _REACH:
        return False
    closed = (w for w in sentence.words[at + 1 : i] if w.lower not in _NO_VERBS)
    verbs = {sentence.tokens[w.last - 1].i for w in closed if w.pos in ("VERB", "AUX")}
    relative = any(w.lower in ("who", "which", "that") for w in sentence.words[at + 1 : i])
    return verbs <= own and (bool(verbs) or not relative)


def _own_verbs(token: Token, verb: Token | None) -> set[int]:
    """The verbs by which a noun is said to happen: "the talks took place", "the talks, held"."""
    clauses = [*children(token, "acl", "relcl")] if token.pos_ != "VERB" else []
    if verb is not None and token.dep_ in ("nsubj", "nsubjpass"):
        clauses.append(verb)
    occurring = meetings().occurring
    lemmas = ((clause.i, clause.lemma_.lower()) for clause in clauses)
    return {i for i, lemma in lemmas if lemma in occurring and lemma not in _NO_HAPPENING}


def _place_phrase(sentence: Sentence, i: int, parties: list[PartyMention]) -> str | None:
    """The city or venue named right behind the preposition at word `i`."""
    start = i + 2 if sentence.lower(i + 1) == "the" else i + 1
    named_behind = _behind_description(sentence, start)
    if named_behind is not None:
        end = _capitals_end(sentence, named_behind)
        return sentence.printed(named_behind, _with_city(sentence, end, parties))
    end = _capitals_end(sentence, start)
    if end == start:
        return None
    lower = sentence.lower(start)
    if lower in name_words().not_names and lower not in ("new", "north", "south"):
        return None
    last = sentence.lower(end - 1)
    if last in places().occasions or last in places().regions:
        return None
    if last in places().venues:
        return _in_city(sentence, start, end, parties)
    named = next((p for p in parties if p.first < end and p.last > start), None)
    if named is not None and named.first == start and named.form in _NO_PLACE:
        return None
    if named is not None and named.form is PartyForm.CITY:
        return sentence.printed(start, _with_city(sentence, end, parties))
    named_place = _is_place_to_model(sentence, start, end)
    return _in_city(sentence, start, end, parties) if named_place else None


def _behind_description(sentence: Sentence, start: int) -> int | None:
    """ "The Czech spa town of | Karlovy Vary", "the presidential palace | Casa Blanca"."""
    for i in range(start, min(start + _DESCRIBED, len(sentence.words) - 1)):
        word = sentence.words[i]
        of = i + 1 if word.lower in places().settlements else None
        if of is not None and sentence.lower(of) == "of":
            behind = of + 1
            named = behind < len(sentence.words) and sentence.words[behind].capital
            return behind if named else None
        if word.lower in places().venues and not word.capital and i > start:
            return i + 1 if sentence.words[i + 1].capital else None
        if word.pos not in ("ADJ", "NOUN", "PROPN", "DET"):
            return None
    return None


def _capitals_end(sentence: Sentence, start: int) -> int:
    """The end of the run of capitalised words from `start`, "of" and "the" between them."""
    words = sentence.words
    end = start
    while end < len(words) and end - start < _LONGEST:
        joins = words[end].lower in _JOINING and end > start
        if not (words[end].capital or joins):
            break
        end += 1
    while end > start and words[end - 1].lower in _JOINING:
        end -= 1
    return end


def _is_place_to_model(sentence: Sentence, start: int, end: int) -> bool:
    """True when the language model takes any of the words for a place."""
    tokens = (
        t for word in sentence.words[start:end] for t in sentence.tokens[word.first : word.last]
    )
    return any(token.ent_type_ in ("GPE", "LOC", "FAC") for token in tokens)


def _in_city(sentence: Sentence, start: int, end: int, parties: list[PartyMention]) -> str:
    """A venue with its city, printed "State House, Nairobi" or "State House in Nairobi"."""
    inside = sentence.lower(end) == "in"
    city = next((p for p in parties if p.first == end + 1 and p.form is PartyForm.CITY), None)
    if inside and city is not None:
        return f"{sentence.printed(start, end)}, {city.text}"
    return sentence.printed(start, _with_city(sentence, end, parties))


def _with_city(sentence: Sentence, end: int, parties: list[PartyMention]) -> int:
    """Take in ", Delaware" after a city or venue, but no country."""
    words = sentence.words
    if sentence.lower(end) == "," and end + 1 < len(words) and words[end + 1].capital:
        after = end + 1
        if any(p.first == after and p.form is not PartyForm.CITY for p in parties):
            return end
        token = sentence.tokens[words[after].first]
        ends = sentence.lower(after + 1) in (",", ".", "and", "on", "to", "")
        if token.ent_type_ == "GPE" and ends:
            return after + 1
    return end


def occasion_of(sentence: Sentence, token: Token) -> str | None:
    """What an event was held on the sidelines of, during or at: a named gathering."""
    at = sentence.position(token)
    if at is None:
        return None
    for i, word in enumerate(sentence.words):
        if word.lower in places().sidelines and sentence.lower(i + 1) == "of":
            return named_occasion(sentence, i + 2)
    for i, word in enumerate(sentence.words):
        if word.lower in ("during", "at") and i != at and abs(i - at) <= 3 * _REACH:
            named = named_occasion(sentence, i + 1)
            if named is not None:
                return named
    return None


def named_occasion(sentence: Sentence, start: int) -> str | None:
    """The name of a gathering that begins at word `start`: "the 40th and 41st ASEAN Summits"."""
    words = sentence.words
    if sentence.lower(start) in ("the", "a", "an", "this"):
        start += 1
    end, last_head, named = start, 0, False
    while end < len(words) and end - start < _LONGEST_OCCASION:
        word = words[end]
        is_head = word.lower in places().occasions
        if word.capital or word.text[0].isdigit() or word.lower in places().ordinals:
            named = named or (word.capital and not is_head) or word.text[0].isdigit()
        elif not (is_head or word.lower in _OCCASION_WORDS):
            break
        end += 1
        if is_head:
            last_head = end
    if last_head and sentence.lower(last_head) == "of":
        last_head = _of_whom_end(sentence, last_head)
    # "At the Assembly Hall" is a place.
    is_place = sentence.lower(last_head) in places().venues
    return sentence.printed(start, last_head) if last_head and named and not is_place else None


def _of_whom_end(sentence: Sentence, head: int) -> int:
    """ "The 30th meeting | of the Ocean Contact Group": where the name ends."""
    start = head + 1 + (sentence.lower(head + 1) == "the")
    end = _capitals_end(sentence, start)
    return end if end > start else head


def lead_occasion(document: Document) -> tuple[str, Link] | None:
    """The gathering that the lead is about: what meetings under later headings belong to."""
    for sentence in document.sentences[:4]:
        if sentence.role is not ParagraphRole.BODY:
            continue
        if sentence.vocabulary.isdisjoint(places().sidelines):
            continue
        for i in range(len(sentence.words)):
            if sentence.lower(i - 1) in ("the", "with", "of", "during", "at"):
                name = named_occasion(sentence, i)
                if name is not None:
                    return name, Link("occasion", name, sentence.start, sentence.end, name, "lead")
    return None
