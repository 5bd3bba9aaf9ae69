"""Whose agreement it is: the states and bodies that a sentence, or what came before, names."""

from dataclasses import dataclass, field

from knowledge.extraction.agreements.deeds import Act, Deed
from knowledge.extraction.agreements.doers import doers_of, negotiates
from knowledge.extraction.agreements.lending import borrower, lender
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.spans import COMPOUND, acting, span
from knowledge.extraction.agreements.speaking import speaker_of
from knowledge.extraction.agreements.words import deal_words, treaty_bodies
from knowledge.extraction.grammar.clauses import children, subject_of
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementType, Link

BETWEEN = frozenset({"between", "among", "amongst"})
# Two of these may sign without their leaders.
_OF_STATES = frozenset(
    {"countries", "nations", "states", "governments", "sides", "parties", "delegations"}
)
_REACH = 18
_REBELS_REACH = 10


@dataclass(slots=True)
class Sides:
    """Parties in their order, the people who sign for them, and the links that led to them.

    `partners` are those behind "with", `doers` the subject; `open` is true when somebody else is
    named who is no party, `guessed` when the sentence itself does not say whose agreement it is,
    `armed` when the other side are rebels and the like.
    """

    codes: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    doers: list[str] = field(default_factory=list)
    open: bool = False
    guessed: bool = False
    armed: bool = False

    def add(self, actors: list[Actor], *, signing: Sentence | None = None) -> None:
        """Take in what actors stand for; the people too where it is they who sign in a sentence."""
        for actor in actors:
            self.codes.extend(c for c in actor.parties if c not in self.codes)
            self.links.extend(link for link in actor.links if link not in self.links)
            if signing is not None and signs_in_person(signing, actor):
                self.people.extend(p for p in actor.people if p not in self.people)


def sides_of(
    scene: Scene, sentence: Sentence, actors: list[Actor], paper: Paper, act: Act | None
) -> Sides:
    """The parties of an agreement as far as its sentence and what came before say."""
    usable = acting(sentence, actors)
    starts = _phrase_starts(sentence, paper, act)
    between = next(
        (found for i in starts if (found := _between(sentence, usable, i)).codes), Sides()
    )
    if len(between.codes) > 1:
        if act is not None and act.token.lemma_ in ("join", "accede"):
            between.add(doers_of(sentence, usable, paper, act))
        return _with_signers(between, sentence, usable, act)
    if len(between.codes) == 1 and _is_with_rebels(sentence, paper):
        between.armed = True
        return between
    named = _named_before(scene, sentence, paper)
    partners = [_partner(sentence, usable, start) for start in starts]
    partner = next((found for found in partners if found), [])
    if paper.type is AgreementType.LOAN:
        if sentence.lower(paper.right) in ("for", "to"):
            partner = partner or span(sentence, usable, paper.right + 1)[:1]
        partner = lender(sentence, usable, paper.at) or partner
        if sentence.lower(paper.right) == "to":
            partner = partner or borrower(sentence, usable, paper.right)
    told = act is not None and (act.deed is not Deed.PROPOSE or negotiates(act))
    doers = doers_of(sentence, usable, paper, act) if act is not None and told else []
    if act is not None and any(s.i == paper.token.i for s in children(act.token, "nsubjpass")):
        doers = [a for a in doers if a not in partner]  # "A pact with Kenya was signed"
    if act is not None and act.deed is Deed.FORCE and partner:
        doers = []  # "The pact with Kenya takes effect": it does, not Kenya.
    if act is not None and not doers:
        doers = speaker_of(sentence, usable, act, paper, partner)
    owner = _owner(sentence, usable, paper, act) or ([] if doers else _its(sentence, usable, paper))
    sides = Sides(doers=list({code for actor in doers for code in actor.parties}))
    if len(named) > 1:
        sides.codes = list(named)
        sides.add(partner)
        return _with_signers(sides, sentence, usable, act)
    signing = act is not None and act.deed is Deed.SIGN and not act.watched
    sides.add(owner)
    sides.add(_from(sentence, usable, paper))
    if not (owner and act is not None and act.token.pos_ == "NOUN" and partner):
        sides.add(doers, signing=sentence if signing else None)
    if len(partner) > 1 and not sides.codes and not named:
        sides.open = True  # "It signed accords with A and B": who did?
        return sides
    if act is not None and signing and not doers and _is_company(act):
        sides.open = True
        return sides
    nobody = not sides.codes and act is not None and _is_somebody(act)
    others = _with_somebody(sentence, paper) or _of_companies(sentence, paper)
    sides.open = nobody or (others and not partner and not between.codes)
    sides.armed = not partner and (_is_with_rebels(sentence, paper) or _is_by_rebels(act))
    sides.open = sides.open and not sides.armed
    sides.partners = [c for a in partner for c in a.parties if c not in sides.codes]
    sides.add(partner, signing=sentence if signing else None)
    sides.codes.extend(code for code in (*between.codes, *named) if code not in sides.codes)
    if paper.type is AgreementType.TREATY and sides.codes:
        _add_treaty_body(sentence, paper, sides)
    return _with_signers(sides, sentence, usable, act)


def _add_treaty_body(sentence: Sentence, paper: Paper, sides: Sides) -> None:
    """The body whose treaty it is, where the treaty's name tells."""
    code = next((c for name, c in treaty_bodies().items() if name in (paper.name or "")), None)
    if code is not None and code not in sides.codes:
        sides.codes.append(code)
        end = paper.right
        sides.links.append(sentence.word_link("parties", paper.left, end, code, "treaty"))


