"""Who acts for a state or body unnamed: "Chinese and Indian officials", "the bloc's leaders".

They are no people of the register, but sides of talks: a country alone is rather talked about.
"""

from knowledge.extraction.actors.context import Context
from knowledge.extraction.lexicon import references
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.parsing.document import Sentence

# So many nouns and adjectives may stand between a country and its officials.
_LONGEST = 4
_JOINS = frozenset({"and", ",", "&"})
_WITHIN = frozenset({"NOUN", "PROPN", "ADJ"})
_GENITIVE = frozenset({"'s", "'", "’s", "’"})
_PLACING = frozenset({"in", "to", "at", "from", "of", "for", "with", "near", "and", ",", "by"})
_MEMBERS = frozenset({"countries", "nations", "states", "governments"})
_BARE = frozenset({PartyForm.DEMONYM, PartyForm.BODY, PartyForm.NAME})


def find_envoys(
    sentence: Sentence, parties: list[PartyMention], taken: set[int], context: Context
) -> list[Actor]:
    """The groups of a sentence; words in `taken` already belong to other actors."""
    if sentence.vocabulary.isdisjoint(references().envoys):
        return []
    free = [p for p in parties if taken.isdisjoint(range(p.first, p.last))]
    found = [actor for p in free if (actor := _group_of(sentence, p, free, taken)) is not None]
    if not references().groupings.keys().isdisjoint(sentence.vocabulary):
        found += [
            a for i in range(len(sentence.words)) if (a := _grouping(sentence, i)) is not None
        ]
    others = [i for i in range(len(sentence.words)) if i not in taken]
    found += [a for i in others if (a := _group_from(sentence, i, free)) is not None]
    found += [a for i in others if (a := _of_the_body(sentence, i, context)) is not None]
    return found


def _group_of(
    sentence: Sentence, party: PartyMention, free: list[PartyMention], taken: set[int]
) -> Actor | None:
    """ "Chinese officials", "Israeli and Lebanese delegations", "China's negotiators"."""
    if party.form not in _BARE:
        return None
    right = party.last + (sentence.lower(party.last) in _GENITIVE)
    # "Visiting New Zealand officials", but not "in Kenya officials".
    bare = party.form is PartyForm.NAME and right == party.last
    if bare and sentence.lower(party.first - 1) in _PLACING:
        return None
    for i in range(right, min(right + _LONGEST, len(sentence.words))):
        word = sentence.words[i]
        if i in taken or word.pos not in _WITHIN or any(i in range(p.first, p.last) for p in free):
            return None
        follows = i + 1 < len(sentence.words) and sentence.words[i + 1].pos in ("NOUN", "PROPN")
        if word.lower in references().envoys and not follows:
            left, codes = _with_neighbours(sentence, party, free)
            return Actor(left, i + 1, (), codes, ActorForm.GROUP)
    return None


def _grouping(sentence: Sentence, i: int) -> Actor | None:
    """ "Nordic | prime ministers", "the leaders of the Nordic | countries": all its members."""
    codes = references().groupings.get(sentence.lower(i))
    if codes is None or not sentence.words[i].capital:
        return None
    for k in range(i + 1, min(i + 1 + _LONGEST, len(sentence.words))):
        if sentence.lower(k) in references().envoys:
            return Actor(i, k + 1, (), codes, ActorForm.GROUP)
        if sentence.words[k].pos not in _WITHIN:
            break
    start = i - 1 - (sentence.lower(i - 1) == "the")
    of_members = sentence.lower(start) in ("of", "from") and sentence.lower(i + 1) in _MEMBERS
    if of_members and sentence.lower(start - 1) in references().envoys:
        return Actor(start - 1, i + 2, (), codes, ActorForm.GROUP)
    return None


def _with_neighbours(
    sentence: Sentence, party: PartyMention, free: list[PartyMention]
) -> tuple[int, tuple[str, ...]]:
    """Take in the demonyms before: "Israeli, Egyptian | and Lebanese"."""
    left, codes = party.first, [party.code]
    for other in sorted(free, key=lambda p: -p.first):
        between = {sentence.lower(k) for k in range(other.last, left)}
        if other.last <= left and other.form is party.form and between and between <= _JOINS:
            left = other.first
            codes.insert(0, other.code)
    return left, tuple(dict.fromkeys(codes))


def _group_from(sentence: Sentence, i: int, free: list[PartyMention]) -> Actor | None:
    """ "Officials from China and India", "a delegation from Norway"."""
    if sentence.lower(i) not in references().envoys or sentence.lower(i + 1) not in ("from", "of"):
        return None
    start = i + 2 + (sentence.lower(i + 2) == "the")
    codes: list[str] = []
    right = start
    for party in sorted(free, key=lambda p: p.first):
        between = [sentence.lower(k) for k in range(right, party.first)]
        joined = set(between) <= _JOINS | {"the"} and (bool(between) or not codes)
        if party.first < start or party.form is PartyForm.DEMONYM or not joined:
            continue
        if party.first > right and not codes:
            return None
        codes.append(party.code)
        right = party.last
        if sentence.lower(right) == "member":
            right += 1
        if sentence.lower(right) in _MEMBERS:
            right += 1  # "Ministers from ASEAN | countries | and China"
    if not codes:
        return None
    return Actor(i, right, (), tuple(dict.fromkeys(codes)), ActorForm.GROUP)


def _of_the_body(sentence: Sentence, i: int, context: Context) -> Actor | None:
    """ "The bloc's leaders": of the body that was named last."""
    if sentence.lower(i) != "the" or sentence.lower(i + 1) not in references().bodies:
        return None
    if sentence.lower(i + 2) not in _GENITIVE or context.body is None:
        return None
    for k in range(i + 3, min(i + 3 + _LONGEST, len(sentence.words))):
        if sentence.words[k].pos not in _WITHIN:
            return None
        if sentence.lower(k) in references().envoys:
            link = sentence.word_link("parties", i, i + 2, context.body, "body")
            return Actor(i, k + 1, (), (context.body,), ActorForm.GROUP, (link,))
    return None
