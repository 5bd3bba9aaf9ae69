"""Which phrases act for a state or body, and the lists that they stand in."""

import re
from dataclasses import replace

from knowledge.extraction.agreements.words import deal_words, is_body
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.words import payment_words

# "UK-based", "Kurdish-led": no act of the state.
COMPOUND = re.compile(
    r"[-‑](?:based|born|led|owned|backed|made|listed|built|run|style|language|brokered|mediated"
    r"|sponsored|facilitated|funded|hosted|chaired|supported)\Z"
)
_SPAN_ENDS = frozenset(
    {
        "on", "to", "for", "that", "which", "who", "whom", "whose", "in", "at", "under", "covering",
        "regarding", "concerning", "about", "signed", "over", ";", ":", "–", "—", "(", "during",
        "after", "before",
        "when", "while", "as", "by", "where", "from", "worth", "following", "aimed", "reached",
        "against", "through", "but", "between",
    }
)  # fmt: skip
# "South American", "Latin America".
_REGIONS = frozenset(
    {"latin", "south", "central", "north", "native", "african", "pan", "southeast"}
)
# "With its neighbour, Kenya".
_SOME_STATE = frozenset(
    {"country", "nation", "neighbour", "neighbor", "ally", "partner", "state", "counterpart"}
)
_LENDERS = frozenset({"bank", "group"})
# Whose banks are the state's.
_PUBLIC = frozenset(
    {
        "development", "central", "national", "reserve", "state", "exim", "export-import", "import",
        "cooperation", "agricultural", "investment",
    }
)  # fmt: skip
# "The South China Sea" is no party.
_WATERS = frozenset({"sea", "strait", "straits", "gulf", "ocean", "peninsula", "basin"})


def acting(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """The actors that act for a state or body: no companies, no "UK-based" ones, no mediators."""
    mistaken = [set(actor.people) for actor in actors if _is_miscounted(sentence, actor)]
    between = _mediators(sentence, actors)
    sure = _is_plain(sentence)
    return [
        _of_state(actor)
        for actor in actors
        if actor.parties
        and actor not in between
        and not _is_short_form(sentence, actors, actor)
        and not (actor.form is ActorForm.PAIR and set(actor.people) in mistaken)
        and (sure or _acts(sentence, actor))
    ]


def _is_plain(sentence: Sentence) -> bool:
    """True for a sentence without any of the words for which `_acts` is false."""
    if "-" in sentence.text or "‑" in sentence.text:
        return False
    return all(map(sentence.vocabulary.isdisjoint, (_REGIONS, _WATERS, deal_words().companies)))


def _of_state(actor: Actor) -> Actor:
    """A national agency that has a code of its own stands for its state."""
    agencies = payment_words().agencies
    if agencies.keys().isdisjoint(actor.parties):
        return actor
    return replace(actor, parties=tuple(agencies.get(code, code) for code in actor.parties))


def _is_short_form(sentence: Sentence, actors: list[Actor], actor: Actor) -> bool:
    """ "The Islamic Development Bank | (IDB)": the same once more."""
    bracketed = sentence.lower(actor.left - 1) == "(" and sentence.lower(actor.right) == ")"
    return bracketed and any(other.right == actor.left - 1 for other in actors)


def _is_miscounted(sentence: Sentence, actor: Actor) -> bool:
    """ "The two sides", taken for three."""
    if actor.form is not ActorForm.PAIR or len(actor.parties) <= 2:
        return False
    return any(sentence.lower(i) in ("two", "both") for i in range(actor.left, actor.right))


def _mediators(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """ "A truce brokered by A and B": it is not theirs."""
    mediating = deal_words().mediating
    if sentence.vocabulary.isdisjoint(mediating):
        return []
    for i in range(len(sentence.words)):
        if sentence.lower(i) in mediating and sentence.lower(i + 1) == "by":
            return span(sentence, actors, i + 2)
    return []


def _acts(sentence: Sentence, actor: Actor) -> bool:
    lower = sentence.lower
    for i in range(actor.left, actor.right):
        word = lower(i)
        if ("-" in word or "‑" in word) and COMPOUND.search(word):
            return False
    region = sentence.lower(actor.left - 1) in _REGIONS
    if region and sentence.lower(actor.left).startswith(("america", "africa", "asia", "korea")):
        return False
    if actor.form is not ActorForm.PARTY or is_body(actor.parties[0]):
        return True
    for i in range(actor.left, actor.right + 1):
        if lower(i) in _WATERS:
            return False
    companies = deal_words().companies
    for i in range(actor.left, min(actor.right + 2, len(sentence.words))):
        if lower(i) in companies and not _is_public(sentence, i):
            return False
    return True


def _is_public(sentence: Sentence, i: int) -> bool:
    """ "The Kenyan development | bank" is the state's; not "the Kenyan | lender"."""
    return sentence.lower(i) in _LENDERS and sentence.lower(i - 1) in _PUBLIC


def span(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """The actors from word `start` on until the list they are in ends."""
    found: list[Actor] = []
    end = start
    while end < len(sentence.words):
        covering = next((a for a in actors if a.left <= end < a.right), None)
        if covering is not None and _is_own(covering):
            end = covering.right  # "With | his counterpart, the foreign minister of Kenya"
            continue
        if covering is not None:
            if covering not in found and not _is_charge(sentence, found, covering):
                found.append(covering)
            end = covering.right
            continue
        word = sentence.words[end]
        if not found and _leads_to_list(sentence, end):
            end += 1
            continue
        if word.lower in _SPAN_ENDS or word.pos in ("VERB", "AUX", "SCONJ"):
            break
        if found and word.lower in ("with", "another"):
            break
        if word.lower == "," and sentence.lower(end - 1) in _SOME_STATE and not found:
            end += 1
            continue
        if word.lower == "," and not (found and _list_goes_on(sentence, actors, end)):
            break
        end += 1
    return found


def _is_own(actor: Actor) -> bool:
    return actor.form is ActorForm.PRONOUN and actor.possessive


def _leads_to_list(sentence: Sentence, i: int) -> bool:
    """ "With a number of states | including", "such as"."""
    lower = sentence.lower(i)
    return lower in ("including", "namely") or (lower == "as" and sentence.lower(i - 1) == "such")


def _is_charge(sentence: Sentence, found: list[Actor], actor: Actor) -> bool:
    """ "The bank's director for Mali | , Niger and Chad": where an officer is in charge."""
    if not found or found[-1].form is not ActorForm.OFFICE or actor.form is not ActorForm.PARTY:
        return False
    officer = found[-1]
    between = {sentence.lower(i) for i in range(officer.right, actor.left)}
    charge = any(sentence.lower(i) == "for" for i in range(officer.left, officer.right))
    return charge and "," in between and between <= {",", "and", "the"} | _names(sentence, officer)


def _names(sentence: Sentence, officer: Actor) -> set[str]:
    """The words between an officer's phrase and the next comma or "and" that are names."""
    end = officer.right
    while end < len(sentence.words) and sentence.words[end].capital:
        end += 1
    return {sentence.lower(i) for i in range(officer.right, end)}


def _list_goes_on(sentence: Sentence, actors: list[Actor], comma: int) -> bool:
    following = next((a for a in actors if a.left > comma), None)
    if following is None or following.left - comma > 4:
        return False
    behind = sentence.words[following.right : following.right + 1]
    says = any(sentence.tokens[w.last - 1].lemma_ in status_words().saying for w in behind)
    return not says  # "The deal with Kenya, the minister said"
