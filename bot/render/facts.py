"""A fact as blocks: what it says, and each source with its sentence and a Source button."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from bot.ids import Action
from bot.render import limits, menus
from bot.render.blocks import (
    Block,
    Run,
    button,
    container,
    context,
    passage,
    quoted,
    section,
)
from bot.render.marking import runs
from bot.render.text import Mrkdwn, bold, clip, escape, italic, join, link, literal, size
from bot.values import SourceRef
from knowledge.model import (
    AgreementFact,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    RoleFact,
    Source,
    StatementFact,
    Variant,
    disputed,
)
from knowledge.wording import desk, notices, statements
from knowledge.wording import facts as say
from knowledge.wording.confidence import warning
from knowledge.wording.links import at_sentence
from knowledge.wording.stories import also_printed, copies_of, counted, told_by
from knowledge.wording.texts import count, shown_sources
from knowledge.wording.topics import telling

Told = MeetingFact | AgreementFact | PaymentFact | StatementFact | MilestoneFact
"""What is told with its date; a role is told with its person."""

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a fact is shown, in characters and numbers.

    `menu` is how much of what can be done with it is offered, 0 for none; `fold` puts all sources
    but the first behind a fold. A `bare` fact is one line with the way to its source.
    """

    line: int
    quote: int
    sources: int
    menu: int = 5
    fold: bool = False
    bare: bool = False


DETAILS = (
    Detail(line=1_500, quote=limits.QUOTE, sources=3),
    Detail(line=900, quote=350, sources=2),
    Detail(line=500, quote=160, sources=1),
    Detail(line=500, quote=160, sources=1, menu=3),
    Detail(line=280, quote=100, sources=1, menu=3),
    Detail(line=280, quote=100, sources=1, menu=1),
    Detail(line=280, quote=100, sources=1, menu=0),
    Detail(line=280, quote=0, sources=1, menu=0),
    Detail(line=280, quote=0, sources=1, menu=0, bare=True),
)
"""From everything to the least that still tells each fact with a way to its source."""


_SOURCE, _WHOLE = "Source", "Whole quotation"

_AGAIN = 160
"""Characters of a speaker's words below the sentence that holds them."""

_LONGEST_VALUE = 400
"""Characters of the value behind the button of a bare fact."""


def fact_blocks(fact: Fact, detail: Detail, *, marked: Sequence[str] = ()) -> list[Block]:
    """A fact of any kind: its sentence first, then what it says, then where it stands.

    `marked` are words to show in bold where sentences hold them.
    """
    return Shown(fact, marked).blocks(detail)


class Shown:
    """A fact that is shown in one degree of detail after the other, until it fits.

    What is the same in several of them is made once, when it is first asked for; a block then is
    the same object, so that it is weighed once too (`limits.Scale`).
    """

    def __init__(self, fact: Fact, marked: Sequence[str] = ()) -> None:
        self.fact = fact
        self.marked = marked
        self._kept: dict[Hashable, Any] = {}

    def blocks(self, detail: Detail) -> list[Block]:
        """The fact in this detail; see `fact_blocks`."""
        fact = self.fact
        if detail.bare:
            return [_bare(fact, detail)]
        if isinstance(fact, RoleFact):
            return _role(fact, detail)
        return _told(fact, self, detail)

    def once(self, make: Callable[..., _Made], *given: Hashable) -> _Made:
        """What `make` makes of this and what is given, each time the same object."""
        key = (make, *given)
        if key not in self._kept:
            self._kept[key] = make(self, *given)
        found: _Made = self._kept[key]
        return found

    @cached_property
    def says(self) -> tuple[str, str]:
        """What the fact says: its head, and the rest."""
        return say.head_and_body(self.fact)

    @cached_property
    def sources(self) -> list[Source]:
        """The sources that are shown where there is room for all."""
        return shown_sources(self.fact)

    @cached_property
    def below(self) -> list[Mrkdwn]:
        """What is to be said of the fact below what it says."""
        told = self.fact
        differing = [] if isinstance(told, RoleFact) else _variants(told)
        return [*differing, *_desk(told), *_weak(told), _told_by(told)]

    @cached_property
    def topics(self) -> str:
        """What the fact is about, as far as its words don't say it."""
        fact, (_, body) = self.fact, self.says
        names = telling(fact, body)
        return f"About {say.enumerate_words(names)}" if names else ""

    @cached_property
    def offered(self) -> list[tuple[str, str | None]]:
        """What can be done with the fact; see `menus`."""
        return menus.offered(self.fact, next(iter(self.sources), None))


