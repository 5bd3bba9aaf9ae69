"""In whose company people are: the officers of a delegation and those who accompany somebody."""

from knowledge.extraction.lexicon import references
from knowledge.extraction.named.parties import PartyMention, is_state
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.extraction.people.officers import is_open, link_to

_LED = frozenset({"led", "headed"})
_MADE_UP = frozenset(
    {
        "included", "includes", "including", "include", "comprised", "comprises", "comprising",
        "consisted", "consists", "consisting",
    }
)  # fmt: skip
_ACCOMPANIED = frozenset({"accompanied", "flanked", "joined"})
# So many words stand between a country and its delegation, and between that and its verb.
_NEAR = 3


def by_delegation(
    document: Document, register: Register, parties: list[list[PartyMention]]
) -> None:
    """ "A delegation of Ghana led by Vice-Minister A", "the Ghanaian delegation included A; B"."""
    for sentence, row, named in zip(document.sentences, register.mentions, parties, strict=True):
        if sentence.vocabulary.isdisjoint(references().delegations):
            continue
        for mention in row:
            person = mention.person
            if person is None or person.party is not None or mention.title is None:
                continue
            sender = _leads(sentence, mention, named) or _belongs(sentence, mention, named)
            if sender is not None:
                person.party, person.party_link = sender.code, link_to(sender, "delegation")


def _leads(
    sentence: Sentence, mention: NameMention, named: list[PartyMention]
) -> PartyMention | None:
    """Whose delegation somebody leads."""
    led = sentence.lower(mention.left - 1) == "by" and sentence.lower(mention.left - 2) in _LED
    sent = [p for p in named if p.last <= mention.left and is_state(p.code)]
    if not led or not sent:
        return None
    between = {sentence.lower(i) for i in range(sent[-1].first - _NEAR, mention.left)}
    return sent[-1] if between & references().delegations else None


def _belongs(
    sentence: Sentence, mention: NameMention, named: list[PartyMention]
) -> PartyMention | None:
    """Whose delegation a list of names makes up that somebody stands in."""
    for i in range(mention.left):
        if sentence.lower(i) not in references().delegations:
            continue
        behind = {sentence.lower(k) for k in range(i + 1, min(i + 2 + _NEAR, mention.left))}
        if behind.isdisjoint(_MADE_UP):
            continue
        near = range(i - _NEAR, i + _NEAR + 1)
        sender = [p for p in named if is_state(p.code) and p.first in near and p.last != i + 1]
        return sender[0] if len({p.code for p in sender}) == 1 else None
    return None


def by_companion(document: Document, register: Register) -> None:
    """ "President A of Ghana, accompanied by Trade Minister B and Health Minister C"."""
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        if sentence.vocabulary.isdisjoint(_ACCOMPANIED):
            continue
        at = next(i for i, word in enumerate(sentence.words) if word.lower in _ACCOMPANIED)
        if sentence.lower(at + 1) != "by":
            continue
        before = [m for m in row if m.right <= at and m.person is not None]
        leader = _subject(sentence, before)
        if leader is None or leader[0].party is None:
            continue
        person, mention = leader
        for other in (m.person for m in row if m.left > at and m.title is not None):
            if other is not None and is_open(register, other):
                code = person.party or ""
                link = sentence.word_link("parties", mention.left, mention.right, code, "company")
                other.party, other.party_link = code, link


def _subject(sentence: Sentence, before: list[NameMention]) -> tuple[Person, NameMention] | None:
    """The one person named before; of several nobody, since it is open who has company."""
    people = {m.person.number: (m.person, m) for m in before if m.person is not None}
    return next(iter(people.values())) if len(people) == 1 else None
