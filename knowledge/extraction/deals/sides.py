"""Whose agreement it is: the states and bodies that a sentence, or what came before, names."""

import re
from dataclasses import dataclass, field

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.clauses import subject_of
from knowledge.extraction.deals.deeds import Act, Deed
from knowledge.extraction.deals.papers import Paper
from knowledge.extraction.deals.words import deal_words, is_body, treaty_bodies
from knowledge.extraction.document import Sentence
from knowledge.extraction.parties import PartyForm, PartyMention
from knowledge.extraction.register import Person
from knowledge.extraction.scene import Scene
from knowledge.extraction.tokens import Token
from knowledge.model import AgreementType, Link

# "UK-based", "Kurdish-led": no act of the state.
_COMPOUND = re.compile(
    r"[-‑](?:based|born|led|owned|backed|made|listed|built|run|style|language)\Z"
)
_SPAN_ENDS = frozenset(
    {
        "on", "to", "for", "that", "which", "who", "in", "at", "under", "covering", "regarding",
        "concerning", "about", "signed", "over", ";", ":", "–", "—", "(", "during", "after",
        "before",
        "when", "while", "as", "by", "where", "from", "worth", "following", "aimed", "reached",
        "against", "through", "but", "between",
    }
)  # fmt: skip
BETWEEN = frozenset({"between", "among", "amongst"})
_REACH = 18
_DONE_BY = frozenset({"signed", "reached", "concluded", "adopted", "issued", "initialled", "inked"})
_COMPANY = frozenset(
    {
        "company", "companies", "firm", "firms", "giant", "group", "bank", "banks", "airline",
        "manufacturer", "maker", "retailer", "corporation", "club", "team", "startup", "operator",
        "league", "singer", "actor", "player", "striker", "investor", "investors", "shipyard",
        "carmaker", "automaker", "conglomerate", "universities", "university", "inc", "ltd", "plc",
        "corp", "studio", "producer", "supplier", "contractor", "developer",
    }
)  # fmt: skip
# "The South China Sea" is no party.
_WATERS = frozenset({"sea", "strait", "straits", "gulf", "ocean", "peninsula", "basin"})


@dataclass(slots=True)
class Sides:
    """Parties in their order, the people who sign for them, and the links that led to them.

    `partners` are those behind "with"; `guessed` is true when the sentence itself does not say
    whose agreement it is.
    """

    codes: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    guessed: bool = False

    def add(self, actors: list[Actor], *, people: bool = False) -> None:
        """Take in what actors stand for."""
        for actor in actors:
            self.codes.extend(c for c in actor.parties if c not in self.codes)
            self.links.extend(link for link in actor.links if link not in self.links)
            if people:
                self.people.extend(p for p in actor.people if p not in self.people)