def _with_signers(sides: Sides, sentence: Sentence, actors: list[Actor], act: Act | None) -> Sides:
    """Add the people who sign, without their adding parties."""
    if act is not None and act.deed is Deed.SIGN and not act.watched:
        for actor in [
            *subject_of(sentence, actors, act.token),
            *_named_beside(sentence, actors, act),
        ]:
            if signs_in_person(sentence, actor):
                sides.people.extend(
                    p for p in actor.people if p not in sides.people and p.party in sides.codes
                )
    return sides


def signs_in_person(sentence: Sentence, actor: Actor) -> bool:
    """False for "the two countries", whose leaders of today need not have signed."""
    of_states = sentence.lower(actor.right - 1) in _OF_STATES
    return actor.form is not ActorForm.PAIR or not of_states


def _named_beside(sentence: Sentence, actors: list[Actor], act: Act) -> list[Actor]:
    """People named anywhere in the subject: "the ministers of Kenya and Norway, A and B"."""
    inside = {
        sentence.position(token)
        for subject in children(act.token, "nsubj")
        for token in subject.subtree
    }
    return [actor for actor in actors if actor.people and actor.left in inside]


def _phrase_starts(sentence: Sentence, paper: Paper, act: Act | None) -> list[int]:
    """Where "between A and B" may begin: behind the phrase, or "was signed", or the talks."""
    at = None if act is None else sentence.position(act.token)
    talks = act is not None and act.deed is Deed.PROPOSE and act.token.pos_ == "NOUN"
    if at is None or (at < paper.right and not talks):
        return [paper.right]
    return [paper.right, at + 1]


def _between(sentence: Sentence, actors: list[Actor], start: int) -> Sides:
    """ "An agreement (on X) between A and B"."""
    sides = Sides()
    known = deal_words().documents
    for i in range(start, min(start + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower in BETWEEN:
            sides.add(span(sentence, actors, i + 1))
            return sides
        if lower in known or lower in (".", ";") or sentence.words[i].pos == "AUX":
            return sides
        if sentence.words[i].pos == "VERB" and lower not in ("signed", "reached", "concluded"):
            return sides
    return sides


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
    return not COMPOUND.search(sentence.lower(mention.first))


def _is_somebody(act: Act) -> bool:
    """True for "it" or "he" as a subject that was not found to mean anybody."""
    subjects = children(act.token, "nsubj")
    return any(subject.lower_ in ("it", "he", "she", "who") for subject in subjects)


def _from(sentence: Sentence, actors: list[Actor], paper: Paper) -> list[Actor]:
    """ "Joint statement | from A and B", "of the leaders of A and B"."""
    if paper.type is not AgreementType.JOINT_STATEMENT:
        return []
    return span(sentence, actors, paper.right + 1) if _behind(sentence, paper) else []


def _behind(sentence: Sentence, paper: Paper) -> bool:
    return sentence.lower(paper.right) in ("from", "of", "by")


def _is_company(act: Act) -> bool:
    """ "The Greek gas producer X signed": no state did."""
    words = deal_words().companies
    return any(t.lower_ in words for s in children(act.token, "nsubj") for t in s.subtree)


def _with_somebody(sentence: Sentence, paper: Paper) -> bool:
    """ "An agreement with a company": a partner that is no party."""
    behind = paper.right
    return sentence.lower(behind) == "with" and sentence.lower(behind + 1) not in ("their", "his")


def _is_with_rebels(sentence: Sentence, paper: Paper) -> bool:
    """ "A truce between Kenya and rebel forces", "a peace deal with the guerrillas"."""
    behind = [sentence.lower(i) for i in range(paper.right, paper.right + _REBELS_REACH)]
    start = next((i for i, word in enumerate(behind) if word in BETWEEN or word == "with"), None)
    return start is not None and not deal_words().armed.isdisjoint(behind[start:])


def _is_by_rebels(act: Act | None) -> bool:
    """ "Chad and the rebels signed"."""
    subjects = [] if act is None else children(act.token, "nsubj")
    armed = deal_words().armed
    return any(t.lower_ in armed for each in subjects for t in each.subtree if t.dep_ != "pobj")


def _of_companies(sentence: Sentence, paper: Paper) -> bool:
    """ "Signed by X Corporation", "between X Ltd and Y Inc"."""
    for i in range(paper.right, len(sentence.words)):
        if sentence.lower(i) in ("by", "between"):
            behind = range(i + 1, min(i + 10, len(sentence.words)))
            return any(sentence.lower(k).strip(".") in deal_words().companies for k in behind)
    return False


def _partner(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """ "An agreement (on X) with B", "treaties with B and C"."""
    known = deal_words().documents
    for i in range(start, min(start + _REACH, len(sentence.words))):
        lower = sentence.lower(i)
        if lower in ("with", "alongside"):
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
    return [a for a in actors if a.possessive and left - 2 <= a.left and a.right <= paper.at]


def _its(sentence: Sentence, actors: list[Actor], paper: Paper) -> list[Actor]:
    """The state that "its agreement" is of: the last one named before."""
    if sentence.lower(paper.left) != "its":
        return []
    return [a for a in actors if a.form is ActorForm.PARTY and a.right <= paper.left][-1:]
