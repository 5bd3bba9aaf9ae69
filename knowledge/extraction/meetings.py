"""Meetings, calls, visits and summits: the rules that find them, sentence by sentence.

A rule looks wide (verbs and nouns of meeting, joint acts) and accepts narrowly: two identified
parties, or a visitor and a destination, from one sentence or along recorded links. What only hints
at a meeting (two leaders who "hail" something together) waits for a second signal.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from knowledge.extraction.actors import Actor, ActorFinder, ActorForm
from knowledge.extraction.clauses import (
    after_word,
    at_word,
    children,
    climb,
    covering,
    is_background,
    listed,
    status_of,
    subject_of,
)
from knowledge.extraction.document import Document, Sentence
from knowledge.extraction.events import Event, gather, joined, without_doubles
from knowledge.extraction.lexicon import Trigger, meetings, titles
from knowledge.extraction.parties import PartyForm, PartyMention
from knowledge.extraction.register import Person, Register
from knowledge.extraction.when import Calendar
from knowledge.extraction.where import lead_occasion, occasion_of, place_line, place_of
from knowledge.model import Form, Link, ParagraphRole, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE_VERBS = frozenset({"meet", "meets", "met", "hosted", "visited", "visits", "welcomed"})
_LEADERS = frozenset({"leaders", "presidents", "ministers", "premiers", "chancellors", "kings"})
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7}  # fmt: skip
_STAYS = frozenset({"visit", "trip", "tour"})
_PHONE = frozenset({"phone", "telephone", "video", "conference", "audio", "telephonic", "virtual"})
_APPEAL = frozenset({"for", "to", "on", "of"})
_BY_PHONE = frozenset(
    {"phone", "telephone", "phoned", "videoconference", "video", "teleconference"}
)


class MeetingFinder:
    """Finds the meetings of one article."""

    def __init__(
        self,
        document: Document,
        parties: list[list[PartyMention]],
        register: Register,
        enabled: Callable[[str], bool] = lambda rule: True,
    ) -> None:
        self.document = document
        self.parties = parties
        self.register = register
        self.enabled = enabled
        self.finder = ActorFinder(document, parties, register)
        self.calendar = Calendar(document)
        self.place = place_line(document)
        self.lead = lead_occasion(document)
        self.bilateral_lead = self._speaks_of_meetings()

    def find(self) -> list[Event]:
        """The meetings, each told once, in the order of the text."""
        found: list[Event] = []
        for sentence in self.document.sentences:
            actors = self.finder.find(sentence.index)
            for event in self._of_sentence(sentence, actors):
                if self.enabled(event.rule):
                    self._complete(sentence, event)
                    found.append(event)
                    if len(event.people) >= 2 and not event.background:
                        self.finder.note_pair(sentence.index, tuple(event.people))
        events = [e for e in joined(found) if _stands(e)]
        for event in events:
            self._settle_place(event)
        return events

    def _speaks_of_meetings(self) -> Link | None:
        """The lead sentence that announces meetings, for the sections below it."""
        for sentence in self.document.sentences:
            if sentence.role is ParagraphRole.HEADING:
                return None
            if any(
                word.lower in ("meetings", "talks", "bilaterals", "meeting")
                for word in sentence.words
            ):
                return Link(
                    "people", sentence.text, sentence.start, sentence.end, "meetings", "lead"
                )
        return None

    def _of_sentence(self, sentence: Sentence, actors: list[Actor]) -> Iterator[Event]:
        if sentence.role in (ParagraphRole.HEADING, ParagraphRole.DATELINE):
            return
        for word in sentence.words:
            token = sentence.tokens[word.last - 1]
            lemma = token.lemma_.lower()
            if word.lower.startswith("co-"):
                lemma = f"co-{_stem(word.lower[3:])}"
            event: Event | None = None
            if self._is_verb(sentence, token):
                event = self._by_verb(sentence, actors, token, lemma)
                if event is None and lemma in meetings().joint:
                    event = self._joint(sentence, actors, token, lemma)
                if event is None and lemma in meetings().address:
                    event = self._addressed(sentence, actors, token)
            elif word.lower in meetings().nouns or lemma in meetings().nouns:
                event = self._by_noun(sentence, actors, token, word.lower)
            if event is not None:
                for each in self._one_by_one(event, word.lower):
                    each.headline = sentence.role is ParagraphRole.TITLE
                    if sentence.role is ParagraphRole.CAPTION:
                        each.weak = True
                    yield each

    def _one_by_one(self, event: Event, word: str) -> Iterator[Event]:
        """ "Bilateral meetings with A, B and C" are three meetings."""
        others = [p for p in event.people if p.party != event.people[0].party]
        if event.rule != "noun with" or word not in ("meetings", "contacts") or len(others) < 2:
            yield event
            return
        host = event.people[0]
        for person in others:
            parties = [code for code in dict.fromkeys((host.party, person.party)) if code]
            links = [link for link in event.links]
            yield replace(event, people=[host, person], parties=parties, links=links, sentences=[])

    def _is_verb(self, sentence: Sentence, token: "Token") -> bool:
        if token.pos_ == "VERB":
            return True
        # Headlines, slips and compounds are often read as something else ("Hun Sen meet with …").
        return token.lower_.removeprefix("co-") in _SURE_VERBS and token.pos_ in (
            "NOUN",
            "PROPN",
            "AUX",
            "ADJ",
        )

    # --- verbs -----------------------------------------------------------------------------

    def _by_verb(
        self, sentence: Sentence, actors: list[Actor], token: "Token", lemma: str
    ) -> Event | None:
        trigger = next((t for t in meetings().verbs if lemma in t.words), None)
        if trigger is None:
            return None
        if trigger.form == "visit":
            return self._visit_verb(sentence, actors, token, trigger)
        at = sentence.position(token)
        assert at is not None
        subject = subject_of(sentence, actors, token)
        partner = self._partner(sentence, actors, token, trigger)
        form = Form(trigger.form)
        if lemma == "call" and sentence.lower(at + 1) in ("on", "upon"):
            return self._courtesy_call(sentence, actors, token, subject)
        if self._is_thing(sentence, token, at):
            return None
        if form is Form.CALL and not partner and not self._spoke_together(sentence, subject):
            return None
        if trigger.partner == ("with",) and not partner:
            return self._joint(sentence, actors, token, lemma)
        if not trigger.partner and len({p.number for a in subject for p in a.people}) < 2:
            return None
        status = status_of(sentence, token)
        if status is None:
            return None
        if lemma in ("receive", "welcome", "host", "greet", "co-host", "cohost") and not any(
            a.people or a.form is ActorForm.OFFICE for a in partner
        ):
            if not (lemma in ("host", "co-host", "cohost") and len(partner) > 1):
                return None
        return self._event(sentence, token, form, status, subject, partner, f"verb {lemma}")

    def _spoke_together(self, sentence: Sentence, subject: list[Actor]) -> bool:
        """ "Trump and Erdoğan spoke on the phone"."""
        by_phone = any(word.lower in _BY_PHONE for word in sentence.words)
        return by_phone and len({p.number for a in subject for p in a.people}) >= 2

    def _courtesy_call(
        self, sentence: Sentence, actors: list[Actor], token: "Token", subject: list[Actor]
    ) -> Event | None:
        """ "Calling on the President": a meeting, unless somebody is called on to do something."""
        at = sentence.position(token)
        assert at is not None
        partner = at_word(sentence, actors, at + 2)
        if not partner or not all(a.people for a in partner):
            return None
        after = sentence.lower(partner[-1].right)
        status = status_of(sentence, token)
        if after in ("to", "for") or status is None:
            return None
        return self._event(sentence, token, Form.MEETING, status, subject, partner, "verb call on")

    def _partner(
        self, sentence: Sentence, actors: list[Actor], token: "Token", trigger: Trigger
    ) -> list[Actor]:
        at = sentence.position(token)
        assert at is not None
        if "object" in trigger.partner:
            for child in children(token, "dobj"):
                actor = covering(sentence, actors, child)
                if actor is None:
                    group = self._group_of(sentence, actors, child)
                    if group:
                        return group
                elif not actor.possessive:
                    return listed(sentence, actors, actor)
            direct = at_word(sentence, actors, at + 1)
            if direct and not direct[0].possessive:
                return direct
            group = self._group_after(sentence, actors, at + 1)
            if group:
                return group
        words = tuple(p for p in trigger.partner if p in ("with", "to"))
        if words:
            found = after_word(sentence, actors, at + 1, words, 8)
            if found:
                return found
            for preposition in children(token, "prep"):
                if preposition.lower_ in words:
                    for child in children(preposition, "pobj"):
                        actor = covering(sentence, actors, child)
                        if actor is not None:
                            return listed(sentence, actors, actor)
                        return self._group_of(sentence, actors, child)
        return []

    def _group_of(self, sentence: Sentence, actors: list[Actor], noun: "Token") -> list[Actor]:
        """ "senior officials from Australia, Japan, and New Zealand", "African leaders from …"."""
        if noun.lemma_.lower() not in meetings().groups and noun.lower_ not in meetings().groups:
            return []
        at = sentence.position(noun)
        assert at is not None
        return after_word(sentence, actors, at + 1, ("from", "of"), 2)

    def _group_after(self, sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
        """The countries of "African leaders from A, B and C" right behind a verb."""
        for i in range(start, min(start + 4, len(sentence.words))):
            if sentence.lower(i) in meetings().groups and sentence.lower(i + 1) == "from":
                return at_word(sentence, actors, i + 2)
            if sentence.words[i].pos in ("VERB", "ADP", "PUNCT"):
                break
        return []

    def _is_thing(self, sentence: Sentence, token: "Token", at: int) -> bool:
        """ "meet the target", "met with reporters", "call for", "call on"."""
        lexicon = meetings()
        for child in children(token, "dobj"):
            if child.lemma_.lower() in lexicon.not_met or child.lower_ in lexicon.not_met:
                return True
            if child.lemma_.lower() in lexicon.press:
                return True
        if token.lemma_.lower() == "call" and self._is_naming(sentence, token, at):
            return True
        return any(
            grand.lemma_.lower() in lexicon.press
            for preposition in children(token, "prep")
            if preposition.lower_ in ("with", "to")
            for grand in children(preposition, "pobj")
        )

    def _is_naming(self, sentence: Sentence, token: "Token", at: int) -> bool:
        """ "Called him a friend", "called for": anything but a telephone call."""
        if sentence.lower(at + 1) in ("for", "it", "off"):
            return True
        for child in children(token, "dobj"):
            i = sentence.position(child)
            if i is not None:
                after = sentence.words[i + 1] if i + 1 < len(sentence.words) else None
                return after is not None and not (
                    after.lower
                    in ("on", "to", "and", "from", "in", "at", "after", "before", ",", ".")
                    or after.pos in ("ADV", "PROPN")
                )
        return bool(children(token, "oprd", "ccomp"))

    def _visit_verb(
        self, sentence: Sentence, actors: list[Actor], token: "Token", trigger: Trigger
    ) -> Event | None:
        at = sentence.position(token)
        assert at is not None
        lemma = token.lemma_.lower()
        if lemma in ("leave", "depart"):
            destination = self._destination(sentence, at + 1, ("for",))
        elif "to" in trigger.partner:
            destination = self._destination(sentence, at + 1, ("to", "in", "into", "at"))
        else:
            destination = self._destination(sentence, at, ())
        if destination is None or lemma == "return":
            return None
        subject = subject_of(sentence, actors, token)
        status = status_of(sentence, token)
        if status is None:
            return None
        return self._visit(sentence, token, status, subject, destination, f"verb {lemma}")

    def _destination(
        self, sentence: Sentence, start: int, prepositions: tuple[str, ...]
    ) -> PartyMention | None:
        """The country or city that is visited, named within a few words of `start`."""
        words = sentence.words
        i = start
        if prepositions:
            limit = min(start + 5, len(words))
            while i < limit and words[i].lower not in prepositions:
                if words[i].pos in ("VERB", "PUNCT") or words[i].lower in ("from", "with"):
                    return None
                i += 1
            if i >= limit:
                return None
        for j in range(i + 1, min(i + 7, len(words))):
            mention = next((p for p in self.parties[sentence.index] if p.first == j), None)
            if mention is not None:
                return self._as_destination(sentence, mention)
            word = words[j]
            if word.pos in ("VERB", "ADP", "CCONJ", "SCONJ") and word.lower not in ("of",):
                return None
            if word.text in (";", ".", ":", "("):
                return None
        return None

    def _as_destination(self, sentence: Sentence, mention: PartyMention) -> PartyMention | None:
        if mention.form in (PartyForm.DEMONYM, PartyForm.BODY, PartyForm.STATE_BODY):
            return None
        after = sentence.lower(mention.last)
        word = sentence.words[mention.last] if mention.last < len(sentence.words) else None
        if after in ("'s", "’s") or (word is not None and word.capital and word.pos == "PROPN"):
            return None
        if (
            word is not None
            and word.pos == "NOUN"
            and word.lower not in ("today", "yesterday", "tomorrow", "tonight", "visit", "trip")
        ):
            return None
        return mention

    def _visit(
        self,
        sentence: Sentence,
        token: "Token",
        status: Status,
        visitors: list[Actor],
        destination: PartyMention,
        rule: str,
    ) -> Event | None:
        people, parties, links = gather(visitors)
        travellers = [p for p in people if p.party != destination.code]
        if not travellers:
            return None
        codes = [code for code in parties if code != destination.code]
        if not codes:
            return None
        event = Event(
            form=Form.VISIT,
            status=status,
            people=travellers,
            parties=[*dict.fromkeys([*(p.party for p in travellers if p.party), destination.code])],
            sentence=sentence.index,
            rule=rule,
            token=token,
            background=is_background(sentence, token),
            destination=destination.code,
            links=links,
        )
        event.place = destination.text if destination.form is PartyForm.CITY else None
        return event

    # --- nouns -----------------------------------------------------------------------------

    def _by_noun(
        self, sentence: Sentence, actors: list[Actor], token: "Token", word: str
    ) -> Event | None:
        form = self._form_of_noun(sentence, token, word)
        if form is None:
            return None
        status = status_of(sentence, token)
        if status is Status.HELD and self._talked_about(sentence, token):
            status = self._ahead_of_talk(sentence, token)
        if status is None:
            return None
        if form is Form.VISIT:
            return self._visit_noun(sentence, actors, token, status)
        if form is Form.SUMMIT:
            return self._summit(sentence, actors, token, status)
        at = sentence.position(token)
        assert at is not None
        owner = self._owner(sentence, actors, token)
        between = after_word(sentence, actors, at + 1, ("between", "among"), 5)
        if between and not (word in meetings().soft_nouns and not self._is_carried(token)):
            return self._event(sentence, token, form, status, between, [], "noun between")
        words = ("with", "from", "to") if form is Form.CALL else ("with",)
        partner = after_word(sentence, actors, at + 1, words, 6) or self._with_group(
            sentence, actors, token, at
        )
        partner = [a for a in partner if a not in owner]
        before = self._before_noun(sentence, actors, at)
        if before:
            return self._event(sentence, token, form, status, before, [], "noun of two parties")
        if word in meetings().soft_nouns and not owner and not self._is_carried(token):
            return None
        if not owner or (partner and _ids(owner) == _ids(partner)):
            owner = self._noun_subject(sentence, actors, token)
        owner = [a for a in owner if a not in partner]
        if not partner and word in ("meeting", "talks", "call", "conversation", "audience"):
            partner = self._addressee(sentence, actors, token, owner)
        gathering = self._gathering(sentence, token, owner, partner)
        if gathering is not None:
            return gathering
        return self._event(sentence, token, form, status, owner, partner, "noun with")

    def _talked_about(self, sentence: Sentence, token: "Token") -> bool:
        """ "They discussed his June trip": a topic, which may lie ahead or behind."""
        return token.dep_ == "dobj" and token.head.lemma_.lower() in ("discuss", "prepare", "plan")

    def _ahead_of_talk(self, sentence: Sentence, token: "Token") -> Status | None:
        """What is talked about counts as planned when its date can only be meant to come."""
        if is_background(sentence, token):
            return Status.HELD
        dated = self.calendar.of_event(sentence, token, Status.PLANNED)
        published = self.document.article.published
        if dated is None or published is None or dated.value[:7] <= published[:7]:
            return None
        return Status.PLANNED

    def _is_carried(self, token: "Token") -> bool:
        """True when somebody holds it: "held consultations", "during consultations with"."""
        verb = next((t for t in climb(token) if t.pos_ in ("VERB", "AUX")), None)
        return (
            token.dep_ in ("dobj", "pobj", "nsubjpass")
            and verb is not None
            and verb.lemma_.lower() in meetings().carriers
        )

    def _form_of_noun(self, sentence: Sentence, token: "Token", word: str) -> Form | None:
        modifiers = {c.lower_ for c in children(token, "compound", "amod", "nmod")}
        at = sentence.position(token)
        assert at is not None
        previous = sentence.lower(at - 1)
        phone = bool((modifiers | {previous}) & _PHONE)
        if word in ("call", "calls"):
            if previous == "courtesy":
                return Form.MEETING
            follows = sentence.lower(at + 1)
            if phone or follows in ("with", "between") or self._headline_call(sentence, at):
                return Form.CALL
            return None
        if word == "courtesy" or (word == "talk" and not self._is_carried(token)):
            return None
        if previous in ("press", "news", "board", "town"):
            return None
        if word in ("tour",) and sentence.lower(at + 1) not in ("to", "of"):
            return None
        form = meetings().nouns.get(word) or meetings().nouns.get(token.lemma_.lower())
        if form is None:
            return None
        if phone and form == "meeting" and word in ("conversation", "conversations", "discussion"):
            return Form.CALL
        return Form(form)

    def _headline_call(self, sentence: Sentence, at: int) -> bool:
        return sentence.role is ParagraphRole.TITLE and sentence.lower(at + 1) in _APPEAL | {"with"}

    def _owner(self, sentence: Sentence, actors: list[Actor], token: "Token") -> list[Actor]:
        """Whose meeting it is: "Kishida's visit", "his meeting with"."""
        at = sentence.position(token)
        assert at is not None
        for actor in reversed([a for a in actors if a.right <= at and a.possessive]):
            between = sentence.words[actor.right : at]
            if len(between) <= 5 and not any(
                w.pos in ("VERB", "AUX", "ADP", "PUNCT", "DET", "CCONJ") for w in between
            ):
                return listed(sentence, actors, actor) if not _is_pronoun(actor) else [actor]
        return []

    def _before_noun(self, sentence: Sentence, actors: list[Actor], at: int) -> list[Actor]:
        """Two parties before a noun: "Russia-India talks", "the U.S.-ASEAN meeting"."""
        found = [p for p in self.parties[sentence.index] if at - 5 <= p.first and p.last <= at]
        if len(found) < 2:
            return []
        between = [sentence.lower(i) for i in range(found[-2].last, found[-1].first)]
        if between not in (["-"], ["–"], ["and"], []) or at - found[-1].last > 1:
            return []
        if sentence.words[found[-1].first].lower != found[-1].text.lower() and not between:
            pass
        return [Actor(p.first, p.last, (), (p.code,), ActorForm.PARTY) for p in found[-2:]]

    def _with_group(
        self, sentence: Sentence, actors: list[Actor], token: "Token", at: int
    ) -> list[Actor]:
        for preposition in children(token, "prep"):
            if preposition.lower_ == "with":
                for child in children(preposition, "pobj"):
                    actor = covering(sentence, actors, child)
                    if actor is not None:
                        return listed(sentence, actors, actor)
                    return self._group_of(sentence, actors, child)
            if preposition.lower_ == "of":
                for child in children(preposition, "pobj"):
                    actor = covering(sentence, actors, child)
                    if actor is not None and len(listed(sentence, actors, actor)) > 1:
                        return listed(sentence, actors, actor)
        return []

    def _noun_subject(self, sentence: Sentence, actors: list[Actor], token: "Token") -> list[Actor]:
        """Who holds it: the subject of the verb that carries the noun, or that it accompanies."""
        for above in climb(token):
            if above.pos_ in ("VERB", "AUX"):
                found = subject_of(sentence, actors, above)
                return [a for a in found if a.form is not ActorForm.PARTY or len(found) > 1]
            if above.dep_ in ("relcl", "acl"):
                return []
        return []

    def _addressee(
        self, sentence: Sentence, actors: list[Actor], token: "Token", owner: list[Actor]
    ) -> list[Actor]:
        """ "At the meeting, A told B": the object of the main verb."""
        verb = next((t for t in climb(token) if t.pos_ == "VERB"), None)
        at = sentence.position(token)
        passive = verb is not None and bool(children(verb, "nsubjpass"))
        if verb is None or not (token.dep_ == "pobj" or (token.dep_ == "dobj" and passive)):
            return []
        if at is None or sentence.lower(at + 1) == "with":
            return []
        for child in children(verb, "dobj", "dative", "nsubjpass"):
            actor = covering(sentence, actors, child)
            if actor is not None and actor.people and not actor.possessive and actor not in owner:
                return listed(sentence, actors, actor)
        agents = [c for a in children(verb, "agent") for c in children(a, "pobj")]
        for child in agents:
            actor = covering(sentence, actors, child)
            if actor is not None and actor.people and actor not in owner:
                return [actor]
        return []

    def _gathering(
        self, sentence: Sentence, token: "Token", owner: list[Actor], partner: list[Actor]
    ) -> Event | None:
        """A meeting that one officer convenes or chairs, or that three or more attend."""
        verb = next((t for t in climb(token) if t.pos_ == "VERB"), None)
        if verb is None or partner or token.dep_ not in ("dobj", "pobj"):
            return None
        people, parties, links = gather(without_doubles(owner))
        lemma = verb.lemma_.lower()
        status = status_of(sentence, token)
        if status is None:
            return None
        convened = lemma in ("convene", "chair") and len(people) == 1 and bool(people[0].title)
        attended = lemma in meetings().attend and len(people) >= 3
        if not (convened and token.dep_ == "dobj") and not attended:
            return None
        form = Form.SUMMIT if attended and len(parties) >= 3 else Form.MEETING
        event = Event(
            form, status, people, parties, sentence.index, f"gathering {lemma}", token, links=links
        )
        event.background = is_background(sentence, token)
        if attended:
            event.parties.extend(self._bodies(sentence, token, event.parties))
        event.definite = True
        return event

    def _bodies(self, sentence: Sentence, token: "Token", known: list[str]) -> list[str]:
        """The organisation whose meeting it is: "the CSTO Collective Security Council meeting"."""
        at = sentence.position(token)
        assert at is not None
        return [
            p.code
            for p in self.parties[sentence.index]
            if p.form is PartyForm.BODY and 0 <= at - p.last <= 5 and p.code not in known
        ]

    def _visit_noun(
        self, sentence: Sentence, actors: list[Actor], token: "Token", status: Status
    ) -> Event | None:
        at = sentence.position(token)
        assert at is not None
        destination = self._destination(sentence, at + 1, ("to", "in"))
        visitors = self._owner(sentence, actors, token)
        if not visitors:
            visitors = after_word(sentence, actors, at + 1, ("by", "of"), 3)
        if not visitors and destination is not None:
            visitors = after_word(sentence, actors, destination.last, ("by",), 2)
        if not visitors:
            visitors = self._noun_subject(sentence, actors, token)
        if destination is None:
            destination = self._host_country(sentence, token, at)
        if destination is None:
            return self._visit_under_heading(sentence, token, visitors, status)
        visitors = [a for a in visitors if destination.code not in a.parties]
        return self._visit(sentence, token, status, visitors, destination, "noun visit")

    def _visit_under_heading(
        self, sentence: Sentence, token: "Token", visitors: list[Actor], status: Status
    ) -> Event | None:
        """ "During his visit, Li …" under "Cambodia-China": Li came to the heading's other party."""
        heading = self.finder.pairs.get(sentence.section)
        people, parties, links = gather([a for a in visitors if a.people])
        if heading is None or len(people) != 1 or len(parties) != 1:
            return None
        others = [code for code in heading[:2] if code != parties[0]]
        if len(others) != 1 or not self._owner_is_given(sentence, token):
            return None
        text = self.document.sentences[heading[2]]
        link = Link("parties", text.text, text.start, text.end, others[0], "heading")
        return Event(
            form=Form.VISIT,
            status=status,
            people=people,
            parties=[parties[0], others[0]],
            sentence=sentence.index,
            rule="noun visit",
            token=token,
            background=is_background(sentence, token),
            destination=others[0],
            links=[*links, link],
        )

    def _owner_is_given(self, sentence: Sentence, token: "Token") -> bool:
        return any(child.dep_ == "poss" for child in token.children)

    def _host_country(self, sentence: Sentence, token: "Token", at: int) -> PartyMention | None:
        """ "arrived in Russia on a working visit", "was in Myanmar for a visit"."""
        preposition = token.head
        if preposition.lower_ not in ("on", "for", "during") or preposition.dep_ != "prep":
            return None
        verb = next((t for t in climb(token) if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.lemma_.lower() not in (
            "arrive",
            "be",
            "come",
            "go",
            "travel",
            "fly",
            "stay",
            "land",
        ):
            return None
        start = sentence.position(verb)
        assert start is not None
        if start > at:
            return None
        return self._destination(sentence, start + 1, ("in", "to", "at"))

    def _summit(
        self, sentence: Sentence, actors: list[Actor], token: "Token", status: Status
    ) -> Event | None:
        """A summit with the people or parties that are named as attending it."""
        at = sentence.position(token)
        assert at is not None
        partner = after_word(sentence, actors, at + 1, ("with", "between"), 6)
        owner = [a for a in self._owner(sentence, actors, token) if not _is_pronoun(a)]
        two = self._before_noun(sentence, actors, at)
        verb = next((t for t in climb(token) if t.pos_ in ("VERB", "AUX")), None)
        lemma = verb.lemma_.lower() if verb is not None else ""
        subject = subject_of(sentence, actors, verb) if verb is not None else []
        bodies = self._bodies(sentence, token, [])
        if partner:
            return self._event(
                sentence, token, Form.SUMMIT, status, owner or subject, partner, "summit with"
            )
        takes_part = lemma in meetings().attend | meetings().carriers and token.dep_ in (
            "dobj",
            "pobj",
        )
        if verb is not None and token.dep_ == "nsubjpass":
            takes_part = lemma in ("attend", "chair", "host", "open")
        people, parties, links = gather(without_doubles(subject))
        own = "their" in [sentence.lower(i) for i in range(max(at - 4, 0), at)]
        many = len(parties) >= 3 and (takes_part or own)
        attended = lemma in ("attend", "join", "participate", "host", "chair", "address", "co-host")
        one_body = attended and bool(people) and bool(bodies)
        if not many and not (takes_part and (two and people or one_body)):
            return None
        if two and not many:
            parties = list(dict.fromkeys([*parties, *(c for a in two for c in a.parties)]))
        event = Event(
            Form.SUMMIT, status, people, parties, sentence.index, "summit", token, links=links
        )
        event.parties.extend(code for code in bodies if code not in event.parties)
        event.background = is_background(sentence, token)
        event.definite = True
        return event

    # --- weak signals ----------------------------------------------------------------------

    def _joint(
        self, sentence: Sentence, actors: list[Actor], token: "Token", lemma: str
    ) -> Event | None:
        """Two people of different parties who do something together."""
        subject = [a for a in subject_of(sentence, actors, token) if a.people]
        if any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children):
            return None
        if subject and subject[0].form is ActorForm.PAIR:
            if sentence.lower(subject[0].right - 1) not in _LEADERS:
                return None
            return self._under_heading(sentence, token, subject, "joint act")
        people, parties, _ = gather(subject)
        if len(people) < 2 or len(set(parties)) < 2 or not all(p.offices for p in people):
            return None
        status = status_of(sentence, token)
        if status is not Status.HELD:
            return None
        event = self._event(sentence, token, Form.MEETING, status, subject, [], f"joint {lemma}")
        if event is not None and lemma not in meetings().joint_strong:
            event.weak = True
            event.definite = self._supported(sentence)
            self._explain(sentence, event)
        return event

    def _supported(self, sentence: Sentence) -> bool:
        """A second signal: the heading's two countries under a lead that speaks of meetings."""
        if sentence.section in self.finder.pairs and self.bilateral_lead is not None:
            return True
        return any(
            w.lower in ("meeting", "talks", "summit", "visit", "visiting") for w in sentence.words
        )

    def _addressed(self, sentence: Sentence, actors: list[Actor], token: "Token") -> Event | None:
        """Under "Cambodia-Canada", with a lead on meetings: A thanks, tells or asks B."""
        if sentence.section not in self.finder.pairs or self.bilateral_lead is None:
            return None
        subject = subject_of(sentence, actors, token)
        objects: list[Actor] = []
        for child in children(token, "dobj", "dative"):
            actor = covering(sentence, actors, child)
            if actor is not None and not actor.possessive:
                objects.append(actor)
        return self._under_heading(sentence, token, [*subject, *objects], "address")

    def _under_heading(
        self, sentence: Sentence, token: "Token", actors: list[Actor], rule: str
    ) -> Event | None:
        """A meeting of the two leaders whom a pair heading is about."""
        heading = self.finder.pairs.get(sentence.section)
        if heading is None or self.bilateral_lead is None:
            return None
        people, _, links = gather([a for a in actors if a.people])
        acting = [p for p in people if p.party in heading[:2]]
        if len({p.party for p in acting}) < 2:
            acting = self._with_government(sentence, acting, actors, heading[:2])
        if len({p.party for p in acting}) < 2 or not all(_leads(p) for p in acting):
            return None
        if status_of(sentence, token) is not Status.HELD:
            return None
        event = Event(
            form=Form.MEETING,
            status=Status.HELD,
            people=acting[:2],
            parties=list(dict.fromkeys(p.party for p in acting[:2] if p.party)),
            sentence=sentence.index,
            rule=f"heading {rule}",
            token=token,
            weak=True,
            definite=True,
            links=links,
        )
        self._explain(sentence, event)
        return event

    def _with_government(
        self,
        sentence: Sentence,
        acting: list[Person],
        actors: list[Actor],
        pair: tuple[str, ...],
    ) -> list[Person]:
        """ "Biden thanked the Cambodian government": its leader named in the same section."""
        named = {code for a in actors for code in a.parties}
        missing = [c for c in pair if c in named and c not in {p.party for p in acting}]
        for code in missing:
            leaders = [
                p for p in self.finder._of_section(sentence) if p.party == code and _leads(p)
            ] or [p for p in self.register.people if p.party == code and _leads(p)]
            if len(leaders) == 1:
                acting = [*acting, leaders[0]]
        return acting

    def _explain(self, sentence: Sentence, event: Event) -> None:
        """Record the heading and the lead that make a weak signal a meeting."""
        heading = self.finder.pairs.get(sentence.section)
        if heading is None or self.bilateral_lead is None:
            return
        text = self.document.sentences[heading[2]]
        parties = ", ".join(event.parties)
        event.links.append(Link("parties", text.text, text.start, text.end, parties, "heading"))
        event.links.append(self.bilateral_lead)

    # --- assembling ------------------------------------------------------------------------

    def _event(
        self,
        sentence: Sentence,
        token: "Token",
        form: Form,
        status: Status,
        one: list[Actor],
        other: list[Actor],
        rule: str,
    ) -> Event | None:
        """An event of two sides, None unless two different identified parties take part."""
        sides = [a for a in (*one, *other)]
        actors = without_doubles(sides)
        people, parties, links = gather(actors)
        if not self._two_sides(one, other, people, parties):
            return None
        if form is Form.MEETING and len(parties) >= 4 and len(people) >= 4:
            form = Form.SUMMIT if any(w.lower == "summit" for w in sentence.words) else form
        if (
            form is Form.MEETING
            and len(parties) >= 3
            and any(
                w.lower == "summit" and sentence.lower(i - 1) != "of"
                for i, w in enumerate(sentence.words)
            )
        ):
            at = next(i for i, w in enumerate(sentence.words) if w.lower == "summit")
            if "for" in [sentence.lower(k) for k in range(max(at - 8, 0), at)]:
                form = Form.SUMMIT
        if form is Form.MEETING and self._is_virtual(sentence, token):
            form = Form.CALL
        return Event(
            form=form,
            status=status,
            people=people,
            parties=parties,
            sentence=sentence.index,
            rule=rule,
            token=token,
            background=is_background(sentence, token),
            links=links,
        )

    def _is_virtual(self, sentence: Sentence, token: "Token") -> bool:
        """ "Met virtually", "a virtual meeting": by video."""
        at = sentence.position(token)
        return at is not None and any(
            sentence.lower(i) in ("virtually", "virtual", "videoconference", "video")
            for i in range(max(at - 3, 0), at + 4)
        )

    def _two_sides(
        self, one: list[Actor], other: list[Actor], people: list[Person], parties: list[str]
    ) -> bool:
        if not one and not other:
            return False
        if other and not one or (one and not other and len(one) < 2 and len(people) < 2):
            return False
        if len(people) >= 2:
            return True
        if len(people) == 1 and len(parties) >= 2:
            return True
        # Two countries without a person: only where each side is an office or a delegation.
        sides = [a for a in (*one, *other) if a.form in (ActorForm.OFFICE, ActorForm.DELEGATION)]
        return len(parties) >= 2 and len(sides) >= 2

    def _complete(self, sentence: Sentence, event: Event) -> None:
        """Add the date, place and occasion that the event's own sentence gives."""
        assert event.token is not None
        present = event.token.tag_ in ("VBZ", "VBP") and not event.headline
        tense = Status.PLANNED if present else event.status
        dated = self.calendar.of_event(sentence, event.token, tense)
        if dated is not None and not (event.weak and len(dated.value) < len("2022-11-14")):
            event.date = dated.value
            if dated.link is not None:
                event.links.append(dated.link)
        if event.form is Form.VISIT and dated is not None:
            self._last_for_days(sentence, event, dated.value)
        if self._is_ahead(event):
            event.status = Status.PLANNED
        if event.place is None:
            event.place = place_of(sentence, event.token, self.parties[sentence.index])
        event.occasion = occasion_of(sentence, event.token)
        if event.occasion is None and self.lead is not None:
            in_section = sentence.section in self.finder.pairs
            if in_section and event.form is Form.MEETING and not event.background:
                event.occasion = self.lead[0]
                event.links.append(self.lead[1])

    def _last_for_days(self, sentence: Sentence, event: Event, first: str) -> None:
        """ "Arrived on Sunday on a three-day visit": the last day follows from the first."""
        for i, word in enumerate(sentence.words):
            days = (
                _DAYS.get(word.lower.removesuffix("-day")) if word.lower.endswith("-day") else None
            )
            nouns = [sentence.lower(k) for k in range(i + 1, i + 4)]
            if days is None or len(first) != len("2022-11-14") or not set(nouns) & _STAYS:
                continue
            last = date.fromisoformat(first) + timedelta(days=days - 1)
            event.date = f"{first}/{last.isoformat()}"
            start, end = sentence.word_start(i), sentence.word_end(i)
            event.links.append(Link("date", word.text, start, end, event.date, "duration"))

    def _is_ahead(self, event: Event) -> bool:
        """ "On Wednesday he travels to Georgetown": the present tense with a date to come."""
        if event.token is None or event.token.tag_ not in ("VBZ", "VBP", "VBG") or event.headline:
            return False
        published = self.document.article.published
        return (
            event.status is Status.HELD
            and event.date is not None
            and published is not None
            and event.date[: len(published)] > published[: len(event.date)]
        )

    def _settle_place(self, event: Event) -> None:
        """The article's own place line holds for what took place and names no other place."""
        if self.place is None or event.place is not None or event.background:
            return
        if event.status is Status.HELD and event.date is None or event.form is not Form.VISIT:
            if event.form in (Form.MEETING, Form.SUMMIT) and event.status is Status.HELD:
                event.place = self.place[0]
                event.links.append(self.place[1])


def _stem(verb: str) -> str:
    """The dictionary form of a regular verb: the parser gets compounds wrong."""
    return verb.removesuffix("ed").removesuffix("ing").removesuffix("s")


def _is_pronoun(actor: Actor) -> bool:
    return actor.form is ActorForm.PRONOUN


def _ids(actors: list[Actor]) -> set[int]:
    return {p.number for a in actors for p in a.people}


def _leads(person: Person) -> bool:
    return bool(person.offices & set(titles().top_offices)) or any(
        "president" in office for office in person.offices
    )


def _stands(event: Event) -> bool:
    """What is only recalled counts when it has a date of at least a year; people are needed."""
    if event.background and event.date is None:
        return False
    if event.people and not (event.parties and any(p.title for p in event.people)):
        return False
    if event.form is Form.VISIT:
        return bool(event.people)
    return bool(event.people) or len(event.parties) >= 2
