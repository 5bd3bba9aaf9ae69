"""The date of what is told of an agreement: its sentence's, or that of the meeting it came from."""

import re
from itertools import pairwise

from knowledge.extraction.agreements.deal import Deal
from knowledge.extraction.agreements.deeds import Act, Deed
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.tense import enters_force
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import AgreementStatus, Status

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
# In a sentence with these, what was signed was signed where the parties met.
_ENCOUNTERS = frozenset(
    {"talks", "meeting", "summit", "visit", "ceremony", "negotiations", "session"}
)
# Verbs whose day is that of the signing they tell of.
_HAPPENING = frozenset(
    {"take", "hold", "occur", "oversee", "witness", "preside", "attend", "supervise", "watch"}
)
_YEAR = len("2002")
# How many sentences after a meeting its agreements are told.
_NEAR = 6


def dates_itself(scene: Scene, sentence: Sentence, paper: Paper) -> bool:
    """True when a date stands in the phrase: "the November 27 deal", "the treaty of 1951"."""
    for expression in scene.calendar.by_sentence[sentence.index]:
        start, end = sentence.start + expression.start, sentence.start + expression.end
        first, last = sentence.word_span(start, end)
        if paper.left <= first and last <= paper.right + 4:
            return True
    return False


def is_coming(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "Takes effect next month": in the present tense with a day ahead."""
    published = scene.article.published
    if act.deed is not Deed.FORCE or act.token.tag_ not in ("VBZ", "VBP") or published is None:
        return False
    dated = scene.calendar.of_event(sentence, act.token, Status.PLANNED)
    entering = enters_force(act.token) and act.token.lemma_ not in ("remain", "stay", "have")
    return entering and dated is not None and dated.value > published


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
    for token in (*tokens, *_happening(tokens[0])):
        dated = scene.calendar.of_event(sentence, token, tense)
        dated = _in_brackets(scene, sentence, dated, tense)
        if dated is not None and dated.value in _days_of_matter(scene, sentence, deal):
            continue
        ahead = dated is not None and published is not None and not planned
        if dated is None or dated.value in _days_of_saying(scene, sentence, tokens[0]):
            continue
        until = not planned or any(word.lower == "until" for word in sentence.words)
        if dated.value.startswith("../") and until:
            continue  # "Available until 2027"
        if not (ahead and dated.value[:10] > (published or "")):
            deal.date = dated.value
            if dated.link is not None:
                deal.links.append(dated.link)
            return


def leave_out_later_leaders(scene: Scene, sentence: Sentence, deal: Deal) -> None:
    """ "The pact that the two leaders signed in 2002": who leads today need not have signed then.

    Only those stay whom the sentence itself names.
    """
    published = scene.article.published
    year = (deal.date or "")[:_YEAR]
    if not deal.people or published is None or not year.isdigit():
        return
    if int(year) < int(published[:_YEAR]) - 1:
        row = scene.register.mentions[sentence.index]
        named = {m.person.number for m in row if m.person is not None}
        deal.people = [person for person in deal.people if person.number in named]


def _happening(noun: Token) -> list[Token]:
    """The verb of "the signing took place on Monday", "on Monday oversaw the signing"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return []
    above = list(climb(noun))[:3]
    return [verb for verb in above if verb.lemma_ in _HAPPENING][:1]


def _in_brackets(
    scene: Scene, sentence: Sentence, dated: Dated | None, tense: Status
) -> Dated | None:
    """The day behind a day that was told by its distance: "this morning (Jan. 19)"."""
    found = list(scene.calendar.by_sentence[sentence.index])
    for one, other in pairwise(found):
        between = sentence.text[one.end : other.start].strip()
        if between == "(" and dated is not None:
            first = scene.calendar.value(sentence, one, tense)
            second = scene.calendar.value(sentence, other, tense)
            if first is not None and first.value == dated.value and second is not None:
                return second
    return dated


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
        says = before.lemma_.lower() in status_words().saying and before.lower_ != "notes"
        if before.i != token.i and says:
            told = scene.calendar.value(sentence, expression, Status.HELD)
            days.update(() if told is None else (told.value,))
    return days


def _days_of_matter(scene: Scene, sentence: Sentence, deal: Deal) -> set[str]:
    """The days of "a statement on his visit of March 20", which are not those of the statement."""
    days: set[str] = set()
    for expression in scene.calendar.by_sentence[sentence.index]:
        if deal.about is not None and expression.text in deal.about:
            told = scene.calendar.value(sentence, expression, Status.HELD)
            days.update(() if told is None else (told.value,))
    return days


def date_from_meeting(scene: Scene, deal: Deal) -> None:
    """Give an undated agreement the day of the talks after or at which it was made.

    Only where its sentence speaks of them, or of "the two leaders", and there was one such day.
    """
    done = deal.status in (AgreementStatus.SIGNED, AgreementStatus.ANNOUNCED)
    titled = deal.headline and deal.rule == Deed.ADOPT and len(deal.sentences) == 1
    if deal.date is not None or not done or not deal.strong or deal.background:
        return
    if deal.headline and not titled:
        return
    met = [event for event in scene.events if _is_where_made(scene, deal, event)]
    if len({event.date for event in met}) == 1:
        deal.date = met[0].date
        sentence = scene.document.sentences[met[0].sentence]
        deal.links.append(sentence.link("date", str(met[0].date), "meeting"))


def _is_where_made(scene: Scene, deal: Deal, event: Event) -> bool:
    """True for a meeting of the same parties that the agreement's sentence refers to."""
    if event.status is not Status.HELD or event.background or event.date is None:
        return False
    if set(event.parties) != set(deal.parties) or not _FULL_DAY.match(event.date):
        return False
    if deal.sentence in event.sentences:
        return True
    sentence = scene.document.sentences[deal.sentence]
    if deal.headline:
        return 0 < event.sentence - deal.sentence <= _NEAR
    refers = any(link.via == "pair" for link in deal.links)
    speaks = not sentence.vocabulary.isdisjoint(_ENCOUNTERS)
    return (refers or speaks) and 0 < deal.sentence - event.sentence <= _NEAR
