"""Whether a verb or noun tells of something to come: planned, in the calendar, aimed at or not."""

from knowledge.extraction.grammar.aims import (
    MODALS,
    is_aimed_at,
    is_bound,
    is_estimated_end,
    is_forecast,
    is_hoped_end,
    is_owed,
    is_trade_goal,
)
from knowledge.extraction.grammar.clauses import children, climb, is_infinitive
from knowledge.extraction.grammar.status import auxiliaries, is_negated, status_of
from knowledge.extraction.lexicon import milestones, status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Status

_PART = frozenset({"pobj", "prep", "dobj", "conj", "nsubj", "nsubjpass", "attr"})
_NOT_CLAUSE = _PART - {"conj"}
_UPCOMING = frozenset({"upcoming", "forthcoming", "impending"})
_BEFORE = frozenset({"before"})
_AFTER = frozenset({"after", "following", "since", "upon"})
_ONCE = frozenset({"originally", "initially", "previously"})
_COMMITTING = (is_hoped_end, is_owed, is_bound, is_estimated_end)
_HOPED = frozenset({"hope", "wish", "fear", "doubt"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})


def outlook_of(sentence: Sentence, head: Token) -> Status | None:
    """Planned or told as a fact; None for what was called off, refused or only wished."""
    if head not in sentence.outlooks:
        sentence.outlooks[head] = _found(sentence, head)
    return sentence.outlooks[head]


def _found(sentence: Sentence, head: Token) -> Status | None:
    # Headline nouns like "summits" are at times read as verbs.
    verb = head if head.pos_ in ("VERB", "AUX") and head.dep_ not in _NOT_CLAUSE else None
    if head.pos_ == "ADJ":
        return Status.PLANNED if head.lower_ in milestones().scheduling else None
    if _is_past_plan(head) or _is_unsettled(head) or _is_dropped(head):
        return None
    if verb is not None and _is_done_before(verb):
        return Status.HELD
    if verb is not None and any(test(verb) for test in _COMMITTING):
        return Status.PLANNED
    awaited = head.lemma_ == "be" and _is_awaited(head)
    if awaited or is_upcoming(head) or (verb is not None and _is_scheduled(verb)):
        return Status.PLANNED
    if verb is not None and verb.tag_ == "VBN" and verb.dep_ == "acl" and not auxiliaries(verb):
        return Status.HELD  # "The treaty, signed in March, is expected to take effect."
    status = status_of(sentence, head)
    if status is None and verb is not None and _is_in_calendar(verb):
        return Status.HELD
    if status is Status.HELD and verb is None and _is_part_of_plan(sentence, head):
        return Status.PLANNED
    return None if status is Status.CANCELLED else status


def _is_in_calendar(verb: Token) -> bool:
    """ "Will not stand again when his term ends next year": only the clause above is denied."""
    own = verb.dep_ in ("advcl", "relcl") and verb.tag_ in ("VBZ", "VBP")
    return own and is_timetabled(verb) and not (is_negated(verb) or _is_conditional(verb))


def is_planned(sentence: Sentence, verb: Token) -> bool:
    """True for "will open", "is due to open", and "opens" of what is in the calendar."""
    return outlook_of(sentence, verb) is Status.PLANNED or is_timetabled(verb)


def is_timetabled(verb: Token) -> bool:
    """ "Takes over on 1 January", "is travelling to Rome on Friday"."""
    if verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP"):
        subjects = children(verb, "nsubj")
        return any(t.lower_ in milestones().occasions for t in subjects)
    if verb.lemma_.lower() not in milestones().timetabled:
        return False
    if verb.tag_ in ("VBZ", "VBP") or _is_plain_present(verb):
        return True
    return verb.tag_ == "VBG" and bool(auxiliaries(verb) & {"is", "are", "'s", "'re"})


def is_under_way(verb: Token) -> bool:
    """ "The summit being hosted by Chile in June"."""
    return verb.tag_ == "VBN" and "being" in auxiliaries(verb)


def _is_plain_present(verb: Token) -> bool:
    """The "come" of "the rules come into effect", which parsers take for an infinitive."""
    return verb.tag_ == "VB" and bool(children(verb, "nsubj")) and not children(verb, "aux")


