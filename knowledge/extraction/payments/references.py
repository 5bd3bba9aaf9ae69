"""What stands for a party without naming it: "it", "the bank", "the bloc", "the Kingdom"."""

from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence, is_subject
from knowledge.extraction.payments.sides import party_codes
from knowledge.extraction.payments.words import payment_words, states
from knowledge.model import Link

_BODIES = frozenset(
    {"bank", "lender", "fund", "agency", "bloc", "organisation", "organization", "institution"}
)
_FINANCIAL = frozenset({"bank", "lender", "fund"})
_OWN = frozenset({"it", "its"})
_THEIRS = frozenset({"his", "her", "their", "its"})
_STATE_NOUNS = frozenset({"country", "government", "nation", "administration"})
_REFERRING = _OWN | _STATE_NOUNS | {"the"}
_HOMES = frozenset({"Kingdom", "Republic", "Sultanate"})


class Antecedents:
    """Whom "it" and "the bank" can mean; `note` is given the sentences in their order.

    `home` is the country of the outlet, which calls it "the Kingdom"; None where that is not known.
    """

    def __init__(self, home: str | None, outlet: str) -> None:
        self._home = home
        self._outlet = outlet
        self._subject: str | None = None
        self._body: str | None = None

    def completed(self, sentence: Sentence, actors: list[Actor]) -> list[Actor]:
        """The actors of a sentence and what its references stand for, left to right.

        The sentences before it have been noted, and it has not.
        """
        taken = {i for actor in actors for i in range(actor.left, actor.right)}
        found = list(actors)
        for i, lower in enumerate(sentence.lowers):
            if lower in _REFERRING and i not in taken:
                actor = self._reference(sentence, actors, i)
                found.extend([] if actor is None else [actor])
        return sorted(found, key=lambda actor: actor.left)

    def _reference(self, sentence: Sentence, actors: list[Actor], i: int) -> Actor | None:
        word = sentence.words[i]
        if word.lower in _OWN:
            code = self._before(sentence, actors, i)
            return _actor(sentence, i, i + 1, code, "pronoun", own=word.lower == "its")
        if word.lower in _STATE_NOUNS and sentence.lower(i - 1) in _THEIRS:
            owner = [a for a in actors if a.right <= i and len(party_codes(sentence, [a])) == 1]
            code = party_codes(sentence, owner[-1:])[0] if owner else None
            return _actor(sentence, i, i + 1, code, "pronoun")
        if sentence.lower(i) != "the" or i + 1 >= len(sentence.words):
            return None
        noun = sentence.words[i + 1]
        ends = i + 2 >= len(sentence.words) or sentence.words[i + 2].pos not in ("NOUN", "PROPN")
        if noun.text in _HOMES and self._home is not None and sentence.lower(i + 2) != "of":
            link = Link("parties", self._outlet, 0, 0, self._home, "outlet")
            return Actor(i, i + 2, (), (self._home,), ActorForm.PARTY, (link,))
        governs = noun.lower == "government" and ends and sentence.lower(i + 2) != "of"
        if governs and self._home is not None:
            link = Link("parties", self._outlet, 0, 0, self._home, "outlet")
            return Actor(i, i + 2, (), (self._home,), ActorForm.PARTY, (link,))
        if noun.lower in _BODIES and ends and sentence.lower(i + 2) != "of":
            lender = self._body in payment_words().lenders
            if self._body is not None and (noun.lower not in _FINANCIAL or lender):
                return _actor(sentence, i, i + 2, self._body, "title")
        return None

    def _before(self, sentence: Sentence, actors: list[Actor], i: int) -> str | None:
        """The party that was the subject before word `i`, here or in the sentence before."""
        here = [a for a in actors if a.right <= i and _is_subject(sentence, a)]
        if here:
            return next(iter(party_codes(sentence, here[-1:])), None)
        return self._subject

    def note(self, sentence: Sentence, actors: list[Actor]) -> None:
        """Take note of what a sentence speaks of, for those behind it."""
        parties = [actor for actor in actors if _is_party(actor)]
        subjects = [actor for actor in actors if _is_subject(sentence, actor)]
        self._subject = next(iter(party_codes(sentence, subjects[:1])), None)
        bodies = [a.parties[0] for a in parties if a.parties[0] not in states()]
        self._body = bodies[-1] if bodies else self._body


def _is_subject(sentence: Sentence, actor: Actor) -> bool:
    """True for "Norway" and for "Norway's government" as the subject of a verb."""
    if actor.form is not ActorForm.PARTY or len(actor.parties) != 1:
        return False
    if not actor.possessive:
        return is_subject(sentence, actor.left, actor.right)
    noun = actor.right + 1 if sentence.lower(actor.right) in ("'s", "'") else actor.right
    acts = sentence.lower(noun) in payment_words().institutions
    return acts and is_subject(sentence, noun, noun + 1)


def _is_party(actor: Actor) -> bool:
    return actor.form is ActorForm.PARTY and len(actor.parties) == 1 and not actor.possessive


def _actor(
    sentence: Sentence, left: int, right: int, code: str | None, via: str, *, own: bool = False
) -> Actor | None:
    if code is None:
        return None
    link = sentence.word_link("parties", left, right, code, via)
    return Actor(left, right, (), (code,), ActorForm.PARTY, (link,), possessive=own)
