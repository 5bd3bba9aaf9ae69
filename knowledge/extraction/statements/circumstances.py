"""When something was said, and of what: the words that hang on a verb of saying."""

from knowledge.dates.expressions import Expression
from knowledge.extraction.grammar.clauses import children, ruling_verb
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.quotations import Quotation
from knowledge.model import Status

# How many words behind the verb its date may stand, and where the parser hangs it on the verb.
_NEAR = 8
_FAR = 20
_LONGEST = 10
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
# Behind these stands what a view is of; in front of the others a new matter begins.
_OVER = frozenset({"over", "about", "at", "regarding", "on", "for", "towards", "concerning"})
_FEELING = frozenset({"express", "voice", "reiterate", "reaffirm", "convey"})
_NAMED = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_CIRCUMSTANCES = frozenset(
    {"during", "after", "before", "by", "as", "while", "via", "who", "which"}
)
_NO_MATTER = frozenset(
    {
        "it",
        "this",
        "that",
        "them",
        "him",
        "her",
        "which",
        "whom",
        "course",
        "itself",
        "himself",
        "herself",
        "themselves",
        "how",
        "what",
        "whether",
    }
)


def date_of(scene: Scene, narration: Narration, verb: Spot) -> Dated | None:
    """The day that belongs to a verb of saying itself ("said on Monday"); None without one."""
    sentence = verb.sentence
    if verb.token.pos_ not in ("VERB", "AUX"):
        return None
    for expression in scene.calendar.by_sentence[sentence.index]:
        if expression.duration or expression.since or expression.deadline:
            continue
        if _is_of(narration, verb, expression):
            return scene.calendar.value(sentence, expression, Status.HELD)
    return None


def _is_of(narration: Narration, verb: Spot, expression: Expression) -> bool:
    sentence = verb.sentence
    start, end = sentence.start + expression.start, sentence.start + expression.end
    first, last = sentence.word_span(start, end)
    if narration.quoted(start) or sentence.lower(last) in _GENITIVE:
        return False
    above = ruling_verb(sentence.tokens[sentence.words[first].first])
    ruled = above is not None and above.i == verb.token.i
    if first < verb.i:
        return ruled
    between = sentence.words[verb.i + 1 : first]
    clear = not any(w.pos in ("VERB", "AUX") or w.lower == "that" for w in between)
    return clear and (len(between) < _NEAR or (ruled and len(between) < _FAR))


def about_of(narration: Narration, verb: Spot, quotation: Quotation | None) -> str | None:
    """What a saying is about, as printed: "said of the deal", "called the attack “…”"."""
    if verb.token.pos_ != "VERB":
        return None
    lemma = verb.token.lemma_.lower()
    if quotation is not None and lemma in statements().characterising:
        return _characterised(narration, verb, quotation)
    if quotation is None and (matter := _matter(narration, verb, lemma)) is not None:
        return matter
    prepositions, on = statements().about, lemma in statements().commenting
    for child in children(verb.token, "prep"):
        if child.lower_ in prepositions or (on and child.lower_ == "on"):
            return _behind(narration, verb.sentence, child.i)
    return None


def _matter(narration: Narration, verb: Spot, lemma: str) -> str | None:
    """What a stance is about: "condemned | the attack", "called for | talks", "voiced concern over
    | the strikes"."""
    words = statements()
    for child in children(verb.token, "prep"):
        if f"{lemma} {child.lower_}" in words.appealing and child.lower_ not in (
            "on",
            "upon",
            "to",
        ):
            return _behind(narration, verb.sentence, child.i)
    for child in children(verb.token, "dobj"):
        if lemma in words.voicing:
            if lemma not in _FEELING:
                return None
            over = [prep for prep in children(child, "prep") if prep.lower_ in _OVER]
            return _behind(narration, verb.sentence, over[0].i) if over else None
        at = _for(verb, child) if _is_addressed(child) else None
        taken = lemma in words.stances and lemma not in words.addressing
        if at is not None and taken:
            return _phrase_at(narration, verb.sentence, at + 1)
        if taken and child.pos_ == "NOUN":
            first = verb.sentence.position(child.left_edge)
            return None if first is None else _phrase_at(narration, verb.sentence, first)
    return None