def may_lie_ahead(head: Token) -> bool:
    """True unless a finite past tense tells of it."""
    if head.pos_ not in ("VERB", "AUX"):
        return True
    lemma = head.lemma_.lower()
    if lemma in milestones().moving or lemma in milestones().naming:
        return True
    over = auxiliaries(head) & {"has", "have", "was", "were", "did"}
    return head.tag_ != "VBD" and not over


def is_upcoming(head: Token) -> bool:
    """ "The upcoming reduction of troops": ahead, whatever should be done about it."""
    noun = head.pos_ in ("NOUN", "PROPN")
    return noun and any(child.lower_ in _UPCOMING for child in children(head, "amod"))


def is_of_present(head: Token) -> bool:
    """ "Turkey hosts two events: a fair and a summit on 17 December": no past verb above it."""
    if head.pos_ not in ("NOUN", "PROPN") or head.lower_ not in milestones().occasions:
        return False
    finite = (t for t in climb(head) if t.tag_ in ("VBZ", "VBP", "VBD", "MD"))
    verb = next(finite, None)
    return verb is not None and verb.tag_ in ("VBZ", "VBP") and not auxiliaries(verb)


def is_presupposed(head: Token) -> bool:
    """ "Should agree before the summit this month": it takes place, whatever they do by then."""
    if head.pos_ not in ("NOUN", "PROPN") or head.lower_ not in milestones().occasions:
        return False
    if is_negated(head) or head.dep_ != "pobj":
        return False
    lead = head.head
    if lead.lower_ == "of" and lead.head.lower_ == "ahead":
        return True
    return lead.lower_ in _BEFORE or (lead.lower_ == "to" and lead.head.lower_ == "prior")


def is_doubtful(head: Token) -> bool:
    """Denied, only possible, conditional, or a forecast."""
    if is_upcoming(head) or is_trade_goal(head) or is_hoped_end(head):
        return is_negated(head)
    if any(above.lower_ == "without" for above in list(climb(head))[:3]):
        return True
    verbs = [t for t in (head, *climb(head)) if t.pos_ in ("VERB", "AUX", "ADJ")]
    for verb in verbs[:3]:
        if (auxiliaries(verb) & MODALS and not is_bound(verb)) or _is_conditional(verb):
            return True
        guess = is_forecast(verb) and not is_aimed_at(verb)
        if guess or _is_hoped(verb, head):
            return True
        if verb.i == verbs[0].i and (verb.dep_ in ("relcl", "advcl") or _is_to_be_done(verb)):
            break
        if verb.dep_ == "ccomp" and not is_infinitive(verb):
            # "Predicted that the storm would pass", "hope that an end will be possible"
            above = verb.head.lemma_.lower()
            hoped = above in _HOPED and verb.lemma_.lower() not in milestones().concluding
            return hoped or above in milestones().forecasts
        if verb.dep_ in ("ROOT", "parataxis"):
            break
        if verb.dep_ == "conj" and auxiliaries(verb):
            break
    return is_negated(head) or any(is_negated(verb) or _has_no(verb) for verb in verbs[:1])


def _has_no(verb: Token) -> bool:
    """ "No election will be held", "nobody will come"."""
    sides = children(verb, "nsubj", "nsubjpass", "dobj")
    words = {child.lower_ for side in sides for child in (side, *side.children)}
    return bool(words & {"no", "none", "nobody", "neither", "nothing"})


def is_aim(sentence: Sentence, head: Token) -> bool:
    """ "Wants the country to be free of mines", "supporting the goal of …": a target."""
    if is_negated(head) or _is_past_plan(head) or _in_quotes(sentence, head):
        return False
    if is_trade_goal(head):
        return True
    if _is_unsettled(head):
        return False
    if head.head.lemma_.lower() in milestones().demanding and head.head.i != head.i:
        return False
    if is_infinitive(head):
        return True
    goals, aiming = milestones().goals, milestones().aiming
    near = [head, *head.children, *[t for child in head.children for t in child.children]]
    lemmas = {t.lemma_.lower() for t in near}
    return not (lemmas.isdisjoint(goals) and lemmas.isdisjoint(aiming))


def waits_until(head: Token) -> bool:
    """ "Will not reconvene until October": what a negated word says happens then."""
    over = auxiliaries(head) & {"did", "has", "have", "had", "was", "were"}
    return is_negated(head) and head.tag_ not in ("VBD", "VBN") and not over


def _is_done_before(verb: Token) -> bool:
    """ "Will expand the road after signing a deal on Thursday": the deal is signed."""
    above = verb.head
    after = verb.dep_ == "pcomp" and above.lower_ in _AFTER
    return verb.tag_ == "VBG" and (
        after or any(child.lower_ in _AFTER for child in children(verb, "mark"))
    )


