"""Reported speech: what officers, governments and bodies are told to have said.

"She reiterated that …", "The ministry expressed concern over …", "According to the president, …".
What somebody only heard of somebody else is left out, and so is everything in direct quotation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.saying import is_unreal, phrase_from, subject
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.voices import Voices
from knowledge.model import ParagraphRole

CLAUSE = "reported clause"
VOICED = "reported view"
STANCE = "reported stance"
ACCORDING = "reported according to"

_SHORTEST = 4
_SHORTEST_OBJECT = 3
_PROMISING = frozenset({"pledge", "promise", "vow"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
_PUNCTUATION = frozenset({",", ";", ":", ".", "–", "—", "-", "--", "that"})
# What goes on with a noun phrase where the parser hangs it on the verb.
_GOING_ON = frozenset(
    {"to", "for", "with", "of", "against", "from", "between", "towards", "toward", "over", "about"}
)
_TAKES = ["dobj", "prep", "xcomp", "ccomp", "dative", "oprd", "pcomp"]
_REASONS = frozenset({"so", "as", "because", "since", "while", "when", "after", "before"})
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


def _may_take_stance(lemma: str) -> bool:
    return lemma == "call" or lemma in _PROMISING or lemma in statements().stances


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
        for i, word in enumerate(sentence.words):
            may_report = word.pos == "VERB" or word.lower == "according"
            if i < behind or not may_report or not self.narration.narrates(sentence, i):
                continue
            found = self._at(Spot(sentence, i))
            if found is not None and found.rule not in self.scene.without:
                behind = max(behind, found.last)
                yield found

    def _at(self, spot: Spot) -> Reported | None:
        if spot.lower == "according":
            return self._according(spot)
        token = spot.token
        lemma = token.lemma_.lower()
        words = statements()
        known = lemma in words.reporting or lemma in words.voicing or _may_take_stance(lemma)
        if not known or token.pos_ != "VERB" or token.tag_ not in _FINITE or not _is_told(token):
            return None
        span: tuple[int, int] | None = None
        rule = CLAUSE
        if lemma in words.reporting:
            span = self._clause(spot)
        if span is None and lemma in words.voicing:
            span, rule = self._object(spot), VOICED
        if span is None and token.tag_ != "VBG":
            span, rule = self._stance(spot, lemma), STANCE
        return None if span is None else self._reported(spot, span, rule)

    def _reported(self, spot: Spot, span: tuple[int, int], rule: str) -> Reported | None:
        if not self._is_plain(spot.sentence, span):
            return None
        speaker = subject(self.narration, self.voices, spot)
        if speaker is None or not counts(speaker):
            return None
        return Reported(speaker, rule, spot, *span)

    def _is_plain(self, sentence: Sentence, span: tuple[int, int]) -> bool:
        """True when no direct quotation stands in the words."""
        return all(
            self.narration.narrates(sentence, i)
            and not self.narration.quoted(sentence.word_end(i) - 1)
            for i in range(*span)
        )

    def _clause(self, spot: Spot) -> tuple[int, int] | None:
        """The clause that a verb has for its object, before or behind it."""
        for child in children(spot.token, "ccomp"):
            marks = {each.lower_ for each in children(child, "mark")}
            subjects = children(child, "nsubj", "nsubjpass", "expl", "csubj")
            if marks & _UNCERTAIN or not subjects:
                continue
            span = _span(spot, child)
            # A clause that begins with its verb has lost its subject to the parser.
            whole = span is not None and spot.sentence.words[span[0]].pos not in ("VERB", "AUX")
            whole = whole and not marks & _REASONS
            if span is not None and whole and span[1] - span[0] >= _SHORTEST:
                return span
        return None

    def _object(self, spot: Spot) -> tuple[int, int] | None:
        """The noun phrase that is voiced or stressed, with what goes on behind it."""
        lemma = spot.token.lemma_.lower()
        for child in children(spot.token, "dobj"):
            if lemma in ("convey", "extend", "offer") and child.lower_ not in statements().gestures:
                continue
            span = _span(spot, child)
            if span is None or span[0] < spot.i or _is_sum(child):
                continue
            first, last = span
            for other in children(spot.token, "prep", "xcomp", "advcl"):
                rest = _span(spot, other)
                joins = rest is not None and spot.sentence.lower(rest[0]) in _GOING_ON
                if rest is not None and joins and rest[0] == last:
                    last = rest[1]
            if last - first >= _SHORTEST_OBJECT:
                return first, last
        return None

    def _stance(self, spot: Spot, lemma: str) -> tuple[int, int] | None:
        """ "Called for a ceasefire", "thanked the crew for …", "pledged to …": from the verb on."""
        token = spot.token
        if lemma == "call":
            goals = [c for c in children(token, "prep") if c.lower_ in ("for", "on", "upon")]
            # A courtesy call on somebody asks for nothing.
            asks = any(c.lower_ == "for" for c in goals) or children(token, "xcomp", "advcl")
            takes = [*_TAKES, "advcl"] if goals and asks else []
        elif lemma in _PROMISING:
            takes = _TAKES if children(token, "xcomp", "ccomp") else []
        else:
            takes = _TAKES if lemma in statements().stances else []
            goals = children(token, "dobj", "ccomp")
            # "As they defend themselves" takes no stance.
            takes = takes if goals and not goals[0].lower_.endswith(("self", "selves")) else []
        if not takes:
            return None
        spans = [span for c in children(token, *takes) if (span := _span(spot, c)) is not None]
        last = max((span[1] for span in spans if span[0] > spot.i), default=spot.i)
        purpose = (_span(spot, c) for c in children(token, "advcl"))
        for span in purpose:
            if span is not None and span[0] == last and spot.sentence.lower(last) == "to":
                last = span[1]
        return (spot.i, last) if last - spot.i >= _SHORTEST else None

    def _according(self, spot: Spot) -> Reported | None:
        """ "According to the president, the road is open": the rest of the sentence."""
        sentence = spot.sentence
        if spot.i != 0 or sentence.lower(1) != "to":
            return None
        comma = next((i for i in range(2, len(sentence.words)) if sentence.lower(i) == ","), None)
        if comma is None:
            return None
        speaker = phrase_from(self.voices, [Spot(sentence, i) for i in range(2, comma)])
        if speaker is None or not counts(speaker):
            return None
        span = _trimmed(sentence, self._apposition_end(sentence, comma) + 1, len(sentence.words))
        if sentence.lower(span[0]) in ("a", "an") and speaker.people:
            return None  # "According to Okello, a farmer, …"
        if span[1] - span[0] < _SHORTEST or not self._is_plain(sentence, span):
            return None
        return Reported(speaker, ACCORDING, spot, *span)

    def _apposition_end(self, sentence: Sentence, comma: int) -> int:
        """The comma behind "According to the mayor | , Asha Otieno,"."""
        row = self.scene.register.mentions[sentence.index]
        named = next((m for m in row if m.first == comma + 1 or m.left == comma + 1), None)
        closed = named is not None and sentence.lower(named.right) == ","
        return named.right if named is not None and closed else comma


def counts(speaker: Speaker) -> bool:
    """Only people with an office or a party, countries, governments and bodies are reported."""
    if speaker.people:
        return all(person.title or person.party for person in speaker.people)
    if speaker.body is None:
        return False
    words = speaker.body.lower().split()
    return bool(speaker.parties) or any(word in statements().sources for word in words)


def _is_told(verb: Token) -> bool:
    """False for what is denied, only possible, or hearsay ("the paper wrote that he said …")."""
    if is_unreal(verb) or any(c.lower_ in _UNCERTAIN for c in children(verb, "mark")):
        return False
    if verb.tag_ in ("VBG", "VBN"):
        auxiliaries = {child.lemma_.lower() for child in children(verb, "aux", "auxpass")}
        participle = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl")
        perfect = "have" in auxiliaries and not children(verb, "auxpass")
        # "B", taken for a participle, may be the plain past of the main verb.
        past = verb.tag_ == "VBN" and verb.dep_ == "ROOT" and bool(children(verb, "nsubj"))
        if not (participle or perfect or past):
            return False
    head = verb.head
    told = head.lemma_.lower() in statements().saying
    that = any(child.lower_ == "that" for child in children(verb, "mark"))
    return head.i == verb.i or verb.dep_ != "ccomp" or not (told or that)


def _is_sum(token: Token) -> bool:
    """True for money, which is a payment and no view."""
    return any(
        each.ent_type_ == "MONEY" or each.lower_ in ("$", "€", "£") for each in token.subtree
    )


def _span(spot: Spot, child: Token) -> tuple[int, int] | None:
    """The words of everything below a token, without marks at either end."""
    sentence = spot.sentence
    places = [p for t in child.subtree if (p := sentence.position(t)) is not None]
    if not places:
        return None
    first, last = _trimmed(sentence, min(places), max(places) + 1)
    last = _with_closing_mark(sentence, first, last)
    return None if first <= spot.i < last or first >= last else (first, last)


def _with_closing_mark(sentence: Sentence, first: int, last: int) -> int:
    """Take in the closing mark of a phrase that is quoted in the words."""
    text = sentence.printed(first, last)
    unclosed = text.count('"') % 2 == 1 or text.count("“") > text.count("”")
    for end in (last, last + 1) if unclosed else ():
        if sentence.lower(end) in ('"', "”"):
            return end + 1
    return last


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    while first < last and sentence.lower(first) in _PUNCTUATION:
        first += 1
    while first < last and sentence.lower(last - 1) in _PUNCTUATION:
        last -= 1
    return first, last
