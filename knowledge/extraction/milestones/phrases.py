"""The words that say what something is: a noun or clause of a sentence, cut short, as printed."""

import re
from collections.abc import Collection

from knowledge.extraction.grammar.clauses import children, climb, covering, is_infinitive
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_LONGEST = 14
_LEADING = frozenset(
    {"the", "a", "an", "this", "that", "these", "its", "his", "her", "their", "our"}
)
_STOPS = frozenset(
    {
        ",", ";", ":", "–", "—", "(", ")", "who", "which", "while", "after", "before", "when",
        "where", "because", "although", "though", "but", "whether", "if", ".",
    }
)  # fmt: skip
_LOOSE = frozenset(
    {
        "of", "for", "on", "in", "at", "to", "by", "with", "from", "between", "and", "or", "the",
        "a", "an", "its", "his", "their", "her", "that", "into", "against", "through", "until",
        "be", "later", "about", "over", "during", "'s", "early", "late", "as", "within",
    }
)  # fmt: skip
_SIGNS = frozenset({",", "'s", "'", "’s", "’"})
_GENITIVE = _SIGNS - {","}
_PASSED = _LEADING | _SIGNS
_FULL_STOPS = _STOPS - {","}
_UNITS = frozenset({"year", "month", "week", "weekend", "tomorrow", "quarter"})
_SKIPPED = frozenset({"relcl", "advcl", "appos", "acl", "parataxis"})
_NO_PART = _SKIPPED | {"nsubj"}
_BOTH = frozenset({"before", "after", "since"})
_SUM = re.compile(r"([$€£¥₹]) (?=\d)")
_NO_QUOTES = str.maketrans("", "", '"“”«»„')


def noun_words(sentence: Sentence, noun: Token, without: Collection[int]) -> tuple[int, int]:
    """The words of a noun phrase: its modifiers, the noun and what it is of.

    It ends before a comma, a relative clause or one of the words `without` (a date).
    """
    at = sentence.position(noun) or 0
    first = at
    inside = _places(sentence, [c for c in noun.children if c.dep_ not in _NO_PART])
    while first - 1 in inside and sentence.lower(first - 1) not in _FULL_STOPS:
        first -= 1
    first = _owned_from(sentence, first)
    while first < at and (sentence.lower(first) in _PASSED or first in without):
        first += 1
    if sentence.lower(first) in _UNITS and sentence.lower(first + 1) in _SIGNS:
        first += 2  # "this year's | summit"
    last = at + 1
    while last < len(sentence.words) and last - first < _LONGEST:
        if last not in inside or last in without or sentence.lower(last) in _STOPS:
            break
        last += 1
    if last - first >= _LONGEST:
        last = next((i for i in range(last - 1, at + 1, -1) if sentence.lower(i) in _LOOSE), last)
    return first, _trimmed(sentence, at, last)


def _owned_from(sentence: Sentence, first: int) -> int:
    """Where a phrase begins whose name or owner the parser hung elsewhere: "Fiji's | hosting"."""
    if sentence.words[first].capital or sentence.lower(first) in _LEADING:
        return first
    at = first - 1
    if sentence.lower(at) in _GENITIVE:
        at -= 1
    while at >= 0 and sentence.words[at].pos == "PROPN" and sentence.words[at].capital:
        first = at
        at -= 1
    return first


def _trimmed(sentence: Sentence, at: int, last: int) -> int:
    """Leave out words that lead on to nothing."""
    while last - 1 > at and sentence.lower(last - 1) in _LOOSE:
        last -= 1
    return last


def _places(sentence: Sentence, tokens: list[Token]) -> set[int]:
    """The word positions of all that hangs on some tokens, clauses below them left out."""
    found: set[int] = set()
    todo = list(tokens)
    while todo:
        token = todo.pop()
        at = sentence.position(token)
        if at is not None:
            found.add(at)
        todo.extend([child for child in token.children if not _is_apart(token, child)])
    return found