def _is_conditional(verb: Token) -> bool:
    """ "If it rains", and what would happen then."""
    clauses = [verb, *children(verb, "advcl")]
    return any(
        child.lower_ in _CONDITIONS for clause in clauses for child in children(clause, "mark")
    )


def _in_quotes(sentence: Sentence, token: Token) -> bool:
    """True for a word of direct speech."""
    before = sentence.text[: token.idx + sentence.base - sentence.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_hoped(verb: Token, head: Token) -> bool:
    """ "We expect them to move this week", which is less than "are expected to move"."""
    expects = verb.lemma_.lower() in ("expect", "hope", "believe") and verb.i != head.i
    return expects and not children(verb, "auxpass") and bool(children(verb, "nsubj"))


def _is_part_of_plan(sentence: Sentence, noun: Token) -> bool:
    """ "Is to sign the treaty during the summits this month"."""
    at = noun
    for above in climb(noun):
        if above.pos_ in ("VERB", "AUX"):
            return at.dep_ != "ccomp" and is_planned(sentence, above)
        if at.dep_ not in _PART:
            return False
        at = above
    return False


def _is_past_plan(head: Token) -> bool:
    """ "Had been due to cross the border", "was to meet on Monday": what was planned once.

    Where it is reported ("said the talks were due in May") it may still be so.
    """
    for at in (head, *climb(head)):
        if at.pos_ in ("VERB", "AUX"):
            if any(child.lower_ in _ONCE for child in children(at, "advmod")):
                return True
            words = auxiliaries(at) | ({at.lower_} if at.lemma_ == "be" else set())
            if "had" in words or at.lemma_.lower() in milestones().called_off:
                return True
            planned = at.i != head.i or is_infinitive(at) or _is_scheduling(at)
            if words & {"was", "were"} and planned and at.dep_ != "ccomp":
                return True
        own_clause = at.dep_ == "conj" and bool(children(at, "nsubj", "nsubjpass", "aux"))
        if own_clause or at.dep_ in ("ccomp", "relcl", "acl", "advcl", "parataxis", "ROOT"):
            return False
    return False


def _is_unsettled(head: Token) -> bool:
    """ "An invitation to visit next year", and clauses that are the subject of a guess."""
    for at in (head, *list(climb(head))[:5]):
        if _is_to_be_done(at):
            return False
        if at.dep_ in ("csubj", "csubjpass"):
            return True
        if at.pos_ == "NOUN" and at.lower_ in milestones().unsettled:
            return True
        if at.dep_ in ("ccomp", "relcl", "parataxis", "ROOT"):
            return False
    return False


def _is_dropped(verb: Token) -> bool:
    """ "The visit scheduled for next week has been cancelled"."""
    noun = verb.head
    below = verb.dep_ in ("acl", "relcl") and noun.dep_ in ("nsubjpass", "dobj")
    return below and noun.head.lemma_.lower() in milestones().called_off


def _is_to_be_done(verb: Token) -> bool:
    """ "The elections to be held in May": they will be, whatever is thought or asked of them."""
    return verb.dep_ == "acl" and bool(children(verb, "auxpass")) and is_infinitive(verb)


def _is_scheduling(verb: Token) -> bool:
    return verb.lemma_.lower() in milestones().scheduling


def _is_awaited(verb: Token) -> bool:
    """ "Is due in Oslo on Friday"."""
    words = milestones().scheduling
    return any(child.lower_ in words for child in children(verb, "acomp")) and not is_negated(verb)


def _is_scheduled(verb: Token) -> bool:
    """ "Is scheduled for May", "a ceremony slated for May", "talks to be held in May"."""
    lemma = verb.lemma_.lower()
    if lemma in milestones().scheduling and verb.tag_ in ("VBN", "JJ", "VBD"):
        passive = bool(children(verb, "auxpass")) or verb.dep_ in ("acl", "amod", "relcl")
        return passive or not children(verb, "nsubj")
    return is_infinitive(verb) and verb.dep_ in ("acl", "relcl") and not _is_wished(verb)


def _is_wished(verb: Token) -> bool:
    return any(
        above.lemma_.lower() in status_words().unreal
        for above in list(climb(verb))[:2]
        if above.pos_ == "VERB"
    )
