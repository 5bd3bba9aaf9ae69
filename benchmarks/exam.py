"""Questions with what their answers have to hold, and how an answer is marked.

`tests/knowledge/questions/exam.jsonl` has a question a line over the sample archive, written by
somebody who did not build the answers: `kind`, `question`, `context` (the earlier questions of its
thread), whether it is to be `answered`, patterns that the answer `must` and `must_not` match,
`sentence` (one of these stands in a sentence that is cited), and the `part` it belongs to: answers
were mended by looking at "tune" alone. With `either` it may be asked back as well as answered.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.answers import ask
from knowledge.answers.spelling import spelled_out
from knowledge.base import Base
from knowledge.model import Answer
from knowledge.wording.texts import plain

ROOT = Path(__file__).parents[1]
EXAM = ROOT / "tests" / "knowledge" / "questions" / "exam.jsonl"
SAMPLE = ROOT / "knowledge" / "sample"
TODAY = date(2026, 11, 22)
_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A question with what is expected of its answer."""

    id: str
    kind: str
    question: str
    part: str
    answered: bool
    either: bool = False
    context: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with what is wrong with its answer; nothing when it is right."""

    item: Item
    answered: bool
    said: str
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the answer is as it has to be."""
        return not self.faults

    @property
    def false(self) -> bool:
        """Whether there is an answer where there must be none."""
        return self.answered and not self.item.answered and not self.item.either


def items(path: Path = EXAM) -> list[Item]:
    """The questions of a file, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_item(json.loads(line)) for line in lines if line.strip()]


def _item(line: dict[str, Any]) -> Item:
    several = ("context", "must", "must_not", "sentence")
    lists: dict[str, Any] = {name: tuple(line.pop(name)) for name in several if name in line}
    return Item(**line, **lists)


def build(path: Path) -> None:
    """Make a fact base of the sample archive; loads the language model."""
    from knowledge.extraction import Extractor
    from knowledge.reading import read, search

    extractor = Extractor()
    with Base.open(path) as base:
        for file in search([SAMPLE]).articles:
            if isinstance(file, Path):
                article = read(file)
                base.save(article, extractor.extract(article).readings)


def marked(exam: Iterable[Item], base: Base) -> list[Marked]:
    """Ask every question, each in its own thread, and mark the answers."""
    return [mark(item, asked(item, base), base) for item in exam]


def asked(item: Item, base: Base) -> Answer:
    """What the command line would answer."""
    found = ask(item.question, base, today=TODAY, per_page=_PER_PAGE, context=item.context)
    return spelled_out(found, base, today=TODAY)


def mark(item: Item, answer: Answer, base: Base) -> Marked:
    """Hold an answer against what is expected of it."""
    said = same(plain(answer))
    faults = [*unsourced(answer, base), *_expected(item, answer, said)]
    return Marked(item, answer.answered, said, tuple(faults))


def _expected(item: Item, answer: Answer, said: str) -> list[str]:
    faults = []
    if not item.either and answer.answered != item.answered:
        faults.append("answered" if answer.answered else "not answered")
        if item.answered:
            return faults
    if item.answered:
        faults += [f"lacks {one}" for one in item.must if not re.search(one, said, re.I)]
        if item.sentence and answer.answered:
            cited = [same(evidence.text) for evidence in answer.cited]
            if not any(same(one) in text for one in item.sentence for text in cited):
                faults.append(f"cites no sentence with {' / '.join(item.sentence)}")
    return [*faults, *(f"says {one}" for one in item.must_not if re.search(one, said, re.I))]


def unsourced(answer: Answer, base: Base) -> list[str]:
    """What of an answer does not stand in an article: a citation, or all when there is none."""
    if answer.answered and not answer.cited:
        return ["cites nothing"]
    faults = []
    for evidence in answer.cited:
        article = base.article(evidence.article)
        printed = "" if article is None else article.text[evidence.start : evidence.end]
        if not evidence.text.strip() or printed != evidence.text:
            faults.append(f"cites what is not in {evidence.article}: {evidence.text}")
    return faults


_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "*": None,
    }
)  # fmt: skip
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")


def same(text: str) -> str:
    """A text with plain quotation marks, dashes and spaces, and without emphasis."""
    return " ".join(_EMPHASIS.sub("", text.translate(_PLAIN)).split())


def table(found: Sequence[Marked]) -> list[str]:
    """Right answers by kind, in all and of each part, and what was answered falsely."""
    parts = sorted({one.item.part for one in found}, reverse=True)
    lines = [f"{'':18}{'all':>12}" + "".join(f"{part:>12}" for part in parts)]
    for kind in dict.fromkeys(one.item.kind for one in found):
        lines.append(_row(kind, [one for one in found if one.item.kind == kind], parts))
    lines.append(_row("right", found, parts))
    refused = [one for one in found if not one.item.answered and not one.item.either]
    false = [one.item.id for one in found if one.false]
    named = f" ({', '.join(false)})" if false else ""
    lines.append(f"falsely answered: {len(false)} of {len(refused)} that must be refused{named}")
    missed = sum(one.item.answered and not one.answered and not one.right for one in found)
    wrong = sum(one.item.answered and one.answered and not one.right for one in found)
    lines.append(f"not answered though it could be: {missed}; answered wrongly: {wrong}")
    return lines


def _row(name: str, found: Sequence[Marked], parts: Sequence[str]) -> str:
    groups = [found, *([one for one in found if one.item.part == part] for part in parts)]
    shares = [f"{sum(one.right for one in group)} /{len(group):>4}" for group in groups]
    return f"{name:18}" + "".join(f"{share:>12}" for share in shares)