def _is_apart(token: Token, child: Token) -> bool:
    """True for what begins a clause or a sentence of its own."""
    if token.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "cc"):
        return True
    if token.lower_ in _BOTH and child.dep_ == "pcomp":
        return True
    return child.dep_ in _SKIPPED


def subject_token(verb: Token) -> Token | None:
    """The noun that is the subject of a verb, its own or that of the verb above it."""
    for at in (verb, *climb(verb)):
        if is_purpose(at):
            return None
        if at.pos_ == "ADP":
            continue
        if at.pos_ not in ("VERB", "AUX", "ADJ") and at.i != verb.i:
            return at if at.pos_ in ("NOUN", "PROPN") else None
        told = _told_to(at) if at.i != verb.i else None
        if told is not None:
            return told
        for child in children(at, "nsubj", "nsubjpass"):
            if child.lower_ not in ("which", "that", "who"):
                return child
            if at.dep_ == "relcl":
                return _occasion_between(at)
        if at.dep_ in ("relcl", "acl"):
            active = at.dep_ == "acl" and not children(at, "auxpass") and at.tag_ == "VB"
            return None if active else _occasion_between(at)
        if at.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "prep", "dep", "acomp"):
            return None
    return None


def _told_to(verb: Token) -> Token | None:
    """The police of "ordered the police to clear the camp": who is told does what follows."""
    if verb.lemma_.lower() not in milestones().ordering:
        return None
    return next((c for c in children(verb, "dobj") if c.pos_ in ("NOUN", "PROPN")), None)


def owner_of(verb: Token) -> Token | None:
    """The Fiji of "Fiji's efforts to host the games"."""
    if not is_infinitive(verb) or verb.dep_ != "acl":
        return None
    return next((t for t in children(verb.head, "poss") if t.pos_ != "PRON"), None)