def _bare(fact: Fact, detail: Detail) -> Block:
    """A fact in a line that is short as Slack counts, whatever letters it has."""
    line = escape(limits.clip_weight(say.fact_line(fact), detail.line), 2 * detail.line)
    source = next(iter(shown_sources(fact)), None)
    value = None if source is None else SourceRef(fact.id, source.reading).encode()
    if value is None or size(value) > _LONGEST_VALUE:
        return section(line)
    return section(line, button(_SOURCE, Action.SOURCE, value))


def _told(fact: Told, made: Shown, detail: Detail) -> list[Block]:
    head, body = made.says
    numbers = range(len(made.sources[: detail.sources]))
    quotations = tuple(_within(*made.once(_quotation, n), detail.quote) for n in numbers)
    said, _ = quotations[0] if quotations else ("", False)
    opening = made.once(_opening, said) if said else None
    line = join(
        "\n",
        Mrkdwn("") if opening else bold(head, 300),
        escape(_once(fact, body, said), detail.line),
        escape(made.topics, detail.line // 2),
        *made.below,
    )
    blocks = [*_flag(fact), *([opening] if opening else [])]
    blocks.append(made.once(_line, line, detail.menu))
    if quotations:
        blocks.append(_source(made, 0, quotations[0]))
    blocks += made.once(_rest, quotations, detail.fold)
    return [*blocks, *made.once(_unshown, len(quotations))]


def _quotation(made: Shown, number: int) -> tuple[str, int]:
    """The quotation of a source, and how long it is in the article."""
    said = say.quotation(made.sources[number])
    return literal(said, len(said) + 100), size(said)


def _within(said: str, length: int, room: int) -> tuple[str, bool]:
    """A quotation as long as there is room for it, and whether more of it is to be seen."""
    said = said if room else ""
    return (clip(said, room - 1) + "”" if size(said) > room else said), length > room > 0


def _opening(made: Shown, said: str) -> Block:
    head, _ = made.says
    return quoted(literal(" ".join(head.split()), 300), runs(said, made.marked))


def _line(made: Shown, line: Mrkdwn, menu: int) -> Block:
    return section(line, menus.menu(made.fact, made.offered[:menu]))


def _source(made: Shown, number: int, quotation: tuple[str, bool]) -> Block:
    _, cut = quotation
    return made.once(_labelled, number, _WHOLE if cut else _SOURCE)


def _labelled(made: Shown, number: int, label: str) -> Block:
    return source_block(made.fact, made.sources[number], label)


def _rest(made: Shown, quotations: Sequence[tuple[str, bool]], fold: bool) -> list[Block]:
    """The sources but the first."""
    blocks: list[Block] = []
    for number, quotation in enumerate(quotations[1:], start=1):
        said, _ = quotation
        blocks += [passage([runs(said, made.marked)])] if said else []
        blocks.append(_source(made, number, quotation))
    if not fold or len(blocks) < 2:
        return blocks
    return [container(count(len(quotations) - 1, "more source"), blocks)]


def _unshown(made: Shown, number: int) -> list[Block]:
    return _more(made.fact, made.sources[:number])


def _flag(fact: Fact) -> list[Block]:
    """What must be said before anything else of a fact that only withdrawn stories tell."""
    said = notices.flag(fact)
    return [section(bold(f"{said}.", 200))] if said else []


def _once(fact: Told, body: str, said: str) -> str:
    """What a fact says; words that stand in the quotation above it are not all said again."""
    if not said or not isinstance(fact, StatementFact):
        return body
    words = statements.spoken(fact)
    return body.replace(words, clip(words, _AGAIN)) if size(words) > _AGAIN else body


def _role(fact: RoleFact, detail: Detail) -> list[Block]:
    line = join("\n", bold(fact.person.name, 200), role_line(fact, detail))
    source = next(iter(say.newest_first(fact.sources)), None)
    menu = menus.more_menu(fact, source, detail.menu)
    return [*_flag(fact), section(line, menu), *_sources(fact, detail)]


def role_line(fact: RoleFact, detail: Detail) -> Mrkdwn:
    """A title, the party and as of when, and what the desk decided on it."""
    return join("\n", escape(say.role(fact), detail.line), *_desk(fact), *_weak(fact))


def _told_by(fact: Fact) -> Mrkdwn:
    own, copies = told_by(fact)
    return italic(f"Told by {counted(own, copies)}") if own > 1 else Mrkdwn("")


def _weak(fact: Fact) -> list[Mrkdwn]:
    """That a fact is weakly supported, and why."""
    said = warning(fact)
    return [italic(f"⚠ {said}")] if said else []


def _desk(fact: Fact) -> list[Mrkdwn]:
    """A line for each thing that the desk decided on a fact."""
    return [escape(f"✓ {said[:1].upper()}{said[1:]}", 700) for said in desk.notes(fact)]


def _variants(fact: Told) -> list[Mrkdwn]:
    """One line for each field on which sources disagree, its values side by side."""
    fields = dict.fromkeys(variant.field for variant in disputed(fact))
    lines = [_differing(fact, name) for name in list(fields)[:4]]
    return [line for line in lines if line]


def _differing(fact: Told, name: str) -> Mrkdwn:
    told = [variant for variant in fact.variants if variant.field == name]
    if len(told) < 2:
        return Mrkdwn("")
    values = " / ".join(_told_value(fact, variant) for variant in told[:4])
    return join(" ", bold(f"Sources differ on the {name}:", 80), escape(values, 700))


def _told_value(fact: Told, variant: Variant) -> str:
    value = say.value_words(variant)
    tellers = [source for source in fact.sources if source.reading in variant.readings]
    headlines = dict.fromkeys(clip(say.source_title(source), 80) for source in tellers)
    named = say.enumerate_words([f"“{headline}”" for headline in list(headlines)[:2]])
    return f"{clip(value, 120)} ({named})" if named else clip(value, 120)


def _sources(fact: RoleFact, detail: Detail) -> list[Block]:
    """A title is told as of the newest article, which therefore comes first."""
    blocks: list[Block] = []
    newest = {source.story: source for source in reversed(say.newest_first(fact.sources))}
    shown = list(reversed(newest.values()))[: detail.sources]
    for source in shown:
        whole = say.quotation(source)
        said, _ = _within(literal(whole, len(whole) + 100), size(whole), detail.quote)
        blocks += [passage([[Run(said)]])] if said else []
        blocks.append(source_block(fact, source))
    return [*blocks, *_more(fact, shown)]


def source_block(fact: Fact, source: Source, label: str = _SOURCE) -> Block:
    """Where a fact stands and was printed too, with the button that opens the passage."""
    value = SourceRef(fact.id, source.reading).encode()
    also = also_printed(source, copies_of(fact, source))
    line = join(
        "\n",
        link(at_sentence(source), say.source_line(source), 400),
        *(escape(said, 400) for said in notices.beside(source)),
        escape(also, 400),
    )
    if value is None:
        return context(line)
    aloud = f"{label}: {say.source_title(source)}"
    return section(line, button(label, Action.SOURCE, value, aloud=aloud))


def _more(fact: Fact, shown: Sequence[Source]) -> list[Block]:
    """The way to the sources that are not shown, copies of those that are counted apart."""
    told = {source.story for source in shown}
    readings = {source.reading for source in shown}
    hidden = [source for source in fact.sources if source.reading not in readings]
    articles = {source.article for source in shown}
    others = [s for s in hidden if s.story not in told or s.article in articles]
    copies = {s.article for s in hidden if s.story in told and s.article not in articles}
    if not others and not copies:
        return []
    parts = [count(len(others), "more source")] if others else []
    parts += [count(len(copies), "copy", "copies")] if copies else []
    line = escape(f"and {say.enumerate_words(parts)}")
    value = SourceRef(fact.id).encode()
    if value is None:
        return [context(line)]
    return [section(line, button("All sources", Action.SOURCE, value))]
