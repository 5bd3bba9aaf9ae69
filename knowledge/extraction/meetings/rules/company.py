"""Who else took part: "accompanied by C", "C and D were also present", "attending for Norway were".

They join a meeting that is already found: from its own sentence, or from one soon after it.
"""

from itertools import pairwise

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import at_word, subject_of
from knowledge.extraction.grammar.status import is_negated
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.signings import is_signing, present
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.model import Form

# So many sentences later they may be told.
_NEAR = 4
_REACH = 12
# "The participants on the American side | included".
_SUBJECT_REACH = 16
_INCLUDING = frozenset({"included", "include", "includes", "comprised", "were"})
_INTRODUCING = _INCLUDING | {":"}
_TOOK_PART = frozenset({"participated", "attended", "attending", "participating", "present"})
_ATTENDING = frozenset({"attend", "participate", "take"})
_BY = frozenset({("stop", "by"), ("drop", "by"), ("sit", "in"), ("drop", "in")})
# Without any of these, as printed and in their dictionary form, nobody is said to be there.
_THERE = frozenset({"present", "attending"})
_COMING = frozenset({"join", *_ATTENDING, *(verb for verb, _ in _BY)})
_JOINING_REACH = 9
_ARRIVING = frozenset({"arrive", "land", "touch", "receive", "welcome", "greet", "alight"})
_GATHERED = frozenset({"meeting", "talks", "talk", "call", "summit", "dinner", "luncheon", "lunch"})


def add_company(sentence: Sentence, actors: list[Actor], event: Event) -> None:
    """Take in those by whom one of the people of an event was accompanied, in its sentence."""
    accompanied = meetings().accompanied
    for i, lower in enumerate(sentence.lowers):
        beside = lower == "alongside"
        by = lower in accompanied and sentence.lower(i + 1) == "by"
        if not (by or beside):
            continue
        company = at_word(sentence, actors, i + 1 + by)
        before = [actor for actor in actors if actor.right <= i]
        if company and before and set(before[-1].people) & set(event.people):
            _join(event, company)
    at = sentence.position(event.token)
    if at is not None and event.form is Form.VISIT and event.destination is not None:
        _join(event, _travelling_with(sentence, actors, at, event.destination))
    if at is not None and event.form is not Form.VISIT:
        _join(event, _hosting(sentence, actors, at))
        _join(event, present(sentence, actors))


def _companions(sentence: Sentence, actors: list[Actor], event: Event) -> list[Actor]:
    """ "The President, accompanied by C, touched down": with the visitor told of before."""
    arriving = any(t.lemma_.lower() in _ARRIVING and t.pos_ == "VERB" for t in sentence.tokens)
    for i in range(len(sentence.words) - 1 if arriving else 0):
        if sentence.lower(i) == "accompanied" and sentence.lower(i + 1) == "by":
            before = [actor for actor in actors if actor.right <= i]
            visitor = bool(before) and set(before[-1].people) & set(event.people)
            return at_word(sentence, actors, i + 2) if visitor else []
    return []


def _travelling_with(
    sentence: Sentence, actors: list[Actor], at: int, destination: str
) -> list[Actor]:
    """ "Is to visit Tunis on Sunday with C": from elsewhere than where they go."""
    for i in range(at + 1, min(at + _REACH, len(sentence.words))):
        if sentence.words[i].pos in ("VERB", "NOUN"):
            return []
        if sentence.lower(i) in ("with", "alongside"):
            found = at_word(sentence, actors, i + 1)
            return [a for a in found if a.people and destination not in a.parties]
    return []


def _hosting(sentence: Sentence, actors: list[Actor], at: int) -> list[Actor]:
    """ "Met for talks hosted by C"."""
    for i in range(at + 1, len(sentence.words) - 1):
        if sentence.lower(i) in meetings().led and sentence.lower(i + 1) == "by":
            behind = sentence.lower(i - 1) in _GATHERED
            return at_word(sentence, actors, i + 2) if behind else []
    return []


def add_present(sentence: Sentence, actors: list[Actor], events: list[Event]) -> Event | None:
    """ "Foreign Minister C was also present": C took part in the meeting told last, given back."""
    if not events or sentence.index - max(events[-1].sentences) > _NEAR:
        return None
    event = events[-1]
    if event.form is Form.VISIT and not event.background:
        if _join(event, _companions(sentence, actors, event)):
            event.sentences.append(sentence.index)
        return None
    if event.form is Form.VISIT or event.background:
        return None
    there = _listed(sentence, actors) or _present(sentence, actors)
    if not there and is_signing(event.token):
        there = _witnesses(sentence, actors)
    if not there or not any(p.title or p.party for actor in there for p in actor.people):
        return None
    if not _join(event, there):
        return None
    event.sentences.append(sentence.index)
    return event


