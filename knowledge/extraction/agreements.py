"""Agreements: from the scene of an article to readings of the deals between parties.

Every noun that names an agreement is looked at: what is done with it, whose it is, what it is
about (`deals`). What tells of the same agreement is then joined.
"""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.extraction.actors import Actor
from knowledge.extraction.deals.acts import act_on
from knowledge.extraction.deals.bonds import BOND_RULES, bonds_in
from knowledge.extraction.deals.deal import Deal
from knowledge.extraction.deals.deeds import Act, Deed, Refused
from knowledge.extraction.deals.doers import negotiates
from knowledge.extraction.deals.joining import joined
from knowledge.extraction.deals.papers import Paper, find_papers
from knowledge.extraction.deals.recalling import Memory, fill_from_context, parties_here
from knowledge.extraction.deals.sides import Sides, sides_of
from knowledge.extraction.deals.spans import acting
from knowledge.extraction.deals.tense import is_subordinate
from knowledge.extraction.deals.words import is_body
from knowledge.extraction.document import Sentence
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.scene import Scene
from knowledge.extraction.status import is_background
from knowledge.extraction.tokens import Token
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Kind,
    ParagraphRole,
    Participant,
    Reading,
    Status,
)

_SAYS = ("according to",)
_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE})
_ALONE = frozenset({AgreementType.JOINT_STATEMENT, AgreementType.TREATY})


def agreement_rules() -> frozenset[str]:
    """The names of the rules that readings of agreements can carry."""
    return frozenset({*Deed, *BOND_RULES})


def agreement_readings(scene: Scene) -> Iterator[Reading]:
    """The agreements of an article, each told once, in the order of the text."""
    for deal in joined(find_deals(scene)):
        yield _reading(scene, deal)


def find_deals(scene: Scene) -> list[Deal]:
    """The deals that the sentences of an article tell of, not joined yet."""
    found: list[Deal] = []
    memory = Memory()
    for sentence, actors in scene.walk():
        if sentence.role not in _UNREAD and not sentence.text.rstrip("”\"'").endswith("?"):
            here = [*_of_papers(scene, sentence, actors, memory)]
            here.extend(bonds_in(scene, sentence, actors, memory))
            found.extend(deal for deal in here if deal.rule not in scene.without)
        memory.note(sentence, parties_here(sentence, acting(sentence, actors), None))
    return found


def _of_papers(
    scene: Scene, sentence: Sentence, actors: list[Actor], memory: Memory
) -> Iterator[Deal]:
    for paper in find_papers(sentence):
        try:
            act = act_on(sentence, paper)
        except Refused:
            continue
        if not _is_umbrella(sentence, paper):
            yield from _deals(scene, sentence, actors, memory, paper, act)


def _is_umbrella(sentence: Sentence, paper: Paper) -> bool:
    """ "Several agreements, including one on X and a treaty": the members are told instead."""
    below = [t for t in paper.token.children if t.lower_ == "including"]
    listed = {t.i for each in below for t in each.subtree}
    return any(other.token.i in listed for other in find_papers(sentence))


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
        act = _mention(sentence, paper)
    if act is None or (paper.weak and act.deed is Deed.MENTION):
        return
    if act.deed is Deed.MENTION and not any(t.pos_ in ("VERB", "AUX") for t in sentence.tokens):
        return
    sides = sides_of(scene, sentence, actors, paper, act)
    strong = act.deed not in (Deed.MENTION, Deed.PROPOSE)
    opened = act.deed is Deed.PROPOSE and negotiates(act)
    named = act.deed is Deed.MENTION and paper.definite and paper.name is not None
    if len(sides.codes) < 2 and named:
        here = parties_here(sentence, acting(sentence, actors), paper)
        here = [code for code in here if not is_body(code)]
        sides.codes = here if len(here) == 2 and set(sides.codes) <= set(here) else sides.codes
    if (
        len(sides.codes) < 2
        and (strong or opened)
        and not paper.bare
        and not sides.open
        and not (paper.weak and act.deed is Deed.TELL)
    ):
        anywhere = act.deed is not Deed.REACH
        fill_from_context(scene, sentence, actors, paper, sides, memory, anywhere=anywhere)
    if not paper.bare and not _enough(paper, act, sides):
        return
    if paper.weak and not _is_joint(paper, act, sides):
        return
    if sides.guessed and not (paper.definite or paper.about or paper.name or _is_done(act)):
        return
    planned = act.status is AgreementStatus.PLANNED
    _leave_out_bodies(sides)
    deal = Deal(
        type=paper.type,
        status=act.status,
        parties=list(sides.codes),
        rule=act.deed,
        sentence=sentence.index,
        about=paper.about,
        name=paper.name,
        people=sides.people,
        links=list(sides.links),
        strong=strong and not (_says_nothing(paper) and is_subordinate(act.token)),
        bare=paper.bare and len(sides.codes) < 2,
        headline=sentence.role is ParagraphRole.TITLE,
        background=is_background(act.token),
        definite=paper.definite,
        guessed=sides.guessed,
        family=paper.family,
    )
    told = act.deed is not Deed.MENTION and (strong or act.token.pos_ == "VERB")
    if told or _dates_itself(scene, sentence, paper):
        set_date(scene, sentence, deal, (act.token, paper.token), planned=planned)
    yield from _one_each(sentence, deal, paper, sides)


