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
    RELATIVE,
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
FRAGMENT = "quote fragment"

_PUNCTUATION = frozenset({",", ";", ":", "–", "—", "-", "--", "”", '"', "’", "'"})
DASHES = frozenset({"–", "—", "-", "--"})
_ADVERBIAL = frozenset({"ADV", "PART"})
# A tag does not begin with one of these: a new clause of the sentence does.
_NO_TAG = frozenset(
    {
        "and", "but", "while", "which", "when", "because", "since", "after", "before", "to", "for",
        "of", "in", "on", "at", "by", "with", "from", "that", "if", "though", "although", "or",
        "as", "until", "during", "over", "than", "so", "where", "who", "whose", "whereas",
    }
)  # fmt: skip
_LONGEST_TAG = 30
_LONGEST_TAIL = 8
LONGEST_BARE = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, by which rule, and the word of the narration that says so."""

    speaker: Speaker
    rule: str
    by: Spot
    links: tuple[Link, ...] = ()


class Tags:
    """Reads the narration behind each quotation of one article."""

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
        if len(after) > LONGEST_BARE:
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
        if after[0].lower in DASHES:
            return self._signed(region)
        if not comma and saying_verb(region[0]) is None and not self._is_uncommaed(quotation):
            return according(self.voices, region, 0)
        return self._tag_of(region)

    def _is_uncommaed(self, quotation: Quotation) -> bool:
        """ "“The sea is ours” Okello told the paper.": a whole sentence, whose comma is missing."""
        whole = begins_sentence(quotation.words(self.narration.text))
        return whole and not self.narration.before(quotation)

    def _signed(self, region: Sequence[Spot]) -> Attribution | None:
        """ "“…” — Asha Mwangi, railway manager": a name behind a dash at the end of a line."""
        row = self.voices.scene.register.mentions[region[0].sentence.index]
        first = next((m for m in row if m.left == region[0].i and m.person is not None), None)
        if first is None or first.person is None:
            return self._tag_of(region)
        if any(spot.token.pos_ == "VERB" and not spot.capital for spot in region):
            return self._tag_of(region)
        return Attribution(Speaker(people=(first.person,)), SIGNED, region[0])

    def _tag_of(self, region: Sequence[Spot]) -> Attribution | None:
        if region[0].lower == "according" or _is_per(region[0]):
            return according(self.voices, region, 0)
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
        words = statements()
        if lemma is None or not any(
            lemma in known for known in (words.saying, words.sure_forms, words.tag_forms)
        ):
            return None
        rest = region[at + 1 :]
        if rest and rest[0].lower in ("in", "on", "at", "that", "during", ","):
            return None
        speaker = phrase_from(self.voices, rest)
        return None if speaker is None else Attribution(speaker, AFTER, region[at])

    def _subject_first(self, region: Sequence[Spot]) -> Attribution | None:
        """ "the spokesperson of the ministry, Sunita Rao, told a briefing"."""
        relative = told = False
        for k, spot in enumerate(region):
            if spot.stop:
                return None
            if spot.lower in RELATIVE and k:
                relative, told = True, False
            elif spot.lower == "," and relative:
                relative = False
            elif spot.token.pos_ == "VERB" or spot.lower in statements().sure_forms:
                lemma = saying_verb(spot)
                # "An official who asked not to be named | said": no comma ends the clause.
                ended = told and spot.token.tag_ in ("VBD", "VBZ") and region[k - 1].lower != "and"
                relative = relative and not (ended and lemma is not None)
                told = told or spot.token.tag_ in ("VBD", "VBZ", "VBP")
                inside = relative or spot.token.tag_ in ("VBG", "VBN")
                said = lemma in statements().saying or spot.lower in statements().sure_forms
                if lemma is not None and said and k and not (relative or spot.token.tag_ == "VBG"):
                    speaker = None if lemma in PASSING_ON else phrase_from(self.voices, region[:k])
                    speaker = speaker or subject(self.narration, self.voices, spot)
                    return None if speaker is None else Attribution(speaker, AFTER, spot)
                if not inside:
                    return None
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
            return according(self.voices, chunk, 0) if chunk else None
        return self._tag_of(chunk)


def _opens_tag(region: Sequence[Spot], at: int) -> bool:
    """ "“…,” underlines the document": a form of saying and a noun phrase with its article."""
    following = region[at + 1 : at + 2]
    phrase = following and (following[0].token.pos_ == "DET" or following[0].capital)
    return at == 0 and bool(phrase) and region[at].lower in statements().tag_forms


def _is_per(spot: Spot) -> bool:
    """ "Per the ministry", and not the name."""
    return spot.sentence.words[spot.i].text == "per"


def according(voices: Voices, region: Sequence[Spot], at: int) -> Attribution | None:
    """ "according to a spokesman", "per the ministry"."""
    word = region[at].lower
    skip = 2 if word == "according" and at + 1 < len(region) else 1
    if word != "according" and not _is_per(region[at]):
        return None
    speaker = phrase_from(voices, region[at + skip :])
    return None if speaker is None else Attribution(speaker, ACCORDING, region[at])
