"""Reported speech: what officers, governments and bodies are told to have said.

"She reiterated that …", "The ministry expressed concern over …", "According to the president, …".
What somebody only heard of somebody else is left out, and so is everything in direct quotation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.contents import (
    SHORTEST,
    Span,
    clause,
    makes_clear,
    stance,
    stance_verbs,
    takes_stance,
    trimmed,
    voiced,
)
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.saying import is_unreal, phrase_from, subject
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.voices import Voices
from knowledge.model import ParagraphRole

CLAUSE = "reported clause"
VOICED = "reported view"
STANCE = "reported stance"
ACCORDING = "reported according to"

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
_LONGEST_SOURCE = 14
# In the names of media, and in those of others.
_NO_MEDIA = frozenset({"agency", "press", "reports", "station", "observer", "independent"})
_QUOTING = frozenset({"quote", "cite", "report"})
_GOING_ON = frozenset({"go", "continue", "proceed"})
_UNCERTAIN = frozenset({"if", "whether", "unless"})


@dataclass(frozen=True, slots=True)
class Reported:
    """Words `first`..`last`-1 of a sentence as what `speaker` said, told by `verb`."""

    speaker: Speaker
    rule: str
    verb: Spot
    first: int
    last: int

    @property
    def words(self) -> str:
        """The reported words as printed."""
        return self.verb.sentence.printed(self.first, self.last)

    @property
    def start(self) -> int:
        """Where they begin in the article."""
        return self.verb.sentence.word_start(self.first)


class Reports:
    """Finds reported speech; `told` are the words that already give a direct quotation."""

    def __init__(self, scene: Scene, narration: Narration, voices: Voices) -> None:
        self.scene = scene
        self.narration = narration
        self.voices = voices

    def of_sentence(self, sentence: Sentence) -> Iterator[Reported]:
        """What one sentence reports, in its order; no word is reported twice."""
        if sentence.role is not ParagraphRole.BODY:
            return
        behind = 0
        verbs = _verbs()
        places = [
            i
            for i, (lower, lemma) in enumerate(zip(sentence.lowers, sentence.lemmas, strict=True))
            if (lemma in verbs and sentence.words[i].pos == "VERB") or lower == "according"
        ]
        for i in places:
            if i < behind or not self.narration.narrates(sentence, i):
                continue
            found = self._at(Spot(sentence, i))
            if found is not None and found.rule not in self.scene.without:
                behind = max(behind, found.last)
                yield found

    def _at(self, spot: Spot) -> Reported | None:
        if spot.lower == "according":
            return self._according(spot)
        told = told_at(spot)
        return None if told is None else self._reported(spot, *told)

    def _reported(self, spot: Spot, span: Span, rule: str) -> Reported | None:
        if not self.narration.narrates_all(spot.sentence, *span):
            return None
        speaker = subject(self.narration, self.voices, spot)
        if speaker is None or not counts(speaker):
            return None
        return Reported(speaker, rule, spot, *span)

    def _according(self, spot: Spot) -> Reported | None:
        """ "According to the president, the road is open": the rest of the sentence."""
        sentence = spot.sentence
        if sentence.lower(spot.i + 1) != "to":
            return None
        comma = _next(sentence, spot.i + 2, ",")
        source = [Spot(sentence, i) for i in range(spot.i + 2, comma)]
        speaker = phrase_from(self.voices, source)
        if speaker is None or not counts(speaker):
            return None
        if spot.i > 0:
            span = self._up_to(spot, comma)
        else:
            span = trimmed(sentence, self._told_behind(sentence, comma), len(sentence.words))
        if span is None or span[1] - span[0] < SHORTEST:
            return None
        if not self.narration.narrates_all(sentence, *span):
            return None  # A direct quotation stands in the words.
        return Reported(speaker, ACCORDING, spot, *span)

    def _up_to(self, spot: Spot, comma: int) -> Span | None:
        """ "The road is open, according to the president": the sentence before."""
        sentence = spot.sentence
        rest = sentence.words[spot.i : len(sentence.words)]
        ends = len(rest) <= _LONGEST_SOURCE and not any(w.pos in ("VERB", "AUX") for w in rest[1:])
        if not ends or sentence.lower(spot.i - 1) != "," or comma < len(sentence.words) - 1:
            return None
        span = trimmed(sentence, 0, spot.i - 1)
        told = any(w.pos in ("VERB", "AUX") for w in sentence.words[span[0] : span[1]])
        said = any(
            sentence.tokens[w.last - 1].lemma_.lower() in statements().reporting
            for w in sentence.words[span[0] : span[1]]
        )
        return span if told and not said else None

    def _told_behind(self, sentence: Sentence, comma: int) -> int:
        """Where the clause begins: not with "a former mayor,", "director of the league,"."""
        end = _next(sentence, comma + 1, ",")
        if end < len(sentence.words) and not any(
            word.pos in ("VERB", "AUX") for word in sentence.words[comma + 1 : end]
        ):
            dated = sentence.lower(comma + 1) in ("on", "in", "at", "since", "by", "from", "after")
            return comma + 1 if dated else self._told_behind(sentence, end)
        return comma + 1


@cache
def _verbs() -> frozenset[str]:
    """The verbs at which `told_at` may find words."""
    return statements().reporting | statements().voicing | stance_verbs() | {"make"}


def told_at(spot: Spot, *, quoted: bool = False) -> tuple[Span, str] | None:
    """The words that a verb reports, whoever speaks, and by which rule; None for none.

    With `quoted` the verb stands in a quotation, so that it may hang on the verb of saying.
    """
    token = spot.token
    lemma = token.lemma_.lower()
    words = statements()
    clear = lemma == "make" and makes_clear(token)
    known = clear or lemma in words.reporting or lemma in words.voicing or takes_stance(lemma)
    if not known or token.pos_ != "VERB" or not _is_finite(token):
        return None
    if not _is_told(token, quoted=quoted):
        return None
    span: Span | None = None
    rule = CLAUSE
    if clear or lemma in words.reporting:
        span = clause(spot)
    if span is None and lemma in words.voicing:
        span, rule = voiced(spot), VOICED
    if span is None and token.tag_ != "VBG" and not children(token, "nsubjpass"):
        span, rule = stance(spot), STANCE
    return None if span is None else (span, rule)


def counts(speaker: Speaker) -> bool:
    """Only people with an office or a party, countries, governments and bodies are reported."""
    if speaker.people:
        return all(person.title or person.party for person in speaker.people)
    if speaker.body is None:
        return False
    words = speaker.body.lower().split()
    if not words or {words[0], words[-1]} & statements().private:
        return False
    if any(word in statements().media for word in words if word not in _NO_MEDIA):
        return False
    return bool(speaker.parties) or any(word in statements().sources for word in words)


def _is_told(verb: Token, *, quoted: bool) -> bool:
    """False for what is denied, only possible, or hearsay ("the paper wrote that he said …")."""
    if is_unreal(verb) or any(c.lower_ in _UNCERTAIN for c in children(verb, "mark")):
        return False
    # "Had she said so, …" tells nothing.
    first = min((child.i for child in children(verb, "aux")), default=verb.i)
    if any(first < child.i < verb.i for child in children(verb, "nsubj")):
        return False
    if verb.tag_ in ("VBG", "VBN"):
        auxiliaries = {child.lemma_.lower() for child in children(verb, "aux", "auxpass")}
        cited = verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in _QUOTING
        agent = "be" in auxiliaries and bool(children(verb, "agent"))
        participle = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl")
        perfect = "have" in auxiliaries and not children(verb, "auxpass")
        # "B", taken for a participle, may be the plain past of the main verb.
        past = verb.tag_ == "VBN" and verb.dep_ == "ROOT" and bool(children(verb, "nsubj"))
        if not (participle or perfect or past or cited or agent):
            return False
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return False
    told = head.lemma_.lower() in statements().saying
    that = any(child.lower_ == "that" for child in children(verb, "mark"))
    return quoted or head.i == verb.i or verb.dep_ != "ccomp" or not (told or that)


def _next(sentence: Sentence, first: int, sign: str) -> int:
    """The next word that is `sign`, or where the sentence ends."""
    rest = range(first, len(sentence.words))
    return next((i for i in rest if sentence.lower(i) == sign), len(sentence.words))


def _is_finite(verb: Token) -> bool:
    """True for a verb in a tense, or "said" in "went on to say"."""
    above = verb.head
    goes_on = verb.dep_ in ("xcomp", "advcl") and above.lemma_.lower() in _GOING_ON
    return verb.tag_ in _FINITE or (goes_on and above.tag_ in _FINITE)
