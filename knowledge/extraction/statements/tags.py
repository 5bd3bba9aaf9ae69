"""The words around a quotation in its own sentence that say who speaks it.

Behind it a tag ("she told reporters", "said the envoy", "according to the ministry"), before it a
verb of saying, at the end of the sentence a tag for all of it. Each way is a rule with a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.lexicon import statements
from knowledge.extraction.statements.narration import Narration, Spot, begins_sentence
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.saying import (
    PASSING_ON,
    is_reported,
    phrase_from,
    saying_verb,
    subject,
)
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.voices import Voices
from knowledge.model import Link

AFTER = "quote after"
BEFORE = "quote before"
WITHIN = "quote within"
ACCORDING = "quote according to"
INTRODUCED = "quote introduced"
CONTINUED = "quote continued"
VERDICT = "quote verdict"
SIGNED = "quote signed"

_PUNCTUATION = frozenset({",", ";", ":", "–", "—", "-", "--", "”", '"', "’", "'"})
_DASHES = frozenset({"–", "—", "-", "--"})
_ADVERBIAL = frozenset({"ADV", "PART"})
# A tag does not begin with one of these: a new clause of the sentence does.
_NO_TAG = frozenset(
    {
        "and", "but", "while", "which", "when", "because", "since", "after", "before", "to", "for",
        "of", "in", "on", "at", "by", "with", "from", "that", "if", "though", "although", "or",
        "as", "until", "during", "over", "than", "so", "where", "who", "whose", "whereas",
    }
)  # fmt: skip
_LEADING = frozenset(
    {"that", "as", ",", ":", "–", "—", "-", "--", "the", "a", "an", "how", "was", "it"}
)
_LONGEST_TAG = 30
_LONGEST_TAIL = 8
_LONGEST_BARE = 12
_LONGEST_VIEW = 6


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, by which rule, and the word of the narration that says so."""

    speaker: Speaker
    rule: str
    by: Spot
    links: tuple[Link, ...] = ()


