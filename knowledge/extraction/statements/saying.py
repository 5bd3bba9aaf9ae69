"""Verbs of saying in the narration, and the phrase that is the subject of one."""

from collections.abc import Sequence

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.voices import Voices

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"who", "which", "that", "whose"})
"""Words that begin a clause about the noun before."""
# What hangs like this on a verb shares its subject.
_SHARES = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux", "pobj", "dobj", "attr"}
)
# Passives whose subject is the one who spoke: "he was quoted as saying".
_QUOTED = frozenset({"quote", "cite", "hear", "report", "record"})
PASSING_ON = frozenset({"quote", "cite"})
"""Verbs whose object is who spoke: "the agency quoted the minister as saying"."""
# Verbs whose object is a document in which their subject speaks.
_MAKING = frozenset({"issue", "release", "publish", "make", "write", "send", "post", "put", "sign"})
_CLIMB = 5
_LONGEST_APPOSED = 16
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_ADVERBIAL = frozenset({"in", "by", "at", "on", "from"})
_OBLIQUE = frozenset({"with", "by", "to", "of", "for", "from", "in", "between", "than", "against"})


def saying_verb(spot: Spot) -> str | None:
    """The dictionary form of a verb that may quote somebody, None for any other word."""
    token = spot.token
    words = statements()
    lemma = token.lemma_.lower()
    if spot.lower in words.sure_forms:
        return lemma if lemma in words.saying else spot.lower
    if token.pos_ != "VERB" or (token.tag_ == "VB" and is_unreal(token)):
        return None
    return lemma if lemma in words.saying or lemma in words.judging else None


def is_unreal(verb: Token) -> bool:
    """ "Refused to say", "would not confirm", "could say": nobody has said anything."""
    auxiliaries = {child.lower_ for child in children(verb, "aux", "neg")}
    if auxiliaries & {"not", "n't", "n’t", "never", "could", "might", "may", "should", "must"}:
        return True
    head = verb.head.lemma_.lower() if verb.head.i != verb.i else ""
    return head in ("refuse", "decline", "fail", "want", "need", "try", "ask", "expect", "have")


def is_reported(verb: Spot, before: Sequence[Spot]) -> bool:
    """ "She noted that Norway has promised to pay “…”": whoever notes it speaks."""
    if verb.token.dep_ != "ccomp" or verb.token.tag_ == "VBG":
        return False
    outer = next((spot for spot in before if spot.token.i == verb.token.head.i), None)
    return outer is not None and saying_verb(outer) is not None


def subject(narration: Narration, voices: Voices, verb: Spot) -> Speaker | None:
    """Who says what a verb gives: its subject, its agent, or the subject of the verb above."""
    token = verb.token
    passive = children(token, "nsubjpass") or children(token, "auxpass")
    if passive and token.lemma_.lower() not in _QUOTED:
        return _agent(voices, verb.sentence, token)
    at: Token = token
    for _ in range(_CLIMB):
        quoted = children(at, "dobj") if _quotes_somebody(at) else []
        for child in quoted:
            return _at_token(narration, voices, verb.sentence, child)
        found = _own_subject(narration, voices, verb.sentence, at)
        if found is not None:
            return found
        subjects = children(at, *_SUBJECTS)
        told = [c for c in subjects if narrated(narration, verb.sentence, c)]
        if told and _is_oblique(verb.sentence, told[0]):
            break
        if told:
            return None
        head = at.head
        if head.i == at.i:
            break
        if _is_cut_off(verb.sentence, at):
            return _nearest_subject(narration, voices, verb)
        if at.dep_ in ("relcl", "acl") and head.pos_ in _NOMINAL:
            return _at_token(narration, voices, verb.sentence, head)
        if at.dep_ not in _SHARES and at.dep_ != "ccomp":
            break
        at = head
    return _linear(narration, voices, verb)


def _quotes_somebody(verb: Token) -> bool:
    """ "The agency quoted the minister as saying": not the agency speaks."""
    if verb.lemma_.lower() not in PASSING_ON:
        return False
    saying = (t for t in verb.subtree if t.tag_ == "VBG" and t.head.lower_ == "as")
    return any(t.lemma_.lower() in statements().saying for t in saying)


def _own_subject(
    narration: Narration, voices: Voices, sentence: Sentence, token: Token
) -> Speaker | None:
    for child in children(token, *_SUBJECTS):
        relative = child.lower_ in RELATIVE and token.dep_ in ("relcl", "acl")
        child = token.head if relative else child
        if relative and (maker := _maker(narration, voices, sentence, child)) is not None:
            return maker
        if relative or not _is_oblique(sentence, child):
            found = _at_token(narration, voices, sentence, child)
            if found is not None:
                return found
    return None


def _maker(narration: Narration, voices: Voices, sentence: Sentence, noun: Token) -> Speaker | None:
    """ "They released a statement which said …": whoever released it."""
    made = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _MAKING
    if not made or noun.lower_ not in statements().documents:
        return None
    return _own_subject(narration, voices, sentence, noun.head)


def _is_cut_off(sentence: Sentence, verb: Token) -> bool:
    """ "The ministry has, in a statement, called …", read as "a statement called"."""
    i = sentence.position(verb)
    past = verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBN")
    return past and i is not None and sentence.lower(i - 1) == ","


def _nearest_subject(narration: Narration, voices: Voices, verb: Spot) -> Speaker | None:
    """Whom the last subject before a verb names."""
    sentence = verb.sentence
    for i in range(verb.i - 1, -1, -1):
        token = sentence.tokens[sentence.words[i].last - 1]
        if token.dep_ in _SUBJECTS and narration.narrates(sentence, i):
            return voices.of_phrase(sentence, i)
    return None


