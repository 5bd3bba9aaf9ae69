"""Who speaks a quotation: by its own sentence, else by what surrounds it.

A quotation that is a sentence or a paragraph of its own belongs to the speaker before it, to whom
the sentence before tells of, or to whose words the sentence behind calls them. Where nothing says
who speaks, nobody does.
"""

from dataclasses import replace
from itertools import pairwise

from knowledge.extraction.lexicon import statements
from knowledge.extraction.statements.fragments import subject_of_fragment
from knowledge.extraction.statements.leads import Leads
from knowledge.extraction.statements.narration import Break, Item, Narration, Spot, begins_sentence
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.saying import saying_verb, subject
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.tags import (
    ACCORDING,
    BEFORE,
    CONTINUED,
    FRAGMENT,
    INTRODUCED,
    VERDICT,
    WITHIN,
    Attribution,
    Tags,
)
from knowledge.extraction.statements.voices import Voices

_POINTING = frozenset({"that was", "this was", "those were", "these were"})
_STATED = frozenset({"said", "stated", "announced", "declared", "reported", "noted"})
_SAID = _STATED | {"wrote", "told"}
_THE = frozenset({"the", "this", "these", "that", "his", "her"})
_REMARKS = frozenset(
    {"remark", "remarks", "comment", "comments", "statement", "statements", "observation",
     "observations", "announcement", "assertion", "disclosure", "appeal", "call", "declaration"}
)  # fmt: skip
_LONGEST_VERDICT = 12
_LONGEST_NAME = 12


class Attributor:
    """Attributes the quotations of one article in the order of the text."""

    def __init__(self, narration: Narration, voices: Voices, without: frozenset[str]) -> None:
        self.narration = narration
        self.voices = voices
        self.tags = Tags(narration, voices)
        self.leads = Leads(narration, voices)
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
        lead = self._allowed(self.leads.lead(quotation))
        if lead is not None and lead.rule == BEFORE:
            return lead
        tag = self._allowed(self.tags.tag(quotation))
        if tag is not None and (lead is None or not passes_on(tag)):
            return tag
        if lead is not None:
            return lead
        tail = self._allowed(self.tags.tail(quotation))
        return (
            tail
            or self._allowed(self.leads.introduced(quotation))
            or self._allowed(self.leads.of_document(quotation))
        )

    def _surrounded(self, quotation: Quotation) -> Attribution | None:
        """A quotation that is a sentence, or a paragraph, of its own."""
        if self.narration.before(quotation):
            return (
                self._sibling(quotation)
                or self._shared(quotation)
                or self._allowed(self._fragment(quotation))
            )
        return (
            self._allowed(self._goes_on(quotation))
            or self._allowed(self._verdict(quotation))
            or self._allowed(self._set_up(quotation))
        )

    def _sibling(self, quotation: Quotation) -> Attribution | None:
        """The quotation before in the same sentence is attributed: so is this one."""
        before = self.narration.before(quotation)
        k = self.narration.number[quotation.start] - 1
        known = self._of.get(self.narration.quotations[k].start) if k >= 0 else None
        start = before[0].sentence.word_start(before[0].i)
        if known is None or self.narration.quotations[k].start < start:
            return None
        return self._allowed(replace(known, rule=CONTINUED))

    def _shared(self, quotation: Quotation) -> Attribution | None:
        """ "It aims to “…” and brings “…”, the text adds": the tag behind is for both."""
        k = self.narration.number[quotation.start] + 1
        after = self.narration.after(quotation)
        if not after or k >= len(self.narration.quotations):
            return None
        following = self.narration.quotations[k]
        last = after[-1]
        joined = any(spot.lower == "and" for spot in after) and not any(s.stop for s in after)
        if not joined or following.start < last.sentence.word_end(last.i):
            return None
        if begins_sentence(quotation.words(self.narration.text)):
            return None
        tag = self.tags.tag(following)
        return None if tag is None else self._allowed(replace(tag, rule=WITHIN))

    def _fragment(self, quotation: Quotation) -> Attribution | None:
        """ "Solberg dangled the prospect of “…”": nobody says so, but who acts is quoted."""
        found = subject_of_fragment(self.narration, self.voices, quotation)
        return None if found is None else Attribution(found[0], FRAGMENT, found[1])

    def _goes_on(self, quotation: Quotation) -> Attribution | None:
        """ "“…,” he said. “…”": the speaker before goes on, here or in a paragraph of its own."""
        k = self.narration.place[quotation.start] - 1
        items = self.narration.items
        breaks = 0
        narrated: list[Spot] = []
        while k >= 0 and not self._is_spoken(items[k]):
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

    def _is_spoken(self, item: Item) -> bool:
        """True for a quotation that is no name."""
        return isinstance(item, Quotation) and not self._is_name(item)

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
        if " ".join(spot.lower for spot in after[:2]) not in _POINTING:
            return self._said_so(after)
        if len(after) > 2 and after[2].lower in _STATED:
            agent = subject(self.narration, self.voices, after[2])
            return None if agent is None else Attribution(agent, VERDICT, after[2])
        for spot in after[2:_LONGEST_VERDICT]:
            if spot.lower in statements().verdicts:
                owner = self.voices.owner(spot.sentence, spot.i)
                return None if owner is None else Attribution(owner, VERDICT, spot)
        return None

    def _said_so(self, after: list[Spot]) -> Attribution | None:
        """ "“…” The envoy said this on Monday.", "“…” Okello made the remarks in Accra."."""
        for spot, following in pairwise(after[:_LONGEST_VERDICT]):
            if spot.token.pos_ != "VERB" and spot.lower not in _SAID:
                continue
            noun = after[after.index(following) + 1 : after.index(following) + 2]
            so = spot.lower in _SAID and following.lower in ("this", "so", "these")
            made = spot.lower in ("made", "gave", "issued") and following.lower in _THE
            remark = made and bool(noun) and noun[0].lower in _REMARKS
            if not (so or remark):
                return None
            speaker = subject(self.narration, self.voices, spot)
            return None if speaker is None else Attribution(speaker, VERDICT, spot)
        return None

    def _set_up(self, quotation: Quotation) -> Attribution | None:
        """ "She criticised the plan on the radio. “…”": the sentence before says who speaks."""
        k = self.narration.place[quotation.start] - 1
        items = self.narration.items
        gap = k >= 0 and isinstance(items[k], Break)
        before = self._sentence_up_to(k - 1 if gap else k)
        if not before:
            return None
        colon = before[-1].lower == ":"
        if gap and not colon and not self._is_alone(quotation):
            return None
        for spot in before:
            lemma = saying_verb(spot)
            if lemma is None or spot.token.dep_ not in ("ROOT", "conj", "ccomp", "advcl"):
                continue
            if gap and not colon and spot.token.dep_ not in ("ROOT", "conj"):
                continue
            speaker = subject(self.narration, self.voices, spot)
            if speaker is not None and (colon or _is_one(speaker, lemma)):
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
            return len(words) <= _LONGEST_NAME and (last != "called" or _is_title_case(words))
        return _is_title_case(words)


def _is_one(speaker: Speaker, lemma: str) -> bool:
    """True for one person, or a body that is no medium and reports or takes a stance."""
    if speaker.body is None:
        return len(speaker.participants) == 1
    told = lemma in statements().reporting or lemma in statements().stances
    return told and not is_medium(speaker.body)


def passes_on(tag: Attribution) -> bool:
    """ "…, according to NBC", "…, the paper reported": media that pass on others' words."""
    body = tag.speaker.body
    return body is not None and is_medium(body)


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
