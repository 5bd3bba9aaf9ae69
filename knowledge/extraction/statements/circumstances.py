"""When something was said, and of what: the words that hang on a verb of saying."""

from knowledge.dates.expressions import Expression
from knowledge.extraction.grammar.clauses import children, ruling_verb
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.quotations import Quotation
from knowledge.model import Status

# How many words behind the verb its date may stand, and where the parser hangs it on the verb.
_NEAR = 8
_FAR = 20
_LONGEST = 10
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_NO_MATTER = frozenset({"it", "this", "that", "them", "him", "her", "which", "whom", "course"})


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
    prepositions = statements().about | ({"on"} if lemma in statements().commenting else set())
    for child in children(verb.token, "prep"):
        if child.lower_ in prepositions:
            return _behind(narration, verb.sentence, child.i)
    return None


def _behind(narration: Narration, sentence: Sentence, number: int) -> str | None:
    """The noun phrase behind a preposition, the token of that number."""
    place = sentence.place_of.get(number)
    if place is None:
        return None
    first = sentence.word_of[place] + 1
    end = first
    while end < len(sentence.words) and end - first <= _LONGEST:
        word = sentence.words[end]
        stops = word.pos in ("PUNCT", "VERB", "AUX", "SCONJ") and word.lower not in _GENITIVE
        dated = sentence.tokens[word.first].ent_type_ in ("DATE", "TIME")
        if stops or dated or not narration.narrates(sentence, end):
            break
        end += 1
    while end > first and sentence.words[end - 1].pos in ("ADP", "DET", "CCONJ"):
        end -= 1
    if end == first or end - first > _LONGEST or sentence.lower(first) in _NO_MATTER:
        return None
    return sentence.printed(first, end)


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
    if phrase[0].pos == "ADP" or any(w.pos in ("VERB", "AUX", "PUNCT") for w in phrase):
        return None
    return sentence.printed(first, end)
