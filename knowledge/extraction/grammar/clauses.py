"""Who belongs to a verb or noun: its subject, its list of partners, what stands behind a word."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.lexicon import status_words
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_LIST_WORDS = frozenset(
    {
        ",", "and", "&", "the", "with", "as", "well", "along", "together", "respectively", "/",
        "both", "then", "also", "including", "plus", "former", "host", "fellow",
    }
)  # fmt: skip
_CLAUSE_ENDS = frozenset(
    {
        ";", "–", "—", ":", "where", "who", "which", "while", "after", "before", "when", "that",
        "but", "because", "though", "although",
    }
)  # fmt: skip
# Parts of speech that end the run of nouns before an actor ("senior officials | from").
_PARTING = frozenset({"VERB", "AUX", "ADP", "CCONJ", "PUNCT"})
_LISTED = frozenset({ActorForm.NAME, ActorForm.OFFICE, ActorForm.PARTY, ActorForm.GROUP})
_JOINING = frozenset({",", "and", "&", "with", "plus"})
_SMALL = frozenset({"on", "of", "in", "at", "for", "to", "from", "by", "with", "over", "and"})
# The subject of the verb above is also that of a verb that hangs on it like this.
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "dep", "prep"})
_CONJUNCTIONS = frozenset({"after", "before", "as", "when", "while", "since", "until"})
# Behind these an actor is no subject of a verb to come.
_OBLIQUE = frozenset({"with", "by", "to", "of", "for", "from", "in", "between", "than", "against"})


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token that hang on it by one of `deps`."""
    found: list[Token] = []
    # Asked thousands of times, mostly of two or three: a comprehension is a call of its own.
    for child in token.children:
        if child.dep_ in deps:
            found.append(child)
    return found


def climb(token: Token) -> Iterator[Token]:
    """The tokens above, nearest first; ends at the root (whose head is itself)."""
    while (head := token.head) is not token:
        token = head
        yield token


def ruling_verb(token: Token, *, auxiliary: bool = True) -> "Token | None":
    """The nearest verb above a token; with `auxiliary`, also "be" and "have"."""
    kinds = ("VERB", "AUX") if auxiliary else ("VERB",)
    return next((above for above in climb(token) if above.pos_ in kinds), None)


def is_infinitive(verb: Token) -> bool:
    """True for "to meet"."""
    # Asked of every verb, and a generator costs more than the loop.
    for child in verb.children:  # noqa: SIM110
        if child.dep_ == "aux" and child.lower_ == "to":
            return True
    return False


def clause_depth(sentence: Sentence, first: int, last: int) -> int:
    """In how many clauses within clauses the subject over words `first`..`last`-1 stands."""
    for word in sentence.words[first:last]:
        for token in sentence.tokens[word.first : word.last]:
            if token.dep_ in ("nsubj", "nsubjpass"):
                above = [verb for verb in climb(token) if verb.pos_ in ("VERB", "AUX")]
                return sum(1 for verb in above if verb.dep_ != "conj")
    return 0


def _is_talk(verb: Token) -> bool:
    return verb.lemma_.lower() in status_words().talking


def covering(sentence: Sentence, actors: list[Actor], token: Token) -> Actor | None:
    """The actor whose phrase holds a token."""
    i = sentence.position(token)
    if i is None:
        return None
    return next((a for a in actors if a.left <= i < a.right), None)


def listed(sentence: Sentence, actors: list[Actor], start: Actor) -> list[Actor]:
    """The list that an actor is part of: "A, B of C and D"; only list words between its members."""
    at = actors.index(start)
    first, last = at, at
    while last + 1 < len(actors) and _coordinated(sentence, actors, last, last + 1):
        last += 1
    while first > 0 and _coordinated(sentence, actors, first - 1, first):
        first -= 1
    return actors[first : last + 1]


def _coordinated(sentence: Sentence, actors: list[Actor], first: int, second: int) -> bool:
    """True when two neighbours are members of one list; a lone comma needs an "and" to come."""
    a, b = actors[first], actors[second]
    if a.possessive or b.left < a.right:
        return False
    between = _between(sentence, a, b)
    if _JOINING.isdisjoint(between):
        return False
    if between == ["with"] and a.form is ActorForm.PARTY and _is_where(sentence, a):
        return False  # "Met in Norway with B"
    if "then" in between and "with" in between:
        return False  # "Met with A, then with B": two meetings.
    if between in ([","], [",", "the"]):
        return b.form in _LISTED and _closes(sentence, actors, second)
    return len(between) <= 5 and _LIST_WORDS.issuperset(between)


def _between(sentence: Sentence, a: Actor, b: Actor) -> list[str]:
    """The words between two actors, without further honours and letters behind or before names."""
    named = ActorForm.NAME in (a.form, b.form)
    return [
        sentence.lower(i)
        for i in range(a.right, b.left)
        if not (named and sentence.words[i].pos == "PROPN" and sentence.words[i].capital)
    ]


def _is_where(sentence: Sentence, actor: Actor) -> bool:
    """ "In Norway", "from the Netherlands"."""
    before = actor.left - 1 - (sentence.lower(actor.left - 1) == "the")
    return sentence.lower(before) in ("in", "at", "from", "to", "near", "outside")


