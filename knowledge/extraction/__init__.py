"""From an article to readings: what each sentence states, with its evidence.

    >>> extraction = Extractor().extract(article)
    >>> [reading.fields for reading in extraction.readings]

The only room that uses spaCy, which is imported when the first article is read. The way through
it, each step a room that uses those before it and none after:

- `lexicon` holds the words, in files that an editor can extend;
- `parsing` makes sentences of tokens, and keeps parses for the next time;
- `named` finds who is named in a sentence;
- `grammar` says how a word stands in it: whose it is, whether it took place, when and where;
- `people` gathers those named and says whose officers they are;
- `actors` finds who is meant by a phrase, over the whole article;
- `scene` puts all of it together for one article (with `events`, the meetings found so far), and
  every kind of fact has a room that reads the scene: `meetings`, `milestones`, `agreements`,
  `payments`, `roles`, `statements`;
- `topics` says what each fact is about; `workers` read in several processes.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.extraction.agreements.readings import agreement_readings, agreement_rules
from knowledge.extraction.meetings.readings import meeting_readings, meeting_rules
from knowledge.extraction.milestones.readings import milestone_readings, milestone_rules
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.model import (
    ModelProblem,
    describe,
    is_overgrown,
    load,
    parse_with,
)
from knowledge.extraction.parsing.remembering import Remembering
from knowledge.extraction.parsing.tokens import Doc
from knowledge.extraction.payments.readings import payment_readings, payment_rules
from knowledge.extraction.roles.readings import role_readings, role_rules
from knowledge.extraction.scene import Scene, set_scene
from knowledge.extraction.statements.readings import statement_readings, statement_rules
from knowledge.extraction.topics import TopicReader
from knowledge.model import Article, Kind, Reading

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "KINDS",
    "LANGUAGES",
    "NOT_READ",
    "Extraction",
    "Extractor",
    "ModelProblem",
    "describe",
    "rule_names",
]

_LONG = 100_000
# The collector looks for cycles after so many new objects, of which a word takes a few dozen: with
# its usual 700 it looks through the same article hundreds of times, a sixth of the rules' time.
_OBJECTS = 20_000

log = logging.getLogger("dateline.extraction")

NOT_READ = "could not be analysed"
"""In the problem of an article of which a kind of fact could not be read."""

LANGUAGES = frozenset({"en"})
"""Languages that extraction reads; articles in others are stored and searched as they are."""


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: how it is read from a scene, and the names of the rules that read it.

    `read` gives the readings in the order of the text and leaves out what `Scene.without` names.
    """

    kind: Kind
    read: Callable[[Scene], Iterable[Reading]]
    rules: Callable[[], frozenset[str]]


KINDS: tuple[FactKind, ...] = (
    FactKind(Kind.MEETING, meeting_readings, meeting_rules),
    FactKind(Kind.AGREEMENT, agreement_readings, agreement_rules),
    FactKind(Kind.PAYMENT, payment_readings, payment_rules),
    FactKind(Kind.MILESTONE, milestone_readings, milestone_rules),
    FactKind(Kind.ROLE, role_readings, role_rules),
    FactKind(Kind.STATEMENT, statement_readings, statement_rules),
)
"""The kinds of fact that are read, in this order: a later kind is added here.

Meetings come first, since "the two leaders" are those who met."""


def rule_names() -> frozenset[str]:
    """The names of all rules, as `Reading.rule` carries them."""
    return frozenset(name for kind in KINDS for name in kind.rules())


@dataclass(frozen=True, slots=True)
class Extraction:
    """The readings of one article, and in plain words what could not be read.

    `parses` is what to remember for the next time; None when that is what was given.
    """

    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()
    parses: bytes | None = field(default=None, repr=False, compare=False)


class Extractor:
    """Reads articles into readings; loads the language model on first use.

    `without` names rules that are switched off ("verb meet", "noun visit", …; all of them in
    `rule_names()`). `seconds` is how long an article may take, and a very long one longer, so much
    for each 100,000 characters: what was read until then is returned, and a problem says so.

    Raises:
        ValueError: when `without` names a rule that does not exist.
    """

    def __init__(self, *, without: Iterable[str] = (), seconds: float = 30.0) -> None:
        self.without = frozenset(without)
        self.seconds = seconds
        self._nlp: Language | None = None
        unknown = sorted(self.without - rule_names())
        if unknown:
            raise ValueError(f"no such rule: {', '.join(unknown)}")

    @property
    def nlp(self) -> "Language":
        """The language model.

        Raises:
            ModelProblem: when there is none or it can't be trusted.
        """
        if self._nlp is None:
            self._nlp = load()
            # The collector need not look through the model again and again.
            gc.collect()
            gc.freeze()
        return self._nlp

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """Parse paragraphs, in their order.

        Raises:
            ModelProblem: when there is no language model or it can't be trusted.
        """
        docs = parse_with(self.nlp, texts)
        if is_overgrown(self.nlp):
            self._nlp = None
            gc.unfreeze()
            gc.collect()
        return docs

    def extract(self, article: Article, parses: bytes | None = None) -> Extraction:
        """Read one article; the same article always gives the same readings, in the same order.

        `parses` is what an earlier extraction gave to remember: what is in it is not parsed again,
        and where all is the language model is not even loaded. Only the deadline can make a
        difference, and then `problems` says so.
        """
        if article.language not in LANGUAGES:
            problem = f"not read: the article is in another language ({article.language})"
            return Extraction((), (problem,))
        with _rarely_collected():
            return self._extract(article, parses)

    def _extract(self, article: Article, parses: bytes | None) -> Extraction:
        remembering = Remembering(self.parse, parses)
        deadline = Deadline(self.seconds * max(1.0, len(article.text) / _LONG))
        scene = set_scene(article, remembering.parse, deadline, self.without)
        readings, problems = _read(scene)
        complete = scene.document.complete
        if not complete:
            problems.append(_read_in_part(scene))
        scene.document.release()
        return Extraction(tuple(readings), tuple(problems), remembering.parses(complete=complete))


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Have the collector look for cycles less often for a while."""
    usual = gc.get_threshold()
    if 0 < usual[0] < _OBJECTS:
        gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _read(scene: Scene) -> tuple[list[Reading], list[str]]:
    """The readings of every kind; a kind whose rules break down takes no other along."""
    topics = TopicReader(scene)
    readings: list[Reading] = []
    problems: list[str] = []
    for kind in KINDS:
        try:
            readings += [topics.with_topics(reading) for reading in kind.read(scene)]
        except Exception as error:
            log.exception("Reading the %ss of %s broke down", kind.kind, scene.article.id)
            problems.append(
                f"its {kind.kind}s {NOT_READ} ({type(error).__name__}); "
                "an update may help: python -m knowledge rebuild"
            )
    return readings, problems


def _read_in_part(scene: Scene) -> str:
    return (
        f"read in part: it took longer than {scene.deadline.seconds:.3g} seconds, and only the "
        f"first {scene.walked} sentences were read"
    )