def _is_oblique(sentence: Sentence, token: Token) -> bool:
    """ "The ministry has, in a statement, called …", "While in Oslo, the envoy said …": no subject,
    whatever the parser says."""
    i = sentence.position(token)
    if i is None:
        return False
    closed = sentence.lower(i + 1) == ","
    while i > 0 and sentence.words[i - 1].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        i -= 1
    return sentence.lower(i - 1) in _ADVERBIAL and (closed or sentence.lower(i - 2) in (",", ""))


def narrated(narration: Narration, sentence: Sentence, token: Token) -> bool:
    """True when a token is a word of a sentence's narration."""
    i = sentence.position(token)
    return i is not None and narration.narrates(sentence, i)


def _at_token(
    narration: Narration, voices: Voices, sentence: Sentence, token: Token
) -> Speaker | None:
    i = sentence.position(token)
    if i is None or not narration.narrates(sentence, i):
        return None
    return voices.of_phrase(sentence, i)


def _agent(voices: Voices, sentence: Sentence, verb: Token) -> Speaker | None:
    """ "He was told by the minister of …": the minister."""
    for agent in children(verb, "agent", "prep"):
        for child in children(agent, "pobj") if agent.lower_ == "by" else ():
            i = sentence.position(child)
            if i is not None:
                return voices.of_phrase(sentence, i)
    return None


def _linear(narration: Narration, voices: Voices, verb: Spot) -> Speaker | None:
    """The noun right before a verb and its auxiliaries, where the parser sees no subject."""
    sentence = verb.sentence
    i = verb.i - 1
    while i >= 0 and sentence.words[i].pos in _SKIPPED:
        i -= 1
    if i > 0 and sentence.lower(i) == ",":
        i = _apposed(narration, voices, sentence, i)
    if i < 0 or sentence.words[i].pos not in _NOMINAL or not narration.narrates(sentence, i):
        return None
    left = i
    while left > 0 and sentence.words[left - 1].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        left -= 1
    if sentence.lower(left - 1) in _OBLIQUE:
        return _behind_comma(narration, voices, sentence, left)
    return voices.of_phrase(sentence, i)


def _behind_comma(
    narration: Narration, voices: Voices, sentence: Sentence, end: int
) -> Speaker | None:
    """ "Speaking in Oslo, | Dr Okello of the university | said": whom the last part begins with."""
    first = next((i for i in range(end - 1, 0, -1) if sentence.lower(i) == ","), None)
    if first is None or sentence.words[first + 1].pos not in ("DET", "PROPN", "NOUN", "ADJ"):
        return None
    spots = [Spot(sentence, i) for i in range(first + 1, end)]
    plain = all(narration.narrates(sentence, spot.i) for spot in spots)
    return phrase_from(voices, spots) if plain else None


def _apposed(narration: Narration, voices: Voices, sentence: Sentence, comma: int) -> int:
    """The name before a comma, or before what stands in apposition to it: "Asha Otieno, a
    shopkeeper in Mombasa, said"."""
    for i in range(comma - 1, max(-1, comma - _LONGEST_APPOSED), -1):
        if not narration.narrates(sentence, i) or sentence.words[i].pos in ("VERB", "AUX"):
            break
        closes = i == comma - 1 or sentence.lower(i + 1) == ","
        if closes and _named_at(voices, sentence, i):
            return i
    return comma


def _named_at(voices: Voices, sentence: Sentence, i: int) -> bool:
    """True for the last word of a name: "the head of the league, Amina Diallo, said"."""
    row = voices.scene.register.mentions[sentence.index]
    return any(mention.last == i + 1 and mention.person is not None for mention in row)


def phrase_from(voices: Voices, spots: Sequence[Spot]) -> Speaker | None:
    """The speaker whom the noun phrase at the beginning of `spots` names."""
    head: Spot | None = None
    for spot in spots:
        word = spot.sentence.words[spot.i]
        if head is not None and (spot.sentence is not head.sentence or spot.lower in RELATIVE):
            break
        mention = _mention_over(voices, spot)
        if mention is not None:
            return voices.of_phrase(spot.sentence, mention)
        if word.pos in _NOMINAL or word.pos == "NUM":
            head = spot
        elif word.pos == "CCONJ" and head is not None:
            named = _named_after(voices, head, spot)
            return voices.of_phrase(head.sentence, head.i if named is None else named)
        elif word.pos not in ("DET", "ADJ", "PART", "ADV") and word.lower not in ("'s", "’s", "’"):
            break
    return None if head is None else voices.of_phrase(head.sentence, head.i)


def _named_after(voices: Voices, head: Spot, joint: Spot) -> int | None:
    """ "Co-author and research fellow Martin How": one person, where the noun has no article."""
    sentence = joint.sentence
    first = head.i
    while first > 0 and sentence.words[first - 1].pos in ("NOUN", "PROPN", "ADJ"):
        first -= 1
    if first > 0 and sentence.words[first - 1].pos == "DET":
        return None
    row = voices.scene.register.mentions[sentence.index]
    mention = next((m for m in row if m.left == joint.i + 1 and m.person is not None), None)
    titled = mention is not None and mention.title is not None
    return mention.last - 1 if mention is not None and titled else None


def _mention_over(voices: Voices, spot: Spot) -> int | None:
    """The last word of the titled name that a word belongs to."""
    for mention in voices.scene.register.mentions[spot.sentence.index]:
        if mention.left <= spot.i < mention.right and mention.person is not None:
            following = spot.sentence.lower(mention.right)
            return None if following in ("'s", "’s", "’", "'") else mention.last - 1
    return None
