"""Agreements told one by one: "they signed four documents. These include an MoU on X and …"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.lending import is_loan
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.sums import Setting, find_sums
from knowledge.model import AgreementStatus, AgreementType

_INCLUDING = frozenset(
    {"include", "includes", "included", "comprise", "comprises", "comprised", "encompass", "cover",
     "covered", "contain", "contained", "are", "were", "was"}
)  # fmt: skip
_THEY = frozenset({"they", "these", "those", "which", "them"})
_OPENING = _INCLUDING | {"including", ":", "—", "–", "--"}
# How many words stand between what is listed and its verb, and how many sentences between.
_REACH = 8
_NEAR = 6
_LONGEST = 14


class Umbrella:
    """The agreements told together last, which a sentence to come may tell one by one."""

    def __init__(self) -> None:
        self._deals: list[Deal] = []
        self._dated: dict[frozenset[str], Deal] = {}
        self._unowned: Sentence | None = None

    def note(self, paper: Paper, deals: list[Deal]) -> None:
        """Remember what was told of several agreements at once."""
        several = _is_several(paper)
        if not deals or not several or len(deals[0].parties) < 2:
            return
        dated = {frozenset(d.parties): d for d in (*self._dated.values(), *self._deals) if d.date}
        again = paper.definite and deals[0].date is None
        if again and all(frozenset(deal.parties) in dated for deal in deals):
            return  # "The agreements were signed by …"
        self._dated = dated
        signed = [d for d in self._deals if d.status is AgreementStatus.SIGNED]
        if deals[0].status is AgreementStatus.ANNOUNCED and _same_parties(signed, deals):
            self._dated.update({frozenset(d.parties): d for d in deals if d.date})
            return  # The title has them signed, the body reached.
        self._deals = deals

    def note_unowned(self, paper: Paper, sentence: Sentence) -> None:
        """Remember that several agreements were signed, where nothing said by whom."""
        if _is_several(paper):
            self._unowned = sentence

    def unowned(self, sentence: Sentence) -> Sentence | None:
        """The sentence that told so, if it stands near."""
        told = self._unowned
        return told if told is not None and 0 < sentence.index - told.index <= _NEAR else None

    def over(self, sentence: Sentence, codes: list[str]) -> Deal | None:
        """What was told of the agreements of the parties `codes`, and maybe one more."""
        near = [deal for deal in self._deals if 0 <= sentence.index - deal.sentence <= _NEAR]
        fitting = [deal for deal in near if set(codes) <= set(deal.parties)]
        return fitting[0] if len(fitting) == 1 else None

    def dated(self, umbrella: Deal) -> Deal:
        """What told the day of agreements that were told once more without it."""
        return umbrella if umbrella.date else self._dated.get(frozenset(umbrella.parties), umbrella)


def _is_several(paper: Paper) -> bool:
    """Also where the parser takes "MoUs" for a verb, "memoranda" for one."""
    return paper.token.tag_ in ("NNS", "NNPS", "VBZ") or paper.token.lower_ == "memoranda"


def _same_parties(ones: list[Deal], others: list[Deal]) -> bool:
    return {frozenset(d.parties) for d in ones} == {frozenset(d.parties) for d in others}


def list_start(sentence: Sentence) -> int | None:
    """The word behind which a sentence lists agreements: "they include |", "two loans: |"."""
    nouns = _nouns()
    if sentence.vocabulary.isdisjoint(nouns):
        return None
    for i, word in enumerate(sentence.words):
        if word.lower not in _OPENING:
            continue
        before = [sentence.lower(k) for k in range(max(i - _REACH, 0), i)]
        several = any(n in nouns and (n in _THEY or n.endswith(("s", "a"))) for n in before)
        among = sentence.lower(0) == "among"
        if word.lower == "was" and not among:
            continue
        if several and (among or "among" not in before):
            return i
    return None


@cache
def _nouns() -> frozenset[str]:
    """What a list of agreements may be called."""
    words = deal_words()
    return frozenset({*words.documents, *words.weak_documents, *_THEY, "facilities"})


def is_item(sentence: Sentence, paper: Paper, start: int | None) -> bool:
    """True for an agreement of a list, and for a phrase that is all that is printed of it."""
    if start is not None:
        return paper.at > start and not paper.bare and not (paper.weak and paper.definite)
    fragment = paper.token.dep_ in ("ROOT", "ccomp", "dep") and paper.left <= 1
    return fragment and not paper.definite and paper.about is not None


@dataclass(frozen=True, slots=True)
class Listing:
    """The agreements that a sentence tells one by one, told together in `umbrella` before.

    `dated` is what tells their day, `told` the sentences of both.
    """

    sentence: Sentence
    umbrella: Deal
    dated: Deal
    told: list[Sentence]

    def item(self, paper: Paper) -> Deal:
        """One agreement of those told before, with its own type and matter."""
        return self._part(paper.type, paper.about, paper.name, paper.family)

    def loans(self, start: int) -> Iterator[Deal]:
        """ "A $30m loan for roads, | $20m to build a school and $5m for wells": sums alone."""
        sentence = self.sentence
        for found in find_sums(sentence.text, Setting()):
            start_at, end_at = sentence.start + found.start, sentence.start + found.end
            left, right = sentence.word_span(start_at, end_at)
            if left <= start or any(is_loan(sentence, i) for i in range(left, right + 3)):
                continue
            if sentence.lower(right) not in ("to", "for"):
                continue
            end = min(right + 1, len(sentence.words))
            while end < min(right + _LONGEST, len(sentence.words)) and not _ends(sentence, end):
                end += 1
            about = sentence.printed(right + 1, end) if end > right + 1 else None
            yield self._part(AgreementType.LOAN, about, None, "loan")

    def _part(self, kind: AgreementType, about: str | None, name: str | None, family: str) -> Deal:
        links = list(self.umbrella.links)
        earlier = [told for told in self.told if told.index != self.sentence.index]
        if earlier:
            target = ", ".join(self.umbrella.parties)
            links.append(earlier[0].link("parties", target, "earlier sentence"))
        if self.dated is not self.umbrella:
            links.append(earlier[-1].link("date", str(self.dated.date), "earlier sentence"))
        return replace(
            self.umbrella,
            type=kind,
            date=self.dated.date,
            about=about,
            name=name,
            family=family,
            sentence=self.sentence.index,
            sentences=[self.sentence.index, *(told.index for told in earlier)],
            links=links,
            people=list(self.umbrella.people),
            definite=False,
            guessed=False,
            headline=False,
            itemised=False,
            item=True,
        )


def _ends(sentence: Sentence, i: int) -> bool:
    """True before the next sum of a list."""
    ahead = sentence.words[i + 1].text[:1] if i + 1 < len(sentence.words) else ""
    if sentence.lower(i) == "and":
        return ahead.isdigit() or ahead in ("$", "€", "£", "¥")
    return sentence.lower(i) in (",", ";", ".")