def is_purpose(verb: Token) -> bool:
    """ "Studies for opening the line by 2030"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "for"


def _occasion_between(verb: Token) -> Token:
    """The noun that a clause describes; of "candidate for the election to be held", the latter."""
    occasions = milestones().occasions
    between = [t for t in verb.doc[verb.head.i : verb.i] if t.lower_ in occasions]
    if between:
        return between[-1]
    # "The summit on Syria, which will be held in May", hung on "Syria".
    above = [t for t in list(climb(verb.head))[:3] if t.pos_ in ("NOUN", "PROPN")]
    return next((t for t in above if t.lower_ in occasions), verb.head)


def clause_words(sentence: Sentence, head: Token) -> set[int]:
    """The words of the clause that a word stands in, with its subject, without clauses below."""
    found = _places(sentence, [head])
    subject = subject_token(head) or owner_of(head)
    if subject is not None:
        found |= _places(sentence, [subject])
    return found


def subject_words(sentence: Sentence, noun: Token) -> set[int]:
    """The words of the subject of the verb that a noun stands under."""
    verb = next((above for above in climb(noun) if above.pos_ in ("VERB", "AUX")), None)
    subject = None if verb is None else subject_token(verb)
    return set() if subject is None else _places(sentence, [subject])


def clause_text(
    sentence: Sentence, actors: list[Actor], verb: Token, without: Collection[int]
) -> str:
    """What a clause says: its subject, the verb and what it does, without date and auxiliaries.

    A verb that only says that something takes place is left out: "border committee in Vientiane".
    A pronoun gives the name of the one whom it means; empty where the clause has no subject.
    """
    subject = subject_token(verb)
    if subject is None and not (is_infinitive(verb) or is_purpose(verb)):
        return ""
    if subject is not None and subject.lower_ in ("i", "you"):
        return ""
    if subject is not None and head_of(subject.lower_) is not None and _only_happens(verb):
        # "The chairperson spoke of the summits, due to be held on …": the summits are held.
        before = [t for t in verb.doc[: verb.i] if t.lower_ in milestones().occasions]
        if not before:
            return ""
        subject = before[-1]
    head = "" if subject is None else _subject_text(sentence, actors, subject, without)
    if subject is not None and subject.lower_ in milestones().deadlines:
        head = _up_to(sentence, subject, verb) or head
    bare = bool(head) and _only_happens(verb)
    tail = _predicate(sentence, verb, without, bare=bare)
    told = _told_of(verb)
    if told is not None:
        tail += " " + sentence.printed(*noun_words(sentence, told, without))
    if head and head.split()[-1] in tail.split():
        head = ""  # "He looks forward to meeting Mr Doval", where "he" can't be Doval.
    if not head:
        tail = tail.removeprefix("to ")
    return plain(" ".join(part for part in (head, tail) if part))


def _subject_text(
    sentence: Sentence, actors: list[Actor], subject: Token, without: Collection[int]
) -> str:
    if subject.pos_ != "PRON":
        return sentence.printed(*noun_words(sentence, subject, without))
    actor = covering(sentence, actors, subject)
    if actor is None or len(actor.people) != 1:
        return ""
    return actor.people[0].name


def _told_of(verb: Token) -> Token | None:
    """The plans of "plans, which he is to present in May": the object of a relative clause."""
    if not any(child.lower_ in ("which", "that") for child in children(verb, "dobj")):
        return None
    clause = next((at for at in (verb, *climb(verb)) if at.dep_ == "relcl"), None)
    return clause.head if clause is not None and clause.head.pos_ in ("NOUN", "PROPN") else None


def _up_to(sentence: Sentence, subject: Token, verb: Token) -> str:
    """ "The deadline for Iran to comply | is Friday": all that stands before the verb."""
    first, _ = noun_words(sentence, subject, ())
    last = sentence.position(verb) or first
    return sentence.printed(first, last) if 0 < last - first <= _LONGEST else ""


def plain(text: str) -> str:
    """A phrase without quotation marks, of which it may hold only one."""
    return " ".join(text.translate(_NO_QUOTES).split()).strip("'‘’ ")


def _only_happens(verb: Token) -> bool:
    """ "Is to be held", "takes place", "is scheduled": nothing but the event itself is told."""
    if verb.lemma_ == "take":
        return any(child.lower_ == "place" for child in verb.children)
    if verb.lemma_ == "be":
        said = children(verb, "acomp", "attr")
        return all(child.ent_type_ == "DATE" for child in said)
    passive = bool(children(verb, "nsubjpass", "auxpass")) or verb.tag_ == "VBN"
    return verb.lemma_.lower() in milestones().happening and (
        passive or verb.lemma_ not in ("hold", "plan", "stage", "conduct", "set", "fix")
    )


def _predicate(sentence: Sentence, verb: Token, without: Collection[int], *, bare: bool) -> str:
    """The verb with its objects and places; of a `bare` verb only what says where."""
    at = sentence.position(verb)
    if at is None:
        return ""
    inside = _places(sentence, list(verb.children))
    lead = sentence.lower(at - 1)
    kept = [] if bare else [at - 1, at] if lead in ("will", "to") else [at]
    placed = not bare
    for i in range(at + 1, len(sentence.words)):
        if len(kept) >= _LONGEST:
            break
        if i in without or (i - 1 in without and sentence.lower(i) in _GENITIVE):
            continue
        if i not in inside or sentence.lower(i) in _STOPS:
            break
        if bare and not placed:
            placed = sentence.lower(i) in ("in", "at")
        if placed:
            kept.append(i)
    if len(kept) >= _LONGEST:
        loose = [k for k, i in enumerate(kept) if sentence.lower(i) in _LOOSE and k > 3]
        kept = kept[: loose[-1]] if loose else kept
    while kept and kept[-1] > at and sentence.lower(kept[-1]) in _LOOSE:
        kept.pop()
    words = [sentence.printed(i, i + 1) for i in kept]
    text = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" %", "%")
    return _SUM.sub(r"\1", text)
