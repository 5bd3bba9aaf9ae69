"""Whose agreement it is where its phrase does not say: who else is named, who was before."""

from collections.abc import Callable

from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.listing import Umbrella
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.sides import BETWEEN, Sides
from knowledge.extraction.agreements.spans import acting
from knowledge.extraction.agreements.words import deal_words, is_body
from knowledge.extraction.grammar.clauses import children, climb, covering
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementType, ParagraphRole

# Behind these a country is a place, or what is spoken about.
_PLACES = frozenset(
    {
        "in", "at", "from", "to", "into", "across", "near", "throughout", "towards", "on", "about",
        "against", "over", "regarding", "toward", "concerning",
    }
)  # fmt: skip
# "Will get helicopters from Norway under a deal": Norway takes part.
_GETTING = frozenset(
    {
        "get", "gets", "got", "receive", "received", "receives", "buy", "buys", "bought", "import",
        "imports", "imported", "purchase", "purchased", "acquire", "acquired", "borrow", "borrowed",
    }
)  # fmt: skip
_SIGNED = frozenset({"signed", "sign", "inked", "signing", "exchange", "exchanged", "adopted"})
_DOCUMENTS = frozenset({"documents", "agreements", "memorandums", "memoranda", "treaties", "mous"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# How many sentences back a pair of parties is remembered.
_MEMORY = 8
_SIGNER = 4
_AGAIN_REACH = 2
_AGAIN = frozenset({"also", "another", "additionally", "furthermore", "further", "moreover"})
# Bodies adopt and open these for their members.
_OF_BODIES = frozenset({AgreementType.JOINT_STATEMENT, AgreementType.TREATY})
_MEMBERS = frozenset({"leaders", "presidents", "heads", "members", "member", "states", "countries"})
# How many words behind a statement say whose it is: "of the heads of the member states".
_LEADERS = 20
_COUNTED = frozenset({"both", "two", "three", "respective"})
_OCCASIONS = frozenset({"visit", "talks", "meeting", "summit", "trip"})


class Memory:
    """Which two parties the sentences before were about, and which states met in a group.

    What is noted by `later` is worked out once anything is asked for: most articles ask nothing.
    """

    def __init__(self) -> None:
        self._told: dict[bool, tuple[tuple[str, ...], Sentence]] = {}
        self._list: tuple[Sentence, tuple[str, ...], Sentence] | None = None
        self._deal: tuple[Deal, Sentence] | None = None
        self.umbrella = Umbrella()
        self._signer: tuple[str, Sentence] | None = None
        self._later: list[Callable[[Memory], None]] = []

    def later(self, note: "Callable[[Memory], None]") -> None:
        """Have something noted here, in the order of the text, before anything is told again."""
        self._later.append(note)

    def _catch_up(self) -> None:
        notes, self._later = self._later, []
        for note in notes:
            note(self)

    def note_list(self, sentence: Sentence, codes: list[str]) -> None:
        """Remember that a sentence opens a list of documents that were signed, or that it ended.

        `codes` are the parties that the sentence names; where it names no two, those told before.
        """
        words = sentence.lowers
        titled = words[:2] == ["list", "of"] or words[:1] in (["documents"], ["agreements"])
        opens = words[-1:] == [":"]
        if not opens and not titled and self._list is None:
            return
        finite = any(t.tag_ in _FINITE for t in sentence.tokens)
        if opens or (titled and not finite):
            signed = not _SIGNED.isdisjoint(words) and not _DOCUMENTS.isdisjoint(words)
            before = self.recall(sentence)
            own = (tuple(codes), sentence) if len(codes) > 1 else before or ((), sentence)
            self._list = (sentence, *own) if signed else None
        elif self._list is not None and finite:
            self._list = None

    def listed(self, sentence: Sentence) -> tuple[tuple[str, ...], Sentence] | None:
        """Whose signed documents those of the list are that a sentence is part of, and who says so.

        None outside of a list; no parties where nothing tells them.
        """
        self._catch_up()
        if self._list is None or self._list[0] is sentence:
            return None
        return self._list[1], self._list[2]

    def note_deals(self, sentence: Sentence, deals: list[Deal]) -> None:
        """Remember what was signed last and between whom."""
        for deal in deals:
            if deal.strong and len(deal.parties) == 2 and not deal.bare:
                self._deal = deal, sentence

    def signed_before(
        self, sentence: Sentence, paper: Paper, have: set[str]
    ) -> tuple[list[str], Sentence] | None:
        """The parties of the deal just told: "In 2023 it signed loans", "another was signed"."""
        if self._deal is None or not 0 <= sentence.index - self._deal[1].index <= _AGAIN_REACH:
            return None
        deal, told = self._deal
        again = is_told_again(sentence)
        if not have <= set(deal.parties) or not (again or (have and deal.type is paper.type)):
            return None
        return deal.parties, told

    def note(self, sentence: Sentence, codes: list[str]) -> None:
        """Remember the parties of a sentence that names exactly two, and those of a larger group.

        Bodies count in a pair only.
        """
        if sentence.role is ParagraphRole.HEADING:
            return
        states = [code for code in codes if not is_body(code)]
        if len(codes) == 2:
            self._told[True] = tuple(codes), sentence
        elif len(states) > 2:
            self._told[False] = tuple(states), sentence

    def note_signer(self, sentence: Sentence, sides: Sides) -> None:
        """Remember who signed with somebody else."""
        own = [code for code in sides.codes if code not in sides.partners]
        if sides.partners and len(own) == 1 and not sides.guessed:
            self._signer = own[0], sentence

    def add_signer(self, sentence: Sentence, sides: Sides) -> None:
        """ "Another was signed with Chad": by whoever signed the one before."""
        if self._signer is None or sides.codes != sides.partners or len(sides.codes) != 1:
            return
        code, told = self._signer
        if code not in sides.codes and 0 < sentence.index - told.index <= _SIGNER:
            sides.codes.append(code)
            sides.links.append(told.link("parties", code, "earlier sentence"))

    def recall(
        self, sentence: Sentence, *, pair: bool = True
    ) -> tuple[tuple[str, ...], Sentence] | None:
        """The last pair or group, with the sentence that names it; None where it is too far."""
        self._catch_up()
        told = self._told.get(pair)
        if told is None or sentence.index - told[1].index > _MEMORY:
            return None
        before = told[1]
        same = before.section == sentence.section or before.role is ParagraphRole.TITLE
        return told if same else None


def fill_from_context(
    scene: Scene,
    sentence: Sentence,
    actors: list[Actor],
    paper: Paper,
    sides: Sides,
    memory: Memory,
    *,
    anywhere: bool,
) -> None:
    """Find the other side of an agreement that its phrase names one party of, or none.

    The two that the sentence speaks of (`anywhere` in it, or one of them before the agreement), its
    heading's, or those the sentences before were about.
    """
    have = set(sides.codes)
    if paper.type in _OF_BODIES and any(is_body(code) for code in have):
        _fill_members(sentence, paper, sides, memory)
        return
    listed = memory.listed(sentence)
    if listed is not None and len(listed[0]) > 1 and have <= set(listed[0]):
        codes, told = listed
        sides.codes = list(codes)
        sides.links.append(told.link("parties", ", ".join(codes), "earlier sentence"))
        sides.guessed = True
        return
    if _is_of_others(sentence, actors, paper):
        return
    usable = acting(sentence, actors)
    pair = next((a for a in usable if a.form is ActorForm.PAIR and have <= set(a.parties)), None)
    if pair is not None and len(pair.parties) > 1:
        sides.add([pair])
        return
    here = parties_here(sentence, usable, paper)
    visited = _visited(sentence, actors)
    if visited is None and paper.type is not AgreementType.JOINT_STATEMENT:
        visited = _destination(sentence, actors)
    if len(here) == 1 and visited is not None and visited not in here:
        here.append(visited)
    before = anywhere or any(set(a.parties) & set(here) for a in actors if a.left < paper.left)
    if len(here) == 2 and have <= set(here) and before:
        sides.codes = here
        return
    heading = scene.heading(sentence)
    if heading is not None and have <= set(heading.parties):
        target = ", ".join(heading.parties)
        sides.codes = list(heading.parties)
        sides.links.append(heading.sentence.link("parties", target, "heading"))
        sides.guessed = True
        return
    told_before = memory.recall(sentence) if _speaks_of_both(sentence, paper) else None
    group = memory.recall(sentence, pair=False) if _follows_meeting(sentence) else None
    if group is not None and (told_before is None or group[1].index > told_before[1].index):
        told_before = group
    if told_before is not None and have <= set(told_before[0]) and len(here) < 2:
        codes, told = told_before
        sides.codes = list(codes)
        sides.links.append(told.link("parties", ", ".join(codes), "earlier sentence"))
        sides.guessed = True
        return
    again = memory.signed_before(sentence, paper, have) if len(here) < 2 else None
    if again is not None:
        sides.codes = list(again[0])
        sides.links.append(again[1].link("parties", ", ".join(again[0]), "earlier sentence"))
        sides.guessed = True


def is_told_again(sentence: Sentence) -> bool:
    """True for what is told as one more: "another was signed", "they also signed"."""
    return not sentence.vocabulary.isdisjoint(_AGAIN)


def _is_of_others(sentence: Sentence, actors: list[Actor], paper: Paper) -> bool:
    """ "The region's leaders will sign", "member countries said in a joint statement"."""
    subjects = [s for verb in climb(paper.token) for s in children(verb, "nsubj")]
    return any(
        s.lower_ in _MEMBERS
        and children(s, "compound", "amod", "poss")
        and covering(sentence, actors, s) is None
        and _COUNTED.isdisjoint(child.lower_ for child in s.children)
        for s in subjects
    )


def _follows_meeting(sentence: Sentence) -> bool:
    """ "Nine documents were signed following the meeting": by those who met."""
    words = [word.lower for word in sentence.words]
    places = (i for i, w in enumerate(words) if w in ("after", "following", "at", "during"))
    signed = not _SIGNED.isdisjoint(words)
    return signed and any(not _OCCASIONS.isdisjoint(words[i + 1 : i + 4]) for i in places)


def _fill_members(sentence: Sentence, paper: Paper, sides: Sides, memory: Memory) -> None:
    """ "The presidents of the CSTO member states" are those of the group named before."""
    group = memory.recall(sentence, pair=False)
    near = [*sentence.words[: paper.left], *sentence.words[paper.right : paper.right + _LEADERS]]
    meant = any(word.lower in _MEMBERS for word in near)
    if group is None or not meant or len(sides.codes) > 1:
        return
    codes, told = group
    sides.codes = list(codes)
    sides.links.append(told.link("parties", ", ".join(codes), "earlier sentence"))
    sides.guessed = True


def parties_here(sentence: Sentence, actors: list[Actor], paper: Paper | None) -> list[str]:
    """The parties that act in a sentence: not places, not what the agreement is about."""
    codes: list[str] = []
    sources = not sentence.vocabulary.isdisjoint(_GETTING)
    for actor in actors:
        article = sentence.lower(actor.left - 1) in ("the", "a", "an")
        before = sentence.lower(actor.left - 1 - article)
        place = before in _PLACES and not (before == "from" and sources)
        if (place or _after_place(sentence, actor)) and not actor.people:
            continue
        codes.extend(code for code in actor.parties if code not in codes)
    return codes


def _visited(sentence: Sentence, actors: list[Actor]) -> str | None:
    """The country of "In Kenya, the delegation signed …"."""
    first = next((a for a in actors if a.left == 1), None)
    if first is None or first.form is not ActorForm.PARTY or sentence.lower(0) not in _PLACES:
        return None
    return first.parties[0] if sentence.lower(first.right) == "," else None


def _destination(sentence: Sentence, actors: list[Actor]) -> str | None:
    """The state of "her visit to Norway", "a trip to Oslo"."""
    for i, word in enumerate(sentence.words):
        if word.lower in _OCCASIONS and sentence.lower(i + 1) == "to":
            host = next((a for a in actors if i + 1 < a.left <= i + 3), None)
            one = host is not None and host.form is ActorForm.PARTY and not host.possessive
            return host.parties[0] if host is not None and one else None
    return None


def _after_place(sentence: Sentence, actor: Actor) -> bool:
    """ "in Hiroshima, | Japan"."""
    before = sentence.lower(actor.left - 1)
    return before == "," and sentence.lower(actor.left - 3) in _PLACES


def _speaks_of_both(sentence: Sentence, paper: Paper) -> bool:
    """True where "bilateral", "the two", "both sides" or "joint" says that two are meant."""
    both = deal_words().both
    if paper.type is AgreementType.JOINT_STATEMENT and not paper.weak:
        return True
    if not sentence.vocabulary.isdisjoint(both):
        return True
    if any(sentence.lower(i) in BETWEEN for i in range(paper.right, len(sentence.words))):
        return True
    nouns = (i for i, word in enumerate(sentence.words) if word.lower in _OCCASIONS)
    return any(sentence.lower(k) == "the" for i in nouns for k in (i - 1, i - 2))
