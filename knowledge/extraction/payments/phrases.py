"""What a sum is a sum of: "a $5 million grant", "$5 million in aid", "loans worth $5 million"."""

from dataclasses import dataclass

from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.sums import FoundSum
from knowledge.extraction.payments.words import payment_words
from knowledge.model import PaymentKind

_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART"})
_LONGEST = 9
_REACH = 12
_MODIFIERS = frozenset({"additional", "extra", "further", "more", "new", "each", "altogether"})
_LISTING = frozenset({",", "and", "&", "or", "-", "'s", "’s"})
_RELATIVE = frozenset({"which", "that", "who"})
_NTH = frozenset({"first", "second", "third", "fourth", "fifth", "other", "latter", "former"})
_TOTALS = frozenset({"amount", "total", "value", "totalling", "totaling", "worth"})
_HOARDS = frozenset({"wealth", "pension", "hedge", "mutual", "index", "slush"})
_ENDS = frozenset({";", ":", "that", "which", "who", "while", "but"})


@dataclass(frozen=True, slots=True)
class Place:
    """A sum in its sentence: words `first`..`last`-1 without, `left` with its qualifier.

    `token` is the one that the parser hangs the sum on its sentence by.
    """

    sentence: Sentence
    found: FoundSum
    left: int
    first: int
    last: int
    token: Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words from `left` to `right`-1 that say what a sum is, and their heads.

    `noun` is the word that makes the kind, at `at`; `given` is false for prices, fines and budgets.
    `behind` is true where it follows the sum.
    """

    left: int
    right: int
    at: int
    noun: str | None
    given: bool
    behind: bool

    @property
    def kind(self) -> PaymentKind | None:
        """The kind that the noun makes of the sum."""
        return None if self.noun is None else payment_words().nouns[self.noun]


def place_of_sum(sentence: Sentence, found: FoundSum) -> Place:
    """Where a sum stands among the words of its sentence."""
    start, end = sentence.start + found.start, sentence.start + found.end
    first, last = sentence.word_span(start, end)
    left = min(sentence.word_span(sentence.start + found.left, end)[0], first)
    inside = sentence.tokens[sentence.words[first].first : sentence.words[last - 1].last]
    own = {token.i for token in inside}
    outer = [token for token in inside if token.head.i not in own or token.head.i == token.i]
    token = next((t for t in outer if not t.is_punct), inside[0])
    return Place(sentence, found, left, first, last, token)


def phrases_of(place: Place, verb: Token | None, lifted: Token | None) -> list[Phrase]:
    """The phrases that say what a sum is, the surest first; `lifted` is what was brought to it."""
    measured = _subject(place, verb) if lifted is None else _measured(place, lifted)
    found = (_behind(place), _before(place) or _signed(place, verb), measured)
    return [phrase for phrase in found if phrase is not None]


def _signed(place: Place, verb: Token | None) -> Phrase | None:
    """ "Signed three loan agreements with B, for a total amount of $5 million"."""
    sentence = place.sentence
    words = {sentence.lower(i) for i in range(max(place.left - 3, 0), place.left)}
    if verb is None or verb.lemma_.lower() != "sign" or not words & _TOTALS:
        return None
    for noun in (*children(verb, "dobj"), *children(verb, "nsubjpass")):
        at = sentence.position(noun)
        if at is not None:
            return _phrase(sentence, _run_start(sentence, at), at + 1, behind=False)
    return None


def _behind(place: Place) -> Phrase | None:
    """ "$5 million grant", "$5 million in food aid", "$5 million worth of weapons"."""
    sentence, at = place.sentence, place.last
    led = False
    if sentence.lower(at) == ")" and sentence.lower(place.left - 1) == "(":
        at += 1  # "A 9 billion shilling (€60 million) loan".
    if sentence.lower(at) in _MODIFIERS and sentence.lower(at + 1) in ("in", "of"):
        at += 1
    per = sentence.lower(at) in ("per", "a", "each", "every")
    if per and sentence.lower(at + 1) in ("year", "annum"):
        at += 2
    elif sentence.lower(at) in ("annually", "yearly"):
        at += 1
    if sentence.lower(at) == "worth":
        at += 1
    if sentence.lower(at) in ("in", "of"):
        led = True
        at += 1
    elif sentence.lower(at) == "as" and sentence.lower(at + 1) in ("a", "an"):
        led = True
        at += 2
    right = _run_end(sentence, at, listing=led)
    return _phrase(sentence, at, right, behind=True)


def _run_end(sentence: Sentence, at: int, *, listing: bool) -> int:
    right = at
    while right < min(at + _LONGEST, len(sentence.words)):
        word = sentence.words[right]
        joins = listing and word.lower in _LISTING and right > at
        participle = word.pos == "VERB" and word.lower in payment_words().nouns
        participle = participle or (word.pos == "VERB" and "-" in word.text)  # "policy-based"
        if word.lower == "of" and sentence.lower(right + 1) in payment_words().nouns:
            joins = True  # "line of credit"
        if word.lower == "," and right + 1 < len(sentence.words):
            joins = joins and sentence.words[right + 1].pos != "PROPN"
        if not (word.pos in _NOMINAL or joins or participle or word.lower in ("-", "'s", "’s")):
            break
        if word.lower == "to" or (word.pos == "DET" and right > at):
            break
        right += 1
    return right


def _phrase(sentence: Sentence, left: int, right: int, *, behind: bool) -> Phrase | None:
    """The phrase over some words, by its weightiest noun; None where they say nothing."""
    words = payment_words()
    best: int | None = None
    bad = -1
    for i in range(left, right):
        for part in (sentence.lower(i), sentence.lower(i).rsplit("-", 1)[-1]):
            if part in words.nouns:
                if best is None or words.rank(part) < words.rank(_noun(sentence, best)):
                    best = i
                break
            if part in words.not_given:
                bad = i
    if best is None and bad < 0:
        return None
    noun = None if best is None else _noun(sentence, best)
    at = left if best is None else best
    if noun in ("fund", "funds") and sentence.lower(at - 1) in _HOARDS and at > left:
        return Phrase(left, right, at, noun, False, behind)
    # "Debt relief" is given, an "aid budget" is not.
    return Phrase(left, right, at, noun, bad < at or bad < 0, behind)


def _noun(sentence: Sentence, i: int) -> str:
    whole = sentence.lower(i)
    return whole if whole in payment_words().nouns else whole.rsplit("-", 1)[-1]


def _before(place: Place) -> Phrase | None:
    """ "a grant of $5 million", "soft loans for roads worth $5 million", "aid ($5 million)"."""
    sentence, words = place.sentence, payment_words()
    at = place.left - 1
    link = None
    while at >= 0 and (sentence.lower(at) in words.between or sentence.lower(at) in words.linking):
        if sentence.lower(at) in words.linking:
            link = sentence.lower(at)
        at -= 1
    if at >= 0 and sentence.lower(at) == "," and link not in (None, "of"):
        at -= 1
    if link is None or at < 0:
        return None
    nth = at - 1 if sentence.lower(at) == "," else at
    if sentence.lower(nth) in _NTH and sentence.lower(nth - 1) in ("the", "a"):
        return Phrase(nth, nth + 1, nth, "agreement", True, behind=False)  # "The first, of $5m".
    if link == "of":
        return _phrase(sentence, _run_start(sentence, at), at + 1, behind=False)
    left = at
    while left > max(at - _REACH, 0):
        word = sentence.words[left - 1]
        if word.lower in _ENDS or word.pos == "AUX" or _is_finite(sentence, left - 1):
            break
        left -= 1
    near = _nearest(sentence, left, at + 1)
    return near or _phrase(sentence, left, at + 1, behind=False)


def _is_finite(sentence: Sentence, i: int) -> bool:
    word = sentence.words[i]
    token = sentence.tokens[word.last - 1]
    return word.pos == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD")


def _nearest(sentence: Sentence, left: int, right: int) -> Phrase | None:
    """The noun run that is nearest to the sum and says something."""
    end = right
    while end > left and not is_nominal(sentence, end - 1):
        end -= 1
    while end > left:
        start = _run_start(sentence, end - 1, left)
        phrase = _phrase(sentence, start, end, behind=False)
        if phrase is not None:
            return phrase
        end = min(start, end - 1)
    return None


def is_nominal(sentence: Sentence, i: int) -> bool:
    """True for a word that can be part of a noun phrase, "accumulated" as an adjective, too."""
    word = sentence.words[i]
    participle = word.pos == "VERB" and sentence.tokens[word.last - 1].dep_ == "amod"
    nouns = payment_words().nouns
    # "Grant aid", whatever the parser takes "grant" for.
    doubled = word.lower in nouns and sentence.lower(i + 1) in nouns
    doubled = doubled and sentence.lower(i - 1) not in ("to", "will", "would")
    return participle or doubled or word.pos in _NOMINAL


def noun_start(sentence: Sentence, at: int) -> int:
    """Where the noun phrase begins that ends with word `at`."""
    return _run_start(sentence, at)


def _run_start(sentence: Sentence, at: int, floor: int = 0) -> int:
    left = at
    while left > max(at - _LONGEST, floor) and is_nominal(sentence, left - 1):
        left -= 1
        if sentence.words[left].pos == "DET":
            break
    return left


def _subject(place: Place, verb: Token | None) -> Phrase | None:
    """What is measured: "The grant amounts to $5 million", "Trade reached $5 million"."""
    if verb is None or verb.lemma_.lower() not in payment_words().reach:
        return None
    sentence = place.sentence
    for above in (verb, *climb(verb)):
        for subject in children(above, "nsubj", "nsubjpass"):
            at = sentence.position(subject)
            if at is not None and at < place.first and subject.lower_ not in _RELATIVE:
                return _measured(place, subject)
        if above.dep_ != "conj":
            break
    at = sentence.position(verb) or 0
    return (
        _nearest(sentence, max(at - _REACH, 0), at)
        if verb.dep_ != "relcl"
        else _relative(sentence, verb)
    )


def _measured(place: Place, noun: Token) -> Phrase | None:
    """What a noun that is measured says, or else the nouns that hang on it."""
    sentence = place.sentence
    at = sentence.position(noun) or 0
    whole = [p for t in noun.subtree if (p := sentence.position(t)) is not None and p < place.left]
    left, last = min(whole, default=at), max(whole, default=at) + 1
    right = next((p for p in range(at, place.first) if _is_clause(sentence, p)), last)
    head = _phrase(sentence, _run_start(sentence, at, left), at + 1, behind=False)
    return head or _nearest(sentence, left, min(right, place.left))


def _relative(sentence: Sentence, verb: Token) -> Phrase | None:
    """ "trade, which reached $5 million"."""
    at = sentence.position(next(climb(verb)))
    if at is None:
        return None
    return _phrase(sentence, _run_start(sentence, at), at + 1, behind=False)


def _is_clause(sentence: Sentence, i: int) -> bool:
    return sentence.lower(i) in ("which", "that", "who", "whose")
