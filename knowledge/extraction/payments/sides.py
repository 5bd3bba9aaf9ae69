"""Who stands behind a sum and before it: the parties of a phrase and how they are led in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.extraction.grammar.clauses import climb, listed
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.words import payment_words
from knowledge.model import Link
from knowledge.names import gazetteer

_CLAUSE_ENDS = frozenset(
    {
        ";", ":", "–", "—", "while", "but", "whereas", "after", "before", "when", "which", "who",
        "because", "although", "though", "where", "said", "says", "if", "until", "as", "during",
        "amid", "following", "according", "despite", "since", "ahead",
    }
)  # fmt: skip
_PARTS_OF_AMERICA = frozenset({"south", "north", "latin", "central", "inter", "pan", "-"})
_COMPARING = frozenset(
    {
        "matching", "joining", "echoing", "mirroring", "topping", "exceeding", "surpassing",
        "overtaking", "rivalling", "rivaling", "doubling", "outstripping", "equalling", "unlike",
        "besides", "alongside", "compared",
    }
)  # fmt: skip
_LEADS = frozenset(
    {
        "to", "for", "from", "by", "in", "with", "between", "towards", "toward", "via", "through",
        "into", "at", "of", "among", "against", "on", "over", "within", "across", "under", "about",
        "than", "outside", "near", "inside",
    }
)  # fmt: skip
_HELPING = frozenset(
    {"help", "support", "assist", "enable", "aid", "helping", "supporting", "assisting", "benefit"}
)
_BACKED = frozenset(
    {"backed", "led", "funded", "brokered", "sponsored", "hosted", "mediated", "supported", "run"}
)
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PRON", "PART", "ADV"})
_FARTHEST = 30
_SLACK = 6


@dataclass(frozen=True, slots=True)
class Side:
    """A party of a payment: its code, or several, the word that leads it in and where it stands.

    `lead` is empty for one that nothing leads in ("lent Morocco €5 million").
    """

    codes: tuple[str, ...]
    lead: str
    at: int
    actor: Actor

    @property
    def code(self) -> str | None:
        """The one party, None for several."""
        return self.codes[0] if len(self.codes) == 1 else None

    @property
    def links(self) -> tuple[Link, ...]:
        """How the party was found, where its name does not say it."""
        return self.actor.links


@dataclass(frozen=True, slots=True)
class Parties:
    """Giver and receiver codes; a side of several parties is None and marked in `several`.

    `between` are those who signed for a sum, where their sentence does not say who of them gives.
    """

    giver: str | None = None
    receiver: str | None = None
    several: bool = False
    links: tuple[Link, ...] = ()
    between: tuple[str, ...] = ()


def settled(giver: Side | None, receiver: Side | None) -> Parties:
    """The parties of two sides."""
    links = [link for side in (giver, receiver) if side is not None for link in side.links]
    several = any(side is not None and side.code is None for side in (giver, receiver))
    return Parties(
        giver=None if giver is None else giver.code,
        receiver=None if receiver is None else receiver.code,
        several=several,
        links=tuple(dict.fromkeys(links)),
    )


def joined_side(sentence: Sentence, actors: list[Actor]) -> Side | None:
    """One side of all the actors of a list; None where they stand for nobody."""
    codes = party_codes(sentence, actors)
    if not codes:
        return None
    links = tuple(link for actor in actors for link in actor.links)
    return Side(codes, "", actors[0].left, replace(actors[0], links=links))


def first_led(sides: list[Side], leads: tuple[str, ...]) -> Side | None:
    """The first side that one of some words leads in."""
    return next((side for side in sides if side.lead in leads), None)


def same_side(one: Side | None, other: Side | None) -> bool:
    """True when two sides are known and the same."""
    return one is not None and other is not None and one.codes == other.codes


def party_codes(sentence: Sentence, actors: list[Actor]) -> tuple[str, ...]:
    """The states and bodies that actors stand for, each once; officers stand for their state.

    "A Chinese businessman" and "the Dutch lender" stand for themselves, and so for nobody here.
    """
    agencies = payment_words().agencies
    found: list[str] = []
    for actor in actors:
        private = any(not person.offices or person.former for person in actor.people)
        if (not private or actor.form is ActorForm.OFFICE) and not _is_private(sentence, actor):
            found.extend(agencies.get(code, code) for code in actor.parties)
    return tuple(dict.fromkeys(found))


def _is_private(sentence: Sentence, actor: Actor) -> bool:
    """True for a businessman, a firm, and a name like "Thai Airways" that is no state's body."""
    if actor.people or actor.links:
        return False
    words = payment_words()
    phrase = sentence.words[actor.left : actor.right]
    if any(word.text in words.private for word in phrase):
        return True
    known = gazetteer.load()
    if sentence.printed(actor.left, actor.right) in known.names:
        return False  # "Saudi Arabia"
    tail = phrase[1:] if phrase[0].text in known.demonyms else []
    named = any(word.capital and word.text.isalpha() for word in tail)
    return named and not any(word.lower in words.institutions for word in tail)