def _closes(sentence: Sentence, actors: list[Actor], at: int) -> bool:
    """True when a list goes on from an actor to its "and": the comma before it was of a list."""
    while at + 1 < len(actors):
        a, b = actors[at], actors[at + 1]
        between = _between(sentence, a, b)
        if between[:1] in (["and"], ["&"]):
            return True  # "A, B and a number of others"
        if "and" in between or "&" in between:
            return len(between) <= 5 and _LIST_WORDS.issuperset(between)
        if between not in ([","], [",", "the"]) or b.form not in _LISTED:
            return False
        at += 1
    return False


def subject_of(sentence: Sentence, actors: list[Actor], token: Token) -> list[Actor]:
    """The actors that a verb (or the verb that a noun hangs on) has as its subject."""
    shared = False
    for verb in (token, *climb(token)):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        behind = _behind_conjunction(sentence, actors, verb)
        if behind:
            return behind
        # "She was received by A and held talks": she held them.
        agent = [] if shared else _passive_agent(sentence, actors, verb)
        if agent:
            return agent
        for child in children(verb, "nsubj", "nsubjpass"):
            found = _subject_actor(sentence, actors, child, verb)
            if found:
                return found
            if child.lower_ not in ("who", "which", "that"):
                return linear_subject(sentence, actors, verb)
        if verb.dep_ in ("relcl", "acl"):
            head = covering(sentence, actors, verb.head)
            if head is None and is_infinitive(verb):
                owner = _owner(sentence, actors, verb.head)
                above = ruling_verb(verb.head)
                carried = above is not None and verb.head.dep_ in ("dobj", "pobj")
                return owner or (
                    subject_of(sentence, actors, above) if carried and above is not None else []
                )
            return [] if head is None else listed(sentence, actors, head)
        if verb.dep_ == "conj" and verb.head.pos_ not in ("VERB", "AUX"):
            break
        if verb.dep_ == "advcl" and is_infinitive(verb) and _is_talk(verb.head):
            # "They discussed Biden's trip to attend the summit": not they attend.
            return []
        if verb.dep_ not in _SHARES_SUBJECT:
            break
        shared = shared or verb.dep_ == "conj"
    return linear_subject(sentence, actors, token)


def _behind_conjunction(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """ "It was announced after A and B held talks", where "after" was taken for a preposition."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or children(verb, "nsubj", "nsubjpass"):
        return []
    above = sentence.position(verb.head)
    found = linear_subject(sentence, actors, verb)
    if not found or above is None or found[0].left < above:
        return []
    return found if sentence.lower(found[0].left - 1) in _CONJUNCTIONS else []


def _owner(sentence: Sentence, actors: list[Actor], noun: Token) -> list[Actor]:
    """ "A's trip to attend the summit and meet B": who owns the noun does what it is for."""
    owners = (covering(sentence, actors, child) for child in children(noun, "poss"))
    return [replace(actor, possessive=False) for actor in owners if actor is not None]


def _passive_agent(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    for agent in children(verb, "agent"):
        for child in children(agent, "pobj"):
            found = covering(sentence, actors, child)
            if found:
                return listed(sentence, actors, found)
    return []


def _subject_actor(
    sentence: Sentence, actors: list[Actor], child: Token, verb: Token
) -> list[Actor]:
    found = covering(sentence, actors, child)
    if found is None:
        for token in child.subtree:
            actor = covering(sentence, actors, token)
            if actor is not None and actor.right <= (sentence.position(verb) or 0):
                found = actor
                break
    if found is None or found.possessive:
        return []
    return listed(sentence, actors, found)


def linear_subject(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """The last list of actors before the verb, when no other verb stands between."""
    at = sentence.position(verb)
    if at is None:
        return []
    before = [a for a in actors if a.right <= at and not a.possessive]
    if not before:
        return []
    last = before[-1]
    for i in range(last.right, at):
        word = sentence.words[i]
        if word.pos == "VERB" or word.lower in _CLAUSE_ENDS or word.lower in ("with", "by", "to"):
            return []
    found = listed(sentence, actors, last)
    return [] if sentence.lower(found[0].left - 1) in _OBLIQUE else found


def after_word(
    sentence: Sentence, actors: list[Actor], start: int, words: tuple[str, ...], reach: int
) -> list[Actor]:
    """The list of actors behind the first of `words` within `reach` words from word `start`."""
    for i in range(start, min(start + reach, len(sentence.words))):
        lower = sentence.lower(i)
        if lower in words:
            return at_word(sentence, actors, i + 1)
        if lower in _CLAUSE_ENDS or lower == "and" or sentence.words[i].pos == "VERB":
            return []
    return []


def at_word(sentence: Sentence, actors: list[Actor], start: int, slack: int = 4) -> list[Actor]:
    """The list of actors that begins at word `start`, behind at most `slack` other nouns."""
    for actor in actors:
        own = actor.form is ActorForm.PRONOUN and actor.possessive
        if actor.left < start or (own and actor.left == start):
            continue
        between = sentence.words[start : actor.left]
        if len(between) == 2 and between[0].pos == "PROPN" and between[1].lower == "and":
            between = []  # "With Anna and Peter Berg"
        if len(between) > slack:
            return []
        if any(word.pos in _PARTING or word.lower in _SMALL for word in between):
            return []
        return listed(sentence, actors, actor)
    return []
