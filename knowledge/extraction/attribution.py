"""Who speaks a quotation: the tag behind it, the verb before it, or what surrounds it.

Each way is a rule with a name. Where nothing says who speaks, nobody does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.extraction.lexicon import statements
from knowledge.extraction.narration import Break, Narration, Spot, begins_sentence
from knowledge.extraction.quotations import Quotation
from knowledge.extraction.saying import phrase_from, saying_verb, subject
from knowledge.extraction.speakers import Speaker, Voices
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
_POINTING = frozenset({"that was", "this was", "those were", "these were"})
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
_LEADING = frozenset({"that", "as", ",", ":", "–", "—", "-", "--", "the", "a", "an", "how", "was"})
_LONGEST_TAG = 30
_LONGEST_TAIL = 8
_LONGEST_BARE = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, by which rule, and the word of the narration that says so."""

    speaker: Speaker
    rule: str
    by: Spot
    links: tuple[Link, ...] = ()


class Attributor:
    """Attributes the quotations of one article in the order of the text."""

    def __init__(self, narration: Narration, voices: Voices, without: frozenset[str]) -> None:
        self.narration = narration
        self.voices = voices
        self.without = without
        self._of: dict[int, Attribution] = {}

    def attribute(self, quotation: Quotation) -> Attribution | None:
        """Who speaks a quotation; quotations must come in order."""
        if self._is_name(quotation):
            return None
        found = self._framed(quotation) or self._surrounded(quotation)
        if found is None:
            return None
        self._of[quotation.start] = found
        self.voices.note(found.by.sentence, found.speaker)
        return found

    def _allowed(self, attribution: Attribution | None) -> Attribution | None:
        off = attribution is None or attribution.rule in self.without
        return None if off else attribution

    def _framed(self, quotation: Quotation) -> Attribution | None:
        """By the words of the same sentence, before and behind."""
        before = self.narration.before(quotation)
        after = self._behind(quotation)
        lead = self._allowed(self._lead(quotation, before))
        if lead is not None and lead.rule == BEFORE:
            return lead
        tag = self._allowed(self._tag(quotation, after))
        if tag is not None and (lead is None or not self._passes_on(tag)):
            return tag
        if lead is not None:
            return lead
        tail = self._allowed(self._tail(after))
        return tail or self._allowed(self._introduced(quotation, before))

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

    def _tag(self, quotation: Quotation, after: list[Spot]) -> Attribution | None:
        """ "“…,” she told reporters", "“…,” said Mr Okello", "“…”, according to the ministry"."""
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
        if region[0].lower in ("according", "per"):
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
        if lemma is None or lemma not in statements().saying | statements().sure_forms:
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
                    speaker = phrase_from(self.voices, region[:k]) or subject(
                        self.narration, self.voices, spot
                    )
                    return None if speaker is None else Attribution(speaker, AFTER, spot)
                if not inside:
                    return None
        return None

    def _according(self, region: Sequence[Spot], at: int) -> Attribution | None:
        """ "according to a spokesman", "per the ministry"."""
        word = region[at].lower
        skip = 2 if word == "according" and at + 1 < len(region) else 1
        if word not in ("according", "per"):
            return None
        speaker = phrase_from(self.voices, region[at + skip :])
        return None if speaker is None else Attribution(speaker, ACCORDING, region[at])

    def _passes_on(self, tag: Attribution) -> bool:
        """ "…, according to NBC", "…, the paper reported": media that pass on others' words."""
        body = tag.speaker.body
        return body is not None and is_medium(body)

    def _lead(self, quotation: Quotation, before: list[Spot]) -> Attribution | None:
        """The nearest verb of saying before, with its subject."""
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
            if lemma in words.close and not beside:
                continue
            if lemma in words.introducing and not self._is_led_in(quotation, before):
                continue
            speaker = subject(self.narration, self.voices, spot)
            if speaker is not None:
                return Attribution(speaker, BEFORE if beside else WITHIN, spot)
        return None

    def _is_beside(self, quotation: Quotation, before: list[Spot], k: int) -> bool:
        """True when nothing but small words stands between a verb and the quotation."""
        rest = before[k + 1 :]
        if all(spot.lower in _LEADING for spot in rest):
            return True
        plain = not any(spot.token.pos_ in ("VERB", "AUX") for spot in rest)
        return plain and self._is_led_in(quotation, before)

    def _is_led_in(self, quotation: Quotation, before: list[Spot]) -> bool:
        """A colon, or a comma with a whole sentence behind it."""
        words = quotation.words(self.narration.text)
        last = before[-1].lower if before else ""
        return last == ":" or (last == "," and begins_sentence(words))

    def _tail(self, after: list[Spot]) -> Attribution | None:
        """The tag at the end of the sentence: "… “a long road” to peace, the premier said."."""
        cut = next((k for k in range(len(after) - 1, -1, -1) if after[k].lower == ","), None)
        if cut is None:
            return None
        chunk = after[cut + 1 :]
        verb = next((k for k, spot in enumerate(chunk) if saying_verb(spot)), None)
        if verb is None or len(chunk) - verb > _LONGEST_TAIL:
            return self._according(chunk, 0) if chunk else None
        return self._tag_of(chunk)

    def _introduced(self, quotation: Quotation, before: list[Spot]) -> Attribution | None:
        """ "The envoy, also on the radio, went further: “…”": the subject of the main verb."""
        if not self._is_led_in(quotation, before):
            return None
        for spot in before:
            token = spot.token
            if token.pos_ in ("VERB", "AUX") and token.dep_ == "ROOT":
                speaker = subject(self.narration, self.voices, spot)
                if speaker is not None and speaker.participants:
                    return Attribution(speaker, INTRODUCED, spot)
        return None

    def _surrounded(self, quotation: Quotation) -> Attribution | None:
        """A quotation that is a sentence, or a paragraph, of its own."""
        if self.narration.before(quotation):
            return self._sibling(quotation)
        return (
            self._allowed(self._goes_on(quotation))
            or self._allowed(self._verdict(quotation))
            or self._allowed(self._set_up(quotation))
        )

    def _sibling(self, quotation: Quotation) -> Attribution | None:
        """Another quotation of the same sentence is attributed: so is this one."""
        before = self.narration.before(quotation)
        for other in self.narration.quotations:
            known = self._of.get(other.start)
            inside = before[0].sentence.word_start(before[0].i) <= other.start < quotation.start
            if known is not None and inside:
                return self._allowed(replace(known, rule=CONTINUED))
        return None

    def _goes_on(self, quotation: Quotation) -> Attribution | None:
        """ "“…,” he said. “…”": the speaker before goes on, here or in a paragraph of its own."""
        k = self.narration.place[quotation.start] - 1
        items = self.narration.items
        breaks = 0
        narrated: list[Spot] = []
        while k >= 0 and not isinstance(items[k], Quotation):
            item = items[k]
            breaks += isinstance(item, Break)
            if isinstance(item, Spot):
                narrated.append(item)
            k -= 1
        if k < 0 or breaks > 1:
            return None
        last = items[k]
        known = self._of.get(last.start) if isinstance(last, Quotation) else None
        if known is None or sum(spot.stop for spot in narrated) > 1:
            return None
        if breaks and not self._is_alone(quotation):
            return None
        # Behind a phrase quoted in passing only a whole sentence goes on with it.
        passing = bool(narrated) and breaks == 0 and known.rule in (WITHIN, ACCORDING)
        if passing and not begins_sentence(quotation.words(self.narration.text)):
            return None
        return self._again(known)

    def _again(self, known: Attribution) -> Attribution:
        speaker = known.speaker
        by = known.by
        link = by.sentence.word_link("speakers", by.i, by.i + 1, speaker.shown, "continued")
        return replace(known, rule=CONTINUED, links=(link,))

    def _is_alone(self, quotation: Quotation) -> bool:
        """True when a quotation fills its paragraph, perhaps with others."""
        items = self.narration.items
        k = self.narration.place[quotation.start] + 1
        while k < len(items) and isinstance(items[k], Quotation):
            k += 1
        return k >= len(items) or isinstance(items[k], Break)

    def _verdict(self, quotation: Quotation) -> Attribution | None:
        """ "“…” That was the minister's verdict.": whose words it was."""
        after = self.narration.after(quotation)
        lowers = [spot.lower for spot in after[:4]]
        if lowers[:2] not in (
            ["that", "was"],
            ["this", "was"],
            ["those", "were"],
            ["these", "were"],
        ):
            return None
        for spot in after[2:_LONGEST_BARE]:
            if spot.lower in statements().verdicts:
                return self._owner(spot, after)
        return None

    def _owner(self, noun: Spot, after: list[Spot]) -> Attribution | None:
        """Whose verdict a noun is: "Ferro's verdict", "the verdict of the court"."""
        sentence = noun.sentence
        for actor in self.voices.actors.get(sentence.index, []):
            owns = actor.possessive and actor.right < noun.i and after[0].i <= actor.left
            of = sentence.lower(noun.i + 1) in ("of", "from", "by") and actor.left == noun.i + 2
            if (owns or of) and actor.people:
                return Attribution(Speaker(people=actor.people), VERDICT, noun)
        return None

    def _set_up(self, quotation: Quotation) -> Attribution | None:
        """ "She criticised the plan on the radio. “…”": the sentence before says who speaks."""
        k = self.narration.place[quotation.start] - 1
        items = self.narration.items
        gap = k >= 0 and isinstance(items[k], Break)
        before = self._sentence_up_to(k - 1 if gap else k)
        if not before or (gap and before[-1].lower != ":"):
            return None
        for spot in before:
            lemma = saying_verb(spot)
            if lemma is None or spot.token.dep_ not in ("ROOT", "conj", "ccomp", "advcl"):
                continue
            speaker = subject(self.narration, self.voices, spot)
            if speaker is not None and (speaker.people or before[-1].lower == ":"):
                link = spot.sentence.word_link(
                    "speakers", spot.i, spot.i + 1, speaker.shown, "sentence before"
                )
                return Attribution(speaker, INTRODUCED, spot, (link,))
        return None

    def _sentence_up_to(self, k: int) -> list[Spot]:
        """The sentence of narration that ends at item `k`."""
        found: list[Spot] = []
        items = self.narration.items
        while k >= 0:
            item = items[k]
            if not isinstance(item, Spot) or (item.stop and found):
                break
            found.append(item)
            k -= 1
        return found[::-1]

    def _is_name(self, quotation: Quotation) -> bool:
        """A title, a slogan or a name between marks: not speech."""
        before = self.narration.before(quotation)
        words = quotation.words(self.narration.text).split()
        last = next((s.lower for s in reversed(before) if s.lower not in ("the", "a", "an")), "")
        if last == "(":
            return True
        leads = {spot.lower for spot in before[-4:]}
        if leads & statements().displays:
            return True
        if last in statements().naming or last in ("called", "known"):
            return len(words) <= 12 and (last != "called" or _is_title_case(words))
        return _is_title_case(words)


def is_medium(body: str) -> bool:
    """True for a newspaper, a broadcaster or an agency as printed."""
    words = body.lower().replace("’", "'").split()
    return any(word in statements().media for word in words)


def _is_title_case(words: list[str]) -> bool:
    """ "Year of Friendship between Two Nations": nearly all its long words have capitals."""
    if words and words[-1][-1:] in ".!?" and not words[-1].isupper():
        return False
    long = [word.lstrip("[(‘'") for word in words if len(word) > 3]
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in long)
    return len(long) >= 2 and capitals >= 0.8 * len(long) and not " ".join(words).isupper()
