"""The words before a quotation in its own sentence that say who speaks it.

A verb of saying with its subject, a document, somebody's words or a name with a colon.
"""

from collections.abc import Sequence

from knowledge.extraction.lexicon import statements
from knowledge.extraction.statements.narration import Narration, Spot, begins_sentence
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.saying import is_reported, phrase_from, saying_verb, subject
from knowledge.extraction.statements.tags import (
    BEFORE,
    DASHES,
    INTRODUCED,
    LONGEST_BARE,
    WITHIN,
    Attribution,
    according,
)
from knowledge.extraction.statements.voices import Voices

_LEADING = frozenset(
    {"that", "as", ",", ":", "–", "—", "-", "--", "the", "a", "an", "how", "was", "it"}
)
_OWN = frozenset({"the", "a", "an", "his", "her", "its", "their", "what", "it", "he", "she"})
_LONGEST_VIEW = 6


class Leads:
    """Reads the narration before each quotation of one article."""

    def __init__(self, narration: Narration, voices: Voices) -> None:
        self.narration = narration
        self.voices = voices

    def lead(self, quotation: Quotation) -> Attribution | None:
        """The nearest verb of saying before, with its subject, or whose words follow."""
        before = self.narration.before(quotation)
        owned = self._owned(before) if self._is_led_in(quotation, before, plain=True) else None
        if owned is not None:
            return owned
        words = statements()
        for k in range(len(before) - 1, -1, -1):
            spot = before[k]
            if spot.lower == "according":
                found = according(self.voices, before, k)
                if found is not None:
                    return found
            lemma = saying_verb(spot)
            if lemma is None:
                continue
            beside = self._is_beside(quotation, before, k)
            that = k + 1 < len(before) and before[k + 1].lower == "that"
            on = _is_spoken_of(lemma, before[k + 1 :])
            loose = lemma in words.close and not (beside or that or on)
            if loose or self._is_aside(before, k):
                continue
            led = on or self._is_led_in(quotation, before) or _is_viewed(lemma, before[k + 1 :])
            if lemma in words.introducing and not led:
                continue
            speaker = subject(self.narration, self.voices, spot)
            reported = not beside and is_reported(spot, before[:k])
            if speaker is not None and not reported:
                return Attribution(speaker, BEFORE if beside else WITHIN, spot)
        return None

    def _is_aside(self, before: list[Spot], k: int) -> bool:
        """ "She objected — which the paper noted as unusual — “…”": not the paper's words."""
        opens = next((j for j in range(k - 1, -1, -1) if before[j].lower in DASHES), None)
        return (
            opens is not None and before[-1].lower in DASHES and before[opens + 1].lower == "which"
        )

    def _is_beside(self, quotation: Quotation, before: list[Spot], k: int) -> bool:
        """True when nothing but small words stands between a verb and the quotation."""
        rest = before[k + 1 :]
        if all(spot.lower in _LEADING for spot in rest):
            return True
        plain = not any(spot.token.pos_ in ("VERB", "AUX") for spot in rest)
        return plain and self._is_led_in(quotation, before)

    def _is_led_in(self, quotation: Quotation, before: list[Spot], *, plain: bool = False) -> bool:
        """A colon, or a comma with a whole sentence behind it (with `plain`, with anything)."""
        words = quotation.words(self.narration.text)
        last = before[-1].lower if before else ""
        return last == ":" or (last == "," and (plain or begins_sentence(words)))

    def _owned(self, before: list[Spot]) -> Attribution | None:
        """ "In the words of the envoy, “…”", "the envoy's message was simple: “…”"."""
        for k, spot in enumerate(before):
            written = spot.lower in statements().documents and before[-1].lower == ":"
            if spot.lower not in statements().verdicts and not written:
                continue
            of = k + 1 < len(before) and before[k + 1].lower == "of" and k < len(before) - 2
            if of and k and before[k - 1].lower == "the" and before[0].lower == "in":
                speaker = phrase_from(self.voices, before[k + 2 :])
                return None if speaker is None else Attribution(speaker, BEFORE, spot)
            owner = self.voices.owner(spot.sentence, spot.i)
            if owner is not None and before[-1].lower == ":":
                return Attribution(owner, BEFORE, spot)
        return None

    def introduced(self, quotation: Quotation) -> Attribution | None:
        """ "The envoy, also on the radio, went further: “…”": the subject of the main verb."""
        before = self.narration.before(quotation)
        if not self._is_led_in(quotation, before):
            return None
        for spot in before:
            token = spot.token
            if token.pos_ in ("VERB", "AUX") and token.dep_ in ("ROOT", "ccomp", "parataxis"):
                speaker = subject(self.narration, self.voices, spot)
                if speaker is not None and (speaker.participants or before[-1].lower == ":"):
                    return Attribution(speaker, INTRODUCED, spot)
        return self._named(before)

    def of_document(self, quotation: Quotation) -> Attribution | None:
        """ "The resolution “demands that …”": a document right before its words."""
        before = self.narration.before(quotation)
        words = quotation.words(self.narration.text)
        if not before or before[-1].lower not in statements().documents or begins_sentence(words):
            return None
        if before[-1].token.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
            return None
        speaker = self.voices.of_phrase(before[-1].sentence, before[-1].i)
        return None if speaker is None else Attribution(speaker, WITHIN, before[-1])

    def _named(self, before: list[Spot]) -> Attribution | None:
        """ "Solberg on his page: “…”": a name, no verb, and a colon."""
        if before[-1].lower != ":" or any(s.token.pos_ in ("VERB", "AUX") for s in before):
            return None
        speaker = phrase_from(self.voices, before[:LONGEST_BARE])
        if speaker is not None and speaker.people:
            return Attribution(speaker, INTRODUCED, before[0])
        return None


def _is_spoken_of(lemma: str, rest: Sequence[Spot]) -> bool:
    """ "Spoke of “…”", "agreed to “…”": the words right behind the preposition of the verb."""
    prepositions = ("to", "on") if lemma in ("agree", "concur") else ("of", "about", "with")
    small = [spot.lower for spot in rest]
    return bool(small) and small[0] in prepositions and set(small[1:]) <= _OWN


def _is_viewed(lemma: str, rest: Sequence[Spot]) -> bool:
    """ "Sees the visit as “a new beginning”": an opinion behind "as"."""
    plain = not any(spot.token.pos_ in ("VERB", "AUX") for spot in rest[-_LONGEST_VIEW:])
    return lemma in statements().viewing and plain and any(spot.lower == "as" for spot in rest)