def _says_nothing(paper: Paper) -> bool:
    """ "The deal", "an agreement": without a word on which one."""
    return paper.about is None and paper.name is None


def _is_done(act: Act) -> bool:
    return act.status in (AgreementStatus.SIGNED, AgreementStatus.ANNOUNCED)


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


def _leave_out_bodies(sides: Sides) -> None:
    """Three states or more sign for themselves, not the body that they met in."""
    states = [code for code in sides.codes if not is_body(code)]
    if len(states) > 2:
        sides.codes = states


def _dates_itself(scene: Scene, sentence: Sentence, paper: Paper) -> bool:
    """True when a date stands in the phrase: "the November 27 deal", "the treaty of 1951"."""
    for expression in scene.calendar.by_sentence[sentence.index]:
        start, end = sentence.start + expression.start, sentence.start + expression.end
        first, last = sentence.word_span(start, end)
        if paper.left <= first and last <= paper.right + 4:
            return True
    return False


def _mention(sentence: Sentence, paper: Paper) -> Act | None:
    """An agreement that is only spoken of: it stands, as its kind of agreement does."""
    in_force = paper.type in (AgreementType.TREATY, AgreementType.FTA, AgreementType.TAX)
    status = AgreementStatus.IN_FORCE if in_force else AgreementStatus.SIGNED
    if paper.type is AgreementType.JOINT_STATEMENT:
        above = f"{sentence.lower(paper.left - 2)} {sentence.lower(paper.left - 1)}"
        if not (above.endswith((" in", " by", " per", " through", " via")) or above in _SAYS):
            return None
        return Act(Deed.TELL, AgreementStatus.ANNOUNCED, paper.token)
    if not paper.definite:
        return None
    return Act(Deed.MENTION, status, paper.token)


def _enough(paper: Paper, act: Act, sides: Sides) -> bool:
    """Two parties; a body alone where it adopts or signs something of its members."""
    if len(sides.codes) > 1:
        return True
    body = len(sides.codes) == 1 and is_body(sides.codes[0])
    return body and paper.type in _ALONE and act.deed in (Deed.SIGN, Deed.ADOPT)


def _is_joint(paper: Paper, act: Act, sides: Sides) -> bool:
    """A document, plan or loan counts once two parties sign or adopt it."""
    if act.deed is Deed.SIGN:
        return True
    if paper.type is AgreementType.LOAN and act.deed in (Deed.REACH, Deed.ADOPT):
        return len(sides.codes) > 1 and not sides.guessed
    solemn = paper.type is AgreementType.JOINT_STATEMENT
    done = act.deed in (Deed.ADOPT, Deed.TELL)
    several = len(sides.codes) > 1 or (sides.codes and sides.codes != ["UN"])
    return solemn and done and bool(several) and not sides.guessed


def set_date(
    scene: Scene,
    sentence: Sentence,
    deal: Deal,
    tokens: tuple[Token, ...],
    *,
    planned: bool,
) -> None:
    """The date that the sentence gives to what was done, or to the agreement itself."""
    tense = Status.PLANNED if planned else Status.HELD
    published = scene.article.published
    for token in tokens:
        dated = scene.calendar.of_event(sentence, token, tense)
        ahead = dated is not None and published is not None and not planned
        if dated is None or dated.value in _days_of_saying(scene, sentence, tokens[0]):
            continue
        if dated.value.startswith("../") and not planned:
            continue  # "Available until 2027"
        if not (ahead and dated.value[:10] > (published or "")):
            deal.date = dated.value
            if dated.link is not None:
                deal.links.append(dated.link)
            return


def _days_of_saying(scene: Scene, sentence: Sentence, token: Token) -> set[str]:
    """The days of "the agency reported Thursday", which are not those of what it reports."""
    days: set[str] = set()
    for expression in scene.calendar.by_sentence[sentence.index]:
        start, end = sentence.start + expression.start, sentence.start + expression.end
        at = sentence.word_span(start, end)[0] - 1
        while sentence.lower(at) in ("on", "late", "early"):
            at -= 1
        if at < 0:
            continue
        before = sentence.tokens[sentence.words[at].last - 1]
        if before.i != token.i and before.lemma_.lower() in status_words().saying:
            told = scene.calendar.value(sentence, expression, Status.HELD)
            days.update(() if told is None else (told.value,))
    return days


def _reading(scene: Scene, deal: Deal) -> Reading:
    sentences = scene.document.sentences
    fields = Agreement(
        type=deal.type,
        status=deal.status,
        parties=tuple(sorted(deal.parties)),
        date=deal.date,
        about=deal.about,
        name=deal.name,
        people=tuple(Participant(p.name, p.title, p.party) for p in deal.people),
    )
    return Reading(
        kind=Kind.AGREEMENT,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=deal.rule,
        fields=fields,
        evidence=tuple(sentences[i].evidence(scene.article) for i in deal.sentences),
        links=tuple(deal.links),
        background=deal.background,
    )
