"""The words that a verb reports: the clause it has for its object, what is voiced, what is asked
for; each as the first word of a sentence and the one behind the last.
"""

from functools import cache

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.lexicon import statements, table
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.statements.narration import Spot
from knowledge.extraction.statements.saying import RELATIVE

Span = tuple[int, int]

SHORTEST = 4
"""A clause has at least so many words."""

_SHORTEST_OBJECT = 3
_LONGEST_SUBJECT = 14
_PUNCTUATION = frozenset({",", ";", ":", ".", "–", "—", "-", "--", "that"})
_JOINING = frozenset({"and", "but", "or"})
_TRAILING = _PUNCTUATION | _JOINING
# What goes on with a noun phrase where the parser hangs it on the verb.
_GOING_ON = frozenset(
    {"to", "for", "with", "of", "against", "from", "between", "towards", "toward", "over", "about"}
)
_TAKES = ["dobj", "prep", "xcomp", "ccomp", "dative", "oprd", "pcomp"]
_REASONS = frozenset({"so", "as", "because", "since", "while", "when", "after", "before"})
_UNCERTAIN = frozenset({"if", "whether", "unless"})
_QUESTIONS = frozenset({"which", "who", "whom", "what", "where", "when", "why"})
_ASKED = frozenset({"on", "upon", "to"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART", "SYM"})
_NO_GOAL = frozenset({"of", "by"})
_CLEAR = frozenset({"clear", "plain", "known"})
# "Told the farmers to keep their seed"; those who only listen are told to do nothing.
_TELLING = frozenset({"tell"})
_LISTENERS = frozenset({"reporters", "journalists", "media", "press", "me", "himself", "herself"})
_RECEIVED = frozenset({"welcome", "praise", "hail", "applaud", "salute"})


def makes_clear(verb: Token) -> bool:
    """ "Made clear that", "made it plain that"."""
    return verb.lemma_.lower() == "make" and any(
        child.lower_ in _CLEAR for child in verb.children if child.i > verb.i
    )


def clause(spot: Spot) -> Span | None:
    """The clause that a verb has for its object, before or behind it."""
    sentence = spot.sentence
    heads = [spot.token, *(c for c in spot.token.children if c.lower_ in _CLEAR)]
    for child in (child for head in heads for child in children(head, "ccomp")):
        marks = {each.lower_ for each in children(child, "mark")}
        asks = spot.i + 1 < len(sentence.words) and sentence.lower(spot.i + 1) in _QUESTIONS
        if marks & _UNCERTAIN or asks or not children(child, *_SUBJECTS):
            continue
        span = _span(spot, child)
        if span is not None and span[0] < spot.i:
            span = _before(spot, span)
        while span is not None and sentence.lower(span[0]) in _CLEAR | {"it"} and len(heads) > 1:
            span = trimmed(sentence, span[0] + 1, span[1])
        # A clause that begins with its verb has lost its subject to the parser.
        whole = span is not None and sentence.words[span[0]].pos not in ("VERB", "AUX")
        if span is not None and whole and not marks & _REASONS and span[1] - span[0] >= SHORTEST:
            return span
    return _unseen(spot)


def _before(spot: Spot, span: Span) -> Span | None:
    """A clause before "…, the minister said": up to the comma, and nothing told behind."""
    sentence = spot.sentence
    comma = next((i for i in range(spot.i - 1, span[0], -1) if sentence.lower(i) == ","), None)
    if comma is None or any(sentence.lower(i) in (";", ":") for i in range(span[1], spot.i)):
        return None
    for i in range(spot.i + 1, len(sentence.words)):
        if sentence.lower(i) in (",", ";"):
            break
        if sentence.words[i].pos in ("VERB", "AUX"):
            return None
    told = any(word.pos in ("VERB", "AUX", "CCONJ") for word in sentence.words[span[1] : comma])
    return trimmed(sentence, span[0], comma) if told or span[1] >= comma else span


def _unseen(spot: Spot) -> Span | None:
    """ "Warned the port would stay shut", where the parser sees no clause: a noun phrase right
    behind the verb, and a finite verb right behind that."""
    sentence = spot.sentence
    end = spot.i + 1
    while end < len(sentence.words) and sentence.words[end].pos in _NOMINAL:
        end += 1
    if not 1 < end - spot.i <= _LONGEST_SUBJECT or end >= len(sentence.words):
        return None
    word = sentence.words[end]
    verb = sentence.tokens[word.last - 1]
    finite = verb.tag_ in ("MD", "VBZ", "VBP") or (verb.pos_ == "AUX" and verb.tag_ == "VBD")
    if not finite or sentence.words[spot.i + 1].pos == "ADP":
        return None
    top = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if verb.pos_ == "VERB" and top.dep_ == "relcl":
        return None  # "underscored the importance the state gives to it"
    places = [p for t in top.subtree if (p := sentence.position(t)) is not None]
    last = max((p for p in places if p >= end), default=end) + 1
    first, last = trimmed(sentence, spot.i + 1, last)
    return (first, last) if last - first >= SHORTEST else None


def voiced(spot: Spot) -> Span | None:
    """The noun phrase that is voiced or stressed, with what goes on behind it."""
    lemma = spot.token.lemma_.lower()
    sentence = spot.sentence
    for child in children(spot.token, "dobj"):
        if lemma in ("convey", "extend", "offer") and child.lower_ not in statements().gestures:
            continue
        span = _span(spot, child)
        if span is None or span[0] < spot.i or _is_sum(child):
            continue
        first, last = span
        for other in children(spot.token, "prep", "xcomp", "advcl"):
            rest = _span(spot, other)
            joins = rest is not None and sentence.lower(rest[0]) in _GOING_ON
            if rest is not None and joins and rest[0] == last:
                last = rest[1]
        told = last < len(sentence.words) and sentence.words[last].pos in ("VERB", "AUX")
        if last - first >= _SHORTEST_OBJECT and not told:
            return first, last
    return None


def stance(spot: Spot) -> Span | None:
    """ "Called for a ceasefire", "thanked the crew for …", "pledged to …": from the verb on."""
    takes = _taken(spot.token)
    if not takes:
        return None
    spans = [span for c in children(spot.token, *takes) if (span := _span(spot, c)) is not None]
    last = max((span[1] for span in spans if span[0] > spot.i), default=spot.i)
    for child in children(spot.token, "advcl"):
        span = _span(spot, child)
        if span is None:
            continue
        to = span[0] == last and spot.sentence.lower(last) == "to"
        # The parts of "by co-hosting | the fair" may hang on different words.
        if to or span[0] == last - 1 < span[1] - 1:
            last = span[1]
    return (spot.i, last) if last - spot.i >= SHORTEST else None


def takes_stance(lemma: str) -> bool:
    """True for a verb that `stance` reads."""
    return lemma in stance_verbs()


@cache
def stance_verbs() -> frozenset[str]:
    """The verbs that `stance` reads."""
    words = statements()
    appealing = {phrase.split()[0] for phrase in words.appealing}
    return words.promising | words.stances | appealing | _TELLING | {"rule"}


def _taken(verb: Token) -> list[str]:
    """What hangs on a verb that takes a stance; nothing where it takes none."""
    lemma = verb.lemma_.lower()
    words = statements()
    goals = [
        child.lower_
        for child in children(verb, "prep", "dative")
        if f"{lemma} {child.lower_}" in words.appealing and child.i > verb.i
    ]
    # A courtesy call on somebody asks for nothing.
    if goals and (set(goals) - _ASKED or children(verb, "xcomp", "advcl")):
        return [*_TAKES, "advcl"]
    if lemma in words.promising:
        return _TAKES if children(verb, "xcomp", "ccomp") else []
    if lemma in _TELLING:
        told = children(verb, "dobj", "dative")
        to = [c for c in children(verb, "xcomp", "ccomp") if children(c, "aux")]
        asks = any(aux.lower_ == "to" for c in to for aux in children(c, "aux"))
        return _TAKES if asks and told and told[0].lower_ not in _LISTENERS else []
    if lemma == "rule":
        return [*_TAKES, "prt"] if any(c.lower_ == "out" for c in children(verb, "prt")) else []
    if lemma not in words.stances:
        return []
    objects = children(verb, "dobj", "ccomp", "xcomp")
    # "As they defend themselves" takes no stance; who welcomes a visitor receives one.
    follows = min((child.lower_ for child in verb.children if child.i == verb.i + 1), default="")
    if not objects or follows in _NO_GOAL or objects[0].lower_ in RELATIVE:
        return []
    if objects[0].lower_.endswith(("self", "selves")):
        return []
    return [] if lemma in _RECEIVED and _is_visitor(objects[0]) else _TAKES


def _is_visitor(noun: Token) -> bool:
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in ("GPE", "ORG", "NORP", "EVENT", "LAW")
    return named or noun.lower_ in ("delegation", "visitor", "visitors", "guest", "guests", "team")


def _is_sum(token: Token) -> bool:
    """True for money, which is a payment and no view."""
    return any(
        each.ent_type_ == "MONEY"
        or each.lower_ in ("$", "€", "£")
        # The model misses "25 million euros" at times.
        or (each.lower_ in _units() and any(child.pos_ == "NUM" for child in each.children))
        for each in token.subtree
    )


@cache
def _units() -> frozenset[str]:
    """The words for units of money, in singular and plural."""
    units = {unit for row in table("currencies").values() for unit in row["units"]}
    return frozenset({*units, *(f"{unit}s" for unit in units)})


def _span(spot: Spot, child: Token) -> Span | None:
    """The words of everything below a token, without marks at either end."""
    sentence = spot.sentence
    places = [p for t in child.subtree if (p := sentence.position(t)) is not None]
    if not places:
        return None
    first, last = trimmed(sentence, min(places), max(places) + 1)
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


def trimmed(sentence: Sentence, first: int, last: int) -> Span:
    """A span without marks at either end."""
    while first < last and sentence.lower(first) in _PUNCTUATION:
        first += 1
    while first < last and sentence.lower(last - 1) in _TRAILING:
        last -= 1
    return first, last