def _is_addressed(noun: Token) -> bool:
    """True for the government of "commended the government for its care": a state or its people."""
    if noun.ent_type_ in _NAMED or noun.lower_ in statements().addressed:
        return noun.lower_ not in _NO_MATTER
    return False


def _for(verb: Spot, addressed: Token) -> int | None:
    """Where the "for" stands behind which is told why somebody is praised or blamed."""
    sentence = verb.sentence
    place = sentence.position(addressed)
    if place is None:
        return None
    for i in range(place + 1, min(place + _FAR, len(sentence.words))):
        if sentence.lower(i) == "for":
            return i
        if sentence.words[i].pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _behind(narration: Narration, sentence: Sentence, number: int) -> str | None:
    """The noun phrase behind a preposition, the token of that number."""
    at = sentence.word_at.get(number)
    return None if at is None else _phrase_at(narration, sentence, at + 1)


def _phrase_at(narration: Narration, sentence: Sentence, first: int) -> str | None:
    """The noun phrase that begins at a word, up to what tells when, how or on which occasion."""
    end, stopped = first, False
    while end < len(sentence.words) and end - first <= _LONGEST:
        word = sentence.words[end]
        stops = word.pos in ("PUNCT", "VERB", "AUX", "SCONJ") and word.lower not in _GENITIVE
        stops = stops or word.lower in _CIRCUMSTANCES
        dated = sentence.tokens[word.first].ent_type_ in ("DATE", "TIME")
        stopped = stops or dated or not narration.narrates(sentence, end)
        if stopped:
            break
        end += 1
    if not stopped and end < len(sentence.words):
        # Too long: cut where a part ends, not in the middle of one.
        parts = (i for i in range(end - 1, first, -1) if _begins_part(sentence, i))
        end = next(parts, end)
    marked = sentence.lower(first) in _GENITIVE
    while end > first and (
        sentence.words[end - 1].pos in ("ADP", "DET", "CCONJ")
        or sentence.lower(end - 1) == "to"
        or (sentence.lower(end - 1) in _GENITIVE and not marked)
    ):
        end -= 1
    if end == first or end - first > _LONGEST or sentence.lower(first) in _NO_MATTER:
        return None
    return sentence.printed(first, end)


def _begins_part(sentence: Sentence, i: int) -> bool:
    """True for "of", "in" and the "and" of "and for": in front of them a phrase is whole."""
    word = sentence.words[i]
    again = word.pos == "CCONJ" and i + 1 < len(sentence.words)
    return word.pos == "ADP" or (again and sentence.words[i + 1].pos == "ADP")


def _characterised(narration: Narration, verb: Spot, quotation: Quotation) -> str | None:
    """What stands between "called" or "described" and the quotation."""
    sentence = verb.sentence
    first = end = verb.i + 1
    while end < len(sentence.words) and narration.narrates(sentence, end):
        end += 1
    if end >= len(sentence.words) or not quotation.start <= sentence.word_start(end):
        return None
    while end > first and sentence.lower(end - 1) in ("as", "a", "an", "the", ",", ":"):
        end -= 1
    phrase = sentence.words[first:end]
    if not phrase or len(phrase) > _LONGEST or phrase[0].lower in _NO_MATTER:
        return None
    cut = next((k for k, w in enumerate(phrase) if w.pos == "ADP" and w.lower != "of"), len(phrase))
    end, phrase = first + cut, phrase[:cut]
    if not phrase or any(w.pos in ("VERB", "AUX", "PUNCT") for w in phrase):
        return None
    return sentence.printed(first, end)