def is_continental(sentence: Sentence, actor: Actor) -> bool:
    """ "The South American country" is not the United States."""
    continent = sentence.lower(actor.left) == "american"
    return continent and sentence.lower(actor.left - 1) in _PARTS_OF_AMERICA


def sides_of(sentence: Sentence, actors: list[Actor], start: int, end: int) -> list[Side]:
    """The parties that words `start`..`end`-1 name, with what leads each of them in."""
    return list(_sides(sentence, actors, start, end))


def clause_end(sentence: Sentence, start: int, stop: int, mover: Token | None) -> int:
    """Where the clause that goes on at word `start` ends; `mover` is its own verb."""
    last = min(stop, start + _FARTHEST, len(sentence.words))
    for i in range(start, last):
        word = sentence.words[i]
        token = sentence.tokens[word.last - 1]
        if word.lower in _CLAUSE_ENDS or _is_comparing(sentence, i):
            return i
        if mover is not None and mover.i in (token.i, token.head.i):
            continue
        helping = token.lemma_.lower() in _HELPING or word.lower in ("will", "would", "is", "was")
        finite = word.pos in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        if finite and i > start and not helping:
            return i
    return last


def _is_comparing(sentence: Sentence, i: int) -> bool:
    """ ", matching pledges by C": what others did."""
    return sentence.lower(i) == "," and sentence.lower(i + 1) in _COMPARING


def _sides(sentence: Sentence, actors: list[Actor], start: int, end: int) -> Iterator[Side]:
    done = start
    for actor in actors:
        if actor.left < done or actor.right > end or not actor.parties:
            continue
        if is_backer(sentence, actor):
            continue
        group = [one for one in listed(sentence, actors, actor) if one.left >= actor.left]
        lead, at = _lead(sentence, actor.left, start)
        codes = party_codes(sentence, group)
        done = group[-1].right if group else actor.right
        if codes:
            yield Side(codes, lead, at, actor)


def _lead(sentence: Sentence, left: int, floor: int) -> tuple[str, int]:
    """The preposition or verb before word `left` ("act", "help"), and where it stands."""
    for i in range(left - 1, max(left - 1 - _SLACK, floor - 1, -1), -1):
        word = sentence.words[i]
        if word.lower == "of" and i - 1 >= floor and sentence.words[i - 1].pos in ("NOUN", "PROPN"):
            continue  # "to the people of Fiji"
        if word.lower in _HELPING:
            return "help", i
        if word.lower in _LEADS or word.pos == "ADP":
            return word.lower, i
        if word.pos == "VERB" and not _is_modifier(sentence, i):
            return "act", i
        if word.pos == "VERB":
            continue  # "For war-torn Syria".
        if word.pos not in _NOMINAL and word.lower != "-":
            break
    return "", left


def _is_modifier(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[sentence.words[i].last - 1].dep_ == "amod"


def is_backer(sentence: Sentence, actor: Actor) -> bool:
    """ "The U.N.-backed appeal": who backs it takes no part."""
    last = sentence.words[actor.right - 1].text.rpartition("-")[2].lower()
    behind = sentence.lower(actor.right + 1) if sentence.lower(actor.right) == "-" else last
    return behind in _BACKED


def belongs(sentence: Sentence, side: Side, start: int, heads: list[Token]) -> bool:
    """Whether a party takes part in what the sum behind word `start` is told of.

    A country behind "visit to" or "ambassador from" does not: what leads a party in must hang on
    one of `heads` or stand right behind a noun of payment.
    """
    if side.lead in ("", "help", "act"):
        return True
    if not is_free(sentence, side):
        return False
    words = payment_words()
    if side.at <= start or sentence.lower(side.at - 1) in words.nouns:
        return True
    lead = sentence.tokens[sentence.words[side.at].first]
    own = {head.i for head in heads}
    for above in climb(lead):
        if above.i in own:
            return True
        lemma = above.lemma_.lower()
        if above.pos_ in ("NOUN", "PROPN"):
            return lemma in words.nouns and lemma not in words.not_sides
        if above.pos_ == "VERB":
            return lemma in words.give or lemma in words.move
    return side.lead in ("to", "for") and side.at - start <= 3


def is_free(sentence: Sentence, side: Side) -> bool:
    """False for a country that belongs to another noun: "visit to", "ambassador from"."""
    return sentence.lower(side.at - 1) not in payment_words().not_sides