def acting(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """The actors that act for a state or body: no companies, no "UK-based" ones, no places."""
    return [actor for actor in actors if actor.parties and _acts(sentence, actor)]


def _acts(sentence: Sentence, actor: Actor) -> bool:
    if any(_COMPOUND.search(sentence.lower(i)) for i in range(actor.left, actor.right)):
        return False
    if actor.form is not ActorForm.PARTY or is_body(actor.parties[0]):
        return True
    behind = range(actor.left, min(actor.right + 2, len(sentence.words)))
    if any(sentence.lower(i) in _WATERS for i in range(actor.left, actor.right + 1)):
        return False
    return not any(sentence.lower(i) in _COMPANY for i in behind)


def sides_of(
    scene: Scene, sentence: Sentence, actors: list[Actor], paper: Paper, act: Act | None
) -> Sides:
    """The parties of an agreement as far as its sentence and what came before say."""
    usable = acting(sentence, actors)
    between = _between(sentence, usable, paper)
    if len(between.codes) > 1:
        return _with_signers(between, sentence, usable, act)
    named = _named_before(scene, sentence, paper)
    partner = _partner(sentence, usable, paper)
    owner = _owner(sentence, usable, paper, act)
    told = act is not None and (act.deed is not Deed.PROPOSE or _negotiates(act))
    doers = _doers(sentence, usable, paper, act) if act is not None and told else []
    sides = Sides()
    if len(named) > 1:
        sides.codes = list(named)
        sides.add(partner)
        return _with_signers(sides, sentence, usable, act)
    signing = act is not None and act.deed is Deed.SIGN and not act.watched
    sides.add(owner)
    if not (owner and act is not None and act.token.pos_ == "NOUN" and partner):
        sides.add(doers, people=signing)
    if partner and not sides.codes and not named and act is not None and act.deed is not Deed.SIGN:
        return sides
    sides.partners = [c for a in partner for c in a.parties if c not in sides.codes]
    sides.add(partner, people=signing and any(a.people for a in partner))
    sides.codes.extend(code for code in (*between.codes, *named) if code not in sides.codes)
    if paper.type is AgreementType.TREATY and len(sides.codes) == 1:
        _add_treaty_body(sentence, paper, sides)
    return sides


def _add_treaty_body(sentence: Sentence, paper: Paper, sides: Sides) -> None:
    """The body whose treaty it is, where the treaty's name tells."""
    code = next((c for name, c in treaty_bodies().items() if name in (paper.name or "")), None)
    if code is not None and code not in sides.codes:
        sides.codes.append(code)
        end = paper.right
        sides.links.append(sentence.word_link("parties", paper.left, end, code, "treaty"))


def _negotiates(act: Act) -> bool:
    """True for who negotiates or opens talks; who only proposes or discusses is no party."""
    verb = act.token.pos_ == "VERB"
    return verb and act.token.lemma_ in deal_words().starting | {"negotiate"}


def _with_signers(sides: Sides, sentence: Sentence, actors: list[Actor], act: Act | None) -> Sides:
    """Add the people who sign, without their adding parties."""
    if act is not None and act.deed is Deed.SIGN and not act.watched:
        for actor in subject_of(sentence, actors, act.token):
            known = (p for p in actor.people if p not in sides.people and p.party in sides.codes)
            sides.people.extend(known)
    return sides


def _between(sentence: Sentence, actors: list[Actor], paper: Paper) -> Sides:
    """ "An agreement (on X) between A and B"."""
    sides = Sides()
    known = deal_words().documents
    for i in range(paper.right, min(paper.right + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower in BETWEEN:
            sides.add(span(sentence, actors, i + 1))
            return sides
        if lower in known or lower in (".", ";") or sentence.words[i].pos == "AUX":
            return sides
        if sentence.words[i].pos == "VERB" and lower not in ("signed", "reached", "concluded"):
            return sides
    return sides


def span(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """The actors from word `start` on until the list they are in ends."""
    found: list[Actor] = []
    end = start
    while end < len(sentence.words):
        covering = next((a for a in actors if a.left <= end < a.right), None)
        if covering is not None:
            if covering not in found:
                found.append(covering)
            end = covering.right
            continue
        word = sentence.words[end]
        if word.lower in _SPAN_ENDS or word.pos in ("VERB", "AUX", "SCONJ"):
            break
        if word.lower == "," and not (found and _list_goes_on(sentence, actors, end)):
            break
        end += 1
    return found


def _list_goes_on(sentence: Sentence, actors: list[Actor], comma: int) -> bool:
    following = next((a for a in actors if a.left > comma), None)
    return following is not None and following.left - comma <= 4


def _named_before(scene: Scene, sentence: Sentence, paper: Paper) -> list[str]:
    """Parties among the words before the noun: "the A-B deal", "the ASEAN treaty"."""
    mentions = scene.parties[sentence.index]
    found = [m for m in mentions if paper.left <= m.first and m.last <= paper.at + 1]
    return list(dict.fromkeys(m.code for m in found if _is_name_of_party(sentence, m)))


def _is_name_of_party(sentence: Sentence, mention: PartyMention) -> bool:
    if mention.form is PartyForm.CITY:
        return False
    if sentence.lower(mention.last) in ("'s", "’s", "'", "’"):
        return False
    return not _COMPOUND.search(sentence.lower(mention.first))


def _partner(sentence: Sentence, actors: list[Actor], paper: Paper) -> list[Actor]:
    """ "An agreement (on X) with B", "treaties with B and C"."""
    known = deal_words().documents
    for i in range(paper.right, min(paper.right + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower == "with":
            return span(sentence, actors, i + 1)
        if lower in known or lower in (".", ";", ":") or sentence.words[i].pos == "AUX":
            return []
        if sentence.words[i].pos == "VERB" and lower not in ("signed", "reached", "concluded"):
            return []
    return []


def _owner(sentence: Sentence, actors: list[Actor], paper: Paper, act: Act | None) -> list[Actor]:
    """ "Kenya's agreement with", "their agreement", "Kenya's signing of an agreement"."""
    left = paper.left
    if act is not None and act.token.pos_ == "NOUN":
        left = min(left, sentence.position(act.token) or left)
    owners = [a for a in actors if a.possessive and left - 2 <= a.left and a.right <= paper.at]
    if not owners and sentence.lower(paper.left) == "its":
        before = [a for a in actors if a.form is ActorForm.PARTY and a.right <= paper.left]
        owners = before[-1:]
    return owners


def _doers(sentence: Sentence, actors: list[Actor], paper: Paper, act: Act) -> list[Actor]:
    """Who signs or adopts: the subject, or the agent behind "by"."""
    if act.token.i == paper.token.i:
        return _by(sentence, actors, paper.right)
    at = sentence.position(act.token)
    agent = _by(sentence, actors, (at or 0) + 1) or _by(sentence, actors, paper.right)
    found = agent or _wisher(sentence, actors, act.token) or subject_of(sentence, actors, act.token)
    inside = range(paper.left, paper.right)
    return [actor for actor in found if actor.left not in inside]


def _wisher(sentence: Sentence, actors: list[Actor], token: Token) -> list[Actor]:
    """Whose "wish to join" or "decision to sign" it is."""
    if token.dep_ != "acl" or token.head.pos_ != "NOUN":
        return []
    at = sentence.position(token.head)
    return [a for a in actors if a.possessive and at is not None and 0 <= at - a.right <= 3]


def _by(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    for i in range(start, min(start + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower == "by":
            return span(sentence, actors, i + 1)
        if sentence.words[i].pos in ("VERB", "AUX") and lower not in _DONE_BY:
            return []
        if lower in (";", ":", "but", "which", "that"):
            return []
    return []