def _listed(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """ "Participants included A, B and C", "the delegation included", "took part: A, B, C"."""
    if sentence.vocabulary.isdisjoint(_INTRODUCING):
        return []
    words = sentence.words
    for i, word in enumerate(words[1:_SUBJECT_REACH], 1):
        if word.lower not in _INCLUDING and word.text != ":":
            continue
        before = {sentence.lower(k) for k in range(i)}
        told = word.lower in _INCLUDING and not before.isdisjoint(meetings().participants)
        colon = word.text == ":" and not before.isdisjoint(_TOOK_PART)
        if told or colon:
            end = next((k for k in range(i + 1, len(words)) if words[k].pos == "VERB"), len(words))
            return [a for a in actors if i < a.left < end and a.people]
        if word.lower in _INCLUDING:
            return []
    return []


def _present(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """The people whom a sentence says to have been there too."""
    if sentence.vocabulary.isdisjoint(_THERE) and _COMING.isdisjoint(sentence.lemmas):
        return []
    for i, word in enumerate(sentence.words):
        token = sentence.tokens[word.last - 1]
        if word.lower == "present" and sentence.lower(i - 1) in ("also", "were", "was", "there"):
            return subject_of(sentence, actors, token)
        if word.lower in ("present", "attending") and i <= 1:
            return _behind_verb(sentence, actors, i)
        if _drops_by(sentence, i):
            return subject_of(sentence, actors, token)
        attended = token.lemma_.lower() in _ATTENDING and token.pos_ == "VERB"
        attended = attended and not is_negated(token)
        also = sentence.lower(i - 1) in ("also", "will")
        if attended and (_is_too(sentence, i) or (also and _is_this(sentence, i))):
            return subject_of(sentence, actors, token)
    return []


def _witnesses(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """ "C witnessed the signing", "the signing took place in the presence of C"."""
    for i, lemma in enumerate(sentence.lemmas):
        if lemma != "witness":
            continue
        token = sentence.tokens[sentence.words[i].last - 1]
        if token.pos_ == "VERB":
            behind = {w.lower for w in sentence.words[i + 1 : i + 4]}
            passive = any(child.dep_ == "nsubjpass" for child in token.children)
            seen = {w.lower for w in sentence.words[:i]} if passive else behind
            return subject_of(sentence, actors, token) if seen & meetings().signed else []
    told = not sentence.vocabulary.isdisjoint(meetings().signed)
    return present(sentence, actors) if told else []


def _drops_by(sentence: Sentence, i: int) -> bool:
    """ "Joined A for the talks", "stopped by the meeting", "sat in on the call"."""
    token = sentence.tokens[sentence.words[i].last - 1]
    if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBN"):
        return False
    behind = [word.lower for word in sentence.words[i + 1 : i + _JOINING_REACH]]
    joins = token.lemma_.lower() == "join" or (token.lemma_.lower(), *behind[:1]) in _BY
    return joins and any(
        word in _GATHERED and before in ("the", "their", "this")
        for before, word in pairwise(behind)
    )


def _is_too(sentence: Sentence, i: int) -> bool:
    """ "Attended as well", "attended it too", "took part in the summit"."""
    behind = [word.lower for word in sentence.words[i + 1 : i + 6]]
    if behind[:2] == ["as", "well"] or behind[:1] in (["it"], ["too"]):
        return True
    first = behind.index("the") if "the" in behind[:3] else None
    return first is not None and not _GATHERED.isdisjoint(behind[first + 1 : first + 2])


def _is_this(sentence: Sentence, i: int) -> bool:
    """ "Also attended", "also took part in the talks", and nothing else that they attended."""
    behind = [word.lower for word in sentence.words[i + 1 : i + 7]]
    ends = all(word in (".", "") for word in behind[:1])
    return ends or not _GATHERED.isdisjoint(behind)


def _behind_verb(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """ "Present there were A, B and C", "also attending was A"."""
    for i in range(start + 1, min(start + 5, len(sentence.words))):
        if sentence.lower(i) in ("was", "were"):
            return at_word(sentence, actors, i + 1)
    return []


def _join(event: Event, company: list[Actor]) -> bool:
    """Add people and their parties to an event; false where it knew them all."""
    people, parties, links = gather([actor for actor in company if actor.people])
    new = [person for person in people if person not in event.people]
    event.people.extend(new)
    event.parties.extend(code for code in parties if code not in event.parties)
    event.links.extend(link for link in links if link not in event.links)
    return bool(new)
