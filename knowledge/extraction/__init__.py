"""From an article to readings: what each sentence states, with its evidence.

    >>> extraction = Extractor().extract(article)
    >>> [reading.fields for reading in extraction.readings]

The only room that uses spaCy, which is imported when the first article is read. The way through
it, each step one module or a few:

- `model` loads the pipeline, `tokens` and `packing` are what it finds in a form of our own,
  `document` makes sentences of words of it, `deadline` keeps time;
- `parties` find countries and bodies, `outlets`, `datelines` and `headings` what they stand for;
- `titles` and `title_finder` (with `complements`) find title phrases, `naming` and `model_people`
  names, `mentions` (with `marks` and `surroundings`) the people named in a sentence; `people`
  gathers them into the `register`, `describing` and `affiliation` say who they are and whose
  officers;
- `actors` and `actor_finder` find who is meant (`offices`, `delegations`, `references`, `speeches`
  over what the `context` remembers);
- `clauses`, `status`, `when` and `where` say how a word stands in its sentence;
- `scene` puts all of it together for one article, and every kind of fact reads the scene:
  `meetings` (with `rules`, `events`, `completing`, `joining`), `milestones` (with `ahead`,
  `outlook`, `anniversaries`, `concerned`, `phrases`) and `roles`;
- `topics` says what each fact is about;
- `lexicon` holds the words, in files that an editor can extend.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extraction.deadline import Deadline
from knowledge.extraction.meetings import meeting_readings, meeting_rules
from knowledge.extraction.milestones import milestone_readings, milestone_rules
from knowledge.extraction.model import ModelProblem, describe, load, parse_with
from knowledge.extraction.roles import role_readings, role_rules
from knowledge.extraction.scene import Scene, set_scene
from knowledge.extraction.tokens import Doc
from knowledge.extraction.topics import TopicReader
from knowledge.model import Article, Kind, Reading

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "KINDS",
    "LANGUAGES",
    "Extraction",
    "Extractor",
    "ModelProblem",
    "describe",
    "rule_names",
]

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
    FactKind(Kind.MILESTONE, milestone_readings, milestone_rules),
    FactKind(Kind.ROLE, role_readings, role_rules),
)
"""The kinds of fact that are read, in this order: a later kind is added here.

Meetings come first, since "the two leaders" are those who met."""


def rule_names() -> frozenset[str]:
    """The names of all rules, as `Reading.rule` carries them."""
    return frozenset(name for kind in KINDS for name in kind.rules())


@dataclass(frozen=True, slots=True)
class Extraction:
    """The readings of one article, and in plain words what could not be read."""

    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()


class Extractor:
    """Reads articles into readings; loads the language model on first use.

    `without` names rules that are switched off ("verb meet", "noun visit", …; all of them in
    `rule_names()`). `seconds` is how long one article may take: what was read until then is
    returned, and a problem says so.

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
        return self._nlp

    def parse(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Parse paragraphs, in their order.

        Raises:
            ModelProblem: when there is no language model or it can't be trusted.
        """
        return parse_with(self.nlp, texts)

    def extract(self, article: Article) -> Extraction:
        """Read one article; the same article always gives the same readings, in the same order.

        Only the deadline can make a difference, and then `problems` says so.
        """
        if article.language not in LANGUAGES:
            problem = f"not read: the article is in another language ({article.language})"
            return Extraction((), (problem,))
        scene = set_scene(article, self.parse, Deadline(self.seconds), self.without)
        topics = TopicReader(scene)
        readings = tuple(
            topics.with_topics(reading) for kind in KINDS for reading in kind.read(scene)
        )
        return Extraction(readings, self._problems(scene))

    def _problems(self, scene: Scene) -> tuple[str, ...]:
        if scene.document.complete:
            return ()
        return (
            f"read in part: it took longer than {self.seconds:g} seconds, and only the first "
            f"{scene.walked} sentences were read",
        )
