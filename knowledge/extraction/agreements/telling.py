"""What the nouns of a sentence tell of agreements: each with its act, its parties and its date."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.agreements.acts import act_on
from knowledge.extraction.agreements.counting import (
    is_done,
    is_enough,
    is_joint,
    leave_out_bodies,
    mention,
)
from knowledge.extraction.agreements.dating import (
    dates_itself,
    is_coming,
    leave_out_later_leaders,
    set_date,
)
from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.deeds import Act, Deed, Refused
from knowledge.extraction.agreements.doers import negotiates
from knowledge.extraction.agreements.governing import add_own_state, recall_government
from knowledge.extraction.agreements.listing import Listing, is_item, list_start
from knowledge.extraction.agreements.matter import about_behind
from knowledge.extraction.agreements.papers import Paper, find_papers
from knowledge.extraction.agreements.recalling import (
    Memory,
    fill_from_context,
    is_told_again,
    parties_here,
)
from knowledge.extraction.agreements.sides import Sides, sides_of
from knowledge.extraction.agreements.spans import acting
from knowledge.extraction.agreements.tense import is_subordinate
from knowledge.extraction.agreements.words import is_body
from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.grammar.status import is_background
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementStatus, AgreementType, ParagraphRole

# A document of a list is the first thing that its line names, behind a number or dash.
_LIST_MARK = 3
_ON = ("on", "regarding", "concerning", "covering")


def deals_in(
    scene: Scene, sentence: Sentence, actors: list[Actor], memory: Memory
) -> Iterator[Deal]:
    """The agreements of a sentence that a noun names; `memory` is of the sentences before."""
    start = list_start(sentence)
    loans: Listing | None = None
    kind = AgreementType.OTHER
    last: Paper | None = None
    for found in find_papers(sentence):
        if _is_name(sentence, found) or _is_of_same(found, last):
            continue
        paper = _of_such(sentence, found, kind)
        kind, last = paper.type, paper
        try:
            act = act_on(sentence, paper)
        except Refused:
            continue
        listed = act is None and paper.left <= _LIST_MARK and memory.listed(sentence) is not None
        if listed:
            act = Act(Deed.SIGN, AgreementStatus.SIGNED, paper.token, watched=True)
        elif is_item(sentence, paper, start):
            named = sides_of(scene, sentence, actors, paper, act).codes
            umbrella = memory.umbrella.over(sentence, named) or _told_apart(sentence, memory)
            mentioned = act is None or act.deed is Deed.MENTION
            if umbrella is not None and (mentioned or umbrella.sentence == sentence.index):
                umbrella.itemised = True
                listing = _listing(scene, sentence, memory, umbrella)
                loans = listing if paper.type is AgreementType.LOAN else loans
                yield listing.item(paper)
                continue
        told = list(_deals(scene, sentence, actors, memory, paper, act))
        memory.umbrella.note(paper, told)
        if act is not None and act.deed is Deed.SIGN and not told:
            memory.umbrella.note_unowned(paper, sentence)
        for deal in told if listed else ():
            deal.item = deal.again = True
        if not _is_umbrella(sentence, paper):
            yield from told
    if loans is not None and start is not None:
        yield from loans.loans(start)


def _told_apart(sentence: Sentence, memory: Memory) -> Deal | None:
    """Agreements of which one sentence tells that they were signed, and another by whom."""
    signed = memory.umbrella.unowned(sentence)
    before = memory.recall(sentence)
    if signed is None or before is None or before[1].index < signed.index:
        return None
    codes, told = before
    return Deal(
        type=AgreementType.OTHER,
        status=AgreementStatus.SIGNED,
        parties=list(codes),
        rule=Deed.SIGN,
        sentence=told.index,
        links=[told.link("parties", ", ".join(codes), "earlier sentence")],
        sentences=[told.index, signed.index],
    )


def _listing(scene: Scene, sentence: Sentence, memory: Memory, umbrella: Deal) -> Listing:
    dated = memory.umbrella.dated(umbrella)
    earlier = dict.fromkeys((umbrella.sentence, dated.sentence))
    told = [scene.document.sentences[i] for i in earlier]
    return Listing(sentence, umbrella, dated, told)


def _is_name(sentence: Sentence, paper: Paper) -> bool:
    """ "A pact | called the Access Agreement": no other one."""
    before = sentence.lower(paper.left - 1)
    known = before == "as" and sentence.lower(paper.left - 2) in ("known", "dubbed")
    return known or before in ("called", "named", "titled", "entitled", "dubbed")


def _is_of_same(paper: Paper, last: Paper | None) -> bool:
    """ "Agreements | and memorandums": told together, no word on which."""
    plural = ("NNS", "NNPS")
    if last is None or paper.token.head.i != last.token.i or paper.token.dep_ != "conj":
        return False
    bare = paper.token.tag_ in plural or paper.left == paper.at
    return (
        last.token.tag_ in plural
        and bare
        and not (paper.about or last.about or paper.name or last.name)
    )


def _of_such(sentence: Sentence, paper: Paper, kind: AgreementType) -> Paper:
    """ "Such agreements" are of the `kind` of those named before."""
    such = any(sentence.lower(i) in ("such", "similar") for i in range(paper.left, paper.at))
    return replace(paper, type=kind) if such and paper.type is AgreementType.OTHER else paper


def _is_umbrella(sentence: Sentence, paper: Paper) -> bool:
    """ "Several agreements, including one on X and a treaty": the members are told instead."""
    if sentence.lower(len(sentence.words) - 1) == ":" and paper.token.tag_ in ("NNS", "NNPS"):
        return any(word.lower == "following" for word in sentence.words)
    below = [t for t in paper.token.children if t.lower_ == "including"]
    listed = {t.i for each in below for t in each.subtree}
    return bool(listed) and any(other.token.i in listed for other in find_papers(sentence))


def _deals(
    scene: Scene,
    sentence: Sentence,
    actors: list[Actor],
    memory: Memory,
    paper: Paper,
    act: Act | None,
) -> Iterator[Deal]:
    """What is told of one agreement, or of several with a partner each; none for too little."""
    if act is None:
        act = mention(sentence, paper)
    if act is None or (paper.weak and act.deed is Deed.MENTION):
        return
    if act.deed is Deed.MENTION and not any(t.pos_ in ("VERB", "AUX") for t in sentence.tokens):
        return
    sides = sides_of(scene, sentence, actors, paper, act)
    bare = paper.bare and not sides.partners
    strong = act.deed not in (Deed.MENTION, Deed.PROPOSE)
    opened = act.deed is Deed.PROPOSE and negotiates(act)
    spoken_of = any(each.i == paper.token.i for each in children(act.token, "nsubj"))
    passive = act.deed is Deed.SIGN and children(act.token, "nsubjpass")
    if (passive or (spoken_of and act.deed is Deed.FORCE)) and not sides.open:
        memory.add_signer(sentence, sides)
    if strong and not (sides.open or sides.armed):
        if not sides.codes and any(word.lower == "also" for word in sentence.words):
            recall_government(sentence, acting(sentence, actors), paper, act, sides, memory)
        add_own_state(scene, sentence, acting(sentence, actors), paper, act, sides)
    named = act.deed is Deed.MENTION and paper.definite and paper.name is not None
    if len(sides.codes) < 2 and named:
        before = [a for a in acting(sentence, actors) if a.right <= paper.left]
        here = parties_here(sentence, before, paper)
        here = [code for code in here if not is_body(code)]
        sides.codes = here if len(here) == 2 and set(sides.codes) <= set(here) else sides.codes
    if (
        len(sides.codes) < 2
        and (strong or opened)
        and not bare
        and not (sides.open or sides.armed)
        and not (paper.weak and act.deed is Deed.TELL)
    ):
        anywhere = act.deed is not Deed.REACH
        fill_from_context(scene, sentence, actors, paper, sides, memory, anywhere=anywhere)
    if not bare and not is_enough(paper, act, sides):
        return
    if paper.weak and not is_joint(paper, act, sides):
        return
    attributive = act.token.i == paper.token.i and not act.watched
    if sides.guessed and attributive and act.deed is Deed.SIGN:
        return  # "The signed agreement"
    told = paper.definite or paper.about or paper.name or is_done(act)
    told = told or _is_bilateral(paper, sentence)
    if sides.guessed and not told:
        return
    if act.deed in (Deed.SIGN, Deed.PROPOSE):
        memory.note_signer(sentence, sides)
    planned = act.status is AgreementStatus.PLANNED
    leave_out_bodies(sides)
    deal = Deal(
        type=paper.type,
        status=act.status,
        parties=list(sides.codes),
        rule=act.deed,
        sentence=sentence.index,
        about=paper.about or _about_behind_verb(sentence, act),
        name=paper.name,
        people=sides.people,
        links=list(sides.links),
        strong=strong and not (_says_nothing(paper) and is_subordinate(act.token)),
        bare=bare and len(sides.codes) < 2,
        headline=sentence.role is ParagraphRole.TITLE,
        background=is_background(act.token),
        definite=paper.definite,
        guessed=sides.guessed,
        family=paper.family,
        again=is_told_again(sentence),
    )
    told = act.deed is not Deed.MENTION and (strong or act.token.pos_ == "VERB")
    if told or dates_itself(scene, sentence, paper):
        planned = planned or is_coming(scene, sentence, act)
        if planned and act.status is AgreementStatus.IN_FORCE:
            deal.status = AgreementStatus.PLANNED
        tokens = (act.token, paper.token)
        if paper.token.dep_ == "conj" and act.token.pos_ == "VERB":
            tokens = (paper.token, act.token)  # "Signed a pact in 2019 and another pact in 2020"
        set_date(scene, sentence, deal, tokens, planned=planned)
        leave_out_later_leaders(scene, sentence, deal)
    yield from _one_each(sentence, deal, paper, sides)


def _about_behind_verb(sentence: Sentence, act: Act) -> str | None:
    """ "Two memoranda were signed | on health"."""
    at = sentence.position(act.token)
    passive = act.deed is Deed.SIGN and children(act.token, "nsubjpass")
    if at is None or not passive or sentence.lower(at + 1) not in _ON:
        return None
    return about_behind(sentence, at + 1)


def _is_bilateral(paper: Paper, sentence: Sentence) -> bool:
    """ "Several bilateral agreements will be signed": of the two told before."""
    words = (sentence.lower(i) for i in range(paper.left, paper.at))
    return any(word in ("bilateral", "joint", "intergovernmental") for word in words)


def _says_nothing(paper: Paper) -> bool:
    """ "The deal", "an agreement": without a word on which one."""
    return paper.about is None and paper.name is None


def _one_each(sentence: Sentence, deal: Deal, paper: Paper, sides: Sides) -> Iterator[Deal]:
    """ "A and B each signed an agreement with C", "A signed agreements with B and C": two."""
    each = any(sentence.lower(i) == "each" for i in range(paper.left))
    several = len(sides.partners) > 1 and paper.token.tag_ in ("NNS", "NNPS")
    alone = [code for code in deal.parties if code not in sides.partners]
    if several and len(alone) == 1:
        pairs = [[*alone, code] for code in sides.partners]
    elif each and len(sides.partners) == 1 and len(alone) > 1:
        pairs = [[code, *sides.partners] for code in alone]
    else:
        yield deal
        return
    for pair in pairs:
        people = [person for person in deal.people if person.party in pair]
        yield replace(deal, parties=pair, people=people, links=[*deal.links], sentences=[])