class Frames:
    """Reads the narration right around each quotation of one article."""

    def __init__(self, narration: Narration, voices: Voices) -> None:
        self.narration = narration
        self.voices = voices

    def _behind(self, quotation: Quotation) -> list[Spot]:
        """The narration behind that can hold a tag: none where a new sentence begins."""
        after = self.narration.after(quotation)
        if not after or not self.narration.ends_sentence(quotation) or not after[0].capital:
            return after
        return after if self._is_bare_tag(quotation, after) else []

    def _is_bare_tag(self, quotation: Quotation, after: list[Spot]) -> bool:
        """ "“…!” Director Imai said.": no more than who, the verb, and perhaps where."""
        if len(after) > _LONGEST_BARE:
            return False
        verb = next((k for k, spot in enumerate(after) if spot.token.pos_ == "VERB"), None)
        if verb is None or saying_verb(after[verb]) is None:
            return False
        rest = [spot for spot in after[verb + 1 :] if not spot.stop]
        asks = quotation.closing(self.narration.text) in "?!"
        short = not rest or (asks and not any(s.token.pos_ in ("VERB", "AUX") for s in rest))
        opening = self.narration.before(quotation)
        return short and not opening

    def tag(self, quotation: Quotation) -> Attribution | None:
        """ "“…,” she told reporters", "“…,” said Mr Okello", "“…”, according to the ministry"."""
        after = self._behind(quotation)
        start = 0
        while start < len(after) and after[start].lower in _PUNCTUATION:
            start += 1
        # What ends a sentence was let through only where a bare tag follows.
        comma = start > 0 or quotation.closing(self.narration.text) in ",.?!—–-…"
        region = after[start : start + _LONGEST_TAG]
        if not region:
            return None
        if after[0].lower in _DASHES:
            return self._signed(region)
        if not comma and saying_verb(region[0]) is None:
            return self._according(region, 0)
        return self._tag_of(region)

    def _signed(self, region: Sequence[Spot]) -> Attribution | None:
        """ "“…” — Asha Mwangi, railway manager": a name behind a dash at the end of a line."""
        row = self.voices.scene.register.mentions[region[0].sentence.index]
        first = next((m for m in row if m.left == region[0].i and m.person is not None), None)
        if first is None or first.person is None:
            return self._tag_of(region)
        following = region[0].sentence.lower(first.right)
        if following not in ("", ".", ",", "("):
            return self._tag_of(region)
        return Attribution(Speaker(people=(first.person,)), SIGNED, region[0])

    def _tag_of(self, region: Sequence[Spot]) -> Attribution | None:
        if region[0].lower == "according" or _is_per(region[0]):
            return self._according(region, 0)
        if region[0].lower == "as":
            region = region[1:]
        if not region or region[0].lower in _NO_TAG:
            return None
        inverted = self._inverted(region)
        return inverted or self._subject_first(region)

    def _inverted(self, region: Sequence[Spot]) -> Attribution | None:
        """ "said Asha Mwangi, a shopkeeper"."""
        at = 0
        while at < len(region) and region[at].token.pos_ in _ADVERBIAL and at < 2:
            at += 1
        if at >= len(region) or region[at].token.tag_ == "VBG":
            return None
        lemma = saying_verb(region[at])
        if lemma is None and _opens_tag(region, at):
            lemma = region[at].lower
        if lemma is None or lemma not in (
            statements().saying | statements().sure_forms | statements().tag_forms
        ):
            return None
        rest = region[at + 1 :]
        if rest and rest[0].lower in ("in", "on", "at", "that", "during", ","):
            return None
        speaker = phrase_from(self.voices, rest)
        return None if speaker is None else Attribution(speaker, AFTER, region[at])

    def _subject_first(self, region: Sequence[Spot]) -> Attribution | None:
        """ "the spokesperson of the ministry, Sunita Rao, told a briefing"."""
        relative = False
        for k, spot in enumerate(region):
            if spot.stop:
                return None
            if spot.lower in ("who", "which", "that", "whose") and k:
                relative = True
            elif spot.lower == "," and relative:
                relative = False
            elif spot.token.pos_ == "VERB" or spot.lower in statements().sure_forms:
                lemma = saying_verb(spot)
                inside = relative or spot.token.tag_ in ("VBG", "VBN")
                said = lemma in statements().saying or spot.lower in statements().sure_forms
                if lemma is not None and said and k and not (relative or spot.token.tag_ == "VBG"):
                    speaker = None if lemma in PASSING_ON else phrase_from(self.voices, region[:k])
                    speaker = speaker or subject(self.narration, self.voices, spot)
                    return None if speaker is None else Attribution(speaker, AFTER, spot)
                if not inside:
                    return None
        return None

    def _according(self, region: Sequence[Spot], at: int) -> Attribution | None:
        """ "according to a spokesman", "per the ministry"."""
        word = region[at].lower
        skip = 2 if word == "according" and at + 1 < len(region) else 1
        if word != "according" and not _is_per(region[at]):
            return None
        speaker = phrase_from(self.voices, region[at + skip :])
        return None if speaker is None else Attribution(speaker, ACCORDING, region[at])

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
                found = self._according(before, k)
                if found is not None:
                    return found
            lemma = saying_verb(spot)
            if lemma is None:
                continue
            beside = self._is_beside(quotation, before, k)
            that = k + 1 < len(before) and before[k + 1].lower == "that"
            loose = lemma in words.close and not (beside or that)
            if loose or self._is_aside(before, k):
                continue
            led = self._is_led_in(quotation, before) or _is_viewed(lemma, before[k + 1 :])
            if lemma in words.introducing and not led:
                continue
            speaker = subject(self.narration, self.voices, spot)
            reported = not beside and is_reported(spot, before[:k])
            if speaker is not None and not reported:
                return Attribution(speaker, BEFORE if beside else WITHIN, spot)
        return None

    def _is_aside(self, before: list[Spot], k: int) -> bool:
        """ "She objected — which the paper noted as unusual — “…”": not the paper's words."""
        opens = next((j for j in range(k - 1, -1, -1) if before[j].lower in _DASHES), None)
        return (
            opens is not None and before[-1].lower in _DASHES and before[opens + 1].lower == "which"
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
            if spot.lower not in statements().verdicts:
                continue
            of = k + 1 < len(before) and before[k + 1].lower == "of" and k < len(before) - 2
            if of and k and before[k - 1].lower == "the" and before[0].lower == "in":
                speaker = phrase_from(self.voices, before[k + 2 :])
                return None if speaker is None else Attribution(speaker, BEFORE, spot)
            owner = self.voices.owner(spot.sentence, spot.i)
            if owner is not None and before[-1].lower == ":":
                return Attribution(owner, BEFORE, spot)
        return None

    def tail(self, quotation: Quotation) -> Attribution | None:
        """The tag at the end of the sentence: "… “a long road” to peace, the premier said."."""
        after = self._behind(quotation)
        cut = next((k for k in range(len(after) - 1, -1, -1) if after[k].lower == ","), None)
        if cut is None:
            return None
        chunk = after[cut + 1 :]
        verb = next((k for k, spot in enumerate(chunk) if saying_verb(spot)), None)
        if verb is None or len(chunk) - verb > _LONGEST_TAIL:
            return self._according(chunk, 0) if chunk else None
        return self._tag_of(chunk)

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
        speaker = phrase_from(self.voices, before[:_LONGEST_BARE])
        if speaker is not None and speaker.people:
            return Attribution(speaker, INTRODUCED, before[0])
        return None


def _opens_tag(region: Sequence[Spot], at: int) -> bool:
    """ "“…,” underlines the document": a form of saying and a noun phrase with its article."""
    following = region[at + 1 : at + 2]
    phrase = following and (following[0].token.pos_ == "DET" or following[0].capital)
    return at == 0 and bool(phrase) and region[at].lower in statements().tag_forms


def _is_viewed(lemma: str, rest: Sequence[Spot]) -> bool:
    """ "Sees the visit as “a new beginning”": an opinion behind "as"."""
    plain = not any(spot.token.pos_ in ("VERB", "AUX") for spot in rest[-_LONGEST_VIEW:])
    return lemma in statements().viewing and plain and any(spot.lower == "as" for spot in rest)


def _is_per(spot: Spot) -> bool:
    """ "Per the ministry", and not the name."""
    return spot.sentence.words[spot.i].text == "per"
