"""From a text to what it says, sentence by sentence: the part that needs the language model.

A draft and the articles of the archive are read by the same rules, so that what is alike in them
comes out alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge.dates import edtf
from knowledge.dates.expressions import Tense, resolve
from knowledge.drafts.model import (
    Account,
    DateWord,
    Line,
    Naming,
    PartyWord,
    Quote,
    Spot,
    SumWord,
    Who,
    Word,
)
from knowledge.drafts.naming import PLACE_LINE, loose_of, namings_of, places_of, with_unlisted
from knowledge.extraction import Extractor, describe
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.parses import ParseStore, beside, parser_key
from knowledge.extraction.parsing.remembering import Remembering
from knowledge.extraction.payments.numerals import may_hold_numbers
from knowledge.extraction.payments.readings import payment_readings
from knowledge.extraction.payments.sums import Setting, find_sums
from knowledge.extraction.scene import Scene, set_scene
from knowledge.extraction.statements.quotations import quotations
from knowledge.extraction.statements.readings import statement_readings
from knowledge.model import Article, ParagraphRole, Payment, PaymentKind, Statement, Status
from knowledge.text import fold

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_STEM = 5
_BESIDE = 14
_GIVEN = "given"
_ROUGH = re.compile(r"\b(?:about|around|nearly|almost|roughly|some|approximately)\b")
_GOES_ON = frozenset({"he", "she", "they", "his", "her", "their", "both", "the two"})
# What people do who meet is told in many words.
_SAME = {
    word: key
    for key, words in {
        "meet": "meet meeting met talk talks host receive welcome visit summit bilateral hold",
        "sign": "sign signing signature signatory conclude ink",
        "say": "say tell state declare remark comment speak write tweet call describe add note",
        "kill": "kill die death dead deceased fatal",
        "lend": "lend loan credit",
        "give": "give grant provide commit pledge donate aid",
    }.items()
    for word in words.split()
}


class Reader:
    """Reads texts into accounts; the language model is loaded when there is something to parse.

    `base` is the file of the fact base beside which parses of its articles are remembered, if any.
    """

    def __init__(self, base: Path | None = None) -> None:
        self._extractor = Extractor()
        self._parses: ParseStore | None = None
        if base is not None and beside(base).exists():
            self._parses = ParseStore(beside(base), parser_key(describe()))

    def close(self) -> None:
        """Let go of the remembered parses."""
        if self._parses is not None:
            self._parses.close()

    def read(self, article: Article) -> Account:
        """What an article of the archive says.

        Raises:
            ModelProblem: when there is no usable language model.
        """
        parses = None if self._parses is None else self._parses.get(article.id)
        return self._read(article, parses, sure=True)

    def read_draft(self, article: Article, today: date) -> Account:
        """What a draft says.

        Unless it is dated, a day without a year is of any year, and what counts from the day of
        writing counts from `today`.

        Raises:
            ModelProblem: when there is no usable language model.
        """
        sure = article.published_basis == _GIVEN
        if article.published is None:
            article = replace(article, published=today.isoformat(), published_basis="today")
        return self._read(article, None, sure=sure)

    def _read(self, article: Article, parses: bytes | None, *, sure: bool) -> Account:
        """Read a text; its date is `sure` where days may be told by it."""
        remembering = Remembering(self._extractor.parse, parses)
        deadline = Deadline(self._extractor.seconds)
        scene = set_scene(article, remembering.parse, deadline)
        people = [
            Who(one.name, one.keys, _titles(scene, one.number), one.party)
            for one in scene.register.people
        ]
        setting = Setting(home=outlet_home(article), contrast="US$" in article.text)
        paid = _payments(scene)
        lines = tuple(
            with_unlisted(
                _line(scene, sentence, setting, paid.get(sentence.start, ()), sure=sure), people
            )
            for sentence in scene.document.sentences
        )
        said = _quotes(scene, lines)
        text, published = article.text, article.published
        return Account(article.id, published, text, lines, tuple(people), said, dated=sure)


def _titles(scene: Scene, number: int) -> tuple[str, ...]:
    """What a person is called, as printed, each once."""
    person = scene.register.people[number]
    found = [person.title] if person.title else []
    for mention in scene.register.mentions_of(person):
        for title in (mention.title, *mention.further):
            if title is not None:
                found.append(title.text)
    return tuple(dict.fromkeys(found))


def _line(
    scene: Scene, sentence: Sentence, setting: Setting, paid: Sequence[Payment], *, sure: bool
) -> Line:
    people = tuple(namings_of(scene, sentence))
    dates = tuple(_dates(scene, sentence, sure=sure))
    sums = tuple(_sums(sentence, setting, paid))
    parties = tuple(_parties(scene, sentence, people, sums))
    found = places_of(sentence, scene.parties[sentence.index], people)
    sites = tuple(p for p in found if not any(d.start < p.end and p.start < d.end for d in dates))
    claimed: list[Spot] = [*people, *dates, *sums, *parties, *sites]
    taken = [(one.start, one.end) for one in claimed]
    heading = sentence.role in (ParagraphRole.TITLE, ParagraphRole.HEADING)
    only_place = bool(PLACE_LINE.match(sentence.text))
    return Line(
        index=sentence.index,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        heading=heading,
        words=() if only_place else tuple(_words(sentence, taken)),
        people=people,
        parties=parties,
        dates=dates,
        sums=sums,
        places=sites,
        loose=() if only_place else tuple(loose_of(sentence, taken)),
        goes_on=sentence.lower(0) in _GOES_ON,
        past=_is_past(sentence),
    )


def _is_past(sentence: Sentence) -> bool:
    """True for a sentence of what happened, with nothing in it that is yet to come."""
    tags = {token.tag_ for token in sentence.tokens}
    return "VBD" in tags and "MD" not in tags


def _words(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Word]:
    for i, token in enumerate(sentence.tokens):
        at = sentence.offset(i)
        if token.pos_ not in _CONTENT or any(start <= at < end for start, end in taken):
            continue
        key = fold(token.lemma_)
        if key and key not in ("be", "have", "do", "mr", "ms", "mrs", "dr"):
            yield Word(_SAME.get(key, key[:_STEM]), at)


def _dates(scene: Scene, sentence: Sentence, *, sure: bool) -> Iterator[DateWord]:
    for expression in scene.calendar.by_sentence[sentence.index]:
        if expression.duration:
            continue
        counts = expression.anchored or (expression.relative and not _has_digit(expression.text))
        found = scene.calendar.value(sentence, expression, Status.HELD)
        value = None if found is None else found.value
        if value is None or (expression.relative and not counts and not sure):
            value = resolve(expression, None, Tense.PAST)
        if value is not None:
            yield DateWord(
                value=_closed(value),
                start=sentence.start + expression.start,
                end=sentence.start + expression.end,
                text=expression.text,
                relative=counts and not sure,
            )


def _closed(value: str) -> str:
    """ "Since 1 December", "until May": the day or month that is named."""
    parsed = edtf.parse(value)
    return str(parsed.start or parsed.end) if parsed.is_open else value


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _payments(scene: Scene) -> dict[int, list[Payment]]:
    """Where a sentence begins → the payments it tells of, other than trade."""
    found: dict[int, list[Payment]] = defaultdict(list)
    for reading in payment_readings(scene):
        paid = reading.fields
        if isinstance(paid, Payment) and paid.kind is not PaymentKind.TRADE:
            found[reading.evidence[0].start].append(paid)
    return found


def _sums(sentence: Sentence, setting: Setting, paid: Sequence[Payment]) -> Iterator[SumWord]:
    if not may_hold_numbers(sentence.text, sentence.letters()):
        return
    text = sentence.text.replace("\n", " ")
    for found in find_sums(text, setting):
        told = [one for one in paid if one.sum == found.sum]
        yield SumWord(
            sums=(found.sum, *found.equivalents),
            start=sentence.start + found.start,
            end=sentence.start + found.end,
            text=" ".join(text[found.start : found.end].split()),
            rough=bool(_ROUGH.search(text[: found.start][-14:].lower())),
            giver=told[0].giver if len(told) == 1 else None,
            receiver=told[0].receiver if len(told) == 1 else None,
        )


def _parties(
    scene: Scene, sentence: Sentence, people: tuple[Naming, ...], sums: tuple[SumWord, ...]
) -> Iterator[PartyWord]:
    for one in scene.parties[sentence.index]:
        if one.form is PartyForm.CITY or any(s.start <= one.start < s.end for s in sums):
            continue
        bound = any(_is_bound(sentence, one.start, one.end, n) for n in people)
        yield PartyWord(one.code, one.form.value, one.start, one.end, one.text, bound)


def _is_bound(sentence: Sentence, start: int, end: int, naming: Naming) -> bool:
    """True for a party in a person's phrase, or beside it without a verb between them."""
    if not (naming.left - _BESIDE <= start and end <= naming.right + _BESIDE):
        return False
    gap = (end, naming.left) if end <= naming.left else (naming.right, start)
    tokens = [t for i, t in enumerate(sentence.tokens) if gap[0] <= sentence.offset(i) < gap[1]]
    return not any(token.pos_ in ("VERB", "AUX") for token in tokens)


def _quotes(scene: Scene, lines: tuple[Line, ...]) -> tuple[Quote, ...]:
    """Every stretch in quotation marks, with its speakers where they can be told."""
    spoken: dict[str, tuple[Who, ...]] = {}
    for reading in statement_readings(scene):
        said = reading.fields
        if isinstance(said, Statement) and said.direct and said.speakers:
            spoken[said.words] = tuple(
                Who(s.name, tuple(fold(s.name).split()), (s.title,) if s.title else (), s.party)
                for s in said.speakers
            )
    text = scene.article.text
    spans = [
        (p.start, p.end)
        for p in scene.article.paragraphs
        if p.role is not ParagraphRole.BOILERPLATE
    ]
    found: list[Quote] = []
    for quotation in quotations(text, spans):
        words = quotation.words(text)
        start, end = quotation.parts[0][0], quotation.parts[-1][1]
        line = next((n for n in lines if n.start <= start < n.end), None)
        if line is not None:
            found.append(Quote(words, start, end, spoken.get(words, ()), line.index))
    return tuple(found)
