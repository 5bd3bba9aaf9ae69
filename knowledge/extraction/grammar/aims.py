"""What is aimed at, hoped for or owed by a day, as against what is only foretold."""

from knowledge.extraction.grammar.clauses import children, is_infinitive
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.parsing.tokens import Token

MODALS = frozenset({"could", "might", "may", "can", "should", "must", "'d"})
_DECIDED = frozenset({"agree", "decide", "intend"})
_LIMITS = frozenset({"by", "before", "until"})
_ESTIMATING = frozenset({"estimate", "anticipate", "project", "forecast", "predict"})
_NOT_CERTAIN = MODALS | {"would", "had"}
_OWING = frozenset({"need", "have", "require", "oblige"})


def is_trade_goal(verb: Token) -> bool:
    """ "To increase bilateral trade to $1 billion": a target, whoever is asked to reach it."""
    aimed = verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in milestones().goals
    if not (is_infinitive(verb) or aimed) or verb.lemma_.lower() not in milestones().raising:
        return False
    return any(child.lower_ in milestones().raised for child in children(verb, "dobj"))


def is_hoped_end(verb: Token) -> bool:
    """ "We hope to sign the agreement early next year": the parties' own plan, if not yet fixed."""
    above = verb.head
    if above.pos_ != "VERB" or above.lemma_.lower() not in milestones().hoping:
        return False
    ends = verb.lemma_.lower() in milestones().concluding and bool(children(verb, "dobj"))
    if not ends or not auxiliaries(above).isdisjoint(_NOT_CERTAIN):
        return False
    return is_infinitive(verb) and not is_negated(above)


def is_owed(verb: Token) -> bool:
    """ "Athens needs to repay the loan in July": what has to be done by a day."""
    above = verb.head
    if above.tag_ == "VBD" or above.lemma_.lower() not in _OWING:
        return False
    bound = above.lemma_.lower() in ("require", "oblige") and bool(children(above, "auxpass"))
    done = bound or verb.lemma_.lower() in milestones().owed
    done = done and not auxiliaries(above) & MODALS
    return done and is_infinitive(verb) and not is_negated(above)


def is_bound(verb: Token) -> bool:
    """ "Must reply by Friday": what has to be done by a day."""
    limit = any(child.lower_ in _LIMITS for child in children(verb, "prep", "advmod", "mark"))
    return "must" in auxiliaries(verb) and limit and verb.lemma_.lower() in milestones().owed


def is_aimed_at(verb: Token) -> bool:
    """ "Agreed to double trade by 2030", "a target to grow exports": no forecast."""
    above, words = verb.head.lemma_.lower(), milestones()
    aims = (words.aiming, words.goals, words.scheduling, _DECIDED)
    return any(above in each for each in aims) and is_infinitive(verb)


def is_forecast(verb: Token) -> bool:
    """ "Will grow", "prices will ease", "will play Ghana": nobody's plan."""
    lemma, words = verb.lemma_.lower(), milestones()
    if any(is_estimated_end(below) for below in children(verb, "xcomp")):
        return False
    if lemma in words.forecasts or lemma in words.sporting:
        return True
    return any(child.lower_ in words.measured for child in children(verb, "nsubj"))


def is_estimated_end(verb: Token) -> bool:
    """ "Is estimated to be completed in June": the builders' own plan."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_.lower() not in _ESTIMATING:
        return False
    lemma = verb.lemma_.lower()
    ends = lemma in milestones().concluding or lemma in milestones().timetabled
    return ends and bool(children(above, "auxpass")) and not is_negated(above)
