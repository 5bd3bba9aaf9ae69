"""What of a question a sentence can't leave unsaid, however much else of it fits.

Most words of a question may stand beside a sentence, in its article, or nowhere: people ask in
their own words. What is asked for itself, the verb of a false premise, a proper name in small
letters, and the first name that tells one of a family from another, are not of these.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from knowledge.answers.questions.evidence import Archive, Passage, covered
from knowledge.names.gazetteer import load
from knowledge.names.given import is_given
from knowledge.questions.doubts import is_common
from knowledge.questions.model import Asked, Frame, Named, Term, Wanted
from knowledge.questions.words import Text, stems, wordset
from knowledge.text import fold


def lacks(asked: Asked, passage: Passage, archive: Archive, beside: Collection[Term]) -> bool:
    """Whether a sentence leaves unsaid what is asked for, or speaks of somebody or thing else.

    `beside` are the words that stand next to the sentence, in its headline or lead.
    """
    own = covered(asked.heavy, passage.text)
    attribute, act = asked.attribute, asked.act
    if attribute is not None and attribute not in own and attribute not in beside:
        return True
    if act is not None and _premised(asked) and act not in own and act not in beside:
        return True
    whole = archive.whole(passage.evidence.article)
    if act is not None and asked.wanted is Wanted.WHERE and not covered([act], whole):
        return True
    if _denies(asked, passage.text) or _turns(asked, passage.text, archive):
        return True
    # A number is of what it counts, with all that is said of it.
    counted = asked.heavy if asked.wanted is Wanted.HOW_MANY else []
    if any(not covered([term], whole) for term in (*_done_to(asked), *counted)):
        return True
    if any(_is_relative(asked, n, passage) or _is_elsewhere(n, asked, whole) for n in asked.named):
        return True
    if asked.focus and _is_unsaid(asked.focus[-1], whole):
        return True
    return any(
        _is_strange(term, asked) and not covered([term], whole)
        for term in asked.heavy
        if term not in own
    )


def _premised(asked: Asked) -> bool:
    """Whether a question takes for granted that something was done, and asks for more of it."""
    strict = (Wanted.WHAT, Wanted.WHY, Wanted.WHEN)
    return asked.wanted in strict and Frame.STATEMENT not in asked.frames


def _done_to(asked: Asked) -> list[Term]:
    """What the verb taken for granted goes with: the budget of "when did Vula drop the budget"."""
    act = asked.act
    if act is None or not _premised(asked):
        return []
    following = [term for term in asked.terms if term.place > act.place]
    return [term for term in following[:_BEHIND] if term.heavy][:1]


_BEHIND = 2
"""The object of a verb, with an article before it."""


def _turns(asked: Asked, text: Text, archive: Archive) -> bool:
    """Whether a sentence has the doer of a question only behind the verb, where others did it.

    "Vula has died, said President Tanaq" tells nothing of the death of Tanaq.
    """
    act = asked.act
    if act is None or not _premised(asked) or not _DID.search(asked.text):
        return False
    doer = max((n for n in asked.named if n.end <= act.place), key=lambda n: n.end, default=None)
    if doer is None or doer.kind != "person":
        return False
    deeds = [n for phrase in act.phrases for n in text.places(phrase)]
    names = [n for n, word in enumerate(text.folded.split()) if word == archive.surname(doer)]
    if not deeds or not names or min(names) < max(deeds):
        return False
    words = text.folded.split()
    return not any("by" in words[max(0, n - _TITLES) : n] for n in names)


_DID = re.compile(r"\bdid\b", re.I)
_TITLES = 6
"""How many words a title may put between "by" and a family name."""


def _is_strange(term: Term, asked: Asked) -> bool:
    """Whether a word without other wordings is no word of English: a name in small letters."""
    word = fold(term.said)
    if not term.only or not word.isalpha() or len(word) < _SHORTEST:
        return False
    # "To squeeze" is a verb, of which there are more than a list can hold.
    deed = re.search(rf"\bto {re.escape(term.said)}\b", asked.text, re.I)
    return deed is None and not is_common(word) and word not in wordset("regions")


_SHORTEST = 4


def _is_unsaid(focus: Term, whole: Text) -> bool:
    """Whether an article has no word for what "which …" asks for, be it a hotel or a colour."""
    if not focus.heavy or fold(focus.said) in wordset("wide"):
        return False
    return not covered([focus], whole)


def _is_elsewhere(named: Named, asked: Asked, whole: Text) -> bool:
    """Whether people are put in a town that an article doesn't print, if only its country."""
    people = sum(one.kind == "person" for one in asked.named)
    if Frame.MEETING not in asked.frames or people < _BOTH:
        return False
    if named.kind != "place" or fold(named.said) not in _capitals().get(named.of, ()):
        return False
    told = {*_capitals()[named.of], _SEATS.get(named.of, fold(named.said))}
    return not any(whole.has(tuple(stems(one))) for one in told)


_BOTH = 2
"""How many people have to be named: the towns of other questions may stand for their countries."""
_SEATS = {"US": "white house", "RU": "kremlin", "GB": "downing street", "FR": "elysee", "BE": "eu"}
"""What stands for a capital in print."""


@cache
def _capitals() -> Mapping[str, frozenset[str]]:
    """The capitals of the countries, folded, in all their spellings."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in load().capitals.items():
        found[code].add(fold(name))
    return {code: frozenset(names) for code, names in found.items()}


def _is_relative(asked: Asked, named: Named, passage: Passage) -> bool:
    """Whether another first name stands before a family name than the sentence has there."""
    if named.kind != "person" or " " in fold(named.said):
        return False
    before = next((t for t in asked.heavy if t.place == named.start - 1), None)
    if before is None or not is_given(fold(before.said)):
        return False
    return not passage.text.has(tuple(stems(before.said)))


def _denies(asked: Asked, text: Text) -> bool:
    """Whether a sentence says that what a question takes for granted was not done."""
    act = asked.act
    if act is None or not _premised(asked) or _NOT.search(asked.text):
        return False
    places = [n for phrase in act.phrases for n in text.places(phrase)]
    words = text.folded.split()
    return bool(places) and all(
        _NEGATIVE.intersection(words[max(0, n - _NEAR) : n]) for n in places
    )


_NOT = re.compile(r"\b(?:not|never|no|nor|cannot|without)\b|n['’]?t\b", re.I)
_NEGATIVE = frozenset({"not", "never", "no", "without"})
_NEAR = 3
